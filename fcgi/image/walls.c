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

/* What decoding, encoding and the threads between them need (measured), and
 * nothing that takes a path, an address or a process. */
static const int allowed_calls[] = {
	SCMP_SYS(read),
	SCMP_SYS(write),
	SCMP_SYS(lseek),
	SCMP_SYS(fstat),
	SCMP_SYS(close),
	SCMP_SYS(munmap),
	SCMP_SYS(mremap),
	SCMP_SYS(madvise),
	SCMP_SYS(brk),
	SCMP_SYS(futex),
	SCMP_SYS(set_robust_list),
	SCMP_SYS(rseq),
	SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigreturn),
	SCMP_SYS(sched_getaffinity),
	SCMP_SYS(sched_yield),
	SCMP_SYS(clock_gettime),
	SCMP_SYS(getrandom),
	SCMP_SYS(sysinfo),
	SCMP_SYS(gettid),
	SCMP_SYS(getpid),
	SCMP_SYS(exit),
	SCMP_SYS(exit_group),
};

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
