#ifndef STORE_FILE_H
#define STORE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include "base/rc.h"

struct arena;

/*
 * Files and folders of a site, written so that a power cut leaves the old
 * or the new, never half.  RC_FAIL is logged with path and reason.
 */
enum { FILE_SUM = 64 }; /* hex digits of a SHA-256 */

/* RC_NOT_FOUND, RC_TOO_LARGE: more than max bytes. */
enum rc file_read(struct arena *, const char *path, size_t max, char **text,
    size_t *n) MUST_USE;
/* Written aside, synced, renamed over path. */
enum rc file_write(const char *path, const char *text, mode_t mode) MUST_USE;
/* Synced; to must not exist (RC_CONFLICT).  to NULL only sums it up.
 * RC_NOT_FOUND: no from. */
enum rc file_copy(const char *from, const char *to, mode_t mode,
    char sum[FILE_SUM + 1]) MUST_USE;
/* A folder with exactly this mode whatever the umask (a set-group-ID bit
 * taken over from its parent stays).  RC_CONFLICT: there is one. */
enum rc file_folder(const char *path, mode_t mode) MUST_USE;
/* The same, and one that is there is fine. */
enum rc file_folder_once(const char *path, mode_t mode) MUST_USE;
/* A rename in this folder is on the disk. */
enum rc file_sync_folder(const char *path) MUST_USE;
/* A folder and all in it; nothing there is fine. */
void file_remove_all(const char *path);
bool file_exists(const char *path);
/* Names of the plain files in a folder, in order; no folder: none.  Hidden
 * ones (.name) are left out. */
enum rc file_list(
    struct arena *, const char *folder, const char ***names, int *n) MUST_USE;
/* The same for folders in a folder. */
enum rc file_list_folders(
    struct arena *, const char *folder, const char ***names, int *n) MUST_USE;
/* Whether a file of this name belongs to nothing that is stored. */
typedef enum rc file_is_orphan(void *ctx, const char *name, bool *);
/* Removes the plain files of a folder that do so and are older than age_s by
 * the system's clock, whatever a test makes of now. */
enum rc file_remove_orphans(const char *folder, int age_s,
    file_is_orphan *is_orphan, void *ctx, int *removed) MUST_USE;

#endif
