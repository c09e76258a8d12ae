#include <string.h>

#include "base/arena.h"
#include "import/glyph.h"
#include "import/paste_inner.h"

static const char too_many_rows[] =
    "Строк больше 6000: это не одна дорожная карта. Разделите текст на части "
    "и вставьте их по очереди.";
static const char too_many_columns[] =
    "Столбцов больше 40: похоже, таблица скопирована не целиком или это не "
    "дорожная карта. Скопируйте только таблицу с мероприятиями.";
static const char too_many_cells[] =
    "Ячеек больше 120 000: это не одна дорожная карта. Разделите текст на "
    "части.";

/* Two cells that say the same are two people; a section's name is longer
 * than a mark. */
enum { ROW_SPREAD_MIN = 3, ROW_NAME_LETTERS = 3 };

static void
refuse(struct paste_sink *k, const char *why)
{
	if (k->out->refusal == NULL)
		k->out->refusal = why;
}

struct paste_sink *
paste_sink_new(struct arena *a, struct paste_rows *out)
{
	struct paste_sink *k = arena_alloc(a, sizeof(*k));

	*out = (struct paste_rows){ .shape = "rows" };
	k->arena = a;
	k->out = out;
	strbuf_init(&k->scratch);
	return k;
}

bool
paste_sink_full(const struct paste_sink *k)
{
	return k->out->refusal != NULL;
}

void
paste_sink_put(struct paste_sink *k, struct paste_cell cell)
{
	/* Sheets are as wide as their widest row: empty cells are no sign. */
	if (k->n == PASTE_COLUMNS_MAX) {
		if (cell.text[0] != '\0')
			refuse(k, too_many_columns);
		return;
	}
	k->row[k->n++] = cell;
}

void
paste_sink_cell(struct paste_sink *k, const char *text, size_t n)
{
	text = glyph_trim(text, &n);
	paste_sink_put(
	    k, (struct paste_cell){ .span = 1,
		   .text = n == 0 ? "" : arena_strndup(k->arena, text, n) });
}

void
paste_sink_blank(struct paste_sink *k)
{
	k->blank = true;
}

/* Letters enough to be the name of a part: not a mark, not a number. */
static bool
names_part(const char *text)
{
	int letters = 0;

	for (const char *s = text; *s != '\0';)
		letters += glyph_letter(glyph_next(&s));
	return letters >= ROW_NAME_LETTERS;
}

/* Many programs write a merged cell again in every column that it covers:
 * one text across the row is one wide cell. */
static void
gather_spread(struct paste_sink *k)
{
	int from = k->n > 0 && k->n - 1 >= ROW_SPREAD_MIN &&
		   strcmp(k->row[0].text, k->row[1].text) != 0;
	const char *text = k->row[from].text;

	if (k->n - from < ROW_SPREAD_MIN || !names_part(text))
		return;
	for (int i = from + 1; i < k->n; i++)
		if (strcmp(k->row[i].text, text) != 0)
			return;
	k->row[from].span = k->n - from;
	for (int i = from + 1; i < k->n; i++)
		k->row[i] = (struct paste_cell){ .text = "" };
}

static bool
row_empty(const struct paste_sink *k)
{
	for (int i = 0; i < k->n; i++)
		if (k->row[i].text[0] != '\0')
			return false;
	return true;
}

void
paste_sink_row_of(struct paste_sink *k, int line, int table, bool prose)
{
	struct paste_rows *out = k->out;
	struct paste_row *r;
	bool empty = row_empty(k);
	int n = k->n;

	if (!empty)
		gather_spread(k);
	k->n = 0;
	if (n == 0 || paste_sink_full(k))
		return;
	if (empty) {
		k->blank = true;
		return;
	}
	if (out->n == PASTE_ROWS_MAX) {
		refuse(k, too_many_rows);
		return;
	}
	if ((k->cells += n) > PASTE_CELLS_MAX) {
		refuse(k, too_many_cells);
		return;
	}
	if (out->n == k->cap) {
		k->cap = k->cap == 0 ? 64 : 2 * k->cap;
		out->rows = arena_grow(k->arena, out->rows,
		    (size_t)out->n * sizeof(*out->rows),
		    (size_t)k->cap * sizeof(*out->rows));
	}
	r = &out->rows[out->n++];
	*r = (struct paste_row){ .n = n,
		.line = line,
		.prose = prose,
		.table = table,
		.after_blank = k->blank };
	r->cells = arena_alloc(k->arena, (size_t)n * sizeof(*r->cells));
	memcpy(r->cells, k->row, (size_t)n * sizeof(*r->cells));
	k->blank = false;
}

