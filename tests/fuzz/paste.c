/* Any bytes as a pasted roadmap: it is refused with a sentence, or every word
 * of the text is found again in what was read; what is printed back reads
 * again. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "../unit/roadmap.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check_kept(struct arena *a, const struct import *im, const char *text)
{
	struct strbuf kept;

	strbuf_init(&kept);
	roadmap_words(im, true, &kept);
	if (!text_valid(kept.buf, kept.len))
		abort();
	/* Tags and styles of HTML are words that nobody reads. */
	if (strchr(text, '<') == NULL && strchr(text, '&') == NULL &&
	    roadmap_lost(a, text, kept.buf) != NULL)
		abort();
	strbuf_free(&kept);
}

static void
check_printed(
    struct arena *a, const struct import *im, const struct import_options *o)
{
	struct import *again = arena_alloc(a, sizeof(*again));
	struct strbuf b;

	strbuf_init(&b);
	import_print(im, &b);
	if (import_read(a, b.buf, b.len, o, again) != RC_OK &&
	    again->refusal == NULL)
		abort();
	strbuf_free(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena *a;
	struct import_options o = { .approved = 19000 };
	struct paste_text text;
	struct import *im;

	if (a == NULL)
		a = arena_new();
	if (!deadline_period_parse("school:2022", &o.period))
		abort();
	im = arena_alloc(a, sizeof(*im));
	if (import_read(a, data, n, &o, im) == RC_OK) {
		if (paste_text(a, data, n, &text) != RC_OK)
			abort();
		check_kept(a, im, text.text);
		check_printed(a, im, &o);
	} else if (im->refusal == NULL || im->refusal[0] == '\0') {
		abort();
	}
	arena_reset(a);
	return 0;
}
