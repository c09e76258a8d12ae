#ifndef DESK_ROADMAP_PART_H
#define DESK_ROADMAP_PART_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct activity;
struct cycle;
struct deadline;
struct request;
struct view;

/* What the pages of the roadmap share: days, terms, rows. */

/* Today in the school's zone, as a day (base/day.h). */
int desk_roadmap_part_today(const struct request *);
/* Of a FIELD_DAY: seconds to a day; 0 is DAY_NONE. */
int desk_roadmap_part_day(int64_t at);
/* The midnight of a day, for view_time and forms; 0: DAY_NONE. */
int64_t desk_roadmap_part_time(int day);
/* "1–31 октября 2026 г.", "по 15 сентября 2026 г." */
const char *desk_roadmap_part_days(
    const struct request *, int from, int to, bool open_left);
/* A heading with its number, which its words may begin with already. */
const char *desk_roadmap_part_head(
    const struct request *, const char *number, const char *title);
/* How the words of the term are understood, a sentence without its point. */
enum rc desk_roadmap_part_due(
    const struct request *, const struct activity *, const char **) MUST_USE;
/* All windows that the words were read as; "": none. */
const char *desk_roadmap_part_written(
    const struct request *, const struct deadline *);
/* «До декабря» taken as the whole of December: its last day; DAY_NONE when the
 * words leave no such choice.  And the reason that is written down for it. */
int desk_roadmap_part_month_end(const struct deadline *);
extern const char desk_roadmap_part_month_end_why[];
/* Into the current node: id number text deadline due responsible css label
 * show reason done evidence section Flags.N why; lead and Parts.N text when
 * the words are a list. */
enum rc desk_roadmap_part_row(
    const struct request *, struct view *, const struct activity *) MUST_USE;
/* The cycle of the argument "cycle", else the current one, else the latest;
 * Cycles.N to choose from.  id 0: there is none; RC_NOT_FOUND: not that one. */
enum rc desk_roadmap_part_cycle(
    const struct request *, struct view *, struct cycle *) MUST_USE;

#endif
