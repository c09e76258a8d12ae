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
pace_key(const char *site, int64_t credential_id)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (; *site != '\0'; site++)
		h = (h ^ (unsigned char)*site) * UINT64_C(1099511628211);
	for (int i = 0; i < 8; i++)
		h = (h ^ ((uint64_t)credential_id >> (8 * i) & 0xff)) *
		    UINT64_C(1099511628211);
	return h;
}
