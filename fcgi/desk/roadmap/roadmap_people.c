#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/roadmap/roadmap_part.h"
#include "people/account.h"
#include "roadmap/activity.h"
#include "roadmap/roadmap.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

/*
 * Who answers for how much (R15).  The document names people in its own
 * words; here they get an account, for all rows that name them at once.  A
 * surname that one account alone has is offered.
 */
enum {
	PEOPLE_MAX = 200, /* lines: a document names some dozens */
	NAME_MAX = 300,	  /* letters of the document's words, shown */
	SURNAME_MIN = 4	  /* letters of a word that names somebody */
};

struct load {
	const struct activity_person *person;
	int all, done, overdue, open;
	int next; /* the nearest day that is ahead; DAY_NONE */
};

static bool
same(const struct activity_person *a, const struct activity_person *b)
{
	return a->account_id == b->account_id &&
	       (a->account_id != 0 || strcmp(a->words, b->words) == 0);
}

static struct load *
load_of(struct load *list, int *n, const struct activity_person *p)
{
	for (int i = 0; i < *n; i++)
		if (same(list[i].person, p))
			return &list[i];
	if (*n == PEOPLE_MAX)
		return NULL;
	list[*n] = (struct load){ .person = p, .next = DAY_NONE };
	return &list[(*n)++];
}

/* Looked for from the last one on: both lists run the same way. */
static const struct activity *
row_of(const struct activity *rows, int n, int64_t id, int *hint)
{
	for (int i = 0; i < n; i++) {
		int at = (*hint + i) % n;

		if (rows[at].id == id) {
			*hint = at;
			return &rows[at];
		}
	}
	return NULL;
}

static void
load_add(struct load *l, const struct activity *act, int today, bool draft)
{
	enum activity_show show = activity_show(act, today);

	if (show == ACTIVITY_DROPPED)
		return;
	l->all++;
	l->done += show == ACTIVITY_DONE || show == ACTIVITY_DONE_LATE;
	/* In a draft nothing runs yet. */
	l->overdue += show == ACTIVITY_OVERDUE && !draft;
	l->open += show == ACTIVITY_OPEN;
	if ((show == ACTIVITY_NOW || show == ACTIVITY_AHEAD) &&
	    act->due_to != DAY_NONE && act->due_to >= today &&
	    (l->next == DAY_NONE || act->due_to < l->next))
		l->next = act->due_to;
}

/* ---------------------------------------------- whose name a cell may hold */

/* The words of the document with the marks between them as blanks, folded. */
static char *
plain(struct arena *a, const char *words)
{
	char *s = arena_printf(a, " %s ", text_fold(a, words));

	for (char *c = s; *c != '\0'; c++)
		if (strchr(",.;:()\n\t", *c) != NULL)
			*c = ' ';
	return s;
}

static bool
names(struct arena *a, const char *plain_words, const char *account)
{
	char *name = text_fold(a, account), *save = NULL;

	for (char *word = strtok_r(name, " ", &save); word != NULL;
	     word = strtok_r(NULL, " ", &save))
		if (text_chars(word) >= SURNAME_MIN &&
		    strstr(plain_words, arena_printf(a, " %s ", word)) != NULL)
			return true;
	return false;
}

/* The one account that the words name; 0: none or several. */
static int64_t
account_named(
    struct arena *a, const char *words, const struct account *list, int n)
{
	const char *said = plain(a, words);
	int64_t found = 0;

	for (int i = 0; i < n; i++) {
		if (list[i].locked || !names(a, said, list[i].name))
			continue;
		if (found != 0)
			return 0;
		found = list[i].id;
	}
	return found;
}

static bool
answers(const struct activity_person *p, int n, int64_t activity_id,
    int64_t account_id)
{
	for (int i = 0; i < n && p[i].activity_id == activity_id; i++)
		if (p[i].account_id == account_id)
			return true;
	return false;
}

/* Every row that these words name has that account already.  The rows' people
 * stand row by row. */
