#include "page/media.h"

#include <string.h>

#include "base/arena.h"
#include "mediaplan/photo.h"
#include "store/site.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"

/* The forms of a photo that a page may ask for (mediaplan/photo.h). */
static const struct {
	const char *ending, *type;
} forms[] = {
	{ "-480.webp", "image/webp" },
	{ "-960.webp", "image/webp" },
	{ "-1600.webp", "image/webp" },
	{ "-vk.jpg", "image/jpeg" },
	{ "-card.jpg", "image/jpeg" },
};

/* The school's sign: a name that was its sign once is nobody's. */
static bool
is_logo(const struct request *req, const char *name)
{
	struct arena *a = request_arena(req);
	const char *logo = site_setting(request_store(req), a, "logo");

	return *logo != '\0' &&
	       strcmp(name, arena_printf(a, "logo-%s.png", logo)) == 0;
}

/* A photo is seen while its story is: by visitors when it is published, on
 * the desk always; a withdrawn story takes its photos along. */
enum rc
page_media(const struct request *req, struct reply *rep)
{
	const char *name = request_part(req, "name"), *type = NULL;
	size_t n = strlen(name), end = 0;
	struct photo photo;
	bool visible;
	enum rc rc;

	if (strncmp(name, "logo-", 5) == 0 && is_logo(req, name)) {
		reply_public(rep, 60);
		reply_media(rep, "image/png", name);
		return RC_OK;
	}
	for (size_t i = 0; i < LEN(forms) && type == NULL; i++) {
		end = strlen(forms[i].ending);
		if (n > end && strcmp(name + n - end, forms[i].ending) == 0)
			type = forms[i].type;
	}
	if (type == NULL)
		return RC_NOT_FOUND;
	rc = photos_by_name(request_store(req), request_arena(req),
	    arena_strndup(request_arena(req), name, n - end), request_now(req),
	    &photo, &visible);
	if (rc != RC_OK)
		return rc;
	if (!visible && request_session(req) == NULL)
		return RC_NOT_FOUND;
	if (visible)
		reply_public(rep, 60);
	reply_media(rep, type, name);
	return RC_OK;
}
