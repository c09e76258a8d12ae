#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/child.h"
#include "base/log.h"
#include "base/strbuf.h"
#include "mediaplan/photo_image.h"

/* Twice what the slowest picture takes (nastavnik-image limits itself to
 * 20 s of work): a worker that waits longer is lost to everybody. */
enum { IMAGE_WAIT_MS = 30000 };
/* Five lines of three numbers, or one word. */
enum { REPORT_MAX = 512 };
enum { FD_UPLOAD = 0, FD_RESULT = 3 };

const char *const photo_image_suffixes[PHOTO_FILES] = { "480.webp", "960.webp",
	"1600.webp", "vk.jpg", "card.jpg" };
enum { FILE_LARGEST = 2, FILE_VK = 3 };

static const struct {
	const char *word, *sentence;
} refusals[] = {
	{ "format", "Это не снимок. Подойдут JPEG, PNG, WebP или HEIC." },
	{ "broken", "Снимок повреждён. Выберите другой." },
	{ "pixels", "На снимке больше 50 миллионов точек. Уменьшите его." },
	{ "animation", "Это движущаяся картинка. Выберите обычный снимок." },
	{ "bytes", "Снимок больше 20 МБ. Уменьшите его." },
	{ "shape", "Снимок слишком узкий. Обрежьте его." },
	{ "small", "Снимок меньше 32 точек. Выберите другой." },
};

static char *
path_of(
    struct arena *a, const char *dir, const char *name, int i, const char *end)
{
	return arena_printf(
	    a, "%s/media/%s-%s%s", dir, name, photo_image_suffixes[i], end);
}

/* Read by nginx through the group. */
static bool
files_open(
    int files[PHOTO_FILES], struct arena *a, const char *dir, const char *name)
{
	for (int i = 0; i < PHOTO_FILES; i++) {
		files[i] = open(path_of(a, dir, name, i, ".part"),
		    O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
		if (files[i] < 0)
			return false;
	}
	return true;
}

static void
files_close(int files[PHOTO_FILES])
{
	for (int i = 0; i < PHOTO_FILES; i++)
		if (files[i] >= 0)
			close(files[i]);
}

static const char *
refusal_of(const char *report)
{
	for (size_t i = 0; i < LEN(refusals); i++)
		if (strncmp(report, refusals[i].word, strcspn(report, "\n")) ==
			0 &&
		    *report != '\0')
			return refusals[i].sentence;
	return NULL;
}

static enum rc
report_read(const char *p, struct photo_image *out)
{
	for (int i = 0; i < PHOTO_FILES; i++) {
		int w, h, used = 0;
		long long bytes;

		if (sscanf(p, "%d %d %lld\n%n", &w, &h, &bytes, &used) != 3 ||
		    used == 0) {
			log_error("photo: nastavnik-image said nothing of "
				  "use");
			return RC_FAIL;
		}
		if (i == FILE_LARGEST) {
			out->width = w;
			out->height = h;
		}
		if (i == FILE_VK)
			out->vk_bytes = bytes;
		p += used;
	}
	return RC_OK;
}

/* How it ended. */
static enum rc
image_judge(const struct child_end *end, const char *report,
    struct photo_image *out, const char **why)
{
	if (end->late) {
		*why = "Снимок обрабатывается слишком долго. Уменьшите его "
		       "или выберите другой.";
		return RC_INVALID;
	}
	/* Death by a signal: the picture broke the decoder or its limits. */
	if (end->signal != 0) {
		log_warn(
		    "photo: nastavnik-image died of signal %d", end->signal);
		*why = refusals[1].sentence;
		return RC_INVALID;
	}
	if (end->code == 0)
		return report_read(report, out);
	if (end->code == 1 && (*why = refusal_of(report)) != NULL)
		return RC_INVALID;
	log_error("photo: nastavnik-image: exit %d", end->code);
	return RC_FAIL;
}

static enum rc
image_run(const int files[PHOTO_FILES], int fd, const char *image,
    struct photo_image *out, const char **why)
{
	/* Nothing of ours but what it needs: no address, no key, no path. */
	char name[] = "nastavnik-image", warn[] = "VIPS_WARNING=1",
	     vector[] = "VIPS_NOVECTOR=1";
	char *argv[] = { name, NULL }, *env[] = { warn, vector, NULL };
	struct child c = { .path = image,
		.argv = argv,
		.env = env,
		.fds = { { fd, FD_UPLOAD } },
		.fds_n = 1,
		.wait_ms = IMAGE_WAIT_MS,
		.out_max = REPORT_MAX };
	struct child_end end;
	struct strbuf report;
	enum rc rc;

	for (int i = 0; i < PHOTO_FILES; i++)
		c.fds[c.fds_n++] = (struct child_fd){ files[i], FD_RESULT + i };
	strbuf_init(&report);
	if ((rc = child_run(&c, &report, &end)) == RC_OK)
		rc = image_judge(&end, report.buf, out, why);
	strbuf_free(&report);
	return rc;
}

/* Whole on the disk under their names, or not at all. */
static enum rc
files_finish(const int files[PHOTO_FILES], struct arena *a, const char *dir,
    const char *name)
{
	for (int i = 0; i < PHOTO_FILES; i++) {
		if (fsync(files[i]) == 0 &&
		    rename(path_of(a, dir, name, i, ".part"),
			path_of(a, dir, name, i, "")) == 0)
			continue;
		log_error("photo: cannot keep a file in %s/media: %s", dir,
		    strerror(errno));
		return RC_FAIL;
	}
	return RC_OK;
}

enum rc
photo_image_make(struct arena *a, const char *site_dir, const char *image,
    const char *name, int fd, struct photo_image *out, const char **why)
{
	int files[PHOTO_FILES] = { -1, -1, -1, -1, -1 };
	enum rc rc = RC_FAIL;

	if (!files_open(files, a, site_dir, name))
		log_error("photo: cannot open files in %s/media: %s", site_dir,
		    strerror(errno));
	else
		rc = image_run(files, fd, image, out, why);
	if (rc == RC_OK)
		rc = files_finish(files, a, site_dir, name);
	files_close(files);
	if (rc != RC_OK)
		photo_image_remove(site_dir, name);
	return rc;
}

void
photo_image_remove(const char *site_dir, const char *name)
{
	static const char *const ends[] = { "", ".part" };
	char path[4096];

	for (int i = 0; i < PHOTO_FILES; i++)
		for (size_t j = 0; j < LEN(ends); j++) {
			snprintf(path, sizeof(path), "%s/media/%s-%s%s",
			    site_dir, name, photo_image_suffixes[i], ends[j]);
			unlink(path);
		}
}
