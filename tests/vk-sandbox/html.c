#include "html.h"
#include "card.h"
#include "http.h"
#include "media.h"
#include "people.h"
#include "text.h"
#include "wall.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HTML_ZONE_S = 3 * 3600 };

const char html_headers[] =
    "Content-Security-Policy: default-src 'none'; "
    "style-src 'unsafe-inline'; "
    "img-src 'self' data: http://127.0.0.1:* http://localhost:*\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Cache-Control: no-store\r\n";

static const char style[] =
    "body{margin:0;background:#edeef0;color:#222;"
    "font:16px/1.45 system-ui,sans-serif}"
    "header{background:#274a6d;color:#fff;padding:.6em 1em}"
    "header a{color:#fff}"
    "main{max-width:38em;margin:1em auto;padding:0 .6em}"
    ".box,article{background:#fff;border:1px solid #d3d9de;"
    "border-radius:8px;padding:1em;margin:0 0 1em}"
    ".list{list-style:none}.list li{padding:.3em 0}"
    "h1{font-size:1.3em;margin:.4em 0}h2{font-size:1em;margin:0}"
    "small,time{color:#626d7a;font-size:.85em}"
    "a{color:#1f5a94}.text{margin:.7em 0;overflow-wrap:anywhere}"
    ".photos{display:grid;gap:4px;"
    "grid-template-columns:repeat(auto-fill,minmax(12em,1fr))}"
    "img{max-width:100%;height:auto;display:block;border-radius:4px}"
    ".card{display:block;border:1px solid #d3d9de;border-radius:8px;"
    "overflow:hidden;text-decoration:none;color:inherit;margin-top:.7em}"
    ".card span{display:block;padding:.1em .8em}"
    ".card .title{font-weight:600;padding-top:.5em}"
    ".card .host{color:#626d7a;font-size:.85em;padding-bottom:.5em}"
    ".comment{border-top:1px solid #e4e8ec;padding:.5em 0 0;margin:.5em 0 0}"
    "footer{color:#626d7a;font-size:.85em;text-align:center;padding:1em}";

static void
add(struct buf *b, const char *text)
{
	text_html(b, text, strlen(text));
}

void
html_begin(struct buf *b, const char *title)
{
	buf_str(b, "<!DOCTYPE html>\n<html lang=\"ru\">\n<head>\n"
		   "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
		   "content=\"width=device-width, initial-scale=1\">\n"
		   "<link rel=\"icon\" href=\"data:,\">\n<title>");
	add(b, title);
	buf_str(b, " | Песочница</title>\n<style>");
	buf_str(b, style);
	buf_str(b, "</style>\n</head>\n<body>\n<header><a href=\"/\">"
		   "Песочница</a>: учебная копия стены, не ВКонтакте"
		   "</header>\n<main>\n");
}

void
html_end(struct buf *b)
{
	buf_str(b, "</main>\n<footer>vk-sandbox</footer>\n</body>\n</html>\n");
}

void
html_owner(struct buf *b, int64_t owner_id, const char *name, size_t posts)
{
	const struct group *g = owner_id < 0 ? group_by_id(-owner_id) : NULL;

	buf_str(b, "<div class=\"box\"><h1>");
	add(b, name);
	buf_str(b, "</h1><small>");
	if (g != NULL) {
		buf_str(b, "@");
		add(b, g->screen_name);
		buf_str(b, g->is_closed ? ", закрытое сообщество, "
					: ", открытое сообщество, ");
	}
	buf_format(b, "записей: %zu</small></div>\n", posts);
}

