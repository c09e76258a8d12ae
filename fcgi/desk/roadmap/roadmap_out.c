#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/day.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "desk/csv.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "document/writer.h"
#include "programme/cycle.h"
#include "roadmap/roadmap.h"
#include "roadmap/sheet.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

enum { SHORT_CHARS = 10 }; /* 01.09.2026 */

/* The roadmap on its way out: to paper, into files, into another year. */
struct out {
	struct roadmap map;
	struct cycle cycle;
	struct sheet sheet;
};

static int
today(const struct request *rq)
{
	struct date d = date_of(request_now(rq));

	return day_of(d.year, d.month, d.day);
}

static enum rc
out_sheet(const struct request *rq, bool visitor, struct out *o)
{
	struct sheet_choice choice = { .visitor = visitor,
		.marks =
		    !visitor && strcmp(request_query(rq, "marks"), "1") == 0,
		.today = today(rq) };
	struct store *st = request_store(rq);
	struct arena *a = request_arena(rq);
	enum rc rc;

	if ((rc = cycles_by_id(st, a, o->map.cycle_id, &o->cycle)) != RC_OK)
		return rc;
	return sheet_read(st, a, &o->map, &o->cycle, &choice, &o->sheet);
}

static enum rc
out_read(const struct request *rq, struct out *o)
{
	enum rc rc = roadmaps_by_id(request_store(rq), request_arena(rq),
	    request_part_id(rq, "id"), &o->map);

	return rc == RC_OK ? out_sheet(rq, false, o) : rc;
}

/* ------------------------------------------------------------------- paper */

static void
show_lines(struct view *v, struct arena *a, const char *list, const char *text)
{
	char *s = arena_strdup(a, text), *save = NULL;

	for (char *w = strtok_r(s, "\n", &save); w != NULL;
	     w = strtok_r(NULL, "\n", &save)) {
		view_row(v, list);
		view_text(v, "text", w);
		view_out(v);
	}
}

/* A number, a date: it stays on one line. */
static bool
is_short(const char *s)
{
	return strpbrk(s, " \n\t") == NULL && text_chars(s) <= SHORT_CHARS;
}

static void
show_row(struct view *v, const struct sheet_row *row, int columns)
{
	view_row(v, row->kind == SHEET_HEAD ? "Heads" : "Rows");
	view_flag(v, "section", row->kind == SHEET_SECTION);
	for (int i = 0; i < row->n; i++) {
		view_row(v, "Cells");
		view_text(v, "text", row->cells[i]);
		view_flag(v, "short", is_short(row->cells[i]));
		/* The last one goes on to the end. */
		if (i == row->n - 1 && row->n < columns)
			view_int(v, "span", columns - i);
		view_out(v);
	}
	view_out(v);
}

/* Tables.N, each from its headings on. */
static void
show_tables(struct view *v, const struct sheet *s)
{
	int columns = 1;

	for (int i = 0; i < s->n; i++) {
		if (i == 0 || s->rows[i].kind == SHEET_HEAD) {
			if (i > 0)
				view_out(v);
			view_row(v, "Tables");
			columns = s->rows[i].n;
		}
		show_row(v, &s->rows[i], columns);
	}
	if (s->n > 0)
		view_out(v);
}

static void
show(const struct request *rq, struct reply *rp, const struct out *o)
{
	struct arena *a = request_arena(rq);
	struct view *v = reply_view(rp);
	const struct sheet *s = &o->sheet;

	view_in(v, "Sheet");
	view_int(v, "id", o->map.id);
	view_int(v, "cycle", o->map.cycle_id);
	view_text(v, "title", s->title);
	view_text(v, "organisation", s->organisation);
	view_flag(v, "wide", s->wide);
	view_flag(v, "draft", strcmp(o->map.state, "draft") == 0);
	show_lines(v, a, "Agreed", s->agreed);
	show_lines(v, a, "Approved", s->approved);
	show_tables(v, s);
	view_out(v);
	reply_page(rp, "desk/roadmap_print.cs");
}

enum rc
desk_roadmap_print(const struct request *rq, struct reply *rp)
{
	struct out o;
	enum rc rc = out_read(rq, &o);

	if (rc != RC_OK)
		return rc;
	desk_part_page(rq, rp, "roadmap", o.sheet.title);
	show(rq, rp, &o);
	view_flag(reply_view(rp), "Sheet.marks",
	    strcmp(request_query(rq, "marks"), "1") == 0);
	return RC_OK;
}

/* The same for visitors: the columns and the rows that the school shows. */
enum rc
desk_roadmap_print_visitor(const struct request *rq, struct reply *rp)
{
	struct out o;
	int64_t id;
	enum rc rc;

	if (!text_int(request_query(rq, "id"), 1, INT64_MAX, &id))
		return RC_NOT_FOUND;
	rc = roadmaps_by_id(request_store(rq), request_arena(rq), id, &o.map);
	if (rc != RC_OK)
		return rc;
	if (!o.map.public || strcmp(o.map.state, "draft") == 0)
		return RC_NOT_FOUND;
	if ((rc = out_sheet(rq, true, &o)) != RC_OK)
		return rc;
	reply_public(rp, 1);
	view_text(reply_view(rp), "Page.title", o.sheet.title);
	view_flag(reply_view(rp), "Sheet.visitor", true);
	show(rq, rp, &o);
	return RC_OK;
}

/* ------------------------------------------------------------------- files */

/* A file's name may not hold the slash of a school year. */
static const char *
file_name(struct arena *a, const char *title, const char *form)
{
	char *name = arena_printf(a, "%s.%s", title, form);

	for (char *s = name; (s = strchr(s, '/')) != NULL; s++)
		*s = '-';
	return name;
}

