#include "desk/plan/attendance.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "desk/csv.h"
#include "desk/desk.h"
#include "desk/plan/event_show.h"
#include "desk/roadmap/figures.h"
#include "desk/part.h"
#include "mediaplan/attendance.h"
#include "mediaplan/event.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

/* ------------------------------------------------- the form of an event */

static const char *
sent(const struct request *rq, const char *what, int audience)
{
	return request_field(rq, arena_printf(request_arena(rq), "%s_%s", what,
				     attendance_words[audience].name));
}

/* A number of people that may be left out: -1.  false: no number. */
static bool
people_read(const char *s, int *out)
{
	int64_t n;

	*out = -1;
	if (s == NULL || *s == '\0')
		return true;
	/* One more than the limit, for the sentence about it. */
	if (!text_int(s, 0, INT32_MAX, &n))
		return false;
	*out = n > ATTENDANCE_MAX ? ATTENDANCE_MAX + 1 : (int)n;
	return true;
}

/* NULL, or what is wrong with the numbers. */
static const char *
form_attendance(const struct request *rq, struct attendance *list)
{
	struct arena *a = request_arena(rq);

	for (int i = 0; i < ATTENDANCE_AUDIENCES; i++) {
		const char *note = sent(rq, "note", i);

		list[i] = (struct attendance){ .audience =
						   (enum attendance_audience)i,
			.note = note != NULL
				    ? text_clean_line(a, note, strlen(note))
				    : "" };
		if (!people_read(sent(rq, "present", i), &list[i].present) ||
		    !people_read(sent(rq, "total", i), &list[i].total))
			return arena_printf(a,
			    "%s: число людей пишется "
			    "цифрами, без слов.",
			    attendance_words[i].label);
	}
	return NULL;
}

static const char *
number(const struct request *rq, int n)
{
	return n < 0 ? "" : arena_printf(request_arena(rq), "%d", n);
}

static void
show_audience(
    const struct request *rq, struct view *v, int i, const struct attendance *t)
{
	const char *present = sent(rq, "present", i);
	const char *total = sent(rq, "total", i), *note = sent(rq, "note", i);

	view_row(v, "Attendance");
	view_text(v, "name", attendance_words[i].name);
	view_text(v, "label", attendance_words[i].label);
	view_text(v, "present",
	    present != NULL ? present
	    : t != NULL	    ? number(rq, t->present)
			    : "");
	view_text(v, "total",
	    total != NULL ? total
	    : t != NULL	  ? number(rq, t->total)
			  : "");
	view_text(v, "note", note != NULL ? note : t != NULL ? t->note : "");
	view_out(v);
}

enum rc
desk_attendance_show(
    const struct request *rq, struct view *v, const struct event *e)
{
	struct arena *a = request_arena(rq);
	struct attendance *list;
	enum rc rc;
	int n;

	rc = attendances_of(request_store(rq), a, e->id, &list, &n);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < ATTENDANCE_AUDIENCES; i++) {
		const struct attendance *t = NULL;

		for (int k = 0; k < n; k++)
			if ((int)list[k].audience == i)
				t = &list[k];
		show_audience(rq, v, i, t);
	}
	for (int k = 0; k < n; k++) {
		view_row(v, "Came");
		view_text(v, "label", attendance_words[list[k].audience].label);
		view_int(v, "present", list[k].present);
		if (list[k].total >= 0)
			view_int(v, "total", list[k].total);
		view_text(v, "note", list[k].note);
		view_out(v);
	}
	view_text(v, "Attendance_seen", attendance_seen(a, list, n));
	view_flag(v, "Attendance_any", n > 0);
	view_flag(v, "Attendance_typed", sent(rq, "present", 0) != NULL);
	view_flag(v, "Attendance_may",
	    !e->cancelled && e->starts_at <= request_now(rq));
	return RC_OK;
}

