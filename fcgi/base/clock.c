#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"

enum { CLOCK_PATH_MAX = 4096 };
/* "-3155760000" and a line end; more is not a number of ours. */
enum { CLOCK_FILE_MAX = 32 };
/* A hundred years either way. */
#define CLOCK_OFFSET_MAX 3155760000LL
/* File times go in steps of the kernel's tick (10 ms at most): a file this
 * young may change again without its time changing, so it is read again. */
#define CLOCK_SETTLED_NS 50000000LL

static char path[CLOCK_PATH_MAX]; /* "": testing is off */
static int64_t offset;
static bool settled;
static struct stat seen;

static bool
same(const struct stat *a, const struct stat *b)
{
	return a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	       a->st_mtim.tv_nsec == b->st_mtim.tv_nsec &&
	       a->st_size == b->st_size && a->st_ino == b->st_ino;
}

/* RC_INVALID: what stands there is no number, for example because it is
 * being written just now. */
static enum rc
read_offset(int64_t *out)
{
	char buf[CLOCK_FILE_MAX + 1];
	ssize_t n;
	int fd;

	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		return errno == ENOENT ? RC_NOT_FOUND : RC_FAIL;
	n = read(fd, buf, CLOCK_FILE_MAX);
	close(fd);
	if (n < 0)
		return RC_FAIL;
	while (n > 0 && strchr(" \t\r\n", buf[n - 1]))
		n--;
	buf[n] = 0;
	return text_int(buf, -CLOCK_OFFSET_MAX, CLOCK_OFFSET_MAX, out)
		   ? RC_OK
		   : RC_INVALID;
}

static enum rc
take(const struct stat *st)
{
	struct timespec now;
	int64_t age, read_value;
	enum rc rc = read_offset(&read_value);

	settled = false;
	if (rc == RC_NOT_FOUND)
		offset = 0;
	if (rc != RC_OK)
		return rc;
	offset = read_value;
	seen = *st;
	clock_gettime(CLOCK_REALTIME, &now);
	age = (now.tv_sec - st->st_mtim.tv_sec) * 1000000000LL +
	      (now.tv_nsec - st->st_mtim.tv_nsec);
	settled = age < 0 || age > CLOCK_SETTLED_NS;
	return RC_OK;
}

enum rc
clock_init(const char *state, int testing)
{
	struct stat st;
	enum rc rc;
	int n;

	offset = 0;
	settled = false;
	n = snprintf(path, sizeof(path), "%s/clock", state);
	if (n < 0 || n >= (int)sizeof(path)) {
		path[0] = 0;
		log_error("clock: the state directory's name is too long");
		return RC_FAIL;
	}
	if (stat(path, &st) != 0) {
		if (errno != ENOENT) {
			log_error("clock: %s: %s", path, strerror(errno));
			path[0] = 0;
			return RC_FAIL;
		}
		if (!testing)
			path[0] = 0;
		return RC_OK;
	}
	if (!testing) {
		log_error("clock: %s lies there but testing is off", path);
		path[0] = 0;
		return RC_DENIED;
	}
	if ((rc = take(&st)) == RC_OK || rc == RC_NOT_FOUND)
		return RC_OK;
	log_error("clock: %s is not a number of seconds", path);
	return RC_FAIL;
}

int64_t
clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec + offset;
}

int64_t
clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
clock_refresh(void)
{
	struct stat st;

	if (!path[0])
		return;
	if (stat(path, &st) != 0) {
		/* Taken away: back to the present. */
		if (errno == ENOENT)
			offset = 0;
		settled = false;
		return;
	}
	if (settled && same(&st, &seen))
		return;
	/* A number that cannot be read now leaves the last one in force. */
	if (take(&st) == RC_FAIL)
		log_warn("clock: %s cannot be read", path);
}
