#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/day.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/roadmap/roadmap_file.h"
#include "desk/roadmap/roadmap_part.h"
#include "desk/roadmap/roadmap_preview.h"
#include "programme/cycle.h"
#include "import/import.h"
#include "roadmap/intake.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

enum { PAGES_MAX = 1000 /* more than PASTE_ROWS_MAX rows have */ };

static const struct field fields[] = {
	{ "cycle", "Программный год", FIELD_INT, 0, INT64_MAX, 0, NULL },
	{ "approved", "Дата утверждения", FIELD_DAY, 0, 0, 0, NULL },
	{ "again", "Вставленный раньше текст", FIELD_INT, 0, INT64_MAX, 0,
	    NULL },
};

/* ------------------------------------------------------------ to paste */

static enum rc
show_cycles(const struct request *rq, struct view *v, int64_t chosen)
{
	struct cycle *list;
	enum rc rc;
	int n;

	rc = cycles_list(request_store(rq), request_arena(rq), &list, &n);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		desk_part_choice_id(v, "Cycles", list[i].id, list[i].title,
		    chosen != 0 ? list[i].id == chosen : list[i].current);
	view_int(v, "Cycles_n", n);
	return RC_OK;
}

static enum rc
show_begun_in(const struct request *rq, struct view *v, const struct cycle *c)
{
	struct intake *list;
	enum rc rc;
	int n;

	rc = intakes_list(
	    request_store(rq), request_arena(rq), c->id, &list, &n);
	for (int i = 0; rc == RC_OK && i < n; i++) {
		view_row(v, "Imports");
		view_int(v, "id", list[i].id);
		view_text(v, "name",
		    list[i].filename[0] != '\0' ? list[i].filename
						: "Вставленный текст");
		view_text(v, "cycle", c->title);
		view_text(v, "state", list[i].state);
		view_time(v, "at", list[i].at, request_now(rq));
		view_text(v, "who", list[i].who);
		view_out(v);
	}
	return rc;
}

/* Of all years: what was read in the wrong one waits there. */
static enum rc
show_begun(const struct request *rq, struct view *v)
{
	struct cycle *list;
	enum rc rc;
	int n;

	rc = cycles_list(request_store(rq), request_arena(rq), &list, &n);
	for (int i = 0; rc == RC_OK && i < n; i++)
		rc = show_begun_in(rq, v, &list[i]);
	return rc;
}

static enum rc
show_form(const struct request *rq, struct reply *rp, struct form *f,
    const char *problem, enum rc outcome)
{
	struct view *v = reply_view(rp);
	int64_t chosen = f != NULL ? form_int(f, "cycle") : 0;
	enum rc rc;

	desk_part_page(rq, rp, "roadmap", "Дорожная карта из документа");
	if (chosen == 0)
		text_int(request_query(rq, "cycle"), 1, INT64_MAX, &chosen);
	if (f != NULL)
		form_show(f, v);
	if (problem != NULL)
		desk_part_problem(v, problem);
	if (request_method(rq) == METHOD_POST)
		view_text(v, "Form.text.value", request_field(rq, "text"));
	if ((rc = show_cycles(rq, v, chosen)) != RC_OK ||
	    (rc = show_begun(rq, v)) != RC_OK)
		return rc;
	reply_page(rp, "desk/roadmap_import.cs");
	return outcome;
}

enum rc
desk_roadmap_import(const struct request *rq, struct reply *rp)
{
	return show_form(rq, rp, NULL, NULL, RC_OK);
}

/* The words of an earlier import, to be read in another year. */
static enum rc
collect_again(const struct request *rq, int64_t id, struct strbuf *out,
    const char **name, const char **why)
{
	struct intake t;
	enum rc rc;

	rc = intakes_by_id(request_store(rq), request_arena(rq), id, &t);
	*why = "Этого текста больше нет. Вставьте таблицу ещё раз.";
	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_INVALID : rc;
	*name = t.filename;
	strbuf_adds(out, t.source);
	return RC_OK;
}

/* An earlier import if one is named, the file if one was chosen, else the
 * text. */
