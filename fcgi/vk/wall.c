#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "vk/answer.h"
#include "vk/wall.h"

static void
add(struct strbuf *b, const char *name, const char *value)
{
	if (b->len > 0)
		strbuf_addc(b, '&');
	strbuf_adds(b, name);
	strbuf_addc(b, '=');
	strbuf_add_url(b, value);
}

static void
add_int(struct strbuf *b, const char *name, int64_t value)
{
	strbuf_addf(
	    b, "%s%s=%lld", b->len > 0 ? "&" : "", name, (long long)value);
}

static char *
finish(struct arena *a, struct strbuf *b)
{
	char *s;

	add(b, "v", WALL_V);
	s = arena_strndup(a, b->buf, b->len);
	strbuf_free(b);
	return s;
}

char *
wall_post_body(struct arena *a, int64_t group_id, const char *message,
    const char *attachments, const char *guid)
{
	struct strbuf b;

	strbuf_init(&b);
	add_int(&b, "owner_id", -group_id);
	add_int(&b, "from_group", 1);
	add_int(&b, "signed", 0);
	add(&b, "message", message);
	if (attachments[0] != '\0')
		add(&b, "attachments", attachments);
	add(&b, "guid", guid);
	return finish(a, &b);
}

char *
wall_edit_body(struct arena *a, int64_t group_id, int64_t post_id,
    const char *message, const char *attachments)
{
	struct strbuf b;

	strbuf_init(&b);
	add_int(&b, "owner_id", -group_id);
	add_int(&b, "post_id", post_id);
	/* Always both: what VK does with one left out is not known. */
	add(&b, "message", message);
	add(&b, "attachments", attachments);
	return finish(a, &b);
}

char *
wall_delete_body(struct arena *a, int64_t group_id, int64_t post_id)
{
	struct strbuf b;

	strbuf_init(&b);
	add_int(&b, "owner_id", -group_id);
	add_int(&b, "post_id", post_id);
	return finish(a, &b);
}

char *
wall_get_body(struct arena *a, int64_t group_id, int offset, int count)
{
	struct strbuf b;

	strbuf_init(&b);
	add_int(&b, "owner_id", -group_id);
	add(&b, "filter", "owner");
	add_int(&b, "offset", offset);
	add_int(&b, "count", count);
	return finish(a, &b);
}

char *
wall_by_id_body(struct arena *a, int64_t group_id, int64_t post_id)
{
	struct strbuf b;

	strbuf_init(&b);
	strbuf_addf(
	    &b, "posts=-%lld_%lld", (long long)group_id, (long long)post_id);
	return finish(a, &b);
}

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return (c | 0x20) - 'a' + 10; /* our own encoding: always a digit */
}

const char *
wall_body_value(struct arena *a, const char *body, const char *name)
{
	size_t n = strlen(name), len = 0;
	char *value;

	while (strncmp(body, name, n) != 0 || body[n] != '=') {
		body = strchr(body, '&');
		if (body == NULL)
			return "";
		body++;
	}
	body += n + 1;
	n = strcspn(body, "&");
	value = arena_alloc(a, n + 1);
	for (size_t i = 0; i < n; i++)
		if (body[i] == '%' && i + 2 < n) {
			value[len++] =
			    (char)(hex(body[i + 1]) << 4 | hex(body[i + 2]));
			i += 2;
		} else {
			value[len++] = body[i];
		}
	return value;
}

char *
wall_url(struct arena *a, const char *base, int64_t group_id, int64_t post_id)
{
	return arena_printf(a, "%swall-%lld_%lld", base, (long long)group_id,
	    (long long)post_id);
}

int64_t
wall_post_id(const json_t *response)
{
	int64_t id = answer_int(response, "post_id");

	return id > 0 ? id : 0;
}

/* Only photos: VK adds a card of the link by itself. */
static const char *
read_photos(struct arena *a, const json_t *post)
{
	struct strbuf b;
	const json_t *item, *photo;
	const char *s;
	size_t i;

	strbuf_init(&b);
	json_array_foreach(json_object_get(post, "attachments"), i, item)
	{
		if (strcmp(answer_text(item, "type"), "photo") != 0)
			continue;
		photo = json_object_get(item, "photo");
		strbuf_addf(&b, "%sphoto%lld_%lld", b.len > 0 ? "," : "",
		    (long long)answer_int(photo, "owner_id"),
		    (long long)answer_int(photo, "id"));
	}
	s = arena_strndup(a, b.buf, b.len);
	strbuf_free(&b);
	return s;
}

enum rc
wall_posts_read(
    struct arena *a, const json_t *response, struct wall_post **out, int *n)
{
	/* Before 5.138 wall.getById gave the bare array. */
	const json_t *items = json_is_array(response)
				  ? response
				  : json_object_get(response, "items");
	const json_t *item;
	struct wall_post *list;
	size_t i;

	*n = 0;
	if (!json_is_array(items))
		return RC_INVALID;
	list = arena_alloc(a, (json_array_size(items) + 1) * sizeof(*list));
	json_array_foreach(items, i, item)
	{
		struct wall_post *p = &list[(*n)++];

		p->id = answer_int(item, "id");
		p->owner_id = answer_int(item, "owner_id");
		p->from_id = answer_int(item, "from_id");
		p->date = answer_int(item, "date");
		p->text = arena_strdup(a, answer_text(item, "text"));
		p->type = arena_strdup(a, answer_text(item, "post_type"));
		p->photos = read_photos(a, item);
		p->deleted = answer_int(item, "is_deleted") != 0 ||
			     json_is_true(json_object_get(item, "is_deleted"));
	}
	*out = list;
	return RC_OK;
}
