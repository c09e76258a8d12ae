#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/text.h"
#include "store/db.h"
#include "store/file.h"
#include "store/migrate.h"
#include "store/migrations.h"

enum {
	/* A file of SQL: ours are 20 KB; a larger one is not a schema. */
	SQL_MAX = 1024 * 1024,
	/* NNNN of NNNN-name.sql */
	DIGITS = 4
};

/* The files of db/migrate are read and summed up once per process: a worker
 * opens sites all the time, the files change only with the program. */
static struct {
	struct arena *arena;
	const char *db_dir;
	struct migration *list;
	int n;
} known;

static enum rc
known_read_one(const char *name, struct migration *m)
{
	struct arena *a = known.arena;
	char *text;
	int64_t version;
	enum rc rc;
	size_t n;

	if (strlen(name) <= DIGITS || name[DIGITS] != '-' ||
	    !text_int(arena_strndup(a, name, DIGITS), 1, 9999, &version)) {
		log_error("migrate: not NNNN-name.sql: %s", name);
		return RC_FAIL;
	}
	rc = file_read(a, arena_printf(a, "%s/migrate/%s", known.db_dir, name),
	    SQL_MAX, &text, &n);
	if (rc != RC_OK)
		return RC_FAIL;
	m->version = (int)version;
	m->name = name;
	m->sha256 = secret_sha256_hex(a, text, n);
	return RC_OK;
}

static enum rc
known_read(const char *db_dir)
{
	const char **names;
	enum rc rc;
	int n;

	if (known.arena != NULL && strcmp(known.db_dir, db_dir) == 0)
		return RC_OK;
	arena_free(known.arena);
	memset(&known, 0, sizeof(known));
	known.arena = arena_new();
	known.db_dir = arena_strdup(known.arena, db_dir);
	rc = file_list(known.arena,
	    arena_printf(known.arena, "%s/migrate", db_dir), &names, &n);
	known.list =
	    arena_alloc(known.arena, (size_t)(n + 1) * sizeof(*known.list));
	for (int i = 0; rc == RC_OK && i < n; i++) {
		struct migration *m = &known.list[known.n];

		/* README and the like may lie beside. */
		if (strlen(names[i]) < 4 ||
		    strcmp(names[i] + strlen(names[i]) - 4, ".sql") != 0)
			continue;
		rc = known_read_one(names[i], m);
		if (rc == RC_OK && known.n > 0 &&
		    m->version <= known.list[known.n - 1].version) {
			log_error(
			    "migrate: two files of number %d", m->version);
			rc = RC_FAIL;
		}
		known.n++;
	}
	if (rc != RC_OK) {
		arena_free(known.arena);
		memset(&known, 0, sizeof(known));
	}
	return rc;
}

enum rc
migrate_create(struct store *st, const char *db_dir)
{
	struct arena *a = arena_new();
	char *text, *path = arena_printf(a, "%s/schema.sql", db_dir);
	enum rc rc;
	size_t n;

	if ((rc = file_read(a, path, SQL_MAX, &text, &n)) != RC_OK) {
		log_error("migrate: %s is missing or too large", path);
		rc = RC_FAIL;
		goto out;
	}
	if ((rc = known_read(db_dir)) != RC_OK ||
	    (rc = store_begin(st)) != RC_OK)
		goto out;
	if ((rc = store_script(st, text)) != RC_OK ||
	    (rc = migrations_make(st)) != RC_OK)
		goto undo;
	for (int i = 0; i < known.n; i++)
		if ((rc = migrations_insert(st, &known.list[i], clock_now())) !=
		    RC_OK)
			goto undo;
	rc = store_commit(st);
	goto out;
undo:
	store_rollback(st);
out:
	arena_free(a);
	return rc;
}

/* What is in the store must be what we know, as a beginning of our list. */
static enum rc
applied_check(struct store *st, struct arena *a, int *applied)
{
	struct migration *list;
	enum rc rc;
	int n;

	if ((rc = migrations_list(st, a, &list, &n)) != RC_OK)
		return rc;
	*applied = n;
	if (n > 0 && (known.n == 0 ||
			 list[n - 1].version > known.list[known.n - 1].version))
		return RC_CONFLICT;
	for (int i = 0; i < n; i++) {
		const struct migration *k = &known.list[i];

		if (i < known.n && list[i].version == k->version &&
		    strcmp(list[i].sha256, k->sha256) == 0)
			continue;
		log_error("migrate: %s is in the store, but %s of this "
			  "program is missing, new or changed",
		    list[i].name, i < known.n ? k->name : "a file");
		return RC_FAIL;
	}
	return RC_OK;
}

/* A second connection, because SQLite does not copy from one that writes;
 * it sees the store as it was before our transaction. */
static enum rc
copy_before(const char *store_path, int version)
{
	struct arena *a = arena_new();
	char *to = arena_printf(a, "%s.before-%04d", store_path, version);
	char *aside = arena_printf(a, "%s.part", to);
	struct store *other;
	enum rc rc;

	/* We hold the write lock: a part that lies there was left by a crash. */
	unlink(aside);
	if ((rc = store_open(&other, store_path)) != RC_OK)
		goto out;
	rc = store_copy(other, aside);
	store_close(other);
	if (rc == RC_OK && rename(aside, to) != 0) {
		log_error("migrate: %s: not renamed: %m", aside);
		rc = RC_FAIL;
	}
out:
	arena_free(a);
	return rc;
}

static enum rc
migrate_one(struct store *st, const struct migration *m, const char *store_path)
{
	struct arena *a = arena_new();
	char *path = arena_printf(a, "%s/migrate/%s", known.db_dir, m->name);
	const char *finding;
	char *text;
	enum rc rc;
	size_t n;

	if (file_read(a, path, SQL_MAX, &text, &n) != RC_OK ||
	    strcmp(secret_sha256_hex(a, text, n), m->sha256) != 0) {
		log_error("migrate: %s changed under us", path);
		rc = RC_FAIL;
		goto out;
	}
	if ((rc = store_begin(st)) != RC_OK)
		goto out;
	/* Another process was first. */
	if ((rc = migrations_by_version(st, m->version)) != RC_NOT_FOUND)
		goto undo;
	if (store_path != NULL &&
	    (rc = copy_before(store_path, m->version)) != RC_OK)
		goto undo;
	if ((rc = store_script(st, text)) != RC_OK ||
	    (rc = migrations_insert(st, m, clock_now())) != RC_OK)
		goto undo;
	if ((rc = store_check(st, a, &finding)) != RC_OK) {
		log_error("migrate: %s leaves: %s", m->name, finding);
		goto undo;
	}
	if ((rc = store_commit(st)) == RC_OK)
		log_info("migrate: %s done", m->name);
	goto out;
undo:
	store_rollback(st);
out:
	arena_free(a);
	/* An outcome of the file's SQL is our trouble, not the caller's. */
	return rc == RC_OK || rc == RC_BUSY ? rc : RC_FAIL;
}

enum rc
migrate_run(struct store *st, const char *db_dir, const char *store_path)
{
	struct arena *a = arena_new();
	enum rc rc;
	int applied;

	if ((rc = known_read(db_dir)) != RC_OK ||
	    (rc = applied_check(st, a, &applied)) != RC_OK)
		goto out;
	for (int i = applied; i < known.n; i++)
		if ((rc = migrate_one(st, &known.list[i], store_path)) != RC_OK)
			break;
out:
	arena_free(a);
	return rc;
}
