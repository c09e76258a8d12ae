#ifndef MEDIAPLAN_CHECK_INNER_H
#define MEDIAPLAN_CHECK_INNER_H

#include "mediaplan/check.h"
#include "mediaplan/kind.h"

/* A checklist in the making; check_*.c add to it. */
struct checklist {
	struct arena *a;
	const struct story *s;
	const struct kind *kind; /* NULL: not known here */
	const struct photo *photos;
	int photos_n;
	enum check_moment moment;
	int64_t at, now;
	struct check *list;
	int n;
};

void check_note(struct checklist *, enum check_level, const char *name,
    const char *text, const char *fix, const char *anchor);
/* What the words themselves say: links, capitals, advertising. */
void check_words(struct checklist *);
/* What VK would refuse. */
void check_wall(struct checklist *);

#endif
