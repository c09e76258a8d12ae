#ifndef VK_ANSWER_H
#define VK_ANSWER_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include "vk/error.h"

struct arena;
struct call_result;

/* What came back from a method: vk-contract 7.2.6 as one struct. */
struct answer {
	struct error_verdict verdict; /* class ERROR_NONE: response is there */
	int curl_code, http_status;
	int code, subcode; /* of the API error; 0: none */
	const char *text;  /* of the error, clean of secrets */
	int64_t duration_ms;
	json_t *response; /* NULL unless class is ERROR_NONE */
};

/* text lives in the arena, response until answer_free. */
void answer_read(
    struct arena *, const struct call_result *, bool write, struct answer *);
void answer_free(struct answer *);
/* A copy without anything that looks like a key or an upload address, one
 * line, at most ANSWER_TEXT_MAX characters. */
enum { ANSWER_TEXT_MAX = 300 };
char *answer_clean(struct arena *, const char *text);
/* Integers may come as numbers or as digits in a string. */
int64_t answer_int(const json_t *object, const char *name);
const char *answer_text(const json_t *object, const char *name); /* "" */

#endif
