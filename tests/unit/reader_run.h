/*
 * nastavnik-reader is started here as the worker starts it, with files that
 * are made on the spot, and judged by what it prints.  NASTAVNIK_BUILD names
 * the folder of the program.
 */
#ifndef UNIT_READER_RUN_H
#define UNIT_READER_RUN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zip.h>

#include "sanitized.h"

#define N(array) (sizeof(array) / sizeof *(array))

/* A file under construction; kept out of our own memory, which the peak of
 * the program would count. */
static int made = -1;

struct part {
	const char *name, *text;
	size_t n; /* 0: text is a string */
};

static inline void
make_empty(void)
{
	if (made >= 0)
		close(made);
	made = memfd_create("made", MFD_CLOEXEC);
	assert_true(made > 2);
}

static inline void
make_bytes(const void *p, size_t n)
{
	assert_int_equal(write(made, p, n), (ssize_t)n);
}

static inline void
make_zip(const struct part *parts, size_t n)
{
	zip_source_t *s = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_int64_t size;
	zip_t *z;
	char *p;

	zip_source_keep(s);
	z = zip_open_from_source(s, ZIP_TRUNCATE, NULL);
	assert_non_null(z);
	for (size_t i = 0; i < n; i++) {
		const char *text = parts[i].text ? parts[i].text : "";
		size_t len = parts[i].n ? parts[i].n : strlen(text);

		assert_int_equal(
		    zip_file_add(z, parts[i].name,
			zip_source_buffer(z, text, len, 0), ZIP_FL_ENC_UTF_8),
		    i);
		/* A bomb unpacks as long however well it was packed. */
		assert_int_equal(
		    zip_set_file_compression(z, i, ZIP_CM_DEFLATE, 1), 0);
	}
	assert_int_equal(zip_close(z), 0);
	assert_int_equal(zip_source_open(s), 0);
	zip_source_seek(s, 0, SEEK_END);
	size = zip_source_tell(s);
	zip_source_seek(s, 0, SEEK_SET);
	p = malloc((size_t)size);
	assert_non_null(p);
	assert_int_equal(zip_source_read(s, p, (zip_uint64_t)size), size);
	make_empty();
	make_bytes(p, (size_t)size);
	free(p);
	zip_source_close(s);
	zip_source_free(s);
}

/* Elements without end: sound XML as far as anybody reads. */
static inline char *
fill(size_t n)
{
	static const char line[] =
	    "<a>an element with some words, as documents have them</a>";
	size_t at = 3, step = sizeof(line) - 1;
	char *p = malloc(n);

	assert_non_null(p);
	memcpy(p, "<r>", 3);
	for (; n - at >= step; at += step)
		memcpy(p + at, line, step);
	memcpy(p + at, line, n - at);
	return p;
}

/* The same in a process of its own: its memory does not become ours. */
static inline void
make_zip_apart(const struct part *parts, size_t n, size_t filled)
{
	int shared = memfd_create("made", MFD_CLOEXEC), status;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		struct part own[8];
		char buf[65536];
		ssize_t k;

		memcpy(own, parts, n * sizeof(*parts));
		for (size_t i = 0; i < n && filled; i++)
			if (own[i].text == NULL) {
				own[i].text = fill(filled);
				own[i].n = filled;
			}
		make_zip(own, n);
		lseek(made, 0, SEEK_SET);
		while ((k = read(made, buf, sizeof(buf))) > 0)
			if (write(shared, buf, (size_t)k) != k)
				_exit(1);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	if (made >= 0)
		close(made);
	made = shared;
}

/* The last run. */
static int run_status;
static long run_peak_kb;
static double run_cpu_s;
static char *run_out;
static char run_err[4096];

static inline pid_t
run_start(const char *arg, int in, int out, int err)
{
	static char *env[] = { NULL };
	const char *build = getenv("NASTAVNIK_BUILD");
	char *argv[] = { (char *)"nastavnik-reader", (char *)arg, NULL };
	posix_spawn_file_actions_t fa;
	char path[4096];
	pid_t pid = -1;
	int rc;

	snprintf(
	    path, sizeof(path), "%s/nastavnik-reader", build ? build : "build");
	posix_spawn_file_actions_init(&fa);
	posix_spawn_file_actions_adddup2(&fa, in, 0);
	posix_spawn_file_actions_adddup2(&fa, out, 1);
	posix_spawn_file_actions_adddup2(&fa, err, 2);
	rc =
	    posix_spawn(&pid, path, &fa, NULL, argv, SANITIZED ? environ : env);
	posix_spawn_file_actions_destroy(&fa);
	if (rc)
		fail_msg("%s: %s", path, strerror(rc));
	return pid;
}

