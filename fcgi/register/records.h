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

/* In the register's order. */
enum rc records_list(struct store *, struct arena *, const char *reg,
    enum records_which, struct record **, int *n) MUST_USE;
enum rc records_by_id(
    struct store *, struct arena *, int64_t id, struct record *) MUST_USE;
/* When any record of it changed last; 0: there is none. */
enum rc records_changed_at(
    struct store *, const char *reg, int64_t *at) MUST_USE;
/* The newest record and how many; rows are written by record.c only. */
enum rc records_insert(
    struct store *, struct record *, const char *content) MUST_USE;
enum rc records_update(
    struct store *, const struct record *, const char *content) MUST_USE;

#endif
