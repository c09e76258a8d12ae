#include "desk/story/story_photo.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/story/story_show.h"
#include "mediaplan/photo.h"
#include "store/site.h"
#include "web/reply.h"
#include "web/request.h"

/* Where the picture program is: beside the others when installed; `make run`
 * and tests say it in the environment. */
const char *
desk_story_photo_program(void)
{
	const char *path = getenv("NASTAVNIK_IMAGE");

	return path != NULL ? path : LIBEXEC_DIR "/nastavnik-image";
}

enum rc
desk_story_photo_take(const struct request *rq, const struct story *s,
    int *stored, const char **why)
{
	struct actor actor = desk_part_actor(rq);
	struct arena *a = request_arena(rq);
	const struct upload *files;
	int n = request_uploads(rq, &files);
	const char *said;
	struct photo p;
	enum rc rc;

	*stored = 0;
	*why = NULL;
	for (int i = 0; i < n; i++) {
		if (files[i].bytes == 0)
			continue;
		said = NULL;
		rc = photo_insert(request_store(rq), a, &actor,
		    request_site(rq)->dir, desk_story_photo_program(), s->id,
		    files[i].fd, files[i].bytes, request_now(rq), &p, &said);
		if (rc == RC_OK) {
			++*stored;
			continue;
		}
		if (rc != RC_INVALID && rc != RC_DENIED && rc != RC_TOO_LARGE)
			return rc;
		if (*why == NULL)
			*why = arena_printf(a, "«%s»: %s", files[i].filename,
			    said != NULL ? said : "файл не принят");
	}
	return *why != NULL ? RC_INVALID : RC_OK;
}

enum rc
desk_story_photo_alts(const struct request *rq, const struct story *s)
{
	struct actor actor = desk_part_actor(rq);
	struct arena *a = request_arena(rq);
	struct photo *list;
	enum rc rc;
	int n;

	if ((rc = photos_list(request_store(rq), a, s->id, &list, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		const char *alt = request_field(
		    rq, arena_printf(a, "alt-%lld", (long long)list[i].id));

		if (alt == NULL)
			continue;
		alt = text_cut(
		    a, text_clean_line(a, alt, strlen(alt)), PHOTO_ALT_MAX);
		if (strcmp(alt, list[i].alt) == 0)
			continue;
		rc = photo_set_alt(request_store(rq), &actor, s->id, list[i].id,
		    alt, request_now(rq));
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

/* The id after prefix; 0: another word. */
static int64_t
id_after(const char *word, const char *prefix)
{
	size_t n = strlen(prefix);
	int64_t id;

	return strncmp(word, prefix, n) == 0 &&
		       text_int(word + n, 1, INT64_MAX, &id)
		   ? id
		   : 0;
}

enum rc
desk_story_photo_do(
    const struct request *rq, const struct story *s, const char *word)
{
	struct actor actor = desk_part_actor(rq);
	struct store *st = request_store(rq);
	int64_t now = request_now(rq), id;

	if ((id = id_after(word, "photo-up-")) != 0)
		return photo_move(st, &actor, s->id, id, -1, now);
	if ((id = id_after(word, "photo-down-")) != 0)
		return photo_move(st, &actor, s->id, id, 1, now);
	if ((id = id_after(word, "photo-remove-")) != 0)
		return photo_remove(
		    st, &actor, request_site(rq)->dir, s->id, id, now);
	return RC_NOT_FOUND;
}

/* One file sent by the script, which shows its progress; the answer is a
 * word for it. */
enum rc
desk_story_photo_upload(const struct request *rq, struct reply *rp)
{
	struct actor actor = desk_part_actor(rq);
	struct story s;
	const char *why, *answer;
	enum rc rc;
	int n;

	if ((rc = desk_story_show_find(rq, &s)) != RC_OK)
		return rc;
	rc = story_may(&s, STORY_EDIT, &actor, false, request_now(rq), &why);
	if (rc == RC_OK)
		rc = desk_story_photo_take(rq, &s, &n, &why);
	if (rc != RC_OK && rc != RC_INVALID && rc != RC_DENIED)
		return rc;
	answer = rc == RC_OK ? "stored"
			     : arena_printf(request_arena(rq), "refused %s",
				   why != NULL ? why : "Файл не принят");
	reply_body(rp, "text/plain", answer, strlen(answer), NULL);
	return RC_OK;
}
