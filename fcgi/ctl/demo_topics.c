#include "ctl/demo_topics.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/tree.h"
#include "ctl/ctl.h"
#include "section/topic.h"

/* What the data says over what there is. */
static const char *
or_else(const struct tree *t, const char *name, const char *preset)
{
	const char *value = tree_value(t, name);

	return *value != '\0' ? value : preset;
}

static enum rc
demo_topic(struct ctl *c, const struct site *site, const struct actor *by,
    const struct tree *data, const char **why)
{
	struct topic t;
	const char *name = or_else(data, "name", tree_name(data));
	const char *field, *text;
	enum rc rc = topic_by_name(site->store, c->arena, name, &t);

	if (rc == RC_NOT_FOUND)
		t = (struct topic){
			.name = name, .menu = "", .lead = "", .text = ""
		};
	else if (rc != RC_OK)
		return rc;
	t.title = or_else(data, "title", t.title);
	t.menu = or_else(data, "menu", t.menu);
	t.lead = or_else(data, "lead", t.lead);
	text = tree_value(data, "text");
	if (*text != '\0')
		t.text = text_clean(c->arena, text, strlen(text));
	t.in_menu = tree_int(data, "in_menu", t.in_menu) != 0;
	t.in_foot = tree_int(data, "in_foot", t.in_foot) != 0;
	t.hidden = tree_int(data, "hidden", t.hidden) != 0;
	return topic_save(site->store, c->arena, by, &t, &field, why);
}

enum rc
ctl_demo_topics(struct ctl *c, const struct site *site, const struct actor *by,
    const char **why)
{
	struct tree *data;
	enum rc rc;

	if ((rc = topic_load(c->paths.db)) != RC_OK)
		return rc;
	rc = tree_load(
	    &data, arena_printf(c->arena, "%s/demo/topics.hdf", c->paths.db));
	if (rc != RC_OK)
		return rc;
	for (const struct tree *t = tree_first(data); t != NULL && rc == RC_OK;
	     t = tree_next(t))
		rc = demo_topic(c, site, by, t, why);
	tree_free(data);
	return rc;
}
