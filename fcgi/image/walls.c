#include <seccomp.h>

#include "image/walls.h"
#include "jail/jail.h"

/* The dearest picture measured (50 megapixels, CMYK, progressive) takes
 * 0.5 GiB and 11 s; a decoder that wants twice that is under attack.  The
 * worker waits for 30 s, so one that hangs ends before. */
enum { LIMIT_MEMORY_MIB = 1024, LIMIT_CPU_S = 20, LIMIT_WALL_S = 25 };

/* A captured decoder still holds five open files: it shall not fill the disk
 * through them.  Our largest result (2560 x 2560) stays below 10 MiB. */
enum { LIMIT_FILE_MIB = 20 };

/* Besides what every program needs, its threads do this (measured). */
static const int allowed_calls[] = { SCMP_SYS(set_robust_list), SCMP_SYS(rseq),
	SCMP_SYS(sched_getaffinity), SCMP_SYS(sched_yield) };

static const struct jail jail = {
	.calls = allowed_calls,
	.calls_n = sizeof(allowed_calls) / sizeof(*allowed_calls),
	.threads = true,
	.memory_mib = LIMIT_MEMORY_MIB,
	.cpu_s = LIMIT_CPU_S,
	.wall_s = LIMIT_WALL_S,
	.file_mib = LIMIT_FILE_MIB,
};

enum verdict
walls_enter(void)
{
	const char *failed = jail_enter(&jail);

	return failed ? verdict_trouble(failed) : V_OK;
}
