#ifndef WEB_SERVE_H
#define WEB_SERVE_H

#include "base/rc.h"
#include "store/site.h"
#include "web/route.h"

struct view;
struct request;

/*
 * The accept loop of one worker: accept, parse, route, handle, render, send.
 * One request at a time; SIGTERM ends it after the request in hand.
 */
struct serve {
	struct site_paths paths;
	const struct route_table *tables;
	int n;
	/* Fills what every page needs (Site.*, Me.*, menus); runs before the
	 * handler, and before an error page. */
	void (*dress)(const struct request *, struct view *);
	/* Fills what may help on the page of an address that leads nowhere;
	 * NULL: nothing does. */
	void (*lost)(const struct request *, struct view *);
	int64_t requests_max; /* leave after so many, 0 = never (leak proof) */
};

/* Serves the listening socket fd until SIGTERM. 0, or 1 after logging. */
int serve_run(const struct serve *, int fd);

#endif
