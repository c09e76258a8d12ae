#ifndef BASE_CONF_H
#define BASE_CONF_H

#include <stdint.h>
#include "base/rc.h"
#include "base/tree.h"

/*
 * Files of settings in HDF, our own and the administrator's, never text from
 * outside.  A file is read against a table of known names; an unknown name,
 * a number out of range or a broken file is refused with file and reason in
 * the log, so a typing error stops a start instead of being ignored.
 */
enum conf_type { CONF_TEXT, CONF_INT, CONF_FLAG };

struct conf_item {
	const char *name; /* "vk.api_base" */
	enum conf_type type;
	const char *preset; /* default, as text */
	int64_t lo, hi;	    /* CONF_INT */
	const char *about;  /* for --help and the sample */
};

struct conf;

/* A missing file gives the defaults.  items must outlive the conf. */
enum rc conf_load(struct conf **, const char *path,
    const struct conf_item *items, int n) MUST_USE;
void conf_free(struct conf *);
/* The name must be in the table: anything else is a bug and aborts. */
const char *conf_text(const struct conf *, const char *name);
int64_t conf_int(const struct conf *, const char *name);

#endif
