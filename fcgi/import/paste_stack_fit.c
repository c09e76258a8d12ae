#include <string.h>

#include "base/arena.h"
#include "import/column.h"
#include "import/glyph.h"
#include "import/paste.h"
#include "import/paste_stack.h"

/* What a line looks like. */
enum look {
	LOOK_NUMBER = 1,
	LOOK_DATE = 2,
	LOOK_PERSON = 4,
	LOOK_ITEM = 8,	   /* a mark of a list */
	LOOK_LONG = 128,   /* no name of a post has so many words */
	LOOK_LOWER = 64,   /* goes on with a small letter */
	LOOK_SECTION = 16, /* "Этап 1.", "II." */
	LOOK_MONTH = 256,  /* "Сентябрь": a section, or a term */
	LOOK_OPENS = 32	   /* "1.2. Сбор анкет" */
};
/* Of a term or a name that stands alone in its cell. */
enum { STACK_SHORT_BYTES = 200, STACK_NAME_BYTES_MAX = 300 };
/* Words of "Старший воспитатель, педагог-психолог". */
enum { STACK_PERSON_WORDS_MAX = 10 };
enum { STACK_POST_WORDS_MAX = 3 };
/* Points, twice as many as one would say: halves are needed. */
enum { STACK_NEVER = -1000 };

struct fit {
	struct arena *scratch;
	const struct column *columns;
	int n; /* of columns; n itself is the place of a section's name */
	const struct paste_unit *units;
	bool blanks;
	bool numbered; /* rows have "1.2." in their words: "1. Работа" names
			* a section */
	bool rows_numbered; /* a column tells where rows begin */
	bool dated;	    /* terms have a column */
	bool title;	    /* the unit before is a name that ended */
	int skip[PASTE_COLUMNS_MAX + 1]; /* costs of columns before i */
};

/* The name of something done or made: "Обучение", "Банк". */
static bool
names_act(const char *folded)
{
	static const char *const ends[] = { "ние", "ция", "тие", "ка", "ов",
		"чи", "ть", "ти" };
	static const char made[] =
	    "банк_|база|базы|реестр|список|списки|программ|план|отчет|приказ|"
	    "протокол|положени|анкет|журнал|материал|справк|договор|соглашени|"
	    "обучен|сформирован|персонализ|индивидуальн|проведен|создан|отбор|"
	    "подбор|поиск|сбор_|выбор|набор|анализ|показ|запуск|старт|итог|"
	    "встреч|семинар|тренинг|круглый|конкурс|фестивал|праздник|день_|"
	    "неделя|акци|форум|урок|беседа|мастер-класс|школа_ наставник|"
	    "задач|цель_|работа_|направлени|мероприят";
	size_t n = strcspn(folded, " ,.;:("), k;

	if (glyph_find(folded, "администрац") == folded)
		return false;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		k = strlen(ends[i]);
		if (n > k && memcmp(folded + n - k, ends[i], k) == 0)
			return true;
	}
	return glyph_find(folded, made) == folded;
}

static int
word_count(const char *s)
{
	int n = 0;

	while (*s != '\0') {
		s += strspn(s, " \n");
		n += *s != '\0';
		s += strcspn(s, " \n");
	}
	return n;
}

static bool
is_person(const char *text, const char *folded)
{
	int words = word_count(text);

	if (column_has_initials(text))
		return true;
	if (words > STACK_PERSON_WORDS_MAX || names_act(folded))
		return false;
	return column_looks_post(folded) ||
	       glyph_find(folded, "участник|родители_") == folded ||
	       glyph_find(folded, "центр_") != NULL ||
	       (words <= STACK_POST_WORDS_MAX &&
		   column_looks_person(text, folded));
}

/* "Этап 1", "Раздел «Школа»", "II этап". */
static bool
names_section(const char *text, const char *folded)
{
	const char *s = folded;
	int depth = 1;

	if (glyph_number(text, &depth) > 0 && depth == 0)
		return true;
	if (glyph_find(folded, "этап|раздел|блок_|модуль_") == folded) {
		while (glyph_letter(glyph_at(s)))
			glyph_next(&s);
		while (*s == ' ')
			s++;
		return glyph_digit(glyph_at(s)) || *s == '"' || *s == 'i' ||
		       *s == 'v' || *s == ':';
	}
	return false;
}

