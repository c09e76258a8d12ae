#ifndef PEOPLE_ACCOUNTS_H
#define PEOPLE_ACCOUNTS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "base/secret.h"

struct account;
struct arena;
struct store;

/* Rows of accounts and their recovery codes.  Pages read; only account.c
 * and account_totp.c write, inside their transactions. */
enum rc accounts_by_id(
    struct store *, struct arena *, int64_t id, struct account *) MUST_USE;
enum rc accounts_by_login(struct store *, struct arena *, const char *login,
    struct account *) MUST_USE;
/* secret is the word of the personal calendar address. */
enum rc accounts_by_calendar(struct store *, struct arena *, const char *secret,
    struct account *) MUST_USE;
enum rc accounts_list(
    struct store *, struct arena *, struct account **, int *n) MUST_USE;
/* Accounts that are not locked. */
enum rc accounts_count(struct store *, int *n) MUST_USE;
/* Not locked, with any of these roles, without one account. */
enum rc accounts_count_others(
    struct store *, unsigned roles, int64_t without, int *n) MUST_USE;

/* RC_CONFLICT: the login is taken. */
enum rc accounts_insert(struct store *, struct arena *, struct account *,
    const char *password_hash) MUST_USE;
enum rc accounts_set(
    struct store *, int64_t id, const char *name, unsigned roles) MUST_USE;
enum rc accounts_set_locked(struct store *, int64_t id, bool locked) MUST_USE;
enum rc accounts_set_password(
    struct store *, int64_t id, const char *password_hash) MUST_USE;
/* NULL: not an account. */
enum rc accounts_get_password(struct store *, struct arena *, int64_t id,
    const char **password_hash) MUST_USE;
/* Sign an account out everywhere. */
enum rc accounts_drop_sessions(struct store *, int64_t id) MUST_USE;
enum rc accounts_set_calendar(
    struct store *, int64_t id, const unsigned char hash[SECRET_HASH]) MUST_USE;

/* n 0: the second factor is off. */
enum rc accounts_get_totp(struct store *, struct arena *, int64_t id,
    const void **secret, size_t *n, int64_t *step) MUST_USE;
/* secret NULL switches it off. */
enum rc accounts_set_totp(struct store *, int64_t id, const void *secret,
    size_t n, int64_t step) MUST_USE;
/* RC_CONFLICT: this step or a later one was used meanwhile. */
enum rc accounts_use_step(struct store *, int64_t id, int64_t step) MUST_USE;
enum rc accounts_drop_codes(struct store *, int64_t id) MUST_USE;
enum rc accounts_add_code(
    struct store *, int64_t id, const unsigned char hash[SECRET_HASH]) MUST_USE;
/* RC_CONFLICT: no such code or used before. */
enum rc accounts_use_code(struct store *, int64_t id,
    const unsigned char hash[SECRET_HASH], int64_t now) MUST_USE;

#endif
