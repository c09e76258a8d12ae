#ifndef CTL_DEMO_WORDS_H
#define CTL_DEMO_WORDS_H

struct arena;

/*
 * Marks in the texts of db/demo, so that they are true on any day:
 *   {day -20}      06.11.2026, the day so many days from today
 *   {month-of 1}   декабря 2026 г., the month after today's
 *   {end}          31.08.2027, the last day of the year
 *   {end-month -1} август 2026 г., its month, so many years off
 *   {year}         the title of the year
 */
struct demo_words {
	int today, end; /* base/day.h */
	const char *year;
};

/* NULL: a mark that is none of these. */
const char *ctl_demo_words(
    struct arena *, const struct demo_words *, const char *text);

#endif
