#ifndef WEB_BODY_H
#define WEB_BODY_H

#include "base/rc.h"

struct request;

/* Where the bytes of a body come from: the web server, or a test. */
struct body_source {
	void *ctx;
	/* At most n bytes; fewer only at the end. */
	int (*read)(void *ctx, char *buf, int n);
};

/* Read the whole posted form into the request's fields and uploads.
 * RC_INVALID: broken, of another length than announced, of a type that no
 * form has; RC_TOO_LARGE; RC_FAIL: no room for an upload. */
enum rc body_read(struct request *, const struct body_source *) MUST_USE;
/* Close the uploads. */
void body_drop(struct request *);

#endif
