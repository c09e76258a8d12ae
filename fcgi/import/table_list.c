#include <string.h>

#include "base/arena.h"
#include "import/glyph.h"
#include "import/table_inner.h"

/*
 * A plan without a table: numbered lines, each with its term and its people
 * behind labels or dashes.  Every line becomes a row of these columns; the
 * last one keeps the line itself when a label was taken out of it.
 */
enum {
	LIST_NUMBER,
	LIST_CONTENT,
	LIST_DEADLINE,
	LIST_RESPONSIBLE,
	LIST_RESULT,
	LIST_LINE,
	LIST_COLUMNS
};

/* A term or a name at a line's end. */
enum { LIST_PART_BYTES_MAX = 120 };
/* A title, a section's name. */
enum { LIST_TITLE_BYTES_MAX = 300 };
/* "Срок исполнения и контроля:" */
enum { LIST_LABEL_BYTES_MAX = 70 };

static const struct {
	const char *stem;
	int column;
} labels[] = {
	{ "срок", LIST_DEADLINE },
	{ "дата", LIST_DEADLINE },
	{ "ответственн", LIST_RESPONSIBLE },
	{ "исполнител", LIST_RESPONSIBLE },
	{ "результат", LIST_RESULT },
	{ "ожидаем", LIST_RESULT },
};

struct list {
	struct arena *arena;
	struct table *t;
	int entries, dated, titles;
};

/* "2024 г": its dot is no end of a sentence. */
static bool
ends_year(const char *s, size_t n)
{
	static const char year[] = " г";

	return n > sizeof(year) - 1 &&
	       memcmp(s + n - (sizeof(year) - 1), year, sizeof(year) - 1) == 0;
}

static void
trim_into(struct arena *a, const char **cell, const char *s, size_t n)
{
	s = glyph_trim(s, &n);
	while (n > 0 && (strchr(";,.", s[n - 1]) != NULL)) {
		/* "Иванова А.А.": its dot stays. */
		if (s[n - 1] == '.' &&
		    (glyph_upper(glyph_before(s, s + n - 1)) ||
			ends_year(s, n - 1)))
			break;
		n--;
	}
	s = glyph_trim(s, &n);
	if (n == 0)
		return;
	*cell = (*cell)[0] == '\0'
		    ? arena_strndup(a, s, n)
		    : arena_printf(a, "%s %.*s", *cell, (int)n, s);
}

/* A label at the word s: its column and where its value begins; 0: none. */
static size_t
label_at(struct arena *a, const char *s, int *column)
{
	size_t end = strcspn(s, ":\n.;"), n = end;
	const char *folded;

	if (s[end] != ':' || end > LIST_LABEL_BYTES_MAX)
		return 0;
	folded = glyph_fold(a, arena_strndup(a, s, n));
	for (size_t i = 0; i < LEN(labels); i++)
		if (strncmp(folded, labels[i].stem, strlen(labels[i].stem)) ==
		    0) {
			*column = labels[i].column;
			return end + 1;
		}
	return 0;
}

/* Labelled parts of s into cells; what stands before the first is content.
 * true: there was one. */
static bool
take_labels(struct arena *a, const char *s, const char **cells)
{
	int column = LIST_CONTENT, next;
	const char *from = s;
	bool fresh = true, any = false;
	size_t n;

	while (*s != '\0') {
		if (fresh && glyph_letter(glyph_at(s)) &&
		    (n = label_at(a, s, &next)) > 0) {
			trim_into(a, &cells[column], from, (size_t)(s - from));
			column = next;
			s += n;
			from = s;
			any = true;
			continue;
		}
		fresh = !glyph_letter(glyph_at(s));
		glyph_next(&s);
	}
	if (any)
		trim_into(a, &cells[column], from, (size_t)(s - from));
	return any;
}

/* A sign that parts what stands behind it from what stands before. */
static bool
is_cut(const char *s, size_t i, size_t after)
{
	uint32_t c = glyph_at(s + i), before;

	if (c == ';')
		return true;
	if (i == 0 || s[after] != ' ')
		return false;
	if (glyph_dash(c))
		return s[i - 1] == ' ';
	before = glyph_before(s, s + i);
	return c == '.' && (glyph_lower(before) || glyph_digit(before));
}

