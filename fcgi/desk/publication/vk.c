#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/date.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "publish/channel.h"
#include "publish/publications.h"
#include "store/site.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

enum {
	KEY_MAX = 1000, /* bytes; VK's longest keys are near 300 */
	WAIT_S = 30,	/* so long the page looks for the answer by itself */
	REFRESH_S = 2,
	TITLE_MAX = 120,
	RHYTHM_MAX = 60 /* days */
};

static const char *const slots[] = { "K", "U", "S", NULL };

/* What each slot is for, in the order of the page. */
static const struct {
	char slot;
	const char *id, *title, *about;
} slot_words[] = {
	{ 'K', "k", "Ключ сообщества",
	    "Публикует тексты со ссылкой. Без него раздел выходит только на "
	    "сайте." },
	{ 'U', "u", "Ключ администратора",
	    "Прикрепляет снимки, исправляет и удаляет записи, надёжнее всех "
	    "видит стену." },
	{ 'S', "s", "Сервисный ключ",
	    "Только читает. Подтверждает, что запись вышла, когда ВКонтакте "
	    "не ответил." },
};

static const struct field key_fields[] = {
	{ "slot", "Ключ", FIELD_CHOICE, 0, 0, FIELD_REQUIRED, slots },
	{ "key", "Новый ключ", FIELD_SECRET, 1, KEY_MAX, FIELD_REQUIRED, NULL },
};
static const struct field set_fields[] = {
	{ "title", "Название", FIELD_LINE, 1, TITLE_MAX, FIELD_REQUIRED, NULL },
	{ "rhythm", "Не реже, чем раз в", FIELD_INT, 1, RHYTHM_MAX,
	    FIELD_REQUIRED, NULL },
	{ "enabled", "Публиковать", FIELD_FLAG, 0, 0, 0, NULL },
};

/* A refused paste: in which slot, and why. */
struct refusal {
	const char *slot, *why;
};

/* Has the publisher still not said what this key can? */
static bool
is_waiting(const struct request *rq, const struct credential *k)
{
	int64_t since;

	if (k->state == CREDENTIAL_NEW)
		return true;
	return text_int(request_query(rq, "since"), 1, INT64_MAX, &since) &&
	       k->checked_at < since;
}

static int64_t
waiting_since(const struct request *rq, const struct credential *k)
{
	int64_t since;

	if (k->state != CREDENTIAL_NEW &&
	    text_int(request_query(rq, "since"), 1, INT64_MAX, &since))
		return since;
	return k->created_at;
}

static void
show_key(const struct request *rq, struct view *v, const struct credential *k)
{
	int64_t now = request_now(rq);

	view_text(v, "css", credential_states[k->state].css);
	view_text(v, "label", credential_states[k->state].label);
	view_text(v, "tail", k->tail);
	view_text(v, "permissions", k->permissions);
	view_text(v, "can", k->can);
	view_text(v, "error", k->error_text);
	view_int(v, "code", k->error_code);
	view_time(v, "checked", k->checked_at, now);
	view_time(v, "retry", k->retry_at > now ? k->retry_at : 0, now);
	view_flag(v, "good", k->state == CREDENTIAL_GOOD);
	view_flag(v, "sick",
	    k->state != CREDENTIAL_GOOD && k->state != CREDENTIAL_NEW);
	if (!is_waiting(rq, k))
		return;
	if (now - waiting_since(rq, k) < WAIT_S) {
		view_flag(v, "waiting", true);
	} else {
		view_flag(v, "silent", true);
	}
}

/* Every slot, with its key if there is one; sets Page.refresh while the
 * publisher's answer is awaited. */
static void
show_slots(const struct request *rq, struct view *v,
    const struct credential *keys, int n, const struct refusal *refusal)
{
	bool wait = false;

	for (size_t i = 0; i < LEN(slot_words); i++) {
		view_row(v, "Slots");
		view_textf(v, "slot", "%c", slot_words[i].slot);
		view_text(v, "id", slot_words[i].id);
		view_text(v, "title", slot_words[i].title);
		view_text(v, "about", slot_words[i].about);
		if (refusal != NULL && refusal->slot[0] == slot_words[i].slot)
			view_text(v, "refused", refusal->why);
		for (int j = 0; j < n; j++)
			if (keys[j].slot == slot_words[i].slot) {
				view_flag(v, "set", true);
				show_key(rq, v, &keys[j]);
				wait |= is_waiting(rq, &keys[j]) &&
					request_now(rq) -
						waiting_since(rq, &keys[j]) <
					    WAIT_S;
			}
		view_out(v);
	}
	if (wait && refusal == NULL)
		view_int(v, "Page.refresh", REFRESH_S);
}

static enum rc
show_channel(const struct request *rq, struct view *v, const struct channel *ch)
{
	struct channel_abilities can;
	struct arena *a = request_arena(rq);
	enum rc rc = channel_can(request_store(rq), a, ch->id, &can);

	if (rc != RC_OK)
		return rc;
	view_in(v, "Channel");
	view_int(v, "id", ch->id);
	view_text(v, "title", ch->title);
	view_flag(v, "known", ch->group_id != 0);
	view_url(v, "url",
	    arena_printf(a, "%spublic%lld",
		conf_text(request_site(rq)->conf, "vk.web_base"),
		(long long)ch->group_id));
	view_flag(v, "enabled", ch->enabled);
	view_int(v, "rhythm", ch->rhythm_days);
	view_time(v, "checked", ch->checked_at, request_now(rq));
	if (ch->skew_known)
		view_textf(v, "skew", "%d с",
		    ch->skew_s < 0 ? -ch->skew_s : ch->skew_s);
	view_flag(v, "text", can.text);
	view_flag(v, "photos", can.photos);
	view_flag(v, "read", can.read);
	view_flag(v, "change", can.change);
	view_out(v);
	return RC_OK;
}

