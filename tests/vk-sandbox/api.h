#ifndef API_H
#define API_H

#include "call.h"
#include "people.h"

#include <stdbool.h>
#include <stdint.h>

/* The methods of the API. */

struct api_method {
	const char *name;
	unsigned kinds; /* 1 << enum token_kind, of the kinds allowed */
	int64_t right;	/* bit of the right, 0 = none */
	const char *right_name;
	int target; /* enum api_target */
	void (*run)(struct call *);
};

/* Whose things the call changes: the role in that community is checked
 * before the parameters are. */
enum api_target { TARGET_NONE, TARGET_WALL, TARGET_GROUP };

enum {
	FOR_COMMUNITY = 1 << TOKEN_COMMUNITY,
	FOR_USER = 1 << TOKEN_USER,
	FOR_SERVICE = 1 << TOKEN_SERVICE,
	FOR_VKID = 1 << TOKEN_VKID,
};

bool api_known(const char *name);
void api_run(struct call *); /* all checks, then the method */

/* Parameters.  false: an error was answered. */
bool api_int(struct call *, const char *name, int64_t *out);
bool api_need(struct call *, const char *name, int64_t *out);
bool api_flag(const struct call *, const char *name);
void api_param_error(struct call *, const char *detail);
/* The wall of owner_id; without it the wall of the token. */
bool api_owner(struct call *, const char *name, int64_t *out);
int api_version(const struct call *); /* 5.199 is 5199 */
json_t *api_group(const struct call *, const struct group *);
json_t *api_user(const struct user *);

/* The methods by file; each list ends with a NULL name. */
extern const struct api_method api_wall[], api_posts[], api_photos[],
    api_docs[], api_people[];

#endif
