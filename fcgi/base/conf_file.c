#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf_file.h"
#include "base/log.h"
#include "base/text.h"

/* The largest data file of db/ is some 40 KB; a file of a megabyte is not
 * one of ours. */
enum { CONF_FILE_MAX = 1 << 20 };
/* Blocks in blocks; HDF reads them by recursion. */
enum { CONF_DEPTH_MAX = 16 };
/* HDF copies names to buffers of 256 bytes. */
enum { CONF_NAME_MAX = 200 };

static enum rc
slurp(struct arena *a, const char *path, char **out)
{
	struct stat st;
	ssize_t k;
	size_t n = 0;
	enum rc rc = RC_FAIL;
	int fd;

	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0) {
		if (errno == ENOENT)
			return RC_NOT_FOUND;
		log_error("%s: %s", path, strerror(errno));
		return RC_FAIL;
	}
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) ||
	    st.st_size > CONF_FILE_MAX) {
		log_error("%s: not a file of settings", path);
		goto out;
	}
	*out = arena_alloc(a, (size_t)st.st_size + 1);
	for (; n < (size_t)st.st_size; n += (size_t)k)
		if ((k = read(fd, *out + n, (size_t)st.st_size - n)) <= 0)
			break;
	if (!text_valid(*out, n)) {
		log_error("%s: not UTF-8", path);
		goto out;
	}
	rc = RC_OK;
out:
	close(fd);
	return rc;
}

/* One line's meaning, as strictly as HDF should have taken it: it accepts a
 * missing brace, stops reading at one too many, and makes links and copies
 * of other values, all without a word. */
enum line {
	LINE_BLANK,
	LINE_OPEN,
	LINE_CLOSE,
	LINE_VALUE,
	LINE_HERE,
	LINE_BAD
};

static enum line
line_kind(const char *s, size_t n)
{
	static const char name[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "abcdefghijklmnopqrstuvwxyz0123456789_.";
	size_t i;

	while (n > 0 && strchr(" \t\r", s[n - 1]))
		n--;
	for (; n > 0 && strchr(" \t", *s); n--)
		s++;
	if (n == 0 || (*s == '#' && strncmp(s, "#include", 8) != 0))
		return LINE_BLANK;
	if (n == 1 && *s == '}')
		return LINE_CLOSE;
	i = strspn(s, name);
	if (i == 0 || i >= n || i > CONF_NAME_MAX || *s == '.' ||
	    s[i - 1] == '.' || memmem(s, i, "..", 2))
		return LINE_BAD;
	for (; i < n && strchr(" \t", s[i]); i++)
		;
	if (i + 1 == n && s[i] == '{')
		return LINE_OPEN;
	if (i < n && s[i] == '=')
		return LINE_VALUE;
	return i + 2 < n && s[i] == '<' && s[i + 1] == '<' ? LINE_HERE
							   : LINE_BAD;
}

/* The lines of a here-document; HDF ends it at a line that begins with the
 * word.  NULL if it never ends. */
static const char *
skip_here(const char *s, const char *line_end, int *line)
{
	const char *word = memmem(s, (size_t)(line_end - s), "<<", 2);
	size_t n;

	if (!word)
		return NULL;
	word += 2;
	word += strspn(word, " \t");
	n = strcspn(word, " \t\r\n");
	if (n == 0)
		return NULL;
	for (s = line_end; *s; s += strcspn(s, "\n")) {
		s++;
		(*line)++;
		if (strncmp(s, word, n) == 0)
			return s + strcspn(s, "\n");
	}
	return NULL;
}

static enum rc
check_form(const char *path, const char *s)
{
	const char *end;
	int depth = 0, line = 1;
	enum line kind;

	for (; *s; s = *end ? end + 1 : end, line++) {
		end = s + strcspn(s, "\n");
		kind = line_kind(s, (size_t)(end - s));
		depth += (kind == LINE_OPEN) - (kind == LINE_CLOSE);
		if (kind == LINE_BAD || depth < 0 || depth > CONF_DEPTH_MAX)
			goto bad;
		if (kind == LINE_HERE && !(end = skip_here(s, end, &line)))
			goto bad;
	}
	if (depth == 0)
		return RC_OK;
	log_error("%s: a closing brace is missing", path);
	return RC_INVALID;
bad:
	log_error("%s:%d: not understood", path, line);
	return RC_INVALID;
}

enum rc
conf_file_read(const char *path, HDF **out)
{
	struct arena *a = arena_new();
	NEOERR *err;
	STRING why;
	char *text;
	enum rc rc;

	*out = NULL;
	if ((rc = slurp(a, path, &text)) != RC_OK)
		goto out;
	if ((rc = check_form(path, text)) != RC_OK)
		goto out;
	err = hdf_init(out);
	if (!err)
		err = hdf_read_string(*out, text);
	if (err) {
		string_init(&why);
		nerr_error_string(err, &why);
		log_error("%s: %s", path, why.buf ? why.buf : "broken");
		string_clear(&why);
		nerr_ignore(&err);
		hdf_destroy(out);
		rc = RC_INVALID;
	}
out:
	arena_free(a);
	return rc;
}
