/*
 * nastavnik-image is started here as the worker starts it, and judged by what
 * comes out.  The program is named by NASTAVNIK_IMAGE, the folder of the
 * pictures by NASTAVNIK_IMAGES; both default to paths below the project.
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
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sanitized.h"

enum { FD_RESULT = 3, RESULTS = 5, FDS = FD_RESULT + RESULTS };
enum { UPLOAD_MAX = 20 << 20 };

/* Ours are kept above those that the program gets. */
enum { FD_OWN = 32 };

struct bytes {
	unsigned char *p;
	size_t len;
};

struct size {
	int width;
	int height;
};

/* One run: what the program left on its descriptors. */
struct run {
	int status;
	long peak_kb;
	struct bytes out;
	struct bytes err;
	struct bytes result[RESULTS];
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
	int fd = own(memfd_create("image", 0));

	assert_int_equal(write(fd, p, len), (ssize_t)len);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

static struct bytes
bytes_of_fd(int fd)
{
	struct bytes b;
	struct stat st;

	assert_int_equal(fstat(fd, &st), 0);
	b.len = (size_t)st.st_size;
	b.p = malloc(b.len + 1);
	assert_non_null(b.p);
	assert_int_equal(pread(fd, b.p, b.len, 0), st.st_size);
	b.p[b.len] = '\0';
	return b;
}

static struct bytes
fixture(const char *name)
{
	const char *folder = getenv("NASTAVNIK_IMAGES");
	char path[4096];
	struct bytes b;
	int fd;

	snprintf(path, sizeof(path), "%s/%s",
	    folder ? folder : "tests/fixtures/images", name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		fail_msg("%s: %s", path, strerror(errno));
	b = bytes_of_fd(fd);
	close(fd);
	return b;
}

/* Start the program with descriptor i from fds[i]; -1 leaves it closed. */
static pid_t
start(const int fds[FDS], const char *arg)
{
	/* The environment of the contract and nothing else. */
	char *env[] = { (char *)"VIPS_WARNING=1", (char *)"VIPS_NOVECTOR=1",
		NULL };
	char *argv[] = { (char *)"nastavnik-image", (char *)arg, NULL };
	const char *path = getenv("NASTAVNIK_IMAGE");
	posix_spawn_file_actions_t fa;
	pid_t pid = -1;
	int rc;

	posix_spawn_file_actions_init(&fa);
	for (int i = 0; i < FDS; i++)
		if (fds[i] >= 0)
			posix_spawn_file_actions_adddup2(&fa, fds[i], i);
		else
			posix_spawn_file_actions_addclose(&fa, i);
	rc = posix_spawn(
	    &pid, path ? path : "build/nastavnik-image", &fa, NULL, argv, env);
	posix_spawn_file_actions_destroy(&fa);
	if (rc)
		fail_msg("cannot start the program: %s", strerror(rc));
	return pid;
}

static void
files_open(int fds[FDS], const void *upload, size_t len)
{
	fds[0] = file_of(upload, len);
	for (int i = 1; i < FDS; i++)
		fds[i] = file_of("", 0);
}

static void
files_close(int fds[FDS])
{
	for (int i = 0; i < FDS; i++)
		if (fds[i] >= 0)
			close(fds[i]);
}

static void
run_files(struct run *r, int fds[FDS], const char *arg)
{
	struct rusage ru;
	pid_t pid = start(fds, arg);
	int status = 0;

	assert_int_equal(wait4(pid, &status, 0, &ru), pid);
	r->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	r->peak_kb = ru.ru_maxrss;
	r->out = bytes_of_fd(fds[1]);
	r->err = bytes_of_fd(fds[2]);
	for (int i = 0; i < RESULTS; i++)
		r->result[i] = bytes_of_fd(fds[FD_RESULT + i]);
	files_close(fds);
}

static void
run_bytes(struct run *r, const void *upload, size_t len)
{
	int fds[FDS];

	files_open(fds, upload, len);
	run_files(r, fds, NULL);
}

static void
run_fixture(struct run *r, const char *name)
{
	struct bytes b = fixture(name);

	run_bytes(r, b.p, b.len);
	free(b.p);
}

static void
run_free(struct run *r)
{
	free(r->out.p);
	free(r->err.p);
	for (int i = 0; i < RESULTS; i++)
		free(r->result[i].p);
}

static void
assert_done(const struct run *r)
{
	if (r->status != 0)
		fail_msg("status %d, out «%s», err «%s»", r->status, r->out.p,
		    r->err.p);
}

static void
assert_refused(const struct run *r, const char *word)
{
	char line[32];

	snprintf(line, sizeof(line), "%s\n", word);
	assert_string_equal((char *)r->out.p, line);
	assert_int_equal(r->status, 1);
	for (int i = 0; i < RESULTS; i++)
		assert_int_equal(r->result[i].len, 0);
}

static void
assert_same_results(const struct run *a, const struct run *b)
{
	assert_done(a);
	assert_done(b);
	for (int i = 0; i < RESULTS; i++) {
		assert_int_equal(a->result[i].len, b->result[i].len);
		assert_memory_equal(
		    a->result[i].p, b->result[i].p, a->result[i].len);
	}
}

/* A JPEG of pixels and tables alone: no application data, no comment. */
static struct size
jpeg_size(const struct bytes *b)
{
	struct size s = { 0, 0 };
	size_t at = 2;

	assert_true(b->len > 4);
	assert_memory_equal(b->p, "\xff\xd8", 2);
	while (at + 9 < b->len && b->p[at + 1] != 0xda) {
		unsigned char marker = b->p[at + 1];

		assert_int_equal(b->p[at], 0xff);
		assert_false(marker > 0xe0 && marker <= 0xef);
		assert_int_not_equal(marker, 0xfe);
		if (marker == 0xc0 || marker == 0xc2) {
			s.height = b->p[at + 5] << 8 | b->p[at + 6];
			s.width = b->p[at + 7] << 8 | b->p[at + 8];
			assert_int_equal(b->p[at + 9], 3);
		}
		at += 2 + (size_t)(b->p[at + 2] << 8 | b->p[at + 3]);
	}
	assert_memory_equal(b->p + b->len - 2, "\xff\xd9", 2);
	return s;
}

/* A WebP in the simple form, which has no place for anything but pixels. */
static struct size
webp_size(const struct bytes *b)
{
	struct size s;
	uint32_t riff, chunk;

	assert_true(b->len > 30);
	assert_memory_equal(b->p, "RIFF", 4);
	assert_memory_equal(b->p + 8, "WEBPVP8 ", 8);
	memcpy(&riff, b->p + 4, 4);
	memcpy(&chunk, b->p + 16, 4);
	assert_int_equal(riff + 8, b->len);
	assert_int_equal(20 + chunk + (chunk & 1), b->len);
	s.width = (b->p[26] | b->p[27] << 8) & 0x3fff;
	s.height = (b->p[28] | b->p[29] << 8) & 0x3fff;
	return s;
}

/* Every result is what its line says, and of the size it should have. */
static void
assert_sizes(const struct run *r, const struct size want[RESULTS])
{
	char *line = (char *)r->out.p;

	assert_done(r);
	for (int i = 0; i < RESULTS; i++) {
		struct size got =
		    i < 3 ? webp_size(&r->result[i]) : jpeg_size(&r->result[i]);
		char text[80];

		assert_int_equal(got.width, want[i].width);
		assert_int_equal(got.height, want[i].height);
		snprintf(text, sizeof(text), "%d %d %zu\n", got.width,
		    got.height, r->result[i].len);
		assert_memory_equal(line, text, strlen(text));
		line += strlen(text);
	}
	assert_int_equal(*line, '\0');
}

static const struct size_case {
	const char *fixture;
	struct size want[RESULTS];
} size_cases[] = {
	{ "twelve.jpg", { { 480, 360 }, { 960, 720 }, { 1600, 1200 },
			    { 2560, 1920 }, { 1200, 630 } } },
	/* 1:20 exactly is still good for VK. */
	{ "panorama.jpg", { { 480, 24 }, { 960, 48 }, { 1600, 80 },
			      { 2000, 100 }, { 1200, 630 } } },
	/* Never enlarged, but for the link card; and orientation 6. */
	{ "turned.jpg", { { 240, 320 }, { 240, 320 }, { 240, 320 },
			    { 240, 320 }, { 1200, 630 } } },
	{ "photo.heic", { { 300, 200 }, { 300, 200 }, { 300, 200 },
			    { 300, 200 }, { 1200, 630 } } },
	{ "photo.webp", { { 300, 200 }, { 300, 200 }, { 300, 200 },
			    { 300, 200 }, { 1200, 630 } } },
	{ "alpha16.png", { { 160, 160 }, { 160, 160 }, { 160, 160 },
			     { 160, 160 }, { 1200, 630 } } },
	{ "cmyk.jpg", { { 160, 160 }, { 160, 160 }, { 160, 160 }, { 160, 160 },
			  { 1200, 630 } } },
};

static void
every_result_has_the_size_it_reports_and_should_have(void **state)
{
	struct run r;

	(void)state;
	for (size_t i = 0; i < sizeof(size_cases) / sizeof(*size_cases); i++) {
		run_fixture(&r, size_cases[i].fixture);
		assert_sizes(&r, size_cases[i].want);
		run_free(&r);
	}
}

static void
a_turned_photo_gives_the_same_results_as_an_upright_one(void **state)
{
	struct run turned, upright;

	(void)state;
	run_fixture(&turned, "turned.jpg");
	run_fixture(&upright, "upright.png");
	assert_same_results(&turned, &upright);
	run_free(&turned);
	run_free(&upright);
}

static void
colours_of_a_wider_space_are_converted(void **state)
{
	struct run wide, plain;

	(void)state;
	run_fixture(&wide, "p3.jpg");
	run_fixture(&plain, "srgb.jpg");
	assert_done(&wide);
	assert_done(&plain);
	for (int i = 0; i < RESULTS; i++)
		assert_true(wide.result[i].len != plain.result[i].len ||
			    memcmp(wide.result[i].p, plain.result[i].p,
				wide.result[i].len) != 0);
	run_free(&wide);
	run_free(&plain);
}

static void
a_profile_nobody_can_read_is_taken_for_srgb(void **state)
{
	struct bytes b = fixture("p3.jpg");
	unsigned char *mark = memmem(b.p, b.len, "acsp", 4);
	struct run bad, plain;

	(void)state;
	assert_non_null(mark);
	/* The signature and the table of tags that follows the header. */
	memset(mark, 'x', 200);
	run_bytes(&bad, b.p, b.len);
	run_fixture(&plain, "srgb.jpg");
	assert_same_results(&bad, &plain);
	run_free(&bad);
	run_free(&plain);
	free(b.p);
}

static void
png_crc(unsigned char *chunk, size_t data_len)
{
	uint32_t crc = ~0U;

	for (size_t i = 4; i < 8 + data_len; i++) {
		crc ^= chunk[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320U : 0);
	}
	crc = htobe32(~crc);
	memcpy(chunk + 8 + data_len, &crc, 4);
}

/* A PNG with one more chunk right after its header. */
static struct bytes
png_with_chunk(const char *name, const void *data, size_t len)
{
	/* Signature 8, header chunk 25. */
	enum { AFTER_HEADER = 33, FRAME = 12 };
	struct bytes png = fixture("upright.png"), b;
	uint32_t be = htobe32((uint32_t)len);
	unsigned char *chunk;

	b.len = png.len + FRAME + len;
	b.p = malloc(b.len);
	assert_non_null(b.p);
	memcpy(b.p, png.p, AFTER_HEADER);
	chunk = b.p + AFTER_HEADER;
	memcpy(chunk, &be, 4);
	memcpy(chunk + 4, name, 4);
	memcpy(chunk + 8, data, len);
	png_crc(chunk, len);
	memcpy(
	    chunk + FRAME + len, png.p + AFTER_HEADER, png.len - AFTER_HEADER);
	free(png.p);
	return b;
}

/* "Secret" stands in every input; the other words would mean that there is a
 * container for such things at all. */
static void
assert_no_metadata(const struct run *r)
{
	static const char *const words[] = { "Secret", "Exif", "EXIF", "GPS",
		"XMP", "xmpmeta", "ICCP", "ICC_PROFILE", "Photoshop", "JFXX" };

	assert_done(r);
	for (int i = 0; i < RESULTS; i++)
		for (size_t w = 0; w < sizeof(words) / sizeof(*words); w++)
			assert_null(memmem(r->result[i].p, r->result[i].len,
			    words[w], strlen(words[w])));
}

static void
no_place_device_or_person_leaves_with_a_picture(void **state)
{
	static const char *const names[] = { "turned.jpg", "photo.webp",
		"photo.heic", "text" };
	static const char text[] = "Author\0SecretPupil";
	struct bytes b;
	struct run r;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		b = strcmp(names[i], "text") == 0
			? png_with_chunk("tEXt", text, sizeof(text) - 1)
			: fixture(names[i]);
		assert_non_null(memmem(b.p, b.len, "Secret", 6));
		run_bytes(&r, b.p, b.len);
		assert_no_metadata(&r);
		run_free(&r);
		free(b.p);
	}
	run_fixture(&r, "p3.jpg");
	assert_no_metadata(&r);
	run_free(&r);
}

static const struct refusal_case {
	const char *fixture;
	const char *word;
} refusal_cases[] = {
	{ "photo.gif", "format" },
	{ "photo.tif", "format" },
	{ "photo.avif", "format" },
	{ "make.c", "format" },
	{ "moving.webp", "animation" },
	{ "bomb.png", "pixels" },
	{ "strip.png", "shape" },
	{ "tiny.png", "small" },
};

static void
what_is_no_good_photo_is_refused_with_its_word(void **state)
{
	struct run r;

	(void)state;
	for (size_t i = 0; i < sizeof(refusal_cases) / sizeof(*refusal_cases);
	     i++) {
		run_fixture(&r, refusal_cases[i].fixture);
		assert_refused(&r, refusal_cases[i].word);
		run_free(&r);
	}
}

static void
what_is_no_picture_at_all_is_refused_as_format(void **state)
{
	static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' "
				  "width='90' height='90'/>";
	static const char jpeg_start[] = "\xff\xd8";
	unsigned char noise[4096];
	struct run r;
	uint32_t x = 1;

	(void)state;
	for (size_t i = 0; i < sizeof(noise); i++) {
		x = x * 1664525U + 1013904223U;
		noise[i] = (unsigned char)(x >> 24);
	}
	run_bytes(&r, noise, sizeof(noise));
	assert_refused(&r, "format");
	run_free(&r);
	run_bytes(&r, svg, sizeof(svg) - 1);
	assert_refused(&r, "format");
	run_free(&r);
	run_bytes(&r, jpeg_start, 2);
	assert_refused(&r, "format");
	run_free(&r);
	run_bytes(&r, "", 0);
	assert_refused(&r, "format");
	run_free(&r);
}

/* Half a picture must not become a good-looking result. */
static void
a_picture_cut_short_is_refused_as_broken(void **state)
{
	static const char *const names[] = { "turned.jpg", "p3.jpg",
		"upright.png", "photo.webp", "photo.heic" };
	static const size_t percent[] = { 20, 50, 98 };
	struct bytes b;
	struct run r;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		b = fixture(names[i]);
		for (size_t j = 0; j < sizeof(percent) / sizeof(*percent);
		     j++) {
			run_bytes(&r, b.p, b.len * percent[j] / 100);
			assert_refused(&r, "broken");
			run_free(&r);
		}
		free(b.p);
	}
}

