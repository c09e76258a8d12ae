#include "control.h"
#include "clock.h"
#include "config.h"
#include "fault.h"
#include "guid.h"
#include "keep.h"
#include "text.h"
#include "wall.h"

#include <stdlib.h>
#include <string.h>

static void
control_health(struct control *ct)
{
	char *base = mem_format("http://127.0.0.1:%d/", http_port());

	args_only(&ct->args, NULL);
	ct->answer = json_pack("{s:b,s:s,s:s,s:s+,s:s,s:I,s:s}", "ok", 1,
	    "sandbox", "vk", "v", "5.199", "api_base", base, "method/",
	    "web_base", base, "now", clock_now(), "mode",
	    clock_frozen() ? "frozen" : "running");
	free(base);
}

static void
control_faults_add(struct control *ct)
{
	int64_t id = fault_add(&ct->args);

	ct->answer = json_pack("{s:b,s:I}", "ok", 1, "fault_id", id);
}

static void
control_faults(struct control *ct)
{
	args_only(&ct->args, NULL);
	ct->answer = faults_json();
}

static void
control_faults_clear(struct control *ct)
{
	int64_t id = 0;

	args_only(&ct->args, "fault_id", NULL);
	args_int(&ct->args, "fault_id", 1, INT64_MAX, &id);
	if (ct->args.error != NULL)
		return;
	if (id != 0 && !fault_exists(id)) {
		control_fail(ct, 404, "fault_id", "no such fault");
		return;
	}
	ct->answer =
	    json_pack("{s:b,s:I}", "ok", 1, "cleared", faults_clear(id));
}

static void
control_guid(struct control *ct)
{
	args_only(&ct->args, NULL);
	ct->answer = guid_json();
}

static void
control_guid_set(struct control *ct)
{
	guid_read(&ct->args);
	ct->answer = guid_json();
}

static void
control_config(struct control *ct)
{
	args_only(&ct->args, NULL);
	ct->answer = json_pack("{s:b,s:o}", "ok", 1, "config", config_json());
}

static void
control_config_set(struct control *ct)
{
	struct config next = config;

	config_read(&ct->args, &next);
	if (ct->args.error != NULL)
		return;
	config = next;
	ct->answer = json_pack("{s:b,s:o}", "ok", 1, "config", config_json());
}

static const struct route {
	const char *verb, *path;
	void (*run)(struct control *);
} routes[] = {
	{ "GET", "health", control_health },
	{ "POST", "reset", control_reset },
	{ "POST", "tokens", control_tokens_add },
	{ "GET", "tokens", control_tokens_list },
	{ "POST", "tokens/fail", control_tokens_fail },
	{ "POST", "faults", control_faults_add },
	{ "GET", "faults", control_faults },
	{ "POST", "faults/clear", control_faults_clear },
	{ "GET", "journal", control_journal },
	{ "GET", "journal/file", control_journal_file },
	{ "POST", "journal/clear", control_journal_clear },
	{ "GET", "wall", control_wall },
	{ "POST", "wall", control_wall_act },
	{ "POST", "photos", control_photos },
	{ "GET", "clock", control_clock },
	{ "POST", "clock", control_clock_set },
	{ "GET", "guid", control_guid },
	{ "POST", "guid", control_guid_set },
	{ "GET", "config", control_config },
	{ "POST", "config", control_config_set },
};

void
control_send(struct conn *conn, int status, const json_t *answer)
{
	char *text = json_dumps(answer, JSON_COMPACT);
	struct reply r = { .status = status,
		.type = "application/json; charset=utf-8",
		.body = text,
		.len = strlen(text) };

	conn_send(conn, &r);
	free(text);
}

void
control_fail(struct control *ct, int status, const char *key, const char *error)
{
	if (ct->status != 200)
		return;
	ct->status = status;
	json_decref(ct->answer);
	ct->answer = json_pack("{s:b,s:s,s:o}", "ok", 0, "error", error, "key",
	    key[0] != '\0' ? json_string(key) : json_null());
}

/* The handler for verb and path; sets the error when there is none. */
static const struct route *
control_route(struct control *ct, const char *verb, const char *path)
{
	bool known = false;

	for (size_t i = 0; i < sizeof(routes) / sizeof(*routes); i++) {
		if (strcmp(routes[i].path, path) != 0)
			continue;
		known = true;
		if (strcmp(routes[i].verb, verb) == 0)
			return &routes[i];
	}
	control_fail(ct, known ? 405 : 404, "",
	    known ? "wrong verb for this path" : "unknown path");
	return NULL;
}

/* Arguments in the query: those that look like numbers are numbers. */
static json_t *
query_object(const struct params *query)
{
	json_t *o = json_object();

	for (size_t i = 0; i < query->n; i++) {
		const struct param *p = &query->list[i];
		int64_t n;

		json_object_set_new(o, p->name,
		    text_int(p->value, &n) ? json_integer(n)
					   : json_string(p->value));
	}
	return o;
}

static json_t *
body_object(struct control *ct, const struct http_request *req)
{
	json_error_t e;
	json_t *o;

	if (ct->query.n > 0) {
		control_fail(ct, 400, ct->query.list[0].name,
		    "unknown key: arguments are in the body");
		return NULL;
	}
	if (req->body_len == 0)
		return json_object();
	o = json_loadb(req->body, req->body_len, JSON_REJECT_DUPLICATES, &e);
	if (o == NULL)
		control_fail(ct, 400, "", e.text);
	return o;
}

void
control_handle(struct conn *conn, const struct http_request *req)
{
	struct control ct = { .conn = conn, .status = 200 };
	const char *path = req->path + strlen("/_sandbox");
	const struct route *route;
	json_t *object = NULL;

	keep_touch();
	walls_settle(NULL);
	params_form(&ct.query, req->query, strlen(req->query));
	route = control_route(&ct, req->verb, *path == '/' ? path + 1 : "");
	if (route != NULL)
		object = strcmp(req->verb, "GET") == 0 ? query_object(&ct.query)
						       : body_object(&ct, req);
	if (object != NULL) {
		args_open(&ct.args, object);
		if (ct.args.error == NULL)
			route->run(&ct);
		if (ct.args.error != NULL)
			control_fail(&ct, 400, ct.args.key, ct.args.error);
	}
	if (!ct.done)
		control_send(conn, ct.status, ct.answer);
	json_decref(ct.answer);
	json_decref(object);
	params_free(&ct.query);
}
