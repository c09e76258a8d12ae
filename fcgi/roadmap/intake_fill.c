#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"
#include "programme/cycle.h"
#include "roadmap/activity.h"
#include "roadmap/due.h"
#include "roadmap/dump.h"
#include "roadmap/intake_inner.h"

/* [{"role", "heading"}] of a head, with "text" of a row's cells. */
static const char *
cells_json(struct arena *a, const struct table_head *h, const char **cells)
{
	json_t *list = json_array();

	for (int i = 0; i < h->n; i++) {
		json_t *o = json_pack("{s:s,s:s}", "role",
		    column_roles[h->columns[i].role], "heading",
		    h->columns[i].heading);

		if (cells != NULL)
			json_object_set_new(o, "text", json_string(cells[i]));
		json_array_append_new(list, o);
	}
	return dump_json(a, list);
}

static const char *
flags_json(struct arena *a, const struct import_activity *act)
{
	json_t *list = json_array();

	for (int i = 0; i < act->flags_n; i++)
		json_array_append_new(
		    list, json_pack("{s:s,s:s}", "flag", act->flags[i].flag,
			      "why", act->flags[i].why));
	return dump_json(a, list);
}

/* --------------------------------------------------------------- roadmap */

static enum rc
fill_roadmap(struct intake_taking *k)
{
	struct cycle c;
	enum rc rc;

	rc = roadmaps_of_cycle(k->st, k->a, k->t.cycle_id, &k->map);
	if (rc == RC_OK && strcmp(k->map.state, "draft") == 0)
		return RC_OK;
	if (rc == RC_OK && strcmp(k->map.state, "running") == 0) {
		*k->why = "Дорожная карта этого года утверждена: новые строки "
			  "вносят предложением.";
		return RC_DENIED;
	}
	if (rc == RC_OK) {
		*k->why = "Дорожная карта этого года закрыта, её лист контроля "
			  "остаётся как есть. Новую вставляют в другой год.";
		return RC_DENIED;
	}
	if (rc != RC_NOT_FOUND)
		return rc;
	if ((rc = cycles_by_id(k->st, k->a, k->t.cycle_id, &c)) != RC_OK)
		return rc;
	k->map = (struct roadmap){
		.cycle_id = k->t.cycle_id,
		.title = arena_printf(k->a, "Дорожная карта, %s", c.title),
		.state = "draft",
		.headings = cells_json(k->a, &k->im.table->heads[0], NULL),
		.shows = "responsible result evidence",
		.approved_on = DAY_NONE,
		.updated_at = clock_now(),
	};
	return roadmaps_insert(k->st, &k->map);
}

/* The section of the import, as it stands in the roadmap. */
static enum rc
fill_section(struct intake_taking *k, int i)
{
	const struct import_section *s = &k->im.sections[i];
	struct roadmap_section section = {
		.roadmap_id = k->map.id,
		.import_id = k->t.id,
		.position = k->known_n + i + 1,
		.level = s->level,
		.number = s->number,
		.title = s->title,
	};
	enum rc rc;

	for (int n = 0; n < k->known_n; n++)
		if (strcmp(k->known[n].title, s->title) == 0 &&
		    strcmp(k->known[n].number, s->number) == 0) {
			k->sections[i] = k->known[n].id;
			return RC_OK;
		}
	if ((rc = roadmaps_insert_section(k->st, &section)) != RC_OK)
		return rc;
	k->sections[i] = section.id;
	k->effect->sections++;
	return RC_OK;
}

/* ------------------------------------------------------------- activities */

static enum rc
fill_people(
    struct intake_taking *k, int64_t id, const struct import_activity *act)
{
	enum rc rc = RC_OK;
	int n = 0;

	for (int i = 0; rc == RC_OK && i < act->responsible_n; i++)
		rc = activities_insert_person(
		    k->st, id, ++n, act->responsible[i].text, 0);
	for (int t = 0; t < act->tails_n; t++)
		for (int i = 0; rc == RC_OK && i < act->tails[t].responsible_n;
		     i++)
			rc = activities_insert_person(k->st, id, ++n,
			    act->tails[t].responsible[i].text, 0);
	return rc;
}

