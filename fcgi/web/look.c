#include "web/look.h"

#include <string.h>
#include "base/arena.h"
#include "base/strbuf.h"
#include "web/request.h"
#include "web/view.h"

static const struct {
	const char *part, *value;
	bool fluid; /* lines may not be held to a width: no class "fit" */
} looks[] = {
	{ "t", "125", false }, /* type size, per cent */
	{ "t", "150", true }, { "t", "200", true },
	{ "c", "light", false }, /* colours */
	{ "c", "dark", false }, { "c", "bw", false }, { "c", "yb", false },
	{ "s", "wide", true }, /* spacing */
	{ "p", "off", false }, /* pictures */
};

/* Index of the look that the word of n bytes names, or -1. */
static int
find(const char *word, size_t n)
{
	for (size_t i = 0; i < LEN(looks); i++)
		if (n == 2 + strlen(looks[i].value) && word[1] == '-' &&
		    word[0] == looks[i].part[0] &&
		    memcmp(word + 2, looks[i].value, n - 2) == 0)
			return (int)i;
	return -1;
}

void
look_show(const struct request *req, struct view *v)
{
	const char *p = request_cookie(req, "view");
	const char *seen = ""; /* one value a part */
	struct strbuf classes;
	bool fit = true;
	size_t n;
	int i;

	strbuf_init(&classes);
	view_in(v, "View");
	for (; *p; p += n + (p[n] == '.')) {
		n = strcspn(p, ".");
		i = find(p, n);
		if (i < 0 || strstr(seen, looks[i].part) != NULL)
			continue;
		seen = arena_printf(
		    request_arena(req), "%s%s", seen, looks[i].part);
		view_text(v, looks[i].part, looks[i].value);
		strbuf_addf(&classes, " %s-%s", looks[i].part, looks[i].value);
		fit = fit && !looks[i].fluid;
	}
	view_textf(v, "class", "%s%s", fit ? "fit" : "",
	    classes.buf + (!fit && classes.len > 0));
	view_out(v);
	strbuf_free(&classes);
}