static bool
assigned(const struct activity_person *p, int n, const char *words,
    int64_t account_id)
{
	int first = 0;

	for (int i = 0; i < n; i++) {
		if (p[i].activity_id != p[first].activity_id)
			first = i;
		if (p[i].account_id == 0 && strcmp(p[i].words, words) == 0 &&
		    !answers(
			p + first, n - first, p[i].activity_id, account_id))
			return false;
	}
	return true;
}

/* ------------------------------------------------------------------- show */

/* What the page needs about all of them. */
struct crowd {
	const struct activity_person *people;
	const struct account *accounts;
	int people_n, accounts_n;
	int unassigned, matched; /* names without an account; with an offer */
};

static void
show_named(const struct request *rq, struct view *v, const char *words,
    struct crowd *c)
{
	struct arena *a = request_arena(rq);
	int64_t match;

	view_textf(
	    v, "who", "%s", desk_part_url(rq, arena_printf(a, "=%s", words)));
	view_text(v, "words", words);
	for (int i = 0; i < c->accounts_n; i++)
		if (assigned(
			c->people, c->people_n, words, c->accounts[i].id)) {
			view_text(v, "assigned", c->accounts[i].name);
			view_int(v, "assigned_id", c->accounts[i].id);
			return;
		}
	match = account_named(a, words, c->accounts, c->accounts_n);
	view_int(v, "match", match);
	c->unassigned++;
	c->matched += match != 0;
}

static void
show_load(const struct request *rq, struct view *v, const struct load *l,
    struct crowd *c)
{
	struct arena *a = request_arena(rq);
	const struct activity_person *p = l->person;

	view_row(v, p->account_id != 0 ? "People" : "Named");
	view_text(v, "name",
	    p->account_id != 0 ? activity_person_name(a, p)
			       : text_cut(a, p->words, NAME_MAX));
	if (p->account_id != 0)
		view_textf(v, "who", "%lld", (long long)p->account_id);
	else
		show_named(rq, v, p->words, c);
	view_int(v, "all", l->all);
	view_int(v, "done", l->done);
	view_int(v, "overdue", l->overdue);
	view_int(v, "open", l->open);
	if (l->next != DAY_NONE)
		view_text(v, "next", day_ru(a, l->next));
	view_out(v);
}

static enum rc
show_loads(const struct request *rq, struct view *v, const struct roadmap *r)
{
	struct store *st = request_store(rq);
	struct arena *a = request_arena(rq);
	struct load *list = arena_alloc(a, PEOPLE_MAX * sizeof(*list));
	int today = desk_roadmap_part_today(rq), rows_n, people_n, n = 0;
	int hint = 0;
	const struct activity *act = NULL;
	struct activity_person *people;
	struct account *accounts;
	struct activity *rows;
	struct crowd crowd = { 0 };
	enum rc rc;

	rc = activities_list(st, a, r->id, &rows, &rows_n);
	if (rc != RC_OK ||
	    (rc = activities_people(st, a, r->id, 0, &people, &people_n)) !=
		RC_OK ||
	    (rc = accounts_list(st, a, &accounts, &crowd.accounts_n)) != RC_OK)
		return rc;
	crowd.people = people;
	crowd.people_n = people_n;
	crowd.accounts = accounts;
	for (int i = 0; i < people_n; i++) {
		struct load *l = load_of(list, &n, &people[i]);

		if (act == NULL || act->id != people[i].activity_id)
			act =
			    row_of(rows, rows_n, people[i].activity_id, &hint);
		if (l != NULL && act != NULL)
			load_add(l, act, today, strcmp(r->state, "draft") == 0);
	}
	for (int i = 0; i < n; i++)
		show_load(rq, v, &list[i], &crowd);
	view_flag(v, "Unassigned", crowd.unassigned > 0);
	view_flag(v, "Matched", crowd.matched > 0);
	return RC_OK;
}

static enum rc
show(const struct request *rq, struct reply *rp, const char *problem,
    enum rc outcome)
{
	struct view *v = reply_view(rp);
	struct roadmap r;
	enum rc rc;

