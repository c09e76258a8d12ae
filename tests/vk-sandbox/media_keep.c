#include "fields.h"
#include "media_inner.h"

/* Media in the file of --keep.  The lists are whole and in order of their
 * numbers, for numbers follow from places. */

static const char *const type_names[] = { "image/jpeg", "image/png",
	"image/gif", NULL };
static const char *const kind_names[] = { "photo", "album", "doc", NULL };

#define AT(type, field) offsetof(struct type, field)

static const struct field photo_fields[] = {
	{ "owner_id", FIELD_INT, AT(photo, owner_id), NULL },
	{ "id", FIELD_INT, AT(photo, id), NULL },
	{ "album_id", FIELD_INT, AT(photo, album_id), NULL },
	{ "date", FIELD_INT, AT(photo, date), NULL },
	{ "user_id", FIELD_INT, AT(photo, user_id), NULL },
	{ "width", FIELD_SIDE, AT(photo, width), NULL },
	{ "height", FIELD_SIDE, AT(photo, height), NULL },
	{ "access_key", FIELD_NO_TEXT, AT(photo, access_key), NULL },
	{ "text", FIELD_TEXT, AT(photo, text), NULL },
	{ "type", FIELD_NAME, AT(photo, type), type_names },
	{ "bytes", FIELD_BLOB, AT(photo, blob), NULL },
	{ .key = NULL },
};

static const struct field album_fields[] = {
	{ "owner_id", FIELD_INT, AT(album, owner_id), NULL },
	{ "id", FIELD_INT, AT(album, id), NULL },
	{ "date", FIELD_INT, AT(album, date), NULL },
	{ "size", FIELD_INT, AT(album, size), NULL },
	{ "title", FIELD_TEXT, AT(album, title), NULL },
	{ "description", FIELD_TEXT, AT(album, description), NULL },
	{ .key = NULL },
};

static const struct field doc_fields[] = {
	{ "owner_id", FIELD_INT, AT(doc, owner_id), NULL },
	{ "id", FIELD_INT, AT(doc, id), NULL },
	{ "date", FIELD_INT, AT(doc, date), NULL },
	{ "size", FIELD_INT, AT(doc, size), NULL },
	{ "title", FIELD_TEXT, AT(doc, title), NULL },
	{ "ext", FIELD_TEXT, AT(doc, ext), NULL },
	{ "access_key", FIELD_TEXT, AT(doc, access_key), NULL },
	{ "bytes", FIELD_BLOB, AT(doc, blob), NULL },
	{ .key = NULL },
};

static const struct field poll_fields[] = {
	{ "owner_id", FIELD_INT, AT(poll, owner_id), NULL },
	{ "id", FIELD_INT, AT(poll, id), NULL },
	{ "date", FIELD_INT, AT(poll, date), NULL },
	{ "author_id", FIELD_INT, AT(poll, author_id), NULL },
	{ "object", FIELD_OBJECT, AT(poll, object), NULL },
	{ .key = NULL },
};

static const struct field upload_fields[] = {
	{ "id", FIELD_INT, AT(upload, id), NULL },
	{ "made_at", FIELD_INT, AT(upload, made_at), NULL },
	{ "kind", FIELD_ENUM, AT(upload, kind), kind_names },
	{ "group_id", FIELD_INT, AT(upload, group_id), NULL },
	{ "user_id", FIELD_INT, AT(upload, user_id), NULL },
	{ "album_id", FIELD_INT, AT(upload, album_id), NULL },
	{ .key = NULL },
};

static const struct field triple_fields[] = {
	{ "server", FIELD_INT, AT(triple, server), NULL },
	{ "at", FIELD_INT, AT(triple, at), NULL },
	{ "photo", FIELD_TEXT, AT(triple, photo), NULL },
	{ "hash", FIELD_TEXT, AT(triple, hash), NULL },
	{ .key = NULL },
};

static const struct field received_fields[] = {
	{ "bytes", FIELD_BLOB, AT(received, blob), NULL },
	{ "type", FIELD_NAME, AT(received, type), type_names },
	{ "width", FIELD_SIDE, AT(received, width), NULL },
	{ "height", FIELD_SIDE, AT(received, height), NULL },
	{ .key = NULL },
};

static const struct field file_fields[] = {
	{ "file", FIELD_TEXT, AT(doc_file, file), NULL },
	{ "filename", FIELD_TEXT, AT(doc_file, filename), NULL },
	{ "bytes", FIELD_BLOB, AT(doc_file, blob), NULL },
	{ .key = NULL },
};

static void
check_place(struct args *a, int64_t id, int64_t base, const struct store *s)
{
	if (a->error == NULL && id != base + (int64_t)s->n + 1)
		args_fail(a, "id", "the numbers are not in order");
}

static void
photo_put(struct args *a, const json_t *item, void *row)
{
	struct photo *p = row;

	(void)item;
	check_place(a, p->id, photo_base, &media.photos);
	store_put2(&media.photos, p->owner_id, p->id, p);
	shelf_put(&p->blob);
}

