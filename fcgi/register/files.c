#include "base/strbuf.h"
#include "register/file.h"
#include "register/file_type.h"
#include "store/db.h"

enum {
	FILES_OF,
	FILES_OF_REGISTER,
	FILES_BY_ID,
	FILES_TEXT,
	FILES_NAMED,
	FILES_INSERT,
	FILES__COUNT
};

/* Without the text: a megabyte that no list shows. */
#define ROW                                                                    \
	"SELECT f.id, f.record_id, f.field, f.name, f.filename, f.type,"       \
	" f.bytes, f.scanned, f.created_at FROM files f"

static const char *const sql[FILES__COUNT] = {
	[FILES_OF] = ROW " WHERE f.record_id = ?1 ORDER BY f.id DESC LIMIT ?2",
	[FILES_OF_REGISTER] =
	    ROW " JOIN records r ON r.id = f.record_id WHERE r.register = ?1"
		" AND r.archived = ?2 AND r.shown >= ?3"
		" ORDER BY f.record_id, f.id DESC LIMIT ?4",
	[FILES_BY_ID] = ROW " WHERE f.id = ?1",
	[FILES_TEXT] =
	    "SELECT f.text FROM files f WHERE f.record_id = ?1 AND f.id ="
	    " (SELECT MAX(g.id) FROM files g WHERE g.record_id = ?1"
	    " AND g.field = f.field) ORDER BY f.id",
	[FILES_NAMED] = "SELECT 1 FROM files WHERE name = ?1",
	[FILES_INSERT] =
	    "INSERT INTO files (record_id, field, name, filename, type, bytes,"
	    " scanned, text, account_id, created_at)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
};
STORE_STATEMENTS(sql);

static void
file_read(struct stmt *q, struct arena *a, void *row)
{
	struct file *f = row;
	const struct file_type *t;

	f->id = stmt_col_int(q, 0);
	f->record_id = stmt_col_int(q, 1);
	f->field = stmt_col_text(q, 2, a);
	f->name = stmt_col_text(q, 3, a);
	f->filename = stmt_col_text(q, 4, a);
	t = file_type_by_type(stmt_col_text(q, 5, a));
	f->type = t->type;
	f->label = t->label;
	f->inlined = t->inlined;
	f->slug = file_name_slug(a, f->filename, t);
	f->bytes = stmt_col_int(q, 6);
	f->scanned = stmt_col_int(q, 7) != 0;
	f->created_at = stmt_col_int(q, 8);
	f->text = NULL;
}

static enum rc
files_read(struct stmt *q, struct arena *a, struct file **out, int *n)
{
	enum rc rc;

	*out = stmt_rows(q, a, sizeof(**out), file_read, n, &rc);
	return rc;
}

enum rc
files_of(struct store *st, struct arena *a, int64_t record_id,
    struct file **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[FILES_OF]);

	stmt_int(q, 1, record_id);
	stmt_int(q, 2, FILES_OF_RECORD_MAX);
	return files_read(q, a, out, n);
}

enum rc
files_of_register(struct store *st, struct arena *a, const char *reg,
    enum records_which which, struct file **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[FILES_OF_REGISTER]);

	stmt_text(q, 1, reg);
	stmt_int(q, 2, which == RECORDS_ARCHIVED);
	stmt_int(q, 3, which == RECORDS_SHOWN);
	stmt_int(q, 4, FILES_OF_REGISTER_MAX);
	return files_read(q, a, out, n);
}

enum rc
files_by_id(struct store *st, struct arena *a, int64_t id, struct file *out)
{
	struct stmt *q = store_stmt(st, sql[FILES_BY_ID]);

	stmt_int(q, 1, id);
	return stmt_one(q, a, file_read, out);
}

enum rc
files_text(
    struct store *st, struct arena *a, int64_t record_id, struct strbuf *out)
{
	struct stmt *q = store_stmt(st, sql[FILES_TEXT]);
	enum rc rc;

	stmt_int(q, 1, record_id);
	while ((rc = stmt_row(q)) == RC_OK) {
		strbuf_adds(out, stmt_col_text(q, 0, a));
		strbuf_addc(out, '\n');
	}
	stmt_reset(q);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc
files_named(struct store *st, const char *name, bool *there)
{
	struct stmt *q = store_stmt(st, sql[FILES_NAMED]);
	enum rc rc;

	stmt_text(q, 1, name);
	rc = stmt_any(q);
	*there = rc == RC_OK;
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc
files_insert(struct store *st, struct file *f, int64_t account_id)
{
	enum rc rc = store_exec(st, sql[FILES_INSERT], NULL, "ittttiitzi",
	    f->record_id, f->field, f->name, f->filename, f->type, f->bytes,
	    (int64_t)f->scanned, f->text, account_id, f->created_at);

	if (rc == RC_OK)
		f->id = store_last_id(st);
	return rc;
}
