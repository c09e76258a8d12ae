#ifndef DESK_FIGURES_H
#define DESK_FIGURES_H

#include "base/rc.h"
#include "figure/figure.h"
#include "programme/cycle.h"

struct reply;
struct request;
struct view;

/*
 * The cycle that a page of figures is about: the one asked for (argument or
 * field "cycle"), else the current, else the latest; c->id 0: there is none.
 * Into the view: Cycle.id .title .over .map .draft, Cycles.N.
 */
enum rc desk_figures_scope(const struct request *, struct view *,
    struct cycle *c, struct figure_scope *) MUST_USE;
/* Into the current node: name label about value parts threshold source word
 * css sign known missing doubt (open) over (more than 100 %). */
void desk_figures_show(const struct request *, struct view *,
    const struct figure_scope *, const struct figure_value *);

#endif
