/* A document becomes a running, shown roadmap, through the product's own
 * functions: roadmap-take STATE DB SITE FILE [DRAFT] [SHOWS].  Prints its id.
 * DRAFT 1: it stays a draft. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/date.h"
#include "base/day.h"
#include "base/log.h"
#include "base/secret.h"
#include "mediaplan/kind.h"
#include "people/role.h"
#include "programme/cycle.h"
#include "roadmap/intake.h"
#include "roadmap/roadmap.h"
#include "store/db.h"
#include "store/file.h"
#include "store/site.h"

static const struct actor actor = { 1, "Проверка",
	ROLE_DIRECTOR | ROLE_CURATOR };

/* The stamps of the current cycle, as the desk would fill them in. */
static enum rc
stamps(struct store *st, struct arena *a, struct cycle *c)
{
	const char *why;
	int from, to;

	cycle_days(c, &from, &to);
	c->organisation = "МБОУ «Берёзогорская школа № 3»";
	c->agreed = "Председатель совета школы\n______ М. И. Берёза";
	c->approved = "Директор школы\n______ О. П. Северцева";
	c->order_no = "112-од";
	c->approved_on = from - 1;
	return cycle_save(st, a, &actor, c, &why);
}

static enum rc
take(struct store *st, struct arena *a, const char *file, bool draft,
    const char *shows, const char **why)
{
	struct intake_effect effect;
	struct roadmap map;
	struct cycle c;
	int64_t id;
	char *text;
	size_t n;
	enum rc rc;

	*why = "";
	if ((rc = file_read(a, file, 8 << 20, &text, &n)) != RC_OK ||
	    (rc = cycles_current(st, a, &c)) != RC_OK ||
	    (rc = stamps(st, a, &c)) != RC_OK ||
	    (rc = intake_begin(st, a, &actor, c.id, "", text, n, &id, why)) !=
		RC_OK ||
	    (rc = intake_take(st, a, &actor, id, &effect, why)) != RC_OK)
		return rc;
	id = effect.roadmap_id;
	printf("%lld\n", (long long)id);
	if (draft || (rc = roadmaps_by_id(st, a, id, &map)) != RC_OK)
		return rc;
	rc =
	    roadmap_approve(st, a, &actor, id, map.version, c.approved_on, why);
	if (rc != RC_OK || (rc = roadmaps_by_id(st, a, id, &map)) != RC_OK)
		return rc;
	return roadmap_publish(
	    st, a, &actor, id, map.version, true, shows, why);
}

int
main(int argc, char **argv)
{
	struct site_paths paths = { NULL, "db" };
	struct site *site;
	struct conf *conf;
	const char *why = "";
	struct arena *a;
	enum rc rc;

	log_init("roadmap-take");
	if (argc < 5)
		return 2;
	paths.state = argv[1];
	paths.db = argv[2];
	if (secret_init() != RC_OK ||
	    (conf = site_state_conf(paths.state)) == NULL ||
	    clock_init(paths.state, conf_int(conf, "testing") != 0) != RC_OK ||
	    kind_load(paths.db) != RC_OK ||
	    site_open(&paths, argv[3], &site) != RC_OK)
		return 1;
	conf_free(conf);
	a = arena_new();
	rc =
	    take(site->store, a, argv[4], argc > 5 && strcmp(argv[5], "1") == 0,
		argc > 6 ? argv[6] : "responsible result evidence", &why);
	if (rc != RC_OK)
		fprintf(stderr, "%d: %s\n", rc, why);
	arena_free(a);
	site_close_all();
	kind_unload();
	return rc == RC_OK ? 0 : 3;
}
