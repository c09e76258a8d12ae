#include "desk/csv.h"

#include <string.h>

#include "base/strbuf.h"
#include "web/reply.h"

void
desk_csv_begin(struct strbuf *b)
{
	strbuf_init(b);
	strbuf_adds(b, "\xef\xbb\xbf");
}

void
desk_csv_cell(struct strbuf *b, const char *s)
{
	char last = b->len > 0 ? b->buf[b->len - 1] : '\n';

	if (last != '\n' && last != '\xbf')
		strbuf_addc(b, ';');
	strbuf_addc(b, '"');
	if (*s != '\0' && strchr("=+-@\t\r", *s) != NULL)
		strbuf_addc(b, '\'');
	for (; *s != '\0'; s++) {
		if (*s == '"')
			strbuf_addc(b, '"');
		strbuf_addc(b, *s);
	}
	strbuf_addc(b, '"');
}

void
desk_csv_end_row(struct strbuf *b)
{
	strbuf_adds(b, "\r\n");
}

void
desk_csv_row(struct strbuf *b, const char *const *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		desk_csv_cell(b, cells[i]);
	desk_csv_end_row(b);
}

void
desk_csv_reply(struct reply *rp, struct strbuf *b, const char *name)
{
	reply_body(rp, "text/csv; charset=utf-8", b->buf, b->len, name);
	strbuf_free(b);
}
