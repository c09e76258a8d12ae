#include <string.h>

#include "base/text.h"
#include "people/journal.h"
#include "people/role.h"
#include "publish/channels.h"
#include "publish/credentials.h"
#include "store/db.h"

enum {
	TITLE_MAX_CHARS = 200, /* VK's own limit is shorter */
	RHYTHM_MAX_DAYS = 60
};

/* Until the first key tells the community's own name. */
static const char title_unknown[] = "Сообщество ВКонтакте";

enum rc
channel_vk(struct store *st, struct arena *a, const struct actor *actor,
    int64_t now, struct channel *out)
{
	struct channel *list;
	int64_t id;
	int n;
	enum rc rc;

	(void)now;
	if ((rc = channels_list(st, a, &list, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		if (strcmp(list[i].kind, "vk") == 0) {
			*out = list[i];
			return RC_OK;
		}
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	if ((rc = channels_insert(st, title_unknown, &id)) == RC_OK)
		rc = journal_add(st, actor, "added", "channel", id, "");
	if ((rc = store_end(st, rc)) != RC_OK)
		return rc;
	return channels_by_id(st, a, id, out);
}

enum rc
channel_set(struct store *st, const struct actor *actor, int64_t id,
    const char *title, int rhythm_days, bool enabled)
{
	enum rc rc;

	if (title[0] == '\0' || text_chars(title) > TITLE_MAX_CHARS ||
	    rhythm_days < 1 || rhythm_days > RHYTHM_MAX_DAYS)
		return RC_INVALID;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	if ((rc = channels_set(st, id, title, rhythm_days, enabled)) == RC_OK)
		rc = journal_add(st, actor, "changed", "channel", id,
		    enabled ? "" : "выключена");
	return store_end(st, rc);
}

static bool
credential_may(const struct credential *c, const char *right)
{
	return (c->state == CREDENTIAL_GOOD || c->state == CREDENTIAL_WEAK) &&
	       strstr(c->permissions, right) != NULL;
}

enum rc
channel_can(struct store *st, struct arena *a, int64_t channel_id,
    struct channel_abilities *out)
{
	struct credential *list;
	int n;
	enum rc rc;

	memset(out, 0, sizeof(*out));
	if ((rc = credentials_list(st, a, channel_id, &list, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		switch (list[i].slot) {
		case 'K':
			out->text = credential_may(&list[i], CREDENTIAL_WALL);
			break;
		case 'U':
			out->photos =
			    credential_may(&list[i], CREDENTIAL_PHOTOS);
			out->change = credential_may(&list[i], CREDENTIAL_WALL);
			out->read |= out->change;
			break;
		case 'S':
			out->read |= credential_may(&list[i], CREDENTIAL_READ);
			break;
		default:
			break;
		}
	return RC_OK;
}
