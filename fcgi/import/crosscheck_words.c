#include <string.h>

#include "base/arena.h"
#include "import/crosscheck_inner.h"
#include "import/glyph.h"
#include "import/label.h"

/* The longest period that is one year and not a programme of several. */
enum { CROSSCHECK_YEAR_DAYS = 366 };

static const char years_differ[] =
    "Годы в тексте и в результате разные. Что верно, решает школа: исправьте "
    "документ или оставьте как есть.";
static const char other_year[] =
    "Год в тексте не совпадает с периодом документа. Что верно, решает школа: "
    "исправьте документ или оставьте как есть.";
static const char itself[] =
    "Пункт велит разработать дорожную карту на тот же период, в плане на "
    "который он стоит. Проверьте год.";

static bool
period_known(const struct deadline_period *p)
{
	return p->from != DAY_NONE && p->to > p->from;
}

static bool
same_period(const struct label *l, const struct deadline_period *p)
{
	return l->from == p->from && l->to == p->to;
}

/* The label belongs to another period than the document. */
static bool
foreign(const struct label *l, const struct deadline_period *p)
{
	if (same_period(l, p))
		return false;
	if (l->to < p->from || l->from > p->to)
		return true;
	/* A school year in a plan of a calendar year and another school year
	 * in a plan of one. */
	return l->school && p->to - p->from <= CROSSCHECK_YEAR_DAYS &&
	       (p->school ? l->from != p->from
			  : l->to > p->to || l->from < p->from);
}

/* A plan speaks of the year before when it sums it up, and of the next one
 * when it prepares it. */
static bool
is_neighbour(
    const char *text, const struct label *l, const struct deadline_period *p)
{
	static const char sums[] = "итог|анализ|результат|отчет|мониторинг|за_";
	static const char prepares[] =
	    "следующ|разработ|составлен|планирован|подготов|проект|перспектив|"
	    "корректиров|утвержден";

	if (l->to < p->from)
		return glyph_find(text, sums) != NULL;
	return l->from > p->to && glyph_find(text, prepares) != NULL;
}

static const char *
contradiction(struct arena *a, const struct import_activity *act,
    const struct deadline_period *p)
{
	const char *text = glyph_fold(a, act->text);
	const char *parts[] = { text, glyph_fold(a, act->result),
		glyph_fold(a, act->kpi), glyph_fold(a, act->details) };
	struct label first = { 0 }, l;
	bool named;

	named = label_next(parts[0], &first) != NULL;
	if (named && label_next(parts[1], &l) != NULL &&
	    (l.from != first.from || l.to != first.to))
		return years_differ;
	if (!period_known(p))
		return NULL;
	for (size_t i = 0; i < LEN(parts); i++)
		for (const char *s = parts[i]; (s = label_next(s, &l)) != NULL;)
			if (foreign(&l, p) && !is_neighbour(text, &l, p))
				return other_year;
	if (named && same_period(&first, p) &&
	    glyph_find(text, "разработк дорожн|составлен дорожн") != NULL)
		return itself;
	return NULL;
}

void
crosscheck_words(
    struct arena *a, const struct import_options *o, struct import *im)
{
	const struct deadline_period *p =
	    period_known(&o->period) ? &o->period : &im->period_found;
	struct arena *scratch = arena_new();
	const char *why;

	(void)a;
	for (int i = 0; i < im->activities_n; i++) {
		arena_reset(scratch);
		why = contradiction(scratch, &im->activities[i], p);
		if (why != NULL)
			import_flag_add(
			    im, &im->activities[i], "TEXT_CONTRADICTION", why);
	}
	arena_free(scratch);
}

/* ---- the same document promised twice */

/* A document that exists once; protocols and reports come again. */
static const char documents[] =
    "приказ|распоряжен|положени|программа_|база_|реестр|соглашени|дорожная|"
    "перечень|план_|пакет";
/* Where it holds: "в лицее", "образовательной организации". */
static const char places[] =
    "лице|школ|организац|образовательн|учрежден|колледж|гимнази|техникум|"
    "центр|оо_|доу_|сош_|и_|в_|во_|на_|о_|об_|по_|для_";

/* The telling words of a result, one after another; "" if there is at most
 * one beside the name of the document. */
static const char *
essence(struct arena *a, const char *result)
{
	char *folded = glyph_fold(a, result), *to, *out;
	const char *s = folded, *word;
	int words = 0;

	if (glyph_find(folded, documents) != folded)
		return "";
	to = out = arena_alloc(a, strlen(folded) + 2);
	while (*s != '\0') {
		word = s;
		while (glyph_letter(glyph_at(s)) || glyph_digit(glyph_at(s)))
			glyph_next(&s);
		if (s > word && glyph_find(word, places) != word) {
			memcpy(to, word, (size_t)(s - word));
			to += s - word;
			*to++ = ' ';
			words++;
		}
		if (s == word)
			glyph_next(&s);
	}
	*to = '\0';
	return words > 2 ? out : "";
}

void
crosscheck_results(struct arena *a, struct import *im)
{
	int n = im->activities_n, other;
	const char **promised =
	    arena_alloc(a, (size_t)(n + 1) * sizeof(*promised));

	for (int i = 0; i < n; i++)
		promised[i] = essence(a, im->activities[i].result);
	for (int i = 0; i < n; i++) {
		if (promised[i][0] == '\0')
			continue;
		for (other = 0; other < n; other++)
			if (other != i && promised[other][0] != '\0' &&
			    strcmp(promised[other], promised[i]) == 0)
				break;
		if (other < n)
			import_flag_add(im, &im->activities[i],
			    "DUPLICATE_RESULT",
			    arena_printf(a,
				"Тот же документ обещан и в пункте %s. "
				"Решите, какой пункт его даёт.",
				crosscheck_name(a, &im->activities[other])));
	}
}
