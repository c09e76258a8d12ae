#include "attach.h"
#include "api.h"
#include "fault.h"
#include "media.h"
#include "show.h"
#include "text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ATTACH_MEDIA_MAX = 10 };

enum attach_kind {
	ATTACH_PHOTO,
	ATTACH_VIDEO,
	ATTACH_DOC,
	ATTACH_POLL,
	ATTACH_ALBUM,
	ATTACH_OTHER,
	ATTACH_LINK,
	ATTACH_BAD
};

static const struct {
	const char *name;
	enum attach_kind kind;
} kinds[] = {
	{ "photo", ATTACH_PHOTO },
	{ "video", ATTACH_VIDEO },
	{ "doc", ATTACH_DOC },
	{ "poll", ATTACH_POLL },
	{ "album", ATTACH_ALBUM },
	{ "audio", ATTACH_OTHER },
	{ "page", ATTACH_OTHER },
	{ "note", ATTACH_OTHER },
};

/* type{owner_id}_{id}[_{access_key}] */
struct named {
	enum attach_kind kind;
	int64_t owner_id, id;
	char key[64]; /* "" = none */
};

static void
named_read(const char *s, struct named *out)
{
	int used = 0;

	memset(out, 0, sizeof(*out));
	out->kind = text_is_link(s) ? ATTACH_LINK : ATTACH_BAD;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		size_t len = strlen(kinds[i].name);

		if (strncmp(s, kinds[i].name, len) != 0)
			continue;
		if (sscanf(s + len, "%" SCNd64 "_%" SCNd64 "%n", &out->owner_id,
			&out->id, &used) != 2)
			return;
		s += len + (size_t)used;
		if (*s == '_' && strlen(s) < sizeof(out->key))
			snprintf(out->key, sizeof(out->key), "%s", s + 1);
		if (*s == '_' || *s == '\0')
			out->kind = kinds[i].kind;
		return;
	}
}

/* A thing with an access key is seen with the key, and without it by its
 * owner: on the owner's own wall, or by the one who uploaded it. */
static bool
key_opens(
    const struct named *n, const char *access_key, int64_t wall_id, bool own)
{
	if (n->key[0] != '\0')
		return access_key == NULL || strcmp(n->key, access_key) == 0;
	return access_key == NULL || n->owner_id == wall_id || own;
}

static bool
named_visible(const struct named *n, const struct call *c, int64_t wall_id)
{
	int64_t user = c->token->user_id;
	const struct photo *photo;
	const struct doc *doc;

	switch (n->kind) {
	case ATTACH_LINK:
		return true;
	case ATTACH_PHOTO:
		photo = photo_by_id(n->owner_id, n->id);
		return photo != NULL &&
		       key_opens(n, photo->access_key, wall_id,
			   user != 0 && photo->user_id == user);
	case ATTACH_DOC:
		doc = doc_by_id(n->owner_id, n->id);
		return doc != NULL && key_opens(n, doc->access_key, wall_id,
					  user != 0 && doc->owner_id == user);
	case ATTACH_POLL:
		return poll_by_id(n->owner_id, n->id) != NULL;
	case ATTACH_ALBUM:
		return album_by_id(n->owner_id, n->id) != NULL;
	default:
		return false;
	}
}

static void
attach_count(struct attach *a, enum attach_kind kind)
{
	switch (kind) {
	case ATTACH_PHOTO:
	case ATTACH_VIDEO:
		a->media++;
		break;
	case ATTACH_LINK:
		a->links++;
		break;
	case ATTACH_DOC:
		a->docs++;
		break;
	case ATTACH_POLL:
		a->polls++;
		break;
	default:
		a->others++;
	}
}

static bool
fault_drops(const struct call *c, size_t index)
{
	const json_t *list;
	size_t i;
	json_t *item;

	if (c->effect == NULL || c->effect->type != EFFECT_DROP)
		return false;
	list = c->effect->indexes;
	json_array_foreach(
	    list, i, item) if (json_integer_value(item) == -1 ||
			       json_integer_value(item) ==
				   (json_int_t)index) return true;
	return false;
}

