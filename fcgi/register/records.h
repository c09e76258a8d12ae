#ifndef REGISTER_RECORDS_H
#define REGISTER_RECORDS_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct record;
struct store;

enum records_which {
	RECORDS_SHOWN, /* public: shown and not archived */
	RECORDS_KEPT,  /* not archived */
	RECORDS_ARCHIVED
};

/* In the register's order, at most REGISTER_RECORDS_MAX. */
enum rc records_list(struct store *, struct arena *, const char *reg,
    enum records_which, struct record **, int *n) MUST_USE;
enum rc records_count(
    struct store *, const char *reg, enum records_which, int *n) MUST_USE;
/* RC_NOT_FOUND also when its register is described no more. */
enum rc records_by_id(
    struct store *, struct arena *, int64_t id, struct record *) MUST_USE;
/* Ids above that one, in order, of all registers. */
enum rc records_ids(
    struct store *, int64_t after, int max, int64_t *ids, int *n) MUST_USE;
/* When any record of it changed last; 0: there is none. */
enum rc records_changed_at(
    struct store *, const char *reg, int64_t *at) MUST_USE;

/* How many are to be erased by that time. */
enum rc records_erasable(struct store *, int64_t now, int *n) MUST_USE;

/* Rows are written by record.c and file.c only. */
enum rc records_insert(struct store *, struct record *) MUST_USE;
/* RC_CONFLICT: not of that version any more; it grows by one. */
enum rc records_update(struct store *, struct record *) MUST_USE;
/* A file came: the version stays, what was typed meanwhile is still good. */
enum rc records_touch(struct store *, int64_t id, int64_t at) MUST_USE;
enum rc records_erase(struct store *, int64_t now) MUST_USE;

#endif
