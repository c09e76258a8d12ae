#include "page/search.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "mediaplan/event.h"
#include "mediaplan/rubric.h"
#include "page/card.h"
#include "page/topic.h"
#include "store/db.h"
#include "store/search.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

enum {
	/* Years offered: a school's section keeps its first ten at hand, and
	 * an older one is found without this filter. */
	SEARCH_YEARS = 10,
	SEARCH_YEAR_FIRST = 2000, /* base/date.h knows no earlier one */
	SEARCH_YEAR_LAST = 2199,
	SEARCH_PAGES = SEARCH_DEEP_MAX / SEARCH_PER_PAGE,
	SEARCH_LOST_MAX = 5,	/* as many as stand on the screen of a phone */
	SEARCH_LOST_LETTERS = 3 /* bytes: i, na, iz are no words to look for */
};

static const struct search_group {
	const char *name, *title, *one;
} groups[] = {
	{ "", "Везде", "Страница" },
	{ "news", "Новости", "Материал" },
	{ "event", "События", "Событие" },
	{ "document", "Документы", "Документ" },
	{ "page", "Страницы", "Страница" },
};

/* What was asked, as far as it makes sense; the rest is as if not asked. */
struct search_asked {
	struct search_query query;
	struct rubric *rubrics;
	int rubrics_n;
	bool any; /* the form was sent */
};

static enum rc
search_asked_read(const struct request *req, struct search_asked *asked)
{
	struct arena *a = request_arena(req);
	const char *words = request_query(req, "q");
	const char *kind = request_query(req, "kind");
	const char *rubric = request_query(req, "rubric");
	struct search_query *q = &asked->query;
	int64_t year = 0, page = 1;
	enum rc rc;

	*asked = (struct search_asked){ .any = *words != '\0' };
	words = text_clean_line(a, words, strlen(words));
	*q = (struct search_query){ .group = "", .rubric = "", .page = 1 };
	q->words = text_cut(a, words != NULL ? words : "", SEARCH_WORDS_MAX);
	for (size_t i = 0; i < LEN(groups); i++)
		if (strcmp(groups[i].name, kind) == 0)
			q->group = groups[i].name;
	rc = rubrics_list(request_store(req), a, false, request_now(req),
	    &asked->rubrics, &asked->rubrics_n);
	for (int i = 0; rc == RC_OK && i < asked->rubrics_n; i++)
		if (strcmp(asked->rubrics[i].slug, rubric) == 0)
			q->rubric = asked->rubrics[i].slug;
	if (text_int(request_query(req, "year"), SEARCH_YEAR_FIRST,
		SEARCH_YEAR_LAST, &year))
		q->year = (int)year;
	if (text_int(request_query(req, "page"), 1, SEARCH_PAGES, &page))
		q->page = (int)page;
	else if (*request_query(req, "page") != '\0')
		return RC_NOT_FOUND;
	return rc;
}

/* The same question with another group, words or page. */
static const char *
search_address(struct arena *a, const struct search_query *q, const char *words,
    const char *group, int page)
{
	struct strbuf b;
	const char *s;

	strbuf_init(&b);
	strbuf_adds(&b, "/search?q=");
	strbuf_add_url(&b, words);
	if (*group != '\0')
		strbuf_addf(&b, "&kind=%s", group);
	if (*q->rubric != '\0')
		strbuf_addf(&b, "&rubric=%s", q->rubric);
	if (q->year != 0)
		strbuf_addf(&b, "&year=%d", q->year);
	if (page > 1)
		strbuf_addf(&b, "&page=%d", page);
	s = arena_strdup(a, b.buf);
	strbuf_free(&b);
	return s;
}

