#ifndef PEOPLE_ACCOUNT_H
#define PEOPLE_ACCOUNT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "people/accounts.h"

struct actor;
struct arena;
struct store;

/*
 * Who may sign in.  Each function below is one transaction and writes the
 * journal.  Passwords are argon2id (libsodium, 2 passes, 19 MiB).
 */
enum {
	ACCOUNT_LOGIN_MAX = 64, /* code points */
	ACCOUNT_NAME_MAX = 120,
	ACCOUNT_PASSWORD_MIN = 8, /* bytes; shorter is guessed */
	ACCOUNT_PASSWORD_MAX =
	    256, /* bytes; hashing more is work for nothing */
	ACCOUNT_RECOVERY_CODES = 8,
	/* Sign-in: 5 failures per account or 20 per address close for 15 min. */
	ACCOUNT_TRIES = 5,
	ACCOUNT_ADDRESS_TRIES = 20,
	ACCOUNT_CLOSED_S = 900
};

struct account {
	int64_t id;
	const char *login;
	const char *name;
	unsigned roles;
	bool locked;
	bool totp; /* second factor is on */
	int64_t created_at;
};

/* RC_INVALID with a sentence in *why; RC_CONFLICT: login taken. */
enum rc account_add(struct store *, struct arena *, const struct actor *,
    const char *login, const char *name, unsigned roles, const char *password,
    int64_t *id, const char **why) MUST_USE;
/* RC_DENIED: nobody who manages accounts would be left. */
enum rc account_set_roles(struct store *, const struct actor *, int64_t id,
    const char *name, unsigned roles) MUST_USE;
enum rc account_set_locked(struct store *, const struct actor *, int64_t id,
    bool locked) MUST_USE; /* locking drops its sessions */
enum rc account_set_password(struct store *, struct arena *,
    const struct actor *, int64_t id, const char *password,
    const char **why) MUST_USE; /* drops its sessions */

/* RC_OK; RC_DENIED: wrong (the same answer and the same time for an unknown
 * login); RC_BUSY: closed for a while, *until says until when (0: not
 * closed, the store is held by others); *left is how many tries remain. */
enum rc account_sign_in(struct store *, struct arena *, const char *login,
    const char *password, const char *address, int64_t now, struct account *,
    int *left, int64_t *until) MUST_USE;

/* Second factor (RFC 6238, 30 s, 6 digits; oath).  _start makes a secret,
 * returns it in base32 and as an otpauth address; nothing is stored until
 * _enable proves a code of it.  _enable returns the recovery codes, shown
 * once. */
enum rc account_totp_start(struct arena *, const struct account *,
    const char *issuer, const char **secret, const char **uri) MUST_USE;
enum rc account_totp_enable(struct store *, struct arena *,
    const struct actor *, int64_t id, const char *secret, const char *code,
    int64_t now, const char ***codes, int *n) MUST_USE;
/* A code of the app (each step once) or a recovery code (each once);
 * RC_DENIED counts as a failed sign-in; RC_BUSY with *until not 0: closed
 * until then. */
enum rc account_totp_check(struct store *, struct arena *, int64_t id,
    const char *code, int64_t now, int64_t *until) MUST_USE;
enum rc account_totp_off(
    struct store *, const struct actor *, int64_t id) MUST_USE;

/* The secret word of the personal calendar address; a new one makes the
 * old address dead. */
enum rc account_calendar_new(struct store *, struct arena *,
    const struct actor *, int64_t id, const char **secret) MUST_USE;

#endif
