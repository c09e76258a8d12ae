#include <stdbool.h>
#include <string.h>
#include "base/arena.h"
#include "base/markdown.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "mediaplan/message.h"
#include "mediaplan/story.h"

static void
paragraph(struct strbuf *sb, const char *s)
{
	if (*s == '\0')
		return;
	if (sb->len > 0)
		strbuf_adds(sb, "\n\n");
	strbuf_adds(sb, s);
}

/* A letter, a digit or a byte of a longer letter goes on with the tag. */
static bool
tag_goes_on(unsigned char c)
{
	return c >= 0x80 || c == '_' || (c >= '0' && c <= '9') ||
	       (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
tag_stands_in(struct arena *a, const char *text, const char *tag)
{
	const char *where = text_fold(a, text);
	const char *what = text_fold(a, tag);
	size_t n = strlen(what);

	while ((where = strstr(where, what)) != NULL) {
		where += n;
		if (!tag_goes_on((unsigned char)*where))
			return true;
	}
	return false;
}

/* The whole address, not the beginning of a longer one. */
static bool
address_stands_in(const char *text, const char *address)
{
	size_t n = strlen(address);

	for (; (text = strstr(text, address)) != NULL; text += n)
		if (text[n] == '\0' || strchr(" \n\t).,;", text[n]) != NULL)
			return true;
	return false;
}

char *
message_build(struct arena *a, const struct story *s, const char *address)
{
	struct strbuf sb;
	char *out;

	strbuf_init(&sb);
	if (s->vk_text != NULL) {
		paragraph(&sb, s->vk_text);
	} else {
		paragraph(&sb, s->title);
		paragraph(&sb, s->lead);
		paragraph(&sb, markdown_plain(a, s->text));
	}
	if (s->rubric_hashtag != NULL && *s->rubric_hashtag != '\0') {
		const char *tag = arena_printf(a, "#%s", s->rubric_hashtag);

		if (!tag_stands_in(a, sb.buf, tag))
			paragraph(&sb, tag);
	}
	if (*address != '\0' && !address_stands_in(sb.buf, address))
		paragraph(&sb, address);
	out = arena_strdup(a, sb.buf);
	strbuf_free(&sb);
	return out;
}

char *
message_address(struct arena *a, const char *site_address, const char *slug,
    int64_t publication_id)
{
	size_t n = strlen(site_address);

	while (n > 0 && site_address[n - 1] == '/')
		n--;
	if (publication_id == 0)
		return arena_printf(
		    a, "%.*s/story/%s", (int)n, site_address, slug);
	return arena_printf(a, "%.*s/story/%s?p=%lld", (int)n, site_address,
	    slug, (long long)publication_id);
}
