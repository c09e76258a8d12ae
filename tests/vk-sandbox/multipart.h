#ifndef MULTIPART_H
#define MULTIPART_H

#include <stdbool.h>
#include <stddef.h>

/* multipart/form-data, parsed from the whole body. */

struct part {
	char *name;	  /* "" when the part has none */
	char *filename;	  /* NULL: not a file */
	char *type;	  /* content type, NULL if absent */
	const char *data; /* inside the body */
	size_t len;
};

struct parts {
	struct part *list;
	size_t n;
	bool whole; /* the closing boundary was there */
};

bool multipart_is(const char *content_type);
/* Whatever stands between good boundaries; a part without its end is left
 * out. */
void multipart_parse(
    const char *content_type, const char *body, size_t len, struct parts *out);
void multipart_free(struct parts *);

#endif
