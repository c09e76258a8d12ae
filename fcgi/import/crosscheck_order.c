#include <limits.h>

#include "base/arena.h"
#include "import/crosscheck_inner.h"
#include "import/glyph.h"

/* Comparing every two rows of more would cost a second; plans of a region
 * have hundreds. */
enum { CROSSCHECK_ROWS_MAX = 6000 };

enum chain {
	CHAIN_PAIRING,
	CHAIN_BASE,
	CHAIN_MEETING,
	CHAIN_MONITORING,
	CHAIN_CONSENT,
	CHAINS
};

/* How "before" is meant in a chain. */
enum mode {
	MODE_START, /* the later step may not be over before the first begins */
	MODE_END    /* nor be over before the first is over */
};

static const struct {
	enum mode mode;
	const char *flag, *why;
} chains[CHAINS] = {
	[CHAIN_PAIRING] = { MODE_START, "ORDER_CONFLICT",
	    "Порядок подбора пар: общая встреча, анкета предпочтений, подбор, "
	    "приказ. По срокам этот пункт и пункт %s идут наоборот: проверьте "
	    "сроки." },
	[CHAIN_BASE] = { MODE_START, "ORDER_CONFLICT",
	    "Запросы изучают до того, как собрана база и составлены пары. По "
	    "сроку этот пункт и пункт %s идут наоборот: проверьте сроки." },
	[CHAIN_MEETING] = { MODE_START, "ORDER_CONFLICT",
	    "Порядок встреч пары: знакомство, пробная, планирование, "
	    "регулярные, заключительная. По срокам этот пункт и пункт %s идут "
	    "наоборот: проверьте сроки." },
	[CHAIN_MONITORING] = { MODE_END, "ORDER_CONFLICT",
	    "Анализ готов раньше, чем закончен мониторинг: сравните со сроком "
	    "пункта %s." },
	[CHAIN_CONSENT] = { MODE_END, "CONSENT_AFTER_PROCESSING",
	    "Согласия на обработку данных получают не позже, чем данные "
	    "используют: сравните со сроком пункта %s." },
};

/* Words of a row, the step of a chain they mean, words that forbid it.  In
 * one chain the last step that fits is the row's. */
static const struct {
	enum chain chain;
	int step;
	const char *words, *except;
} steps[] = {
	{ CHAIN_PAIRING, 1,
	    "групповой встреч|групповая встреч|общей встреч|общая встреч|"
	    "нетворкинг",
	    "заключительн|итогов|рефлекси" },
	{ CHAIN_PAIRING, 2,
	    "анкетирован предпоч|анкетирован предмет|опрос предпоч|"
	    "анкет предпоч",
	    NULL },
	{ CHAIN_PAIRING, 3,
	    "соединен пар|формирован пар|подбор пар|образован пар|"
	    "создан пар|анализ анкет встреч",
	    "базы_|методич" },
	{ CHAIN_PAIRING, 4,
	    "закреплен пар|приказ пар|распоряжен пар|утвержден пар|"
	    "утвержден состав пар",
	    NULL },
	{ CHAIN_BASE, 1,
	    "изучен запрос|определен запрос|сбор запрос|выявлен запрос|"
	    "анкетирован желающ|анкетирован потенциальн",
	    "подведен|итогов" },
	{ CHAIN_BASE, 2, "формирован базы_|создан базы_|составлен базы_",
	    NULL },
	{ CHAIN_BASE, 3,
	    "соединен пар|формирован пар|подбор пар|образован пар|создан пар",
	    "методич" },
	{ CHAIN_MEETING, 1,
	    "первой организац встреч|первых организац встреч|"
	    "встреч знакомств|первая организац встреч|знакомств наставник",
	    NULL },
	{ CHAIN_MEETING, 2,
	    "пробной встреч|пробная встреч|пробной рабоч встреч", NULL },
	{ CHAIN_MEETING, 3, "встреч планирован", NULL },
	{ CHAIN_MEETING, 4, "регулярн встреч", NULL },
	{ CHAIN_MEETING, 5,
	    "заключительн встреч|итоговой встреч|итоговая встреч", NULL },
	{ CHAIN_MONITORING, 1, "мониторинг", NULL },
	{ CHAIN_MONITORING, 2,
	    "анализ результат мониторинг|анализ мониторинг|"
	    "аналитическ справк|анализ итог мониторинг",
	    "последующ" },
	/* Step 1 is the consent: all that uses data comes after. */
	{ CHAIN_CONSENT, 2,
	    "формирован базы_|создан базы_|формирован пар|соединен пар|"
	    "персонифицированн учет|персонализированн учет|анкетирован",
	    NULL },
	{ CHAIN_CONSENT, 1, "согласи обработк|согласи персональн", NULL },
};

/* What is done for another year, or once more, is no step of this one. */
static const char again[] =
    "следующ|обновлен|пополнен|корректиров|актуализ|очередн";

/* Whom a row is about: a step for mentors does not wait for one for those
 * whom they help. */
enum subject { SUBJECT_MENTORS = 1, SUBJECT_MENTEES = 2 };

/* When a row happens: the span of its windows. */
struct when {
	bool known, open_left;
	int from, to;
};

