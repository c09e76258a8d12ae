#ifndef CONTROL_H
#define CONTROL_H

#include "args.h"
#include "conn.h"
#include "http.h"
#include "params.h"

#include <stdbool.h>
#include <stdint.h>

/* The control interface, /_sandbox/. */

struct control {
	struct conn *conn;
	struct params query; /* of a GET */
	struct args args;    /* of a POST: the body; of a GET: the query */
	int status;	     /* 200 until control_fail */
	json_t *answer;	     /* the handler's, with "ok" */
	bool done;	     /* answered, or kept, by the handler itself */
};

void control_handle(struct conn *, const struct http_request *);
void control_fail(
    struct control *, int status, const char *key, const char *error);
void control_send(struct conn *, int status, const json_t *);

/* An empty world with the defaults; what the program starts with. */
void control_start(void);
void control_stop(void);

/* Handlers, by file. */
void control_reset(struct control *);
void control_tokens_add(struct control *);
void control_tokens_list(struct control *);
void control_tokens_fail(struct control *);
void control_clock(struct control *);
void control_clock_set(struct control *);
void control_wall(struct control *);
void control_wall_act(struct control *);
void control_photos(struct control *);
void control_journal(struct control *);
void control_journal_file(struct control *);
void control_journal_clear(struct control *);

#endif
