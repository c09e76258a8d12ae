#include "control.h"
#include "clock.h"
#include "guid.h"
#include "media.h"
#include "people.h"
#include "text.h"
#include "wall.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Walls as they are, another person's hand, photos put by hand. */

enum { PHOTOS_MAX = 1000, HAND_WIDTH = 1280, HAND_HEIGHT = 853 };

static const int64_t time_max = 253402300799, id_max = 1000000000000;

static const char *const state_names[] = { "published", "postponed", "deleted",
	"all", NULL };
static const char *const action_names[] = { "add", "edit", "delete", NULL };

static json_t *
or_null(int64_t n)
{
	return n == 0 ? json_null() : json_integer(n);
}

static json_t *
comments_json(const struct post *p)
{
	json_t *list = json_array();

	for (size_t i = 0; i < p->n_comments; i++)
		json_array_append_new(
		    list, json_pack("{s:I,s:I,s:s}", "id", p->comments[i].id,
			      "from_id", p->comments[i].from_id, "text",
			      p->comments[i].text));
	return list;
}

static json_t *
post_json(const struct post *p)
{
	json_t *o, *rest;

	o = json_pack("{s:I,s:I,s:s,s:I,s:o,s:I,s:o,s:I,s:o,s:I}", "owner_id",
	    p->wall->owner_id, "id", p->id, "state", state_names[p->state],
	    "returned_id", p->returned_id, "postponed_id",
	    p->id != p->returned_id ? json_integer(p->returned_id)
				    : json_null(),
	    "from_id", p->from_id, "created_by", or_null(p->created_by), "date",
	    p->date, "publish_date", or_null(p->publish_date), "edited",
	    p->edited);
	rest = json_pack("{s:s,s:O,s:O,s:s?,s:i,s:i,s:i,s:i,s:s?,s:i,s:o,"
			 "s:s,s:o,s:o}",
	    "text", p->text, "attachments", p->attachments,
	    "dropped_attachments", p->dropped, "guid", p->guid, "signed",
	    p->is_signed, "close_comments", p->comments_closed,
	    "mute_notifications", p->muted, "mark_as_ads", p->ads, "copyright",
	    p->copyright, "is_pinned", p->pinned, "comments", comments_json(p),
	    "origin", p->by_api ? "api" : "sandbox", "journal_seq",
	    or_null(p->journal_seq), "token_id", or_null(p->token_id));
	json_object_update(o, rest);
	json_decref(rest);
	return o;
}

void
control_wall(struct control *ct)
{
	struct args *a = &ct->args;
	int64_t owner_id = 0;
	int state = 3;
	json_t *list;

	args_only(a, "owner_id", "state", NULL);
	args_int(a, "owner_id", -id_max, id_max, &owner_id);
	args_enum(a, "state", state_names, &state);
	if (a->error != NULL)
		return;
	list = json_array();
	for (size_t i = 0; i < posts_count(); i++) {
		const struct post *p = posts_at(i);

		if ((owner_id == 0 || p->wall->owner_id == owner_id) &&
		    (state == 3 || (int)p->state == state))
			json_array_append_new(list, post_json(p));
	}
	ct->answer = json_pack(
	    "{s:b,s:I,s:o}", "ok", 1, "now", clock_now(), "posts", list);
}

static bool
owner_known(int64_t owner_id)
{
	return owner_id < 0 ? group_by_id(-owner_id) != NULL
			    : user_by_id(owner_id) != NULL;
}

static bool
read_attachments(struct args *a, const json_t **out)
{
	size_t i;
	json_t *item;

	if (!args_array(a, "attachments", out))
		return false;
	json_array_foreach(*out, i, item) if (!json_is_string(item))
	    args_fail(a, "attachments", "a list of strings");
	return true;
}

static void
set_attachments(struct post *p, const json_t *list)
{
	json_array_clear(p->attachments);
	json_array_extend(p->attachments, (json_t *)list);
}

