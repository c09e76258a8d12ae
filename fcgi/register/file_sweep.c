#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "register/file.h"
#include "store/db.h"
#include "store/file.h"

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
is_orphan(void *ctx, const char *file, bool *orphan)
{
	char name[SECRET_NAME + 1] = "";
	bool there;
	enum rc rc;

	if (!ours(file))
		return RC_OK;
	memcpy(name, file, SECRET_NAME);
	rc = files_named(ctx, name, &there);
	*orphan = rc == RC_OK && (!there || file[SECRET_NAME] != '\0');
	return rc;
}

enum rc
file_sweep(
    struct store *st, struct arena *a, const char *site_dir, int *removed)
{
	return file_remove_orphans(arena_printf(a, "%s/media", site_dir),
	    FILE_ORPHAN_S, is_orphan, st, removed);
}
