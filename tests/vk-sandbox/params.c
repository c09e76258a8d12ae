#include "params.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* More names in one call are a mistake; the rest is not seen. */
enum { PARAMS_MAX = 1000 };

void
params_add(struct params *p, const char *name, size_t name_len,
    const char *value, size_t value_len)
{
	char *clean = text_clean(name, name_len);
	struct param *slot = NULL;

	for (size_t i = 0; i < p->n && slot == NULL; i++)
		if (strcmp(p->list[i].name, clean) == 0)
			slot = &p->list[i];
	if (slot != NULL || p->n == PARAMS_MAX) {
		free(clean);
		if (slot == NULL)
			return;
		free(slot->value);
		slot->value = text_clean(value, value_len);
		return;
	}
	if ((p->n & (p->n - 1)) == 0)
		p->list =
		    mem_grow(p->list, (p->n ? p->n * 2 : 1) * sizeof(*p->list));
	p->list[p->n].name = clean;
	p->list[p->n++].value = text_clean(value, value_len);
}

static void
params_pair(struct params *p, const char *s, size_t len)
{
	const char *eq = memchr(s, '=', len);
	size_t name_len = eq ? (size_t)(eq - s) : len, n, v;
	char *name, *value;

	if (len == 0)
		return;
	name = text_url_decode(s, name_len, &n);
	value = eq ? text_url_decode(eq + 1, len - name_len - 1, &v)
		   : text_url_decode("", 0, &v);
	params_add(p, name, n, value, v);
	free(name);
	free(value);
}

void
params_form(struct params *p, const char *text, size_t len)
{
	while (len > 0) {
		const char *amp = memchr(text, '&', len);
		size_t n = amp ? (size_t)(amp - text) : len;

		params_pair(p, text, n);
		text += n;
		len -= n;
		if (len > 0) {
			text++;
			len--;
		}
	}
}

const char *
params_get(const struct params *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->list[i].name, name) == 0)
			return p->list[i].value;
	return NULL;
}

void
params_free(struct params *p)
{
	for (size_t i = 0; i < p->n; i++) {
		free(p->list[i].name);
		free(p->list[i].value);
	}
	free(p->list);
	memset(p, 0, sizeof(*p));
}
