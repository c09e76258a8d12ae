#include <errno.h>
#include <linux/landlock.h>
#include <malloc.h>
#include <sched.h>
#include <seccomp.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "image/jail.h"

#ifdef __SANITIZE_ADDRESS__
#define SANITIZED 1
#endif
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

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

enum { ALLOWED_CALLS = sizeof(allowed_calls) / sizeof(*allowed_calls) };

static int
limit(int what, rlim_t value)
{
	struct rlimit r = { value, value };

	return setrlimit(what, &r);
}

static int
limit_all(void)
{
	/* Every thread's heap reserves 64 MiB of addresses otherwise. */
	mallopt(M_ARENA_MAX, 1);
	alarm(LIMIT_WALL_S);
	/* AddressSanitizer reserves terabytes for its shadow. */
	if (!SANITIZED && limit(RLIMIT_AS, (rlim_t)LIMIT_MEMORY_MIB << 20))
		return -1;
	if (limit(RLIMIT_CPU, LIMIT_CPU_S) || limit(RLIMIT_CORE, 0))
		return -1;
	return limit(RLIMIT_FSIZE, (rlim_t)LIMIT_FILE_MIB << 20);
}

/* No path may be touched in any way.  A second wall behind seccomp: a kernel
 * without Landlock is no trouble, one that refuses halfway is. */
static int
landlock(void)
{
	struct landlock_ruleset_attr attr = { .handled_access_fs = 0 };
	long abi;
	int fd;

	abi = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	if (abi < 1)
		return 0;
	/* ABI 1 knows 13 kinds of access, 2 added moving between folders,
	 * 3 truncating; asking for more than it knows is an error. */
	attr.handled_access_fs = (1ULL << (abi > 2 ? 15 : 12 + abi)) - 1;
	fd = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof(attr), 0);
	if (fd < 0 || syscall(SYS_landlock_restrict_self, fd, 0))
		return -1;
	return close(fd);
}

/* Calls that are harmless or not by their arguments: memory that is no code,
 * a thread that is no process, the name of a thread, and a signal to oneself
 * (abort() sends one; to the worker it could send another). */
static int
filter_by_argument(scmp_filter_ctx ctx)
{
	if (seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
		SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)))
		return -1;
	if (seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
		SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)))
		return -1;
	if (seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1,
		SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME, 0)))
		return -1;
	if (seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
		SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0)))
		return -1;
	if (seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
		SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)))
		return -1;
	/* A filter cannot see the arguments of clone3; told that there is no
	 * such call, the C library takes clone. */
	return seccomp_rule_add(
	    ctx, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
}

static int
filter(void)
{
	/* AddressSanitizer forks and traces to look for leaks: its builds
	 * only log what production denies. */
	uint32_t deny = SANITIZED ? SCMP_ACT_LOG : SCMP_ACT_ERRNO(EPERM);
	scmp_filter_ctx ctx;
	int rc = -1;

	ctx = seccomp_init(deny);
	if (!ctx)
		return -1;
	/* Threads that a library may have started are shut in too. */
	if (seccomp_attr_set(ctx, SCMP_FLTATR_CTL_TSYNC, 1))
		goto out;
	for (size_t i = 0; i < ALLOWED_CALLS; i++)
		if (seccomp_rule_add(ctx, SCMP_ACT_ALLOW, allowed_calls[i], 0))
			goto out;
	if (filter_by_argument(ctx))
		goto out;
	rc = seccomp_load(ctx);
out:
	seccomp_release(ctx);
	return rc;
}

enum verdict
jail_enter(void)
{
	if (limit_all())
		return verdict_trouble("cannot set the limits");
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return verdict_trouble("cannot give up privileges");
	/* The leak check of AddressSanitizer reads /proc at the end. */
	if (!SANITIZED && landlock())
		return verdict_trouble("cannot close the file system");
	if (filter())
		return verdict_trouble("cannot filter system calls");
	return V_OK;
}
