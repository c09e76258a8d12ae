#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "web/multipart.h"

/* What reached the sink, one line a part: name|filename|bytes. */
struct seen {
	struct strbuf out;
	struct strbuf data;
	int parts;
	int stop_at; /* refuse the part of this number; 0: none */
};

static struct arena *arena;

static bool
on_part(void *ctx, const char *name, const char *filename)
{
	struct seen *s = ctx;

	if (++s->parts == s->stop_at)
		return false;
	strbuf_addf(&s->out, "%s|%s|", name, filename ? filename : "-");
	strbuf_clear(&s->data);
	return true;
}

static bool
on_data(void *ctx, const char *p, size_t n)
{
	struct seen *s = ctx;

	strbuf_add(&s->data, p, n);
	return true;
}

static bool
on_end(void *ctx)
{
	struct seen *s = ctx;

	strbuf_add(&s->out, s->data.buf, s->data.len);
	strbuf_addc(&s->out, '\n');
	return true;
}

/* Feeds body in pieces of step bytes. */
static enum rc
split(struct seen *s, const char *type, const char *body, size_t n, size_t step)
{
	struct multipart_sink sink = { s, on_part, on_data, on_end };
	struct multipart *m;
	enum rc rc = RC_OK;
	size_t k;

	arena_reset(arena);
	s->parts = 0;
	strbuf_clear(&s->out);
	strbuf_clear(&s->data);
	if ((m = multipart_new(arena, type, 5, &sink)) == NULL)
		return RC_NOT_FOUND;
	for (size_t i = 0; i < n && rc == RC_OK; i += k) {
		k = n - i < step ? n - i : step;
		rc = multipart_feed(m, body + i, k);
	}
	return rc == RC_OK ? multipart_finish(m) : rc;
}

#define TYPE	    "multipart/form-data; boundary=XX"
#define FIELD(name) "Content-Disposition: form-data; name=" name "\r\n\r\n"

static const struct body_case {
	const char *body;
	enum rc rc;
	const char *seen; /* NULL: not looked at */
} body_cases[] = {
	{ "--XX\r\n" FIELD("\"a\"") "1\r\n--XX--\r\n", RC_OK, "a|-|1\n" },
	{ "--XX\r\n" FIELD("a") "1\r\n--XX--", RC_OK, "a|-|1\n" },
	{ "preamble\r\n--XX\r\n" FIELD("\"a\"") "1\r\n--XX--\r\nepilogue",
	    RC_OK, "a|-|1\n" },
	{ "--XX  \t\r\n" FIELD("\"a\"") "1\r\n--XX--", RC_OK, "a|-|1\n" },
	{ "--XX\r\n" FIELD("\"a\"") "\r\n--XX--", RC_OK, "a|-|\n" },
	/* RFC 2046: without a body the blank line begins the boundary. */
	{ "--XX\r\n" FIELD("\"a\"") "--XX--", RC_OK, "a|-|\n" },
	{ "--XX\r\n" FIELD("\"a\"") "\r\n\r\n--X\r\n--XX--", RC_OK,
	    "a|-|\r\n\r\n--X\n" },
	{ "--XX\r\n" FIELD("\"a\"; filename=\"C:\\f\\p.jpg\"") "1\r\n--XX--",
	    RC_OK, "a|C:\\f\\p.jpg|1\n" },
	{ "--XX\r\n" FIELD("\"a\"; filename=\"x%22%0d%0Ay%41\"") "1\r\n--XX--",
	    RC_OK, "a|x\"  y%41|1\n" },
	{ "--XX\r\n" FIELD("\"a\"; filename=\"q\\\"q;name=b\"") "1\r\n--XX--",
	    RC_OK, "a|q\"q;name=b|1\n" },
	{ "--XX\r\n" FIELD("\"a\"; filename=\"\"") "\r\n--XX--", RC_OK,
	    "a||\n" },
	{ "--XX\r\ncontent-type: image/png\r\ncontent-disposition:form-data;"
	  "NAME=a\r\n\r\n1\r\n--XX--",
	    RC_OK, "a|-|1\n" },
	{ "--XX--", RC_OK, "" },
	{ "", RC_INVALID, "" },
	{ "--XX\r\n" FIELD("\"a\"") "1\r\n", RC_INVALID, NULL },
	{ "--XX\r\n" FIELD("\"a\"") "1\r\n--XX", RC_INVALID, NULL },
	{ "--XXX\r\n" FIELD("\"a\"") "1\r\n--XX--", RC_INVALID, "" },
	{ "--XX\r\n" FIELD("\"a") "1\r\n--XX--", RC_INVALID, "" },
	{ "--XX\r\nContent-Disposition: form-data\r\n\r\n1\r\n--XX--",
	    RC_INVALID, "" },
	{ "--XX\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n--XX--",
	    RC_INVALID, "" },
	{ "--XX\r\nContent-Disposition: form-data;\r\n name=a\r\n\r\n1\r\n"
	  "--XX--",
	    RC_INVALID, "" },
	{ "--XX\r\nContent-Disposition: form-data; name=a\r\n"
	  "Content-Disposition: form-data; name=b\r\n\r\n1\r\n--XX--",
	    RC_INVALID, "" },
	{ "--XX\r\nContent-Transfer-Encoding: base64\r\n" FIELD(
	      "a") "MQ==\r\n--XX--",
	    RC_INVALID, "" },
	{ "--XX\r\n\r\n1\r\n--XX--", RC_INVALID, "" },
	{ "--XX\r\n" FIELD("a") "\r\n--XX\r\n" FIELD("b") "\r\n--XX\r\n" FIELD("c") "\r\n--XX\r\n" FIELD(
	      "d") "\r\n--XX\r\n" FIELD("e") "\r\n--XX\r\n" FIELD("f") "\r\n--XX--",
	    RC_TOO_LARGE, NULL },
};

