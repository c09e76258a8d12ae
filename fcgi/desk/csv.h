#ifndef DESK_CSV_H
#define DESK_CSV_H

#include <stddef.h>

struct reply;
struct strbuf;

/*
 * A table for a spreadsheet: UTF-8 with a BOM, semicolons, CRLF.  A cell
 * that a spreadsheet would take for a formula begins with an apostrophe.
 */
void desk_csv_begin(struct strbuf *); /* begins the buffer, too */
void desk_csv_cell(struct strbuf *, const char *);
void desk_csv_end_row(struct strbuf *);
void desk_csv_row(struct strbuf *, const char *const *cells, size_t n);
/* Sends the table as a file of this name and frees it. */
void desk_csv_reply(struct reply *, struct strbuf *, const char *name);

#endif
