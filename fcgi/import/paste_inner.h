#ifndef IMPORT_PASTE_INNER_H
#define IMPORT_PASTE_INNER_H

#include "base/strbuf.h"
#include "import/paste.h"

/* Between the files paste*.c only. */

struct paste_sink {
	struct arena *arena;
	struct paste_rows *out;
	struct strbuf scratch;
	struct paste_cell row[PASTE_COLUMNS_MAX];
	int n;	   /* of row */
	int cells; /* of all rows */
	int cap;   /* of out->rows */
	bool blank;
};

/* Lists within lists: deeper ones count with the last of these. */
enum { PASTE_LISTS_MAX = 8 };

/* Markup to plain text, piece by piece. */
struct paste_flow {
	struct strbuf text;
	bool collapse; /* blanks of HTML mean one space */
	bool gap, bold_mark;
	int bold;
	size_t letters, strong; /* all, and the bold ones */
	bool item;		/* a list item begins: no text of it yet */
	/* The next number of each open list; 0: a list without numbers. */
	int lists[PASTE_LISTS_MAX];
	int depth;
};

enum paste_tag_kind {
	PASTE_TAG_NONE, /* not a tag: the sign < itself */
	PASTE_TAG_INLINE,
	PASTE_TAG_BOLD,
	PASTE_TAG_BREAK,
	PASTE_TAG_BLOCK,
	PASTE_TAG_HEADING,
	PASTE_TAG_ITEM,
	PASTE_TAG_SKIP, /* with all that is in it */
	PASTE_TAG_COMMENT,
	PASTE_TAG_TABLE,
	PASTE_TAG_ROW,
	PASTE_TAG_CELL,
	PASTE_TAG_HEAD_CELL
};

struct paste_tag {
	enum paste_tag_kind kind;
	bool closing;
	const char *name, *end; /* end: behind > */
	const char *attrs;
};

/* The tag at s, which is a < .  limit: the end of the text. */
void paste_tag_read(const char *s, const char *limit, struct paste_tag *);
/* colspan, rowspan; 1 when there is none. */
int paste_tag_number(const struct paste_tag *, const char *attr, int max);

void paste_flow_init(struct paste_flow *, bool collapse);
void paste_flow_clear(struct paste_flow *);
void paste_flow_tag(struct paste_flow *, const struct paste_tag *);
/* n bytes without tags; entities: &amp; and the like are read. */
void paste_flow_text(
    struct paste_flow *, const char *, size_t n, bool entities);
/* The text so far, trimmed; *strong: see struct paste_cell. */
char *paste_flow_end(struct paste_flow *, struct arena *, bool *strong);
/* The character that an entity at s means; *n its bytes; 0: none. */
unsigned paste_entity(const char *s, const char *limit, size_t *n);

/* A cell with the markup that may stand in a cell of plain text. */
void paste_sink_markup(struct paste_sink *, const char *, size_t n);
void paste_sink_put(struct paste_sink *, struct paste_cell);
void paste_sink_row_of(struct paste_sink *, int line, int table, bool prose);
void paste_sink_blank(struct paste_sink *);
bool paste_sink_full(const struct paste_sink *);

/* A copy without marks that show nothing: soft hyphens and their kin. */
char *paste_visible(struct arena *, const char *);

void paste_html_read(struct paste_sink *, const char *text);
/* HTML without tables: its text with the lines that its blocks mean. */
char *paste_html_plain(struct arena *, const char *text);
void paste_lines_read(struct paste_sink *, const char *text);
/* One line is one cell and nothing parts rows; false: no such table in it,
 * nothing was put. */
bool paste_stack_read(struct paste_sink *, const char *text);
/* Cells end with | at the ends of lines. */
bool paste_bars_here(const char *text);
bool paste_bars_read(struct paste_sink *, const char *text);
/* The same of lines whose cells are parted by blanks. */
bool paste_layout_read(struct paste_sink *, const char *text);

#endif
