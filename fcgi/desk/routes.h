#ifndef DESK_ROUTES_H
#define DESK_ROUTES_H

#include "web/route.h"

/* The desk's part of the address space, with who may call what. */
extern const struct route_table desk_routes;

#endif
