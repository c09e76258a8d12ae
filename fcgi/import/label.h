#ifndef IMPORT_LABEL_H
#define IMPORT_LABEL_H

#include <stdbool.h>
#include "deadline/deadline.h"

/*
 * Years that a text names for a plan: «на 2022-2023 учебный год», «на 2021
 * год».  Dates and numbers of orders are none.
 */
struct label {
	bool school;
	int year; /* the first one */
	/* Its days, both inclusive. */
	int from, to;
};

/* The first label at or behind folded text; what follows it, NULL: none. */
const char *label_next(const char *folded, struct label *);
/* dd.mm.yyyy in a text; DAY_NONE. */
int label_day(const char *);

#endif