static void
album_put(struct args *a, const json_t *item, void *row)
{
	struct album *p = row;

	(void)item;
	check_place(a, p->id, album_base, &media.albums);
	store_put2(&media.albums, p->owner_id, p->id, p);
}

static void
doc_put(struct args *a, const json_t *item, void *row)
{
	struct doc *p = row;

	(void)item;
	check_place(a, p->id, doc_base, &media.docs);
	store_put2(&media.docs, p->owner_id, p->id, p);
	shelf_put(&p->blob);
}

static void
poll_put(struct args *a, const json_t *item, void *row)
{
	struct poll *p = row;

	(void)item;
	check_place(a, p->id, poll_base, &media.polls);
	store_put2(&media.polls, p->owner_id, p->id, p);
}

static void
upload_put(struct args *a, const json_t *item, void *row)
{
	struct upload *p = row;

	(void)item;
	check_place(a, p->id, 0, &media.uploads);
	store_put2(&media.uploads, p->kind, p->id, p);
}

/* The upload address that this came by. */
static struct upload *
upload_named(struct args *a, const json_t *item)
{
	const json_t *v = json_object_get(item, "upload");
	json_int_t id = json_integer_value(v);

	if (id >= 1 && (size_t)id <= media.uploads.n)
		return media.uploads.list[id - 1];
	args_fail(a, "upload", "no such upload");
	return NULL;
}

static void
triple_put(struct args *a, const json_t *item, void *row)
{
	const json_t *files = json_object_get(item, "files");
	struct triple *t = row;
	char key[48];
	size_t i;
	json_t *file;

	t->upload = upload_named(a, item);
	if (!json_is_array(files) || json_array_size(files) > RECEIVED_MAX)
		args_fail(a, "files", "a list of up to five is expected");
	check_place(a, t->server, server_base, &media.triples);
	store_put(&media.triples, map_key(key, t->server), t);
	if (a->error != NULL)
		return;
	json_array_foreach(files, i, file)
	{
		t->n_files = i + 1;
		fields_read(a, file, received_fields, &t->files[i]);
		shelf_put(&t->files[i].blob);
	}
}

static void
file_put(struct args *a, const json_t *item, void *row)
{
	struct doc_file *f = row;

	f->upload = upload_named(a, item);
	store_put(&media.files, f->file != NULL ? f->file : "", f);
	shelf_put(&f->blob);
}

static void
triple_more(const void *row, json_t *o)
{
	const struct triple *t = row;
	json_t *files = json_array();

	for (size_t i = 0; i < t->n_files; i++)
		json_array_append_new(
		    files, fields_json(received_fields, &t->files[i]));
	json_object_set_new(o, "files", files);
	json_object_set_new(o, "upload", json_integer(t->upload->id));
}

static void
file_more(const void *row, json_t *o)
{
	const struct doc_file *f = row;

	json_object_set_new(o, "upload", json_integer(f->upload->id));
}

/* put files the row in its store also when the args have an error: there
 * it is freed with the others. */
static const struct kind {
	const char *key;
	struct store *store;
	size_t size;
	const struct field *fields;
	void (*put)(struct args *, const json_t *item, void *row);
	void (*more)(const void *row, json_t *);
} kinds[] = {
	{ "photos", &media.photos, sizeof(struct photo), photo_fields,
	    photo_put, NULL },
	{ "albums", &media.albums, sizeof(struct album), album_fields,
	    album_put, NULL },
	{ "docs", &media.docs, sizeof(struct doc), doc_fields, doc_put, NULL },
	{ "polls", &media.polls, sizeof(struct poll), poll_fields, poll_put,
	    NULL },
	{ "uploads", &media.uploads, sizeof(struct upload), upload_fields,
	    upload_put, NULL },
	{ "triples", &media.triples, sizeof(struct triple), triple_fields,
	    triple_put, triple_more },
	{ "files", &media.files, sizeof(struct doc_file), file_fields, file_put,
	    file_more },
};

enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

json_t *
media_save(void)
{
	json_t *all = json_object();

	for (int k = 0; k < KINDS; k++) {
		const struct kind *kind = &kinds[k];
		json_t *list = json_array();

		for (size_t i = 0; i < kind->store->n; i++) {
			const void *row = kind->store->list[i];
			json_t *o = fields_json(kind->fields, row);

			if (kind->more != NULL)
				kind->more(row, o);
			json_array_append_new(list, o);
		}
		json_object_set_new(all, kind->key, list);
	}
	return all;
}

void
media_load(struct args *a)
{
	for (int k = 0; k < KINDS && a->error == NULL; k++) {
		const struct kind *kind = &kinds[k];
		const json_t *list = fields_list(a, kind->key);

		for (size_t i = 0;
		     a->error == NULL && i < json_array_size(list); i++) {
			const json_t *item = json_array_get(list, i);
			void *row = mem_alloc(kind->size);

			fields_read(a, item, kind->fields, row);
			kind->put(a, item, row);
		}
	}
}
