#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diff.h"
#include "base/rc.h"

/*
 * Myers, "An O(ND) difference algorithm" (1986), over words and the blanks
 * between them.
 */

/* Work and memory grow with the square of this: 900 changed words cost 3 MB
 * and some milliseconds, and nobody reads such a difference word by word. */
enum { EDITS_MAX = 900 };

struct token {
	const char *s;
	uint32_t n;
	uint32_t hash; /* so that most unequal tokens differ at once */
	bool blank;
};

struct tokens {
	struct token *v;
	int n;
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Runs of blanks and runs of anything else. */
static struct tokens
split(struct arena *a, const char *s)
{
	struct tokens t = { NULL, 0 };
	size_t count = 0;

	for (const char *p = s; *p; p++)
		count += p == s || is_blank(*p) != is_blank(p[-1]);
	t.v = arena_alloc(a, count * sizeof(*t.v));
	for (; *s; t.n++) {
		struct token *k = &t.v[t.n];

		k->s = s;
		k->blank = is_blank(*s);
		k->hash = 2166136261u; /* FNV-1a */
		for (; *s && is_blank(*s) == k->blank; s++)
			k->hash = (k->hash ^ (unsigned char)*s) * 16777619u;
		k->n = (uint32_t)(s - k->s);
	}
	return t;
}

static bool
same(const struct token *a, const struct token *b)
{
	return a->hash == b->hash && a->n == b->n &&
	       memcmp(a->s, b->s, a->n) == 0;
}

/* Marks what stays; the rest of both came or went. */
struct marks {
	bool *a, *b;
};

/* Row d of the trace holds, for the diagonals -d, -d+2 .. d, how far into a
 * the best path with d edits came. */
static int *
row(int *trace, int d)
{
	return trace + (size_t)d * (size_t)(d + 1) / 2;
}

static int
reach(const int *last, int d, int k)
{
	int down, right; /* index of diagonal k in a row d is (k + d) / 2 */

	if (d == 0)
		return 0;
	down = k < d ? last[(k + d) / 2] : -1;
	right = k > -d ? last[(k + d) / 2 - 1] + 1 : -1;
	return right > down ? right : down;
}

static void
walk_back(const struct tokens *a, const struct tokens *b, int *trace, int d,
    struct marks m)
{
	int x = a->n, y = b->n;

	for (; d >= 0; d--) {
		int k = x - y;
		int from = reach(d ? row(trace, d - 1) : NULL, d, k);

		for (; x > from; x--, y--)
			m.a[x - 1] = m.b[y - 1] = true;
		if (d == 0)
			return;
		if (k > -d && from == row(trace, d - 1)[(k + d) / 2 - 1] + 1)
			x--;
		else
			y--;
	}
}

/* false: they differ in more than EDITS_MAX places. */
static bool
compare(struct arena *arena, const struct tokens *a, const struct tokens *b,
    struct marks m)
{
	int total = a->n + b->n;
	int most = total < EDITS_MAX ? total : EDITS_MAX;
	int *trace = arena_alloc(arena,
	    sizeof(*trace) * (size_t)(most + 1) * (size_t)(most + 2) / 2);

	for (int d = 0; d <= most; d++) {
		const int *last = d ? row(trace, d - 1) : NULL;

		for (int k = -d; k <= d; k += 2) {
			int x = reach(last, d, k), y = x - k;

			while (x < a->n && y >= 0 && y < b->n &&
			       same(&a->v[x], &b->v[y])) {
				x++;
				y++;
			}
			row(trace, d)[(k + d) / 2] = x;
			if (x == a->n && y == b->n) {
				walk_back(a, b, trace, d, m);
				return true;
			}
		}
	}
	return false;
}

/* The list being written. */
struct list {
	struct arena *arena;
	struct diff *head, *tail;
};

static void
add(struct list *l, enum diff_op op, const struct token *from, int n)
{
	struct diff *d;

	if (n == 0)
		return;
	d = arena_alloc(l->arena, sizeof(*d));
	d->op = op;
	d->text = arena_strndup(l->arena, from->s,
	    (size_t)(from[n - 1].s + from[n - 1].n - from->s));
	if (l->tail)
		l->tail->next = d;
	else
		l->head = d;
	l->tail = d;
}

/* How far the tokens that stay reach from i, j; blanks alone between two
 * changes do not count: «old words → new words» reads better than one word
 * at a time. */
static int
stay(const struct tokens *a, const struct tokens *b, struct marks m, int i,
    int j, bool after_change)
{
	int n = 0;
	bool words = false;

	while (i + n < a->n && j + n < b->n && m.a[i + n] && m.b[j + n]) {
		words |= !a->v[i + n].blank;
		n++;
	}
	if (!words && after_change && (i + n < a->n || j + n < b->n))
		return 0;
	return n;
}

static void
write_list(struct list *l, const struct tokens *a, const struct tokens *b,
    struct marks m)
{
	int i = 0, j = 0, from_i, from_j, n;

	while (i < a->n || j < b->n) {
		n = stay(a, b, m, i, j, i > 0 || j > 0);
		add(l, DIFF_SAME, &a->v[i], n);
		i += n;
		j += n;
		from_i = i;
		from_j = j;
		while (i < a->n || j < b->n) {
			while (i < a->n && !m.a[i])
				i++;
			while (j < b->n && !m.b[j])
				j++;
			if (stay(a, b, m, i, j, true) > 0)
				break;
			/* Blanks only: part of the change on both sides. */
			while (i < a->n && j < b->n && m.a[i] && m.b[j]) {
				i++;
				j++;
			}
		}
		add(l, DIFF_REMOVED, &a->v[from_i], i - from_i);
		add(l, DIFF_ADDED, &b->v[from_j], j - from_j);
	}
}

const struct diff *
diff_words(struct arena *arena, const char *before, const char *after)
{
	struct list l = { arena, NULL, NULL };
	struct tokens a = split(arena, before), b = split(arena, after);
	struct tokens mid_a, mid_b;
	struct marks m, mid;
	int head = 0, tail = 0;

	m.a = arena_alloc(arena, (size_t)a.n * sizeof(*m.a));
	m.b = arena_alloc(arena, (size_t)b.n * sizeof(*m.b));
	/* Most changes are in one place: what is around costs nothing. */
	for (; head < a.n && head < b.n && same(&a.v[head], &b.v[head]); head++)
		m.a[head] = m.b[head] = true;
	for (; tail < a.n - head && tail < b.n - head &&
	       same(&a.v[a.n - 1 - tail], &b.v[b.n - 1 - tail]);
	     tail++)
		m.a[a.n - 1 - tail] = m.b[b.n - 1 - tail] = true;
	mid_a = (struct tokens){ a.v + head, a.n - head - tail };
	mid_b = (struct tokens){ b.v + head, b.n - head - tail };
	mid = (struct marks){ m.a + head, m.b + head };
	compare(arena, &mid_a, &mid_b, mid);
	write_list(&l, &a, &b, m);
	return l.head;
}
