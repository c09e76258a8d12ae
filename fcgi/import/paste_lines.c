#include <string.h>

#include "base/arena.h"
#include "import/column.h"
#include "import/glyph.h"
#include "import/paste_inner.h"

/* A quoted cell of a sheet with line ends in it; longer is no cell. */
enum { PASTE_QUOTED_MAX = 32 * 1024 };
/* Headings of a dozen columns. */
enum { COMMA_HEAD_BYTES_MAX = 1000, COMMA_LINES_MAX = 1000 };
/* So many lines must look like it before ; parts cells. */
enum { PASTE_SEMICOLON_LINES = 3 };

/* What kinds of lines a text has, to choose how to read it. */
struct census {
	int wide;   /* TABs between cells */
	int lone;   /* one TAB, at the beginning */
	int pipes;  /* begin with | */
	int rulers; /* |---|---| */
	int semicolons;
	int blanks; /* empty lines behind the first cell */
};

static bool
blank(const char *s, size_t n)
{
	glyph_trim(s, &n);
	return n == 0;
}

static size_t
count(const char *s, size_t n, char c)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		found += s[i] == c;
	return found;
}

/* "|:---|---:|" */
static bool
ruler(const char *s, size_t n)
{
	return strspn(s, "|:-+ ") >= n && count(s, n, '|') > 0 &&
	       count(s, n, '-') >= 3;
}

/* ; without a blank behind it: as sheets write, and as prose does not. */
static bool
semicolons(const char *s, size_t n)
{
	size_t found = 0;

	for (size_t i = 0; i + 1 < n; i++)
		found += s[i] == ';' && s[i + 1] != ' ';
	return found >= 2;
}

static void
take_census(const char *s, struct census *c)
{
	size_t n, tabs;

	memset(c, 0, sizeof(*c));
	for (; *s != '\0'; s += n + (s[n] == '\n')) {
		n = strcspn(s, "\n");
		tabs = count(s, n, '\t');
		c->blanks += n == 0 && c->lone > 0;
		if (*s == '\t' && tabs == 1)
			c->lone++;
		else if (tabs > 0)
			c->wide++;
		c->pipes += *s == '|';
		c->rulers += ruler(s, n);
		c->semicolons += semicolons(s, n);
	}
}

/* ---- one line is one cell */

static void
read_cells(struct paste_sink *k, const char *s)
{
	struct strbuf cell;
	int line = 1, first = 1;
	bool open = false;
	size_t n;

	strbuf_init(&cell);
	for (; *s != '\0' && !paste_sink_full(k); s += n + (s[n] == '\n')) {
		n = strcspn(s, "\n");
		if (open && (*s == '\t' || (*s != '\t' && blank(s, n)))) {
			paste_sink_markup(k, cell.buf, cell.len);
			strbuf_clear(&cell);
			open = false;
		}
		if (*s == '\t') {
			if (k->n == 0)
				first = line;
			strbuf_add(&cell, s + 1, n - 1);
			open = true;
		} else if (blank(s, n)) {
			paste_sink_row_of(k, first, 1, false);
			paste_sink_blank(k);
		} else if (open) {
			strbuf_addc(&cell, '\n');
			strbuf_add(&cell, s, n);
		} else {
			paste_sink_markup(k, s, n);
			paste_sink_row_of(k, line, 0, true);
		}
		line++;
	}
	if (open)
		paste_sink_markup(k, cell.buf, cell.len);
	paste_sink_row_of(k, first, 1, false);
	strbuf_free(&cell);
}

/* ---- one line is one row */

/* The bytes of a quoted cell at s with both quotes, 0: it is none.  A sheet
 * quotes what holds a separator, a line end or a quote; any other quoted text
 * is words in quotation marks. */
static size_t
quoted(const char *s, char sep, bool needed)
{
	size_t i;

	if (*s != '"')
		return 0;
	for (i = 1; i < PASTE_QUOTED_MAX && s[i] != '\0'; i++) {
		if (s[i] == '\n' || s[i] == sep)
			needed = true;
		if (s[i] != '"')
			continue;
		if (s[i + 1] == '"') {
			needed = true;
			i++;
			continue;
		}
		if (s[i + 1] != sep && s[i + 1] != '\n' && s[i + 1] != '\0')
			return 0;
		return needed ? i + 1 : 0;
	}
	return 0;
}

static void
put_quoted(struct paste_sink *k, const char *s, size_t n)
{
	struct strbuf b;

	strbuf_init(&b);
	for (size_t i = 1; i + 1 < n; i++) {
		strbuf_addc(&b, s[i]);
		if (s[i] == '"')
			i++;
	}
	paste_sink_markup(k, b.buf, b.len);
	strbuf_free(&b);
}

/* VT within an unquoted cell is a line end. */
static void
put_plain(struct paste_sink *k, const char *s, size_t n)
{
	if (memchr(s, 0x0b, n) == NULL) {
		paste_sink_markup(k, s, n);
		return;
	}
	strbuf_clear(&k->scratch);
	for (size_t i = 0; i < n; i++)
		strbuf_addc(&k->scratch, s[i] == 0x0b ? '\n' : s[i]);
	paste_sink_markup(k, k->scratch.buf, k->scratch.len);
}

/* Some programs quote every cell. */
static bool
all_quoted(const char *s, char sep)
{
	int cells = 0;
	size_t n;

	for (;; s++, cells++) {
		if ((n = quoted(s, sep, true)) == 0)
			return false;
		s += n;
		if (*s != sep)
			return cells > 0;
	}
}

