#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "mediaplan/photo_image.h"

/* Twice what the slowest picture takes (nastavnik-image limits itself to
 * 20 s of work): a worker that waits longer is lost to everybody. */
enum { IMAGE_WAIT_MS = 30000 };
/* Five lines of three numbers, or one word. */
enum { REPORT_MAX = 512 };
/* Above all descriptors that the program wants to find at 0..7. */
enum { FD_SAFE = 16, FD_RESULT = 3 };

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

struct run {
	int files[PHOTO_FILES];
	int in;	    /* the upload */
	int out[2]; /* the report */
	pid_t pid;
	char report[REPORT_MAX];
	size_t n;
};

static char *
path_of(
    struct arena *a, const char *dir, const char *name, int i, const char *end)
{
	return arena_printf(
	    a, "%s/media/%s-%s%s", dir, name, photo_image_suffixes[i], end);
}

/* The same descriptor where posix_spawn's dup2 cannot run over it. */
static int
fd_safe(int fd)
{
	int safe;

	if (fd < 0)
		return -1;
	safe = fcntl(fd, F_DUPFD_CLOEXEC, FD_SAFE);
	close(fd);
	return safe;
}

static int
run_open(
    struct run *r, struct arena *a, const char *dir, const char *name, int fd)
{
	for (int i = 0; i < PHOTO_FILES; i++) {
		/* Read by nginx through the group. */
		r->files[i] = fd_safe(open(path_of(a, dir, name, i, ".part"),
		    O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0640));
		if (r->files[i] < 0)
			return -1;
	}
	r->in = fcntl(fd, F_DUPFD_CLOEXEC, FD_SAFE);
	if (r->in < 0 || pipe2(r->out, O_CLOEXEC) != 0)
		return -1;
	r->out[0] = fd_safe(r->out[0]);
	r->out[1] = fd_safe(r->out[1]);
	return r->out[0] < 0 || r->out[1] < 0 ? -1 : 0;
}

static void
fd_close(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void
run_close(struct run *r)
{
	for (int i = 0; i < PHOTO_FILES; i++)
		fd_close(&r->files[i]);
	fd_close(&r->in);
	fd_close(&r->out[0]);
	fd_close(&r->out[1]);
}

static int
run_spawn(struct run *r, const char *image)
{
	/* Nothing of ours but what it needs: no address, no key, no path. */
	char name[] = "nastavnik-image", warn[] = "VIPS_WARNING=1",
	     vector[] = "VIPS_NOVECTOR=1";
	char *argv[] = { name, NULL }, *env[] = { warn, vector, NULL };
	posix_spawn_file_actions_t fa;
	posix_spawnattr_t at;
	sigset_t none;
	int rc;

	sigemptyset(&none);
	posix_spawnattr_init(&at);
	posix_spawnattr_setsigmask(&at, &none);
	posix_spawnattr_setflags(&at, POSIX_SPAWN_SETSIGMASK);
	posix_spawn_file_actions_init(&fa);
	rc = posix_spawn_file_actions_adddup2(&fa, r->in, 0);
	if (rc == 0)
		rc = posix_spawn_file_actions_adddup2(&fa, r->out[1], 1);
	for (int i = 0; rc == 0 && i < PHOTO_FILES; i++)
		rc = posix_spawn_file_actions_adddup2(
		    &fa, r->files[i], FD_RESULT + i);
	if (rc == 0)
		rc = posix_spawn(&r->pid, image, &fa, &at, argv, env);
	posix_spawn_file_actions_destroy(&fa);
	posix_spawnattr_destroy(&at);
	errno = rc;
	return rc == 0 ? 0 : -1;
}

/* Until it closes its end; false: too slow. */
static bool
run_read(struct run *r)
{
	int64_t end = clock_ms() + IMAGE_WAIT_MS;
	struct pollfd p = { .fd = r->out[0], .events = POLLIN };

	while (r->n < sizeof(r->report) - 1) {
		int64_t left = end - clock_ms();
		ssize_t got;

		if (left <= 0)
			return false;
		if (poll(&p, 1, (int)left) <= 0)
			continue;
		got = read(
		    r->out[0], r->report + r->n, sizeof(r->report) - 1 - r->n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		r->n += (size_t)got;
	}
	r->report[r->n] = '\0';
	return true;
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
report_read(const struct run *r, struct photo_image *out)
{
	const char *p = r->report;

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
run_judge(struct run *r, bool in_time, int status, struct photo_image *out,
    const char **why)
{
	if (!in_time) {
		*why = "Снимок обрабатывается слишком долго. Уменьшите его "
		       "или выберите другой.";
		return RC_INVALID;
	}
	/* Death by a signal: the picture broke the decoder or its limits. */
	if (WIFSIGNALED(status)) {
		log_warn("photo: nastavnik-image died of signal %d",
		    WTERMSIG(status));
		*why = refusals[1].sentence;
		return RC_INVALID;
	}
	if (WEXITSTATUS(status) == 0)
		return report_read(r, out);
	if (WEXITSTATUS(status) == 1 && (*why = refusal_of(r->report)) != NULL)
		return RC_INVALID;
	log_error("photo: nastavnik-image: exit %d", WEXITSTATUS(status));
	return RC_FAIL;
}

static enum rc
run_image(
    struct run *r, const char *image, struct photo_image *out, const char **why)
{
	bool in_time;
	int status = 0;

	if (run_spawn(r, image) != 0) {
		log_error("photo: cannot start %s: %s", image, strerror(errno));
		return RC_FAIL;
	}
	fd_close(&r->out[1]);
	in_time = run_read(r);
	if (!in_time)
		kill(r->pid, SIGKILL);
	while (waitpid(r->pid, &status, 0) < 0)
		if (errno != EINTR) {
			log_error(
			    "photo: lost nastavnik-image: %s", strerror(errno));
			return RC_FAIL;
		}
	return run_judge(r, in_time, status, out, why);
}

/* Whole on the disk under their names, or not at all. */
static enum rc
files_finish(struct run *r, struct arena *a, const char *dir, const char *name)
{
	for (int i = 0; i < PHOTO_FILES; i++) {
		if (fsync(r->files[i]) == 0 &&
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
	struct run r = {
		.files = { -1, -1, -1, -1, -1 }, .in = -1, .out = { -1, -1 }
	};
	enum rc rc = RC_FAIL;

	if (run_open(&r, a, site_dir, name, fd) != 0)
		log_error("photo: cannot open files in %s/media: %s", site_dir,
		    strerror(errno));
	else
		rc = run_image(&r, image, out, why);
	if (rc == RC_OK)
		rc = files_finish(&r, a, site_dir, name);
	run_close(&r);
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