static void
search_filters(
    const struct request *req, struct view *v, const struct search_asked *asked)
{
	const struct search_query *q = &asked->query;
	int year = date_of(request_now(req)).year;
	bool offered = q->year == 0;

	for (size_t i = 0; i < LEN(groups); i++) {
		view_row(v, "Groups");
		view_text(v, "title", groups[i].title);
		view_text(v, "address",
		    search_address(
			request_arena(req), q, q->words, groups[i].name, 1));
		view_flag(v, "current", strcmp(groups[i].name, q->group) == 0);
		view_out(v);
	}
	for (int i = 0; i < asked->rubrics_n; i++) {
		view_row(v, "Rubrics");
		view_text(v, "slug", asked->rubrics[i].slug);
		view_text(v, "title", asked->rubrics[i].title);
		view_flag(v, "selected",
		    strcmp(asked->rubrics[i].slug, q->rubric) == 0);
		view_out(v);
	}
	for (int i = 0; i < SEARCH_YEARS || !offered; i++) {
		/* An older year that was asked for stands at the end. */
		int shown = i < SEARCH_YEARS ? year - i : q->year;

		offered = offered || shown == q->year;
		view_row(v, "Years");
		view_int(v, "year", shown);
		view_flag(v, "selected", shown == q->year);
		view_out(v);
	}
}

static void
search_text(struct view *v, const char *list, const struct search_text *t)
{
	for (int i = 0; i < t->n; i++) {
		view_row(v, list);
		view_text(v, "text", t->pieces[i].text);
		view_flag(v, "hit", t->pieces[i].hit);
		view_out(v);
	}
}

/* Of an event its own day is told, not when it was entered; what stands
 * in the section for years has none. */
static enum rc
search_date(
    const struct request *req, struct view *v, const struct search_hit *h)
{
	int64_t at = h->at;
	struct event e;
	enum rc rc = RC_OK;

	if (strcmp(h->kind, "event") != 0 && strcmp(h->kind, "story") != 0)
		return RC_OK;
	if (*h->kind == 'e') {
		rc = events_by_id(
		    request_store(req), request_arena(req), h->record_id, &e);
		if (rc == RC_OK)
			at = e.starts_at;
	}
	view_time(v, "at", at, request_now(req));
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc
search_hits(const struct request *req, struct view *v,
    const struct search_asked *asked, const struct search_result *r)
{
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && i < r->n; i++) {
		const struct search_hit *h = &r->hits[i];
		const char *one = groups[0].one;

		view_row(v, "Hits");
		for (size_t k = 1; k < LEN(groups); k++)
			if (strcmp(groups[k].name, h->group) == 0)
				one = groups[k].one;
		view_text(v, "kind", one);
		view_text(v, "path", h->path);
		for (int k = 0; k < asked->rubrics_n; k++)
			if (strcmp(asked->rubrics[k].slug, h->rubric) == 0)
				view_text(v, "rubric", asked->rubrics[k].title);
		search_text(v, "Title", &h->title);
		search_text(v, "Snippet", &h->snippet);
		rc = search_date(req, v, h);
		view_out(v);
	}
	return rc;
}

static void
search_pages(const struct request *req, struct view *v,
    const struct search_query *q, int total)
{
	struct arena *a = request_arena(req);
	int pages = (total + SEARCH_PER_PAGE - 1) / SEARCH_PER_PAGE;

	if (pages < 2)
		return;
	view_int(v, "page", q->page);
	view_int(v, "pages", pages);
	if (q->page > 1)
		view_text(v, "prev",
		    search_address(a, q, q->words, q->group, q->page - 1));
	if (q->page < pages)
		view_text(v, "next",
		    search_address(a, q, q->words, q->group, q->page + 1));
}

static const char *
search_found(struct arena *a, const struct search_result *r)
{
	int n = r->total;

	if (r->deeper)
		return arena_printf(a,
		    "Найдено больше %d материалов, показаны самые свежие", n);
	return arena_printf(a, "%s %d %s",
	    text_plural(n, "Найден", "Найдено", "Найдено"), n,
	    text_plural(n, "материал", "материала", "материалов"));
}

