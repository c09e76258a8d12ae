#include <string.h>

#include "base/arena.h"
#include "ctl/ctl.h"
#include "ctl/deadline.h"
#include "ctl/roadmap.h"
#include "import/import.h"

static const char *const dropped_kinds[TABLE_KINDS] = {
	[TABLE_REPEATED] = "repeated_header",
	[TABLE_NUMBERS] = "column_numbers",
	[TABLE_SEPARATOR] = "separator",
};

static void
put(json_t *o, const char *name, json_t *v)
{
	/* NULL came from a text that is not UTF-8. */
	json_object_set_new(o, name, v == NULL ? json_null() : v);
}

static void
put_text(json_t *o, const char *name, const char *s)
{
	put(o, name, json_string(s));
}

static json_t *
texts(const char *const *list, int n)
{
	json_t *out = json_array();

	for (int i = 0; i < n; i++)
		json_array_append_new(out, json_string(list[i]));
	return out;
}

static json_t *
head_json(const struct table_head *h)
{
	json_t *roles = json_array(), *headings = json_array();

	for (int i = 0; i < h->n; i++) {
		json_array_append_new(
		    roles, json_string(column_roles[h->columns[i].role]));
		json_array_append_new(
		    headings, json_string(h->columns[i].heading));
	}
	return json_pack("{s:o,s:o,s:b}", "columns", roles, "headings",
	    headings, "guessed", h->guessed);
}

static json_t *
section_json(const struct import *im, const struct import_section *s)
{
	json_t *o = json_object();

	put_text(o, "title", s->title);
	put_text(o, "number", s->number);
	put(o, "level", json_integer(s->level));
	put(o, "parent", s->parent < 0 ? json_null() : json_integer(s->parent));
	put(o, "line", json_integer(s->line));
	put(o, "cells",
	    s->cells == NULL ? json_null()
			     : texts(s->cells, im->table->heads[s->head].n));
	return o;
}

