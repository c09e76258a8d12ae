#include "house.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "register/file.h"
#include "register/file_type.h"
#include "register/record.h"
#include "store/file.h"
#include "store/search.h"

/* Files of records with a reader that says what a test wants:
 * register/file*.c. */

static char dir[] = "/tmp/test_file.XXXXXX";
static struct record r;
static const char *why;

static const char *
path(const char *name)
{
	return arena_printf(a, "%s/%s", dir, name);
}

static int
open_all(void **state)
{
	int rc = house_open(state);
	const char *field, *reason;

	log_init("test");
	strcpy(dir + sizeof(dir) - 7, "XXXXXX");
	assert_non_null(mkdtemp(dir));
	assert_int_equal(mkdir(path("media"), 0755), 0);
	setenv("NASTAVNIK_READER", path("reader"), 1);
	assert_int_equal(register_load("db"), RC_OK);
	record_init(&r, register_by_name("documents"));
	r.values[0] = "Положение";
	r.values[1] = "school";
	r.values[2] = "regulation";
	r.shown = true;
	assert_int_equal(
	    record_save(st, a, &curator, &r, &field, &reason), RC_OK);
	return rc;
}

static int
close_all(void **state)
{
	file_remove_all(dir);
	register_unload();
	return house_close(state);
}

#define FILE_TEST(f) cmocka_unit_test_setup_teardown(f, open_all, close_all)

/* The reader's whole program: a shell script. */
static void
reader(const char *script)
{
	assert_int_equal(file_write(path("reader"),
			     arena_printf(a, "#!/bin/sh\n%s\n", script), 0700),
	    RC_OK);
}

static void
reader_says(const char *json)
{
	assert_int_equal(file_write(path("said"), json, 0600), RC_OK);
	reader(arena_printf(a, "cat >/dev/null; cat %s", path("said")));
}

static int
upload(const char *text)
{
	int fd;

	assert_int_equal(file_write(path("upload"), text, 0600), RC_OK);
	fd = open(path("upload"), O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	return fd;
}

static enum rc
store(const struct actor *by, const char *name, const char *text)
{
	int fd = upload(text);
	enum rc rc;

	why = NULL;
	rc = file_store(st, a, by, dir, r.id, "file", name, fd, &why);
	close(fd);
	return rc;
}

static int
count(void)
{
	DIR *d = opendir(path("media"));
	int n = 0;

	assert_non_null(d);
	for (struct dirent *e; (e = readdir(d)) != NULL;)
		n += e->d_name[0] != '.';
	closedir(d);
	return n;
}

static int
rows(void)
{
	return (int)house_number("SELECT COUNT(*) FROM files");
}

static void
a_new_file_is_a_new_version_and_the_old_one_stays(void **state)
{
	struct file *list;
	struct stat sb;
	char *text;
	size_t bytes;
	int n;

	(void)state;
	reader_says("{\"type\":\"pdf\",\"text\":\"Первая\",\"scanned\":false}");
	assert_int_equal(store(&editor, "Положение.pdf", "первая"), RC_OK);
	reader_says("{\"type\":\"docx\",\"text\":\"\",\"scanned\":true}");
	assert_int_equal(store(&editor, "Положение 2.docx", "вторая"), RC_OK);
	assert_int_equal(files_of(st, a, r.id, &list, &n), RC_OK);
	assert_int_equal(n, 2);
	assert_string_equal(list[0].filename, "Положение 2.docx");
	assert_string_equal(list[0].label, "DOCX");
	assert_true(list[0].scanned);
	assert_false(list[0].inlined);
	assert_int_equal(list[0].bytes, 12);
	assert_string_equal(list[1].filename, "Положение.pdf");
	assert_string_equal(list[1].slug, "polozhenie.pdf");
	assert_string_equal(list[1].type, "application/pdf");
	assert_true(list[1].inlined);
	for (int i = 0; i < n; i++) {
		const char *file =
		    path(arena_printf(a, "media/%s", list[i].name));

		assert_int_equal(file_read(a, file, 100, &text, &bytes), RC_OK);
		assert_string_equal(text, i ? "первая" : "вторая");
		assert_int_equal(stat(file, &sb), 0);
		assert_int_equal(sb.st_mode & 0777 & ~0640, 0);
	}
	assert_int_equal(count(), 2);
	/* The record is as it was, but its page has news. */
	assert_int_equal(records_by_id(st, a, r.id, &r), RC_OK);
	assert_int_equal(r.version, 1);
	assert_int_equal(
	    house_number("SELECT COUNT(*) FROM journal WHERE"
			 " action = 'file_added' AND kind = 'record'"),
	    2);
	assert_int_equal(
	    files_of_register(st, a, "documents", RECORDS_SHOWN, &list, &n),
	    RC_OK);
	assert_int_equal(n, 2);
	assert_int_equal(
	    files_of_register(st, a, "documents", RECORDS_ARCHIVED, &list, &n),
	    RC_OK);
	assert_int_equal(n, 0);
}

static const struct {
	const char *script, *word;
	enum rc rc;
} refusal_cases[] = {
	{ "echo '{\"refused\":\"format\"}'", "не принимаем", RC_INVALID },
	{ "echo '{\"refused\":\"broken\"}'", "повреждён", RC_INVALID },
	{ "echo '{\"refused\":\"password\"}'", "парол", RC_INVALID },
	{ "echo '{\"refused\":\"macros\"}'", "макрос", RC_INVALID },
	{ "echo '{\"refused\":\"bytes\"}'", "велик", RC_INVALID },
	{ "kill -SEGV $$", "повреждён", RC_INVALID },
	{ "head -c 7000000 /dev/zero", "велик", RC_INVALID },
	{ "echo '{\"refused\":\"weather\"}'", NULL, RC_FAIL },
	{ "echo '{\"type\":\"exe\"}'", NULL, RC_FAIL },
	{ "echo '{'", NULL, RC_FAIL },
	{ "echo '[]'", NULL, RC_FAIL },
	{ "true", NULL, RC_FAIL },
	{ "exit 1", NULL, RC_FAIL },
};

static void
what_is_refused_has_a_sentence_and_leaves_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(refusal_cases); i++) {
		reader(refusal_cases[i].script);
		assert_int_equal(
		    store(&editor, "a.pdf", "x"), refusal_cases[i].rc);
		if (refusal_cases[i].rc == RC_INVALID)
			assert_non_null(strstr(why, refusal_cases[i].word));
		assert_int_equal(count(), 0);
		assert_int_equal(rows(), 0);
	}
	unlink(path("reader"));
	assert_int_equal(store(&editor, "a.pdf", "x"), RC_FAIL);
	assert_int_equal(count(), 0);
}

