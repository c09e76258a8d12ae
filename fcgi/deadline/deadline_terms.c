#include "deadline/deadline_inner.h"

/* Terms: from what, to what, and which numbers share a month. */
enum {
	DAY_DIGITS = 2,
	NUMBERS_MAX = 31, /* days of a month; more is not a list of days */
	PREFIXES_MAX = 8, /* "в срок не позднее чем до ..." */
	AHEAD_MAX = 12
};

/* What stands before a piece. */
struct prefix {
	bool until, inclusive, towards, since, after, between;
	enum token_class at; /* T_BEGIN, T_MIDDLE, T_END or 0 */
};

struct span {
	int n, m;
};

static bool
is_count(const struct token *t)
{
	return (t->class == T_NUM && t->digits <= DAY_DIGITS) ||
	       t->class == T_ORD;
}

static bool
is_skipped(const struct token *t)
{
	switch (t->class) {
	case T_IN:
	case T_FILL:
	case T_PERIOD:
	case T_COURSE:
	case T_ALL:
	case T_TIME:
		return true;
	default:
		return false;
	}
}

static int
read_prefix(const struct reading *r, int i, struct prefix *p)
{
	*p = (struct prefix){ 0 };
	for (int k = 0; k < PREFIXES_MAX; k++) {
		const struct token *t = &r->t[i];

		if (t->class == T_UNTIL || t->class == T_TOWARDS) {
			p->until = true;
			p->towards = t->class == T_TOWARDS;
			i++;
		} else if (t->class == T_PO) {
			p->until = p->inclusive = true;
			i++;
		} else if (t->class == T_NOT && t[1].class == T_LATER) {
			p->until = p->inclusive = true;
			i += 2;
		} else if (t->class == T_FROM || t->class == T_STARTING ||
			   t->class == T_AFTER ||
			   (t->class == T_NOT && t[1].class == T_EARLIER)) {
			p->since = true;
			p->after = t->class == T_AFTER || t->class == T_NOT;
			p->between = t->class == T_FROM && t->value == 1;
			i += t->class == T_NOT ? 2 : 1;
		} else if (is_skipped(t) ||
			   (k > 0 &&
			       (t->class == T_COLON || t->class == T_DASH))) {
			i++;
		} else {
			break;
		}
	}
	if (r->t[i].class == T_BEGIN || r->t[i].class == T_MIDDLE ||
	    r->t[i].class == T_END)
		p->at = r->t[i++].class;
	return i;
}

bool
deadline_terms_begin(const struct reading *r, int i)
{
	struct prefix p;
	int end;

	i = read_prefix(r, i, &p);
	if (r->t[i].class == T_MONTH || r->t[i].class == T_DATE)
		return true;
	end = i + AHEAD_MAX;
	if (!is_count(&r->t[i]))
		return false;
	for (; i < r->n && i < end; i++)
		switch (r->t[i].class) {
		case T_MONTH:
		case T_QUARTER:
		case T_HALFYEAR:
		case T_SEMESTER:
		case T_DATE:
			return true;
		case T_NUM:
		case T_ORD:
		case T_DASH:
		case T_COMMA:
		case T_AND:
		case T_PO:
		case T_WEEK:
		case T_DECADE:
		case T_HALFPART:
		case T_WEEKDAY:
			break;
		default:
			return false;
		}
	return false;
}

void
deadline_terms_add(struct reading *r, const struct term *t)
{
	if (r->terms_n == DEADLINE_TERMS_MAX) {
		deadline_flag_set(r, DEADLINE_UNREAD);
		return;
	}
	r->terms[r->terms_n++] = *t;
}

/* "1, 8 и 15-20" with their noun behind them.  -1: no noun. */
static int
read_numbers(
    struct reading *r, int i, struct span *spans, int *n, struct piece *p)
{
	*n = 0;
	while (*n < NUMBERS_MAX && is_count(&r->t[i])) {
		struct span *s = &spans[(*n)++];
		enum token_class sign;
		int k;

		s->n = s->m = r->t[i++].value;
		sign = r->t[i].class;
		if ((sign == T_DASH || sign == T_PO || sign == T_UNTIL) &&
		    (is_count(&r->t[i + 1]) || (r->t[i + 1].class == T_DATE &&
						   r->t[i + 1].day != 0))) {
			k = r->t[i + 1].class == T_DATE
				? deadline_piece_read(r, i + 1, p)
				: 0;
			s->m = k > 0 ? p->day : r->t[i + 1].value;
			if (k > 0)
				return k;
			i += 2;
		}
		if ((k = deadline_piece_noun(r, i, p)) != i)
			return k;
		if (r->t[i].class != T_COMMA && r->t[i].class != T_AND)
			return -1;
		i++;
		if (r->t[i].class == T_FROM && is_count(&r->t[i + 1]))
			i++;
		if (r->t[i].class == T_DATE && r->t[i].day != 0) {
			k = deadline_piece_read(r, i, p);
			spans[*n] = (struct span){ p->day, p->day };
			*n += *n < NUMBERS_MAX;
			return k;
		}
	}
	return -1;
}

