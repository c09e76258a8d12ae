#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "people/journal.h"
#include "people/role.h"
#include "publish/channel.h"
#include "publish/post_url.h"
#include "publish/publications.h"
#include "store/db.h"

#define WAITS                                                                  \
	(BIT(PUB_WAIT_PACE) | BIT(PUB_WAIT_BACKOFF) | BIT(PUB_WAIT_TOKEN) |    \
	    BIT(PUB_WAIT_CAPTCHA))
#define UNSENT                                                                 \
	(BIT(PUB_DUE) | BIT(PUB_MEDIA) | BIT(PUB_READY) | WAITS |              \
	    BIT(PUB_REJECTED) | BIT(PUB_MEDIA_PARTIAL) | BIT(PUB_MISSED))

const struct pub_decision_info pub_decisions[PUB_DECISION__COUNT] = {
	[PUB_IT_IS_THERE] = { "there", "Запись есть",
	    BIT(PUB_UNKNOWN) | BIT(PUB_PERSON) | BIT(PUB_MISMATCH) },
	[PUB_NOT_THERE_RESEND] = { "resend", "Записи нет, отправить",
	    BIT(PUB_UNKNOWN) | BIT(PUB_PERSON) },
	[PUB_POSTED_BY_HAND] = { "by-hand", "Уже выложили сами",
	    UNSENT | BIT(PUB_UNKNOWN) | BIT(PUB_PERSON) },
	[PUB_CHECK_WALL] = { "check", "Проверить стену",
	    BIT(PUB_UNKNOWN) | BIT(PUB_PERSON) },
	[PUB_RETRY] = { "retry", "Отправить снова",
	    WAITS | BIT(PUB_REJECTED) | BIT(PUB_MISSED) },
	[PUB_WITHOUT_PHOTOS] = { "without-photos", "Отправить без снимков",
	    BIT(PUB_MEDIA_PARTIAL) },
	[PUB_WAIT_PHOTOS] = { "wait-photos", "Ждать снимков",
	    BIT(PUB_MEDIA_PARTIAL) },
	[PUB_SKIP] = { "skip", "Не отправлять", UNSENT },
};

/* Everything that the last try left behind. */
static void
forget_error(struct publication *p)
{
	p->error_class = p->error_text = "";
	p->error_code = p->error_subcode = 0;
	p->wait_tries = 0;
}

void
publication_renew(struct publication *p, int64_t due_at, int64_t act_at)
{
	forget_error(p);
	p->due_at = due_at;
	p->act_at = act_at;
	p->body = NULL;
	p->body_sha256 = "";
	p->upload_tries = 0;
	p->lease_owner = "";
	p->lease_until = 0;
}

/* Reads the pasted address into p; an empty one leaves p as it is. */
static enum rc
take_url(struct store *st, struct arena *a, struct publication *p,
    const char *url, const char **why)
{
	struct channel c;
	struct post_url u;
	enum rc rc;

	if ((rc = channels_by_id(st, a, p->channel_id, &c)) != RC_OK)
		return rc;
	if (!post_url_parse(a, url, &u)) {
		*why = "Это не адрес записи. Откройте запись ВКонтакте, "
		       "скопируйте адрес из строки браузера, он похож на "
		       "https://vk.com/wall-1_2";
		return RC_INVALID;
	}
	if (c.group_id != 0 && u.group_id != c.group_id) {
		*why = "Это запись другого сообщества. Вставьте адрес записи "
		       "своего сообщества";
		return RC_INVALID;
	}
	p->vk_post_id = u.post_id;
	p->url = u.url;
	return RC_OK;
}

static enum rc
decide_retry(struct store *st, struct arena *a, struct publication *p,
    int64_t at, int64_t now, const char **why)
{
	struct publication other;
	enum rc rc;

	at -= at % 60;
	if (at < now - now % 60) {
		*why = "Это время уже прошло. Выберите время не раньше "
		       "нынешней минуты";
		return RC_INVALID;
	}
	rc = publications_at_minute(st, a, p->channel_id, at, &other);
	if (rc == RC_OK && other.id != p->id) {
		*why = arena_printf(a,
		    "На %s уже назначен материал «%s». Выберите другую минуту",
		    date_ru_near(a, at, now), other.story_title);
		return RC_INVALID;
	}
	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	publication_renew(p, at, now);
	return RC_OK;
}

