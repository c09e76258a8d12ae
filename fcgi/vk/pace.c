#include "vk/pace.h"

int64_t
pace_look(const struct pace *p, uint64_t key, int64_t now_ms)
{
	int64_t next = p->next_ms[key % PACE_SLOTS];

	return next > now_ms ? next : now_ms;
}

int64_t
pace_take(struct pace *p, uint64_t key, int64_t interval_ms, int64_t now_ms)
{
	int64_t at = pace_look(p, key, now_ms);

	p->next_ms[key % PACE_SLOTS] = at + interval_ms;
	return at;
}

/* FNV-1a. */
uint64_t
pace_key(const char *token)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (; *token != '\0'; token++)
		h = (h ^ (unsigned char)*token) * UINT64_C(1099511628211);
	return h;
}
