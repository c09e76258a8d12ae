#include <string.h>

#include "base/clock.h"
#include "people/journal.h"
#include "programme/cycle.h"
#include "roadmap/activity_inner.h"
#include "store/db.h"

enum { HALF_A_YEAR = 184 };

enum rc
activity_change_read(struct activity_change *c, int64_t id, int64_t version)
{
	enum rc rc;

	if ((rc = activities_by_id(c->st, c->a, id, &c->act)) == RC_OK)
		rc = roadmaps_by_id(c->st, c->a, c->act.roadmap_id, &c->map);
	if (rc != RC_OK)
		return rc;
	*c->why = "Дорожная карта закрыта: в ней ничего не меняют.";
	if (strcmp(c->map.state, "closed") == 0)
		return RC_DENIED;
	if (version != ACTIVITY_ANY_VERSION && c->act.version != version)
		return RC_CONFLICT;
	return RC_OK;
}

enum rc
activity_closed(struct store *st, struct arena *a, int64_t id, bool *closed)
{
	struct activity act;
	struct roadmap map;
	enum rc rc;

	*closed = false;
	if ((rc = activities_by_id(st, a, id, &act)) == RC_OK &&
	    (rc = roadmaps_by_id(st, a, act.roadmap_id, &map)) == RC_OK)
		*closed = strcmp(map.state, "closed") == 0;
	return rc;
}

enum rc
activity_change_begin(struct activity_change *c, int64_t id, int64_t version)
{
	enum rc rc;

	if ((rc = store_begin(c->st)) != RC_OK)
		return rc;
	rc = activity_change_read(c, id, version);
	if (rc != RC_OK)
		store_rollback(c->st);
	return rc;
}

enum rc
activity_change_near(
    struct store *st, struct arena *a, const struct roadmap *map, int day)
{
	struct cycle cycle;
	int from, to;
	enum rc rc = cycles_by_id(st, a, map->cycle_id, &cycle);

	if (rc != RC_OK)
		return rc;
	cycle_days(&cycle, &from, &to);
	return day < from - HALF_A_YEAR || day > to + HALF_A_YEAR ? RC_INVALID
								  : RC_OK;
}

enum rc
activity_change_store(struct activity_change *c)
{
	c->act.updated_at = clock_now();
	return activities_update(c->st, &c->act);
}

enum rc
activity_change_tell(
    struct activity_change *c, const char *action, const char *detail)
{
	return journal_add(c->st, c->by, action, "activity", c->act.id, detail);
}

enum rc
activity_change_end(struct activity_change *c, enum rc rc, const char *action,
    const char *detail)
{
	if (rc == RC_OK)
		rc = activity_change_tell(c, action, detail);
	return store_end(c->st, rc);
}