static struct when
when_of(const struct import_activity *act)
{
	const struct deadline *d = &act->deadline;
	const unsigned unsure =
	    BIT(DEADLINE_OUT_OF_PERIOD) | BIT(DEADLINE_REVERSED_RANGE) |
	    BIT(DEADLINE_WHOLE_PERIOD) | BIT(DEADLINE_INVALID_DATE);
	struct when w = { .known = false };

	if (d->windows_n == 0 || (d->flags & unsure) != 0)
		return w;
	w.known = true;
	w.from = d->windows[0].from;
	w.to = d->windows[0].to;
	w.open_left = d->windows[0].open_left;
	for (int i = 1; i < d->windows_n; i++) {
		if (d->windows[i].from < w.from)
			w.from = d->windows[i].from;
		if (d->windows[i].to > w.to)
			w.to = d->windows[i].to;
	}
	return w;
}

/* The step of a chain that a row is, 0: none.  A row with more than one
 * meeting in it is the whole road, not a step. */
static int
step_of(const char *folded, enum chain chain)
{
	int step = 0, found = 0;

	for (size_t i = 0; i < LEN(steps); i++) {
		if (steps[i].chain != chain ||
		    glyph_find(folded, steps[i].words) == NULL)
			continue;
		if (steps[i].except != NULL &&
		    glyph_find(folded, steps[i].except) != NULL)
			continue;
		step = steps[i].step;
		found++;
	}
	return chain == CHAIN_MEETING && found > 1 ? 0 : step;
}

static unsigned
subject_of(const char *folded)
{
	unsigned subject = 0;

	if (glyph_find(folded, "пар_|пары_|парах_") != NULL)
		return 0;
	if (glyph_find(folded, "наставник") != NULL)
		subject |= SUBJECT_MENTORS;
	if (glyph_find(folded, "наставляем") != NULL)
		subject |= SUBJECT_MENTEES;
	return subject;
}

static bool
conflict(enum mode mode, const struct when *first, const struct when *later)
{
	/* «До …» says nothing of the beginning. */
	if (mode == MODE_END || first->open_left)
		return first->to > later->to;
	return later->to < first->from;
}

/* Rows of a chain, one after another. */
struct staged {
	int at, step; /* at: of the activities */
	unsigned subject;
	struct when when;
};

static bool
are_apart(const struct staged *x, const struct staged *y)
{
	return x->subject != 0 && y->subject != 0 &&
	       (x->subject & y->subject) == 0;
}

/* The day on which the first step is over for the first time: what is analysed
 * after it is that. */
static int
first_end(const struct staged *rows, int n)
{
	int end = INT_MAX;

	for (int i = 0; i < n; i++)
		if (rows[i].step == 1 && rows[i].when.to < end)
			end = rows[i].when.to;
	return end;
}

static bool
conflicts(
    enum chain chain, int end, const struct staged *x, const struct staged *y)
{
	const struct staged *first = x->step < y->step ? x : y;
	const struct staged *later = first == x ? y : x;

	if (x->step == y->step || are_apart(x, y) ||
	    !conflict(chains[chain].mode, &first->when, &later->when))
		return false;
	return chain != CHAIN_MONITORING || later->when.to < end;
}

static void
check_chain(struct arena *a, struct import *im, enum chain chain,
    const struct staged *rows, int n)
{
	int end = first_end(rows, n);

	for (int j = 0; j < n; j++)
		for (int i = 0; i < n; i++) {
			const struct staged *x = &rows[i], *y = &rows[j];

			/* One of two rows bears the flag: the lower one in the
			 * document; of consents the consent itself. */
			if (i == j ||
			    (chain == CHAIN_CONSENT ? y->step != 1
						    : x->at > y->at) ||
			    !conflicts(chain, end, x, y))
				continue;
			import_flag_add(im, &im->activities[y->at],
			    chains[chain].flag,
			    arena_printf(a, chains[chain].why,
				crosscheck_name(a, &im->activities[x->at])));
			break;
		}
}

void
crosscheck_order(struct arena *a, struct import *im)
{
	struct arena *scratch = arena_new();
	int n = im->activities_n, count[CHAINS] = { 0 }, step;
	struct staged *rows[CHAINS];
	const char *folded;
	struct when when;

	if (n > CROSSCHECK_ROWS_MAX)
		n = CROSSCHECK_ROWS_MAX;
	for (int c = 0; c < CHAINS; c++)
		rows[c] = arena_alloc(a, (size_t)n * sizeof(*rows[c]));
	for (int i = 0; i < n; i++) {
		when = when_of(&im->activities[i]);
		if (!when.known)
			continue;
		arena_reset(scratch);
		folded = glyph_fold(scratch, im->activities[i].text);
		if (glyph_find(folded, again) != NULL)
			continue;
		for (int c = 0; c < CHAINS; c++)
			if ((step = step_of(folded, (enum chain)c)) > 0)
				rows[c][count[c]++] = (struct staged){ i, step,
					subject_of(folded), when };
	}
	for (int c = 0; c < CHAINS; c++)
		check_chain(a, im, (enum chain)c, rows[c], count[c]);
	arena_free(scratch);
}
