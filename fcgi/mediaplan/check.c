#include <string.h>
#include "base/arena.h"
#include "base/date.h"
#include "base/text.h"
#include "mediaplan/check_inner.h"
#include "mediaplan/photo.h"
#include "mediaplan/stories.h"
#include "store/db.h"

/* Twice what all checks together can say. */
enum { CHECKS_MAX = 64 };

void
check_note(struct checklist *c, enum check_level level, const char *name,
    const char *text, const char *fix, const char *anchor)
{
	if (c->n < CHECKS_MAX)
		c->list[c->n++] =
		    (struct check){ level, name, text, fix, anchor };
}

static void
good(struct checklist *c, const char *name, const char *text)
{
	check_note(c, CHECK_GOOD, name, text, "", "");
}

static void
check_texts(struct checklist *c)
{
	const struct story *s = c->s;
	bool pictures =
	    c->kind != NULL && c->kind->photos_required && c->photos_n > 0;

	if (*s->title == '\0')
		check_note(c, CHECK_STOPS, "title", "Заголовка нет", "Написать",
		    "title");
	else
		good(c, "title", "Заголовок есть");
	if (*s->text == '\0' && !pictures)
		check_note(
		    c, CHECK_STOPS, "text", "Текста нет", "Написать", "text");
	else
		good(c, "text", "Текст есть");
	if (*s->lead == '\0')
		check_note(c, CHECK_ADVICE, "lead",
		    "Вступления нет: в ленте и в карточке ссылки будет "
		    "только заголовок",
		    "Написать", "lead");
	if (s->rubric_id == 0)
		check_note(c, CHECK_STOPS, "rubric", "Рубрика не выбрана",
		    "Выбрать", "rubric_id");
	else
		good(c, "rubric", "Рубрика выбрана");
}

/* A line that Markdown makes an item of a list. */
static bool
has_list(const char *text)
{
	for (const char *p = text; *p != '\0';) {
		size_t blanks = strspn(p, " "), digits;
		const char *q = p + blanks;

		digits = strspn(q, "0123456789");
		if (blanks < 4 && strchr("-*+", *q) != NULL && *q != '\0' &&
		    q[1] == ' ')
			return true;
		if (blanks < 4 && digits > 0 && digits < 10 &&
		    (q[digits] == '.' || q[digits] == ')') &&
		    q[digits + 1] == ' ')
			return true;
		p += strcspn(p, "\n");
		p += *p == '\n';
	}
	return false;
}

static void
check_kind(struct checklist *c)
{
	const struct kind *k = c->kind;
	size_t chars = text_chars(c->s->text);

	if (k == NULL) {
		check_note(c, CHECK_STOPS, "kind", "Вид материала не выбран",
		    "Выбрать", "kind");
		return;
	}
	if (k->chars_min > 0 && chars < (size_t)k->chars_min)
		check_note(c, CHECK_STOPS, "length",
		    arena_printf(c->a, "%s: нужно не меньше %d %s, сейчас %zu",
			k->title, k->chars_min,
			text_plural(k->chars_min, "знака", "знаков", "знаков"),
			chars),
		    "Дописать", "text");
	else if (k->chars_min > 0)
		good(c, "length", "Длина подходит");
	if (k->photos_required && c->photos_n == 0)
		check_note(c, CHECK_STOPS, "photos",
		    arena_printf(c->a, "%s без снимков", k->title), "Добавить",
		    "photos");
	if (k->list_required && !has_list(c->s->text))
		check_note(c, CHECK_STOPS, "list",
		    arena_printf(c->a,
			"%s: нужен список, каждый пункт с новой строки и "
			"черты «- »",
			k->title),
		    "Дописать", "text");
	if (strcmp(k->name, "post_release") == 0 && c->photos_n == 0)
		check_note(c, CHECK_ADVICE, "photos", "Пост-релиз без снимков",
		    "Добавить", "photos");
}

