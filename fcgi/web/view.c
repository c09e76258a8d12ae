#include "web/view.h"

#include <cs/cs.h>

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/date.h"
#include "base/log.h"
#include "base/strbuf.h"
#include "web/inner.h"
#include "web/path.h"
#include "web/template.h"

enum {
	VIEW_DEPTH_MAX = 16, /* of view_in */
	VIEW_LISTS_MAX = 8   /* lists filled in turns */
};

enum rc
view_init(const char *dir, const char *static_dir)
{
	return template_init(dir, static_dir);
}

void
view_shutdown(void)
{
	template_shutdown();
}

int
view_templates(const char *const **names)
{
	return template_list(names);
}

/* ----------------------------------------------------------------- data */

/* A time has nine forms and a page uses two of them; wording all nine cost
 * more than the rest of the page (14 us a time, measured). */
struct moment {
	HDF *node;
	int64_t t, now;
};

struct view {
	struct arena *arena;
	HDF *root;
	HDF *at[VIEW_DEPTH_MAX]; /* NULL below an error */
	int depth;
	const char *error; /* the first one */
	struct {
		HDF *node;
		int n;
	} lists[VIEW_LISTS_MAX];
	int list_next;
	struct moment *moments; /* to be worded when the template is known */
	int moments_n, moments_room;
};

static void
fail(struct view *v, const char *name, NEOERR *err)
{
	STRING words;

	if (v->error == NULL) {
		string_init(&words);
		if (err != STATUS_OK)
			nerr_error_string(err, &words);
		v->error = arena_printf(v->arena, "%s: %s", name,
		    words.buf != NULL ? words.buf : "cannot be set");
		string_clear(&words);
	}
	nerr_ignore(&err);
}

struct view *
view_new(struct arena *a)
{
	struct view *v = arena_alloc(a, sizeof(*v));
	NEOERR *err;

	v->arena = a;
	if ((err = hdf_init(&v->root)) == STATUS_OK)
		err = hdf_set_value(v->root, "Config.VarEscapeMode", "html");
	if (err != STATUS_OK)
		fail(v, "Config", err);
	v->at[0] = v->root;
	return v;
}

void
view_free(struct view *v)
{
	if (v != NULL)
		hdf_destroy(&v->root);
}

void
view_text(struct view *v, const char *name, const char *s)
{
	NEOERR *err;

	if (s == NULL || v->error != NULL)
		return;
	if ((err = hdf_set_value(v->at[v->depth], name, s)) != STATUS_OK)
		fail(v, name, err);
}

void
view_textf(struct view *v, const char *name, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	view_text(v, name, reply_format(v->arena, fmt, ap));
	va_end(ap);
}

void
view_int(struct view *v, const char *name, int64_t n)
{
	char s[24];

	snprintf(s, sizeof(s), "%" PRId64, n);
	view_text(v, name, s);
}

void
view_flag(struct view *v, const char *name, bool on)
{
	view_text(v, name, on ? "1" : NULL);
}

void
view_url(struct view *v, const char *name, const char *url)
{
	static const char *const schemes[] = { "https://", "http://",
		"mailto:" };
	bool good = false;

	if (url == NULL)
		return;
	for (size_t i = 0; i < LEN(schemes); i++)
		good |= strncmp(url, schemes[i], strlen(schemes[i])) == 0;
	/* Browsers drop tabs and line ends and read a backslash as a slash. */
	if (good)
		good = strpbrk(url, "\\\t\r\n") == NULL;
	view_text(v, name, good || path_own(url) ? url : "#");
}

void
view_time(struct view *v, const char *name, int64_t t, int64_t now)
{
	HDF *node = NULL;
	NEOERR *err;
	int room = v->moments_room;

	if (t == 0 || v->error != NULL)
		return;
	err = hdf_get_node(v->at[v->depth], name, &node);
	if (err != STATUS_OK) {
		fail(v, name, err);
		return;
	}
	if (v->moments_n == room) {
		v->moments_room = room ? room * 2 : 32;
		v->moments = arena_grow(v->arena, v->moments,
		    sizeof(*v->moments) * (size_t)room,
		    sizeof(*v->moments) * (size_t)v->moments_room);
	}
	v->moments[v->moments_n++] =
	    (struct moment){ .node = node, .t = t, .now = now };
}

