#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/rc.h"

/*
 * One line per event to stderr: <3>lvl=error prog=worker req=… msg="…".
 * Values are quoted and kept to one line.  Never a secret, an address of an
 * upload, or a person's name: log ids.
 */
void log_init(const char *prog);
/* What stands as req= in later lines; "" for none. */
void log_request(const char *id);
void log_error(const char *fmt, ...) PRINTF(1, 2);
void log_warn(const char *fmt, ...) PRINTF(1, 2);
void log_info(const char *fmt, ...) PRINTF(1, 2);

#endif