static enum rc
collect(const struct request *rq, const struct form *f, struct strbuf *out,
    const char **name, const char **why)
{
	const struct upload *up;
	const char *text = request_field(rq, "text");
	int n = request_uploads(rq, &up);

	if (form_int(f, "again") != 0)
		return collect_again(rq, form_int(f, "again"), out, name, why);
	*name = "";
	for (int i = 0; i < n; i++)
		if (strcmp(up[i].field, "file") == 0 && up[i].bytes > 0) {
			*name = up[i].filename;
			return desk_roadmap_file_read(
			    request_arena(rq), &up[i], out, why);
		}
	strbuf_adds(out, text != NULL ? text : "");
	*why = "Вставьте таблицу в поле или выберите файл.";
	return out->len == 0 ? RC_INVALID : RC_OK;
}

/* The day that stands on the document belongs to the cycle: before it no
 * term of the plan makes sense. */
static enum rc
set_approved(const struct request *rq, const struct actor *actor,
    int64_t cycle_id, int64_t at, const char **why)
{
	struct cycle c;
	enum rc rc;

	rc = cycles_by_id(request_store(rq), request_arena(rq), cycle_id, &c);
	*why = "Выберите программный год.";
	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_INVALID : rc;
	if (at == 0 || c.approved_on == desk_roadmap_part_day(at))
		return RC_OK;
	c.approved_on = desk_roadmap_part_day(at);
	return cycle_save(request_store(rq), request_arena(rq), actor, &c, why);
}

enum rc
desk_roadmap_import_begin(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, fields, LEN(fields));
	struct actor actor = desk_part_actor(rq);
	const char *name, *why = "Проверьте дату утверждения.";
	struct strbuf bytes;
	enum rc rc = RC_INVALID;
	int64_t id = 0;

	strbuf_init(&bytes);
	if (form_ok(f) && (rc = collect(rq, f, &bytes, &name, &why)) == RC_OK &&
	    (rc = set_approved(rq, &actor, form_int(f, "cycle"),
		 form_int(f, "approved"), &why)) == RC_OK)
		rc = intake_begin(request_store(rq), request_arena(rq), &actor,
		    form_int(f, "cycle"), name, bytes.buf, bytes.len, &id,
		    &why);
	strbuf_free(&bytes);
	if (rc == RC_INVALID)
		return show_form(rq, rp, f, why, RC_INVALID);
	if (rc == RC_OK)
		reply_redirect(rp, "/desk/roadmap/import/%lld", (long long)id);
	return rc;
}

/* ------------------------------------------------------------- to check */

static enum rc
find(const struct request *rq, struct intake *t)
{
	return intakes_by_id(
	    request_store(rq), request_arena(rq), request_part_id(rq, "id"), t);
}

/* Where else it could be read. */
static enum rc
show_other_cycles(const struct request *rq, struct view *v, int64_t but)
{
	struct cycle *list;
	enum rc rc;
	int n;

	rc = cycles_list(request_store(rq), request_arena(rq), &list, &n);
	for (int i = 0; rc == RC_OK && i < n; i++)
		if (list[i].id != but)
			desk_part_choice_id(
			    v, "Others", list[i].id, list[i].title, false);
	return rc;
}

static enum rc
show_preview(const struct request *rq, struct reply *rp, const struct intake *t,
    const char *problem, enum rc outcome)
{
	struct arena *a = request_arena(rq);
	struct import *im = arena_alloc(a, sizeof(*im));
	struct view *v = reply_view(rp);
	int64_t page = 1;
	struct cycle c;
	enum rc rc;

	desk_part_page(rq, rp, "roadmap", "Проверьте, как прочитан документ");
	if ((rc = cycles_by_id(request_store(rq), a, t->cycle_id, &c)) != RC_OK)
		return rc;
	text_int(request_query(rq, "page"), 1, PAGES_MAX, &page);
	rc = intake_import(request_store(rq), a, t, im);
	if (rc != RC_OK && rc != RC_INVALID)
		return rc;
	if (problem == NULL && rc == RC_INVALID)
		problem = im->refusal;
	if (problem != NULL)
		desk_part_problem(v, problem);
	view_in(v, "Import");
	view_int(v, "id", t->id);
	view_text(v, "name", t->filename);
	view_flag(v, "preview", strcmp(t->state, "preview") == 0);
	view_flag(v, "taken", strcmp(t->state, "taken") == 0);
	view_flag(v, "undone", strcmp(t->state, "undone") == 0);
	view_int(v, "cycle_id", c.id);
	view_text(v, "cycle", c.title);
	view_text(v, "from", date_ru(a, c.starts_at));
	view_text(v, "to", date_ru(a, date_add_days(c.ends_at, -1)));
	view_out(v);
	desk_roadmap_preview_show(
	    rq, v, rc == RC_OK ? im : NULL, &c, (int)page);
	if ((rc = show_other_cycles(rq, v, c.id)) != RC_OK)
		return rc;
	reply_page(rp, "desk/roadmap_preview.cs");
	return outcome;
}

