#ifndef VK_WALL_H
#define VK_WALL_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;

/* API version of every call: vk-contract section 2. */
#define WALL_V "5.199"

/* Posts read at once.  The window that is searched is an hour at most, a
 * school posts a few times a day: one small page is nearly always enough. */
enum { WALL_PAGE = 20 };

/* Bodies of requests; group_id is positive. */
char *wall_post_body(struct arena *, int64_t group_id, const char *message,
    const char *attachments, const char *guid);
char *wall_edit_body(struct arena *, int64_t group_id, int64_t post_id,
    const char *message, const char *attachments);
char *wall_delete_body(struct arena *, int64_t group_id, int64_t post_id);
char *wall_get_body(struct arena *, int64_t group_id, int offset, int count);
char *wall_by_id_body(struct arena *, int64_t group_id, int64_t post_id);
/* One value of such a body, decoded; "" when it is not in it. */
const char *wall_body_value(struct arena *, const char *body, const char *name);
/* web base "https://vk.com/" */
char *wall_url(
    struct arena *, const char *base, int64_t group_id, int64_t post_id);

/* post_id of wall.post, 0 when it has none. */
int64_t wall_post_id(const json_t *response);

struct wall_post {
	int64_t id, owner_id, from_id, date;
	const char *text, *type;
	const char *photos; /* "photo-1_2,photo-1_3" without access keys */
	bool deleted;
};
/* Items of wall.get and wall.getById. RC_INVALID: not a list of posts. */
enum rc wall_posts_read(struct arena *, const json_t *response,
    struct wall_post **, int *n) MUST_USE;

#endif
