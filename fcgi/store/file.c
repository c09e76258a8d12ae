#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "store/file.h"

enum {
	CHUNK = 65536, /* bytes copied at a time */
	TREE_FDS = 16  /* folders held open while a tree is removed */
};

static enum rc
file_failed(const char *path, const char *what)
{
	log_error("file: %s: %s: %s", path, what, strerror(errno));
	return RC_FAIL;
}

static enum rc
write_all(int fd, const char *data, size_t n)
{
	while (n > 0) {
		ssize_t did = write(fd, data, n);

		if (did < 0 && errno == EINTR)
			continue;
		if (did < 0)
			return RC_FAIL;
		data += did;
		n -= (size_t)did;
	}
	return RC_OK;
}

enum rc
file_read(struct arena *a, const char *path, size_t max, char **text, size_t *n)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat sb;
	enum rc rc = RC_OK;
	ssize_t did = 0;

	if (fd < 0)
		return errno == ENOENT ? RC_NOT_FOUND
				       : file_failed(path, "open");
	if (fstat(fd, &sb) != 0) {
		rc = file_failed(path, "stat");
		goto out;
	}
	if ((size_t)sb.st_size > max) {
		rc = RC_TOO_LARGE;
		goto out;
	}
	*text = arena_alloc(a, (size_t)sb.st_size + 1);
	*n = 0;
	while (*n < (size_t)sb.st_size &&
	       (did = read(fd, *text + *n, (size_t)sb.st_size - *n)) > 0)
		*n += (size_t)did;
	if (did < 0)
		rc = file_failed(path, "read");
out:
	close(fd);
	return rc;
}

enum rc
file_write(const char *path, const char *text, mode_t mode)
{
	struct arena *a = arena_new();
	char *aside = arena_printf(a, "%s.%ld", path, (long)getpid());
	int fd = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
	enum rc rc = RC_OK;

	if (fd < 0) {
		rc = file_failed(aside, "create");
		goto out;
	}
	if (fchmod(fd, mode) != 0 ||
	    write_all(fd, text, strlen(text)) != RC_OK || fsync(fd) != 0)
		rc = file_failed(aside, "write");
	if (close(fd) != 0 && rc == RC_OK)
		rc = file_failed(aside, "close");
	if (rc == RC_OK && rename(aside, path) != 0)
		rc = file_failed(path, "rename");
	if (rc != RC_OK)
		unlink(aside);
out:
	arena_free(a);
	return rc;
}

/* out < 0: only the sum. */
static enum rc
copy_run(int in, int out, char sum[FILE_SUM + 1])
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state state;
	char buf[CHUNK];
	ssize_t did;

	crypto_hash_sha256_init(&state);
	while ((did = read(in, buf, sizeof(buf))) != 0) {
		if (did < 0 && errno == EINTR)
			continue;
		if (did < 0)
			return RC_FAIL;
		crypto_hash_sha256_update(
		    &state, (unsigned char *)buf, (size_t)did);
		if (out >= 0 && write_all(out, buf, (size_t)did) != RC_OK)
			return RC_FAIL;
	}
	crypto_hash_sha256_final(&state, hash);
	sodium_bin2hex(sum, FILE_SUM + 1, hash, sizeof(hash));
	return out >= 0 && fsync(out) != 0 ? RC_FAIL : RC_OK;
}

enum rc
file_copy(const char *from, const char *to, mode_t mode, char sum[FILE_SUM + 1])
{
	enum rc rc = RC_OK;
	int in, out = -1;

	in = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (in < 0)
		return errno == ENOENT ? RC_NOT_FOUND
				       : file_failed(from, "open");
	if (to != NULL) {
		out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (out < 0) {
			rc = errno == EEXIST ? RC_CONFLICT
					     : file_failed(to, "create");
			goto out;
		}
		if (fchmod(out, mode) != 0)
			rc = file_failed(to, "chmod");
	}
	if (rc == RC_OK && copy_run(in, out, sum) != RC_OK)
		rc = file_failed(to == NULL ? from : to, "copy");
	if (out >= 0 && close(out) != 0 && rc == RC_OK)
		rc = file_failed(to, "close");
	if (out >= 0 && rc != RC_OK)
		unlink(to);
out:
	close(in);
	return rc;
}

