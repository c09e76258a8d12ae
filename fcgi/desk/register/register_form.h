#ifndef DESK_REGISTER_FORM_H
#define DESK_REGISTER_FORM_H

#include <stdbool.h>
#include "base/rc.h"
#include "register/file.h"
#include "register/record.h"

struct reply;
struct request;
struct upload;

/* The form of a record, drawn from the register's description. */
enum { REGISTER_UPLOADS_MAX = 10 }; /* as many as a request may have */

struct register_form {
	const struct request *rq;
	const struct register_def *def;
	struct record record; /* as typed */
	struct record stored; /* as it is now; id 0: a new one */
	const char *errors[REGISTER_FIELDS_MAX];
	struct {
		const struct upload *upload;
		int field;
		struct file_taken taken;
	} uploads[REGISTER_UPLOADS_MAX];
	int uploads_n;
	const char *problem; /* of the whole */
};

/* The register and, where the address names one, the stored record; both are
 * what the form shows.  RC_NOT_FOUND. */
enum rc desk_register_form_open(
    struct register_form *, const struct request *) MUST_USE;
/* What was sent laid over it, checked, files too: RC_INVALID: errors wait in
 * the form. */
enum rc desk_register_form_read(struct register_form *) MUST_USE;
/* The page; returns outcome, or the store's trouble. */
enum rc desk_register_form_show(
    struct register_form *, struct reply *, enum rc outcome) MUST_USE;

#endif
