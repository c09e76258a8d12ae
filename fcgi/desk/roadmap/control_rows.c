#include "desk/roadmap/control_rows.h"

#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "roadmap/evidence.h"

/* Cells «Результат, вид документа» repeat: reading one again costs more than
 * looking for it among the latest. */
enum { CELLS_KEPT = 32 };

struct cell {
	const char *text, *words; /* words: the kinds, joined */
	const char *promised[EVIDENCE_PROMISED_MAX];
	int n;
};

/* What belongs to the rows, in one order with it: by activity. */
struct all {
	struct arena *a;
	struct cell cells[CELLS_KEPT];
	int cells_n;
	struct activity *acts;
	struct evidence *proofs;
	struct activity_person *people;
	int n, proofs_n, people_n, first, today;
};

/* 15.09.2026: a column of a table is narrow. */
static const char *
day_short(struct arena *a, int day)
{
	int y, m, d;

	day_parts(day, &y, &m, &d);
	return arena_printf(a, "%02d.%02d.%04d", d, m, y);
}

/* What runs from the first day of the year has only an end: «до …». */
static const char *
days_of(struct arena *a, const struct activity *act, int first)
{
	if (act->due_to == DAY_NONE || activity_undecided(act))
		return "";
	if (strcmp(act->due, "whole") == 0)
		return "весь год";
	if (act->due_from == act->due_to)
		return day_short(a, act->due_to);
	if (act->due_from <= first)
		return arena_printf(a, "по %s", day_short(a, act->due_to));
	return arena_printf(a, "%s – %s", day_short(a, act->due_from),
	    day_short(a, act->due_to));
}

static const char *
by_days(struct arena *a, const char *what, int n)
{
	return arena_printf(
	    a, "%s %d %s", what, n, text_plural(n, "день", "дня", "дней"));
}

/* Why the deadline does not count, where it does not. */
static const char *
deadline_remark(const struct activity *act)
{
	static const struct {
		const char *due, *words;
	} dues[] = {
		{ "open", "срок не подтверждён" },
		{ "external", "срок внешний, дата не назначена" },
		{ "none", "срока нет" },
	};

	for (size_t i = 0; i < LEN(dues); i++)
		if (strcmp(dues[i].due, act->due) == 0 &&
		    (i == 0 || act->due_to == DAY_NONE))
			return dues[i].words;
	return "";
}

static const char *
remark_of(struct arena *a, const struct control_row *r, int today)
{
	const struct activity *act = r->act;
	const char *first = "", *deadline = "", *reason = act->reason;

	if (r->show == ACTIVITY_DONE_LATE)
		first =
		    by_days(a, "с опозданием на", act->done_on - act->due_to);
	else if (r->show == ACTIVITY_OVERDUE)
		first = by_days(a, "срок прошёл:", today - act->due_to);
	if (r->show != ACTIVITY_DROPPED)
		deadline = deadline_remark(act);
	return arena_printf(a, "%s%s%s%s%s", first,
	    *first != '\0' && *deadline != '\0' ? "; " : "", deadline,
	    (*first != '\0' || *deadline != '\0') && *reason != '\0' ? "; "
								     : "",
	    reason);
}

static const char *
joined(struct arena *a, const char *const *words, int n)
{
	struct strbuf b;
	const char *out;

	if (n == 0)
		return "";
	strbuf_init(&b);
	for (int i = 0; i < n; i++)
		strbuf_addf(&b, "%s%s", i > 0 ? ", " : "", words[i]);
	out = arena_strdup(a, b.buf);
	strbuf_free(&b);
	return out;
}

/* Accounts among those who answer for it, once each. */
static const char *
people_of(struct arena *a, const struct activity_person *list, int n)
{
	const char *names[ACTIVITY_PEOPLE_MAX];
	int64_t accounts[ACTIVITY_PEOPLE_MAX];
	int k = 0;

	for (int i = 0; i < n && k < ACTIVITY_PEOPLE_MAX; i++) {
		bool there = list[i].account_id == 0;

		for (int j = 0; j < k; j++)
			there = there || accounts[j] == list[i].account_id;
		if (there)
			continue;
		accounts[k] = list[i].account_id;
		names[k++] = activity_person_name(a, &list[i]);
	}
	return joined(a, names, k);
}

