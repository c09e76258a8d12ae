#ifndef PAGE_ROUTES_H
#define PAGE_ROUTES_H

#include "web/route.h"

/* What visitors read. */
extern const struct route_table page_routes;

#endif