/* Pieces at i become terms; the place behind, or i. */
static int
read_pieces(struct reading *r, int i)
{
	struct span spans[NUMBERS_MAX + 1];
	struct piece p = { .kind = PIECE_MONTH };
	int n, k;

	if ((k = deadline_part_first(r, i)) != i)
		return k;
	if (is_count(&r->t[i])) {
		k = read_numbers(r, i, spans, &n, &p);
		for (int j = 0; k >= 0 && j < n; j++) {
			struct term t = { .a = p, .b = p };

			deadline_piece_count(&t.a, spans[j].n, spans[j].m);
			deadline_piece_count(&t.b, spans[j].m, spans[j].m);
			t.range =
			    p.kind == PIECE_DAY && spans[j].n != spans[j].m;
			/* The weekday stands beside the last of them. */
			if (p.kind == PIECE_DAY && (n > 1 || t.range))
				t.a.n = t.b.n = 0;
			deadline_terms_add(r, &t);
		}
		if (k >= 0)
			return k;
	}
	k = deadline_piece_read(r, i, &p);
	if (k != i)
		deadline_terms_add(r, &(struct term){ .a = p });
	return k;
}

/* "начало октября": about when, but no day; the window is only proposed. */
static void
read_part(struct reading *r, enum token_class at, struct piece *p)
{
	deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	if (p->kind != PIECE_MONTH) {
		r->mute = true;
		return;
	}
	p->kind = PIECE_DECADE;
	p->n = p->m = at == T_BEGIN ? 1 : at == T_MIDDLE ? 2 : 3;
}

/* "включительно" */
static bool
is_inclusive(const struct token *t)
{
	if (t->class == T_OPEN)
		t++;
	return t->class == T_FILL && t->value == 1;
}

/* The right end of a range whose left end is t; the place behind, or i. */
static int
read_right(struct reading *r, int i, const struct prefix *left, struct term *t)
{
	enum token_class sign = r->t[i].class;
	struct prefix p;
	int j, k;

	if (sign == T_SLASH && r->t[i + 1].class == T_MONTH) {
		/* "сентябрь/октябрь": either, or both? */
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	} else if (sign != T_DASH && sign != T_PO &&
		   !(left->since && (sign == T_UNTIL || sign == T_COMMA ||
					sign == T_AND || sign == T_NOT))) {
		return i;
	}
	j = sign == T_DASH || sign == T_SLASH || sign == T_COMMA ||
		    sign == T_AND
		? i + 1
		: i;
	/* "15 октября – 15.00" */
	if (r->t[j].class == T_TIME)
		return i;
	j = read_prefix(r, j, &p);
	/* "с 1 октября, 5 ноября" is not a range. */
	if (p.since || (sign != T_DASH && sign != T_SLASH && !p.until &&
			   !(left->between && sign == T_AND)))
		return i;
	k = deadline_piece_read(r, j, &t->b);
	if (k == j)
		return i;
	t->range = true;
	if (left->after && sign == T_DASH)
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	/* "2023 год - октябрь" */
	if ((t->a.kind >= PIECE_YEAR) != (t->b.kind >= PIECE_YEAR)) {
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
		r->mute = true;
	}
	if (p.at == T_BEGIN || p.at == T_MIDDLE)
		read_part(r, p.at, &t->b);
	if (is_inclusive(&r->t[k]))
		p.inclusive = true;
	if (p.until && !p.inclusive && p.at == 0 && t->b.kind != PIECE_DAY)
		/* "с сентября до мая": is May in it? */
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	return k;
}

