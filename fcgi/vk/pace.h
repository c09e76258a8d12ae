#ifndef VK_PACE_H
#define VK_PACE_H

#include <stdint.h>

/* Least time between two calls with one key: vk-contract 4.1.  VK counts by
 * the token, and schools of a region may share one.  Tokens are told apart by
 * a number; two that share a slot only wait a little longer. */
enum { PACE_SLOTS = 4096 };
struct pace {
	int64_t next_ms[PACE_SLOTS];
};

/* When the next call may start: now_ms or later.  The time is taken. */
int64_t pace_take(
    struct pace *, uint64_t key, int64_t interval_ms, int64_t now_ms);
/* The same without taking it. */
int64_t pace_look(const struct pace *, uint64_t key, int64_t now_ms);
uint64_t pace_key(const char *token);

#endif
