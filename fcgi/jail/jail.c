#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <malloc.h>
#include <sched.h>
#include <seccomp.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "jail/jail.h"

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

/* What is executed inside was built by others without sanitizers: but for its
 * memory, its walls have the full height in every build. */
static bool
is_low(const struct jail *j)
{
	return SANITIZED && j->paths == NULL;
}

static int
limit(int what, rlim_t value)
{
	struct rlimit r = { value, value };

	return setrlimit(what, &r);
}

static int
limit_all(const struct jail *j)
{
	struct rlimit cpu;

	/* Every thread's heap reserves 64 MiB of addresses otherwise. */
	mallopt(M_ARENA_MAX, 1);
	alarm((unsigned)j->wall_s);
	/* AddressSanitizer reserves terabytes for its shadow, and cannot even
	 * load the filter below without more. */
	if (!SANITIZED && j->memory_mib &&
	    limit(RLIMIT_AS, (rlim_t)j->memory_mib << 20))
		return -1;
	if (!SANITIZED && j->data_mib &&
	    limit(RLIMIT_DATA, (rlim_t)j->data_mib << 20))
		return -1;
	/* The last second is for saying so: SIGXCPU may be caught. */
	cpu.rlim_cur = (rlim_t)j->cpu_s;
	cpu.rlim_max = (rlim_t)j->cpu_s + 1;
	if (setrlimit(RLIMIT_CPU, &cpu) || limit(RLIMIT_CORE, 0))
		return -1;
	return limit(RLIMIT_FSIZE, (rlim_t)j->file_mib << 20);
}

/* One path may be read and executed; one that is not there is no trouble. */
static int
landlock_path(int ruleset, const char *path)
{
	struct landlock_path_beneath_attr beneath = {
		.allowed_access =
		    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_EXECUTE
	};
	struct stat st;
	int rc;

	beneath.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (beneath.parent_fd < 0)
		return errno == ENOENT ? 0 : -1;
	if (fstat(beneath.parent_fd, &st) == 0 && S_ISDIR(st.st_mode))
		beneath.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
	rc = (int)syscall(SYS_landlock_add_rule, ruleset,
	    LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
	close(beneath.parent_fd);
	return rc;
}

/* No path may be touched but those.  A second wall behind seccomp: a kernel
 * without Landlock is no trouble, one that refuses halfway is. */
static int
landlock(const struct jail *j)
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
	if (fd < 0)
		return -1;
	for (size_t i = 0; j->paths && j->paths[i]; i++)
		if (landlock_path(fd, j->paths[i]))
			return -1;
	if (syscall(SYS_landlock_restrict_self, fd, 0))
		return -1;
	return close(fd);
}

static int
allow(scmp_filter_ctx ctx, const int *calls, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (seccomp_rule_add(ctx, SCMP_ACT_ALLOW, calls[i], 0))
			return -1;
	return 0;
}

/* What no program does without (measured), and nothing that takes a path, an
 * address or a process: files that are open, memory, signals of its own,
 * time, chance, the end. */
static int
filter_common(scmp_filter_ctx ctx)
{
	static const int calls[] = { SCMP_SYS(read), SCMP_SYS(write),
		SCMP_SYS(lseek), SCMP_SYS(fstat), SCMP_SYS(close),
		SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
		SCMP_SYS(brk), SCMP_SYS(futex), SCMP_SYS(rt_sigprocmask),
		SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigreturn),
		SCMP_SYS(clock_gettime), SCMP_SYS(getrandom), SCMP_SYS(sysinfo),
		SCMP_SYS(gettid), SCMP_SYS(getpid), SCMP_SYS(exit),
		SCMP_SYS(exit_group) };

	return allow(ctx, calls, sizeof(calls) / sizeof(*calls));
}

/* Calls that are harmless or not by their arguments: memory that is no code,
 * and a signal to oneself (abort() sends one; to the worker it could send
 * another). */
static int
filter_by_argument(scmp_filter_ctx ctx)
{
	if (seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
		SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)))
		return -1;
	if (seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
		SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)))
		return -1;
	return seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
	    SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
}

/* A thread that is no process, and its name. */
static int
filter_threads(scmp_filter_ctx ctx)
{
	if (seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1,
		SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME, 0)))
		return -1;
	if (seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
		SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)))
		return -1;
	/* A filter cannot see the arguments of clone3; told that there is no
	 * such call, the C library takes clone. */
	return seccomp_rule_add(
	    ctx, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
}

/* What a program needs to start: itself, its libraries as code, and files
 * opened only for reading (which ones, Landlock says). */
static int
filter_paths(scmp_filter_ctx ctx)
{
	enum { WRITING = O_ACCMODE | O_CREAT | O_TRUNC };
	static const int calls[] = { SCMP_SYS(execve), SCMP_SYS(mmap),
		SCMP_SYS(mprotect), SCMP_SYS(access), SCMP_SYS(faccessat),
		SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(newfstatat),
		SCMP_SYS(getdents64), SCMP_SYS(pread64), SCMP_SYS(arch_prctl),
		SCMP_SYS(set_tid_address) };

	if (allow(ctx, calls, sizeof(calls) / sizeof(*calls)))
		return -1;
	/* Limits may be looked at, never changed. */
	if (seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1,
		SCMP_A2(SCMP_CMP_EQ, 0, 0)))
		return -1;
	return seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
	    SCMP_A2(SCMP_CMP_MASKED_EQ, WRITING, O_RDONLY));
}

static int
filter(const struct jail *j)
{
	/* AddressSanitizer forks and traces to look for leaks: its builds
	 * only log what production denies. */
	uint32_t deny = is_low(j) ? SCMP_ACT_LOG : SCMP_ACT_ERRNO(EPERM);
	scmp_filter_ctx ctx;
	int rc = -1;

	ctx = seccomp_init(deny);
	if (!ctx)
		return -1;
	/* Threads that a library may have started are shut in too. */
	if (seccomp_attr_set(ctx, SCMP_FLTATR_CTL_TSYNC, 1))
		goto out;
	if (filter_common(ctx) || allow(ctx, j->calls, j->calls_n) ||
	    filter_by_argument(ctx))
		goto out;
	if (j->threads && filter_threads(ctx))
		goto out;
	if (j->paths && filter_paths(ctx))
		goto out;
	rc = seccomp_load(ctx);
out:
	seccomp_release(ctx);
	return rc;
}

const char *
jail_enter(const struct jail *j)
{
	if (limit_all(j))
		return "cannot set the limits";
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return "cannot give up privileges";
	/* The leak check of AddressSanitizer reads /proc at the end. */
	if (!is_low(j) && landlock(j))
		return "cannot close the file system";
	if (filter(j))
		return "cannot filter system calls";
	return NULL;
}
