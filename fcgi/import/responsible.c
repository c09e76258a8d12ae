#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "import/glyph.h"
#include "import/responsible.h"

const char *const responsible_kinds[] = { "other", "person", "role", "unit" };

static const char units[] =
    "рабоч групп|творческ групп|администрац|совет_|совета_|комисси|центр|"
    "отдел|служб|методическ объединен|педагогическ совет|управляющ совет|"
    "попечительск совет|шмо_|мо_|коллектив|оргкомитет|кафедр|"
    "библиотек";
/* More than one person: no post of the one before. */
static const char several[] =
    "методисты|руководители|педагоги_|учителя|наставники|специалисты|"
    "психологи|кураторы|воспитатели|родители|обучающиеся|заместители|тьюторы|"
    "преподаватели|члены|участники|наставляемые|классные|педагоги";
static const char roles[] =
    "директор|куратор|методист|педагог|психолог|учител|руководител|"
    "заместител|замдиректор|зам_|завуч|наставник|специалист|координатор|"
    "воспитател|заведующ|логопед|библиотекар|секретар|тьютор|преподавател|"
    "советник|организатор|администратор|вожат";

struct piece {
	const char *s;
	size_t n;
	char sep;		  /* what stood before it */
	size_t name_from, name_n; /* of the person in it; name_n 0: none */
};

struct split {
	struct piece pieces[RESPONSIBLE_MAX];
	int n;
	const char *start, *end;
	size_t name_from, name_n;
	char sep;
};

static size_t
blanks(const char *s)
{
	const char *p = s;

	while (glyph_blank(glyph_at(p)))
		glyph_next(&p);
	return (size_t)(p - s);
}

/* "Петрова", "Салтыков-Щедрин": its bytes. */
static size_t
capital_word(const char *s)
{
	const char *p = s;
	int small = 0;

	if (!glyph_upper(glyph_next(&p)))
		return 0;
	for (;;) {
		while (glyph_lower(glyph_at(p))) {
			glyph_next(&p);
			small++;
		}
		if (*p != '-' || !glyph_upper(glyph_at(p + 1)))
			break;
		p++;
		glyph_next(&p);
	}
	return small > 0 && !glyph_letter(glyph_at(p)) ? (size_t)(p - s) : 0;
}

/* "И.О.", "И. О.", "И."  */
static size_t
initials(const char *s)
{
	const char *p = s, *q;

	if (!glyph_upper(glyph_next(&p)) || *p != '.')
		return 0;
	p++;
	q = p + blanks(p);
	if (!glyph_upper(glyph_next(&q)))
		return (size_t)(p - s);
	if (*q != '.') /* "И.О" at the end of a cell: its dot was lost */
		return glyph_letter(glyph_at(q)) ? (size_t)(p - s)
						 : (size_t)(q - s);
	return (size_t)(q + 1 - s);
}

static bool
is_patronymic(const char *s, size_t n)
{
	static const char *const ends[] = { "вич", "вна", "чна", "оглы", "кызы",
		"ьич" };
	size_t k;

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		k = strlen(ends[i]);
		if (n > k && memcmp(s + n - k, ends[i], k) == 0)
			return true;
	}
	return false;
}

/* A person at s, the beginning of a word: the bytes of the name; 0: none. */
static size_t
person_at(const char *s)
{
	size_t n = capital_word(s), m, k, word;

	if (n > 0) {
		k = n + blanks(s + n);
		if ((m = initials(s + k)) > 0 && k > n)
			return k + m;
		/* Иванова Анна Петровна */
		if ((m = capital_word(s + k)) == 0)
			return 0;
		word = k + m;
		k = word + blanks(s + word);
		m = capital_word(s + k);
		return m > 0 && is_patronymic(s + k, m) ? k + m : 0;
	}
	if ((n = initials(s)) < 2)
		return 0;
	k = n + blanks(s + n);
	m = capital_word(s + k);
	return m > 0 ? k + m : 0;
}

/* Words from the last sign that parts people up to end are a piece; the next
 * one begins at next.  The last piece there is room for takes the rest. */
static void
piece_end(struct split *p, const char *end, const char *next, char sep)
{
	size_t n = (size_t)(end - p->start);
	const char *s = glyph_trim(p->start, &n), *c = s;
	bool words = false;

	if (p->n == RESPONSIBLE_MAX - 1 && *end != '\0')
		return;
	while (c < s + n) {
		uint32_t one = glyph_next(&c);

		words |= glyph_letter(one) || glyph_digit(one);
	}
	if (words)
		p->pieces[p->n++] = (struct piece){ s, n, p->sep,
			p->name_from - (size_t)(s - p->start), p->name_n };
	/* A comma at a line's end is still a comma. */
	if (words || p->sep != ',')
		p->sep = sep;
	p->start = next;
	p->name_n = 0;
}

/* A new person while one stands already in this piece. */
static void
second_person(struct split *p, const char *s)
{
	const char *name_end = p->start + p->name_from + p->name_n;

	/* "директор Иванова А.А. методист Петрова Б.Б." */
	if (p->name_from > blanks(p->start))
		piece_end(p, name_end, name_end, ' ');
	else
		piece_end(p, s, s, ' ');
}

