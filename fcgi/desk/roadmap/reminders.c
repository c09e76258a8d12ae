#include "desk/roadmap/reminders.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "mail/digest.h"
#include "mail/letter.h"
#include "mail/subscriber.h"
#include "people/account.h"
#include "people/journal.h"
#include "store/db.h"
#include "store/site.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

/* Reminders by e-mail: one's own address, and the rules of the school. */

static const struct field me_fields[] = {
	{ "email", "Адрес", FIELD_LINE, 0, SUBSCRIBER_EMAIL_MAX, 0, NULL },
	{ "digest", "Присылать письма", FIELD_FLAG, 0, 0, 0, NULL },
};

static const struct field fields[] = {
	{ "on", "Присылать письма", FIELD_FLAG, 0, 0, 0, NULL },
	{ "lead", "За сколько дней", FIELD_INT, 0, DIGEST_DAYS_MAX,
	    FIELD_REQUIRED, NULL },
	{ "after", "Сколько дней после", FIELD_INT, 0, DIGEST_DAYS_MAX,
	    FIELD_REQUIRED, NULL },
	{ "hour", "Час", FIELD_INT, 0, 23, FIELD_REQUIRED, NULL },
};

enum { DAYS = 7, DAYS_SENT_MAX = 8 /* one more, so that too many show */ };

static enum rc
trouble(const struct request *rq, struct letter *last, int *n)
{
	return letters_trouble(request_store(rq), request_arena(rq),
	    digest_day(request_now(rq)) - LETTER_TROUBLE_DAYS + 1, last, n);
}

enum rc
desk_reminders_count(const struct request *rq, int *n)
{
	struct letter last;
	enum rc rc = trouble(rq, &last, n);

	*n = *n > 0;
	return rc;
}

enum rc
desk_reminders_cases(const struct request *rq, struct view *v, int max)
{
	struct letter last;
	enum rc rc;
	int n;

	if ((rc = trouble(rq, &last, &n)) != RC_OK || n == 0 || max <= 0)
		return rc;
	view_row(v, "Cases");
	view_text(v, "path", "/desk/reminders");
	view_text(v, "button", "Открыть напоминания");
	view_text(v, "css", "failed");
	view_text(v, "label", "Письма не ушли");
	view_text(v, "title", "Напоминания о сроках");
	view_textf(v, "fact", "%s: %d. %s.",
	    strcmp(last.state, "unclear") == 0 ? "Неизвестно, дошли ли письма"
					       : "Письма не отправлены",
	    n, last.error[0] != '\0' ? last.error : "День кончился");
	view_textf(v, "todo",
	    "%sПокажите эти слова администратору сервера, а сроки посмотрите "
	    "в дорожной карте.",
	    strcmp(last.state, "waiting") == 0
		? "Попробуем ещё раз сами. Если повторится: "
		: "");
	view_out(v);
	return RC_OK;
}

/* The chosen weekdays as digits; "" none or nonsense. */
static const char *
days_sent(const struct request *rq)
{
	const char *sent[DAYS_SENT_MAX];
	int n = request_fields(rq, "day", sent, DAYS_SENT_MAX);
	unsigned bits = 0;
	struct strbuf b;
	const char *out;

	for (int i = 0; i < n; i++) {
		if (sent[i][0] < '1' || sent[i][0] > '7' || sent[i][1] != '\0')
			return "";
		bits |= BIT(sent[i][0] - '0');
	}
	strbuf_init(&b);
	for (int day = 1; day <= DAYS; day++)
		if ((bits & BIT(day)) != 0)
			strbuf_addc(&b, (char)('0' + day));
	out = arena_strdup(request_arena(rq), b.buf);
	strbuf_free(&b);
	return out;
}

static struct form *
stored(const struct request *rq, const struct digest_rules *r)
{
	struct form *f = form_new(rq, fields, LEN(fields));

	form_set_int(f, "on", r->on);
	form_set_int(f, "lead", r->lead);
	form_set_int(f, "after", r->after);
	form_set_int(f, "hour", r->hour);
	return f;
}

static enum rc
show_me(const struct request *rq, struct view *v, const struct form *typed)
{
	struct form *f = form_new(rq, me_fields, LEN(me_fields));
	struct subscriber me;
	enum rc rc;

	rc = subscribers_by_account(request_store(rq), request_arena(rq),
	    request_session(rq)->account_id, &me);
	if (rc != RC_OK)
		return rc;
	form_set_text(f, "email", me.email);
	form_set_int(f, "digest", me.digest);
	form_show(typed != NULL ? typed : f, v);
	return RC_OK;
}

