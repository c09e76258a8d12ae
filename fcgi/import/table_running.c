#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "import/glyph.h"
#include "import/table_inner.h"

/* The lines over the first table; one that runs over pages is short, and not
 * as short as a section's name may be. */
enum { RUNNING_TITLE_LINES = 60, RUNNING_BYTES_MIN = 24 };
enum { RUNNING_BYTES_MAX = 300 };

const char *
table_only_words(const struct paste_row *r)
{
	const char *text = NULL;

	for (int i = 0; i < r->n; i++) {
		if (r->cells[i].text[0] == '\0')
			continue;
		if (text != NULL)
			return NULL;
		text = r->cells[i].text;
	}
	return text;
}

/* The lines over the first headings, a line each. */
static char *
title_of(struct table_pages *s)
{
	struct strbuf b;
	char *title;

	strbuf_init(&b);
	strbuf_addc(&b, '\n');
	for (int i = 0; i < s->t->n && i < RUNNING_TITLE_LINES; i++) {
		if (s->t->rows[i].kind == TABLE_HEADER)
			break;
		for (int k = 0; k < s->t->rows[i].src->n; k++) {
			const char *text = s->t->rows[i].src->cells[k].text;

			if (text[0] == '\0' || strlen(text) > RUNNING_BYTES_MAX)
				continue;
			strbuf_adds(&b, glyph_fold(s->scratch, text));
			strbuf_addc(&b, '\n');
		}
	}
	title = arena_strdup(s->arena, b.buf);
	strbuf_free(&b);
	return title;
}

/* Whole lines of the title, one or some of them joined. */
static bool
repeats_title(struct table_pages *s, const char *folded)
{
	static const char words[] =
	    "дорожн|план_|программ|учрежден|школ|приложени|гимнази|лице|"
	    "детск сад|техникум|колледж";
	const char *at, *p;

	if (s->t->heads_n == 0 || s->t->heads[0].guessed ||
	    strlen(folded) < RUNNING_BYTES_MIN ||
	    glyph_find(folded, words) == NULL)
		return false;
	if (s->title == NULL)
		s->title = title_of(s);
	for (at = s->title; (at = strchr(at, '\n')) != NULL;) {
		at++;
		p = folded;
		for (const char *q = at; *q != '\0'; q++, p++) {
			if (*p == '\0' && *q == '\n')
				return true;
			if (*p != *q && !(*p == ' ' && *q == '\n'))
				break;
		}
	}
	return false;
}

bool
table_runs(struct table_pages *s, int i)
{
	const struct paste_row *r = s->t->rows[i].src;
	const char *text = table_only_words(r);
	int depth;

	if (text == NULL || strlen(text) > RUNNING_BYTES_MAX)
		return false;
	if (column_looks_stamp(s->scratch, text) ||
	    (r->prose && text[strspn(text, "0123456789")] == '\0'))
		return true;
	/* "2. Работа по программе" stands in the list of contents too. */
	return glyph_number(text, &depth) == 0 &&
	       repeats_title(s, glyph_fold(s->scratch, text));
}
