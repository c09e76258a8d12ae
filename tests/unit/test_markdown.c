#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/markdown.h"
#include "base/strbuf.h"
#include "base/text.h"

static struct arena *a;

/* ~ stands for a no-break space. */
static char *
visible(char *s)
{
	char *out = s, *p = s;

	while (*p) {
		if (strncmp(p, "\u00a0", 2) == 0) {
			*out++ = '~';
			p += 2;
		} else {
			*out++ = *p++;
		}
	}
	*out = 0;
	return s;
}

static const struct {
	const char *md, *html;
} html_cases[] = {
	{ "", "" },
	{ "Привет", "<p>Привет</p>\n" },
	{ "# Один\n\n## Два\n\n###### Шесть",
	    "<h2>Один</h2>\n<h3>Два</h3>\n<h6>Шесть</h6>\n" },
	{ "а **бок** *вид* `\"г\" -- д`",
	    "<p>а~<strong>бок</strong> <em>вид</em> "
	    "<code>&quot;г&quot; -- д</code></p>\n" },
	{ "строка\nещё", "<p>строка<br />\nещё</p>\n" },
	{ "- один\n- два", "<ul>\n<li>один</li>\n<li>два</li>\n</ul>\n" },
	{ "> цитата", "<blockquote>\n<p>цитата</p>\n</blockquote>\n" },
	/* Links. */
	{ "[сайт](https://a.ru/?b=1&c=2)",
	    "<p><a href=\"https://a.ru/?b=1&amp;c=2\">сайт</a></p>\n" },
	{ "[письмо](mailto:a@b.ru) [тут](/story/x) [там](HTTP://a.ru)",
	    "<p><a href=\"mailto:a@b.ru\">письмо</a> "
	    "<a href=\"/story/x\">тут</a> "
	    "<a href=\"HTTP://a.ru\">там</a></p>\n" },
	{ "[плохо](javascript:alert) [и](//evil.ru) [это](data:x)",
	    "<p>плохо и~это</p>\n" },
	{ "[x](</\\evil.ru>) [y](<java&#9;script:z>) [z](story) [t](#a)",
	    "<p>x y z t</p>\n" },
	{ "Вот https://a.ru/b--c_d, да",
	    "<p>Вот "
	    "<a href=\"https://a.ru/b--c_d\">https://a.ru/b--c_d</a>, "
	    "да</p>\n" },
	{ "<https://a.ru/b--c>",
	    "<p><a href=\"https://a.ru/b--c\">https://a.ru/b--c</a></p>\n" },
	{ "[https://a.ru и слова](https://b.ru)",
	    "<p><a href=\"https://b.ru\">https://a.ru и~слова</a></p>\n" },
	/* Pictures: ours stay, others become their words. */
	{ "![робот](https://evil.ru/1.png) ![](http://e.ru/2.png)",
	    "<p>робот </p>\n" },
	{ "![робот](/media/1.webp)",
	    "<p><img src=\"/media/1.webp\" alt=\"робот\" /></p>\n" },
	{ "[![робот](//e.ru/1.png)](javascript:x)", "<p>робот</p>\n" },
	/* HTML: its words stay, its tags do not. */
	{ "Это <b onclick=x>важно</b> < 5", "<p>Это важно &lt; 5</p>\n" },
	{ "<div class=x>текст</div>", "<p>текст</p>\n" },
	{ "<script>alert(1)</script>", "<p>alert(1)</p>\n" },
	{ "<!-- тайна -->", "" },
	{ "<div", "<p>&lt;div</p>\n" },
	{ "&#8;a&lt;script&gt;", "<p>a&lt;script&gt;</p>\n" },
};

static void
only_safe_html_comes_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(html_cases); i++)
		assert_string_equal(visible(markdown_html(a, html_cases[i].md)),
		    html_cases[i].html);
}

static const struct {
	const char *md, *words; /* between <p> and </p> */
} sign_cases[] = {
	{ "Он: \"Приходите в \"Школу № 5\"\"",
	    "Он: «Приходите в~„Школу №~5“»" },
	{ "\"\"Рост\" и школа\"", "«„Рост“ и~школа»" },
	{ "(\"Рост\")", "(«Рост»)" },
	{ "*\"Рост\"* \"**Рост**\"",
	    "<em>«Рост»</em> «<strong>Рост</strong>»" },
	{ "«Школа \"Рост\"»", "«Школа „Рост“»" },
	{ "„Рост“ и “Рост”", "„Рост“ и~«Рост»" },
	{ "“Школа “Рост””", "«Школа „Рост“»" },
	{ "диск 5\"", "диск 5&quot;" },
	{ "\"открыто", "«открыто" },
	{ "школа - дом, а -- б --- в", "школа~— дом, а~– б~— в" },
	{ "школа — дом", "школа~— дом" },
	{ "кто-то 3-4 ---- --x 1--2", "кто-то 3-4 ---- --x 1–2" },
	{ "да... нет....", "да… нет...." },
	{ "Я и ты в школе, к О. Петь", "Я~и~ты в~школе, к~О. Петь" },
	{ "в 2026 г. в г. Пермь; 2020 гг. и", "в~2026~г. в~г.~Пермь; "
					      "2020~гг. и" },
	{ "5а класс; 7-а класс", "5а класс; 7-а класс" },
	{ "в *школе*", "в~<em>школе</em>" },
};

