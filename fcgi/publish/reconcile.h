#ifndef PUBLISH_RECONCILE_H
#define PUBLISH_RECONCILE_H

#include <stdbool.h>
#include <stdint.h>

struct wall_post;

/*
 * Is the post of an unclear sending on the wall?  vk-contract 7.3.
 * The marker has the publication's id in it, so a post that carries it under
 * the community's name is ours; if its time or photos are not as they should
 * be, a person looks, and nothing is sent again.
 */
struct reconcile_want {
	int64_t group_id;
	const char *marker;
	const char *attachments; /* as sent, with access keys */
	int64_t from_at, to_at;	 /* by VK's clock */
};
struct reconcile_tally {
	int exact;	 /* all of it fits */
	int strange;	 /* the marker is there, something else is not */
	int64_t post_id; /* the first exact one, else the first strange one */
};
void reconcile_look(const struct reconcile_want *, const struct wall_post *,
    int n, struct reconcile_tally *);

enum reconcile_verdict {
	RECONCILE_POSTED,
	RECONCILE_WAIT,	  /* read again later */
	RECONCILE_RESEND, /* same guid, same body */
	RECONCILE_PERSON
};
struct reconcile_facts {
	struct reconcile_tally tally;
	int reads, reads_max; /* negative readings, this one included */
	int64_t now, first_send_at, last_send_at;
	int64_t reads_s; /* the readings spread over this long */
	int64_t resend_within_s;
	int resends;
	bool withdrawn; /* nobody wants it on the wall any more */
};
enum reconcile_verdict reconcile_decide(const struct reconcile_facts *);

/* Do the photos on the wall equal the attachments sent? */
bool reconcile_same_photos(const char *attachments, const char *photos);
/* The marker as a whole, not as the beginning of a longer address. */
bool reconcile_has_marker(const char *text, const char *marker);

#endif
