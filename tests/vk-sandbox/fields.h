#ifndef FIELDS_H
#define FIELDS_H

#include "args.h"

#include <jansson.h>
#include <stddef.h>

/* A struct as a JSON object and back, by a table of its fields. */

enum field_type {
	FIELD_INT,     /* int64_t */
	FIELD_SIDE,    /* unsigned, the side of a picture */
	FIELD_BOOL,    /* bool */
	FIELD_ENUM,    /* int or an enum, by its name */
	FIELD_NAME,    /* const char *, one of the names or NULL */
	FIELD_TEXT,    /* char * */
	FIELD_NO_TEXT, /* the same, may be NULL */
	FIELD_TEXTS,   /* json_t *, an array of text */
	FIELD_OBJECT,  /* json_t * */
	FIELD_NO_OBJECT,
	FIELD_BLOB, /* struct blob *, may be NULL; by its sum */
};

struct field {
	const char *key; /* NULL ends the table */
	enum field_type type;
	size_t at;
	const char *const *names; /* of ENUM and NAME; ends with NULL */
};

json_t *fields_json(const struct field *, const void *row);
/* Fill the row; what was in it is freed.  It can be dropped as usual also
 * when the args have an error afterwards. */
void fields_read(
    struct args *, const json_t *item, const struct field *, void *row);
/* The list under the key, which is required; NULL on error. */
const json_t *fields_list(struct args *, const char *key);

#endif
