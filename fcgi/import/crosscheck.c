#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "import/crosscheck_inner.h"
#include "import/glyph.h"

/* A row's name in a sentence. */
enum { CROSSCHECK_NAME_CHARS = 60 };

const char *
crosscheck_name(struct arena *a, const struct import_activity *act)
{
	if (act->number[0] != '\0')
		return arena_printf(a, "%s «%s»", act->number,
		    text_cut(a, act->text, CROSSCHECK_NAME_CHARS));
	return arena_printf(a, "«%s» (строка %d)",
	    text_cut(a, act->text, CROSSCHECK_NAME_CHARS), act->line);
}

/* The same words with the same term: read once. */
static void
same_rows(struct arena *a, struct import *im)
{
	const struct import_activity *x, *y;

	for (int i = 1; i < im->activities_n; i++)
		for (int k = 0; k < i; k++) {
			x = &im->activities[i];
			y = &im->activities[k];
			if (x->key != y->key || x->section != y->section ||
			    strcmp(x->number, y->number) != 0)
				continue;
			import_flag_add(im, &im->activities[i], "DUPLICATE_ROW",
			    arena_printf(a,
				"Тот же текст с тем же сроком уже есть: %s. "
				"Если это один пункт, уберите второй.",
				crosscheck_name(a, y)));
			break;
		}
}

/* What was guessed about columns is said. */
static void
columns(struct arena *a, struct import *im)
{
	const struct table *t = im->table;

	for (int i = 0; i < t->heads_n; i++)
		if (t->heads[i].guessed)
			import_warn(im, 0, "HEADERS_GUESSED",
			    "Заголовков столбцов нет: назначение столбцов "
			    "угадано по содержимому. Проверьте его.");
	for (int i = 0; i < t->gaps_n; i++) {
		const struct table_gap *g = &t->gaps[i];

		import_warn(im, g->from_line, "COLUMN_DROPPED",
		    arena_printf(a,
			"В строках %d–%d на одну ячейку меньше: похоже, "
			"пропал столбец «%s»%s. Проверьте эти строки.",
			g->from_line, g->to_line,
			t->heads[g->head].columns[g->column].heading,
			g->doubtful ? " (подходит и другой)" : ""));
	}
}

static void
empty_sections(struct arena *a, struct import *im)
{
	bool *used = arena_alloc(a, (size_t)im->sections_n * sizeof(*used) + 1);

	for (int i = 0; i < im->activities_n; i++)
		if (im->activities[i].section >= 0)
			used[im->activities[i].section] = true;
	for (int i = 0; i < im->sections_n; i++)
		if (im->sections[i].parent >= 0)
			used[im->sections[i].parent] = true;
	for (int i = 0; i < im->sections_n; i++)
		if (!used[i])
			import_warn(im, im->sections[i].line, "EMPTY_SECTION",
			    arena_printf(a,
				"В разделе «%s» нет мероприятий: возможно, это "
				"мероприятие без срока. Проверьте строку.",
				text_cut(a, im->sections[i].title,
				    CROSSCHECK_NAME_CHARS)));
}

void
crosscheck(struct arena *a, const struct import_options *o, struct import *im)
{
	crosscheck_order(a, im);
	crosscheck_words(a, o, im);
	crosscheck_results(a, im);
	same_rows(a, im);
	crosscheck_numbers(a, im);
	crosscheck_latin(a, im);
	columns(a, im);
	empty_sections(a, im);
}
