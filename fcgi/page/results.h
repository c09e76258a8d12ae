#ifndef PAGE_RESULTS_H
#define PAGE_RESULTS_H

#include "base/rc.h"

struct reply;
struct request;

/* Numbers by year, drawn and as tables. */
enum rc page_results(const struct request *, struct reply *);
/* Those for the first page, of their newest year: Figures.N. */
enum rc page_results_home(const struct request *, struct reply *) MUST_USE;

#endif
