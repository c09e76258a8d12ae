#ifndef WEB_TEMPLATE_H
#define WEB_TEMPLATE_H

#include <cs/cs.h>
#include "base/rc.h"

/*
 * The parsed templates of one process, for view.c.  A tree is reused by
 * setting its hdf before each render; it may never be shared by threads.
 */

/* See view_init. */
enum rc template_init(const char *dir, const char *static_dir) MUST_USE;
void template_shutdown(void);
int template_list(const char *const **names);
/* NULL after logging: no such template, or broken since it was changed.
 * *words has a bit for each of template_words that its files hold. */
CSPARSE *template_find(const char *name, unsigned *words);
/* NULL-ended; defined in view.c, which knows what they mean. */
extern const char *const template_words[];
/* Logs an error with file and line, and forgets it. */
void template_log(const char *name, NEOERR *);

#endif