static const struct cell *
cell_of(struct all *all, const char *text)
{
	struct cell *c;

	for (int i = 0; i < all->cells_n && i < CELLS_KEPT; i++)
		if (strcmp(all->cells[i].text, text) == 0)
			return &all->cells[i];
	c = &all->cells[all->cells_n++ % CELLS_KEPT];
	c->text = text;
	c->n = evidence_promised(all->a, text, c->promised);
	c->words = joined(all->a, c->promised, c->n);
	return c;
}

/* As evidence_missing, whose reading of the cell is done here already. */
static const char *
lacking_of(struct arena *a, const struct cell *c, const struct control_row *r)
{
	const char *missing[EVIDENCE_PROMISED_MAX];
	int n = 0;

	if (r->proofs_n == 0)
		return c->words;
	for (int i = 0; i < c->n; i++) {
		bool met = false;

		for (int k = 0; k < r->proofs_n && !met; k++)
			met = evidence_meets(a, &r->proofs[k], c->promised[i]);
		if (!met)
			missing[n++] = c->promised[i];
	}
	return joined(a, missing, n);
}

static void
make(struct all *all, struct control_row *r)
{
	const struct cell *c = cell_of(all, r->act->result);

	r->show = activity_show(r->act, all->today);
	r->days = days_of(all->a, r->act, all->first);
	r->promised = c->words;
	r->lacking = lacking_of(all->a, c, r);
	r->remark = remark_of(all->a, r, all->today);
}

static enum rc
read_all(struct store *st, int64_t roadmap_id, struct all *all)
{
	enum rc rc;

	if ((rc = activities_list(
		 st, all->a, roadmap_id, &all->acts, &all->n)) != RC_OK ||
	    (rc = evidences_of(st, all->a, roadmap_id, 0, &all->proofs,
		 &all->proofs_n)) != RC_OK)
		return rc;
	return activities_people(
	    st, all->a, roadmap_id, 0, &all->people, &all->people_n);
}

/* The first of a list by activity that is not before it: the rows come in
 * the document's order, which need not be that of their ids. */
static int
first_proof(const struct all *all, int64_t id)
{
	int lo = 0, hi = all->proofs_n;

	while (lo < hi) {
		int mid = (lo + hi) / 2;

		if (all->proofs[mid].activity_id < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static int
first_person(const struct all *all, int64_t id)
{
	int lo = 0, hi = all->people_n;

	while (lo < hi) {
		int mid = (lo + hi) / 2;

		if (all->people[mid].activity_id < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

enum rc
desk_control_rows(struct store *st, struct arena *a, int64_t roadmap_id,
    int first, int today, struct control_row **out, int *n)
{
	struct all all = { .a = a, .first = first, .today = today };
	struct control_row *list;
	enum rc rc = read_all(st, roadmap_id, &all);

	if (rc != RC_OK)
		return rc;
	list = arena_alloc(a, (size_t)(all.n + 1) * sizeof(*list));
	for (int i = 0; i < all.n; i++) {
		struct control_row *r = &list[i];
		int64_t id = all.acts[i].id;
		int p = first_proof(&all, id), w = first_person(&all, id);
		int end = w;

		r->act = &all.acts[i];
		r->proofs = all.proofs + p;
		while (p + r->proofs_n < all.proofs_n &&
		       all.proofs[p + r->proofs_n].activity_id == id)
			r->proofs_n++;
		while (end < all.people_n && all.people[end].activity_id == id)
			end++;
		r->people = people_of(a, all.people + w, end - w);
		make(&all, r);
	}
	*out = list;
	*n = all.n;
	return RC_OK;
}

bool
desk_control_rows_gap(const struct control_row *r, enum control_gap gap)
{
	bool done = r->show == ACTIVITY_DONE || r->show == ACTIVITY_DONE_LATE;

	if (r->show == ACTIVITY_DROPPED)
		return false;
	switch (gap) {
	case CONTROL_NOT_DONE:
		return !done;
	case CONTROL_LATE:
		return r->show == ACTIVITY_DONE_LATE ||
		       r->show == ACTIVITY_OVERDUE;
	case CONTROL_OPEN:
		return activity_undecided(r->act);
	case CONTROL_NO_PROOF:
		return done && *r->lacking != '\0';
	case CONTROL_GAPS:
		break;
	}
	return false;
}
