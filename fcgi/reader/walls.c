#include <seccomp.h>
#include <signal.h>
#include <unistd.h>

#include "jail/jail.h"
#include "reader/walls.h"

/* Measured: the worst files need 30 MiB.  All addresses are those, the file
 * itself, and 70 MiB of libraries, most of which nobody touches. */
enum { DATA_MIB = 64, MEMORY_MIB = 256 };
/* The same of pdftotext; a thousand pages of print need 12 MiB, a file of
 * 100,000 pages 76 (measured). */
enum { PDF_MEMORY_MIB = 256 };
/* A thousand pages of print take 1 s (measured), on a busy machine many times
 * that by the wall clock; the worker waits for 30 s. */
enum { CPU_S = 10, WALL_S = 28, PDF_WALL_S = 25 };
/* Standard output may be a file: 8 MiB of tables, quoted. */
enum { FILE_MIB = 32 };

static const int allowed_calls[] = { SCMP_SYS(wait4) };
static const int pdf_calls[] = { SCMP_SYS(set_robust_list), SCMP_SYS(rseq) };

/* The program, the libraries, where they are, and what pdftotext reads of
 * its own: the letters of Asian scripts. */
static const char *const pdf_paths[] = { WALLS_PDF, "/usr/lib", "/lib",
	"/lib64", "/etc/ld.so.cache", "/usr/share/poppler", NULL };

static const struct jail jail = {
	.calls = allowed_calls,
	.calls_n = LEN(allowed_calls),
	.memory_mib = MEMORY_MIB,
	.data_mib = DATA_MIB,
	.cpu_s = CPU_S,
	.wall_s = WALL_S,
	.file_mib = FILE_MIB,
};

static const struct jail pdf_jail = {
	.calls = pdf_calls,
	.calls_n = LEN(pdf_calls),
	.paths = pdf_paths,
	.memory_mib = PDF_MEMORY_MIB,
	.cpu_s = CPU_S,
	.wall_s = PDF_WALL_S,
	.file_mib = 0,
};

/* Nothing is printed before the answer is complete, so this is the only one;
 * a pipe takes it whole. */
static void
too_slow(int signal)
{
	static const char answer[] = "{\"refused\":\"bytes\"}\n";

	(void)signal;
	_exit(write(STDOUT_FILENO, answer, sizeof(answer) - 1) < 0 ? 1 : 0);
}

enum verdict
walls_enter(void)
{
	const struct sigaction slow = { .sa_handler = too_slow };
	const char *failed;

	if (sigaction(SIGXCPU, &slow, NULL) || sigaction(SIGALRM, &slow, NULL))
		return verdict_trouble("cannot set the limits");
	failed = jail_enter(&jail);
	return failed ? verdict_trouble(failed) : V_OK;
}

const char *
walls_enter_pdf(void)
{
	return jail_enter(&pdf_jail);
}
