#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/text.h"

static struct arena *a;

/* A text with its length, NULs and all. */
#define TEXT(s) s, sizeof(s) - 1

static const struct {
	const char *s;
	size_t n;
	bool valid;
} valid_cases[] = {
	{ TEXT(""), true },
	{ TEXT("Школа № 5 😀"), true },
	{ TEXT("a\0b"), false },
	{ TEXT("\xc0\xaf"), false },	     /* a slash in disguise */
	{ TEXT("\xed\xa0\x80"), false },     /* half of a surrogate pair */
	{ TEXT("\xf4\x90\x80\x80"), false }, /* behind the last character */
	{ TEXT("ш\xd1"), false },
	{ TEXT("\xff"), false },
};

static void
only_utf8_without_nul_is_valid(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(valid_cases); i++)
		assert_int_equal(text_valid(valid_cases[i].s, valid_cases[i].n),
		    valid_cases[i].valid);
}

static const struct {
	const char *s;
	size_t n;
	const char *text, *line;
} clean_cases[] = {
	{ TEXT(""), "", "" },
	{ TEXT("  \n\t \r\n"), "", "" },
	{ TEXT("а\r\nб\rв\n"), "а\nб\nв", "а б в" },
	{ TEXT("и\xcc\x86од"), "йод", "йод" },
	{ TEXT("a\x01\x7f"
	       "b\xc2\x85"
	       "c"),
	    "abc", "abc" },
	{ TEXT("\xef\xbb\xbfшкола"), "школа", "школа" },
	{ TEXT("a\xe2\x80\xae"
	       "b"),
	    "ab", "ab" },
	{ TEXT("  один  \n\n  два\t\n"), "один\n\n  два", "один два" },
	{ TEXT("г.\xc2\xa0 Пермь"), "г.\xc2\xa0 Пермь", "г. Пермь" },
	{ TEXT("а\xe2\x80\xa8"
	       "б"),
	    "а\nб", "а б" },
	{ TEXT("a\0b"), NULL, NULL },
	{ TEXT("\xff"), NULL, NULL },
};

static void
typed_text_becomes_storable_once_and_for_all(void **state)
{
	char *text, *line;

	(void)state;
	for (size_t i = 0; i < LEN(clean_cases); i++) {
		text = text_clean(a, clean_cases[i].s, clean_cases[i].n);
		line = text_clean_line(a, clean_cases[i].s, clean_cases[i].n);
		if (!clean_cases[i].text) {
			assert_null(text);
			assert_null(line);
			continue;
		}
		assert_string_equal(text, clean_cases[i].text);
		assert_string_equal(line, clean_cases[i].line);
		assert_string_equal(text_clean(a, text, strlen(text)), text);
		assert_string_equal(
		    text_clean_line(a, line, strlen(line)), line);
	}
}

static void
a_letter_with_thousands_of_marks_costs_no_time(void **state)
{
	struct strbuf sb;

	(void)state;
	strbuf_init(&sb);
	strbuf_adds(&sb, "а");
	for (int i = 0; i < 60000; i++)
		strbuf_adds(&sb, i < 30000 ? "\u0301" : "\u0323");
	assert_true(text_chars(text_clean(a, sb.buf, sb.len)) <= 31);
	assert_true(text_chars(text_fold(a, sb.buf)) <= 31);
	strbuf_free(&sb);
}

static const struct {
	const char *s;
	size_t chars, utf16;
} count_cases[] = {
	{ "", 0, 0 },
	{ "abc", 3, 3 },
	{ "Школа", 5, 5 },
	{ "😀!", 2, 3 },
};

static void
vk_counts_an_emoji_twice(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(count_cases); i++) {
		assert_int_equal(
		    text_chars(count_cases[i].s), count_cases[i].chars);
		assert_int_equal(
		    text_utf16(count_cases[i].s), count_cases[i].utf16);
	}
}

