#include "roadmap/activities.h"

#include "roadmap/activity.h"
#include "store/db.h"

enum {
	ACTIVITIES_LIST,
	ACTIVITIES_BY_ID,
	ACTIVITIES_DUE,
	ACTIVITIES_DUE_ACCOUNT,
	ACTIVITIES_PRESSING,
	ACTIVITIES_WINDOWS,
	ACTIVITIES_ITEMS,
	ACTIVITIES_PEOPLE,
	ACTIVITIES_PEOPLE_OF,
	ACTIVITIES_LAST,
	ACTIVITIES_MAKE_ROOM,
	ACTIVITIES_INSERT,
	ACTIVITIES_INSERT_WINDOW,
	ACTIVITIES_INSERT_ITEM,
	ACTIVITIES_INSERT_PERSON,
	ACTIVITIES_UPDATE,
	ACTIVITIES_SET_FLAGS,
	ACTIVITIES_DROP_ACCOUNTS,
	ACTIVITIES_SET_ITEM,
	ACTIVITIES_TOUCHED,
	ACTIVITIES_TOUCHED_OF,
	ACTIVITIES_DROP,
	ACTIVITIES_DROP_OF,
	ACTIVITIES__COUNT
};

#define ROW                                                                    \
	"SELECT a.id, a.roadmap_id, a.section_id, a.import_id, a.position,"    \
	" a.number, a.text, a.deadline, a.responsible, a.result, a.kpi,"       \
	" a.cells, a.flags, a.match, a.due_from, a.due_to, a.due, a.state,"    \
	" a.reason, a.done_on, a.hidden, (SELECT COUNT(*) FROM evidence e"     \
	" WHERE e.activity_id = a.id AND e.removed_at IS NULL), s.title,"      \
	" a.version, a.updated_at FROM activities a"                           \
	" LEFT JOIN roadmap_sections s ON s.id = a.section_id"

/* What still waits in running roadmaps: those few that have a day. */
#define DUE                                                                    \
	" WHERE a.state IN ('planned', 'working') AND a.due_to <= ?2"          \
	" AND a.due <> 'open' AND EXISTS (SELECT 1 FROM roadmaps r"            \
	" WHERE r.id = a.roadmap_id AND r.state = 'running')"

#define PEOPLE                                                                 \
	"SELECT p.activity_id, p.account_id, p.words, c.name, c.locked"        \
	" FROM activity_people p LEFT JOIN accounts c ON c.id = p.account_id"

#define TOUCHED                                                                \
	" (a.state <> 'planned' OR EXISTS (SELECT 1 FROM evidence e"           \
	" WHERE e.activity_id = a.id AND e.removed_at IS NULL) OR 'withdrawn'" \
	" <> (SELECT d.kind FROM deadline_decisions d"                         \
	" WHERE d.activity_id = a.id ORDER BY d.id DESC LIMIT 1) OR EXISTS"    \
	" (SELECT 1 FROM proposals p WHERE p.activity_id = a.id) OR EXISTS"    \
	" (SELECT 1 FROM events v WHERE v.activity_id = a.id) OR EXISTS"       \
	" (SELECT 1 FROM activity_items i WHERE i.activity_id = a.id"          \
	" AND i.done_on IS NOT NULL))"

