#ifndef PAGE_SEARCH_H
#define PAGE_SEARCH_H

#include "base/rc.h"

struct reply;
struct request;
struct view;

enum rc page_search(const struct request *, struct reply *);
/* For an address that leads nowhere (serve.h, lost): Lost.q, the words of
 * it, and Lost.Hits.N.path .title, pages that are called alike. */
void page_search_lost(const struct request *, struct view *);

#endif
