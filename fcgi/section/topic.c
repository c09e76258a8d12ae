#include <string.h>
#include "base/arena.h"
#include "section/topic.h"
#include "section/topic_inner.h"
#include "store/slugs.h"

enum { LIST_MAX = TOPIC_DESCRIBED_MAX + TOPIC_OWN_MAX };

bool
topic_name_good(const char *s)
{
	size_t n = strlen(s);

	if (n == 0 || n > TOPIC_NAME_MAX || *s < 'a' || *s > 'z' ||
	    s[n - 1] == '-' || strstr(s, "--") != NULL)
		return false;
	return strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == n;
}

void
topic_lay(struct arena *a, struct topic *t)
{
	const struct topic_def *d = topic_def(t->name);

	t->def = d;
	if (d == NULL) {
		t->address = arena_printf(a, "/%s/", t->name);
		if (t->menu == NULL)
			t->menu = "";
		if (t->lead == NULL)
			t->lead = "";
		return;
	}
	t->address = d->address;
	if (t->title == NULL)
		t->title = d->title;
	if (t->menu == NULL)
		t->menu = d->menu;
	if (t->lead == NULL)
		t->lead = d->lead;
	if (d->fixed)
		t->hidden = false;
}

static struct topic
as_described(const struct topic_def *d)
{
	return (struct topic){
		.def = d,
		.name = d->name,
		.title = d->title,
		.menu = d->menu,
		.lead = d->lead,
		.address = d->address,
		.position = d->position,
		.in_menu = d->in_menu,
		.in_foot = d->in_foot,
	};
}

/* By place; of one place the described first, then the older. */
static bool
stands_before(const struct topic *x, const struct topic *y)
{
	if (x->position != y->position)
		return x->position < y->position;
	if ((x->def == NULL) != (y->def == NULL))
		return x->def != NULL;
	return x->def != NULL ? x->def < y->def : x->id < y->id;
}

static void
put_in_order(struct topic *list, int n)
{
	for (int i = 1; i < n; i++) {
		struct topic t = list[i];
		int j = i;

		for (; j > 0 && stands_before(&t, &list[j - 1]); j--)
			list[j] = list[j - 1];
		list[j] = t;
	}
}

enum rc
topic_list(struct store *st, struct arena *a, struct topic **out, int *n)
{
	struct topic *rows, *list = arena_alloc(a, LIST_MAX * sizeof(*list));
	const struct topic_def *d;
	int defs = topic_defs(&d), rows_n;
	enum rc rc = topics_list(st, a, LIST_MAX, &rows, &rows_n);

	*n = defs;
	*out = list;
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < defs; i++)
		list[i] = as_described(&d[i]);
	for (int i = 0; i < rows_n; i++) {
		topic_lay(a, &rows[i]);
		/* A page that a newer program no longer describes. */
		if (rows[i].title == NULL)
			continue;
		if (rows[i].def != NULL)
			list[rows[i].def - d] = rows[i];
		else if (*n < LIST_MAX)
			list[(*n)++] = rows[i];
	}
	put_in_order(list, *n);
	return RC_OK;
}

enum rc
topic_by_name(
    struct store *st, struct arena *a, const char *name, struct topic *out)
{
	const struct topic_def *d = topic_def(name);
	enum rc rc = topics_by_name(st, a, name, out);

	if (rc == RC_NOT_FOUND && d != NULL) {
		*out = as_described(d);
		rc = RC_OK;
	} else if (rc == RC_OK) {
		topic_lay(a, out);
		if (out->title == NULL)
			return RC_NOT_FOUND;
	}
	if (rc == RC_OK && out->text == NULL)
		out->text = d != NULL ? d->text : "";
	return rc;
}

enum rc
topic_was(
    struct store *st, struct arena *a, const char *name, struct topic *out)
{
	int64_t id;
	enum rc rc = slugs_find(st, "topic", name, &id);

	if (rc == RC_OK)
		rc = topics_by_id(st, a, id, out);
	return rc == RC_OK ? topic_by_name(st, a, out->name, out) : rc;
}

enum rc
topic_moved(
    struct store *st, struct arena *a, const char *name, const char **address)
{
	struct topic t;
	enum rc rc = topic_was(st, a, name, &t);

	if (rc != RC_OK)
		return rc;
	*address = t.address;
	return t.hidden ? RC_NOT_FOUND : RC_OK;
}

const char *
topic_word(const struct topic *t)
{
	return *t->menu != '\0' ? t->menu : t->title;
}

enum rc
topic_versions(struct store *st, struct arena *a, int64_t id,
    struct topic_version **out, int *n)
{
	return topics_versions(st, a, id, TOPIC_VERSIONS_MAX, out, n);
}

enum rc
topic_version(struct store *st, struct arena *a, int64_t id, int64_t version,
    struct topic_version *out)
{
	enum rc rc = topics_version(st, a, id, version, out);

	return rc == RC_OK && out->version != version ? RC_NOT_FOUND : rc;
}

enum rc
topic_version_before(struct store *st, struct arena *a, int64_t id,
    int64_t version, struct topic_version *out)
{
	enum rc rc = topics_version(st, a, id, version - 1, out);

	if (rc != RC_NOT_FOUND)
		return rc;
	*out = (struct topic_version){
		.version = -1, .who = "", .title = "", .lead = "", .text = ""
	};
	return RC_OK;
}
