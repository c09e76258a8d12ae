#include "api.h"
#include "clock.h"
#include "config.h"
#include "errors.h"
#include "media.h"
#include "show.h"
#include "text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Photos: the way of an upload, and reading albums. */

enum { RIGHT_PHOTOS = 4, CAPTION_MAX = 2048, ALBUM_MAX = 10000 };
enum { GET_COUNT = 50, GET_COUNT_MAX = 1000 };

static void
answer_upload_server(struct call *c, const struct upload *u)
{
	char *url = upload_url(u);
	json_t *o = json_pack("{s:s,s:I,s:I}", "upload_url", url, "album_id",
	    u->album_id, "user_id", u->user_id);

	if (u->group_id != 0)
		json_object_set_new(o, "group_id", json_integer(u->group_id));
	free(url);
	call_respond(c, o);
}

static void
photos_get_wall_upload_server(struct call *c)
{
	int64_t group_id = 0;

	if (!api_int(c, "group_id", &group_id))
		return;
	answer_upload_server(c,
	    upload_add(UPLOAD_PHOTO, group_id, c->token->user_id, ALBUM_WALL));
}

static void
photos_get_upload_server(struct call *c)
{
	int64_t group_id = 0, album_id = 0;

	if (!api_int(c, "group_id", &group_id) ||
	    !api_need(c, "album_id", &album_id))
		return;
	if (album_by_id(group_id ? -group_id : c->token->user_id, album_id) ==
	    NULL) {
		api_param_error(c, "album_id is invalid");
		return;
	}
	answer_upload_server(
	    c, upload_add(UPLOAD_ALBUM, group_id, c->token->user_id, album_id));
}

/* The triple is good for this call?  The name of the list differs. */
static struct triple *
triple_check(struct call *c, const char *list_name, enum upload_kind kind)
{
	const char *photo = call_param(c, list_name);
	const char *hash = call_param(c, "hash");
	int64_t server = 0, group_id = 0;
	struct triple *t;
	char *detail;

	if (text_blank(photo)) {
		detail = mem_format("%s is undefined", list_name);
		api_param_error(c, detail);
		free(detail);
		return NULL;
	}
	if (strcmp(photo, "[]") == 0) {
		if (kind == UPLOAD_PHOTO)
			call_error(c, VK_PHOTO, NULL);
		else
			api_param_error(c, "photos_list is invalid");
		return NULL;
	}
	if (!api_need(c, "server", &server) ||
	    !api_int(c, "group_id", &group_id))
		return NULL;
	t = triple_by_server(server);
	if (t == NULL || t->upload->kind != kind) {
		call_error(c, VK_SERVER, NULL);
		return NULL;
	}
	if (strcmp(t->photo, photo) != 0 || hash == NULL ||
	    strcmp(t->hash, hash) != 0 || t->upload->group_id != group_id ||
	    t->upload->user_id != c->token->user_id ||
	    (config.triple_ttl_s > 0 &&
		clock_now() - t->at >= config.triple_ttl_s)) {
		call_error(c, VK_HASH, NULL);
		return NULL;
	}
	return t;
}

static void
triple_save(struct call *c, const struct triple *t, int64_t owner_id)
{
	json_t *list = json_array();

	for (size_t i = 0; i < t->n_files; i++) {
		struct photo p = { .owner_id = owner_id,
			.album_id = t->upload->album_id,
			.user_id = c->token->user_id,
			.width = t->files[i].width,
			.height = t->files[i].height,
			.type = t->files[i].type,
			.blob = t->files[i].blob };
		const char *caption = call_param(c, "caption");

		p.text = mem_dup(caption ? caption : "");
		json_array_append_new(list, show_photo(photo_add(&p)));
		free(p.text);
	}
	c->committed = true;
	call_respond(c, list);
}

/* The role may have been lost between the upload and the saving. */
static bool
may_save(struct call *c, const struct triple *t)
{
	int64_t group_id = t->upload->group_id;
	const char *caption = call_param(c, "caption");

	if (group_id != 0 && token_role(c->token, group_id) < ROLE_EDITOR) {
		call_error(c, VK_ACCESS, NULL);
		return false;
	}
	if (caption != NULL && text_units(caption) > CAPTION_MAX) {
		api_param_error(c, "caption is too long");
		return false;
	}
	return true;
}

static void
photos_save_wall_photo(struct call *c)
{
	const struct triple *t = triple_check(c, "photo", UPLOAD_PHOTO);
	int64_t owner_id;

	if (t == NULL || !may_save(c, t))
		return;
	owner_id = t->upload->group_id != 0 && config.photo_owner == 0
		       ? -t->upload->group_id
		       : c->token->user_id;
	triple_save(c, t, owner_id);
}

static void
photos_save(struct call *c)
{
	const struct triple *t = triple_check(c, "photos_list", UPLOAD_ALBUM);
	int64_t owner_id, album_id;
	const struct album *album;

	if (t == NULL || !may_save(c, t))
		return;
	owner_id =
	    t->upload->group_id ? -t->upload->group_id : c->token->user_id;
	album_id = t->upload->album_id;
	if (!api_int(c, "album_id", &album_id))
		return;
	album = album_by_id(owner_id, album_id);
	if (album == NULL || album_id != t->upload->album_id) {
		call_error(c, VK_ALBUM_ID, NULL);
		return;
	}
	if (album->size + (int64_t)t->n_files > ALBUM_MAX) {
		call_error(c, VK_ALBUM_FULL, NULL);
		return;
	}
	triple_save(c, t, owner_id);
}

