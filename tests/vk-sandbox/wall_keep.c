#include "fields.h"
#include "mem.h"
#include "people.h"
#include "wall_inner.h"

/* Walls and posts in the file of --keep, deleted posts too.  What a post
 * tells of the journal is dropped, for the journal is not kept. */

static const char *const state_names[] = { "published", "postponed", "deleted",
	NULL };

#define AT(type, field) offsetof(struct type, field)

static const struct field wall_fields[] = {
	{ "owner_id", FIELD_INT, AT(wall, owner_id), NULL },
	{ "last_id", FIELD_INT, AT(wall, last_id), NULL },
	{ "day", FIELD_INT, AT(wall, day), NULL },
	{ "day_posts", FIELD_INT, AT(wall, day_posts), NULL },
	{ .key = NULL },
};

static const struct field post_fields[] = {
	{ "id", FIELD_INT, AT(post, id), NULL },
	{ "returned_id", FIELD_INT, AT(post, returned_id), NULL },
	{ "state", FIELD_ENUM, AT(post, state), state_names },
	{ "from_id", FIELD_INT, AT(post, from_id), NULL },
	{ "created_by", FIELD_INT, AT(post, created_by), NULL },
	{ "signer_id", FIELD_INT, AT(post, signer_id), NULL },
	{ "date", FIELD_INT, AT(post, date), NULL },
	{ "publish_date", FIELD_INT, AT(post, publish_date), NULL },
	{ "made_at", FIELD_INT, AT(post, made_at), NULL },
	{ "edited", FIELD_INT, AT(post, edited), NULL },
	{ "arrived", FIELD_INT, AT(post, arrived), NULL },
	{ "text", FIELD_TEXT, AT(post, text), NULL },
	{ "guid", FIELD_NO_TEXT, AT(post, guid), NULL },
	{ "copyright", FIELD_NO_TEXT, AT(post, copyright), NULL },
	{ "attachments", FIELD_TEXTS, AT(post, attachments), NULL },
	{ "dropped", FIELD_TEXTS, AT(post, dropped), NULL },
	{ "signed", FIELD_BOOL, AT(post, is_signed), NULL },
	{ "comments_closed", FIELD_BOOL, AT(post, comments_closed), NULL },
	{ "muted", FIELD_BOOL, AT(post, muted), NULL },
	{ "ads", FIELD_BOOL, AT(post, ads), NULL },
	{ "pinned", FIELD_BOOL, AT(post, pinned), NULL },
	{ "by_api", FIELD_BOOL, AT(post, by_api), NULL },
	{ "token_id", FIELD_INT, AT(post, token_id), NULL },
	{ .key = NULL },
};

static const struct field comment_fields[] = {
	{ "id", FIELD_INT, AT(comment, id), NULL },
	{ "from_id", FIELD_INT, AT(comment, from_id), NULL },
	{ "text", FIELD_TEXT, AT(comment, text), NULL },
	{ .key = NULL },
};

static json_t *
post_save(const struct post *p)
{
	json_t *o = fields_json(post_fields, p), *comments = json_array();

	for (size_t i = 0; i < p->n_comments; i++)
		json_array_append_new(
		    comments, fields_json(comment_fields, &p->comments[i]));
	json_object_set_new(o, "comments", comments);
	json_object_set_new(o, "owner_id", json_integer(p->wall->owner_id));
	return o;
}

json_t *
walls_save(void)
{
	json_t *walls = json_array(), *posts = json_array();

	for (size_t i = 0; i < walls_count(); i++)
		json_array_append_new(
		    walls, fields_json(wall_fields, walls_at(i)));
	for (size_t i = 0; i < posts_count(); i++)
		json_array_append_new(posts, post_save(posts_at(i)));
	return json_pack("{s:o,s:o}", "walls", walls, "posts", posts);
}

static bool
owner_known(int64_t owner_id)
{
	return owner_id < 0 ? group_by_id(-owner_id) != NULL
			    : user_by_id(owner_id) != NULL;
}

static void
wall_load(struct args *a, const json_t *item)
{
	struct wall read = { 0 }, *w;

	fields_read(a, item, wall_fields, &read);
	if (a->error == NULL && !owner_known(read.owner_id))
		args_fail(a, "owner_id", "no such owner of a wall");
	if (a->error != NULL)
		return;
	w = wall_of(read.owner_id);
	w->last_id = read.last_id;
	w->day = read.day;
	w->day_posts = read.day_posts;
}

static void
comments_load(struct args *a, const json_t *item, struct post *p)
{
	const json_t *list = json_object_get(item, "comments");
	json_t *comment;
	size_t i;

	if (!json_is_array(list))
		args_fail(a, "comments", "an array is expected");
	p->comments = mem_alloc(json_array_size(list) * sizeof(*p->comments));
	p->n_comments = json_array_size(list);
	json_array_foreach(list, i, comment)
	    fields_read(a, comment, comment_fields, &p->comments[i]);
}

static void
post_check(struct args *a, const struct post *p)
{
	const struct wall *w = p->wall;

	if (a->error != NULL)
		return;
	if (p->id < 1 || p->id > w->last_id)
		args_fail(a, "id", "the wall has not come to this number");
	else if (p->state != POST_DELETED && post_by_id(w->owner_id, p->id))
		args_fail(a, "id", "the number stands twice");
	else if (p->state == POST_POSTPONED && p->date != p->publish_date)
		args_fail(a, "date", "not the time it is postponed to");
}

static void
post_load(struct args *a, const json_t *item)
{
	int64_t owner_id =
	    json_integer_value(json_object_get(item, "owner_id"));
	struct post *p;

	if (!owner_known(owner_id)) {
		args_fail(a, "owner_id", "no such owner of a wall");
		return;
	}
	p = post_make(wall_of(owner_id));
	fields_read(a, item, post_fields, p);
	comments_load(a, item, p);
	post_check(a, p);
	if (a->error == NULL)
		post_restore(p);
}

void
walls_load(struct args *a)
{
	const json_t *walls = fields_list(a, "walls");
	const json_t *posts = fields_list(a, "posts");

	for (size_t i = 0; a->error == NULL && i < json_array_size(walls); i++)
		wall_load(a, json_array_get(walls, i));
	for (size_t i = 0; a->error == NULL && i < json_array_size(posts); i++)
		post_load(a, json_array_get(posts, i));
}