static const char *const sql[ACTIVITIES__COUNT] = {
	[ACTIVITIES_LIST] =
	    ROW " WHERE a.roadmap_id = ?1 ORDER BY a.position LIMIT ?2",
	[ACTIVITIES_BY_ID] = ROW " WHERE a.id = ?1",
	[ACTIVITIES_DUE] = ROW DUE " ORDER BY a.due_to, a.position LIMIT ?3",
	[ACTIVITIES_DUE_ACCOUNT] =
	    ROW DUE " AND a.id IN (SELECT activity_id FROM activity_people"
		    " WHERE account_id = ?1) ORDER BY a.due_to, a.position"
		    " LIMIT ?3",
	/* As activity_show says it, of what is not done. */
	[ACTIVITIES_PRESSING] =
	    "SELECT COUNT(CASE WHEN a.due = 'open' THEN 1 END),"
	    " COUNT(CASE WHEN a.due <> 'open' AND a.due_to < ?1"
	    " AND r.state = 'running' THEN 1 END)"
	    " FROM activities a CROSS JOIN roadmaps r ON r.id = a.roadmap_id"
	    " WHERE a.state IN ('planned', 'working') AND r.state <> 'closed'",
	[ACTIVITIES_WINDOWS] =
	    "SELECT from_day, to_day, open_left FROM activity_windows"
	    " WHERE activity_id = ?1 ORDER BY position",
	[ACTIVITIES_ITEMS] = "SELECT id, text, done_on FROM activity_items"
			     " WHERE activity_id = ?1 ORDER BY position",
	[ACTIVITIES_PEOPLE] =
	    PEOPLE " WHERE p.activity_id IN (SELECT id FROM activities"
		   " WHERE roadmap_id = ?1)"
		   " ORDER BY p.activity_id, p.position",
	[ACTIVITIES_PEOPLE_OF] =
	    PEOPLE " WHERE p.activity_id = ?1 ORDER BY p.position",
	[ACTIVITIES_LAST] =
	    "SELECT MAX(position) FROM activities WHERE roadmap_id = ?1",
	[ACTIVITIES_MAKE_ROOM] = "UPDATE activities SET position = position + 1"
				 " WHERE roadmap_id = ?1 AND position > ?2",
	[ACTIVITIES_INSERT] =
	    "INSERT INTO activities (roadmap_id, section_id, import_id,"
	    " position, number, text, deadline, responsible, result, kpi,"
	    " cells, flags, match, due_from, due_to, due, state, updated_at)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
	    " ?14, ?15, ?16, ?17, ?18)"
	    " ON CONFLICT (roadmap_id, match) DO NOTHING",
	[ACTIVITIES_INSERT_WINDOW] =
	    "INSERT INTO activity_windows (activity_id, position, from_day,"
	    " to_day, open_left) VALUES (?1, ?2, ?3, ?4, ?5)",
	[ACTIVITIES_INSERT_ITEM] =
	    "INSERT INTO activity_items (activity_id, position, text)"
	    " VALUES (?1, ?2, ?3)",
	[ACTIVITIES_INSERT_PERSON] =
	    "INSERT INTO activity_people (activity_id, position, words,"
	    " account_id) VALUES (?1, ?2, ?3, ?4)",
	[ACTIVITIES_UPDATE] =
	    "UPDATE activities SET due_from = ?3, due_to = ?4, due = ?5,"
	    " state = ?6, done_on = ?7, reason = ?8, hidden = ?9,"
	    " version = ?2 + 1, updated_at = ?10"
	    " WHERE id = ?1 AND version = ?2",
	[ACTIVITIES_SET_FLAGS] =
	    "UPDATE activities SET flags = ?2 WHERE id = ?1",
	[ACTIVITIES_DROP_ACCOUNTS] =
	    "DELETE FROM activity_people WHERE activity_id = ?1"
	    " AND words = '' AND (?2 = 0 OR account_id = ?2)",
	[ACTIVITIES_SET_ITEM] = "UPDATE activity_items SET done_on = ?3"
				" WHERE id = ?2 AND activity_id = ?1",
	/* A row of an import that people have worked on; what they took back
	 * holds nothing. */
	[ACTIVITIES_TOUCHED] =
	    "SELECT COUNT(*) FROM activities a WHERE a.import_id = ?1"
	    " AND" TOUCHED,
	[ACTIVITIES_TOUCHED_OF] =
	    "SELECT COUNT(*) FROM activities a WHERE a.roadmap_id = ?1"
	    " AND" TOUCHED,
	[ACTIVITIES_DROP] = "DELETE FROM activities WHERE import_id = ?1",
	[ACTIVITIES_DROP_OF] = "DELETE FROM activities WHERE roadmap_id = ?1",
};
STORE_STATEMENTS(sql);

static void
activity_read(struct stmt *q, struct arena *a, void *row)
{
	struct activity *out = row;

	out->id = stmt_col_int(q, 0);
	out->roadmap_id = stmt_col_int(q, 1);
	out->section_id = stmt_col_int(q, 2);
	out->import_id = stmt_col_int(q, 3);
	out->position = (int)stmt_col_int(q, 4);
	out->number = stmt_col_text(q, 5, a);
	out->text = stmt_col_text(q, 6, a);
	out->deadline = stmt_col_text(q, 7, a);
	out->responsible = stmt_col_text(q, 8, a);
	out->result = stmt_col_text(q, 9, a);
	out->kpi = stmt_col_text(q, 10, a);
	out->cells = stmt_col_text(q, 11, a);
	out->flags = stmt_col_text(q, 12, a);
	out->match = stmt_col_text(q, 13, a);
	out->due_from = stmt_col_day(q, 14);
	out->due_to = stmt_col_day(q, 15);
	out->due = stmt_col_text(q, 16, a);
	out->state = stmt_col_text(q, 17, a);
	out->reason = stmt_col_text(q, 18, a);
	out->done_on = stmt_col_day(q, 19);
	out->hidden = stmt_col_int(q, 20) != 0;
	out->evidence = (int)stmt_col_int(q, 21);
	out->section = stmt_col_text(q, 22, a);
	out->version = stmt_col_int(q, 23);
	out->updated_at = stmt_col_int(q, 24);
}