/* Where the last part of s of n bytes begins, behind its sign at *cut. */
static size_t
last_part(const char *s, size_t n, size_t *cut)
{
	bool parens = n > 0 && s[n - 1] == ')';
	size_t i = n, after;

	while (i > 0) {
		after = i;
		do
			i--;
		while (i > 0 && ((unsigned char)s[i] & 0xc0) == 0x80);
		if (parens ? s[i] == '(' : is_cut(s, i, after)) {
			*cut = i;
			return after;
		}
	}
	return 0;
}

static int
part_column(struct arena *a, const char *s, size_t n)
{
	const char *text = arena_strndup(a, s, n);
	const char *folded = glyph_fold(a, text);

	if (column_looks_date(folded))
		return LIST_DEADLINE;
	return column_looks_person(text, folded) ? LIST_RESPONSIBLE
						 : LIST_CONTENT;
}

/* Terms and people at the end of a line without labels. */
static void
take_tail(struct arena *a, const char *s, const char **cells)
{
	size_t n = strlen(s), from, cut, len, date_end = 0;
	int column, last = LIST_CONTENT;

	while (n > 0 && (s[n - 1] == '.' || s[n - 1] == ';' || s[n - 1] == ' '))
		n--;
	while ((from = last_part(s, n, &cut)) > 0) {
		len = n - from - (s[cut] == '(');
		if (len == 0 || len > LIST_PART_BYTES_MAX)
			break;
		/* The dot that ended the line belongs to the initials. */
		column = part_column(a, s + from, len + (s[n] == '.'));
		if (column == LIST_CONTENT)
			break;
		/* "октябрь 2024 – апрель 2025" is one term. */
		if (column == LIST_DEADLINE && last == LIST_DEADLINE)
			len = date_end - from;
		else if (cells[column][0] != '\0')
			break;
		else if (column == LIST_DEADLINE)
			date_end = from + len;
		if (s[n] == '.' && column == LIST_RESPONSIBLE)
			len++;
		cells[column] = "";
		trim_into(a, &cells[column], s + from, len);
		last = s[cut] == '(' ? LIST_CONTENT : column;
		n = cut;
		while (n > 0 && s[n - 1] == ' ')
			n--;
	}
	cells[LIST_CONTENT] = arena_strndup(a, s, n);
}

static const struct paste_row *
make_row(struct list *l, const struct paste_row *src, const char **cells)
{
	struct paste_row *r = arena_alloc(l->arena, sizeof(*r));

	*r = *src;
	r->n = LIST_COLUMNS;
	r->prose = false;
	r->cells = arena_alloc(l->arena, LIST_COLUMNS * sizeof(*r->cells));
	for (int i = 0; i < LIST_COLUMNS; i++)
		r->cells[i] = (struct paste_cell){ .text = cells[i],
			.span = 1,
			.strong = src->cells[0].strong };
	return r;
}

/* The next numbered line has a deeper number, or this one's is Roman. */
static bool
is_section(const struct table *t, int i, int depth)
{
	int next;

	if (depth == 0)
		return true;
	for (i++; i < t->n; i++)
		if (t->rows[i].src->prose &&
		    glyph_number(t->rows[i].src->cells[0].text, &next) > 0)
			return next > depth;
	return false;
}

static void
take_entry(struct list *l, int i, size_t number, int depth)
{
	const char *text = l->t->rows[i].src->cells[0].text;
	const char *cells[LIST_COLUMNS] = { "", "", "", "", "", "" };
	const char *words = text + number;
	struct table_row *r = &l->t->rows[i];
	size_t n = strlen(words);

	words = glyph_trim(words, &n);
	cells[LIST_NUMBER] = arena_strndup(l->arena, text, number);
	if (is_section(l->t, i, depth)) {
		cells[LIST_CONTENT] = words;
		r->kind = TABLE_HEADING;
	} else {
		if (take_labels(l->arena, words, cells))
			cells[LIST_LINE] = text;
		else
			take_tail(l->arena, words, cells);
		r->kind = TABLE_ACTIVITY;
		l->entries++;
		l->dated += cells[LIST_DEADLINE][0] != '\0';
	}
	r->src = make_row(l, r->src, cells);
}

/* A line over numbers that begin anew, a month or bold words over a number:
 * the name of a part. */
