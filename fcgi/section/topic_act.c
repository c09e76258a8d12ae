#include <string.h>
#include "base/arena.h"
#include "base/clock.h"
#include "people/journal.h"
#include "people/role.h"
#include "section/topic.h"
#include "section/topic_inner.h"
#include "store/db.h"
#include "store/search.h"

/* A row for a described page that has none yet; its words stay as
 * described. */
static enum rc
take_row(struct store *st, struct topic *t)
{
	struct topic row = *t;
	enum rc rc;

	if (t->id != 0)
		return RC_OK;
	row.title = row.menu = row.lead = row.text = NULL;
	if ((rc = topics_insert(st, &row, false)) == RC_OK)
		t->id = row.id;
	return rc;
}

static enum rc
place(struct store *st, struct topic *t, int position)
{
	enum rc rc;

	if (t->position == position)
		return RC_OK;
	t->position = position;
	if ((rc = take_row(st, t)) != RC_OK)
		return rc;
	return topics_set_position(st, t->id, position);
}

/* The two exchange their places; where several share one, those that follow
 * make room. */
static enum rc
exchange(struct store *st, struct arena *a, struct topic *list, int n, int i)
{
	int *places = arena_alloc(a, (size_t)n * sizeof(*places));
	struct topic t = list[i];
	enum rc rc = RC_OK;

	for (int k = 0; k < n; k++) {
		places[k] = list[k].position;
		if (k > 0 && places[k] <= places[k - 1])
			places[k] = places[k - 1] + 1;
	}
	list[i] = list[i + 1];
	list[i + 1] = t;
	for (int k = 0; rc == RC_OK && k < n; k++)
		rc = place(st, &list[k], places[k]);
	return rc;
}

static enum rc
move_within(struct store *st, struct arena *a, const struct actor *by,
    const char *name, bool up)
{
	struct topic *list;
	int n, i = 0;
	enum rc rc = topic_list(st, a, &list, &n);

	if (rc != RC_OK)
		return rc;
	while (i < n && strcmp(list[i].name, name) != 0)
		i++;
	if (i == n)
		return RC_NOT_FOUND;
	if (up ? i == 0 : i == n - 1)
		return RC_OK;
	if ((rc = exchange(st, a, list, n, up ? i - 1 : i)) != RC_OK)
		return rc;
	i += up ? -1 : 1;
	return journal_add(st, by, "moved", "topic", list[i].id, list[i].title);
}

enum rc
topic_move(struct store *st, struct arena *a, const struct actor *by,
    const char *name, bool up)
{
	enum rc rc;

	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, move_within(st, a, by, name, up));
}

static enum rc
check_within(
    struct store *st, struct arena *a, const struct actor *by, const char *name)
{
	struct topic t;
	enum rc rc = topic_by_name(st, a, name, &t);

	if (rc != RC_OK || (rc = take_row(st, &t)) != RC_OK ||
	    (rc = topics_set_checked(st, t.id, clock_now())) != RC_OK)
		return rc;
	return journal_add(st, by, "checked", "topic", t.id, t.title);
}

enum rc
topic_check(
    struct store *st, struct arena *a, const struct actor *by, const char *name)
{
	enum rc rc;

	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, check_within(st, a, by, name));
}

static enum rc
remove_within(
    struct store *st, struct arena *a, const struct actor *by, const char *name)
{
	struct topic t;
	enum rc rc = topic_by_name(st, a, name, &t);

	if (rc != RC_OK)
		return rc;
	if (t.def != NULL)
		return RC_DENIED;
	if ((rc = topics_remove(st, t.id)) != RC_OK ||
	    (rc = search_drop(st, "topic", t.id)) != RC_OK)
		return rc;
	return journal_add(st, by, "deleted", "topic", t.id, t.title);
}

enum rc
topic_remove(
    struct store *st, struct arena *a, const struct actor *by, const char *name)
{
	enum rc rc;

	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, remove_within(st, a, by, name));
}

enum rc
topic_index(struct store *st, struct arena *a)
{
	struct topic *list, t;
	int n;
	enum rc rc = topic_list(st, a, &list, &n);

	for (int i = 0; rc == RC_OK && i < n; i++) {
		rc = topic_by_name(st, a, list[i].name, &t);
		if (rc == RC_OK)
			rc = take_row(st, &t);
		if (rc == RC_OK)
			rc = topic_find(st, a, &t);
	}
	return rc;
}
