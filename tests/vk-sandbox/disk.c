#include "disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int
write_all(int fd, const char *p, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, p, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		p += n;
		len -= (size_t)n;
	}
	return fsync(fd);
}

int
disk_write(const char *path, const void *data, size_t len)
{
	char *temp = mem_format("%s.new", path);
	int fd = open(temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	int rc = -1, error;

	if (fd < 0)
		goto out;
	rc = write_all(fd, data, len);
	error = errno;
	if (close(fd) != 0 && rc == 0) {
		error = errno;
		rc = -1;
	}
	errno = error;
	if (rc == 0)
		rc = rename(temp, path);
	if (rc != 0) {
		error = errno;
		unlink(temp);
		errno = error;
	}
out:
	free(temp);
	return rc;
}

int
disk_read(const char *path, struct buf *out)
{
	enum { STEP = 65536 };
	int fd = open(path, O_RDONLY | O_CLOEXEC), error;
	ssize_t n = 1;

	if (fd < 0)
		return -1;
	while (n > 0) {
		buf_reserve(out, STEP);
		n = read(fd, out->p + out->len, STEP);
		if (n > 0)
			out->len += (size_t)n;
		else if (n < 0 && errno == EINTR)
			n = 1;
	}
	error = errno;
	if (out->p != NULL)
		out->p[out->len] = '\0';
	close(fd);
	errno = error;
	return n < 0 ? -1 : 0;
}
