#ifndef REGISTER_FILES_H
#define REGISTER_FILES_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "register/records.h"

struct arena;
struct file;
struct store;
struct strbuf;

enum {
	/* Of one record: a file that changes every week for two years. */
	FILES_OF_RECORD_MAX = 100,
	/* Of one register, read at once: four a record of a full one. */
	FILES_OF_REGISTER_MAX = 20000
};

/* Of one record, newest first. */
enum rc files_of(struct store *, struct arena *, int64_t record_id,
    struct file **, int *n) MUST_USE;
/* Of all records of a register in one reading, by record, newest first. */
enum rc files_of_register(struct store *, struct arena *, const char *reg,
    enum records_which, struct file **, int *n) MUST_USE;
enum rc files_by_id(
    struct store *, struct arena *, int64_t id, struct file *) MUST_USE;
/* Appends the texts of a record's current files, a line between them. */
enum rc files_text(struct store *, struct arena *, int64_t record_id,
    struct strbuf *) MUST_USE;
/* Does a row have this name in media/? */
enum rc files_named(struct store *, const char *name, bool *there) MUST_USE;

/* For file.c, inside its transaction. */
enum rc files_insert(
    struct store *, struct file *, int64_t account_id) MUST_USE;

#endif
