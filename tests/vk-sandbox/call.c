#include "call.h"
#include "api.h"
#include "config.h"
#include "control.h"
#include "errors.h"
#include "fault.h"
#include "keep.h"
#include "receive.h"
#include "upload.h"
#include "wall.h"
#include "wallpage.h"

#include <stdlib.h>
#include <string.h>

/* Bodies: an API call is small; an album upload brings five files of
 * 50 MB, and a file above the bound must still be read to be refused. */
enum { CALL_BODY_MAX = 16 << 20, UPLOAD_BODY_MAX = 288 << 20 };

static struct call *first;

const char *
call_param(const struct call *c, const char *name)
{
	return params_get(&c->params, name);
}

static void
answer_clear(struct call *c)
{
	json_decref(c->json);
	c->json = NULL;
	buf_free(&c->body);
	free(c->headers);
	c->headers = NULL;
	c->type = "application/json; charset=utf-8";
	c->status = 200;
	c->error_code = c->error_subcode = 0;
}

void
call_respond(struct call *c, json_t *response)
{
	answer_clear(c);
	c->answer = ANSWER_RESPONSE;
	c->json = json_pack("{s:o}", "response", response);
}

/* What VK echoes: the parameters, without the token unless that is on. */
static json_t *
request_params(const struct call *c)
{
	json_t *list = json_array();
	bool token = false;

	if (c->kind == CALL_API)
		json_array_append_new(list, json_pack("{s:s,s:s}", "key",
						"method", "value", c->method));
	for (size_t i = 0; i < c->params.n; i++) {
		const struct param *p = &c->params.list[i];

		if (strcmp(p->name, "access_token") == 0) {
			if (!config.echo_token)
				continue;
			token = true;
		}
		json_array_append_new(list,
		    json_pack("{s:s,s:s}", "key", p->name, "value", p->value));
	}
	if (config.echo_token && !token && c->token_value != NULL)
		json_array_append_new(
		    list, json_pack("{s:s,s:s}", "key", "access_token", "value",
			      c->token_value));
	return list;
}

void
call_error_json(struct call *c, const json_t *given)
{
	json_t *error = json_copy((json_t *)given);

	answer_clear(c);
	c->answer = ANSWER_ERROR;
	c->error_code =
	    (int)json_integer_value(json_object_get(error, "error_code"));
	c->error_subcode =
	    (int)json_integer_value(json_object_get(error, "error_subcode"));
	if (json_object_get(error, "request_params") == NULL)
		json_object_set_new(error, "request_params", request_params(c));
	c->json = json_pack("{s:o}", "error", error);
}

void
call_error(struct call *c, int code, const char *detail)
{
	json_t *error =
	    json_pack("{s:i,s:s++}", "error_code", code, "error_msg",
		errors_text(code), detail ? ": " : "", detail ? detail : "");

	call_error_json(c, error);
	json_decref(error);
}

void
call_page(struct call *c, int status, const char *type)
{
	answer_clear(c);
	c->answer = ANSWER_RAW;
	c->status = status;
	c->type = type;
}

static void
call_free(struct call *c)
{
	timer_stop(&c->timer);
	if (c->waiting)
		wallpage_forget(c);
	if (c->prev != NULL)
		c->prev->next = c->next;
	else
		first = c->next;
	if (c->next != NULL)
		c->next->prev = c->prev;
	effect_drop(c->effect);
	answer_clear(c);
	receive_free(c);
	free(c);
}

/* Tell the journal how the call stands. */
static void
call_note(struct call *c, enum journal_state state, bool answered)
{
	struct journal_entry *e = journal_find(&c->ref);

	if (e == NULL)
		return;
	e->state = state;
	e->committed = c->committed;
	e->post_id = c->post_id;
	e->guid_repeat = c->guid_repeat;
	if (state == JOURNAL_CLOSED) {
		e->answer = ANSWER_CLOSED;
	} else if (state == JOURNAL_DONE) {
		e->answer = c->answer;
		e->error_code = c->error_code;
		e->error_subcode = c->error_subcode;
	}
	e->status = answered ? c->status : 0;
	journal_changed();
}

static void
call_hold(struct call *c)
{
	c->held = true;
	call_note(c, JOURNAL_HELD, false);
}

static int
dump_add(const char *p, size_t len, void *arg)
{
	buf_add(arg, p, len);
	return 0;
}

static void
answer_write(struct call *c)
{
	if (c->json == NULL)
		return;
	buf_free(&c->body);
	json_dump_callback(c->json, dump_add, &c->body, JSON_COMPACT);
}

/* Execute the call, if that was not done: the answer is made. */
static void
call_run(struct call *c)
{
	if (c->ran)
		return;
	c->ran = true;
	keep_touch();
	walls_settle(NULL);
	answer_clear(c);
	if (c->kind == CALL_API)
		api_run(c);
	else if (c->kind == CALL_UPLOAD)
		upload_run(c);
	else
		wallpage_run(c);
}

static bool
call_gone(const struct call *c)
{
	const struct journal_entry *e = journal_find(&c->ref);

	return c->conn == NULL || (e != NULL && e->client_gone);
}

/* Close without an answer. */
static void
call_close(struct call *c, bool rst)
{
	call_note(c, JOURNAL_CLOSED, false);
	if (c->conn != NULL)
		conn_drop(c->conn, rst);
	call_free(c);
}

