#ifndef MEDIA_H
#define MEDIA_H

#include "args.h"
#include "blob.h"
#include "mem.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Photos, albums, documents and polls; upload addresses and what was
 * received at them.  Everything lives until reset. */

enum { ALBUM_WALL = -14 };

struct photo {
	int64_t owner_id, id, album_id, date, user_id;
	unsigned width, height;
	char *access_key; /* NULL: public */
	char *text;
	const char *type;  /* content type, NULL without bytes */
	struct blob *blob; /* NULL: made by hand, or dropped for room */
};

struct album {
	int64_t owner_id, id, date, size;
	char *title, *description;
};

struct doc {
	int64_t owner_id, id, date, size;
	char *title, *ext, *access_key;
	struct blob *blob;
};

struct poll {
	int64_t owner_id, id, date, author_id;
	json_t *object; /* as the API shows it */
};

enum upload_kind { UPLOAD_PHOTO, UPLOAD_ALBUM, UPLOAD_DOC };

struct upload {
	int64_t id, made_at;
	enum upload_kind kind;
	int64_t group_id, user_id, album_id;
};

struct received {
	struct blob *blob;
	const char *type;
	unsigned width, height;
};

enum { RECEIVED_MAX = 5 };

/* What the upload step answered: server, photo or photos_list, hash. */
struct triple {
	int64_t server, at;
	struct upload *upload;
	char *photo, *hash;
	struct received files[RECEIVED_MAX];
	size_t n_files;
};

/* What docs.save takes. */
struct doc_file {
	char *file, *filename;
	struct upload *upload;
	struct blob *blob;
};

void media_free(void);
json_t *media_save(void);	/* for --keep */
void media_load(struct args *); /* into an empty world */

/* The strings are copied, the blob is referenced. */
struct photo *photo_add(const struct photo *);
struct photo *photo_by_id(int64_t owner_id, int64_t id);
/* Photos of an album (all albums: 0) in order; NULL ends. */
struct photo *photo_next(
    const struct photo *after, int64_t owner_id, int64_t album_id);
struct album *album_add(int64_t owner_id, const char *title, const char *);
struct album *album_by_id(int64_t owner_id, int64_t id);
struct album *album_next(const struct album *after, int64_t owner_id);
struct doc *doc_add(const struct doc *);
struct doc *doc_by_id(int64_t owner_id, int64_t id);
struct poll *poll_add(int64_t owner_id, int64_t author_id);
struct poll *poll_by_id(int64_t owner_id, int64_t id);

struct upload *upload_add(
    enum upload_kind, int64_t group_id, int64_t user_id, int64_t album_id);
struct upload *upload_by_id(enum upload_kind, int64_t id); /* NULL: dead */
char *upload_url(const struct upload *);
struct triple *triple_add(struct upload *, const struct received *, size_t);
struct triple *triple_by_server(int64_t server);
struct doc_file *doc_file_add(
    struct upload *, const char *filename, struct blob *);
struct doc_file *doc_file_by_text(const char *);

#endif
