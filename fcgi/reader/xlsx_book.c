#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reader/container.h"
#include "reader/quote.h"
#include "reader/xlsx.h"
#include "reader/xml.h"

static enum verdict
each(struct xlsx_book *book, const char *part,
    enum verdict (*event)(struct xlsx_book *, struct xml *))
{
	enum verdict v;
	struct xml x;

	if ((v = xml_open(&x, book->c, part)) != V_OK)
		return v;
	while (v == V_OK && xml_next(&x))
		v = event(book, &x);
	if (v == V_OK)
		v = x.verdict;
	xml_close(&x);
	return v;
}

static void
copy(char *to, size_t size, const char *s)
{
	size_t n = s ? quote_cut(s, strlen(s), size - 1) : 0;

	if (n > 0)
		memcpy(to, s, n);
	to[n] = '\0';
}

static enum verdict
workbook(struct xlsx_book *book, struct xml *x)
{
	struct xlsx_sheet *s;
	const char *state;

	if (xml_starts(x, "workbookPr")) {
		state = xml_attr(x, "date1904");
		book->from_1904 = state && (strcmp(state, "1") == 0 ||
					       strcmp(state, "true") == 0);
	}
	if (!xml_starts(x, "sheet"))
		return V_OK;
	state = xml_attr(x, "state");
	if (state && strcmp(state, "visible") != 0)
		return V_OK;
	if (book->sheets_n == XLSX_SHEETS_MAX)
		return V_BYTES;
	s = &book->sheets[book->sheets_n++];
	copy(s->name, sizeof(s->name), xml_attr(x, "name"));
	copy(s->id, sizeof(s->id), xml_attr(x, "id"));
	return V_OK;
}

/* A target is below the book's folder, or from the top. */
static void
resolve(const struct xlsx_book *book, const char *target, char *to)
{
	const char *slash = strrchr(book->c->main, '/');
	int dir = slash ? (int)(slash - book->c->main) + 1 : 0;
	int n;

	if (target[0] == '/') {
		target++;
		dir = 0;
	}
	n = snprintf(to, XLSX_PART_MAX, "%.*s%s", dir, book->c->main, target);
	if (n < 0 || n >= XLSX_PART_MAX)
		to[0] = '\0';
}

static bool
ends(const char *s, const char *end)
{
	size_t n = strlen(s), k = strlen(end);

	return n >= k && strcmp(s + n - k, end) == 0;
}

static enum verdict
relation(struct xlsx_book *book, struct xml *x)
{
	char part[XLSX_PART_MAX] = "", type[XLSX_PART_MAX];
	const char *id;

	if (!xml_starts(x, "Relationship"))
		return V_OK;
	copy(type, sizeof(type), xml_attr(x, "Type"));
	id = xml_attr(x, "Target");
	if (id)
		resolve(book, id, part);
	if (ends(type, "/sharedStrings"))
		memcpy(book->strings_part, part, sizeof(part));
	else if (ends(type, "/styles"))
		memcpy(book->styles_part, part, sizeof(part));
	else if (ends(type, "/worksheet") && (id = xml_attr(x, "Id")) != NULL)
		for (int i = 0; i < book->sheets_n; i++)
			if (strcmp(book->sheets[i].id, id) == 0)
				memcpy(
				    book->sheets[i].part, part, sizeof(part));
	return V_OK;
}

/* Of one string: its runs, without the reading aid of Asian scripts. */
static enum verdict
string(struct xlsx_book *book, struct xml *x)
{
	uint32_t start = (uint32_t)book->strings.len;
	int depth = 1, words = 0;

	if (book->starts.len / sizeof(start) == XLSX_STRINGS_MAX)
		return V_BYTES;
	strbuf_add(&book->starts, &start, sizeof(start));
	while (depth > 0 && xml_next(x)) {
		if (x->event == XML_TEXT) {
			if (words > 0)
				strbuf_adds(&book->strings, x->text);
			if (book->strings.len > XLSX_STRINGS_BYTES_MAX)
				return V_BYTES;
			continue;
		}
		if (xml_starts(x, "rPh")) {
			xml_skip(x);
			continue;
		}
		depth += x->event == XML_START ? 1 : -1;
		if (strcmp(x->name, "t") == 0)
			words += x->event == XML_START ? 1 : -1;
	}
	strbuf_addc(&book->strings, '\0');
	return V_OK;
}

static enum verdict
strings(struct xlsx_book *book, struct xml *x)
{
	return xml_starts(x, "si") ? string(book, x) : V_OK;
}

static struct xlsx_style
look(const struct xlsx_book *book, int id)
{
	for (int i = 0; i < book->looks_n; i++)
		if (book->looks[i].id == id)
			return book->looks[i].style;
	return xlsx_number_builtin(id);
}

static enum verdict
style(struct xlsx_book *book, struct xml *x)
{
	enum { ID_MAX = 100000 };
	struct xlsx_look *own = &book->looks[book->looks_n];
	struct xlsx_style s;
	const char *code;

	if (x->event != XML_TEXT && strcmp(x->name, "cellXfs") == 0)
		book->in_cells = x->event == XML_START;
	if (xml_starts(x, "numFmt") && book->looks_n < XLSX_LOOKS_MAX) {
		own->id = xml_attr_int(x, "numFmtId", ID_MAX, -1);
		if ((code = xml_attr(x, "formatCode")) != NULL) {
			own->style = xlsx_number_style(code);
			book->looks_n++;
		}
	}
	if (!book->in_cells || !xml_starts(x, "xf"))
		return V_OK;
	s = look(book, xml_attr_int(x, "numFmtId", ID_MAX, 0));
	strbuf_add(&book->styles, &s, sizeof(s));
	return book->styles.len / sizeof(s) > XLSX_STYLES_MAX ? V_BYTES : V_OK;
}

enum verdict
xlsx_book_read(struct xlsx_book *book, struct container *c)
{
	char part[CONTAINER_NAME_MAX + 16];
	const char *slash = strrchr(c->main, '/');
	int dir = slash ? (int)(slash - c->main) + 1 : 0;
	enum verdict v;

	memset(book, 0, sizeof(*book));
	book->c = c;
	strbuf_init(&book->strings);
	strbuf_init(&book->starts);
	strbuf_init(&book->styles);
	if ((v = each(book, c->main, workbook)) != V_OK)
		return v;
	snprintf(part, sizeof(part), "%.*s_rels/%s.rels", dir, c->main,
	    c->main + dir);
	if ((v = each(book, part, relation)) != V_OK)
		return v;
	if (container_has(c, book->styles_part))
		v = each(book, book->styles_part, style);
	if (v == V_OK && container_has(c, book->strings_part))
		v = each(book, book->strings_part, strings);
	return v;
}

void
xlsx_book_free(struct xlsx_book *book)
{
	strbuf_free(&book->strings);
	strbuf_free(&book->starts);
	strbuf_free(&book->styles);
}

const char *
xlsx_book_string(const struct xlsx_book *book, const char *index)
{
	char *end;
	unsigned long i = strtoul(index, &end, 10);
	uint32_t start;

	if (end == index || i >= book->starts.len / sizeof(start))
		return NULL;
	memcpy(&start, book->starts.buf + i * sizeof(start), sizeof(start));
	return book->strings.buf + start;
}

struct xlsx_style
xlsx_book_style(const struct xlsx_book *book, int index)
{
	struct xlsx_style s = { XLSX_GENERAL, 0 };

	if (index >= 0 && (size_t)index < book->styles.len / sizeof(s))
		memcpy(&s, book->styles.buf + (size_t)index * sizeof(s),
		    sizeof(s));
	return s;
}
