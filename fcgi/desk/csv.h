#ifndef DESK_CSV_H
#define DESK_CSV_H

struct strbuf;

/*
 * A table for a spreadsheet: UTF-8 with a BOM, semicolons, CRLF.  A cell
 * that a spreadsheet would take for a formula begins with an apostrophe.
 */
void desk_csv_begin(struct strbuf *);
void desk_csv_cell(struct strbuf *, const char *);
void desk_csv_end_row(struct strbuf *);

#endif