static enum rc
search_answer(
    const struct request *req, struct view *v, const struct search_asked *asked)
{
	const struct search_query *q = &asked->query;
	struct arena *a = request_arena(req);
	struct search_result r;
	enum rc rc;

	rc = search_find(request_store(req), a, q, request_now(req), &r);
	if (rc == RC_INVALID) {
		view_flag(v, "wordless", true);
		return RC_OK;
	}
	if (rc != RC_OK)
		return rc;
	if (q->page > 1 && r.n == 0)
		return RC_NOT_FOUND;
	view_int(v, "total", r.total);
	view_text(v, "found", search_found(a, &r));
	if (r.hint != NULL) {
		view_text(v, "hint", r.hint);
		view_text(v, "hint_address",
		    search_address(a, q, r.hint, q->group, 1));
	}
	view_flag(v, "narrow",
	    *q->group != '\0' || *q->rubric != '\0' || q->year != 0);
	view_text(v, "everywhere",
	    search_address(a,
		&(struct search_query){ .rubric = "", .words = q->words },
		q->words, "", 1));
	search_pages(req, v, q, r.total);
	return search_hits(req, v, asked, &r);
}

enum rc
page_search(const struct request *req, struct reply *rep)
{
	struct view *v = reply_view(rep);
	struct search_asked asked;
	enum rc rc;

	if ((rc = page_topic_head(req, rep, "search", NULL)) != RC_OK ||
	    (rc = search_asked_read(req, &asked)) != RC_OK)
		return rc;
	view_in(v, "Search");
	view_text(v, "q", asked.query.words);
	view_text(v, "kind", asked.query.group);
	view_int(v, "words_max", SEARCH_WORDS_MAX);
	view_flag(v, "asked", asked.any);
	search_filters(req, v, &asked);
	if (asked.any)
		rc = search_answer(req, v, &asked);
	view_out(v);
	if (rc != RC_OK)
		return rc;
	view_text(v, "Page.address",
	    search_address(request_arena(req), &asked.query, asked.query.words,
		asked.query.group, asked.query.page));
	view_flag(v, "Page.noindex", true);
	reply_public(rep, PAGE_FRESH_S);
	reply_page(rep, "page/search.cs");
	return RC_OK;
}

/* "/story/nastavnik-i-robot-2": the words at its end, without numbers and
 * prepositions. */
static const char *
search_address_words(struct arena *a, const char *path)
{
	const char *last = path;
	struct strbuf b;

	for (const char *p = path; *p != '\0'; p++)
		if (*p == '/' && p[1] != '\0')
			last = p + 1;
	strbuf_init(&b);
	while (*last != '\0') {
		size_t n = strcspn(last, "-_./+ ");

		if (n >= SEARCH_LOST_LETTERS && strspn(last, "0123456789") < n)
			strbuf_addf(
			    &b, "%s%.*s", b.len > 0 ? " " : "", (int)n, last);
		last += n;
		last += strspn(last, "-_./+ ");
	}
	last = text_cut(a, b.buf, SEARCH_WORDS_MAX);
	strbuf_free(&b);
	return last;
}

void
page_search_lost(const struct request *req, struct view *v)
{
	struct store *st = request_store(req);
	struct arena *a = request_arena(req);
	const char *words = search_address_words(a, request_path(req));
	struct search_result r = { .n = 0 };
	enum rc rc;

	view_in(v, "Lost");
	view_text(v, "q", words);
	view_int(v, "words_max", SEARCH_WORDS_MAX);
	view_flag(v, "offered", true);
	/* The page without it is as good; what failed is in the log. */
	if (store_begin_read(st) == RC_OK) {
		rc = search_near(
		    st, a, words, SEARCH_LOST_MAX, request_now(req), &r);
		if (store_commit(st) != RC_OK || rc != RC_OK)
			r.n = 0;
	}
	for (int i = 0; i < r.n; i++) {
		view_row(v, "Hits");
		view_text(v, "path", r.hits[i].path);
		search_text(v, "Title", &r.hits[i].title);
		view_out(v);
	}
	view_out(v);
}
