#include "upload.h"
#include "call.h"
#include "image.h"
#include "media.h"
#include "text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = { "photo", "album", "doc" };

/* The address the call was sent to; NULL when it is dead or was never
 * given out. */
static struct upload *
upload_of(const struct call *c)
{
	int64_t id;

	for (int kind = UPLOAD_PHOTO; kind <= UPLOAD_DOC; kind++) {
		size_t len = strlen(names[kind]);

		if (strncmp(c->path + 8, names[kind], len) == 0 &&
		    c->path[8 + len] == '/' && text_int(c->path + 9 + len, &id))
			return upload_by_id(kind, id);
	}
	return NULL;
}

static bool
file_read(const struct call_file *f, struct received *out)
{
	struct image image;

	if (f->filename == NULL || f->filename[0] == '\0' ||
	    !image_accepted(f->blob->data, f->blob->len, &image))
		return false;
	out->blob = f->blob;
	out->type = image.type;
	out->width = image.width;
	out->height = image.height;
	return true;
}

/* An upload that VK could not take: the triple fits nothing. */
static void
upload_empty(struct call *c, const char *key)
{
	c->json =
	    json_pack("{s:i,s:s,s:s}", "server", 0, key, "[]", "hash", "");
}

static void
upload_photo(struct call *c, struct upload *u)
{
	struct received file;
	const struct triple *t;

	if (c->n_files != 1 || strcmp(c->files[0].field, "photo") != 0 ||
	    !c->files_whole || !file_read(&c->files[0], &file)) {
		upload_empty(c, "photo");
		return;
	}
	t = triple_add(u, &file, 1);
	c->committed = true;
	c->json = json_pack("{s:I,s:s,s:s}", "server", t->server, "photo",
	    t->photo, "hash", t->hash);
}

/* Up to five files, named file1 to file5, each once. */
static void
upload_album(struct call *c, struct upload *u)
{
	struct received files[RECEIVED_MAX];
	const struct triple *t;
	bool good =
	    c->files_whole && c->n_files >= 1 && c->n_files <= RECEIVED_MAX;

	for (size_t i = 0; good && i < c->n_files; i++) {
		const char *field = c->files[i].field;

		good = strncmp(field, "file", 4) == 0 && field[4] >= '1' &&
		       field[4] <= '5' && field[5] == '\0' &&
		       file_read(&c->files[i], &files[i]);
		for (size_t k = 0; good && k < i; k++)
			good = strcmp(c->files[k].field, field) != 0;
	}
	if (!good) {
		upload_empty(c, "photos_list");
		json_object_set_new(c->json, "aid", json_integer(u->album_id));
		return;
	}
	t = triple_add(u, files, c->n_files);
	c->committed = true;
	c->json = json_pack("{s:I,s:s,s:I,s:s}", "server", t->server,
	    "photos_list", t->photo, "aid", u->album_id, "hash", t->hash);
}

static void
upload_doc(struct call *c, struct upload *u)
{
	const struct call_file *f = c->files;

	if (c->n_files != 1 || !c->files_whole ||
	    strcmp(f->field, "file") != 0 || f->filename == NULL ||
	    f->filename[0] == '\0' || f->blob->len == 0) {
		c->json = json_pack("{s:s}", "error", "no_file");
		return;
	}
	c->committed = true;
	c->json = json_pack(
	    "{s:s}", "file", doc_file_add(u, f->filename, f->blob)->file);
}

void
upload_run(struct call *c)
{
	static void (*const runs[])(struct call *,
	    struct upload *) = { upload_photo, upload_album, upload_doc };
	struct upload *u = upload_of(c);

	c->answer = ANSWER_RAW;
	c->status = u == NULL ? 404 : strcmp(c->verb, "POST") ? 405 : 200;
	if (c->status != 200) {
		c->type = "text/plain";
		buf_str(&c->body, u ? "only POST\n" : "no such upload\n");
		return;
	}
	c->answer = ANSWER_RESPONSE;
	runs[u->kind](c, u);
}