static void
an_animated_png_is_refused(void **state)
{
	/* Two frames, played for ever. */
	struct bytes b = png_with_chunk("acTL", "\0\0\0\2\0\0\0\0", 8);
	struct run r;

	(void)state;
	run_bytes(&r, b.p, b.len);
	assert_refused(&r, "animation");
	run_free(&r);
	free(b.p);
}

static void
a_jpeg_is_refused_by_the_size_in_its_header(void **state)
{
	struct bytes b = fixture("turned.jpg");
	unsigned char *sof = memmem(b.p, b.len, "\xff\xc0\0\x11\x08", 5);
	struct run r;

	(void)state;
	assert_non_null(sof);
	/* 7072 x 7072 is just above 50 megapixels, and none is there. */
	memcpy(sof + 5, "\x1b\xa0\x1b\xa0", 4);
	run_bytes(&r, b.p, b.len);
	assert_refused(&r, "pixels");
	run_free(&r);
	free(b.p);
}

static void
twenty_mebibytes_are_taken_and_not_one_byte_more(void **state)
{
	struct bytes b = fixture("turned.jpg");
	unsigned char *big = calloc(1, UPLOAD_MAX + 1);
	struct run r;

	(void)state;
	assert_non_null(big);
	memcpy(big, b.p, b.len);
	run_bytes(&r, big, UPLOAD_MAX);
	assert_done(&r);
	run_free(&r);
	run_bytes(&r, big, UPLOAD_MAX + 1);
	assert_refused(&r, "bytes");
	run_free(&r);
	free(big);
	free(b.p);
}

