/* Any bytes as a multipart body, in pieces whose size the input chooses:
 * both ways of cutting must say the same. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "web/multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static bool
on_part(void *ctx, const char *name, const char *filename)
{
	strbuf_addf(ctx, "<%s|%s|", name, filename ? filename : "-");
	return true;
}

static bool
on_data(void *ctx, const char *s, size_t n)
{
	strbuf_add(ctx, s, n);
	return true;
}

static bool
on_end(void *ctx)
{
	strbuf_addc(ctx, '>');
	return true;
}

static enum rc
split(struct arena *a, struct strbuf *out, const char *s, size_t n, size_t step)
{
	struct multipart_sink sink = { out, on_part, on_data, on_end };
	struct multipart *m =
	    multipart_new(a, "multipart/form-data; boundary=X", 20, &sink);
	enum rc rc = RC_OK;
	size_t k;

	if (m == NULL)
		abort();
	for (size_t i = 0; i < n && rc == RC_OK; i += k) {
		k = n - i < step ? n - i : step;
		rc = multipart_feed(m, s + i, k);
	}
	return rc == RC_OK ? multipart_finish(m) : rc;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *a;
	struct strbuf whole, pieces;
	enum rc rc;

	if (a == NULL)
		a = arena_new();
	if (n < 1)
		return 0;
	strbuf_init(&whole);
	strbuf_init(&pieces);
	rc = split(a, &whole, (const char *)data + 1, n - 1, n);
	if (split(a, &pieces, (const char *)data + 1, n - 1,
		1 + data[0] % 97) != rc)
		abort();
	if (rc == RC_OK && (whole.len != pieces.len ||
			       memcmp(whole.buf, pieces.buf, whole.len) != 0))
		abort();
	strbuf_free(&whole);
	strbuf_free(&pieces);
	arena_reset(a);
	return 0;
}
