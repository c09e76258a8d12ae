#ifndef REGISTER_REGISTER_H
#define REGISTER_REGISTER_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

/*
 * A register is a list of records that is described by data:
 * db/registers/NAME.hdf.  C gives the list, the form with its checks, files
 * in versions, what of it is public, journal, CSV, print and search.
 */
enum {
	REGISTERS_MAX = 40,
	REGISTER_FIELDS_MAX = 24,
	REGISTER_CHOICES_MAX = 24,
	REGISTER_RECORDS_MAX = 5000 /* of one register: read at once */
};

enum register_type {
	REGISTER_LINE,
	REGISTER_TEXT,	   /* many lines, shown as typed */
	REGISTER_MARKDOWN, /* many lines, shown as prose */
	REGISTER_INT,
	REGISTER_DATE, /* "2026-11-26" */
	REGISTER_CHOICE,
	REGISTER_FLAG,
	REGISTER_URL,
	REGISTER_EMAIL,
	REGISTER_FILE
};

struct register_choice {
	const char *value, *label;
};

struct register_field {
	const char *name, *label, *help;
	enum register_type type;
	bool required, in_list;
	bool heading;	  /* the record is called by this */
	bool shown_needs; /* only with it may the record be public */
	int max;	  /* characters; of an INT the largest value */
	struct register_choice choices[REGISTER_CHOICES_MAX];
	int choices_n;
};

struct register_def {
	const char *name; /* "documents" */
	const char *title, *one, *about;
	const char *add;   /* "Добавить документ" */
	const char *topic; /* the public page that shows it; "" */
	bool searched;	   /* shown records stand in the search index */
	struct register_field fields[REGISTER_FIELDS_MAX];
	int fields_n;
	/* How lists are ordered: names of fields, "-" before one: backwards;
	 * a choice by its place in the description. */
	const char *order;
};

enum rc register_load(const char *db_dir) MUST_USE;
void register_unload(void);
int register_all(const struct register_def *const **);
const struct register_def *register_by_name(const char *); /* NULL */
const struct register_field *register_field(
    const struct register_def *, const char *name); /* NULL */

#endif
