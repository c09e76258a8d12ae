#include "base/arena.h"
#include "mediaplan/stories.h"
#include "mediaplan/story_inner.h"
#include "store/db.h"

/* An old text comes back as a new version, by the rules of any edit. */
enum rc
story_restore_version(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, int64_t version, int64_t old_version, int64_t now,
    const char **why)
{
	struct story_version old;
	struct story s;
	struct story_edit e;
	int64_t unused;
	enum rc rc;

	*why = "Такой версии нет.";
	if ((rc = story_versions_get(st, a, id, old_version, &old)) != RC_OK)
		return rc;
	if ((rc = stories_by_id(st, a, id, &s)) != RC_OK)
		return rc;
	e = (struct story_edit){ .id = id,
		.version = version,
		.title = old.title,
		.lead = old.lead,
		.text = old.text,
		.vk_text = old.vk_text,
		.kind = s.kind,
		.rubric_id = s.rubric_id,
		.people = s.people,
		.publish_at = s.publish_at,
		.responsible_id = s.responsible_id };
	return story_edit(st, a, by, &e, now, &unused, why);
}
