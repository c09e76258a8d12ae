#include <string.h>

#include "base/arena.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/register/register_form.h"
#include "desk/register/register_part.h"
#include "store/site.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"

/* The buttons of the form; who may press which is told by record_save. */
static const struct act {
	const char *word;
	enum { AS_IT_IS, SHOW, HIDE } shown;
	const char *notice;
} acts[] = {
	{ "save", AS_IT_IS, "Запись сохранена." },
	{ "show", SHOW, "Запись сохранена и стоит на сайте." },
	{ "hide", HIDE, "Запись сохранена и скрыта: на сайте её нет." },
};

static const char stale[] =
    "Пока вы правили, запись изменил кто-то ещё. Ваши значения остались в "
    "полях, рядом — что сохранено сейчас. Сверьте и сохраните ещё раз.";

static const struct act *
act_of(const struct request *rq)
{
	const char *word = request_field(rq, "do");

	for (size_t i = 0; word != NULL && i < LEN(acts); i++)
		if (strcmp(acts[i].word, word) == 0)
			return &acts[i];
	return &acts[0];
}

/* Also the empty form: its address names no record. */
enum rc
desk_register_record(const struct request *rq, struct reply *rp)
{
	struct register_form f;
	enum rc rc = desk_register_form_open(&f, rq);

	if (rc == RC_OK && f.stored.id != 0)
		desk_register_part_seen(rq, rp, f.def, f.stored.id, "");
	return rc != RC_OK ? rc : desk_register_form_show(&f, rp, RC_OK);
}

/* From the journal, which knows the number alone. */
enum rc
desk_register_find(const struct request *rq, struct reply *rp)
{
	struct record r;
	enum rc rc = records_by_id(request_store(rq), request_arena(rq),
	    request_part_id(rq, "id"), &r);

	if (rc == RC_OK)
		reply_redirect(rp, "/desk/registers/%s/%lld", r.def->name,
		    (long long)r.id);
	return rc;
}

/* ---------------------------------------------------------------- saving */

/* The form again with what stands against it. */
static enum rc
show_refused(struct register_form *f, struct reply *rp, enum rc rc,
    const char *field, const char *why)
{
	const struct register_field *d = register_field(f->def, field);

	if (rc == RC_CONFLICT) {
		f->problem = stale;
		rc = records_by_id(request_store(f->rq), request_arena(f->rq),
		    f->stored.id, &f->stored);
		return rc != RC_OK
			   ? rc
			   : desk_register_form_show(f, rp, RC_CONFLICT);
	}
	if (rc != RC_INVALID && rc != RC_DENIED)
		return rc;
	f->problem = why;
	if (d != NULL)
		f->errors[d - f->def->fields] = why;
	return desk_register_form_show(f, rp, RC_INVALID);
}

static enum rc
keep_uploads(struct register_form *f, const char **why)
{
	struct actor actor = desk_part_actor(f->rq);
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && i < f->uploads_n; i++)
		rc = file_keep(request_store(f->rq), request_arena(f->rq),
		    &actor, request_site(f->rq)->dir, f->record.id,
		    f->def->fields[f->uploads[i].field].name,
		    f->uploads[i].upload->filename, f->uploads[i].upload->fd,
		    &f->uploads[i].taken, why);
	return rc;
}

static enum rc
save(struct register_form *f, struct reply *rp)
{
	const struct act *act = act_of(f->rq);
	struct actor actor = desk_part_actor(f->rq);
	const char *field = "", *why = NULL;
	enum rc rc = desk_register_form_read(f);

	if (rc == RC_INVALID)
		return desk_register_form_show(f, rp, rc);
	if (rc != RC_OK)
		return rc;
	if (act->shown != AS_IT_IS)
		f->record.shown = act->shown == SHOW;
	rc = record_save(request_store(f->rq), request_arena(f->rq), &actor,
	    &f->record, &field, &why);
	if (rc != RC_OK)
		return show_refused(f, rp, rc, field, why);
	rc = keep_uploads(f, &why);
	if (rc == RC_INVALID || rc == RC_DENIED) {
		f->stored = f->record;
		return show_refused(f, rp, RC_INVALID, "",
		    arena_printf(request_arena(f->rq),
			"Запись сохранена, файл не принят. %s", why));
	}
	if (rc == RC_OK)
		rc = session_notice(f->rq, 0, "%s", act->notice);
	reply_redirect(rp, "/desk/registers/%s/%lld", f->def->name,
	    (long long)f->record.id);
	return rc;
}

enum rc
desk_register_save(const struct request *rq, struct reply *rp)
{
	struct register_form f;
	enum rc rc = desk_register_form_open(&f, rq);

	return rc != RC_OK ? rc : save(&f, rp);
}

/* --------------------------------------------------------------- archive */

static enum rc
archive(const struct request *rq, struct reply *rp, bool archived,
    const char *words)
{
	struct actor actor = desk_part_actor(rq);
	struct register_form f;
	enum rc rc = desk_register_form_open(&f, rq);

	if (rc != RC_OK)
		return rc;
	rc = record_archive(request_store(rq), request_arena(rq), &actor,
	    f.stored.id, archived);
	if (rc == RC_INVALID) {
		f.problem = "В списке нет места: уберите в архив другую "
			    "запись и повторите.";
		return desk_register_form_show(&f, rp, rc);
	}
	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0, "%s", words);
	reply_redirect(
	    rp, "/desk/registers/%s/%lld", f.def->name, (long long)f.stored.id);
	return rc;
}

enum rc
desk_register_archive(const struct request *rq, struct reply *rp)
{
	return archive(
	    rq, rp, true, "Запись в архиве: на сайте и в списке её нет.");
}

enum rc
desk_register_restore(const struct request *rq, struct reply *rp)
{
	return archive(
	    rq, rp, false, "Запись вернулась в список. На сайте она скрыта.");
}
