#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/secret.h"

enum { SECRET_PATH_MAX = 4096 };
/* A VK key has some 200 characters; this leaves room for any of its kind. */
enum { SECRET_SEALED_MAX = 65536 };

enum { KEY = crypto_box_SECRETKEYBYTES, HEX = 2 * KEY };
_Static_assert(crypto_box_PUBLICKEYBYTES == KEY, "both halves are 32 bytes");
_Static_assert(crypto_box_SEALBYTES == SECRET_SEAL, "see secret.h");

static const char pub_name[] = "publisher.pub";
static const char key_name[] = "publisher.key";

enum rc
secret_init(void)
{
	if (sodium_init() >= 0)
		return RC_OK;
	log_error("libsodium does not start");
	return RC_FAIL;
}

static char *
random_name(struct arena *a, size_t bytes, size_t chars)
{
	unsigned char raw[32];
	char *out = arena_alloc(a, chars + 1);

	randombytes_buf(raw, bytes);
	sodium_bin2base64(out, chars + 1, raw, bytes,
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(raw, sizeof(raw));
	return out;
}

char *
secret_token(struct arena *a)
{
	return random_name(a, 32, SECRET_TOKEN);
}

char *
secret_name(struct arena *a)
{
	return random_name(a, 16, SECRET_NAME);
}

void
secret_hash(unsigned char out[SECRET_HASH], const void *p, size_t n)
{
	crypto_generichash(out, SECRET_HASH, p, n, NULL, 0);
}

static char *
hex_of(struct arena *a, const unsigned char *p, size_t n)
{
	char *hex = arena_alloc(a, 2 * n + 1);

	return sodium_bin2hex(hex, 2 * n + 1, p, n);
}

char *
secret_mac(struct arena *a, const char *key, const char *text)
{
	crypto_auth_hmacsha256_state st;
	unsigned char mac[crypto_auth_hmacsha256_BYTES];

	crypto_auth_hmacsha256_init(
	    &st, (const unsigned char *)key, strlen(key));
	crypto_auth_hmacsha256_update(
	    &st, (const unsigned char *)text, strlen(text));
	crypto_auth_hmacsha256_final(&st, mac);
	sodium_memzero(&st, sizeof(st));
	return hex_of(a, mac, sizeof(mac));
}

char *
secret_sha256_hex(struct arena *a, const void *p, size_t n)
{
	unsigned char sum[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(sum, p, n);
	return hex_of(a, sum, sizeof(sum));
}

/* A file holds one line of hex digits: it can be looked at and copied. */
static enum rc
read_key(const char *path, unsigned char out[KEY])
{
	char hex[HEX + 2];
	size_t got = 0;
	ssize_t n;
	int fd;
	enum rc rc = RC_OK;

	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0) {
		if (errno == ENOENT)
			return RC_NOT_FOUND;
		if (errno == EACCES)
			return RC_DENIED;
		log_error("%s: %s", path, strerror(errno));
		return RC_FAIL;
	}
	n = read(fd, hex, sizeof(hex));
	close(fd);
	if (n != HEX + 1 || hex[HEX] != '\n' ||
	    sodium_hex2bin(out, KEY, hex, HEX, NULL, &got, NULL) != 0 ||
	    got != KEY) {
		log_error("%s: not a key", path);
		rc = RC_FAIL;
	}
	sodium_memzero(hex, sizeof(hex));
	return rc;
}

/* The name of a directory entry lasts only when the directory is synced. */
static void
sync_dir(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

/* The whole file or none of it.  fresh: a file that is there already wins
 * (two programs start at once) and RC_CONFLICT comes back. */
static enum rc
write_key(const char *dir, const char *name, const unsigned char key[KEY],
    mode_t mode, bool fresh)
{
	char path[SECRET_PATH_MAX], part[SECRET_PATH_MAX], hex[HEX + 1];
	int fd, failed;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if (snprintf(part, sizeof(part), "%s/%s.XXXXXX", dir, name) >=
	    (int)sizeof(part))
		return RC_FAIL;
	if ((fd = mkostemp(part, O_CLOEXEC)) < 0) {
		log_error("%s: %s", part, strerror(errno));
		return RC_FAIL;
	}
	sodium_bin2hex(hex, sizeof(hex), key, KEY);
	hex[HEX] = '\n';
	failed = write(fd, hex, sizeof(hex)) != (ssize_t)sizeof(hex) ||
		 fchmod(fd, mode) != 0 || fsync(fd) != 0;
	sodium_memzero(hex, sizeof(hex));
	close(fd);
	if (!failed)
		failed = fresh ? link(part, path) : rename(part, path);
	if (failed && errno == EEXIST) {
		unlink(part);
		return RC_CONFLICT;
	}
	if (failed)
		log_error("%s: %s", path, strerror(errno));
	if (failed || fresh)
		unlink(part);
	sync_dir(dir);
	return failed ? RC_FAIL : RC_OK;
}

enum rc
secret_keys_make(const char *state)
{
	char path[SECRET_PATH_MAX];
	unsigned char key[KEY], pub[KEY], stands[KEY];
	enum rc rc;

	snprintf(path, sizeof(path), "%s/%s", state, key_name);
	rc = read_key(path, key);
	if (rc == RC_NOT_FOUND) {
		randombytes_buf(key, sizeof(key));
		rc = write_key(state, key_name, key, 0600, true);
		if (rc == RC_CONFLICT) /* somebody made it just now */
			rc = read_key(path, key);
	}
	if (rc != RC_OK && rc != RC_DENIED)
		goto out;
	snprintf(path, sizeof(path), "%s/%s", state, pub_name);
	if (rc == RC_DENIED) {
		/* The key is another user's: its public half must be there. */
		rc = read_key(path, stands);
		if (rc != RC_OK)
			log_error(
			    "%s: made only by who may read the key", path);
		rc = rc == RC_OK ? RC_OK : RC_FAIL;
		goto out;
	}
	/* The public half follows from the key: a crash between the two or a
	 * copy from elsewhere is mended here. */
	crypto_scalarmult_base(pub, key);
	if (read_key(path, stands) != RC_OK ||
	    memcmp(pub, stands, sizeof(pub)) != 0)
		rc = write_key(state, pub_name, pub, 0644, false);
out:
	sodium_memzero(key, sizeof(key));
	return rc;
}

enum rc
secret_seal(const char *state, struct arena *a, const char *text,
    unsigned char **out, size_t *n)
{
	char path[SECRET_PATH_MAX];
	unsigned char pub[KEY];
	size_t len = strlen(text);
	enum rc rc;

	if (len > SECRET_SEALED_MAX - SECRET_SEAL)
		return RC_TOO_LARGE;
	snprintf(path, sizeof(path), "%s/%s", state, pub_name);
	if ((rc = read_key(path, pub)) != RC_OK)
		return rc;
	*out = arena_alloc(a, len + SECRET_SEAL);
	*n = len + SECRET_SEAL;
	if (crypto_box_seal(*out, (const unsigned char *)text, len, pub) == 0)
		return RC_OK;
	log_error("%s: not a key", path);
	return RC_FAIL;
}

enum rc
secret_open(const char *state, struct arena *a, const void *sealed, size_t n,
    char **text)
{
	char path[SECRET_PATH_MAX];
	unsigned char key[KEY], pub[KEY];
	char *plain;
	enum rc rc;

	if (n < SECRET_SEAL || n > SECRET_SEALED_MAX)
		return RC_INVALID;
	snprintf(path, sizeof(path), "%s/%s", state, key_name);
	if ((rc = read_key(path, key)) != RC_OK)
		return rc;
	crypto_scalarmult_base(pub, key);
	plain = arena_alloc(a, n - SECRET_SEAL + 1);
	if (crypto_box_seal_open((unsigned char *)plain, sealed, n, pub, key) !=
	    0)
		rc = RC_INVALID;
	else
		*text = plain;
	sodium_memzero(key, sizeof(key));
	return rc;
}

void
secret_wipe(char *s)
{
	if (s)
		sodium_memzero(s, strlen(s));
}
