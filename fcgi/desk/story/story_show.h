#ifndef DESK_STORY_SHOW_H
#define DESK_STORY_SHOW_H

#include <stdbool.h>
#include "base/rc.h"
#include "mediaplan/story.h"
#include "web/form.h"

struct reply;
struct request;
struct view;

/*
 * The page of one story: the editor with what was typed, or the text to
 * read with the buttons of its state.
 */
extern const struct field desk_story_fields[];
extern const int desk_story_fields_n;

struct story_page {
	const struct story *story;
	struct form *form;   /* what was typed; NULL: as stored */
	const char *problem; /* a sentence above the page; NULL: none */
	bool edit;	     /* the form although the text could be read */
	enum rc outcome;     /* RC_CONFLICT shows the stored text beside */
};

/* RC_NOT_FOUND too when the id of the address is none. */
enum rc desk_story_show_find(const struct request *, struct story *) MUST_USE;
enum rc desk_story_show(
    const struct request *, struct reply *, struct story_page *) MUST_USE;
/* What was typed laid over the story; the strings are the form's. */
enum rc desk_story_show_apply(const struct request *, const struct story *,
    const struct form *, struct story *out) MUST_USE;
/* The VK text that follows from the site's, without hashtags and address. */
const char *desk_story_show_linked(
    const struct request *, const struct story *);
/* The channels ticked: as typed when the form was sent, else as stored. */
enum rc desk_story_show_channels(const struct request *, const struct story *,
    bool typed, int64_t *ids, int max, int *n) MUST_USE;

#endif
