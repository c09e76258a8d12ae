#ifndef JOURNAL_H
#define JOURNAL_H

#include "blob.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What was received, in order.  The last JOURNAL_MAX calls are kept, as far
 * as 256 MiB hold their parameters, and the last 256 MiB of their files. */

enum { JOURNAL_MAX = 10000 };

enum journal_state {
	JOURNAL_READING,
	JOURNAL_HELD,
	JOURNAL_DONE,
	JOURNAL_CLOSED
};

enum answer_kind {
	ANSWER_RESPONSE,
	ANSWER_ERROR,
	ANSWER_RAW,
	ANSWER_CLOSED,
	ANSWER_PENDING
};

struct journal_file {
	char *field, *filename, *type; /* the last may be NULL */
	struct blob *blob;	       /* NULL when dropped for room */
	size_t bytes;
	char sha256[65];
};

/* Names a call in the journal, also after a reset made it void. */
struct journal_ref {
	uint64_t epoch;
	int64_t seq;
};

struct journal_entry {
	int64_t seq;
	enum journal_state state;
	int64_t at, real_ms, conn, conn_request;
	const char *kind;
	char *verb, *path, *method, *v, *content_type;
	json_t *headers, *leak, *params;
	int64_t token_id; /* 0 = none */
	const char *token_kind, *token_place;
	struct journal_file *files;
	size_t n_files;
	size_t body_bytes, weight;
	char body_sha256[65];
	int64_t fault_id, post_id; /* 0 = none */
	bool committed, guid_repeat, client_gone;
	enum answer_kind answer;
	int status, error_code, error_subcode; /* 0 = none */
};

struct journal_entry *journal_add(struct journal_ref *);
/* NULL when the entry is no more. */
struct journal_entry *journal_find(const struct journal_ref *);
/* Count a file of an entry against the room for files. */
void journal_add_file(struct journal_entry *, const char *field,
    const char *filename, const char *type, struct blob *);
/* The parameters take so many bytes: older entries may have to go. */
void journal_weigh(struct journal_entry *, size_t);
void journal_changed(void); /* an entry was changed: wake who waits */

struct journal_query {
	int64_t after, limit, count;
	char *method; /* "" = all; owned by the query */
};

bool journal_complete(const struct journal_query *);
json_t *journal_list(const struct journal_query *); /* the whole answer */
int64_t journal_clear(void); /* how many; the numbers go on */
void journal_reset(void);    /* the numbers begin again */
/* Called at the end of a round in which the journal changed. */
void journal_on_change(void (*fn)(void));
const struct journal_file *journal_file(int64_t seq, int64_t n);

#endif
