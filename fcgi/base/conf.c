#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cs/cs.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/text.h"

/* The largest data file of db/ is some 40 KB; a file of a megabyte is not
 * one of ours. */
enum { CONF_FILE_MAX = 1 << 20 };
/* Blocks in blocks; HDF reads them by recursion. */
enum { CONF_DEPTH_MAX = 16 };
/* HDF copies names to buffers of 256 bytes. */
enum { CONF_NAME_MAX = 200 };

struct conf {
	struct arena *arena;
	const struct conf_item *items;
	int n;
	const char **text;
	int64_t *number;
};

/* struct tree is HDF under a name of ours: others need not know HDF. */
static HDF *
hdf_of(const struct tree *t)
{
	return (HDF *)(uintptr_t)(const void *)t;
}

static const struct tree *
tree_of(HDF *h)
{
	return (const struct tree *)(const void *)h;
}

static enum rc
slurp(struct arena *a, const char *path, char **out)
{
	struct stat st;
	ssize_t k;
	size_t n = 0;
	enum rc rc = RC_FAIL;
	int fd;

	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0) {
		if (errno == ENOENT)
			return RC_NOT_FOUND;
		log_error("%s: %s", path, strerror(errno));
		return RC_FAIL;
	}
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) ||
	    st.st_size > CONF_FILE_MAX) {
		log_error("%s: not a file of settings", path);
		goto out;
	}
	*out = arena_alloc(a, (size_t)st.st_size + 1);
	for (; n < (size_t)st.st_size; n += (size_t)k)
		if ((k = read(fd, *out + n, (size_t)st.st_size - n)) <= 0)
			break;
	if (!text_valid(*out, n)) {
		log_error("%s: not UTF-8", path);
		goto out;
	}
	rc = RC_OK;
out:
	close(fd);
	return rc;
}

/* One line's meaning, as strictly as HDF should have taken it: it accepts a
 * missing brace, stops reading at one too many, and makes links and copies
 * of other values, all without a word. */
enum line { LINE_BLANK, LINE_OPEN, LINE_CLOSE, LINE_VALUE, LINE_HERE, LINE_BAD };

