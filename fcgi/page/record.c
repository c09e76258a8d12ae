#include "page/record.h"

#include <string.h>

#include "base/arena.h"
#include "base/markdown.h"
#include "base/text.h"
#include "page/card.h"
#include "register/file.h"
#include "register/files.h"
#include "register/record.h"
#include "web/request.h"
#include "web/view.h"

struct page_record_files {
	struct file *list; /* by record, newest first */
	int n;
};

/* The place of a record's first file. */
static int
first_file(const struct page_record_files *files, int64_t record_id)
{
	int lo = 0, hi = files->n;

	while (lo < hi) {
		int middle = lo + (hi - lo) / 2;

		if (files->list[middle].record_id < record_id)
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo;
}

static bool
has_files(const struct register_def *def)
{
	for (int i = 0; i < def->fields_n; i++)
		if (def->fields[i].type == REGISTER_FILE)
			return true;
	return false;
}

enum rc
page_record_list(const struct request *req, const char *reg,
    struct record **out, int *n, struct page_record_files **files)
{
	struct store *st = request_store(req);
	struct arena *a = request_arena(req);
	const struct register_def *def = register_by_name(reg);
	enum rc rc;

	*files = arena_alloc(a, sizeof(**files));
	*n = 0;
	if (def == NULL)
		return RC_OK;
	rc = records_list(st, a, reg, RECORDS_SHOWN, out, n);
	if (rc == RC_OK && *n > 0 && has_files(def))
		rc = files_of_register(
		    st, a, reg, RECORDS_SHOWN, &(*files)->list, &(*files)->n);
	return rc;
}

static void
record_file(struct view *v, const struct file *f, int64_t now, struct arena *a)
{
	view_textf(v, "address", "/file/%lld/%s", (long long)f->id, f->slug);
	view_text(v, "label", f->label);
	view_text(v, "type", f->type);
	view_text(v, "size", text_bytes(a, f->bytes));
	view_text(v, "filename", f->filename);
	view_flag(v, "scanned", f->scanned);
	view_time(v, "added", f->created_at, now);
}

/* The newest file at the field's node, the earlier ones under it. */
static void
record_files(const struct request *req, struct view *v, const struct record *r,
    const char *field, const struct page_record_files *files)
{
	struct arena *a = request_arena(req);
	int64_t now = request_now(req);
	int found = 0;

	for (int i = first_file(files, r->id);
	     i < files->n && files->list[i].record_id == r->id; i++) {
		const struct file *f = &files->list[i];

		if (strcmp(f->field, field) != 0)
			continue;
		if (found++ == 0) {
			record_file(v, f, now, a);
			continue;
		}
		view_row(v, "versions");
		view_int(v, "n", found);
		record_file(v, f, now, a);
		view_out(v);
	}
	if (found > 1)
		view_textf(v, "earlier", "%d %s", found - 1,
		    text_plural(found - 1, "прежняя редакция",
			"прежние редакции", "прежних редакций"));
}

static void
record_field(const struct request *req, struct view *v, const struct record *r,
    int i, const struct page_record_files *files)
{
	const struct register_field *f = &r->def->fields[i];
	struct arena *a = request_arena(req);
	const char *value = r->values[i];

	if (f->inner || (*value == '\0' && f->type != REGISTER_FILE))
		return;
	if (f->type == REGISTER_URL)
		view_url(v, f->name, value);
	else
		view_text(v, f->name, value);
	view_in(v, f->name);
	switch (f->type) {
	case REGISTER_CHOICE:
	case REGISTER_DATE:
		view_text(v, "words", record_words(a, r, f->name));
		break;
	case REGISTER_MARKDOWN:
		view_html(v, "html", markdown_html(a, value));
		break;
	case REGISTER_TEXT:
		page_card_lines(v, a, "lines", value);
		break;
	case REGISTER_FILE:
		record_files(req, v, r, f->name, files);
		break;
	default:
		break;
	}
	view_out(v);
}

void
page_record(const struct request *req, struct view *v, const struct record *r,
    const struct page_record_files *files)
{
	view_int(v, "id", r->id);
	for (int i = 0; i < r->def->fields_n; i++)
		record_field(req, v, r, i, files);
}
