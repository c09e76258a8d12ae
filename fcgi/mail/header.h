#ifndef MAIL_HEADER_H
#define MAIL_HEADER_H

#include <stdint.h>

struct arena;

/* What libcurl leaves to us of a letter's head (RFC 5322, RFC 2047). */

/* Words in any script as they may stand in a header: encoded words of at
 * most 75 bytes that never end inside a character, each on a line of its
 * own; plain ASCII stays as it is.  Line breaks become blanks. */
char *header_words(struct arena *, const char *);
/* Thu, 26 Nov 2026 07:00:00 +0500, in the zone in force. */
char *header_date(struct arena *, int64_t);
/* "Школа № 7 <a@school.example>"; without a name the bare address. */
char *header_mailbox(struct arena *, const char *name, const char *email);

#endif
