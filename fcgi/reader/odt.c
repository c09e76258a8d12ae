#include <string.h>

#include "base/strbuf.h"
#include "reader/blocks.h"
#include "reader/container.h"
#include "reader/odt.h"
#include "reader/xml.h"

/* Blanks in a row are written as their number; more than a line of them says
 * nothing. */
enum { BLANKS_MAX = 80 };

/* No words of the text: what was deleted, notes at the margin, the number of
 * a footnote, names of pictures. */
static const char *const skipped[] = { "tracked-changes", "annotation",
	"note-citation", "title", "desc" };

struct odt {
	struct xml x;
	struct strbuf words;
	int depth; /* of paragraphs and headings that are open */
};

/* Line breaks and runs of blanks in the XML are one blank. */
static void
add_text(struct odt *o, const char *s)
{
	struct strbuf *w = &o->words;

	for (; *s; s++) {
		if (strchr(" \t\r\n", *s) == NULL)
			strbuf_addc(w, *s);
		else if (w->len > 0 &&
			 strchr(" \n\t", w->buf[w->len - 1]) == NULL)
			strbuf_addc(w, ' ');
	}
}

static void
add_blanks(struct odt *o)
{
	int n = xml_attr_int(&o->x, "c", BLANKS_MAX, 1);

	while (n-- > 0)
		strbuf_addc(&o->words, ' ');
}

static bool
is_paragraph(const struct odt *o)
{
	return strcmp(o->x.name, "p") == 0 || strcmp(o->x.name, "h") == 0;
}

static void
start(struct odt *o)
{
	for (size_t i = 0; i < LEN(skipped); i++)
		if (strcmp(o->x.name, skipped[i]) == 0) {
			xml_skip(&o->x);
			return;
		}
	if (strcmp(o->x.name, "s") == 0)
		add_blanks(o);
	else if (strcmp(o->x.name, "tab") == 0)
		strbuf_addc(&o->words, '\t');
	else if (strcmp(o->x.name, "line-break") == 0)
		strbuf_addc(&o->words, '\n');
}

static enum verdict
event(struct odt *o, struct blocks *b)
{
	enum verdict v;

	if (o->x.event == XML_TEXT) {
		if (o->depth > 0)
			add_text(o, o->x.text);
		return blocks_room(b, o->words.len);
	}
	if (!is_paragraph(o)) {
		if (o->x.event == XML_START)
			start(o);
		return V_OK;
	}
	o->depth += o->x.event == XML_START ? 1 : -1;
	v = blocks_paragraph(b, o->words.buf, o->words.len);
	strbuf_clear(&o->words);
	return v;
}

enum verdict
odt_read(struct container *c, struct blocks *b)
{
	enum verdict v;
	struct odt o;

	memset(&o, 0, sizeof(o));
	if ((v = xml_open(&o.x, c, c->main)) != V_OK)
		return v;
	strbuf_init(&o.words);
	while (v == V_OK && xml_next(&o.x))
		v = event(&o, b);
	if (v == V_FULL && o.words.len > 0)
		v = blocks_paragraph(b, o.words.buf, o.words.len);
	if (v == V_OK)
		v = o.x.verdict;
	xml_close(&o.x);
	strbuf_free(&o.words);
	return v;
}
