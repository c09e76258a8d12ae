#include "base/arena.h"
#include "mediaplan/index.h"
#include "mediaplan/stories.h"
#include "mediaplan/walks.h"
#include "store/db.h"
#include "store/slugs.h"

/* Stories of one minute on the site; more than this many share none. */
enum { STORIES_TIES_MAX = 16 };
/* A busy event has a dozen stories. */
enum { STORIES_OF_EVENT_MAX = 200 };

enum {
	STORIES_BY_ID,
	STORIES_CARD,
	STORIES_BY_SLUG,
	STORIES_MOVED,
	STORIES_PUBLIC,
	STORIES_PUBLIC_RUBRIC,
	STORIES_PUBLIC_EVENT,
	STORIES_LATEST_MINUTE,
	STORIES_LATEST_CHANGE,
	STORIES_OF_EVENT,
	STORIES_BELOW,
	STORIES_INSERT,
	STORIES_UPDATE,
	STORIES_REMOVE,
	STORIES_SLUG_TAKEN,
	STORIES__COUNT
};

#define ROW                                                                    \
	" s.id, s.event_id, s.rubric_id, s.kind, s.state, s.title, s.slug,"    \
	" s.lead, s.people, s.consents_by, s.consents_at, s.window_from,"      \
	" s.window_to, s.publish_at, s.author_id, s.responsible_id,"           \
	" s.approved_by, s.approved_at, s.reason, s.revision, s.version,"      \
	" s.changed_at, s.created_at, au.name, re.name, ap.name, r.title,"     \
	" r.slug, r.hashtag, e.title, e.starts_at, e.ends_at,"                 \
	" (SELECT count(*) FROM photos WHERE story_id = s.id),"                \
	" p.name, p.alt, p.width, p.height,"                                   \
	" (SELECT account_id FROM story_versions WHERE story_id = s.id"        \
	" ORDER BY version DESC LIMIT 1)"                                      \
	" FROM stories s LEFT JOIN accounts au ON au.id = s.author_id"         \
	" LEFT JOIN accounts re ON re.id = s.responsible_id"                   \
	" LEFT JOIN accounts ap ON ap.id = s.approved_by"                      \
	" LEFT JOIN rubrics r ON r.id = s.rubric_id"                           \
	" LEFT JOIN events e ON e.id = s.event_id"                             \
	" LEFT JOIN photos p ON p.id = (SELECT id FROM photos"                 \
	" WHERE story_id = s.id ORDER BY position LIMIT 1)"
#define WHOLE "SELECT s.text, s.vk_text," ROW
/* Without the texts, but it still tells a linked VK text from its own. */
#define CARD	"SELECT '', CASE WHEN s.vk_text IS NULL THEN NULL ELSE '' END," ROW
#define VISIBLE " s.state = 'scheduled' AND s.turn_at < ?1"
#define NEWEST	" ORDER BY s.turn_at DESC, s.id DESC LIMIT ?2"

static const char *const sql[STORIES__COUNT] = {
	[STORIES_BY_ID] = WHOLE " WHERE s.id = ?1",
	[STORIES_CARD] = CARD " WHERE s.id = ?1",
	[STORIES_BY_SLUG] = WHOLE " WHERE s.slug = ?1",
	[STORIES_MOVED] = "SELECT slug FROM stories"
			  " WHERE id = ?1 AND slug IS NOT NULL",
	[STORIES_PUBLIC] = CARD " WHERE" VISIBLE NEWEST,
	[STORIES_PUBLIC_RUBRIC] =
	    CARD " WHERE s.rubric_id = ?3 AND" VISIBLE NEWEST,
	[STORIES_PUBLIC_EVENT] =
	    CARD " WHERE s.event_id = ?3 AND" VISIBLE NEWEST,
	[STORIES_LATEST_MINUTE] =
	    "SELECT s.turn_at FROM stories s WHERE" VISIBLE
	    " ORDER BY s.turn_at DESC LIMIT 1",
	[STORIES_LATEST_CHANGE] =
	    /* Two ends of an index; "IN" would walk all that is published. */
	"SELECT MAX(at) FROM (SELECT MAX(changed_at) AS at FROM stories"
	" WHERE state = 'scheduled' AND changed_at < ?1 UNION ALL"
	" SELECT MAX(changed_at) FROM stories WHERE state = 'withdrawn'"
	" AND changed_at < ?1)",
	[STORIES_OF_EVENT] =
	    "SELECT id FROM stories WHERE event_id = ?1 LIMIT ?2",
	[STORIES_BELOW] = WHOLE " WHERE s.id < ?1 ORDER BY s.id DESC LIMIT ?2",
	[STORIES_INSERT] =
	    "INSERT INTO stories (id, event_id, kind, rubric_id, state,"
	    " title, slug, lead, text, vk_text, people, consents_by,"
	    " consents_at, window_from, window_to, publish_at, author_id,"
	    " responsible_id, approved_by, approved_at, reason, revision,"
	    " version, changed_at, created_at) VALUES (?1, ?2, ?3, ?4, ?5,"
	    " ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"
	    " ?19, ?20, ?21, ?22, ?23, ?24, ?25)",
	[STORIES_UPDATE] =
	    "UPDATE stories SET event_id = ?2, kind = ?3, rubric_id = ?4,"
	    " state = ?5, title = ?6, slug = ?7, lead = ?8, text = ?9,"
	    " vk_text = ?10, people = ?11, consents_by = ?12,"
	    " consents_at = ?13, window_from = ?14, window_to = ?15,"
	    " publish_at = ?16, author_id = ?17, responsible_id = ?18,"
	    " approved_by = ?19, approved_at = ?20, reason = ?21,"
	    " revision = ?22, version = ?23 + 1, changed_at = ?24"
	    " WHERE id = ?1 AND version = ?23",
	[STORIES_REMOVE] = "DELETE FROM stories WHERE id = ?1",
	[STORIES_SLUG_TAKEN] =
	    "SELECT 1 FROM stories WHERE slug = ?1 AND id <> ?2",
};
STORE_STATEMENTS(sql);

