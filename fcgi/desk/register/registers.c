#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "desk/csv.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/register/register_part.h"
#include "register/record.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

enum {
	PAGE_ROWS = 100,   /* of a page: what one looks through */
	CELL_CHARS = 140,  /* of a cell: the record itself has the rest */
	WORDS_CHARS = 100, /* of the question */
	WORDS_MAX = 8	   /* words of it that count */
};

/* Which records a list holds. */
static const struct filter {
	const char *name, *label, *empty;
	enum records_which which;
	bool hidden_only;
} filters[] = {
	{ "", "Все", "Записей пока нет", RECORDS_KEPT, false },
	{ "shown", "На сайте", "На сайте записей нет", RECORDS_SHOWN, false },
	{ "hidden", "Скрытые", "Скрытых записей нет", RECORDS_KEPT, true },
	{ "archive", "Архив", "В архиве ничего нет", RECORDS_ARCHIVED, false },
};

/* A list that is asked for. */
struct list {
	const struct request *rq;
	const struct register_def *def;
	const struct filter *filter;
	const char *question;	      /* as typed */
	const char *words[WORDS_MAX]; /* of it, folded */
	int words_n;
	struct record *records;
	int n;
};

/* ------------------------------------------------------------- reading */

static void
question_read(struct list *l)
{
	struct arena *a = request_arena(l->rq);
	const char *q = request_query(l->rq, "q");
	char *save = NULL, *folded;

	q = text_clean_line(a, q, strlen(q));
	l->question = q != NULL ? text_cut(a, q, WORDS_CHARS) : "";
	folded = text_fold(a, l->question);
	for (char *w = strtok_r(folded, " ", &save);
	     w != NULL && l->words_n < WORDS_MAX;
	     w = strtok_r(NULL, " ", &save))
		l->words[l->words_n++] = w;
}

/* Every word stands somewhere in the record. */
static bool
answers(struct list *l, const struct record *r)
{
	struct arena *a = request_arena(l->rq);
	bool all = true;
	struct strbuf b;

	if (l->words_n == 0)
		return true;
	strbuf_init(&b);
	for (int i = 0; i < r->def->fields_n; i++) {
		strbuf_adds(&b, record_words(a, r, r->def->fields[i].name));
		strbuf_addc(&b, '\n');
	}
	for (int i = 0; all && i < l->words_n; i++)
		all = strstr(text_fold(a, b.buf), l->words[i]) != NULL;
	strbuf_free(&b);
	return all;
}

static enum rc
list_read(struct list *l, const struct request *rq)
{
	const char *which = request_query(rq, "which");
	enum rc rc;
	int kept = 0;

	*l = (struct list){ .rq = rq,
		.def = desk_register_part_def(rq),
		.filter = &filters[0] };
	if (l->def == NULL)
		return RC_NOT_FOUND;
	for (size_t i = 0; i < LEN(filters); i++)
		if (strcmp(filters[i].name, which) == 0)
			l->filter = &filters[i];
	question_read(l);
	rc = records_list(request_store(rq), request_arena(rq), l->def->name,
	    l->filter->which, &l->records, &l->n);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < l->n; i++)
		if (!(l->filter->hidden_only && l->records[i].shown) &&
		    answers(l, &l->records[i]))
			l->records[kept++] = l->records[i];
	l->n = kept;
	return RC_OK;
}

/* ------------------------------------------------------------- showing */

/* The arguments of this list, for its other forms and pages. */
static const char *
arguments(const struct list *l)
{
	struct arena *a = request_arena(l->rq);

	return arena_printf(a, "which=%s&q=%s", l->filter->name,
	    desk_part_url(l->rq, l->question));
}

static enum rc
show_tabs(const struct list *l, struct view *v)
{
	int counts[LEN(filters)];
	enum rc rc;

	for (size_t i = 0; i < LEN(filters); i++) {
		rc = records_count(request_store(l->rq), l->def->name,
		    filters[i].which, &counts[i]);
		if (rc != RC_OK)
			return rc;
	}
	for (size_t i = 0; i < LEN(filters); i++) {
		/* Without a page of readers nothing is shown or hidden. */
		if (*l->def->address == '\0' &&
		    (filters[i].hidden_only ||
			filters[i].which == RECORDS_SHOWN))
			continue;
		/* Hidden are those that are kept and not shown. */
		int n =
		    filters[i].hidden_only ? counts[0] - counts[1] : counts[i];

		view_row(v, "Tabs");
		view_text(v, "name", filters[i].name);
		view_text(v, "label", filters[i].label);
		view_int(v, "count", n);
		view_flag(v, "current", l->filter == &filters[i]);
		view_out(v);
	}
	return RC_OK;
}

static void
show_columns(const struct list *l, struct view *v)
{
	for (int i = 0; i < l->def->fields_n; i++) {
		const struct register_field *f = &l->def->fields[i];

		if (!f->in_list || f->heading)
			continue;
		view_row(v, "Columns");
		view_text(v, "label", f->label);
		view_out(v);
	}
}

static void
show_record(const struct list *l, struct view *v, const struct record *r)
{
	struct arena *a = request_arena(l->rq);

	view_row(v, "Records");
	view_int(v, "id", r->id);
	view_text(v, "heading", record_heading(r));
	desk_register_part_state(v, r);
	view_time(v, "updated", r->updated_at, request_now(l->rq));
	for (int i = 0; i < l->def->fields_n; i++) {
		const struct register_field *f = &l->def->fields[i];

		if (!f->in_list || f->heading)
			continue;
		view_row(v, "Cells");
		view_text(v, "label", f->label);
		if (*r->values[i] != '\0' || f->type == REGISTER_FLAG)
			view_text(v, "text",
			    text_cut(
				a, record_words(a, r, f->name), CELL_CHARS));
		view_out(v);
	}
	view_out(v);
}

