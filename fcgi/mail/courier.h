#ifndef MAIL_COURIER_H
#define MAIL_COURIER_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "mail/letter.h"

struct courier_result;

/*
 * Letters by SMTP through libcurl's multi interface; for the publisher
 * alone.  Opened when there is something to send and closed after it: it
 * costs nothing in between.  Every letter has a connection of its own, so
 * libcurl never repeats one by itself.
 *
 * TLS is required, and the certificate checked, unless the server is on
 * this machine.
 */
struct courier;

/* Of a letter in flight; a server answers in seconds or not at all. */
enum { COURIER_LINE_MAX = 900 /* of an answer that is kept, bytes */ };

struct courier_letter {
	const char *server;	     /* smtps://HOST:465, smtp://HOST:587 */
	const char *user, *password; /* user "": no sign-in */
	const char *from, *from_name;
	const char *to, *to_name;
	const char *subject, *text;
	const char *id;	  /* of the message, with the sign @ */
	const char *helo; /* what we call ourselves */
	int64_t at;
	long timeout_ms;
	void (*ended)(void *ctx, const struct courier_result *);
	void *ctx;
};

struct courier_result {
	enum letter_end end;
	int curl_code, smtp_code;
	const char *why; /* a sentence with the server's words; "" if sent */
};

/* Begins with smtp: or smtps: and names a host, perhaps a port, no more. */
bool courier_server_valid(const char *);
bool courier_server_near(const char *); /* on this machine */

enum rc courier_open(struct courier **) MUST_USE;
/* Letters in flight are dropped without a word. */
void courier_close(struct courier *);
/* Never blocks; ended is called from here only.  How many are in flight. */
int courier_run(struct courier *);
/* Everything is copied.  RC_FAIL: nothing was sent. */
enum rc courier_send(struct courier *, const struct courier_letter *) MUST_USE;

#endif
