#include <string.h>

#include "base/strbuf.h"
#include "import/import.h"

/* A cell that a sheet would quote: line ends, TABs, quotes in front. */
static void
put_cell(struct strbuf *to, const char *s)
{
	if (strpbrk(s, "\n\t") == NULL && s[0] != '"') {
		strbuf_adds(to, s);
		return;
	}
	strbuf_addc(to, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"')
			strbuf_addc(to, '"');
		strbuf_addc(to, *s);
	}
	strbuf_addc(to, '"');
}

static void
put_row(struct strbuf *to, const char *const *cells, int n)
{
	for (int i = 0; i < n; i++) {
		if (i > 0)
			strbuf_addc(to, '\t');
		put_cell(to, cells[i]);
	}
	strbuf_addc(to, '\n');
}

static void
put_head(struct strbuf *to, const struct table_head *h)
{
	for (int i = 0; i < h->n; i++) {
		if (i > 0)
			strbuf_addc(to, '\t');
		put_cell(to, h->columns[i].heading);
	}
	strbuf_addc(to, '\n');
}

void
import_print(const struct import *im, struct strbuf *to)
{
	int s = 0, a = 0, head = -1, next;
	const struct import_section *section;
	const struct import_activity *act;
	bool heading;

	for (;;) {
		/* A stage is a cell of its first activity. */
		while (s < im->sections_n && im->sections[s].head < 0)
			s++;
		section = s < im->sections_n ? &im->sections[s] : NULL;
		act = a < im->activities_n ? &im->activities[a] : NULL;
		if (section == NULL && act == NULL)
			return;
		heading =
		    section != NULL && (act == NULL || act->section >= s ||
					   section->line < act->line);
		next = heading ? section->head : act->head;
		if (next != head)
			put_head(to, &im->table->heads[next]);
		head = next;
		if (heading)
			put_row(to, section->cells, im->table->heads[head].n);
		else
			put_row(to, act->cells, im->table->heads[head].n);
		s += heading;
		a += !heading;
	}
}
