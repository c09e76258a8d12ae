#include "roadmap/intake.h"

#include <string.h>
#include "base/arena.h"
#include "base/clock.h"
#include "base/secret.h"
#include "base/text.h"
#include "people/journal.h"
#include "people/role.h"
#include "programme/cycle.h"
#include "roadmap/activity.h"
#include "roadmap/due.h"
#include "import/import.h"
#include "roadmap/intake_inner.h"
#include "roadmap/roadmap.h"
#include "store/db.h"

static const char denied[] = "Дорожную карту ведут куратор и директор.";

/* "number content deadline": false when a word is no role. */
static bool
roles_parse(struct arena *a, const char *words, enum column_role *roles, int *n)
{
	char *s = arena_strdup(a, words), *save = NULL;

	*n = 0;
	for (char *w = strtok_r(s, " ", &save); w != NULL;
	     w = strtok_r(NULL, " ", &save)) {
		int r = 0;

		while (r < COLUMN_ROLES && strcmp(column_roles[r], w) != 0)
			r++;
		if (r == COLUMN_ROLES || *n == PASTE_COLUMNS_MAX)
			return false;
		roles[(*n)++] = r;
	}
	return true;
}

enum rc
intake_import(struct store *st, struct arena *a, const struct intake *t,
    struct import *im)
{
	enum column_role roles[PASTE_COLUMNS_MAX];
	struct import_options o = { 0 };
	struct roadmap map = { .approved_on = DAY_NONE };
	struct cycle c;
	enum rc rc;

	if ((rc = cycles_by_id(st, a, t->cycle_id, &c)) != RC_OK)
		return rc;
	if (t->roadmap_id != 0 &&
	    (rc = roadmaps_by_id(st, a, t->roadmap_id, &map)) != RC_OK)
		return rc;
	due_period(&c, &o.period);
	o.approved =
	    map.approved_on != DAY_NONE ? map.approved_on : c.approved_on;
	if (roles_parse(a, t->roles, roles, &o.roles_n) && o.roles_n > 0)
		o.roles = roles;
	return import_source(a, t->source, strlen(t->source), &o, im);
}

/* ----------------------------------------------------------------- begin */

static enum rc
insert_within(struct store *st, const struct actor *by, struct intake *t,
    const char *sha256)
{
	enum rc rc = intakes_insert(st, t, sha256);

	return rc == RC_OK ? journal_add(st, by, "import_read", "intake", t->id,
				 t->filename)
			   : rc;
}

/* One transaction around the row and its line in the journal. */
static enum rc
insert(struct store *st, const struct actor *by, struct intake *t,
    const char *sha256)
{
	enum rc rc;

	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, insert_within(st, by, t, sha256));
}

enum rc
intake_begin(struct store *st, struct arena *a, const struct actor *by,
    int64_t cycle_id, const char *filename, const void *bytes, size_t n,
    int64_t *id, const char **why)
{
	struct intake t = { .cycle_id = cycle_id,
		.state = "preview",
		.roles = "",
		.report = "" };
	struct import *im = arena_alloc(a, sizeof(*im));
	struct paste_text text;
	enum rc rc;

	*why = denied;
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if (paste_text(a, bytes, n, &text) != RC_OK) {
		*why = text.refusal;
		return RC_INVALID;
	}
	t.source = text.text;
	t.filename = text_cut(a, filename, INTAKE_FILENAME_MAX);
	t.account_id = by->account_id;
	t.at = clock_now();
	if ((rc = intake_import(st, a, &t, im)) != RC_OK) {
		*why = rc == RC_INVALID ? im->refusal
					: "Такого программного года нет.";
		return rc == RC_NOT_FOUND ? RC_INVALID : rc;
	}
	rc = insert(
	    st, by, &t, secret_sha256_hex(a, t.source, strlen(t.source)));
	*id = t.id;
	return rc;
}

enum rc
intake_set_roles(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, const char *roles, const char **why)
{
	enum column_role parsed[PASTE_COLUMNS_MAX];
	struct intake t;
	enum rc rc;
	int n;

	*why = denied;
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	*why = "Выберите назначение каждого столбца.";
	if (!roles_parse(a, roles, parsed, &n))
		return RC_INVALID;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	rc = intakes_by_id(st, a, id, &t);
	*why = "Импорт уже принят: его столбцы не меняют.";
	if (rc == RC_OK && strcmp(t.state, "preview") != 0)
		rc = RC_DENIED;
	t.roles = roles;
	if (rc == RC_OK)
		rc = intakes_update(st, &t);
	return store_end(st, rc);
}

/* ------------------------------------------------------------ take, undo */

enum rc
intake_take(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, struct intake_effect *effect, const char **why)
{
	struct intake_taking k = {
		.st = st, .a = a, .by = by, .effect = effect, .why = why
	};
	enum rc rc;

	*effect = (struct intake_effect){ 0 };
	*why = denied;
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	if ((rc = intakes_by_id(st, a, id, &k.t)) == RC_OK)
		rc = intake_fill(&k);
	if (rc == RC_OK)
		rc = journal_add(st, by, "import_taken", "intake", id,
		    arena_printf(a, "добавлено %d, было раньше %d",
			effect->added, effect->known));
	return store_end(st, rc);
}

static enum rc
undo_within(struct store *st, struct arena *a, const struct actor *by,
    struct intake *t, const char **why)
{
	struct roadmap map;
	enum rc rc;
	int touched;

	*why = "Этот импорт не принят, возвращать нечего.";
	if (strcmp(t->state, "taken") != 0)
		return RC_DENIED;
	if ((rc = roadmaps_by_id(st, a, t->roadmap_id, &map)) != RC_OK ||
	    (rc = activities_touched(st, t->id, &touched)) != RC_OK)
		return rc;
	*why = "Дорожная карта утверждена: её строки не убирают.";
	if (strcmp(map.state, "draft") != 0)
		return RC_DENIED;
	*why = arena_printf(a,
	    "С этими мероприятиями уже работали: %d. Сначала отмените "
	    "решения, подтверждения и связи с событиями.",
	    touched);
	if (touched > 0)
		return RC_DENIED;
	t->state = "undone";
	if ((rc = activities_drop(st, t->id)) != RC_OK ||
	    (rc = roadmaps_drop_sections(st, t->id)) != RC_OK ||
	    (rc = intakes_update(st, t)) != RC_OK)
		return rc;
	return journal_add(st, by, "import_undone", "intake", t->id, "");
}

enum rc
intake_undo(struct store *st, struct arena *a, const struct actor *by,
    int64_t id, const char **why)
{
	struct intake t;
	enum rc rc;

	*why = denied;
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	if ((rc = intakes_by_id(st, a, id, &t)) == RC_OK)
		rc = undo_within(st, a, by, &t, why);
	return store_end(st, rc);
}
