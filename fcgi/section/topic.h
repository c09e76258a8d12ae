#ifndef SECTION_TOPIC_H
#define SECTION_TOPIC_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "section/topics.h"

struct actor;
struct arena;
struct store;

/*
 * A topic is a standing page of the section: its titles, texts, place in
 * the menu.  db/topics.hdf describes those that every school has, with
 * their first texts in db/topics/NAME.md; the table topics holds what the
 * school changed and the pages it added itself.  What nobody changed follows
 * the description: a better first text of a new program is seen at once.
 */
enum {
	TOPIC_NAME_MAX = 40, /* bytes of an address; latin, digits, - */
	TOPIC_TITLE_MAX = 120,
	TOPIC_MENU_MAX = 40, /* one word or two: a menu fits 320 pixels */
	TOPIC_LEAD_MAX = 600,
	TOPIC_TEXT_MAX = 60000, /* characters; base/markdown.h */
	TOPIC_DESCRIBED_MAX = 32,
	TOPIC_OWN_MAX = 100,	 /* a menu of more nobody reads */
	TOPIC_VERSIONS_MAX = 100 /* shown; all are kept */
};

/* What the data file says. */
struct topic_def {
	const char *name, *title, *menu, *lead;
	const char *address; /* "/glossary/", of home "/" */
	const char *tmpl;    /* "page/glossary.cs"; "": its own handler's */
	const char *records; /* the register it shows, "" */
	int position;
	bool in_menu, in_foot;
	bool fixed;	  /* may not be hidden: home, news */
	bool sometimes;	  /* there only while it has something to show */
	bool unsearched;  /* search itself */
	int fresh_days;	  /* R130: older than this is called stale; 0 never */
	const char *text; /* first text, Markdown */
};

/* Once per process.  RC_FAIL after logging. */
enum rc topic_load(const char *db_dir) MUST_USE;
void topic_unload(void);
int topic_defs(const struct topic_def **);
const struct topic_def *topic_def(const char *name); /* NULL */

struct topic {
	int64_t id;		     /* 0: as described, nothing stored */
	const struct topic_def *def; /* NULL: a page of the school's own */
	const char *name, *title, *menu, *lead, *text, *address;
	int position;
	bool in_menu, in_foot, hidden;
	int64_t version;    /* 0: its words are as described */
	int64_t updated_at; /* of its words; 0: never changed */
	int64_t checked_at; /* somebody said: still true; 0 never */
};

/* All, described and own, in the order of the menu, without texts. */
enum rc topic_list(
    struct store *, struct arena *, struct topic **, int *n) MUST_USE;
/* One with its text.  RC_NOT_FOUND. A hidden one is found: the caller
 * decides. */
enum rc topic_by_name(
    struct store *, struct arena *, const char *name, struct topic *) MUST_USE;
/* The page of the school that had this address before.  RC_NOT_FOUND. */
enum rc topic_was(
    struct store *, struct arena *, const char *name, struct topic *) MUST_USE;
/* The present address of it, for readers: a hidden one is not found. */
enum rc topic_moved(struct store *, struct arena *, const char *name,
    const char **address) MUST_USE;
/* What the menu calls it: its short word, or the title. */
const char *topic_word(const struct topic *);

/*
 * Save what was typed: journal, the texts kept as a version, search index,
 * an own page's old address kept.  A new page of the school has id 0, no def
 * and the name that is wished, or "" for one made of its title.  t->version
 * is what the person saw; id, name, version and times are set.
 * RC_DENIED: not a curator's or director's.  RC_CONFLICT: stale.
 * RC_INVALID: *field and *why say what and why.
 */
enum rc topic_save(struct store *, struct arena *, const struct actor *,
    struct topic *, const char **field, const char **why) MUST_USE;
/* Up or down by one among all; at the end nothing happens. */
enum rc topic_move(struct store *, struct arena *, const struct actor *,
    const char *name, bool up) MUST_USE;
/* "Still true": the page counts as fresh from now. */
enum rc topic_check(struct store *, struct arena *, const struct actor *,
    const char *name) MUST_USE;
/* An own page only; its texts stay as versions.  RC_DENIED: described. */
enum rc topic_remove(struct store *, struct arena *, const struct actor *,
    const char *name) MUST_USE;
/* Every visible page into the search index, inside the caller's
 * transaction: for a new site, or one whose index is made anew. */
enum rc topic_index(struct store *, struct arena *) MUST_USE;

struct topic_version {
	int64_t version;
	int64_t at;	 /* 0: the first text, of nobody */
	const char *who; /* "" with it */
	const char *title, *lead, *text;
};
/* Newest first, without lead and text; at most TOPIC_VERSIONS_MAX. */
enum rc topic_versions(struct store *, struct arena *, int64_t id,
    struct topic_version **, int *n) MUST_USE;
/* One with texts.  RC_NOT_FOUND. */
enum rc topic_version(struct store *, struct arena *, int64_t id,
    int64_t version, struct topic_version *) MUST_USE;
/* The one before it, with texts; empty ones before the first. */
enum rc topic_version_before(struct store *, struct arena *, int64_t id,
    int64_t version, struct topic_version *) MUST_USE;

#endif
