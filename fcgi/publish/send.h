#ifndef PUBLISH_SEND_H
#define PUBLISH_SEND_H

#include "base/rc.h"

struct job;
struct site;

/* Steps of the publisher.  due, ready, wait_*: what is missing for the
 * post, and when all is there, the post itself. */
enum rc send_enter(struct job *, struct site *) MUST_USE;
/* The only way to wall.post: intent, commit, request.  From ready, a wait
 * or (again) unknown. */
enum rc send_intent(struct job *, struct site *) MUST_USE;
#endif
