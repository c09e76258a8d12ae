#include "desk/publication/attention.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/roadmap/reminders.h"
#include "desk/roadmap/roadmap_press.h"
#include "desk/topic/topic_fresh.h"
#include "mediaplan/stories.h"
#include "publish/channel.h"
#include "publish/publications.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

enum {
	CASES_MAX = 100, /* more than that nobody sorts out on one page */
	COUNT_CAP = 100
};

/* A state of a publication that waits for a person, in words. */
static const struct words {
	enum pub_state state;
	const char *fact, *todo;
} words[] = {
	{ PUB_PERSON,
	    "Мы отправили запись, но ВКонтакте не ответил, и на стене мы её "
	    "не нашли. Она могла выйти, а могла и нет. Сами повторно не "
	    "отправим, чтобы не было двух одинаковых.",
	    "Откройте стену сообщества и поищите запись. Потом выберите, "
	    "что увидели." },
	{ PUB_UNKNOWN,
	    "Мы отправили запись, но ВКонтакте не ответил. Она могла выйти, "
	    "а могла и нет. Программа читает стену, чтобы узнать.",
	    "Можно подождать несколько минут или посмотреть стену самим." },
	{ PUB_REJECTED, "ВКонтакте не принял запись. На сайте материал вышел.",
	    "Исправьте текст для ВКонтакте и отправьте снова или откажитесь "
	    "от этой площадки." },
	{ PUB_MISMATCH,
	    "Запись вышла, но на стене она не такая, какой мы её отправили.",
	    "Откройте запись и сравните с материалом. Если всё в порядке, "
	    "подтвердите её адрес." },
	{ PUB_MEDIA_PARTIAL,
	    "Снимки не удалось загрузить во ВКонтакте. На сайте материал "
	    "вышел со снимками.",
	    "Решите: попробовать снимки ещё раз, отправить без них или "
	    "выложить руками." },
	{ PUB_MISSED,
	    "Минута выхода прошла, а запись не отправлена. С опозданием "
	    "сами не отправляем.",
	    "Назначьте новое время или откажитесь от этой записи." },
};

static const struct words other = { PUB__COUNT,
	"Публикация ждёт решения человека.", "Откройте её и решите." };

/* What waits for a key is told once, by the banner of the key. */
static const unsigned key_waits = BIT(PUB_WAIT_TOKEN) | BIT(PUB_WAIT_CAPTCHA);

static unsigned
person_states(void)
{
	unsigned bits = 0;

	for (int i = 0; i < PUB__COUNT; i++)
		if (pub_states[i].needs_person)
			bits |= BIT(i);
	return bits & ~key_waits;
}

static const struct words *
words_of(enum pub_state state)
{
	for (size_t i = 0; i < LEN(words); i++)
		if (words[i].state == state)
			return &words[i];
	return &other;
}

/* Dead keys and what else a person must heal: one banner for each. */
static enum rc
sick_keys(const struct request *rq, struct credential **out, int *n)
{
	struct store *st = request_store(rq);
	struct arena *a = request_arena(rq);
	struct credential *list;
	struct channel *ch;
	int chs, m;
	enum rc rc;

	*n = 0;
	*out = NULL;
	if ((rc = channels_list(st, a, &ch, &chs)) != RC_OK)
		return rc;
	for (int i = 0; i < chs; i++) {
		rc = credentials_list(st, a, ch[i].id, &list, &m);
		if (rc != RC_OK)
			return rc;
		for (int j = 0; j < m; j++) {
			if (list[j].state != CREDENTIAL_DEAD &&
			    list[j].state != CREDENTIAL_CAPTCHA)
				continue;
			*out = arena_grow(a, *out, sizeof(**out) * (size_t)*n,
			    sizeof(**out) * (size_t)(*n + 1));
			(*out)[(*n)++] = list[j];
		}
	}
	return RC_OK;
}

enum rc
desk_attention_count(const struct request *rq, int *n)
{
	struct store *st = request_store(rq);
	struct arena *a = request_arena(rq);
	struct credential *keys;
	struct chore *chores;
	int part = 0;
	enum rc rc;

	*n = 0;
	rc = publications_count(st, person_states(), COUNT_CAP, &part);
	if (rc != RC_OK)
		return rc;
	*n += part;
	rc = stories_count(
	    st, BIT(STORY_MISSED), request_now(rq), COUNT_CAP, &part);
	if (rc != RC_OK)
		return rc;
	*n += part;
	if ((rc = chores_open(st, a, &chores, &part)) != RC_OK)
		return rc;
	*n += part;
	if ((rc = sick_keys(rq, &keys, &part)) != RC_OK)
		return rc;
	*n += part;
	if ((rc = desk_topic_fresh_stale(rq, &part)) != RC_OK)
		return rc;
	/* However many, they are one case. */
	*n += part > 0;
	if ((rc = desk_reminders_count(rq, &part)) != RC_OK)
		return rc;
	*n += part;
	if ((rc = desk_roadmap_press_count(rq, &part)) != RC_OK)
		return rc;
	*n += part;
	return RC_OK;
}

