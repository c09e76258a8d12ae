#include "clock.h"
#include "loop.h"

#include <time.h>

/* The end of the year 9999. */
static const int64_t time_max = 253402300799;

enum { CLOCK_ZONE_S = 3 * 3600, CLOCK_DAY_S = 86400 };

static struct {
	int64_t base_ms; /* sandbox time at the moment real_ms */
	int64_t real_ms;
	int64_t offset_ms; /* ahead of the real time of day when last set */
	bool frozen;
} self;

static int64_t
clock_ms(void)
{
	if (self.frozen)
		return self.base_ms;
	return self.base_ms + loop_ms() - self.real_ms;
}

static int64_t
clock_real_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static void
clock_put(int64_t now_ms, bool frozen)
{
	self.base_ms = now_ms;
	self.real_ms = loop_ms();
	self.offset_ms = now_ms - clock_real_ms();
	self.frozen = frozen;
}

void
clock_reset(bool given, int64_t now, bool frozen)
{
	clock_put(given ? now * 1000 : clock_real_ms(), frozen);
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
	clock_put(clock_ms(), frozen);
}

void
clock_advance(int64_t seconds)
{
	self.base_ms += seconds * 1000;
	self.offset_ms += seconds * 1000;
}

/* Nothing here changes while the clock only runs. */
json_t *
clock_save(void)
{
	return json_pack("{s:b,s:I}", "frozen", self.frozen, "ms",
	    self.frozen ? self.base_ms : self.offset_ms);
}

void
clock_load(struct args *a)
{
	int64_t ms = 0;
	bool frozen = false;

	args_only(a, "frozen", "ms", NULL);
	args_need(a, "frozen");
	args_need(a, "ms");
	args_bool(a, "frozen", &frozen);
	args_int(a, "ms", -time_max * 1000, time_max * 1000, &ms);
	if (!frozen)
		ms += clock_real_ms();
	if (ms < 0 || ms / 1000 > time_max)
		args_fail(a, "ms", "not a time");
	if (a->error == NULL)
		clock_put(ms, frozen);
}

int64_t
clock_day(int64_t at)
{
	return (at + CLOCK_ZONE_S) / CLOCK_DAY_S;
}
