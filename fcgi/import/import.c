#include <string.h>

#include "base/arena.h"
#include "import/crosscheck.h"
#include "import/import_inner.h"

void
import_flag_add(struct import *im, struct import_activity *act,
    const char *flag, const char *why)
{
	im->flags++;
	if (act->flags_n < IMPORT_FLAGS_MAX)
		act->flags[act->flags_n++] = (struct import_flag){ flag, why };
}

void
import_warn(struct import *im, int line, const char *flag, const char *why)
{
	im->flags++;
	if (im->warnings_n < IMPORT_WARNINGS_MAX)
		im->warnings[im->warnings_n++] =
		    (struct import_warning){ flag, why, line };
}

static enum rc
read_rows(struct arena *a, const struct paste_rows *rows,
    const struct import_options *o, struct import *im)
{
	struct table *t = arena_alloc(a, sizeof(*t));
	enum rc rc;

	im->shape = rows->shape;
	im->table = t;
	im->period_found.from = im->period_found.to = DAY_NONE;
	im->approved_found = DAY_NONE;
	if ((rc = table_read(a, rows, o->roles, o->roles_n, t)) != RC_OK) {
		im->refusal = t->refusal;
		return rc;
	}
	import_build(a, rows, im);
	import_look_around(a, im);
	import_finish(a, o, im);
	crosscheck(a, o, im);
	return RC_OK;
}

enum rc
import_rows(struct arena *a, const struct paste_rows *rows,
    const struct import_options *o, struct import *im)
{
	memset(im, 0, sizeof(*im));
	im->encoding = "UTF-8";
	im->notice = "";
	return read_rows(a, rows, o, im);
}

enum rc
import_read(struct arena *a, const void *bytes, size_t n,
    const struct import_options *o, struct import *im)
{
	struct paste_text text;
	struct paste_rows rows;
	enum rc rc;

	memset(im, 0, sizeof(*im));
	if ((rc = paste_text(a, bytes, n, &text)) != RC_OK) {
		im->refusal = text.refusal;
		return rc;
	}
	im->encoding = text.encoding;
	im->notice = text.notice;
	if ((rc = paste_read(a, text.text, &rows)) != RC_OK) {
		im->refusal = rows.refusal;
		return rc;
	}
	return read_rows(a, &rows, o, im);
}

/* What nastavnik-reader prints begins like this. */
static bool
is_blocks(const char *source, size_t n)
{
	static const char mark[] = "\"blocks\":";

	return n > 0 && source[0] == '{' &&
	       memmem(source, n, mark, sizeof(mark) - 1) != NULL;
}

enum rc
import_source(struct arena *a, const char *source, size_t n,
    const struct import_options *o, struct import *im)
{
	struct paste_rows rows;

	if (!is_blocks(source, n))
		return import_read(a, source, n, o, im);
	if (paste_blocks(a, source, &rows) == RC_OK)
		return import_rows(a, &rows, o, im);
	*im = (struct import){ .refusal = rows.refusal };
	return RC_INVALID;
}
