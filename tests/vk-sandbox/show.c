#include "show.h"
#include "api.h"
#include "attach.h"
#include "clock.h"
#include "media.h"
#include "wall.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* created_by is shown for so long. */
enum { SHOW_DAY_S = 86400 };

static char *
photo_url(const struct photo *p)
{
	return mem_format("http://127.0.0.1:%d/photo/%" PRId64 "_%" PRId64,
	    http_port(), p->owner_id, p->id);
}

json_t *
show_photo(const struct photo *p)
{
	static const struct {
		const char *name;
		unsigned side;
	} sizes[] = { { "s", 75 }, { "m", 130 }, { "x", 604 }, { "y", 807 },
		{ "z", 1080 }, { "w", 2560 } };
	unsigned side = p->width > p->height ? p->width : p->height;
	json_t *list = json_array(), *o;
	char *url = photo_url(p);

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		unsigned max = sizes[i].side < side ? sizes[i].side : side;

		json_array_append_new(list,
		    json_pack("{s:s,s:s,s:I,s:I}", "type", sizes[i].name, "url",
			url, "width", (json_int_t)p->width * max / side,
			"height", (json_int_t)p->height * max / side));
		if (max == side)
			break;
	}
	o = json_pack("{s:I,s:I,s:I,s:I,s:b,s:o,s:s,s:I,s:I}", "id", p->id,
	    "owner_id", p->owner_id, "album_id", p->album_id, "date", p->date,
	    "has_tags", 0, "sizes", list, "text", p->text, "width",
	    (json_int_t)p->width, "height", (json_int_t)p->height);
	if (p->user_id != 0)
		json_object_set_new(o, "user_id", json_integer(p->user_id));
	if (p->access_key != NULL)
		json_object_set_new(
		    o, "access_key", json_string(p->access_key));
	free(url);
	return o;
}

json_t *
show_album(const struct album *a)
{
	return json_pack("{s:I,s:I,s:s,s:s,s:I,s:I,s:I,s:i}", "id", a->id,
	    "owner_id", a->owner_id, "title", a->title, "description",
	    a->description, "size", a->size, "created", a->date, "updated",
	    a->date, "thumb_id", 0);
}

/* Kinds of documents by VK: 1 text, 2 archive, 3 gif, 4 image, 8 other. */
static int
doc_type(const char *ext)
{
	static const struct {
		const char *ext;
		int type;
	} types[] = { { "txt", 1 }, { "pdf", 1 }, { "doc", 1 }, { "docx", 1 },
		{ "zip", 2 }, { "gif", 3 }, { "jpg", 4 }, { "png", 4 } };

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (strcmp(types[i].ext, ext) == 0)
			return types[i].type;
	return 8;
}

json_t *
show_doc(const struct doc *d)
{
	char *url = mem_format("http://127.0.0.1:%d/doc/%" PRId64 "_%" PRId64,
	    http_port(), d->owner_id, d->id);
	json_t *o = json_pack("{s:I,s:I,s:s,s:I,s:s,s:I,s:i,s:s,s:s}", "id",
	    d->id, "owner_id", d->owner_id, "title", d->title, "size", d->size,
	    "ext", d->ext, "date", d->date, "type", doc_type(d->ext), "url",
	    url, "access_key", d->access_key);

	free(url);
	return o;
}

static bool
show_is_admin(const struct call *c, const struct post *p)
{
	return p->wall->owner_id < 0
		   ? token_role(c->token, -p->wall->owner_id) >= ROLE_EDITOR
		   : c->token->user_id == p->wall->owner_id;
}

/* What only some posts have. */
static void
show_optional(json_t *o, const struct call *c, const struct post *p)
{
	bool admin = show_is_admin(c, p);

	if (p->edited != 0)
		json_object_set_new(o, "edited", json_integer(p->edited));
	if (p->signer_id != 0)
		json_object_set_new(o, "signer_id", json_integer(p->signer_id));
	if (p->id != p->returned_id)
		json_object_set_new(
		    o, "postponed_id", json_integer(p->returned_id));
	if (p->pinned)
		json_object_set_new(o, "is_pinned", json_integer(1));
	if (p->copyright != NULL)
		json_object_set_new(o, "copyright",
		    json_pack("{s:s,s:s,s:s}", "link", p->copyright, "name",
			p->copyright, "type", "external"));
	if (!admin)
		return;
	json_object_set_new(o, "can_edit", json_integer(1));
	json_object_set_new(o, "can_delete", json_integer(1));
	if (p->state == POST_PUBLISHED)
		json_object_set_new(o, "can_pin", json_integer(1));
	if (p->created_by != 0 && clock_now() - p->made_at < SHOW_DAY_S)
		json_object_set_new(
		    o, "created_by", json_integer(p->created_by));
}

json_t *
show_post(const struct call *c, const struct post *p)
{
	json_t *list = json_array(), *o, *item;
	size_t i;

	json_array_foreach(p->attachments, i, item)
	{
		json_t *object = attach_json(json_string_value(item));

		if (object != NULL)
			json_array_append_new(list, object);
	}
	o = json_pack("{s:s,s:I,s:I,s:I,s:I,s:s,s:s,s:o,s:i,"
		      "s:{s:s,s:s},s:{s:b}}",
	    "inner_type", "wall_wallpost", "id", p->id, "owner_id",
	    p->wall->owner_id, "from_id", p->from_id, "date", p->date, "text",
	    p->text, "post_type",
	    p->state == POST_POSTPONED ? "postpone" : "post", "attachments",
	    list, "marked_as_ads", p->ads, "post_source", "type", "api",
	    "platform", "", "donut", "is_donut", 0);
	json_object_set_new(o, "comments",
	    json_pack("{s:i,s:I}", "can_post", !p->comments_closed, "count",
		(json_int_t)p->n_comments));
	json_object_set_new(o, "likes",
	    json_pack("{s:i,s:i,s:i,s:i}", "can_like", 1, "count", 0,
		"user_likes", 0, "can_publish", 1));
	json_object_set_new(o, "reposts",
	    json_pack("{s:i,s:i}", "count", 0, "user_reposted", 0));
	json_object_set_new(o, "views", json_pack("{s:i}", "count", 0));
	show_optional(o, c, p);
	return o;
}
