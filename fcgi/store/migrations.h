#ifndef STORE_MIGRATIONS_H
#define STORE_MIGRATIONS_H

#include <stdint.h>
#include "base/rc.h"

struct arena;
struct store;

/* Rows of table migrations: which files of db/migrate are in this store. */
struct migration {
	int version;
	const char *name;   /* 0002-add-photos.sql */
	const char *sha256; /* hex, of the file's text */
};

/* The table itself, if it is not there. */
enum rc migrations_make(struct store *) MUST_USE;
/* In order of version. */
enum rc migrations_list(
    struct store *, struct arena *, struct migration **, int *n) MUST_USE;
/* RC_CONFLICT: that version is there. */
enum rc migrations_insert(
    struct store *, const struct migration *, int64_t now) MUST_USE;
/* RC_NOT_FOUND: not applied. */
enum rc migrations_by_version(struct store *, int version) MUST_USE;

#endif