static bool
names_part(struct list *l, int i)
{
	const struct paste_row *r = l->t->rows[i].src;
	const char *text = r->cells[0].text, *next;
	int depth;

	if (i + 1 == l->t->n || !glyph_upper(glyph_at(text)) ||
	    strlen(text) > LIST_TITLE_BYTES_MAX)
		return false;
	next = l->t->rows[i + 1].src->cells[0].text;
	if (glyph_number(next, &depth) == 0)
		return false;
	return r->cells[0].strong || column_month(l->arena, text) > 0 ||
	       (next[0] == '1' && !glyph_digit((uint8_t)next[1]) && depth == 1);
}

/* A line under an entry: its labelled part, an item, the end of its text. */
static void
take_more(struct list *l, int i)
{
	const char *text = l->t->rows[i].src->cells[0].text;
	const char *cells[LIST_COLUMNS] = { "", "", "", "", "", "" };
	struct table_row *r = &l->t->rows[i];
	uint32_t c = glyph_at(text);

	if (take_labels(l->arena, text, cells)) {
		cells[LIST_LINE] = text;
		l->dated += cells[LIST_DEADLINE][0] != '\0';
	} else if (names_part(l, i)) {
		cells[LIST_CONTENT] = text;
		r->kind = TABLE_HEADING;
		r->src = make_row(l, r->src, cells);
		return;
	} else if (glyph_lower(c) || glyph_dash(c) || glyph_bullet(c) ||
		   !r->src->after_blank) {
		cells[LIST_CONTENT] = text;
	} else {
		return;
	}
	r->kind = TABLE_CONTINUED;
	r->src = make_row(l, r->src, cells);
}

static void
put_head(struct list *l)
{
	static const struct column columns[LIST_COLUMNS] = {
		[LIST_NUMBER] = { .heading = "№", .role = COLUMN_NUMBER },
		[LIST_CONTENT] = { .heading = "Мероприятие",
		    .role = COLUMN_CONTENT },
		[LIST_DEADLINE] = { .heading = "Срок",
		    .role = COLUMN_DEADLINE },
		[LIST_RESPONSIBLE] = { .heading = "Ответственный",
		    .role = COLUMN_RESPONSIBLE },
		[LIST_RESULT] = { .heading = "Результат",
		    .role = COLUMN_RESULT },
		[LIST_LINE] = { .heading = "Строка целиком",
		    .role = COLUMN_EXTRA },
	};
	struct table_head *h = &l->t->heads[0];

	*h = (struct table_head){ .n = LIST_COLUMNS };
	h->columns = arena_alloc(l->arena, sizeof(columns));
	memcpy(h->columns, columns, sizeof(columns));
	table_head_index(h);
	l->t->heads_n = 1;
	l->t->list = true;
}

/* Nothing but prose with numbers: what was made of the lines is undone. */
static bool
undo(struct list *l, const struct table_row *saved)
{
	memcpy(l->t->rows, saved, (size_t)l->t->n * sizeof(*saved));
	return false;
}

bool
table_list(struct arena *a, struct table *t)
{
	struct list l = { .arena = a, .t = t };
	struct table_row *saved = arena_alloc(a, (size_t)t->n * sizeof(*saved));
	int depth;
	size_t n;

	memcpy(saved, t->rows, (size_t)t->n * sizeof(*saved));
	for (int i = 0; i < t->n; i++) {
		const struct paste_row *r = t->rows[i].src;
		const char *text = r->cells[0].text, *folded;

		if (!r->prose)
			continue;
		if ((n = glyph_number(text, &depth)) > 0) {
			take_entry(&l, i, n, depth);
			continue;
		}
		if (l.entries > 0) {
			take_more(&l, i);
			continue;
		}
		if (column_month(a, text) > 0 && names_part(&l, i)) {
			take_more(&l, i);
			continue;
		}
		folded = strlen(text) <= LIST_TITLE_BYTES_MAX
			     ? glyph_fold(a, text)
			     : "";
		n = folded[0] == '"';
		l.titles +=
		    glyph_find(folded, "дорожн|план_") == folded + n &&
		    glyph_find(folded,
			"дорожная карта|план мероприят|план работ") != NULL;
	}
	/* Half of the rows have a term, or a title says what this is. */
	if (l.entries < 2 || (l.dated * 2 < l.entries && l.titles == 0))
		return undo(&l, saved);
	put_head(&l);
	return true;
}
