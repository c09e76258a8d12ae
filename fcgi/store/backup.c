#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/strbuf.h"
#include "store/backup.h"
#include "store/db.h"
#include "store/file.h"

enum {
	/* A line of MANIFEST is under 150 bytes; 400 000 files of media. */
	MANIFEST_MAX = 64 * 1024 * 1024
};

/* What stands at the top of a site's folder and goes into a backup. */
static const struct part {
	const char *name;
	mode_t mode;
} parts[] = {
	{ "site.db", 0600 },
	{ "site.conf", 0640 },
};
static const mode_t media_mode = 0640;

/* One line as sha256sum writes and checks it. */
static void
manifest_add(struct strbuf *m, const char *sum, const char *path)
{
	strbuf_addf(m, "%s  %s\n", sum, path);
}

static enum rc
make_store(struct arena *a, const char *dir, const char *to, struct strbuf *m)
{
	char *copy = arena_printf(a, "%s/site.db", to);
	char sum[FILE_SUM + 1];
	struct store *st;
	enum rc rc;

	rc = store_open(&st, arena_printf(a, "%s/site.db", dir));
	if (rc != RC_OK)
		return rc;
	rc = store_copy(st, copy);
	store_close(st);
	if (rc == RC_OK)
		rc = file_copy(copy, NULL, 0, sum);
	if (rc == RC_OK)
		manifest_add(m, sum, "site.db");
	return rc;
}

/* After the store, so that each photo the store knows is there, but for one
 * removed in between: a file that went meanwhile is left out. */
