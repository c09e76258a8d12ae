#include <string.h>
#include "base/arena.h"
#include "base/text.h"
#include "mediaplan/check_inner.h"
#include "mediaplan/story.h"

/* Letters in capitals one after another, blanks aside: two shouted words.
 * Abbreviations of schools and programmes are shorter. */
enum { CAPITALS_MAX = 15 };

/* Where a school may not or should not send its readers (norms.md 9). */
static const struct {
	const char *host;
	enum check_level level;
} hosts[] = {
	{ "instagram.com", CHECK_STOPS },
	{ "instagr.am", CHECK_STOPS },
	{ "facebook.com", CHECK_STOPS },
	{ "fb.com", CHECK_STOPS },
	{ "fb.me", CHECK_STOPS },
	{ "threads.net", CHECK_STOPS },
	{ "threads.com", CHECK_STOPS },
	{ "t.me", CHECK_ADVICE },
	{ "telegram.me", CHECK_ADVICE },
	{ "telegram.org", CHECK_ADVICE },
	{ "whatsapp.com", CHECK_ADVICE },
	{ "wa.me", CHECK_ADVICE },
	{ "youtube.com", CHECK_ADVICE },
	{ "youtu.be", CHECK_ADVICE },
};

/* Beginnings of words, folded (ё is е). */
static const char *const banned_words[] = { "инстаграм", "instagram", "фейсбук",
	"facebook" };
static const char *const ad_words[] = { "реклам", "скидк", "купить", "купите",
	"распродаж" };

static bool
host_byte(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
	       c >= 0x80;
}

/* As a whole host or as the end of one: m.facebook.com, not xfacebook.com or
 * facebook.com.ru.  With or without https://: people copy both. */
static bool
has_host(const char *folded, const char *host)
{
	size_t n = strlen(host);

	for (const char *p = folded; (p = strstr(p, host)) != NULL; p += n) {
		unsigned char before = p > folded ? (unsigned char)p[-1] : ' ';
		unsigned char after = (unsigned char)p[n];

		if (host_byte(before) || host_byte(after))
			continue;
		/* A dot ends a sentence or goes on to another host. */
		if (after == '.' && host_byte((unsigned char)p[n + 1]))
			continue;
		return true;
	}
	return false;
}

static void
check_hosts(struct checklist *c, const char *folded)
{
	for (size_t i = 0; i < LEN(hosts); i++) {
		if (!has_host(folded, hosts[i].host))
			continue;
		check_note(c, hosts[i].level, "links",
		    hosts[i].level == CHECK_STOPS
			? arena_printf(c->a,
			      "Ссылка на %s: школе нельзя на неё вести",
			      hosts[i].host)
			: arena_printf(c->a,
			      "Ссылка на %s: школе лучше не вести туда "
			      "читателей",
			      hosts[i].host),
		    "Убрать", "text");
	}
}

static bool
has_any(const char *folded, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(folded, words[i]) != NULL)
			return true;
	return false;
}

/* The capital letters of Russian (U+0401, U+0410..U+042F) and Latin. */
static int
capital_at(const unsigned char *p)
{
	if (*p >= 'A' && *p <= 'Z')
		return 1;
	if (p[0] == 0xd0 && (p[1] == 0x81 || (p[1] >= 0x90 && p[1] <= 0xaf)))
		return 2;
	return 0;
}

static bool
shouts(const char *s)
{
	const unsigned char *p = (const unsigned char *)s;
	int run = 0;

	while (*p != '\0') {
		int n = capital_at(p);

		if (n > 0 && ++run >= CAPITALS_MAX)
			return true;
		if (n == 0 && (*p >= 0x80 || (*p >= 'a' && *p <= 'z')))
			run = 0;
		p += n > 0 ? n : 1;
	}
	return false;
}

void
check_words(struct checklist *c)
{
	const struct story *s = c->s;
	const char *all = arena_printf(c->a, "%s\n%s\n%s\n%s", s->title,
	    s->lead, s->text, s->vk_text != NULL ? s->vk_text : "");
	const char *folded = text_fold(c->a, all);

	check_hosts(c, folded);
	if (has_any(folded, banned_words, LEN(banned_words)) &&
	    strstr(folded, "запрещ") == NULL)
		check_note(c, CHECK_ADVICE, "mention",
		    "Упомянута запрещённая соцсеть без пометки об этом",
		    "Поправить", "text");
	if (has_any(folded, ad_words, LEN(ad_words)))
		check_note(c, CHECK_ADVICE, "advertising",
		    "Похоже на рекламу: проверьте, нужна ли пометка",
		    "Проверить", "text");
	if (strstr(folded, "http://") != NULL)
		check_note(c, CHECK_ADVICE, "http",
		    "Ссылка без защиты (http://): замените на https://, "
		    "если тот сайт её знает",
		    "Заменить", "text");
	if (shouts(all))
		check_note(c, CHECK_ADVICE, "capitals",
		    "Длинная строка заглавными: её трудно читать", "Поправить",
		    "text");
}
