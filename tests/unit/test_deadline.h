#ifndef TEST_DEADLINE_H
#define TEST_DEADLINE_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "deadline/deadline.h"
#include "test_deadline_promises.h"

/* A reading as one line, and the arena of all readings. */
static struct arena *a;

static inline struct deadline
read_it(const char *period, const char *text, const char *approved)
{
	struct deadline_period p;
	int day = DAY_NONE;
	struct deadline d;

	assert_true(deadline_period_parse(period, &p));
	if (approved != NULL)
		assert_true(day_parse(approved, &day));
	deadline_read(a, text, &p, day, &d);
	return d;
}

static inline const char *
line_of(const struct deadline *d)
{
	struct strbuf b;
	const char *kept;

	strbuf_init(&b);
	for (int i = 0; i < d->windows_n; i++)
		strbuf_addf(&b, "%s..%s%s ", day_iso(a, d->windows[i].from),
		    day_iso(a, d->windows[i].to),
		    d->windows[i].open_left ? "<" : "");
	strbuf_adds(&b, deadline_precisions[d->precision]);
	if (d->recurrence != NULL)
		strbuf_addf(&b, " [%s]", d->recurrence);
	for (int i = 0; i < DEADLINE_FLAGS; i++)
		if (d->flags & BIT(i))
			strbuf_addf(&b, " %s", deadline_flags[i]);
	if (d->suggested)
		strbuf_addf(&b, " ?%s..%s", day_iso(a, d->suggestion.from),
		    day_iso(a, d->suggestion.to));
	kept = arena_strdup(a, b.buf);
	strbuf_free(&b);
	return kept;
}

static inline void
check_promises(const struct deadline *d, const char *text)
{
	const char *broken = broken_promise(d, text);

	if (broken != NULL)
		fail_msg("%s: %s", broken, text);
}

static inline int
start(void **state)
{
	(void)state;
	a = arena_new();
	return 0;
}

static inline int
stop(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

#endif
