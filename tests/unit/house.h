/*
 * A school in memory for the tests of people/ and mediaplan/: the real
 * schema, the real kinds, three people.  Included once per test program.
 */
#ifndef UNIT_HOUSE_H
#define UNIT_HOUSE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/secret.h"
#include "mediaplan/event.h"
#include "mediaplan/kind.h"
#include "mediaplan/stories.h"
#include "people/role.h"
#include "store/db.h"
#include "store/migrate.h"

static struct store *st;
static struct arena *a;
static const struct actor director = { 1, "Директор", ROLE_DIRECTOR };
static const struct actor curator = { 2, "Куратор", ROLE_CURATOR };
static const struct actor editor = { 3, "Редактор", ROLE_EDITOR };

/* 1 December 2026, 12:00 in Yekaterinburg, a Tuesday. */
static int64_t now;

static int
house_open(void **state)
{
	(void)state;
	a = arena_new();
	assert_int_equal(secret_init(), RC_OK);
	assert_true(date_zone("Asia/Yekaterinburg"));
	assert_int_equal(kind_load("db"), RC_OK);
	assert_int_equal(store_open(&st, ":memory:"), RC_OK);
	assert_int_equal(migrate_create(st, "db"), RC_OK);
	assert_int_equal(
	    store_script(st,
		"INSERT INTO accounts (id, login, login_folded, name, roles,"
		" password, created_at) VALUES"
		" (1, 'dir', 'dir', 'Директор', 1, 'x', 0),"
		" (2, 'kur', 'kur', 'Куратор', 2, 'x', 0),"
		" (3, 'red', 'red', 'Редактор', 4, 'x', 0);"
		"INSERT INTO rubrics (id, slug, title, hashtag) VALUES"
		" (1, 'hronika', 'Хроника', 'хроника'),"
		" (2, 'masterskaya', 'Мастерская', 'мастерская');"
		"INSERT INTO channels (id, kind, title) VALUES"
		" (1, 'vk', 'ВКонтакте');"),
	    RC_OK);
	now = date_at(2026, 12, 1, 12, 0);
	return 0;
}

static int
house_close(void **state)
{
	(void)state;
	store_close(st);
	kind_unload();
	arena_free(a);
	return 0;
}

#define HOUSE(f) cmocka_unit_test_setup_teardown(f, house_open, house_close)

/* A count or any other single number of the store. */
static inline int64_t
house_number(const char *sql)
{
	struct stmt *q = store_stmt(st, sql);
	int64_t n = -1;

	if (stmt_row(q) == RC_OK)
		n = stmt_col_int(q, 0);
	stmt_reset(q);
	return n;
}

static inline struct story
house_story(int64_t id)
{
	struct story s;

	assert_int_equal(stories_by_id(st, a, id, &s), RC_OK);
	return s;
}

/* An edit that changes nothing, to be changed by the test. */
static inline struct story_edit
house_edit(int64_t id)
{
	struct story s = house_story(id);

	return (struct story_edit){ .id = id,
		.version = s.version,
		.title = s.title,
		.lead = s.lead,
		.text = s.text,
		.vk_text = s.vk_text,
		.kind = s.kind,
		.rubric_id = s.rubric_id,
		.people = s.people,
		.publish_at = s.publish_at,
		.responsible_id = s.responsible_id };
}

/* A draft of the editor that every check lets through. */
static inline int64_t
house_draft(const char *title)
{
	struct story_edit e;
	const char *why;
	int64_t id, version;

	assert_int_equal(
	    story_insert(st, a, &editor, "news", 0, 0, now, &id), RC_OK);
	e = house_edit(id);
	e.title = title;
	e.lead = "Вступление.";
	e.text = "Текст о встрече.";
	e.rubric_id = 1;
	e.people = 0;
	assert_int_equal(
	    story_edit(st, a, &editor, &e, now, &version, &why), RC_OK);
	return id;
}

static inline enum rc
house_act(const struct actor *by, int64_t id, enum story_action action,
    const char *reason)
{
	const char *why;
	int64_t undo;

	return story_act(st, a, by, id, house_story(id).version, action, reason,
	    true, now, &undo, &why);
}

static inline int64_t
house_approved(const char *title)
{
	int64_t id = house_draft(title);

	assert_int_equal(house_act(&editor, id, STORY_SUBMIT, NULL), RC_OK);
	assert_int_equal(house_act(&director, id, STORY_APPROVE, NULL), RC_OK);
	return id;
}

static inline enum rc
house_move(int64_t id, enum story_action action, int64_t at, int64_t *undo_id,
    const char **why)
{
	struct story s = house_story(id);
	enum rc rc;

	assert_int_equal(store_begin(st), RC_OK);
	rc = story_move_within(
	    st, a, &curator, &s, action, at, "причина", now, undo_id, why);
	if (rc == RC_OK)
		return store_commit(st);
	store_rollback(st);
	return rc;
}

static inline int64_t
house_scheduled(const char *title, int64_t at)
{
	int64_t id = house_approved(title), undo;
	const char *why;

	assert_int_equal(
	    house_move(id, STORY_SCHEDULE, at, &undo, &why), RC_OK);
	return id;
}

#endif