enum rc
desk_attendance_save(const struct request *rq, struct reply *rp)
{
	struct attendance list[ATTENDANCE_AUDIENCES];
	const char *seen = request_field(rq, "seen");
	struct actor actor = desk_part_actor(rq);
	int64_t id = request_part_id(rq, "id");
	struct arena *a = request_arena(rq);
	const char *why;
	struct event e;
	enum rc rc;

	if (id == 0)
		return RC_NOT_FOUND;
	if ((rc = events_by_id(request_store(rq), a, id, &e)) != RC_OK)
		return rc;
	if ((why = form_attendance(rq, list)) != NULL)
		return desk_event_show(rq, rp, &e, NULL, why, RC_INVALID);
	rc = attendance_save(request_store(rq), a, &actor, id,
	    seen != NULL ? seen : "", list, request_now(rq), &why);
	if (rc == RC_INVALID || rc == RC_DENIED)
		return desk_event_show(rq, rp, &e, NULL, why, RC_INVALID);
	if (rc == RC_CONFLICT)
		return desk_event_show(rq, rp, &e, NULL,
		    "Пока вы записывали, присутствие изменил кто-то ещё. "
		    "Ваши числа остались в полях, выше – что сохранено "
		    "сейчас. Сверьте и сохраните ещё раз.",
		    RC_CONFLICT);
	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0, "Присутствие записано.");
	reply_redirect(rp, "/desk/event/%lld", (long long)id);
	return rc;
}

/* ------------------------------------------------------ list of a cycle */

static void
show_sums(struct view *v, const struct attendance *list, int n)
{
	for (int k = 0; k < ATTENDANCE_AUDIENCES; k++) {
		int events = 0;
		int64_t people = 0;

		for (int i = 0; i < n; i++)
			if ((int)list[i].audience == k) {
				events++;
				people += list[i].present;
			}
		if (events == 0)
			continue;
		view_row(v, "Sums");
		view_text(v, "label", attendance_words[k].label);
		view_textf(v, "events", "%d %s", events,
		    text_plural(events, "событие", "события", "событий"));
		view_int(v, "people", people);
		view_out(v);
	}
}

enum rc
desk_attendance(const struct request *rq, struct reply *rp)
{
	struct view *v = reply_view(rp);
	struct attendance *list;
	struct figure_scope s;
	struct cycle c;
	enum rc rc;
	int n;

	desk_part_page(rq, rp, "events", "Присутствие на событиях");
	if ((rc = desk_figures_scope(rq, v, &c, &s)) != RC_OK ||
	    (rc = attendances_list(request_store(rq), request_arena(rq),
		 c.starts_at, c.ends_at, &list, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		view_row(v, "Rows");
		view_int(v, "id", list[i].event_id);
		view_text(v, "title", list[i].event);
		view_time(v, "at", list[i].starts_at, request_now(rq));
		view_text(
		    v, "audience", attendance_words[list[i].audience].label);
		view_int(v, "present", list[i].present);
		view_text(v, "total", number(rq, list[i].total));
		view_text(v, "note", list[i].note);
		view_out(v);
	}
	view_flag(v, "Rows_none", n == 0);
	show_sums(v, list, n);
	reply_page(rp, "desk/attendance.cs");
	return RC_OK;
}

enum rc
desk_attendance_csv(const struct request *rq, struct reply *rp)
{
	static const char *const columns[] = { "Дата", "Событие", "Кто",
		"Пришло", "Всего", "Заметка" };
	struct arena *a = request_arena(rq);
	struct attendance *list;
	struct figure_scope s;
	struct strbuf b;
	struct cycle c;
	enum rc rc;
	int n;

	if ((rc = desk_figures_scope(rq, reply_view(rp), &c, &s)) != RC_OK ||
	    (rc = attendances_list(request_store(rq), a, c.starts_at, c.ends_at,
		 &list, &n)) != RC_OK)
		return rc;
	desk_csv_begin(&b);
	desk_csv_row(&b, columns, LEN(columns));
	for (int i = 0; i < n; i++) {
		desk_csv_cell(&b, date_ymd(a, list[i].starts_at));
		desk_csv_cell(&b, list[i].event);
		desk_csv_cell(&b, attendance_words[list[i].audience].label);
		desk_csv_cell(&b, number(rq, list[i].present));
		desk_csv_cell(&b, number(rq, list[i].total));
		desk_csv_cell(&b, list[i].note);
		desk_csv_end_row(&b);
	}
	desk_csv_reply(rp, &b, "Присутствие.csv");
	return RC_OK;
}
