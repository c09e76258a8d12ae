#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/log.h"
#include "ctl/ctl.h"
#include "mediaplan/index.h"
#include "register/record.h"
#include "roadmap/roadmap.h"
#include "section/topic.h"
#include "store/db.h"
#include "store/search.h"

enum {
	/* Documents of one transaction: the site's own writers wait no
	 * longer than a tenth of a second for the next one … */
	REBUILD_CHUNK = 25,
	/* … and get their turn between two. */
	REBUILD_PAUSE_MS = 2,
	REBUILD_TELL = 1000 /* a line of progress after so many */
};

struct rebuild {
	struct ctl *c;
	struct store *st;
	int done, told;
};

static void
pause_and_tell(struct rebuild *r)
{
	struct timespec t = { 0, REBUILD_PAUSE_MS * 1000000L };

	nanosleep(&t, NULL);
	if (r->done - r->told < REBUILD_TELL)
		return;
	r->told = r->done;
	log_info("search: %d in the index", r->done);
}

/* Rows from the newest on, a chunk a transaction. */
static enum rc
rebuild_rows(
    struct rebuild *r, enum rc (*chunk)(struct store *, int64_t *, int, int *))
{
	int64_t below = 0;
	enum rc rc;

	while (below != 1) {
		if ((rc = store_begin(r->st)) != RC_OK)
			return rc;
		rc = chunk(r->st, &below, REBUILD_CHUNK, &r->done);
		if ((rc = store_end(r->st, rc)) != RC_OK)
			return rc;
		pause_and_tell(r);
	}
	return RC_OK;
}

static enum rc
rebuild_records(struct rebuild *r)
{
	int64_t after = 0, last = 0;
	enum rc rc;

	do {
		after = last;
		rc = record_index_next(r->st, after, REBUILD_CHUNK, &last);
		pause_and_tell(r);
	} while (rc == RC_OK && last != 0);
	return rc;
}

enum rc
ctl_search_pages(struct ctl *c, struct store *st)
{
	enum rc rc;

	if ((rc = topic_load(c->paths.db)) != RC_OK ||
	    (rc = store_begin(st)) != RC_OK)
		return rc;
	if ((rc = topic_index(st, c->arena)) == RC_OK)
		rc = roadmap_index_all(st, c->arena);
	return store_end(st, rc);
}

static enum rc
tidy(struct rebuild *r)
{
	bool more = true;
	enum rc rc = RC_OK;

	while (rc == RC_OK && more) {
		rc = search_tidy(r->st, &more);
		pause_and_tell(r);
	}
	return rc;
}

static enum ctl_exit
search_rebuild_run(struct ctl *c)
{
	struct rebuild r = { .c = c };
	struct site *site;
	enum ctl_exit exit;
	enum rc rc;

	if ((exit = ctl_site_of(c, &site)) != CTL_DONE)
		return exit;
	r.st = site->store;
	/* Newest stories first: they are asked for most. */
	if ((rc = register_load(c->paths.db)) == RC_OK &&
	    (rc = search_clear(r.st)) == RC_OK &&
	    (rc = ctl_search_pages(c, r.st)) == RC_OK &&
	    (rc = rebuild_records(&r)) == RC_OK &&
	    (rc = rebuild_rows(&r, index_events)) == RC_OK &&
	    (rc = rebuild_rows(&r, index_stories)) == RC_OK)
		rc = tidy(&r);
	if (rc == RC_OK)
		rc = search_count(r.st, &r.done);
	if (rc != RC_OK)
		return ctl_refuse_rc(c, rc, "поиск");
	ctl_say(c, "Поиск раздела «%s» собран заново, в нём страниц: %d",
	    site->name, r.done);
	ctl_set(c, "site", json_string(site->name));
	ctl_set(c, "documents", json_integer(r.done));
	return CTL_DONE;
}

const struct ctl_command ctl_search_rebuild = {
	.words = "search rebuild",
	.args = "",
	.about = "собрать поиск раздела заново",
	.notes =
	    "  Нужно, когда об этом говорит nastavnik check: после обновления\n"
	    "  программы, которая понимает слова иначе. Раздел при этом\n"
	    "  работает; пока команда идёт, находится то, что уже собрано,\n"
	    "  сначала самое новое. Сто тысяч материалов — несколько минут.\n",
	.json = "\"site\":ИМЯ,\"documents\":N",
	.example = "--site school7 search rebuild",
	.run = search_rebuild_run,
};