static json_t *
flags_json(const struct import_activity *act)
{
	json_t *list = json_array();

	for (int i = 0; i < act->flags_n; i++) {
		const char *own = act->flags[i].flag;
		const char *word = ctl_deadline_flag(own);
		json_t *o = json_pack(
		    "{s:s,s:s}", "flag", word, "why", act->flags[i].why);

		if (word != own)
			put(o, "edge", json_true());
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
people_json(const struct responsible *r, int n)
{
	json_t *list = json_array();

	for (int i = 0; i < n; i++)
		json_array_append_new(list, json_string(r[i].text));
	return list;
}

static json_t *
tails_json(const struct import_activity *act)
{
	json_t *list = json_array();

	for (int i = 0; i < act->tails_n; i++)
		json_array_append_new(
		    list, json_pack("{s:i,s:i,s:o}", "from", act->tails[i].from,
			      "line", act->tails[i].line, "responsible",
			      people_json(act->tails[i].responsible,
				  act->tails[i].responsible_n)));
	return list;
}

/* Names of the columns of each head, by which rows have what we give no role:
 * two columns under one heading are two. */
struct names {
	const char **of[TABLE_HEADS_MAX];
};

static const char *
name_of(struct arena *a, const char *const *before, int n, const char *heading)
{
	const char *name = heading;
	int k = 0;

	for (int same = 1; k < n; k++)
		if (strcmp(before[k], name) == 0) {
			name = arena_printf(a, "%s (%d)", heading, ++same);
			k = -1;
		}
	return name;
}

static void
take_names(struct arena *a, const struct table *t, struct names *names)
{
	for (int i = 0; i < t->heads_n; i++) {
		const struct table_head *h = &t->heads[i];

		names->of[i] =
		    arena_alloc(a, (size_t)h->n * sizeof(*names->of[i]));
		for (int k = 0; k < h->n; k++)
			names->of[i][k] =
			    name_of(a, names->of[i], k, h->columns[k].heading);
	}
}

static json_t *
extra_json(const struct names *names, const struct import *im,
    const struct import_activity *act)
{
	const struct table_head *h = &im->table->heads[act->head];
	json_t *o = json_object();

	for (int i = 0; i < h->n; i++)
		if ((h->columns[i].role == COLUMN_EXTRA ||
			h->columns[i].role == COLUMN_DOCUMENT) &&
		    act->cells[i][0] != '\0')
			put_text(o, names->of[act->head][i], act->cells[i]);
	return o;
}

/* What few rows have: left out when it is empty, for 5000 rows of 30 members
 * are 40 MB. */
static void
put_more(json_t *o, const char *name, const char *s)
{
	if (s[0] != '\0')
		put_text(o, name, s);
}

static json_t *
activity_json(struct arena *a, const struct names *names,
    const struct import *im, const struct import_activity *act)
{
	json_t *o = json_object();

	put(o, "n", json_integer(act->n));
	put(o, "section",
	    act->section < 0 ? json_null() : json_integer(act->section));
	put_text(o, "number", act->number);
	put_text(o, "text", act->text);
	put(o, "items", texts(act->items, act->items_n));
	put(o, "deadline", ctl_deadline_json(a, &act->deadline));
	put(o, "responsible",
	    people_json(act->responsible, act->responsible_n));
	put_text(o, "result", act->result);
	put_text(o, "kpi", act->kpi);
	put(o, "extra", extra_json(names, im, act));
	put(o, "flags", flags_json(act));
	put_more(o, "lead", act->items_n > 0 ? act->lead : "");
	put_more(o, "details", act->details);
	put_more(o, "document", act->document);
	if (act->tails_n > 0)
		put(o, "item_notes", tails_json(act));
	put(o, "head", json_integer(act->head));
	put(o, "cells", texts(act->cells, im->table->heads[act->head].n));
	put(o, "line", json_integer(act->line));
	put(o, "last_line", json_integer(act->last_line));
	put_text(
	    o, "key", arena_printf(a, "%016llx", (unsigned long long)act->key));
	return o;
}

static json_t *
counts_json(const struct import *im)
{
	int top = 0, kinds[TABLE_KINDS] = { 0 };

	for (int i = 0; i < im->sections_n; i++)
		top += im->sections[i].level == 1;
	for (int i = 0; i < im->dropped_n; i++)
		kinds[im->dropped[i].kind]++;
	return json_pack("{s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:i}",
	    "rows_in", im->rows_in, "activities", im->activities_n, "items",
	    im->items, "sections", im->sections_n, "flags", im->flags,
	    "subsections", im->sections_n - top, "joined", im->joined_n,
	    "leftovers", im->leftovers_n, "repeated_headers",
	    kinds[TABLE_REPEATED], "column_numbers", kinds[TABLE_NUMBERS],
	    "separators", kinds[TABLE_SEPARATOR]);
}

static json_t *
lists_json(struct arena *a, const struct import *im, const char *which)
{
	json_t *list = json_array();
	struct names names;

	if (strcmp(which, "sections") == 0)
		for (int i = 0; i < im->sections_n; i++)
			json_array_append_new(
			    list, section_json(im, &im->sections[i]));
	else if (strcmp(which, "activities") == 0) {
		take_names(a, im->table, &names);
		for (int i = 0; i < im->activities_n; i++)
			json_array_append_new(list,
			    activity_json(a, &names, im, &im->activities[i]));
	} else if (strcmp(which, "joined") == 0)
		for (int i = 0; i < im->joined_n; i++)
			json_array_append_new(list,
			    json_pack("{s:i,s:i,s:b}", "line",
				im->joined[i].line, "into", im->joined[i].into,
				"deadline_changed", im->joined[i].deadline));
	else if (strcmp(which, "warnings") == 0)
		for (int i = 0; i < im->warnings_n; i++)
			json_array_append_new(
			    list, json_pack("{s:s,s:s,s:i}", "flag",
				      im->warnings[i].flag, "why",
				      im->warnings[i].why, "line",
				      im->warnings[i].line));
	else
		for (int i = 0; i < im->dropped_n; i++)
			json_array_append_new(
			    list, json_pack("{s:i,s:s,s:s}", "line",
				      im->dropped[i].line, "why",
				      dropped_kinds[im->dropped[i].kind],
				      "text", im->dropped[i].text));
	return list;
}

/* How many flags of each kind. */
static json_t *
kinds_json(const struct import *im)
{
	json_t *o = json_object();

	for (int i = 0; i < im->activities_n; i++)
		for (int k = 0; k < im->activities[i].flags_n; k++) {
			const char *f =
			    ctl_deadline_flag(im->activities[i].flags[k].flag);

			put(o, f,
			    json_integer(
				1 + json_integer_value(json_object_get(o, f))));
		}
	return o;
}

void
ctl_roadmap_json(struct arena *a, const struct import *im, json_t *to)
{
	static const char *const lists[] = { "sections", "activities", "joined",
		"dropped", "warnings" };
	const struct table *t = im->table;
	json_t *heads = json_array(), *gaps = json_array();

	for (int i = 0; i < t->heads_n; i++)
		json_array_append_new(heads, head_json(&t->heads[i]));
	for (int i = 0; i < t->gaps_n; i++)
		json_array_append_new(gaps,
		    json_pack("{s:i,s:i,s:s,s:b}", "from", t->gaps[i].from_line,
			"to", t->gaps[i].to_line, "column",
			t->heads[t->gaps[i].head]
			    .columns[t->gaps[i].column]
			    .heading,
			"doubtful", t->gaps[i].doubtful));
	put(to, "columns",
	    json_incref(json_object_get(json_array_get(heads, 0), "columns")));
	put(to, "headings",
	    json_incref(json_object_get(json_array_get(heads, 0), "headings")));
	put(to, "heads", heads);
	put(to, "dropped_columns", gaps);
	put_text(to, "encoding", im->encoding);
	put_text(to, "shape", im->shape);
	put_text(to, "notice", im->notice);
	for (size_t i = 0; i < LEN(lists); i++)
		put(to, lists[i], lists_json(a, im, lists[i]));
	put(to, "leftovers", texts(im->leftovers, im->leftovers_n));
	put(to, "counts", counts_json(im));
	put(to, "flags", kinds_json(im));
	put(to, "approved_found",
	    im->approved_found == DAY_NONE
		? json_null()
		: json_string(day_iso(a, im->approved_found)));
	put(to, "period_found",
	    im->period_found.from == DAY_NONE
		? json_null()
		: json_pack("{s:s,s:s,s:b}", "from",
		      day_iso(a, im->period_found.from), "to",
		      day_iso(a, im->period_found.to), "school",
		      im->period_found.school));
}
