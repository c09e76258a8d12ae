#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/log.h"
#include "base/strbuf.h"
#include "store/file.h"
#include "web/form.h"
#include "web/inner.h"
#include "web/view.h"

/* Runs in the tree: the last test reads the product's templates/. */

/* ClearSilver 0.10.5 loses a position when a template does not parse; a
 * start that fails so ends the program. */
const char *__lsan_default_suppressions(void);

const char *
__lsan_default_suppressions(void)
{
	return "leak:cs_parse_string\n";
}

static char dir[] = "/tmp/test_view.XXXXXX";
static struct arena *arena;

static void
put(const char *name, const char *text)
{
	char *path = arena_printf(arena, "%s/%s", dir, name);
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static void
rendered(struct view *v, const char *template, const char *want)
{
	struct strbuf out;

	strbuf_init(&out);
	assert_int_equal(view_render(v, template, &out), RC_OK);
	assert_string_equal(out.buf, want);
	strbuf_free(&out);
	view_free(v);
}

static int
setup(void **state)
{
	(void)state;
	log_init("test");
	arena = arena_new();
	date_zone("Asia/Yekaterinburg");
	if (mkdtemp(dir) == NULL ||
	    mkdir(arena_printf(arena, "%s/page", dir), 0700) < 0 ||
	    mkdir(arena_printf(arena, "%s/part", dir), 0700) < 0)
		return -1;
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	view_shutdown();
	arena_free(arena);
	file_remove_all(dir);
	return 0;
}

static void
values_are_escaped_everywhere_but_ready_html(void **state)
{
	struct view *v;

	(void)state;
	put("part/m.cs", "<?cs def:m(x) ?><?cs if:x ?><?cs var:x ?><?cs /if ?>"
			 "<?cs /def ?>");
	put("page/t.cs",
	    "<?cs # a comment ?>\n<?cs include!\"part/m.cs\" ?>\n"
	    "<?cs var:a ?>|<?cs if:a ?><?cs var:a ?><?cs /if ?>|"
	    "<?cs call:m(a) ?>|<?cs var:url(a) ?>|<?cs var:raw(h) ?>|"
	    "<?cs var:Static.site_css ?>");
	put("manifest", "site.css site.0a1b.css\n");
	assert_int_equal(view_init(dir, dir), RC_OK);
	v = view_new(arena);
	view_text(v, "a", "<'\"&>");
	view_html(v, "h", "<b>\"");
	rendered(v, "page/t.cs",
	    "&lt;&#39;&quot;&amp;&gt;|&lt;&#39;&quot;&amp;&gt;|"
	    "&lt;&#39;&quot;&amp;&gt;|%3C%27%22%26%3E|<b>\"|site.0a1b.css");
}

static void
rows_keep_their_order_in_nested_lists(void **state)
{
	struct view *v;

	(void)state;
	put("page/t.cs",
	    "<?cs each:w = W ?>[<?cs each:d = w.D ?><?cs var:d.n ?>,"
	    "<?cs /each ?>]<?cs /each ?>");
	assert_int_equal(view_init(dir, NULL), RC_OK);
	v = view_new(arena);
	for (int i = 0; i < 20; i++) {
		view_row(v, "W");
		for (int k = 0; k < 2; k++) {
			view_row(v, "D");
			view_int(v, "n", i * 2 + k);
			view_out(v);
		}
		view_out(v);
	}
	rendered(v, "page/t.cs",
	    "[0,1,][2,3,][4,5,][6,7,][8,9,][10,11,][12,13,][14,15,][16,17,]"
	    "[18,19,][20,21,][22,23,][24,25,][26,27,][28,29,][30,31,]"
	    "[32,33,][34,35,][36,37,][38,39,]");
}

static void
a_time_has_the_forms_a_page_asks_for(void **state)
{
	struct view *v;

	(void)state;
	put("page/t.cs",
	    "<?cs var:t.iso ?>|<?cs var:t.input ?>|<?cs var:t.ymd ?>|"
	    "<?cs var:t.ru ?>|<?cs var:t.day ?>|<?cs var:t.full ?>|"
	    "<?cs var:t.hm ?>|<?cs var:t.short ?>|<?cs var:t.near ?>|"
	    "<?cs if:none.ru ?>none<?cs /if ?>");
	assert_int_equal(view_init(dir, NULL), RC_OK);
	v = view_new(arena);
	view_time(v, "t", 1796724000, 1796724000);
	view_time(v, "none", 0, 1796724000);
	rendered(v, "page/t.cs",
	    "2026-12-08T15:00:00+05:00|2026-12-08T15:00|2026-12-08|"
	    "8 декабря 2026 г.|8 декабря|8 декабря 2026 г., вторник|15:00|"
	    "8 дек|сегодня в 15:00|");
}

static const struct url_case {
	const char *url, *out;
} urls[] = {
	{ "/story/a?b=1&c", "/story/a?b=1&amp;c" },
	{ "https://school.example/", "https://school.example/" },
	{ "http://a/", "http://a/" },
	{ "mailto:a@b", "mailto:a@b" },
	{ "javascript:alert(1)", "#" },
	{ "JaVaScRiPt:x", "#" },
	{ "//evil.example", "#" },
	{ "/\\evil.example", "#" },
	{ "https:\\\\evil", "#" },
	{ "java\tscript:x", "#" },
	{ "data:text/html,x", "#" },
	{ "", "#" },
};

static void
an_address_that_a_browser_would_run_becomes_a_hash(void **state)
{
	(void)state;
	put("page/t.cs", "<?cs var:u ?>");
	assert_int_equal(view_init(dir, NULL), RC_OK);
	for (size_t i = 0; i < LEN(urls); i++) {
		struct view *v = view_new(arena);

		view_url(v, "u", urls[i].url);
		rendered(v, "page/t.cs", urls[i].out);
	}
}

static const char *const broken[] = {
	"<?cs if:a ?>",
	"<?cs var:html(a) ?>",
	"<?cs include!\"part/none.cs\" ?>",
	"<?cs include!\"page/../part/m.cs\" ?>",
	"<?cs include!\"/part/m.cs\" ?>",
	"<?cs include!\"page/t.cs\" ?>", /* itself */
	"<?cs call:nobody() ?>",
};

static void
a_broken_template_stops_the_start(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(broken); i++) {
		put("page/t.cs", broken[i]);
		if (view_init(dir, NULL) != RC_FAIL)
			fail_msg("%s", broken[i]);
	}
	put("page/t.cs", "");
	assert_int_equal(view_init("/nonexistent", NULL), RC_FAIL);
	assert_int_equal(view_init(dir, "/nonexistent"), RC_FAIL);
}