static void
photos_create_album(struct call *c)
{
	const char *title = call_param(c, "title");
	const char *description = call_param(c, "description");
	int64_t group_id = 0;

	if (!api_int(c, "group_id", &group_id))
		return;
	if (text_blank(title)) {
		api_param_error(c, "title is undefined");
		return;
	}
	c->committed = true;
	call_respond(
	    c, show_album(album_add(group_id ? -group_id : c->token->user_id,
		   title, description ? description : "")));
}

static bool
owner_visible(struct call *c, int64_t owner_id)
{
	const struct group *g = owner_id < 0 ? group_by_id(-owner_id) : NULL;
	bool visible =
	    owner_id < 0
		? g != NULL && (g->is_closed == 0 ||
				   token_role(c->token, g->id) > ROLE_NONE)
		: user_by_id(owner_id) != NULL;

	if (!visible)
		call_error(c, VK_ALBUM_ACCESS, NULL);
	return visible;
}

static void
photos_get_albums(struct call *c)
{
	int64_t owner_id, n = 0;
	json_t *list;

	if (!api_owner(c, "owner_id", &owner_id) || !owner_visible(c, owner_id))
		return;
	list = json_array();
	for (const struct album *a = album_next(NULL, owner_id); a != NULL;
	     a = album_next(a, owner_id), n++)
		json_array_append_new(list, show_album(a));
	call_respond(c, json_pack("{s:I,s:o}", "count", n, "items", list));
}

/* album_id may be "wall"; without it: all albums. */
static bool
read_album(struct call *c, int64_t owner_id, int64_t *album_id)
{
	const char *text = call_param(c, "album_id");

	*album_id = 0;
	if (text != NULL && strcmp(text, "wall") == 0)
		*album_id = ALBUM_WALL;
	else if (!api_int(c, "album_id", album_id))
		return false;
	if (*album_id > 0 && album_by_id(owner_id, *album_id) == NULL) {
		call_error(c, VK_ALBUM_ACCESS, NULL);
		return false;
	}
	return true;
}

static void
photos_get(struct call *c)
{
	int64_t owner_id, album_id, offset = 0, count = GET_COUNT, n = 0;
	json_t *list;

	if (!api_owner(c, "owner_id", &owner_id) ||
	    !owner_visible(c, owner_id) ||
	    !read_album(c, owner_id, &album_id) ||
	    !api_int(c, "offset", &offset) || !api_int(c, "count", &count))
		return;
	if (count > GET_COUNT_MAX)
		count = GET_COUNT_MAX;
	list = json_array();
	for (const struct photo *p = photo_next(NULL, owner_id, album_id);
	     p != NULL; p = photo_next(p, owner_id, album_id), n++)
		if (n >= offset && (int64_t)json_array_size(list) < count)
			json_array_append_new(list, show_photo(p));
	call_respond(c, json_pack("{s:I,s:o}", "count", n, "items", list));
}

static void
photos_get_by_id(struct call *c)
{
	const char *s = call_param(c, "photos");
	json_t *list = json_array();
	int64_t owner_id, id;
	int used;

	while (s != NULL && *s != '\0') {
		const struct photo *p = NULL;

		if (sscanf(s, " %" SCNd64 "_%" SCNd64 "%n", &owner_id, &id,
			&used) == 2)
			p = photo_by_id(owner_id, id);
		if (p != NULL)
			json_array_append_new(list, show_photo(p));
		s += strcspn(s, ",");
		s += *s == ',';
	}
	if (json_array_size(list) > 0) {
		call_respond(c, list);
		return;
	}
	json_decref(list);
	api_param_error(c, "photos is invalid");
}

#define PHOTOS RIGHT_PHOTOS, "photos"

const struct api_method api_photos[] = {
	{ "photos.getWallUploadServer", FOR_USER, PHOTOS, TARGET_GROUP,
	    photos_get_wall_upload_server },
	{ "photos.saveWallPhoto", FOR_USER, PHOTOS, TARGET_NONE,
	    photos_save_wall_photo },
	{ "photos.getUploadServer", FOR_USER, PHOTOS, TARGET_GROUP,
	    photos_get_upload_server },
	{ "photos.save", FOR_USER, PHOTOS, TARGET_NONE, photos_save },
	{ "photos.createAlbum", FOR_USER, PHOTOS, TARGET_GROUP,
	    photos_create_album },
	{ "photos.getAlbums", FOR_USER | FOR_SERVICE, PHOTOS, TARGET_NONE,
	    photos_get_albums },
	{ "photos.get", FOR_USER | FOR_SERVICE, PHOTOS, TARGET_NONE,
	    photos_get },
	{ "photos.getById", FOR_USER | FOR_SERVICE, PHOTOS, TARGET_NONE,
	    photos_get_by_id },
	{ .name = NULL },
};