enum rc
file_folder(const char *path, mode_t mode)
{
	struct stat sb;

	if (mkdir(path, mode) != 0)
		return errno == EEXIST ? RC_CONFLICT
				       : file_failed(path, "mkdir");
	if (stat(path, &sb) != 0 ||
	    chmod(path, mode | (sb.st_mode & S_ISGID)) != 0)
		return file_failed(path, "chmod");
	return RC_OK;
}

enum rc
file_folder_once(const char *path, mode_t mode)
{
	enum rc rc = file_folder(path, mode);

	return rc == RC_CONFLICT ? RC_OK : rc;
}

enum rc
file_sync_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum rc rc = RC_OK;

	if (fd < 0 || fsync(fd) != 0)
		rc = file_failed(path, "sync");
	if (fd >= 0)
		close(fd);
	return rc;
}

static int
remove_one(const char *path, const struct stat *sb, int kind, struct FTW *ftw)
{
	(void)sb;
	(void)kind;
	(void)ftw;
	if (remove(path) != 0)
		log_error("file: %s: remove: %s", path, strerror(errno));
	return 0;
}

void
file_remove_all(const char *path)
{
	if (file_exists(path))
		nftw(path, remove_one, TREE_FDS, FTW_DEPTH | FTW_PHYS);
}

bool
file_exists(const char *path)
{
	struct stat sb;

	return lstat(path, &sb) == 0;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static enum rc
list_kind(struct arena *a, const char *folder, mode_t kind, const char ***names,
    int *n)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	struct stat sb;
	int room = 0;

	*n = 0;
	*names = arena_alloc(a, sizeof(**names));
	if (dir == NULL)
		return errno == ENOENT ? RC_OK : file_failed(folder, "open");
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.' ||
		    fstatat(dirfd(dir), entry->d_name, &sb,
			AT_SYMLINK_NOFOLLOW) != 0 ||
		    (sb.st_mode & S_IFMT) != kind)
			continue;
		if (*n == room) {
			size_t old = (size_t)room * sizeof(**names);

			room = room == 0 ? 64 : room * 2;
			*names = arena_grow(
			    a, *names, old, (size_t)room * sizeof(**names));
		}
		(*names)[(*n)++] = arena_strdup(a, entry->d_name);
	}
	closedir(dir);
	qsort(*names, (size_t)*n, sizeof(**names), by_name);
	return RC_OK;
}

enum rc
file_list(struct arena *a, const char *folder, const char ***names, int *n)
{
	return list_kind(a, folder, S_IFREG, names, n);
}

enum rc
file_list_folders(
    struct arena *a, const char *folder, const char ***names, int *n)
{
	return list_kind(a, folder, S_IFDIR, names, n);
}

enum rc
file_remove_orphans(const char *folder, int age_s, file_is_orphan *is_orphan,
    void *ctx, int *removed)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	struct stat sb;
	enum rc rc = RC_OK;

	*removed = 0;
	if (dir == NULL)
		return file_failed(folder, "open");
	while (rc == RC_OK && (entry = readdir(dir)) != NULL) {
		bool orphan = false;

		if (fstatat(dirfd(dir), entry->d_name, &sb,
			AT_SYMLINK_NOFOLLOW) != 0 ||
		    !S_ISREG(sb.st_mode) || sb.st_mtime + age_s > time(NULL))
			continue;
		rc = is_orphan(ctx, entry->d_name, &orphan);
		if (rc == RC_OK && orphan &&
		    unlinkat(dirfd(dir), entry->d_name, 0) == 0)
			++*removed;
	}
	closedir(dir);
	return rc;
}
