#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "publish/release.h"

enum {
	/* A line is some 60 bytes: months of minutes that were shared. */
	FILE_MAX = 4 * 1024 * 1024
};

struct release {
	int fd;
	const char *owner;
	const char *old; /* lines of earlier processes */
	bool begun;
	struct arena *a;
};

/* A file that has grown too long is put aside: what it says is then not
 * proved any more, which only makes a crash a question to a person. */
static enum rc
read_old(struct release *r, const char *path)
{
	struct stat sb;
	char *text;
	ssize_t n;

	if (fstat(r->fd, &sb) != 0)
		return RC_FAIL;
	if (sb.st_size > FILE_MAX) {
		log_warn("publisher: %s is begun anew", path);
		r->old = "";
		return ftruncate(r->fd, 0) == 0 ? RC_OK : RC_FAIL;
	}
	text = arena_alloc(r->a, (size_t)sb.st_size + 1);
	n = pread(r->fd, text, (size_t)sb.st_size, 0);
	if (n < 0)
		return RC_FAIL;
	text[n] = '\0';
	r->old = text;
	return RC_OK;
}

enum rc
release_open(
    struct release **out, struct arena *a, const char *state, const char *owner)
{
	struct release *r = arena_alloc(a, sizeof(*r));
	char *path = arena_printf(a, "%s/publisher.minutes", state);

	r->a = a;
	r->owner = owner;
	r->fd = open(
	    path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0640);
	if (r->fd < 0 || read_old(r, path) != RC_OK) {
		log_error("publisher: %s: %s", path, strerror(errno));
		if (r->fd >= 0)
			close(r->fd);
		return RC_FAIL;
	}
	*out = r;
	return RC_OK;
}

void
release_close(struct release *r)
{
	if (r != NULL)
		close(r->fd);
}

static enum rc
add_line(struct release *r, const char *line)
{
	size_t n = strlen(line);
	struct stat sb;

	if (fstat(r->fd, &sb) != 0)
		return RC_FAIL;
	if (write(r->fd, line, n) == (ssize_t)n && fsync(r->fd) == 0)
		return RC_OK;
	log_error("publisher: publisher.minutes: %s", strerror(errno));
	/* Half a line must not be read as a whole one later. */
	if (ftruncate(r->fd, sb.st_size) != 0)
		log_error("publisher: publisher.minutes: %s", strerror(errno));
	return RC_FAIL;
}

enum rc
release_begin(struct release *r)
{
	struct arena *a;
	enum rc rc;

	if (r->begun)
		return RC_OK;
	a = arena_new();
	rc = add_line(r, arena_printf(a, "%s begin\n", r->owner));
	r->begun = rc == RC_OK;
	arena_free(a);
	return rc;
}

enum rc
release_minute(struct release *r, int64_t at)
{
	struct arena *a = arena_new();
	enum rc rc;

	rc = add_line(r, arena_printf(a, "%s %lld\n", r->owner, (long long)at));
	arena_free(a);
	return rc;
}

static bool
has_line(const char *text, const char *line)
{
	size_t n = strlen(line);

	for (const char *s = text; (s = strstr(s, line)) != NULL; s += n)
		if (s == text || s[-1] == '\n')
			return true;
	return false;
}

bool
release_never(const struct release *r, const char *owner, int64_t at)
{
	struct arena *a = arena_new();
	bool never;

	never = has_line(r->old, arena_printf(a, "%s begin\n", owner)) &&
		!has_line(
		    r->old, arena_printf(a, "%s %lld\n", owner, (long long)at));
	arena_free(a);
	return never;
}
