#ifndef CALL_H
#define CALL_H

#include "conn.h"
#include "http.h"
#include "journal.h"
#include "loop.h"
#include "params.h"
#include "tokens.h"

#include <jansson.h>
#include <stdbool.h>

/* A call outside /_sandbox/: from the head of the request to the answer.
 * It lives as long as it is read, held or trickled. */

struct effect;

enum call_kind { CALL_API, CALL_UPLOAD, CALL_OTHER };

struct call_file {
	char *field, *filename, *type;
	struct blob *blob;
};

struct call {
	struct conn *conn; /* NULL once the client has gone */
	struct call *prev, *next;
	enum call_kind kind;
	int64_t conn_request;
	char *verb, *path, *query;
	char *method; /* API name, "upload.photo", or "" */
	struct params params;
	bool is_form; /* the body was understood as parameters */
	struct call_file *files;
	size_t n_files;
	bool files_whole;
	char *token_value;   /* NULL: none was sent */
	struct token *token; /* NULL: none, or unknown */
	struct journal_ref ref;
	struct effect *effect; /* of the fault it met, or NULL */
	struct timer timer;

	/* The answer: json, or body with its type. */
	int status;
	const char *type;
	char *headers;
	struct buf body;
	json_t *json;
	enum answer_kind answer;
	int error_code, error_subcode;
	bool held;    /* delayed, trickled, or its page is waited for */
	bool waiting; /* the page will be ready later */
	bool ran, committed, guid_repeat;
	int64_t post_id;
};

extern const struct http_hooks call_hooks;

void calls_close(void); /* close all held calls; late commits are lost */

const char *call_param(const struct call *, const char *name);
/* The call answers this; the value is taken over. */
void call_respond(struct call *, json_t *response);
/* An API error; detail (may be NULL) follows the text of the code. */
void call_error(struct call *, int code, const char *detail);
void call_error_json(struct call *, const json_t *error);
void call_page(struct call *, int status, const char *type);
/* The page of a waiting call is in its body now. */
void call_ready(struct call *);

#endif
