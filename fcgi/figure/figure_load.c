#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/tree.h"
#include "figure/figure.h"
#include "store/file.h"

/*
 * db/figures/NAME.hdf.  title about source place unit (percent, count,
 * people, days) compare (min, max) threshold threshold_small numerator
 * denominator rows; numerator_total or denominator_total: the name of a total
 * instead of SQL; doubt: a question, with ways { NAME { label and what of
 * numerator, denominator, their totals, rows, threshold is different } }.
 * db/figures/totals.hdf: NAME { label help yes_no }.
 */
static const char *const def_words[] = { "title", "about", "source", "place",
	"unit", "compare", "threshold", "threshold_small", "numerator",
	"denominator", "numerator_total", "denominator_total", "rows", "doubt",
	"ways" };
static const char *const way_words[] = { "label", "numerator", "denominator",
	"numerator_total", "denominator_total", "rows", "threshold" };
static const char *const total_words[] = { "label", "help", "yes_no" };
static const char *const units[] = {
	[FIGURE_PERCENT] = "percent",
	[FIGURE_COUNT] = "count",
	[FIGURE_PEOPLE] = "people",
	[FIGURE_DAYS] = "days",
};

static const char totals_file[] = "totals.hdf";

/* Owns the words of all descriptions. */
static struct {
	struct arena *arena;
	struct tree *trees[FIGURES_MAX + 1];
	int trees_n;
	struct figure_def list[FIGURES_MAX];
	int n;
	struct figure_total_def totals[FIGURE_TOTALS_MAX];
	int totals_n;
} loaded;

static bool
broken(const char *file, const char *what)
{
	log_error("figure: %s: %s", file, what);
	return false;
}

/* A word that nobody reads is a misspelt one. */
static bool
words_known(
    const char *file, const struct tree *t, const char *const *words, size_t n)
{
	for (const struct tree *w = tree_first(t); w; w = tree_next(w)) {
		size_t i = 0;

		while (i < n && strcmp(words[i], tree_name(w)) != 0)
			i++;
		if (i < n)
			continue;
		log_error("figure: %s: %s is no word of a description", file,
		    tree_name(w));
		return false;
	}
	return true;
}

/* The statement of a word into *out, kept where it is prepared at start. */
static bool
sql_read(
    const char *file, const struct tree *t, const char *word, const char **out)
{
	const char *text = tree_value(t, word);

	if (*text == '\0')
		return true;
	*out = figures_describe(text);
	return *out != NULL || broken(file, "too many statements in all");
}

static bool
total_read(const char *file, const struct tree *t, const char *word,
    const struct figure_total_def **out)
{
	const char *name = tree_value(t, word);

	if (*name == '\0')
		return true;
	*out = figure_total_by_name(name);
	return *out != NULL || broken(file, "names a total that is not");
}

/* What a way says of its own lies over what it got from the description: a
 * total takes the place of SQL and the other way round. */
static bool
way_read(const char *file, const struct tree *t, struct figure_way *w)
{
	const struct figure_way before = *w;

	if (!sql_read(file, t, "numerator", &w->numerator) ||
	    !sql_read(file, t, "denominator", &w->denominator) ||
	    !sql_read(file, t, "rows", &w->rows) ||
	    !total_read(file, t, "numerator_total", &w->numerator_total) ||
	    !total_read(file, t, "denominator_total", &w->denominator_total))
		return false;
	if (w->numerator_total != before.numerator_total)
		w->numerator = NULL;
	else if (w->numerator != before.numerator)
		w->numerator_total = NULL;
	if (w->denominator_total != before.denominator_total)
		w->denominator = NULL;
	else if (w->denominator != before.denominator)
		w->denominator_total = NULL;
	w->threshold = tree_int(t, "threshold", before.threshold);
	return true;
}

static bool
way_good(
    const char *file, const struct figure_def *d, const struct figure_way *w)
{
	bool of = w->denominator != NULL || w->denominator_total != NULL;

	if ((w->numerator != NULL) == (w->numerator_total != NULL))
		return broken(file, "a numerator is a statement or a total");
	if ((d->unit == FIGURE_PERCENT) != of)
		return broken(file, "a denominator belongs to percents");
	if (w->threshold < 0 || w->threshold > FIGURE_NUMBER_MAX)
		return broken(file, "no threshold, or out of range");
	return true;
}

static bool
ways_read(const char *file, const struct tree *t, struct figure_def *d)
{
	struct figure_way common = { .name = "", .label = "", .threshold = -1 };

	if (!way_read(file, t, &common))
		return false;
	for (t = tree_first(tree_child(t, "ways")); t; t = tree_next(t)) {
		struct figure_way w = common;

		if (d->ways_n == FIGURE_WAYS_MAX)
			return broken(file, "too many ways");
		if (!words_known(file, t, way_words, LEN(way_words)) ||
		    !way_read(file, t, &w))
			return false;
		w.name = tree_name(t);
		w.label = tree_value(t, "label");
		if (*w.label == '\0')
			return broken(file, "a way without a label");
		d->ways[d->ways_n++] = w;
	}
	if ((*d->doubt != '\0') != (d->ways_n > 1))
		return broken(file, "a doubt has two ways or more");
	if (d->ways_n == 0)
		d->ways[d->ways_n++] = common;
	for (int i = 0; i < d->ways_n; i++)
		if (!way_good(file, d, &d->ways[i]))
			return false;
	return true;
}

