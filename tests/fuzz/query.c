/* Any bytes as a query: what comes out is valid UTF-8 and within limits. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "web/query.h"
#include "web/request.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *a;
	struct query q;

	if (a == NULL)
		a = arena_new();
	if (query_parse(a, (const char *)data, n, &q) == RC_OK) {
		if (q.n > REQUEST_FIELDS_MAX)
			abort();
		for (int i = 0; i < q.n; i++) {
			const struct query_pair *p = &q.pairs[i];

			if (!text_valid(p->name, strlen(p->name)) ||
			    !text_valid(p->value, strlen(p->value)) ||
			    query_find(&q, p->name) == NULL)
				abort();
		}
	}
	arena_reset(a);
	return 0;
}