static void
misuse_ends_with_two_and_a_message(void **state)
{
	struct run r;
	int fds[FDS];

	(void)state;
	files_open(fds, "", 0);
	run_files(&r, fds, "--no-such-option");
	assert_int_equal(r.status, 2);
	assert_true(r.err.len > 0);
	run_free(&r);
}

static void
help_is_on_standard_output(void **state)
{
	struct run r;
	int fds[FDS];

	(void)state;
	files_open(fds, "", 0);
	run_files(&r, fds, "--help");
	assert_int_equal(r.status, 0);
	assert_non_null(strstr((char *)r.out.p, "nastavnik-image"));
	run_free(&r);
}

/* For each result: no descriptor, one to read only, a full disk. */
static void
a_result_that_cannot_be_written_is_our_trouble(void **state)
{
	struct bytes b = fixture("srgb.jpg");
	const int other[] = { -1, own(open("/dev/null", O_RDONLY)),
		own(open("/dev/full", O_WRONLY)) };
	int status, fds[FDS], kept;
	pid_t pid;

	(void)state;
	for (int i = FD_RESULT; i < FDS; i++)
		for (size_t j = 0; j < sizeof(other) / sizeof(*other); j++) {
			files_open(fds, b.p, b.len);
			kept = fds[i];
			fds[i] = other[j];
			pid = start(fds, NULL);
			assert_int_equal(waitpid(pid, &status, 0), pid);
			assert_true(WIFEXITED(status));
			assert_int_equal(WEXITSTATUS(status), 2);
			assert_true(lseek(fds[2], 0, SEEK_END) > 0);
			assert_int_equal(lseek(fds[1], 0, SEEK_END), 0);
			fds[i] = kept;
			files_close(fds);
		}
	close(other[1]);
	close(other[2]);
	free(b.p);
}

