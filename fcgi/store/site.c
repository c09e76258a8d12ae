#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/date.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "store/db.h"
#include "store/file.h"
#include "store/migrate.h"
#include "store/site.h"
#include "store/sites.h"

enum {
	NAME_MAX_CHARS = 40,   /* a folder, a path and a label in the log */
	ADDRESS_MAX = 200,     /* with a story's path it must fit into a post */
	TITLE_MAX_CHARS = 200, /* the longest official name of a school */
	MONTH_SEPTEMBER = 9    /* a school year begins here */
};

/* Names that mean something else in the state folder or in an address. */
static const char *const reserved[] = { "clock", "desk", "media", "run",
	"static", "tmp" };

/* An open site and what of it was on the disk when it was opened. */
struct slot {
	struct site site;
	struct arena *arena;
	ino_t ino; /* site.db: another after a restore */
	dev_t dev;
	const char *conf_path;
	struct timespec conf_at; /* site.conf; zeroes: no file */
	unsigned long used;	 /* larger is later */
};

static struct slot slots[SITE_OPEN_MAX];
static unsigned long uses;

bool
site_name_valid(const char *name)
{
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");

	if (n == 0 || n > NAME_MAX_CHARS || name[n] != '\0' || name[0] < 'a' ||
	    name[0] > 'z')
		return false;
	for (size_t i = 0; i < LEN(reserved); i++)
		if (strcmp(name, reserved[i]) == 0)
			return false;
	return true;
}

bool
site_address_valid(const char *address)
{
	size_t skip = strncmp(address, "https://", 8) == 0  ? 8
		      : strncmp(address, "http://", 7) == 0 ? 7
							    : 0;
	size_t n = strspn(address,
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	    ".-_~:/%[]");

	return skip > 0 && address[n] == '\0' && n > skip && n <= ADDRESS_MAX &&
	       address[skip] != '/' && address[n - 1] != '/';
}

static void
slot_close(struct slot *s)
{
	store_close(s->site.store);
	conf_free(s->site.conf);
	arena_free(s->arena);
	memset(s, 0, sizeof(*s));
}

void
site_close_all(void)
{
	for (size_t i = 0; i < LEN(slots); i++)
		if (slots[i].arena != NULL)
			slot_close(&slots[i]);
}

static enum rc
slot_conf(struct slot *s)
{
	const char *path = s->conf_path;
	const struct conf_item *items;
	struct conf *conf;
	struct stat sb = { 0 };
	enum rc rc;
	int n;

	/* A missing file has the time 0. */
	if (stat(path, &sb) == 0 || errno == ENOENT)
		if (s->site.conf != NULL &&
		    sb.st_mtim.tv_sec == s->conf_at.tv_sec &&
		    sb.st_mtim.tv_nsec == s->conf_at.tv_nsec)
			return RC_OK;
	items = site_conf_items(&n);
	if ((rc = conf_load(&conf, path, items, n)) != RC_OK)
		return RC_FAIL;
	if (!date_zone_known(conf_text(conf, "zone"))) {
		log_error(
		    "site: %s: unknown zone %s", path, conf_text(conf, "zone"));
		conf_free(conf);
		return RC_FAIL;
	}
	conf_free(s->site.conf);
	s->site.conf = conf;
	s->conf_at = sb.st_mtim;
	return RC_OK;
}

/* The one that is open; else an empty one; else the least used. */
static struct slot *
slot_for(const char *dir)
{
	struct slot *best = &slots[0];

	for (size_t i = 0; i < LEN(slots); i++) {
		struct slot *s = &slots[i];

		if (s->arena != NULL && strcmp(s->site.dir, dir) == 0)
			return s;
		if (s->used < best->used)
			best = s;
	}
	return best;
}

static enum rc
slot_open(struct slot *s, const struct site_paths *paths, const char *name)
{
	char *path;
	struct stat sb;
	enum rc rc;

	s->arena = arena_new();
	s->site.name = arena_strdup(s->arena, name);
	s->site.dir = arena_printf(s->arena, "%s/%s", paths->state, name);
	path = arena_printf(s->arena, "%s/site.db", s->site.dir);
	s->conf_path = arena_printf(s->arena, "%s/site.conf", s->site.dir);
	if ((rc = store_open(&s->site.store, path)) != RC_OK)
		goto undo;
	if (stat(path, &sb) != 0) {
		rc = RC_NOT_FOUND;
		goto undo;
	}
	s->ino = sb.st_ino;
	s->dev = sb.st_dev;
	if ((rc = slot_conf(s)) != RC_OK)
		goto undo;
	rc = migrate_run(s->site.store, paths->db, path);
	if (rc == RC_CONFLICT) {
		log_error("site: %s is newer than this program", name);
		rc = RC_FAIL;
	}
	if (rc == RC_OK)
		return RC_OK;
undo:
	slot_close(s);
	return rc;
}

