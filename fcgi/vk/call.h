#ifndef VK_CALL_H
#define VK_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/rc.h"

/*
 * One request each, many at a time, no thread: libcurl's multi interface
 * behind one file descriptor.  Every call has a connection of its own:
 * libcurl repeats a request by itself when a kept one dies, and that would
 * post twice (vk-contract 7.2, measured).
 */
struct caller;
struct call_result;

struct call {
	const char *url;
	const char *token; /* NULL: none (uploads) */
	const char *body;  /* form. NULL: a file is sent */
	const char *file;  /* path of the one file of a multipart upload */
	const char *file_field, *file_name, *file_type;
	bool plain_http; /* the API base is a loopback address */
	long connect_timeout_ms, timeout_ms;
	void (*answered)(void *ctx, const struct call_result *);
	void *ctx;
};

struct call_result {
	int curl_code;
	bool sent;	  /* a byte of the request may have left */
	int http_status;  /* 0: none came */
	const char *body; /* until answered returns; NUL-terminated */
	size_t n;
	int64_t duration_ms;
};

enum rc call_open(struct caller **) MUST_USE;
/* Calls in flight are dropped without a word. */
void call_close(struct caller *);
/* Readable when call_run has something to do. */
int call_fd(const struct caller *);
/* Milliseconds until call_run must be called anyway; -1: no need. */
int64_t call_timeout_ms(const struct caller *);
/* Never blocks; answered is called from here only. */
void call_run(struct caller *);
int call_count(const struct caller *);
/* Everything is copied.  RC_FAIL: nothing was sent. */
enum rc call_start(struct caller *, const struct call *) MUST_USE;

#endif