static const struct {
	const char *s;
	size_t chars;
	const char *cut;
} cut_cases[] = {
	{ "Школа", 5, "Школа" }, { "Школа", 0, "" }, { "Школа", 1, "…" },
	{ "Школа", 4, "Шко…" }, { "Школа и театр", 9, "Школа и…" },
	{ "Школа и театр", 8, "Школа и…" }, { "Школа и театр", 7, "Школа…" },
	{ "Школа, театр", 8, "Школа…" }, { "Мы — школа", 6, "Мы…" },
	{ "а\u0301бв", 2, "…" }, /* no letter without its accent */
};

static void
a_cut_text_ends_at_a_word(void **state)
{
	char *cut;

	(void)state;
	for (size_t i = 0; i < LEN(cut_cases); i++) {
		cut = text_cut(a, cut_cases[i].s, cut_cases[i].chars);
		assert_string_equal(cut, cut_cases[i].cut);
		assert_true(text_chars(cut) <= cut_cases[i].chars);
	}
}

static const struct {
	const char *s, *folded;
} fold_cases[] = {
	{ "ШКОЛА", "школа" },
	{ "Ёлка", "елка" },
	{ "е\u0308лка", "елка" },
	{ "ЙОД", "йод" },
	{ "И\u0306од", "йод" },
	{ "на\u00adстав\u200bник", "наставник" },
	{ "Straße", "strasse" },
	{ "", "" },
};

static void
what_looks_the_same_to_a_reader_folds_to_the_same(void **state)
{
	char *folded;

	(void)state;
	for (size_t i = 0; i < LEN(fold_cases); i++) {
		folded = text_fold(a, fold_cases[i].s);
		assert_string_equal(folded, fold_cases[i].folded);
		assert_string_equal(text_fold(a, folded), folded);
	}
}

static const struct {
	const char *s;
	size_t max;
	const char *slug;
} slug_cases[] = {
	{ "Наставник и робот", 80, "nastavnik-i-robot" },
	{ "  —  ", 80, "" },
	{ "Ёжик, щука & объект", 80, "ezhik-shchuka-obekt" },
	{ "Школа № 5: День открытых дверей!", 80,
	    "shkola-5-den-otkrytykh-dverey" },
	{ "Café d'Été", 80, "cafe-dete" },
	{ "Наставник и робот", 12, "nastavnik-i" },
	{ "Наставник и робот", 11, "nastavnik-i" },
	{ "Наставник и робот", 5, "nasta" },
	{ "../../etc/passwd", 80, "etc-passwd" },
	{ "日本", 80, "" },
	{ "щщщ", 80, "shchshchshch" },
};

static void
a_title_becomes_an_address(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(slug_cases); i++)
		assert_string_equal(
		    text_slug(a, slug_cases[i].s, slug_cases[i].max),
		    slug_cases[i].slug);
}

static const struct {
	int64_t n;
	const char *word;
} plural_cases[] = {
	{ 0, "материалов" },
	{ 1, "материал" },
	{ 2, "материала" },
	{ 5, "материалов" },
	{ 11, "материалов" },
	{ 12, "материалов" },
	{ 21, "материал" },
	{ 104, "материала" },
	{ 111, "материалов" },
	{ -1, "материал" },
	{ INT64_MIN, "материалов" },
};

static void
the_word_agrees_with_the_number(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(plural_cases); i++)
		assert_string_equal(text_plural(plural_cases[i].n, "материал",
					"материала", "материалов"),
		    plural_cases[i].word);
}

static const struct {
	int64_t n;
	const char *words;
} bytes_cases[] = {
	{ 0, "0 байт" },
	{ 1, "1 байт" },
	{ 2, "2 байта" },
	{ 1023, "1023 байта" },
	{ 1024, "1,0 КБ" },
	{ 18842, "18,4 КБ" },
	{ 1048575, "1,0 МБ" },
	{ 2202009, "2,1 МБ" },
	{ INT64_C(5) << 30, "5,0 ГБ" },
	{ -5, "0 байт" },
	{ INT64_MAX, "8388608,0 ТБ" },
};

