#include "desk/csv.h"

#include <string.h>

#include "base/strbuf.h"

void
desk_csv_begin(struct strbuf *b)
{
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
