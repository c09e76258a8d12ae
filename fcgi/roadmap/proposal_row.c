#include "roadmap/proposal_row.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/text.h"
#include "import/column.h"
#include "import/import.h"
#include "import/responsible.h"
#include "programme/cycle.h"
#include "roadmap/activity.h"
#include "roadmap/due.h"
#include "roadmap/dump.h"
#include "roadmap/proposal.h"
#include "roadmap/roadmap.h"

/* A row on its way in. */
struct coming {
	struct store *st;
	struct arena *a;
	const struct proposal_row *row;
	struct roadmap map;
	struct deadline due;
	const char *frame; /* cells of the row before, or the headings */
	int after;	   /* the place of the row before */
	const char **why;
};

bool
proposal_row_given(const struct proposal_row *r)
{
	return *r->text != '\0' || *r->number != '\0' || *r->deadline != '\0' ||
	       *r->responsible != '\0' || *r->result != '\0';
}

static const char *
row_wrong(const struct proposal_row *r)
{
	if (*r->text == '\0' || text_chars(r->text) > PROPOSAL_ROW_MAX)
		return "Напишите мероприятие новой строки: от 1 до 2000 "
		       "знаков. Если строка не нужна, очистите её поля.";
	if (text_chars(r->number) > PROPOSAL_NUMBER_MAX)
		return "Номер строки умещается в 20 знаков.";
	if (text_chars(r->deadline) > PROPOSAL_CELL_MAX ||
	    text_chars(r->responsible) > PROPOSAL_CELL_MAX ||
	    text_chars(r->result) > PROPOSAL_CELL_MAX)
		return "Срок, ответственный и результат умещаются в 500 "
		       "знаков каждый.";
	return NULL;
}

/* ------------------------------------------------------------- the place */

