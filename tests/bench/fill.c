/*
 * Fills a site with many published stories for `make bench`, one a few hours
 * before the other.  fill STATE DB SITE COUNT
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/secret.h"
#include "store/db.h"
#include "store/site.h"

enum { FILL_STORY, FILL_RUBRIC, FILL__COUNT };

static const char *const sql[FILL__COUNT] = {
	[FILL_STORY] =
	    "INSERT INTO stories (kind, rubric_id, state, title, slug, lead, text,"
	    " people, publish_at, revision, changed_at, created_at)"
	    " VALUES ('news', ?1, 'scheduled', ?2, ?3, ?4, ?5, 0, ?6, 1, ?6, ?6)",
	[FILL_RUBRIC] = "SELECT id FROM rubrics ORDER BY id LIMIT 1 OFFSET ?1",
};
STORE_STATEMENTS(sql);

enum {
	/* The newest hundred fill a month as a lively school would; what is
	 * older lies close behind, so that every site shows the same month. */
	NEWEST = 100,
	NEWEST_STEP_S = 12 * 3600,
	OLDER_STEP_S = 600,
	TEXT_CHARS = 19000 /* bytes of Markdown: a page of about 30 KB */
};

static char *
text_of(struct arena *a)
{
	static const char paragraph[] =
	    "Каждый вторник после шестого урока кабинет делится пополам. "
	    "Слева — «за», справа — «против», посередине песочные часы. "
	    "**Правило одно**: сначала повтори мысль соперника.\n\n";
	char *text = arena_alloc(a, TEXT_CHARS + sizeof paragraph), *p = text;

	while (p < text + TEXT_CHARS)
		p += sprintf(p, "%s", paragraph);
	return text;
}

static enum rc
fill(struct store *st, struct arena *a, int count)
{
	const char *text = text_of(a);
	int64_t at = clock_now() - 60, rubrics[2] = { 0, 0 };
	enum rc rc;

	for (int i = 0; i < 2; i++) {
		struct stmt *q = store_stmt(st, sql[FILL_RUBRIC]);

		stmt_int(q, 1, i);
		if (stmt_row(q) == RC_OK)
			rubrics[i] = stmt_col_int(q, 0);
		stmt_reset(q);
	}
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	for (int i = 0; i < count && rc == RC_OK; i++)
		rc = store_exec(st, sql[FILL_STORY], NULL, "itttti",
		    rubrics[i % 2],
		    arena_printf(a, "Материал %d: спорить по правилам", i),
		    arena_printf(a, "material-%d", i),
		    "Тезис, довод, вопрос, ответ — и никакого крика.",
		    i < 50 ? text : "Короткий текст.",
		    at -= i < NEWEST ? NEWEST_STEP_S : OLDER_STEP_S);
	if (rc != RC_OK) {
		store_rollback(st);
		return rc;
	}
	return store_commit(st);
}

int
main(int argc, char **argv)
{
	struct site_paths paths;
	struct site *site;
	struct arena *a = arena_new();
	enum rc rc;

	if (argc != 5)
		return 2;
	paths = (struct site_paths){ argv[1], argv[2] };
	if (secret_init() != RC_OK || clock_init(argv[1], 0) != RC_OK ||
	    site_open(&paths, argv[3], &site) != RC_OK)
		return 1;
	rc = fill(site->store, a, atoi(argv[4]));
	site_close_all();
	arena_free(a);
	return rc != RC_OK;
}
