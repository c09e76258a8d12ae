#ifndef CARD_H
#define CARD_H

#include <stdbool.h>

/* What an address says of itself by its Open Graph tags.  Only addresses of
 * this machine are ever asked, beside all other work; what they said is kept
 * for a while. */

struct card {
	char *url;
	bool pending;		   /* being asked */
	char *title, *description; /* NULL: not known */
	char *image;		   /* an address of this machine, or NULL */
};

/* The card of an address; asks it first when that is possible and was not
 * done lately.  Valid until the loop goes on. */
const struct card *card_of(const char *url);
bool card_is_local(const char *url); /* http:// and this machine */
void card_on_done(void (*fn)(void)); /* called when one was answered */
void card_reset(void);

#endif
