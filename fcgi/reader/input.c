#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reader/input.h"

/* As much as the desk takes: a scanned programme (register/file.h). */
enum { INPUT_BYTES_MAX = 30 << 20 };

static enum verdict
write_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t w = write(fd, p, n);

		if (w < 0 && errno == EINTR)
			continue;
		if (w <= 0)
			return verdict_trouble("cannot keep the file");
		p += w;
		n -= (size_t)w;
	}
	return V_OK;
}

static enum verdict
copy(int fd)
{
	enum verdict v = V_OK;
	char piece[65536];
	size_t all = 0;
	ssize_t n;

	while (v == V_OK) {
		n = read(STDIN_FILENO, piece, sizeof(piece));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return verdict_trouble("cannot read the file");
		if (n == 0)
			return V_OK;
		all += (size_t)n;
		if (all > INPUT_BYTES_MAX)
			return V_BYTES;
		v = write_all(fd, piece, (size_t)n);
	}
	return v;
}

/* What cannot be mapped becomes a file without a name on descriptor 0. */
static enum verdict
to_file(void)
{
	enum verdict v;
	int fd;

	fd = memfd_create("upload", MFD_CLOEXEC);
	if (fd < 0)
		return verdict_trouble("no memory for the file");
	if ((v = copy(fd)) == V_OK && dup2(fd, STDIN_FILENO) < 0)
		v = verdict_trouble("cannot keep the file");
	close(fd);
	return v;
}

enum verdict
input_collect(struct input *in)
{
	struct stat st;
	enum verdict v;
	void *p;

	if (fstat(STDIN_FILENO, &st))
		return verdict_trouble("no file on descriptor 0");
	if (!S_ISREG(st.st_mode)) {
		if ((v = to_file()) != V_OK)
			return v;
		if (fstat(STDIN_FILENO, &st))
			return verdict_trouble("no file on descriptor 0");
	}
	if (st.st_size > INPUT_BYTES_MAX)
		return V_BYTES;
	in->len = (size_t)st.st_size;
	in->data = (const unsigned char *)"";
	if (in->len == 0)
		return V_OK;
	p = mmap(NULL, in->len, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
	if (p == MAP_FAILED)
		return verdict_trouble("cannot map the file");
	in->data = p;
	return V_OK;
}

bool
input_starts(const struct input *in, const void *magic, size_t n)
{
	return in->len >= n && memcmp(in->data, magic, n) == 0;
}

bool
input_has(const struct input *in, const void *bytes, size_t n)
{
	return memmem(in->data, in->len, bytes, n) != NULL;
}