enum rc
site_open(const struct site_paths *paths, const char *name, struct site **out)
{
	struct arena *a;
	struct slot *s;
	struct stat sb;
	char *dir;
	enum rc rc = RC_OK;

	*out = NULL;
	if (!site_name_valid(name))
		return RC_NOT_FOUND;
	a = arena_new();
	dir = arena_printf(a, "%s/%s", paths->state, name);
	s = slot_for(dir);
	/* Removed, restored or put in its place by another program. */
	if (s->arena != NULL &&
	    (strcmp(s->site.dir, dir) != 0 ||
		stat(arena_printf(a, "%s/site.db", dir), &sb) != 0 ||
		sb.st_ino != s->ino || sb.st_dev != s->dev))
		slot_close(s);
	if (s->arena == NULL)
		rc = slot_open(s, paths, name);
	else if ((rc = slot_conf(s)) != RC_OK)
		slot_close(s);
	if (rc == RC_OK) {
		s->used = ++uses;
		date_zone(conf_text(s->site.conf, "zone"));
		*out = &s->site;
	}
	arena_free(a);
	return rc;
}

static enum rc
fill_store(struct store *st, struct arena *a, const char *title)
{
	static const struct {
		const char *slug, *title, *hashtag;
	} rubrics[] = {
		{ "hronika", "Хроника наставничества", "наставничество" },
		{ "shag-navstrechu", "Шаг навстречу", "шагнавстречу" },
	};
	struct date now = date_of(clock_now());
	int year = now.month >= MONTH_SEPTEMBER ? now.year : now.year - 1;
	enum rc rc;

	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	/* guid_secret: what makes the guids of posts nobody's guess. */
	if ((rc = sites_set_setting(st, "title", title)) == RC_OK &&
	    (rc = sites_set_setting(st, "guid_secret", secret_token(a))) ==
		RC_OK)
		rc = sites_insert_cycle(st,
		    arena_printf(a, "%d/%d учебный год", year, year + 1),
		    date_at(year, MONTH_SEPTEMBER, 1, 0, 0),
		    date_at(year + 1, MONTH_SEPTEMBER, 1, 0, 0));
	for (int i = 0; rc == RC_OK && i < (int)LEN(rubrics); i++)
		rc = sites_insert_rubric(st, rubrics[i].slug, rubrics[i].title,
		    rubrics[i].hashtag, i + 1);
	return store_end(st, rc);
}

static enum rc
make_store(struct arena *a, const char *dir, const char *db, const char *title)
{
	char *path = arena_printf(a, "%s/site.db", dir);
	struct store *st;
	enum rc rc;

	/* Nobody else may read it even for the moment of making it. */
	if ((rc = file_write(path, "", 0600)) != RC_OK ||
	    (rc = store_open(&st, path)) != RC_OK)
		return rc;
	if ((rc = migrate_create(st, db)) == RC_OK)
		rc = fill_store(st, a, title);
	store_close(st);
	return rc;
}

/* All of a new site in dir, a folder that nobody looks at yet. */
static enum rc
make_folder(struct arena *a, const char *dir, const char *db, const char *title,
    const char *address, const char *zone)
{
	char *conf;
	enum rc rc;

	conf = arena_printf(a,
	    "# Known names: nastavnik address --help\n"
	    "address = %s\nzone = %s\n",
	    address, zone);
	/* 0750: the group is the web server's, for media/ alone. */
	if ((rc = file_folder(dir, 0750)) != RC_OK ||
	    (rc = file_folder(arena_printf(a, "%s/media", dir), 0750)) !=
		RC_OK ||
	    (rc = file_write(
		 arena_printf(a, "%s/site.conf", dir), conf, 0640)) != RC_OK ||
	    (rc = make_store(a, dir, db, title)) != RC_OK)
		return rc;
	return file_sync_folder(dir);
}