static void
sizes_are_said_in_russian(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(bytes_cases); i++)
		assert_string_equal(
		    text_bytes(a, bytes_cases[i].n), bytes_cases[i].words);
}

static const struct {
	const char *s;
	int n;
	const char *urls; /* each with a blank behind it */
} url_cases[] = {
	{ "", 0, "" },
	{ "http:// https://", 0, "" },
	{ "xhttp://a.ru", 0, "" },
	{ "Читайте https://a.ru/b?c=1&d=2.", 1, "https://a.ru/b?c=1&d=2 " },
	{ "(см. http://a.ru/b_(c))", 1, "http://a.ru/b_(c) " },
	{ "«https://школа.рф/путь»", 1, "https://школа.рф/путь " },
	{ "HTTPS://A.RU, http://b.ru\nhttps://c.ru/", 3,
	    "HTTPS://A.RU http://b.ru https://c.ru/ " },
	{ "https://a.ru/b--c—нет", 1, "https://a.ru/b--c " },
};

static void
collect(void *ctx, const char *url, size_t n)
{
	strbuf_add(ctx, url, n);
	strbuf_addc(ctx, ' ');
}

static void
addresses_are_found_without_the_sentence_around(void **state)
{
	struct strbuf sb;

	(void)state;
	strbuf_init(&sb);
	for (size_t i = 0; i < LEN(url_cases); i++) {
		strbuf_clear(&sb);
		assert_int_equal(
		    text_urls(url_cases[i].s, collect, &sb), url_cases[i].n);
		assert_string_equal(sb.buf, url_cases[i].urls);
	}
	strbuf_free(&sb);
	assert_int_equal(text_urls("https://a.ru", NULL, NULL), 1);
}

static const struct {
	const char *s;
	bool good;
	int64_t value;
} int_cases[] = {
	{ "0", true, 0 },
	{ "-5", true, -5 },
	{ "100", true, 100 },
	{ "101", false, 0 },
	{ "-6", false, 0 },
	{ "", false, 0 },
	{ "-", false, 0 },
	{ "+1", false, 0 },
	{ " 1", false, 0 },
	{ "1 ", false, 0 },
	{ "10MB", false, 0 },
	{ "1.0", false, 0 },
	{ "0x1", false, 0 },
	{ NULL, false, 0 },
	{ "99999999999999999999", false, 0 },
};

static void
a_number_is_the_whole_text_and_in_its_limits(void **state)
{
	int64_t v;

	(void)state;
	for (size_t i = 0; i < LEN(int_cases); i++) {
		v = 0;
		assert_int_equal(
		    text_int(int_cases[i].s, -5, 100, &v), int_cases[i].good);
		assert_int_equal(v, int_cases[i].value);
	}
	assert_true(text_same_secret("abc", "abc", 3));
	assert_false(text_same_secret("abc", "abd", 3));
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
		cmocka_unit_test(only_utf8_without_nul_is_valid),
		cmocka_unit_test(typed_text_becomes_storable_once_and_for_all),
		cmocka_unit_test(
		    a_letter_with_thousands_of_marks_costs_no_time),
		cmocka_unit_test(vk_counts_an_emoji_twice),
		cmocka_unit_test(a_cut_text_ends_at_a_word),
		cmocka_unit_test(
		    what_looks_the_same_to_a_reader_folds_to_the_same),
		cmocka_unit_test(a_title_becomes_an_address),
		cmocka_unit_test(the_word_agrees_with_the_number),
		cmocka_unit_test(sizes_are_said_in_russian),
		cmocka_unit_test(
		    addresses_are_found_without_the_sentence_around),
		cmocka_unit_test(a_number_is_the_whole_text_and_in_its_limits),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
