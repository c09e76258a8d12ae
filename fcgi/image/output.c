#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "image/output.h"

/* The results must be there before any work is done, and nothing else that
 * the parent had open may be within reach of a captured decoder. */
enum verdict
output_check(int results)
{
	for (int fd = FD_RESULT; fd < FD_RESULT + results; fd++) {
		int flags = fcntl(fd, F_GETFL);

		if (flags >= 0 && (flags & O_ACCMODE) == O_RDONLY) {
			flags = -1;
			errno = EBADF;
		}
		if (flags < 0)
			return verdict_trouble(
			    "the results' descriptors must be writable");
	}
	/* Kernels before 5.9 lack the call; the worker's own descriptors are
	 * closed on exec anyway. */
	close_range((unsigned)(FD_RESULT + results), ~0U, 0);
	return V_OK;
}

enum verdict
output_write(int fd, const void *data, size_t len)
{
	const char *p = data;
	ssize_t n;

	while (len > 0) {
		n = write(fd, p, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return verdict_trouble("cannot write");
		p += n;
		len -= (size_t)n;
	}
	return V_OK;
}
