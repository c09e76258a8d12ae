#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/secret.h"
#include "register/file.h"
#include "store/db.h"

/* NAME or NAME.part: nothing else in media/ is called so (photos are
 * NAME-480.webp and the like). */
static bool
ours(const char *file)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

	return strspn(file, letters) == SECRET_NAME &&
	       (file[SECRET_NAME] == '\0' ||
		   strcmp(file + SECRET_NAME, ".part") == 0);
}

static enum rc
orphan_check(
    struct store *st, struct arena *a, int dir, const char *file, bool *orphan)
{
	struct stat sb;
	bool there;
	enum rc rc;

	*orphan = false;
	/* The age of a file is the system's, whatever a test makes of now. */
	if (!ours(file) || fstatat(dir, file, &sb, AT_SYMLINK_NOFOLLOW) != 0 ||
	    !S_ISREG(sb.st_mode) || sb.st_mtime + FILE_ORPHAN_S > time(NULL))
		return RC_OK;
	rc = files_named(st, arena_strndup(a, file, SECRET_NAME), &there);
	*orphan = rc == RC_OK && (!there || file[SECRET_NAME] != '\0');
	return rc;
}

enum rc
file_sweep(
    struct store *st, struct arena *a, const char *site_dir, int *removed)
{
	const char *path = arena_printf(a, "%s/media", site_dir);
	DIR *dir = opendir(path);
	struct dirent *e;
	enum rc rc = RC_OK;

	*removed = 0;
	if (dir == NULL) {
		log_error("file: cannot read %s: %s", path, strerror(errno));
		return RC_FAIL;
	}
	while (rc == RC_OK && (e = readdir(dir)) != NULL) {
		bool orphan;

		rc = orphan_check(st, a, dirfd(dir), e->d_name, &orphan);
		if (rc == RC_OK && orphan &&
		    unlinkat(dirfd(dir), e->d_name, 0) == 0)
			(*removed)++;
	}
	closedir(dir);
	return rc;
}
