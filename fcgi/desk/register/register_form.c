#include "desk/register/register_form.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "desk/part.h"
#include "desk/register/register_part.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

/* Names of the form's own fields stay clear of a register's. */
#define FIELD_PREFIX "f-"

/* What a template calls each type. */
static const char *const type_words[] = {
	[REGISTER_LINE] = "line",
	[REGISTER_TEXT] = "text",
	[REGISTER_MARKDOWN] = "markdown",
	[REGISTER_INT] = "int",
	[REGISTER_DATE] = "date",
	[REGISTER_CHOICE] = "choice",
	[REGISTER_FLAG] = "flag",
	[REGISTER_URL] = "url",
	[REGISTER_EMAIL] = "email",
	[REGISTER_FILE] = "file",
};

static const char again[] = "Файл не сохранён: выберите его ещё раз.";

/* ------------------------------------------------------------- reading */

enum rc
desk_register_form_open(struct register_form *f, const struct request *rq)
{
	int64_t id;
	enum rc rc;

	*f = (struct register_form){ .rq = rq };
	if ((f->def = desk_register_part_def(rq)) == NULL)
		return RC_NOT_FOUND;
	record_init(&f->stored, f->def);
	record_init(&f->record, f->def);
	if (strcmp(request_part(rq, "id"), "") == 0)
		return RC_OK;
	if ((id = request_part_id(rq, "id")) == 0)
		return RC_NOT_FOUND;
	rc =
	    records_by_id(request_store(rq), request_arena(rq), id, &f->stored);
	if (rc != RC_OK)
		return rc;
	f->record = f->stored;
	return f->stored.def == f->def ? RC_OK : RC_NOT_FOUND;
}

/* An unticked box is not sent at all; any other field that is missing stays
 * as it was. */
static void
read_values(struct register_form *f)
{
	struct arena *a = request_arena(f->rq);

	for (int i = 0; i < f->def->fields_n; i++) {
		const struct register_field *d = &f->def->fields[i];
		const char *sent = request_field(
		    f->rq, arena_printf(a, FIELD_PREFIX "%s", d->name));

		if (sent != NULL)
			f->record.values[i] = sent;
		else if (d->type == REGISTER_FLAG)
			f->record.values[i] = "";
	}
}

static int
field_of(const struct register_form *f, const struct upload *u)
{
	size_t n = strlen(FIELD_PREFIX);
	const struct register_field *d = NULL;

	if (strncmp(u->field, FIELD_PREFIX, n) == 0)
		d = register_field(f->def, u->field + n);
	return d != NULL && d->type == REGISTER_FILE ? (int)(d - f->def->fields)
						     : -1;
}

