#include "clock.h"
#include "loop.h"

#include <time.h>

enum { CLOCK_ZONE_S = 3 * 3600, CLOCK_DAY_S = 86400 };

static struct {
	int64_t base_ms; /* sandbox time at the moment real_ms */
	int64_t real_ms;
	bool frozen;
} self;

static int64_t
clock_ms(void)
{
	if (self.frozen)
		return self.base_ms;
	return self.base_ms + loop_ms() - self.real_ms;
}

void
clock_reset(bool given, int64_t now, bool frozen)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	self.base_ms = given ? now * 1000
			     : (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
	self.real_ms = loop_ms();
	self.frozen = frozen;
}

int64_t
clock_now(void)
{
	return clock_ms() / 1000;
}

bool
clock_frozen(void)
{
	return self.frozen;
}

void
clock_freeze(bool frozen)
{
	self.base_ms = clock_ms();
	self.real_ms = loop_ms();
	self.frozen = frozen;
}

void
clock_advance(int64_t seconds)
{
	self.base_ms += seconds * 1000;
}

int64_t
clock_day(int64_t at)
{
	return (at + CLOCK_ZONE_S) / CLOCK_DAY_S;
}
