#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "import/crosscheck_inner.h"
#include "import/glyph.h"

/* Numbers of more rows are compared by nobody. */
enum { CROSSCHECK_NUMBERS_MAX = 2000 };

/* "2." of a section to 2; 0: none, or a Roman one. */
static int
plain_number(const char *number)
{
	char *end;
	long v = strtol(number, &end, 10);

	if (end == number || v < 1 || v > 999)
		return 0;
	return *end == '\0' || strcmp(end, ".") == 0 || strcmp(end, ")") == 0
		   ? (int)v
		   : 0;
}

static void
gaps(struct arena *a, struct import *im)
{
	int last = 0, v;

	for (int i = 0; i < im->sections_n; i++) {
		const struct import_section *s = &im->sections[i];

		if (s->level != 1 || (v = plain_number(s->number)) == 0)
			continue;
		if (v > last + 1)
			import_warn(im, s->line, "NUMBER_GAP",
			    v == last + 2
				? arena_printf(a,
				      "Раздела с номером %d нет: проверьте, "
				      "всё ли скопировано.",
				      last + 1)
				: arena_printf(a,
				      "Разделов с номерами %d–%d нет: "
				      "проверьте, всё ли скопировано.",
				      last + 1, v - 1));
		last = v;
	}
}

/* The section that a number stands in is no part of it: "2." within I, and
 * "2.1." within II. */
static void
clashes(struct arena *a, struct import *im)
{
	for (int i = 0; i < im->sections_n; i++) {
		const struct import_section *s = &im->sections[i];
		int v = plain_number(s->number);

		if (s->level != 2 || v == 0)
			continue;
		for (int k = 0; k < im->activities_n; k++) {
			const struct import_activity *act = &im->activities[k];
			int at = act->section, depth;
			int top = at < 0 ? -1
				  : im->sections[at].parent < 0
				      ? at
				      : im->sections[at].parent;

			if (glyph_number(act->number, &depth) == 0 ||
			    depth < 2 || atoi(act->number) != v ||
			    top == s->parent)
				continue;
			import_warn(im, s->line, "NUMBER_CLASH",
			    arena_printf(a,
				"Номер %d носит этот подраздел, а пункт %s "
				"стоит в другом разделе. Порядок взят из "
				"документа, номера оставлены.",
				v, act->number));
			break;
		}
	}
}

static int
by_number(const void *x, const void *y)
{
	return strcmp((*(const struct import_activity *const *)x)->number,
	    (*(const struct import_activity *const *)y)->number);
}

static void
doubles(struct arena *a, struct import *im)
{
	const struct import_activity **list;
	int n = 0;

	list = arena_alloc(a, CROSSCHECK_NUMBERS_MAX * sizeof(*list));
	for (int i = 0; i < im->activities_n && n < CROSSCHECK_NUMBERS_MAX; i++)
		/* Rows of each section may begin with 1 again. */
		if (strchr(im->activities[i].number, '.') != NULL &&
		    plain_number(im->activities[i].number) == 0)
			list[n++] = &im->activities[i];
	qsort(list, (size_t)n, sizeof(*list), by_number);
	for (int i = 1; i < n; i++)
		if (list[i]->number[0] != '\0' &&
		    strcmp(list[i]->number, list[i - 1]->number) == 0)
			import_warn(im, list[i]->line, "NUMBER_CLASH",
			    arena_printf(a,
				"Номер %s стоит у двух пунктов: строки %d и "
				"%d. Номера оставлены как есть.",
				list[i]->number, list[i - 1]->line,
				list[i]->line));
}

void
crosscheck_numbers(struct arena *a, struct import *im)
{
	gaps(a, im);
	clashes(a, im);
	doubles(a, im);
}

/* ---- letters of the other alphabet */

static bool
twin(uint32_t c)
{
	return c != 0 && c < 0x80 && strchr("ABCEHKMOPTUXaceopxy", (int)c);
}

/* The word at s has letters of both alphabets, or is one of capitals that
 * all have a Cyrillic twin: "MAOU" for МАОУ, but not "STEM". */
static bool
suspicious(const char *s, const char **end)
{
	int latin = 0, cyrillic = 0, twins = 0, upper = 0, letters = 0;
	uint32_t c;

	for (; glyph_letter(c = glyph_at(s)); glyph_next(&s)) {
		letters++;
		latin += c < 0x80;
		cyrillic += c >= 0x400 && c < 0x530;
		twins += twin(c);
		upper += glyph_upper(c);
	}
	*end = s;
	if (latin > 0 && cyrillic > 0)
		return twins > 0;
	return latin == letters && upper == letters && letters >= 3 &&
	       twins == letters;
}

static bool
look(struct arena *a, struct import *im, const char *text, int line)
{
	const char *end;

	for (const char *s = text; *s != '\0';) {
		if (!glyph_letter(glyph_at(s))) {
			glyph_next(&s);
			continue;
		}
		if (suspicious(s, &end)) {
			import_warn(im, line, "LATIN_LOOKALIKE",
			    arena_printf(a,
				"В слове «%.*s» латинские буквы, похожие на "
				"русские. Оно оставлено как есть.",
				(int)(end - s), s));
			return true;
		}
		s = end;
	}
	return false;
}

void
crosscheck_latin(struct arena *a, struct import *im)
{
	const struct paste_row *r;

	for (int i = 0; i < im->table->n; i++) {
		r = im->table->rows[i].src;
		for (int k = 0; k < r->n; k++)
			if (look(a, im, r->cells[k].text, r->line))
				break;
	}
}
