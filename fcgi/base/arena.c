#include <malloc.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sanitizer/asan_interface.h>

#include "base/arena.h"
#include "base/log.h"

/* An ordinary page needs 3 to 6 of these; larger pieces get their own. */
enum { ARENA_BLOCK = 16384, ARENA_TRIM = 8 * 1024 * 1024 };
/* sysexits.h EX_OSERR: the supervisor starts the program anew. */
enum { ARENA_EXIT = 71 };

struct block {
	struct block *next;
	size_t used, size; /* of data */
	alignas(max_align_t) char data[];
};

struct arena {
	struct block *blocks; /* the first is the one being filled */
};

static void *
must(void *p)
{
	if (p)
		return p;
	log_error("out of memory");
	_exit(ARENA_EXIT);
}

static struct block *
block_new(size_t size)
{
	struct block *b;

	if (size > SIZE_MAX - sizeof(*b))
		must(NULL);
	b = must(malloc(sizeof(*b) + size));
	b->next = NULL;
	b->used = 0;
	b->size = size;
	/* A sanitized build sees a step past the end of any piece. */
	ASAN_POISON_MEMORY_REGION(b->data, size);
	return b;
}

/* The size of what is free now. */
static size_t
block_free(struct block *b)
{
	size_t size = b->size;

	ASAN_UNPOISON_MEMORY_REGION(b->data, b->size);
	free(b);
	return size;
}

/* After a request that needed much, a plan of thousands of rows: malloc would
 * keep it for the life of the process. */
static void
give_back(size_t freed)
{
	if (freed >= ARENA_TRIM)
		malloc_trim(0);
}

struct arena *
arena_new(void)
{
	struct arena *a = must(malloc(sizeof(*a)));

	a->blocks = block_new(ARENA_BLOCK);
	return a;
}

void
arena_free(struct arena *a)
{
	struct block *b, *next;
	size_t freed = 0;

	if (!a)
		return;
	for (b = a->blocks; b; b = next) {
		next = b->next;
		freed += block_free(b);
	}
	free(a);
	give_back(freed);
}

void
arena_reset(struct arena *a)
{
	struct block *b, *next, *kept = NULL;
	size_t freed = 0;

	for (b = a->blocks; b; b = next) {
		next = b->next;
		if (!kept && b->size == ARENA_BLOCK)
			kept = b;
		else
			freed += block_free(b);
	}
	give_back(freed);
	if (!kept)
		kept = block_new(ARENA_BLOCK);
	kept->next = NULL;
	kept->used = 0;
	ASAN_POISON_MEMORY_REGION(kept->data, kept->size);
	a->blocks = kept;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	const size_t align = alignof(max_align_t);
	struct block *b = a->blocks;
	size_t room;
	char *p;

	if (n > SIZE_MAX / 2)
		must(NULL);
	/* One byte more, so that neighbours never touch. */
	room = (n + align) & ~(align - 1);
	if (room > ARENA_BLOCK / 4) {
		/* Behind the block being filled: that one stays in use. */
		b = block_new(room);
		b->next = a->blocks->next;
		a->blocks->next = b;
	} else if (b->size - b->used < room) {
		b = block_new(ARENA_BLOCK);
		b->next = a->blocks;
		a->blocks = b;
	}
	p = b->data + b->used;
	b->used += room;
	ASAN_UNPOISON_MEMORY_REGION(p, n);
	return memset(p, 0, n);
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return s ? arena_strndup(a, s, strlen(s)) : NULL;
}

char *
arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *copy;

	if (!s)
		return NULL;
	n = strnlen(s, n);
	copy = arena_alloc(a, n + 1);
	memcpy(copy, s, n);
	return copy;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *s;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		must(NULL);
	s = arena_alloc(a, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(s, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return s;
}

void *
arena_grow(struct arena *a, const void *old, size_t old_n, size_t new_n)
{
	void *p = arena_alloc(a, new_n);

	if (old && old_n)
		memcpy(p, old, old_n < new_n ? old_n : new_n);
	return p;
}
