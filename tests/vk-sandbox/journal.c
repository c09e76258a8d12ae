#include "journal.h"
#include "clock.h"
#include "loop.h"
#include "mem.h"

#include <stdlib.h>
#include <string.h>

static const size_t files_max = (size_t)256 << 20,
		    weight_max = (size_t)256 << 20;

static const char *const state_names[] = { "reading", "held", "done",
	"closed" };
static const char *const answer_names[] = { "response", "error", "raw",
	"closed", "pending" };

static struct {
	struct journal_entry *ring[JOURNAL_MAX]; /* at seq % size */
	int64_t first, last; /* kept: first..last; first > last = none */
	int64_t files_first; /* entries before it have no bytes left */
	size_t files_bytes, weight;
	uint64_t epoch;
	bool woken;
	void (*on_change)(void);
} journal = { .first = 1, .files_first = 1 };

static struct journal_entry *
journal_at(int64_t seq)
{
	return seq < journal.first || seq > journal.last
		   ? NULL
		   : journal.ring[seq % JOURNAL_MAX];
}

static void
entry_drop_bytes(struct journal_entry *e)
{
	for (size_t i = 0; i < e->n_files; i++) {
		if (e->files[i].blob == NULL)
			continue;
		journal.files_bytes -= e->files[i].bytes;
		blob_drop(e->files[i].blob);
		e->files[i].blob = NULL;
	}
}

static void
entry_free(struct journal_entry *e)
{
	entry_drop_bytes(e);
	journal.weight -= e->weight;
	for (size_t i = 0; i < e->n_files; i++) {
		free(e->files[i].field);
		free(e->files[i].filename);
		free(e->files[i].type);
	}
	free(e->files);
	free(e->verb);
	free(e->path);
	free(e->method);
	free(e->v);
	free(e->content_type);
	json_decref(e->headers);
	json_decref(e->leak);
	json_decref(e->params);
	free(e);
}

struct journal_entry *
journal_add(struct journal_ref *ref)
{
	struct journal_entry *e = mem_alloc(sizeof(*e));

	e->seq = ++journal.last;
	if (e->seq - journal.first >= JOURNAL_MAX)
		entry_free(journal.ring[journal.first++ % JOURNAL_MAX]);
	journal.ring[e->seq % JOURNAL_MAX] = e;
	e->at = clock_now();
	e->real_ms = loop_ms();
	e->answer = ANSWER_PENDING;
	e->token_place = "none";
	e->kind = "other";
	ref->epoch = journal.epoch;
	ref->seq = e->seq;
	return e;
}

struct journal_entry *
journal_find(const struct journal_ref *ref)
{
	return ref->epoch == journal.epoch ? journal_at(ref->seq) : NULL;
}

void
journal_add_file(struct journal_entry *e, const char *field,
    const char *filename, const char *type, struct blob *blob)
{
	struct journal_file *f;

	e->files = mem_grow(e->files, (e->n_files + 1) * sizeof(*e->files));
	f = &e->files[e->n_files++];
	f->field = mem_dup(field);
	f->filename = mem_dup(filename);
	f->type = mem_dup(type);
	f->blob = blob_ref(blob);
	f->bytes = blob->len;
	memcpy(f->sha256, blob->sha256, sizeof(f->sha256));
	journal.files_bytes += blob->len;
	if (journal.files_first < journal.first)
		journal.files_first = journal.first;
	while (journal.files_bytes > files_max && journal.files_first < e->seq)
		entry_drop_bytes(journal_at(journal.files_first++));
}

void
journal_weigh(struct journal_entry *e, size_t bytes)
{
	e->weight = bytes;
	journal.weight += bytes;
	while (journal.weight > weight_max && journal.first < e->seq)
		entry_free(journal.ring[journal.first++ % JOURNAL_MAX]);
}

static void
journal_wake(void *arg)
{
	(void)arg;
	journal.woken = false;
	if (journal.on_change != NULL)
		journal.on_change();
}

void
journal_changed(void)
{
	if (journal.woken || journal.on_change == NULL)
		return;
	journal.woken = true;
	loop_defer(journal_wake, NULL);
}

void
journal_on_change(void (*fn)(void))
{
	journal.on_change = fn;
}