static enum rc
read_uploads(struct register_form *f)
{
	const struct upload *all;
	int n = request_uploads(f->rq, &all);

	for (int i = 0; i < n && f->uploads_n < REGISTER_UPLOADS_MAX; i++) {
		int field = field_of(f, &all[i]), k = f->uploads_n;
		const char *why;
		enum rc rc;

		/* A field without a choice comes as a file without a name. */
		if (field < 0 || *all[i].filename == '\0')
			continue;
		f->uploads[k].upload = &all[i];
		f->uploads[k].field = field;
		f->uploads_n++;
		rc = file_take(request_arena(f->rq), all[i].fd,
		    &f->uploads[k].taken, &why);
		if (rc == RC_INVALID || rc == RC_TOO_LARGE)
			f->errors[field] = why;
		else if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

enum rc
desk_register_form_read(struct register_form *f)
{
	const char *sent = request_field(f->rq, "version");
	const char *errors[REGISTER_FIELDS_MAX];
	enum rc rc;
	int wrong = 0;

	f->record.version = 0;
	if (sent == NULL || !text_int(sent, 0, INT64_MAX, &f->record.version))
		f->record.version = 0; /* stale: nobody saw it */
	read_values(f);
	if ((rc = read_uploads(f)) != RC_OK)
		return rc;
	wrong = record_check(request_arena(f->rq), &f->record, errors);
	for (int i = 0; i < f->def->fields_n; i++)
		if (f->errors[i] == NULL)
			f->errors[i] = errors[i];
		else
			wrong++;
	if (wrong == 0)
		return RC_OK;
	f->problem = "Запись не сохранена: исправьте отмеченные поля.";
	return RC_INVALID;
}

/* ------------------------------------------------------------- showing */

static void
show_choices(struct view *v, const struct register_field *d, const char *value)
{
	for (int i = 0; i < d->choices_n; i++)
		desk_part_choice(v, "Choices", d->choices[i].value,
		    d->choices[i].label,
		    strcmp(d->choices[i].value, value) == 0);
}

static void
show_files(const struct register_form *f, struct view *v,
    const struct register_field *d, const struct file *files, int n)
{
	struct arena *a = request_arena(f->rq);
	bool current = true;

	for (int i = 0; i < n; i++) {
		if (strcmp(files[i].field, d->name) != 0)
			continue;
		if (current) {
			view_in(v, "File");
			view_flag(v, "scanned", files[i].scanned);
		} else {
			view_row(v, "Versions");
		}
		view_int(v, "id", files[i].id);
		view_text(v, "slug", files[i].slug);
		view_text(v, "filename", files[i].filename);
		view_text(v, "label", files[i].label);
		view_text(v, "size", text_bytes(a, files[i].bytes));
		view_time(
		    v, "created", files[i].created_at, request_now(f->rq));
		view_out(v);
		current = false;
	}
}

/* After a refusal: a browser does not give the chosen file again. */
static const char *
error_of(const struct register_form *f, int i, enum rc outcome)
{
	if (f->errors[i] != NULL || outcome == RC_OK)
		return f->errors[i];
	for (int k = 0; k < f->uploads_n; k++)
		if (f->uploads[k].field == i)
			return again;
	return NULL;
}

static void
show_field(const struct register_form *f, struct view *v, int i,
    const struct file *files, int n, enum rc outcome)
{
	const struct register_field *d = &f->def->fields[i];
	struct arena *a = request_arena(f->rq);
	const char *value = f->record.values[i];

	view_row(v, "Fields");
	view_text(v, "id", arena_printf(a, FIELD_PREFIX "%s", d->name));
	view_text(v, "type", type_words[d->type]);
	view_text(v, "label", d->label);
	if (*d->help != '\0')
		view_text(v, "help", d->help);
	view_flag(v, "required", d->required);
	view_text(v, "value", value);
	view_text(v, "words", record_words(a, &f->record, d->name));
	view_flag(v, "checked", d->type == REGISTER_FLAG && *value != '\0');
	view_text(v, "error", error_of(f, i, outcome));
	if (d->type == REGISTER_INT)
		view_int(v, "max", d->max);
	show_choices(v, d, value);
	if (outcome == RC_CONFLICT && strcmp(value, f->stored.values[i]) != 0) {
		view_flag(v, "differs", true);
		view_text(v, "theirs", record_words(a, &f->stored, d->name));
	}
	if (d->type == REGISTER_FILE)
		show_files(f, v, d, files, n);
	view_out(v);
}

static void
show_record(const struct register_form *f, struct view *v, enum rc outcome)
{
	int64_t now = request_now(f->rq);

	view_in(v, "Record");
	view_int(v, "version",
	    outcome == RC_CONFLICT ? f->stored.version : f->record.version);
	if (f->stored.id != 0) {
		view_int(v, "id", f->stored.id);
		view_text(v, "heading", record_heading(&f->stored));
		desk_register_part_state(v, &f->stored);
		view_time(v, "created", f->stored.created_at, now);
		view_time(v, "updated", f->stored.updated_at, now);
	}
	view_flag(v, "shown", f->stored.shown);
	view_flag(v, "archived", f->stored.archived);
	view_out(v);
}

enum rc
desk_register_form_show(
    struct register_form *f, struct reply *rp, enum rc outcome)
{
	struct view *v = reply_view(rp);
	struct file *files = NULL;
	int n = 0;
	enum rc rc;

	if (f->stored.id != 0 &&
	    (rc = files_of(request_store(f->rq), request_arena(f->rq),
		 f->stored.id, &files, &n)) != RC_OK)
		return rc;
	desk_register_part_page(f->rq, rp, f->def,
	    f->stored.id != 0 ? record_heading(&f->stored) : f->def->add);
	if (outcome != RC_OK)
		desk_part_problem(v, f->problem);
	view_flag(v, "Conflict", outcome == RC_CONFLICT);
	show_record(f, v, outcome);
	for (int i = 0; i < f->def->fields_n; i++)
		show_field(f, v, i, files, n, outcome);
	reply_page(rp, "desk/register_record.cs");
	return outcome;
}
