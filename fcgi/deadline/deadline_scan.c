#include <string.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "deadline/deadline_inner.h"

/* Bytes to tokens.  What is not seen on paper (soft hyphens, marks of
 * direction, accents) falls out here, and what looks the same on paper
 * becomes the same. */
enum {
	CH_LINE = '\n',
	CH_I_SHORT = 0x439,
	CH_I = 0x438,
	CH_A = 0x430,
	CH_O = 0x43e,
	CH_HA = 0x445,
	CH_YA = 0x44f,
	CH_E = 0x435,
	CH_YO = 0x451,
	CH_BREVE = 0x306,
	CH_DIAERESIS = 0x308,
	CH_SOFT_HYPHEN = 0xad,
	YEAR_DIGITS = 4
};

struct letter {
	utf8proc_int32_t c; /* small */
	bool latin, digit, roman, typo;
	size_t from, to;
};

/* Latin letters that look like Russian ones, as small Russian letters; the
 * shape is that of the case in which it stands. */
static const struct {
	char latin;
	utf8proc_int32_t cyrillic;
} twins[] = {
	{ 'a', 0x430 },
	{ 'A', 0x430 },
	{ 'B', 0x432 },
	{ 'c', 0x441 },
	{ 'C', 0x441 },
	{ 'e', 0x435 },
	{ 'E', 0x435 },
	{ 'H', 0x43d },
	{ 'k', 0x43a },
	{ 'K', 0x43a },
	{ 'm', 0x43c },
	{ 'M', 0x43c },
	{ 'o', 0x43e },
	{ 'O', 0x43e },
	{ 'p', 0x440 },
	{ 'P', 0x440 },
	{ 'r', 0x433 },
	{ 't', 0x442 },
	{ 'T', 0x442 },
	{ 'u', 0x438 },
	{ 'x', 0x445 },
	{ 'X', 0x445 },
	{ 'y', 0x443 },
	{ 'Y', 0x443 },
};

static const struct {
	utf8proc_int32_t first, last;
	utf8proc_int32_t is;
} same[] = {
	{ 0x2010, 0x2015, '-' },
	{ 0x2212, 0x2212, '-' },
	{ 0x2043, 0x2043, '-' },
	{ 0x2500, 0x2501, '-' },
	{ 0xfe58, 0xfe58, '-' },
	{ 0xfe63, 0xfe63, '-' },
	{ 0xff0d, 0xff0d, '-' },
	{ 0x00f7, 0x00f7, '-' }, /* ÷ */
	{ 0x2026, 0x2026, '-' }, /* … */
	{ 0x2044, 0x2044, '/' },
	{ 0x2215, 0x2215, '/' },
	{ 0x00b7, 0x00b7, ' ' },
	{ 0x2022, 0x2022, ';' },
	{ 0x2713, 0x2714, ';' },
	{ 0x25aa, 0x25ab, ';' },
	{ 0x25cf, 0x25cf, ';' },
	{ 0xf0b7, 0xf0b7, ';' }, /* as Word writes it */
	{ 0x2028, 0x2029, '\n' },
	{ 0x000b, 0x000d, '\n' },
	{ 0x0085, 0x0085, '\n' },
};

static bool
is_unseen(utf8proc_int32_t c)
{
	return c == CH_SOFT_HYPHEN || c == 0xfeff ||
	       (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2060 && c <= 0x206f) || (c >= 0x300 && c <= 0x36f) ||
	       (c < ' ' && c != '\n' && c != '\t' && !(c >= 0xb && c <= 0xd));
}

static utf8proc_int32_t
plain(utf8proc_int32_t c)
{
	for (size_t i = 0; i < LEN(same); i++)
		if (c >= same[i].first && c <= same[i].last)
			return same[i].is;
	if (c == '\t' || utf8proc_category(c) == UTF8PROC_CATEGORY_ZS)
		return ' ';
	/* Digits of full width. */
	if (c >= 0xff10 && c <= 0xff19)
		return c - 0xff10 + '0';
	return c;
}

/* A mark behind the letter it belongs to: й and ё may come in two parts. */
static void
add_mark(struct letter *l, utf8proc_int32_t c)
{
	if (c == CH_BREVE && l->c == CH_I)
		l->c = CH_I_SHORT;
}

static void
add_letter(struct letter *l, utf8proc_int32_t c)
{
	utf8proc_int32_t small = utf8proc_tolower(c);

	l->latin = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
	l->roman = c == 'I' || c == 'V' || c == 'X' || c == 'i' || c == 'v' ||
		   c == 'x' || c == 'l' || small == 0x456;
	l->digit = c >= '0' && c <= '9';
	l->c = small == CH_YO ? CH_E : small;
	if (l->latin && !l->roman)
		l->c = c; /* its case says what it looks like */
}

/* Roman numbers that are one sign of their own: Ⅰ to Ⅳ. */
static int
one_sign_roman(utf8proc_int32_t c)
{
	if (c >= 0x2160 && c <= 0x2163)
		return c - 0x2160 + 1;
	return c >= 0x2170 && c <= 0x2173 ? c - 0x2170 + 1 : 0;
}