static void
html_time(struct buf *b, int64_t at)
{
	static const char *const months[] = { "января", "февраля", "марта",
		"апреля", "мая", "июня", "июля", "августа", "сентября",
		"октября", "ноября", "декабря" };
	time_t t = at + HTML_ZONE_S;
	struct tm tm;

	gmtime_r(&t, &tm);
	buf_format(b, "<time>%d %s %d в %d:%02d</time>", tm.tm_mday,
	    months[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min);
}

static void
html_photo(struct buf *b, int64_t owner_id, int64_t id)
{
	const struct photo *p = photo_by_id(owner_id, id);

	if (p == NULL)
		return;
	buf_format(b,
	    "<img src=\"/photo/%" PRId64 "_%" PRId64
	    "\" width=\"%u\" height=\"%u\" alt=\"",
	    owner_id, id, p->width, p->height);
	if (p->text[0] != '\0')
		add(b, p->text);
	else
		buf_str(b, "Фотография");
	buf_str(b, "\">\n");
}

static void
html_doc(struct buf *b, int64_t owner_id, int64_t id)
{
	const struct doc *d = doc_by_id(owner_id, id);

	if (d == NULL)
		return;
	buf_format(b, "<p>Документ: <a href=\"/doc/%" PRId64 "_%" PRId64 "\">",
	    owner_id, id);
	add(b, d->title);
	buf_str(b, "</a></p>\n");
}

static void
html_poll(struct buf *b, int64_t owner_id, int64_t id)
{
	const struct poll *p = poll_by_id(owner_id, id);
	size_t i;
	json_t *item;

	if (p == NULL)
		return;
	buf_str(b, "<p>Опрос: ");
	add(b, json_string_value(json_object_get(p->object, "question")));
	buf_str(b, "</p>\n<ul>\n");
	json_array_foreach(json_object_get(p->object, "answers"), i, item)
	{
		buf_str(b, "<li>");
		add(b, json_string_value(json_object_get(item, "text")));
		buf_str(b, "</li>\n");
	}
	buf_str(b, "</ul>\n");
}

/* All attachments of one type, drawn by show. */
static void
html_attached(struct buf *b, const struct post *p, const char *type,
    void (*show)(struct buf *, int64_t, int64_t))
{
	size_t len = strlen(type), i;
	json_t *item;

	json_array_foreach(p->attachments, i, item)
	{
		const char *s = json_string_value(item);
		int64_t owner_id, id;

		if (strncmp(s, type, len) == 0 &&
		    sscanf(s + len, "%" SCNd64 "_%" SCNd64, &owner_id, &id) ==
			2)
			show(b, owner_id, id);
	}
}

/* The address a card is made for: the attached link, else the first one in
 * the text.  NULL = none; the caller frees it. */
static char *
post_link(const struct post *p)
{
	size_t i;
	json_t *item;

	json_array_foreach(p->attachments, i, item) if (
	    text_is_link(json_string_value(
		item))) return mem_dup(json_string_value(item));
	for (const char *s = p->text; *s != '\0'; s++)
		if (text_is_link(s) && text_link_len(s) > 8)
			return mem_dupn(s, text_link_len(s));
	return NULL;
}

static bool
html_card(struct buf *b, const struct post *p)
{
	char *url = post_link(p);
	const struct card *c;
	const char *host;
	bool pending;

	if (url == NULL)
		return false;
	c = card_of(url);
	pending = c->pending;
	host = strstr(url, "//") + 2;
	buf_str(b, "<a class=\"card\" rel=\"nofollow noopener\" href=\"");
	add(b, url);
	buf_str(b, "\">");
	if (c->image != NULL) {
		buf_str(b, "<img alt=\"\" src=\"");
		add(b, c->image);
		buf_str(b, "\">");
	}
	buf_str(b, "<span class=\"title\">");
	add(b, c->title != NULL ? c->title : url);
	buf_str(b, "</span>");
	if (c->description != NULL) {
		buf_str(b, "<span>");
		add(b, c->description);
		buf_str(b, "</span>");
	}
	buf_str(b, "<span class=\"host\">");
	text_html(b, host, strcspn(host, "/?#"));
	buf_str(b, "</span></a>\n");
	free(url);
	return pending;
}

static void
html_comments(struct buf *b, const struct post *p)
{
	for (size_t i = 0; i < p->n_comments; i++) {
		buf_str(b, "<div class=\"comment\">");
		text_html_rich(b, p->comments[i].text);
		buf_str(b, "</div>\n");
	}
}

static void
html_author(struct buf *b, const struct post *p, const char *owner)
{
	const struct user *u = p->from_id > 0 ? user_by_id(p->from_id) : NULL;

	buf_str(b, "<h2>");
	if (u != NULL) {
		add(b, u->first_name);
		buf_str(b, " ");
		add(b, u->last_name);
	} else {
		add(b, owner);
	}
	buf_format(b, "</h2>\n<a href=\"/wall%" PRId64 "_%" PRId64 "\">",
	    p->wall->owner_id, p->id);
	html_time(b, p->date);
	buf_str(b, "</a>");
	if (p->pinned)
		buf_str(b, " <small>запись закреплена</small>");
	if (p->edited != 0)
		buf_str(b, " <small>изменена</small>");
	if (p->ads)
		buf_str(b, " <small>реклама</small>");
	buf_str(b, "\n");
}

bool
html_post(struct buf *b, const struct post *p, const char *owner)
{
	bool pending;

	buf_format(b, "<article id=\"post%" PRId64 "_%" PRId64 "\">\n",
	    p->wall->owner_id, p->id);
	html_author(b, p, owner);
	buf_str(b, "<div class=\"text\">");
	text_html_rich(b, p->text);
	buf_str(b, "</div>\n<div class=\"photos\">\n");
	html_attached(b, p, "photo", html_photo);
	buf_str(b, "</div>\n");
	html_attached(b, p, "doc", html_doc);
	html_attached(b, p, "poll", html_poll);
	pending = html_card(b, p);
	html_comments(b, p);
	buf_str(b, "</article>\n");
	return pending;
}
