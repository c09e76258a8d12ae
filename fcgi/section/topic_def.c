#include <stdio.h>
#include <string.h>
#include "base/arena.h"
#include "base/log.h"
#include "base/markdown.h"
#include "base/text.h"
#include "base/tree.h"
#include "section/topic.h"
#include "section/topic_inner.h"
#include "store/file.h"

static struct tree *tree; /* owns the words of defs[] */
static struct arena *texts;
static struct topic_def defs[TOPIC_DESCRIBED_MAX];
static int defs_n;

/* false: what the file says makes no sense. */
static bool
def_read(const struct tree *t, struct topic_def *d)
{
	*d = (struct topic_def){
		.name = tree_name(t),
		.title = tree_value(t, "title"),
		.menu = tree_value(t, "menu"),
		.lead = tree_value(t, "lead"),
		.address = tree_value(t, "address"),
		.tmpl = tree_value(t, "template"),
		.records = tree_value(t, "records"),
		.position = (int)tree_int(t, "position", 0),
		.in_menu = tree_int(t, "in_menu", 0) != 0,
		.in_foot = tree_int(t, "in_foot", 0) != 0,
		.fixed = tree_int(t, "fixed", 0) != 0,
		.sometimes = tree_int(t, "sometimes", 0) != 0,
		.unsearched = tree_int(t, "unsearched", 0) != 0,
		.fresh_days = (int)tree_int(t, "fresh_days", 0),
	};
	return topic_name_good(d->name) && *d->title != '\0' &&
	       text_chars(d->title) <= TOPIC_TITLE_MAX &&
	       text_chars(d->menu) <= TOPIC_MENU_MAX &&
	       text_chars(d->lead) <= TOPIC_LEAD_MAX && *d->address == '/' &&
	       d->fresh_days >= 0 && topic_def(d->name) == NULL;
}

static enum rc
def_text(const char *db_dir, struct topic_def *d)
{
	char path[4096], *text;
	size_t n;
	enum rc rc;

	snprintf(path, sizeof(path), "%s/topics/%s.md", db_dir, d->name);
	rc = file_read(texts, path, MARKDOWN_MAX, &text, &n);
	if (rc == RC_OK)
		d->text = text_clean(texts, text, n);
	if (rc == RC_OK && d->text != NULL &&
	    text_chars(d->text) <= TOPIC_TEXT_MAX)
		return RC_OK;
	log_error("topic: cannot use %s", path);
	return RC_FAIL;
}

static enum rc
defs_read(const char *db_dir, const char *path)
{
	for (const struct tree *t = tree_first(tree); t; t = tree_next(t)) {
		struct topic_def *d = &defs[defs_n];

		if (defs_n == TOPIC_DESCRIBED_MAX || !def_read(t, d)) {
			log_error("topic: %s in %s: a word is missing, there "
				  "twice or too long",
			    tree_name(t), path);
			return RC_FAIL;
		}
		if (def_text(db_dir, d) != RC_OK)
			return RC_FAIL;
		defs_n++;
	}
	if (topic_def("home") != NULL)
		return RC_OK;
	log_error("topic: %s has no home", path);
	return RC_FAIL;
}

enum rc
topic_load(const char *db_dir)
{
	char path[4096];

	topic_unload();
	snprintf(path, sizeof(path), "%s/topics.hdf", db_dir);
	if (tree_load(&tree, path) != RC_OK) {
		log_error("topic: cannot read %s", path);
		return RC_FAIL;
	}
	texts = arena_new();
	if (defs_read(db_dir, path) == RC_OK)
		return RC_OK;
	topic_unload();
	return RC_FAIL;
}

void
topic_unload(void)
{
	if (tree != NULL)
		tree_free(tree);
	tree = NULL;
	arena_free(texts);
	texts = NULL;
	defs_n = 0;
}

int
topic_defs(const struct topic_def **out)
{
	*out = defs;
	return defs_n;
}

const struct topic_def *
topic_def(const char *name)
{
	for (int i = 0; i < defs_n; i++)
		if (strcmp(defs[i].name, name) == 0)
			return &defs[i];
	return NULL;
}