/* What the decision makes of p; *to is the state it leads to. */
static enum rc
decide_apply(struct store *st, struct arena *a, struct publication *p,
    enum pub_decision d, const char *url, int64_t at, int64_t now,
    enum pub_state *to, const char **why)
{
	p->act_at = now;
	switch (d) {
	case PUB_IT_IS_THERE:
		*to = PUB_POSTED;
		/* Seen and accepted as it is: not read again. */
		if (p->state == PUB_MISMATCH)
			p->act_at = 0;
		if (p->state == PUB_MISMATCH && url[0] == '\0')
			return RC_OK;
		return take_url(st, a, p, url, why);
	case PUB_NOT_THERE_RESEND:
		*to = PUB_READY;
		if (strcmp(p->change, "delete") == 0) {
			*why = "Материал снят с публикации, отправлять его "
			       "нельзя";
			return RC_DENIED;
		}
		forget_error(p);
		p->resends++;
		p->reads = 0;
		return RC_OK;
	case PUB_POSTED_BY_HAND:
		*to = PUB_BY_HAND;
		p->act_at = p->change[0] == '\0' ? 0 : now;
		return url[0] == '\0' ? RC_OK : take_url(st, a, p, url, why);
	case PUB_CHECK_WALL:
		*to = PUB_UNKNOWN;
		return RC_OK;
	case PUB_RETRY:
		*to = PUB_DUE;
		return decide_retry(st, a, p, at == 0 ? now : at, now, why);
	case PUB_WITHOUT_PHOTOS:
		*to = PUB_DUE;
		p->without_photos = true;
		p->attachments = "";
		p->uploads_done = 0;
		forget_error(p);
		return RC_OK;
	case PUB_WAIT_PHOTOS:
		/* Goes on by itself as soon as a key can carry photos. */
		*to = PUB_WAIT_TOKEN;
		p->upload_tries = 0;
		p->wait_tries = 0;
		return RC_OK;
	case PUB_SKIP:
		*to = PUB_CANCELLED;
		p->act_at = 0;
		return RC_OK;
	case PUB_DECISION__COUNT:
		break;
	}
	return RC_FAIL;
}

static enum rc
decide_within(struct store *st, struct arena *a, const struct actor *actor,
    struct publication *p, enum pub_decision d, const char *url, int64_t at,
    const char *reason, int64_t now, const char **why)
{
	enum pub_state to;
	enum rc rc;

	if ((pub_decisions[d].from & BIT(p->state)) == 0) {
		*why = arena_printf(a,
		    "Сейчас публикация в состоянии «%s», это решение к нему "
		    "не подходит. Обновите страницу",
		    pub_states[p->state].label);
		return RC_DENIED;
	}
	if ((rc = decide_apply(st, a, p, d, url, at, now, &to, why)) != RC_OK)
		return rc;
	p->decided_by = actor->account_id;
	p->decided_at = now;
	p->lease_owner = "";
	p->lease_until = 0;
	if ((rc = publications_move(st, p, to, NULL, now)) != RC_OK)
		return rc;
	if ((to == PUB_POSTED || to == PUB_BY_HAND) && p->vk_post_id != 0) {
		struct proof proof = { .at = now,
			.kind = "person",
			.vk_post_id = p->vk_post_id,
			.url = p->url };

		rc = proofs_insert(st, p->id, actor->account_id, &proof);
		if (rc != RC_OK)
			return rc;
	}
	return journal_add(st, actor, pub_decisions[d].name, "publication",
	    p->id, reason[0] != '\0' ? reason : url);
}

enum rc
publication_decide(struct store *st, struct arena *a, const struct actor *actor,
    int64_t id, int64_t version, enum pub_decision d, const char *url,
    int64_t at, const char *reason, int64_t now, const char **why)
{
	struct publication p;
	enum rc rc;

	*why = "";
	url = url == NULL ? "" : url;
	reason = reason == NULL ? "" : reason;
	if (d == PUB_SKIP && reason[0] == '\0') {
		*why = "Напишите, почему материал не будет отправлен";
		return RC_INVALID;
	}
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	rc = publications_by_id(st, a, id, &p);
	if (rc == RC_OK && p.version != version) {
		*why = "Пока страница была открыта, состояние публикации "
		       "изменилось. Посмотрите и решите ещё раз";
		rc = RC_CONFLICT;
	}
	if (rc == RC_OK)
		rc = decide_within(
		    st, a, actor, &p, d, url, at, reason, now, why);
	return store_end(st, rc);
}
