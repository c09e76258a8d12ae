#include "document/writer.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/child.h"
#include "base/log.h"
#include "base/strbuf.h"

enum {
	/* A roadmap of 8000 rows, the most there may be, takes a second. */
	WRITER_WAIT_MS = 15000,
	WRITER_OUT_MAX = 32 << 20, /* of such a roadmap it is 1 MB */
	WRITER_TOO_LONG = 3	   /* its exit status (writer.c) */
};

static const char too_long[] =
    "В одной из ячеек больше 32 767 знаков: таблица Excel столько не вмещает. "
    "Возьмите файл Word или CSV.";

static const char *
writer_program(void)
{
	const char *path = getenv("NASTAVNIK_WRITER");

	return path != NULL ? path : LIBEXEC_DIR "/nastavnik-writer";
}

static int
input_of(const char *json)
{
	size_t n = strlen(json), at = 0;
	int fd = memfd_create("paper", MFD_CLOEXEC);
	ssize_t m = 0;

	while (fd >= 0 && at < n && (m = write(fd, json + at, n - at)) > 0)
		at += (size_t)m;
	if (fd >= 0 && at == n && lseek(fd, 0, SEEK_SET) == 0)
		return fd;
	log_error("writer: no room for the document");
	if (fd >= 0)
		close(fd);
	return -1;
}

enum rc
writer_run(
    const char *form, const char *json, struct strbuf *out, const char **why)
{
	char name[] = "nastavnik-writer", lang[] = "LC_ALL=C.UTF-8", word[8];
	char *argv[] = { name, word, NULL }, *env[] = { lang, NULL };
	int fd = input_of(json);
	struct child c = { .path = writer_program(),
		.argv = argv,
		.env = env,
		.fds = { { fd, 0 } },
		.fds_n = 1,
		.wait_ms = WRITER_WAIT_MS,
		.out_max = WRITER_OUT_MAX };
	struct child_end end;
	enum rc rc;

	if (fd < 0)
		return RC_FAIL;
	strncpy(word, form, sizeof(word) - 1);
	word[sizeof(word) - 1] = '\0';
	rc = child_run(&c, out, &end);
	close(fd);
	if (rc != RC_OK)
		return rc;
	if (!end.late && !end.talkative && end.signal == 0 && end.code == 0)
		return RC_OK;
	*why = too_long;
	if (end.signal == 0 && end.code == WRITER_TOO_LONG)
		return RC_INVALID;
	log_error("writer: %s%s signal %d, exit %d", end.late ? "late, " : "",
	    end.talkative ? "too much, " : "", end.signal, end.code);
	return RC_FAIL;
}
