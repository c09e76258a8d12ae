/* Another address of a story's page, told to the posts that are not sent. */
#include <string.h>

#include "mediaplan/message.h"
#include "publish/publications.h"
#include "publish/schedule.h"
#include "publish/schedule_inner.h"
#include "store/db.h"

/* Only what VK has never been asked for: what was sent, or may have been,
 * keeps the address that stands in it, and that leads to the new one. */
static bool
never_sent(const struct publication *p)
{
	return pub_states[p->state].unsent && p->attempts == 0 &&
	       p->resends == 0 && p->first_send_at == 0;
}

static enum rc
address_one(struct store *st, struct arena *a, struct publication *p,
    const char *address, const char *slug, int64_t now)
{
	enum pub_state to = p->state;
	enum rc rc;

	rc = publications_set_marker(
	    st, p->id, message_address(a, address, slug, p->id));
	if (rc != RC_OK)
		return rc;
	/* Its body, if it is built already, has the old one in it. */
	p->body = NULL;
	p->body_sha256 = "";
	if (to == PUB_READY || to == PUB_MEDIA) {
		publication_renew(p, p->due_at, now);
		to = PUB_DUE;
	}
	return publications_move(st, p, to, NULL, now);
}

static enum rc
address_within(struct store *st, struct arena *a, const struct actor *actor,
    const struct schedule *sc, const char *wish, int64_t now, const char **why)
{
	struct publication *list;
	struct story s;
	const char *old;
	int n;
	enum rc rc;

	rc = schedule_story(st, a, sc->story_id, sc->version, &s, why);
	if (rc != RC_OK)
		return rc;
	old = s.slug;
	rc = story_readdress_within(st, a, actor, &s, wish, why);
	if (rc != RC_OK || strcmp(old, s.slug) == 0)
		return rc;
	if ((rc = publications_of_story(st, a, s.id, &list, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		if (list[i].state == PUB_CANCELLED || !never_sent(&list[i]))
			continue;
		rc = address_one(st, a, &list[i], sc->address, s.slug, now);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

enum rc
schedule_address(struct store *st, struct arena *a, const struct actor *actor,
    const struct schedule *sc, const char *wish, int64_t now, const char **why)
{
	enum rc rc;

	*why = "";
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, address_within(st, a, actor, sc, wish, now, why));
}
