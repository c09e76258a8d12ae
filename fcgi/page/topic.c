#include "page/topic.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "page/card.h"
#include "page/prose.h"
#include "page/record.h"
#include "register/record.h"
#include "section/topic.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

/*
 * How the records of a register are parted on its page; one that is not here
 * stands in one list.
 */
static const struct topic_parts {
	const char *reg, *field;
	bool letter; /* by the first letter of the field, not by its value */
	/* Records with this value of this field stand apart at the end. */
	const char *apart, *value, *title;
} parts[] = {
	{ "documents", "level", false, "status", "void", "Утратили силу" },
	{ "glossary", "term", true, NULL, NULL, NULL },
	{ "practices", "year", false, NULL, NULL, NULL },
};

/* An index of letters helps when the words fill more than two screens. */
enum { TOPIC_LETTERS_FROM = 12 };

static const struct topic_parts *
topic_parts_of(const char *reg)
{
	for (size_t i = 0; i < LEN(parts); i++)
		if (strcmp(parts[i].reg, reg) == 0)
			return &parts[i];
	return NULL;
}

/* What its part is called: the first letter large, or the value's words. */
static const char *
topic_part_title(
    struct arena *a, const struct topic_parts *p, const struct record *r)
{
	const char *words = record_words(a, r, p->field);
	size_t n = 1;

	if (!p->letter || *words == '\0')
		return words;
	/* «Ёлка» stands under Е, a term in quotes under its letter. */
	words = text_fold(a, words);
	words += strspn(words, " \"'(");
	if (strncmp(words, "«", strlen("«")) == 0)
		words += strlen("«");
	while (((unsigned char)words[n] & 0xc0) == 0x80)
		n++;
	return arena_strndup(a, words, *words == '\0' ? 0 : n);
}

static bool
topic_apart(const struct topic_parts *p, const struct record *r)
{
	return p->apart != NULL &&
	       strcmp(record_value(r, p->apart), p->value) == 0;
}

/* Rows of one kind (apart or not) in their parts. */
static void
topic_rows(const struct request *req, struct view *v,
    const struct topic_parts *p, const struct record *all, int n, bool apart,
    const struct page_record_files *files)
{
	struct arena *a = request_arena(req);
	const char *last = NULL;
	int count = 0;

	for (int i = 0; i < n; i++) {
		const char *title;

		if (topic_apart(p, &all[i]) != apart)
			continue;
		title = apart ? p->title : topic_part_title(a, p, &all[i]);
		if (last == NULL || strcmp(last, title) != 0) {
			if (last != NULL) {
				view_int(v, "count", count);
				view_out(v);
			}
			view_row(v, "Parts");
			view_int(v, "anchor", all[i].id);
			view_text(v, "title", title);
			if (!apart && !p->letter)
				view_text(
				    v, "name", record_value(&all[i], p->field));
			last = title;
			count = 0;
		}
		view_row(v, "Records");
		page_record(req, v, &all[i], files);
		view_out(v);
		count++;
	}
	if (last != NULL) {
		view_int(v, "count", count);
		view_out(v);
	}
}

static enum rc
topic_records(const struct request *req, struct view *v, const char *reg)
{
	const struct topic_parts *p = topic_parts_of(reg);
	struct page_record_files *files;
	struct record *all;
	int n;
	enum rc rc;

	rc = page_record_list(req, reg, &all, &n, &files);
	if (rc != RC_OK)
		return rc;
	view_int(v, "Topic.records", n);
	view_flag(v, "Topic.letters", n >= TOPIC_LETTERS_FROM);
	if (p != NULL) {
		topic_rows(req, v, p, all, n, false, files);
		topic_rows(req, v, p, all, n, true, files);
		return RC_OK;
	}
	for (int i = 0; i < n; i++) {
		view_row(v, "Records");
		page_record(req, v, &all[i], files);
		view_out(v);
	}
	return RC_OK;
}

static void
topic_show(const struct request *req, struct view *v, const struct topic *t)
{
	view_in(v, "Topic");
	view_text(v, "name", t->name);
	view_text(v, "title", t->title);
	view_text(v, "lead", t->lead);
	if (*t->text != '\0')
		view_html(v, "html", page_prose(t->text));
	view_time(v, "updated", t->updated_at, request_now(req));
	view_out(v);
	view_text(v, "Page.address", t->address);
	view_text(v, "Page.topic", t->name);
}

enum rc
page_topic_head(const struct request *req, struct reply *rep, const char *name,
    struct topic *out)
{
	struct topic t;
	enum rc rc;

	rc = topic_by_name(request_store(req), request_arena(req), name, &t);
	if (rc != RC_OK)
		return rc;
	if (t.hidden)
		return RC_NOT_FOUND;
	topic_show(req, reply_view(rep), &t);
	if (out != NULL)
		*out = t;
	return RC_OK;
}

/* The topic of the address; *moved: it stands at another one. */
static enum rc
topic_find(const struct request *req, struct topic *t, bool *moved)
{
	struct store *st = request_store(req);
	struct arena *a = request_arena(req);
	const char *name = request_part(req, "topic");
	enum rc rc;

	rc = topic_by_name(st, a, name, t);
	if (rc == RC_NOT_FOUND)
		rc = topic_was(st, a, name, t);
	if (rc == RC_OK && t->hidden)
		return RC_NOT_FOUND;
	*moved = rc == RC_OK &&
		 strcmp(t->address, arena_printf(a, "/%s/", name)) != 0;
	return rc;
}

enum rc
page_topic(const struct request *req, struct reply *rep)
{
	const char *tmpl = "page/topic.cs";
	struct topic t;
	bool moved;
	enum rc rc;

	if ((rc = topic_find(req, &t, &moved)) != RC_OK)
		return rc;
	if (moved) {
		reply_moved(rep, "%s", t.address);
		return RC_OK;
	}
	topic_show(req, reply_view(rep), &t);
	if (t.def != NULL && *t.def->tmpl != '\0')
		tmpl = t.def->tmpl;
	if (t.def != NULL && *t.def->records != '\0')
		rc = topic_records(req, reply_view(rep), t.def->records);
	reply_public(rep, PAGE_FRESH_S);
	reply_page(rep, tmpl);
	return rc;
}

enum rc
page_topic_slash(const struct request *req, struct reply *rep)
{
	struct topic t;
	bool moved;
	enum rc rc;

	/* The one folder that is no page of the section. */
	if (strcmp(request_part(req, "topic"), "desk") == 0) {
		reply_moved(rep, "/desk/");
		return RC_OK;
	}
	if ((rc = topic_find(req, &t, &moved)) != RC_OK)
		return rc;
	if (strcmp(t.address, request_path(req)) == 0)
		return RC_NOT_FOUND;
	reply_moved(rep, "%s", t.address);
	return RC_OK;
}
