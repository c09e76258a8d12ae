#include "receive.h"
#include "call.h"
#include "multipart.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const kind_names[] = { "api", "upload", "other" };

static void
call_classify(struct call *c)
{
	static const char *const uploads[] = { "photo", "album", "doc" };

	c->kind = CALL_OTHER;
	c->method = NULL;
	if (strncmp(c->path, "/method/", 8) == 0) {
		c->kind = CALL_API;
		c->method = mem_dup(c->path + 8);
	}
	for (size_t i = 0; i < 3 && strncmp(c->path, "/upload/", 8) == 0; i++) {
		size_t len = strlen(uploads[i]);

		if (strncmp(c->path + 8, uploads[i], len) != 0 ||
		    c->path[8 + len] != '/')
			continue;
		c->kind = CALL_UPLOAD;
		c->method = mem_format("upload.%s", uploads[i]);
	}
	if (c->method == NULL)
		c->method = mem_dup("");
}

static void
call_set_token(struct call *c, const char *value)
{
	free(c->token_value);
	c->token_value = mem_dup(value);
	c->token = tokens_by_value(value);
}

/* Authorization: Bearer TOKEN */
static const char *
bearer(const char *value)
{
	if (value == NULL || strncasecmp(value, "bearer ", 7) != 0)
		return NULL;
	value += 7;
	return value + strspn(value, " ");
}

static char *
shown_token(const struct call *c)
{
	if (c->token == NULL)
		return mem_dup("(unknown token)");
	return tokens_hide(c->token->value);
}

static json_t *
shown_headers(const struct call *c, const struct http_request *req)
{
	json_t *o = json_object();

	for (size_t i = 0; i < req->n_headers; i++) {
		const struct http_header *h = &req->headers[i];
		const json_t *old = json_object_get(o, h->name);
		char *clean, *text;

		if (strcmp(h->name, "authorization") == 0 &&
		    bearer(h->value) != NULL) {
			text = shown_token(c);
		} else {
			clean = text_clean(h->value, strlen(h->value));
			text = tokens_hide(clean);
			free(clean);
		}
		json_object_set_new(o, h->name,
		    old ? json_sprintf("%s, %s", json_string_value(old), text)
			: json_string(text));
		free(text);
	}
	return o;
}

static char *
clean_copy(const char *s)
{
	char *clean = text_clean(s, strlen(s)), *text = tokens_hide(clean);

	free(clean);
	return text;
}

void
receive_head(struct call *c, const struct http_request *req)
{
	const char *value = bearer(http_header(req, "authorization"));
	const char *type = http_header(req, "content-type");
	struct journal_entry *e;

	c->conn_request = req->conn_request;
	free(c->verb);
	free(c->path);
	free(c->query);
	free(c->method);
	c->verb = mem_dup(req->verb);
	c->path = text_clean(req->path, strlen(req->path));
	c->query = mem_dup(req->query);
	call_classify(c);
	if (value != NULL)
		call_set_token(c, value);
	e = journal_add(&c->ref);
	e->state = JOURNAL_READING;
	e->conn = req->conn;
	e->conn_request = req->conn_request;
	e->kind = kind_names[c->kind];
	e->verb = mem_dup(c->verb);
	e->path = tokens_hide(c->path);
	e->method = tokens_hide(c->method);
	e->content_type = type ? clean_copy(type) : NULL;
	e->headers = shown_headers(c, req);
	e->params = json_object();
	e->leak = json_array();
	if (value != NULL) {
		e->token_place = "header";
		e->token_id = c->token ? c->token->id : 0;
		e->token_kind =
		    c->token ? token_kind_name(c->token->kind) : NULL;
	}
	blob_sha256("", 0, e->body_sha256);
	journal_changed();
}

static void
receive_parts(struct call *c, const char *type, const char *body, size_t len)
{
	struct parts parts;

	multipart_parse(type, body, len, &parts);
	c->files_whole = parts.whole;
	c->files = mem_alloc(parts.n * sizeof(*c->files));
	for (size_t i = 0; i < parts.n; i++) {
		const struct part *p = &parts.list[i];
		struct call_file *f;

		if (p->filename == NULL) {
			params_add(&c->params, p->name, strlen(p->name),
			    p->data, p->len);
			continue;
		}
		f = &c->files[c->n_files++];
		f->field = mem_dup(p->name);
		f->filename = mem_dup(p->filename);
		f->type = mem_dup(p->type);
		f->blob = blob_make(p->data, p->len);
	}
	multipart_free(&parts);
}