/* "2. Рабочий этап" over the row "2.1". */
static bool
heads_rows(const struct fit *f, int i, int units_n)
{
	const char *text = f->units[i].text, *next;
	size_t n = strspn(text, "0123456789");

	if (!f->rows_numbered || i + 1 == units_n || n == 0 || text[n] != '.' ||
	    text[n + 1] != ' ')
		return false;
	next = f->units[i + 1].text;
	return memcmp(text, next, n + 1) == 0 &&
	       glyph_digit(glyph_at(next + n + 1)) && column_looks_number(next);
}

static unsigned
look_at(struct arena *scratch, const char *text)
{
	unsigned look = 0;
	const char *folded, *p = text;
	uint32_t c = glyph_next(&p);
	int depth = 1;
	size_t n;

	if (column_looks_number(text))
		return LOOK_NUMBER;
	n = glyph_number(text, &depth);
	if (glyph_lower(c))
		look |= LOOK_LOWER;
	else if (glyph_bullet(c) || glyph_dash(c) || (n > 0 && depth == 1))
		look |= LOOK_ITEM;
	else if (n > 0)
		look |= LOOK_OPENS;
	if (strlen(text) > STACK_NAME_BYTES_MAX)
		return look | LOOK_LONG;
	arena_reset(scratch);
	folded = glyph_fold(scratch, text);
	if (word_count(text) > STACK_POST_WORDS_MAX)
		look |= LOOK_LONG;
	if (names_section(text, folded))
		look |= LOOK_SECTION;
	if (column_month(scratch, text) > 0 && word_count(text) <= 2)
		look |= LOOK_MONTH;
	if (strlen(text) > STACK_SHORT_BYTES)
		return look;
	if (is_person(text, folded))
		look |= LOOK_PERSON;
	else if (column_looks_date(folded))
		look |= LOOK_DATE;
	return look;
}

static unsigned
look_of(const struct fit *f, int i, int units_n)
{
	unsigned look = look_at(f->scratch, f->units[i].text);

	return heads_rows(f, i, units_n) ? look | LOOK_SECTION : look;
}

/* Points for a line in the column of a role. */
static int
points(enum column_role role, unsigned look)
{
	if (role == COLUMN_NUMBER)
		return look & LOOK_NUMBER ? 8 : STACK_NEVER;
	if (look & LOOK_NUMBER)
		return role == COLUMN_EXTRA || role == COLUMN_KPI ? -6 : -16;
	if (look & LOOK_OPENS)
		return role == COLUMN_CONTENT || role == COLUMN_ACTIVITY ? 4
									 : -10;
	switch (role) {
	case COLUMN_DEADLINE:
		return look & LOOK_DATE ? 6 : -6;
	case COLUMN_RESPONSIBLE:
		return look & LOOK_PERSON		? 6
		       : look & (LOOK_DATE | LOOK_LONG) ? -8
							: -4;
	case COLUMN_STAGE:
	case COLUMN_ACTIVITY:
		if (look & LOOK_ITEM)
			return -8;
		break;
	default:
		break;
	}
	return look & (LOOK_DATE | LOOK_PERSON) ? -2 : 2;
}

/* What it costs that a row has nothing in a column. */
static int
cost(const struct column *c)
{
	switch (c->role) {
	case COLUMN_NUMBER:
		return 3;
	case COLUMN_STAGE:
		return 1;
	case COLUMN_CONTENT:
		return 10;
	case COLUMN_DEADLINE:
	case COLUMN_RESPONSIBLE:
		return 4;
	default:
		return 2;
	}
}

static void
count_depths(struct fit *f, int units_n)
{
	int deep = 0, depth;

	for (int i = 0; i < f->n; i++)
		if (f->columns[i].role == COLUMN_NUMBER) {
			f->rows_numbered = true;
			return;
		}
	for (int i = 0; i < units_n; i++)
		deep += glyph_number(f->units[i].text, &depth) > 0 && depth > 1;
	f->numbered = deep > 1;
}

static int
emit(const struct fit *f, int at, unsigned look)
{
	if (at == f->n)
		return look & LOOK_SECTION		   ? 6
		       : look & LOOK_MONTH		   ? f->dated ? 0 : 6
		       : f->numbered && (look & LOOK_ITEM) ? 4
							   : STACK_NEVER;
	if (f->columns[at].shared && look & (LOOK_DATE | LOOK_PERSON))
		return 6;
	return points(f->columns[at].role, look);
}

/* Columns a..b-1 are left empty. */
static int
skipped(const struct fit *f, int a, int b)
{
	return f->skip[b] - f->skip[a];
}

