#include "fault.h"
#include "api.h"
#include "mem.h"

#include <stdlib.h>
#include <string.h>

static const char *const type_names[] = { "api_error", "answer", "close",
	"delay", "slow", "drop_attachments", "upload_value", NULL };
static const char *const at_names[] = { "headers", "request", "answer", NULL };
static const char *const commit_names[] = { "before", "after", "never", NULL };
static const char *const then_names[] = { "answer", "close", NULL };
static const char *const upload_names[] = { "upload", "upload.photo",
	"upload.album", "upload.doc", "*" };

enum { DAY_MS = 86400000, RATE_MAX = 1000000000 };

struct fault {
	int64_t id;
	char *method;
	int64_t times, skip, token_id, seen, hits;
	json_t *match;
	bool only_reused;
	struct effect *effect;
	struct fault *next;
};

static struct fault *first, **last = &first;
static int64_t last_id;

void
effect_drop(struct effect *e)
{
	if (e == NULL || --e->refs > 0)
		return;
	json_decref(e->given);
	free(e);
}

static void
fault_free(struct fault *f)
{
	effect_drop(f->effect);
	json_decref(f->match);
	free(f->method);
	free(f);
}

int64_t
faults_clear(int64_t id)
{
	struct fault **at = &first;
	int64_t n = 0;

	while (*at != NULL) {
		struct fault *f = *at;

		if (id != 0 && f->id != id) {
			at = &f->next;
			continue;
		}
		*at = f->next;
		fault_free(f);
		n++;
	}
	last = at;
	return n;
}

void
faults_free(void)
{
	faults_clear(0);
	last_id = 0;
}

bool
fault_exists(int64_t id)
{
	const struct fault *f = first;

	while (f != NULL && f->id != id)
		f = f->next;
	return f != NULL;
}

static void
read_api_error(struct args *a, struct effect *e)
{
	args_only(a, "type", "error", "commit", NULL);
	args_need(a, "error");
	if (args_object(a, "error", &e->error) &&
	    !json_is_integer(json_object_get(e->error, "error_code")))
		args_fail(a, "error", "error_code is required");
	args_bool(a, "commit", &e->commit);
}

static void
read_answer(struct args *a, struct effect *e)
{
	const char *key;
	json_t *value;

	args_only(a, "type", "status", "content_type", "headers", "body",
	    "commit", NULL);
	e->status = 200;
	e->content_type = "application/json";
	e->body = "";
	args_int(a, "status", 200, 599, &e->status);
	args_text(a, "content_type", &e->content_type);
	args_text(a, "body", &e->body);
	args_bool(a, "commit", &e->commit);
	if (strpbrk(e->content_type, "\r\n") != NULL)
		args_fail(a, "content_type", "a line end");
	if (!args_object(a, "headers", &e->headers))
		return;
	json_object_foreach((json_t *)e->headers, key, value)
	{
		const char *text = json_string_value(value);

		if (text == NULL || strpbrk(text, "\r\n") != NULL ||
		    key[0] == '\0' || strpbrk(key, "\r\n: \t") != NULL)
			args_fail(a, "headers", "not a header line");
	}
}

static void
read_close(struct args *a, struct effect *e)
{
	args_only(a, "type", "at", "bytes", "rst", "commit", NULL);
	args_need(a, "at");
	args_enum(a, "at", at_names, &e->at);
	args_int(a, "bytes", 0, INT32_MAX, &e->bytes);
	args_bool(a, "rst", &e->rst);
	args_bool(a, "commit", &e->commit);
	if (a->error != NULL)
		return;
	if (e->at != AT_REQUEST && json_object_get(a->object, "commit"))
		args_fail(a, "commit", "only for a close at request");
	if (e->at != AT_ANSWER && json_object_get(a->object, "bytes"))
		args_fail(a, "bytes", "only for a close at answer");
}

static void
read_delay(struct args *a, struct effect *e)
{
	args_only(a, "type", "ms", "commit", "then", NULL);
	args_need(a, "ms");
	args_int(a, "ms", 0, DAY_MS, &e->ms);
	args_enum(a, "commit", commit_names, &e->when);
	args_enum(a, "then", then_names, &e->then_close);
}

static void
read_slow(struct args *a, struct effect *e)
{
	args_only(a, "type", "bytes_per_second", NULL);
	args_need(a, "bytes_per_second");
	args_int(a, "bytes_per_second", 1, RATE_MAX, &e->rate);
}

static void
read_drop(struct args *a, struct effect *e)
{
	size_t i;
	json_t *item;

	args_only(a, "type", "indexes", NULL);
	args_need(a, "indexes");
	if (!args_array(a, "indexes", &e->indexes))
		return;
	json_array_foreach(e->indexes, i,
	    item) if (!json_is_integer(item) || json_integer_value(item) < -1)
	    args_fail(a, "indexes", "numbers from -1 on");
}

static void
read_upload_value(struct args *a, struct effect *e)
{
	args_only(a, "type", "field", "value", NULL);
	args_need(a, "field");
	args_text(a, "field", &e->field);
	e->value = json_object_get(a->object, "value");
	if (e->value == NULL)
		args_fail(a, "value", "the key is required");
}

static struct effect *
effect_read(struct args *a, const json_t *object)
{
	static void (*const readers[])(struct args *,
	    struct effect *) = { read_api_error, read_answer, read_close,
		read_delay, read_slow, read_drop, read_upload_value };
	struct effect *e = mem_alloc(sizeof(*e));
	struct args r;
	int type = 0;

	e->refs = 1;
	e->given = json_deep_copy(object);
	args_open(&r, e->given);
	args_need(&r, "type");
	args_enum(&r, "type", type_names, &type);
	e->type = type;
	if (r.error == NULL)
		readers[type](&r, e);
	if (r.error != NULL)
		args_fail(a, r.key[0] != '\0' ? r.key : "effect", r.error);
	return e;
}

