#include <string.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "import/glyph.h"
#include "import/paste_inner.h"

void
paste_flow_init(struct paste_flow *f, bool collapse)
{
	*f = (struct paste_flow){ .collapse = collapse };
	strbuf_init(&f->text);
}

void
paste_flow_clear(struct paste_flow *f)
{
	strbuf_clear(&f->text);
	f->gap = f->bold_mark = f->item = false;
	f->bold = 0;
	f->letters = f->strong = 0;
	f->depth = 0;
}

static void
line_end(struct paste_flow *f)
{
	f->gap = false;
	if (f->text.len > 0 && f->text.buf[f->text.len - 1] != '\n')
		strbuf_addc(&f->text, '\n');
}

/* <ol> and <ul>: whose items have numbers. */
static void
list(struct paste_flow *f, const struct paste_tag *t)
{
	if (t->attrs - t->name != 2 || (t->name[1] | 32) != 'l' ||
	    (t->name[0] | 32) == 'd')
		return;
	if (!t->closing && f->depth < PASTE_LISTS_MAX)
		f->lists[f->depth++] = (t->name[0] | 32) == 'o';
	else if (t->closing && f->depth > 0)
		f->depth--;
}

void
paste_flow_tag(struct paste_flow *f, const struct paste_tag *t)
{
	switch (t->kind) {
	case PASTE_TAG_BOLD:
		if (!t->closing)
			f->bold++;
		else if (f->bold > 0)
			f->bold--;
		break;
	case PASTE_TAG_BREAK:
		/* Two of them are one empty line, which no cell needs. */
		line_end(f);
		break;
	case PASTE_TAG_ITEM:
		line_end(f);
		f->item = !t->closing;
		break;
	case PASTE_TAG_BLOCK:
		list(f, t);
		line_end(f);
		break;
	case PASTE_TAG_HEADING:
		line_end(f);
		break;
	default:
		break;
	}
}

/* A list item without a mark of its own gets one: in plain text it would be
 * no item any more. */
static void
open_item(struct paste_flow *f, uint32_t c)
{
	if (!f->item || glyph_blank(c))
		return;
	f->item = false;
	if (f->depth > 0 && f->lists[f->depth - 1] > 0)
		strbuf_addf(&f->text, "%d. ", f->lists[f->depth - 1]++);
	else if (!glyph_bullet(c) && !glyph_dash(c))
		strbuf_adds(&f->text, "• ");
}

static void
add(struct paste_flow *f, uint32_t c, const char *bytes, size_t n)
{
	/* A sheet's line end within a cell is one. */
	if (c == 0x0b) {
		line_end(f);
		return;
	}
	if (f->collapse && c != 0xa0 && glyph_blank(c)) {
		f->gap = true;
		return;
	}
	open_item(f, c);
	if (f->gap && f->text.len > 0 && f->text.buf[f->text.len - 1] != '\n')
		strbuf_addc(&f->text, ' ');
	f->gap = false;
	strbuf_add(&f->text, bytes, n);
	if (glyph_letter(c) || glyph_digit(c)) {
		f->letters++;
		f->strong += f->bold > 0 || f->bold_mark;
	}
}

void
paste_flow_text(struct paste_flow *f, const char *s, size_t n, bool entities)
{
	const char *end = s + n, *next;
	char bytes[4];
	size_t len;
	uint32_t c;

	while (s < end) {
		next = s;
		if (*s == '&' && entities &&
		    (c = paste_entity(s, end, &len)) != 0) {
			s += len;
			len = (size_t)utf8proc_encode_char(
			    (utf8proc_int32_t)c, (utf8proc_uint8_t *)bytes);
			/* The soft hyphen and its like show nothing. */
			if (c != 0xad && !(c >= 0x200b && c <= 0x200f))
				add(f, c, bytes, len);
			continue;
		}
		if (*s == '*' && end - s > 1 && s[1] == '*') {
			f->bold_mark = !f->bold_mark;
			s += 2;
			continue;
		}
		if ((c = glyph_next(&next)) == 0)
			break;
		add(f, c, s, (size_t)(next - s));
		s = next;
	}
}

/* Blank ends of lines and empty lines go. */
static char *
tidy(struct arena *a, const char *s)
{
	char *out = arena_alloc(a, strlen(s) + 1), *to = out;
	const char *line;
	size_t n, len;

	while (*s != '\0') {
		n = len = strcspn(s, "\n");
		line = glyph_trim(s, &len);
		if (len > 0) {
			if (to > out)
				*to++ = '\n';
			memcpy(to, line, len);
			to += len;
		}
		s += n + (s[n] == '\n');
	}
	*to = '\0';
	return out;
}

char *
paste_flow_end(struct paste_flow *f, struct arena *a, bool *strong)
{
	*strong = f->letters > 0 && f->letters == f->strong;
	return f->text.len == 0 ? arena_strdup(a, "") : tidy(a, f->text.buf);
}
