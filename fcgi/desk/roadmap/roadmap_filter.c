#include "desk/roadmap/roadmap_filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "desk/part.h"
#include "desk/roadmap/roadmap_part.h"
#include "roadmap/activity.h"
#include "roadmap/roadmap.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

enum {
	PAGES_MAX = 1000,  /* more than ACTIVITIES_MAX rows have */
	CHOICES_MAX = 200, /* a longer list nobody reads through */
	TITLE_MAX = 60	   /* letters of a choice: the width of a phone */
};

static bool
is_who(const char *who, const struct activity_person *p)
{
	int64_t id;

	if (who[0] == '=')
		return strcmp(who + 1, p->words) == 0;
	return text_int(who, 1, INT64_MAX, &id) && p->account_id == id;
}

/* People come row by row, so their rows are in the order of ids. */
static void
read_ids(const struct request *rq, const struct activity_person *people, int n,
    struct roadmap_filter *f)
{
	int64_t *ids =
	    arena_alloc(request_arena(rq), ((size_t)n + 1) * sizeof(*ids));

	f->ids = ids;
	for (int i = 0; i < n; i++)
		if (is_who(f->who, &people[i]) &&
		    (f->ids_n == 0 ||
			ids[f->ids_n - 1] != people[i].activity_id))
			ids[f->ids_n++] = people[i].activity_id;
}

void
desk_roadmap_filter_read(const struct request *rq, int64_t cycle_id,
    const struct activity_person *people, int n, struct roadmap_filter *f)
{
	int64_t page = 1;

	*f = (struct roadmap_filter){ .cycle_id = cycle_id,
		.state = request_query(rq, "state"),
		.who = request_query(rq, "who") };
	text_int(request_query(rq, "section"), 1, INT64_MAX, &f->section);
	text_int(request_query(rq, "page"), 1, PAGES_MAX, &page);
	f->page = (int)page;
	if (strcmp(f->who, "me") == 0)
		f->who = arena_printf(request_arena(rq), "%lld",
		    (long long)request_session(rq)->account_id);
	if (f->who[0] != '\0')
		read_ids(rq, people, n, f);
}

static int
by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

bool
desk_roadmap_filter_lets(
    const struct roadmap_filter *f, const struct activity *act, int today)
{
	const char *show = activity_shows[activity_show(act, today)].name;

	if (f->state[0] != '\0' && strcmp(f->state, show) != 0 &&
	    !(strcmp(f->state, "done") == 0 && strcmp(show, "late") == 0))
		return false;
	if (f->section != 0 && f->section != act->section_id)
		return false;
	return f->who[0] == '\0' || bsearch(&act->id, f->ids, (size_t)f->ids_n,
					sizeof(*f->ids), by_id) != NULL;
}

const char *
desk_roadmap_filter_address(const struct request *rq,
    const struct roadmap_filter *f, const char *state, int page)
{
	struct arena *a = request_arena(rq);
	const char *s =
	    arena_printf(a, "/desk/roadmap?cycle=%lld", (long long)f->cycle_id);

	if (state[0] != '\0')
		s = arena_printf(a, "%s&state=%s", s, desk_part_url(rq, state));
	if (f->who[0] != '\0')
		s = arena_printf(a, "%s&who=%s", s, desk_part_url(rq, f->who));
	if (f->section != 0)
		s = arena_printf(
		    a, "%s&section=%lld", s, (long long)f->section);
	if (page > 1)
		s = arena_printf(a, "%s&page=%d", s, page);
	return s;
}

/* ---------------------------------------------------------- to choose from */

static bool
seen(const struct activity_person *const *list, int n,
    const struct activity_person *p)
{
	for (int i = 0; i < n; i++)
		if (p->account_id != 0
			? list[i]->account_id == p->account_id
			: list[i]->account_id == 0 &&
			      strcmp(list[i]->words, p->words) == 0)
			return true;
	return false;
}

/* Accounts by their number, others by the words of the document. */
static void
show_who(const struct request *rq, struct view *v,
    const struct roadmap_filter *f, const struct activity_person *people, int n)
{
	const struct activity_person *list[CHOICES_MAX];
	struct arena *a = request_arena(rq);
	int m = 0;

	for (int i = 0; i < n && m < CHOICES_MAX; i++) {
		const struct activity_person *p = &people[i];
		const char *value;

		if (seen(list, m, p))
			continue;
		list[m++] = p;
		value = p->account_id != 0
			    ? arena_printf(a, "%lld", (long long)p->account_id)
			    : arena_printf(a, "=%s", p->words);
		desk_part_choice(v, "Who", value,
		    p->account_id != 0 ? p->name
				       : text_cut(a, p->words, TITLE_MAX),
		    strcmp(value, f->who) == 0);
	}
}

void
desk_roadmap_filter_show(const struct request *rq, struct view *v,
    const struct roadmap_filter *f, const struct roadmap_section *sections,
    int sections_n, const struct activity_person *people, int people_n)
{
	struct arena *a = request_arena(rq);

	for (int i = 0; i < sections_n && i < CHOICES_MAX; i++)
		desk_part_choice_id(v, "Sections", sections[i].id,
		    text_cut(a,
			desk_roadmap_part_head(
			    rq, sections[i].number, sections[i].title),
			TITLE_MAX),
		    sections[i].id == f->section);
	show_who(rq, v, f, people, people_n);
	view_flag(v, "Filter.on", f->who[0] != '\0' || f->section != 0);
	view_text(v, "Filter.state", f->state);
	view_flag(v, "Filter.mine",
	    strcmp(f->who, arena_printf(a, "%lld",
			       (long long)request_session(rq)->account_id)) ==
		0);
}
