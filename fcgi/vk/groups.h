#ifndef VK_GROUPS_H
#define VK_GROUPS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;

/* Bits of rights that matter to us: vk-contract 6.1.  The same numbers for
 * community and user keys, except manage (groups for a user). */
enum {
	GROUPS_PHOTOS = 4,
	GROUPS_WALL = 8192,
	GROUPS_DOCS = 131072,
	GROUPS_MANAGE = 262144
};

char *groups_plain_body(struct arena *); /* methods without parameters */
/* group_id 0: of the community key itself. */
char *groups_by_id_body(struct arena *, int64_t group_id);

struct groups_group {
	int64_t id;
	const char *name, *screen_name;
	int admin_level;  /* 0 none, 1 moderator, 2 editor, 3 administrator */
	bool deactivated; /* blocked or deleted by VK */
};
enum rc groups_read(
    struct arena *, const json_t *response, struct groups_group *) MUST_USE;
/* groups.getTokenPermissions */
int64_t groups_mask_read(const json_t *response);
/* users.get: "Имя Фамилия" is not kept; the id only. 0: none. */
int64_t groups_user_read(const json_t *response);

#endif
