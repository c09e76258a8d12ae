#ifndef PUBLISH_VERIFY_H
#define PUBLISH_VERIFY_H

#include <stdbool.h>

/* Equal but for line ends and blanks around. */
bool verify_same_text(const char *, const char *);

#endif
