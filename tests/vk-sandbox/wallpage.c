#include "wallpage.h"
#include "call.h"
#include "card.h"
#include "html.h"
#include "media.h"
#include "people.h"
#include "text.h"
#include "wall.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_POSTS = 20, PAGE_WAIT_MS = 1500 };

/* Calls whose page waits for cards. */
struct wait {
	struct call *call;
	struct wait *next;
};

static struct wait *waits;

/* A page of the site: its path, and what it shows.  pending is set when a
 * card of the page is still being asked for. */
struct view {
	struct call *call;
	int64_t owner_id, id;
	const char *rest;
	bool pending;
};

static void
page_head(struct view *v, const char *title)
{
	call_page(v->call, 200, "text/html; charset=utf-8");
	v->call->headers = mem_dup(html_headers);
	html_begin(&v->call->body, title);
}

static void
page_not_found(struct view *v)
{
	call_page(v->call, 404, "text/html; charset=utf-8");
	v->call->headers = mem_dup(html_headers);
	html_begin(&v->call->body, "Страница не найдена");
	buf_str(&v->call->body, "<p class=\"box\">Такой записи или страницы "
				"здесь нет.</p>\n");
	html_end(&v->call->body);
}

static void
page_communities(struct view *v)
{
	const struct people *p = people_all();
	struct buf *b = &v->call->body;

	page_head(v, "Сообщества");
	buf_str(b, "<h1>Сообщества</h1>\n<ul class=\"box list\">\n");
	for (size_t i = 0; i < p->n_groups; i++) {
		const struct group *g = &p->groups[i];

		buf_str(b, "<li><a href=\"/");
		text_html(b, g->screen_name, strlen(g->screen_name));
		buf_str(b, "\">");
		text_html(b, g->name, strlen(g->name));
		buf_format(b, "</a> <small>записей: %zu</small></li>\n",
		    wall_of(-g->id)->n_live);
	}
	buf_str(b, "</ul>\n");
	html_end(b);
}

static char *
owner_name(int64_t owner_id)
{
	const struct group *g = owner_id < 0 ? group_by_id(-owner_id) : NULL;
	const struct user *u = owner_id > 0 ? user_by_id(owner_id) : NULL;

	if (g != NULL)
		return mem_dup(g->name);
	if (u != NULL)
		return mem_format("%s %s", u->first_name, u->last_name);
	return NULL;
}

/* The pinned post first, then from the newest on. */
static const struct post *
wall_nth(const struct wall *w, size_t n)
{
	size_t left = w->n_live;

	if (w->pinned != NULL && n-- == 0)
		return w->pinned;
	while (left-- > 0)
		if (w->live[left] != w->pinned && n-- == 0)
			return w->live[left];
	return NULL;
}

static void
page_wall(struct view *v)
{
	struct buf *b = &v->call->body;
	const struct wall *w = wall_of(v->owner_id);
	const char *offset_text = call_param(v->call, "offset");
	char *name = owner_name(v->owner_id);
	int64_t offset = 0;
	const struct post *p;
	size_t n = 0;

	if (name == NULL) {
		page_not_found(v);
		return;
	}
	if (!text_int(offset_text, &offset) || offset < 0)
		offset = 0;
	page_head(v, name);
	html_owner(b, v->owner_id, name, w->n_live);
	while (
	    n < PAGE_POSTS && (p = wall_nth(w, (size_t)offset + n)) != NULL) {
		v->pending |= html_post(b, p, name);
		n++;
	}
	if (w->n_live == 0)
		buf_str(b, "<p class=\"box\">Записей пока нет.</p>\n");
	if ((size_t)offset + n < w->n_live)
		buf_format(b,
		    "<p class=\"box\"><a href=\"?offset=%" PRId64
		    "\">Раньше</a></p>\n",
		    offset + PAGE_POSTS);
	html_end(b);
	free(name);
}

static void
page_post(struct view *v)
{
	struct buf *b = &v->call->body;
	const struct post *p = post_by_id(v->owner_id, v->id);
	char *name;

	if (p == NULL || p->state != POST_PUBLISHED) {
		page_not_found(v);
		return;
	}
	name = owner_name(v->owner_id);
	page_head(v, name);
	v->pending |= html_post(b, p, name);
	html_end(b);
	free(name);
}

