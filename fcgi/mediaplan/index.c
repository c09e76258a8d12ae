#include "mediaplan/index.h"

#include "base/arena.h"
#include "base/date.h"
#include "base/markdown.h"
#include "base/strbuf.h"
#include "mediaplan/event.h"
#include "mediaplan/photo.h"
#include "mediaplan/rubric.h"
#include "mediaplan/stories.h"
#include "store/search.h"

static const char story_kind[] = "story";
static const char event_kind[] = "event";

static void
line_add(struct strbuf *b, const char *s)
{
	if (s == NULL || *s == '\0')
		return;
	if (b->len > 0)
		strbuf_addc(b, '\n');
	strbuf_adds(b, s);
}

static char *
done(struct arena *a, struct strbuf *b)
{
	char *s = arena_strdup(a, b->buf);

	strbuf_free(b);
	return s;
}

static enum rc
story_body(
    struct store *st, struct arena *a, const struct story *s, const char **body)
{
	struct photo *photos;
	struct strbuf b;
	int n;
	enum rc rc;

	if ((rc = photos_list(st, a, s->id, &photos, &n)) != RC_OK)
		return rc;
	strbuf_init(&b);
	line_add(&b, s->lead);
	line_add(&b, markdown_plain(a, s->text));
	for (int i = 0; i < n; i++)
		line_add(&b, photos[i].alt);
	*body = done(a, &b);
	return RC_OK;
}

static enum rc
story_put(struct store *st, struct arena *a, const struct story *s)
{
	struct search_doc d = { .kind = story_kind,
		.record_id = s->id,
		.path = arena_printf(a, "/story/%s", s->slug),
		.title = s->title,
		.rubric = "",
		.group = "news",
		.from_at = s->publish_at };
	struct rubric r;
	enum rc rc;

	/* Its rubric may just have been changed: rubric_slug is of before. */
	if (s->rubric_id != 0) {
		rc = rubrics_by_id(st, a, s->rubric_id, &r);
		if (rc != RC_OK && rc != RC_NOT_FOUND)
			return rc;
		if (rc == RC_OK)
			d.rubric = r.slug;
	}
	if ((rc = story_body(st, a, s, &d.body)) != RC_OK)
		return rc;
	return search_put(st, a, &d);
}

enum rc
index_story(struct store *st, const struct story *s)
{
	struct arena *a;
	enum rc rc;

	if (s->state != STORY_SCHEDULED || *s->slug == '\0')
		return search_drop(st, story_kind, s->id);
	a = arena_new();
	rc = story_put(st, a, s);
	arena_free(a);
	return rc;
}

/* Of an event people remember the day: it can be searched for. */
static const char *
event_body(struct arena *a, const struct event *e)
{
	struct strbuf b;

	strbuf_init(&b);
	line_add(&b, arena_printf(a, "%s, %s", date_ru(a, e->starts_at),
			 date_hm(a, e->starts_at)));
	line_add(&b, e->place);
	line_add(&b, e->audience);
	line_add(&b, e->about);
	return done(a, &b);
}

enum rc
index_event(struct store *st, const struct event *e)
{
	struct search_doc d = {
		.kind = event_kind,
		.record_id = e->id,
		.title = e->title,
		.rubric = "",
		.group = "event",
		/* It is seen before it takes place; what is entered
		 * afterwards stands by its own day. */
		.from_at =
		    e->starts_at < e->updated_at ? e->starts_at : e->updated_at,
	};
	struct arena *a;
	enum rc rc;

	if (e->cancelled || !e->public)
		return search_drop(st, event_kind, e->id);
	a = arena_new();
	d.path = arena_printf(a, "/events/%lld", (long long)e->id);
	d.body = event_body(a, e);
	rc = search_put(st, a, &d);
	arena_free(a);
	return rc;
}

enum rc
index_stories(struct store *st, int64_t *below, int max, int *n)
{
	struct arena *a = arena_new();
	struct story *list;
	int count;
	enum rc rc = stories_below(st, a, *below, max, &list, &count);

	for (int i = 0; rc == RC_OK && i < count; i++)
		rc = index_story(st, &list[i]);
	if (rc == RC_OK) {
		*below = count > 0 ? list[count - 1].id : 1;
		*n += count;
	}
	arena_free(a);
	return rc;
}

enum rc
index_events(struct store *st, int64_t *below, int max, int *n)
{
	struct arena *a = arena_new();
	struct event *list;
	int count;
	enum rc rc = events_below(st, a, *below, max, &list, &count);

	for (int i = 0; rc == RC_OK && i < count; i++)
		rc = index_event(st, &list[i]);
	if (rc == RC_OK) {
		*below = count > 0 ? list[count - 1].id : 1;
		*n += count;
	}
	arena_free(a);
	return rc;
}