static size_t
letters(const char *s, struct letter *l)
{
	static const char *const romans[] = { "", "I", "II", "III", "IV" };
	size_t n = 0, from = 0, len = strlen(s);
	bool soft = false;

	while (from < len) {
		utf8proc_int32_t c;
		utf8proc_ssize_t k;
		int roman;

		k = utf8proc_iterate((const utf8proc_uint8_t *)s + from,
		    (utf8proc_ssize_t)(len - from), &c);
		if (k <= 0)
			break;
		c = plain(c);
		roman = one_sign_roman(c);
		if (n > 0 && c >= 0x300 && c <= 0x36f)
			add_mark(&l[n - 1], c);
		for (int i = 0; i < roman; i++) {
			if (romans[roman][i] == '\0')
				break;
			l[n] = (struct letter){ .from = from, .to = from };
			l[n].to += (size_t)k;
			add_letter(&l[n++], romans[roman][i]);
		}
		/* A soft hyphen at a line's end joins the lines. */
		if (!roman && !is_unseen(c) && !(soft && c == '\n')) {
			l[n] = (struct letter){ .from = from, .to = from };
			l[n].to += (size_t)k;
			add_letter(&l[n++], c);
		}
		soft = c == CH_SOFT_HYPHEN || (soft && c == '\n');
		from += (size_t)k;
	}
	return n;
}

/* Quotes, asterisks and underscores of bold text say nothing. */
static bool
is_space(utf8proc_int32_t c)
{
	return c == ' ' || c == '\n' || c == '"' || c == '\'' || c == '*' ||
	       c == '_' || c == 0xab || c == 0xbb || c == 0x201c ||
	       c == 0x201d || c == 0x201e || c == 0x2019 || c == 0x2116;
}

/* The digit that a letter looks like: О, З, and l or I for 1. */
static char
digit_of(utf8proc_int32_t c)
{
	switch (c) {
	case 0x43e:
	case 'o':
	case 'O':
		return '0';
	case 0x437:
		return '3';
	case 'l':
	case 'i':
	case '|':
		return '1';
	default:
		return 0;
	}
}

static bool
is_cyrillic(const struct letter *l)
{
	return l->c >= CH_A && l->c <= CH_YA;
}

/* A letter that looks like a digit among digits: "О1.09", "1З.12"; a nought
 * that begins a word: "0ктябрь". */
static void
digits_of_letters(struct letter *l, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char digit = digit_of(l[i].c);
		bool before = i > 0 && l[i - 1].digit;
		bool dot = i > 0 && l[i - 1].c == '.';
		bool after = i + 1 < n && l[i + 1].digit;
		bool after_dot = i + 2 < n && l[i + 1].c == '.' &&
				 (l[i + 2].digit || l[i + 2].c == l[i].c);

		if (l[i].c == '0' && !before && i + 1 < n &&
		    is_cyrillic(&l[i + 1]) &&
		    (i == 0 || is_space(l[i - 1].c))) {
			l[i].c = CH_O;
			l[i].digit = false;
			l[i].typo = true;
		}
		if (digit == 0)
			continue;
		if ((before && (after || after_dot)) ||
		    (after && (i == 0 || dot || is_space(l[i - 1].c)))) {
			l[i].c = digit;
			l[i].digit = l[i].typo = true;
			l[i].latin = l[i].roman = false;
		}
	}
}

static size_t
put(char *to, utf8proc_int32_t c)
{
	return (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)to);
}

static bool
is_word(const struct letter *l)
{
	utf8proc_category_t k = utf8proc_category(l->c);

	return l->latin ||
	       (k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO);
}

static bool
is_ten(utf8proc_int32_t c)
{
	return c == 'x' || c == CH_HA;
}

/* "IV" written with any of its looks; 0: not such a number. */
static int
roman(const struct letter *l, size_t n)
{
	static const struct {
		const char *word;
		int value;
	} numbers[] = { { "i", 1 }, { "ii", 2 }, { "iii", 3 }, { "iv", 4 },
		{ "iiii", 4 }, { "v", 5 }, { "vi", 6 }, { "vii", 7 },
		{ "viii", 8 }, { "ix", 9 }, { "x", 10 }, { "xi", 11 },
		{ "xii", 12 } };
	char word[8];

	if (n >= sizeof(word))
		return 0;
	for (size_t i = 0; i < n; i++) {
		/* A Russian Х will do among Latin letters: "IХ". */
		if (!l[i].roman && (l[i].c != CH_HA || n == 1))
			return 0;
		word[i] = l[i].c == 'v' ? 'v' : is_ten(l[i].c) ? 'x' : 'i';
	}
	word[n] = '\0';
	for (size_t i = 0; i < LEN(numbers); i++)
		if (strcmp(numbers[i].word, word) == 0)
			return numbers[i].value;
	return 0;
}

static utf8proc_int32_t
twin(utf8proc_int32_t c)
{
	for (size_t i = 0; i < LEN(twins); i++)
		if (twins[i].latin == c)
			return twins[i].cyrillic;
	return 0;
}

