#include <cmark.h>
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/markdown.h"
#include "base/markdown_typo.h"
#include "base/strbuf.h"
#include "base/text.h"

/*
 * The text becomes cmark's tree; one walk takes out what we do not show,
 * a second one sets the Russian signs (with cmark's own SMART option the
 * addresses in the text would lose their double hyphens, so the signs are
 * ours), and then the tree is written as HTML or as plain text.
 */

/* A list in a list in a list still reads; deeper ones are not moved in. */
enum { INDENT_MAX = 3 };

/* The part of md that we hand to cmark: whole characters, at most
 * MARKDOWN_MAX bytes. */
static size_t
bounded(const char *md)
{
	size_t n = strnlen(md, MARKDOWN_MAX + 1);

	if (n <= MARKDOWN_MAX)
		return n;
	for (n = MARKDOWN_MAX; n > 0 && ((unsigned char)md[n] & 0xc0) == 0x80;)
		n--;
	return n;
}

static bool
own_path(const char *url)
{
	return url[0] == '/' && url[1] != '/';
}

/* Browsers read \ as / and drop tabs and line ends: none may be there. */
static bool
url_ok(const char *url, bool image)
{
	static const char *const schemes[] = { "https://", "http://",
		"mailto:" };

	for (const char *p = url; *p; p++)
		if (*p == '\\' || *p == 0x7f || (unsigned char)*p < ' ')
			return false;
	if (own_path(url))
		return true;
	for (size_t i = 0; i < LEN(schemes) && !image; i++)
		if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
			return true;
	return false;
}

/* The node's children take its place. */
static void
unwrap(cmark_node *x)
{
	cmark_node *child;

	while ((child = cmark_node_first_child(x)))
		cmark_node_insert_before(x, child);
	cmark_node_unlink(x);
	cmark_node_free(x);
}

/* What stays of HTML when its tags are taken out, in place. */
static void
strip_tags(char *s)
{
	char *out = s, *end, *last = strrchr(s, '>');

	while (*s) {
		end = NULL;
		/* Nothing ends behind the last '>': a search for each of many
		 * '<' there would cost the square of their number. */
		if (*s == '<' && s[1] && last > s &&
		    (strchr("/!?", s[1]) || isalpha((unsigned char)s[1])))
			end = strchr(s, '>');
		if (end)
			s = end + 1;
		else
			*out++ = *s++;
	}
	*out = 0;
}

/* Nobody's words are lost because they stand between tags. */
static void
replace_html(struct arena *a, cmark_node *x)
{
	cmark_node *p, *t;
	const char *html = cmark_node_get_literal(x);
	char *text = arena_strdup(a, html ? html : "");

	strip_tags(text);
	text = text_clean(a, text, strlen(text));
	if (text && *text) {
		p = cmark_node_new(CMARK_NODE_PARAGRAPH);
		t = cmark_node_new(CMARK_NODE_TEXT);
		cmark_node_set_literal(t, text);
		cmark_node_append_child(p, t);
		cmark_node_insert_before(x, p);
	}
	cmark_node_unlink(x);
	cmark_node_free(x);
}

/* First walk.  cmark lets a node be changed on its exit, a leaf (text, HTML)
 * on its only event. */
static void
take_out(struct arena *a, cmark_node *doc)
{
	cmark_iter *it = cmark_iter_new(doc);
	cmark_event_type ev;
	cmark_node *x;
	int level;

	while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		x = cmark_iter_get_node(it);
		switch (cmark_node_get_type(x)) {
		case CMARK_NODE_HTML_BLOCK:
			replace_html(a, x);
			break;
		case CMARK_NODE_HTML_INLINE:
			cmark_node_unlink(x);
			cmark_node_free(x);
			break;
		case CMARK_NODE_HEADING:
			level = cmark_node_get_heading_level(x);
			if (ev == CMARK_EVENT_EXIT && level < 6)
				cmark_node_set_heading_level(x, level + 1);
			break;
		case CMARK_NODE_LINK:
		case CMARK_NODE_IMAGE:
			if (ev == CMARK_EVENT_EXIT &&
			    !url_ok(cmark_node_get_url(x),
				cmark_node_get_type(x) == CMARK_NODE_IMAGE))
				unwrap(x);
			break;
		default:
			break;
		}
	}
	cmark_iter_free(it);
	cmark_consolidate_text_nodes(doc);
}

