#ifndef STORE_SITE_H
#define STORE_SITE_H

#include <stdbool.h>
#include "base/rc.h"

struct arena;
struct conf;
struct store;

/*
 * A site is a folder STATE/NAME with site.db, media/ and site.conf.  Nothing
 * else knows how many there are.
 */
struct site {
	const char *name;
	const char *dir;     /* STATE/NAME */
	struct store *store; /* open while the site is */
	struct conf *conf;   /* site.conf: address, zone, vk.* (site.c) */
};

/* [a-z0-9-], 1..40, begins with a letter, not a reserved word. */
bool site_name_valid(const char *);

/* Where programs find things; set once at start. */
struct site_paths {
	const char *state; /* --state */
	const char *db;	   /* db/ of the program: schema, kinds */
};

/* Open a site, or hand out the one already open (at most SITE_OPEN_MAX stay
 * open, the least used is closed; a pointer is good until the next call).
 * Sets the time zone.  RC_NOT_FOUND: no such site. */
enum { SITE_OPEN_MAX = 8 };
enum rc site_open(
    const struct site_paths *, const char *name, struct site **) MUST_USE;
void site_close_all(void);

/* Settings of the whole installation, STATE/nastavnik.conf: "testing" 0/1.
 * A missing file gives the defaults.  NULL: refused, the reason is logged.
 * conf_free is the caller's. */
struct conf *site_state_conf(const char *state);
/* The names known in site.conf, for help texts and the sample. */
struct conf_item;
const struct conf_item *site_conf_items(int *n);
/* One line of site.conf; the file is replaced whole.  RC_INVALID: the name
 * or the value is not one that site_open takes; the reason is logged. */
enum rc site_conf_set(const struct site_paths *, const char *site,
    const char *name, const char *value) MUST_USE;

/* An address of a section: http:// or https://, no blanks, quotes, query or
 * slash at the end. */
bool site_address_valid(const char *);
/* Make folder, store, media/, site.conf, the first cycle and rubrics, and
 * the publisher's keys if there are none.  The folder appears in one rename.
 * RC_CONFLICT: there is one.  RC_INVALID: name, address, zone or title. */
enum rc site_add(const struct site_paths *, const char *name, const char *title,
    const char *url, const char *zone) MUST_USE;
/* Moves the folder to STATE/.removed/NAME-TIME; nothing is destroyed.
 * RC_NOT_FOUND: no such site. */
enum rc site_remove(const struct site_paths *, const char *name) MUST_USE;
/* Names in order; *n is set. */
enum rc site_list(const struct site_paths *, struct arena *,
    const char ***names, int *n) MUST_USE;

/* Tell the publisher that something of this site is due or changed: touches
 * STATE/.wake/NAME, which it watches.  Failure is logged, not reported: the
 * publisher also looks by itself every minute. */
void site_wake(const char *state, const char *name);

/* Settings of people, table settings.  "" when never set. */
const char *site_setting(struct store *, struct arena *, const char *name);
/* All settings of a site in one reading, for a page that wants many. */
struct setting {
	const char *name, *value;
	const struct setting *next;
};
const struct setting *site_settings(struct store *, struct arena *);
/* "" when never set. */
const char *site_setting_in(const struct setting *, const char *name);
enum rc site_set(struct store *, const char *name, const char *value) MUST_USE;

#endif