static void
a_file_is_at_most_thirty_megabytes_and_not_empty(void **state)
{
	struct file_taken taken;
	int fd;

	(void)state;
	reader_says("{\"type\":\"pdf\",\"text\":\"\"}");
	assert_int_equal(store(&editor, "a.pdf", ""), RC_INVALID);
	assert_non_null(strstr(why, "пуст"));
	fd = upload("x");
	close(fd);
	fd = open(path("upload"), O_RDWR | O_CLOEXEC);
	assert_int_equal(ftruncate(fd, FILE_BYTES_MAX), 0);
	assert_int_equal(file_take(a, fd, &taken, &why), RC_OK);
	assert_int_equal(taken.bytes, FILE_BYTES_MAX);
	assert_int_equal(ftruncate(fd, FILE_BYTES_MAX + 1), 0);
	assert_int_equal(file_take(a, fd, &taken, &why), RC_TOO_LARGE);
	assert_non_null(strstr(why, "30 МБ"));
	close(fd);
}

static void
no_row_without_a_file_and_no_file_without_a_row(void **state)
{
	(void)state;
	reader_says("{\"type\":\"pdf\",\"text\":\"\"}");
	/* The row fails after the bytes are there. */
	assert_int_equal(
	    store_script(st, "CREATE TRIGGER no BEFORE INSERT ON files"
			     " BEGIN SELECT RAISE(ABORT, 'no'); END"),
	    RC_OK);
	assert_int_not_equal(store(&editor, "a.pdf", "x"), RC_OK);
	assert_int_equal(count(), 0);
	assert_int_equal(store_script(st, "DROP TRIGGER no"), RC_OK);
	/* The bytes fail. */
	assert_int_equal(rename(path("media"), path("elsewhere")), 0);
	assert_int_equal(store(&editor, "a.pdf", "x"), RC_FAIL);
	assert_int_equal(rows(), 0);
	assert_int_equal(rename(path("elsewhere"), path("media")), 0);
	/* Not a record, not a field of files, not a person who may. */
	r.id++;
	assert_int_equal(store(&editor, "a.pdf", "x"), RC_NOT_FOUND);
	r.id--;
	assert_int_equal(file_store(st, a, &editor, dir, r.id, "title", "a.pdf",
			     upload("x"), &why),
	    RC_NOT_FOUND);
	assert_int_equal(
	    store(&(struct actor){ 3, "Наставник", ROLE_MENTOR }, "a.pdf", "x"),
	    RC_DENIED);
	assert_int_equal(count(), 0);
	assert_int_equal(rows(), 0);
	assert_int_equal(store(&editor, "a.pdf", "x"), RC_OK);
	assert_int_equal(count(), 1);
}