struct piece {
	struct markdown_typo *typo;
	cmark_node *node; /* the text being set */
	const char *at;	  /* what of it is still to come */
	bool link;	  /* addresses become links */
};

/* The text so far as a node of its own before the one being set. */
static void
flush(struct piece *p)
{
	cmark_node *t;

	if (p->typo->out.len == 0)
		return;
	t = cmark_node_new(CMARK_NODE_TEXT);
	cmark_node_set_literal(t, p->typo->out.buf);
	cmark_node_insert_before(p->node, t);
	strbuf_clear(&p->typo->out);
}

static void
each_url(void *ctx, const char *url, size_t n)
{
	struct piece *p = ctx;
	cmark_node *link, *t;

	markdown_typo_text(p->typo, p->at, (size_t)(url - p->at));
	p->at = url + n;
	if (p->link)
		flush(p);
	markdown_typo_raw(p->typo, url, n);
	if (!p->link)
		return;
	link = cmark_node_new(CMARK_NODE_LINK);
	t = cmark_node_new(CMARK_NODE_TEXT);
	cmark_node_set_url(link, p->typo->out.buf);
	cmark_node_set_literal(t, p->typo->out.buf);
	cmark_node_append_child(link, t);
	cmark_node_insert_before(p->node, link);
	strbuf_clear(&p->typo->out);
}

/* Second walk: signs, and in HTML links for bare addresses. */
static void
set_signs(cmark_node *doc, bool html)
{
	struct markdown_typo typo;
	struct piece p = { .typo = &typo };
	cmark_iter *it = cmark_iter_new(doc);
	cmark_event_type ev;
	int links = 0;

	markdown_typo_init(&typo, html);
	while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		p.node = cmark_iter_get_node(it);
		switch (cmark_node_get_type(p.node)) {
		case CMARK_NODE_PARAGRAPH:
		case CMARK_NODE_HEADING:
			markdown_typo_start(&typo);
			break;
		case CMARK_NODE_LINK:
		case CMARK_NODE_IMAGE:
			links += ev == CMARK_EVENT_ENTER ? 1 : -1;
			break;
		case CMARK_NODE_CODE:
			markdown_typo_raw(&typo, "x", 1);
			strbuf_clear(&typo.out);
			break;
		case CMARK_NODE_SOFTBREAK:
		case CMARK_NODE_LINEBREAK:
			markdown_typo_text(&typo, "\n", 1);
			strbuf_clear(&typo.out);
			break;
		case CMARK_NODE_TEXT:
			p.at = cmark_node_get_literal(p.node);
			p.link = html && links == 0;
			text_urls(p.at, each_url, &p);
			markdown_typo_text(&typo, p.at, strlen(p.at));
			cmark_node_set_literal(p.node, typo.out.buf);
			strbuf_clear(&typo.out);
			break;
		default:
			break;
		}
	}
	cmark_iter_free(it);
	markdown_typo_free(&typo);
}

static cmark_node *
read_tree(struct arena *a, const char *md, bool html)
{
	cmark_node *doc =
	    cmark_parse_document(md, bounded(md), CMARK_OPT_VALIDATE_UTF8);

	take_out(a, doc);
	set_signs(doc, html);
	return doc;
}

char *
markdown_html(struct arena *a, const char *md)
{
	cmark_node *doc = read_tree(a, md, true);
	/* Who presses Enter in a form wants a new line.  Never UNSAFE. */
	char *html = cmark_render_html(doc, CMARK_OPT_HARDBREAKS), *out, *to;

	out = to = arena_strdup(a, html);
	/* "&#8;" made a control character that no XML feed may hold. */
	for (const char *p = html; *p; p++)
		if ((unsigned char)*p >= ' ' || *p == '\n' || *p == '\t')
			*to++ = *p;
	*to = 0;
	free(html);
	cmark_node_free(doc);
	return out;
}

struct plain {
	struct strbuf out;
	int gap;      /* line ends due before the next words */
	int depth;    /* of lists */
	bool marked;  /* the words of an item follow its dash */
	size_t words; /* where those of the link begin */
};

static void
due(struct plain *p, int gap)
{
	if (p->marked)
		return;
	if (p->gap < gap)
		p->gap = gap;
}

