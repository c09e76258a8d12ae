#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "people/role.h"
#include "roadmap/activity_inner.h"
#include "store/db.h"

/* The place of people that we add: behind those that the document names. */
enum { BEHIND = 1000 };

static const char not_yours[] = "Ответственных назначают куратор и директор.";
static const char too_many[] =
    "За одно мероприятие отвечают не больше 20 человек.";
static const char nobody[] = "Такой учётной записи нет.";

enum rc
activity_set_people(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, int64_t version, const int64_t *accounts, int n,
    const char **why)
{
	struct activity_change c = { .st = st, .a = a, .by = by, .why = why };
	enum rc rc;

	*why = not_yours;
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	*why = too_many;
	if (n > ACTIVITY_PEOPLE_MAX)
		return RC_INVALID;
	if ((rc = activity_change_begin(&c, id, version)) != RC_OK)
		return rc;
	rc = activities_drop_accounts(st, id, 0);
	if (rc == RC_NOT_FOUND)
		rc = RC_OK;
	/* After those that the document names. */
	for (int i = 0; rc == RC_OK && i < n; i++)
		rc = activities_insert_person(
		    st, id, BEHIND + i, "", accounts[i]);
	*why = nobody;
	if (rc == RC_CONFLICT)
		rc = RC_INVALID;
	/* Who has the page open from before does not undo this. */
	if (rc == RC_OK)
		rc = activity_change_store(&c);
	return activity_change_end(&c, rc, "responsible_set", c.act.number);
}

static enum rc
add_person(struct activity_change *c, const struct activity_answer *to)
{
	struct activity_person *list;
	int n, accounts = 0;
	enum rc rc;

	rc = activity_change_read(c, to->activity_id, ACTIVITY_ANY_VERSION);
	if (rc != RC_OK || (rc = activities_people(c->st, c->a, 0,
				to->activity_id, &list, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		if (list[i].account_id == to->account_id)
			return RC_OK;
		accounts += list[i].account_id != 0;
	}
	*c->why = too_many;
	if (accounts >= ACTIVITY_PEOPLE_MAX)
		return RC_INVALID;
	*c->why = nobody;
	rc = activities_insert_person(
	    c->st, to->activity_id, BEHIND + accounts, "", to->account_id);
	if (rc != RC_OK)
		return rc == RC_CONFLICT ? RC_INVALID : rc;
	return activity_change_tell(c, "responsible_set", c->act.number);
}

static enum rc
drop_person(struct activity_change *c, const struct activity_answer *off)
{
	enum rc rc;

	rc = activity_change_read(c, off->activity_id, ACTIVITY_ANY_VERSION);
	if (rc != RC_OK)
		return rc;
	rc = activities_drop_accounts(c->st, off->activity_id, off->account_id);
	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	return activity_change_tell(c, "responsible_set", c->act.number);
}

static enum rc
each_person(struct store *st, struct arena *a, const struct actor *by,
    const struct activity_answer *list, int n, const char **why,
    enum rc (*change)(struct activity_change *, const struct activity_answer *))
{
	struct activity_change c = { .st = st, .a = a, .by = by, .why = why };
	enum rc rc;

	*why = not_yours;
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	for (int i = 0; rc == RC_OK && i < n; i++)
		rc = change(&c, &list[i]);
	return store_end(st, rc);
}

enum rc
activity_add_people(struct store *st, struct arena *a, const struct actor *by,
    const struct activity_answer *list, int n, const char **why)
{
	return each_person(st, a, by, list, n, why, add_person);
}

enum rc
activity_drop_people(struct store *st, struct arena *a, const struct actor *by,
    const struct activity_answer *list, int n, const char **why)
{
	return each_person(st, a, by, list, n, why, drop_person);
}

/* ------------------------------------------------------------------ items */

static enum rc
set_item(struct activity_change *c, const struct activity_item *item, bool done,
    int today)
{
	enum rc rc;

	if ((item->done_on != DAY_NONE) == done)
		return RC_OK;
	rc = activities_set_item(
	    c->st, c->act.id, item->id, done ? today : DAY_NONE);
	if (rc != RC_OK)
		return rc;
	return activity_change_tell(c, done ? "item_done" : "item_open",
	    arena_printf(c->a, "%lld", (long long)item->id));
}

static enum rc
set_items(struct activity_change *c, const struct activity_tick *ticks, int n,
    int today)
{
	struct activity_item *items;
	enum rc rc;
	int all;

	*c->why = "Сначала утвердите дорожную карту.";
	if (strcmp(c->map.state, "running") != 0)
		return RC_DENIED;
	rc = activities_items(c->st, c->a, c->act.id, &items, &all);
	for (int i = 0; rc == RC_OK && i < n; i++) {
		int k = 0;

		while (k < all && items[k].id != ticks[i].item_id)
			k++;
		rc = k == all ? RC_NOT_FOUND
			      : set_item(c, &items[k], ticks[i].done, today);
	}
	return rc;
}

enum rc
activity_set_items(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, const struct activity_tick *ticks, int n, int today,
    const char **why)
{
	struct activity_change c = { .st = st, .a = a, .by = by, .why = why };
	enum rc rc;

	*why = "Пункты отмечают редактор, куратор и директор.";
	if (!(by->roles & MAY_WRITE))
		return RC_DENIED;
	if ((rc = activity_change_begin(&c, id, ACTIVITY_ANY_VERSION)) != RC_OK)
		return rc;
	return store_end(st, set_items(&c, ticks, n, today));
}

/* ----------------------------------------------------------------- hiding */

enum rc
activity_hide(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, bool hidden, const char **why)
{
	struct activity_change c = { .st = st, .a = a, .by = by, .why = why };
	enum rc rc;

	*why = "Что видят посетители, решают куратор и директор.";
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((rc = activity_change_begin(&c, id, ACTIVITY_ANY_VERSION)) != RC_OK)
		return rc;
	c.act.hidden = hidden;
	if ((rc = activity_change_store(&c)) == RC_OK)
		rc = roadmap_index(st, a, c.act.roadmap_id);
	return activity_change_end(
	    &c, rc, hidden ? "hidden" : "shown", c.act.number);
}
