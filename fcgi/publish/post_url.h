#ifndef PUBLISH_POST_URL_H
#define PUBLISH_POST_URL_H

#include <stdbool.h>
#include <stdint.h>

struct arena;

/* The address of a post as a person pastes it. */
struct post_url {
	int64_t group_id, post_id; /* both positive */
	const char *url;	   /* scheme, host and wall-G_P alone */
};
/* vk.com, vk.ru, with m. or www., any path or query that names
 * wall-GROUP_POST; loopback addresses too, for the simulator. */
bool post_url_parse(struct arena *, const char *, struct post_url *);

#endif
