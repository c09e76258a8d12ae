#include "api.h"
#include "attach.h"
#include "clock.h"
#include "config.h"
#include "errors.h"
#include "guid.h"
#include "text.h"
#include "wall.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* wall.post and what is done to a post afterwards. */

enum { RIGHT_WALL = 8192 };

/* A post as the call asks for it. */
struct wish {
	int64_t owner_id, publish_date;
	char *message;
	struct attach attach;
};

static void
wish_free(struct wish *w)
{
	free(w->message);
	attach_free(&w->attach);
}

static char *
message_of(const struct call *c)
{
	const char *text = call_param(c, "message");

	if (text == NULL)
		text = "";
	return config.normalise_text ? text_normal(text) : mem_dup(text);
}

/* A time in the past is refused, or stands for now. */
static bool
read_publish_date(struct call *c, struct wish *w)
{
	if (!api_int(c, "publish_date", &w->publish_date))
		return false;
	if (w->publish_date == 0 || w->publish_date > clock_now())
		return true;
	if (config.past_publish_date == 0) {
		api_param_error(c, "publish_date is invalid");
		return false;
	}
	w->publish_date = 0;
	return true;
}

static bool
wish_read(struct call *c, struct wish *w)
{
	const char *wrong;

	memset(w, 0, sizeof(*w));
	if (!api_owner(c, "owner_id", &w->owner_id) || !read_publish_date(c, w))
		return false;
	w->message = message_of(c);
	attach_read(c, w->owner_id, &w->attach);
	if ((int64_t)text_units(w->message) > config.message_max)
		wrong = "Violated: message_character_limit";
	else
		wrong = attach_check(&w->attach, w->message);
	if (wrong == NULL)
		return true;
	api_param_error(c, wrong);
	return false;
}

/* The number is the limit in force: clients read it from the text. */
static bool
refuse_limit(
    struct call *c, const char *before, int64_t limit, const char *after)
{
	char *detail = mem_format("%s %" PRId64 " %s", before, limit, after);

	call_error(c, VK_WALL_ADD_POST, detail);
	free(detail);
	return false;
}

static bool
check_queue(
    struct call *c, const struct wall *w, int64_t at, const struct post *except)
{
	const struct post *taken = wall_slot(w, at);

	if (taken != NULL && taken != except) {
		call_error(c, VK_WALL_ADD_POST,
		    "a post is already scheduled for this time");
		return false;
	}
	if (except != NULL)
		return true;
	if (c->token->kind == TOKEN_COMMUNITY && !config.community_postpone) {
		call_error(c, VK_WALL_ADD_POST, "cannot postpone post");
		return false;
	}
	if ((int64_t)w->n_queue >= config.postponed_total)
		return refuse_limit(c, "cannot schedule more than",
		    config.postponed_total, "posts");
	if (wall_planned(w, clock_day(at)) >= config.postponed_per_day)
		return refuse_limit(c, "can only schedule",
		    config.postponed_per_day, "posts on a day");
	return true;
}

static bool
check_day(struct call *c, const struct wall *w)
{
	if (wall_posted(w, clock_day(clock_now())) < config.posts_per_day)
		return true;
	return refuse_limit(
	    c, "you can only add", config.posts_per_day, "posts a day");
}

/* The guid is known: answer by the mode.  false: make a new post. */
static bool
answer_repeat(struct call *c, int64_t id, const char *key)
{
	if (id == 0 || guid_rules.mode == GUID_IGNORE)
		return false;
	c->guid_repeat = true;
	c->post_id = id;
	if (guid_rules.mode == GUID_ERROR)
		call_error_json(c, guid_rules.error);
	else
		call_respond(c, json_pack("{s:I}", key, id));
	return true;
}

static void
answer_post(struct call *c, int64_t id)
{
	c->committed = true;
	c->post_id = id;
	call_respond(c, json_pack("{s:I}", "post_id", id));
}