static struct post *
hand_add(struct args *a, int64_t owner_id)
{
	const char *text = "";
	const json_t *attachments = NULL;
	int64_t from_id = owner_id, date = clock_now(), publish_date = 0;
	struct post *p;

	args_only(a, "action", "owner_id", "from_id", "text", "attachments",
	    "date", "publish_date", NULL);
	args_int(a, "from_id", -id_max, id_max, &from_id);
	args_text(a, "text", &text);
	read_attachments(a, &attachments);
	args_int(a, "date", 0, time_max, &date);
	args_int(a, "publish_date", 1, time_max, &publish_date);
	if (a->error != NULL)
		return NULL;
	p = post_make(wall_of(owner_id));
	p->from_id = from_id;
	p->created_by = from_id > 0 ? from_id : 0;
	p->date = date;
	p->publish_date = publish_date;
	p->text = mem_dup(text);
	if (attachments != NULL)
		set_attachments(p, attachments);
	post_insert(p);
	walls_settle(NULL);
	return p;
}

static void
hand_edit(struct args *a, struct post *p)
{
	const char *text = NULL;
	const json_t *attachments = NULL;

	args_only(
	    a, "action", "owner_id", "post_id", "text", "attachments", NULL);
	args_text(a, "text", &text);
	read_attachments(a, &attachments);
	if (a->error != NULL)
		return;
	if (text != NULL) {
		free(p->text);
		p->text = mem_dup(text);
	}
	if (attachments != NULL)
		set_attachments(p, attachments);
	p->edited = clock_now();
}

void
control_wall_act(struct control *ct)
{
	struct args *a = &ct->args;
	int64_t owner_id = 0, id = 0;
	int action = 0;
	struct post *p = NULL;

	args_need(a, "action");
	args_enum(a, "action", action_names, &action);
	args_need(a, "owner_id");
	args_int(a, "owner_id", -id_max, id_max, &owner_id);
	if (action != 0) {
		args_need(a, "post_id");
		args_int(a, "post_id", 1, id_max, &id);
	}
	if (action == 2)
		args_only(a, "action", "owner_id", "post_id", NULL);
	if (a->error != NULL)
		return;
	if (!owner_known(owner_id)) {
		control_fail(ct, 404, "owner_id", "no such wall");
		return;
	}
	if (action != 0 && (p = post_by_id(owner_id, id)) == NULL) {
		control_fail(ct, 404, "post_id", "no such post");
		return;
	}
	if (action == 0 && (p = hand_add(a, owner_id)) != NULL)
		id = p->returned_id;
	else if (action == 1)
		hand_edit(a, p);
	else if (action == 2)
		post_delete(p);
	if (a->error == NULL)
		ct->answer = json_pack("{s:b,s:I}", "ok", 1, "post_id", id);
}

void
control_photos(struct control *ct)
{
	struct args *a = &ct->args;
	const char *title = "By hand";
	int64_t owner_id = 0, count = 1;
	const struct album *album;
	json_t *list;

	args_only(a, "owner_id", "album_title", "count", NULL);
	args_need(a, "owner_id");
	args_int(a, "owner_id", -id_max, id_max, &owner_id);
	args_text(a, "album_title", &title);
	args_int(a, "count", 0, PHOTOS_MAX, &count);
	if (a->error != NULL)
		return;
	if (!owner_known(owner_id)) {
		control_fail(ct, 404, "owner_id", "no such owner");
		return;
	}
	album = album_add(owner_id, title, "");
	list = json_array();
	for (int64_t i = 0; i < count; i++) {
		struct photo p = { .owner_id = owner_id,
			.album_id = album->id,
			.width = HAND_WIDTH,
			.height = HAND_HEIGHT };
		const struct photo *made = photo_add(&p);

		json_array_append_new(
		    list, json_sprintf(
			      "photo%" PRId64 "_%" PRId64, owner_id, made->id));
	}
	ct->answer = json_pack("{s:b,s:I,s:o}", "ok", 1, "album_id", album->id,
	    "attachments", list);
}
