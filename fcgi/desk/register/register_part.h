#ifndef DESK_REGISTER_PART_H
#define DESK_REGISTER_PART_H

#include <stdint.h>
#include "base/rc.h"

struct record;
struct register_def;
struct reply;
struct request;
struct view;

/* What the pages of registers share. */

/* The register of the address; NULL: there is none of that name, or it is not
 * for those who ask. */
const struct register_def *desk_register_part_def(const struct request *);
/* The head of a page: Page.*, Register.name title one about add address personal
 * may_write. */
void desk_register_part_page(const struct request *, struct reply *,
    const struct register_def *, const char *title);
/* A look at a list of people, or at one record of it, goes into the journal
 * before the page leaves. */
void desk_register_part_seen(const struct request *, struct reply *,
    const struct register_def *, int64_t id, const char *how);
/* Whether readers see it: into the current node css and label. */
void desk_register_part_state(struct view *, const struct record *);
/* "на сайте", "скрыта", "в архиве". */
const char *desk_register_part_state_words(const struct record *);

#endif
