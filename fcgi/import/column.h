#ifndef IMPORT_COLUMN_H
#define IMPORT_COLUMN_H

#include <stdbool.h>

struct arena;
struct paste_row;

/*
 * What a column of a roadmap is for, by the words of its heading or, when
 * there is none, by what stands in it.  A guess: a person may choose
 * otherwise.  Columns without a role of ours keep their heading.
 */
enum column_role {
	COLUMN_EXTRA,
	COLUMN_NUMBER,
	COLUMN_STAGE,
	COLUMN_ACTIVITY, /* beside CONTENT only: what CONTENT is part of */
	COLUMN_CONTENT,
	COLUMN_DEADLINE,
	COLUMN_RESPONSIBLE,
	COLUMN_RESULT,
	COLUMN_DOCUMENT, /* «вид документа» beside RESULT only */
	COLUMN_KPI,
	COLUMN_ROLES
};
extern const char *const column_roles[COLUMN_ROLES]; /* "extra", "number" */

struct column {
	const char *heading; /* as written; "Столбец 6" when there is none */
	enum column_role role;
	int month; /* > 0: a column of marks for this month or quarter */
	const char *term; /* the words of the month: "сент." of "Сроки сент." */
	bool shared; /* "Срок, ответственный": a term and people in one cell */
};

/* The role by the words of one heading; *known false: none of ours. */
enum column_role column_role(struct arena *, const char *heading, bool *known);
/* The month or the quarter that a heading names: "Сентябрь", "окт.", "Месяцы
 * Сентябрь", "IV кв."; different ones have different numbers; 0: none. */
int column_month(struct arena *, const char *heading);
/* So many columns named by months are a calendar with marks. */
enum { COLUMN_MONTHS_MIN = 3 };
/* Roles of n headings together: what stands twice, what is missing. */
void column_assign(struct arena *, struct column *, int n);
/* The cells name at least two different roles and look like headings.
 * strict: between rows of a table that has its headings already. */
bool column_is_header(struct arena *, const struct paste_row *, bool strict);

/* How a cell reads, without its heading. */
bool column_looks_date(const char *folded);
bool column_has_initials(const char *text); /* "И.О." */
bool column_looks_post(const char *folded); /* "педагог-психолог" */
bool column_looks_person(const char *text, const char *folded);
bool column_looks_number(const char *text);
/* Between rows: the stamp of a signature, "Страница 3 из 7", "- 4 -". */
bool column_looks_stamp(struct arena *scratch, const char *text);
/* Below a table: a line to sign on, who typed it, a note. */
bool column_looks_signature(struct arena *scratch, const char *text);
/* Points for text in a column of this role; more is better. */
int column_fit(struct arena *, enum column_role, const char *text);

#endif
