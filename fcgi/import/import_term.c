#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "import/glyph.h"
#include "import/import_inner.h"

/*
 * The words of a term: its cell, the columns of its beginning and end, the
 * months that are marked, the cell above in a column of groups, or the name
 * of the section.
 */

const char *
import_cell(const struct import *im, const struct import_activity *act,
    enum column_role role)
{
	int at = im->table->heads[act->head].at[role];

	return at < 0 ? "" : act->cells[at];
}

const char *
import_value(const struct import *im, const struct import_activity *act,
    enum column_role role, const char *inherited)
{
	const char *own = import_cell(im, act, role);

	return own[0] != '\0' || inherited == NULL ? own : inherited;
}

/* A term in two columns: its beginning and its end. */
static const char *
term_of_columns(
    struct arena *a, const struct import *im, const struct import_activity *act)
{
	const struct table_head *h = &im->table->heads[act->head];
	const char *second, *first = import_value(im, act, COLUMN_DEADLINE,
				act->deadline.verbatim);

	if (h->shared >= 0)
		return act->deadline.verbatim;
	for (int i = h->at[COLUMN_DEADLINE] + 1; i > 0 && i < h->n; i++) {
		if (h->columns[i].role != COLUMN_DEADLINE)
			continue;
		second = act->cells[i];
		if (second[0] == '\0' || strcmp(first, second) == 0)
			continue;
		first = first[0] == '\0'
			    ? second
			    : arena_printf(a, "%s – %s", first, second);
	}
	return first;
}

/* "+", "х", "✓": the month itself; "15–20": days of it. */
static bool
is_mark(const char *cell)
{
	static const char *const marks[] = { "x", "х", "v", "да", "*" };
	const char *s = cell;
	uint32_t c;

	for (size_t i = 0; i < LEN(marks); i++)
		if (strcasecmp(cell, marks[i]) == 0)
			return true;
	if (strcmp(cell, "Х") == 0)
		return true;
	while ((c = glyph_next(&s)) != 0)
		if (glyph_letter(c) || glyph_digit(c))
			return false;
	return true;
}

static bool
is_no(const char *cell)
{
	const char *s = cell;
	uint32_t c;

	if (strcmp(cell, "нет") == 0 || strcmp(cell, "0") == 0)
		return true;
	while ((c = glyph_next(&s)) != 0)
		if (!glyph_dash(c) && !glyph_blank(c))
			return false;
	return true;
}

/* "сентябрь, октябрь (15–20)": the headings of marked columns. */
static const char *
term_of_months(
    struct arena *a, const struct import *im, const struct import_activity *act)
{
	const struct table_head *h = &im->table->heads[act->head];
	const char *cell, *text = "";
	struct strbuf b;

	strbuf_init(&b);
	for (int i = 0; i < h->n; i++) {
		cell = act->cells[i];
		if (h->columns[i].month == 0 || is_no(cell))
			continue;
		if (b.len > 0)
			strbuf_adds(&b, ", ");
		strbuf_adds(&b, h->columns[i].term);
		if (!is_mark(cell))
			strbuf_addf(&b, " (%s)", cell);
	}
	if (b.len > 0)
		text = arena_strdup(a, b.buf);
	strbuf_free(&b);
	return text;
}

/* A column of terms that stands before the names is one of groups, as that
 * of stages: «Сентябрь» holds for the rows below. */
static const char *
term_of_group(const struct import *im, const struct import_activity *act)
{
	const struct table_head *h = &im->table->heads[act->head];
	int at = h->at[COLUMN_DEADLINE];

	if (at < 0 || at > h->at[table_main(im->table, act->head)])
		return "";
	for (const struct import_activity *up = act; up > im->activities;) {
		up--;
		if (up->head != act->head || up->section != act->section)
			return "";
		if (up->cells[at][0] != '\0')
			return up->cells[at];
	}
	return "";
}

const char *
import_term_of(
    struct arena *a, const struct import *im, const struct import_activity *act)
{
	const char *text = term_of_columns(a, im, act);

	if (text[0] == '\0')
		text = term_of_months(a, im, act);
	return text[0] != '\0' ? text : term_of_group(im, act);
}

/* ---- terms of sections */

/* Read to the end, and not as vague as "в течение года". */
static bool
is_term(struct arena *scratch, const struct import_options *o, const char *s)
{
	const unsigned doubts = BIT(DEADLINE_UNREAD) |
				BIT(DEADLINE_WHOLE_PERIOD) |
				BIT(DEADLINE_EMPTY) | BIT(DEADLINE_CONDITIONAL);
	struct deadline d;

	arena_reset(scratch);
	deadline_read(scratch, s, &o->period, o->approved, &d);
	return d.windows_n > 0 && (d.flags & doubts) == 0;
}

/* "... (сентябрь 2024)": what stands in the last brackets. */
static const char *
in_brackets(struct arena *a, const char *title)
{
	const char *open = strrchr(title, '('), *close;

	if (open == NULL || (close = strchr(open, ')')) == NULL)
		return "";
	return arena_strndup(a, open + 1, (size_t)(close - open - 1));
}

/* "Этап 1: сентябрь", "... Сроки: сентябрь": what stands behind the sign. */
static const char *
behind(const char *title, const char *sign)
{
	const char *at = NULL;

	for (const char *s = title; (s = strstr(s, sign)) != NULL; s++)
		at = s + strlen(sign);
	if (at == NULL)
		return "";
	while (*at == ' ')
		at++;
	return at;
}

static const char *
section_term(struct arena *a, struct arena *scratch,
    const struct import_options *o, const struct import *im,
    const struct import_section *s)
{
	int at =
	    s->head < 0 ? -1 : im->table->heads[s->head].at[COLUMN_DEADLINE];
	const char *words[] = { at < 0 || s->cells == NULL ? "" : s->cells[at],
		in_brackets(a, s->title), behind(s->title, ":"), s->title };

	for (size_t i = 0; i < LEN(words); i++)
		if (words[i][0] != '\0' && is_term(scratch, o, words[i]))
			return words[i];
	return "";
}

void
import_term_sections(struct arena *a, struct arena *scratch,
    const struct import_options *o, struct import *im)
{
	for (int i = 0; i < im->sections_n; i++)
		im->sections[i].term =
		    section_term(a, scratch, o, im, &im->sections[i]);
}

const char *
import_term_of_section(
    const struct import *im, const struct import_activity *act)
{
	const struct import_section *s;

	if (act->section < 0)
		return "";
	s = &im->sections[act->section];
	if (s->term[0] == '\0' && s->parent >= 0)
		s = &im->sections[s->parent];
	return s->term;
}