static enum rc
file(const struct request *rq, struct reply *rp, const char *form,
    const char *type)
{
	struct arena *a = request_arena(rq);
	const char *why = "";
	struct strbuf b;
	struct out o;
	enum rc rc;

	if ((rc = out_read(rq, &o)) != RC_OK)
		return rc;
	strbuf_init(&b);
	rc = writer_run(form, sheet_json(a, &o.sheet), &b, &why);
	if (rc == RC_OK)
		reply_body(
		    rp, type, b.buf, b.len, file_name(a, o.sheet.title, form));
	else if (rc == RC_INVALID)
		reply_reason(rp, "%s", why);
	strbuf_free(&b);
	return rc;
}

enum rc
desk_roadmap_docx(const struct request *rq, struct reply *rp)
{
	return file(rq, rp, "docx",
	    "application/vnd.openxmlformats-officedocument"
	    ".wordprocessingml.document");
}

enum rc
desk_roadmap_xlsx(const struct request *rq, struct reply *rp)
{
	return file(rq, rp, "xlsx",
	    "application/vnd.openxmlformats-officedocument"
	    ".spreadsheetml.sheet");
}

enum rc
desk_roadmap_csv(const struct request *rq, struct reply *rp)
{
	struct strbuf b;
	struct out o;
	enum rc rc;

	if ((rc = out_read(rq, &o)) != RC_OK)
		return rc;
	desk_csv_begin(&b);
	for (int i = 0; i < o.sheet.n; i++) {
		const struct sheet_row *row = &o.sheet.rows[i];

		/* Every row is as wide as the table. */
		for (int c = 0; c < row->n || c < o.sheet.columns; c++)
			desk_csv_cell(&b, c < row->n ? row->cells[c] : "");
		desk_csv_end_row(&b);
	}
	desk_csv_reply(
	    rp, &b, file_name(request_arena(rq), o.sheet.title, "csv"));
	return RC_OK;
}

/* --------------------------------------------------------------- next year */

/* A year of the same kind that begins where this one ends; a programme of
 * several years has no next one by itself: RC_NOT_FOUND. */
static enum rc
begin_cycle(const struct request *rq, const struct cycle *from,
    struct cycle *to, const char **why)
{
	struct arena *a = request_arena(rq);
	struct actor actor = desk_part_actor(rq);
	struct date d = date_of(from->ends_at);
	bool school = strcmp(from->kind, "school") == 0;

	if (!school && strcmp(from->kind, "calendar") != 0)
		return RC_NOT_FOUND;
	*to = (struct cycle){ .kind = from->kind,
		.organisation = from->organisation,
		.starts_at = from->ends_at,
		.ends_at = date_at(d.year + 1, d.month, d.day, 0, 0),
		.approved_on = DAY_NONE };
	to->title =
	    school ? arena_printf(a, "%d/%d учебный год", d.year, d.year + 1)
		   : arena_printf(a, "%d год", d.year);
	return cycle_add(request_store(rq), a, &actor, to, why);
}

/* The field "cycle", or the first year after this one's, which is begun when
 * there is none. */
static enum rc
next_cycle(const struct request *rq, const struct roadmap *map,
    struct cycle *to, const char **why)
{
	struct store *st = request_store(rq);
	struct arena *a = request_arena(rq);
	const char *field = request_field(rq, "cycle");
	struct cycle from, *list;
	int64_t id;
	enum rc rc;
	int n;

	if (field != NULL && *field != '\0')
		return text_int(field, 1, INT64_MAX, &id)
			   ? cycles_by_id(st, a, id, to)
			   : RC_NOT_FOUND;
	if ((rc = cycles_by_id(st, a, map->cycle_id, &from)) != RC_OK ||
	    (rc = cycles_list(st, a, &list, &n)) != RC_OK)
		return rc;
	/* The latest comes first. */
	while (n > 0 && list[n - 1].starts_at < from.ends_at)
		n--;
	if (n == 0)
		return begin_cycle(rq, &from, to, why);
	*to = list[n - 1];
	return RC_OK;
}

static enum rc
notice(const struct request *rq, struct reply *rp, int64_t cycle_id,
    const char *words)
{
	reply_redirect(rp, "/desk/roadmap?cycle=%lld", (long long)cycle_id);
	return session_notice(rq, 0, "%s", words);
}

enum rc
desk_roadmap_next(const struct request *rq, struct reply *rp)
{
	struct store *st = request_store(rq);
	struct arena *a = request_arena(rq);
	struct actor actor = desk_part_actor(rq);
	const char *why = "";
	struct roadmap map;
	struct cycle to;
	int64_t id;
	enum rc rc;

	rc = roadmaps_by_id(st, a, request_part_id(rq, "id"), &map);
	if (rc != RC_OK)
		return rc;
	rc = next_cycle(rq, &map, &to, &why);
	if (rc == RC_NOT_FOUND)
		return notice(rq, rp, map.cycle_id,
		    "Следующего программного года ещё нет. Начните его в "
		    "настройках, потом подготовьте дорожную карту.");
	if (rc == RC_OK)
		rc = roadmap_next(st, a, &actor, map.id, &to, &id, &why);
	if (rc == RC_INVALID || rc == RC_DENIED)
		return notice(rq, rp, map.cycle_id, why);
	if (rc != RC_OK)
		return rc;
	return notice(rq, rp, to.id,
	    arena_printf(a,
		"Черновик готов, он лежит в году «%s»: годы в сроках сдвинуты, "
		"остальные слова прежние. Проверьте сроки и утвердите.",
		to.title));
}