void
view_html(struct view *v, const char *name, const char *html)
{
	view_text(v, name, html);
}

static void
descend(struct view *v, const char *name, HDF *node)
{
	if (v->depth == VIEW_DEPTH_MAX - 1) {
		log_error("view: %s lies too deep", name);
		abort(); /* a view_out was forgotten: in our code, not in data */
	}
	v->at[++v->depth] = node;
}

void
view_in(struct view *v, const char *name)
{
	HDF *node = NULL;
	NEOERR *err;

	if (v->error == NULL) {
		err = hdf_get_node(v->at[v->depth], name, &node);
		if (err != STATUS_OK)
			fail(v, name, err);
	}
	descend(v, name, node);
}

void
view_out(struct view *v)
{
	if (v->depth > 0)
		v->depth--;
}

/* How many rows a list has; ClearSilver would walk them to say. */
static int *
list_count(struct view *v, HDF *list)
{
	int i;

	for (i = 0; i < VIEW_LISTS_MAX; i++)
		if (v->lists[i].node == list)
			return &v->lists[i].n;
	i = v->list_next++ % VIEW_LISTS_MAX;
	v->lists[i].node = list;
	v->lists[i].n = 0;
	for (HDF *h = hdf_obj_child(list); h != NULL; h = hdf_obj_next(h))
		v->lists[i].n++;
	return &v->lists[i].n;
}

void
view_row(struct view *v, const char *list)
{
	HDF *node = NULL, *row = NULL;
	char name[16];
	NEOERR *err;

	if (v->error == NULL) {
		err = hdf_get_node(v->at[v->depth], list, &node);
		if (err == STATUS_OK) {
			snprintf(
			    name, sizeof(name), "%d", (*list_count(v, node))++);
			err = hdf_get_node(node, name, &row);
		}
		if (err != STATUS_OK)
			fail(v, list, err);
	}
	descend(v, list, row);
}

/* --------------------------------------------------------------- times */

/* In the order of forms[]. */
const char *const template_words[] = { ".iso", ".input", ".ymd", ".ru", ".day",
	".full", ".hm", ".short", ".near", NULL };

static const struct {
	const char *name;
	char *(*word)(struct arena *, int64_t t); /* NULL: needs now */
} forms[] = {
	{ "iso", date_iso },
	{ "input", date_input },
	{ "ymd", date_ymd },
	{ "ru", date_ru },
	{ "day", date_ru_day },
	{ "full", date_ru_full },
	{ "hm", date_hm },
	{ "short", date_ru_short },
	{ "near", NULL },
};

static NEOERR *
set_moment(struct arena *a, const struct moment *m, unsigned words)
{
	NEOERR *err = STATUS_OK;

	for (size_t i = 0; i < LEN(forms) && err == STATUS_OK; i++)
		if (words & BIT(i))
			err = hdf_set_value(m->node, forms[i].name,
			    forms[i].word ? forms[i].word(a, m->t)
					  : date_ru_near(a, m->t, m->now));
	return err;
}

/* --------------------------------------------------------------- render */

static NEOERR *
put(void *ctx, char *s)
{
	strbuf_adds(ctx, s);
	return STATUS_OK;
}

/* The lines that comment tags leave: an XML declaration must come first. */
static void
trim(struct strbuf *out, size_t from)
{
	size_t blank = strspn(out->buf + from, " \t\r\n");

	out->len -= blank;
	memmove(out->buf + from, out->buf + from + blank, out->len - from + 1);
}

enum rc
view_render(struct view *v, const char *template, struct strbuf *out)
{
	unsigned words;
	CSPARSE *parse = template_find(template, &words);
	size_t from = out->len;
	NEOERR *err;

	if (v->error != NULL) {
		log_error("template %s: data: %s", template, v->error);
		return RC_FAIL;
	}
	if (parse == NULL)
		return RC_FAIL;
	for (int i = 0; i < v->moments_n; i++) {
		err = set_moment(v->arena, &v->moments[i], words);
		if (err != STATUS_OK) {
			template_log(template, err);
			return RC_FAIL;
		}
	}
	parse->hdf = v->root;
	err = cs_render(parse, out, put);
	parse->hdf = NULL;
	if (err == STATUS_OK) {
		trim(out, from);
		return RC_OK;
	}
	template_log(template, err);
	return RC_FAIL;
}