enum rc
site_add(const struct site_paths *paths, const char *name, const char *title,
    const char *url, const char *zone)
{
	struct arena *a;
	char *dir, *aside;
	enum rc rc;

	if (!site_name_valid(name) || !site_address_valid(url) ||
	    title[0] == '\0' || text_chars(title) > TITLE_MAX_CHARS ||
	    !date_zone(zone))
		return RC_INVALID;
	a = arena_new();
	dir = arena_printf(a, "%s/%s", paths->state, name);
	aside = arena_printf(
	    a, "%s/.new-%s-%ld", paths->state, name, (long)getpid());
	if ((rc = file_folder_once(paths->state, 0750)) != RC_OK)
		goto out;
	rc = RC_CONFLICT;
	if (file_exists(dir))
		goto out;
	if ((rc = secret_keys_make(paths->state)) != RC_OK)
		goto out;
	if ((rc = make_folder(a, aside, paths->db, title, url, zone)) != RC_OK)
		goto undo;
	if (renameat2(AT_FDCWD, aside, AT_FDCWD, dir, RENAME_NOREPLACE) != 0) {
		rc = errno == EEXIST ? RC_CONFLICT : RC_FAIL;
		if (rc == RC_FAIL)
			log_error("site: %s: %s", dir, strerror(errno));
		goto undo;
	}
	rc = file_sync_folder(paths->state);
	goto out;
undo:
	file_remove_all(aside);
out:
	arena_free(a);
	return rc;
}

enum rc
site_remove(const struct site_paths *paths, const char *name)
{
	struct arena *a = arena_new();
	char *dir = arena_printf(a, "%s/%s", paths->state, name);
	char *removed = arena_printf(a, "%s/.removed", paths->state);
	char *to = arena_printf(
	    a, "%s/%s-%lld", removed, name, (long long)clock_now());
	enum rc rc = RC_NOT_FOUND;

	if (!site_name_valid(name) || !file_exists(dir) ||
	    (rc = file_folder_once(removed, 0700)) != RC_OK)
		goto out;
	if (renameat2(AT_FDCWD, dir, AT_FDCWD, to, RENAME_NOREPLACE) != 0) {
		/* EEXIST: removed twice within one second. */
		rc = errno == EEXIST ? RC_CONFLICT : RC_FAIL;
		if (rc == RC_FAIL)
			log_error("site: %s: %s", to, strerror(errno));
		goto out;
	}
	if ((rc = file_sync_folder(removed)) == RC_OK)
		rc = file_sync_folder(paths->state);
out:
	arena_free(a);
	return rc;
}

enum rc
site_list(const struct site_paths *paths, struct arena *a, const char ***names,
    int *n)
{
	enum rc rc = file_list_folders(a, paths->state, names, n);
	int kept = 0;

	for (int i = 0; i < *n; i++)
		if (site_name_valid((*names)[i]) &&
		    file_exists(arena_printf(
			a, "%s/%s/site.db", paths->state, (*names)[i])))
			(*names)[kept++] = (*names)[i];
	*n = kept;
	return rc;
}

void
site_wake(const char *state, const char *name)
{
	struct arena *a = arena_new();
	char *dir = arena_printf(a, "%s/.wake", state);
	char *path = arena_printf(a, "%s/%s", dir, name);
	int flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC;
	int fd = open(path, flags, 0660);

	if (fd < 0 && errno == ENOENT && file_folder_once(dir, 0770) == RC_OK)
		fd = open(path, flags, 0660);
	if (fd < 0 || futimens(fd, NULL) != 0)
		log_error("site: %s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	arena_free(a);
}

const struct setting *
site_settings(struct store *st, struct arena *a)
{
	const struct setting *list;

	return sites_settings(st, a, &list) == RC_OK ? list : NULL;
}

const char *
site_setting_in(const struct setting *s, const char *name)
{
	for (; s != NULL; s = s->next)
		if (strcmp(s->name, name) == 0)
			return s->value;
	return "";
}

const char *
site_setting(struct store *st, struct arena *a, const char *name)
{
	const char *value;

	/* A failure was logged; the page that shows the value will meet it
	 * again at its next statement. */
	return sites_setting(st, a, name, &value) == RC_OK ? value : "";
}

enum rc
site_set(struct store *st, const char *name, const char *value)
{
	return sites_set_setting(st, name, value);
}
