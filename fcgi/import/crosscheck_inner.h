#ifndef IMPORT_CROSSCHECK_INNER_H
#define IMPORT_CROSSCHECK_INNER_H

#include "import/crosscheck.h"
#include "import/import.h"

/* Between the files crosscheck*.c only. */
void crosscheck_order(struct arena *, struct import *);
void crosscheck_words(
    struct arena *, const struct import_options *, struct import *);
void crosscheck_results(struct arena *, struct import *);
void crosscheck_numbers(struct arena *, struct import *);
void crosscheck_latin(struct arena *, struct import *);
/* "1.2 «Формирование пар»": how a sentence names a row. */
const char *crosscheck_name(struct arena *, const struct import_activity *);

#endif