static void
put(struct plain *p, const char *s, size_t n)
{
	if (n == 0)
		return;
	for (; p->gap > 0; p->gap--)
		if (p->out.len > 0)
			strbuf_addc(&p->out, '\n');
	p->marked = false;
	strbuf_add(&p->out, s, n);
}

static void
put_item(struct plain *p, cmark_node *item)
{
	cmark_node *list = cmark_node_parent(item), *before;
	char mark[64];
	int n = 0, number;

	due(p, 1);
	for (int i = 1; i < p->depth && i <= INDENT_MAX && !p->marked; i++)
		n += snprintf(mark + n, sizeof(mark) - (size_t)n, "  ");
	if (cmark_node_get_list_type(list) == CMARK_ORDERED_LIST) {
		/* Each item keeps its number for the next one: counting anew
		 * would cost the square of their number. */
		before = cmark_node_previous(item);
		number =
		    before ? (int)(intptr_t)cmark_node_get_user_data(before) + 1
			   : cmark_node_get_list_start(list);
		cmark_node_set_user_data(item, (void *)(intptr_t)number);
		n += snprintf(
		    mark + n, sizeof(mark) - (size_t)n, "%d. ", number);
	} else {
		n += snprintf(mark + n, sizeof(mark) - (size_t)n, "— ");
	}
	put(p, mark, (size_t)n);
	p->marked = true;
}

/* " (address)" behind the words, unless they are the address. */
static void
put_address(struct plain *p, const char *url)
{
	const char *words = p->out.buf + p->words;
	size_t n = p->out.len - p->words;

	if (strncasecmp(url, "mailto:", 7) == 0)
		url += 7;
	/* A path says nothing outside the site. */
	if (own_path(url) || (strlen(url) == n && memcmp(url, words, n) == 0))
		return;
	if (n == 0) {
		put(p, url, strlen(url));
		return;
	}
	strbuf_adds(&p->out, " (");
	strbuf_adds(&p->out, url);
	strbuf_addc(&p->out, ')');
}

static void
put_code(struct plain *p, const char *s)
{
	size_t n = strlen(s);

	while (n > 0 && s[n - 1] == '\n')
		n--;
	due(p, 2);
	put(p, s, n);
	due(p, 2);
}

static void
put_inline(struct plain *p, cmark_node *x, bool enter)
{
	const char *s;

	switch (cmark_node_get_type(x)) {
	case CMARK_NODE_TEXT:
	case CMARK_NODE_CODE:
		s = cmark_node_get_literal(x);
		put(p, s, strlen(s));
		break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
		put(p, "\n", 1);
		break;
	case CMARK_NODE_LINK:
		if (enter) {
			/* So that words begins behind the empty line. */
			for (; p->gap > 0; p->gap--)
				if (p->out.len > 0)
					strbuf_addc(&p->out, '\n');
			p->words = p->out.len;
		} else {
			put_address(p, cmark_node_get_url(x));
		}
		break;
	default:
		break;
	}
}

static void
put_block(struct plain *p, cmark_node *x, bool enter)
{
	switch (cmark_node_get_type(x)) {
	case CMARK_NODE_PARAGRAPH:
	case CMARK_NODE_HEADING:
		due(p, p->depth > 0 ? 1 : 2);
		break;
	case CMARK_NODE_LIST:
		p->depth += enter ? 1 : -1;
		due(p, p->depth > (enter ? 1 : 0) ? 1 : 2);
		break;
	case CMARK_NODE_ITEM:
		if (enter) {
			put_item(p, x);
		} else {
			p->marked = false;
			due(p, 1);
		}
		break;
	case CMARK_NODE_CODE_BLOCK:
		put_code(p, cmark_node_get_literal(x));
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		due(p, 2);
		put(p, "* * *", 5);
		due(p, 2);
		break;
	default:
		put_inline(p, x, enter);
		break;
	}
}

char *
markdown_plain(struct arena *a, const char *md)
{
	cmark_node *doc = read_tree(a, md, false);
	cmark_iter *it = cmark_iter_new(doc);
	struct plain p = { 0 };
	cmark_event_type ev;
	char *out;

	strbuf_init(&p.out);
	while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE)
		put_block(&p, cmark_iter_get_node(it), ev == CMARK_EVENT_ENTER);
	cmark_iter_free(it);
	cmark_node_free(doc);
	out = text_clean(a, p.out.buf, p.out.len);
	strbuf_free(&p.out);
	return out ? out : arena_strdup(a, "");
}
