#ifndef LOOP_H
#define LOOP_H

#include <stddef.h>
#include <stdint.h>

/* The event loop: watched descriptors, timers, work put off to the end of
 * the round.  One thread; nothing here waits except loop_run. */

struct watch {
	int fd;
	uint32_t events; /* what is asked for now */
	void (*ready)(struct watch *, uint32_t events);
};

struct timer {
	int64_t at_ms;
	void (*fire)(void *arg);
	void *arg;
	size_t slot; /* place in the heap + 1; 0 = not set */
};

int loop_open(void); /* 0, or -1 with errno */
void loop_close(void);
void loop_run(void); /* until loop_stop */
void loop_stop(void);
int64_t loop_ms(void); /* real milliseconds since loop_open */

int loop_add(struct watch *, uint32_t events); /* 0, or -1 with errno */
void loop_set(struct watch *, uint32_t events);
/* After this no event of the watch is delivered; the descriptor stays. */
void loop_remove(struct watch *);

void timer_start(struct timer *, int64_t at_ms); /* moves a set one */
void timer_stop(struct timer *);

/* Run fn(arg) when the events of this round have been handled. */
void loop_defer(void (*fn)(void *), void *arg);

#endif
