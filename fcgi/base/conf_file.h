#ifndef BASE_CONF_FILE_H
#define BASE_CONF_FILE_H

#include <cs/cs.h>
#include "base/rc.h"

/* A file in HDF, checked for what HDF itself would swallow.  RC_OK, the
 * caller destroys it; RC_NOT_FOUND; RC_INVALID or RC_FAIL, logged. */
enum rc conf_file_read(const char *path, HDF **out) MUST_USE;

#endif
