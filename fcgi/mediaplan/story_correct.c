#include <string.h>
#include "base/arena.h"
#include "mediaplan/check.h"
#include "mediaplan/stories.h"
#include "mediaplan/story_inner.h"
#include "people/journal.h"
#include "people/role.h"

/* Who corrects a story with people in it answers for their consents: there
 * is no second pair of eyes between this and the reader. */
static enum rc
consents_confirm(struct store *st, const struct actor *by, struct story *s,
    bool consents, int64_t now, const char **why)
{
	s->consents_by = s->consents_at = 0;
	if (s->people != 1)
		return RC_OK;
	*why = "В материале названы или показаны люди. Подтвердите, что их "
	       "согласия проверены.";
	if (!consents)
		return RC_INVALID;
	s->consents_by = by->account_id;
	s->consents_at = now;
	return journal_add(st, by, "consents_confirmed", "story", s->id, "");
}

enum rc
story_correct_within(struct store *st, struct arena *a, const struct actor *by,
    const struct story_edit *e, int64_t now, const char **why)
{
	struct story s;
	const char *words;
	bool texts;
	enum rc rc;

	if ((*why = story_edit_wrong(e)) != NULL)
		return RC_INVALID;
	if ((rc = story_take(st, a, e->id, e->version, &s, why)) != RC_OK)
		return rc;
	rc = story_may(&s, STORY_CORRECT, by, true, now, why);
	if (rc != RC_OK)
		return rc;
	words = story_edit_words(a, &s, e, &texts);
	if (*words == '\0' && s.responsible_id == e->responsible_id)
		return RC_OK;
	story_edit_copy(&s, e);
	rc = consents_confirm(st, by, &s, e->consents, now, why);
	if (rc != RC_OK)
		return rc;
	rc = story_checked(st, a, &s, CHECK_SEND, s.publish_at, now, why);
	if (rc != RC_OK)
		return rc;
	s.revision++;
	s.changed_at = now;
	if ((rc = stories_update(st, &s)) != RC_OK)
		return rc;
	if (texts && (rc = story_edit_version(st, &s, by, now)) != RC_OK)
		return rc;
	return journal_add(st, by, "corrected", "story", s.id, words);
}