/* The cells of the row at s; behind its line end. */
static const char *
read_row(struct paste_sink *k, const char *s, char sep, int *line)
{
	const char stop[] = { sep, '\n', '\0' };
	bool all = all_quoted(s, sep);
	size_t n;

	for (;;) {
		if ((n = quoted(s, sep, all)) > 0) {
			put_quoted(k, s, n);
			*line += (int)count(s, n, '\n');
		} else {
			n = strcspn(s, stop);
			put_plain(k, s, n);
		}
		s += n;
		if (*s != sep)
			return s + (*s == '\n');
		s++;
	}
}

/* A quoted cell that begins a line may hide the row's TABs behind its line
 * ends. */
static bool
row_here(const char *s, size_t n, char sep)
{
	size_t q;

	if (memchr(s, sep, n) != NULL)
		return true;
	return (q = quoted(s, sep, false)) > n && s[q] == sep;
}

static void
read_pipes(struct paste_sink *k, const char *s, size_t n)
{
	const char *end;
	size_t from;

	s = glyph_trim(s, &n);
	end = s + n;
	if (n > 0 && *s == '|')
		s++;
	if (end > s && end[-1] == '|' && (end - s < 2 || end[-2] != '\\'))
		end--;
	strbuf_clear(&k->scratch);
	for (;; s++) {
		if (s < end && *s == '\\' && s + 1 < end && s[1] == '|') {
			strbuf_addc(&k->scratch, *++s);
			continue;
		}
		if (s < end && *s != '|') {
			strbuf_addc(&k->scratch, *s);
			continue;
		}
		from = k->scratch.len;
		paste_sink_markup(k, k->scratch.buf, from);
		strbuf_clear(&k->scratch);
		if (s >= end)
			return;
	}
}

/* "## План": a heading of Markdown. */
static void
put_prose(struct paste_sink *k, const char *s, size_t n, int line)
{
	size_t marks = strspn(s, "#");
	int at = k->n;

	if (marks > 6 || s[marks] != ' ')
		marks = 0;
	put_plain(k, s + marks, n - marks);
	if (marks > 0 && k->n > at)
		k->row[at].strong = true;
	paste_sink_row_of(k, line, 0, true);
}

static void
read_lines(struct paste_sink *k, const char *s, char sep, bool pipes)
{
	int line = 1, first;
	size_t n;

	while (*s != '\0' && !paste_sink_full(k)) {
		n = strcspn(s, "\n");
		first = line;
		if (blank(s, n)) {
			paste_sink_blank(k);
			s += n + (s[n] == '\n');
		} else if (row_here(s, n, sep)) {
			s = read_row(k, s, sep, &line);
			paste_sink_row_of(k, first, 1, false);
		} else if (pipes && memchr(s, '|', n) != NULL) {
			read_pipes(k, s, n);
			paste_sink_row_of(k, line, 1, false);
			s += n + (s[n] == '\n');
		} else {
			put_prose(k, s, n, line);
			s += n + (s[n] == '\n');
		}
		line++;
	}
}

/* The cells of a row parted by commas; *head: they are headings. */
static int
comma_cells(struct arena *scratch, const char *s, bool *head)
{
	struct paste_rows rows;
	struct paste_row r;
	struct paste_sink *line;
	int number = 0;

	arena_reset(scratch);
	line = paste_sink_new(scratch, &rows);
	read_row(line, s, ',', &number);
	r = (struct paste_row){ .cells = line->row, .n = line->n };
	*head = column_is_header(scratch, &r, true);
	strbuf_free(&line->scratch);
	return r.n;
}

/* A line of headings parted by commas over a row of as many cells: as some
 * sheets are saved.  Prose has commas too, but not so. */
static bool
has_comma_head(const char *s)
{
	struct arena *scratch = arena_new();
	bool found = false, head;
	int cells = 0, lines = 0, before;
	size_t n;

	for (; *s != '\0' && !found && lines < COMMA_LINES_MAX;
	     s += n + (s[n] == '\n'), lines++) {
		n = strcspn(s, "\n");
		before = cells;
		cells = 0;
		if (n > COMMA_HEAD_BYTES_MAX || count(s, n, ',') < 2)
			continue;
		cells = comma_cells(scratch, s, &head);
		found = before > 0 && cells == before;
		cells = head ? cells : 0;
	}
	arena_free(scratch);
	return found;
}

void
paste_lines_read(struct paste_sink *k, const char *text)
{
	struct census c;
	bool pipes;

	take_census(text, &c);
	pipes = c.rulers > 0 || c.pipes >= 2;
	if (c.wide + c.lone == 0 && c.rulers == 0 && paste_bars_here(text) &&
	    paste_bars_read(k, text)) {
		k->out->shape = "bars";
	} else if (c.lone >= 3 && c.lone > 2 * c.wide && c.blanks == 0 &&
	    paste_stack_read(k, text)) {
		k->out->shape = "stack";
	} else if (c.lone >= 3 && c.lone > 2 * c.wide) {
		k->out->shape = "cells";
		read_cells(k, text);
	} else if (c.wide + c.lone == 0 && !pipes &&
		   c.semicolons >= PASTE_SEMICOLON_LINES) {
		k->out->shape = "semicolons";
		read_lines(k, text, ';', false);
	} else if (c.wide + c.lone == 0 && !pipes && has_comma_head(text)) {
		k->out->shape = "commas";
		read_lines(k, text, ',', false);
	} else if (c.wide + c.lone == 0 && !pipes &&
		   paste_layout_read(k, text)) {
		k->out->shape = "layout";
	} else if (c.wide + c.lone == 0 && !pipes &&
		   paste_stack_read(k, text)) {
		k->out->shape = "stack";
	} else {
		k->out->shape = c.wide + c.lone > 0 ? "tsv"
				: pipes		    ? "pipes"
						    : "lines";
		read_lines(k, text, '\t', pipes);
	}
}
