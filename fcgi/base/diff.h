#ifndef BASE_DIFF_H
#define BASE_DIFF_H

struct arena;

/* Words that stayed, came or went between two texts, in reading order. */
enum diff_op { DIFF_SAME, DIFF_ADDED, DIFF_REMOVED };
struct diff {
	enum diff_op op;
	const char *text; /* with its blanks and line breaks */
	const struct diff *next;
};
/* Bounded work: texts that differ too much come back as removed + added. */
const struct diff *diff_words(
    struct arena *, const char *before, const char *after);

#endif
