#include <string.h>

#include "base/arena.h"
#include "import/glyph.h"
#include "import/item.h"

struct marks {
	struct arena *arena;
	const char *text;
	size_t *at, *from; /* where a mark begins, where its item begins */
	int n, cap;
	int next;	/* the number that would go on the list; 0: none yet */
	bool no_second; /* no 2 stands anywhere behind */
};

static void
mark_add(struct marks *m, size_t at, size_t from)
{
	size_t size = (size_t)m->cap * sizeof(*m->at);

	if (m->n == m->cap) {
		m->cap = m->cap == 0 ? 8 : 2 * m->cap;
		m->at = arena_grow(
		    m->arena, m->at, size, (size_t)m->cap * sizeof(*m->at));
		m->from = arena_grow(
		    m->arena, m->from, size, (size_t)m->cap * sizeof(*m->from));
	}
	m->at[m->n] = at;
	m->from[m->n++] = from;
}

/* The last character before s that is no blank; *line: a line begins at s. */
static uint32_t
before(const char *text, const char *s, bool *line, bool *gap)
{
	uint32_t c;

	*line = s == text;
	*gap = s == text;
	while (s > text) {
		c = glyph_before(text, s);
		if (!glyph_blank(c))
			return c;
		*gap = true;
		*line |= c == '\n';
		do
			s--;
		while (s > text && ((unsigned char)*s & 0xc0) == 0x80);
	}
	*line = true;
	return 0;
}

/* "3." or "3)" and a blank, a letter or the end of a line; *value is 3. */
static size_t
number_mark(const char *s, int *value)
{
	size_t n = strspn(s, "0123456789");
	uint32_t c;

	*value = 0;
	if (n == 0 || n > 2)
		return 0;
	for (size_t i = 0; i < n; i++)
		*value = 10 * *value + s[i] - '0';
	if (s[n] != '.' && s[n] != ')')
		return 0;
	c = glyph_at(s + n + 1);
	return glyph_blank(c) || glyph_letter(c) || glyph_quote(c) ? n + 1 : 0;
}

/* A list of numbers in the middle of a line begins with 1 if 2 follows. */
static bool
second_follows(struct marks *m, const char *s)
{
	int value;

	/* Looked for once: what is not behind this place is behind no later
	 * one. */
	if (m->no_second)
		return false;

	for (; (s = strchr(s, '2')) != NULL; s++)
		if (glyph_blank(glyph_before(m->text, s)) &&
		    number_mark(s, &value) > 0 && value == 2)
			return true;
	m->no_second = true;
	return false;
}

static size_t
mark_here(struct marks *m, const char *s)
{
	uint32_t c = glyph_at(s), last, after;
	bool line, gap;
	const char *p = s;
	size_t n;
	int value;

	glyph_next(&p);
	if (glyph_bullet(c))
		return (size_t)(p - s);
	if (!glyph_dash(c) && !glyph_digit(c))
		return 0;
	last = before(m->text, s, &line, &gap);
	if (!gap)
		return 0;
	if (glyph_dash(c)) {
		after = glyph_at(p);
		if (!glyph_blank(after) && !(line && glyph_letter(after)))
			return 0;
		if (line || last == ':' || last == ';' ||
		    (last == '.' && m->n > 0))
			return (size_t)(p - s);
		return 0;
	}
	if ((n = number_mark(s, &value)) == 0)
		return 0;
	if (!line && !(m->next > 0 && value == m->next) &&
	    !(m->next == 0 && value == 1 && second_follows(m, s + n)))
		return 0;
	m->next = value + 1;
	return n;
}

/* "• – первая": two marks of one item. */
static size_t
second_mark(const char *s)
{
	const char *p = s;
	uint32_t c;

	while (glyph_blank(glyph_at(p)) && *p != '\n')
		glyph_next(&p);
	c = glyph_next(&p);
	return glyph_bullet(c) || (glyph_dash(c) && glyph_blank(glyph_at(p)))
		   ? (size_t)(p - s)
		   : 0;
}

static const char *
part(struct arena *a, const char *s, size_t n)
{
	s = glyph_trim(s, &n);
	/* "встреча;" ends as a list ends its items. */
	while (n > 0 && (s[n - 1] == ';' || s[n - 1] == ','))
		n--;
	s = glyph_trim(s, &n);
	return arena_strndup(a, s, n);
}

void
item_split(struct arena *a, const char *text, struct item_list *out)
{
	struct marks m = { .arena = a, .text = text };
	const char *s = text, *item;
	size_t n, len = strlen(text), end;

	*out = (struct item_list){ .lead = text };
	while (*s != '\0') {
		if ((n = mark_here(&m, s)) > 0) {
			n += second_mark(s + n);
			mark_add(
			    &m, (size_t)(s - text), (size_t)(s - text) + n);
			s += n;
		} else {
			glyph_next(&s);
		}
	}
	if (m.n == 0)
		return;
	out->lead = part(a, text, m.at[0]);
	out->items = arena_alloc(a, (size_t)m.n * sizeof(*out->items));
	for (int i = 0; i < m.n; i++) {
		end = i + 1 < m.n ? m.at[i + 1] : len;
		item = part(a, text + m.from[i], end - m.from[i]);
		if (item[0] != '\0')
			out->items[out->n++] = item;
	}
}