/* Send the answer that was made, as the effect orders. */
static void
call_send(struct call *c)
{
	const struct effect *e = c->effect;
	struct reply r = {
		.status = c->status, .type = c->type, .headers = c->headers
	};
	bool cut = e != NULL && e->type == EFFECT_CLOSE;
	bool slow = e != NULL && e->type == EFFECT_SLOW;

	answer_write(c);
	r.body = c->body.p != NULL ? c->body.p : "";
	r.len = c->body.len;
	r.cut = cut;
	if (cut) {
		r.cut_at = (size_t)e->bytes;
		r.rst = e->rst;
	}
	if (slow && r.len > 0 && c->conn != NULL) {
		r.rate = e->rate;
		call_hold(c);
		conn_send(c->conn, &r);
		return;
	}
	call_note(c, cut || call_gone(c) ? JOURNAL_CLOSED : JOURNAL_DONE,
	    !call_gone(c));
	if (c->conn != NULL)
		conn_send(c->conn, &r);
	call_free(c);
}

/* The delay is over. */
static void
call_expired(void *arg)
{
	struct call *c = arg;
	const struct effect *e = c->effect;

	if (e->when == COMMIT_AFTER)
		call_run(c);
	if (e->then_close) {
		call_close(c, false);
		return;
	}
	if (e->when == COMMIT_NEVER) {
		call_page(c, 504, NULL);
		c->answer = ANSWER_RAW;
	}
	call_send(c);
}

static void
act_api_error(struct call *c)
{
	if (c->effect->commit)
		call_run(c);
	call_error_json(c, c->effect->error);
	call_send(c);
}

static void
act_answer(struct call *c)
{
	const struct effect *e = c->effect;
	struct buf lines = { 0 };
	const char *key;
	json_t *value;

	if (e->commit)
		call_run(c);
	call_page(c, (int)e->status, e->content_type);
	json_object_foreach((json_t *)e->headers, key, value)
	    buf_format(&lines, "%s: %s\r\n", key, json_string_value(value));
	c->headers = buf_take(&lines);
	buf_str(&c->body, e->body);
	call_send(c);
}

static void
act_close(struct call *c)
{
	if (c->effect->at == AT_ANSWER || c->effect->commit)
		call_run(c);
	if (c->effect->at == AT_ANSWER)
		call_send(c);
	else
		call_close(c, c->effect->rst);
}

static void
act_delay(struct call *c)
{
	if (c->effect->when == COMMIT_BEFORE)
		call_run(c);
	call_hold(c);
	c->timer.fire = call_expired;
	c->timer.arg = c;
	timer_start(&c->timer, loop_ms() + c->effect->ms);
}

static void
act_plain(struct call *c)
{
	call_run(c);
	if (c->waiting)
		call_hold(c);
	else
		call_send(c);
}

static void
act_upload_value(struct call *c)
{
	call_run(c);
	if (c->json != NULL)
		json_object_set(
		    c->json, c->effect->field, (json_t *)c->effect->value);
	call_send(c);
}

static void (*const acts[])(struct call *) = {
	[EFFECT_API_ERROR] = act_api_error,
	[EFFECT_ANSWER] = act_answer,
	[EFFECT_CLOSE] = act_close,
	[EFFECT_DELAY] = act_delay,
	[EFFECT_SLOW] = act_plain,
	[EFFECT_DROP] = act_plain,
	[EFFECT_UPLOAD_VALUE] = act_upload_value,
};

void
call_ready(struct call *c)
{
	c->waiting = false;
	call_send(c);
}

void
calls_close(void)
{
	struct call *next;

	for (struct call *c = first; c != NULL; c = next) {
		next = c->next;
		if (c->held)
			call_close(c, false);
	}
}

/* The client has closed while its call is read, held or trickled. */
static void
call_on_gone(void *arg, bool lost)
{
	struct call *c = arg;
	struct journal_entry *e = journal_find(&c->ref);

	if (lost)
		c->conn = NULL;
	if (e != NULL) {
		e->client_gone = true;
		journal_changed();
	}
	if (lost && c->timer.slot == 0)
		call_close(c, false);
}

static void
call_on_sent(void *arg, bool whole)
{
	struct call *c = arg;

	call_note(c, whole ? JOURNAL_DONE : JOURNAL_CLOSED, whole);
	call_free(c);
}

static const struct holder call_holder = { call_on_gone, call_on_sent };

static size_t
call_head(struct conn *conn, const struct http_request *req)
{
	struct call *c;
	int64_t fault_id = 0;

	if (strncmp(req->path, "/_sandbox", 9) == 0)
		return CALL_BODY_MAX;
	c = mem_alloc(sizeof(*c));
	c->conn = conn;
	c->next = first;
	if (c->next != NULL)
		c->next->prev = c;
	first = c;
	conn_hold(conn, &call_holder, c);
	receive_head(c, req);
	c->effect = fault_at_head(c, &fault_id);
	if (c->effect == NULL)
		return c->kind == CALL_UPLOAD ? UPLOAD_BODY_MAX : CALL_BODY_MAX;
	journal_find(&c->ref)->fault_id = fault_id;
	call_close(c, c->effect->rst);
	return 0;
}

static void
call_request(struct conn *conn, const struct http_request *req)
{
	struct call *c = conn_held(conn);
	int64_t fault_id = 0;

	if (c == NULL) {
		control_handle(conn, req);
		return;
	}
	receive_body(c, req);
	c->effect = fault_at_request(c, &fault_id);
	journal_find(&c->ref)->fault_id = fault_id;
	if (c->effect != NULL)
		acts[c->effect->type](c);
	else
		act_plain(c);
}

static bool
call_tls(void)
{
	return config.tls_hello == 1;
}

const struct http_hooks call_hooks = { call_head, call_request, call_tls };
