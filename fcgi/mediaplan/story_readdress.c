#include <string.h>
#include "base/arena.h"
#include "base/text.h"
#include "mediaplan/stories.h"
#include "mediaplan/story_inner.h"
#include "people/journal.h"
#include "people/role.h"
#include "store/slugs.h"

static const char kind[] = "story";

static enum rc
wish_read(struct store *st, struct arena *a, const struct story *s,
    const char *wish, const char **slug, const char **why)
{
	bool is_free = false;
	enum rc rc;

	*why = "Напишите адрес: латинские буквы, цифры и дефисы, до 80 знаков.";
	*slug = text_slug(a, wish, STORY_SLUG_MAX);
	if (**slug == '\0' || text_chars(wish) > STORY_TITLE_MAX)
		return RC_INVALID;
	if ((rc = stories_slug_free(st, *slug, s->id, &is_free)) != RC_OK)
		return rc;
	*why = arena_printf(
	    a, "Адрес %s занят другим материалом. Напишите другой.", *slug);
	return is_free ? RC_OK : RC_INVALID;
}

enum rc
story_readdress_within(struct store *st, struct arena *a,
    const struct actor *by, struct story *s, const char *wish, const char **why)
{
	const char *slug, *old = s->slug;
	enum rc rc;

	*why = "Это делает куратор или директор.";
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	*why = "Адрес появляется, когда материал ставят в очередь. Сначала "
	       "поставьте его в очередь.";
	if (s->state != STORY_SCHEDULED || *old == '\0')
		return RC_DENIED;
	if ((rc = wish_read(st, a, s, wish, &slug, why)) != RC_OK)
		return rc;
	*why = NULL;
	if (strcmp(slug, old) == 0)
		return RC_OK;
	s->slug = slug;
	/* One that the story had before is its own again. */
	if ((rc = slugs_drop(st, kind, slug)) != RC_OK ||
	    (rc = slugs_add(st, kind, old, s->id)) != RC_OK)
		return rc;
	*why = "Пока страница была открыта, материал изменили. Посмотрите, "
	       "что стало, и повторите.";
	if ((rc = stories_update(st, s)) != RC_OK)
		return rc;
	*why = NULL;
	return journal_add(st, by, "readdressed", "story", s->id,
	    arena_printf(a, "%s на %s", old, slug));
}