static enum rc
show(const struct request *rq, struct reply *rp, const struct refusal *refusal,
    const struct form *f, enum rc outcome)
{
	struct view *v = reply_view(rp);
	struct credential *keys = NULL;
	struct channel *list;
	int n, keys_n = 0;
	enum rc rc;

	desk_part_page(rq, rp, "vk", "Сообщество ВКонтакте");
	if (f != NULL)
		form_show(f, v);
	rc = channels_list(request_store(rq), request_arena(rq), &list, &n);
	if (rc != RC_OK)
		return rc;
	if (n > 0 &&
	    ((rc = show_channel(rq, v, &list[0])) != RC_OK ||
		(rc = credentials_list(request_store(rq), request_arena(rq),
		     list[0].id, &keys, &keys_n)) != RC_OK))
		return rc;
	show_slots(rq, v, keys, keys_n, refusal);
	view_int(v, "Keys_n", keys_n);
	reply_page(rp, "desk/vk.cs");
	return outcome;
}

enum rc
desk_vk(const struct request *rq, struct reply *rp)
{
	return show(rq, rp, NULL, NULL, RC_OK);
}

enum rc
desk_vk_key(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, key_fields, LEN(key_fields));
	struct refusal refusal = { form_text(f, "slot"),
		"Вставьте ключ целиком." };
	struct actor actor = desk_part_actor(rq);
	struct channel ch;
	enum rc rc;

	if (!form_ok(f))
		return show(rq, rp, &refusal, NULL, RC_INVALID);
	rc = channel_vk(
	    request_store(rq), request_arena(rq), &actor, request_now(rq), &ch);
	if (rc != RC_OK)
		return rc;
	refusal.why = NULL;
	rc = credential_set(request_store(rq), request_arena(rq), &actor,
	    request_state(rq), ch.id, refusal.slot[0], form_text(f, "key"),
	    request_now(rq), &refusal.why);
	if (rc == RC_INVALID || rc == RC_NOT_FOUND) {
		if (refusal.why == NULL)
			refusal.why =
			    rc == RC_NOT_FOUND
				? "Публикатор ещё ни разу не запускался, хранить "
				  "ключ негде. Скажите администратору сервера."
				: "Это не похоже на ключ ВКонтакте.";
		return show(rq, rp, &refusal, NULL, RC_INVALID);
	}
	if (rc != RC_OK)
		return rc;
	desk_part_wake(rq);
	reply_redirect(rp, "/desk/vk");
	return RC_OK;
}

/* The one channel there is. */
static enum rc
find(const struct request *rq, struct channel *ch)
{
	struct channel *list;
	int n;
	enum rc rc =
	    channels_list(request_store(rq), request_arena(rq), &list, &n);

	if (rc == RC_OK && n == 0)
		return RC_NOT_FOUND;
	if (rc == RC_OK)
		*ch = list[0];
	return rc;
}

enum rc
desk_vk_remove(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, key_fields, 1);
	struct actor actor = desk_part_actor(rq);
	struct channel ch;
	enum rc rc;

	if (!form_ok(f))
		return RC_INVALID;
	if ((rc = find(rq, &ch)) != RC_OK ||
	    (rc = credential_remove(request_store(rq), &actor, ch.id,
		 form_text(f, "slot")[0])) != RC_OK)
		return rc;
	desk_part_wake(rq);
	rc = session_notice(rq, 0, "Ключ удалён.");
	reply_redirect(rp, "/desk/vk");
	return rc;
}

enum rc
desk_vk_recheck(const struct request *rq, struct reply *rp)
{
	struct actor actor = desk_part_actor(rq);
	struct channel ch;
	enum rc rc;

	if ((rc = find(rq, &ch)) != RC_OK ||
	    (rc = credential_recheck(
		 request_store(rq), &actor, ch.id, request_now(rq))) != RC_OK)
		return rc;
	desk_part_wake(rq);
	reply_redirect(rp, "/desk/vk?since=%lld", (long long)request_now(rq));
	return RC_OK;
}

enum rc
desk_vk_save(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, set_fields, LEN(set_fields));
	struct actor actor = desk_part_actor(rq);
	struct channel ch;
	enum rc rc;

	if (!form_ok(f))
		return show(rq, rp, NULL, f, RC_INVALID);
	if ((rc = find(rq, &ch)) != RC_OK ||
	    (rc = channel_set(request_store(rq), &actor, ch.id,
		 form_text(f, "title"), (int)form_int(f, "rhythm"),
		 form_int(f, "enabled") != 0)) != RC_OK)
		return rc;
	desk_part_wake(rq);
	rc = session_notice(rq, 0, "Сохранено.");
	reply_redirect(rp, "/desk/vk");
	return rc;
}