static const char *
key_name(char slot)
{
	return slot == 'K'   ? "Ключ сообщества"
	       : slot == 'U' ? "Ключ администратора"
			     : "Сервисный ключ";
}

static void
show_key(const struct request *rq, struct view *v, const struct credential *k)
{
	int n = 0;

	view_row(v, "Keys");
	view_text(v, "name", key_name(k->slot));
	if (publications_count(request_store(rq), key_waits, COUNT_CAP, &n) ==
		RC_OK &&
	    n > 0)
		view_textf(v, "waiting", "%s %s", desk_part_count(rq, n),
		    text_plural(n, "материал", "материала", "материалов"));
	view_text(v, "css", credential_states[k->state].css);
	view_text(v, "label", credential_states[k->state].label);
	view_text(v, "error", k->error_text);
	view_int(v, "code", k->error_code);
	view_flag(v, "captcha", k->state == CREDENTIAL_CAPTCHA);
	view_time(v, "retry", k->retry_at, request_now(rq));
	view_out(v);
}

/* Flags for the buttons: which decisions this state allows. */
enum rc
desk_attention_decisions(
    const struct request *rq, struct view *v, const struct publication *p)
{
	struct channel_abilities can = { 0 };
	enum rc rc = channel_can(
	    request_store(rq), request_arena(rq), p->channel_id, &can);

	for (int i = 0; i < PUB_DECISION__COUNT; i++)
		if ((pub_decisions[i].from & BIT(p->state)) &&
		    (i != PUB_CHECK_WALL || can.read)) {
			view_row(v, "Decisions");
			view_text(v, "name", pub_decisions[i].name);
			view_text(v, "label", pub_decisions[i].label);
			view_flag(v, "url",
			    i == PUB_IT_IS_THERE || i == PUB_POSTED_BY_HAND);
			view_flag(v, "at", i == PUB_RETRY);
			view_flag(v, "reason", i == PUB_SKIP);
			view_flag(v, "there", i == PUB_IT_IS_THERE);
			view_flag(v, "resend", i == PUB_NOT_THERE_RESEND);
			view_flag(v, "check", i == PUB_CHECK_WALL);
			view_out(v);
		}
	return rc;
}

static const char *
technical(const struct request *rq, const struct publication *p)
{
	struct arena *a = request_arena(rq);

	return arena_printf(a,
	    "Публикация %lld, попыток %d, чтений стены %d. Класс: %s. Код "
	    "%d/%d. %s",
	    (long long)p->id, p->attempts, p->reads,
	    p->error_class[0] != '\0' ? p->error_class : "нет", p->error_code,
	    p->error_subcode, p->error_text);
}

void
desk_attention_words(struct view *v, const struct publication *p)
{
	const struct words *w = words_of(p->state);

	if (!pub_states[p->state].needs_person && w == &other)
		return;
	view_text(v, "fact", w->fact);
	view_text(v, "todo", w->todo);
}

static enum rc
show_publication(
    const struct request *rq, struct view *v, const struct publication *p)
{
	int64_t now = request_now(rq);
	struct arena *a = request_arena(rq);
	enum rc rc;

	view_row(v, "Cases");
	view_flag(v, "publication", true);
	view_int(v, "id", p->id);
	view_int(v, "story", p->story_id);
	view_int(v, "version", p->version);
	view_text(v, "css", pub_states[p->state].css);
	view_text(v, "label", pub_states[p->state].label);
	view_textf(v, "sub", "%s, %s", p->channel_title,
	    date_ru_near(a, p->due_at, now));
	view_text(v, "title", p->story_title);
	desk_attention_words(v, p);
	view_text(v, "error", p->state == PUB_REJECTED ? p->error_text : "");
	view_text(v, "technical", technical(rq, p));
	view_url(v, "url", p->url);
	view_flag(v, "has_url", p->url[0] != '\0');
	view_text(v, "at", date_input(a, now + 3600));
	rc = desk_attention_decisions(rq, v, p);
	view_out(v);
	return rc;
}

