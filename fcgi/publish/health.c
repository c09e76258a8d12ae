/* Keys: what each can do, in rights and in words; daily, at start, and as
 * soon as one is pasted (contract 6.4). */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/log.h"
#include "publish/channels.h"
#include "publish/credentials.h"
#include "publish/health.h"
#include "publish/job.h"
#include "publish/publications.h"
#include "store/db.h"
#include "vk/wall.h"

enum {
	/* A network that is down, a VK that stumbles: look again soon. */
	AGAIN_S = 300,
	ADMIN_EDITOR = 2 /* groups.getById: 1 moderator, 2 editor, 3 admin */
};

static const struct {
	int64_t bit;
	const char *word;
} rights[] = {
	{ GROUPS_WALL, CREDENTIAL_WALL },
	{ GROUPS_PHOTOS, CREDENTIAL_PHOTOS },
	{ GROUPS_DOCS, CREDENTIAL_DOCS },
	{ GROUPS_MANAGE, CREDENTIAL_MANAGE },
};

char *
health_words(struct arena *a, int64_t mask)
{
	char *words = arena_strdup(a, "");

	for (size_t i = 0; i < LEN(rights); i++)
		if ((mask & rights[i].bit) != 0)
			words = arena_printf(a, "%s%s%s", words,
			    words[0] == '\0' ? "" : ", ", rights[i].word);
	return words;
}

static enum rc
settle(
    struct job *j, struct site *s, enum credential_state state, const char *can)
{
	struct credential *key = &j->key;
	bool healed = state == CREDENTIAL_GOOD || state == CREDENTIAL_WEAK;
	int64_t now = clock_now();
	int n = 0;
	enum rc rc;

	key->state = state;
	key->can = can;
	key->checked_at = now;
	key->retry_at = 0;
	key->check_at = now + conf_int(s->conf, "vk.key_check_s");
	pass_point(j->pass, "before-key-check");
	if ((rc = store_begin(s->store)) != RC_OK)
		return rc;
	if (healed && key->slot == 'K') {
		rc = channels_set_group(s->store, j->channel.id,
		    j->channel.group_id, j->channel.screen_name,
		    j->channel.title, j->channel.skew_s, now);
		if (rc != RC_OK)
			goto undo;
		/* The others were looked at without knowing whose wall. */
		if (j->new_group && (rc = credentials_set_check(s->store,
					 j->channel.id, now)) != RC_OK)
			goto undo;
	}
	if ((rc = credentials_set(s->store, key)) != RC_OK)
		goto undo;
	if (healed &&
	    (rc = publications_wake(s->store, j->channel.id, now, &n)) != RC_OK)
		goto undo;
	if ((rc = store_commit(s->store)) != RC_OK)
		return rc;
	log_info("publisher: %s: key %c is %s, %d publications go on",
	    j->watch->name, key->slot, credential_states[state].name, n);
	pass_point(j->pass, "after-key-check");
	return RC_OK;
undo:
	store_rollback(s->store);
	return rc;
}

static enum rc
good(struct job *j, struct site *s, const char *missing, const char *can)
{
	j->key.error_code = j->key.error_subcode = 0;
	j->key.error_text = missing;
	return settle(
	    j, s, missing[0] == '\0' ? CREDENTIAL_GOOD : CREDENTIAL_WEAK, can);
}

static enum rc
dead(struct job *j, struct site *s, const char *text)
{
	j->key.error_code = j->answer.code;
	j->key.error_subcode = j->answer.subcode;
	j->key.error_text = text;
	return settle(j, s, CREDENTIAL_DEAD, "Не работает");
}

/* No word about the key itself: what was known of it stands. */
static enum rc
unclear(struct job *j, struct site *s)
{
	struct credential *key = &j->key;
	int64_t every = conf_int(s->conf, "vk.key_check_s");
	int64_t wait = AGAIN_S < every ? AGAIN_S : every;
	enum rc rc;

	key->error_code = j->answer.code;
	key->error_subcode = j->answer.subcode;
	key->error_text = j->answer.text;
	key->check_at = clock_now() + wait;
	if (j->answer.verdict.class == ERROR_CAPTCHA) {
		key->state = CREDENTIAL_CAPTCHA;
		key->retry_at =
		    clock_now() + conf_int(s->conf, "vk.captcha_wait_s");
		key->check_at = key->retry_at;
	} else if (j->answer.verdict.whole_key) {
		key->state = CREDENTIAL_FROZEN;
		key->retry_at = clock_now() + conf_int(s->conf, "vk.backoff_s");
		key->check_at = key->retry_at;
	}
	rc = credentials_set(s->store, key);
	return rc;
}

/* false: the check goes on; true: *rc is its end. */
static bool
failed(struct job *j, struct site *s, enum rc *rc)
{
	switch (j->answer.verdict.class) {
	case ERROR_NONE:
		return false;
	case ERROR_TOKEN:
		*rc = dead(j, s, j->answer.text);
		return true;
	case ERROR_FIX:
		/* 27 on another slot's method, 8, 100: a key of another kind
		 * in this slot. */
		*rc = dead(j, s, j->answer.text);
		return true;
	default:
		*rc = unclear(j, s);
		return true;
	}
}

