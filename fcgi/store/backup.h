#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include <stdbool.h>
#include "base/rc.h"
#include "store/site.h"

/*
 * A backup is one folder: site.db (taken online), media/, site.conf and
 * MANIFEST with the SHA-256 of each file, written last: a folder without it
 * is not a backup.  A key of VK in it is sealed; it is of use only together
 * with publisher.key, which is not in it.
 */
enum rc backup_make(
    const struct site_paths *, const char *site, const char *to) MUST_USE;
/* Checks every sum first, then puts the site in place in one rename.
 * RC_CONFLICT: the site exists and force is not given (with force the old
 * one goes to STATE/.removed).  RC_INVALID: not a whole backup. */
enum rc backup_restore(const struct site_paths *, const char *from,
    const char *site, bool force) MUST_USE;

#endif
