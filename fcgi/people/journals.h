#ifndef PEOPLE_JOURNALS_H
#define PEOPLE_JOURNALS_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct journal_line;
struct store;

/* Rows of the journal; everybody else goes through journal.h. */
enum rc journals_insert(struct store *, const struct journal_line *) MUST_USE;
enum rc journals_list(struct store *, struct arena *, const char *kind,
    int64_t record_id, int64_t before, int max, struct journal_line **,
    int *n) MUST_USE;

#endif
