#include "mail/digest.h"

#include <string.h>
#include "base/arena.h"
#include "base/date.h"
#include "base/day.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "mail/subscriber.h"
#include "people/role.h"
#include "roadmap/activity.h"
#include "store/site.h"

enum {
	/* Read of a roadmap at most: long overdue ones come first and are
	 * only counted. */
	READ_MAX = 2000
};

static int
number(struct store *st, struct arena *a, const char *name, int lo, int hi,
    int preset)
{
	int64_t n;

	return text_int(site_setting(st, a, name), lo, hi, &n) ? (int)n
							       : preset;
}

void
digest_rules(struct store *st, struct arena *a, struct digest_rules *r)
{
	const char *days = site_setting(st, a, "digest.weekdays");

	r->on = number(st, a, "digest.on", 0, 1, 1) != 0;
	r->lead = number(st, a, "digest.lead", 0, DIGEST_DAYS_MAX, DIGEST_LEAD);
	r->after =
	    number(st, a, "digest.after", 0, DIGEST_DAYS_MAX, DIGEST_AFTER);
	r->hour = number(st, a, "digest.hour", 0, 23, DIGEST_HOUR);
	r->weekdays = 0;
	for (; *days >= '1' && *days <= '7'; days++)
		r->weekdays |= BIT(*days - '0');
	if (r->weekdays == 0 || *days != '\0')
		r->weekdays = BIT(1);
}

int
digest_day(int64_t at)
{
	struct date d = date_of(at);

	return day_of(d.year, d.month, d.day);
}

static bool
chosen(const struct digest_rules *r, int day)
{
	return (r->weekdays & BIT(day_weekday(day))) != 0;
}

int64_t
digest_hour(const struct digest_rules *r, int64_t now)
{
	struct date d = date_of(now);

	return date_at(d.year, d.month, d.day, r->hour, 0);
}

/* Some day of a week is chosen always. */
int
digest_last(const struct digest_rules *r, int day)
{
	for (int i = 0; i < 7; i++)
		if (chosen(r, day - i))
			return day - i;
	return day;
}

/* A chosen day of the last week went by without letters: the machine was off.
 * Who never had any waits for the first. */
static bool
missed(const struct digest_rules *r, int planned, int today)
{
	for (int i = 1; i < 7; i++)
		if (planned > 0 && today - i > planned && chosen(r, today - i))
			return true;
	return false;
}

int64_t
digest_next(const struct digest_rules *r, int planned, int64_t now)
{
	struct date d = date_of(now);
	int today = digest_day(now);

	if (!r->on)
		return 0;
	/* A week, and the same weekday again if today's is planned. */
	for (int i = 0; i <= 7; i++)
		if (planned != today + i &&
		    (chosen(r, today + i) ||
			(i == 0 && missed(r, planned, today))))
			return date_at(d.year, d.month, d.day + i, r->hour, 0);
	return 0;
}

struct list {
	const struct activity *rows;
	int n, today, from, to; /* days of the rows that are told */
	bool whole;
	const char *address;
};

static void
add_row(struct strbuf *b, struct arena *a, const struct list *l,
    const struct activity *act)
{
	int by = l->today - act->due_to;
	const char *who = text_cut(a, act->responsible, DIGEST_TEXT_MAX);

	strbuf_addf(b, "- %s%s%s\n", act->number, act->number[0] ? " " : "",
	    text_cut(a, act->text, DIGEST_TEXT_MAX));
	if (by > 0)
		strbuf_addf(b, "  Срок был %s, прошло %d %s.",
		    day_ru(a, act->due_to), by,
		    text_plural(by, "день", "дня", "дней"));
	else if (by == 0)
		strbuf_addf(b, "  Срок сегодня, %s", day_ru(a, act->due_to));
	else
		strbuf_addf(b, "  Срок %s, осталось %d %s.",
		    day_ru(a, act->due_to), -by,
		    text_plural(-by, "день", "дня", "дней"));
	if (l->whole && who[0] != '\0')
		strbuf_addf(
		    b, " Отвечает: %s", text_clean_line(a, who, strlen(who)));
	strbuf_addf(
	    b, "\n  %s/desk/activity/%lld\n", l->address, (long long)act->id);
}

static int
count(const struct list *l)
{
	int n = 0;

	for (int i = 0; i < l->n; i++)
		n += l->rows[i].due_to >= l->from && l->rows[i].due_to <= l->to;
	return n;
}

static void
add_list(
    struct strbuf *b, struct arena *a, const struct list *l, const char *title)
{
	int n = count(l), told = 0;

	if (n == 0)
		return;
	strbuf_addf(b, "%s: %d\n\n", title, n);
	for (int i = 0; i < l->n && told < DIGEST_ROWS_MAX; i++)
		if (l->rows[i].due_to >= l->from &&
		    l->rows[i].due_to <= l->to) {
			add_row(b, a, l, &l->rows[i]);
			told++;
		}
	if (told < n)
		strbuf_addf(
		    b, "И ещё %d: они видны в дорожной карте.\n", n - told);
	strbuf_addc(b, '\n');
}

static const char *
subject(struct arena *a, int overdue, int soon)
{
	char *late = arena_printf(a, "%s %d %s",
	    overdue % 10 == 1 && overdue % 100 != 11 ? "прошёл" : "прошло",
	    overdue, text_plural(overdue, "срок", "срока", "сроков"));
	char *near = arena_printf(a, "%s %d %s",
	    soon % 10 == 1 && soon % 100 != 11 ? "подходит" : "подходят", soon,
	    text_plural(soon, "срок", "срока", "сроков"));

	return arena_printf(a, "Дорожная карта: %s%s%s",
	    overdue > 0 ? late : "", overdue > 0 && soon > 0 ? ", " : "",
	    soon > 0 ? near : "");
}

enum rc
digest_compose(struct store *st, struct arena *a, const struct subscriber *who,
    const struct digest_rules *r, int today, const char *address,
    struct digest *out)
{
	bool whole = (who->roles & ROLE_CURATOR) != 0;
	struct list late = { NULL, 0, today, today - r->after, today - 1, whole,
		address };
	struct list soon = { NULL, 0, today, today, today + r->lead, whole,
		address };
	struct activity *rows;
	struct strbuf b;
	enum rc rc;
	int n;

	rc = activities_due(st, a, whole ? 0 : who->account_id, today + r->lead,
	    READ_MAX, &rows, &n);
	if (rc != RC_OK)
		return rc;
	late.rows = soon.rows = rows;
	late.n = soon.n = n;
	out->overdue = count(&late);
	out->soon = count(&soon);
	if (out->overdue + out->soon == 0)
		return RC_NOT_FOUND;
	out->subject = subject(a, out->overdue, out->soon);
	strbuf_init(&b);
	strbuf_addf(&b, "Здравствуйте, %s.\n\n", who->name);
	strbuf_adds(&b, whole ? "Сроки дорожной карты наставничества.\n\n"
			      : "Сроки пунктов дорожной карты, за которые вы "
				"отвечаете.\n\n");
	add_list(&b, a, &late, "Сроки прошли");
	add_list(&b, a, &soon, "Сроки подходят");
	strbuf_addf(&b,
	    "Дорожная карта: %s/desk/roadmap%s\n\n"
	    "Адрес и отказ от писем: %s/desk/reminders\n",
	    address, whole ? "" : "?who=me", address);
	out->text = arena_strdup(a, b.buf);
	strbuf_free(&b);
	return RC_OK;
}
