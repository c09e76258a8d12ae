#include "desk/roadmap/roadmap_preview.h"

#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/text.h"
#include "desk/part.h"
#include "desk/roadmap/roadmap_doubts.h"
#include "desk/roadmap/roadmap_part.h"
#include "programme/cycle.h"
#include "import/import.h"
#include "roadmap/intake.h"
#include "web/request.h"
#include "web/view.h"

enum {
	PAGE_ROWS = 200, /* of a table that one still scrolls through */
	/* Lists below the table: more nobody compares by eye.  What is not
	 * shown is counted, and the source is kept whole. */
	LIST_MAX = 500,
	CELL_MAX = 300 /* letters of a dropped line */
};

/* In the order of enum column_role. */
static const char *const role_labels[COLUMN_ROLES] = {
	[COLUMN_EXTRA] = "Другое: оставить как есть",
	[COLUMN_NUMBER] = "Номер",
	[COLUMN_STAGE] = "Этап, раздел",
	[COLUMN_ACTIVITY] = "Мероприятие",
	[COLUMN_CONTENT] = "Содержание",
	[COLUMN_DEADLINE] = "Срок",
	[COLUMN_RESPONSIBLE] = "Ответственный",
	[COLUMN_RESULT] = "Результат",
	[COLUMN_DOCUMENT] = "Вид документа",
	[COLUMN_KPI] = "Показатель",
};

static const char *const dropped_labels[TABLE_KINDS] = {
	[TABLE_HEADER] = "заголовки столбцов",
	[TABLE_REPEATED] = "повтор заголовков на новой странице",
	[TABLE_NUMBERS] = "номера столбцов",
	[TABLE_SEPARATOR] = "черта",
};

const char *
desk_roadmap_preview_roles(const struct request *rq)
{
	struct arena *a = request_arena(rq);
	const char *words = "";

	for (int i = 0; i < PASTE_COLUMNS_MAX; i++) {
		const char *role = request_field(rq, arena_printf(a, "c%d", i));

		if (role == NULL)
			break;
		words =
		    arena_printf(a, "%s%s%s", words, i > 0 ? " " : "", role);
	}
	return words;
}

static void
show_columns(struct view *v, const struct table_head *h)
{
	for (int i = 0; i < h->n; i++) {
		view_row(v, "Columns");
		view_int(v, "n", i);
		view_text(v, "heading", h->columns[i].heading);
		for (int r = 0; r < COLUMN_ROLES; r++)
			desk_part_choice(v, "Roles", column_roles[r],
			    role_labels[r], (int)h->columns[i].role == r);
		view_out(v);
	}
}

/* ------------------------------------------------------------------ rows */

static const char *
due_words(const struct request *rq, const struct deadline *d)
{
	const char *s = desk_roadmap_part_written(rq, d);

	if (s[0] != '\0')
		return s;
	if (d->flags & BIT(DEADLINE_WHOLE_PERIOD))
		return "весь год, своего срока нет";
	if (d->flags & BIT(DEADLINE_EXTERNAL_TERM))
		return "срок из другого плана";
	return d->verbatim[0] == '\0' ? "в документе срока нет"
				      : "решит человек";
}

/* Also headings that no activity stands under: no word is left out. */
static void
show_heads(const struct request *rq, struct view *v, const struct import *im,
    int *last, int to)
{
	for (int i = *last + 1; i <= to && i < im->sections_n; i++) {
		const struct import_section *s = &im->sections[i];

		view_row(v, "Heads");
		view_text(v, "title",
		    desk_roadmap_part_head(rq, s->number, s->title));
		view_out(v);
		*last = i;
	}
}

/* Columns that are no part of an activity to us: the document's own. */
static void
show_extras(
    struct view *v, const struct import *im, const struct import_activity *act)
{
	const struct table_head *h = &im->table->heads[act->head];
	enum column_role main = table_main(im->table, act->head);

	for (int i = 0; i < h->n; i++) {
		enum column_role role = h->columns[i].role;

		if (act->cells[i][0] == '\0' ||
		    (role != COLUMN_EXTRA &&
			((role != COLUMN_ACTIVITY && role != COLUMN_CONTENT) ||
			    role == main)))
			continue;
		view_row(v, "Extras");
		view_text(v, "heading", h->columns[i].heading);
		view_text(v, "text", act->cells[i]);
		view_out(v);
	}
}

/* Who answers, also for items that a repeated row brought. */
static const char *
responsible_words(const struct request *rq, const struct import_activity *act)
{
	const char *s = act->responsible_text;

	for (int i = 0; i < act->tails_n; i++)
		if (act->tails[i].responsible_text[0] != '\0')
			s = arena_printf(request_arena(rq), "%s%s%s", s,
			    s[0] != '\0' ? "; " : "",
			    act->tails[i].responsible_text);
	return s;
}

