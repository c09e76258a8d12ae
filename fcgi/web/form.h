#ifndef WEB_FORM_H
#define WEB_FORM_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

struct request;
struct view;
struct form;

/*
 * A posted form is read against a table of its fields; a field that is not
 * in the table does not exist for the handler.
 */
enum field_kind {
	FIELD_LINE,   /* one line, cleaned; min..max code points */
	FIELD_TEXT,   /* many lines, cleaned; min..max code points */
	FIELD_SECRET, /* as sent, never shown again; min..max bytes */
	FIELD_INT,    /* min..max */
	FIELD_TIME,   /* local date and time; UTC seconds */
	FIELD_DAY,    /* local day; UTC seconds of its midnight */
	FIELD_FLAG,   /* a checkbox: 1 or 0 */
	FIELD_CHOICE  /* one of the words in choices */
};
enum { FIELD_REQUIRED = BIT(0) };

struct field {
	const char *name;
	const char *label; /* Russian, as the template prints it */
	enum field_kind kind;
	int64_t min, max;
	unsigned flags;
	const char *const *choices; /* NULL-ended, FIELD_CHOICE */
};

/* Reads and checks all fields; errors wait in the form. */
struct form *form_read(const struct request *, const struct field *, int n);
bool form_ok(const struct form *);
/* "" / 0 for what is empty or wrong. */
const char *form_text(const struct form *, const char *name);
int64_t form_int(const struct form *, const char *name);
bool form_given(const struct form *, const char *name); /* present, not empty */
/* A rule the table cannot say; the first error of a field stays. */
void form_error(struct form *, const char *name, const char *sentence);
/* For showing a form first: fill from a record. */
struct form *form_new(const struct request *, const struct field *, int n);
void form_set_text(struct form *, const char *name, const char *);
void form_set_int(
    struct form *, const char *name, int64_t); /* FIELD_TIME: UTC */
/* Form.<name>.value .error .checked .max, Form.errors (count). */
void form_show(const struct form *, struct view *);

#endif
