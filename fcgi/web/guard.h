#ifndef WEB_GUARD_H
#define WEB_GUARD_H

#include <stdbool.h>
#include "base/rc.h"

struct reply;
struct request;

/*
 * Who may come in.  false: the answer is already decided, *rc is the
 * outcome (RC_OK with a redirect in the reply, or RC_DENIED with a
 * sentence), and no handler runs.
 */

/* Before the body is read: roles, second factor, where the form came from. */
bool guard_access(struct request *, struct reply *, enum rc *rc);
/* After it: the session's token in the field "csrf". */
bool guard_form(const struct request *, struct reply *, enum rc *rc);

#endif
