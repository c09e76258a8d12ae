#ifndef JAIL_JAIL_H
#define JAIL_JAIL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The walls around a program that reads what strangers sent: limits,
 * Landlock, seccomp.  There is no way out again, and what is executed inside
 * stays inside.  Builds with AddressSanitizer have lower walls: it needs
 * memory, /proc and system calls that nobody else gets.
 */
struct jail {
	/* System calls (SCMP_SYS) allowed with any arguments, besides those
	 * of every program: what is open, memory, time, the end. */
	const int *calls;
	size_t calls_n;
	/* The library works in threads of its own. */
	bool threads;
	/* Another program is executed from here: it may map code and open
	 * for reading, but only below these paths; NULL ends them.  NULL
	 * instead of a list: nothing is executed or opened at all.  Where the
	 * kernel has no Landlock the paths do not hold; that nothing is
	 * written, connected or signalled holds everywhere. */
	const char *const *paths;
	/* 0 sets no limit of this kind; data is what malloc and private
	 * memory take, memory all addresses with the libraries' files. */
	int memory_mib, data_mib;
	int cpu_s, wall_s;
	/* How long a file that is already open for writing may become. */
	int file_mib;
};

/* NULL: from now on, no thread of the program can open, connect, execute or
 * map anything as code (but see paths), and its memory, its time and the
 * length of what it writes are limited; what goes beyond fails or ends it by
 * a signal.  Else what could not be done, with errno: read nothing. */
const char *jail_enter(const struct jail *) __attribute__((warn_unused_result));

#endif
