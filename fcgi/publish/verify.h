#ifndef PUBLISH_VERIFY_H
#define PUBLISH_VERIFY_H

#include <stdbool.h>
#include "base/rc.h"

struct job;
struct site;

/* Equal but for line ends and blanks around. */
bool verify_same_text(const char *, const char *);
/* A step of the publisher: posted, verified and edited are read back. */
enum rc verify_enter(struct job *, struct site *) MUST_USE;

#endif
