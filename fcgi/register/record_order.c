#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "register/record.h"
#include "register/record_inner.h"

/* What one record is ordered by: a number, else a word. */
struct key {
	const char *word;
	int64_t number;
	bool empty;
};

/* A record on its way to its place. */
struct placed {
	struct key keys[REGISTER_ORDER_MAX];
	const struct record *record;
};

static struct key
key_of(struct arena *a, const struct register_field *f, const char *value)
{
	struct key k = { .word = "", .empty = *value == '\0' };

	switch (f->type) {
	case REGISTER_INT:
		if (!text_int(value, INT64_MIN, INT64_MAX, &k.number))
			k.empty = true;
		break;
	case REGISTER_CHOICE:
		k.number = register_choice(f, value);
		k.empty = k.number < 0;
		break;
	case REGISTER_FLAG:
		k.number = *value != '\0';
		k.empty = false;
		break;
	case REGISTER_DATE:
		k.word = value;
		break;
	default:
		k.word = text_fold(a, value);
	}
	return k;
}

static int
key_compare(const struct key *x, const struct key *y, bool back)
{
	int c;

	if (x->empty || y->empty)
		return x->empty - y->empty;
	if (x->number != y->number)
		c = x->number < y->number ? -1 : 1;
	else
		c = strcmp(x->word, y->word);
	return back ? -c : c;
}

static int
placed_compare(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	const struct register_def *d = x->record->def;

	for (int i = 0; i < d->order_n; i++) {
		int c = key_compare(&x->keys[i], &y->keys[i], d->order[i].back);

		if (c != 0)
			return c;
	}
	return x->record->id < y->record->id ? -1 : 1;
}

void
record_order(struct arena *a, struct record *list, int n)
{
	struct placed *placed;
	struct record *copy;
	size_t bytes = (size_t)n * sizeof(*list);

	if (n < 2)
		return;
	placed = arena_alloc(a, (size_t)n * sizeof(*placed));
	copy = arena_alloc(a, bytes);
	memcpy(copy, list, bytes);
	for (int i = 0; i < n; i++) {
		const struct register_def *d = copy[i].def;

		placed[i].record = &copy[i];
		for (int k = 0; k < d->order_n; k++) {
			int f = d->order[k].field;

			placed[i].keys[k] =
			    key_of(a, &d->fields[f], copy[i].values[f]);
		}
	}
	qsort(placed, (size_t)n, sizeof(*placed), placed_compare);
	for (int i = 0; i < n; i++)
		list[i] = *placed[i].record;
}
