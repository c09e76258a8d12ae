#include "roadmap/sheet.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "programme/cycle.h"
#include "roadmap/activity.h"
#include "import/column.h"
#include "import/glyph.h"
#include "import/paste.h"
#include "roadmap/dump.h"
#include "roadmap/roadmap.h"

/* Columns that a school may keep from visitors, by the word of its choice;
 * the others of ours are always shown. */
static const char *const shown_by[COLUMN_ROLES] = {
	[COLUMN_RESPONSIBLE] = "responsible",
	[COLUMN_RESULT] = "result",
	[COLUMN_DOCUMENT] = "result",
	[COLUMN_KPI] = "kpi",
};

/* One activity with the cells of its document. */
struct line {
	const struct activity *act;
	int place; /* of its section among sections; -1 none */
	int n;
	enum column_role *roles;
	const char **headings, **texts;
};

struct reading {
	struct arena *a;
	const struct roadmap *map;
	const struct sheet_choice *choice;
	struct sheet *sheet;
	struct roadmap_section *sections;
	bool *in_cell; /* a section that is the cell of a stage */
	bool *here;    /* has a row, or stands above one that has */
	int sections_n, next;
	struct line *lines;
	int lines_n, room;
};

/* ------------------------------------------------------------- the cells */

static enum column_role
role_of(const char *word)
{
	int r = COLUMN_ROLES - 1;

	while (r > COLUMN_EXTRA && strcmp(column_roles[r], word) != 0)
		r--;
	return r;
}

static bool
shows(const struct reading *k, enum column_role role)
{
	if (!k->choice->visitor)
		return true;
	if (role == COLUMN_EXTRA)
		return false;
	return shown_by[role] == NULL || roadmap_shows(k->map, shown_by[role]);
}

static const char *
member(struct arena *a, const json_t *o, const char *name)
{
	const char *s = json_string_value(json_object_get(o, name));

	return arena_strdup(a, s != NULL ? s : "");
}

/* "Столбец 6" is what we call a column without a heading; on paper it has
 * none. */
static const char *
heading(const char *s)
{
	static const char ours[] = "Столбец ";
	size_t n = sizeof(ours) - 1;

	if (strncmp(s, ours, n) == 0 && s[n] != '\0' &&
	    strspn(s + n, "0123456789") == strlen(s + n))
		return "";
	return s;
}

static void
cells_read(const struct reading *k, const char *text, struct line *l)
{
	json_t *list = json_loads(text, 0, NULL);
	size_t i, all = json_array_size(list);
	json_t *o;

	l->n = 0;
	l->roles = arena_alloc(k->a, (all + 1) * sizeof(*l->roles));
	l->headings = arena_alloc(k->a, (all + 2) * sizeof(*l->headings));
	l->texts = arena_alloc(k->a, (all + 2) * sizeof(*l->texts));
	json_array_foreach(list, i, o)
	{
		enum column_role role = role_of(member(k->a, o, "role"));

		if (!shows(k, role))
			continue;
		l->roles[l->n] = role;
		l->headings[l->n] = heading(member(k->a, o, "heading"));
		l->texts[l->n++] = member(k->a, o, "text");
	}
	json_decref(list);
}

/* How many columns promise the same thing as this role. */
static int
alike(const struct line *l, enum column_role role)
{
	int n = 0;

	for (int i = 0; i < l->n; i++)
		n += l->roles[i] == role ||
		     (shown_by[role] != NULL && shown_by[l->roles[i]] != NULL &&
			 strcmp(shown_by[l->roles[i]], shown_by[role]) == 0);
	return n;
}

/* A cell that stood over several rows: each row says it for itself. */
static void
cells_fill(struct line *l)
{
	const struct activity *act = l->act;
	const char *const values[COLUMN_ROLES] = {
		[COLUMN_DEADLINE] = act->deadline,
		[COLUMN_RESPONSIBLE] = act->responsible,
		[COLUMN_RESULT] = act->result,
		[COLUMN_DOCUMENT] = act->result,
		[COLUMN_KPI] = act->kpi,
	};

	for (int i = 0; i < l->n; i++)
		if (*l->texts[i] == '\0' && values[l->roles[i]] != NULL &&
		    alike(l, l->roles[i]) == 1)
			l->texts[i] = values[l->roles[i]];
}

