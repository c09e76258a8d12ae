#include "roadmap/evidence.h"

#include <string.h>
#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"
#include "people/journal.h"
#include "people/role.h"
#include "roadmap/activity_inner.h"
#include "store/db.h"

/* Beginnings of words, folded, and the kind of document they promise.  The
 * first that a word begins with counts; a phrase stands before its words. */
static const struct {
	const char *begins, *kind;
} promises[] = {
	{ "приказ", "приказ" },
	{ "распоря", "распорядительный акт" },
	{ "протокол", "протокол" },
	{ "положени", "положение" },
	{ "программ", "программа" },
	{ "реестр", "реестр" },
	{ "база", "база" },
	{ "базы", "база" },
	{ "базу", "база" },
	{ "баз ", "база" },
	{ "список", "список" },
	{ "списк", "список" },
	{ "перечень", "список" },
	{ "анкет", "анкета" },
	{ "справк", "справка" },
	{ "отчет", "отчёт" },
	{ "план", "план" },
	{ "соглашени", "соглашение" },
	{ "договор", "соглашение" },
	{ "согласи", "согласие" },
	{ "ссылк", "публикация" },
	{ "публикац", "публикация" },
	{ "размещ", "публикация" },
	{ "новост", "публикация" },
	{ "фото", "фото" },
	{ "видео", "видео" },
	{ "презентац", "презентация" },
	{ "таблиц", "таблица" },
	{ "лист", "лист" },
	{ "памятк", "памятка" },
	{ "сертификат", "сертификат" },
	{ "благодарств", "благодарность" },
	{ "благодарност", "благодарность" },
	{ "грамот", "грамота" },
	{ "дорожн", "дорожная карта" },
	{ "журнал", "журнал" },
	{ "дневник", "дневник" },
	{ "сборник", "сборник" },
	{ "кейс", "кейс" },
	{ "рубрик", "рубрика" },
	{ "диагност", "диагностика" },
	{ "мониторинг", "мониторинг" },
	{ "карт", "карта" },
};

static const char *const kinds[] = { "story", "event", "record", "link",
	"paper" };

/* Begins a word of s with p? */
static bool
begins_word(const char *s, const char *p)
{
	size_t n = strlen(p);

	for (const char *at = s; (at = strstr(at, p)) != NULL; at += n)
		if (at == s || (unsigned char)at[-1] < 0x80)
			return true;
	return false;
}

int
evidence_promised(struct arena *a, const char *cell, const char *promised[])
{
	const char *folded = text_fold(a, cell);
	int n = 0;

	for (size_t i = 0; i < LEN(promises) && n < EVIDENCE_PROMISED_MAX;
	     i++) {
		bool there = false;

		if (!begins_word(folded, promises[i].begins))
			continue;
		/* «Дорожная карта» is no second map. */
		for (int k = 0; k < n; k++)
			there = there ||
				strstr(promised[k], promises[i].kind) != NULL;
		if (!there)
			promised[n++] = promises[i].kind;
	}
	return n;
}

/* As evidence_promised, asked for one kind: a sheet asks a thousand times. */
static bool
speaks_of(struct arena *a, const char *words, const char *kind)
{
	const char *folded = text_fold(a, words);
	bool found = false;

	for (size_t i = 0; i < LEN(promises); i++)
		if (strstr(promises[i].kind, kind) != NULL &&
		    begins_word(folded, promises[i].begins)) {
			if (strcmp(promises[i].kind, kind) != 0)
				return false;
			found = true;
		}
	return found;
}

bool
evidence_meets(struct arena *a, const struct evidence *e, const char *promised)
{
	if (e->gone)
		return false;
	if (strcmp(e->promised, promised) == 0)
		return true;
	if (strcmp(promised, "публикация") == 0)
		return strcmp(e->kind, "story") == 0 ||
		       strcmp(e->kind, "link") == 0;
	return speaks_of(a, e->words, promised);
}

const char *
evidence_gone_words(const struct evidence *e)
{
	if (!e->gone)
		return "";
	if (strcmp(e->kind, "story") == 0)
		return "снято с сайта";
	return strcmp(e->kind, "event") == 0 ? "событие не состоялось"
					     : "запись удалена";
}

int
evidence_missing(struct arena *a, const char *cell, const struct evidence *list,
    int n, const char *missing[])
{
	const char *promised[EVIDENCE_PROMISED_MAX];
	int all = evidence_promised(a, cell, promised), none = 0;

	for (int i = 0; i < all; i++) {
		bool met = false;

		for (int k = 0; k < n && !met; k++)
			met = evidence_meets(a, &list[k], promised[i]);
		if (!met)
			missing[none++] = promised[i];
	}
	return none;
}

/* --------------------------------------------------------------- changes */

static const char *
evidence_wrong(const struct evidence *e)
{
	bool ours = false, known = false;

	for (size_t i = 0; i < LEN(kinds); i++)
		if (strcmp(kinds[i], e->kind) == 0) {
			known = true;
			ours = i < 3;
		}
	if (!known || (ours && e->record_id <= 0))
		return "Выберите, чем подтверждается мероприятие.";
	if (*e->words == '\0' || text_chars(e->words) > EVIDENCE_WORDS_MAX)
		return "Назовите подтверждение: от 1 до 300 знаков, например "
		       "«Протокол педсовета № 3».";
	if (strcmp(e->kind, "link") == 0 &&
	    strncmp(e->url, "https://", 8) != 0 &&
	    strncmp(e->url, "http://", 7) != 0)
		return "Адрес начинается с https://";
	if (strlen(e->url) > EVIDENCE_URL_MAX)
		return "Адрес длиннее 1000 знаков. Сократите его.";
	return NULL;
}

