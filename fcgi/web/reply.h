#ifndef WEB_REPLY_H
#define WEB_REPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/rc.h"

struct reply;
struct request;
struct view;

/*
 * What a handler writes.  It is sent once, after the handler returned: a
 * handler that returns anything but RC_OK gets the error page of that
 * outcome instead (RC_INVALID keeps a page set by reply_page: the form again,
 * status 422; RC_CONFLICT likewise with 409).
 */

/* The data for the template; site-wide nodes are already there. */
struct view *reply_view(struct reply *);
/* Render this template of templates/ ("page/story.cs"). */
void reply_page(struct reply *, const char *template);
/* 303 to a path below the base ("/desk/plan"), never to another host. */
void reply_redirect(struct reply *, const char *fmt, ...) PRINTF(2, 3);
/* 301, for addresses that moved. */
void reply_moved(struct reply *, const char *fmt, ...) PRINTF(2, 3);
/* A ready body. filename NULL: shown, else offered for saving (RFC 6266). */
void reply_body(struct reply *, const char *type, const void *, size_t,
    const char *filename);
/* nginx sends this file of the site's media/ folder (X-Accel-Redirect). */
void reply_media(struct reply *, const char *type, const char *name);
/* What the answer is called when it is kept (RFC 6266); inlined: a browser
 * shows it rather than offers it for saving. */
void reply_filename(struct reply *, const char *name, bool inlined);
/* Render the template as another type: "application/atom+xml". */
void reply_type(struct reply *, const char *type);
/* When what is shown last changed; gives Last-Modified and 304. */
void reply_modified(struct reply *, int64_t at);
/* The answer follows from these bytes alone, and they are cheaper to have:
 * they give its ETag.  Call it after reply_public.  True: the reader has the
 * answer already and it need not be made. */
bool reply_known(struct reply *, const void *, size_t);
/* Others may keep this answer for so long; without it: private, no-store.
 * Ignored (and so never cacheable) when somebody is signed in. */
void reply_public(struct reply *, int seconds);
void reply_header(struct reply *, const char *name, const char *value);
/* HttpOnly, SameSite=Lax, Secure behind TLS, Path=base; age_s 0 deletes,
 * -1 lasts until the browser closes. */
void reply_cookie(
    struct reply *, const char *name, const char *value, int64_t age_s);
/* A GET never writes.  What must be written down because something was shown
 * (a look at people, R136) runs when its reading is over and before anything
 * is sent; if it fails nothing is shown.  One of a reply. */
typedef enum rc reply_after(const struct request *, void *arg);
void reply_then(struct reply *, reply_after *, void *);
/* The sentence on the error page, where the outcome alone says too little. */
void reply_reason(struct reply *, const char *fmt, ...) PRINTF(2, 3);

#endif
