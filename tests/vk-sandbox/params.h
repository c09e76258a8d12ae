#ifndef PARAMS_H
#define PARAMS_H

#include "mem.h"

#include <stdbool.h>
#include <stdint.h>

/* Parameters of a call, from the query and the body together.  The last of
 * a name wins. */

struct param {
	char *name;
	char *value; /* good UTF-8 without NUL */
};

struct params {
	struct param *list;
	size_t n;
};

void params_add(struct params *, const char *name, size_t name_len,
    const char *value, size_t value_len);
void params_form(struct params *, const char *text, size_t len);
const char *params_get(const struct params *, const char *name);
void params_free(struct params *);

#endif
