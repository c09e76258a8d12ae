#ifndef MEDIA_INNER_H
#define MEDIA_INNER_H

#include "map.h"
#include "media.h"

/* The inside of the media, for media.c and media_keep.c. */

/* Numbers begin where those of VK would be believed. */
static const int64_t photo_base = 457239000, album_base = 3000,
		     doc_base = 601000000, poll_base = 701000000,
		     server_base = 900000;

/* A growing list of things that are also found by a key. */
struct store {
	void **list;
	size_t n, cap;
	struct map by_key;
};

struct media {
	struct store photos, albums, docs, polls, uploads, triples, files;
};

extern struct media media;

void store_put(struct store *, const char *key, void *item);
void store_put2(struct store *, int64_t owner_id, int64_t id, void *item);
/* Keep the blob in *slot until there is no more room. */
void shelf_put(struct blob **slot);

#endif
