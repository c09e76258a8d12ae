#ifndef PEOPLE_H
#define PEOPLE_H

#include "args.h"

#include <stddef.h>
#include <stdint.h>

/* Communities and persons, made by reset and never changed. */

struct group {
	int64_t id;
	char *screen_name, *name;
	int64_t is_closed; /* 0 open, 1 closed, 2 private */
};

struct user {
	int64_t id;
	char *first_name, *last_name;
};

/* A list read from a reset call, not yet in force. */
struct people {
	struct group *groups;
	size_t n_groups;
	struct user *users;
	size_t n_users;
};

/* The default world, or what the call says; errors are left in the args. */
void people_read(struct args *, struct people *out);
void people_drop(struct people *);
void people_reset(struct people *); /* takes it over */
void people_free(void);

json_t *people_save(void); /* as people_read takes it, for --keep */

const struct people *people_all(void);
struct group *group_by_id(int64_t id); /* NULL: none */
struct group *group_by_name(const char *screen_name);
struct user *user_by_id(int64_t id);

#endif
