#ifndef DESK_PART_H
#define DESK_PART_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "mediaplan/story.h"
#include "people/role.h"

struct reply;
struct request;
struct view;

/*
 * What pages of the desk share: who acts, the head of a page, rows of
 * stories, choices of a <select>, ways back.
 */
struct actor desk_part_actor(const struct request *);
/* The site has one account only: then nobody else can approve. */
bool desk_part_alone(const struct request *);
bool desk_part_may(const struct request *, unsigned roles);

/* Page.title, Page.section (the rail's current item), Page.here (own address
 * for ways back), Notice.* (web/serve.c puts it away once shown). */
void desk_part_page(const struct request *, struct reply *, const char *section,
    const char *title);
/* The field or argument "back" if it is a path of the desk, else preset. */
const char *desk_part_back(const struct request *, const char *preset);
/* Text as the value of an argument in an address. */
const char *desk_part_url(const struct request *, const char *);
/* What went wrong with the last action: Problem.text. */
void desk_part_problem(struct view *, const char *why);

/* What a story is called where it has no title yet. */
const char *desk_part_title(const struct request *, const struct story *);
/* "с 3 по 5 декабря", "до конца 9 декабря" when it has begun; "" if none. */
const char *desk_part_window(const struct request *, const struct story *);
/* Into the current node: id version title kind icon css label rubric event
 * responsible author photo publish.* at.* window movable. */
void desk_part_story(
    const struct request *, struct view *, const struct story *);

/* A row of a <select>: value, label, selected. */
void desk_part_choice(struct view *, const char *list, const char *value,
    const char *label, bool selected);
void desk_part_choice_id(struct view *, const char *list, int64_t value,
    const char *label, bool selected);
/* Kinds.N, Rubrics.N, Who.N with the one chosen. */
void desk_part_kinds(struct view *, const char *chosen);
enum rc desk_part_rubrics(
    const struct request *, struct view *, int64_t chosen) MUST_USE;
enum rc desk_part_who(
    const struct request *, struct view *, int64_t chosen) MUST_USE;

/* Tabs.N with counts: name label href count hot current. */
enum rc desk_part_tabs(
    const struct request *, struct view *, const char *current) MUST_USE;
/* Parts.N with what differs between two versions, word by word; a part that
 * does not differ is left out. */
void desk_part_diff(const struct request *, struct view *, const char *label,
    const char *before, const char *after);
/* "99+" from there on. */
const char *desk_part_count(const struct request *, int n);
/* The site's public address without a slash at the end. */
const char *desk_part_address(const struct request *);
/* Setting that guids are made with; made when there is none. */
const char *desk_part_guid_secret(const struct request *);
void desk_part_wake(const struct request *);

#endif
