#include "page/picture.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/child.h"
#include "base/date.h"
#include "base/log.h"
#include "base/strbuf.h"
#include "mediaplan/stories.h"
#include "page/card.h"
#include "store/site.h"
#include "web/reply.h"
#include "web/request.h"

enum {
	/* It takes 0.1 s; on a machine that takes fifty times as long nobody
	 * waits for a picture. */
	PICTURE_WAIT_MS = 5000,
	/* "1200 630 BYTES" */
	PICTURE_REPORT_MAX = 64,
	/* Ten times the largest card. */
	PICTURE_BYTES_MAX = 2 << 20,
	/* How long one drawing waits for another: a few of them. */
	PICTURE_TURN_TRIES = 30,
	PICTURE_TURN_MS = 10
};

/* Goes into the tag: a new design is a new picture.  +1 with each change of
 * fcgi/image/card.c that shows. */
#define PICTURE_DESIGN "card 1\n"

static const char ending[] = ".jpg";

/* Where the picture program is: beside the others when installed; `make run`
 * and tests say it in the environment. */
static const char *
image_program(void)
{
	const char *path = getenv("NASTAVNIK_IMAGE");

	return path != NULL ? path : LIBEXEC_DIR "/nastavnik-image";
}

/* One drawing at a time on this machine, whoever asks for it: it is a hundred
 * times as dear as a page, and the other workers are there for those.  -1:
 * others draw without end. */
static int
take_turn(const struct request *req)
{
	struct timespec pause = { 0, PICTURE_TURN_MS * 1000000L };
	int fd = open(request_state(req), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0) {
		log_error("%s: %s", request_state(req), strerror(errno));
		return -1;
	}
	for (int i = 0; i < PICTURE_TURN_TRIES; i++) {
		if (flock(fd, LOCK_EX | LOCK_NB) == 0)
			return fd;
		nanosleep(&pause, NULL);
	}
	close(fd);
	return -1;
}

static int
file_of(const char *words, size_t n)
{
	int fd = memfd_create("card", MFD_CLOEXEC);

	if (fd >= 0 && (write(fd, words, n) != (ssize_t)n ||
			   lseek(fd, 0, SEEK_SET) != 0)) {
		close(fd);
		return -1;
	}
	return fd;
}

static enum rc
child_draw(int words, int picture)
{
	char name[] = "nastavnik-image", work[] = "card";
	char *argv[] = { name, work, NULL }, *env[] = { NULL };
	const struct child c = { .path = image_program(),
		.argv = argv,
		.env = env,
		.fds = { { words, 0 }, { picture, 3 } },
		.fds_n = 2,
		.wait_ms = PICTURE_WAIT_MS,
		.out_max = PICTURE_REPORT_MAX };
	struct child_end end;
	struct strbuf report;
	enum rc rc;

	strbuf_init(&report);
	rc = child_run(&c, &report, &end);
	strbuf_free(&report);
	if (rc == RC_OK && end.late)
		rc = RC_BUSY;
	else if (rc == RC_OK &&
		 (end.talkative || end.signal != 0 || end.code != 0)) {
		log_error("card: nastavnik-image: signal %d, code %d",
		    end.signal, end.code);
		rc = RC_FAIL;
	}
	return rc;
}

static enum rc
send_file(const struct request *req, struct reply *rep, int fd)
{
	struct stat st;
	char *jpeg;

	if (fstat(fd, &st) != 0 || st.st_size <= 0 ||
	    st.st_size > PICTURE_BYTES_MAX) {
		log_error("card: nastavnik-image left no picture");
		return RC_FAIL;
	}
	jpeg = arena_alloc(request_arena(req), (size_t)st.st_size);
	if (pread(fd, jpeg, (size_t)st.st_size, 0) != st.st_size)
		return RC_FAIL;
	reply_body(rep, "image/jpeg", jpeg, (size_t)st.st_size, NULL);
	return RC_OK;
}

static enum rc
draw(const struct request *req, struct reply *rep, const char *words, size_t n)
{
	int turn = take_turn(req), in = -1, out = -1;
	enum rc rc = RC_FAIL;

	if (turn < 0)
		return RC_BUSY;
	in = file_of(words, n);
	out = memfd_create("card.jpg", MFD_CLOEXEC);
	if (in < 0 || out < 0)
		log_error("card: %s", strerror(errno));
	else if ((rc = child_draw(in, out)) == RC_OK)
		rc = send_file(req, rep, out);
	if (out >= 0)
		close(out);
	if (in >= 0)
		close(in);
	close(turn);
	return rc;
}

/* The five lines that nastavnik-image card reads (image/words.h).  They give
 * the tag too: who has this picture already costs no drawing. */
static enum rc
answer(const struct request *req, struct reply *rep, const struct setting *own,
    const char *title, const char *rubric, const char *date)
{
	struct strbuf words;
	size_t design = strlen(PICTURE_DESIGN);
	enum rc rc = RC_OK;

	strbuf_init(&words);
	strbuf_addf(&words, PICTURE_DESIGN "%s\n%s\n%s\n%s\n%s\n", title,
	    rubric, site_setting_in(own, "title"), date,
	    site_setting_in(own, "colour"));
	reply_public(rep, PAGE_FRESH_S);
	if (!reply_known(rep, words.buf, words.len))
		rc = draw(req, rep, words.buf + design, words.len - design);
	strbuf_free(&words);
	return rc;
}

enum rc
page_picture_story(const struct request *req, struct reply *rep)
{
	struct arena *a = request_arena(req);
	const char *file = request_part(req, "file"), *moved = NULL;
	size_t n = strlen(file), end = strlen(ending);
	struct story s;
	enum rc rc;

	if (n <= end || strcmp(file + n - end, ending) != 0)
		return RC_NOT_FOUND;
	rc = stories_by_slug(request_store(req), a,
	    arena_strndup(a, file, n - end), request_now(req), &s, &moved);
	if (rc != RC_OK)
		return rc;
	if (moved != NULL) {
		reply_moved(rep, "/card/story/%s%s", moved, ending);
		return RC_OK;
	}
	return answer(req, rep, site_settings(request_store(req), a), s.title,
	    s.rubric_title != NULL ? s.rubric_title : "",
	    date_ru(a, s.publish_at));
}

enum rc
page_picture_site(const struct request *req, struct reply *rep)
{
	const struct setting *own =
	    site_settings(request_store(req), request_arena(req));
	const char *section = site_setting_in(own, "section");

	return answer(req, rep, own,
	    *section != '\0' ? section : "Наставничество", "", "");
}
