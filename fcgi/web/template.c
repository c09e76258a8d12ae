#include "web/template.h"

#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/log.h"
#include "base/strbuf.h"
#include "web/static.h"

enum {
	/* ClearSilver 0.10.5 follows a file that includes itself until the
	 * stack ends; no page of ours needs more than 9 files. */
	TEMPLATE_FILES_MAX = 32,
	/* It holds a path in 256 bytes. */
	TEMPLATE_NAME_MAX = 200,
	TEMPLATE_FILE_MAX = 262144, /* bytes; the largest of ours has 20 KB */
	/* A parsed page holds 90 KB with its layout, parsing one takes 30 us:
	 * only what is in use stays parsed. */
	TEMPLATE_PARSED_MAX = 16
};

/* A file as it was at the start: what is parsed later is of one piece with
 * the rest, even when an update replaces files under a running worker. */
struct file {
	char name[TEMPLATE_NAME_MAX];
	char *text;
	struct timespec changed_at;
	struct file *next;
};

struct tree {
	char name[TEMPLATE_NAME_MAX];
	CSPARSE *parse; /* NULL: not in use, or broken (development) */
	unsigned long used;
	const struct file *files[TEMPLATE_FILES_MAX];
	int files_n;
	unsigned words; /* those of template_words that stand in its files */
};

static struct {
	const char *dir;
	bool dev; /* parse again what was changed */
	HDF *site;
	struct file *files;
	struct tree **trees;
	const char **names;
	int n, room, parsed;
	unsigned long turn;
} all;

/* ----------------------------------------------------------- templates */

/* "[-E- part/card.cs:118] words": with our own loader ClearSilver knows the
 * byte, a person wants the line. */
static void
log_place(const char *words)
{
	char name[TEMPLATE_NAME_MAX], path[PATH_MAX];
	const char *mark = strstr(words, "[-E- ");
	long offset, line = 1;
	int used = 0, c;
	FILE *f;

	if (mark == NULL ||
	    sscanf(mark, "[-E- %199[^]:]:%ld]%n", name, &offset, &used) != 2 ||
	    used == 0) {
		log_error("%s", words);
		return;
	}
	snprintf(path, sizeof(path), "%s/%s", all.dir, name);
	if ((f = fopen(path, "re")) != NULL) {
		while (offset-- > 0 && (c = getc(f)) != EOF)
			line += c == '\n';
		fclose(f);
	}
	log_error("%s:%ld:%s", path, line, mark + used);
}

void
template_log(const char *template, NEOERR *err)
{
	STRING words;

	string_init(&words);
	nerr_error_string(err, &words);
	log_error("template %s", template);
	log_place(words.buf != NULL ? words.buf : "out of memory");
	string_clear(&words);
	nerr_ignore(&err);
}

static bool
plain_name(const char *s)
{
	return s[0] != '/' && strstr(s, "..") == NULL &&
	       strlen(s) < TEMPLATE_NAME_MAX;
}

static char *
slurp(const char *path, struct timespec *changed_at)
{
	struct stat sb;
	char *s = NULL;
	ssize_t n;
	int fd;

	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		return NULL;
	if (fstat(fd, &sb) == 0 && sb.st_size <= TEMPLATE_FILE_MAX &&
	    (s = malloc((size_t)sb.st_size + 1)) != NULL) {
		n = read(fd, s, (size_t)sb.st_size);
		if (n == sb.st_size) {
			s[n] = '\0';
		} else {
			free(s);
			s = NULL;
		}
		*changed_at = sb.st_mtim;
	}
	close(fd);
	return s;
}

/* The file of that name, read once; NULL when it cannot be read. */
static struct file *
file_find(const char *name)
{
	char path[PATH_MAX];
	struct file *f;

	for (f = all.files; f != NULL; f = f->next)
		if (strcmp(f->name, name) == 0)
			return f;
	if ((f = calloc(1, sizeof(*f))) == NULL)
		return NULL;
	snprintf(f->name, sizeof(f->name), "%s", name);
	snprintf(path, sizeof(path), "%s/%s", all.dir, name);
	if ((f->text = slurp(path, &f->changed_at)) == NULL) {
		free(f);
		return NULL;
	}
	f->next = all.files;
	all.files = f;
	return f;
}

