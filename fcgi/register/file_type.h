#ifndef REGISTER_FILE_TYPE_H
#define REGISTER_FILE_TYPE_H

#include <stdbool.h>

/* The types of files we take, by what nastavnik-reader calls them. */
struct file_type {
	const char *word; /* "pdf" */
	const char *type; /* "application/pdf" */
	const char *label;
	const char *ending, *ending_too; /* without the dot */
	bool inlined; /* a browser shows it; others it only saves */
};

/* NULL: none of ours. */
const struct file_type *file_type_by_word(const char *);
/* Of a row of files; never NULL: an unknown one is only ever saved. */
const struct file_type *file_type_by_type(const char *);

#endif