static json_t *
or_null(int64_t n)
{
	return n == 0 ? json_null() : json_integer(n);
}

static json_t *
entry_files(const struct journal_entry *e)
{
	json_t *list = json_array();

	for (size_t i = 0; i < e->n_files; i++) {
		const struct journal_file *f = &e->files[i];

		json_array_append_new(
		    list, json_pack("{s:I,s:s,s:s?,s:s?,s:I,s:s}", "n",
			      (json_int_t)i, "field", f->field, "filename",
			      f->filename, "content_type", f->type, "bytes",
			      (json_int_t)f->bytes, "sha256", f->sha256));
	}
	return list;
}

static json_t *
entry_json(const struct journal_entry *e)
{
	json_t *o, *rest;

	o = json_pack("{s:I,s:s,s:I,s:I,s:I,s:I,s:s,s:s,s:s,s:s,s:s?,s:s?}",
	    "seq", e->seq, "state", state_names[e->state], "at", e->at,
	    "real_ms", e->real_ms, "conn", e->conn, "conn_request",
	    e->conn_request, "kind", e->kind, "http_method", e->verb, "path",
	    e->path, "method", e->method, "v", e->v, "content_type",
	    e->content_type);
	rest = json_pack("{s:O,s:o,s:s?,s:s,s:O,s:O,s:o,s:I,s:s,s:o,s:b,s:o,"
			 "s:b,s:{s:s,s:o,s:o,s:o},s:b}",
	    "headers", e->headers, "token_id", or_null(e->token_id),
	    "token_kind", e->token_kind, "token_place", e->token_place,
	    "token_leak", e->leak, "params", e->params, "files", entry_files(e),
	    "body_bytes", (json_int_t)e->body_bytes, "body_sha256",
	    e->body_sha256, "fault_id", or_null(e->fault_id), "committed",
	    e->committed, "post_id", or_null(e->post_id), "guid_repeat",
	    e->guid_repeat, "answer", "kind", answer_names[e->answer], "status",
	    or_null(e->status), "error_code", or_null(e->error_code),
	    "error_subcode", or_null(e->error_subcode), "client_gone",
	    e->client_gone);
	json_object_update(o, rest);
	json_decref(rest);
	return o;
}

/* The next kept entry that the query asks for, from seq on; NULL = none. */
static const struct journal_entry *
journal_next(const struct journal_query *q, int64_t seq)
{
	if (seq <= q->after)
		seq = q->after + 1;
	if (seq < journal.first)
		seq = journal.first;
	for (; seq <= journal.last; seq++) {
		const struct journal_entry *e = journal_at(seq);

		if (e != NULL &&
		    (q->method[0] == '\0' || strcmp(q->method, e->method) == 0))
			return e;
	}
	return NULL;
}

bool
journal_complete(const struct journal_query *q)
{
	const struct journal_entry *e = NULL;
	int64_t whole = 0;

	while (whole < q->count &&
	       (e = journal_next(q, e ? e->seq + 1 : 0)) != NULL)
		whole += e->state != JOURNAL_READING;
	return whole >= q->count;
}

json_t *
journal_list(const struct journal_query *q)
{
	json_t *list = json_array();
	const struct journal_entry *e = NULL;

	while ((int64_t)json_array_size(list) < q->limit &&
	       (e = journal_next(q, e ? e->seq + 1 : 0)) != NULL)
		json_array_append_new(list, entry_json(e));
	return json_pack("{s:b,s:b,s:I,s:o}", "ok", 1, "complete",
	    journal_complete(q), "last_seq", journal.last, "entries", list);
}

int64_t
journal_clear(void)
{
	int64_t n = journal.last - journal.first + 1;

	while (journal.first <= journal.last)
		entry_free(journal.ring[journal.first++ % JOURNAL_MAX]);
	journal.files_first = journal.first;
	return n;
}

void
journal_reset(void)
{
	journal_clear();
	journal.first = journal.files_first = 1;
	journal.last = 0;
	journal.epoch++;
}

const struct journal_file *
journal_file(int64_t seq, int64_t n)
{
	const struct journal_entry *e = journal_at(seq);

	if (e == NULL || n < 0 || (size_t)n >= e->n_files)
		return NULL;
	return &e->files[n];
}
