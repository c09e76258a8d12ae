#include <stdbool.h>

#include "base/arena.h"
#include "base/markdown.h"
#include "base/strbuf.h"
#include "register/files.h"
#include "register/record.h"
#include "store/db.h"
#include "store/search.h"

/* In one transaction of a rebuilding: a writer of the desk waits less than
 * it notices. */
enum { INDEX_CHUNK_MAX = 200 };

static const char search_kind[] = "record";

/* Types whose words readers look for. */
static const bool has_words[] = {
	[REGISTER_LINE] = true,
	[REGISTER_TEXT] = true,
	[REGISTER_MARKDOWN] = true,
	[REGISTER_DATE] = true,
	[REGISTER_CHOICE] = true,
	[REGISTER_URL] = false,
	[REGISTER_EMAIL] = true,
	[REGISTER_FILE] = false,
};

/* What the page shows of it, a line a field. */
static void
body_of(struct arena *a, const struct record *r, struct strbuf *body)
{
	for (int i = 0; i < r->def->fields_n; i++) {
		const struct register_field *f = &r->def->fields[i];
		const char *words = record_words(a, r, f->name);

		if (*r->values[i] == '\0' || f->inner || f->heading ||
		    !has_words[f->type])
			continue;
		if (f->type == REGISTER_MARKDOWN)
			words = markdown_plain(a, words);
		strbuf_adds(body, words);
		strbuf_addc(body, '\n');
	}
}

static enum rc
index_put(struct store *st, struct arena *a, const struct record *r)
{
	struct search_doc doc = { .kind = search_kind,
		.record_id = r->id,
		.path = arena_printf(
		    a, "%s#r%lld", r->def->address, (long long)r->id),
		.title = record_heading(r),
		.rubric = "",
		.group = r->def->group,
		.from_at = r->updated_at };
	struct strbuf body;
	enum rc rc;

	strbuf_init(&body);
	body_of(a, r, &body);
	if ((rc = files_text(st, a, r->id, &body)) == RC_OK) {
		doc.body = body.buf;
		rc = search_put(st, a, &doc);
	}
	strbuf_free(&body);
	return rc;
}

enum rc
record_index(struct store *st, struct arena *a, const struct record *r)
{
	if (!r->def->searched)
		return RC_OK;
	return r->shown && !r->archived ? index_put(st, a, r)
					: search_drop(st, search_kind, r->id);
}

static enum rc
index_some(struct store *st, const int64_t *ids, int n)
{
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && i < n; i++) {
		struct arena *a = arena_new();
		struct record r;

		rc = records_by_id(st, a, ids[i], &r);
		if (rc == RC_OK)
			rc = record_index(st, a, &r);
		else if (rc == RC_NOT_FOUND) /* of a list that is no more */
			rc = search_drop(st, search_kind, ids[i]);
		arena_free(a);
	}
	return rc;
}

enum rc
record_index_next(struct store *st, int64_t after, int max, int64_t *last)
{
	int64_t ids[INDEX_CHUNK_MAX];
	enum rc rc;
	int n;

	if (max > INDEX_CHUNK_MAX)
		max = INDEX_CHUNK_MAX;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	if ((rc = records_ids(st, after, max, ids, &n)) == RC_OK)
		rc = index_some(st, ids, n);
	if (rc == RC_OK)
		*last = n > 0 ? ids[n - 1] : 0;
	return store_end(st, rc);
}