static void
russian_signs_are_set(void **state)
{
	char *html;

	(void)state;
	for (size_t i = 0; i < LEN(sign_cases); i++) {
		html = visible(markdown_html(a, sign_cases[i].md));
		assert_string_equal(
		    html, arena_printf(a, "<p>%s</p>\n", sign_cases[i].words));
	}
}

static const struct {
	const char *md, *plain;
} plain_cases[] = {
	{ "", "" },
	{ "# Заголовок\nАбзац\nстрока\n\n\n\nДругой  ",
	    "Заголовок\n\nАбзац\nстрока\n\nДругой" },
	{ "Будет:\n\n- один\n- два\n  - три\n\nВсё",
	    "Будет:\n\n— один\n— два\n  — три\n\nВсё" },
	{ "3. три\n4. четыре\n\n   ещё", "3. три\n4. четыре\nещё" },
	{ "- один\n\n- два", "— один\n— два" },
	{ "[сайт](https://a.ru/b) и [https://a.ru](https://a.ru)",
	    "сайт (https://a.ru/b) и https://a.ru" },
	{ "<https://a.ru/x--y> <a@b.ru> [пишите](mailto:a@b.ru)",
	    "https://a.ru/x--y a@b.ru пишите (a@b.ru)" },
	{ "[тут](/story/x) [плохо](javascript:x) [](https://a.ru)",
	    "тут плохо https://a.ru" },
	{ "- [сайт](https://a.ru)\n\n[сайт](https://b.ru)",
	    "— сайт (https://a.ru)\n\nсайт (https://b.ru)" },
	{ "![робот](https://e.ru/1.png) ![дом](/media/1.webp)", "робот дом" },
	{ "> \"цитата\" - в **школе**", "«цитата» — в школе" },
	{ "```\nкод  \"x\"\n```\n\nда", "код  \"x\"\n\nда" },
	{ "раз\n\n---\n\nдва", "раз\n\n* * *\n\nдва" },
	{ "<b>Важно</b> https://a.ru/b--c", "Важно https://a.ru/b--c" },
};

static void
vk_gets_plain_text_with_addresses(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(plain_cases); i++) {
		assert_string_equal(
		    visible(markdown_plain(a, plain_cases[i].md)),
		    plain_cases[i].plain);
		/* Its hash decides whether a post has changed. */
		assert_string_equal(markdown_plain(a, plain_cases[i].md),
		    markdown_plain(a, plain_cases[i].md));
	}
}

static const char *const bombs[] = { "[", "![", "*a_", "> ", "- ", "`", "<a ",
	"<!--", "\"(", "[a](", "https://a", "((((\"", "&#8;", "1. a\n", "</\\",
	"\t- x\n", "<div\n", "**a **", "[a]: /x\n\n[a] ", "\\\"" };

/* Both forms of n bytes of a bomb; how long they took. */
static clock_t
explode(const char *bomb, size_t n)
{
	struct strbuf sb;
	clock_t before;
	const char *html, *plain;

	strbuf_init(&sb);
	while (sb.len < n)
		strbuf_adds(&sb, bomb);
	before = clock();
	html = markdown_html(a, sb.buf);
	plain = markdown_plain(a, sb.buf);
	before = clock() - before;
	assert_true(text_valid(html, strlen(html)));
	/* A list item in its tags is the longest answer. */
	assert_true(strlen(html) < 32 * n);
	assert_true(strlen(plain) < 4 * n);
	arena_reset(a);
	strbuf_free(&sb);
	return before;
}

static void
hostile_text_costs_little(void **state)
{
	clock_t part, whole;

	(void)state;
	/* Four times as long may take four times the time, not sixteen. */
	for (size_t i = 0; i < LEN(bombs); i++) {
		part = explode(bombs[i], MARKDOWN_MAX / 4);
		whole = explode(bombs[i], MARKDOWN_MAX);
		if (whole > 10 * part + CLOCKS_PER_SEC / 2)
			fail_msg("%s: %ld, then %ld", bombs[i], (long)part,
			    (long)whole);
	}
}

static void
a_text_beyond_the_limit_ends_at_a_whole_letter(void **state)
{
	struct strbuf sb;
	char *plain;

	(void)state;
	strbuf_init(&sb);
	strbuf_adds(&sb, "x");
	while (sb.len <= MARKDOWN_MAX)
		strbuf_adds(&sb, "ж");
	plain = markdown_plain(a, sb.buf);
	assert_int_equal(strlen(plain), MARKDOWN_MAX - 1);
	assert_true(text_valid(plain, strlen(plain)));
	strbuf_free(&sb);
}

static int
start(void **state)
{
	(void)state;
	a = arena_new();
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	arena_free(a);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_safe_html_comes_out),
		cmocka_unit_test(russian_signs_are_set),
		cmocka_unit_test(vk_gets_plain_text_with_addresses),
		cmocka_unit_test(hostile_text_costs_little),
		cmocka_unit_test(
		    a_text_beyond_the_limit_ends_at_a_whole_letter),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