static void
show_missed(const struct request *rq, struct view *v, const struct story *s)
{
	struct arena *a = request_arena(rq);
	const char *why =
	    s->window_to != 0
		? arena_printf(a, "Окно закрылось %s, а материал не вышел.",
		      date_ru_day(a, s->window_to - 1))
		: arena_printf(a,
		      "Намеченное время прошло (%s), а материал не "
		      "поставлен в очередь.",
		      date_ru_near(a, s->publish_at, request_now(rq)));

	view_row(v, "Cases");
	view_flag(v, "missed", true);
	desk_part_story(rq, v, s);
	view_text(v, "sub", "");
	view_textf(v, "fact", "%s С опозданием сами не отправляем.", why);
	view_text(v, "todo",
	    "Назначьте новое время или запишите, почему материала не будет.");
	view_textf(v, "technical", "Материал %lld, состояние %s.",
	    (long long)s->id, story_states[s->state].name);
	view_text(v, "at", date_input(a, request_now(rq) + 3600));
	view_out(v);
}

static void
show_chore(const struct request *rq, struct view *v, const struct chore *c)
{
	bool gone = strcmp(c->kind, "delete") == 0;

	view_row(v, "Cases");
	view_flag(v, "chore", true);
	view_int(v, "id", c->id);
	view_int(v, "story", c->story_id);
	view_text(v, "css", "hold");
	view_text(v, "label", "Сделайте руками");
	view_textf(v, "sub", "ВКонтакте, %s",
	    date_ru_near(request_arena(rq), c->created_at, request_now(rq)));
	view_text(v, "title", c->story_title);
	view_text(v, "fact",
	    gone ? "Материал отозван с сайта, а запись на стене удалить "
		   "этим ключом нельзя."
		 : "Материал исправлен на сайте, а запись на стене изменить "
		   "этим ключом нельзя.");
	view_text(v, "todo",
	    gone ? "Откройте запись и удалите её."
		 : "Откройте запись, замените текст этим и сохраните.");
	view_text(v, "text", gone ? "" : c->text);
	view_url(v, "url", c->url);
	view_flag(v, "has_url", c->url[0] != '\0');
	view_textf(v, "technical", "Поручение %lld, публикация %lld.",
	    (long long)c->id, (long long)c->publication_id);
	view_out(v);
}

/* All stale pages of the section are one case (R130). */
static void
show_topics(struct view *v, int n)
{
	view_row(v, "Cases");
	view_flag(v, "topics", true);
	view_text(v, "css", "missed");
	view_text(v, "label", "Давно не обновлялись");
	view_text(v, "title", "Страницы раздела");
	view_textf(v, "fact", "%d %s.", n,
	    text_plural(n, "страница давно не обновлялась",
		"страницы давно не обновлялись",
		"страниц давно не обновлялись"));
	view_text(v, "todo",
	    "Прочитайте их. Если всё верно, отметьте это; если нет, "
	    "исправьте.");
	view_out(v);
}

enum rc
desk_attention_cases(const struct request *rq, struct view *v, int max)
{
	struct store *st = request_store(rq);
	struct arena *a = request_arena(rq);
	struct story_filter filter = { .states = BIT(STORY_MISSED) };
	struct publication *pubs;
	struct credential *keys;
	struct chore *chores;
	struct story *stories;
	enum rc rc;
	int n, left = max;

	if ((rc = sick_keys(rq, &keys, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n && left > 0; i++, left--)
		show_key(rq, v, &keys[i]);
	if ((rc = publications_list(st, a, person_states(), max, &pubs, &n)) !=
	    RC_OK)
		return rc;
	for (int i = 0; i < n && left > 0; i++, left--)
		if ((rc = show_publication(rq, v, &pubs[i])) != RC_OK)
			return rc;
	if ((rc = chores_open(st, a, &chores, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n && left > 0; i++, left--)
		show_chore(rq, v, &chores[i]);
	if ((rc = stories_list(
		 st, a, &filter, request_now(rq), max, &stories, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n && left > 0; i++, left--)
		show_missed(rq, v, &stories[i]);
	if ((rc = desk_topic_fresh_stale(rq, &n)) != RC_OK)
		return rc;
	if (n > 0 && left-- > 0)
		show_topics(v, n);
	if ((rc = desk_reminders_cases(rq, v, left--)) != RC_OK)
		return rc;
	return desk_roadmap_press_cases(rq, v, left);
}

enum rc
desk_attention(const struct request *rq, struct reply *rp)
{
	struct view *v = reply_view(rp);
	enum rc rc;

	desk_part_page(rq, rp, "attention", "Требуют внимания");
	if ((rc = desk_part_tabs(rq, v, "attention")) != RC_OK ||
	    (rc = desk_attention_cases(rq, v, CASES_MAX)) != RC_OK)
		return rc;
	reply_page(rp, "desk/attention.cs");
	return RC_OK;
}
