#ifndef CTL_DEMO_SECTION_H
#define CTL_DEMO_SECTION_H

#include "base/rc.h"

struct actor;
struct ctl;
struct site;

/* The records of the demonstration site: db/demo/section.hdf.  *why is the
 * sentence of a refusal, or NULL. */
enum rc ctl_demo_section(struct ctl *, const struct site *,
    const struct actor *, const char **why) MUST_USE;

#endif
