/* What both targets of the reader do with an archive. */
#ifndef FUZZ_READER_FUZZ_H
#define FUZZ_READER_FUZZ_H

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "reader/blocks.h"
#include "reader/container.h"
#include "reader/docx.h"
#include "reader/input.h"
#include "reader/odt.h"
#include "reader/xlsx.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* The list of blocks is JSON, and every block a paragraph or a table. */
static inline void
look_at_blocks(struct blocks *b)
{
	struct strbuf all;
	json_t *list;

	strbuf_init(&all);
	strbuf_addc(&all, '[');
	strbuf_add(&all, b->out.buf, b->out.len);
	strbuf_addc(&all, ']');
	list = json_loadb(all.buf, all.len, 0, NULL);
	if (list == NULL)
		abort();
	for (size_t i = 0; i < json_array_size(list); i++) {
		json_t *block = json_array_get(list, i);

		if (!json_is_string(json_object_get(block, "p")) &&
		    !json_is_array(json_object_get(block, "table")))
			abort();
	}
	json_decref(list);
	strbuf_free(&all);
}

static inline void
look(struct blocks *b, enum verdict v)
{
	if (v == V_TROUBLE)
		abort();
	if (v != V_OK && v != V_FULL)
		return;
	if (b->form == BLOCKS_TABLES)
		look_at_blocks(b);
	else if (b->out.len > BLOCKS_TEXT_MAX ||
		 !text_valid(b->out.buf, b->out.len))
		abort();
}

static inline void
read_all(const struct input *in, enum blocks_form form)
{
	enum sniff_kind kind = SNIFF_ZIP;
	struct container c;
	struct blocks b;
	enum verdict v;

	blocks_init(&b, form);
	if ((v = container_open(&c, in)) == V_OK)
		v = container_judge(&c, &kind);
	if (v == V_OK && kind == SNIFF_DOCX)
		v = docx_read(&c, &b);
	else if (v == V_OK && kind == SNIFF_XLSX)
		v = xlsx_read(&c, &b);
	else if (v == V_OK && kind == SNIFF_ODT)
		v = odt_read(&c, &b);
	else if (v == V_OK)
		abort();
	look(&b, v);
	container_close(&c);
	blocks_free(&b);
}

#endif
