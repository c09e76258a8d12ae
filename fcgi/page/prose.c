#include "page/prose.h"

#include <string.h>

#include "base/arena.h"
#include "base/markdown.h"

/* What readers of one worker look at within the same minute; a longread has
 * 100 KB of HTML, so this stays under 3 MB. */
enum { PROSE_KEPT = 16 };

struct prose {
	struct arena *arena;
	const char *md, *html;
	size_t n;
	unsigned long used;
};

static struct prose kept[PROSE_KEPT];
static unsigned long turn;

const char *
page_prose(const char *md)
{
	size_t n = strlen(md);
	struct prose *p = &kept[0];

	for (int i = 0; i < PROSE_KEPT; i++) {
		if (kept[i].html != NULL && kept[i].n == n &&
		    memcmp(kept[i].md, md, n) == 0) {
			kept[i].used = ++turn;
			return kept[i].html;
		}
		if (kept[i].used < p->used)
			p = &kept[i];
	}
	if (p->arena == NULL)
		p->arena = arena_new();
	p->html = NULL;
	arena_reset(p->arena);
	p->md = arena_strndup(p->arena, md, n);
	p->n = n;
	p->html = markdown_html(p->arena, md);
	p->used = ++turn;
	return p->html;
}