static void
check_photos(struct checklist *c)
{
	enum check_level level =
	    c->moment == CHECK_EDIT ? CHECK_ADVICE : CHECK_STOPS;
	int bare = 0;

	/* photos_list reads no more than PHOTO_MAX; the story counts all. */
	if (c->s->photos > PHOTO_MAX)
		check_note(c, CHECK_STOPS, "photos",
		    "Снимков больше 10: столько не берёт ВКонтакте",
		    "Убрать лишние", "photos");
	for (int i = 0; i < c->photos_n; i++) {
		if (*c->photos[i].alt != '\0')
			continue;
		bare++;
		check_note(c, level, "alt",
		    arena_printf(c->a, "Снимок %d без описания", i + 1),
		    "Описать", arena_printf(c->a, "a%d", i + 1));
	}
	if (c->photos_n > 0 && bare == 0)
		good(c, "alt", "Все снимки описаны");
}

/*
 * Where the gate of R128 will stand: every person named or shown, each with
 * a permission for this channel.  Today the program knows no people, so it
 * asks: the editor says whether there are any, the approver vouches by name
 * that their consents are there.
 */
static void
check_people(struct checklist *c)
{
	const struct story *s = c->s;

	if (s->people < 0)
		check_note(c, CHECK_STOPS, "people",
		    "Не отмечено, названы или показаны ли люди", "Отметить",
		    "people");
	else if (s->people == 0)
		good(c, "people", "Люди не названы и не показаны");
	else if (s->consents_at != 0)
		good(c, "people", "Согласия людей проверены");
	else if (c->moment >= CHECK_APPROVE)
		check_note(c, CHECK_STOPS, "consents",
		    "Не подтверждено, что согласия людей проверены",
		    "Подтвердить", "consents");
	else
		check_note(c, CHECK_ADVICE, "consents",
		    "Названы или показаны люди: согласующий подтвердит, что "
		    "их согласия проверены",
		    "", "");
}

static void
check_window(struct checklist *c)
{
	const struct story *s = c->s;
	bool last = c->moment >= CHECK_SCHEDULE;

	if (c->moment == CHECK_SCHEDULE && c->at <= c->now)
		check_note(c, CHECK_STOPS, "minute",
		    "Это время уже прошло. Выберите другое", "Выбрать", "at");
	if (c->at == 0)
		return;
	if (strcmp(s->kind, "press_release") == 0 && s->event_starts_at != 0 &&
	    c->at >= s->event_starts_at) {
		check_note(c, last ? CHECK_STOPS : CHECK_ADVICE, "window",
		    "Пресс-релиз выходит до начала события, а в это время "
		    "оно уже началось",
		    "Выбрать", "at");
		return;
	}
	if (s->window_to == 0)
		return;
	if (c->at >= s->window_from && c->at < s->window_to)
		good(c, "window", "Время внутри окна");
	else
		check_note(c, CHECK_ADVICE, "window",
		    arena_printf(c->a, "Время вне окна: %s",
			date_ru_range(c->a, s->window_from, s->window_to)),
		    "Выбрать", "at");
}

enum rc
check_story(struct store *st, struct arena *a, const struct story *s, bool vk,
    enum check_moment moment, int64_t at, int64_t now, struct check **list,
    int *n, int *stops)
{
	struct checklist c = {
		.a = a, .s = s, .moment = moment, .at = at, .now = now
	};
	struct kind k;
	struct photo *photos;
	enum rc rc;

	rc = kind_of_site(st, a, s->kind, &k);
	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	c.kind = rc == RC_OK ? &k : NULL;
	if ((rc = photos_list(st, a, s->id, &photos, &c.photos_n)) != RC_OK)
		return rc;
	c.photos = photos;
	c.list = arena_alloc(a, CHECKS_MAX * sizeof(*c.list));
	check_window(&c);
	check_texts(&c);
	check_kind(&c);
	check_photos(&c);
	check_people(&c);
	check_words(&c);
	if (vk)
		check_wall(&c);
	*stops = 0;
	for (int i = 0; i < c.n; i++)
		*stops += c.list[i].level == CHECK_STOPS;
	*list = c.list;
	*n = c.n;
	return RC_OK;
}
