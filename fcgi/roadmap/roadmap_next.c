#include "roadmap/roadmap.h"

#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "people/journal.h"
#include "people/role.h"
#include "programme/cycle.h"
#include "roadmap/activity.h"
#include "roadmap/due.h"
#include "roadmap/dump.h"
#include "import/import.h"
#include "roadmap/match.h"
#include "roadmap/proposal_row.h"
#include "roadmap/shift.h"
#include "store/db.h"

/* A roadmap on its way into another cycle, inside the transaction. */
struct next {
	struct store *st;
	struct arena *a, *scratch; /* reading a term takes much */
	struct roadmap old, new;
	struct cycle from;
	const struct cycle *to;
	struct deadline_period period;
	int by; /* years */
	struct roadmap_section *sections;
	int64_t *section_ids; /* the new ones */
	int sections_n;
	struct match match;
};

static int
year_of(const struct cycle *c)
{
	int from, to, year, month, day;

	cycle_days(c, &from, &to);
	day_parts(from, &year, &month, &day);
	return year;
}

/* ------------------------------------------------------------- the words */

static void
member_shift(const struct next *k, json_t *o, const char *name)
{
	const char *s = json_string_value(json_object_get(o, name));

	if (s != NULL)
		json_object_set_new(
		    o, name, json_string(shift_years(k->a, s, k->by)));
}

/* A line of a list that holds the term among other words. */
static void
term_shift(
    const struct next *k, json_t *o, const char *text, const char *deadline)
{
	const char *at = strstr(text, deadline);

	if (at != NULL)
		json_object_set_new(o, "text",
		    json_string(arena_printf(k->a, "%.*s%s%s", (int)(at - text),
			text, shift_years(k->a, deadline, k->by),
			at + strlen(deadline))));
}

/* The cells of a row, or headings alone: years of terms and of headings. */
static const char *
cells_shift(const struct next *k, const char *cells, const char *deadline)
{
	json_t *list = json_loads(cells, 0, NULL), *o;
	size_t i;

	json_array_foreach(list, i, o)
	{
		const char *text =
		    json_string_value(json_object_get(o, "text"));
		const char *role =
		    json_string_value(json_object_get(o, "role"));

		member_shift(k, o, "heading");
		if (text == NULL || role == NULL || *text == '\0')
			continue;
		if (strcmp(role, "deadline") == 0)
			member_shift(k, o, "text");
		else if (strcmp(role, "extra") == 0 && *deadline != '\0')
			term_shift(k, o, text, deadline);
	}
	return list != NULL ? dump_json(k->a, list) : cells;
}

/* Said anew of the new term, or true of that year only. */
static bool
of_year(const char *flag)
{
	for (int i = 0; i < DEADLINE_FLAGS; i++)
		if (strcmp(flag, deadline_flags[i]) == 0)
			return true;
	return strcmp(flag, "TEXT_SHIFTED") == 0 ||
	       strcmp(flag, PROPOSAL_FLAG) == 0;
}

static void
flag_add(json_t *list, const char *flag, const char *why)
{
	json_array_append_new(
	    list, json_pack("{s:s,s:s}", "flag", flag, "why", why));
}

/* What was said about the words stays, what is said about the term is said
 * anew. */
static const char *
flags_shift(const struct next *k, const struct activity *act,
    const struct deadline *d, bool shifted)
{
	json_t *old = json_loads(act->flags, 0, NULL), *list = json_array(), *o;
	size_t i;

	json_array_foreach(old, i, o)
	{
		const char *flag =
		    json_string_value(json_object_get(o, "flag"));
		const char *why = json_string_value(json_object_get(o, "why"));

		if (flag != NULL && why != NULL && !of_year(flag))
			flag_add(list, flag, shift_years(k->a, why, k->by));
	}
	for (int f = 0; f < DEADLINE_FLAGS; f++)
		if ((d->flags & BIT(f)) != 0)
			flag_add(list, deadline_flags[f],
			    deadline_flag_sentences[f]);
	if (shifted)
		flag_add(list, "TEXT_SHIFTED",
		    arena_printf(k->a,
			"Годы в сроке сдвинуты программой. В прежней дорожной "
			"карте: «%s».",
			act->deadline));
	json_decref(old);
	return dump_json(k->a, list);
}

/* ------------------------------------------------------------------- rows */

static enum rc
parts_copy(struct next *k, int64_t from, int64_t to, const struct deadline *d)
{
	struct activity_item *items;
	struct activity_person *people;
	enum rc rc;
	int n;

	rc = activities_items(k->st, k->a, from, &items, &n);
	for (int i = 0; rc == RC_OK && i < n; i++)
		rc = activities_insert_item(k->st, to, i + 1, items[i].text);
	for (int i = 0; rc == RC_OK && i < d->windows_n; i++)
		rc = activities_insert_window(k->st, to, i + 1,
		    d->windows[i].from, d->windows[i].to,
		    d->windows[i].open_left);
	if (rc == RC_OK)
		rc = activities_people(k->st, k->a, 0, from, &people, &n);
	/* Who has left the school answers for nothing next year. */
	for (int i = 0; rc == RC_OK && i < n; i++)
		if (!people[i].left)
			rc = activities_insert_person(k->st, to, i + 1,
			    people[i].words, people[i].account_id);
	return rc;
}