/* The text of /proc/PID/what, into a buffer that the next call reuses. */
static const char *
proc_text(pid_t pid, const char *what)
{
	static char text[8192];
	char path[64];
	ssize_t n;
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, what);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	n = read(fd, text, sizeof(text) - 1);
	close(fd);
	assert_true(n > 0);
	text[n] = '\0';
	return text;
}

/* A pipe that holds one page; full, it stops whoever writes to it. */
static void
pipe_open(int ends[2], bool full)
{
	static const char page[4096];

	assert_int_equal(pipe(ends), 0);
	ends[0] = own(ends[0]);
	ends[1] = own(ends[1]);
	assert_int_equal(fcntl(ends[1], F_SETPIPE_SZ, sizeof(page)), 4096);
	if (full)
		assert_int_equal(write(ends[1], page, sizeof(page)), 4096);
}

/* Wait until the main thread stands in write(fd), ten seconds at most. */
static void
wait_for_write(pid_t pid, int fd)
{
	int got_call;
	unsigned int got_fd;

	for (int i = 0; i < 1000; i++) {
		if (sscanf(proc_text(pid, "syscall"), "%d %x", &got_call,
			&got_fd) == 2 &&
		    got_call == SYS_write && got_fd == (unsigned int)fd)
			return;
		usleep(10000);
	}
	fail_msg("the program never came to write");
}

