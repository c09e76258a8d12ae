#include "mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *
mem_checked(void *p)
{
	if (p == NULL) {
		fputs("vk-sandbox: out of memory\n", stderr);
		abort();
	}
	return p;
}

void *
mem_alloc(size_t size)
{
	return mem_checked(calloc(1, size ? size : 1));
}

void *
mem_grow(void *p, size_t size)
{
	return mem_checked(realloc(p, size ? size : 1));
}

char *
mem_dupn(const char *s, size_t len)
{
	char *p = mem_checked(malloc(len + 1));

	memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

char *
mem_dup(const char *s)
{
	return s == NULL ? NULL : mem_dupn(s, strlen(s));
}

char *
mem_format(const char *fmt, ...)
{
	va_list ap;
	char *p = NULL;

	va_start(ap, fmt);
	if (vasprintf(&p, fmt, ap) < 0)
		p = NULL;
	va_end(ap);
	return mem_checked(p);
}

void
buf_reserve(struct buf *b, size_t more)
{
	size_t cap = b->cap ? b->cap : 64;

	while (cap < b->len + more + 1)
		cap *= 2;
	if (cap == b->cap)
		return;
	b->p = mem_grow(b->p, cap);
	b->cap = cap;
	b->p[b->len] = '\0';
}

void
buf_add(struct buf *b, const void *data, size_t len)
{
	buf_reserve(b, len);
	if (len > 0)
		memcpy(b->p + b->len, data, len);
	b->len += len;
	b->p[b->len] = '\0';
}

void
buf_str(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_format(struct buf *b, const char *fmt, ...)
{
	va_list ap, again;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n > 0) {
		buf_reserve(b, (size_t)n);
		vsnprintf(b->p + b->len, (size_t)n + 1, fmt, again);
		b->len += (size_t)n;
	}
	va_end(again);
}

void
buf_cut(struct buf *b, size_t front)
{
	if (front >= b->len) {
		b->len = 0;
		if (b->cap > 65536)
			buf_free(b);
		else if (b->p != NULL)
			b->p[0] = '\0';
		return;
	}
	if (front == 0)
		return;
	memmove(b->p, b->p + front, b->len - front + 1);
	b->len -= front;
}

void
buf_free(struct buf *b)
{
	free(b->p);
	memset(b, 0, sizeof(*b));
}

char *
buf_take(struct buf *b)
{
	char *p;

	buf_reserve(b, 0);
	p = b->p;
	memset(b, 0, sizeof(*b));
	return p;
}
