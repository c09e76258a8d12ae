/*
 * A pasted roadmap in tests: every word of the source is found again.
 * Included once per test program and by the fuzzer.
 */
#ifndef UNIT_ROADMAP_H
#define UNIT_ROADMAP_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "import/glyph.h"
#include "import/import.h"

static inline void
roadmap_add(struct strbuf *to, const char *s)
{
	strbuf_adds(to, s);
	strbuf_addc(to, '\n');
}

/* All that the import keeps.  cells: with the source cells, or only with what
 * was made of them. */
static inline void
roadmap_words(const struct import *im, bool cells, struct strbuf *to)
{
	const struct table *t = im->table;

	for (int i = 0; i < t->heads_n; i++)
		for (int k = 0; k < t->heads[i].n; k++)
			roadmap_add(to, t->heads[i].columns[k].heading);
	for (int i = 0; i < im->sections_n; i++) {
		roadmap_add(to, im->sections[i].number);
		roadmap_add(to, im->sections[i].title);
	}
	for (int i = 0; i < im->activities_n; i++) {
		const struct import_activity *act = &im->activities[i];
		const struct table_head *h = &t->heads[act->head];

		roadmap_add(to, act->number);
		roadmap_add(to, act->text);
		roadmap_add(to, act->details);
		roadmap_add(to, act->deadline.verbatim);
		for (int k = 0; k < act->responsible_n; k++)
			roadmap_add(to, act->responsible[k].text);
		for (int k = 0; k < act->tails_n; k++)
			for (int m = 0; m < act->tails[k].responsible_n; m++)
				roadmap_add(
				    to, act->tails[k].responsible[m].text);
		roadmap_add(to, act->result);
		roadmap_add(to, act->document);
		roadmap_add(to, act->kpi);
		for (int k = 0; k < h->n; k++)
			if (cells || h->columns[k].role == COLUMN_EXTRA)
				roadmap_add(to, act->cells[k]);
	}
	for (int i = 0; i < im->dropped_n; i++)
		roadmap_add(to, im->dropped[i].text);
	for (int i = 0; i < im->leftovers_n; i++)
		roadmap_add(to, im->leftovers[i]);
}

/* The first word of text, a run of letters or of digits, that is nowhere in
 * kept; NULL: all are there.  A word whose halves were joined holds both. */
static inline char *
roadmap_lost(struct arena *a, const char *text, const char *kept)
{
	const char *s = text, *from;
	char *word;

	while (*s != '\0') {
		from = s;
		while (glyph_letter(glyph_at(s)))
			glyph_next(&s);
		if (s == from)
			while (glyph_digit(glyph_at(s)))
				glyph_next(&s);
		if (s == from) {
			glyph_next(&s);
			continue;
		}
		word = arena_strndup(a, from, (size_t)(s - from));
		if (strstr(kept, word) == NULL)
			return word;
	}
	return NULL;
}

/* Source text without tags. */
static inline char *
roadmap_untagged(struct arena *a, const char *text)
{
	char *out = arena_strdup(a, text);
	bool in = false;

	for (char *s = out; *s != '\0'; s++) {
		in |= *s == '<';
		if (*s == '>' && in) {
			in = false;
			*s = ' ';
		} else if (in) {
			*s = ' ';
		}
	}
	return out;
}

/* The file, NUL-terminated; NULL: it is not there. */
static inline char *
roadmap_file(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	char *text;
	size_t n;

	if (f == NULL)
		return NULL;
	text = arena_alloc(a, PASTE_BYTES_MAX + 1);
	n = fread(text, 1, PASTE_BYTES_MAX, f);
	text[n] = '\0';
	fclose(f);
	return text;
}

#endif
