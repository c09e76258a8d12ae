#ifndef DESK_SETTINGS_LINKS_H
#define DESK_SETTINGS_LINKS_H

struct arena;
struct view;

/*
 * The school's own links for the foot of every page: the setting "links", a
 * line for each, first its words, then its address.
 */
enum {
	SETTINGS_LINKS_MAX = 8,	    /* a foot of more nobody reads */
	SETTINGS_LINKS_CHARS = 2000 /* eight of the longest */
};

/* NULL, or the sentence that says what is wrong. */
const char *desk_settings_links_wrong(struct arena *, const char *text);
/* Links.N title url. */
void desk_settings_links_show(struct arena *, struct view *, const char *text);

#endif