void
paste_sink_row(struct paste_sink *k, int line)
{
	paste_sink_row_of(k, line, 1, false);
}

enum rc
paste_sink_end(struct paste_sink *k)
{
	strbuf_free(&k->scratch);
	if (!paste_sink_full(k) && k->out->n == 0)
		refuse(k,
		    "Текст пуст. Скопируйте таблицу дорожной карты и вставьте "
		    "её сюда.");
	return paste_sink_full(k) ? RC_INVALID : RC_OK;
}

void
paste_sink_markup(struct paste_sink *k, const char *s, size_t n)
{
	const char *end = s + n, *lt;
	struct paste_flow f;
	struct paste_tag tag;
	struct paste_cell cell = { .span = 1 };
	bool tags = memchr(s, '<', n) != NULL;

	if (!tags && memmem(s, n, "**", 2) == NULL) {
		paste_sink_cell(k, s, n);
		return;
	}
	paste_flow_init(&f, false);
	while (s < end) {
		if ((lt = memchr(s, '<', (size_t)(end - s))) == NULL)
			lt = end;
		paste_flow_text(&f, s, (size_t)(lt - s), tags);
		if ((s = lt) == end)
			break;
		paste_tag_read(s, end, &tag);
		/* A table, a script in a cell of plain text: words. */
		if (tag.kind == PASTE_TAG_NONE || tag.kind >= PASTE_TAG_SKIP) {
			paste_flow_text(&f, s++, 1, false);
			continue;
		}
		paste_flow_tag(&f, &tag);
		s = tag.end;
	}
	cell.text = paste_flow_end(&f, k->arena, &cell.strong);
	strbuf_free(&f.text);
	paste_sink_put(k, cell);
}

/* The text has one of these tags; names are in small letters. */
static bool
has_tag(const char *text, const char *const *names)
{
	size_t n;

	for (const char *s = text; (s = strchr(s, '<')) != NULL; s++)
		for (int i = 0; names[i] != NULL; i++) {
			n = strlen(names[i]);
			if (strncasecmp(s + 1, names[i], n) == 0 &&
			    (s[n + 1] == '>' || s[n + 1] == ' ' ||
				s[n + 1] == '\n' || s[n + 1] == '\t' ||
				s[n + 1] == '/'))
				return true;
		}
	return false;
}

/* Most lines bear no tag: their ends mean something, and the few tags are
 * markup within cells. */
static bool
lines_mean(const char *text)
{
	size_t n, plain = 0, tagged = 0;

	for (const char *s = text; *s != '\0'; s += n + (s[n] == '\n')) {
		n = strcspn(s, "\n");
		if (memchr(s, '<', n) != NULL)
			tagged++;
		else if (n > strspn(s, " \t"))
			plain++;
	}
	return plain > 2 * tagged;
}

enum rc
paste_read(struct arena *a, const char *text, struct paste_rows *out)
{
	static const char *const tables[] = { "table", "tr", "td", NULL };
	static const char *const blocks[] = { "html", "body", "ol", "p", "div",
		"h1", "h2", "h3", "li", NULL };
	struct paste_sink *k = paste_sink_new(a, out);

	if (has_tag(text, tables)) {
		out->shape = "html";
		paste_html_read(k, text);
	} else {
		/* Rows of TABs or | may hold markup in their cells. */
		if (strchr(text, '\t') == NULL && text[0] != '|' &&
		    strstr(text, "\n|") == NULL && has_tag(text, blocks) &&
		    !lines_mean(text))
			text = paste_html_plain(a, text);
		paste_lines_read(k, text);
	}
	return paste_sink_end(k);
}