static enum rc
activity_rows(struct stmt *q, struct arena *a, struct activity **out, int *n)
{
	enum rc rc;

	*out = stmt_rows(q, a, sizeof(**out), activity_read, n, &rc);
	return rc;
}

enum rc
activities_list(struct store *st, struct arena *a, int64_t roadmap_id,
    struct activity **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[ACTIVITIES_LIST]);

	stmt_int(q, 1, roadmap_id);
	stmt_int(q, 2, ACTIVITIES_MAX);
	return activity_rows(q, a, out, n);
}

enum rc
activities_by_id(
    struct store *st, struct arena *a, int64_t id, struct activity *out)
{
	struct stmt *q = store_stmt(st, sql[ACTIVITIES_BY_ID]);

	stmt_int(q, 1, id);
	return stmt_one(q, a, activity_read, out);
}

enum rc
activities_due(struct store *st, struct arena *a, int64_t account_id,
    int to_day, int max, struct activity **out, int *n)
{
	struct stmt *q = store_stmt(
	    st, sql[account_id == 0 ? ACTIVITIES_DUE : ACTIVITIES_DUE_ACCOUNT]);

	if (account_id != 0)
		stmt_int(q, 1, account_id);
	stmt_int(q, 2, to_day);
	stmt_int(q, 3, max);
	return activity_rows(q, a, out, n);
}

static void
window_read(struct stmt *q, struct arena *a, void *row)
{
	struct activity_window *w = row;

	(void)a;
	w->from = (int)stmt_col_int(q, 0);
	w->to = (int)stmt_col_int(q, 1);
	w->open_left = stmt_col_int(q, 2) != 0;
}

enum rc
activities_windows(struct store *st, struct arena *a, int64_t id,
    struct activity_window **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[ACTIVITIES_WINDOWS]);
	enum rc rc;

	stmt_int(q, 1, id);
	*out = stmt_rows(q, a, sizeof(**out), window_read, n, &rc);
	return rc;
}

static void
item_read(struct stmt *q, struct arena *a, void *row)
{
	struct activity_item *i = row;

	i->id = stmt_col_int(q, 0);
	i->text = stmt_col_text(q, 1, a);
	i->done_on = stmt_col_day(q, 2);
}

enum rc
activities_items(struct store *st, struct arena *a, int64_t id,
    struct activity_item **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[ACTIVITIES_ITEMS]);
	enum rc rc;

	stmt_int(q, 1, id);
	*out = stmt_rows(q, a, sizeof(**out), item_read, n, &rc);
	return rc;
}

static void
person_read(struct stmt *q, struct arena *a, void *row)
{
	struct activity_person *p = row;

	p->activity_id = stmt_col_int(q, 0);
	p->account_id = stmt_col_int(q, 1);
	p->words = stmt_col_text(q, 2, a);
	p->name = stmt_col_text(q, 3, a);
	p->left = stmt_col_int(q, 4) != 0;
}

enum rc
activities_people(struct store *st, struct arena *a, int64_t roadmap_id,
    int64_t id, struct activity_person **out, int *n)
{
	struct stmt *q = store_stmt(
	    st, sql[id == 0 ? ACTIVITIES_PEOPLE : ACTIVITIES_PEOPLE_OF]);
	enum rc rc;

	stmt_int(q, 1, id == 0 ? roadmap_id : id);
	*out = stmt_rows(q, a, sizeof(**out), person_read, n, &rc);
	return rc;
}

enum rc
activities_last(struct store *st, int64_t roadmap_id, int *n)
{
	struct stmt *q = store_stmt(st, sql[ACTIVITIES_LAST]);

	stmt_int(q, 1, roadmap_id);
	return stmt_count(q, n);
}

enum rc
activities_touched(struct store *st, int64_t import_id, int *n)
{
	struct stmt *q = store_stmt(st, sql[ACTIVITIES_TOUCHED]);

	stmt_int(q, 1, import_id);
	return stmt_count(q, n);
}

enum rc
activities_touched_of(struct store *st, int64_t roadmap_id, int *n)
{
	struct stmt *q = store_stmt(st, sql[ACTIVITIES_TOUCHED_OF]);

	stmt_int(q, 1, roadmap_id);
	return stmt_count(q, n);
}