static void
names_read(struct stmt *q, struct arena *a, int c, struct story *s)
{
	s->author = stmt_col_text(q, c++, a);
	s->responsible = stmt_col_text(q, c++, a);
	s->approver = stmt_col_text(q, c++, a);
	s->rubric_title = stmt_col_text(q, c++, a);
	s->rubric_slug = stmt_col_text(q, c++, a);
	s->rubric_hashtag = stmt_col_text(q, c++, a);
	s->event_title = stmt_col_text(q, c++, a);
	s->event_starts_at = stmt_col_int(q, c++);
	s->event_ends_at = stmt_col_int(q, c++);
	s->photos = (int)stmt_col_int(q, c++);
	s->photo_name = stmt_col_text(q, c++, a);
	s->photo_alt = stmt_col_text(q, c++, a);
	s->photo_width = (int)stmt_col_int(q, c++);
	s->photo_height = (int)stmt_col_int(q, c++);
	s->editor_id = stmt_col_int(q, c++);
}

static void
story_read(struct stmt *q, struct arena *a, void *row)
{
	struct story *s = row;
	int c = 0, state;

	s->text = stmt_col_text(q, c++, a);
	s->vk_text = stmt_col_null(q, c) ? NULL : stmt_col_text(q, c, a);
	c++;
	s->id = stmt_col_int(q, c++);
	s->event_id = stmt_col_int(q, c++);
	s->rubric_id = stmt_col_int(q, c++);
	s->kind = stmt_col_text(q, c++, a);
	state = story_state_parse(stmt_col_text(q, c++, a));
	s->state = state < 0 ? STORY_DRAFT : (enum story_state)state;
	s->title = stmt_col_text(q, c++, a);
	s->slug = stmt_col_text(q, c++, a);
	s->lead = stmt_col_text(q, c++, a);
	s->people = (int)stmt_col_int(q, c++);
	s->consents_by = stmt_col_int(q, c++);
	s->consents_at = stmt_col_int(q, c++);
	s->window_from = stmt_col_int(q, c++);
	s->window_to = stmt_col_int(q, c++);
	s->publish_at = stmt_col_int(q, c++);
	s->author_id = stmt_col_int(q, c++);
	s->responsible_id = stmt_col_int(q, c++);
	s->approved_by = stmt_col_int(q, c++);
	s->approved_at = stmt_col_int(q, c++);
	s->reason = stmt_col_text(q, c++, a);
	s->revision = stmt_col_int(q, c++);
	s->version = stmt_col_int(q, c++);
	s->changed_at = stmt_col_int(q, c++);
	s->created_at = stmt_col_int(q, c++);
	names_read(q, a, c, s);
}

enum rc
stories_by_id(struct store *st, struct arena *a, int64_t id, struct story *out)
{
	struct stmt *q = store_stmt(st, sql[STORIES_BY_ID]);

	stmt_int(q, 1, id);
	return stmt_one(q, a, story_read, out);
}

/* An old address: where the story stands now. */
static enum rc
slug_moved(
    struct store *st, struct arena *a, const char *slug, const char **moved)
{
	struct stmt *q;
	int64_t id;
	enum rc rc;

	if ((rc = slugs_find(st, "story", slug, &id)) != RC_OK)
		return rc;
	q = store_stmt(st, sql[STORIES_MOVED]);
	stmt_int(q, 1, id);
	return stmt_one_text(q, a, moved);
}

