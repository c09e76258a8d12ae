#ifndef CONFIG_H
#define CONFIG_H

#include "args.h"

#include <stdbool.h>
#include <stdint.h>

/* Limits, and the points where nobody knows what VK does. */

enum postponed_ids { IDS_KEEP, IDS_NEW_ON_PUBLISH, IDS_NEW_IN_QUEUE };

struct config {
	bool rate_limit;
	int64_t rate_user, rate_community, rate_service;
	int64_t posts_per_day, postponed_per_day, postponed_total;
	int64_t message_max;
	bool community_edit, community_postpone;
	int past_publish_date; /* 0 error, 1 publish */
	int postponed_id_mode; /* enum postponed_ids */
	int photo_owner;       /* 0 group, 1 user */
	int64_t upload_url_ttl_s, triple_ttl_s;
	bool normalise_text, echo_token;
	int tls_hello; /* 0 close, 1 hold */
};

extern struct config config;

void config_default(struct config *);
/* Take the given keys over into *c; errors are left in the args. */
void config_read(struct args *, struct config *c);
json_t *config_json(void);

#endif
