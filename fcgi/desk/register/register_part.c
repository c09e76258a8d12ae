#include "desk/register/register_part.h"

#include "base/arena.h"
#include "desk/part.h"
#include "register/record.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

/* css: a class of the desk's style sheet.  The words stay on one line. */
static const struct state {
	const char *css, *label;
} states[] = {
	{ "draft", "скрыта" },
	{ "published", "на\xc2\xa0сайте" },
	{ "skipped", "в\xc2\xa0архиве" },
};

static const struct state *
state_of(const struct record *r)
{
	return &states[r->archived ? 2 : r->shown];
}

const struct register_def *
desk_register_part_def(const struct request *rq)
{
	const struct register_def *d =
	    register_by_name(request_part(rq, "register"));

	return d != NULL && record_may_see(d, request_session(rq)->roles)
		   ? d
		   : NULL;
}

void
desk_register_part_page(const struct request *rq, struct reply *rp,
    const struct register_def *d, const char *title)
{
	struct view *v = reply_view(rp);

	/* So the rail knows its item. */
	desk_part_page(rq, rp, d->name, title);
	view_in(v, "Register");
	view_text(v, "name", d->name);
	view_text(v, "title", d->title);
	view_text(v, "one", d->one);
	view_text(v, "about", d->about);
	view_text(v, "add", d->add);
	if (*d->address != '\0')
		view_text(v, "address", d->address);
	view_flag(v, "personal", d->personal);
	view_flag(
	    v, "may_write", record_may_write(d, request_session(rq)->roles));
	view_out(v);
}

struct look {
	const struct register_def *def;
	int64_t id;
	const char *how;
};

static enum rc
look_tell(const struct request *rq, void *arg)
{
	struct actor actor = desk_part_actor(rq);
	const struct look *l = arg;

	return record_seen(request_store(rq), request_arena(rq), &actor, l->def,
	    l->id, l->how);
}

void
desk_register_part_seen(const struct request *rq, struct reply *rp,
    const struct register_def *d, int64_t id, const char *how)
{
	struct look *l;

	if (!d->personal)
		return;
	l = arena_alloc(request_arena(rq), sizeof(*l));
	*l = (struct look){ d, id, how };
	reply_then(rp, look_tell, l);
}

void
desk_register_part_state(struct view *v, const struct record *r)
{
	view_text(v, "css", state_of(r)->css);
	view_text(v, "label", state_of(r)->label);
}

const char *
desk_register_part_state_words(const struct record *r)
{
	return state_of(r)->label;
}
