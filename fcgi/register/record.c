#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/text.h"
#include "people/journal.h"
#include "people/role.h"
#include "register/record.h"
#include "register/record_inner.h"
#include "store/db.h"

/* What of a heading stands in the journal. */
enum { DETAIL_CHARS = 120 };

/* A record being saved. */
struct save {
	struct store *st;
	struct arena *a;
	const struct actor *by;
	struct record *r, old;
	const char **field, **why;
};

static const char not_yours[] =
    "Показывает на сайте и скрывает куратор или директор.";

void
record_init(struct record *r, const struct register_def *d)
{
	*r = (struct record){ .def = d, .content = "{}" };
	for (int i = 0; i < REGISTER_FIELDS_MAX; i++)
		r->values[i] = "";
}

static int
place_of(const struct record *r, const char *field)
{
	const struct register_field *f = register_field(r->def, field);

	return f == NULL ? -1 : (int)(f - r->def->fields);
}

const char *
record_value(const struct record *r, const char *field)
{
	int i = place_of(r, field);

	return i < 0 ? "" : r->values[i];
}

const char *
record_words(struct arena *a, const struct record *r, const char *field)
{
	int i = place_of(r, field), choice, day;
	const struct register_field *f;

	if (i < 0)
		return "";
	f = &r->def->fields[i];
	switch (f->type) {
	case REGISTER_FLAG:
		return *r->values[i] != '\0' ? "да" : "нет";
	case REGISTER_CHOICE:
		choice = register_choice(f, r->values[i]);
		return choice < 0 ? r->values[i] : f->choices[choice].label;
	case REGISTER_DATE:
		return day_parse(r->values[i], &day) ? day_ru(a, day)
						     : r->values[i];
	default:
		return r->values[i];
	}
}

const char *
record_heading(const struct record *r)
{
	return r->values[r->def->heading];
}

/* --------------------------------------------------------------- people */

bool
record_may_see(const struct register_def *d, unsigned roles)
{
	return (roles & (d->personal ? MAY_SEE_PEOPLE : MAY_SEE)) != 0;
}

bool
record_may_write(const struct register_def *d, unsigned roles)
{
	return (roles & (d->personal ? MAY_PLAN : MAY_WRITE)) != 0;
}

enum rc
record_seen(struct store *st, struct arena *a, const struct actor *by,
    const struct register_def *d, int64_t id, const char *how)
{
	enum rc rc;

	if (!d->personal)
		return RC_OK;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, journal_add(st, by, "seen", "record", id,
				 arena_printf(a, "%s%s%s", d->title,
				     *how != '\0' ? ", " : "", how)));
}

static int64_t
erase_day(const struct record *r)
{
	const struct register_erase *e = &r->def->erase;

	if (e->days == 0 || *r->values[e->unless] != '\0' ||
	    strcmp(r->values[e->field], e->value) != 0)
		return 0;
	return r->created_at + e->days * INT64_C(86400);
}

enum rc
record_erase_due(struct store *st, struct arena *a, int64_t now, int *n)
{
	static const struct actor program = { 0, "программа", 0 };
	enum rc rc;

	if ((rc = records_erasable(st, now, n)) != RC_OK || *n == 0)
		return rc;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	if ((rc = records_erase(st, now)) == RC_OK)
		rc = journal_add(st, &program, "erased", "record", 0,
		    arena_printf(a, "%d %s", *n,
			text_plural(*n, "запись", "записи", "записей")));
	return store_end(st, rc);
}

/* --------------------------------------------------------------- saving */

static enum rc
refuse(struct save *s, const char *field, const char *why)
{
	*s->field = field;
	*s->why = why;
	return RC_INVALID;
}

static enum rc
save_check(struct save *s)
{
	const char *errors[REGISTER_FIELDS_MAX];
	int n;

	if (record_check(s->a, s->r, errors) == 0)
		return RC_OK;
	for (n = 0; errors[n] == NULL;)
		n++;
	return refuse(s, s->r->def->fields[n].name, errors[n]);
}

static enum rc
check_room(struct save *s)
{
	enum rc rc;
	int n = 0;

	rc = records_count(s->st, s->r->def->name, RECORDS_KEPT, &n);
	if (rc != RC_OK || n < REGISTER_RECORDS_MAX)
		return rc;
	return refuse(s, "",
	    arena_printf(s->a,
		"В списке уже %d записей, больше не помещается. Уберите "
		"ненужные в архив.",
		REGISTER_RECORDS_MAX));
}