enum rc
activities_pressing(struct store *st, int today, int *open, int *overdue)
{
	struct stmt *q = store_stmt(st, sql[ACTIVITIES_PRESSING]);
	enum rc rc;

	stmt_int(q, 1, today);
	if ((rc = stmt_row(q)) == RC_OK) {
		*open = (int)stmt_col_int(q, 0);
		*overdue = (int)stmt_col_int(q, 1);
	}
	stmt_reset(q);
	return rc;
}

enum rc
activities_make_room(struct store *st, int64_t roadmap_id, int after)
{
	return store_exec(st, sql[ACTIVITIES_MAKE_ROOM], NULL, "ii", roadmap_id,
	    (int64_t)after);
}

enum rc
activities_insert(struct store *st, struct activity *act)
{
	struct stmt *q = store_stmt(st, sql[ACTIVITIES_INSERT]);
	const char *const words[] = { act->number, act->text, act->deadline,
		act->responsible, act->result, act->kpi, act->cells, act->flags,
		act->match };
	enum rc rc;

	stmt_int(q, 1, act->roadmap_id);
	stmt_int_or_null(q, 2, act->section_id);
	stmt_int_or_null(q, 3, act->import_id);
	stmt_int(q, 4, act->position);
	for (size_t i = 0; i < LEN(words); i++)
		stmt_text(q, 5 + (int)i, words[i]);
	stmt_day(q, 14, act->due_from);
	stmt_day(q, 15, act->due_to);
	stmt_text(q, 16, act->due);
	stmt_text(q, 17, act->state);
	stmt_int(q, 18, act->updated_at);
	if ((rc = stmt_change(q, RC_CONFLICT)) != RC_OK)
		return rc;
	act->id = store_last_id(st);
	act->version = 1;
	return RC_OK;
}

enum rc
activities_insert_window(struct store *st, int64_t id, int position, int from,
    int to, bool open_left)
{
	return store_exec(st, sql[ACTIVITIES_INSERT_WINDOW], NULL, "iiiii", id,
	    (int64_t)position, (int64_t)from, (int64_t)to, (int64_t)open_left);
}

enum rc
activities_insert_item(
    struct store *st, int64_t id, int position, const char *text)
{
	return store_exec(st, sql[ACTIVITIES_INSERT_ITEM], NULL, "iit", id,
	    (int64_t)position, text);
}

enum rc
activities_insert_person(struct store *st, int64_t id, int position,
    const char *words, int64_t account_id)
{
	return store_exec(st, sql[ACTIVITIES_INSERT_PERSON], NULL, "iitz", id,
	    (int64_t)position, words, account_id);
}

enum rc
activities_update(struct store *st, struct activity *act)
{
	struct stmt *q = store_stmt(st, sql[ACTIVITIES_UPDATE]);
	enum rc rc;

	stmt_int(q, 1, act->id);
	stmt_int(q, 2, act->version);
	stmt_day(q, 3, act->due_from);
	stmt_day(q, 4, act->due_to);
	stmt_text(q, 5, act->due);
	stmt_text(q, 6, act->state);
	stmt_day(q, 7, act->done_on);
	stmt_text(q, 8, act->reason);
	stmt_int(q, 9, act->hidden);
	stmt_int(q, 10, act->updated_at);
	if ((rc = stmt_change(q, RC_CONFLICT)) != RC_OK)
		return rc;
	act->version++;
	return RC_OK;
}

enum rc
activities_set_flags(struct store *st, int64_t id, const char *flags)
{
	return store_change(
	    st, sql[ACTIVITIES_SET_FLAGS], RC_NOT_FOUND, "it", id, flags);
}

enum rc
activities_drop_accounts(struct store *st, int64_t id, int64_t account_id)
{
	return store_change(st, sql[ACTIVITIES_DROP_ACCOUNTS], RC_NOT_FOUND,
	    "ii", id, account_id);
}

enum rc
activities_set_item(
    struct store *st, int64_t activity_id, int64_t item_id, int done_on)
{
	struct stmt *q = store_stmt(st, sql[ACTIVITIES_SET_ITEM]);

	stmt_int(q, 1, activity_id);
	stmt_int(q, 2, item_id);
	stmt_day(q, 3, done_on);
	return stmt_change(q, RC_NOT_FOUND);
}

enum rc
activities_drop(struct store *st, int64_t import_id)
{
	return store_exec(st, sql[ACTIVITIES_DROP], NULL, "i", import_id);
}

enum rc
activities_drop_of(struct store *st, int64_t roadmap_id)
{
	return store_exec(st, sql[ACTIVITIES_DROP_OF], NULL, "i", roadmap_id);
}
