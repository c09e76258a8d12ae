#include "deadline/deadline_inner.h"

/* From a piece of the calendar to its days. */
enum {
	MONTHS = 12,
	WEEK = 7,
	WEEKS_MAX = 5,
	DECADE = 10,
	DECADES = 3,
	HALF_MONTH = 15,
	QUARTER = 3,
	HALF = 6,
	SEPTEMBER = 9,
	AUGUST = 8,
	MAY = 5,
	DECEMBER = 12
};

static bool
days(int year, int month, int day, int year2, int month2, int day2, int *from,
    int *to)
{
	*from = day_of(year, month, day);
	*to = day2 == 0 ? day_month_end(year2, month2)
			: day_of(year2, month2, day2);
	return *from != DAY_NONE && *to != DAY_NONE;
}

/* The n-th piece of `size` days in a month of `last` pieces; the last one
 * takes what remains. */
static bool
part_of_month(const struct piece *p, int size, int last, int *from, int *to)
{
	int end = day_month_end(p->year, p->month);
	int start = day_of(p->year, p->month, 1);
	int n = p->n < 0 ? last : p->n, m = p->m < 0 ? last : p->m;

	if (start == DAY_NONE || n < 1 || m < n || m > last)
		return false;
	*from = start + (n - 1) * size;
	*to = m == last ? end : start + m * size - 1;
	return *from <= end;
}

/* Weeks count from the first day: approximate, as the words are. */
static bool
weeks(const struct piece *p, int *from, int *to)
{
	int end = day_month_end(p->year, p->month);

	if (p->n < 0 && end != DAY_NONE) {
		*to = end;
		*from = end - WEEK + 1;
		return true;
	}
	return part_of_month(p, WEEK, WEEKS_MAX, from, to);
}

static bool
weekday(const struct piece *p, int *from, int *to)
{
	int end = day_month_end(p->year, p->month);
	int start = day_of(p->year, p->month, 1);

	if (start == DAY_NONE || p->n == 0 || p->n != p->m)
		return false;
	if (p->n < 0)
		*from = end - (day_weekday(end) - p->day + WEEK) % WEEK;
	else
		*from = start + (p->day - day_weekday(start) + WEEK) % WEEK +
			(p->n - 1) * WEEK;
	*to = *from;
	return *from <= end;
}

static bool
halves(const struct piece *p, bool school, int *from, int *to)
{
	int y = p->year, n = p->n, m = p->m;

	if (n < 0)
		n = m = 2;
	if (n < 1 || m < n || m > 2)
		return false;
	if (!school)
		return days(
		    y, n * HALF - HALF + 1, 1, y, m * HALF, 0, from, to);
	return days(n == 1 ? y : y + 1, n == 1 ? SEPTEMBER : 1, 1,
	    m == 1 ? y : y + 1, m == 1 ? DECEMBER : MAY, 0, from, to);
}

bool
deadline_bounds(const struct piece *p, const struct deadline_period *period,
    int *from, int *to)
{
	int y = p->year, last = p->pair_end != 0 ? p->pair_end : y;

	switch (p->kind) {
	case PIECE_DAY:
		return days(y, p->month, p->day, y, p->month, p->day, from, to);
	case PIECE_MONTH:
		return days(y, p->month, 1, y, p->month, 0, from, to);
	case PIECE_QUARTER:
		if (p->n < 1 || p->m < p->n || p->m > MONTHS / QUARTER)
			return false;
		return days(y, p->n * QUARTER - QUARTER + 1, 1, y,
		    p->m * QUARTER, 0, from, to);
	case PIECE_HALF:
		return halves(p, p->study || period->school, from, to);
	case PIECE_WEEK:
		return weeks(p, from, to);
	case PIECE_DECADE:
		return part_of_month(p, DECADE, DECADES, from, to);
	case PIECE_HALFPART:
		return part_of_month(p, HALF_MONTH, 2, from, to);
	case PIECE_WEEKDAY:
		return weekday(p, from, to);
	case PIECE_YEAR:
		return days(y, 1, 1, last, MONTHS, 0, from, to);
	case PIECE_SCHOOLYEAR:
		if (last == y)
			last++;
		return days(y, SEPTEMBER, 1, last, AUGUST, 0, from, to);
	}
	return false;
}