static void
attach_item(const struct call *c, int64_t wall_id, struct attach *a,
    const char *s, size_t index)
{
	struct named n;
	char *text;

	named_read(s, &n);
	attach_count(a, n.kind);
	text = n.kind >= ATTACH_LINK
		   ? mem_dup(s)
		   : mem_format("%s%" PRId64 "_%" PRId64, kinds[n.kind].name,
			 n.owner_id, n.id);
	if (n.kind == ATTACH_OTHER) {
		free(text);
		text = mem_dup(s);
	}
	json_array_append_new(
	    named_visible(&n, c, wall_id) && !fault_drops(c, index)
		? a->kept
		: a->dropped,
	    json_string(text));
	free(text);
}

void
attach_read(const struct call *c, int64_t wall_id, struct attach *a)
{
	const char *s = call_param(c, "attachments");
	size_t index = 0;

	memset(a, 0, sizeof(*a));
	a->kept = json_array();
	a->dropped = json_array();
	while (s != NULL && *s != '\0') {
		size_t len = strcspn(s, ",");
		char *item, *end;

		while (len > 0 && (*s == ' ' || *s == '\n')) {
			s++;
			len--;
		}
		item = mem_dupn(s, len);
		for (end = item + len; end > item && end[-1] == ' ';)
			*--end = '\0';
		if (item[0] != '\0')
			attach_item(c, wall_id, a, item, index++);
		free(item);
		s += len;
		s += *s == ',';
	}
}

void
attach_free(struct attach *a)
{
	json_decref(a->kept);
	json_decref(a->dropped);
}

const char *
attach_check(const struct attach *a, const char *message)
{
	size_t sent = json_array_size(a->kept) + json_array_size(a->dropped);

	if (a->media > ATTACH_MEDIA_MAX)
		return "attachments: at most 10 photos and videos";
	if (a->links > 1)
		return "attachments: only one link is allowed";
	if (a->docs > 1)
		return "attachments: only one document is allowed";
	if (a->polls > 1)
		return "attachments: only one poll is allowed";
	if (text_blank(message) && sent == 0)
		return "message is undefined";
	if (text_blank(message) && json_array_size(a->kept) == 0)
		return "invalid message param";
	if (text_blank(message) && a->polls == sent)
		return "attachments: a poll needs something else";
	return NULL;
}

static json_t *
link_json(const char *url)
{
	const char *host = strstr(url, "//") + 2;

	return json_pack("{s:s,s:s,s:s%,s:s}", "url", url, "title", url,
	    "caption", host, strcspn(host, "/?#"), "description", "");
}

/* {"type": type, type: object}; NULL when the thing is not there. */
static json_t *
typed(const char *type, json_t *object)
{
	if (object == NULL)
		return NULL;
	return json_pack("{s:s,s:o}", "type", type, type, object);
}

json_t *
attach_json(const char *text)
{
	struct named n;
	const struct photo *photo;
	const struct album *album;
	const struct doc *doc;
	const struct poll *poll;

	named_read(text, &n);
	switch (n.kind) {
	case ATTACH_PHOTO:
		photo = photo_by_id(n.owner_id, n.id);
		return typed("photo", photo ? show_photo(photo) : NULL);
	case ATTACH_DOC:
		doc = doc_by_id(n.owner_id, n.id);
		return typed("doc", doc ? show_doc(doc) : NULL);
	case ATTACH_POLL:
		poll = poll_by_id(n.owner_id, n.id);
		return typed("poll", poll ? json_incref(poll->object) : NULL);
	case ATTACH_ALBUM:
		album = album_by_id(n.owner_id, n.id);
		return typed("album", album ? show_album(album) : NULL);
	case ATTACH_LINK:
		return typed("link", link_json(text));
	default:
		return NULL;
	}
}
