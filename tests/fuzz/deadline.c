/* Any bytes as a deadline: what comes out keeps the promises of
 * deadline/deadline.h, and a doubt leaves no window. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "deadline/deadline.h"
#include "../unit/test_deadline_promises.h"

static const char *const periods[] = { "school:2024", "calendar:2022",
	"2021-09-01..2024-05-31", "none" };

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* The first byte chooses the period, the rest is the text. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *a;
	struct deadline_period p;
	struct deadline d;
	char *text;

	if (n == 0)
		return 0;
	if (a == NULL)
		a = arena_new();
	text = arena_strndup(a, (const char *)data + 1, n - 1);
	if (!deadline_period_parse(periods[data[0] % LEN(periods)], &p))
		abort();
	deadline_read(a, text, &p, day_of(2022, 4, 20), &d);
	if (broken_promise(&d, text) != NULL)
		abort();
	deadline_period_parse(text, &p);
	arena_reset(a);
	return 0;
}
