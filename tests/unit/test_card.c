/*
 * nastavnik-image card and nastavnik-image logo are started here as the
 * worker starts them, and judged by what comes out.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Ours are kept above those that the program gets. */
enum { FDS = 4, FD_OWN = 32 };

struct bytes {
	unsigned char *p;
	size_t len;
};

struct run {
	int status;
	struct bytes out, err, result;
};

static int
own(int fd)
{
	int high = fcntl(fd, F_DUPFD_CLOEXEC, FD_OWN);

	assert_true(high >= 0);
	close(fd);
	return high;
}

static int
file_of(const void *p, size_t len)
{
	int fd = own(memfd_create("card", 0));

	assert_int_equal(write(fd, p, len), (ssize_t)len);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

static struct bytes
bytes_of(int fd)
{
	struct bytes b;
	struct stat st;

	assert_int_equal(fstat(fd, &st), 0);
	b.len = (size_t)st.st_size;
	b.p = malloc(b.len + 1);
	assert_non_null(b.p);
	assert_int_equal(pread(fd, b.p, b.len, 0), st.st_size);
	b.p[b.len] = '\0';
	close(fd);
	return b;
}

static pid_t
start(const char *arg, const int fds[FDS])
{
	char *argv[] = { (char *)"nastavnik-image", (char *)arg, NULL };
	char *env[] = { NULL };
	const char *path = getenv("NASTAVNIK_IMAGE");
	posix_spawn_file_actions_t fa;
	pid_t pid = -1;
	int rc;

	posix_spawn_file_actions_init(&fa);
	for (int i = 0; i < FDS; i++)
		posix_spawn_file_actions_adddup2(&fa, fds[i], i);
	rc = posix_spawn(
	    &pid, path ? path : "build/nastavnik-image", &fa, NULL, argv, env);
	posix_spawn_file_actions_destroy(&fa);
	if (rc)
		fail_msg("cannot start the program: %s", strerror(rc));
	return pid;
}

static struct run
run(const char *arg, const void *in, size_t len)
{
	int fds[FDS], status = 0;
	struct run r;
	pid_t pid;

	fds[0] = file_of(in, len);
	for (int i = 1; i < FDS; i++)
		fds[i] = file_of("", 0);
	pid = start(arg, fds);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	r.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	close(fds[0]);
	r.out = bytes_of(fds[1]);
	r.err = bytes_of(fds[2]);
	r.result = bytes_of(fds[3]);
	return r;
}

static void
run_free(struct run *r)
{
	free(r->out.p);
	free(r->err.p);
	free(r->result.p);
}

static struct bytes
fixture(const char *name)
{
	const char *folder = getenv("NASTAVNIK_IMAGES");
	char path[4096];
	int fd;

	snprintf(path, sizeof(path), "%s/%s",
	    folder ? folder : "tests/fixtures/images", name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		fail_msg("%s: %s", path, strerror(errno));
	return bytes_of(fd);
}

/* ------------------------------------------------------------------ cards */

/* What a card of these words looks like, as its JPEG. */
static struct bytes
card(const char *title, const char *rest)
{
	size_t n = strlen(title) + strlen(rest) + 2;
	char *words = malloc(n);
	struct run r;

	assert_non_null(words);
	snprintf(words, n, "%s\n%s", title, rest);
	r = run("card", words, strlen(words));
	free(words);
	if (r.status != 0 || r.err.len > 0)
		fail_msg("status %d, err «%s»", r.status, r.err.p);
	free(r.out.p);
	free(r.err.p);
	return r.result;
}

static const char rest[] = "Новости\nШкола № 3\n14 марта 2026 г.\npine\n";

static bool
same(const char *one, const char *other)
{
	struct bytes a = card(one, rest), b = card(other, rest);
	bool is = a.len == b.len && memcmp(a.p, b.p, a.len) == 0;

	free(a.p);
	free(b.p);
	return is;
}

/* Pixels and tables alone; no application data, no comment. */
static void
assert_jpeg(const struct bytes *b)
{
	size_t at = 2;
	int width = 0, height = 0;

	assert_true(b->len > 4);
	assert_memory_equal(b->p, "\xff\xd8", 2);
	while (at + 9 < b->len && b->p[at + 1] != 0xda) {
		unsigned char marker = b->p[at + 1];

		assert_false(marker > 0xe0 && marker <= 0xef);
		assert_int_not_equal(marker, 0xfe);
		if (marker == 0xc0 || marker == 0xc2) {
			height = b->p[at + 5] << 8 | b->p[at + 6];
			width = b->p[at + 7] << 8 | b->p[at + 8];
		}
		at += 2 + (size_t)(b->p[at + 2] << 8 | b->p[at + 3]);
	}
	assert_int_equal(width, 1200);
	assert_int_equal(height, 630);
	assert_memory_equal(b->p + b->len - 2, "\xff\xd9", 2);
}

static void
a_card_is_a_jpeg_of_1200_by_630_and_says_so(void **state)
{
	static const char words[] = "Наставник и робот\nНовости\nШкола\n"
				    "14 марта 2026 г.\nsky\n";
	struct run r = run("card", words, sizeof(words) - 1);
	char line[64];

	(void)state;
	assert_int_equal(r.status, 0);
	assert_string_equal((char *)r.err.p, "");
	assert_jpeg(&r.result);
	snprintf(line, sizeof(line), "1200 630 %zu\n", r.result.len);
	assert_string_equal((char *)r.out.p, line);
	run_free(&r);
}

static void
each_word_and_the_colour_change_the_picture(void **state)
{
	static const char *const others[] = {
		"Афиша\nШкола № 3\n14 марта 2026 г.\npine\n",
		"Новости\nШкола № 4\n14 марта 2026 г.\npine\n",
		"Новости\nШкола № 3\n15 марта 2026 г.\npine\n",
		"Новости\nШкола № 3\n14 марта 2026 г.\nplum\n",
		"Новости\nШкола № 3\n\npine\n",
	};
	struct bytes base = card("Слово", rest), other;

	(void)state;
	assert_false(same("Слово", "Снова"));
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		other = card("Слово", others[i]);
		assert_false(base.len == other.len &&
			     memcmp(base.p, other.p, base.len) == 0);
		free(other.p);
	}
	free(base.p);
}

/* A letter that a face lacks would be a box with its number in it: other for
 * each letter. */
static void
cyrillic_letters_are_drawn_like_their_latin_twins(void **state)
{
	(void)state;
	assert_true(same("А В С Е Н М О Р Т Х а е о р с у х",
	    "A B C E H M O P T X a e o p c y x"));
	assert_false(same("Ж", "Щ"));
	assert_false(same("Ё", "Е"));
}

static void
what_our_faces_cannot_show_is_left_out(void **state)
{
	static const char *const words[] = {
		"Слово 😀",
		"😀😀 Слово",
		"Слово שלום",
		"Слово مرحبا",
		"Сло\u202eво",
		"Сло\u200bво",
		"\u2068Слово\u2069",
		"  Слово\t ",
		"Слово 漢字",
		"Слово\uFFFD\U0010FFFE",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (!same(words[i], "Слово"))
			fail_msg("«%s»", words[i]);
}

static void
a_title_of_pictures_alone_gives_way_to_the_school(void **state)
{
	(void)state;
	assert_true(same("😀😀", "Школа № 3"));
	assert_true(same("", "Школа № 3"));
}

static void
markup_is_text(void **state)
{
	(void)state;
	assert_false(same("<b>Слово</b>", "Слово"));
	assert_false(same("Слово &amp; дело", "Слово & дело"));
}

static char *
letters(const char *letter, int n)
{
	size_t len = strlen(letter);
	char *s = malloc((size_t)n * len + 1);

	assert_non_null(s);
	for (int i = 0; i < n; i++)
		memcpy(s + (size_t)i * len, letter, len);
	s[(size_t)n * len] = '\0';
	return s;
}

static void
a_title_of_ten_thousand_letters_is_cut_like_one_of_a_thousand(void **state)
{
	static const char *const kinds[] = { "Щ", "i", "о ", "й\u0301" };

	(void)state;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		char *big = letters(kinds[i], 10000);
		char *less = letters(kinds[i], 1000);

		assert_true(same(big, less));
		free(big);
		free(less);
	}
}

static void
words_that_no_worker_of_ours_writes_are_trouble(void **state)
{
	char *big = letters("Щ", 40000);
	struct run r = run("card", big, strlen(big));

	(void)state;
	assert_int_equal(r.status, 2);
	assert_true(r.err.len > 0 && r.result.len == 0);
	run_free(&r);
	r = run("card", "\xff\xfe\n", 3);
	assert_int_equal(r.status, 2);
	assert_true(r.err.len > 0 && r.result.len == 0);
	run_free(&r);
	free(big);
}

static void
a_card_of_no_words_at_all_is_a_card(void **state)
{
	struct run r = run("card", "", 0);

	(void)state;
	assert_int_equal(r.status, 0);
	assert_jpeg(&r.result);
	run_free(&r);
}

/* Held up at its report, the program is shut in. */
static void
words_are_drawn_in_the_sandbox(void **state)
{
	static const char page[4096];
	int fds[FDS], ends[2], status;
	char path[64], text[4096] = "";
	ssize_t n = 0;
	pid_t pid;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	ends[0] = own(ends[0]);
	ends[1] = own(ends[1]);
	assert_int_equal(fcntl(ends[1], F_SETPIPE_SZ, sizeof(page)), 4096);
	assert_int_equal(write(ends[1], page, sizeof(page)), 4096);
	fds[0] = file_of("Слово\n", strlen("Слово\n"));
	fds[1] = ends[1];
	fds[2] = file_of("", 0);
	fds[3] = file_of("", 0);
	pid = start("card", fds);
	for (int i = 0; i < 1000 && lseek(fds[3], 0, SEEK_END) == 0; i++)
		usleep(10000);
	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	fds[1] = open(path, O_RDONLY | O_CLOEXEC);
	n = read(fds[1], text, sizeof(text) - 1);
	assert_true(n > 0);
	assert_non_null(strstr(text, "Seccomp:\t2\n"));
	assert_non_null(strstr(text, "NoNewPrivs:\t1\n"));
	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	for (int i = 0; i < FDS; i++)
		close(fds[i]);
	close(ends[0]);
	close(ends[1]);
}

/* ------------------------------------------------------------------- mark */

static uint32_t
be32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

/* Header, size of a pixel (always the same), pixels, end; and of pixels the kind that is wanted. */
static void
assert_png(const struct run *r, uint32_t width, uint32_t height, int kind)
{
	static const char *const plain[] = { "IHDR", "pHYs", "IDAT", "IEND" };
	const unsigned char *p = r->result.p;
	size_t at = 8;
	char line[64];

	assert_int_equal(r->status, 0);
	assert_memory_equal(p, "\x89PNG\r\n\x1a\n", 8);
	assert_int_equal(be32(p + 16), width);
	assert_int_equal(be32(p + 20), height);
	assert_int_equal(p[24], 8);
	assert_int_equal(p[25], kind);
	for (; at + 12 <= r->result.len; at += 12 + be32(p + at)) {
		bool known = false;

		for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
			known = known || memcmp(p + at + 4, plain[i], 4) == 0;
		if (!known)
			fail_msg("chunk %.4s", (const char *)p + at + 4);
	}
	snprintf(
	    line, sizeof(line), "%u %u %zu\n", width, height, r->result.len);
	assert_string_equal((char *)r->out.p, line);
}

static void
a_mark_fits_into_96_by_96_and_stays_transparent(void **state)
{
	enum { RGB = 2, RGBA = 6 };
	static const struct {
		const char *fixture;
		uint32_t width, height;
		int kind;
	} cases[] = {
		{ "alpha16.png", 96, 96, RGBA },
		{ "turned.jpg", 72, 96, RGB },
		{ "photo.webp", 96, 64, RGB },
		{ "photo.heic", 96, 64, RGB },
		{ "cmyk.jpg", 96, 96, RGB },
		{ "p3.jpg", 96, 96, RGB },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct bytes b = fixture(cases[i].fixture);
		struct run r = run("logo", b.p, b.len);

		if (r.status != 0)
			fail_msg(
			    "%s: %s %s", cases[i].fixture, r.out.p, r.err.p);
		assert_png(&r, cases[i].width, cases[i].height, cases[i].kind);
		run_free(&r);
		free(b.p);
	}
}

static void
a_bad_mark_is_refused_with_the_word_of_a_photo(void **state)
{
	static const struct {
		const char *fixture, *word;
	} cases[] = {
		{ "photo.gif", "format\n" },
		{ "make.c", "format\n" },
		{ "moving.webp", "animation\n" },
		{ "bomb.png", "pixels\n" },
		{ "strip.png", "shape\n" },
		{ "tiny.png", "small\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct bytes b = fixture(cases[i].fixture);
		struct run r = run("logo", b.p, b.len);

		assert_int_equal(r.status, 1);
		assert_string_equal((char *)r.out.p, cases[i].word);
		assert_int_equal(r.result.len, 0);
		run_free(&r);
		free(b.p);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_card_is_a_jpeg_of_1200_by_630_and_says_so),
		cmocka_unit_test(each_word_and_the_colour_change_the_picture),
		cmocka_unit_test(
		    cyrillic_letters_are_drawn_like_their_latin_twins),
		cmocka_unit_test(what_our_faces_cannot_show_is_left_out),
		cmocka_unit_test(
		    a_title_of_pictures_alone_gives_way_to_the_school),
		cmocka_unit_test(markup_is_text),
		cmocka_unit_test(
		    a_title_of_ten_thousand_letters_is_cut_like_one_of_a_thousand),
		cmocka_unit_test(
		    words_that_no_worker_of_ours_writes_are_trouble),
		cmocka_unit_test(a_card_of_no_words_at_all_is_a_card),
		cmocka_unit_test(words_are_drawn_in_the_sandbox),
		cmocka_unit_test(
		    a_mark_fits_into_96_by_96_and_stays_transparent),
		cmocka_unit_test(
		    a_bad_mark_is_refused_with_the_word_of_a_photo),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
