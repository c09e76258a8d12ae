#include <errno.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "image/words.h"

/* The longest title of the desk takes 1 KB; a title of 10 000 letters still
 * gives a card, with an ellipsis. */
enum { WORDS_MAX = 64 << 10 };

static enum verdict
split(struct words *w)
{
	char *at = w->all;

	for (int i = 0; i < WORD__COUNT; i++) {
		w->line[i] = at;
		at += strcspn(at, "\n");
		if (*at != '\0')
			*at++ = '\0';
	}
	return V_OK;
}

enum verdict
words_collect(struct words *w)
{
	size_t len = 0;
	ssize_t n;

	w->all = malloc(WORDS_MAX + 1);
	if (w->all == NULL)
		return verdict_trouble("no memory for the words");
	while (len < WORDS_MAX) {
		n = read(STDIN_FILENO, w->all + len, WORDS_MAX - len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return verdict_trouble("cannot read the words");
		if (n == 0)
			break;
		len += (size_t)n;
	}
	w->all[len] = '\0';
	errno = len == WORDS_MAX ? EFBIG : EILSEQ;
	if (len == WORDS_MAX || !g_utf8_validate(w->all, (gssize)len, NULL))
		return verdict_trouble("the words are no good");
	return split(w);
}

void
words_free(struct words *w)
{
	free(w->all);
	w->all = NULL;
}