static enum rc
community_clock(struct job *j, struct site *s)
{
	enum rc rc;

	if (failed(j, s, &rc))
		return rc;
	j->channel.skew_s =
	    (int)(json_integer_value(j->answer.response) - clock_now());
	j->key.permissions = health_words(j->arena, j->mask);
	if ((j->mask & GROUPS_WALL) == 0)
		return good(j, s,
		    "У ключа нет права «стена»: создайте ключ с этим правом",
		    "Не может публиковать: нет права «стена».");
	return good(j, s, "",
	    "Публикует тексты со ссылкой. Снимки прикрепить и стену прочитать "
	    "этим ключом нельзя.");
}

static enum rc
community_group(struct job *j, struct site *s)
{
	enum rc rc;

	if (failed(j, s, &rc))
		return rc;
	if (groups_read(j->arena, j->answer.response, &j->group) != RC_OK)
		return unclear(j, s);
	if (j->group.deactivated)
		return dead(j, s, "Сообщество заблокировано или удалено");
	if (j->channel.group_id != 0 && j->channel.group_id != j->group.id) {
		rc = publications_any_sent(s->store, j->channel.id);
		if (rc == RC_OK)
			return dead(j, s,
			    "Это ключ другого сообщества. Для этой площадки "
			    "нужен ключ прежнего");
		if (rc != RC_NOT_FOUND)
			return rc;
	}
	j->new_group = j->channel.group_id != j->group.id;
	j->channel.group_id = j->group.id;
	j->channel.screen_name = j->group.screen_name;
	j->channel.title = j->group.name;
	job_call(j, s, "utils.getServerTime", groups_plain_body(j->arena),
	    false, community_clock);
	return RC_OK;
}

static enum rc
community_rights(struct job *j, struct site *s)
{
	enum rc rc;

	if (failed(j, s, &rc))
		return rc;
	j->mask = groups_mask_read(j->answer.response);
	job_call(j, s, "groups.getById", groups_by_id_body(j->arena, 0), false,
	    community_group);
	return RC_OK;
}

static enum rc
user_role(struct job *j, struct site *s)
{
	bool wall = (j->mask & GROUPS_WALL) != 0;
	bool photos = (j->mask & GROUPS_PHOTOS) != 0;
	enum rc rc;

	if (failed(j, s, &rc))
		return rc;
	if (groups_read(j->arena, j->answer.response, &j->group) != RC_OK)
		return unclear(j, s);
	j->key.permissions = health_words(j->arena, j->mask);
	if (j->group.admin_level < ADMIN_EDITOR)
		return dead(j, s,
		    "Владелец ключа не редактор и не администратор сообщества");
	if (wall && photos)
		return good(j, s, "",
		    "Прикрепляет снимки, видит стену, исправляет и удаляет "
		    "записи.");
	if (!wall && !photos)
		return good(j, s, "У ключа нет прав «стена» и «фотографии»",
		    "Не может ни прикреплять снимки, ни видеть стену.");
	return good(j, s,
	    wall ? "У ключа нет права «фотографии»"
		 : "У ключа нет права «стена»",
	    wall ? "Видит стену, исправляет записи. Снимки прикрепить не может."
		 : "Прикрепляет снимки. Стену не видит, записи не исправляет.");
}

static enum rc
user_known(struct job *j, struct site *s)
{
	enum rc rc;

	if (failed(j, s, &rc))
		return rc;
	if (groups_user_read(j->answer.response) == 0)
		return dead(j, s, "Это не ключ человека");
	/* Without a community there is no role to ask about yet: the
	 * community key's check asks for this one again. */
	if (j->channel.group_id == 0) {
		j->key.permissions = health_words(j->arena, j->mask);
		return good(j, s, "Сообщество ещё не подключено",
		    "Проверится, когда будет ключ сообщества.");
	}
	job_call(j, s, "groups.getById",
	    groups_by_id_body(j->arena, j->channel.group_id), false, user_role);
	return RC_OK;
}

static enum rc
user_rights(struct job *j, struct site *s)
{
	enum rc rc;

	if (failed(j, s, &rc))
		return rc;
	j->mask = json_integer_value(j->answer.response);
	job_call(
	    j, s, "users.get", groups_plain_body(j->arena), false, user_known);
	return RC_OK;
}

static enum rc
service_read(struct job *j, struct site *s)
{
	enum rc rc;

	if (failed(j, s, &rc))
		return rc;
	if (j->channel.group_id == 0)
		return good(j, s, "Сообщество ещё не подключено",
		    "Проверится, когда будет ключ сообщества.");
	j->key.permissions = CREDENTIAL_READ;
	return good(j, s, "",
	    "Только читает: подтверждает, что запись вышла. Очередь не видит.");
}

enum rc
health_enter(struct job *j, struct site *s)
{
	enum rc rc;

	rc = credentials_due(s->store, j->arena, clock_now(), &j->key);
	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	rc = channels_by_id(s->store, j->arena, j->key.channel_id, &j->channel);
	if (rc != RC_OK)
		return rc;
	switch (j->key.slot) {
	case 'K':
		job_call(j, s, "groups.getTokenPermissions",
		    groups_plain_body(j->arena), false, community_rights);
		break;
	case 'U':
		job_call(j, s, "account.getAppPermissions",
		    groups_plain_body(j->arena), false, user_rights);
		break;
	default:
		if (j->channel.group_id != 0)
			job_call(j, s, "wall.get",
			    wall_get_body(j->arena, j->channel.group_id, 0, 1),
			    false, service_read);
		else
			job_call(j, s, "utils.getServerTime",
			    groups_plain_body(j->arena), false, service_read);
	}
	return RC_OK;
}