static enum line
line_kind(const char *s, size_t n)
{
	static const char name[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789_.";
	size_t i;

	while (n > 0 && strchr(" \t\r", s[n - 1]))
		n--;
	for (; n > 0 && strchr(" \t", *s); n--)
		s++;
	if (n == 0 || (*s == '#' && strncmp(s, "#include", 8) != 0))
		return LINE_BLANK;
	if (n == 1 && *s == '}')
		return LINE_CLOSE;
	i = strspn(s, name);
	if (i == 0 || i >= n || i > CONF_NAME_MAX || *s == '.' ||
	    s[i - 1] == '.' || memmem(s, i, "..", 2))
		return LINE_BAD;
	for (; i < n && strchr(" \t", s[i]); i++)
		;
	if (i + 1 == n && s[i] == '{')
		return LINE_OPEN;
	if (i < n && s[i] == '=')
		return LINE_VALUE;
	return i + 2 < n && s[i] == '<' && s[i + 1] == '<' ? LINE_HERE
	                                                   : LINE_BAD;
}

/* The lines of a here-document; HDF ends it at a line that begins with the
 * word.  NULL if it never ends. */
static const char *
skip_here(const char *s, const char *line_end, int *line)
{
	const char *word = memmem(s, (size_t)(line_end - s), "<<", 2);
	size_t n;

	if (!word)
		return NULL;
	word += 2;
	word += strspn(word, " \t");
	n = strcspn(word, " \t\r\n");
	if (n == 0)
		return NULL;
	for (s = line_end; *s; s += strcspn(s, "\n")) {
		s++;
		(*line)++;
		if (strncmp(s, word, n) == 0)
			return s + strcspn(s, "\n");
	}
	return NULL;
}

static enum rc
check_form(const char *path, const char *s)
{
	const char *end;
	int depth = 0, line = 1;
	enum line kind;

	for (; *s; s = *end ? end + 1 : end, line++) {
		end = s + strcspn(s, "\n");
		kind = line_kind(s, (size_t)(end - s));
		depth += (kind == LINE_OPEN) - (kind == LINE_CLOSE);
		if (kind == LINE_BAD || depth < 0 || depth > CONF_DEPTH_MAX)
			goto bad;
		if (kind == LINE_HERE && !(end = skip_here(s, end, &line)))
			goto bad;
	}
	if (depth == 0)
		return RC_OK;
	log_error("%s: a closing brace is missing", path);
	return RC_INVALID;
bad:
	log_error("%s:%d: not understood", path, line);
	return RC_INVALID;
}

static enum rc
read_hdf(const char *path, HDF **out)
{
	struct arena *a = arena_new();
	NEOERR *err;
	STRING why;
	char *text;
	enum rc rc;

	*out = NULL;
	if ((rc = slurp(a, path, &text)) != RC_OK)
		goto out;
	if ((rc = check_form(path, text)) != RC_OK)
		goto out;
	err = hdf_init(out);
	if (!err)
		err = hdf_read_string(*out, text);
	if (err) {
		string_init(&why);
		nerr_error_string(err, &why);
		log_error("%s: %s", path, why.buf ? why.buf : "broken");
		string_clear(&why);
		nerr_ignore(&err);
		hdf_destroy(out);
		rc = RC_INVALID;
	}
out:
	arena_free(a);
	return rc;
}

static int
item_index(const struct conf *c, const char *name)
{
	for (int i = 0; i < c->n; i++)
		if (strcmp(c->items[i].name, name) == 0)
			return i;
	return -1;
}

static bool
item_set(struct conf *c, int i, const char *value)
{
	const struct conf_item *it = &c->items[i];

	c->text[i] = arena_strdup(c->arena, value);
	if (it->type == CONF_INT)
		return text_int(value, it->lo, it->hi, &c->number[i]);
	if (it->type == CONF_FLAG)
		return text_int(value, 0, 1, &c->number[i]);
	return true;
}

/* Everything below h, its dotted name before it. */
static enum rc
take(struct conf *c, const char *path, HDF *h, const char *prefix)
{
	enum rc rc;

	for (h = hdf_obj_child(h); h; h = hdf_obj_next(h)) {
		const char *name = arena_printf(c->arena, "%s%s%s", prefix,
		    *prefix ? "." : "", hdf_obj_name(h));
		const char *value = hdf_obj_value(h);
		int i = item_index(c, name);

		if (i < 0 && (value || !hdf_obj_child(h))) {
			log_error("%s: unknown name %s", path, name);
			return RC_INVALID;
		}
		if (i >= 0 && !item_set(c, i, value ? value : "")) {
			log_error("%s: %s must be a number from %lld to %lld",
			    path, name,
			    c->items[i].type == CONF_INT
			    ? (long long)c->items[i].lo : 0,
			    c->items[i].type == CONF_INT
			    ? (long long)c->items[i].hi : 1);
			return RC_INVALID;
		}
		if ((rc = take(c, path, h, name)) != RC_OK)
			return rc;
	}
	return RC_OK;
}

enum rc
conf_load(struct conf **out, const char *path, const struct conf_item *items,
    int n)
{
	struct arena *a = arena_new();
	struct conf *c = arena_alloc(a, sizeof(*c));
	HDF *h = NULL;
	enum rc rc;

	*out = NULL;
	c->arena = a;
	c->items = items;
	c->n = n;
	c->text = arena_alloc(a, (size_t)n * sizeof(*c->text));
	c->number = arena_alloc(a, (size_t)n * sizeof(*c->number));
	for (int i = 0; i < n; i++) {
		const char *preset = items[i].preset ? items[i].preset : "";

		if (!item_set(c, i, preset) && *preset) {
			log_error("the default of %s breaks its own rule",
			    items[i].name);
			abort();
		}
	}
	rc = read_hdf(path, &h);
	if (rc == RC_OK)
		rc = take(c, path, h, "");
	hdf_destroy(&h);
	if (rc != RC_OK && rc != RC_NOT_FOUND) {
		arena_free(a);
		return rc;
	}
	*out = c;
	return RC_OK;
}

void
conf_free(struct conf *c)
{
	if (c)
		arena_free(c->arena);
}

static int
known(const struct conf *c, const char *name)
{
	int i = item_index(c, name);

	if (i < 0) {
		log_error("no setting is called %s", name);
		abort();
	}
	return i;
}

const char *
conf_text(const struct conf *c, const char *name)
{
	return c->text[known(c, name)];
}

int64_t
conf_int(const struct conf *c, const char *name)
{
	return c->number[known(c, name)];
}

enum rc
tree_load(struct tree **out, const char *path)
{
	HDF *h;
	enum rc rc = read_hdf(path, &h);

	*out = (struct tree *)(void *)h;
	return rc;
}

void
tree_free(struct tree *t)
{
	HDF *h = hdf_of(t);

	hdf_destroy(&h);
}

const struct tree *
tree_child(const struct tree *t, const char *path)
{
	if (!t || !path || !*path)
		return t;
	return tree_of(hdf_get_obj(hdf_of(t), path));
}

const struct tree *
tree_first(const struct tree *t)
{
	return t ? tree_of(hdf_obj_child(hdf_of(t))) : NULL;
}

const struct tree *
tree_next(const struct tree *t)
{
	return t ? tree_of(hdf_obj_next(hdf_of(t))) : NULL;
}

const char *
tree_name(const struct tree *t)
{
	const char *name = t ? hdf_obj_name(hdf_of(t)) : NULL;

	return name ? name : "";
}

const char *
tree_value(const struct tree *t, const char *path)
{
	const struct tree *at = tree_child(t, path);
	const char *value = at ? hdf_obj_value(hdf_of(at)) : NULL;

	return value ? value : "";
}

int64_t
tree_int(const struct tree *t, const char *path, int64_t preset)
{
	int64_t n;

	return text_int(tree_value(t, path), INT64_MIN, INT64_MAX, &n) ? n
	                                                               : preset;
}
