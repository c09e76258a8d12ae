#include "mediaplan/attendance.h"

#include <string.h>
#include "base/arena.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "mediaplan/event.h"
#include "people/journal.h"
#include "people/role.h"
#include "store/db.h"

const struct attendance_word attendance_words[ATTENDANCE_AUDIENCES] = {
	[ATTENDANCE_TEACHERS] = { "teachers", "Педагоги" },
	[ATTENDANCE_PARENTS] = { "parents", "Родители" },
	[ATTENDANCE_PUPILS] = { "pupils", "Обучающиеся" },
	[ATTENDANCE_PARTNERS] = { "partners", "Партнёры и НКО" },
	[ATTENDANCE_ALUMNI] = { "alumni", "Выпускники" },
	[ATTENDANCE_OTHER] = { "other", "Другие" },
};

/* One line of what is said: for people (label) or for comparing (name). */
static void
say(struct strbuf *b, const struct attendance *t, bool people)
{
	const struct attendance_word *w = &attendance_words[t->audience];

	if (b->len > 0)
		strbuf_adds(b, people ? "; " : "/");
	strbuf_addf(b, "%s %d", people ? w->label : w->name, t->present);
	if (t->total >= 0)
		strbuf_addf(b, people ? " из %d" : " %d", t->total);
	if (*t->note != '\0')
		strbuf_addf(b, ", %s", t->note);
}

static const char *
sum_up(struct arena *a, const struct attendance *list, int n, bool people)
{
	struct strbuf b;
	const char *out;

	strbuf_init(&b);
	/* In the order of the audiences, whatever the order of the rows. */
	for (int k = 0; k < ATTENDANCE_AUDIENCES; k++)
		for (int i = 0; i < n; i++)
			if ((int)list[i].audience == k && list[i].present >= 0)
				say(&b, &list[i], people);
	out = arena_strdup(a, b.buf);
	strbuf_free(&b);
	return out;
}

const char *
attendance_seen(struct arena *a, const struct attendance *list, int n)
{
	return sum_up(a, list, n, false);
}

static const char *
wrong(struct arena *a, const struct attendance *t)
{
	const char *label = attendance_words[t->audience].label;

	if (t->present > ATTENDANCE_MAX || t->total > ATTENDANCE_MAX)
		return arena_printf(a,
		    "%s: не больше %d человек на одном событии.", label,
		    ATTENDANCE_MAX);
	if (t->present < 0 && (t->total >= 0 || *t->note != '\0'))
		return arena_printf(a, "%s: напишите, сколько пришло.", label);
	if (t->total >= 0 && t->present > t->total)
		return arena_printf(a,
		    "%s: пришло %d, а всего %d. Пришедших не может быть "
		    "больше.",
		    label, t->present, t->total);
	if (text_chars(t->note) > ATTENDANCE_NOTE_MAX)
		return arena_printf(a, "%s: заметка – до %d знаков.", label,
		    ATTENDANCE_NOTE_MAX);
	return NULL;
}

/* RC_OK: it may be said of this event. */
static enum rc
event_ready(struct store *st, struct arena *a, int64_t id, int64_t now,
    const char **why)
{
	struct event e;
	enum rc rc = events_by_id(st, a, id, &e);

	if (rc != RC_OK)
		return rc;
	if (e.cancelled)
		*why = "Событие отменено: присутствие не записывают.";
	else if (e.starts_at > now)
		*why = "Событие ещё не началось: присутствие записывают "
		       "после него.";
	else
		return RC_OK;
	return RC_DENIED;
}

static enum rc
save_within(struct store *st, struct arena *a, const struct actor *by,
    int64_t event_id, const char *seen, const struct attendance *list,
    const char **why, int64_t now)
{
	struct attendance *before;
	const char *words;
	enum rc rc;
	int n;

	if ((rc = event_ready(st, a, event_id, now, why)) != RC_OK ||
	    (rc = attendances_of(st, a, event_id, &before, &n)) != RC_OK)
		return rc;
	if (strcmp(attendance_seen(a, before, n), seen) != 0)
		return RC_CONFLICT;
	rc = attendances_drop(st, event_id);
	for (int i = 0; rc == RC_OK && i < ATTENDANCE_AUDIENCES; i++) {
		struct attendance t = list[i];

		t.event_id = event_id;
		if (t.present >= 0)
			rc = attendances_insert(st, &t);
	}
	if (rc != RC_OK)
		return rc;
	words = sum_up(a, list, ATTENDANCE_AUDIENCES, true);
	return journal_add(st, by, "attendance", "event", event_id,
	    *words != '\0' ? words : "данные убраны");
}

enum rc
attendance_save(struct store *st, struct arena *a, const struct actor *by,
    int64_t event_id, const char *seen,
    const struct attendance list[ATTENDANCE_AUDIENCES], int64_t now,
    const char **why)
{
	enum rc rc;

	*why = "Присутствие записывают редактор, куратор и директор.";
	if (!(by->roles & MAY_WRITE))
		return RC_DENIED;
	for (int i = 0; i < ATTENDANCE_AUDIENCES; i++)
		if ((*why = wrong(a, &list[i])) != NULL)
			return RC_INVALID;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(
	    st, save_within(st, a, by, event_id, seen, list, why, now));
}
