#include <string.h>

#include "base/text.h"
#include "deadline/deadline.h"

/* The period that a document's title names. */
enum {
	SEPTEMBER = 9,
	AUGUST = 8,
	MAY = 5,
	YEAR_MIN = 1990, /* as base/day.h */
	YEAR_MAX = 2198, /* and a school year ends one later */
	YEARS_MAX = 3660 /* days: no plan of a school is for more than ten
			  * years; a longer one is a slip */
};

static const struct {
	const char *word;
	bool school;
} kinds[] = { { "school:", true }, { "calendar:", false } };

/* From 1 September to a day between May and August: school years. */
static bool
is_school(int from, int to)
{
	int y, m, d, m2;

	day_parts(from, &y, &m, &d);
	day_parts(to, &y, &m2, &y);
	return m == SEPTEMBER && d == 1 && m2 >= MAY && m2 <= AUGUST;
}

static bool
parse_days(const char *s, struct deadline_period *p)
{
	enum { DAY = sizeof("2024-09-01") - 1, DOTS = 2 };
	char from[DAY + 1];

	if (strlen(s) != DAY + DOTS + DAY || strncmp(s + DAY, "..", DOTS) != 0)
		return false;
	memcpy(from, s, DAY);
	from[DAY] = '\0';
	if (!day_parse(from, &p->from) || !day_parse(s + DAY + DOTS, &p->to) ||
	    p->from > p->to || p->to - p->from > YEARS_MAX)
		return false;
	p->school = is_school(p->from, p->to);
	return true;
}

bool
deadline_period_parse(const char *s, struct deadline_period *p)
{
	int64_t year;

	*p = (struct deadline_period){ false, DAY_NONE, DAY_NONE };
	if (strcmp(s, "none") == 0)
		return true;
	for (size_t i = 0; i < LEN(kinds); i++) {
		size_t n = strlen(kinds[i].word);

		if (strncmp(s, kinds[i].word, n) != 0)
			continue;
		if (!text_int(s + n, YEAR_MIN, YEAR_MAX, &year))
			return false;
		p->school = kinds[i].school;
		p->from = day_of((int)year, p->school ? SEPTEMBER : 1, 1);
		p->to = p->school ? day_month_end((int)year + 1, AUGUST)
				  : day_month_end((int)year, 12);
		return true;
	}
	return parse_days(s, p);
}
