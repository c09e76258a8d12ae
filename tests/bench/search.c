/*
 * Full-text search over many Russian stories: search STORE COUNT [DB].
 * Fills STORE (a file that does not exist) with COUNT stories of some 200
 * words and prints, for each sort of question, the median and the worst time
 * of an answer in milliseconds; then the cost of putting and the size.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/strbuf.h"
#include "store/db.h"
#include "store/file.h"
#include "store/migrate.h"
#include "store/search.h"

enum {
	WORDS = 160,   /* of a body */
	STEMS = 20000, /* words of a language's everyday use */
	CHUNK = 500,
	ROUNDS = 15,
	AT = 1700000000 /* of the newest story */
};

static const char *const heads[] = { "школ", "работ", "учен", "класс", "книг",
	"встреч", "урок", "друг", "мастер", "город", "помощ", "игр", "команд",
	"задач", "опыт", "музе", "театр", "спорт", "проект", "вопрос" };
static const char *const tails[] = { "", "ник", "ост", "ени", "итель", "ств",
	"овк", "арь", "изм", "ун" };
static const char *const ends[] = { "", "а", "у", "ом", "е", "ы", "ов", "ами",
	"ах", "и" };

static unsigned long seed = 1;

static unsigned
chance(unsigned below)
{
	seed = seed * 6364136223846793005UL + 1442695040888963407UL;
	return (unsigned)(seed >> 33) % below;
}

/* Few words are common and most are rare, as in any language. */
static unsigned
stem_number(void)
{
	return chance(chance(chance(STEMS) + 1) + 1);
}

static void
word_add(struct strbuf *b)
{
	unsigned n = stem_number(), tail = n % LEN(tails);

	strbuf_adds(b, heads[n % LEN(heads)]);
	n /= LEN(heads);
	/* The rest of the number as letters: words that nobody else has. */
	for (; n > 0; n /= 20)
		strbuf_adds(
		    b, (const char *const[]){ "ба", "во", "гу", "ди", "жа",
			   "зо", "ка", "ло", "му", "не", "па", "ро", "су", "ти",
			   "фа", "хо", "цу", "чи", "ша", "ме" }[n % 20]);
	strbuf_adds(b, tails[tail]);
	strbuf_adds(b, ends[chance(chance(LEN(ends)) + 1)]);
	strbuf_addc(b, ' ');
}

static void
story(struct strbuf *title, struct strbuf *body, int i)
{
	strbuf_clear(title);
	strbuf_clear(body);
	strbuf_adds(title, "Наставник ");
	for (int k = 0; k < 4; k++)
		word_add(title);
	/* In each; in every second; in every tenth; side by side; in one. */
	strbuf_adds(body, "Наставники рассказали. ");
	for (int k = 0; k < WORDS; k++)
		word_add(body);
	strbuf_adds(body, i % 2 ? "Ученики пришли. " : "Родители пришли. ");
	if (i % 10 == 0)
		strbuf_adds(body, "Робототехника и кружок радости. ");
	if (i % 97 == 0)
		strbuf_adds(body, "Шаг навстречу друг другу. ");
	if (i % 20000 == 7)
		strbuf_adds(body, "Синхрофазотрон. ");
}

static double
ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int
number_order(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;

	return a < b ? -1 : a > b;
}

static enum rc
fill(struct store *st, int count)
{
	struct arena *a = arena_new();
	struct strbuf title, body;
	enum rc rc = RC_OK;
	double from = ms(), worst = 0;

	strbuf_init(&title);
	strbuf_init(&body);
	/* Oldest last, as a rebuild does it. */
	for (int i = 0; rc == RC_OK && i < count; i++) {
		struct search_doc d = { "story", i + 1, "/story/x", "", "", "",
			i % 10 == 3 ? "document" : "news", AT - i * 3600L };
		double t = ms();

		if (i % CHUNK == 0 && (rc = store_begin(st)) != RC_OK)
			break;
		story(&title, &body, i);
		d.title = title.buf;
		d.body = body.buf;
		d.rubric = i % 7 == 0 ? "robots" : "hronika";
		rc = search_put(st, a, &d);
		arena_reset(a);
		if (rc == RC_OK && (i % CHUNK == CHUNK - 1 || i + 1 == count))
			rc = store_commit(st);
		if (ms() - t > worst)
			worst = ms() - t;
	}
	printf("fill %.3f ms a story, worst %.0f ms\n", (ms() - from) / count,
	    worst);
	strbuf_free(&title);
	strbuf_free(&body);
	arena_free(a);
	return rc;
}