/* Columns behind at are left empty. */
static int
rest(const struct fit *f, int at)
{
	return at == f->n ? 0 : skipped(f, at + 1, f->n);
}

/* A row begins in the column to. */
static int
opening(const struct fit *f, int to)
{
	int price;

	if (to == f->n)
		return 0;
	price = skipped(f, 0, to);
	/* A stage that begins has its number. */
	if (f->columns[to].role == COLUMN_STAGE && price > 0)
		price += 4;
	return price;
}

static bool
is_name(enum column_role role)
{
	return role == COLUMN_CONTENT || role == COLUMN_ACTIVITY ||
	       role == COLUMN_STAGE;
}

/* A short line that no sign ends: what follows it with a capital is another
 * name. */
static bool
is_title(const char *text)
{
	size_t n = strlen(text);

	return n > 0 && n < STACK_NAME_BYTES_MAX &&
	       strchr(".;:,-", text[n - 1]) == NULL;
}

static int
within(const struct fit *f, int from, int to, unsigned look)
{
	if (from == f->n || to == f->n || to < from)
		return STACK_NEVER;
	if (to > from)
		return -skipped(f, from + 1, to);
	if (f->columns[to].role == COLUMN_NUMBER)
		return STACK_NEVER;
	if (look & (LOOK_ITEM | LOOK_LOWER))
		return 1;
	if (f->columns[to].shared && look & LOOK_PERSON)
		return 1;
	if (look & LOOK_OPENS)
		return -20;
	/* Under people stand people. */
	if (f->columns[to].role == COLUMN_RESPONSIBLE && !(look & LOOK_PERSON))
		return -10;
	return f->title && is_name(f->columns[to].role) ? -16 : -4;
}

static int
next_row(const struct fit *f, int from, int to, bool blank)
{
	int price = opening(f, to) + rest(f, from);

	if (f->blanks)
		price += blank ? -3 : 3;
	return -price;
}

/* The best way to each place of unit i; back: where it came from, with the
 * bit of a new row. */
static void
step(const struct fit *f, int i, unsigned look, const int *before, int *now,
    uint8_t *back)
{
	int inside, fresh, best;

	for (int to = 0; to <= f->n; to++) {
		now[to] = 16 * STACK_NEVER;
		back[to] = 0;
		for (int from = 0; from <= f->n; from++) {
			inside = within(f, from, to, look);
			fresh = next_row(f, from, to, f->units[i].blank);
			best =
			    before[from] + (inside >= fresh ? inside : fresh);
			if (best <= now[to])
				continue;
			now[to] = best;
			back[to] = (uint8_t)(from << 1 | (inside < fresh));
		}
		now[to] += emit(f, to, look);
	}
}

static void
first(const struct fit *f, unsigned look, int *now)
{
	for (int to = 0; to <= f->n; to++)
		now[to] = emit(f, to, look) - opening(f, to);
}

int
paste_stack_fit(struct arena *a, const struct column *columns, int n,
    const struct paste_unit *units, int units_n, bool blanks, uint8_t *at,
    bool *fresh)
{
	struct fit f = { .scratch = arena_new(),
		.columns = columns,
		.n = n,
		.units = units,
		.blanks = blanks };
	int score[2][PASTE_COLUMNS_MAX + 1] = { { 0 } }, width = n + 1, to = 0,
					 best, *last;
	uint8_t *back = arena_alloc(a, (size_t)units_n * (size_t)width);

	for (int i = 0; i < n; i++) {
		f.skip[i + 1] = f.skip[i] + cost(&columns[i]);
		f.dated |= columns[i].role == COLUMN_DEADLINE;
	}
	count_depths(&f, units_n);
	first(&f, look_of(&f, 0, units_n), score[0]);
	for (int i = 1; i < units_n; i++) {
		f.title = !f.rows_numbered && is_title(units[i - 1].text);
		step(&f, i, look_of(&f, i, units_n), score[(i - 1) & 1],
		    score[i & 1], back + i * width);
	}
	last = score[(units_n - 1) & 1];
	for (int k = 1; k <= n; k++)
		if (last[k] - rest(&f, k) > last[to] - rest(&f, to))
			to = k;
	best = last[to] - rest(&f, to);
	for (int i = units_n - 1; i >= 0; i--) {
		at[i] = (uint8_t)to;
		fresh[i] = i == 0 || (back[i * width + to] & 1) != 0;
		to = back[i * width + to] >> 1;
	}
	arena_free(f.scratch);
	return best;
}
