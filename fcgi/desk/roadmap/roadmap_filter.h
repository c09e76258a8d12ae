#ifndef DESK_ROADMAP_FILTER_H
#define DESK_ROADMAP_FILTER_H

#include <stdbool.h>
#include <stdint.h>

struct activity;
struct activity_person;
struct request;
struct roadmap_section;
struct view;

/*
 * Which rows of the roadmap are shown; all of it stands in the address, so a
 * view can be kept and sent.
 */
struct roadmap_filter {
	int64_t cycle_id;
	const char *state; /* of activity_shows; "" all */
	const char *who;   /* an account's number, "=words", or "" */
	int64_t section;   /* 0: all */
	int page;	   /* from 1 */
	/* of the people that were chosen: their rows, in order */
	const int64_t *ids;
	int ids_n;
};

void desk_roadmap_filter_read(const struct request *, int64_t cycle_id,
    const struct activity_person *, int people_n, struct roadmap_filter *);
bool desk_roadmap_filter_lets(
    const struct roadmap_filter *, const struct activity *, int today);
/* The address of this view with another state and page. */
const char *desk_roadmap_filter_address(const struct request *,
    const struct roadmap_filter *, const char *state, int page);
/* Sections.N, Who.N to choose from; Filter.on .state .mine. */
void desk_roadmap_filter_show(const struct request *, struct view *,
    const struct roadmap_filter *, const struct roadmap_section *,
    int sections_n, const struct activity_person *, int people_n);

#endif