/* Behind the last row of the section, or of all. */
static enum rc
place_find(struct coming *k)
{
	struct roadmap_section *sections;
	struct activity *rows;
	bool known = k->row->section_id == 0;
	const struct activity *last = NULL;
	int n, sections_n;
	enum rc rc;

	if ((rc = roadmaps_sections(
		 k->st, k->a, k->map.id, &sections, &sections_n)) != RC_OK ||
	    (rc = activities_list(k->st, k->a, k->map.id, &rows, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < sections_n; i++)
		known |= sections[i].id == k->row->section_id;
	*k->why = "Такого раздела в дорожной карте нет.";
	if (!known)
		return RC_INVALID;
	*k->why = "В дорожной карте не больше 8000 строк.";
	if (n >= ACTIVITIES_MAX)
		return RC_INVALID;
	for (int i = 0; i < n; i++)
		if (rows[i].section_id == k->row->section_id)
			last = &rows[i];
	if (last == NULL && n > 0)
		last = &rows[n - 1];
	k->after = last != NULL ? last->position : 0;
	k->frame = last != NULL ? last->cells : k->map.headings;
	return RC_OK;
}

/* ------------------------------------------------------------- the words */

static bool
has_role(const json_t *list, enum column_role role)
{
	const json_t *o;
	size_t i;

	json_array_foreach(list, i, o)
	{
		const char *s = json_string_value(json_object_get(o, "role"));

		if (s != NULL && strcmp(s, column_roles[role]) == 0)
			return true;
	}
	return false;
}

/* The words in the columns of the document. */
static const char *
cells_make(const struct coming *k)
{
	const struct proposal_row *r = k->row;
	json_t *list = json_loads(k->frame, 0, NULL), *o;
	bool content = has_role(list, COLUMN_CONTENT);
	bool result = has_role(list, COLUMN_RESULT);
	const struct {
		enum column_role role;
		const char *text;
	} words[] = {
		{ COLUMN_NUMBER, r->number },
		{ content ? COLUMN_CONTENT : COLUMN_ACTIVITY, r->text },
		{ COLUMN_DEADLINE, r->deadline },
		{ COLUMN_RESPONSIBLE, r->responsible },
		{ result ? COLUMN_RESULT : COLUMN_DOCUMENT, r->result },
	};
	size_t i;

	json_array_foreach(list, i, o)
	{
		const char *role =
		    json_string_value(json_object_get(o, "role"));

		json_object_set_new(o, "text", json_string(""));
		for (size_t w = 0; role != NULL && w < LEN(words); w++)
			if (strcmp(role, column_roles[words[w].role]) == 0)
				json_object_set_new(
				    o, "text", json_string(words[w].text));
	}
	return list != NULL ? dump_json(k->a, list) : "[]";
}

static const char *
flags_make(const struct coming *k)
{
	json_t *list = json_array();

	json_array_append_new(
	    list, json_pack("{s:s,s:s}", "flag", PROPOSAL_FLAG, "why",
		      "Строки не было в утверждённом документе: она внесена по "
		      "принятому предложению."));
	for (int f = 0; f < DEADLINE_FLAGS; f++)
		if ((k->due.flags & BIT(f)) != 0)
			json_array_append_new(list,
			    json_pack("{s:s,s:s}", "flag", deadline_flags[f],
				"why", deadline_flag_sentences[f]));
	return dump_json(k->a, list);
}

/* -------------------------------------------------------------- the store */

static enum rc
term_read(struct coming *k)
{
	struct deadline_period period;
	struct cycle c;
	enum rc rc = cycles_by_id(k->st, k->a, k->map.cycle_id, &c);

	if (rc != RC_OK)
		return rc;
	due_period(&c, &period);
	deadline_read(k->a, k->row->deadline, &period,
	    k->map.approved_on != DAY_NONE ? k->map.approved_on : c.approved_on,
	    &k->due);
	return RC_OK;
}

static enum rc
parts_insert(const struct coming *k, int64_t id)
{
	const struct deadline *d = &k->due;
	struct responsible *people;
	enum rc rc = RC_OK;
	int n = responsible_split(k->a, k->row->responsible, &people);

	for (int i = 0; rc == RC_OK && i < d->windows_n; i++)
		rc = activities_insert_window(k->st, id, i + 1,
		    d->windows[i].from, d->windows[i].to,
		    d->windows[i].open_left);
	for (int i = 0; rc == RC_OK && i < n; i++)
		rc = activities_insert_person(
		    k->st, id, i + 1, people[i].text, 0);
	return rc;
}

static enum rc
row_insert(struct coming *k, int64_t *id)
{
	const struct proposal_row *r = k->row;
	struct activity act = { .roadmap_id = k->map.id,
		.section_id = r->section_id,
		.position = k->after + 1,
		.number = r->number,
		.text = r->text,
		.deadline = r->deadline,
		.responsible = r->responsible,
		.result = r->result,
		.kpi = "",
		.cells = cells_make(k),
		.flags = flags_make(k),
		.match = arena_printf(k->a, "%016" PRIx64,
		    import_key(k->a, r->text, r->deadline)),
		.state = "planned",
		.done_on = DAY_NONE,
		.updated_at = clock_now() };
	enum rc rc;

	due_set(&act, &k->due);
	rc = activities_make_room(k->st, k->map.id, k->after);
	if (rc == RC_OK)
		rc = activities_insert(k->st, &act);
	*k->why = "Строка с такими словами и сроком в дорожной карте уже "
		  "есть.";
	if (rc != RC_OK)
		return rc == RC_CONFLICT ? RC_INVALID : rc;
	*id = act.id;
	return parts_insert(k, act.id);
}

enum rc
proposal_row_insert(struct store *st, struct arena *a, const struct proposal *p,
    const struct proposal_row *row, int64_t *id, const char **why)
{
	struct coming k = { .st = st, .a = a, .row = row, .why = why };
	enum rc rc;

	if ((*why = row_wrong(row)) != NULL)
		return RC_INVALID;
	if ((rc = roadmaps_by_id(st, a, p->roadmap_id, &k.map)) != RC_OK)
		return rc;
	*why = "Строки вносят предложением в утверждённую дорожную карту: в "
	       "черновик их вставляют импортом, закрытую не меняют.";
	if (strcmp(k.map.state, "running") != 0)
		return RC_DENIED;
	if ((rc = place_find(&k)) != RC_OK || (rc = term_read(&k)) != RC_OK ||
	    (rc = row_insert(&k, id)) != RC_OK)
		return rc;
	return roadmap_index(st, a, k.map.id);
}
