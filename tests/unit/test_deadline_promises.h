#ifndef TEST_DEADLINE_PROMISES_H
#define TEST_DEADLINE_PROMISES_H

#include <string.h>

#include "deadline/deadline.h"

/* What holds of every reading, whatever the words; the tests and the fuzzer
 * check the same. */
enum {
	DEADLINE_DOUBTS = BIT(DEADLINE_AMBIGUOUS) | BIT(DEADLINE_INVALID_DATE) |
			  BIT(DEADLINE_NO_YEAR) | BIT(DEADLINE_UNREAD) |
			  BIT(DEADLINE_REVERSED_RANGE)
};

static inline bool
is_window(const struct deadline_window *w)
{
	return w->from != DAY_NONE && w->to != DAY_NONE && w->from <= w->to;
}

/* Each window once, and none of them the suggestion. */
static inline const char *
broken_windows(const struct deadline *d)
{
	for (int i = 0; i < d->windows_n; i++) {
		const struct deadline_window *w = &d->windows[i];

		if (!is_window(w))
			return "a window's end is before its beginning";
		if (d->suggested && d->suggestion.from == w->from &&
		    d->suggestion.to == w->to)
			return "the suggestion is a window";
		for (int j = 0; j < i; j++)
			if (d->windows[j].from == w->from &&
			    d->windows[j].to == w->to)
				return "a window stands twice";
	}
	return NULL;
}

/* NULL: all is kept; otherwise which promise is not. */
static inline const char *
broken_promise(const struct deadline *d, const char *text)
{
	if (strcmp(d->verbatim, text) != 0)
		return "the words were changed";
	if (d->windows_n < 0 || d->windows_n > DEADLINE_WINDOWS_MAX)
		return "too many windows";
	if (d->windows_n > 0 && (d->flags & DEADLINE_DOUBTS) != 0)
		return "a window in spite of a doubt";
	if (d->unread != ((d->flags & BIT(DEADLINE_UNREAD)) != 0))
		return "unread and its flag differ";
	if ((d->windows_n == 0) != (d->precision == DEADLINE_NONE))
		return "a precision without a window, or none with one";
	if (d->windows_n == 0 && d->flags == 0)
		return "no window, and nothing says why";
	if ((d->flags & ~(BIT(DEADLINE_FLAGS) - 1)) != 0)
		return "an unknown flag";
	if ((d->windows_n > 1) !=
	    ((d->flags & BIT(DEADLINE_MULTI_WINDOW)) != 0))
		return "several windows and their flag differ";
	if (d->suggested != (d->why != NULL))
		return "a suggestion without a reason, or the reverse";
	if (d->suggested && !is_window(&d->suggestion))
		return "the suggestion's end is before its beginning";
	if (d->recurrence != NULL && d->recurrence[0] == '\0')
		return "a recurrence without words";
	return broken_windows(d);
}

#endif
