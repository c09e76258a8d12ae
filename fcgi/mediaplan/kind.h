#ifndef MEDIAPLAN_KIND_H
#define MEDIAPLAN_KIND_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;
struct store;

/*
 * Content kinds and their windows, read from db/kinds.hdf (R120, R121).  A
 * school may change a window: settings "kind.NAME.from", ".to", ".hour".
 */
enum kind_anchor {
	KIND_FREE,	/* no event, no window */
	KIND_DAYS,	/* whole local days counted from the event's day */
	KIND_AFTER_END, /* from the event's end to the end of day +to */
	KIND_MONTH	/* a month: digest */
};

struct kind {
	const char *name;      /* "press_release" */
	const char *title;     /* "Пресс-релиз" */
	const char *title_gen; /* "пресс-релиза" */
	const char *icon;      /* symbol of the desk: "press" */
	enum kind_anchor anchor;
	int from_days, to_days;
	int hour, minute;     /* usual local time */
	bool proposed;	      /* a slot for every new event */
	int chars_min;	      /* of the site text; longread: 2001 (E п.1.3) */
	bool photos_required; /* album */
	bool list_required;   /* playlist: at least one list item */
};

/* Once per process; the table is kept. RC_FAIL after logging. */
enum rc kind_load(const char *db_dir) MUST_USE;
void kind_unload(void);
int kind_all(const struct kind **);
const struct kind *kind_by_name(const char *); /* NULL */
/* The kind as this site has set it. */
enum rc kind_of_site(
    struct store *, struct arena *, const char *name, struct kind *) MUST_USE;
/* Its window for an event (0, 0 = none) and the usual minute inside it,
 * never before not_before. */
void kind_window(const struct kind *, int64_t starts_at, int64_t ends_at,
    int64_t *from, int64_t *to);
int64_t kind_usual_minute(
    const struct kind *, int64_t from, int64_t to, int64_t not_before);

#endif
