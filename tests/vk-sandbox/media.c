#include "media.h"
#include "clock.h"
#include "config.h"
#include "http.h"
#include "media_inner.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of pictures and documents that are kept; the oldest go first. */
static const size_t shelf_max = (size_t)256 << 20;

struct media media;

static struct {
	struct blob ***slots; /* in order of arrival */
	size_t n, cap, first, bytes;
} shelf;

void
store_put(struct store *s, const char *key, void *item)
{
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 16;
		s->list = mem_grow(s->list, s->cap * sizeof(*s->list));
	}
	s->list[s->n++] = item;
	map_set(&s->by_key, key, item);
}

static void
store_free(struct store *s, void (*drop)(void *))
{
	for (size_t i = 0; i < s->n; i++) {
		if (drop != NULL)
			drop(s->list[i]);
		free(s->list[i]);
	}
	free(s->list);
	map_free(&s->by_key, NULL);
	memset(s, 0, sizeof(*s));
}

static void *
store_get2(const struct store *s, int64_t owner_id, int64_t id)
{
	char key[48];

	return map_get(&s->by_key, map_key2(key, owner_id, id));
}

void
store_put2(struct store *s, int64_t owner_id, int64_t id, void *item)
{
	char key[48];

	store_put(s, map_key2(key, owner_id, id), item);
}

void
shelf_put(struct blob **slot)
{
	if (*slot == NULL)
		return;
	if (shelf.n == shelf.cap) {
		shelf.cap = shelf.cap ? shelf.cap * 2 : 64;
		shelf.slots =
		    mem_grow(shelf.slots, shelf.cap * sizeof(*shelf.slots));
	}
	shelf.slots[shelf.n++] = slot;
	shelf.bytes += (*slot)->len;
	while (shelf.bytes > shelf_max && shelf.first + 1 < shelf.n) {
		struct blob **old = shelf.slots[shelf.first++];

		shelf.bytes -= (*old)->len;
		blob_drop(*old);
		*old = NULL;
	}
}

static void
photo_drop(void *arg)
{
	struct photo *p = arg;

	free(p->access_key);
	free(p->text);
	blob_drop(p->blob);
}

static void
album_drop(void *arg)
{
	struct album *a = arg;

	free(a->title);
	free(a->description);
}

static void
doc_drop(void *arg)
{
	struct doc *d = arg;

	free(d->title);
	free(d->ext);
	free(d->access_key);
	blob_drop(d->blob);
}

static void
poll_drop(void *arg)
{
	struct poll *p = arg;

	json_decref(p->object);
}

static void
triple_drop(void *arg)
{
	struct triple *t = arg;

	for (size_t i = 0; i < t->n_files; i++)
		blob_drop(t->files[i].blob);
	free(t->photo);
	free(t->hash);
}

static void
doc_file_drop(void *arg)
{
	struct doc_file *f = arg;

	free(f->file);
	free(f->filename);
	blob_drop(f->blob);
}

void
media_free(void)
{
	free(shelf.slots);
	memset(&shelf, 0, sizeof(shelf));
	store_free(&media.photos, photo_drop);
	store_free(&media.albums, album_drop);
	store_free(&media.docs, doc_drop);
	store_free(&media.polls, poll_drop);
	store_free(&media.triples, triple_drop);
	store_free(&media.files, doc_file_drop);
	store_free(&media.uploads, NULL);
}

/* Looks like an access key of VK, is the same after every reset. */
static char *
media_key(const char *what, int64_t id)
{
	char sum[65], *text = mem_format("%s %" PRId64, what, id);

	blob_sha256(text, strlen(text), sum);
	free(text);
	return mem_dupn(sum, 18);
}

struct photo *
photo_add(const struct photo *from)
{
	struct photo *p = mem_alloc(sizeof(*p));
	struct album *a = album_by_id(from->owner_id, from->album_id);

	*p = *from;
	p->id = photo_base + (int64_t)media.photos.n + 1;
	p->date = clock_now();
	p->text = mem_dup(from->text ? from->text : "");
	p->access_key = a != NULL ? NULL : media_key("photo", p->id);
	p->blob = blob_ref(from->blob);
	if (a != NULL)
		a->size++;
	store_put2(&media.photos, p->owner_id, p->id, p);
	shelf_put(&p->blob);
	return p;
}

struct photo *
photo_by_id(int64_t owner_id, int64_t id)
{
	return store_get2(&media.photos, owner_id, id);
}

struct photo *
photo_next(const struct photo *after, int64_t owner_id, int64_t album_id)
{
	size_t i = after ? (size_t)(after->id - photo_base) : 0;

	for (; i < media.photos.n; i++) {
		struct photo *p = media.photos.list[i];

		if (p->owner_id == owner_id &&
		    (album_id == 0 || p->album_id == album_id))
			return p;
	}
	return NULL;
}

struct album *
album_add(int64_t owner_id, const char *title, const char *description)
{
	struct album *a = mem_alloc(sizeof(*a));

	a->owner_id = owner_id;
	a->id = album_base + (int64_t)media.albums.n + 1;
	a->date = clock_now();
	a->title = mem_dup(title);
	a->description = mem_dup(description);
	store_put2(&media.albums, owner_id, a->id, a);
	return a;
}

