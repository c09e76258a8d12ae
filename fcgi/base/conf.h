#ifndef BASE_CONF_H
#define BASE_CONF_H

#include <stdint.h>
#include "base/rc.h"

/*
 * Files of settings in HDF, our own and the administrator's, never text from
 * outside.  A file is read against a table of known names; an unknown name,
 * a number out of range or a broken file is refused with file and reason in
 * the log, so a typing error stops a start instead of being ignored.
 */
enum conf_type { CONF_TEXT, CONF_INT, CONF_FLAG };

struct conf_item {
	const char *name;      /* "vk.api_base" */
	enum conf_type type;
	const char *preset;    /* default, as text */
	int64_t lo, hi;        /* CONF_INT */
	const char *about;     /* for --help and the sample */
};

struct conf;

/* A missing file gives the defaults.  items must outlive the conf. */
enum rc conf_load(struct conf **, const char *path,
    const struct conf_item *items, int n) MUST_USE;
void conf_free(struct conf *);
/* The name must be in the table: anything else is a bug and aborts. */
const char *conf_text(const struct conf *, const char *name);
int64_t conf_int(const struct conf *, const char *name);

/* Data files of db/ (kinds, demo): read-only walk over a tree. */
struct tree;
enum rc tree_load(struct tree **, const char *path) MUST_USE;
void tree_free(struct tree *);
/* Children in the file's order; name NULL = the root. NULL when none. */
const struct tree *tree_child(const struct tree *, const char *path);
const struct tree *tree_first(const struct tree *);
const struct tree *tree_next(const struct tree *);
const char *tree_name(const struct tree *);
const char *tree_value(const struct tree *, const char *path); /* "" if none */
int64_t tree_int(const struct tree *, const char *path, int64_t preset);

#endif