static int64_t
section_of(const struct next *k, int64_t old)
{
	for (int i = 0; i < k->sections_n; i++)
		if (k->sections[i].id == old)
			return k->section_ids[i];
	return 0;
}

static enum rc
row_insert(struct next *k, struct activity *row)
{
	bool hidden = row->hidden;
	enum rc rc;

	/* Two rows may have been told apart by their years only. */
	row->match = match_next(
	    k->a, &k->match, import_key(k->scratch, row->text, row->deadline));
	rc = activities_insert(k->st, row);
	if (rc == RC_OK && hidden) {
		row->hidden = true;
		rc = activities_update(k->st, row);
	}
	return rc;
}

static enum rc
activity_copy(struct next *k, const struct activity *act, int position)
{
	struct activity row = *act;
	struct deadline d;
	enum rc rc;

	arena_reset(k->scratch);
	row.roadmap_id = k->new.id;
	row.section_id = section_of(k, act->section_id);
	row.import_id = 0;
	row.position = position;
	row.deadline = shift_years(k->a, act->deadline, k->by);
	row.cells = cells_shift(k, act->cells, act->deadline);
	row.state = "planned";
	row.reason = "";
	row.done_on = DAY_NONE;
	row.updated_at = clock_now();
	deadline_read(
	    k->scratch, row.deadline, &k->period, k->to->approved_on, &d);
	due_set(&row, &d);
	row.flags =
	    flags_shift(k, act, &d, strcmp(row.deadline, act->deadline) != 0);
	if ((rc = row_insert(k, &row)) != RC_OK)
		return rc;
	return parts_copy(k, act->id, row.id, &d);
}

static enum rc
sections_copy(struct next *k)
{
	enum rc rc = roadmaps_sections(
	    k->st, k->a, k->old.id, &k->sections, &k->sections_n);

	k->section_ids = arena_alloc(
	    k->a, ((size_t)k->sections_n + 1) * sizeof(*k->section_ids));
	for (int i = 0; rc == RC_OK && i < k->sections_n; i++) {
		struct roadmap_section s = k->sections[i];

		s.roadmap_id = k->new.id;
		s.import_id = 0;
		rc = roadmaps_insert_section(k->st, &s);
		k->section_ids[i] = s.id;
	}
	return rc;
}

/* ------------------------------------------------------------------ whole */

static enum rc
next_check(struct next *k, int64_t id, const char **why)
{
	struct roadmap there;
	enum rc rc;

	if ((rc = roadmaps_by_id(k->st, k->a, id, &k->old)) != RC_OK ||
	    (rc = cycles_by_id(k->st, k->a, k->old.cycle_id, &k->from)) !=
		RC_OK)
		return rc;
	k->by = year_of(k->to) - year_of(&k->from);
	*why = "Новая дорожная карта готовится на более поздний год.";
	if (k->by <= 0)
		return RC_INVALID;
	rc = roadmaps_of_cycle(k->st, k->a, k->to->id, &there);
	*why = "У этого года уже есть дорожная карта.";
	if (rc == RC_OK)
		return RC_DENIED;
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

/* What the program called it follows the cycle; a school's own words have
 * their years moved. */
static const char *
title_next(const struct next *k)
{
	if (strstr(k->old.title, k->from.title) != NULL)
		return arena_printf(k->a, "Дорожная карта, %s", k->to->title);
	return shift_years(k->a, k->old.title, k->by);
}

static enum rc
next_fill(struct next *k)
{
	struct activity *list;
	enum rc rc;
	int n;

	k->new = (struct roadmap){
		.cycle_id = k->to->id,
		.title = title_next(k),
		.state = "draft",
		.headings = cells_shift(k, k->old.headings, ""),
		.shows = k->old.shows,
		.approved_on = DAY_NONE,
		.updated_at = clock_now(),
	};
	due_period(k->to, &k->period);
	if ((rc = roadmaps_insert(k->st, &k->new)) != RC_OK ||
	    (rc = sections_copy(k)) != RC_OK)
		return rc;
	rc = activities_list(k->st, k->a, k->old.id, &list, &n);
	k->match = match_new(k->a, n);
	for (int i = 0; rc == RC_OK && i < n; i++)
		rc = activity_copy(k, &list[i], i + 1);
	return rc;
}

enum rc
roadmap_next(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, const struct cycle *to, int64_t *new_id, const char **why)
{
	struct next k = { .st = st, .a = a, .to = to };
	enum rc rc;

	*why = "Дорожную карту готовят куратор и директор.";
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	k.scratch = arena_new();
	if ((rc = next_check(&k, id, why)) == RC_OK)
		rc = next_fill(&k);
	arena_free(k.scratch);
	if (rc == RC_OK)
		rc = journal_add(st, by, "roadmap_next", "roadmap", k.new.id,
		    arena_printf(a, "%lld: %s", (long long)id, k.old.title));
	if (rc == RC_OK)
		*new_id = k.new.id;
	return store_end(st, rc);
}
