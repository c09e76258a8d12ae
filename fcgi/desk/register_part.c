#include "desk/register_part.h"

#include "desk/part.h"
#include "register/record.h"
#include "web/reply.h"
#include "web/request.h"
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
	return register_by_name(request_part(rq, "register"));
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
	view_out(v);
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