static void
files_forget(void)
{
	struct file *f;

	while ((f = all.files) != NULL) {
		all.files = f->next;
		free(f->text);
		free(f);
	}
}

static NEOERR *
load(void *ctx, HDF *hdf, const char *filename, char **contents)
{
	struct tree *t = ctx;
	struct file *f;

	(void)hdf;
	if (!plain_name(filename))
		return nerr_raise(
		    NERR_ASSERT, "%s: not a name below templates", filename);
	if (t->files_n == TEMPLATE_FILES_MAX)
		return nerr_raise(NERR_ASSERT,
		    "%s: more than %d files in a page", filename,
		    TEMPLATE_FILES_MAX);
	if ((f = file_find(filename)) == NULL ||
	    (*contents = strdup(f->text)) == NULL)
		return nerr_raise(
		    NERR_NOT_FOUND, "%s/%s: cannot be read", all.dir, filename);
	t->files[t->files_n++] = f;
	for (int i = 0; template_words[i] != NULL; i++)
		if (strstr(*contents, template_words[i]) != NULL)
			t->words |= BIT(i);
	return STATUS_OK;
}

/* view_html's values: our own renderer made them. */
static NEOERR *
escape_not(const char *in, char **out)
{
	*out = strdup(in);
	return *out != NULL ? STATUS_OK : nerr_raise(NERR_NOMEM, "raw");
}

static NEOERR *
escape_url(const char *in, char **out)
{
	struct strbuf b;

	strbuf_init(&b);
	strbuf_add_url(&b, in);
	*out = strdup(b.buf);
	strbuf_free(&b);
	return *out != NULL ? STATUS_OK : nerr_raise(NERR_NOMEM, "url");
}

static void
let_go(struct tree *t)
{
	if (t->parse != NULL)
		all.parsed--;
	cs_destroy(&t->parse);
}

/* Makes room for one more parsed page. */
static void
let_go_oldest(void)
{
	struct tree *oldest = NULL;

	if (all.parsed < TEMPLATE_PARSED_MAX)
		return;
	for (int i = 0; i < all.n; i++)
		if (all.trees[i]->parse != NULL &&
		    (oldest == NULL || all.trees[i]->used < oldest->used))
			oldest = all.trees[i];
	if (oldest != NULL)
		let_go(oldest);
}

static enum rc
parse(struct tree *t)
{
	static char raw[] = "raw", url[] = "url";
	NEOERR *err;

	let_go(t);
	t->files_n = 0;
	t->words = 0;
	if ((err = cs_init(&t->parse, all.site)) == STATUS_OK)
		err = cs_register_esc_strfunc(t->parse, raw, escape_not);
	if (err == STATUS_OK)
		err = cs_register_esc_strfunc(t->parse, url, escape_url);
	if (err == STATUS_OK) {
		cs_register_fileload(t->parse, t, load);
		err = cs_parse_file(t->parse, t->name);
	}
	if (err != STATUS_OK) {
		/* A tree with an error still renders what came before it. */
		cs_destroy(&t->parse);
		template_log(t->name, err);
		return RC_FAIL;
	}
	/* Rendering loads nothing: linclude is forbidden by the lint. */
	cs_register_fileload(t->parse, NULL, NULL);
	t->parse->global_hdf = all.site;
	t->parse->hdf = NULL;
	all.parsed++;
	return RC_OK;
}

static bool
changed(const struct tree *t)
{
	char path[PATH_MAX];
	struct stat sb;

	for (int i = 0; i < t->files_n; i++) {
		const struct timespec *was = &t->files[i]->changed_at;

		snprintf(
		    path, sizeof(path), "%s/%s", all.dir, t->files[i]->name);
		if (stat(path, &sb) < 0 || sb.st_mtim.tv_sec != was->tv_sec ||
		    sb.st_mtim.tv_nsec != was->tv_nsec)
			return true;
	}
	return false;
}

/* ---------------------------------------------------------------- start */

/* layout/ and part/ are no pages: they come in by include. */
static const char *const page_dirs[] = { "page/", "desk/", "error/",
	"document/" };

