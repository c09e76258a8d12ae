#include "document/xlsx.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/log.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "document/paper.h"

/* Letters that fit beside each other on A4, upright and across. */
enum { LETTERS = 95, LETTERS_WIDE = 140, FONT = 10 };

struct sheet {
	const struct paper *p;
	lxw_worksheet *s;
	lxw_format *title, *stamp, *head, *cell;
	lxw_row_t row;
	lxw_col_t last; /* of the widest table */
	lxw_error error;
};

static lxw_format *
format(lxw_workbook *w, bool bold, bool border)
{
	lxw_format *f = workbook_add_format(w);

	format_set_text_wrap(f);
	format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	format_set_font_size(f, FONT);
	if (bold)
		format_set_bold(f);
	if (border)
		format_set_border(f, LXW_BORDER_THIN);
	return f;
}

static void
put(struct sheet *k, lxw_col_t from, lxw_col_t to, const char *s, lxw_format *f)
{
	lxw_error e;

	if (text_chars(s) > XLSX_CELL_MAX)
		e = LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED;
	else if (to > from)
		e = worksheet_merge_range(k->s, k->row, from, k->row, to, s, f);
	else
		e = worksheet_write_string(k->s, k->row, from, s, f);
	if (k->error == LXW_NO_ERROR)
		k->error = e;
}

/* Merged cells do not grow with their words, so a row says its height. */
static void
height(struct sheet *k, const char *s, int letters)
{
	int lines = 1, n = 0;

	for (; *s != '\0'; s++) {
		if (((unsigned char)*s & 0xc0) != 0x80)
			n++;
		if (*s == '\n' || n > letters) {
			lines++;
			n = 0;
		}
	}
	worksheet_set_row(k->s, k->row, lines * (FONT + 4.0), NULL);
}

static void
top_add(struct sheet *k)
{
	const struct paper *p = k->p;
	lxw_col_t half = k->last / 2;

	if (*p->organisation != '\0') {
		put(k, 0, k->last, p->organisation, k->stamp);
		k->row++;
	}
	if (*p->agreed != '\0' || *p->approved != '\0') {
		const char *longer = strlen(p->agreed) > strlen(p->approved)
					 ? p->agreed
					 : p->approved;

		put(k, 0, half, p->agreed, k->stamp);
		if (k->last > half)
			put(k, half + 1, k->last, p->approved, k->stamp);
		else if (*p->approved != '\0') {
			k->row++;
			put(k, 0, 0, p->approved, k->stamp);
		}
		height(k, longer, LETTERS / 3);
		k->row += 2;
	}
	put(k, 0, k->last, p->title, k->title);
	height(k, p->title, LETTERS);
	k->row += 2;
}

static void
row_add(struct sheet *k, const struct paper_row *row, int columns)
{
	for (int i = 0; i < row->n; i++)
		put(k, (lxw_col_t)i,
		    (lxw_col_t)(i == row->n - 1 ? columns - 1 : i),
		    row->cells[i], row->kind == PAPER_ROW ? k->cell : k->head);
	if (row->kind == PAPER_SECTION)
		height(k, row->cells[row->n - 1],
		    k->p->wide ? LETTERS_WIDE : LETTERS);
	k->row++;
}

static void
tables_add(struct sheet *k)
{
	int shares[PAPER_COLUMNS_MAX], columns, to;

	for (int from = 0; from < k->p->n; from = to) {
		to = paper_table(k->p, from, &columns);
		if (from == 0) {
			paper_widths(k->p, from, to, columns, shares);
			for (int i = 0; i < columns; i++)
				worksheet_set_column(k->s, (lxw_col_t)i,
				    (lxw_col_t)i,
				    shares[i] / 1000.0 *
					(k->p->wide ? LETTERS_WIDE : LETTERS),
				    NULL);
			if (k->p->rows[0].kind == PAPER_HEAD) {
				worksheet_repeat_rows(k->s, k->row, k->row);
				worksheet_freeze_panes(k->s, k->row + 1, 0);
			}
		}
		for (int i = from; i < to; i++)
			row_add(k, &k->p->rows[i], columns);
	}
}

static void
sheet_fill(struct sheet *k, lxw_workbook *w)
{
	int columns;

	for (int i = 0; i < k->p->n;) {
		i = paper_table(k->p, i, &columns);
		if (columns - 1 > k->last)
			k->last = (lxw_col_t)(columns - 1);
	}
	k->title = format(w, true, false);
	format_set_align(k->title, LXW_ALIGN_CENTER);
	format_set_font_size(k->title, FONT + 4);
	k->stamp = format(w, false, false);
	k->head = format(w, true, true);
	k->cell = format(w, false, true);
	worksheet_set_paper(k->s, 9); /* A4 */
	if (k->p->wide)
		worksheet_set_landscape(k->s);
	worksheet_fit_to_pages(k->s, 1, 0);
	top_add(k);
	tables_add(k);
}

static bool
bytes_take(int fd, struct strbuf *out)
{
	char buf[16384];
	ssize_t n;

	if (lseek(fd, 0, SEEK_SET) != 0)
		return false;
	while ((n = read(fd, buf, sizeof(buf))) > 0)
		strbuf_add(out, buf, (size_t)n);
	return n == 0;
}

enum rc
xlsx_write(const struct paper *p, struct strbuf *out)
{
	struct sheet k = { .p = p, .error = LXW_NO_ERROR };
	int fd = memfd_create("xlsx", MFD_CLOEXEC);
	lxw_workbook *w;
	lxw_error closed;
	char name[64];
	bool good;

	/* The library knows files by name only. */
	snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
	w = fd < 0 ? NULL : workbook_new(name);
	if (w == NULL) {
		log_error("xlsx: no room for a file");
		return RC_FAIL;
	}
	/* 2025-01-01: the file follows from its contents alone. */
	workbook_set_properties(
	    w, &(lxw_doc_properties){ .created = 1735689600 });
	k.s = workbook_add_worksheet(w, "Дорожная карта");
	sheet_fill(&k, w);
	closed = workbook_close(w);
	good = closed == LXW_NO_ERROR && bytes_take(fd, out);
	close(fd);
	if (k.error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
		return RC_INVALID;
	if (good && k.error == LXW_NO_ERROR)
		return RC_OK;
	log_error("xlsx: %s, %s", lxw_strerror(k.error), lxw_strerror(closed));
	return RC_FAIL;
}