/* The state of a row, for those who ask. */
static void
cells_mark(const struct reading *k, struct line *l)
{
	enum activity_show show = activity_show(l->act, k->choice->today);

	if (!k->choice->marks)
		return;
	l->headings[l->n] = "Состояние";
	l->texts[l->n] = activity_shows[show].title;
	if (l->act->done_on != DAY_NONE)
		l->texts[l->n] = arena_printf(k->a, "%s %s", l->texts[l->n],
		    day_ru(k->a, l->act->done_on));
	l->roles[l->n++] = COLUMN_EXTRA;
}

/* --------------------------------------------------------------- sections */

static int
place_of(const struct reading *k, int64_t section_id)
{
	for (int i = 0; i < k->sections_n; i++)
		if (k->sections[i].id == section_id)
			return i;
	return -1;
}

static bool
cell_names(struct arena *a, const struct line *l, const char *title)
{
	const char *folded = glyph_fold(a, title);

	for (int i = 0; i < l->n; i++)
		if (l->roles[i] == COLUMN_STAGE &&
		    strstr(glyph_fold(a, l->texts[i]), folded) != NULL)
			return true;
	return false;
}

/* Which sections get a row of their own. */
static void
sections_look(struct reading *k)
{
	k->in_cell =
	    arena_alloc(k->a, (size_t)k->sections_n * sizeof(*k->in_cell) + 1);
	k->here =
	    arena_alloc(k->a, (size_t)k->sections_n * sizeof(*k->here) + 1);
	for (int i = 0; i < k->lines_n; i++) {
		int at = k->lines[i].place, level;

		if (at < 0)
			continue;
		k->in_cell[at] |=
		    cell_names(k->a, &k->lines[i], k->sections[at].title);
		level = k->sections[at].level;
		k->here[at] = true;
		while (level > 1 && --at >= 0)
			if (k->sections[at].level < level) {
				k->here[at] = true;
				level = k->sections[at].level;
			}
	}
}

/* ------------------------------------------------------------------- rows */

static struct sheet_row *
row_add(struct reading *k, enum sheet_kind kind, const char **cells, int n)
{
	struct sheet *s = k->sheet;

	if (s->n == k->room) {
		k->room = k->room == 0 ? 64 : k->room * 2;
		s->rows =
		    arena_grow(k->a, s->rows, (size_t)s->n * sizeof(*s->rows),
			(size_t)k->room * sizeof(*s->rows));
	}
	s->rows[s->n] =
	    (struct sheet_row){ .kind = kind, .cells = cells, .n = n };
	return &s->rows[s->n++];
}

/* A number that is not among the words of the title stood in the column of
 * numbers. */
static void
section_add(
    struct reading *k, const struct roadmap_section *s, const struct line *l)
{
	const char **cells = arena_alloc(k->a, 2 * sizeof(*cells));
	int n = 0;

	if (*s->number == '\0' ||
	    strncmp(s->title, s->number, strlen(s->number)) == 0) {
		cells[n++] = s->title;
	} else if (l->n > 1 && l->roles[0] == COLUMN_NUMBER) {
		cells[n++] = s->number;
		cells[n++] = s->title;
	} else {
		cells[n++] = arena_printf(k->a, "%s %s", s->number, s->title);
	}
	row_add(k, SHEET_SECTION, cells, n)->level = s->level;
}

/* Sections up to this place that were not yet. */
static void
sections_add(struct reading *k, int to, const struct line *l)
{
	for (; k->next <= to; k->next++)
		if (!k->in_cell[k->next] &&
		    (k->here[k->next] || !k->choice->visitor))
			section_add(k, &k->sections[k->next], l);
}

static bool
same_head(const struct line *x, const struct line *y)
{
	if (x->n != y->n)
		return false;
	for (int i = 0; i < x->n; i++)
		if (x->roles[i] != y->roles[i] ||
		    strcmp(x->headings[i], y->headings[i]) != 0)
			return false;
	return true;
}

static void
head_add(struct reading *k, const struct line *l)
{
	row_add(k, SHEET_HEAD, l->headings, l->n);
	if (l->n > k->sheet->columns)
		k->sheet->columns = l->n;
}

static void
rows_add(struct reading *k)
{
	struct line empty = { .act = NULL };
	const struct line *last = NULL;

	for (int i = 0; i < k->lines_n; i++) {
		const struct line *l = &k->lines[i];

		if (last == NULL || !same_head(last, l))
			head_add(k, l);
		sections_add(k, l->place, l);
		row_add(k, SHEET_ROW, l->texts, l->n);
		last = l;
	}
	if (last == NULL) {
		cells_read(k, k->map->headings, &empty);
		if (empty.n > 0)
			head_add(k, &empty);
		last = &empty;
	}
	sections_add(k, k->sections_n - 1, last);
	k->sheet->activities = k->lines_n;
	k->sheet->wide = k->sheet->columns > SHEET_UPRIGHT_MAX;
}