static void
show_row(const struct request *rq, struct view *v, const struct import *im,
    const struct import_activity *act, int *section)
{
	view_row(v, "Rows");
	show_heads(rq, v, im, section, act->section);
	view_int(v, "n", act->n);
	view_int(v, "line", act->line);
	if (act->last_line > act->line)
		view_int(v, "last", act->last_line);
	view_text(v, "number", act->number);
	view_text(v, "text", act->items_n > 0 ? act->lead : act->text);
	for (int i = 0; i < act->items_n; i++) {
		view_row(v, "Items");
		view_text(v, "text", act->items[i]);
		view_out(v);
	}
	view_text(v, "deadline", act->deadline.verbatim);
	view_text(v, "due", due_words(rq, &act->deadline));
	view_text(v, "result", act->result);
	view_text(v, "document", act->document);
	view_text(v, "kpi", act->kpi);
	view_text(v, "responsible", responsible_words(rq, act));
	show_extras(v, im, act);
	view_flag(v, "joined", act->joined);
	view_flag(v, "deadline_joined", act->deadline_joined);
	for (int i = 0; i < act->flags_n && i < IMPORT_FLAGS_MAX; i++) {
		view_row(v, "Flags");
		view_text(v, "why", act->flags[i].why);
		view_out(v);
	}
	view_out(v);
}

/* -------------------------------------------------- what is no activity */

static void
show_rest(const struct request *rq, struct view *v, const struct import *im)
{
	struct arena *a = request_arena(rq);

	for (int i = 0; i < im->leftovers_n && i < LIST_MAX; i++) {
		view_row(v, "Leftovers");
		view_text(v, "text", im->leftovers[i]);
		view_out(v);
	}
	for (int i = 0; i < im->dropped_n && i < LIST_MAX; i++) {
		const char *label = dropped_labels[im->dropped[i].kind];

		view_row(v, "Dropped");
		view_int(v, "line", im->dropped[i].line);
		view_text(v, "label", label != NULL ? label : "строка");
		view_text(
		    v, "text", text_cut(a, im->dropped[i].text, CELL_MAX));
		view_out(v);
	}
	for (int i = 0; i < im->warnings_n && i < IMPORT_WARNINGS_MAX; i++) {
		view_row(v, "Warnings");
		view_int(v, "line", im->warnings[i].line);
		view_text(v, "why", im->warnings[i].why);
		view_out(v);
	}
	if (im->leftovers_n > LIST_MAX)
		view_int(v, "Read.leftovers_more", im->leftovers_n - LIST_MAX);
	if (im->dropped_n > LIST_MAX)
		view_int(v, "Read.dropped_more", im->dropped_n - LIST_MAX);
}

/* Whether any row has something in the column of results. */
static bool
has_results(const struct import *im)
{
	for (int i = 0; i < im->activities_n; i++)
		if (im->activities[i].result[0] != '\0' ||
		    im->activities[i].document[0] != '\0' ||
		    im->activities[i].kpi[0] != '\0')
			return true;
	return false;
}

static void
show_counts(const struct request *rq, struct view *v, const struct import *im,
    const struct cycle *c)
{
	int from, to;

	cycle_days(c, &from, &to);
	view_in(v, "Read");
	view_flag(v, "other",
	    im->period_found.to < from || im->period_found.from > to);
	view_text(v, "notice", im->notice);
	view_int(v, "rows", im->rows_in);
	view_int(v, "activities", im->activities_n);
	view_int(v, "sections", im->sections_n);
	view_int(v, "items", im->items);
	view_int(v, "joined", im->joined_n);
	view_int(v, "dropped", im->dropped_n);
	view_int(v, "leftovers", im->leftovers_n);
	view_flag(v, "results", has_results(im));
	view_flag(v, "list", im->table->list);
	if (im->period_found.from != DAY_NONE)
		view_text(v, "period",
		    desk_roadmap_part_days(
			rq, im->period_found.from, im->period_found.to, false));
	if (im->approved_found != DAY_NONE)
		view_text(v, "approved",
		    day_ru(request_arena(rq), im->approved_found));
	view_out(v);
}

void
desk_roadmap_preview_show(const struct request *rq, struct view *v,
    const struct import *im, const struct cycle *c, int page)
{
	int first = (page - 1) * PAGE_ROWS, section = -1;

	if (im == NULL)
		return;
	view_flag(v, "Read.ok", true);
	view_int(v, "Read.page", page);
	show_counts(rq, v, im, c);
	desk_roadmap_doubts_show(v, im, PAGE_ROWS);
	if (first > 0 && first < im->activities_n &&
	    im->activities[first].section >= 0)
		section = im->activities[first].section - 1;
	if (im->table->heads_n > 0)
		show_columns(v, &im->table->heads[0]);
	for (int i = first;
	     i >= 0 && i < im->activities_n && i < first + PAGE_ROWS; i++)
		show_row(rq, v, im, &im->activities[i], &section);
	if (im->activities_n <= first + PAGE_ROWS) {
		view_in(v, "Rest");
		show_heads(rq, v, im, &section, im->sections_n - 1);
		view_out(v);
	}
	view_int(v, "Read.first",
	    im->activities_n > first ? first + 1 : im->activities_n);
	view_int(v, "Read.last",
	    im->activities_n < first + PAGE_ROWS ? im->activities_n
						 : first + PAGE_ROWS);
	if (page > 1)
		view_int(v, "Read.before", page - 1);
	if (im->activities_n > first + PAGE_ROWS)
		view_int(v, "Read.after", page + 1);
	show_rest(rq, v, im);
}
