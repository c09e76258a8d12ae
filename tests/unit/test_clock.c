#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"

static char dir[] = "/tmp/test_clock.XXXXXX";
static char file[64];

static void
write_clock(const char *text)
{
	FILE *f = fopen(file, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* How far the clock is from the system's; a second may pass between. */
static int64_t
shift(void)
{
	int64_t d = clock_now() - (int64_t)time(NULL);

	return d % 10 == 0 ? d : d - 1;
}

static void
without_testing_the_file_is_refused(void **state)
{
	(void)state;
	assert_int_equal(clock_init(dir, 0), RC_OK);
	assert_int_equal(shift(), 0);
	write_clock("1000");
	clock_refresh();
	assert_int_equal(shift(), 0);
	assert_int_equal(clock_init(dir, 0), RC_DENIED);
	assert_int_equal(shift(), 0);
	unlink(file);
}

static void
the_offset_follows_the_file(void **state)
{
	struct timespec times[2];
	struct stat st;

	(void)state;
	assert_int_equal(clock_init(dir, 1), RC_OK);
	assert_int_equal(shift(), 0);
	write_clock("1000\n");
	assert_int_equal(shift(), 0);
	clock_refresh();
	assert_int_equal(shift(), 1000);
	/* The same size, the same time: written within one tick. */
	assert_int_equal(stat(file, &st), 0);
	write_clock("2000\n");
	times[0] = st.st_atim;
	times[1] = st.st_mtim;
	assert_int_equal(utimensat(AT_FDCWD, file, times, 0), 0);
	clock_refresh();
	assert_int_equal(shift(), 2000);
	usleep(80000);
	clock_refresh();
	write_clock("-100\n");
	clock_refresh();
	assert_int_equal(shift(), -100);
	unlink(file);
	clock_refresh();
	assert_int_equal(shift(), 0);
}

static void
half_a_file_leaves_the_last_offset(void **state)
{
	(void)state;
	write_clock("5000");
	assert_int_equal(clock_init(dir, 1), RC_OK);
	assert_int_equal(shift(), 5000);
	write_clock("");
	clock_refresh();
	assert_int_equal(shift(), 5000);
	write_clock("tomorrow");
	clock_refresh();
	assert_int_equal(shift(), 5000);
	write_clock("99999999999999");
	clock_refresh();
	assert_int_equal(shift(), 5000);
	write_clock("6000");
	clock_refresh();
	assert_int_equal(shift(), 6000);
	write_clock("tomorrow");
	assert_int_equal(clock_init(dir, 1), RC_FAIL);
	unlink(file);
}

static void
milliseconds_only_grow(void **state)
{
	int64_t before = clock_ms();

	(void)state;
	usleep(2000);
	assert_true(clock_ms() > before);
}

static int
start(void **state)
{
	(void)state;
	if (!mkdtemp(dir))
		return -1;
	snprintf(file, sizeof(file), "%s/clock", dir);
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	return rmdir(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_testing_the_file_is_refused),
		cmocka_unit_test(the_offset_follows_the_file),
		cmocka_unit_test(half_a_file_leaves_the_last_offset),
		cmocka_unit_test(milliseconds_only_grow),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
