#include <string.h>
#include "base/arena.h"
#include "base/secret.h"
#include "base/text.h"
#include "mediaplan/photo.h"
#include "mediaplan/photo_image.h"
#include "mediaplan/stories.h"
#include "people/journal.h"
#include "people/role.h"
#include "store/db.h"
#include "store/file.h"

/* One change of a story's photos in the making. */
struct change {
	struct store *st;
	struct arena *a;
	const struct actor *by;
	struct story s;
	struct photo *list;
	int n;
	int64_t now;
};

static const char too_many[] =
    "Снимков уже 10: столько берёт ВКонтакте. Сначала уберите лишний.";

/* Begins the transaction when it returns RC_OK. */
static enum rc
change_begin(struct change *c, int64_t story_id)
{
	enum rc rc;

	if ((rc = store_begin(c->st)) != RC_OK)
		return rc;
	rc = stories_by_id(c->st, c->a, story_id, &c->s);
	if (rc == RC_OK)
		rc = photos_list(c->st, c->a, story_id, &c->list, &c->n);
	if (rc != RC_OK)
		store_rollback(c->st);
	return rc;
}

/* The story feels the change, the journal tells it; ends the transaction. */
static enum rc
change_end(struct change *c, enum rc rc, const char *action, const char *detail,
    const char **why)
{
	if (rc == RC_OK)
		rc = story_touch_within(c->st, c->a, c->by, &c->s, c->now, why);
	if (rc == RC_OK)
		rc =
		    journal_add(c->st, c->by, action, "story", c->s.id, detail);
	return store_end(c->st, rc);
}

/* Before the picture is worked on: would it be taken at all?  Nothing is
 * kept of this transaction. */
static enum rc
insert_may(struct change *c, int64_t story_id, const char **why)
{
	bool out;
	enum rc rc;

	*why = "Такого материала нет: его удалили.";
	if ((rc = change_begin(c, story_id)) != RC_OK)
		return rc;
	out = story_state_now(&c->s, c->now) == STORY_PUBLISHED;
	rc = story_touch_within(c->st, c->a, c->by, &c->s, c->now, why);
	store_rollback(c->st);
	if (rc != RC_OK)
		return rc;
	/* Faces that nobody has checked must not slip in after the story is
	 * out; the gate of R128 will judge them one by one. */
	*why = "Материал вышел, и на снимках могут быть люди: новые снимки "
	       "согласуют до выхода. Снимите материал или сделайте новый.";
	if (out && c->s.people != 0)
		return RC_DENIED;
	*why = too_many;
	return c->n < PHOTO_MAX ? RC_OK : RC_INVALID;
}

static enum rc
insert_row(
    struct change *c, int64_t story_id, struct photo *p, const char **why)
{
	enum rc rc;

	if ((rc = change_begin(c, story_id)) != RC_OK)
		return rc;
	if (c->n >= PHOTO_MAX) {
		store_rollback(c->st);
		*why = too_many;
		return RC_INVALID;
	}
	p->position = c->n > 0 ? c->list[c->n - 1].position + 1 : 1;
	rc = photos_insert(c->st, p, c->now);
	return change_end(c, rc, "photo_added", "", why);
}

enum rc
photo_insert(struct store *st, struct arena *a, const struct actor *by,
    const char *site_dir, const char *image, int64_t story_id, int fd,
    int64_t bytes, int64_t now, struct photo *out, const char **why)
{
	struct change c = { .st = st, .a = a, .by = by, .now = now };
	struct photo_image made;
	enum rc rc;

	*why = "Снимок больше 20 МБ. Уменьшите его.";
	if (bytes > PHOTO_BYTES_MAX)
		return RC_INVALID;
	*why = "Файл пуст. Выберите другой.";
	if (bytes == 0)
		return RC_INVALID;
	if ((rc = insert_may(&c, story_id, why)) != RC_OK)
		return rc;
	*out = (struct photo){
		.story_id = story_id, .name = secret_name(a), .alt = ""
	};
	rc = photo_image_make(a, site_dir, image, out->name, fd, &made, why);
	if (rc != RC_OK)
		return rc;
	out->width = made.width;
	out->height = made.height;
	out->vk_bytes = made.vk_bytes;
	rc = insert_row(&c, story_id, out, why);
	if (rc != RC_OK)
		photo_image_remove(site_dir, out->name);
	return rc;
}

static int
place_of(const struct change *c, int64_t id)
{
	for (int i = 0; i < c->n; i++)
		if (c->list[i].id == id)
			return i;
	return -1;
}

