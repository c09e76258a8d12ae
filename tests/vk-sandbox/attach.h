#ifndef ATTACH_H
#define ATTACH_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

struct call;

/* The attachments of a post. */

struct attach {
	json_t *kept, *dropped;			  /* arrays of text */
	size_t media, links, docs, polls, others; /* as they were sent */
};

/* Read the list of a call for this wall.  What does not exist or cannot be
 * seen goes to dropped, and so does what a fault drops. */
void attach_read(const struct call *, int64_t wall_id, struct attach *);
void attach_free(struct attach *);
/* What VK says against the list; NULL = nothing. */
const char *attach_check(const struct attach *, const char *message);
/* The object of the API for an attachment; NULL = there is no such thing. */
json_t *attach_json(const char *text);

#endif
