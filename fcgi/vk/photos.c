#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "vk/answer.h"
#include "vk/photos.h"
#include "vk/wall.h"

char *
photos_server_body(struct arena *a, int64_t group_id)
{
	return arena_printf(a, "group_id=%lld&v=" WALL_V, (long long)group_id);
}

enum rc
photos_server_read(
    struct arena *a, const json_t *response, struct photos_server *out)
{
	out->url = arena_strdup(a, answer_text(response, "upload_url"));
	out->fallback =
	    arena_strdup(a, answer_text(response, "fallback_upload_url"));
	return out->url[0] != '\0' ? RC_OK : RC_INVALID;
}

enum rc
photos_upload_read(
    struct arena *a, const char *body, size_t n, struct photos_upload *out)
{
	json_t *root = json_loadb(body, n, 0, NULL);
	const json_t *o = json_object_get(root, "response");

	if (!json_is_object(o))
		o = root;
	out->server =
	    arena_printf(a, "%lld", (long long)answer_int(o, "server"));
	out->photo = arena_strdup(a, answer_text(o, "photo"));
	out->hash = arena_strdup(a, answer_text(o, "hash"));
	json_decref(root);
	if (out->photo[0] == '\0' || strcmp(out->photo, "[]") == 0)
		return RC_INVALID;
	return RC_OK;
}

char *
photos_save_body(
    struct arena *a, int64_t group_id, const struct photos_upload *u)
{
	struct strbuf b;
	char *s;

	strbuf_init(&b);
	strbuf_addf(&b, "group_id=%lld&server=%s&photo=", (long long)group_id,
	    u->server);
	strbuf_add_url(&b, u->photo);
	strbuf_adds(&b, "&hash=");
	strbuf_add_url(&b, u->hash);
	strbuf_adds(&b, "&v=" WALL_V);
	s = arena_strndup(a, b.buf, b.len);
	strbuf_free(&b);
	return s;
}

enum rc
photos_saved_read(struct arena *a, const json_t *response, int64_t group_id,
    const char **attachment)
{
	const json_t *photo = json_array_get(response, 0);
	int64_t id = answer_int(photo, "id");
	int64_t owner = answer_int(photo, "owner_id");
	const char *key = answer_text(photo, "access_key");

	if (id <= 0 || (owner <= 0 && owner != -group_id))
		return RC_INVALID;
	*attachment = arena_printf(a, "photo%lld_%lld%s%s", (long long)owner,
	    (long long)id, key[0] != '\0' ? "_" : "", key);
	return RC_OK;
}
