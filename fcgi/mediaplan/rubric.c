#include <string.h>
#include "base/arena.h"
#include "base/clock.h"
#include "base/text.h"
#include "mediaplan/rubric.h"
#include "people/journal.h"
#include "people/role.h"
#include "store/db.h"

/* Bytes of an address; two words and a number. */
enum { RUBRIC_SLUG_MAX = 40 };

/* Letters, digits and _ : VK ends a tag at anything else (contract 4.5). */
static bool
hashtag_good(const char *tag)
{
	if (*tag == '\0' || text_chars(tag) > RUBRIC_HASHTAG_MAX)
		return false;
	for (const unsigned char *p = (const unsigned char *)tag; *p; p++)
		if (*p < 0x80 && *p != '_' && !(*p >= '0' && *p <= '9') &&
		    !(*p >= 'a' && *p <= 'z') && !(*p >= 'A' && *p <= 'Z'))
			return false;
	/* Dashes and quotes beyond ASCII, no-break spaces: U+00A0..U+00BF,
	 * U+2000..U+206F. */
	return strstr(tag, "\xc2") == NULL && strstr(tag, "\xe2\x80") == NULL;
}

static const char *
rubric_wrong(const struct rubric *r)
{
	if (*r->title == '\0' || text_chars(r->title) > RUBRIC_TITLE_MAX)
		return "Напишите название рубрики: от 1 до 60 знаков.";
	if (text_chars(r->about) > RUBRIC_ABOUT_MAX)
		return "Описание рубрики длиннее 300 знаков. Сократите.";
	if (!hashtag_good(r->hashtag))
		return "Хештег пишется буквами, цифрами и чертой _ без "
		       "пробелов, до 40 знаков.";
	return NULL;
}

/* A new rubric takes its address from what is wished or its title, and keeps
 * it for ever. */
static enum rc
slug_set(struct store *st, struct arena *a, struct rubric *r)
{
	const char *wish = r->slug != NULL && *r->slug ? r->slug : r->title;
	const char *base = text_slug(a, wish, RUBRIC_SLUG_MAX);
	struct rubric other;
	enum rc rc;

	if (*base == '\0')
		base = "rubrika";
	r->slug = base;
	for (int i = 2; i <= RUBRICS_MAX + 2; i++) {
		rc = rubrics_by_slug(st, a, r->slug, &other);
		if (rc != RC_OK)
			return rc == RC_NOT_FOUND ? RC_OK : rc;
		r->slug = arena_printf(a, "%s-%d", base, i);
	}
	return RC_CONFLICT;
}

static enum rc
save_within(struct store *st, struct arena *a, const struct actor *by,
    struct rubric *r, const char **why)
{
	bool fresh = r->id == 0;
	struct rubric *all;
	int n;
	enum rc rc;

	if (!fresh) {
		*why = "Такой рубрики нет.";
		rc = rubrics_update(st, r);
	} else {
		rc = rubrics_list(st, a, true, clock_now(), &all, &n);
		if (rc != RC_OK)
			return rc;
		*why = "Рубрик уже 50. Измените одну из них.";
		if (n >= RUBRICS_MAX)
			return RC_INVALID;
		if ((rc = slug_set(st, a, r)) == RC_OK)
			rc = rubrics_insert(st, r);
	}
	if (rc != RC_OK)
		return rc;
	*why = NULL;
	return journal_add(
	    st, by, fresh ? "created" : "edited", "rubric", r->id, r->title);
}

enum rc
rubric_save(struct store *st, struct arena *a, const struct actor *by,
    struct rubric *r, const char **why)
{
	enum rc rc;

	*why = "Это делает куратор или директор.";
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((*why = rubric_wrong(r)) != NULL)
		return RC_INVALID;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, save_within(st, a, by, r, why));
}

enum rc
rubric_set_archived(
    struct store *st, const struct actor *by, int64_t id, bool archived)
{
	enum rc rc;

	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	if ((rc = rubrics_set_archived(st, id, archived)) == RC_OK)
		rc = journal_add(st, by, archived ? "archived" : "unarchived",
		    "rubric", id, "");
	return store_end(st, rc);
}
