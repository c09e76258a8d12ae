#include "wall.h"
#include "clock.h"
#include "config.h"
#include "map.h"
#include "mem.h"
#include "wall_inner.h"

#include <stdlib.h>
#include <string.h>

static struct {
	struct map walls, posts;
	struct wall **list;
	size_t n_walls;
	struct post **made;
	size_t n_made, cap_made;
	int64_t arrivals;
	int64_t next_due; /* earliest publish_date; INT64_MAX = none */
} all = { .next_due = INT64_MAX };

static void
wall_free(void *arg)
{
	struct wall *w = arg;

	free(w->live);
	free(w->queue);
	free(w);
}

static void
post_free(struct post *p)
{
	for (size_t i = 0; i < p->n_comments; i++)
		free(p->comments[i].text);
	free(p->comments);
	free(p->text);
	free(p->guid);
	free(p->copyright);
	json_decref(p->attachments);
	json_decref(p->dropped);
	free(p);
}

void
walls_free(void)
{
	for (size_t i = 0; i < all.n_made; i++)
		post_free(all.made[i]);
	free(all.made);
	free(all.list);
	map_free(&all.posts, NULL);
	map_free(&all.walls, wall_free);
	memset(&all, 0, sizeof(all));
	all.next_due = INT64_MAX;
}

struct wall *
wall_of(int64_t owner_id)
{
	char key[48];
	struct wall *w = map_get(&all.walls, map_key(key, owner_id));

	if (w != NULL)
		return w;
	w = mem_alloc(sizeof(*w));
	w->owner_id = owner_id;
	map_set(&all.walls, key, w);
	all.list = mem_grow(all.list, (all.n_walls + 1) * sizeof(*all.list));
	all.list[all.n_walls++] = w;
	return w;
}

static bool
post_after(const struct post *a, const struct post *b)
{
	return a->date != b->date ? a->date > b->date : a->arrived > b->arrived;
}

/* Both lists are kept in order of date; equal dates in order of arrival. */
static void
list_insert(struct post ***list, size_t *n, size_t *cap, struct post *p)
{
	size_t i = *n;

	if (*n == *cap) {
		*cap = *cap ? *cap * 2 : 8;
		*list = mem_grow(*list, *cap * sizeof(**list));
	}
	for (; i > 0 && post_after((*list)[i - 1], p); i--)
		(*list)[i] = (*list)[i - 1];
	(*list)[i] = p;
	++*n;
}

static void
list_remove(struct post **list, size_t *n, const struct post *p)
{
	size_t i = 0;

	while (i < *n && list[i] != p)
		i++;
	if (i == *n)
		return;
	--*n;
	memmove(list + i, list + i + 1, (*n - i) * sizeof(*list));
}

static void
live_insert(struct post *p)
{
	struct wall *w = p->wall;

	list_insert(&w->live, &w->n_live, &w->cap_live, p);
}

static void
queue_insert(struct post *p)
{
	struct wall *w = p->wall;

	list_insert(&w->queue, &w->n_queue, &w->cap_queue, p);
	if (p->date < all.next_due)
		all.next_due = p->date;
}

static void
post_index(struct post *p)
{
	char key[48];

	map_set(&all.posts, map_key2(key, p->wall->owner_id, p->id), p);
}

static void
post_unindex(struct post *p)
{
	char key[48];

	map_remove(&all.posts, map_key2(key, p->wall->owner_id, p->id));
}

struct post *
post_make(struct wall *w)
{
	struct post *p = mem_alloc(sizeof(*p));

	p->wall = w;
	p->made_at = clock_now();
	p->attachments = json_array();
	p->dropped = json_array();
	if (all.n_made == all.cap_made) {
		all.cap_made = all.cap_made ? all.cap_made * 2 : 64;
		all.made = mem_grow(all.made, all.cap_made * sizeof(*all.made));
	}
	all.made[all.n_made++] = p;
	return p;
}

void
post_insert(struct post *p)
{
	struct wall *w = p->wall;

	p->id = p->returned_id = ++w->last_id;
	p->arrived = ++all.arrivals;
	if (p->publish_date != 0) {
		p->state = POST_POSTPONED;
		p->date = p->publish_date;
		if (config.postponed_id_mode == IDS_NEW_IN_QUEUE)
			p->id = ++w->last_id;
		queue_insert(p);
	} else {
		p->state = POST_PUBLISHED;
		live_insert(p);
	}
	post_index(p);
}

