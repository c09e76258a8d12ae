#ifndef BASE_SECRET_H
#define BASE_SECRET_H

#include <stddef.h>
#include "base/rc.h"

struct arena;

/*
 * Random names, hashes, and the box that only the publisher can open
 * (libsodium sealed box: X25519, XSalsa20-Poly1305).
 */
enum {
	SECRET_HASH = 32,  /* bytes of secret_hash */
	SECRET_TOKEN = 43, /* characters of secret_token without the NUL */
	SECRET_NAME = 22,  /* characters of secret_name without the NUL */
	SECRET_SEAL = 48   /* bytes that sealing adds */
};

enum rc secret_init(void) MUST_USE; /* once per process */
char *secret_token(struct arena *); /* 256 bits, base64url */
char *secret_name(struct arena *);  /* 128 bits, base64url */
void secret_hash(unsigned char out[SECRET_HASH], const void *, size_t);
/* Keyed: for CSRF tokens and guids. 64 hex digits in the arena. */
char *secret_mac(struct arena *, const char *key, const char *text);
char *secret_sha256_hex(struct arena *, const void *, size_t);

/* DIR/publisher.pub (0644) and DIR/publisher.key (0600) are made together
 * by the first that needs them (secret_keys_make, idempotent). */
enum rc secret_keys_make(const char *state) MUST_USE;
/* RC_NOT_FOUND: no public key yet. */
enum rc secret_seal(const char *state, struct arena *, const char *text,
    unsigned char **out, size_t *n) MUST_USE;
/* Publisher only. RC_INVALID: not sealed for this key. */
enum rc secret_open(const char *state, struct arena *, const void *sealed,
    size_t n, char **text) MUST_USE;
void secret_wipe(char *);

#endif
