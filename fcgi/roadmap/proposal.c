#include "roadmap/proposal.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "people/journal.h"
#include "people/role.h"
#include "roadmap/activity.h"
#include "roadmap/proposal_row.h"
#include "roadmap/roadmap.h"
#include "store/db.h"

static enum rc
add_within(struct store *st, struct arena *a, const struct actor *by,
    struct proposal *p, const char **why)
{
	struct activity act;
	struct roadmap map;
	enum rc rc;

	if ((rc = roadmaps_by_id(st, a, p->roadmap_id, &map)) != RC_OK)
		return rc;
	if (p->activity_id != 0) {
		rc = activities_by_id(st, a, p->activity_id, &act);
		if (rc != RC_OK || act.roadmap_id != map.id)
			return rc == RC_OK ? RC_NOT_FOUND : rc;
	}
	*why = "Дорожная карта закрыта: предложения к ней не принимают.";
	if (map.state[0] == 'c')
		return RC_DENIED;
	p->account_id = by->account_id;
	p->at = clock_now();
	if ((rc = proposals_insert(st, p)) != RC_OK)
		return rc;
	return journal_add(st, by, "proposed", "proposal", p->id, "");
}

enum rc
proposal_add(struct store *st, struct arena *a, const struct actor *by,
    struct proposal *p, const char **why)
{
	enum rc rc;

	*why = "Предложения пишут те, у кого есть учётная запись.";
	if (!(by->roles & MAY_SEE))
		return RC_DENIED;
	*why = "Напишите, что изменить: от 1 до 4000 знаков.";
	if (*p->text == '\0' || text_chars(p->text) > PROPOSAL_TEXT_MAX)
		return RC_INVALID;
	*why = "Имя автора умещается в 120 знаков.";
	if (text_chars(p->author) > PROPOSAL_AUTHOR_MAX)
		return RC_INVALID;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, add_within(st, a, by, p, why));
}

/* Decided once; with a row of its own it is of that row. */
static enum rc
decide_within(struct store *st, struct arena *a, const struct actor *by,
    struct proposal *p, const struct proposal_row *row, const char **why)
{
	bool taken = strcmp(p->decision, "taken") == 0;
	int64_t id;
	enum rc rc = proposals_decide(st, p);

	if (rc != RC_OK)
		return rc;
	rc = journal_add(st, by, taken ? "proposal_taken" : "proposal_refused",
	    "proposal", p->id, "");
	if (rc != RC_OK || !taken || row == NULL || !proposal_row_given(row))
		return rc;
	if ((rc = proposal_row_insert(st, a, p, row, &id, why)) != RC_OK)
		return rc;
	if (p->activity_id == 0)
		rc = proposals_set_activity(st, p->id, id);
	return rc == RC_OK ? journal_add(st, by, "row_added", "activity", id,
				 row->number)
			   : rc;
}

enum rc
proposal_decide(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, bool taken, const char *answer, const struct proposal_row *row,
    const char **why)
{
	struct proposal p;
	enum rc rc;

	*why = "Предложения решают куратор и директор.";
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	*why = "Напишите ответ: от 1 до 4000 знаков.";
	if (*answer == '\0' || text_chars(answer) > PROPOSAL_TEXT_MAX)
		return RC_INVALID;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	if ((rc = proposals_by_id(st, a, id, &p)) == RC_OK) {
		p.decision = taken ? "taken" : "refused";
		p.answer = answer;
		p.decided_by = by->account_id;
		p.decided_at = clock_now();
		rc = decide_within(st, a, by, &p, row, why);
	}
	return store_end(st, rc);
}
