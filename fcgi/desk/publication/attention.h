#ifndef DESK_ATTENTION_H
#define DESK_ATTENTION_H

#include "base/rc.h"

struct request;
struct view;

/* What the program will not decide without a person. */

/* How many cases, counted up to 100. */
enum rc desk_attention_count(const struct request *, int *n) MUST_USE;
/* Keys.N and Cases.N, most urgent first, together at most max. */
enum rc desk_attention_cases(
    const struct request *, struct view *, int max) MUST_USE;
/* Decisions.N: the buttons that this publication's state allows; reading the
 * wall is none of them where no key can read. */
struct publication;
enum rc desk_attention_decisions(
    const struct request *, struct view *, const struct publication *) MUST_USE;
/* Words for a state: what happened, what to do; "" where nothing is. */
void desk_attention_words(struct view *, const struct publication *);

#endif
