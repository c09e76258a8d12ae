#ifndef DESK_SETTINGS_CYCLE_H
#define DESK_SETTINGS_CYCLE_H

#include "base/rc.h"
#include "web/form.h"

struct request;
struct view;

/*
 * The programme year on the page of settings: what runs, what was, and the
 * form that begins the next one.
 */
/* Filled with the next school year. */
enum rc desk_settings_cycle_form(
    const struct request *, struct form **) MUST_USE;
/* What was sent, begun.  RC_INVALID: the form says why. */
enum rc desk_settings_cycle_start(
    const struct request *, struct form **) MUST_USE;
/* Cycle.title .kind .from .to .covers, Cycles.N of the same, Form.cycle_* */
enum rc desk_settings_cycle_show(
    const struct request *, struct view *, const struct form *) MUST_USE;

#endif