/* Parameters of query and body; says where the token was. */
static const char *
receive_params(struct call *c, const struct http_request *req)
{
	const char *type = http_header(req, "content-type");
	const char *place = "none", *value;

	params_form(&c->params, c->query, strlen(c->query));
	if (call_param(c, "access_token") != NULL)
		place = "query";
	if (type != NULL &&
	    strncasecmp(type, "application/x-www-form-urlencoded", 33) == 0) {
		struct params body = { 0 };

		c->is_form = true;
		params_form(&c->params, req->body, req->body_len);
		params_form(&body, req->body, req->body_len);
		if (params_get(&body, "access_token") != NULL)
			place = "body";
		params_free(&body);
	} else if (multipart_is(type)) {
		bool before = call_param(c, "access_token") != NULL;

		c->is_form = true;
		receive_parts(c, type, req->body, req->body_len);
		if (!before && call_param(c, "access_token") != NULL)
			place = "body";
	}
	value = call_param(c, "access_token");
	if (c->token_value != NULL)
		return "header";
	if (value != NULL)
		call_set_token(c, value);
	return place;
}

/* Token values outside the proper place: everything is searched except
 * the one header or parameter where the token belongs. */
static void
find_leaks(const struct call *c, const struct http_request *req,
    const char *place, json_t *ids)
{
	bool in_header = strcmp(place, "header") == 0;

	if (tokens_count() == 0)
		return;
	tokens_find(req->path, strlen(req->path), ids);
	for (size_t i = 0; i < req->n_headers; i++)
		if (!in_header ||
		    strcmp(req->headers[i].name, "authorization") != 0)
			tokens_find(req->headers[i].value,
			    strlen(req->headers[i].value), ids);
	if (strcmp(place, "query") != 0)
		tokens_find(req->query, strlen(req->query), ids);
	if (strcmp(place, "body") != 0 || !c->is_form)
		tokens_find(req->body, req->body_len, ids);
	for (size_t i = 0; i < c->params.n; i++) {
		const struct param *p = &c->params.list[i];

		tokens_find(p->name, strlen(p->name), ids);
		if (in_header || strcmp(p->name, "access_token") != 0)
			tokens_find(p->value, strlen(p->value), ids);
	}
	for (size_t i = 0; i < c->n_files && strcmp(place, "body") == 0; i++)
		tokens_find(c->files[i].blob->data, c->files[i].blob->len, ids);
}

static json_t *
shown_params(const struct call *c)
{
	json_t *o = json_object();

	for (size_t i = 0; i < c->params.n; i++) {
		const struct param *p = &c->params.list[i];
		char *name = tokens_hide(p->name);
		char *value = strcmp(p->name, "access_token") == 0 &&
				      tokens_by_value(p->value) == NULL
				  ? mem_dup("(unknown token)")
				  : tokens_hide(p->value);

		json_object_set_new(o, name, json_string(value));
		free(name);
		free(value);
	}
	return o;
}

void
receive_body(struct call *c, const struct http_request *req)
{
	struct journal_entry *e;
	const char *place = receive_params(c, req), *v = call_param(c, "v");

	if (journal_find(&c->ref) == NULL)
		receive_head(c, req);
	e = journal_find(&c->ref);
	e->token_place = place;
	e->token_id = c->token ? c->token->id : 0;
	e->token_kind = c->token ? token_kind_name(c->token->kind) : NULL;
	e->v = v ? tokens_hide(v) : NULL;
	json_decref(e->params);
	e->params = shown_params(c);
	if (c->n_files == 0)
		journal_weigh(e, req->body_len + strlen(req->query));
	find_leaks(c, req, place, e->leak);
	e->body_bytes = req->body_len;
	blob_sha256(req->body, req->body_len, e->body_sha256);
	for (size_t i = 0; i < c->n_files; i++)
		journal_add_file(e, c->files[i].field, c->files[i].filename,
		    c->files[i].type, c->files[i].blob);
}

void
receive_free(struct call *c)
{
	params_free(&c->params);
	for (size_t i = 0; i < c->n_files; i++) {
		free(c->files[i].field);
		free(c->files[i].filename);
		free(c->files[i].type);
		blob_drop(c->files[i].blob);
	}
	free(c->files);
	free(c->verb);
	free(c->path);
	free(c->query);
	free(c->method);
	free(c->token_value);
}
