#include "desk/topic/topic_fresh.h"

#include <string.h>

#include "base/date.h"
#include "mediaplan/event.h"
#include "mediaplan/stories.h"
#include "people/account.h"
#include "register/record.h"
#include "section/topic.h"
#include "web/request.h"

enum {
	OWN_DAYS = 365,	   /* a page of the school's own: looked at each year */
	EVENTS_READ = 100, /* of those ahead: a year of a busy school */
	FAR_DAYS = 366 * 2 /* no event is planned further ahead */
};

static void
newer(struct topic_fresh *f, int64_t at, const char *what)
{
	if (at <= f->at)
		return;
	f->at = at;
	f->what = what;
}

/* What changes a page besides its own words. */
static enum rc
newest_story(const struct request *rq, int days, int64_t *at)
{
	(void)days;
	return stories_latest(request_store(rq), request_now(rq), at);
}

/* One that was is as new as its day; one ahead, as what is known of it. */
static enum rc
newest_event(const struct request *rq, int days, int64_t *at)
{
	int64_t now = request_now(rq);
	struct event *list;
	int n;
	enum rc rc = events_list(request_store(rq), request_arena(rq),
	    date_add_days(now, -days), date_add_days(now, FAR_DAYS), true,
	    EVENTS_READ, &list, &n);

	*at = 0;
	for (int i = 0; rc == RC_OK && i < n; i++) {
		int64_t e = list[i].starts_at < now ? list[i].starts_at
						    : list[i].updated_at;

		if (e > *at)
			*at = e;
	}
	return rc;
}

static const struct {
	const char *name, *what;
	enum rc (*newest)(const struct request *, int days, int64_t *);
} sources[] = {
	{ "news", "новость", newest_story },
	{ "events", "событие", newest_event },
};

static enum rc
from_sources(
    const struct request *rq, const struct topic *t, struct topic_fresh *f)
{
	int64_t at;
	enum rc rc;

	if (t->def == NULL)
		return RC_OK;
	for (size_t i = 0; i < LEN(sources); i++) {
		if (strcmp(sources[i].name, t->name) != 0)
			continue;
		rc = sources[i].newest(rq, t->def->fresh_days, &at);
		if (rc != RC_OK)
			return rc;
		newer(f, at, sources[i].what);
	}
	if (*t->def->records == '\0')
		return RC_OK;
	rc = records_changed_at(request_store(rq), t->def->records, &at);
	if (rc == RC_OK)
		newer(f, at, "запись");
	return rc;
}

/* When the first of these accounts was made: the section is no older. */
static enum rc
born_at(const struct request *rq, int64_t *at)
{
	struct account *list;
	int n;
	enum rc rc =
	    accounts_list(request_store(rq), request_arena(rq), &list, &n);

	*at = request_now(rq);
	for (int i = 0; rc == RC_OK && i < n; i++)
		if (list[i].created_at < *at)
			*at = list[i].created_at;
	return rc;
}

enum rc
desk_topic_fresh(
    const struct request *rq, const struct topic *t, struct topic_fresh *f)
{
	int days = t->def != NULL ? t->def->fresh_days : OWN_DAYS;
	int64_t at;
	enum rc rc;

	*f = (struct topic_fresh){ .what = "" };
	newer(f, t->updated_at, "текст");
	newer(f, t->checked_at, "проверка");
	if ((rc = from_sources(rq, t, f)) != RC_OK)
		return rc;
	at = f->at;
	if (at == 0 && (rc = born_at(rq, &at)) != RC_OK)
		return rc;
	f->stale = days > 0 && !t->hidden &&
		   at < date_add_days(request_now(rq), -days);
	return RC_OK;
}

enum rc
desk_topic_fresh_stale(const struct request *rq, int *n)
{
	struct topic *list;
	struct topic_fresh f;
	int all;
	enum rc rc =
	    topic_list(request_store(rq), request_arena(rq), &list, &all);

	*n = 0;
	for (int i = 0; rc == RC_OK && i < all; i++) {
		if (list[i].hidden)
			continue;
		if ((rc = desk_topic_fresh(rq, &list[i], &f)) == RC_OK)
			*n += f.stale;
	}
	return rc;
}
