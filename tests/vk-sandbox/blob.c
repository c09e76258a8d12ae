#include "blob.h"
#include "mem.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

void
blob_sha256(const void *data, size_t len, char out[65])
{
	unsigned char sum[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(sum, data, len);
	sodium_bin2hex(out, 65, sum, sizeof(sum));
}

struct blob *
blob_make(const void *data, size_t len)
{
	struct blob *b = mem_grow(NULL, sizeof(*b) + len + 1);

	b->refs = 1;
	b->len = len;
	if (len > 0)
		memcpy(b->data, data, len);
	b->data[len] = '\0';
	blob_sha256(b->data, len, b->sha256);
	return b;
}

struct blob *
blob_ref(struct blob *b)
{
	if (b != NULL)
		b->refs++;
	return b;
}

void
blob_drop(struct blob *b)
{
	if (b != NULL && --b->refs == 0)
		free(b);
}
