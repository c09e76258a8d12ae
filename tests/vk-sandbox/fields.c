#include "fields.h"
#include "blobs.h"
#include "mem.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* The largest sides of a picture that VK takes. */
enum { SIDE_MAX = 14000 };

/* Milliseconds of the year 9999 fit, and sums do not overflow. */
static const int64_t int_max = 1000000000000000;

/* Text from outside is good UTF-8 almost always. */
static json_t *
text_json(const char *s)
{
	json_t *v;
	char *clean;

	if (s == NULL)
		return json_null();
	if ((v = json_string(s)) != NULL)
		return v;
	clean = text_clean(s, strlen(s));
	v = json_string(clean);
	free(clean);
	return v;
}

static json_t *
blob_json(const struct blob *b)
{
	blobs_save(b);
	return b != NULL ? json_string(b->sha256) : json_null();
}

static json_t *
field_json(const struct field *f, const void *at)
{
	switch (f->type) {
	case FIELD_INT:
		return json_integer(*(const int64_t *)at);
	case FIELD_SIDE:
		return json_integer(*(const unsigned *)at);
	case FIELD_BOOL:
		return json_boolean(*(const bool *)at);
	case FIELD_ENUM:
		return json_string(f->names[*(const int *)at]);
	case FIELD_NAME:
	case FIELD_TEXT:
	case FIELD_NO_TEXT:
		return text_json(*(char *const *)at);
	case FIELD_TEXTS:
	case FIELD_OBJECT:
	case FIELD_NO_OBJECT:
		return *(json_t *const *)at ? json_incref(*(json_t *const *)at)
					    : json_null();
	case FIELD_BLOB:
		return blob_json(*(struct blob *const *)at);
	}
	return json_null();
}

json_t *
fields_json(const struct field *f, const void *row)
{
	json_t *o = json_object();

	for (; f->key != NULL; f++)
		json_object_set_new(
		    o, f->key, field_json(f, (const char *)row + f->at));
	return o;
}

static void
read_text(struct args *a, const char *key, char **at)
{
	const char *s;

	if (!args_text(a, key, &s))
		return;
	free(*at);
	*at = mem_dup(s);
}

static void
read_object(struct args *a, const struct field *f, json_t **at)
{
	const json_t *v = NULL;
	json_t *item;
	size_t i;

	if (f->type == FIELD_TEXTS ? !args_array(a, f->key, &v)
				   : !args_object(a, f->key, &v))
		return;
	if (f->type == FIELD_TEXTS)
		json_array_foreach(v, i, item) if (!json_is_string(item))
		    args_fail(a, f->key, "a list of strings is expected");
	json_decref(*at);
	*at = json_deep_copy(v);
}

static void
read_blob(struct args *a, const char *key, struct blob **at)
{
	const char *sum;

	if (!args_text(a, key, &sum))
		return;
	*at = blobs_load(sum);
	if (*at == NULL)
		args_fail(a, key, "the file with these bytes is missing");
}

static void
field_read(struct args *a, const struct field *f, void *at)
{
	int64_t n = 0;
	int i = 0;

	switch (f->type) {
	case FIELD_INT:
		args_int(a, f->key, -int_max, int_max, at);
		break;
	case FIELD_SIDE:
		if (args_int(a, f->key, 1, SIDE_MAX, &n))
			*(unsigned *)at = (unsigned)n;
		break;
	case FIELD_BOOL:
		args_bool(a, f->key, at);
		break;
	case FIELD_ENUM:
		args_enum(a, f->key, f->names, at);
		break;
	case FIELD_NAME:
		if (args_enum(a, f->key, f->names, &i))
			*(const char **)at = f->names[i];
		break;
	case FIELD_TEXT:
	case FIELD_NO_TEXT:
		read_text(a, f->key, at);
		break;
	case FIELD_TEXTS:
	case FIELD_OBJECT:
	case FIELD_NO_OBJECT:
		read_object(a, f, at);
		break;
	case FIELD_BLOB:
		read_blob(a, f->key, at);
		break;
	}
}

static bool
field_may_lack(enum field_type type)
{
	return type == FIELD_NAME || type == FIELD_NO_TEXT ||
	       type == FIELD_NO_OBJECT || type == FIELD_BLOB;
}

void
fields_read(
    struct args *a, const json_t *item, const struct field *f, void *row)
{
	struct args o;

	if (a->error != NULL)
		return;
	args_open(&o, item);
	for (; f->key != NULL; f++) {
		if (!field_may_lack(f->type))
			args_need(&o, f->key);
		field_read(&o, f, (char *)row + f->at);
	}
	if (o.error != NULL)
		args_fail(a, o.key, o.error);
}

const json_t *
fields_list(struct args *a, const char *key)
{
	const json_t *list = NULL;

	args_need(a, key);
	args_array(a, key, &list);
	return list;
}