static enum rc
open_activity(struct store *st, struct arena *a, int64_t id,
    struct activity *act, struct roadmap *map, const char **why)
{
	enum rc rc;

	if ((rc = activities_by_id(st, a, id, act)) != RC_OK ||
	    (rc = roadmaps_by_id(st, a, act->roadmap_id, map)) != RC_OK)
		return rc;
	if (strcmp(map->state, "closed") != 0)
		return RC_OK;
	*why = "Дорожная карта закрыта: в ней ничего не меняют.";
	return RC_DENIED;
}

/* What happened in another year does not prove this one's. */
static enum rc
check_year(struct store *st, struct arena *a, const struct evidence *e,
    const struct roadmap *map, const char **why)
{
	*why = "Это было не в этом программном году: выберите материал или "
	       "событие этого года.";
	return strcmp(e->kind, "story") == 0 || strcmp(e->kind, "event") == 0
		   ? activity_change_near(st, a, map, e->on_day)
		   : RC_OK;
}

/* Stored, and then asked whether it is there: story, event and record are
 * looked up in one place. */
static enum rc
insert_standing(
    struct store *st, struct arena *a, struct evidence *e, const char **why)
{
	struct evidence stored;
	enum rc rc;

	*why = "Это подтверждение уже приложено.";
	if ((rc = evidences_insert(st, e)) != RC_OK)
		return rc == RC_CONFLICT ? RC_INVALID : rc;
	if ((rc = evidences_by_id(st, a, e->id, &stored)) != RC_OK)
		return rc;
	*why = "Этого ещё нет или уже нет: подтверждает материал, который "
	       "стоит на сайте, событие, которое состоялось, или документ из "
	       "списка.";
	return stored.gone ? RC_INVALID : RC_OK;
}

static enum rc
add_within(struct store *st, struct arena *a, const struct actor *by,
    struct evidence *e, const char **why)
{
	struct evidence *others;
	struct activity act;
	struct roadmap map;
	enum rc rc;
	int n;

	if ((rc = open_activity(st, a, e->activity_id, &act, &map, why)) !=
		RC_OK ||
	    (rc = check_year(st, a, e, &map, why)) != RC_OK ||
	    (rc = evidences_of(st, a, 0, e->activity_id, &others, &n)) != RC_OK)
		return rc;
	*why = "У мероприятия уже 100 подтверждений, больше не помещается.";
	if (n >= EVIDENCE_OF_MAX)
		return RC_INVALID;
	e->account_id = by->account_id;
	e->at = clock_now();
	if ((rc = insert_standing(st, a, e, why)) != RC_OK)
		return rc;
	return journal_add(
	    st, by, "evidence_added", "activity", e->activity_id, e->words);
}

enum rc
evidence_add(struct store *st, struct arena *a, const struct actor *by,
    struct evidence *e, const char **why)
{
	enum rc rc;

	*why = "Подтверждения прикладывают редактор, куратор и директор.";
	if (!(by->roles & MAY_WRITE))
		return RC_DENIED;
	if ((*why = evidence_wrong(e)) != NULL)
		return RC_INVALID;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, add_within(st, a, by, e, why));
}

/* Would a promise be met by this one alone? */
static enum rc
rests_on(struct store *st, struct arena *a, const struct activity *act,
    int64_t id, bool *rests)
{
	const char *missing[EVIDENCE_PROMISED_MAX];
	struct evidence *list;
	enum rc rc;
	int n, with, kept = 0;

	*rests = false;
	if (strcmp(act->state, "done") != 0 || *act->reason != '\0')
		return RC_OK;
	if ((rc = evidences_of(st, a, 0, act->id, &list, &n)) != RC_OK)
		return rc;
	with = evidence_missing(a, act->result, list, n, missing);
	for (int i = 0; i < n; i++)
		if (list[i].id != id)
			list[kept++] = list[i];
	*rests = evidence_missing(a, act->result, list, kept, missing) > with;
	return RC_OK;
}

static enum rc
remove_within(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, const char **why)
{
	struct activity act;
	struct roadmap map;
	struct evidence e;
	bool rests;
	enum rc rc;

	if ((rc = evidences_by_id(st, a, id, &e)) != RC_OK ||
	    (rc = open_activity(st, a, e.activity_id, &act, &map, why)) !=
		RC_OK ||
	    (rc = rests_on(st, a, &act, id, &rests)) != RC_OK)
		return rc;
	*why = "Мероприятие отмечено выполненным по этому подтверждению. "
	       "Сначала приложите другое или верните мероприятие в план.";
	if (rests)
		return RC_DENIED;
	if ((rc = evidences_remove(st, id, clock_now())) != RC_OK)
		return rc;
	return journal_add(
	    st, by, "evidence_removed", "activity", e.activity_id, e.words);
}

enum rc
evidence_remove(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, const char **why)
{
	enum rc rc;

	*why = "Подтверждения убирают редактор, куратор и директор.";
	if (!(by->roles & MAY_WRITE))
		return RC_DENIED;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, remove_within(st, a, by, id, why));
}
