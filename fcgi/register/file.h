#ifndef REGISTER_FILE_H
#define REGISTER_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct actor;
struct arena;
struct store;

/*
 * Files of records.  The newest file of a field is the current one, the
 * others are its earlier versions; none is ever overwritten.  The bytes lie
 * in media/NAME (NAME random, without an ending), served through
 * /file/ID/SLUG with the type that the content has.
 */
enum {
	FILE_BYTES_MAX = 31457280, /* 30 MiB: a scanned programme */
	FILE_NAME_MAX = 200,	   /* characters of the name a person gave */
	FILE_TEXT_MAX = 1048576	   /* bytes of text kept for the search */
};

struct file {
	int64_t id, record_id;
	const char *field;
	const char *name;     /* in media/ */
	const char *filename; /* as the person called it, cleaned */
	const char *slug;     /* latin, with the ending of its type */
	const char *type;     /* "application/pdf" */
	const char *label;    /* "PDF" */
	int64_t bytes;
	bool scanned;	  /* pages without text: not readable by everybody */
	const char *text; /* for the search; NULL in lists */
	int64_t created_at;
};

/* Stores what fd holds as the newest file of the record's field: sniffs the
 * type, reads its text, moves it into media/, then writes the row, all
 * before it returns.  RC_INVALID with the sentence: not a type we take,
 * broken, has a password, macros; RC_TOO_LARGE. */
enum rc file_store(struct store *, struct arena *, const struct actor *,
    const char *site_dir, int64_t record_id, const char *field,
    const char *filename, int fd, const char **why) MUST_USE;
/* Of one record, newest first. */
enum rc files_of(struct store *, struct arena *, int64_t record_id,
    struct file **, int *n) MUST_USE;
enum rc files_by_id(
    struct store *, struct arena *, int64_t id, struct file *) MUST_USE;

/* The type that the bytes have, told by nastavnik-reader (its contract:
 * `nastavnik-reader text` with the file on descriptor 0 prints one JSON
 * object {"type":"pdf|docx|odt|xlsx|jpeg|png|webp","text":"…",
 * "scanned":false} or {"refused":"format|broken|password|macros|bytes"}). */

#endif
