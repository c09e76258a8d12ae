#ifndef DESK_ATTENDANCE_H
#define DESK_ATTENDANCE_H

#include "base/rc.h"

struct event;
struct request;
struct view;

/* Who came, on the page of an event: Attendance.N name label present total
 * note, Attendance_may _any _seen _now; what was just typed stays. */
enum rc desk_attendance_show(
    const struct request *, struct view *, const struct event *) MUST_USE;

#endif