static enum rc
list_show(const struct list *l, struct view *v, int from, int to)
{
	struct arena *a = request_arena(l->rq);

	view_in(v, "List");
	view_int(v, "n", l->n);
	view_text(v, "words",
	    arena_printf(a, "%d %s", l->n,
		text_plural(l->n, "запись", "записи", "записей")));
	view_text(v, "question", l->question);
	view_text(v, "which", l->filter->name);
	view_text(v, "which_label", l->filter->label);
	view_text(v, "empty", l->filter->empty);
	view_flag(v, "archive", l->filter->which == RECORDS_ARCHIVED);
	view_text(v, "arguments", arguments(l));
	view_out(v);
	show_columns(l, v);
	for (int i = from; i < to && i < l->n; i++)
		show_record(l, v, &l->records[i]);
	return show_tabs(l, v);
}

enum rc
desk_registers_list(const struct request *rq, struct reply *rp)
{
	struct view *v = reply_view(rp);
	int64_t page = 1;
	struct list l;
	enum rc rc;
	int from;

	if ((rc = list_read(&l, rq)) != RC_OK)
		return rc;
	desk_register_part_seen(rq, rp, l.def, 0, "");
	text_int(request_query(rq, "page"), 1, REGISTER_RECORDS_MAX / PAGE_ROWS,
	    &page);
	from = (int)(page - 1) * PAGE_ROWS;
	desk_register_part_page(rq, rp, l.def, l.def->title);
	if ((rc = list_show(&l, v, from, from + PAGE_ROWS)) != RC_OK)
		return rc;
	if (page > 1)
		view_int(v, "List.before", page - 1);
	if (from + PAGE_ROWS < l.n)
		view_int(v, "List.after", page + 1);
	reply_page(rp, "desk/registers.cs");
	return RC_OK;
}

enum rc
desk_registers_print(const struct request *rq, struct reply *rp)
{
	struct list l;
	enum rc rc;

	if ((rc = list_read(&l, rq)) != RC_OK)
		return rc;
	desk_register_part_seen(rq, rp, l.def, 0, "печать");
	desk_register_part_page(rq, rp, l.def, l.def->title);
	view_time(reply_view(rp), "List.now", request_now(rq), 0);
	if ((rc = list_show(&l, reply_view(rp), 0, l.n)) != RC_OK)
		return rc;
	reply_page(rp, "desk/register_print.cs");
	return RC_OK;
}

static void
csv_row(const struct list *l, struct strbuf *b, const struct record *r)
{
	struct arena *a = request_arena(l->rq);

	desk_csv_cell(b, arena_printf(a, "%lld", (long long)r->id));
	for (int i = 0; i < l->def->fields_n; i++)
		if (l->def->fields[i].type != REGISTER_FILE)
			desk_csv_cell(
			    b, record_words(a, r, l->def->fields[i].name));
	desk_csv_cell(b, desk_register_part_state_words(r));
	desk_csv_cell(b, date_iso(a, r->updated_at));
	desk_csv_end_row(b);
}

enum rc
desk_registers_csv(const struct request *rq, struct reply *rp)
{
	struct strbuf b;
	struct list l;
	enum rc rc;

	if ((rc = list_read(&l, rq)) != RC_OK)
		return rc;
	desk_register_part_seen(rq, rp, l.def, 0, "CSV");
	desk_csv_begin(&b);
	desk_csv_cell(&b, "Номер");
	for (int i = 0; i < l.def->fields_n; i++)
		if (l.def->fields[i].type != REGISTER_FILE)
			desk_csv_cell(&b, l.def->fields[i].label);
	desk_csv_cell(&b, "Состояние");
	desk_csv_cell(&b, "Изменена");
	desk_csv_end_row(&b);
	for (int i = 0; i < l.n; i++)
		csv_row(&l, &b, &l.records[i]);
	desk_csv_reply(
	    rp, &b, arena_printf(request_arena(rq), "%s.csv", l.def->title));
	return RC_OK;
}

/* ------------------------------------------------------- all registers */

enum rc
desk_registers(const struct request *rq, struct reply *rp)
{
	struct view *v = reply_view(rp);
	const struct register_def *const *all;
	int n = register_all(&all), kept = 0, shown = 0;
	enum rc rc;

	desk_part_page(rq, rp, "registers", "Списки раздела");
	for (int i = 0; i < n; i++) {
		if (!record_may_see(all[i], request_session(rq)->roles))
			continue;
		if ((rc = records_count(request_store(rq), all[i]->name,
			 RECORDS_KEPT, &kept)) != RC_OK ||
		    (rc = records_count(request_store(rq), all[i]->name,
			 RECORDS_SHOWN, &shown)) != RC_OK)
			return rc;
		view_row(v, "Registers");
		view_text(v, "name", all[i]->name);
		view_text(v, "title", all[i]->title);
		view_text(v, "about", all[i]->about);
		view_textf(v, "words", "%d %s", kept,
		    text_plural(kept, "запись", "записи", "записей"));
		if (*all[i]->address != '\0')
			view_int(v, "shown", shown);
		view_out(v);
	}
	reply_page(rp, "desk/registers_all.cs");
	return RC_OK;
}
