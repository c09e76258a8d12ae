/* Any bytes as a deadline: what comes out keeps the promises of
 * roadmap/deadline.h, and a doubt leaves no window. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "roadmap/deadline.h"

static const char *const periods[] = { "school:2024", "calendar:2022",
	"2021-09-01..2024-05-31", "none" };

enum {
	BLOCKED = BIT(DEADLINE_AMBIGUOUS) | BIT(DEADLINE_INVALID_DATE) |
		  BIT(DEADLINE_NO_YEAR) | BIT(DEADLINE_UNREAD) |
		  BIT(DEADLINE_REVERSED_RANGE)
};

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check(const struct deadline *d, const char *text)
{
	if (strcmp(d->verbatim, text) != 0 ||
	    d->windows_n > DEADLINE_WINDOWS_MAX ||
	    (d->windows_n > 0 && (d->flags & BLOCKED) != 0) ||
	    (d->windows_n == 0 && d->flags == 0) ||
	    (d->windows_n == 0) != (d->precision == DEADLINE_NONE) ||
	    d->unread != ((d->flags & BIT(DEADLINE_UNREAD)) != 0) ||
	    d->suggested != (d->why != NULL))
		abort();
	for (int i = 0; i < d->windows_n; i++)
		if (d->windows[i].from == DAY_NONE ||
		    d->windows[i].from > d->windows[i].to)
			abort();
	if (d->suggested && (d->suggestion.from == DAY_NONE ||
				d->suggestion.from > d->suggestion.to))
		abort();
}

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
	check(&d, text);
	deadline_period_parse(text, &p);
	arena_reset(a);
	return 0;
}
