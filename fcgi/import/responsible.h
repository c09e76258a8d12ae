#ifndef IMPORT_RESPONSIBLE_H
#define IMPORT_RESPONSIBLE_H

struct arena;

/*
 * Who is named in a cell of the column «Ответственный».  Every word of the
 * cell is in exactly one entry; only the signs that part them are not.
 */
enum responsible_kind {
	RESPONSIBLE_OTHER, /* words that nobody knows: shown as they are */
	RESPONSIBLE_PERSON,
	RESPONSIBLE_ROLE, /* директор, куратор, методисты */
	RESPONSIBLE_UNIT /* рабочая группа, администрация, центр */
};
extern const char *const responsible_kinds[]; /* "other", "person", ... */

struct responsible {
	enum responsible_kind kind;
	const char *text; /* "Косарева И.Е., директор" */
	const char *name; /* of a person: "Косарева И.Е."; "" */
	const char *post; /* "директор"; "" */
};

/* A cell that names more is a list of staff; the last entry takes the rest. */
enum { RESPONSIBLE_MAX = 24 };

/* *list lives in the arena; the number of entries. */
int responsible_split(
    struct arena *, const char *cell, struct responsible **list);

#endif
