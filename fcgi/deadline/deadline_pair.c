#include "deadline/deadline_inner.h"

/* Terms that stand beside each other: what one takes from the other, and
 * where nobody knows. */

/* «до 20 декабря, 20 мая»: the second is a «до», too. */
bool
deadline_pair_until(const struct reading *r, int first)
{
	return first > 0 && r->listed && r->terms[first - 1].until &&
	       r->terms[first - 1].a.kind == PIECE_DAY &&
	       r->terms[first].a.kind == PIECE_DAY && !r->terms[first].range;
}

/* "до конца сентября, октября" */
static bool
is_shared_end(const struct reading *r, const struct term *t)
{
	return t > r->terms && r->listed && t[-1].until &&
	       t[-1].a.kind == PIECE_MONTH && t->a.kind == PIECE_MONTH;
}

/* "вторая суббота сентября и апреля": of both months, or all of April? */
static bool
shares_part(const struct reading *r, const struct term *t, int i)
{
	return t > r->terms && r->listed && !t->range &&
	       r->t[i].class == T_MONTH && t[-1].a.kind != PIECE_MONTH &&
	       t[-1].a.kind < PIECE_YEAR &&
	       deadline_month_genitive(r->t[i].word);
}

/* "сентябрь (начало) – май (итоги)": a dash that may make one of two. */
static bool
is_torn_range(const struct reading *r, int first, int i)
{
	int depth = 0;

	if (first == 0 || r->labelled == i || r->behind >= i ||
	    r->t[i - 1].class != T_DASH)
		return false;
	/* "май 2025 . – июнь" */
	if (i - 2 >= r->behind && r->t[i - 2].class == T_DOT)
		return true;
	for (int j = r->behind; j < i; j++) {
		enum token_class c = r->t[j].class;

		depth += (c == T_OPEN) - (c == T_CLOSE);
		if (depth == 0 && (c == T_COMMA || c == T_SEMI || c == T_DOT ||
				      c == T_THEN || c == T_AND))
			return false;
	}
	return true;
}

bool
deadline_pair_doubt(const struct reading *r, int first, int i, bool bare)
{
	return is_torn_range(r, first, i) ||
	       (bare && is_shared_end(r, &r->terms[first])) ||
	       shares_part(r, &r->terms[first], i);
}

/* "не ранее 1 сентября и не позднее 15 сентября": two ends of one. */
bool
deadline_pair_since(struct reading *r, int first)
{
	struct term *t;

	if (first == 0 || r->terms_n != first + 1)
		return false;
	t = &r->terms[first - 1];
	if (!t->since || !r->terms[first].until || r->terms[first].before ||
	    r->terms[first].range)
		return false;
	t->since = false;
	t->range = true;
	t->b = r->terms[first].a;
	r->terms_n = first;
	return true;
}

/* "между 1 и 15 сентября": two days, of which the second ends it.  Between
 * two months: are they in it? */
void
deadline_pair_between(struct reading *r, int first)
{
	struct term *t = &r->terms[first];

	if (r->terms_n == first + 1 && t->range && t->a.kind == PIECE_DAY)
		return;
	if (r->terms_n != first + 2 || t->range || t[1].range ||
	    t->a.kind != PIECE_DAY) {
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
		return;
	}
	t->range = true;
	t->b = t[1].a;
	r->terms_n = first + 1;
}