static void
apply_until(struct reading *r, const struct prefix *p, struct term *t)
{
	t->until = true;
	if (p->at == T_BEGIN || p->at == T_MIDDLE) {
		read_part(r, p->at, &t->a);
		return;
	}
	/* The year of study ends in May or in August. */
	if (t->a.kind == PIECE_SCHOOLYEAR)
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	if (t->a.kind == PIECE_DAY || p->at == T_END || p->inclusive)
		return;
	t->before = true;
	deadline_flag_set(r, t->a.kind == PIECE_MONTH
				 ? DEADLINE_AMBIGUOUS_UNTIL_MONTH
				 : DEADLINE_AMBIGUOUS);
}

static void
apply_prefix(struct reading *r, int first, const struct prefix *p)
{
	for (int i = first; i < r->terms_n; i++) {
		struct term *t = &r->terms[i];

		t->bracketed = r->depth > 0;
		if (t->range && p->until && !p->since)
			/* "до 1-5 октября" */
			deadline_flag_set(r, DEADLINE_AMBIGUOUS);
		else if (t->range && (p->at == T_MIDDLE || p->at == T_END))
			read_part(r, p->at, &t->a);
		else if (t->range)
			continue;
		else if (p->until && !p->since)
			apply_until(r, p, t);
		else if (p->until)
			deadline_flag_set(r, DEADLINE_AMBIGUOUS);
		else if (p->since)
			t->since = true;
		if (!t->range && !p->until && p->at != 0 &&
		    !(p->since && p->at == T_BEGIN))
			read_part(r, p->at, &t->a);
	}
}

static bool
is_end(const struct token *t)
{
	return t->class == T_COMMA || t->class == T_SEMI ||
	       t->class == T_CLOSE || t->class == T_DOT;
}

/* "с I по III квартал": both ends are told by numbers. */
static bool
is_span(const struct reading *r, int first, int i, int end)
{
	if (r->terms_n != first + 1 || r->terms[first].a.n == 0 ||
	    r->terms[first].a.n == r->terms[first].a.m)
		return false;
	while (i < end && r->t[i].class != T_PO)
		i++;
	return i < end;
}

/* "2024 год: сентябрь, май": a year that is that of what follows at i. */
static void
set_prefix(const struct reading *r, struct term *t, int i)
{
	if ((t->a.kind != PIECE_YEAR && t->a.kind != PIECE_SCHOOLYEAR) ||
	    t->range || t->until || t->since)
		return;
	t->prefix = r->t[i].class == T_COLON || r->t[i].class == T_MONTH ||
		    (r->t[i].class == T_COMMA && r->t[i + 1].class == T_MONTH);
}

int
deadline_terms_read(struct reading *r, int i)
{
	int first = r->terms_n, j, k;
	struct prefix p;
	struct term *t;

	j = read_prefix(r, i, &p);
	k = read_pieces(r, j);
	if (k == j)
		return i;
	/* No room: the cell is unread. */
	if (r->terms_n == first)
		return k;
	p.since = p.since && !is_span(r, first, j, k);
	/* "после 10-21 августа" */
	if (p.after && r->terms[first].range)
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	if (deadline_pair_doubt(r, first, i, !p.until && !p.since && p.at == 0))
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	/* Nothing told it from the one before: a list, a range? */
	if (first > 0 && !r->parted && !r->terms[first - 1].prefix)
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	t = &r->terms[r->terms_n - 1];
	if (r->terms_n == first + 1 && !p.until && !p.since && p.at == 0 &&
	    (j = deadline_part_read(r, k)) != k) {
		k = j;
		r->terms[first].bracketed = false;
	} else if (r->terms_n == first + 1 && !t->range) {
		bool dash = r->t[k].class == T_DASH;

		j = read_right(r, k, &p, t);
		if (j == k && dash && (k + 1 >= r->n || is_end(&r->t[k + 1])))
			/* "Май -": the other half is elsewhere. */
			deadline_flag_set(r, DEADLINE_AMBIGUOUS);
		k = j;
	}
	if (p.between)
		deadline_pair_between(r, first);
	if (r->terms_n == first + 1)
		k = deadline_part_years(r, k);
	t = &r->terms[first];
	/* "до мая включительно" */
	if (p.until && is_inclusive(&r->t[k]))
		p.inclusive = true;
	if (r->terms_n > first && deadline_pair_until(r, first) && !p.since)
		p.until = true;
	apply_prefix(r, first, &p);
	r->terms[first].apart = first > 0 && !r->listed;
	if (!deadline_pair_since(r, first) && r->terms_n == first + 1)
		set_prefix(r, t, k);
	r->parted = r->listed = false;
	r->behind = k;
	return k;
}