static void
assert_shut_in(pid_t pid)
{
	char left[64];

	assert_non_null(strstr(proc_text(pid, "status"), "Seccomp:\t2\n"));
	assert_non_null(strstr(proc_text(pid, "status"), "NoNewPrivs:\t1\n"));
	snprintf(left, sizeof(left), "Max cpu time              20 ");
	assert_non_null(strstr(proc_text(pid, "limits"), left));
	snprintf(left, sizeof(left), "Max core file size        0 ");
	assert_non_null(strstr(proc_text(pid, "limits"), left));
	snprintf(left, sizeof(left), "Max address space         1073741824 ");
	if (!SANITIZED)
		assert_non_null(strstr(proc_text(pid, "limits"), left));
}

static void
kill_and_wait(pid_t pid)
{
	int status;

	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
}

/* A bomb is refused by its header.  The refusal is held up, and there the
 * program must be shut in already: so no header is read in the open. */
static void
the_sandbox_is_shut_before_a_header_is_judged(void **state)
{
	struct bytes b = fixture("bomb.png");
	int fds[FDS], ends[2];
	pid_t pid;

	(void)state;
	files_open(fds, b.p, b.len);
	pipe_open(ends, true);
	close(fds[1]);
	fds[1] = ends[1];
	pid = start(fds, NULL);
	wait_for_write(pid, 1);
	assert_shut_in(pid);
	kill_and_wait(pid);
	files_close(fds);
	close(ends[0]);
	free(b.p);
}

