#include "figure/figures.h"

#include "base/arena.h"
#include "base/log.h"
#include "figure/figure.h"
#include "store/db.h"

enum {
	FIGURES_CHOICES_NOW,
	FIGURES_CHOICES,
	FIGURES_TOTALS_NOW,
	FIGURES_TOTALS,
	FIGURES_INSERT_CHOICE,
	FIGURES_INSERT_TOTAL,
	FIGURES__OWN,
	FIGURES__COUNT = FIGURES__OWN + FIGURE_SQL_MAX
};

#define CHOICE                                                                 \
	"SELECT f.id, f.at, f.account_id, c.name, f.figure, f.what, f.value,"  \
	" f.reason FROM figure_choices f"                                      \
	" LEFT JOIN accounts c ON c.id = f.account_id"
#define TOTAL                                                                  \
	"SELECT t.id, t.at, t.account_id, c.name, t.name, t.source, t.value,"  \
	" t.on_day FROM totals t LEFT JOIN accounts c ON c.id = t.account_id"

/* Ours, and after them those of the descriptions; a free place holds a
 * statement that does nothing. */
static const char *sql[FIGURES__COUNT] = {
	[FIGURES_CHOICES_NOW] =
	    CHOICE " WHERE f.id IN (SELECT MAX(id) FROM figure_choices"
		   " WHERE cycle_id = ?1 GROUP BY figure, what) LIMIT ?2",
	[FIGURES_CHOICES] = CHOICE " WHERE f.cycle_id = ?1 AND f.figure = ?2"
				   " ORDER BY f.id DESC LIMIT ?3",
	[FIGURES_TOTALS_NOW] = TOTAL " WHERE t.id IN (SELECT MAX(id) FROM"
				     " totals WHERE cycle_id = ?1"
				     " GROUP BY name) LIMIT ?2",
	[FIGURES_TOTALS] =
	    TOTAL " WHERE t.cycle_id = ?1 ORDER BY t.id DESC LIMIT ?2",
	[FIGURES_INSERT_CHOICE] =
	    "INSERT INTO figure_choices (cycle_id, figure, what, value, reason,"
	    " account_id, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	[FIGURES_INSERT_TOTAL] =
	    "INSERT INTO totals (cycle_id, name, value, on_day, source,"
	    " account_id, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	[FIGURES__OWN... FIGURES__COUNT - 1] = "SELECT 0",
};
STORE_STATEMENTS(sql);

static int described;

/* ---------------------------------------------------------- descriptions */

const char *
figures_describe(const char *text)
{
	if (described == FIGURE_SQL_MAX)
		return NULL;
	sql[FIGURES__OWN + described++] = text;
	return text;
}

void
figures_forget(void)
{
	while (described > 0)
		sql[FIGURES__OWN + --described] = "SELECT 0";
}

enum rc
figures_check(struct store *st)
{
	enum rc rc = RC_OK;

	for (int i = 0; i < described; i++) {
		const char *text = sql[FIGURES__OWN + i];
		struct stmt *q = store_stmt(st, text);

		if (stmt_reads_only(q) && stmt_parameters(q) <= 6)
			continue;
		log_error("figure: not a statement that only reads by ?1 to "
			  "?6: %s",
		    text);
		rc = RC_FAIL;
	}
	return rc;
}

/* RC_FAIL: a statement that writes must not run, whoever wrote it. */
static enum rc
bind(struct store *st, const char *text, const struct figure_scope *s,
    struct stmt **out)
{
	const int64_t values[] = { s->starts_at, s->ends_at, s->cycle_id,
		s->today, s->roadmap_id, s->now };
	struct stmt *q = store_stmt(st, text);

	if (!stmt_reads_only(q)) {
		log_error("figure: refused, it does not only read: %s", text);
		return RC_FAIL;
	}
	for (int i = 0; i < stmt_parameters(q) && i < (int)LEN(values); i++)
		stmt_int(q, i + 1, values[i]);
	*out = q;
	return RC_OK;
}