enum rc
desk_roadmap_import_preview(const struct request *rq, struct reply *rp)
{
	struct intake t;
	enum rc rc = find(rq, &t);

	return rc != RC_OK ? rc : show_preview(rq, rp, &t, NULL, RC_OK);
}

/* Tried first: columns with which nothing can be read are not kept. */
enum rc
desk_roadmap_import_roles(const struct request *rq, struct reply *rp)
{
	struct import *im = arena_alloc(request_arena(rq), sizeof(*im));
	struct actor actor = desk_part_actor(rq);
	struct intake t, wanted;
	const char *why;
	enum rc rc;

	if ((rc = find(rq, &t)) != RC_OK)
		return rc;
	wanted = t;
	wanted.roles = desk_roadmap_preview_roles(rq);
	rc = intake_import(request_store(rq), request_arena(rq), &wanted, im);
	why = im->refusal;
	if (rc == RC_OK)
		rc = intake_set_roles(request_store(rq), request_arena(rq),
		    &actor, t.id, wanted.roles, &why);
	if (rc == RC_INVALID || rc == RC_DENIED)
		return show_preview(rq, rp, &t, why, RC_INVALID);
	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0, "Прочитано заново.");
	reply_redirect(rp, "/desk/roadmap/import/%lld", (long long)t.id);
	return rc;
}

enum rc
desk_roadmap_import_take(const struct request *rq, struct reply *rp)
{
	struct actor actor = desk_part_actor(rq);
	struct intake_effect e;
	struct intake t;
	const char *why, *known = "";
	enum rc rc;

	if ((rc = find(rq, &t)) != RC_OK)
		return rc;
	rc = intake_take(
	    request_store(rq), request_arena(rq), &actor, t.id, &e, &why);
	if (rc == RC_INVALID || rc == RC_DENIED)
		return show_preview(rq, rp, &t, why, RC_INVALID);
	if (rc != RC_OK)
		return rc;
	if (e.known > 0)
		known = arena_printf(request_arena(rq),
		    " Уже были раньше и не повторены: %d.", e.known);
	rc = session_notice(rq, 0,
	    "Принято: %d %s.%s Это черновик: что дальше, сказано ниже.",
	    e.added,
	    text_plural(e.added, "мероприятие", "мероприятия", "мероприятий"),
	    known);
	reply_redirect(rp, "/desk/roadmap?cycle=%lld", (long long)t.cycle_id);
	return rc;
}

/* Nothing is stored by a refusal: the text waits where it was. */
enum rc
desk_roadmap_import_refuse(const struct request *rq, struct reply *rp)
{
	struct intake t;
	enum rc rc;

	if ((rc = find(rq, &t)) != RC_OK)
		return rc;
	rc = session_notice(rq, 0,
	    "Не принято. Дорожная карта не изменилась, а прочитанный текст "
	    "сохранён: его можно открыть снова.");
	reply_redirect(
	    rp, "/desk/roadmap/import?cycle=%lld", (long long)t.cycle_id);
	return rc;
}

enum rc
desk_roadmap_import_undo(const struct request *rq, struct reply *rp)
{
	struct actor actor = desk_part_actor(rq);
	struct intake t;
	const char *why;
	enum rc rc;

	if ((rc = find(rq, &t)) != RC_OK)
		return rc;
	rc = intake_undo(
	    request_store(rq), request_arena(rq), &actor, t.id, &why);
	if (rc == RC_INVALID || rc == RC_DENIED)
		return show_preview(rq, rp, &t, why, RC_INVALID);
	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0,
	    "Импорт отменён: всё, что он добавил, убрано. Текст документа "
	    "сохранён.");
	reply_redirect(rp, "/desk/roadmap?cycle=%lld", (long long)t.cycle_id);
	return rc;
}
