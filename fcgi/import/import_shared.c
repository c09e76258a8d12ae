#include <string.h>

#include "base/arena.h"
#include "import/glyph.h"
#include "import/import_inner.h"

/*
 * «Срок, ответственный»: a cell that says when and who.  It is parted where
 * one side is a term and no person, and the other a person and no term; a
 * cell that is not so clear stays whole.
 */

/* Longer cells are texts. */
enum { SHARED_BYTES_MAX = 600 };

enum side { SIDE_OTHER, SIDE_TERM, SIDE_PEOPLE };

static enum side
side_of(struct arena *scratch, const char *s, size_t n)
{
	const char *text = arena_strndup(scratch, s, n);
	const char *folded = glyph_fold(scratch, text);
	bool term = column_looks_date(folded);
	bool people = column_looks_person(text, folded);

	return term == people ? SIDE_OTHER : term ? SIDE_TERM : SIDE_PEOPLE;
}

/* A word that may begin the other part: behind a sign, a capital, a post. */
static bool
may_begin(struct arena *scratch, const char *cell, const char *s)
{
	const char *before = s;

	while (before > cell && strchr(" \n", before[-1]) != NULL)
		before--;
	if (before < s && memchr(before, '\n', (size_t)(s - before)) != NULL)
		return true;
	return strchr(",;(", before[-1]) != NULL || glyph_upper(glyph_at(s)) ||
	       glyph_digit(glyph_at(s)) ||
	       column_looks_person(
		   "", arena_strndup(scratch, s, strcspn(s, " \n,;")));
}

/* The signs between the parts belong to none of them. */
static const char *
part(struct arena *a, const char *s, size_t n)
{
	s = glyph_trim(s, &n);
	if (n > 1 && *s == '(' && s[n - 1] == ')' &&
	    memchr(s, ')', n - 1) == NULL)
		return arena_strndup(a, s + 1, n - 2);
	while (n > 0 && strchr(",;(-", s[n - 1]) != NULL) {
		n--;
		s = glyph_trim(s, &n);
	}
	if (n > 0 && s[n - 1] == ')' && memchr(s, '(', n) == NULL)
		n--;
	return arena_strndup(a, s, n);
}

void
import_shared_split(
    struct arena *a, const char *cell, const char **term, const char **people)
{
	struct arena *scratch = arena_new();
	const char *s = cell;
	enum side first, second;

	*term = *people = "";
	if (strlen(cell) > SHARED_BYTES_MAX) {
		*term = cell;
		s = "";
	}
	for (s += strcspn(s, " \n"); *s != '\0'; s += strcspn(s, " \n")) {
		s += strspn(s, " \n");
		arena_reset(scratch);
		if (*s == '\0' || !may_begin(scratch, cell, s))
			continue;
		first = side_of(scratch, cell, (size_t)(s - cell));
		second = side_of(scratch, s, strlen(s));
		if (first == SIDE_OTHER || second == SIDE_OTHER ||
		    first == second)
			continue;
		*(first == SIDE_TERM ? term : people) =
		    part(a, cell, (size_t)(s - cell));
		*(first == SIDE_TERM ? people : term) = part(a, s, strlen(s));
		break;
	}
	if ((*term)[0] == '\0' && (*people)[0] == '\0') {
		arena_reset(scratch);
		if (side_of(scratch, cell, strlen(cell)) == SIDE_PEOPLE)
			*people = cell;
		else
			*term = cell;
	}
	arena_free(scratch);
}