/* A full stop after a whole word and before a capital: two roles. */
static bool
is_stop(const char *cell, const char *s)
{
	const char *p = s + 1;
	size_t gap = blanks(p);

	if (*s != '.' || gap == 0 || !glyph_upper(glyph_at(p + gap)))
		return false;
	for (int i = 0; i < 3; i++) {
		if (s == cell || !glyph_lower(glyph_before(cell, s)))
			return false;
		do
			s--;
		while (s > cell && ((unsigned char)*s & 0xc0) == 0x80);
	}
	return true;
}

static void
cut(struct split *p, const char *cell)
{
	bool fresh = true; /* a word may begin here */
	const char *s = cell;
	int parens = 0;
	size_t n;

	p->start = cell;
	while (*s != '\0') {
		if (fresh && (n = person_at(s)) > 0) {
			if (p->name_n > 0)
				second_person(p, s);
			p->name_from = (size_t)(s - p->start);
			p->name_n = n;
			s += n;
			fresh = false;
			continue;
		}
		parens += (*s == '(') - (*s == ')' && parens > 0);
		if (parens == 0 && (*s == ',' || *s == ';' || *s == '\n'))
			piece_end(p, s, s + 1, *s);
		else if (parens == 0 && is_stop(cell, s))
			piece_end(p, s, s + 1, '.');
		else if (s[0] == ' ' && s[1] == ' ' && parens == 0)
			piece_end(p, s, s + 1, ' ');
		fresh = !glyph_letter(glyph_at(s)) && *s != '.';
		glyph_next(&s);
	}
	piece_end(p, s, s, 0);
}

/* What stands beside a name, without the signs between. */
static const char *
post_of(struct arena *a, const struct piece *p)
{
	size_t before = p->name_from;
	const char *after = p->s + p->name_from + p->name_n;
	size_t n = p->n - p->name_from - p->name_n;

	while (n > 0 && strchr(" ,-(", *after) != NULL) {
		after++;
		n--;
	}
	after = glyph_trim(after, &n);
	if (n > 0 && after[n - 1] == ')' && memchr(after, '(', n) == NULL)
		n--;
	if (n > 0)
		return arena_strndup(a, after, n);
	after = glyph_trim(p->s, &before);
	return arena_strndup(a, after, before);
}

static enum responsible_kind
kind_of(const char *folded)
{
	if (glyph_find(folded, units) == folded)
		return RESPONSIBLE_UNIT;
	if (glyph_find(folded, roles) != NULL ||
	    glyph_find(folded, several) != NULL)
		return RESPONSIBLE_ROLE;
	if (glyph_find(folded, units) != NULL)
		return RESPONSIBLE_UNIT;
	return RESPONSIBLE_OTHER;
}

static bool
stands_alone(const char *folded)
{
	return glyph_find(folded, units) == folded ||
	       glyph_find(folded, several) == folded;
}

/* The piece goes on the entry before it: a post, or the rest of a line. */
static bool
attach(struct arena *a, struct responsible *to, const struct piece *p,
    const char *text)
{
	const char *folded = glyph_fold(a, text);
	bool person = to->kind == RESPONSIBLE_PERSON;

	if (p->name_n > 0 || !glyph_lower(glyph_at(text)) ||
	    stands_alone(folded))
		return false;
	if (person && (p->sep == ',' || p->sep == '\n')) {
		to->text = arena_printf(
		    a, p->sep == ',' ? "%s, %s" : "%s %s", to->text, text);
		to->post = to->post[0] == '\0'
			       ? text
			       : arena_printf(a, "%s, %s", to->post, text);
		return true;
	}
	if (p->sep != '\n' || glyph_find(folded, roles) == folded)
		return false;
	to->text = arena_printf(a, "%s %s", to->text, text);
	return true;
}

int
responsible_split(struct arena *a, const char *cell, struct responsible **list)
{
	struct split split = { .n = 0 }, *p = &split;
	struct responsible *r;
	const struct piece *one;
	const char *text;
	size_t len;
	int n = 0;

	cut(p, cell);
	*list = r = arena_alloc(a, (size_t)(p->n + 1) * sizeof(*r));
	for (int i = 0; i < p->n; i++) {
		one = &p->pieces[i];
		len = one->n;
		if (one->name_n == 0 && len > 0 && one->s[len - 1] == '.')
			len--;
		text = arena_strndup(a, one->s, len);
		if (n > 0 && attach(a, &r[n - 1], one, text))
			continue;
		r[n] = (struct responsible){
			.text = text, .name = "", .post = ""
		};
		if (one->name_n > 0) {
			r[n].kind = RESPONSIBLE_PERSON;
			r[n].name = arena_strndup(
			    a, one->s + one->name_from, one->name_n);
			r[n].post = post_of(a, one);
		} else {
			r[n].kind = kind_of(glyph_fold(a, text));
		}
		n++;
	}
	return n;
}
