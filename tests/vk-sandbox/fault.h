#ifndef FAULT_H
#define FAULT_H

#include "args.h"
#include "call.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

/* Faults armed for the next calls. */

enum effect_type {
	EFFECT_API_ERROR,
	EFFECT_ANSWER,
	EFFECT_CLOSE,
	EFFECT_DELAY,
	EFFECT_SLOW,
	EFFECT_DROP,
	EFFECT_UPLOAD_VALUE
};

enum effect_at { AT_HEADERS, AT_REQUEST, AT_ANSWER };
enum effect_commit { COMMIT_BEFORE, COMMIT_AFTER, COMMIT_NEVER };

struct effect {
	int refs;
	enum effect_type type;
	json_t *given; /* as it came, and the keeper of the texts below */
	const json_t *error, *headers, *value;
	const char *content_type, *body, *field;
	int64_t status, bytes, ms, rate;
	int at, when;	/* enum effect_at, enum effect_commit */
	int then_close; /* 0 answer, 1 close */
	bool commit, rst;
	const json_t *indexes;
};

void faults_free(void);
int64_t fault_add(struct args *); /* its id; 0 with the error */
json_t *faults_json(void);
int64_t faults_clear(int64_t id); /* 0 = all; how many */
bool fault_exists(int64_t id);

/* The fault that hits this call now that its head is there, or the whole
 * of it.  Returns a reference for the call; *id is for the journal. */
struct effect *fault_at_head(const struct call *, int64_t *id);
struct effect *fault_at_request(const struct call *, int64_t *id);
void effect_drop(struct effect *); /* NULL is allowed */

#endif
