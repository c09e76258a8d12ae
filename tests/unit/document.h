/*
 * A document to be written, and the parts of what was written.  Included
 * once per test program.
 */
#ifndef UNIT_DOCUMENT_H
#define UNIT_DOCUMENT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/strbuf.h"
#include "document/paper.h"

static struct arena *a;

static const char document_json[] =
    "{\"title\":\"Дорожная карта <2026>\",\"organisation\":\"Школа № 3\","
    "\"agreed\":\"СОГЛАСОВАНО\\nСовет\",\"approved\":\"УТВЕРЖДАЮ\\nДиректор\","
    "\"wide\":false,\"rows\":["
    "{\"kind\":\"head\",\"cells\":[\"№\",\"Мероприятие\",\"Срок\"]},"
    "{\"kind\":\"section\",\"level\":1,\"cells\":[\"I. Начало\"]},"
    "{\"kind\":\"section\",\"level\":2,\"cells\":[\"1.\",\"Подготовка\"]},"
    "{\"kind\":\"row\",\"cells\":[\"1\",\"=HYPERLINK(\\\"http://evil\\\")\","
    "\"{=A1}\"]},"
    "{\"kind\":\"row\",\"cells\":[\"+2\",\"<b>& 'слова'\\nдальше\\tещё\","
    "\"@-\\u0001\\uffff\"]},"
    "{\"kind\":\"row\",\"cells\":[\"\",\"http://school.example\",\"\"]},"
    "{\"kind\":\"head\",\"cells\":[\"Другая\",\"таблица\"]},"
    "{\"kind\":\"row\",\"cells\":[\"01.09.2026\",\"12\"]}]}";

static inline struct paper
document_of(const char *json)
{
	struct paper p;

	assert_int_equal(paper_read(a, json, strlen(json), &p), RC_OK);
	return p;
}

/* One part of the file, or NULL. */
static inline char *
document_part(const struct strbuf *file, const char *name)
{
	zip_source_t *s =
	    zip_source_buffer_create(file->buf, file->len, 0, NULL);
	zip_t *z = zip_open_from_source(s, ZIP_RDONLY, NULL);
	struct zip_stat sb;
	char *text = NULL;
	zip_file_t *f;

	assert_non_null(z);
	if (zip_stat(z, name, 0, &sb) == 0) {
		text = arena_alloc(a, sb.size + 1);
		f = zip_fopen(z, name, 0);
		assert_non_null(f);
		assert_int_equal(zip_fread(f, text, sb.size), sb.size);
		zip_fclose(f);
	}
	zip_discard(z);
	return text;
}

static inline int
document_count(const char *text, const char *what)
{
	int n = 0;

	for (; (text = strstr(text, what)) != NULL; text += strlen(what))
		n++;
	return n;
}

static int
document_open(void **state)
{
	(void)state;
	log_init("test");
	a = arena_new();
	return 0;
}

static int
document_close(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

#define DOCUMENT(f)                                                            \
	cmocka_unit_test_setup_teardown(f, document_open, document_close)

#endif
