#include "base/arena.h"
#include "import/glyph.h"
#include "import/paste_layout_inner.h"

/* Twice the places that a middle may be off. */
enum { LAYOUT_MIDDLE = 5 };

bool
paste_layout_name_alone(const struct layout_rows *r, int i)
{
	return r->l->blank[i] && (i + 1 == r->to || r->l->blank[i + 1]);
}

/* A row of its own in the middle of the table, and not in that of its own
 * column. */
static bool
is_centred(
    const struct layout_rows *r, int i, const struct paste_piece *p, int k)
{
	int right = r->bound[k + 1] < r->right ? r->bound[k + 1] : r->right;
	int off = p->from + p->to - r->left - r->right;
	int own = p->from + p->to - r->bound[k] - right;

	return paste_layout_name_alone(r, i) && off >= -LAYOUT_MIDDLE &&
	       off <= LAYOUT_MIDDLE &&
	       (own < -LAYOUT_MIDDLE || own > LAYOUT_MIDDLE);
}

/* Words between empty lines that are no term and no person of the row that
 * a page cut. */
static bool
is_name_alone(
    const struct layout_rows *r, int i, const struct paste_piece *p, int k)
{
	enum column_role role = r->l->columns[k].role;
	const char *text;
	int depth;

	if (!paste_layout_name_alone(r, i) ||
	    (!glyph_upper(glyph_at(p[0].s)) &&
		glyph_number(p[0].s, &depth) == 0))
		return false;
	arena_reset(r->l->scratch);
	text = arena_strndup(r->l->scratch, p[0].s, p[0].n);
	return (role != COLUMN_DEADLINE && role != COLUMN_RESPONSIBLE) ||
	       column_fit(r->l->scratch, role, text) < 0;
}

/* Words in the column of numbers: "II. Работа с наставниками". */
static bool
names_section(const struct layout_rows *r, const struct paste_piece *p, int k)
{
	int depth, letters = 0;
	const char *s = p->s + glyph_number(p->s, &depth);

	while (s < p->s + p->n)
		letters += glyph_letter(glyph_next(&s));
	return k == r->number && letters >= LAYOUT_CAPITALS_MIN;
}

bool
paste_layout_name_wide(
    const struct layout_rows *r, int i, const struct paste_piece *p, int n)
{
	int k = paste_layout_edge_at(r, p[0].from), depth;

	if (n != 1)
		return false;
	if (r->rowed)
		return r->l->blank[i] &&
		       (p[0].to > r->bound[k + 1] + 1 ||
			   is_name_alone(r, i, p, k) || names_section(r, p, k));
	if (p[0].to > r->bound[k + 1] + 1 || is_centred(r, i, p, k))
		return true;
	/* "Сентябрь" under «№», "2. Работа" between "1.2" and "2.1". */
	if (k == r->number)
		return glyph_upper(glyph_at(p[0].s)) &&
		       glyph_number(p[0].s, &depth) == 0;
	return k == r->main && r->deep && glyph_number(p[0].s, &depth) > 0 &&
	       depth < 2;
}