static void
add_tree(const char *name)
{
	struct tree *t = calloc(1, sizeof(*t));

	if (all.n == all.room) {
		all.room = all.room ? all.room * 2 : 64;
		all.trees = realloc(
		    all.trees, sizeof(struct tree *) * (size_t)all.room);
	}
	if (t == NULL || all.trees == NULL) {
		log_error("out of memory for templates");
		abort();
	}
	snprintf(t->name, sizeof(t->name), "%s", name);
	all.trees[all.n++] = t;
}

static int
visit(const char *path, const struct stat *sb, int kind, struct FTW *ftw)
{
	const char *name = path + strlen(all.dir) + 1;
	size_t n = strlen(path);

	(void)sb;
	(void)ftw;
	if (kind != FTW_F || n < 3 || strcmp(path + n - 3, ".cs") != 0)
		return 0;
	for (size_t i = 0; i < LEN(page_dirs); i++)
		if (strncmp(name, page_dirs[i], strlen(page_dirs[i])) == 0 &&
		    plain_name(name))
			add_tree(name);
	return 0;
}

static int
compare(const void *a, const void *b)
{
	const struct tree *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

/* "site.css" is Static.site_css: a dot would part the name. */
static void
on_static(void *ctx, const char *name, const char *hashed)
{
	char node[300];
	NEOERR *err;

	(void)ctx;
	snprintf(node, sizeof(node), "Static.%s", name);
	for (char *p = node + 7; *p; p++)
		if (*p == '.' || *p == '-' || *p == '/')
			*p = '_';
	if ((err = hdf_set_value(all.site, node, hashed)) != STATUS_OK)
		template_log(name, err);
}

enum rc
template_init(const char *dir, const char *static_dir)
{
	const char *dev = getenv("NASTAVNIK_DEV");
	enum rc rc = RC_OK;
	NEOERR *err;

	template_shutdown();
	all.dir = dir;
	all.dev = dev != NULL && strcmp(dev, "1") == 0;
	if ((err = hdf_init(&all.site)) == STATUS_OK)
		err = hdf_set_value(all.site, "Config.VarEscapeMode", "html");
	if (err != STATUS_OK) {
		template_log("Config", err);
		return RC_FAIL;
	}
	if (static_dir != NULL && static_load(static_dir, on_static, NULL))
		return RC_FAIL;
	if (nftw(dir, visit, 8, FTW_PHYS) != 0 || all.n == 0) {
		log_error("%s: no templates", dir);
		return RC_FAIL;
	}
	qsort(all.trees, (size_t)all.n, sizeof(*all.trees), compare);
	all.names = calloc((size_t)all.n, sizeof(*all.names));
	for (int i = 0; i < all.n; i++) {
		if (all.names != NULL)
			all.names[i] = all.trees[i]->name;
		if (parse(all.trees[i]) != RC_OK)
			rc = RC_FAIL; /* go on: show all that are broken */
		let_go(all.trees[i]);
	}
	return rc;
}

void
template_shutdown(void)
{
	for (int i = 0; i < all.n; i++) {
		let_go(all.trees[i]);
		free(all.trees[i]);
	}
	files_forget();
	free(all.trees);
	free(all.names);
	hdf_destroy(&all.site);
	memset(&all, 0, sizeof(all));
}

int
template_list(const char *const **names)
{
	*names = all.names;
	return all.names != NULL ? all.n : 0;
}

static struct tree *
find(const char *template)
{
	struct tree key, *k = &key, **found;

	if (!plain_name(template))
		return NULL;
	snprintf(key.name, sizeof(key.name), "%s", template);
	found =
	    bsearch(&k, all.trees, (size_t)all.n, sizeof(*all.trees), compare);
	return found != NULL ? *found : NULL;
}

CSPARSE *
template_find(const char *name, unsigned *words)
{
	struct tree *t = find(name);

	if (t == NULL) {
		log_error("template %s: there is none", name);
		return NULL;
	}
	if (all.dev && changed(t)) {
		for (int i = 0; i < all.n; i++) {
			let_go(all.trees[i]);
			all.trees[i]->files_n = 0;
		}
		files_forget();
	}
	if (t->parse == NULL) {
		let_go_oldest();
		if (parse(t) != RC_OK)
			return NULL;
	}
	t->used = ++all.turn;
	*words = t->words;
	return t->parse;
}