enum rc
stories_by_slug(struct store *st, struct arena *a, const char *slug,
    int64_t now, struct story *out, const char **moved)
{
	struct stmt *q = store_stmt(st, sql[STORIES_BY_SLUG]);
	enum rc rc;

	*moved = NULL;
	stmt_text(q, 1, slug);
	if ((rc = stmt_one(q, a, story_read, out)) == RC_NOT_FOUND) {
		if ((rc = slug_moved(st, a, slug, moved)) != RC_OK)
			return rc;
		q = store_stmt(st, sql[STORIES_BY_SLUG]);
		stmt_text(q, 1, *moved);
		rc = stmt_one(q, a, story_read, out);
	}
	if (rc != RC_OK)
		return rc;
	if (out->state == STORY_WITHDRAWN)
		return RC_GONE;
	if (story_state_now(out, now) == STORY_PUBLISHED)
		return RC_OK;
	*moved = NULL;
	return RC_NOT_FOUND;
}

enum rc
stories_public(struct store *st, struct arena *a, int64_t rubric_id,
    int64_t before, int max, int64_t now, struct story **out, int *n,
    bool *more)
{
	struct stmt *q = store_stmt(
	    st, sql[rubric_id ? STORIES_PUBLIC_RUBRIC : STORIES_PUBLIC]);
	int found = 0, room = max + STORIES_TIES_MAX;
	struct story *list;
	enum rc rc;

	stmt_int(q, 1, before > 0 && before <= now ? before : now + 1);
	stmt_int(q, 2, room);
	if (rubric_id != 0)
		stmt_int(q, 3, rubric_id);
	list = stmt_rows(q, a, sizeof(*list), story_read, &found, &rc);
	*n = found < max ? found : max;
	while (*n > 0 && *n < found &&
	       list[*n].publish_at == list[*n - 1].publish_at)
		(*n)++;
	*more = found > *n;
	*out = list;
	return rc;
}

/* Puts behind the list what is not in it yet, but never the story itself. */
static void
related_add(struct story *list, int *n, int max, int64_t self,
    const struct story *more, int n_more)
{
	for (int i = 0; i < n_more && *n < max; i++) {
		bool seen = more[i].id == self;

		for (int j = 0; j < *n && !seen; j++)
			seen = list[j].id == more[i].id;
		if (!seen)
			list[(*n)++] = more[i];
	}
}

enum rc
stories_related(struct store *st, struct arena *a, const struct story *s,
    int max, int64_t now, struct story **out, int *n)
{
	const struct {
		int which;
		int64_t of;
	} walks[] = { { STORIES_PUBLIC_EVENT, s->event_id },
		{ STORIES_PUBLIC_RUBRIC, s->rubric_id } };
	enum rc rc = RC_OK;

	*out = arena_alloc(a, (size_t)max * sizeof(**out));
	*n = 0;
	for (size_t i = 0; i < LEN(walks) && rc == RC_OK; i++) {
		struct stmt *q = store_stmt(st, sql[walks[i].which]);
		struct story *more;
		int n_more;

		if (walks[i].of == 0 || *n == max)
			continue;
		stmt_int(q, 1, now + 1);
		stmt_int(q, 2, max + 1); /* it may meet the story itself */
		stmt_int(q, 3, walks[i].of);
		more = stmt_rows(q, a, sizeof(*more), story_read, &n_more, &rc);
		related_add(*out, n, max, s->id, more, n_more);
	}
	return rc;
}

