#include "web/query.h"

#include <string.h>
#include <uriparser/Uri.h>
#include "base/arena.h"
#include "base/text.h"
#include "web/request.h"

enum rc
query_add(struct arena *a, struct query *q, const char *name, const char *value)
{
	int room;

	if (q->n >= REQUEST_FIELDS_MAX)
		return RC_TOO_LARGE;
	if (q->n == q->room) {
		room = q->room ? q->room * 4 : 8;
		q->pairs =
		    arena_grow(a, q->pairs, sizeof(*q->pairs) * (size_t)q->room,
			sizeof(*q->pairs) * (size_t)room);
		q->room = room;
	}
	q->pairs[q->n].name = name;
	q->pairs[q->n].value = value;
	q->n++;
	return RC_OK;
}

const char *
query_find(const struct query *q, const char *name)
{
	for (int i = 0; i < q->n; i++)
		if (strcmp(q->pairs[i].name, name) == 0)
			return q->pairs[i].value;
	return NULL;
}

/* uriparser ends a value at %00 and allocates for each &: both are looked
 * at before it is called. */
static enum rc
check_raw(const char *s, size_t n)
{
	int pairs = 1;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\0')
			return RC_INVALID;
		if (s[i] == '%' && n - i > 2 && memcmp(s + i, "%00", 3) == 0)
			return RC_INVALID;
		if (s[i] == '&' && ++pairs > REQUEST_FIELDS_MAX)
			return RC_TOO_LARGE;
	}
	return RC_OK;
}

static enum rc
copy(struct arena *a, const UriQueryListA *list, struct query *out)
{
	enum rc rc = RC_OK;
	const char *value;

	for (; list != NULL && rc == RC_OK; list = list->next) {
		value = list->value ? list->value : "";
		if (!text_valid(list->key, strlen(list->key)) ||
		    !text_valid(value, strlen(value)))
			return RC_INVALID;
		rc = query_add(
		    a, out, arena_strdup(a, list->key), arena_strdup(a, value));
	}
	return rc;
}

enum rc
query_parse(struct arena *a, const char *s, size_t n, struct query *out)
{
	UriQueryListA *list = NULL;
	int count = 0;
	enum rc rc;

	*out = (struct query){ 0 };
	if (n == 0)
		return RC_OK;
	if ((rc = check_raw(s, n)) != RC_OK)
		return rc;
	if (uriDissectQueryMallocExA(&list, &count, s, s + n, URI_TRUE,
		URI_BR_DONT_TOUCH) != URI_SUCCESS)
		return RC_INVALID;
	rc = copy(a, list, out);
	uriFreeQueryListA(list);
	return rc;
}
