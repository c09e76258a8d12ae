#ifndef GUID_H
#define GUID_H

#include "args.h"
#include "tokens.h"

#include <stdbool.h>
#include <stdint.h>

/* The memory against repeated posts, and how it behaves. */

enum guid_mode { GUID_SAME_ID, GUID_ERROR, GUID_IGNORE };

struct guid_rules {
	int mode; /* enum guid_mode */
	int64_t window_s;
	int by_token; /* scope: 0 guid + wall, 1 guid + wall + token */
	bool covers_postponed;
	json_t *error;
};

extern struct guid_rules guid_rules;

void guid_reset(void);
void guid_free(void);
void guid_read(struct args *); /* POST /_sandbox/guid */
json_t *guid_json(void);
json_t *guid_save(void); /* for --keep: rules and memory */
void guid_load(struct args *);

/* The id made by the first call with this guid, 0 if it is new here. */
int64_t guid_first(
    const char *guid, char what, int64_t owner_id, const struct token *);
/* Remember it; a known one within its window stays as it is. */
void guid_keep(const char *guid, char what, int64_t owner_id,
    const struct token *, int64_t id);

#endif
