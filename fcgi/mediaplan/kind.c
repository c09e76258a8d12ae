#include <stdio.h>
#include <string.h>
#include "base/arena.h"
#include "base/conf.h"
#include "base/date.h"
#include "base/log.h"
#include "base/text.h"
#include "mediaplan/kind.h"
#include "store/site.h"

/* Seven are known; room for those a school may invent. */
enum { KINDS_MAX = 16 };
/* A window further from its event than this is a typing error; stories.c
 * relies on it when it looks for windows near a time. */
enum { KIND_DAYS_MAX = 60 };

static struct tree *tree; /* owns the words of kinds[] */
static struct kind kinds[KINDS_MAX];
static int kinds_n;

static const struct {
	const char *word;
	enum kind_anchor anchor;
} anchors[] = {
	{ "free", KIND_FREE },
	{ "days", KIND_DAYS },
	{ "after_end", KIND_AFTER_END },
	{ "month", KIND_MONTH },
};

static bool
anchor_parse(const char *word, enum kind_anchor *out)
{
	for (size_t i = 0; i < LEN(anchors); i++) {
		if (strcmp(anchors[i].word, word) != 0)
			continue;
		*out = anchors[i].anchor;
		return true;
	}
	return false;
}

static bool
days_good(const struct kind *k)
{
	return k->from_days >= -KIND_DAYS_MAX && k->to_days <= KIND_DAYS_MAX &&
	       k->from_days <= k->to_days;
}

/* false: what the file says makes no sense. */
static bool
kind_read(const struct tree *t, struct kind *k)
{
	*k = (struct kind){
		.name = tree_name(t),
		.title = tree_value(t, "title"),
		.title_gen = tree_value(t, "title_gen"),
		.icon = tree_value(t, "icon"),
		.from_days = (int)tree_int(t, "from", 0),
		.to_days = (int)tree_int(t, "to", 0),
		.hour = (int)tree_int(t, "hour", 12),
		.minute = (int)tree_int(t, "minute", 0),
		.proposed = tree_int(t, "proposed", 0) != 0,
		.chars_min = (int)tree_int(t, "chars_min", 0),
		.photos_required = tree_int(t, "photos_required", 0) != 0,
		.list_required = tree_int(t, "list_required", 0) != 0,
	};
	return anchor_parse(tree_value(t, "anchor"), &k->anchor) &&
	       *k->title != '\0' && *k->title_gen != '\0' && days_good(k) &&
	       k->hour >= 0 && k->hour <= 23 && k->minute >= 0 &&
	       k->minute <= 59 && k->chars_min >= 0;
}

enum rc
kind_load(const char *db_dir)
{
	char path[4096];
	enum rc rc;

	kind_unload();
	snprintf(path, sizeof(path), "%s/kinds.hdf", db_dir);
	if ((rc = tree_load(&tree, path)) != RC_OK) {
		log_error("kind: cannot read %s", path);
		return RC_FAIL;
	}
	for (const struct tree *t = tree_first(tree); t; t = tree_next(t)) {
		if (kinds_n == KINDS_MAX || !kind_read(t, &kinds[kinds_n])) {
			log_error("kind: %s in %s: a word is missing or a "
				  "number out of range",
			    tree_name(t), path);
			kind_unload();
			return RC_FAIL;
		}
		kinds_n++;
	}
	if (kinds_n > 0)
		return RC_OK;
	log_error("kind: %s has no kinds", path);
	kind_unload();
	return RC_FAIL;
}

void
kind_unload(void)
{
	if (tree != NULL)
		tree_free(tree);
	tree = NULL;
	kinds_n = 0;
}

int
kind_all(const struct kind **out)
{
	*out = kinds;
	return kinds_n;
}

const struct kind *
kind_by_name(const char *name)
{
	for (int i = 0; i < kinds_n; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

static void
setting_int(struct store *st, struct arena *a, const struct kind *k,
    const char *what, int lo, int hi, int *out)
{
	int64_t n;
	const char *value =
	    site_setting(st, a, arena_printf(a, "kind.%s.%s", k->name, what));

	if (text_int(value, lo, hi, &n))
		*out = (int)n;
}

enum rc
kind_of_site(
    struct store *st, struct arena *a, const char *name, struct kind *out)
{
	const struct kind *k = kind_by_name(name);
	struct kind own;

	if (k == NULL)
		return RC_NOT_FOUND;
	own = *k;
	setting_int(st, a, k, "hour", 0, 23, &own.hour);
	setting_int(
	    st, a, k, "from", -KIND_DAYS_MAX, KIND_DAYS_MAX, &own.from_days);
	setting_int(
	    st, a, k, "to", -KIND_DAYS_MAX, KIND_DAYS_MAX, &own.to_days);
	if (!days_good(&own)) {
		own.from_days = k->from_days;
		own.to_days = k->to_days;
	}
	*out = own;
	return RC_OK;
}

void
kind_window(const struct kind *k, int64_t starts_at, int64_t ends_at,
    int64_t *from, int64_t *to)
{
	struct date d = date_of(starts_at);

	*from = *to = 0;
	switch (k->anchor) {
	case KIND_FREE:
		return;
	case KIND_DAYS:
		*from = date_at(d.year, d.month, d.day + k->from_days, 0, 0);
		*to = date_at(d.year, d.month, d.day + k->to_days + 1, 0, 0);
		return;
	case KIND_AFTER_END:
		d = date_of(ends_at);
		*from = ends_at;
		*to = date_at(d.year, d.month, d.day + k->to_days + 1, 0, 0);
		return;
	case KIND_MONTH:
		*from = date_at(d.year, d.month, 1, 0, 0);
		*to = date_at(d.year, d.month + 1, 1, 0, 0);
		return;
	}
}

/* The first usual minute at or after t. */
static int64_t
usual_after(const struct kind *k, int64_t t)
{
	struct date d = date_of(t);
	int64_t at = date_at(d.year, d.month, d.day, k->hour, k->minute);

	if (at < t)
		at = date_at(d.year, d.month, d.day + 1, k->hour, k->minute);
	return at;
}

int64_t
kind_usual_minute(
    const struct kind *k, int64_t from, int64_t to, int64_t not_before)
{
	int64_t start = from > not_before ? from : not_before;
	int64_t at = usual_after(k, start);

	if (to == 0 || at < to || start >= to)
		return at;
	/* The usual hour is gone but the window is open: the next whole
	 * minute, then. */
	at = (start + 59) / 60 * 60;
	return at < to ? at : usual_after(k, start);
}