/* The first result does not fit into the pipe.  By then the picture is
 * decoded, the threads that did it are there, and so are the limits. */
static void
every_thread_that_decodes_is_in_the_sandbox(void **state)
{
	struct bytes b = fixture("turned.jpg");
	int fds[FDS], ends[2], threads = 0, id;
	const char *at;
	char what[64];
	pid_t pid;

	(void)state;
	files_open(fds, b.p, b.len);
	pipe_open(ends, false);
	close(fds[7]);
	fds[7] = ends[1];
	pid = start(fds, NULL);
	wait_for_write(pid, 7);
	assert_shut_in(pid);
	at = strstr(proc_text(pid, "status"), "Threads:");
	assert_non_null(at);
	assert_int_equal(sscanf(at, "Threads: %d", &threads), 1);
	for (id = (int)pid; threads > 0 && id < (int)pid + 1000; id++) {
		snprintf(what, sizeof(what), "/proc/%d/task/%d", (int)pid, id);
		if (access(what, F_OK) != 0)
			continue;
		snprintf(what, sizeof(what), "task/%d/status", id);
		assert_non_null(strstr(proc_text(pid, what), "Seccomp:\t2\n"));
		threads--;
	}
	assert_int_equal(threads, 0);
	kill_and_wait(pid);
	files_close(fds);
	close(ends[0]);
	free(b.p);
}

/* The database, say, must not be within reach of a captured decoder. */
static void
nothing_else_that_was_open_stays_open(void **state)
{
	struct bytes b = fixture("bomb.png");
	int fds[FDS], ends[2], leaked;
	char path[64];
	pid_t pid;

	(void)state;
	files_open(fds, b.p, b.len);
	pipe_open(ends, true);
	close(fds[1]);
	fds[1] = ends[1];
	leaked = fcntl(fds[0], F_DUPFD, FD_OWN);
	pid = start(fds, NULL);
	wait_for_write(pid, 1);
	for (int fd = 0; fd <= leaked; fd++) {
		snprintf(path, sizeof(path), "/proc/%d/fd/%d", (int)pid, fd);
		assert_int_equal(
		    faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0,
		    fd < FDS);
	}
	kill_and_wait(pid);
	close(leaked);
	files_close(fds);
	close(ends[0]);
	free(b.p);
}

/* Measured: 83 MB for 12 megapixels, 56 MB for 50 in a simple PNG. */
static void
memory_stays_bounded(void **state)
{
	struct run r;

	(void)state;
	if (SANITIZED)
		skip();
	run_fixture(&r, "twelve.jpg");
	assert_done(&r);
	assert_in_range(r.peak_kb, 1, 150 << 10);
	run_free(&r);
	run_fixture(&r, "fifty.png");
	assert_done(&r);
	assert_in_range(r.peak_kb, 1, 150 << 10);
	run_free(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_result_has_the_size_it_reports_and_should_have),
		cmocka_unit_test(
		    a_turned_photo_gives_the_same_results_as_an_upright_one),
		cmocka_unit_test(colours_of_a_wider_space_are_converted),
		cmocka_unit_test(a_profile_nobody_can_read_is_taken_for_srgb),
		cmocka_unit_test(
		    no_place_device_or_person_leaves_with_a_picture),
		cmocka_unit_test(
		    what_is_no_good_photo_is_refused_with_its_word),
		cmocka_unit_test(
		    what_is_no_picture_at_all_is_refused_as_format),
		cmocka_unit_test(a_picture_cut_short_is_refused_as_broken),
		cmocka_unit_test(an_animated_png_is_refused),
		cmocka_unit_test(a_jpeg_is_refused_by_the_size_in_its_header),
		cmocka_unit_test(
		    twenty_mebibytes_are_taken_and_not_one_byte_more),
		cmocka_unit_test(misuse_ends_with_two_and_a_message),
		cmocka_unit_test(help_is_on_standard_output),
		cmocka_unit_test(
		    a_result_that_cannot_be_written_is_our_trouble),
		cmocka_unit_test(the_sandbox_is_shut_before_a_header_is_judged),
		cmocka_unit_test(every_thread_that_decodes_is_in_the_sandbox),
		cmocka_unit_test(nothing_else_that_was_open_stays_open),
		cmocka_unit_test(memory_stays_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
