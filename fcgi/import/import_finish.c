#include <string.h>

#include "base/arena.h"
#include "import/glyph.h"
#include "import/import_inner.h"
#include "import/item.h"

/* Line ends and runs of blanks are one blank. */
static char *
one_line(struct arena *a, const char *s)
{
	char *out = arena_alloc(a, strlen(s) + 1), *to = out;
	bool gap = false;
	const char *p;

	for (; *s != '\0'; s = p) {
		p = s;
		if (glyph_blank(glyph_next(&p))) {
			gap = to > out;
			continue;
		}
		if (gap)
			*to++ = ' ';
		gap = false;
		memcpy(to, s, (size_t)(p - s));
		to += p - s;
	}
	*to = '\0';
	return out;
}

/* The number that stands in the words when it has no column. */
static const char *
take_number(struct arena *a, struct import_activity *act, const char *words)
{
	struct item_list list;
	int depth;
	size_t n;

	if (act->number[0] != '\0')
		return words;
	if ((n = glyph_number(words, &depth)) == 0)
		return words;
	if (depth == 1) {
		item_split(a, words, &list);
		/* "1. ... 2. ...": its items. */
		if (list.n > 1 && list.lead[0] == '\0')
			return words;
	}
	act->number = arena_strndup(a, words, n);
	words += n;
	n = strlen(words);
	return glyph_trim(words, &n);
}

static void
take_words(struct arena *a, struct import *im, struct import_activity *act)
{
	enum column_role name = table_main(im->table, act->head);
	const char *words = import_cell(im, act, name);
	struct item_list list;

	words = take_number(a, act, words);
	act->text = one_line(a, words);
	act->details = "";
	if (name == COLUMN_ACTIVITY &&
	    import_cell(im, act, COLUMN_CONTENT)[0]) {
		act->details = import_cell(im, act, COLUMN_CONTENT);
		item_split(a, act->details, &list);
		act->lead = act->text;
		/* A row that has contents only is named by them. */
		if (act->text[0] == '\0')
			act->text = act->lead = one_line(a, act->details);
	} else {
		item_split(a, words, &list);
		act->lead = one_line(a, list.lead);
	}
	act->items = list.items;
	act->items_n = list.n;
	for (int i = 0; i < list.n; i++)
		list.items[i] = one_line(a, list.items[i]);
	im->items += list.n;
}

/* Reading a term takes thirty times its words: they go with scratch. */
static void
take_deadline(struct arena *a, struct arena *scratch,
    const struct import_options *o, struct import *im,
    struct import_activity *act)
{
	const char *text, *section = "";
	struct deadline *d = &act->deadline;

	text = import_term_of(a, im, act);
	if (text[0] == '\0')
		text = section = import_term_of_section(im, act);
	deadline_read(scratch, text, &o->period, o->approved, d);
	d->verbatim = text;
	d->recurrence = arena_strdup(a, d->recurrence);
	d->why = arena_strdup(a, d->why);
	/* The reader sees line ends, not the pages that we joined. */
	if (act->deadline_joined || strchr(text, '\n') != NULL)
		act->deadline.flags |= BIT(DEADLINE_SPLIT_CELL_JOINED);
	if (section[0] != '\0')
		import_flag_add(im, act, "SECTION_TERM",
		    "Своего срока в строке нет: взят срок раздела. Проверьте, "
		    "подходит ли он этому пункту.");
	for (int i = 0; i < DEADLINE_FLAGS; i++)
		if ((act->deadline.flags & BIT(i)) != 0)
			import_flag_add(im, act, deadline_flags[i],
			    deadline_flag_sentences[i]);
}

/* The cell of a term and of people, or that of the merged one above. */
static void
take_shared(
    struct arena *a, const struct import *im, struct import_activity *act)
{
	const struct table_head *h = &im->table->heads[act->head];
	const char *cell, *above;

	if (h->shared < 0)
		return;
	above = h->columns[h->shared].role == COLUMN_DEADLINE
		    ? act->deadline.verbatim
		    : act->responsible_text;
	cell = act->cells[h->shared];
	if (cell[0] == '\0' && above != NULL)
		cell = above;
	import_shared_split(
	    a, cell, &act->deadline.verbatim, &act->responsible_text);
}

/* Name and post in two columns are one person. */
static const char *
take_people(
    struct arena *a, const struct import *im, const struct import_activity *act)
{
	const struct table_head *h = &im->table->heads[act->head];
	const char *text = h->shared >= 0
			       ? act->responsible_text
			       : import_value(im, act, COLUMN_RESPONSIBLE,
				     act->responsible_text);

	for (int i = h->at[COLUMN_RESPONSIBLE] + 1; i > 0 && i < h->n; i++) {
		if (h->columns[i].role != COLUMN_RESPONSIBLE ||
		    act->cells[i][0] == '\0' ||
		    strcmp(act->cells[i], text) == 0)
			continue;
		text = text[0] == '\0'
			   ? act->cells[i]
			   : arena_printf(a, "%s, %s", text, act->cells[i]);
	}
	return text;
}

/* FNV-1a. */
static uint64_t
hash(uint64_t h, const char *s)
{
	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 0x100000001b3u;
	return (h ^ 0x1f) * 0x100000001b3u;
}

uint64_t
import_key(struct arena *scratch, const char *text, const char *term)
{
	uint64_t h = hash(0xcbf29ce484222325u, glyph_fold(scratch, text));

	return hash(h, glyph_fold(scratch, term));
}

void
import_finish(
    struct arena *a, const struct import_options *o, struct import *im)
{
	struct arena *scratch = arena_new();

	import_term_sections(a, scratch, o, im);
	for (int i = 0; i < im->activities_n; i++) {
		struct import_activity *act = &im->activities[i];

		arena_reset(scratch);
		take_words(a, im, act);
		take_shared(a, im, act);
		act->result = import_value(im, act, COLUMN_RESULT, act->result);
		act->document =
		    import_value(im, act, COLUMN_DOCUMENT, act->document);
		act->kpi = import_value(im, act, COLUMN_KPI, act->kpi);
		act->responsible_text = take_people(a, im, act);
		act->responsible_n = responsible_split(
		    a, act->responsible_text, &act->responsible);
		for (int k = 0; k < act->tails_n; k++)
			act->tails[k].responsible_n =
			    responsible_split(a, act->tails[k].responsible_text,
				&act->tails[k].responsible);
		take_deadline(a, scratch, o, im, act);
		act->key =
		    import_key(scratch, act->text, act->deadline.verbatim);
	}
	arena_free(scratch);
}
