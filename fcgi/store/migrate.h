#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "base/rc.h"

struct store;

/*
 * Schema of a store, forward only.  db/schema.sql makes a new store at the
 * newest version; db/migrate/NNNN-name.sql brings an older one up, each in
 * its own transaction, its SHA-256 remembered in table migrations, with a
 * copy of the file (site.db.before-NNNN) taken first.  A remembered file
 * whose text changed is refused.
 */
enum rc migrate_create(struct store *, const char *db_dir) MUST_USE;
/* RC_CONFLICT: the store is newer than this program. */
enum rc migrate_run(
    struct store *, const char *db_dir, const char *store_path) MUST_USE;

#endif