struct album *
album_by_id(int64_t owner_id, int64_t id)
{
	return store_get2(&media.albums, owner_id, id);
}

struct album *
album_next(const struct album *after, int64_t owner_id)
{
	size_t i = after ? (size_t)(after->id - album_base) : 0;

	for (; i < media.albums.n; i++) {
		struct album *a = media.albums.list[i];

		if (a->owner_id == owner_id)
			return a;
	}
	return NULL;
}

struct doc *
doc_add(const struct doc *from)
{
	struct doc *d = mem_alloc(sizeof(*d));

	*d = *from;
	d->id = doc_base + (int64_t)media.docs.n + 1;
	d->date = clock_now();
	d->title = mem_dup(from->title);
	d->ext = mem_dup(from->ext);
	d->access_key = media_key("doc", d->id);
	d->blob = blob_ref(from->blob);
	store_put2(&media.docs, d->owner_id, d->id, d);
	shelf_put(&d->blob);
	return d;
}

struct doc *
doc_by_id(int64_t owner_id, int64_t id)
{
	return store_get2(&media.docs, owner_id, id);
}

struct poll *
poll_add(int64_t owner_id, int64_t author_id)
{
	struct poll *p = mem_alloc(sizeof(*p));

	p->owner_id = owner_id;
	p->author_id = author_id;
	p->id = poll_base + (int64_t)media.polls.n + 1;
	p->date = clock_now();
	p->object = json_object();
	store_put2(&media.polls, owner_id, p->id, p);
	return p;
}

struct poll *
poll_by_id(int64_t owner_id, int64_t id)
{
	return store_get2(&media.polls, owner_id, id);
}

struct upload *
upload_add(
    enum upload_kind kind, int64_t group_id, int64_t user_id, int64_t album_id)
{
	struct upload *u = mem_alloc(sizeof(*u));

	u->id = (int64_t)media.uploads.n + 1;
	u->made_at = clock_now();
	u->kind = kind;
	u->group_id = group_id;
	u->user_id = user_id;
	u->album_id = album_id;
	store_put2(&media.uploads, kind, u->id, u);
	return u;
}

struct upload *
upload_by_id(enum upload_kind kind, int64_t id)
{
	struct upload *u = store_get2(&media.uploads, kind, id);

	if (u != NULL && config.upload_url_ttl_s > 0 &&
	    clock_now() - u->made_at >= config.upload_url_ttl_s)
		return NULL;
	return u;
}

char *
upload_url(const struct upload *u)
{
	static const char *const names[] = { "photo", "album", "doc" };

	return mem_format("http://127.0.0.1:%d/upload/%s/%" PRId64, http_port(),
	    names[u->kind], u->id);
}

/* JSON text with quotes, so that a client that re-encodes it is caught. */
static char *
triple_text(const struct triple *t)
{
	struct buf b = { 0 };

	buf_str(&b, "[");
	for (size_t i = 0; i < t->n_files; i++)
		buf_format(&b,
		    "%s{\"markers_restarted\":true,\"photo\":\"%.10s:x\","
		    "\"sizes\":[[\"w\",\"%" PRId64 "\",\"%zu\",%u,%u]],"
		    "\"kid\":\"%.32s\"}",
		    i ? "," : "", t->files[i].blob->sha256, t->server, i,
		    t->files[i].width, t->files[i].height,
		    t->files[i].blob->sha256 + 10);
	buf_str(&b, "]");
	return buf_take(&b);
}

struct triple *
triple_add(struct upload *u, const struct received *list, size_t n)
{
	struct triple *t = mem_alloc(sizeof(*t));
	char key[48], sum[65];

	t->server = server_base + (int64_t)media.triples.n + 1;
	t->at = clock_now();
	t->upload = u;
	t->n_files = n;
	memcpy(t->files, list, n * sizeof(*list));
	for (size_t i = 0; i < n; i++)
		blob_ref(t->files[i].blob);
	t->photo = triple_text(t);
	snprintf(key, sizeof(key), "%" PRId64, t->server);
	blob_sha256(key, strlen(key), sum);
	t->hash = mem_dupn(sum, 32);
	store_put(&media.triples, key, t);
	for (size_t i = 0; i < n; i++)
		shelf_put(&t->files[i].blob);
	return t;
}

struct triple *
triple_by_server(int64_t server)
{
	char key[48];

	return map_get(&media.triples.by_key, map_key(key, server));
}

struct doc_file *
doc_file_add(struct upload *u, const char *filename, struct blob *blob)
{
	struct doc_file *f = mem_alloc(sizeof(*f));

	f->upload = u;
	f->filename = mem_dup(filename);
	f->blob = blob_ref(blob);
	f->file = mem_format("%" PRId64 "|0|%zu|%.20s|sandbox|%.16s",
	    u->group_id ? u->group_id : u->user_id, media.files.n + 1,
	    blob->sha256, blob->sha256 + 20);
	store_put(&media.files, f->file, f);
	shelf_put(&f->blob);
	return f;
}

struct doc_file *
doc_file_by_text(const char *file)
{
	return map_get(&media.files.by_key, file);
}
