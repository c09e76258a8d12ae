#include "blobs.h"
#include "disk.h"
#include "map.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_LEN = 64 };

static struct {
	char *folder;
	struct map named;  /* to keep; values mean nothing */
	struct map loaded; /* blobs already read, by sum */
	int error;
} blobs;

static void
loaded_drop(void *arg)
{
	blob_drop(arg);
}

void
blobs_open(const char *folder)
{
	blobs.folder = mem_dup(folder);
}

void
blobs_close(void)
{
	free(blobs.folder);
	map_free(&blobs.named, NULL);
	map_free(&blobs.loaded, loaded_drop);
	memset(&blobs, 0, sizeof(blobs));
}

void
blobs_begin(void)
{
	map_free(&blobs.named, NULL);
	map_free(&blobs.loaded, loaded_drop);
	blobs.error = 0;
}

/* Our files, whole or half-written; others are not ours to remove. */
static bool
is_name(const char *s)
{
	return strspn(s, "0123456789abcdef") == NAME_LEN &&
	       (s[NAME_LEN] == '\0' || strcmp(s + NAME_LEN, ".new") == 0);
}

static char *
path_of(const char *name)
{
	return mem_format("%s/%s", blobs.folder, name);
}

void
blobs_save(const struct blob *b)
{
	char *path;

	if (b == NULL || map_get(&blobs.named, b->sha256) != NULL)
		return;
	map_set(&blobs.named, b->sha256, &blobs);
	path = path_of(b->sha256);
	if (access(path, F_OK) != 0 && blobs.error == 0) {
		mkdir(blobs.folder, 0700);
		if (disk_write(path, b->data, b->len) != 0)
			blobs.error = errno;
	}
	free(path);
}

int
blobs_failed(void)
{
	return blobs.error;
}

void
blobs_end(void)
{
	DIR *dir = opendir(blobs.folder);
	struct dirent *e;

	if (dir == NULL)
		return;
	while ((e = readdir(dir)) != NULL) {
		char *path;

		if (!is_name(e->d_name) ||
		    map_get(&blobs.named, e->d_name) != NULL)
			continue;
		path = path_of(e->d_name);
		unlink(path);
		free(path);
	}
	closedir(dir);
}

struct blob *
blobs_load(const char *sha256)
{
	struct blob *b = map_get(&blobs.loaded, sha256);
	struct buf bytes = { 0 };
	char *path;

	if (b != NULL)
		return blob_ref(b);
	if (!is_name(sha256) || sha256[NAME_LEN] != '\0')
		return NULL;
	path = path_of(sha256);
	if (disk_read(path, &bytes) == 0)
		b = blob_make(bytes.p, bytes.len);
	if (b != NULL && strcmp(b->sha256, sha256) != 0) {
		blob_drop(b);
		b = NULL;
	}
	if (b != NULL)
		map_set(&blobs.loaded, sha256, blob_ref(b));
	buf_free(&bytes);
	free(path);
	return b;
}