static enum rc
ask(struct store *st, const char *name, struct search_query q)
{
	struct arena *a = arena_new();
	struct search_result r = { .n = 0 };
	double times[ROUNDS];
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && i < ROUNDS; i++) {
		double t = ms();

		rc = search_find(st, a, &q, AT + 1, &r);
		times[i] = ms() - t;
		printf("ask %.3f\n", times[i]);
		if (i + 1 < ROUNDS)
			arena_reset(a);
	}
	qsort(times, ROUNDS, sizeof(*times), number_order);
	printf("%s: median %.2f ms, worst %.2f ms, %d%s found%s%s\n", name,
	    times[ROUNDS / 2], times[ROUNDS - 1], r.total, r.deeper ? "+" : "",
	    r.hint != NULL ? ", hint " : "", r.hint != NULL ? r.hint : "");
	arena_free(a);
	return rc;
}

static enum rc
ask_all(struct store *st)
{
	static const struct {
		const char *name;
		struct search_query q;
	} cases[] = {
		{ "everywhere", { "наставник", "", "", 0, 1 } },
		{ "two", { "ученик рассказал", "", "", 0, 1 } },
		{ "two-tenth", { "родители робототехника", "", "", 0, 1 } },
		{ "phrase", { "«шаг навстречу друг другу»", "", "", 0, 1 } },
		{ "prefix", { "робототехн", "", "", 0, 1 } },
		{ "short-prefix", { "шко*", "", "", 0, 1 } },
		{ "rare", { "синхрофазотрон", "", "", 0, 1 } },
		{ "group", { "наставник", "document", "", 0, 1 } },
		{ "rubric-year", { "кружок", "news", "robots", 2022, 1 } },
		{ "page-50", { "наставник", "", "", 0, 50 } },
	};
	static const struct {
		const char *name;
		struct search_query q;
	} worst[] = {
		{ "typo", { "наставинк", "", "", 0, 1 } },
		{ "never-together", { "ученики родители", "", "", 0, 1 } },
		{ "twelve", { "школы работы ученье классы книги встречи уроки "
			      "друзья мастера города помощь игры",
				"", "", 0, 1 } },
	};
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < LEN(cases); i++)
		rc = ask(st, cases[i].name, cases[i].q);
	printf("beyond the ordinary\n");
	for (size_t i = 0; rc == RC_OK && i < LEN(worst); i++)
		rc = ask(st, worst[i].name, worst[i].q);
	return rc;
}

/* One story put anew, as a person does it: its own transaction. */
static enum rc
put_cost(struct store *st)
{
	struct arena *a = arena_new();
	struct strbuf title, body;
	double times[ROUNDS];
	enum rc rc = RC_OK;

	strbuf_init(&title);
	strbuf_init(&body);
	for (int i = 0; rc == RC_OK && i < ROUNDS; i++) {
		struct search_doc d = { "story", 1000 + i, "/story/y", "", "",
			"", "news", AT - i };
		double t;

		story(&title, &body, i);
		d.title = title.buf;
		d.body = body.buf;
		t = ms();
		if ((rc = store_begin(st)) == RC_OK &&
		    (rc = search_put(st, a, &d)) == RC_OK)
			rc = store_commit(st);
		times[i] = ms() - t;
	}
	qsort(times, ROUNDS, sizeof(*times), number_order);
	printf("put: median %.2f ms, worst %.2f ms\n", times[ROUNDS / 2],
	    times[ROUNDS - 1]);
	strbuf_free(&title);
	strbuf_free(&body);
	arena_free(a);
	return rc;
}

static enum rc
tidy(struct store *st)
{
	double from = ms(), worst = 0;
	bool more = true;
	enum rc rc = RC_OK;
	int n = 0;

	for (; rc == RC_OK && more; n++) {
		double t = ms();

		rc = search_tidy(st, &more);
		if (ms() - t > worst)
			worst = ms() - t;
	}
	printf(
	    "tidy: %d steps, %.0f ms, worst %.0f ms\n", n, ms() - from, worst);
	return rc;
}

int
main(int argc, char **argv)
{
	const char *db = argc > 3 ? argv[3] : "db";
	struct store *st;
	struct stat sb;
	enum rc rc;

	if (argc < 3)
		return 2;
	if (secret_init() != RC_OK)
		return 1;
	if (!file_exists(argv[1])) {
		if (file_write(argv[1], "", 0600) != RC_OK ||
		    store_open(&st, argv[1]) != RC_OK)
			return 1;
		if ((rc = migrate_create(st, db)) == RC_OK &&
		    (rc = search_clear(st)) == RC_OK &&
		    (rc = fill(st, atoi(argv[2]))) == RC_OK)
			rc = tidy(st);
	} else {
		rc = store_open(&st, argv[1]);
	}
	if (rc == RC_OK && (rc = ask_all(st)) == RC_OK)
		rc = put_cost(st);
	store_close(st);
	if (stat(argv[1], &sb) == 0)
		printf("size: %.1f MB\n", (double)sb.st_size / 1e6);
	return rc != RC_OK;
}
