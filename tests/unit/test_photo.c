#include "house.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <utime.h>
#include <unistd.h>
#include "mediaplan/photo.h"

/* Photos of a story with the real nastavnik-image: mediaplan/photo*.c. */

static char dir[] = "/tmp/photo-XXXXXX";
static char site[64];
static struct photo p;
static const char *why;

static int
open_all(void **state)
{
	strcpy(dir + sizeof(dir) - 7, "XXXXXX");
	if (mkdtemp(dir) == NULL)
		return -1;
	snprintf(site, sizeof(site), "%s/site", dir);
	mkdir(site, 0755);
	mkdir(arena_printf(a ? a : (a = arena_new()), "%s/media", site), 0755);
	arena_free(a);
	return house_open(state);
}

static int
files(void)
{
	DIR *d = opendir(arena_printf(a, "%s/media", site));
	int count = 0;

	assert_non_null(d);
	for (struct dirent *e; (e = readdir(d)) != NULL;)
		count += e->d_name[0] != '.';
	closedir(d);
	return count;
}

static int
close_all(void **state)
{
	DIR *d = opendir(arena_printf(a, "%s/media", site));

	for (struct dirent *e; d != NULL && (e = readdir(d)) != NULL;)
		unlinkat(dirfd(d), e->d_name, 0);
	closedir(d);
	rmdir(arena_printf(a, "%s/media", site));
	rmdir(site);
	rmdir(dir);
	house_close(state);
	a = NULL;
	return 0;
}

#define SITE(f) cmocka_unit_test_setup_teardown(f, open_all, close_all)

static const char *
image(void)
{
	const char *path = getenv("NASTAVNIK_IMAGE");

	return path != NULL ? path : "build/nastavnik-image";
}

static enum rc
upload(const struct actor *by, int64_t id, const char *file)
{
	struct stat sb;
	int fd = open(arena_printf(a, "tests/fixtures/images/%s", file),
	    O_RDONLY | O_CLOEXEC);
	enum rc rc;

	assert_true(fd >= 0);
	fstat(fd, &sb);
	rc = photo_insert(
	    st, a, by, site, image(), id, fd, sb.st_size, now, &p, &why);
	close(fd);
	return rc;
}

static void
a_good_photo_gives_five_files_and_one_row(void **state)
{
	int64_t id = house_draft("Снимки"), version;
	struct stat sb;
	struct story s;

	(void)state;
	version = house_story(id).version;
	assert_int_equal(upload(&editor, id, "twelve.jpg"), RC_OK);
	assert_int_equal(files(), 5);
	s = house_story(id);
	assert_int_equal(s.photos, 1);
	assert_string_equal(s.photo_name, p.name);
	assert_int_equal(s.version, version + 1);
	assert_true(p.width <= 1600 && p.width > 0 && p.height > 0);
	assert_int_equal(
	    stat(arena_printf(a, "%s/media/%s-vk.jpg", site, p.name), &sb), 0);
	assert_int_equal(sb.st_size, p.vk_bytes);
	assert_int_equal(sb.st_mode & 0777 & ~0640, 0);
}

static const struct {
	const char *file, *word; /* of the sentence */
} refusal_cases[] = {
	{ "bomb.png", "миллионов точек" },
	{ "moving.webp", "движущаяся" },
	{ "photo.gif", "не снимок" },
	{ "photo.tif", "не снимок" },
	{ "make.c", "не снимок" },
	{ "tiny.png", "меньше 32" },
	{ "strip.png", "узкий" },
};

static void
a_refused_upload_leaves_words_and_no_file(void **state)
{
	int64_t id = house_draft("Снимки");
	int64_t version = house_story(id).version;

	(void)state;
	for (size_t i = 0; i < LEN(refusal_cases); i++) {
		why = "";
		assert_int_equal(
		    upload(&editor, id, refusal_cases[i].file), RC_INVALID);
		if (strstr(why, refusal_cases[i].word) == NULL)
			print_message("%s: %s\n", refusal_cases[i].file, why);
		assert_non_null(strstr(why, refusal_cases[i].word));
	}
	assert_int_equal(files(), 0);
	assert_int_equal(house_story(id).version, version);
}

static void
a_missing_program_is_our_trouble_and_leaves_no_file(void **state)
{
	int64_t id = house_draft("Снимки");

	(void)state;
	assert_int_equal(photo_insert(st, a, &editor, site, "/nonexistent", id,
			     STDIN_FILENO, 1, now, &p, &why),
	    RC_FAIL);
	assert_int_equal(photo_insert(st, a, &editor, site, "/bin/false", id,
			     STDIN_FILENO, 1, now, &p, &why),
	    RC_FAIL);
	assert_int_equal(files(), 0);
	assert_int_equal(photo_insert(st, a, &editor, site, image(), id,
			     STDIN_FILENO, PHOTO_BYTES_MAX + 1, now, &p, &why),
	    RC_INVALID);
}

static void
rows_make(int64_t id, int count)
{
	for (int i = 1; i <= count; i++)
		assert_int_equal(
		    store_script(st,
			arena_printf(a,
			    "INSERT INTO photos (id, story_id, position, name, width,"
			    " height, vk_bytes, created_at)"
			    " VALUES (%d, %d, %d, 'n%d', 9, 9, 9, 1)",
			    i, (int)id, i, i)),
		    RC_OK);
}

