#include "page/results.h"

#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "page/card.h"
#include "page/topic.h"
#include "register/record.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

/*
 * A chart is drawn in units of which the text is 14 high: its labels keep at
 * least 11 pixels on a phone of 320.
 */
enum {
	RESULTS_BARS = 5,    /* the last years: more do not fit a phone */
	RESULTS_SLOT = 66,   /* of one year: "2025/26" and air */
	RESULTS_BAR = 42,    /* wide */
	RESULTS_HIGH = 100,  /* of the largest number */
	RESULTS_TOP = 24,    /* the number above its bar */
	RESULTS_BOTTOM = 24, /* the year below it */
	RESULTS_TEXT = 14,
	RESULTS_HOME = 4,    /* one row of the first page */
	RESULTS_FIGURES = 60 /* a page nobody reads to the end */
};

/* One figure: its records in the order of the years. */
struct figure {
	const char *title, *unit;
	const struct record **points;
	int n;
	bool share; /* every number says of how many */
};

static int64_t
number(const struct record *r, const char *field)
{
	int64_t n;

	return text_int(record_value(r, field), 0, INT64_MAX / 200, &n) ? n : 0;
}

/* A share in whole percent, rounded; of nothing it is none. */
static int64_t
percent(const struct record *r)
{
	int64_t of = number(r, "of"), n = number(r, "value");

	return of > 0 ? (n * 200 + of) / (2 * of) : 0;
}

static void
figure_add(struct figure *f, const struct record *r)
{
	if (f->n == 0) {
		f->title = record_heading(r);
		f->unit = record_value(r, "unit");
		f->share = true;
	}
	f->share = f->share && number(r, "of") > 0;
	/* The newest word for it. */
	if (*record_value(r, "unit") != '\0')
		f->unit = record_value(r, "unit");
	f->points[f->n++] = r;
}

/* The records are read in the order of place, figure, year; a figure whose
 * place was changed for one year only is still one. */
static enum rc
figures_read(
    const struct request *req, bool home, struct figure **out, int *figures_n)
{
	struct arena *a = request_arena(req);
	struct figure *list = arena_alloc(a, RESULTS_FIGURES * sizeof(*list));
	struct record *all;
	int n, k;
	enum rc rc;

	*out = list;
	*figures_n = 0;
	rc = records_list(
	    request_store(req), a, "results", RECORDS_SHOWN, &all, &n);
	for (int i = 0; rc == RC_OK && i < n; i++) {
		const char *title = record_heading(&all[i]);

		if (home && *record_value(&all[i], "home") == '\0')
			continue;
		for (k = 0; k < *figures_n; k++)
			if (strcmp(list[k].title, title) == 0)
				break;
		if (k == RESULTS_FIGURES)
			continue;
		if (k == *figures_n) {
			list[k].points = arena_alloc(
			    a, (size_t)(n - i) * sizeof(*list[k].points));
			++*figures_n;
		}
		figure_add(&list[k], &all[i]);
	}
	return rc;
}

/* "24", "18 %". */
static const char *
value_words(struct arena *a, const struct figure *f, const struct record *r)
{
	if (f->share)
		return arena_printf(a, "%lld %%", (long long)percent(r));
	return record_value(r, "value");
}

/* One bar: where it stands in the chart. */
static void
bar_show(struct arena *a, struct view *v, const struct figure *f, int i,
    int64_t largest)
{
	const struct record *r = f->points[i];
	int64_t n = f->share ? percent(r) : number(r, "value");
	int first = f->n > RESULTS_BARS ? f->n - RESULTS_BARS : 0;
	int x = (i - first) * RESULTS_SLOT;
	int high = largest > 0 ? (int)(n * RESULTS_HIGH / largest) : 0;

	if (high > RESULTS_HIGH)
		high = RESULTS_HIGH;
	/* Something is not nothing. */
	if (n > 0 && high == 0)
		high = 1;
	view_int(v, "x", x + (RESULTS_SLOT - RESULTS_BAR) / 2);
	view_int(v, "y", RESULTS_TOP + RESULTS_HIGH - high);
	view_int(v, "high", high);
	view_int(v, "middle", x + RESULTS_SLOT / 2);
	view_int(
	    v, "above", RESULTS_TOP - 8 + (f->share ? 0 : RESULTS_HIGH - high));
	view_text(v, "value", value_words(a, f, r));
	view_text(v, "year", record_value(r, "year"));
}

