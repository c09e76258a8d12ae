#include "desk/settings/settings_logo.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/child.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/strbuf.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/story/story_photo.h"
#include "people/journal.h"
#include "store/db.h"
#include "store/file.h"
#include "store/site.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"

enum {
	LOGO_WAIT_MS = 30000, /* as for a photo: mediaplan/photo_image.c */
	REPORT_MAX = 512,     /* one line of three numbers, or one word */
	FD_UPLOAD = 0,	      /* where nastavnik-image finds them */
	FD_RESULT = 3
};

/* Its words for what it will not take. */
static const struct {
	const char *word, *sentence;
} refusals[] = {
	{ "format", "Это не картинка. Подойдут PNG, JPEG или WebP." },
	{ "broken", "Картинка повреждена. Выберите другую." },
	{ "pixels", "В картинке больше 50 миллионов точек. Уменьшите её." },
	{ "animation", "Это движущаяся картинка. Выберите обычную." },
	{ "bytes", "Картинка больше 20 МБ. Уменьшите её." },
	{ "shape", "Картинка слишком узкая. Обрежьте её." },
	{ "small", "Картинка меньше 32 точек. Выберите другую." },
};

static const char *
path_of(const struct request *rq, const char *name, const char *end)
{
	return arena_printf(request_arena(rq), "%s/media/logo-%s.png%s",
	    request_site(rq)->dir, name, end);
}

static enum rc
judge(const struct child_end *end, const char *report, const char **why)
{
	*why = end->late ? "Картинка обрабатывается слишком долго. Выберите "
			   "другую."
			 : refusals[1].sentence;
	/* Death by a signal: the picture broke the decoder or its limits. */
	if (end->late || end->signal != 0)
		return RC_INVALID;
	if (end->code == 0)
		return RC_OK;
	for (size_t i = 0; end->code == 1 && i < LEN(refusals); i++)
		if (strncmp(report, refusals[i].word,
			strlen(refusals[i].word)) == 0) {
			*why = refusals[i].sentence;
			return RC_INVALID;
		}
	log_error("logo: nastavnik-image: exit %d", end->code);
	return RC_FAIL;
}

static enum rc
run(int upload, int result, const char **why)
{
	/* Nothing of ours but what it needs, as for a photo. */
	char name[] = "nastavnik-image", mode[] = "logo",
	     warn[] = "VIPS_WARNING=1", vector[] = "VIPS_NOVECTOR=1";
	char *argv[] = { name, mode, NULL }, *env[] = { warn, vector, NULL };
	struct child c = { .path = desk_story_photo_program(),
		.argv = argv,
		.env = env,
		.fds = { { upload, FD_UPLOAD }, { result, FD_RESULT } },
		.fds_n = 2,
		.wait_ms = LOGO_WAIT_MS,
		.out_max = REPORT_MAX };
	struct child_end end;
	struct strbuf report;
	enum rc rc;

	strbuf_init(&report);
	if ((rc = child_run(&c, &report, &end)) == RC_OK)
		rc = judge(&end, report.buf, why);
	strbuf_free(&report);
	return rc;
}

/* Whole on the disk under its name, or not at all. */
static enum rc
make(const struct request *rq, int upload, const char *name, const char **why)
{
	const char *part = path_of(rq, name, ".part");
	/* Read by nginx through the group. */
	int fd = open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
	enum rc rc;

	if (fd < 0) {
		log_error("logo: %s: %s", part, strerror(errno));
		return RC_FAIL;
	}
	rc = run(upload, fd, why);
	if (rc == RC_OK &&
	    (fsync(fd) != 0 || rename(part, path_of(rq, name, "")) != 0)) {
		log_error("logo: %s: %s", part, strerror(errno));
		rc = RC_FAIL;
	}
	close(fd);
	if (rc != RC_OK)
		unlink(part);
	return rc;
}

/* Another name, or none; then the file of the old one goes. */
static enum rc
set_name(const struct request *rq, const char *name)
{
	struct store *st = request_store(rq);
	struct actor actor = desk_part_actor(rq);
	const char *old = site_setting(st, request_arena(rq), "logo");
	enum rc rc;

	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	if ((rc = site_set(st, "logo", name)) == RC_OK)
		rc = journal_add(
		    st, &actor, "setting_set", "setting", 0, "logo");
	if (rc != RC_OK) {
		store_rollback(st);
		return rc;
	}
	if ((rc = store_commit(st)) == RC_OK && *old != '\0')
		unlink(path_of(rq, old, ""));
	return rc;
}

enum rc
desk_settings_logo_take(const struct request *rq, const char **why)
{
	const struct upload *files;
	const char *name = secret_name(request_arena(rq));
	int n = request_uploads(rq, &files);
	enum rc rc;

	*why = "Выберите файл с картинкой.";
	if (n == 0 || files[0].bytes == 0)
		return RC_INVALID;
	if ((rc = make(rq, files[0].fd, name, why)) != RC_OK)
		return rc;
	if ((rc = set_name(rq, name)) != RC_OK)
		unlink(path_of(rq, name, ""));
	return rc;
}

enum rc
desk_settings_logo_remove(const struct request *rq, struct reply *rp)
{
	enum rc rc = set_name(rq, "");

	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0, "Знак убран. В шапке стоит знак программы.");
	reply_redirect(rp, "/desk/settings#logo");
	return rc;
}
