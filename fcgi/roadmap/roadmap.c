#include "roadmap/roadmap.h"

#include <string.h>
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "people/journal.h"
#include "people/role.h"
#include "roadmap/activity.h"
#include "roadmap/intake.h"
#include "store/db.h"

/* Words that struct roadmap.shows may hold. */
static const char *const showable[] = { "responsible", "result", "kpi",
	"evidence" };

bool
roadmap_shows(const struct roadmap *r, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = r->shows; *p != '\0';) {
		size_t len = strcspn(p, " ");

		if (len == n && memcmp(p, word, n) == 0)
			return true;
		p += len + (p[len] == ' ');
	}
	return false;
}

bool
roadmap_is_shown(const struct roadmap *r)
{
	return r->public && strcmp(r->state, "draft") != 0;
}

/* The roadmap as it was seen, inside a transaction. */
static enum rc
change_begin(struct store *st, struct arena *a, int64_t id, int64_t version,
    struct roadmap *r)
{
	enum rc rc;

	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	rc = roadmaps_by_id(st, a, id, r);
	if (rc == RC_OK && r->version != version)
		rc = RC_CONFLICT;
	if (rc != RC_OK)
		store_rollback(st);
	return rc;
}

static enum rc
change_end(struct store *st, struct arena *a, const struct actor *by,
    struct roadmap *r, enum rc rc, const char *action, const char *detail)
{
	r->updated_at = clock_now();
	if (rc == RC_OK && (rc = roadmaps_update(st, r)) == RC_OK &&
	    (rc = roadmap_index(st, a, r->id)) == RC_OK)
		rc = journal_add(st, by, action, "roadmap", r->id, detail);
	return store_end(st, rc);
}

enum rc
roadmap_approve(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, int64_t version, int on_day, const char **why)
{
	struct roadmap r;
	enum rc rc;
	int n;

	*why = "Дорожную карту утверждает директор.";
	if (!(by->roles & MAY_APPROVE))
		return RC_DENIED;
	*why = "Укажите день утверждения.";
	if (on_day == DAY_NONE)
		return RC_INVALID;
	if ((rc = change_begin(st, a, id, version, &r)) != RC_OK)
		return rc;
	*why = "Эта дорожная карта уже утверждена.";
	if (strcmp(r.state, "draft") != 0)
		rc = RC_DENIED;
	if (rc == RC_OK && (rc = activities_last(st, id, &n)) == RC_OK &&
	    n == 0) {
		*why = "В дорожной карте нет мероприятий. Сначала вставьте их.";
		rc = RC_INVALID;
	}
	r.state = "running";
	r.approved_on = on_day;
	if (rc == RC_OK)
		rc = roadmap_flag_approval(st, a, &r);
	return change_end(
	    st, a, by, &r, rc, "roadmap_approved", day_iso(a, on_day));
}

enum rc
roadmap_close(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, int64_t version, const char **why)
{
	struct roadmap r;
	enum rc rc;

	*why = "Дорожную карту закрывают куратор и директор.";
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((rc = change_begin(st, a, id, version, &r)) != RC_OK)
		return rc;
	*why = "Закрывают утверждённую дорожную карту.";
	if (strcmp(r.state, "running") != 0)
		rc = RC_DENIED;
	r.state = "closed";
	return change_end(st, a, by, &r, rc, "roadmap_closed", "");
}

static enum rc
discard_within(struct store *st, struct arena *a, const struct actor *by,
    const struct roadmap *r, const char **why)
{
	struct intake *imports;
	int n, touched;
	enum rc rc;

	*why = "Дорожная карта утверждена: её не удаляют.";
	if (strcmp(r->state, "draft") != 0)
		return RC_DENIED;
	if ((rc = intakes_list(st, a, r->cycle_id, &imports, &n)) != RC_OK ||
	    (rc = activities_touched_of(st, r->id, &touched)) != RC_OK)
		return rc;
	*why = "В черновике есть строки из документа. Сначала отмените импорт.";
	for (int i = 0; i < n; i++)
		if (strcmp(imports[i].state, "taken") == 0)
			return RC_DENIED;
	*why = "С мероприятиями этого черновика или с ним самим уже работали. "
	       "Сначала отмените решения, подтверждения и связи с событиями.";
	if (touched > 0)
		return RC_DENIED;
	if ((rc = activities_drop_of(st, r->id)) != RC_OK)
		return rc;
	if ((rc = roadmaps_drop(st, r)) != RC_OK)
		return rc == RC_CONFLICT ? RC_DENIED : rc;
	return journal_add(
	    st, by, "roadmap_discarded", "roadmap", r->id, r->title);
}

enum rc
roadmap_discard(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, int64_t version, const char **why)
{
	struct roadmap r;
	enum rc rc;

	*why = "Черновик удаляют куратор и директор.";
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((rc = change_begin(st, a, id, version, &r)) != RC_OK)
		return rc;
	if ((rc = discard_within(st, a, by, &r, why)) == RC_OK)
		return store_commit(st);
	store_rollback(st);
	return rc;
}

enum rc
roadmap_publish(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, int64_t version, bool public, const char *shows,
    const char **why)
{
	struct roadmap wanted = { .shows = shows }, r;
	const char *kept = "";
	enum rc rc;

	*why = "Что видят посетители, решают куратор и директор.";
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	for (size_t i = 0; i < LEN(showable); i++)
		if (roadmap_shows(&wanted, showable[i]))
			kept = arena_printf(a, "%s%s%s", kept,
			    *kept != '\0' ? " " : "", showable[i]);
	if ((rc = change_begin(st, a, id, version, &r)) != RC_OK)
		return rc;
	*why = "Сначала утвердите дорожную карту: черновик посетителям не "
	       "показывают.";
	if (public && strcmp(r.state, "draft") == 0)
		rc = RC_DENIED;
	r.public = public;
	r.shows = kept;
	return change_end(st, a, by, &r, rc, public ? "shown" : "hidden", kept);
}