static const char *
order(int64_t id)
{
	struct photo *list;
	const char *s = "";
	int n;

	assert_int_equal(photos_list(st, a, id, &list, &n), RC_OK);
	for (int i = 0; i < n; i++)
		s = arena_printf(a, "%s%d", s, (int)list[i].id);
	return s;
}

static void
an_eleventh_photo_is_refused_before_it_is_decoded(void **state)
{
	int64_t id = house_draft("Снимки");

	(void)state;
	rows_make(id, PHOTO_MAX);
	assert_int_equal(photo_insert(st, a, &editor, site, "/nonexistent", id,
			     STDIN_FILENO, 1, now, &p, &why),
	    RC_INVALID);
}

static void
photos_change_places_by_step_and_by_whole_order(void **state)
{
	int64_t id = house_draft("Снимки");
	int64_t good[] = { 3, 1, 2 }, twice[] = { 3, 3, 2 }, short_[] = { 3 };

	(void)state;
	rows_make(id, 3);
	assert_int_equal(photo_move(st, &editor, id, 2, -1, now), RC_OK);
	assert_string_equal(order(id), "213");
	assert_int_equal(photo_move(st, &editor, id, 2, -1, now), RC_OK);
	assert_string_equal(order(id), "213");
	assert_int_equal(photo_move(st, &editor, id, 9, 1, now), RC_NOT_FOUND);
	assert_int_equal(photo_order(st, &editor, id, good, 3, now), RC_OK);
	assert_string_equal(order(id), "312");
	assert_int_equal(
	    photo_order(st, &editor, id, twice, 3, now), RC_INVALID);
	assert_int_equal(
	    photo_order(st, &editor, id, short_, 1, now), RC_INVALID);
	assert_string_equal(order(id), "312");
}

static void
another_photo_voids_the_approval(void **state)
{
	int64_t id = house_approved("Снимки");

	(void)state;
	rows_make(id, 1);
	assert_int_equal(
	    photo_set_alt(st, &editor, id, 1, "Пара у доски", now), RC_OK);
	assert_int_equal(house_story(id).state, STORY_DRAFT);
	assert_int_equal(house_story(id).approved_at, 0);
	/* the same words again are no change */
	assert_int_equal(house_act(&editor, id, STORY_SUBMIT, NULL), RC_OK);
	assert_int_equal(
	    photo_set_alt(st, &editor, id, 1, "Пара у доски", now), RC_OK);
	assert_int_equal(house_story(id).state, STORY_REVIEW);
}

static void
a_scheduled_story_keeps_its_photos(void **state)
{
	int64_t id = house_scheduled("Снимки", now + 60);

	(void)state;
	rows_make(id, 2);
	assert_int_equal(
	    photo_remove(st, &director, site, id, 1, now), RC_DENIED);
	assert_string_equal(order(id), "12");
	/* published: a face may go at once, none may come unchecked */
	now += 60;
	assert_int_equal(
	    photo_remove(st, &editor, site, id, 1, now), RC_DENIED);
	assert_int_equal(photo_remove(st, &curator, site, id, 1, now), RC_OK);
	assert_string_equal(order(id), "2");
	assert_int_equal(
	    store_script(st, "UPDATE stories SET people = 1"), RC_OK);
	assert_int_equal(upload(&curator, id, "twelve.jpg"), RC_DENIED);
	assert_int_equal(files(), 0);
}

static void
a_photo_is_public_when_its_story_is(void **state)
{
	int64_t id = house_scheduled("Снимки", now + 60);
	bool visible;

	(void)state;
	rows_make(id, 1);
	assert_int_equal(photos_by_name(st, a, "n1", now, &p, &visible), RC_OK);
	assert_false(visible);
	assert_int_equal(
	    photos_by_name(st, a, "n1", now + 60, &p, &visible), RC_OK);
	assert_true(visible);
	assert_int_equal(
	    photos_by_name(st, a, "n2", now, &p, &visible), RC_NOT_FOUND);
}

static void
removing_takes_the_files_and_sweeping_only_old_orphans(void **state)
{
	int64_t id = house_draft("Снимки");
	const char *orphan, *fresh;
	struct utimbuf old = { 1, 1 };
	int removed;

	(void)state;
	assert_int_equal(upload(&editor, id, "srgb.jpg"), RC_OK);
	orphan =
	    arena_printf(a, "%s/media/AAAAAAAAAAAAAAAAAAAAAA-480.webp", site);
	fresh = arena_printf(
	    a, "%s/media/BBBBBBBBBBBBBBBBBBBBBB-480.webp.part", site);
	close(open(orphan, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
	close(open(fresh, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
	utime(orphan, &old);
	utime(arena_printf(a, "%s/media/%s-480.webp", site, p.name), &old);
	assert_int_equal(photo_sweep(st, a, site, &removed), RC_OK);
	assert_int_equal(removed, 1);
	assert_int_equal(files(), 6);
	assert_int_equal(photo_remove(st, &editor, site, id, p.id, now), RC_OK);
	assert_int_equal(files(), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SITE(a_good_photo_gives_five_files_and_one_row),
		SITE(a_refused_upload_leaves_words_and_no_file),
		SITE(a_missing_program_is_our_trouble_and_leaves_no_file),
		SITE(an_eleventh_photo_is_refused_before_it_is_decoded),
		SITE(photos_change_places_by_step_and_by_whole_order),
		SITE(another_photo_voids_the_approval),
		SITE(a_scheduled_story_keeps_its_photos),
		SITE(a_photo_is_public_when_its_story_is),
		SITE(removing_takes_the_files_and_sweeping_only_old_orphans),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
