#include "reader/pdf_layout.h"

#include <stdlib.h>
#include <string.h>

#include "reader/blocks.h"
#include "reader/pdf.h"
#include "reader/pdf_rows.h"

/* A page of the smallest print has 3,000 words. */
enum { PAGE_WORDS_MAX = 8000 };
/* A place of the page has so many hundredths of a letter's mean width: what
 * is set in narrow letters must not reach the next cell. */
enum { LETTER_SHARE = 90 };
/* Places of a line; a plan across a large sheet has 300. */
enum { LINE_PLACES_MAX = 500 };
/* Of the height of a line in hundredths: words farther apart are two cells;
 * lines nearer are one; lines farther apart have an empty one between. */
enum { GAP_SHARE = 60, LINE_SHARE = 40, BLANK_SHARE = 190 };
/* What its fields are called: level, page, left, top, width, height, text. */
enum {
	FIELD_LEVEL,
	FIELD_PAGE,
	FIELD_LEFT = 6,
	FIELD_TOP,
	FIELD_WIDTH,
	FIELD_HEIGHT,
	FIELD_TEXT = 11,
	FIELDS
};
enum { LEVEL_PAGE = 1, LEVEL_WORD = 5 };

struct page {
	struct pdf_word *words;
	int n;
	int letters;
	double unit; /* of a place; 0: not known yet */
	struct strbuf *out;
};

static int
count_letters(const char *s, size_t n)
{
	int letters = 0;

	for (size_t i = 0; i < n; i++)
		letters += ((unsigned char)s[i] & 0xc0) != 0x80;
	return letters;
}

/* How wide a letter is on the first page that has some. */
static void
measure(struct page *p)
{
	double width = 0;

	for (int i = 0; i < p->n; i++)
		width += p->words[i].width;
	if (p->letters > 0)
		p->unit = width / p->letters * LETTER_SHARE / 100;
	if (p->unit < 1)
		p->unit = 1;
}

static void
put_line(struct page *p, struct pdf_word *w, int n)
{
	int at = 0, place;

	qsort(w, (size_t)n, sizeof(*w), pdf_rows_by_left);
	for (int i = 0; i < n; i++) {
		const struct pdf_word *before = i > 0 ? &w[i - 1] : NULL;

		place = (int)(w[i].left / p->unit);
		if (before != NULL && w[i].left - before->left - before->width <
					  w[i].height * GAP_SHARE / 100)
			place = at + 1;
		else if (before != NULL && place < at + 2)
			place = at + 2;
		for (; at < place && at < LINE_PLACES_MAX; at++)
			strbuf_addc(p->out, ' ');
		strbuf_add(p->out, w[i].text, w[i].n);
		at += count_letters(w[i].text, w[i].n);
	}
	strbuf_addc(p->out, '\n');
}

static void
put_page(struct page *p)
{
	double bottom = 0, row;
	int from = 0;

	if (p->unit == 0 && p->letters > 0)
		measure(p);
	qsort(p->words, (size_t)p->n, sizeof(*p->words), pdf_rows_by_top);
	row = pdf_rows_align(p->words, p->n);
	for (int i = 1; i <= p->n; i++) {
		const struct pdf_word *w = &p->words[from];

		if (i < p->n &&
		    p->words[i].top - w->top < w->height * LINE_SHARE / 100)
			continue;
		if (bottom > 0 &&
		    (w->top - bottom > w->height * BLANK_SHARE / 100 ||
			(row > 0 && w->top - bottom > row)))
			strbuf_addc(p->out, '\n');
		bottom = w->top;
		put_line(p, &p->words[from], i - from);
		from = i;
	}
	p->n = p->letters = 0;
}

/* The fields of the line at s; behind it. */
static const char *
split(const char *s, const char **fields, size_t *text_n)
{
	size_t n = strcspn(s, "\n");
	const char *end = s + n;

	for (int i = 0; i < FIELDS; i++) {
		fields[i] = s < end ? s : "";
		if (i == FIELD_TEXT)
			*text_n = (size_t)(end - s);
		while (i < FIELD_TEXT && s < end && *s != '\t')
			s++;
		if (i < FIELD_TEXT && s < end)
			s++;
	}
	return *end == '\n' ? end + 1 : end;
}

static void
add_word(struct page *p, const char **f, size_t n)
{
	struct pdf_word *w = &p->words[p->n++];

	*w = (struct pdf_word){ f[FIELD_TEXT], n, atof(f[FIELD_LEFT]),
		atof(f[FIELD_TOP]), atof(f[FIELD_WIDTH]),
		atof(f[FIELD_HEIGHT]) };
	if (w->left < 0)
		w->left = 0;
	p->letters += count_letters(w->text, n);
}

static void
page_end(struct page *p, struct pdf_pages *pages)
{
	pages->n++;
	pages->empty += p->letters < PDF_PAGE_WORDS_MIN;
	put_page(p);
}

enum verdict
pdf_layout(const char *tsv, struct strbuf *out, struct pdf_pages *pages)
{
	struct page p = { .out = out,
		.words = calloc(PAGE_WORDS_MAX, sizeof(*p.words)) };
	const char *f[FIELDS];
	enum verdict v = p.words == NULL ? V_BYTES : V_OK;
	bool open = false;
	size_t n = 0;

	*pages = (struct pdf_pages){ 0 };
	while (v == V_OK && *tsv != '\0') {
		tsv = split(tsv, f, &n);
		if (atoi(f[FIELD_LEVEL]) == LEVEL_PAGE) {
			if (open)
				page_end(&p, pages);
			open = true;
		} else if (atoi(f[FIELD_LEVEL]) == LEVEL_WORD && n > 0) {
			if (p.n == PAGE_WORDS_MAX)
				v = V_BYTES;
			else
				add_word(&p, f, n);
		}
		if (out->len > BLOCKS_TEXT_MAX)
			v = V_BYTES;
	}
	if (open && v == V_OK)
		page_end(&p, pages);
	free(p.words);
	return v;
}
