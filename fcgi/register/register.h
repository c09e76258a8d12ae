#ifndef REGISTER_REGISTER_H
#define REGISTER_REGISTER_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"

/*
 * A register is a list of records that is described by data:
 * db/registers/NAME.hdf (documents.hdf tells its words).  C gives the list, the form with its checks, files
 * in versions, what of it is public, journal, CSV, print and search.
 */
enum {
	REGISTERS_MAX = 40,
	REGISTER_FIELDS_MAX = 24,
	REGISTER_CHOICES_MAX = 24,
	REGISTER_ORDER_MAX = 8,	     /* fields that a list is ordered by */
	REGISTER_RECORDS_MAX = 5000, /* of one register: read at once */
	REGISTER_MAX_CHARS = 20000,  /* of a field: a record is read whole */
	REGISTER_INT_MAX = 1000000000,
	REGISTER_ERASE_DAYS_MAX = 3650
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
	bool inner;	  /* of the desk only: not on the page, not found */
	int after;	  /* empty until this flag is set: a place; -1 */
	int max;	  /* characters; of an INT the largest value */
	struct register_choice choices[REGISTER_CHOICES_MAX];
	int choices_n;
};

struct register_def {
	const char *name; /* "documents" */
	const char *title, *one, *about;
	const char *add;     /* "Добавить документ" */
	const char *topic;   /* the public page that shows it; "" */
	const char *address; /* of that page, "/documents/"; "" */
	const char *group;   /* what the search's filter calls its records */
	bool searched;	     /* shown records stand in the search index */
	/* About people who may not have agreed yet (requirements 4.4): seen
	 * by MAY_SEE_PEOPLE, written by MAY_PLAN, without a page and files;
	 * the journal knows every look and no name. */
	bool personal;
	/* Days after which a record is erased, unless the flag is set and
	 * while the choice has that value; 0: never. */
	struct register_erase {
		int days, unless, field; /* places in fields */
		const char *value;
	} erase;
	struct register_field fields[REGISTER_FIELDS_MAX];
	int fields_n;
	/* How lists are ordered; a choice by its place in the description,
	 * what is empty last. */
	struct register_order {
		int field; /* place in fields */
		bool back;
	} order[REGISTER_ORDER_MAX];
	int order_n;
	int heading; /* place of the field that a record is called by */
};

/* Once per process; in the order of the pages in db/topics.hdf.  RC_FAIL
 * after logging the file, the field and what is wrong with it. */
enum rc register_load(const char *db_dir) MUST_USE;
void register_unload(void);
int register_all(const struct register_def *const **);
const struct register_def *register_by_name(const char *); /* NULL */
const struct register_field *register_field(
    const struct register_def *, const char *name); /* NULL */
/* The place of a choice among those of its field; -1. */
int register_choice(const struct register_field *, const char *value);

#endif