/* Section by section: what a second import added stands with its own. */
static void
lines_sort(struct reading *k)
{
	for (int i = 1; i < k->lines_n; i++) {
		struct line l = k->lines[i];
		int j = i;

		for (; j > 0 && k->lines[j - 1].place > l.place; j--)
			k->lines[j] = k->lines[j - 1];
		k->lines[j] = l;
	}
}

static void
lines_add(struct reading *k, const struct activity *list, int n)
{
	k->lines = arena_alloc(k->a, ((size_t)n + 1) * sizeof(*k->lines));
	for (int i = 0; i < n; i++) {
		struct line *l = &k->lines[k->lines_n];

		if (k->choice->visitor && list[i].hidden)
			continue;
		l->act = &list[i];
		l->place = place_of(k, list[i].section_id);
		cells_read(k, list[i].cells, l);
		cells_fill(l);
		cells_mark(k, l);
		k->lines_n++;
	}
	lines_sort(k);
}

/* ------------------------------------------------------------------ stamps */

const char *
sheet_order(struct arena *a, const struct cycle *c, const struct roadmap *map)
{
	int on = c->approved_on != DAY_NONE ? c->approved_on : map->approved_on;
	const char *no = c->order_no, *sign = "";

	if (on == DAY_NONE && *no == '\0')
		return "";
	if (*no != '\0' && strstr(no, "№") == NULL)
		sign = "№ ";
	return arena_printf(a, "приказ%s%s%s%s%s", on != DAY_NONE ? " от " : "",
	    on != DAY_NONE ? day_ru(a, on) : "", *no != '\0' ? " " : "", sign,
	    no);
}

/* The word of the stamp, unless its lines begin with it. */
static const char *
stamp(struct arena *a, const char *word, const char *stem, const char *lines)
{
	if (strncmp(glyph_fold(a, lines), stem, strlen(stem)) == 0)
		return lines;
	return arena_printf(
	    a, "%s%s%s", word, *lines != '\0' ? "\n" : "", lines);
}

static void
stamps_read(struct arena *a, const struct cycle *c, const struct roadmap *map,
    struct sheet *s)
{
	const char *order = sheet_order(a, c, map);

	s->agreed = s->approved = "";
	if (*c->agreed != '\0')
		s->agreed = stamp(a, "СОГЛАСОВАНО", "согласован", c->agreed);
	if (*c->approved == '\0' && *order == '\0')
		return;
	s->approved = stamp(a, "УТВЕРЖДАЮ", "утвержд", c->approved);
	if (*order != '\0')
		s->approved = arena_printf(a, "%s\n%s", s->approved, order);
}

enum rc
sheet_read(struct store *st, struct arena *a, const struct roadmap *map,
    const struct cycle *c, const struct sheet_choice *choice, struct sheet *out)
{
	struct reading k = {
		.a = a, .map = map, .choice = choice, .sheet = out
	};
	struct activity *list;
	enum rc rc;
	int n;

	*out = (struct sheet){ .title = map->title,
		.organisation = c->organisation };
	stamps_read(a, c, map, out);
	if ((rc = roadmaps_sections(
		 st, a, map->id, &k.sections, &k.sections_n)) != RC_OK ||
	    (rc = activities_list(st, a, map->id, &list, &n)) != RC_OK)
		return rc;
	lines_add(&k, list, n);
	sections_look(&k);
	rows_add(&k);
	return RC_OK;
}

/* -------------------------------------------------------------------- JSON */

const char *
sheet_json(struct arena *a, const struct sheet *s)
{
	static const char *const kinds[] = {
		[SHEET_HEAD] = "head",
		[SHEET_SECTION] = "section",
		[SHEET_ROW] = "row",
	};
	json_t *rows = json_array(), *o;

	for (int i = 0; i < s->n; i++) {
		json_t *cells = json_array();

		for (int c = 0; c < s->rows[i].n; c++)
			json_array_append_new(
			    cells, json_string(s->rows[i].cells[c]));
		json_array_append_new(rows,
		    json_pack("{s:s,s:i,s:o}", "kind", kinds[s->rows[i].kind],
			"level", s->rows[i].level, "cells", cells));
	}
	o = json_pack("{s:s,s:s,s:s,s:s,s:b,s:o}", "title", s->title,
	    "organisation", s->organisation, "agreed", s->agreed, "approved",
	    s->approved, "wide", s->wide, "rows", rows);
	return dump_json(a, o);
}