static void
post_fill(struct post *p, const struct call *c, struct wish *w)
{
	const struct token *t = c->token;
	const char *copyright = call_param(c, "copyright");
	bool from_group = w->owner_id < 0 && (t->kind == TOKEN_COMMUNITY ||
						 api_flag(c, "from_group"));

	p->from_id = from_group ? w->owner_id : t->user_id;
	p->created_by = t->user_id;
	p->publish_date = w->publish_date;
	p->date = clock_now();
	p->text = w->message;
	w->message = NULL;
	json_array_extend(p->attachments, w->attach.kept);
	json_array_extend(p->dropped, w->attach.dropped);
	p->guid = mem_dup(call_param(c, "guid"));
	p->copyright = text_blank(copyright) ? NULL : mem_dup(copyright);
	p->is_signed = from_group && api_flag(c, "signed");
	if (p->is_signed)
		p->signer_id = t->user_id;
	p->comments_closed = api_flag(c, "close_comments");
	p->muted = api_flag(c, "mute_notifications");
	p->ads = api_flag(c, "mark_as_ads");
	p->by_api = true;
	p->journal_seq = c->ref.seq;
	p->token_id = t->id;
}

/* post_id: publish this postponed post now, all else is ignored. */
static void
post_now(struct call *c, int64_t owner_id, int64_t id)
{
	struct post *p = post_by_id(owner_id, id);

	if (p == NULL || p->state != POST_POSTPONED) {
		api_param_error(c, "post_id: no such postponed post");
		return;
	}
	if (!check_day(c, p->wall))
		return;
	wall_count_post(p->wall, clock_day(clock_now()));
	post_publish(p, clock_now());
	answer_post(c, p->id);
}

static void
post_new(struct call *c, struct wish *w)
{
	struct wall *wall = wall_of(w->owner_id);
	const char *guid = call_param(c, "guid");
	bool guarded = w->publish_date == 0 || guid_rules.covers_postponed;
	struct post *p;

	if (w->publish_date != 0 ? !check_queue(c, wall, w->publish_date, NULL)
				 : !check_day(c, wall))
		return;
	if (guarded &&
	    answer_repeat(
		c, guid_first(guid, 'p', w->owner_id, c->token), "post_id"))
		return;
	p = post_make(wall);
	post_fill(p, c, w);
	post_insert(p);
	if (w->publish_date == 0)
		wall_count_post(wall, clock_day(clock_now()));
	if (guarded)
		guid_keep(guid, 'p', w->owner_id, c->token, p->returned_id);
	answer_post(c, p->returned_id);
}

static void
wall_post(struct call *c)
{
	struct wish w;
	int64_t owner_id, id = 0;

	if (!api_owner(c, "owner_id", &owner_id) || !api_int(c, "post_id", &id))
		return;
	if (id != 0) {
		post_now(c, owner_id, id);
		return;
	}
	if (wish_read(c, &w))
		post_new(c, &w);
	wish_free(&w);
}

/* The post that owner_id and post_id name; an error was answered if NULL. */
static struct post *
post_named(struct call *c, int error)
{
	int64_t owner_id, id = 0;
	struct post *p;

	if (!api_owner(c, "owner_id", &owner_id) ||
	    !api_need(c, "post_id", &id))
		return NULL;
	p = post_by_id(owner_id, id);
	if (p == NULL)
		call_error(c, error,
		    error == VK_PARAM ? "post_id: no such post" : NULL);
	return p;
}

/* A text or a list that was left out becomes empty: nobody knows what VK
 * does, and this finds the client that does not send all. */
static void
wall_edit(struct call *c)
{
	struct post *p = post_named(c, VK_PARAM);
	struct wish w = { 0 };

	if (p == NULL)
		return;
	if (!wish_read(c, &w))
		goto out;
	if (w.publish_date != 0 && p->state != POST_POSTPONED) {
		api_param_error(c, "publish_date: the post is published");
		goto out;
	}
	if (w.publish_date != 0 && !check_queue(c, p->wall, w.publish_date, p))
		goto out;
	free(p->text);
	p->text = w.message;
	w.message = NULL;
	json_decref(p->attachments);
	p->attachments = json_incref(w.attach.kept);
	json_decref(p->dropped);
	p->dropped = json_incref(w.attach.dropped);
	p->edited = clock_now();
	if (call_param(c, "close_comments") != NULL)
		p->comments_closed = api_flag(c, "close_comments");
	if (w.publish_date != 0)
		post_move(p, w.publish_date);
	c->committed = true;
	c->post_id = p->id;
	call_respond(c, api_version(c) >= 5100
			    ? json_pack("{s:I}", "post_id", p->id)
			    : json_integer(1));
out:
	wish_free(&w);
}

