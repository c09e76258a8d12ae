#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "image/verdict.h"

/* The worker shows a sentence for each word: they may not change. */
static const char *const words[V__COUNT] = {
	[V_FORMAT] = "format\n",
	[V_BROKEN] = "broken\n",
	[V_PIXELS] = "pixels\n",
	[V_ANIMATION] = "animation\n",
	[V_BYTES] = "bytes\n",
	[V_SHAPE] = "shape\n",
	[V_SMALL] = "small\n",
};

const char *
verdict_word(enum verdict v)
{
	return words[v];
}

enum verdict
verdict_trouble(const char *what)
{
	fprintf(stderr, "nastavnik-image: %s: %s\n", what, strerror(errno));
	return V_TROUBLE;
}
