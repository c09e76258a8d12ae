#ifndef VK_PHOTOS_H
#define VK_PHOTOS_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>
#include "base/rc.h"

struct arena;

/* The three steps that put one photo into a post: vk-contract section 5. */
char *photos_server_body(struct arena *, int64_t group_id);
struct photos_server {
	const char *url, *fallback; /* fallback "" when there is none */
};
enum rc photos_server_read(
    struct arena *, const json_t *response, struct photos_server *) MUST_USE;

/* The upload host's answer, bare or wrapped in response.  RC_INVALID: not
 * JSON, or the photo was not taken ("" or "[]"): never to be saved. */
struct photos_upload {
	const char *server, *photo, *hash; /* byte for byte */
};
enum rc photos_upload_read(struct arena *, const char *body, size_t n,
    struct photos_upload *) MUST_USE;

char *photos_save_body(
    struct arena *, int64_t group_id, const struct photos_upload *);
/* "photo-1_2" or "photo-1_2_KEY".  RC_INVALID: neither the community's nor
 * a user's photo came back. */
enum rc photos_saved_read(struct arena *, const json_t *response,
    int64_t group_id, const char **attachment) MUST_USE;

#endif