static int64_t
figure_largest(const struct figure *f)
{
	int64_t largest = 0;

	if (f->share)
		return 100;
	for (int i = 0; i < f->n; i++)
		if (number(f->points[i], "value") > largest)
			largest = number(f->points[i], "value");
	return largest;
}

static void
chart_show(struct arena *a, struct view *v, const struct figure *f)
{
	int first = f->n > RESULTS_BARS ? f->n - RESULTS_BARS : 0;
	int wide = (f->n - first) * RESULTS_SLOT;
	int64_t largest = figure_largest(f);
	struct strbuf words;

	strbuf_init(&words);
	view_in(v, "Chart");
	view_int(v, "wide", wide);
	view_int(v, "high", RESULTS_TOP + RESULTS_HIGH + RESULTS_BOTTOM);
	view_int(v, "base", RESULTS_TOP + RESULTS_HIGH);
	view_int(v, "label", RESULTS_TOP + RESULTS_HIGH + RESULTS_BOTTOM - 6);
	view_int(v, "bar", RESULTS_BAR);
	/* A share stands before the whole. */
	if (f->share) {
		view_int(v, "whole_y", RESULTS_TOP);
		view_int(v, "whole", RESULTS_HIGH);
	}
	/* Its size in letters: a chart grows with the reader's type. */
	view_textf(v, "em", "%d", wide / RESULTS_TEXT);
	for (int i = first; i < f->n; i++) {
		view_row(v, "Bars");
		bar_show(a, v, f, i, largest);
		view_out(v);
		strbuf_addf(&words, "%s%s: %s", i > first ? "; " : "",
		    record_value(f->points[i], "year"),
		    value_words(a, f, f->points[i]));
	}
	view_text(v, "words", words.buf);
	view_out(v);
	strbuf_free(&words);
}

static void
point_show(struct view *v, const struct figure *f, const struct record *r)
{
	int64_t of = number(r, "of");

	view_text(v, "year", record_value(r, "year"));
	view_text(v, "value", record_value(r, "value"));
	view_text(v, "source", record_value(r, "source"));
	if (of == 0)
		return;
	view_int(v, "of", of);
	view_textf(v, "percent", "%lld %%", (long long)percent(r));
	view_flag(v, "share", f->share);
}

/* The unit, unless the title says it already. */
static void
figure_head(struct arena *a, struct view *v, const struct figure *f)
{
	view_text(v, "title", f->title);
	if (*f->unit != '\0' &&
	    strstr(text_fold(a, f->title), text_fold(a, f->unit)) == NULL)
		view_text(v, "unit", f->unit);
}

enum rc
page_results(const struct request *req, struct reply *rep)
{
	struct arena *a = request_arena(req);
	struct view *v = reply_view(rep);
	struct figure *figures;
	int n;
	enum rc rc;

	if ((rc = page_topic_head(req, rep, "results", NULL)) != RC_OK ||
	    (rc = figures_read(req, false, &figures, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		bool shares = false;

		view_row(v, "Figures");
		view_int(v, "n", i + 1);
		figure_head(a, v, &figures[i]);
		chart_show(a, v, &figures[i]);
		for (int k = figures[i].n - 1; k >= 0; k--) {
			const struct record *r = figures[i].points[k];

			shares = shares || number(r, "of") > 0;
			view_row(v, "Points");
			point_show(v, &figures[i], r);
			view_out(v);
		}
		view_flag(v, "shares", shares);
		view_out(v);
	}
	reply_public(rep, PAGE_FRESH_S);
	reply_page(rep, "page/results.cs");
	return RC_OK;
}

enum rc
page_results_home(const struct request *req, struct reply *rep)
{
	struct view *v = reply_view(rep);
	struct figure *figures;
	int n;
	enum rc rc;

	if ((rc = figures_read(req, true, &figures, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n && i < RESULTS_HOME; i++) {
		view_row(v, "Figures");
		figure_head(request_arena(req), v, &figures[i]);
		point_show(v, &figures[i], figures[i].points[figures[i].n - 1]);
		view_out(v);
	}
	return RC_OK;
}
