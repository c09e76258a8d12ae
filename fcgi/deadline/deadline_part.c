#include "deadline/deadline_inner.h"

/* "сентябрь, 3 неделя", "октябрь (до 15 числа)": which part of a month that
 * stands before; its years; "первые 10 дней" of one that stands behind. */
enum {
	DAY_DIGITS = 2,
	YEAR_DIGITS = 4,
	WEEK = 7,
	PARTS_MAX = 5,
	YEARS_MAX = 12
};

struct part {
	int n[PARTS_MAX], m[PARTS_MAX];
	int count;
	bool until;
	int noun; /* where it stands */
};

static bool
is_number(const struct token *t)
{
	return (t->class == T_NUM && t->digits <= DAY_DIGITS) ||
	       t->class == T_ORD;
}

static int
read_numbers(const struct reading *r, int i, struct part *p)
{
	while (p->count < PARTS_MAX && is_number(&r->t[i])) {
		int n = p->count++;

		p->n[n] = p->m[n] = r->t[i++].value;
		if (r->t[i].class == T_DASH && is_number(&r->t[i + 1])) {
			p->m[n] = r->t[i + 1].value;
			i += 2;
		}
		if ((r->t[i].class != T_COMMA && r->t[i].class != T_AND) ||
		    !is_number(&r->t[i + 1]))
			break;
		i++;
	}
	return i;
}

static int
read_until(const struct reading *r, int i, struct part *p)
{
	if (r->t[i].class == T_NOT && r->t[i + 1].class == T_LATER) {
		p->until = true;
		return i + 2;
	}
	p->until = r->t[i].class == T_UNTIL || r->t[i].class == T_PO;
	return p->until || r->t[i].class == T_IN ? i + 1 : i;
}

static bool
is_noun(const struct reading *r, int i, const struct part *p)
{
	const struct token *t = &r->t[i];
	bool in = t[1].class == T_IN;

	if (t[1 + in].class == T_MONTH || t[1].class == T_MONTHS ||
	    t[1].class == T_EACH)
		return false;
	switch (t->class) {
	case T_CHISLO:
		/* "20-е числа" are some days about the 20th. */
		return t->value != 2 && !t[-1].plural;
	case T_WEEK:
	case T_DECADE:
	case T_HALFPART:
	case T_WEEKDAY:
		return !p->until;
	default:
		return false;
	}
}

/* i is behind the month; the place behind the part, or i. */
static int
read_part(struct reading *r, int i, struct part *p)
{
	bool open = r->t[i].class == T_OPEN;
	int j = i;

	*p = (struct part){ 0 };
	/* "мар1" */
	if (r->t[i].class == T_NUM && r->t[i].glued)
		return i;
	if (open || r->t[i].class == T_COMMA || r->t[i].class == T_DASH ||
	    r->t[i].class == T_COLON)
		j++;
	j = read_until(r, j, p);
	p->noun = read_numbers(r, j, p);
	if (p->count == 0 || !is_noun(r, p->noun, p) ||
	    (p->until && (p->count > 1 || p->n[0] != p->m[0])))
		return i;
	if (open && r->t[p->noun + 1].class != T_CLOSE)
		return i;
	return p->noun + 1 + open;
}

static void
set_part(struct term *t, const struct part *p, int k, const struct token *noun)
{
	static const enum piece_kind kinds[] = { [T_WEEK] = PIECE_WEEK,
		[T_DECADE] = PIECE_DECADE,
		[T_HALFPART] = PIECE_HALFPART,
		[T_WEEKDAY] = PIECE_WEEKDAY,
		[T_CHISLO] = PIECE_DAY };

	t->a.kind = kinds[noun->class];
	if (t->a.kind == PIECE_WEEKDAY)
		t->a.day = noun->value;
	t->b = t->a;
	deadline_piece_count(&t->a, p->until ? 1 : p->n[k], p->m[k]);
	deadline_piece_count(&t->b, p->m[k], p->m[k]);
	t->range = p->until || (t->a.kind == PIECE_DAY && p->n[k] != p->m[k]);
}

int
deadline_part_read(struct reading *r, int i)
{
	struct term month = r->terms[r->terms_n - 1];
	struct part p;
	int j = read_part(r, i, &p);

	if (j == i || month.a.kind != PIECE_MONTH || month.range)
		return i;
	/* "сентябрь, октябрь (3 неделя)": of both? */
	if (r->terms_n > 1 && r->listed &&
	    r->terms[r->terms_n - 2].a.kind == PIECE_MONTH)
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	if (p.count == 1 && p.n[0] == p.m[0])
		deadline_piece_form(r, p.noun);
	r->terms_n--;
	for (int k = 0; k < p.count; k++) {
		struct term t = month;

		set_part(&t, &p, k, &r->t[p.noun]);
		deadline_terms_add(r, &t);
	}
	return j;
}

/* "первые две недели сентября", "первые 10 дней октября" */
int
deadline_part_first(struct reading *r, int i)
{
	struct term t = { .a = { .kind = PIECE_DAY } };
	const struct token *first = &r->t[i], *number = &r->t[i + 1];
	int k;

	if (first->class != T_ORD || !first->plural || first->value != 1 ||
	    (number->class != T_COUNT && !is_number(number)) ||
	    (number[1].class != T_DAYS && number[1].class != T_WEEK) ||
	    number[2].class != T_MONTH)
		return i;
	k = deadline_piece_noun(r, i + 3, &t.a);
	if (k == i + 3)
		return i;
	t.b = t.a;
	t.a.day = 1;
	t.b.day = number->value * (number[1].class == T_WEEK ? WEEK : 1);
	t.range = true;
	deadline_terms_add(r, &t);
	return k;
}

static bool
is_year(const struct token *t)
{
	return t->class == T_NUM && t->digits == YEAR_DIGITS;
}

/* "май 2022, 2023, 2024 гг.": of each of the years.  Two years without
 * «гг.» may be a slip. */
int
deadline_part_years(struct reading *r, int i)
{
	struct term t = r->terms[r->terms_n - 1];
	struct piece *end = t.range ? &t.b : &t.a;
	int years[YEARS_MAX], j = i, n = 0;

	if (end->year == 0 || end->kind >= PIECE_YEAR ||
	    (t.range && t.a.year != 0))
		return i;
	while (n < YEARS_MAX &&
	       (r->t[j].class == T_COMMA || r->t[j].class == T_AND) &&
	       is_year(&r->t[j + 1]) && r->t[j + 2].class != T_MONTH) {
		years[n++] = r->t[j + 1].value;
		j += 2;
		/* "май 2022 г., 2023 г., 2024 г." */
		if (r->t[j].class == T_YEAR && r->t[j].value == 0)
			j++;
	}
	if (n == 0 ||
	    (n == 1 && (r->t[j].class != T_YEAR || r->t[j].value != 2)) ||
	    r->t[j].class == T_DASH || r->t[j].class == T_SLASH ||
	    r->t[j].class == T_STUDY)
		return i;
	for (int k = 0; k < n; k++) {
		end->year = years[k];
		deadline_terms_add(r, &t);
	}
	return r->t[j].class == T_YEAR ? j + 1 : j;
}
