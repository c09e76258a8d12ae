#include "api.h"
#include "clock.h"
#include "errors.h"
#include "media.h"
#include "show.h"
#include "text.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Documents and polls. */

enum {
	RIGHT_DOCS = 131072,
	EXT_MAX = 16,
	POLL_ANSWERS_MAX = 10,
	POLL_ANSWER_MAX = 100,
	POLL_END_MIN = 1550700000,
};

static void
docs_get_wall_upload_server(struct call *c)
{
	int64_t group_id = 0;
	const struct upload *u;
	char *url;

	if (!api_int(c, "group_id", &group_id))
		return;
	if (group_id == 0)
		group_id = c->token->group_id;
	u = upload_add(UPLOAD_DOC, group_id, c->token->user_id, 0);
	url = upload_url(u);
	call_respond(c, json_pack("{s:s}", "upload_url", url));
	free(url);
}

/* Letters after the last point, in lower case. */
static char *
ext_of(const char *filename)
{
	const char *dot = strrchr(filename, '.');
	char *ext;

	if (dot == NULL || strlen(dot + 1) > EXT_MAX)
		return mem_dup("");
	ext = mem_dup(dot + 1);
	for (char *p = ext; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	return ext;
}

static void
docs_save(struct call *c)
{
	const char *file = call_param(c, "file");
	const char *title = call_param(c, "title");
	const struct doc_file *f;
	struct doc d = { 0 };

	if (text_blank(file)) {
		api_param_error(c, "file is undefined");
		return;
	}
	f = doc_file_by_text(file);
	if (f == NULL || f->upload->user_id != c->token->user_id ||
	    (c->token->kind == TOKEN_COMMUNITY &&
		f->upload->group_id != c->token->group_id)) {
		call_error(c, VK_SAVE_FILE, NULL);
		return;
	}
	d.owner_id =
	    f->upload->group_id ? -f->upload->group_id : f->upload->user_id;
	d.title = mem_dup(text_blank(title) ? f->filename : title);
	d.ext = ext_of(f->filename);
	d.blob = f->blob;
	d.size = f->blob ? (int64_t)f->blob->len : 0;
	c->committed = true;
	call_respond(c, json_pack("{s:s,s:o}", "type", "doc", "doc",
			    show_doc(doc_add(&d))));
	free(d.title);
	free(d.ext);
}

static void
docs_get_by_id(struct call *c)
{
	const char *s = call_param(c, "docs");
	json_t *list;
	int64_t owner_id, id;
	int used;

	if (text_blank(s)) {
		api_param_error(c, "docs is undefined");
		return;
	}
	list = json_array();
	while (*s != '\0') {
		const struct doc *d = NULL;

		if (sscanf(s, " %" SCNd64 "_%" SCNd64 "%n", &owner_id, &id,
			&used) == 2)
			d = doc_by_id(owner_id, id);
		if (d != NULL)
			json_array_append_new(list, show_doc(d));
		s += strcspn(s, ",");
		s += *s == ',';
	}
	call_respond(c, list);
}

/* The list of texts in add_answers as answers of a poll; NULL = wrong. */
static json_t *
poll_answers(const char *text, int64_t base)
{
	json_t *given = json_loads(text ? text : "", 0, NULL), *item;
	json_t *out = json_array();
	size_t i, n = json_array_size(given);
	bool good = n >= 1 && n <= POLL_ANSWERS_MAX;

	json_array_foreach(given, i, item)
	{
		const char *s = json_string_value(item);

		if (s == NULL || text_blank(s) ||
		    text_units(s) > POLL_ANSWER_MAX) {
			good = false;
			continue;
		}
		json_array_append_new(
		    out, json_pack("{s:I,s:s,s:i,s:i}", "id",
			     base * 16 + (json_int_t)i + 1, "text", s, "votes",
			     0, "rate", 0));
	}
	json_decref(given);
	if (good)
		return out;
	json_decref(out);
	return NULL;
}

static void
poll_fill(struct call *c, struct poll *p, json_t *answers, int64_t end_date)
{
	json_t *rest =
	    json_pack("{s:I,s:I,s:s,s:o,s:I,s:I,s:i,s:b,s:b,s:b}", "id", p->id,
		"owner_id", p->owner_id, "question", call_param(c, "question"),
		"answers", answers, "created", p->date, "end_date", end_date,
		"votes", 0, "multiple", api_flag(c, "is_multiple"), "anonymous",
		api_flag(c, "is_anonymous"), "closed", 0);
	json_t *can = json_pack("{s:b,s:b,s:b,s:b,s:b,s:b,s:I,s:[]}",
	    "is_board", 0, "can_edit", 1, "can_vote", 1, "can_report", 0,
	    "can_share", 1, "disable_unvote", api_flag(c, "disable_unvote"),
	    "author_id", p->author_id, "answer_ids");

	json_object_update(p->object, rest);
	json_object_update(p->object, can);
	json_decref(rest);
	json_decref(can);
}

static void
polls_create(struct call *c)
{
	int64_t owner_id, end_date = 0;
	json_t *answers;
	struct poll *p;

	if (!api_owner(c, "owner_id", &owner_id) ||
	    !api_int(c, "end_date", &end_date))
		return;
	if (text_blank(call_param(c, "question"))) {
		api_param_error(c, "question is undefined");
		return;
	}
	if (end_date != 0 && end_date < POLL_END_MIN) {
		api_param_error(c, "end_date is invalid");
		return;
	}
	answers = poll_answers(
	    call_param(c, "add_answers"), owner_id < 0 ? -owner_id : owner_id);
	if (answers == NULL) {
		api_param_error(c, "add_answers is invalid");
		return;
	}
	p = poll_add(owner_id, c->token->user_id);
	poll_fill(c, p, answers, end_date);
	c->committed = true;
	call_respond(c, json_incref(p->object));
}

#define DOCS FOR_USER | FOR_COMMUNITY, RIGHT_DOCS, "docs"

const struct api_method api_docs[] = {
	{ "docs.getWallUploadServer", DOCS, TARGET_GROUP,
	    docs_get_wall_upload_server },
	{ "docs.save", DOCS, TARGET_NONE, docs_save },
	{ "docs.getById", DOCS, TARGET_NONE, docs_get_by_id },
	{ "polls.create", FOR_USER, 0, NULL, TARGET_WALL, polls_create },
	{ .name = NULL },
};
