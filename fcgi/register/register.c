#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"
#include "base/tree.h"
#include "register/register.h"
#include "store/file.h"

/* Owns the words of all descriptions. */
static struct {
	struct arena *arena;
	struct tree *trees[REGISTERS_MAX];
	struct tree *topics;
	const struct register_def *list[REGISTERS_MAX];
	int n;
} loaded;

/* Where a description is read, for the log. */
struct place {
	const char *file, *field;
};

static const struct type {
	const char *word;
	enum register_type type;
	int max; /* when the description says none */
	int max_max;
} types[] = {
	{ "line", REGISTER_LINE, 300, 1000 },
	{ "text", REGISTER_TEXT, 4000, REGISTER_MAX_CHARS },
	{ "markdown", REGISTER_MARKDOWN, REGISTER_MAX_CHARS,
	    REGISTER_MAX_CHARS },
	{ "int", REGISTER_INT, REGISTER_INT_MAX, REGISTER_INT_MAX },
	{ "date", REGISTER_DATE, 10, 10 },
	{ "choice", REGISTER_CHOICE, 0, 0 },
	{ "flag", REGISTER_FLAG, 1, 1 },
	{ "url", REGISTER_URL, 1000, 2000 },
	{ "email", REGISTER_EMAIL, 254, 254 },
	{ "file", REGISTER_FILE, 0, 0 },
};

static const char *const def_words[] = { "title", "one", "about", "add",
	"topic", "group", "searched", "order", "fields", "personal", "erase" };
static const char *const field_words[] = { "label", "help", "type", "max",
	"required", "in_list", "heading", "shown_needs", "inner", "choices",
	"after" };
static const char *const erase_words[] = { "days", "unless", "field", "value" };

static bool
broken(const struct place *at, const char *what)
{
	log_error("register: %s%s%s: %s", at->file,
	    *at->field ? ", field " : "", at->field, what);
	return false;
}

/* A word that nobody reads is a misspelt one. */
static bool
words_known(const struct place *at, const struct tree *t,
    const char *const *words, size_t n)
{
	for (const struct tree *w = tree_first(t); w; w = tree_next(w)) {
		size_t i = 0;

		while (i < n && strcmp(words[i], tree_name(w)) != 0)
			i++;
		if (i < n)
			continue;
		log_error("register: %s: %s is no word of a description",
		    at->file, tree_name(w));
		return false;
	}
	return true;
}

static bool
flag_read(
    const struct place *at, const struct tree *t, const char *name, bool *out)
{
	int64_t n = tree_int(t, name, *tree_value(t, name) == '\0' ? 0 : -1);

	*out = n == 1;
	return n == 0 || n == 1 || broken(at, "a flag is 0 or 1");
}

/* Latin letters, digits and _ : it becomes a name of a form and a key. */
static bool
name_good(const char *s)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789_";

	return *s >= 'a' && *s <= 'z' && s[strspn(s, plain)] == '\0' &&
	       strlen(s) <= 40;
}

static const struct type *
type_of(const char *word)
{
	for (size_t i = 0; i < LEN(types); i++)
		if (strcmp(types[i].word, word) == 0)
			return &types[i];
	return NULL;
}

static bool
choices_read(
    const struct place *at, const struct tree *t, struct register_field *f)
{
	for (t = tree_first(tree_child(t, "choices")); t; t = tree_next(t)) {
		if (f->choices_n == REGISTER_CHOICES_MAX)
			return broken(at, "too many choices");
		if (*tree_value(t, "") == '\0')
			return broken(at, "a choice without a label");
		f->choices[f->choices_n++] =
		    (struct register_choice){ tree_name(t), tree_value(t, "") };
	}
	if ((f->type == REGISTER_CHOICE) != (f->choices_n > 0))
		return broken(at, "choices belong to type choice");
	return true;
}

/* Rules between the words of one field. */
static bool
field_good(const struct place *at, const struct register_field *f,
    const struct type *type)
{
	if (!name_good(f->name))
		return broken(at, "a name is a-z, 0-9 and _");
	if (*f->label == '\0')
		return broken(at, "no label");
	if (type->max_max > 0 && (f->max < 1 || f->max > type->max_max))
		return broken(at, "max is out of range");
	if (f->heading && (f->type != REGISTER_LINE || !f->required))
		return broken(at, "the heading is a required line");
	if (f->shown_needs && f->type != REGISTER_FLAG)
		return broken(at, "shown_needs belongs to a flag");
	/* A file comes after its record; nothing could be saved first. */
	if (f->required && f->type == REGISTER_FILE)
		return broken(at, "a file cannot be required");
	return true;
}

