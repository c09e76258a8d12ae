#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/secret.h"
#include "people/journal.h"
#include "people/role.h"
#include "register/file.h"
#include "register/file_picture.h"
#include "register/file_type.h"
#include "register/record.h"
#include "store/db.h"
#include "store/file.h"

enum { COPY_BYTES = 65536 };

/* ------------------------------------------------------------ the bytes */

static bool
copy_all(int from, int to, int64_t bytes)
{
	char buf[COPY_BYTES];
	int64_t done = 0;
	ssize_t n;

	while ((n = pread(from, buf, sizeof(buf), done)) > 0) {
		for (ssize_t at = 0, k; at < n; at += k)
			if ((k = write(to, buf + at, (size_t)(n - at))) < 0)
				return false;
		done += n;
	}
	return n == 0 && done == bytes;
}

static bool
write_all(int to, const unsigned char *data, size_t n)
{
	for (ssize_t k; n > 0; data += k, n -= (size_t)k)
		if ((k = write(to, data, n < COPY_BYTES ? n : COPY_BYTES)) < 0)
			return false;
	return true;
}

/* What a camera wrote beside the pixels stays behind.  RC_INVALID: this is no
 * whole picture. */
static enum rc
copy_picture(
    struct arena *a, int from, int to, const char *type, int64_t *bytes)
{
	struct file_picture *clean = arena_alloc(a, sizeof(*clean));
	size_t n = (size_t)*bytes;
	void *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE, from, 0);
	enum rc rc = RC_OK;

	if (p == MAP_FAILED) {
		log_error("file: mmap: %s", strerror(errno));
		return RC_FAIL;
	}
	if (!file_picture_clean(type, p, n, clean))
		rc = RC_INVALID;
	for (int i = 0; rc == RC_OK && i < clean->n; i++)
		if (!write_all(to, clean->runs[i].data, clean->runs[i].n))
			rc = RC_FAIL;
	*bytes = clean->bytes;
	munmap(p, n);
	return rc;
}

static enum rc
copy(struct arena *a, int from, int to, struct file *f)
{
	if (file_picture_is(f->type))
		return copy_picture(a, from, to, f->type, &f->bytes);
	return copy_all(from, to, f->bytes) ? RC_OK : RC_FAIL;
}

/* Whole on the disk as media/NAME, or not there. */
static enum rc
bytes_store(struct arena *a, const char *site_dir, struct file *f, int fd)
{
	const char *folder = arena_printf(a, "%s/media", site_dir);
	const char *path = arena_printf(a, "%s/%s", folder, f->name);
	const char *part = arena_printf(a, "%s.part", path);
	/* Read by nginx through the group. */
	int out = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
	enum rc rc;

	if (out < 0) {
		log_error("file: %s: %s", part, strerror(errno));
		return RC_FAIL;
	}
	rc = copy(a, fd, out, f);
	if (rc == RC_OK && fsync(out) != 0)
		rc = RC_FAIL;
	if (close(out) != 0 && rc == RC_OK)
		rc = RC_FAIL;
	if (rc == RC_OK && rename(part, path) == 0) {
		if (file_sync_folder(folder) == RC_OK)
			return RC_OK;
		unlink(path);
		return RC_FAIL;
	}
	if (rc != RC_INVALID)
		log_error("file: cannot keep %s: %s", path, strerror(errno));
	unlink(part);
	return rc == RC_INVALID ? rc : RC_FAIL;
}

static void
bytes_remove(struct arena *a, const char *site_dir, const char *name)
{
	unlink(arena_printf(a, "%s/media/%s", site_dir, name));
}

/* -------------------------------------------------------------- the row */

static enum rc
keep_check(struct store *st, struct arena *a, const struct file *f,
    struct record *r, const char **why)
{
	const struct register_field *field;
	struct file *list;
	enum rc rc;
	int n;

	*why = "Такой записи нет: её удалили.";
	if ((rc = records_by_id(st, a, f->record_id, r)) != RC_OK)
		return rc;
	field = register_field(r->def, f->field);
	if (field == NULL || field->type != REGISTER_FILE)
		return RC_NOT_FOUND;
	if ((rc = files_of(st, a, r->id, &list, &n)) != RC_OK)
		return rc;
	*why = "У записи уже 100 редакций файла. Уберите её в архив и "
	       "сделайте новую.";
	return n < FILES_OF_RECORD_MAX ? RC_OK : RC_INVALID;
}

static enum rc
row_within(struct store *st, struct arena *a, const struct actor *by,
    struct file *f, const char **why)
{
	struct record r;
	enum rc rc;

	if ((rc = keep_check(st, a, f, &r, why)) != RC_OK ||
	    (rc = files_insert(st, f, by->account_id)) != RC_OK)
		return rc;
	r.updated_at = f->created_at;
	if ((rc = records_touch(st, r.id, r.updated_at)) != RC_OK ||
	    (rc = record_index(st, a, &r)) != RC_OK)
		return rc;
	return journal_add(st, by, "file_added", "record", r.id,
	    arena_printf(a, "%s: %s", r.def->title, f->filename));
}

static enum rc
row_store(struct store *st, struct arena *a, const struct actor *by,
    struct file *f, const char **why)
{
	enum rc rc = store_begin(st);

	if (rc != RC_OK)
		return rc;
	return store_end(st, row_within(st, a, by, f, why));
}

/* What a crash left, by the way: uploads are rare. */
static void
sweep(struct store *st, struct arena *a, const char *site_dir)
{
	int removed;

	if (file_sweep(st, a, site_dir, &removed) == RC_OK && removed > 0)
		log_info("file: %d orphans removed", removed);
}

enum rc
file_keep(struct store *st, struct arena *a, const struct actor *by,
    const char *site_dir, int64_t record_id, const char *field,
    const char *filename, int fd, const struct file_taken *taken,
    const char **why)
{
	struct file f = { .record_id = record_id,
		.field = field,
		.name = secret_name(a),
		.filename = file_name_clean(a, filename, taken->type),
		.type = taken->type->type,
		.bytes = taken->bytes,
		.scanned = taken->scanned,
		.text = taken->text,
		.created_at = clock_now() };
	struct record r;
	enum rc rc;

	*why = "Файлы прикладывают редактор, куратор и директор.";
	if (!(by->roles & MAY_WRITE))
		return RC_DENIED;
	if ((rc = keep_check(st, a, &f, &r, why)) != RC_OK)
		return rc;
	*why = "Картинка повреждена. Сохраните её заново и выберите ещё раз.";
	if ((rc = bytes_store(a, site_dir, &f, fd)) != RC_OK)
		return rc;
	if ((rc = row_store(st, a, by, &f, why)) == RC_OK)
		sweep(st, a, site_dir);
	else
		bytes_remove(a, site_dir, f.name);
	return rc;
}

enum rc
file_store(struct store *st, struct arena *a, const struct actor *by,
    const char *site_dir, int64_t record_id, const char *field,
    const char *filename, int fd, const char **why)
{
	struct file_taken taken;
	enum rc rc = file_take(a, fd, &taken, why);

	return rc != RC_OK ? rc
			   : file_keep(st, a, by, site_dir, record_id, field,
				 filename, fd, &taken, why);
}
