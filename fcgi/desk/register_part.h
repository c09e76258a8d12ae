#ifndef DESK_REGISTER_PART_H
#define DESK_REGISTER_PART_H

#include "base/rc.h"

struct record;
struct register_def;
struct reply;
struct request;
struct view;

/* What the pages of registers share. */

/* The register of the address; NULL: there is none of that name. */
const struct register_def *desk_register_part_def(const struct request *);
/* The head of a page: Page.*, Register.name title one about add address. */
void desk_register_part_page(const struct request *, struct reply *,
    const struct register_def *, const char *title);
/* Whether readers see it: into the current node css and label. */
void desk_register_part_state(struct view *, const struct record *);
/* "на сайте", "скрыта", "в архиве". */
const char *desk_register_part_state_words(const struct record *);

#endif