/* Its answer to in, without the line's end. */
static inline const char *
run_fd(const char *arg, int in)
{
	int out = memfd_create("out", MFD_CLOEXEC);
	int err = memfd_create("err", MFD_CLOEXEC), status;
	struct rusage ru;
	ssize_t n;
	pid_t pid;

	pid = run_start(arg, in, out, err);
	assert_int_equal(wait4(pid, &status, 0, &ru), pid);
	run_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	run_peak_kb = ru.ru_maxrss;
	run_cpu_s = (double)(ru.ru_utime.tv_sec + ru.ru_stime.tv_sec) +
		    (double)(ru.ru_utime.tv_usec + ru.ru_stime.tv_usec) / 1e6;
	n = lseek(out, 0, SEEK_END);
	free(run_out);
	run_out = calloc(1, (size_t)n + 1);
	assert_int_equal(pread(out, run_out, (size_t)n, 0), n);
	memset(run_err, 0, sizeof(run_err));
	assert_true(pread(err, run_err, sizeof(run_err) - 1, 0) >= 0);
	close(out);
	close(err);
	if (run_status != 0)
		fail_msg("status %d, «%s»", status, run_err);
	assert_true(n > 0 && run_out[n - 1] == '\n');
	run_out[n - 1] = '\0';
	return run_out;
}

/* Its answer to the file that was made. */
static inline const char *
run(const char *arg)
{
	return run_fd(arg, made);
}

static inline void
assert_refused(const char *arg, const char *word, const char *what)
{
	char want[64];

	snprintf(want, sizeof(want), "{\"refused\":\"%s\"}", word);
	if (strcmp(run(arg), want) != 0)
		fail_msg("%s: %.200s, not %s", what, run_out, want);
}

/* The words of an answer of kind, as they stand in the JSON. */
static inline void
assert_words(const char *kind, const char *words)
{
	char want[8192];

	snprintf(want, sizeof(want),
	    "{\"type\":\"%s\",\"text\":\"%s\",\"scanned\":false,\"pages\":0}",
	    kind, words);
	assert_string_equal(run("text"), want);
}

static inline void
assert_blocks(const char *kind, const char *blocks)
{
	char want[8192];

	snprintf(want, sizeof(want), "{\"type\":\"%s\",\"blocks\":[%s]}", kind,
	    blocks);
	assert_string_equal(run("table"), want);
}

#define TYPES(part, type)                                                      \
	"<Types><Default Extension=\"xml\" ContentType=\"application/xml\"/>"  \
	"<Override PartName=\"" part "\" ContentType=\"" type "\"/></Types>"
#define WORD	   "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define EXCEL	   "application/vnd.openxmlformats-officedocument.spreadsheetml."
#define DOCX_TYPES TYPES("/word/document.xml", WORD "document.main+xml")
#define XLSX_TYPES TYPES("/xl/workbook.xml", EXCEL "sheet.main+xml")

/* A Word document with this body. */
static inline void
make_docx(const char *body, size_t n)
{
	static const char head[] =
	    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/"
	    "wordprocessingml/2006/main\"><w:body>";
	static const char tail[] = "</w:body></w:document>";
	size_t len = n ? n : strlen(body);
	char *text = malloc(sizeof(head) + len + sizeof(tail));

	assert_non_null(text);
	memcpy(text, head, sizeof(head) - 1);
	memcpy(text + sizeof(head) - 1, body, len);
	memcpy(text + sizeof(head) - 1 + len, tail, sizeof(tail));
	make_zip((struct part[]){ { "[Content_Types].xml", DOCX_TYPES, 0 },
		     { "word/document.xml", text, 0 } },
	    2);
	free(text);
}

#define SHEET_RELATION                                                         \
	"<Relationship Id=\"r1\" Type=\"http://x/worksheet\" "                 \
	"Target=\"worksheets/sheet1.xml\"/>"
#define RELATIONS                                                              \
	"<Relationships>" SHEET_RELATION                                       \
	"<Relationship Id=\"r2\" Type=\"http://x/worksheet\" "                 \
	"Target=\"/xl/other.xml\"/>"                                           \
	"<Relationship Id=\"r3\" Type=\"http://x/sharedStrings\" "             \
	"Target=\"sharedStrings.xml\"/>"                                       \
	"<Relationship Id=\"r4\" Type=\"http://x/styles\" "                    \
	"Target=\"styles.xml\"/></Relationships>"
#define BOOK(pr)                                                               \
	"<workbook xmlns:r=\"http://r\">" pr "<sheets>"                        \
	"<sheet name=\"План\" sheetId=\"1\" r:id=\"r1\"/>"                 \
	"</sheets></workbook>"

/* A book of one sheet with these rows; styles and strings may be NULL. */
static inline void
make_xlsx(const char *book, const char *sheet, const char *styles,
    const char *strings)
{
	make_zip(
	    (struct part[]){ { "[Content_Types].xml", XLSX_TYPES, 0 },
		{ "xl/workbook.xml", book, 0 },
		{ "xl/_rels/workbook.xml.rels", RELATIONS, 0 },
		{ "xl/worksheets/sheet1.xml", sheet, 0 },
		{ "xl/styles.xml", styles ? styles : "<styleSheet/>", 0 },
		{ "xl/sharedStrings.xml", strings ? strings : "<sst/>", 0 } },
	    6);
}

#endif