void
post_publish(struct post *p, int64_t at)
{
	struct wall *w = p->wall;

	list_remove(w->queue, &w->n_queue, p);
	if (config.postponed_id_mode != IDS_KEEP) {
		post_unindex(p);
		p->id = ++w->last_id;
		post_index(p);
	}
	p->state = POST_PUBLISHED;
	p->date = at;
	p->arrived = ++all.arrivals;
	live_insert(p);
}

void
post_move(struct post *p, int64_t publish_date)
{
	list_remove(p->wall->queue, &p->wall->n_queue, p);
	p->publish_date = p->date = publish_date;
	p->arrived = ++all.arrivals;
	queue_insert(p);
}

void
post_delete(struct post *p)
{
	struct wall *w = p->wall;

	post_unindex(p);
	post_pin(p, false);
	if (p->state == POST_PUBLISHED)
		list_remove(w->live, &w->n_live, p);
	else
		list_remove(w->queue, &w->n_queue, p);
	p->state = POST_DELETED;
}

void
post_pin(struct post *p, bool on)
{
	struct wall *w = p->wall;

	if (!on && w->pinned != p)
		return;
	if (w->pinned != NULL)
		w->pinned->pinned = false;
	w->pinned = on ? p : NULL;
	p->pinned = on;
}

struct comment *
post_comment(struct post *p, int64_t from_id, const char *text)
{
	struct comment *c;

	p->comments =
	    mem_grow(p->comments, (p->n_comments + 1) * sizeof(*p->comments));
	c = &p->comments[p->n_comments++];
	c->id = ++p->wall->last_id;
	c->from_id = from_id;
	c->text = mem_dup(text);
	return c;
}

struct post *
post_by_id(int64_t owner_id, int64_t id)
{
	char key[48];

	return map_get(&all.posts, map_key2(key, owner_id, id));
}

struct post *
wall_slot(const struct wall *w, int64_t publish_date)
{
	for (size_t i = 0; i < w->n_queue; i++)
		if (w->queue[i]->publish_date == publish_date)
			return w->queue[i];
	return NULL;
}

int64_t
wall_planned(const struct wall *w, int64_t day)
{
	int64_t n = 0;

	for (size_t i = 0; i < w->n_queue; i++)
		n += clock_day(w->queue[i]->publish_date) == day;
	return n;
}

int64_t
wall_posted(const struct wall *w, int64_t day)
{
	return w->day == day ? w->day_posts : 0;
}

void
wall_count_post(struct wall *w, int64_t day)
{
	if (w->day != day)
		w->day_posts = 0;
	w->day = day;
	w->day_posts++;
}

/* The wall whose queue is due first; sets all.next_due. */
static struct wall *
walls_first(void)
{
	struct wall *first = NULL;

	all.next_due = INT64_MAX;
	for (size_t i = 0; i < all.n_walls; i++) {
		struct wall *w = all.list[i];

		if (w->n_queue > 0 && w->queue[0]->date < all.next_due) {
			all.next_due = w->queue[0]->date;
			first = w;
		}
	}
	return first;
}

void
walls_settle(json_t *published)
{
	int64_t now = clock_now();

	while (all.next_due <= now) {
		struct wall *w = walls_first();
		struct post *p;

		if (w == NULL || all.next_due > now)
			return;
		p = w->queue[0];
		post_publish(p, p->publish_date);
		if (published != NULL)
			json_array_append_new(published,
			    json_pack("{s:I,s:I,s:I}", "owner_id", w->owner_id,
				"returned_id", p->returned_id, "id", p->id));
	}
}

size_t
posts_count(void)
{
	return all.n_made;
}

const struct post *
posts_at(size_t i)
{
	return all.made[i];
}

size_t
walls_count(void)
{
	return all.n_walls;
}

struct wall *
walls_at(size_t i)
{
	return all.list[i];
}

void
post_restore(struct post *p)
{
	if (p->arrived > all.arrivals)
		all.arrivals = p->arrived;
	if (p->state == POST_DELETED)
		return;
	if (p->state == POST_POSTPONED)
		queue_insert(p);
	else
		live_insert(p);
	post_index(p);
	if (p->pinned)
		post_pin(p, true);
}