enum rc
photo_set_alt(struct store *st, const struct actor *by, int64_t story_id,
    int64_t id, const char *alt, int64_t now)
{
	struct change c = { .st = st, .by = by, .now = now };
	const char *why;
	enum rc rc;
	int i;

	if (text_chars(alt) > PHOTO_ALT_MAX)
		return RC_INVALID;
	c.a = arena_new();
	if ((rc = change_begin(&c, story_id)) != RC_OK)
		goto out;
	i = place_of(&c, id);
	if (i < 0 || strcmp(c.list[i].alt, alt) == 0) {
		store_rollback(st);
		rc = i < 0 ? RC_NOT_FOUND : RC_OK;
		goto out;
	}
	rc = photos_set_alt(st, id, alt);
	rc = change_end(&c, rc, "photo_described",
	    arena_printf(c.a, "снимок %d", i + 1), &why);
out:
	arena_free(c.a);
	return rc;
}

/* Positions 1, 2, 3 … in the order of the list. */
static enum rc
positions_write(struct change *c)
{
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && i < c->n; i++)
		rc = photos_set_position(c->st, c->list[i].id, i + 1);
	return rc;
}

enum rc
photo_move(struct store *st, const struct actor *by, int64_t story_id,
    int64_t id, int step, int64_t now)
{
	struct change c = { .st = st, .by = by, .now = now };
	struct photo p;
	const char *why;
	enum rc rc;
	int i, to;

	c.a = arena_new();
	if ((rc = change_begin(&c, story_id)) != RC_OK)
		goto out;
	i = place_of(&c, id);
	to = i + (step < 0 ? -1 : 1);
	if (i < 0 || to < 0 || to >= c.n) {
		/* At the end already: nothing to do. */
		store_rollback(st);
		rc = i < 0 ? RC_NOT_FOUND : RC_OK;
		goto out;
	}
	p = c.list[i];
	c.list[i] = c.list[to];
	c.list[to] = p;
	rc = positions_write(&c);
	rc = change_end(&c, rc, "photo_ordered", "", &why);
out:
	arena_free(c.a);
	return rc;
}

enum rc
photo_order(struct store *st, const struct actor *by, int64_t story_id,
    const int64_t *ids, int n, int64_t now)
{
	struct change c = { .st = st, .by = by, .now = now };
	struct photo sorted[PHOTO_MAX];
	const char *why;
	enum rc rc;
	bool whole;

	c.a = arena_new();
	if ((rc = change_begin(&c, story_id)) != RC_OK)
		goto out;
	/* Every photo once, or the order is of another page's story. */
	whole = n == c.n;
	for (int i = 0; whole && i < n; i++) {
		int at = place_of(&c, ids[i]);

		whole = at >= 0 && c.list[at].position >= 0;
		if (!whole)
			break;
		sorted[i] = c.list[at];
		c.list[at].position = -1;
	}
	if (!whole) {
		store_rollback(st);
		rc = RC_INVALID;
		goto out;
	}
	for (int i = 0; i < n; i++)
		c.list[i] = sorted[i];
	rc = positions_write(&c);
	rc = change_end(&c, rc, "photo_ordered", "", &why);
out:
	arena_free(c.a);
	return rc;
}

enum rc
photo_remove(struct store *st, const struct actor *by, const char *site_dir,
    int64_t story_id, int64_t id, int64_t now)
{
	struct change c = { .st = st, .by = by, .now = now };
	const char *name, *why;
	enum rc rc;
	int i;

	c.a = arena_new();
	if ((rc = change_begin(&c, story_id)) != RC_OK)
		goto out;
	if ((i = place_of(&c, id)) < 0) {
		store_rollback(st);
		rc = RC_NOT_FOUND;
		goto out;
	}
	name = c.list[i].name;
	rc = photos_remove(st, id);
	rc = change_end(&c, rc, "photo_removed",
	    arena_printf(c.a, "снимок %d", i + 1), &why);
	if (rc == RC_OK)
		photo_image_remove(site_dir, name);
out:
	arena_free(c.a);
	return rc;
}

struct owners {
	struct store *st;
	struct arena *a;
};

/* NAME-480.webp, perhaps with .part: whose file is it? */
static enum rc
is_orphan(void *ctx, const char *file, bool *orphan)
{
	const struct owners *o = ctx;
	struct photo p;
	bool visible;
	enum rc rc;

	if (strlen(file) <= SECRET_NAME || file[SECRET_NAME] != '-')
		return RC_OK;
	rc = photos_by_name(o->st, o->a, arena_strndup(o->a, file, SECRET_NAME),
	    0, &p, &visible);
	*orphan = rc == RC_NOT_FOUND;
	return *orphan ? RC_OK : rc;
}

enum rc
photo_sweep(
    struct store *st, struct arena *a, const char *site_dir, int *removed)
{
	struct owners owners = { st, a };

	return file_remove_orphans(arena_printf(a, "%s/media", site_dir),
	    PHOTO_ORPHAN_S, is_orphan, &owners, removed);
}
