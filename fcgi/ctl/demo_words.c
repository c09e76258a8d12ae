#include "ctl/demo_words.h"

#include <stdio.h>
#include <string.h>
#include "base/arena.h"
#include "base/date.h"
#include "base/day.h"
#include "base/strbuf.h"

enum { MARK_BYTES = 32 };

static void
add_day(struct strbuf *b, int day)
{
	int y, m, d;

	day_parts(day, &y, &m, &d);
	strbuf_addf(b, "%02d.%02d.%d", d, m, y);
}

static bool
add_mark(struct strbuf *b, const struct demo_words *w, const char *mark)
{
	int y, m, d, by = 0;

	if (sscanf(mark, "day %d", &by) == 1) {
		add_day(b, w->today + by);
	} else if (sscanf(mark, "month-of %d", &by) == 1) {
		day_parts(w->today, &y, &m, &d);
		m += by - 1;
		strbuf_addf(
		    b, "%s %d г.", date_month_ru_gen(m % 12 + 1), y + m / 12);
	} else if (sscanf(mark, "end-month %d", &by) == 1) {
		day_parts(w->end, &y, &m, &d);
		strbuf_addf(b, "%s %d г.", date_month_ru(m), y + by);
	} else if (strcmp(mark, "end") == 0) {
		add_day(b, w->end);
	} else if (strcmp(mark, "year") == 0) {
		strbuf_adds(b, w->year);
	} else {
		return false;
	}
	return true;
}

const char *
ctl_demo_words(struct arena *a, const struct demo_words *w, const char *text)
{
	const char *result = NULL, *open, *close;
	char mark[MARK_BYTES];
	struct strbuf b;

	strbuf_init(&b);
	while ((open = strchr(text, '{')) != NULL) {
		strbuf_add(&b, text, (size_t)(open - text));
		close = strchr(open, '}');
		if (close == NULL || close - open > MARK_BYTES)
			goto out;
		snprintf(mark, sizeof(mark), "%.*s", (int)(close - open - 1),
		    open + 1);
		if (!add_mark(&b, w, mark))
			goto out;
		text = close + 1;
	}
	strbuf_adds(&b, text);
	result = arena_strdup(a, b.buf);
out:
	strbuf_free(&b);
	return result;
}
