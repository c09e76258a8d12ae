#ifndef WALL_H
#define WALL_H

#include "args.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Walls, their posts and the queue of postponed ones. */

enum post_state { POST_PUBLISHED, POST_POSTPONED, POST_DELETED };

struct comment {
	int64_t id, from_id;
	char *text;
};

struct post {
	struct wall *wall;
	int64_t id;	     /* the present one */
	int64_t returned_id; /* what wall.post answered */
	enum post_state state;
	int64_t from_id, created_by, signer_id; /* 0 = none */
	int64_t date;	      /* of a postponed post: the planned time */
	int64_t publish_date; /* 0 = was never postponed */
	int64_t made_at, edited;
	char *text, *guid, *copyright; /* the last two may be NULL */
	json_t *attachments, *dropped; /* arrays of text */
	bool is_signed, comments_closed, muted, ads, pinned, by_api;
	struct comment *comments;
	size_t n_comments;
	int64_t journal_seq, token_id; /* 0 = none */
	int64_t arrived; /* order of arrival in the list it is in */
};

struct wall {
	int64_t owner_id;
	int64_t last_id;    /* posts and comments share the numbers */
	struct post **live; /* published, oldest first */
	size_t n_live, cap_live;
	struct post **queue; /* postponed, nearest first */
	size_t n_queue, cap_queue;
	int64_t day, day_posts; /* posts of the present day, by the API */
	struct post *pinned;
};

void walls_free(void);
json_t *walls_save(void); /* for --keep */
void walls_load(struct args *);
struct wall *wall_of(int64_t owner_id); /* made when it is not there */

/* A new post without a place; fill it, then give it to post_insert, which
 * gives the ids by the mode and files it as published or postponed. */
struct post *post_make(struct wall *);
void post_insert(struct post *);
void post_publish(struct post *, int64_t at); /* a postponed one */
void post_move(struct post *, int64_t publish_date);
void post_delete(struct post *);
void post_pin(struct post *, bool on);
struct comment *post_comment(struct post *, int64_t from_id, const char *);
/* Published or postponed, by the present id; NULL = no such post. */
struct post *post_by_id(int64_t owner_id, int64_t id);

struct post *wall_slot(const struct wall *, int64_t publish_date);
int64_t wall_planned(const struct wall *, int64_t day);
int64_t wall_posted(const struct wall *, int64_t day);
void wall_count_post(struct wall *, int64_t day);

/* Publish everything that is due, each at its own time and in order.  The
 * published ones are added to the array, if there is one. */
void walls_settle(json_t *published);

size_t posts_count(void); /* of all, in order of creation */
const struct post *posts_at(size_t);

#endif