static void
a_page_with_wrong_data_or_no_template_is_an_error(void **state)
{
	struct strbuf out;
	struct view *v;

	(void)state;
	put("page/t.cs", "x");
	assert_int_equal(view_init(dir, NULL), RC_OK);
	strbuf_init(&out);
	v = view_new(arena);
	view_in(v, "a..b");
	view_text(v, "c", "d");
	view_out(v);
	assert_int_equal(view_render(v, "page/t.cs", &out), RC_FAIL);
	view_free(v);
	v = view_new(arena);
	assert_int_equal(view_render(v, "page/none.cs", &out), RC_FAIL);
	assert_int_equal(view_render(v, "../t.cs", &out), RC_FAIL);
	view_free(v);
	strbuf_free(&out);
}

static void
in_development_a_changed_template_is_read_again(void **state)
{
	(void)state;
	setenv("NASTAVNIK_DEV", "1", 1);
	put("part/m.cs", "one");
	put("page/t.cs", "<?cs include!\"part/m.cs\" ?>");
	assert_int_equal(view_init(dir, NULL), RC_OK);
	rendered(view_new(arena), "page/t.cs", "one");
	usleep(20000); /* file times tick more slowly than we write */
	put("part/m.cs", "two");
	rendered(view_new(arena), "page/t.cs", "two");
	unsetenv("NASTAVNIK_DEV");
}

static void
a_form_shows_what_was_typed_and_why_it_is_wrong(void **state)
{
	static const struct field fields[] = {
		{ "name", "Имя", FIELD_LINE, 1, 3, 0, NULL },
		{ "word", "Слово", FIELD_SECRET, 1, 9, 0, NULL },
		{ "ok", "Да", FIELD_FLAG, 0, 0, 0, NULL },
		{ "at", "Время", FIELD_TIME, 0, 0, FIELD_REQUIRED, NULL },
	};
	struct request req = { .arena = arena };
	struct view *v;

	(void)state;
	put("page/t.cs",
	    "<?cs var:Form.name.value ?>/<?cs var:Form.name.error ?>/"
	    "<?cs var:Form.name.max ?>/<?cs var:Form.word.value ?>/"
	    "<?cs var:Form.ok.checked ?>/<?cs var:Form.at.error ?>/"
	    "<?cs var:Form.errors ?>");
	assert_int_equal(view_init(dir, NULL), RC_OK);
	assert_int_equal(query_add(arena, &req.fields, "name", "<Анна>"), 0);
	assert_int_equal(query_add(arena, &req.fields, "word", "secret"), 0);
	assert_int_equal(query_add(arena, &req.fields, "ok", "1"), 0);
	v = view_new(arena);
	form_show(form_read(&req, fields, LEN(fields)), v);
	rendered(v, "page/t.cs",
	    "&lt;Анна&gt;/Не больше 3 знаков, сейчас 6/3//1/"
	    "Укажите дату и время/2");
}

/* Each in a child: a template that ends the process fails the test. */
static void
every_template_of_the_product_renders_without_data(void **state)
{
	const char *const *names;
	int n, how;

	(void)state;
	assert_int_equal(view_init("templates", NULL), RC_OK);
	n = view_templates(&names);
	assert_true(n > 0);
	for (int i = 0; i < n; i++) {
		pid_t pid = fork();

		if (pid == 0) {
			struct strbuf out;

			strbuf_init(&out);
			alarm(5);
			_exit(view_render(view_new(arena), names[i], &out));
		}
		assert_true(pid > 0);
		assert_int_equal(waitpid(pid, &how, 0), pid);
		if (how != 0)
			fail_msg("%s: status %d", names[i], how);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_escaped_everywhere_but_ready_html),
		cmocka_unit_test(rows_keep_their_order_in_nested_lists),
		cmocka_unit_test(a_time_has_the_forms_a_page_asks_for),
		cmocka_unit_test(
		    an_address_that_a_browser_would_run_becomes_a_hash),
		cmocka_unit_test(a_broken_template_stops_the_start),
		cmocka_unit_test(
		    a_page_with_wrong_data_or_no_template_is_an_error),
		cmocka_unit_test(
		    in_development_a_changed_template_is_read_again),
		cmocka_unit_test(
		    a_form_shows_what_was_typed_and_why_it_is_wrong),
		cmocka_unit_test(
		    every_template_of_the_product_renders_without_data),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
