#ifndef REGISTER_RECORD_H
#define REGISTER_RECORD_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "register/records.h"
#include "register/register.h"

struct actor;
struct arena;
struct store;

/* One record of a register. */
struct record {
	int64_t id; /* 0: new */
	const struct register_def *def;
	const char *values[REGISTER_FIELDS_MAX]; /* as fields; never NULL */
	bool shown;				 /* on the public page */
	bool archived; /* kept, out of every list but the archive */
	int64_t version, created_at, updated_at;
	int64_t erase_at;    /* 0: never */
	const char *content; /* as stored: JSON */
};

/* Empty, of this register. */
void record_init(struct record *, const struct register_def *);
/* "" if there is none or no such field. */
const char *record_value(const struct record *, const char *field);
/* A choice's label, a date in words, a flag as да or нет, else the value. */
const char *record_words(
    struct arena *, const struct record *, const char *field);
const char *record_heading(const struct record *);

/* Cleans the values and judges them: errors[i] is the sentence about field
 * i, NULL when it is good.  Returns how many are not. */
int record_check(struct arena *, struct record *,
    const char *errors[REGISTER_FIELDS_MAX]) MUST_USE;
/* Who may see the records of a list, who may write them. */
bool record_may_see(const struct register_def *, unsigned roles);
bool record_may_write(const struct register_def *, unsigned roles);
/* A look at a personal list, or at one record of it, stands in the journal;
 * of other lists nothing happens. */
enum rc record_seen(struct store *, struct arena *, const struct actor *,
    const struct register_def *, int64_t id, const char *how) MUST_USE;
/* What no consent came for in time is gone; *n of them.  One transaction with
 * the journal; without any nothing is written. */
enum rc record_erase_due(
    struct store *, struct arena *, int64_t now, int *n) MUST_USE;
/* Checks, stores, journal, search index.  Changing shown takes
 * MAY_PLAN.  RC_CONFLICT: stale version; RC_INVALID and RC_DENIED: *why is
 * the sentence, *field its field or "". */
enum rc record_save(struct store *, struct arena *, const struct actor *,
    struct record *, const char **field, const char **why) MUST_USE;
/* MAY_PLAN.  What goes into the archive is hidden, and comes back hidden:
 * its consents may be over by then.  RC_INVALID: the list is full. */
enum rc record_archive(struct store *, struct arena *, const struct actor *,
    int64_t id, bool archived) MUST_USE;

/* Inside the transaction of a change: what readers may find of it. */
enum rc record_index(
    struct store *, struct arena *, const struct record *) MUST_USE;
/* The same for at most max records after an id, in a transaction of its own;
 * *last is where to go on, 0 when all are done. */
enum rc record_index_next(
    struct store *, int64_t after, int max, int64_t *last) MUST_USE;

#endif