static bool
unit_read(const char *word, enum figure_unit *out)
{
	for (size_t i = 0; i < LEN(units); i++)
		if (strcmp(units[i], word) == 0) {
			*out = (enum figure_unit)i;
			return true;
		}
	return false;
}

static bool
def_read(const char *file, const struct tree *t, struct figure_def *d)
{
	const char *compare = tree_value(t, "compare");

	*d = (struct figure_def){
		.name = arena_strndup(
		    loaded.arena, file, strlen(file) - strlen(".hdf")),
		.label = tree_value(t, "title"),
		.about = tree_value(t, "about"),
		.source = tree_value(t, "source"),
		.doubt = tree_value(t, "doubt"),
		.at_most = strcmp(compare, "max") == 0,
		.place = (int)tree_int(t, "place", 0),
		.threshold_small = tree_int(t, "threshold_small", -1),
	};
	if (!words_known(file, t, def_words, LEN(def_words)))
		return false;
	if (*d->label == '\0' || *d->source == '\0')
		return broken(file, "no title or no source");
	if (!unit_read(tree_value(t, "unit"), &d->unit))
		return broken(file, "no such unit");
	if (!d->at_most && strcmp(compare, "min") != 0)
		return broken(file, "compare is min or max");
	return ways_read(file, t, d);
}

static bool
totals_read(const char *file, const struct tree *t)
{
	for (t = tree_first(t); t; t = tree_next(t)) {
		struct figure_total_def *d = &loaded.totals[loaded.totals_n];

		if (loaded.totals_n == FIGURE_TOTALS_MAX)
			return broken(file, "too many totals");
		if (!words_known(file, t, total_words, LEN(total_words)))
			return false;
		*d = (struct figure_total_def){
			.name = tree_name(t),
			.label = tree_value(t, "label"),
			.help = tree_value(t, "help"),
			.yes_no = tree_int(t, "yes_no", 0) != 0,
		};
		if (*d->label == '\0')
			return broken(file, "a total without a label");
		loaded.totals_n++;
	}
	return loaded.totals_n > 0 || broken(file, "no totals");
}

static bool
load_one(const char *folder, const char *file)
{
	const char *end = strrchr(file, '.');
	struct tree **t = &loaded.trees[loaded.trees_n];
	bool totals = strcmp(file, totals_file) == 0;

	if (end == NULL || end == file || strcmp(end, ".hdf") != 0)
		return broken(file, "not a description, which ends in .hdf");
	if (!totals && loaded.n == FIGURES_MAX)
		return broken(file, "too many figures");
	if (tree_load(t, arena_printf(loaded.arena, "%s/%s", folder, file)) !=
	    RC_OK)
		return broken(file, "cannot be read");
	loaded.trees_n++;
	return totals ? totals_read(file, *t)
		      : def_read(file, *t, &loaded.list[loaded.n++]);
}

static int
by_place(const void *a, const void *b)
{
	const struct figure_def *x = a, *y = b;

	return x->place != y->place
		   ? (x->place > y->place) - (x->place < y->place)
		   : strcmp(x->name, y->name);
}

enum rc
figure_load(const char *db_dir)
{
	const char **names, *folder;
	bool good;
	int n;

	figure_unload();
	loaded.arena = arena_new();
	folder = arena_printf(loaded.arena, "%s/figures", db_dir);
	/* The totals first: figures name them. */
	good = file_list(loaded.arena, folder, &names, &n) == RC_OK &&
	       load_one(folder, totals_file);
	for (int i = 0; good && i < n; i++)
		if (strcmp(names[i], totals_file) != 0)
			good = load_one(folder, names[i]);
	if (good && loaded.n == 0)
		good = broken(folder, "no figures");
	if (!good) {
		figure_unload();
		return RC_FAIL;
	}
	qsort(loaded.list, (size_t)loaded.n, sizeof(*loaded.list), by_place);
	return RC_OK;
}

void
figure_unload(void)
{
	figures_forget();
	for (int i = 0; i < loaded.trees_n; i++)
		tree_free(loaded.trees[i]);
	arena_free(loaded.arena);
	memset(&loaded, 0, sizeof(loaded));
}

/* ----------------------------------------------------------------- asking */

int
figure_all(const struct figure_def **out)
{
	*out = loaded.list;
	return loaded.n;
}

const struct figure_def *
figure_by_name(const char *name)
{
	for (int i = 0; i < loaded.n; i++)
		if (strcmp(loaded.list[i].name, name) == 0)
			return &loaded.list[i];
	return NULL;
}

int
figure_totals(const struct figure_total_def **out)
{
	*out = loaded.totals;
	return loaded.totals_n;
}

const struct figure_total_def *
figure_total_by_name(const char *name)
{
	for (int i = 0; i < loaded.totals_n; i++)
		if (strcmp(loaded.totals[i].name, name) == 0)
			return &loaded.totals[i];
	return NULL;
}

const struct figure_way *
figure_way_of(const struct figure_def *d, const char *name)
{
	for (int i = 0; i < d->ways_n; i++)
		if (strcmp(d->ways[i].name, name) == 0)
			return &d->ways[i];
	return NULL;
}