/* What was there before: nothing, or the version that was seen. */
static enum rc
save_before(struct save *s)
{
	enum rc rc;

	if (s->r->id == 0) {
		record_init(&s->old, s->r->def);
		return check_room(s);
	}
	rc = records_by_id(s->st, s->a, s->r->id, &s->old);
	if (rc != RC_OK)
		return rc;
	if (s->old.def != s->r->def)
		return RC_NOT_FOUND;
	return s->old.version == s->r->version ? RC_OK : RC_CONFLICT;
}

static enum rc
check_shown(struct save *s)
{
	const struct register_def *d = s->r->def;

	*s->field = "";
	if (s->r->shown != s->old.shown && !(s->by->roles & MAY_PLAN)) {
		*s->why = not_yours;
		return RC_DENIED;
	}
	if (!s->r->shown)
		return RC_OK;
	if (*d->address == '\0')
		return refuse(s, "",
		    "У этого списка нет страницы на сайте: он для работы в "
		    "школе.");
	if (s->old.archived)
		return refuse(s, "",
		    "Запись в архиве. Сначала верните её, потом показывайте.");
	for (int i = 0; i < d->fields_n; i++)
		if (d->fields[i].shown_needs && *s->r->values[i] == '\0')
			return refuse(s, d->fields[i].name,
			    s->old.shown
				? "Запись стоит на сайте, поэтому отметку "
				  "убрать нельзя. Сначала скройте запись."
				: "Без этой отметки запись не показывается на "
				  "сайте. Поставьте её или сохраните запись "
				  "скрытой.");
	return RC_OK;
}

/* Of people who may not have agreed no name stays behind. */
static const char *
detail_of(struct arena *a, const struct record *r)
{
	if (r->def->personal)
		return r->def->title;
	return arena_printf(a, "%s: %s", r->def->title,
	    text_cut(a, record_heading(r), DETAIL_CHARS));
}

static enum rc
save_tell(struct save *s)
{
	const struct record *r = s->r;
	const char *detail = detail_of(s->a, r);
	enum rc rc;

	rc = journal_add(s->st, s->by, s->old.id == 0 ? "created" : "edited",
	    "record", r->id, detail);
	if (rc == RC_OK && r->shown != s->old.shown)
		rc = journal_add(s->st, s->by, r->shown ? "shown" : "hidden",
		    "record", r->id, detail);
	return rc == RC_OK ? record_index(s->st, s->a, r) : rc;
}

static enum rc
save_within(struct save *s)
{
	struct record *r = s->r;
	enum rc rc;

	if ((rc = save_before(s)) != RC_OK || (rc = check_shown(s)) != RC_OK)
		return rc;
	r->archived = s->old.archived;
	r->content = s->old.content;
	record_content_write(s->a, r);
	r->updated_at = clock_now();
	r->created_at = r->id == 0 ? r->updated_at : s->old.created_at;
	r->erase_at = erase_day(r);
	rc = r->id == 0 ? records_insert(s->st, r) : records_update(s->st, r);
	return rc == RC_OK ? save_tell(s) : rc;
}

enum rc
record_save(struct store *st, struct arena *a, const struct actor *by,
    struct record *r, const char **field, const char **why)
{
	struct save s = { st, a, by, r, { 0 }, field, why };
	int64_t id = r->id, version = r->version;
	enum rc rc;

	*field = "";
	*why = r->def->personal ? "Списки людей ведут куратор и директор."
				: "Записи правят редактор, куратор и директор.";
	if (!record_may_write(r->def, by->roles))
		return RC_DENIED;
	if ((rc = save_check(&s)) != RC_OK || (rc = store_begin(st)) != RC_OK)
		return rc;
	rc = store_end(st, save_within(&s));
	if (rc != RC_OK) {
		r->id = id;
		r->version = version;
	}
	return rc;
}

/* -------------------------------------------------------------- archive */

static enum rc
archive_within(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, bool archived)
{
	struct record r;
	enum rc rc;
	int n;

	if ((rc = records_by_id(st, a, id, &r)) != RC_OK)
		return rc;
	if (r.archived == archived)
		return RC_OK; /* pressed twice */
	if (!archived) {
		rc = records_count(st, r.def->name, RECORDS_KEPT, &n);
		if (rc != RC_OK)
			return rc;
		if (n >= REGISTER_RECORDS_MAX)
			return RC_INVALID;
	}
	r.archived = archived;
	r.shown = false;
	r.updated_at = clock_now();
	if ((rc = records_update(st, &r)) != RC_OK ||
	    (rc = record_index(st, a, &r)) != RC_OK)
		return rc;
	return journal_add(st, by, archived ? "archived" : "unarchived",
	    "record", id, detail_of(a, &r));
}

enum rc
record_archive(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, bool archived)
{
	enum rc rc;

	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, archive_within(st, a, by, id, archived));
}