static void
scan_word(struct reading *r, const struct letter *l, size_t n, struct token *t)
{
	char *word = arena_alloc(r->arena, n * 4 + 1);
	bool mixed = false, twins_only = true;
	size_t at = 0;

	t->value = roman(l, n);
	if (t->value != 0) {
		t->class = T_NUM;
		t->roman = t->ordinal = true;
		t->word = "";
		return;
	}
	for (size_t i = 0; i < n; i++) {
		utf8proc_int32_t as = l[i].latin ? twin(l[i].c) : l[i].c;

		mixed = mixed || (l[i].latin && as != 0) || l[i].typo;
		twins_only = twins_only && as != 0;
	}
	for (size_t i = 0; i < n; i++)
		at += put(word + at,
		    l[i].latin && twins_only ? twin(l[i].c) : l[i].c);
	t->word = word;
	deadline_words_find(t);
	if (t->class != T_UNKNOWN && mixed)
		t->typo = true;
}

static void
scan_number(const struct letter *l, size_t n, struct token *t)
{
	t->class = T_NUM;
	t->word = "";
	t->digits = (int)n;
	for (size_t i = 0; i < n && i < YEAR_DIGITS; i++)
		t->value = t->value * 10 + (int)(l[i].c - '0');
	for (size_t i = 0; i < n; i++)
		t->typo = t->typo || l[i].typo;
	if (n > YEAR_DIGITS)
		t->class = T_GLUED;
}

static enum token_class
sign_class(utf8proc_int32_t c)
{
	static const struct {
		char sign;
		enum token_class class;
	} signs[] = { { ',', T_COMMA }, { ';', T_SEMI }, { '.', T_DOT },
		{ ':', T_COLON }, { '-', T_DASH }, { '/', T_SLASH },
		{ '\\', T_SLASH }, { '(', T_OPEN }, { '[', T_OPEN },
		{ ')', T_CLOSE }, { ']', T_CLOSE }, { '+', T_AND },
		{ '&', T_AND } };

	for (size_t i = 0; i < LEN(signs); i++)
		if (signs[i].sign == c)
			return signs[i].class;
	return T_SIGN;
}

static bool
is_text(const struct letter *l, size_t n, size_t i)
{
	return i < n && (l[i].digit || is_word(&l[i]));
}

static size_t
underscores(const struct letter *l, size_t n, size_t i)
{
	size_t k = i;

	while (k < n && l[k].c == '_')
		k++;
	return k - i;
}

/* "__май__": the other end of an emphasis, some words away. */
static bool
is_paired(const struct letter *l, size_t n, size_t i, size_t len, bool left)
{
	enum { AWAY = 100 };
	size_t k = !left ? i + len : i > AWAY ? i - AWAY : 0;
	size_t end = left ? i : n - k > AWAY ? k + AWAY : n;

	for (size_t m; k < end; k += m + (m == 0)) {
		m = underscores(l, n, k);
		if (m == len && is_text(l, n, k + m) != is_text(l, n, i + len))
			return true;
	}
	return false;
}

/* The blank to be filled in that begins at i, "___ октября": how long. */
static size_t
blank(const struct letter *l, size_t n, size_t i)
{
	size_t len = underscores(l, n, i);
	bool left = len > 0 && i > 0 && is_text(l, n, i - 1);
	bool right = len > 0 && is_text(l, n, i + len);

	/* "20__г." */
	if (len > 1 && left && l[i - 1].digit)
		return len;
	if (len == 0 || (left && right) || (left != right && len == 1) ||
	    (left != right && is_paired(l, n, i, len, left)))
		return 0;
	return len;
}

void
deadline_scan(struct reading *r)
{
	/* No sign gives more letters than it has bytes. */
	size_t max = strlen(r->verbatim) + DEADLINE_AHEAD, n, next, k;
	struct letter *l = arena_alloc(r->arena, max * sizeof(*l));
	bool newline = false, glued = true;

	r->t = arena_alloc(r->arena, max * sizeof(*r->t));
	n = letters(r->verbatim, l);
	digits_of_letters(l, n);
	for (size_t i = 0; i < n; i = next) {
		struct token *t = &r->t[r->n];

		next = i + 1;
		if ((k = blank(l, n, i)) > 0) {
			next = i + k;
			*t = (struct token){ .class = T_BLANK, .word = "" };
			t->from = l[i].from;
			t->to = l[next - 1].to;
			newline = glued = false;
			r->n++;
			continue;
		}
		if (is_space(l[i].c)) {
			next += l[i].c == '_' ? underscores(l, n, next) : 0;
			newline = newline || l[i].c == CH_LINE;
			glued = false;
			continue;
		}
		*t = (struct token){ .glued = glued, .newline = newline };
		if (l[i].digit) {
			while (next < n && l[next].digit)
				next++;
			scan_number(l + i, next - i, t);
		} else if (is_word(&l[i])) {
			while (next < n && is_word(&l[next]))
				next++;
			scan_word(r, l + i, next - i, t);
		} else {
			t->class = sign_class(l[i].c);
			t->word = "";
		}
		t->from = l[i].from;
		t->to = l[next - 1].to;
		newline = false;
		glued = true;
		r->n++;
	}
	deadline_join_end(r, r->n);
}