static void
a_record_has_at_most_a_hundred_files(void **state)
{
	(void)state;
	reader_says("{\"type\":\"pdf\",\"text\":\"\"}");
	assert_int_equal(
	    store_script(st,
		"WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k"
		" WHERE i < 99) INSERT INTO files (record_id, field, name,"
		" filename, type, bytes, created_at) SELECT 1, 'file', 'n' || i,"
		" 'a.pdf', 'application/pdf', 1, 0 FROM k"),
	    RC_OK);
	assert_int_equal(store(&editor, "a.pdf", "x"), RC_OK);
	assert_int_equal(store(&editor, "a.pdf", "x"), RC_INVALID);
	assert_non_null(strstr(why, "100 редакций"));
	assert_int_equal(count(), 1);
}

static const struct {
	const char *typed, *word, *clean, *slug;
} name_cases[] = {
	{ "Положение о наставничестве.pdf", "pdf",
	    "Положение о наставничестве.pdf",
	    "polozhenie-o-nastavnichestve."
	    "pdf" },
	{ "ПРИКАЗ.PDF", "pdf", "ПРИКАЗ.pdf", "prikaz.pdf" },
	{ "снимок.jpeg", "jpeg", "снимок.jpg", "snimok.jpg" },
	{ "C:\\Документы\\приказ.docx", "docx", "приказ.docx", "prikaz.docx" },
	{ "../../etc/passwd", "pdf", "passwd.pdf", "passwd.pdf" },
	{ ".htaccess", "png", "htaccess.png", "htaccess.png" },
	{ "план.pdf.exe", "pdf", "план.pdf.exe.pdf", "plan-pdf-exe.pdf" },
	{ "план\xe2\x80\xae"
	  "fdp.exe",
	    "pdf", "планfdp.exe.pdf", "planfdp-exe.pdf" },
	{ "а\r\nSet-Cookie: x.pdf", "pdf", "а Set-Cookie: x.pdf",
	    "a-set-cookie-x.pdf" },
	{ "\"кавычки\".odt", "odt", "\"кавычки\".odt", "kavychki.odt" },
	{ "", "pdf", "Файл.pdf", "fayl.pdf" },
	{ ".pdf", "pdf", "pdf.pdf", "pdf.pdf" },
	{ "???.webp", "webp", "???.webp", "file.webp" },
};

