#ifndef ROADMAP_EVIDENCE_H
#define ROADMAP_EVIDENCE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct actor;
struct arena;
struct store;

/* What proves an activity (R17, R125): kind story, event, record, link,
 * paper. */
struct evidence {
	int64_t id, activity_id, record_id;
	const char *kind, *url, *words, *promised;
	int on_day;
	int64_t account_id, at, removed_at;
};

/* The kinds of document that a cell «Результат, вид документа» promises
 * ("приказ", "протокол", "реестр", "ссылки" …), from a table of words. */
int evidence_promised(struct arena *, const char *result, const char ***kinds);
/* Does it meet the promise?  A title with the kind's word, a document of
 * that kind, a link for «ссылки». */
bool evidence_meets(const struct evidence *, const char *promised);

enum rc evidence_add(struct store *, struct arena *, const struct actor *,
    struct evidence *, const char **why) MUST_USE;
enum rc evidence_remove(
    struct store *, const struct actor *, int64_t id) MUST_USE;
enum rc evidence_list(struct store *, struct arena *, int64_t activity_id,
    struct evidence **, int *n) MUST_USE;

#endif
