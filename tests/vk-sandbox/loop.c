#include "loop.h"
#include "mem.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

enum { LOOP_BATCH = 128, LOOP_WAIT_MS_MAX = 60000 };

struct deferred {
	void (*fn)(void *);
	void *arg;
};

static struct {
	int fd;
	bool stopped;
	int64_t start_ms;
	struct epoll_event batch[LOOP_BATCH];
	int batch_len;
	struct timer **heap;
	size_t heap_len, heap_cap;
	struct deferred *work;
	size_t work_len, work_cap;
} loop = { .fd = -1 };

static int64_t
loop_clock_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

int64_t
loop_ms(void)
{
	return loop_clock_ms() - loop.start_ms;
}

int
loop_open(void)
{
	loop.start_ms = loop_clock_ms();
	loop.fd = epoll_create1(EPOLL_CLOEXEC);
	return loop.fd < 0 ? -1 : 0;
}

static void
loop_work(void)
{
	for (size_t i = 0; i < loop.work_len; i++) {
		struct deferred d = loop.work[i];

		d.fn(d.arg);
	}
	loop.work_len = 0;
}

void
loop_close(void)
{
	loop_work();
	close(loop.fd);
	free(loop.heap);
	free(loop.work);
	memset(&loop, 0, sizeof(loop));
	loop.fd = -1;
}

void
loop_stop(void)
{
	loop.stopped = true;
}

int
loop_add(struct watch *w, uint32_t events)
{
	struct epoll_event e = { .events = events, .data.ptr = w };

	w->events = events;
	return epoll_ctl(loop.fd, EPOLL_CTL_ADD, w->fd, &e);
}

void
loop_set(struct watch *w, uint32_t events)
{
	struct epoll_event e = { .events = events, .data.ptr = w };

	if (w->events == events)
		return;
	w->events = events;
	if (epoll_ctl(loop.fd, EPOLL_CTL_MOD, w->fd, &e) != 0)
		perror("vk-sandbox: epoll_ctl");
}

void
loop_remove(struct watch *w)
{
	epoll_ctl(loop.fd, EPOLL_CTL_DEL, w->fd, NULL);
	for (int i = 0; i < loop.batch_len; i++)
		if (loop.batch[i].data.ptr == w)
			loop.batch[i].data.ptr = NULL;
}

static void
heap_put(size_t i, struct timer *t)
{
	loop.heap[i] = t;
	t->slot = i + 1;
}

static void
heap_up(size_t i)
{
	struct timer *t = loop.heap[i];

	while (i > 0 && loop.heap[(i - 1) / 2]->at_ms > t->at_ms) {
		heap_put(i, loop.heap[(i - 1) / 2]);
		i = (i - 1) / 2;
	}
	heap_put(i, t);
}

static void
heap_down(size_t i)
{
	struct timer *t = loop.heap[i];

	for (;;) {
		size_t kid = i * 2 + 1;

		if (kid >= loop.heap_len)
			break;
		if (kid + 1 < loop.heap_len &&
		    loop.heap[kid + 1]->at_ms < loop.heap[kid]->at_ms)
			kid++;
		if (loop.heap[kid]->at_ms >= t->at_ms)
			break;
		heap_put(i, loop.heap[kid]);
		i = kid;
	}
	heap_put(i, t);
}

void
timer_stop(struct timer *t)
{
	size_t i = t->slot;
	struct timer *last;

	if (i == 0)
		return;
	t->slot = 0;
	last = loop.heap[--loop.heap_len];
	if (last == t)
		return;
	heap_put(i - 1, last);
	heap_up(i - 1);
	heap_down(last->slot - 1);
}

void
timer_start(struct timer *t, int64_t at_ms)
{
	timer_stop(t);
	t->at_ms = at_ms;
	if (loop.heap_len == loop.heap_cap) {
		loop.heap_cap = loop.heap_cap ? loop.heap_cap * 2 : 64;
		loop.heap =
		    mem_grow(loop.heap, loop.heap_cap * sizeof(*loop.heap));
	}
	heap_put(loop.heap_len++, t);
	heap_up(t->slot - 1);
}

void
loop_defer(void (*fn)(void *), void *arg)
{
	if (loop.work_len == loop.work_cap) {
		loop.work_cap = loop.work_cap ? loop.work_cap * 2 : 64;
		loop.work =
		    mem_grow(loop.work, loop.work_cap * sizeof(*loop.work));
	}
	loop.work[loop.work_len].fn = fn;
	loop.work[loop.work_len++].arg = arg;
}

static int
loop_wait_ms(void)
{
	int64_t ms;

	if (loop.work_len > 0)
		return 0;
	if (loop.heap_len == 0)
		return LOOP_WAIT_MS_MAX;
	ms = loop.heap[0]->at_ms - loop_ms();
	if (ms < 0)
		return 0;
	return ms > LOOP_WAIT_MS_MAX ? LOOP_WAIT_MS_MAX : (int)ms;
}

/* Only timers that are due at the start of the round: one that sets itself
 * again for now must not keep the loop from its descriptors. */
static void
loop_timers(void)
{
	int64_t now = loop_ms();
	size_t left = loop.heap_len;

	while (left-- > 0 && loop.heap_len > 0 && loop.heap[0]->at_ms <= now) {
		struct timer *t = loop.heap[0];

		timer_stop(t);
		t->fire(t->arg);
	}
}

void
loop_run(void)
{
	while (!loop.stopped) {
		int n =
		    epoll_wait(loop.fd, loop.batch, LOOP_BATCH, loop_wait_ms());

		if (n < 0 && errno != EINTR) {
			perror("vk-sandbox: epoll_wait");
			return;
		}
		loop.batch_len = n < 0 ? 0 : n;
		for (int i = 0; i < loop.batch_len; i++) {
			struct watch *w = loop.batch[i].data.ptr;

			if (w != NULL)
				w->ready(w, loop.batch[i].events);
		}
		loop.batch_len = 0;
		loop_timers();
		loop_work();
	}
}