static void
a_name_keeps_its_letters_and_tells_the_type_truly(void **state)
{
	char longest[1000];

	(void)state;
	for (size_t i = 0; i < LEN(name_cases); i++) {
		const struct file_type *t =
		    file_type_by_word(name_cases[i].word);
		const char *clean = file_name_clean(a, name_cases[i].typed, t);

		assert_string_equal(clean, name_cases[i].clean);
		assert_string_equal(
		    file_name_slug(a, clean, t), name_cases[i].slug);
	}
	memset(longest, 'a', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	assert_true(text_chars(file_name_clean(a, longest,
			file_type_by_word("pdf"))) <= FILE_NAME_MAX);
	assert_true(strlen(file_name_slug(a, longest,
			file_type_by_word("pdf"))) <= FILE_SLUG_MAX + 4);
	assert_null(file_type_by_word("exe"));
	assert_false(file_type_by_type("text/html")->inlined);
}

static int
found(const char *words)
{
	struct search_query q = {
		.words = words, .group = "", .rubric = "", .page = 1
	};
	struct search_result result;

	assert_int_equal(
	    search_find(st, a, &q, clock_now() + 1, &result), RC_OK);
	return result.total;
}

static void
readers_find_a_document_by_the_words_of_its_current_file(void **state)
{
	const char *field;

	(void)state;
	reader_says("{\"type\":\"pdf\",\"text\":\"Выхухоль обыкновенная\"}");
	assert_int_equal(store(&editor, "a.pdf", "x"), RC_OK);
	assert_int_equal(found("выхухоли"), 1);
	reader_says("{\"type\":\"pdf\",\"text\":\"Бобр речной\"}");
	assert_int_equal(store(&editor, "a.pdf", "y"), RC_OK);
	assert_int_equal(found("выхухоль"), 0);
	assert_int_equal(found("бобры"), 1);
	assert_int_equal(records_by_id(st, a, r.id, &r), RC_OK);
	r.shown = false;
	assert_int_equal(record_save(st, a, &curator, &r, &field, &why), RC_OK);
	assert_int_equal(found("бобр"), 0);
}

static void
a_text_without_end_is_cut_at_a_letter(void **state)
{
	char *text = arena_alloc(a, FILE_TEXT_MAX + 200);
	struct file_taken taken;
	int fd;

	(void)state;
	/* "x" first: the limit falls into the middle of a letter. */
	text[0] = 'x';
	for (int i = 1; i < FILE_TEXT_MAX + 99; i += 2)
		memcpy(text + i, "я", 2);
	reader_says(
	    arena_printf(a, "{\"type\":\"pdf\",\"text\":\"%s\"}", text));
	fd = upload("x");
	assert_int_equal(file_take(a, fd, &taken, &why), RC_OK);
	assert_int_equal(strlen(taken.text), FILE_TEXT_MAX - 1);
	assert_true(text_valid(taken.text, strlen(taken.text)));
	close(fd);
}

static void
lie(const char *name, int age_s)
{
	const char *file = path(arena_printf(a, "media/%s", name));
	struct utimbuf t = { time(NULL) - age_s, time(NULL) - age_s };

	assert_int_equal(file_write(file, "x", 0600), RC_OK);
	assert_int_equal(utime(file, &t), 0);
}

static void
only_old_files_that_nothing_names_are_swept(void **state)
{
	int removed, old = FILE_ORPHAN_S + 10;
	struct file *list;
	int n;

	(void)state;
	reader_says("{\"type\":\"pdf\",\"text\":\"\"}");
	assert_int_equal(store(&editor, "a.pdf", "x"), RC_OK);
	assert_int_equal(files_of(st, a, r.id, &list, &n), RC_OK);
	lie(list[0].name, old);
	lie("AAAAAAAAAAAAAAAAAAAAAA", old);
	lie("BBBBBBBBBBBBBBBBBBBBBB.part", old);
	lie("CCCCCCCCCCCCCCCCCCCCCC", 10);
	lie("DDDDDDDDDDDDDDDDDDDDDD-480.webp", old);
	lie("EEEEEEEEEEEEEEEEEEEEEE.png", old);
	lie("logo.png", old);
	assert_int_equal(file_sweep(st, a, dir, &removed), RC_OK);
	assert_int_equal(removed, 2);
	assert_int_equal(count(), 5);
	assert_true(
	    file_exists(path(arena_printf(a, "media/%s", list[0].name))));
	assert_true(file_exists(path("media/CCCCCCCCCCCCCCCCCCCCCC")));
	/* A new file does it by the way. */
	lie("AAAAAAAAAAAAAAAAAAAAAA", old);
	assert_int_equal(store(&editor, "b.pdf", "x"), RC_OK);
	assert_false(file_exists(path("media/AAAAAAAAAAAAAAAAAAAAAA")));
}

/* Bytes without a zero: the helper writes text. */
static void
a_scan_is_kept_without_the_place_it_was_made_at(void **state)
{
	const char *text;
	struct file *list;
	char *kept;
	size_t bytes, comment = 0x103 - 2;
	int n;

	(void)state;
	text = arena_printf(a, "\xff\xd8\xff\xfe\x01\x03%*s\xff\xda\x01\x03",
	    (int)comment, "GPS 55.75 37.61");
	text = arena_printf(
	    a, "%s%*s%s", text, (int)comment, "header", "пиксели\xff\xd9");
	reader_says("{\"type\":\"jpeg\",\"text\":\"\",\"scanned\":false}");
	assert_int_equal(store(&editor, "Скан.jpg", text), RC_OK);
	assert_int_equal(files_of(st, a, r.id, &list, &n), RC_OK);
	assert_int_equal(n, 1);
	assert_int_equal(
	    file_read(a, path(arena_printf(a, "media/%s", list[0].name)), 4096,
		&kept, &bytes),
	    RC_OK);
	assert_int_equal(bytes, list[0].bytes);
	assert_true(bytes < strlen(text));
	assert_null(strstr(kept, "GPS"));
	assert_non_null(strstr(kept, "пиксели"));
	/* What only calls itself a picture is refused and leaves nothing. */
	assert_int_equal(
	    store(&editor, "Скан.jpg", "\xff\xd8пусто"), RC_INVALID);
	assert_non_null(strstr(why, "повреждена"));
	assert_int_equal(rows(), 1);
	assert_int_equal(count(), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		FILE_TEST(a_new_file_is_a_new_version_and_the_old_one_stays),
		FILE_TEST(what_is_refused_has_a_sentence_and_leaves_nothing),
		FILE_TEST(a_file_is_at_most_thirty_megabytes_and_not_empty),
		FILE_TEST(no_row_without_a_file_and_no_file_without_a_row),
		FILE_TEST(a_record_has_at_most_a_hundred_files),
		FILE_TEST(a_name_keeps_its_letters_and_tells_the_type_truly),
		FILE_TEST(
		    readers_find_a_document_by_the_words_of_its_current_file),
		FILE_TEST(a_scan_is_kept_without_the_place_it_was_made_at),
		FILE_TEST(a_text_without_end_is_cut_at_a_letter),
		FILE_TEST(only_old_files_that_nothing_names_are_swept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