static enum rc
latest_of(struct store *st, int which, int64_t now, int64_t *at)
{
	struct stmt *q = store_stmt(st, sql[which]);
	int64_t found = 0;
	enum rc rc;

	stmt_int(q, 1, now + 1);
	rc = stmt_one_int(q, &found);
	if (found > *at)
		*at = found;
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc
stories_latest(struct store *st, int64_t now, int64_t *at)
{
	enum rc rc;

	*at = 0;
	if ((rc = latest_of(st, STORIES_LATEST_MINUTE, now, at)) != RC_OK)
		return rc;
	return latest_of(st, STORIES_LATEST_CHANGE, now, at);
}

enum rc
stories_list(struct store *st, struct arena *a, const struct story_filter *f,
    int64_t now, int max, struct story **out, int *n)
{
	struct story *list;
	int64_t *ids;
	int found, kept = 0;
	enum rc rc;

	if (max > STORIES_LIST_MAX)
		max = STORIES_LIST_MAX;
	if ((rc = walks_list(st, a, f, now, max, &ids, &found)) != RC_OK)
		return rc;
	list = arena_alloc(a, (size_t)(found + 1) * sizeof(*list));
	for (int i = 0; i < found; i++) {
		struct stmt *q = store_stmt(st, sql[STORIES_CARD]);

		stmt_int(q, 1, ids[i]);
		rc = stmt_one(q, a, story_read, &list[kept]);
		if (rc == RC_OK)
			kept++;
		else if (rc != RC_NOT_FOUND)
			return rc;
	}
	*out = list;
	*n = kept;
	return RC_OK;
}

enum rc
stories_count(struct store *st, unsigned states, int64_t now, int cap, int *n)
{
	return walks_count(st, states, now, cap, n);
}

enum rc
stories_minutes(struct store *st, struct arena *a, int64_t channel_id,
    int64_t from, int64_t to, int64_t **at, int *n)
{
	return walks_minutes(st, a, channel_id, from, to, at, n);
}

enum rc
stories_published_between(
    struct store *st, int64_t from, int64_t to, int64_t now, int cap, int *n)
{
	return walks_count_between(st, from, to <= now ? to : now + 1, cap, n);
}

enum rc
stories_of_event(
    struct store *st, struct arena *a, int64_t event_id, int64_t **ids, int *n)
{
	struct stmt *q = store_stmt(st, sql[STORIES_OF_EVENT]);
	enum rc rc;

	stmt_int(q, 1, event_id);
	stmt_int(q, 2, STORIES_OF_EVENT_MAX);
	*ids = stmt_ints(q, a, n, &rc);
	return rc;
}

enum rc
stories_below(struct store *st, struct arena *a, int64_t below, int max,
    struct story **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[STORIES_BELOW]);
	enum rc rc;

	stmt_int(q, 1, below > 0 ? below : INT64_MAX);
	stmt_int(q, 2, max);
	*out = stmt_rows(q, a, sizeof(**out), story_read, n, &rc);
	return rc;
}

static void
story_bind(struct stmt *q, const struct story *s)
{
	stmt_int_or_null(q, 1, s->id);
	stmt_int_or_null(q, 2, s->event_id);
	stmt_text(q, 3, s->kind);
	stmt_int_or_null(q, 4, s->rubric_id);
	stmt_text(q, 5, story_states[s->state].name);
	stmt_text(q, 6, s->title);
	stmt_text(q, 7, *s->slug != '\0' ? s->slug : NULL);
	stmt_text(q, 8, s->lead);
	stmt_text(q, 9, s->text);
	stmt_text(q, 10, s->vk_text);
	stmt_int(q, 11, s->people);
	stmt_int_or_null(q, 12, s->consents_by);
	stmt_int_or_null(q, 13, s->consents_at);
	stmt_int_or_null(q, 14, s->window_from);
	stmt_int_or_null(q, 15, s->window_to);
	stmt_int_or_null(q, 16, s->publish_at);
	stmt_int_or_null(q, 17, s->author_id);
	stmt_int_or_null(q, 18, s->responsible_id);
	stmt_int_or_null(q, 19, s->approved_by);
	stmt_int_or_null(q, 20, s->approved_at);
	stmt_text(q, 21, s->reason);
	stmt_int(q, 22, s->revision);
	stmt_int(q, 23, s->version);
	stmt_int(q, 24, s->changed_at);
}

enum rc
stories_insert(struct store *st, struct story *s)
{
	struct stmt *q = store_stmt(st, sql[STORIES_INSERT]);
	enum rc rc;

	story_bind(q, s);
	stmt_int(q, 25, s->created_at);
	if ((rc = stmt_done(q, NULL)) != RC_OK)
		return rc;
	s->id = store_last_id(st);
	return s->state == STORY_SCHEDULED ? index_story(st, s) : RC_OK;
}

enum rc
stories_update(struct store *st, struct story *s)
{
	struct stmt *q = store_stmt(st, sql[STORIES_UPDATE]);
	enum rc rc;

	story_bind(q, s);
	if ((rc = stmt_change(q, RC_CONFLICT)) != RC_OK)
		return rc;
	s->version++;
	return index_story(st, s);
}

enum rc
stories_remove(struct store *st, int64_t id)
{
	struct story gone = { .id = id, .state = STORY_DRAFT };
	enum rc rc = index_story(st, &gone);

	return rc == RC_OK ? store_exec(st, sql[STORIES_REMOVE], NULL, "i", id)
			   : rc;
}

enum rc
stories_slug_free(struct store *st, const char *slug, int64_t id, bool *is_free)
{
	struct stmt *q = store_stmt(st, sql[STORIES_SLUG_TAKEN]);
	int64_t before = id;
	enum rc rc;

	stmt_text(q, 1, slug);
	stmt_int(q, 2, id);
	*is_free = false;
	if ((rc = stmt_any(q)) != RC_NOT_FOUND)
		return rc;
	rc = slugs_find(st, "story", slug, &before);
	*is_free = rc == RC_NOT_FOUND || before == id;
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}
