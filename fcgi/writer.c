/*
 * nastavnik-writer: one document in, as JSON, a file of an office out.
 *
 * Its libraries bring a library of ciphers along that would lie in every
 * worker; so it is started for each file.  It reads descriptor 0 and writes
 * descriptor 1, and what it gets is our own (document/paper.h).
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/strbuf.h"
#include "document/docx.h"
#include "document/paper.h"
#include "document/xlsx.h"

enum { READ_STEP = 65536 };

/* Of the program; document/writer.c reads them. */
enum { EXIT_WRITTEN, EXIT_TROUBLE, EXIT_MISUSE, EXIT_TOO_LONG };

static const struct {
	const char *word;
	enum rc (*write)(const struct paper *, struct strbuf *);
} forms[] = {
	{ "docx", docx_write },
	{ "xlsx", xlsx_write },
};

static bool
read_all(struct strbuf *b)
{
	char buf[READ_STEP];
	ssize_t n;

	while ((n = read(STDIN_FILENO, buf, sizeof(buf))) > 0) {
		strbuf_add(b, buf, (size_t)n);
		if (b->len > PAPER_BYTES_MAX)
			return false;
	}
	return n == 0;
}

static bool
write_all(const struct strbuf *b)
{
	size_t at = 0;
	ssize_t n;

	while (at < b->len &&
	       (n = write(STDOUT_FILENO, b->buf + at, b->len - at)) > 0)
		at += (size_t)n;
	return at == b->len;
}

static int run(enum rc (*form)(const struct paper *, struct strbuf *))
{
	struct arena *a = arena_new();
	struct strbuf in, out;
	struct paper p;
	int code = EXIT_TROUBLE;
	enum rc rc;

	strbuf_init(&in);
	strbuf_init(&out);
	if (!read_all(&in) || paper_read(a, in.buf, in.len, &p) != RC_OK) {
		log_error("not a document");
	} else {
		rc = form(&p, &out);
		if (rc == RC_INVALID)
			code = EXIT_TOO_LONG;
		else if (rc == RC_OK && write_all(&out))
			code = EXIT_WRITTEN;
	}
	strbuf_free(&in);
	strbuf_free(&out);
	arena_free(a);
	return code;
}

int
main(int argc, char **argv)
{
	log_init("nastavnik-writer");
	for (size_t i = 0; argc == 2 && i < LEN(forms); i++)
		if (strcmp(argv[1], forms[i].word) == 0)
			return run(forms[i].write);
	fputs("usage: nastavnik-writer docx|xlsx\n", stderr);
	return EXIT_MISUSE;
}