static void
wall_delete(struct call *c)
{
	struct post *p = post_named(c, VK_NOT_FOUND);

	if (p == NULL)
		return;
	post_delete(p);
	c->committed = true;
	call_respond(c, json_integer(1));
}

static void
set_pin(struct call *c, bool on)
{
	struct post *p = post_named(c, VK_PARAM);

	if (p == NULL)
		return;
	if (p->state != POST_PUBLISHED) {
		api_param_error(c, "post_id: the post is not published");
		return;
	}
	c->committed = p->pinned != on;
	post_pin(p, on);
	call_respond(c, json_integer(1));
}

static void
wall_pin(struct call *c)
{
	set_pin(c, true);
}

static void
wall_unpin(struct call *c)
{
	set_pin(c, false);
}

static void
set_comments(struct call *c, bool closed)
{
	struct post *p = post_named(c, VK_PARAM);

	if (p == NULL)
		return;
	c->committed = p->comments_closed != closed;
	p->comments_closed = closed;
	call_respond(c, json_integer(1));
}

static void
wall_open_comments(struct call *c)
{
	set_comments(c, false);
}

static void
wall_close_comments(struct call *c)
{
	set_comments(c, true);
}

static void
answer_comment(struct call *c, struct post *p, int64_t from_id)
{
	const char *guid = call_param(c, "guid");
	int64_t owner_id = p->wall->owner_id;
	struct comment *made;

	if (answer_repeat(
		c, guid_first(guid, 'c', owner_id, c->token), "comment_id"))
		return;
	made = post_comment(p, from_id, call_param(c, "message"));
	guid_keep(guid, 'c', owner_id, c->token, made->id);
	c->committed = true;
	c->post_id = p->id;
	call_respond(c,
	    json_pack("{s:I,s:[]}", "comment_id", made->id, "parents_stack"));
}

/* from_group is the number of the community here, not a flag. */
static void
wall_create_comment(struct call *c)
{
	struct post *p = post_named(c, VK_PARAM);
	int64_t group_id = 0;
	const char *message = call_param(c, "message");

	if (p == NULL || !api_int(c, "from_group", &group_id))
		return;
	if (p->comments_closed) {
		call_error(c, VK_ADD_REPLY, NULL);
		return;
	}
	if (text_blank(message)) {
		api_param_error(c, "message is undefined");
		return;
	}
	if (group_id < 0 ||
	    (group_id > 0 && token_role(c->token, group_id) < ROLE_EDITOR)) {
		api_param_error(c, "from_group is invalid");
		return;
	}
	if (c->token->kind == TOKEN_COMMUNITY)
		group_id = c->token->group_id;
	answer_comment(c, p, group_id ? -group_id : c->token->user_id);
}

#define WALL RIGHT_WALL, "wall", TARGET_WALL

const struct api_method api_posts[] = {
	{ "wall.post", FOR_USER | FOR_COMMUNITY, WALL, wall_post },
	{ "wall.edit", FOR_USER, WALL, wall_edit },
	{ "wall.delete", FOR_USER, WALL, wall_delete },
	{ "wall.pin", FOR_USER, WALL, wall_pin },
	{ "wall.unpin", FOR_USER, WALL, wall_unpin },
	{ "wall.openComments", FOR_USER | FOR_COMMUNITY, WALL,
	    wall_open_comments },
	{ "wall.closeComments", FOR_USER | FOR_COMMUNITY, WALL,
	    wall_close_comments },
	{ "wall.createComment", FOR_USER | FOR_COMMUNITY, WALL,
	    wall_create_comment },
	{ .name = NULL },
};