enum rc
figures_number(struct store *st, const char *text, const struct figure_scope *s,
    int64_t *out)
{
	struct stmt *q;
	enum rc rc;

	*out = 0;
	if ((rc = bind(st, text, s, &q)) != RC_OK)
		return rc;
	rc = stmt_one_int(q, out);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc
figures_rows(struct store *st, struct arena *a, const char *text,
    const struct figure_scope *s, int max, struct figure_row **out, int *n,
    int *n_all)
{
	struct figure_row *list = NULL;
	struct stmt *q;
	int room = 0;
	enum rc rc;

	*n = *n_all = 0;
	*out = NULL;
	if ((rc = bind(st, text, s, &q)) != RC_OK)
		return rc;
	for (; (rc = stmt_row(q)) == RC_OK; (*n_all)++) {
		if (*n == max)
			continue;
		if (*n == room) {
			room = room == 0 ? 64 : room * 2;
			list = arena_grow(a, list, (size_t)*n * sizeof(*list),
			    (size_t)room * sizeof(*list));
		}
		list[(*n)++] = (struct figure_row){
			.kind = stmt_col_text(q, 0, a),
			.record_id = stmt_col_int(q, 1),
			.words = stmt_col_text(q, 2, a),
			.at = stmt_col_int(q, 3),
			.note = stmt_col_text(q, 4, a),
			.counts = stmt_col_int(q, 5) != 0,
		};
	}
	stmt_reset(q);
	*out = list;
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

/* --------------------------------------------------- choices and totals */

static void
choice_read(struct stmt *q, struct arena *a, void *row)
{
	struct figure_choice *c = row;

	c->id = stmt_col_int(q, 0);
	c->at = stmt_col_int(q, 1);
	c->account_id = stmt_col_int(q, 2);
	c->who = stmt_col_text(q, 3, a);
	c->figure = stmt_col_text(q, 4, a);
	c->what = stmt_col_text(q, 5, a);
	c->value = stmt_col_text(q, 6, a);
	c->reason = stmt_col_text(q, 7, a);
}

static enum rc
choice_rows(struct stmt *q, struct arena *a, struct figure_choice **out, int *n)
{
	enum rc rc;

	*out = stmt_rows(q, a, sizeof(**out), choice_read, n, &rc);
	return rc;
}

static void
total_read(struct stmt *q, struct arena *a, void *row)
{
	struct figure_total *t = row;

	t->id = stmt_col_int(q, 0);
	t->at = stmt_col_int(q, 1);
	t->account_id = stmt_col_int(q, 2);
	t->who = stmt_col_text(q, 3, a);
	t->name = stmt_col_text(q, 4, a);
	t->source = stmt_col_text(q, 5, a);
	t->value = stmt_col_int(q, 6);
	t->on_day = (int)stmt_col_int(q, 7);
}

static enum rc
total_rows(struct stmt *q, struct arena *a, struct figure_total **out, int *n)
{
	enum rc rc;

	*out = stmt_rows(q, a, sizeof(**out), total_read, n, &rc);
	return rc;
}

enum rc
figures_choices_now(struct store *st, struct arena *a, int64_t cycle_id,
    struct figure_choice **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[FIGURES_CHOICES_NOW]);

	stmt_int(q, 1, cycle_id);
	stmt_int(q, 2, FIGURE_HISTORY_MAX);
	return choice_rows(q, a, out, n);
}

enum rc
figures_choices(struct store *st, struct arena *a, int64_t cycle_id,
    const char *figure, struct figure_choice **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[FIGURES_CHOICES]);

	stmt_int(q, 1, cycle_id);
	stmt_text(q, 2, figure);
	stmt_int(q, 3, FIGURE_HISTORY_MAX);
	return choice_rows(q, a, out, n);
}

enum rc
figures_totals_now(struct store *st, struct arena *a, int64_t cycle_id,
    struct figure_total **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[FIGURES_TOTALS_NOW]);

	stmt_int(q, 1, cycle_id);
	stmt_int(q, 2, FIGURE_HISTORY_MAX);
	return total_rows(q, a, out, n);
}

enum rc
figures_totals(struct store *st, struct arena *a, int64_t cycle_id,
    struct figure_total **out, int *n)
{
	struct stmt *q = store_stmt(st, sql[FIGURES_TOTALS]);

	stmt_int(q, 1, cycle_id);
	stmt_int(q, 2, FIGURE_HISTORY_MAX);
	return total_rows(q, a, out, n);
}

enum rc
figures_insert_choice(
    struct store *st, int64_t cycle_id, const struct figure_choice *c)
{
	return store_exec(st, sql[FIGURES_INSERT_CHOICE], NULL, "ittttzi",
	    cycle_id, c->figure, c->what, c->value, c->reason, c->account_id,
	    c->at);
}

enum rc
figures_insert_total(
    struct store *st, int64_t cycle_id, const struct figure_total *t)
{
	return store_exec(st, sql[FIGURES_INSERT_TOTAL], NULL, "itiitzi",
	    cycle_id, t->name, t->value, (int64_t)t->on_day, t->source,
	    t->account_id, t->at);
}