static enum rc
make_media(struct arena *a, const char *dir, const char *to, struct strbuf *m)
{
	char *media = arena_printf(a, "%s/media", dir);
	char sum[FILE_SUM + 1];
	const char **names;
	enum rc rc;
	int n;

	if ((rc = file_folder(arena_printf(a, "%s/media", to), 0750)) !=
		RC_OK ||
	    (rc = file_list(a, media, &names, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		rc = file_copy(arena_printf(a, "%s/%s", media, names[i]),
		    arena_printf(a, "%s/media/%s", to, names[i]), media_mode,
		    sum);
		if (rc == RC_NOT_FOUND)
			continue;
		if (rc != RC_OK)
			return rc;
		manifest_add(m, sum, arena_printf(a, "media/%s", names[i]));
	}
	return RC_OK;
}

static enum rc
make_all(struct arena *a, const char *dir, const char *to, struct strbuf *m)
{
	char sum[FILE_SUM + 1];
	enum rc rc;

	if ((rc = make_store(a, dir, to, m)) != RC_OK ||
	    (rc = make_media(a, dir, to, m)) != RC_OK)
		return rc;
	rc = file_copy(arena_printf(a, "%s/site.conf", dir),
	    arena_printf(a, "%s/site.conf", to), 0640, sum);
	if (rc == RC_OK)
		manifest_add(m, sum, "site.conf");
	/* All defaults: there is no such file. */
	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	rc = file_write(arena_printf(a, "%s/MANIFEST", to), m->buf, 0600);
	return rc == RC_OK ? file_sync_folder(to) : rc;
}

enum rc
backup_make(const struct site_paths *paths, const char *site, const char *to)
{
	struct arena *a = arena_new();
	char *dir = arena_printf(a, "%s/%s", paths->state, site);
	char *aside = arena_printf(a, "%s.part-%ld", to, (long)getpid());
	struct strbuf m;
	enum rc rc = RC_NOT_FOUND;

	strbuf_init(&m);
	if (!site_name_valid(site) || !file_exists(dir))
		goto out;
	rc = RC_CONFLICT;
	if (file_exists(to))
		goto out;
	if ((rc = file_folder(aside, 0700)) != RC_OK)
		goto out;
	if ((rc = make_all(a, dir, aside, &m)) == RC_OK &&
	    renameat2(AT_FDCWD, aside, AT_FDCWD, to, RENAME_NOREPLACE) != 0) {
		rc = errno == EEXIST ? RC_CONFLICT : RC_FAIL;
		if (rc == RC_FAIL)
			log_error("backup: %s: %s", to, strerror(errno));
	}
	if (rc != RC_OK)
		file_remove_all(aside);
out:
	strbuf_free(&m);
	arena_free(a);
	return rc;
}

/* The file of one line of MANIFEST: only what we write, so that a foreign
 * MANIFEST cannot name a path outside.  *mode is set. */
static bool
line_path(const char *path, mode_t *mode)
{
	for (size_t i = 0; i < LEN(parts); i++)
		if (strcmp(path, parts[i].name) == 0) {
			*mode = parts[i].mode;
			return true;
		}
	*mode = media_mode;
	return strncmp(path, "media/", 6) == 0 && path[6] != '\0' &&
	       path[6] != '.' && strchr(path + 6, '/') == NULL;
}

/* Copy each file of MANIFEST to dir and compare its sum, or only compare
 * when dir is NULL. */
static enum rc
restore_files(struct arena *a, const char *from, const char *dir)
{
	char *text, *line, *save = NULL, sum[FILE_SUM + 1];
	bool store = false;
	mode_t mode;
	enum rc rc;
	size_t n;

	rc = file_read(
	    a, arena_printf(a, "%s/MANIFEST", from), MANIFEST_MAX, &text, &n);
	if (rc != RC_OK)
		return rc == RC_FAIL ? rc : RC_INVALID;
	for (line = strtok_r(text, "\n", &save); line != NULL;
	     line = strtok_r(NULL, "\n", &save)) {
		const char *path = line + FILE_SUM + 2;

		if (strlen(line) <= FILE_SUM + 2 ||
		    strspn(line, "0123456789abcdef") != FILE_SUM ||
		    !line_path(path, &mode))
			return RC_INVALID;
		rc = file_copy(arena_printf(a, "%s/%s", from, path),
		    dir == NULL ? NULL : arena_printf(a, "%s/%s", dir, path),
		    mode, sum);
		/* RC_CONFLICT: one file named twice. */
		if (rc != RC_OK)
			return rc == RC_FAIL ? rc : RC_INVALID;
		if (strncmp(line, sum, FILE_SUM) != 0) {
			log_warn("backup: %s: the sum differs", path);
			return RC_INVALID;
		}
		if (strcmp(path, "site.db") == 0)
			store = true;
	}
	return store ? RC_OK : RC_INVALID;
}

static enum rc
restore_aside(struct arena *a, const char *from, const char *dir)
{
	const char *finding;
	struct store *st;
	enum rc rc;

	if ((rc = file_folder(dir, 0750)) != RC_OK ||
	    (rc = file_folder(arena_printf(a, "%s/media", dir), 0750)) !=
		RC_OK ||
	    (rc = restore_files(a, from, dir)) != RC_OK ||
	    (rc = store_open(&st, arena_printf(a, "%s/site.db", dir))) != RC_OK)
		return rc;
	if ((rc = store_check(st, a, &finding)) == RC_INVALID)
		log_warn("backup: the store in it is damaged: %s", finding);
	store_close(st);
	return rc == RC_OK ? file_sync_folder(dir) : rc;
}

/* One rename either way: exchanged with the one that is there, which then
 * lies in aside's place and goes to .removed. */
static enum rc
restore_place(const struct site_paths *paths, struct arena *a,
    const char *aside, const char *site, bool exchange)
{
	char *dir = arena_printf(a, "%s/%s", paths->state, site);
	char *removed = arena_printf(a, "%s/.removed", paths->state);
	char *to = arena_printf(
	    a, "%s/%s-%lld", removed, site, (long long)clock_now());
	enum rc rc;

	if (exchange && (rc = file_folder_once(removed, 0700)) != RC_OK)
		return rc;
	if (renameat2(AT_FDCWD, aside, AT_FDCWD, dir,
		exchange ? RENAME_EXCHANGE : RENAME_NOREPLACE) != 0) {
		rc = errno == EEXIST ? RC_CONFLICT : RC_FAIL;
		if (rc == RC_FAIL)
			log_error("backup: %s: %s", dir, strerror(errno));
		file_remove_all(aside);
		return rc;
	}
	if (exchange &&
	    renameat2(AT_FDCWD, aside, AT_FDCWD, to, RENAME_NOREPLACE) != 0)
		/* The site is in place; the old one is whole, only not where
		 * one looks for it. */
		log_warn("backup: the old site stayed in %s: %s", aside,
		    strerror(errno));
	return file_sync_folder(paths->state);
}

enum rc
backup_restore(const struct site_paths *paths, const char *from,
    const char *site, bool force)
{
	struct arena *a = arena_new();
	char *dir = arena_printf(a, "%s/%s", paths->state, site);
	char *aside = arena_printf(a, "%s/.restore-%s-%lld-%ld", paths->state,
	    site, (long long)clock_now(), (long)getpid());
	bool exists = file_exists(dir);
	enum rc rc = RC_INVALID;

	if (!site_name_valid(site))
		goto out;
	rc = RC_CONFLICT;
	if (exists && !force)
		goto out;
	if ((rc = restore_files(a, from, NULL)) != RC_OK ||
	    (rc = file_folder_once(paths->state, 0750)) != RC_OK)
		goto out;
	if ((rc = restore_aside(a, from, aside)) == RC_OK)
		rc = restore_place(paths, a, aside, site, exists);
	else
		file_remove_all(aside);
out:
	arena_free(a);
	return rc;
}
