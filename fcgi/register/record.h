#ifndef REGISTER_RECORD_H
#define REGISTER_RECORD_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "register/register.h"
#include "register/records.h"

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
};

/* "" if there is none or no such field. */
const char *record_value(const struct record *, const char *field);
/* A choice's label, a date in words, else the value. */
const char *record_words(
    struct arena *, const struct record *, const char *field);
const char *record_heading(const struct record *);

/* Checks, stores, journal, search index.  RC_CONFLICT: stale version;
 * RC_INVALID: *field and *why say what and why. */
enum rc record_save(struct store *, struct arena *, const struct actor *,
    struct record *, const char **field, const char **why) MUST_USE;
enum rc record_archive(struct store *, struct arena *, const struct actor *,
    int64_t id, bool archived) MUST_USE;

#endif
