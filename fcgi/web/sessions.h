#ifndef WEB_SESSIONS_H
#define WEB_SESSIONS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;
struct store;

/* Rows of the table sessions; hash is SECRET_HASH bytes. */
struct session_row {
	int64_t account_id;
	const char *name, *login;
	unsigned roles;
	bool second_factor_due;
	int64_t seen_at;
	const char *notice;
	int64_t undo_id;
};

/* With the account's name and roles; RC_NOT_FOUND also for a locked one. */
enum rc sessions_by_hash(struct store *, struct arena *, const void *hash,
    struct session_row *) MUST_USE;
enum rc sessions_insert(struct store *, const void *hash, int64_t account_id,
    int64_t now, bool second_factor_due) MUST_USE;
enum rc sessions_set_seen(
    struct store *, const void *hash, int64_t seen_at) MUST_USE;
enum rc sessions_set_notice(struct store *, const void *hash,
    const char *notice, int64_t undo_id) MUST_USE;
enum rc sessions_remove(struct store *, const void *hash) MUST_USE;
enum rc sessions_remove_account(struct store *, int64_t account_id) MUST_USE;
/* Those of the account not seen since then. */
enum rc sessions_remove_idle(
    struct store *, int64_t account_id, int64_t seen_before) MUST_USE;

#endif