static bool
field_read(struct place *at, const struct tree *t, struct register_field *f)
{
	const struct type *type = type_of(tree_value(t, "type"));

	at->field = tree_name(t);
	if (!words_known(at, t, field_words, LEN(field_words)))
		return false;
	if (type == NULL)
		return broken(at, "no such type");
	*f = (struct register_field){
		.name = tree_name(t),
		.label = tree_value(t, "label"),
		.help = tree_value(t, "help"),
		.type = type->type,
		.max = type->max,
	};
	if (*tree_value(t, "max") != '\0') {
		int64_t max = tree_int(t, "max", -1);

		f->max = max < 0 || max > INT32_MAX ? -1 : (int)max;
	}
	return flag_read(at, t, "required", &f->required) &&
	       flag_read(at, t, "in_list", &f->in_list) &&
	       flag_read(at, t, "heading", &f->heading) &&
	       flag_read(at, t, "shown_needs", &f->shown_needs) &&
	       flag_read(at, t, "inner", &f->inner) && choices_read(at, t, f) &&
	       field_good(at, f, type);
}

static bool
fields_read(struct place *at, const struct tree *t, struct register_def *d)
{
	int headings = 0;

	for (t = tree_first(tree_child(t, "fields")); t; t = tree_next(t)) {
		if (d->fields_n == REGISTER_FIELDS_MAX)
			return broken(at, "too many fields");
		if (!field_read(at, t, &d->fields[d->fields_n]))
			return false;
		if (d->fields[d->fields_n].heading) {
			d->heading = d->fields_n;
			headings++;
		}
		d->fields_n++;
	}
	at->field = "";
	return headings == 1 || broken(at, "one field is the heading");
}

static int
field_place(const struct register_def *d, const char *name)
{
	for (int i = 0; i < d->fields_n; i++)
		if (strcmp(d->fields[i].name, name) == 0)
			return i;
	return -1;
}

/* What stands in a field only after a flag is set. */
static bool
after_read(struct place *at, const struct tree *t, struct register_def *d)
{
	t = tree_first(tree_child(t, "fields"));
	for (int i = 0; i < d->fields_n; i++, t = tree_next(t)) {
		struct register_field *f = &d->fields[i];
		const char *flag = tree_value(t, "after");

		f->after = *flag == '\0' ? -1 : field_place(d, flag);
		at->field = f->name;
		if (*flag != '\0' &&
		    (f->after < 0 || d->fields[f->after].type != REGISTER_FLAG))
			return broken(at, "after names no flag");
		if (f->after >= 0 && (f->required || f->type == REGISTER_FLAG))
			return broken(at, "what comes after may be empty");
	}
	at->field = "";
	return true;
}

static bool
erase_read(const struct place *at, const struct tree *t, struct register_def *d)
{
	int64_t days = tree_int(t, "days", -1);
	int unless = field_place(d, tree_value(t, "unless"));
	int field = field_place(d, tree_value(t, "field"));

	if (t == NULL)
		return true;
	if (!words_known(at, t, erase_words, LEN(erase_words)))
		return false;
	if (days < 1 || days > REGISTER_ERASE_DAYS_MAX || unless < 0 ||
	    d->fields[unless].type != REGISTER_FLAG || field < 0 ||
	    register_choice(&d->fields[field], tree_value(t, "value")) < 0)
		return broken(at, "erase needs days, a flag, a choice and "
				  "one of its values");
	d->erase = (struct register_erase){ (int)days, unless, field,
		tree_value(t, "value") };
	return true;
}

/* No page and no file may give a person away. */
static bool
personal_good(const struct place *at, const struct register_def *d)
{
	if (!d->personal)
		return true;
	for (int i = 0; i < d->fields_n; i++)
		if (d->fields[i].type == REGISTER_FILE)
			return broken(at, "a personal list has no files");
	return *d->topic == '\0' || broken(at, "a personal list has no page");
}

static bool
order_read(const struct place *at, const char *words, struct register_def *d)
{
	char *copy = arena_strdup(loaded.arena, words), *save = NULL;

	for (char *w = strtok_r(copy, " ", &save); w != NULL;
	     w = strtok_r(NULL, " ", &save)) {
		struct register_order *o = &d->order[d->order_n];

		if (d->order_n == REGISTER_ORDER_MAX)
			return broken(at, "order has too many words");
		o->back = *w == '-';
		o->field = field_place(d, w + o->back);
		if (o->field < 0)
			return broken(at, "order names a field that is not");
		d->order_n++;
	}
	return d->order_n > 0 || broken(at, "no order");
}

static bool
topic_read(const struct place *at, struct register_def *d)
{
	const struct tree *t =
	    *d->topic == '\0' ? NULL : tree_child(loaded.topics, d->topic);

	d->address = t != NULL ? tree_value(t, "address") : "";
	if (*d->topic != '\0' && *d->address == '\0')
		return broken(at, "its topic is not in db/topics.hdf");
	if (d->searched && *d->address == '\0')
		return broken(at, "what is searched needs a topic");
	return true;
}

