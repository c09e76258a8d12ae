#ifndef WEB_VIEW_H
#define WEB_VIEW_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;
struct strbuf;
struct view;

/*
 * The seam to ClearSilver: only view.c and template.c
 * include it.  A view is the data of
 * one page; names are literals of ours, values are text.  The error is
 * sticky: fill without checks, view_render reports the first one.
 * Everything is escaped as HTML but view_html, printed by raw().
 */

/* Once per process: parses every template below dir, so a broken one stops
 * the start; finds static files' hashed names. RC_FAIL after logging. */
enum rc view_init(const char *dir, const char *static_dir) MUST_USE;
void view_shutdown(void);

struct view *view_new(struct arena *);
void view_free(struct view *);

void view_text(
    struct view *, const char *name, const char *); /* NULL: missing */
void view_textf(struct view *, const char *name, const char *fmt, ...)
    PRINTF(3, 4);
void view_int(struct view *, const char *name, int64_t);
void view_flag(struct view *, const char *name, bool); /* 1 or missing */
/* An address: own path, https, http or mailto, else "#". */
void view_url(struct view *, const char *name, const char *);
/* .iso .input .ymd .ru .day .full .hm .short .near; 0: missing. */
void view_time(struct view *, const char *name, int64_t, int64_t now);
/* HTML that our own renderer made. */
void view_html(struct view *, const char *name, const char *);

/* Down into a named node and back. */
void view_in(struct view *, const char *name);
void view_out(struct view *);
/* The next numbered child of a list and back: view_row(v, "Stories") …
 * view_out(v).  Fill in order. */
void view_row(struct view *, const char *list);

enum rc view_render(
    struct view *, const char *template, struct strbuf *out) MUST_USE;

/* For the template test: every template's name. */
int view_templates(const char *const **names);

#endif