	rc = roadmaps_by_id(request_store(rq), request_arena(rq),
	    request_part_id(rq, "id"), &r);
	if (rc != RC_OK)
		return rc;
	desk_part_page(rq, rp, "roadmap", "Кто за что отвечает");
	if (problem != NULL)
		desk_part_problem(v, problem);
	view_int(v, "Map.id", r.id);
	view_int(v, "Map.cycle", r.cycle_id);
	view_text(v, "Map.title", r.title);
	view_flag(v, "Map.closed", strcmp(r.state, "closed") == 0);
	view_flag(v, "Map.draft", strcmp(r.state, "draft") == 0);
	if ((rc = show_loads(rq, v, &r)) != RC_OK ||
	    (rc = desk_part_who(rq, v, 0)) != RC_OK)
		return rc;
	reply_page(rp, "desk/roadmap_people.cs");
	return outcome;
}

enum rc
desk_roadmap_people(const struct request *rq, struct reply *rp)
{
	return show(rq, rp, NULL, RC_OK);
}

/* What a form has said: accounts for rows. */
struct answers {
	struct activity_answer *list;
	int n, room;
};

static void
answer_add(
    struct arena *a, struct answers *all, int64_t activity_id, int64_t account)
{
	if (all->n == all->room) {
		all->room = all->room == 0 ? 64 : all->room * 2;
		all->list = arena_grow(a, all->list,
		    (size_t)all->n * sizeof(*all->list),
		    (size_t)all->room * sizeof(*all->list));
	}
	all->list[all->n++] = (struct activity_answer){ activity_id, account };
}

/* "12=Ладыгина М. С., куратор": the account for all rows of these words. */
static enum rc
answers_of(const struct request *rq, const struct activity_person *people,
    int n, const char *sent, struct answers *all)
{
	struct arena *a = request_arena(rq);
	size_t digits = strcspn(sent, "=");
	const char *words = sent + digits;
	int64_t account;

	/* A browser sends line ends of its own. */
	if (*words == '=')
		words = text_clean(a, words + 1, strlen(words + 1));
	if (words == NULL || words[0] == '\0' ||
	    !text_int(arena_strndup(a, sent, digits), 1, INT64_MAX, &account))
		return RC_INVALID;
	for (int i = 0; i < n; i++)
		if (people[i].account_id == 0 &&
		    strcmp(people[i].words, words) == 0)
			answer_add(a, all, people[i].activity_id, account);
	return RC_OK;
}

static enum rc
assign(const struct request *rq, const char *const *sent, int sent_n, bool off,
    struct answers *all, const char **why)
{
	struct actor actor = desk_part_actor(rq);
	struct activity_person *people;
	enum rc rc;
	int n;

	rc = activities_people(request_store(rq), request_arena(rq),
	    request_part_id(rq, "id"), 0, &people, &n);
	for (int i = 0; rc == RC_OK && i < sent_n; i++)
		if (sent[i][0] != '\0')
			rc = answers_of(rq, people, n, sent[i], all);
	if (rc != RC_OK || all->n == 0)
		return rc != RC_OK ? rc : RC_INVALID;
	return (off ? activity_drop_people : activity_add_people)(
	    request_store(rq), request_arena(rq), &actor, all->list, all->n,
	    why);
}

enum rc
desk_roadmap_people_set(const struct request *rq, struct reply *rp)
{
	const char *why = "Выберите хотя бы одну учётную запись.";
	const char *sent[PEOPLE_MAX];
	/* One name is taken back by its own button: then nothing is given. */
	bool off = request_fields(rq, "off", sent, 1) > 0;
	int n = off ? 1 : request_fields(rq, "account", sent, PEOPLE_MAX);
	struct answers all = { 0 };
	enum rc rc;

	rc = assign(rq, sent, n, off, &all, &why);
	if (rc == RC_INVALID || rc == RC_DENIED)
		return show(rq, rp, why, RC_INVALID);
	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0, "%s в %d %s.", off ? "Снято" : "Назначено",
	    all.n,
	    text_plural(all.n, "мероприятии", "мероприятиях", "мероприятиях"));
	reply_redirect(rp, "/desk/roadmap/%lld/people",
	    (long long)request_part_id(rq, "id"));
	return rc;
}