static void
page_photo(struct view *v)
{
	const struct photo *p = photo_by_id(v->owner_id, v->id);
	struct call *c = v->call;

	if (p == NULL) {
		page_not_found(v);
		return;
	}
	call_page(c, 200, p->blob ? p->type : "image/svg+xml");
	c->headers = mem_dup(html_headers);
	if (p->blob != NULL)
		buf_add(&c->body, p->blob->data, p->blob->len);
	else
		buf_format(&c->body,
		    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" "
		    "height=\"%u\"><rect width=\"100%%\" height=\"100%%\" "
		    "fill=\"#c5d0db\"/><text x=\"50%%\" y=\"50%%\" "
		    "text-anchor=\"middle\" font-size=\"64\" "
		    "font-family=\"sans-serif\">%" PRId64 "</text></svg>",
		    p->width, p->height, p->id);
}

static void
page_doc(struct view *v)
{
	const struct doc *d = doc_by_id(v->owner_id, v->id);
	struct call *c = v->call;

	if (d == NULL || d->blob == NULL) {
		page_not_found(v);
		return;
	}
	call_page(c, 200, "application/octet-stream");
	c->headers =
	    mem_format("%sContent-Disposition: attachment\r\n", html_headers);
	buf_add(&c->body, d->blob->data, d->blob->len);
}

/* "-1001_15" to the end. */
static bool
read_pair(struct view *v, const char *s)
{
	int used = 0;

	return sscanf(s, "%" SCNd64 "_%" SCNd64 "%n", &v->owner_id, &v->id,
		   &used) == 2 &&
	       s[used] == '\0';
}

static void
page_draw(struct view *v)
{
	const char *path = v->call->path + 1;
	const struct group *g = group_by_name(path);

	if (*path == '\0') {
		page_communities(v);
	} else if (g != NULL) {
		v->owner_id = -g->id;
		page_wall(v);
	} else if (strncmp(path, "club", 4) == 0 &&
		   text_int(path + 4, &v->owner_id)) {
		v->owner_id = -v->owner_id;
		page_wall(v);
	} else if (strncmp(path, "id", 2) == 0 &&
		   text_int(path + 2, &v->owner_id)) {
		page_wall(v);
	} else if (strncmp(path, "wall", 4) == 0 && read_pair(v, path + 4)) {
		page_post(v);
	} else if (strncmp(path, "photo/", 6) == 0 && read_pair(v, path + 6)) {
		page_photo(v);
	} else if (strncmp(path, "doc/", 4) == 0 && read_pair(v, path + 4)) {
		page_doc(v);
	} else {
		page_not_found(v);
	}
}

void
wallpage_forget(struct call *c)
{
	struct wait **at = &waits;
	struct wait *w;

	while (*at != NULL && (*at)->call != c)
		at = &(*at)->next;
	w = *at;
	if (w == NULL)
		return;
	*at = w->next;
	free(w);
}

/* The page as far as it is known now. */
static void
page_ready(struct call *c)
{
	timer_stop(&c->timer);
	wallpage_forget(c);
	call_ready(c);
}

static void
page_expired(void *arg)
{
	struct view v = { .call = arg };

	page_draw(&v);
	page_ready(arg);
}

/* A card was answered: the pages that now have all of theirs go out. */
static void
page_check(void)
{
	struct wait *next;

	for (struct wait *w = waits; w != NULL; w = next) {
		struct view v = { .call = w->call };

		next = w->next;
		page_draw(&v);
		if (!v.pending)
			page_ready(w->call);
	}
}

void
wallpage_run(struct call *c)
{
	struct view v = { .call = c };
	struct wait *w;

	if (strcmp(c->verb, "GET") != 0 && strcmp(c->verb, "HEAD") != 0) {
		call_page(c, 405, "text/plain");
		buf_str(&c->body, "only GET\n");
		return;
	}
	page_draw(&v);
	if (!v.pending || c->effect != NULL)
		return;
	card_on_done(page_check);
	w = mem_alloc(sizeof(*w));
	w->call = c;
	w->next = waits;
	waits = w;
	c->waiting = true;
	c->timer.fire = page_expired;
	c->timer.arg = c;
	timer_start(&c->timer, loop_ms() + PAGE_WAIT_MS);
}

void
wallpage_reset(void)
{
	card_reset();
}