static enum rc
fill_parts(
    struct intake_taking *k, int64_t id, const struct import_activity *act)
{
	const struct deadline *d = &act->deadline;
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && i < d->windows_n; i++)
		rc = activities_insert_window(k->st, id, i + 1,
		    d->windows[i].from, d->windows[i].to,
		    d->windows[i].open_left);
	for (int i = 0; rc == RC_OK && i < act->items_n; i++)
		rc = activities_insert_item(k->st, id, i + 1, act->items[i]);
	return rc == RC_OK ? fill_people(k, id, act) : rc;
}

/* What is promised: the column of results, and that of documents. */
static const char *
promised(struct arena *a, const struct import_activity *act)
{
	if (act->document[0] == '\0')
		return act->result;
	if (act->result[0] == '\0')
		return act->document;
	return arena_printf(a, "%s\n%s", act->document, act->result);
}

static enum rc
fill_activity(struct intake_taking *k, const struct import_activity *act)
{
	struct activity row = {
		.roadmap_id = k->map.id,
		.section_id = act->section < 0 ? 0 : k->sections[act->section],
		.import_id = k->t.id,
		.position = k->position + 1,
		.number = act->number,
		.text = act->text,
		.deadline = act->deadline.verbatim,
		.responsible = act->responsible_text,
		.result = promised(k->a, act),
		.kpi = act->kpi,
		.cells = cells_json(
		    k->a, &k->im.table->heads[act->head], act->cells),
		.flags = flags_json(k->a, act),
		.match = match_next(k->a, &k->match, act->key),
		.state = "planned",
		.done_on = DAY_NONE,
		.updated_at = clock_now(),
	};
	enum rc rc;

	due_set(&row, &act->deadline);
	rc = activities_insert(k->st, &row);
	if (rc == RC_CONFLICT) {
		k->effect->known++;
		return RC_OK;
	}
	if (rc != RC_OK)
		return rc;
	k->position++;
	k->effect->added++;
	return fill_parts(k, row.id, act);
}

/* ------------------------------------------------------------------ whole */

static const char *
report_json(struct intake_taking *k)
{
	const struct import *im = &k->im;

	return dump_json(
	    k->a, json_pack("{s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:i}", "rows_in",
		      im->rows_in, "activities", im->activities_n, "sections",
		      im->sections_n, "items", im->items, "flags", im->flags,
		      "leftovers", im->leftovers_n, "added", k->effect->added,
		      "known", k->effect->known));
}

static enum rc
fill_rows(struct intake_taking *k)
{
	enum rc rc;

	k->sections = arena_alloc(
	    k->a, ((size_t)k->im.sections_n + 1) * sizeof(*k->sections));
	k->match = match_new(k->a, k->im.activities_n);
	if ((rc = roadmaps_sections(
		 k->st, k->a, k->map.id, &k->known, &k->known_n)) != RC_OK ||
	    (rc = activities_last(k->st, k->map.id, &k->position)) != RC_OK)
		return rc;
	for (int i = 0; rc == RC_OK && i < k->im.sections_n; i++)
		rc = fill_section(k, i);
	for (int i = 0; rc == RC_OK && i < k->im.activities_n; i++)
		rc = fill_activity(k, &k->im.activities[i]);
	return rc;
}

enum rc
intake_fill(struct intake_taking *k)
{
	enum rc rc;

	*k->why = "Этот импорт уже принят или отменён.";
	if (strcmp(k->t.state, "preview") != 0)
		return RC_DENIED;
	rc = intake_import(k->st, k->a, &k->t, &k->im);
	if (rc != RC_OK) {
		*k->why = rc == RC_INVALID ? k->im.refusal : "";
		return rc;
	}
	if ((rc = fill_roadmap(k)) != RC_OK || (rc = fill_rows(k)) != RC_OK)
		return rc;
	k->effect->roadmap_id = k->t.roadmap_id = k->map.id;
	k->t.state = "taken";
	k->t.report = report_json(k);
	return intakes_update(k->st, &k->t);
}
