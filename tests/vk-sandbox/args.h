#ifndef ARGS_H
#define ARGS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

/* Reading the JSON objects of the control interface.  The error is sticky:
 * read everything, then look at args.error once. */

struct args {
	const json_t *object;
	const char *error; /* NULL while all is well */
	char key[64];	   /* the key that was wrong, or "" */
};

void args_open(struct args *, const json_t *object);
void args_fail(struct args *, const char *key, const char *error);
/* No other keys than these; the list ends with NULL. */
void args_only(struct args *, ...) __attribute__((sentinel));
/* Absent or null leaves *out as it is; true if it was set. */
bool args_int(
    struct args *, const char *key, int64_t min, int64_t max, int64_t *out);
bool args_bool(struct args *, const char *key, bool *out);
bool args_text(struct args *, const char *key, const char **out);
bool args_object(struct args *, const char *key, const json_t **out);
bool args_array(struct args *, const char *key, const json_t **out);
/* One of the names; the list ends with NULL, *out is the place in it. */
bool args_enum(
    struct args *, const char *key, const char *const *names, int *out);
void args_need(struct args *, const char *key); /* present and not null */

#endif