/* Who gets them and who cannot, for those who set the rules. */
static enum rc
show_people(const struct request *rq, struct view *v)
{
	struct store *st = request_store(rq);
	struct arena *a = request_arena(rq);
	struct subscriber *with, *end;
	struct account *all;
	enum rc rc;
	int n, have;

	if ((rc = accounts_list(st, a, &all, &n)) != RC_OK ||
	    (rc = subscribers_list(st, a, &with, &have)) != RC_OK)
		return rc;
	end = with + have;
	for (int i = 0; i < n; i++) {
		struct subscriber *s = with;

		if (all[i].locked)
			continue;
		while (s < end && s->account_id != all[i].id)
			s++;
		view_row(v, "People");
		view_text(v, "name", all[i].name);
		view_flag(v, "gets", s < end);
		view_out(v);
	}
	return RC_OK;
}

static enum rc
show(const struct request *rq, struct reply *rp, const struct form *rules,
    const struct form *me, enum rc outcome)
{
	struct view *v = reply_view(rp);
	struct digest_rules r;
	struct letter last;
	enum rc rc;
	int n;

	desk_part_page(rq, rp, "settings", "Напоминания о сроках");
	digest_rules(request_store(rq), request_arena(rq), &r);
	form_show(rules != NULL ? rules : stored(rq, &r), v);
	for (int day = 1; day <= DAYS; day++)
		desk_part_choice_id(v, "Days", day, date_weekday_ru(day),
		    rules != NULL ? strchr(days_sent(rq), '0' + day) != NULL
				  : (r.weekdays & BIT(day)) != 0);
	view_flag(v, "Mail.on", letter_configured(request_site(rq)->conf));
	view_flag(v, "Mail.may", desk_part_may(rq, MAY_PLAN | MAY_ADMIN));
	if ((rc = show_me(rq, v, me)) != RC_OK ||
	    (rc = show_people(rq, v)) != RC_OK ||
	    (rc = trouble(rq, &last, &n)) != RC_OK)
		return rc;
	if (n > 0)
		view_text(v, "Mail.error", last.error);
	reply_page(rp, "desk/reminders.cs");
	return outcome;
}

enum rc
desk_reminders(const struct request *rq, struct reply *rp)
{
	return show(rq, rp, NULL, NULL, RC_OK);
}

enum rc
desk_reminders_me(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, me_fields, LEN(me_fields));
	struct actor actor = desk_part_actor(rq);
	const char *why;
	enum rc rc;

	if (!form_ok(f))
		return show(rq, rp, NULL, f, RC_INVALID);
	rc = subscriber_set(request_store(rq), request_arena(rq), &actor,
	    request_session(rq)->account_id, form_text(f, "email"),
	    form_int(f, "digest") != 0, &why);
	if (rc == RC_INVALID) {
		form_error(f, "email", why);
		return show(rq, rp, NULL, f, rc);
	}
	if (rc != RC_OK)
		return rc;
	desk_part_wake(rq);
	rc = session_notice(
	    rq, 0, "Ваш адрес и желание получать письма сохранены.");
	reply_redirect(rp, "/desk/reminders");
	return rc;
}

static enum rc
set_one(const struct request *rq, const struct actor *actor, const char *leaf,
    const char *value)
{
	struct arena *a = request_arena(rq);
	const char *name = arena_printf(a, "digest.%s", leaf);
	struct store *st = request_store(rq);
	enum rc rc;

	if (strcmp(site_setting(st, a, name), value) == 0)
		return RC_OK;
	if ((rc = site_set(st, name, value)) != RC_OK)
		return rc;
	return journal_add(st, actor, "setting_set", "setting", 0, name);
}

enum rc
desk_reminders_save(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, fields, LEN(fields));
	struct actor actor = desk_part_actor(rq);
	struct arena *a = request_arena(rq);
	const char *days = days_sent(rq);
	enum rc rc;

	if (days[0] == '\0')
		form_error(f, "on", "Выберите хотя бы один день недели");
	if (!form_ok(f))
		return show(rq, rp, f, NULL, RC_INVALID);
	if ((rc = store_begin(request_store(rq))) != RC_OK)
		return rc;
	for (size_t i = 0; rc == RC_OK && i < LEN(fields); i++)
		rc = set_one(rq, &actor, fields[i].name,
		    arena_printf(a, "%d", (int)form_int(f, fields[i].name)));
	if (rc == RC_OK)
		rc = set_one(rq, &actor, "weekdays", days);
	if (rc != RC_OK) {
		store_rollback(request_store(rq));
		return rc;
	}
	if ((rc = store_commit(request_store(rq))) != RC_OK)
		return rc;
	desk_part_wake(rq);
	rc = session_notice(rq, 0, "Правила писем сохранены.");
	reply_redirect(rp, "/desk/reminders");
	return rc;
}
