#ifndef REGISTER_FILE_H
#define REGISTER_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "register/files.h"

struct actor;
struct arena;
struct file_type;
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
	FILE_SLUG_MAX = 80,	   /* bytes, without the ending */
	FILE_TEXT_MAX = 1048576,   /* bytes of text kept for the search */
	FILE_ORPHAN_S = 7200	   /* no upload takes so long */
};

struct file {
	int64_t id, record_id;
	const char *field;
	const char *name;     /* in media/ */
	const char *filename; /* as the person called it, cleaned */
	const char *slug;     /* latin, with the ending of its type */
	const char *type;     /* "application/pdf" */
	const char *label;    /* "PDF" */
	bool inlined;	      /* a browser shows it */
	int64_t bytes;
	bool scanned;	  /* pages without text: not readable by everybody */
	const char *text; /* for the search; NULL when read from the store */
	int64_t created_at;
};

/* What an upload is, told before anything is stored. */
struct file_taken {
	const struct file_type *type;
	const char *text;
	bool scanned;
	int64_t bytes;
};

/* Reads fd with nastavnik-reader.  RC_INVALID with the sentence: empty, not
 * a type we take, broken, has a password, macros; RC_TOO_LARGE likewise. */
enum rc file_take(
    struct arena *, int fd, struct file_taken *, const char **why) MUST_USE;
/* Stores what fd holds as the newest file of the record's field: the bytes
 * into media/, synced, then the row; on any failure neither.  Of a picture
 * without what a camera wrote into it (file_picture.h).  RC_DENIED,
 * RC_INVALID with the sentence. */
enum rc file_keep(struct store *, struct arena *, const struct actor *,
    const char *site_dir, int64_t record_id, const char *field,
    const char *filename, int fd, const struct file_taken *,
    const char **why) MUST_USE;
/* Both. */
enum rc file_store(struct store *, struct arena *, const struct actor *,
    const char *site_dir, int64_t record_id, const char *field,
    const char *filename, int fd, const char **why) MUST_USE;

/* A name as a person may see and save it: no folder, nothing hidden, and the
 * ending of its type at the end. */
const char *file_name_clean(
    struct arena *, const char *name, const struct file_type *);
/* Its latin form for an address. */
const char *file_name_slug(
    struct arena *, const char *filename, const struct file_type *);

/* Files in media/ that no row has, left by a crash: those older than
 * FILE_ORPHAN_S go.  file_keep does it by the way. */
enum rc file_sweep(struct store *, struct arena *, const char *site_dir,
    int *removed) MUST_USE;

/* The contract of nastavnik-reader: `nastavnik-reader text` with the file on
 * descriptor 0 prints one JSON object
 * {"type":"pdf|docx|odt|xlsx|jpeg|png|webp","text":"…","scanned":false} or
 * {"refused":"format|broken|password|macros|bytes"}.  It is where the
 * variable NASTAVNIK_READER says, else beside the other programs. */

#endif