static bool
def_read(const char *file, const struct tree *t, struct register_def *d)
{
	struct place at = { file, "" };

	if (!words_known(&at, t, def_words, LEN(def_words)))
		return false;
	if (!name_good(d->name))
		return broken(&at, "a name is a-z, 0-9 and _");
	d->title = tree_value(t, "title");
	d->one = tree_value(t, "one");
	d->about = tree_value(t, "about");
	d->add = tree_value(t, "add");
	d->topic = tree_value(t, "topic");
	d->group = tree_value(t, "group");
	if (*d->group == '\0')
		d->group = "page";
	if (*d->title == '\0' || *d->one == '\0' || *d->about == '\0' ||
	    *d->add == '\0')
		return broken(&at, "title, one, about or add is missing");
	return flag_read(&at, t, "searched", &d->searched) &&
	       flag_read(&at, t, "personal", &d->personal) &&
	       fields_read(&at, t, d) && after_read(&at, t, d) &&
	       erase_read(&at, tree_child(t, "erase"), d) &&
	       order_read(&at, tree_value(t, "order"), d) &&
	       topic_read(&at, d) && personal_good(&at, d);
}

static enum rc
load_one(const char *folder, const char *file)
{
	char *path = arena_printf(loaded.arena, "%s/%s", folder, file);
	size_t n = strlen(file);
	struct register_def *d;

	if (n < 5 || strcmp(file + n - 4, ".hdf") != 0)
		return RC_OK; /* a README and the like */
	if (loaded.n == REGISTERS_MAX) {
		log_error("register: %s is one too many", path);
		return RC_FAIL;
	}
	d = arena_alloc(loaded.arena, sizeof(*d));
	d->name = arena_strndup(loaded.arena, file, n - 4);
	loaded.list[loaded.n] = d;
	loaded.trees[loaded.n] = NULL;
	if (tree_load(&loaded.trees[loaded.n++], path) != RC_OK) {
		log_error("register: cannot read %s", path);
		return RC_FAIL;
	}
	return def_read(path, loaded.trees[loaded.n - 1], d) ? RC_OK : RC_FAIL;
}

/* Where the page of a register stands; those without one come last. */
static int64_t
position_of(const struct register_def *d)
{
	const struct tree *t =
	    *d->topic == '\0' ? NULL : tree_child(loaded.topics, d->topic);

	return t != NULL ? tree_int(t, "position", 0) : INT64_MAX;
}

static int
by_position(const void *a, const void *b)
{
	const struct register_def *x = *(const struct register_def *const *)a;
	const struct register_def *y = *(const struct register_def *const *)b;
	int64_t p = position_of(x), q = position_of(y);

	return p != q ? (p > q) - (p < q) : strcmp(x->name, y->name);
}

enum rc
register_load(const char *db_dir)
{
	const char **names = NULL, *folder;
	enum rc rc;
	int n = 0;

	register_unload();
	loaded.arena = arena_new();
	folder = arena_printf(loaded.arena, "%s/registers", db_dir);
	rc = tree_load(&loaded.topics,
	    arena_printf(loaded.arena, "%s/topics.hdf", db_dir));
	if (rc != RC_OK)
		log_error("register: cannot read %s/topics.hdf", db_dir);
	else
		rc = file_list(loaded.arena, folder, &names, &n);
	for (int i = 0; rc == RC_OK && i < n; i++)
		rc = load_one(folder, names[i]);
	if (rc == RC_OK && loaded.n == 0) {
		log_error("register: nothing in %s", folder);
		rc = RC_FAIL;
	}
	if (rc != RC_OK) {
		register_unload();
		return RC_FAIL;
	}
	qsort(loaded.list, (size_t)loaded.n, sizeof(*loaded.list), by_position);
	return RC_OK;
}

void
register_unload(void)
{
	for (int i = 0; i < loaded.n; i++)
		if (loaded.trees[i] != NULL)
			tree_free(loaded.trees[i]);
	if (loaded.topics != NULL)
		tree_free(loaded.topics);
	arena_free(loaded.arena);
	memset(&loaded, 0, sizeof(loaded));
}

int
register_all(const struct register_def *const **out)
{
	*out = loaded.list;
	return loaded.n;
}

const struct register_def *
register_by_name(const char *name)
{
	for (int i = 0; i < loaded.n; i++)
		if (strcmp(loaded.list[i]->name, name) == 0)
			return loaded.list[i];
	return NULL;
}

const struct register_field *
register_field(const struct register_def *d, const char *name)
{
	int i = field_place(d, name);

	return i < 0 ? NULL : &d->fields[i];
}

int
register_choice(const struct register_field *f, const char *value)
{
	for (int i = 0; i < f->choices_n; i++)
		if (strcmp(f->choices[i].value, value) == 0)
			return i;
	return -1;
}