static bool
method_known(const char *name)
{
	for (size_t i = 0; i < sizeof(upload_names) / sizeof(*upload_names);
	     i++)
		if (strcmp(upload_names[i], name) == 0)
			return true;
	return api_known(name);
}

/* What the kinds of effect ask of the fault around them. */
static void
fault_check(struct args *a, const struct fault *f)
{
	const struct effect *e = f->effect;

	if (a->error != NULL)
		return;
	if (e->type == EFFECT_CLOSE && e->at == AT_HEADERS &&
	    json_object_size(f->match) > 0)
		args_fail(a, "match", "nothing is known at the headers");
	if (e->type == EFFECT_DROP && strcmp(f->method, "wall.post") != 0)
		args_fail(a, "effect", "only for wall.post");
	if (e->type == EFFECT_UPLOAD_VALUE &&
	    strncmp(f->method, "upload", 6) != 0)
		args_fail(a, "effect", "only for uploads");
}

static void
fault_read(struct args *a, struct fault *f)
{
	const char *method = "";
	const json_t *effect = NULL, *match = NULL;
	const char *key;
	json_t *value;

	args_only(a, "method", "times", "skip", "token_id", "match",
	    "only_reused", "effect", NULL);
	args_need(a, "method");
	args_need(a, "effect");
	args_text(a, "method", &method);
	if (a->error == NULL && !method_known(method))
		args_fail(a, "method", "no such method");
	f->method = mem_dup(method);
	f->times = 1;
	args_int(a, "times", 0, INT32_MAX, &f->times);
	args_int(a, "skip", 0, INT32_MAX, &f->skip);
	if (args_int(a, "token_id", 1, INT64_MAX, &f->token_id) &&
	    tokens_by_id(f->token_id) == NULL)
		args_fail(a, "token_id", "no such token");
	args_bool(a, "only_reused", &f->only_reused);
	args_object(a, "match", &match);
	f->match = match ? json_deep_copy(match) : json_object();
	json_object_foreach(f->match, key, value) if (!json_is_string(value))
	    args_fail(a, "match", "the values are strings");
	if (args_object(a, "effect", &effect))
		f->effect = effect_read(a, effect);
	fault_check(a, f);
}

int64_t
fault_add(struct args *a)
{
	struct fault *f = mem_alloc(sizeof(*f));

	fault_read(a, f);
	if (a->error != NULL) {
		fault_free(f);
		return 0;
	}
	f->id = ++last_id;
	*last = f;
	last = &f->next;
	return f->id;
}

json_t *
faults_json(void)
{
	json_t *list = json_array();

	for (const struct fault *f = first; f != NULL; f = f->next)
		json_array_append_new(list,
		    json_pack("{s:I,s:s,s:I,s:I,s:o,s:O,s:b,s:O,s:I,s:I,s:I}",
			"fault_id", f->id, "method", f->method, "times",
			f->times, "skip", f->skip, "token_id",
			f->token_id ? json_integer(f->token_id) : json_null(),
			"match", f->match, "only_reused", f->only_reused,
			"effect", f->effect->given, "seen", f->seen, "hits",
			f->hits, "left",
			f->times == 0 ? (json_int_t)-1 : f->times - f->hits));
	return json_pack("{s:b,s:o}", "ok", 1, "faults", list);
}

static bool
fault_for_method(const struct fault *f, const struct call *c)
{
	if (f->times != 0 && f->hits >= f->times)
		return false;
	if (f->only_reused && c->conn_request < 2)
		return false;
	if (strcmp(f->method, "*") == 0)
		return true;
	if (strcmp(f->method, "upload") == 0)
		return c->kind == CALL_UPLOAD;
	return strcmp(f->method, c->method) == 0;
}

static bool
fault_for_token(const struct fault *f, const struct call *c)
{
	return f->token_id == 0 ||
	       (c->token != NULL && c->token->id == f->token_id);
}

static bool
fault_for_params(const struct fault *f, const struct call *c)
{
	const char *key;
	json_t *value;

	json_object_foreach(f->match, key, value)
	{
		const char *sent = call_param(c, key);

		if (sent == NULL || strcmp(sent, json_string_value(value)))
			return false;
	}
	return true;
}

static bool
fault_is_head(const struct fault *f)
{
	return f->effect->type == EFFECT_CLOSE && f->effect->at == AT_HEADERS;
}

static struct effect *
fault_hit(struct fault *f, int64_t *id)
{
	f->hits++;
	*id = f->id;
	f->effect->refs++;
	return f->effect;
}

/* A fault armed earlier goes first, so far as the head can tell that it
 * will hit. */
struct effect *
fault_at_head(const struct call *c, int64_t *id)
{
	struct effect *e = NULL;
	bool taken = false;

	for (struct fault *f = first; f != NULL; f = f->next) {
		if (!fault_for_method(f, c) || !fault_for_token(f, c))
			continue;
		if (!fault_is_head(f)) {
			if (json_object_size(f->match) == 0 &&
			    f->seen >= f->skip)
				taken = true;
			continue;
		}
		if (f->seen++ >= f->skip && e == NULL && !taken)
			e = fault_hit(f, id);
	}
	return e;
}

struct effect *
fault_at_request(const struct call *c, int64_t *id)
{
	struct effect *e = NULL;

	for (struct fault *f = first; f != NULL; f = f->next) {
		if (fault_is_head(f) || !fault_for_method(f, c) ||
		    !fault_for_token(f, c) || !fault_for_params(f, c))
			continue;
		if (f->seen++ >= f->skip && e == NULL)
			e = fault_hit(f, id);
	}
	return e;
}
