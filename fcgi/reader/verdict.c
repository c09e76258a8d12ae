#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "reader/verdict.h"

/* The worker shows a sentence for each word: they may not change. */
static const char *const words[V__COUNT] = {
	[V_FORMAT] = "format",
	[V_BROKEN] = "broken",
	[V_PASSWORD] = "password",
	[V_MACROS] = "macros",
	[V_BYTES] = "bytes",
};

const char *
verdict_word(enum verdict v)
{
	return words[v];
}

enum verdict
verdict_trouble(const char *what)
{
	fprintf(stderr, "nastavnik-reader: %s: %s\n", what, strerror(errno));
	return V_TROUBLE;
}