static void
a_body_is_split_the_same_however_it_arrives(void **state)
{
	struct seen s = { 0 };
	enum rc rc;

	(void)state;
	strbuf_init(&s.out);
	strbuf_init(&s.data);
	for (size_t i = 0; i < LEN(body_cases); i++) {
		const struct body_case *c = &body_cases[i];

		for (size_t step = 1; step <= strlen(c->body) + 1; step++) {
			rc = split(&s, TYPE, c->body, strlen(c->body), step);
			if (rc != c->rc)
				fail_msg("case %zu step %zu: rc %d", i, step,
				    (int)rc);
			if (c->seen != NULL)
				assert_string_equal(s.out.buf, c->seen);
		}
	}
	strbuf_free(&s.out);
	strbuf_free(&s.data);
}

static const struct type_case {
	const char *type;
	bool good;
} type_cases[] = {
	{ "multipart/form-data; boundary=XX", true },
	{ "Multipart/Form-Data;charset=utf-8; BOUNDARY=\"XX\"", true },
	{ "multipart/form-data", false },
	{ "multipart/form-data; boundary=", false },
	{ "multipart/form-data; boundary=\"\"", false },
	{ "multipart/form-dataX; boundary=XX", false },
	{ "multipart/mixed; boundary=XX", false },
	{ "multipart/form-data; boundary="
	  "1234567890123456789012345678901234567890123456789012345678901234567"
	  "890",
	    true },
	{ "multipart/form-data; boundary="
	  "1234567890123456789012345678901234567890123456789012345678901234567"
	  "8901",
	    false },
};

static void
only_a_type_with_a_good_boundary_is_taken(void **state)
{
	struct multipart_sink sink = { NULL, on_part, on_data, on_end };

	(void)state;
	for (size_t i = 0; i < LEN(type_cases); i++) {
		bool got =
		    multipart_new(arena, type_cases[i].type, 5, &sink) != NULL;

		if (got != type_cases[i].good)
			fail_msg("%s", type_cases[i].type);
	}
}

/* Files of every size around the window's edges, of bytes that look like
 * boundaries. */
static void
no_byte_of_a_file_is_lost_or_added(void **state)
{
	static const char hostile[] = "\r\n--X\r\n-\r\r\n--\n--XX \0\xff";
	struct seen s = { 0 };
	struct strbuf body, file;
	size_t steps[] = { 1000, 4096, 8192, 100000 };

	(void)state;
	strbuf_init(&s.out);
	strbuf_init(&s.data);
	strbuf_init(&body);
	strbuf_init(&file);
	for (size_t n = 0; n < 200; n++) {
		size_t size = n < 100 ? n : MULTIPART_WINDOW - 150 + n;

		strbuf_clear(&file);
		while (file.len < size)
			strbuf_addc(&file, hostile[(file.len * 7 + n) %
						   (sizeof(hostile) - 1)]);
		strbuf_clear(&body);
		strbuf_adds(&body, "--XX\r\n" FIELD("f; filename=f"));
		strbuf_add(&body, file.buf, file.len);
		strbuf_adds(&body, "\r\n--XX--\r\n");
		for (size_t i = 0; i < LEN(steps); i++) {
			if (split(&s, TYPE, body.buf, body.len, steps[i]))
				continue; /* the bytes held a boundary */
			assert_int_equal(s.data.len, file.len);
			assert_memory_equal(s.data.buf, file.buf, file.len);
		}
	}
	strbuf_free(&s.out);
	strbuf_free(&s.data);
	strbuf_free(&body);
	strbuf_free(&file);
}

static void
a_head_without_end_is_refused_and_not_kept(void **state)
{
	struct seen s = { 0 };
	struct strbuf body;

	(void)state;
	strbuf_init(&s.out);
	strbuf_init(&s.data);
	strbuf_init(&body);
	strbuf_adds(&body, "--XX\r\nX: ");
	while (body.len < MULTIPART_HEAD_MAX + 20)
		strbuf_addc(&body, 'x');
	assert_int_equal(split(&s, TYPE, body.buf, body.len, 100), RC_INVALID);
	strbuf_free(&s.out);
	strbuf_free(&s.data);
	strbuf_free(&body);
}

static void
reading_stops_when_the_sink_says_so(void **state)
{
	static const char body[] =
	    "--XX\r\n" FIELD("a") "1\r\n--XX\r\n" FIELD("b") "2\r\n--XX--";
	struct seen s = { .stop_at = 2 };

	(void)state;
	strbuf_init(&s.out);
	strbuf_init(&s.data);
	assert_int_equal(split(&s, TYPE, body, strlen(body), 9), RC_DENIED);
	assert_string_equal(s.out.buf, "a|-|1\n");
	strbuf_free(&s.out);
	strbuf_free(&s.data);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_body_is_split_the_same_however_it_arrives),
		cmocka_unit_test(only_a_type_with_a_good_boundary_is_taken),
		cmocka_unit_test(no_byte_of_a_file_is_lost_or_added),
		cmocka_unit_test(a_head_without_end_is_refused_and_not_kept),
		cmocka_unit_test(reading_stops_when_the_sink_says_so),
	};
	int failed;

	arena = arena_new();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
