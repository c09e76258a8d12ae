#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/log.h"
#include "base/strbuf.h"
#include "web/view.h"

/*
 * Whatever stands in the data, nothing of it becomes markup.  The names that
 * a template uses are read from its text and from what it includes; each of
 * them is set to MARK, wherever a loop or a macro may look for it.
 */
#define MARK	"zq<\"'&>qz"
#define ESCAPED "zq&lt;&quot;&#39;&amp;&gt;qz"
/* The one name that is printed raw: what our own renderer made. */
#define RAW_NAME "html"
#define RAW	 "<i>ready</i>"

enum {
	NAMES_MAX = 600,
	FILES_MAX = 32,
	DEPTH = 2, /* lists in the rows of a list: weeks, days, cards */
	SEEDS = 6  /* renderings with about half of the names */
};

struct names {
	const char *list[NAMES_MAX];
	int n;
};

static struct {
	struct names tops;    /* Story.Photos, Form.title, Base */
	struct names members; /* title, starts.iso: of an alias */
	struct names lists;   /* Days of week.Days: loops in rows */
	struct names passed;  /* Photo of story.Photo: given to a macro */
	struct names files;
} found;

static struct arena *arena;

static void
note(struct names *set, const char *name)
{
	for (int i = 0; i < set->n; i++)
		if (strcmp(set->list[i], name) == 0)
			return;
	assert_true(set->n < NAMES_MAX);
	set->list[set->n++] = arena_strdup(arena, name);
}

static bool
has(const struct names *set, const char *name)
{
	for (int i = 0; i < set->n; i++)
		if (strcmp(set->list[i], name) == 0)
			return true;
	return false;
}

static const char *
last(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot != NULL ? dot + 1 : name;
}

/* ------------------------------------------------------ names of a text */

static void
take(const char *name, const char *command)
{
	const char *dot = strchr(name, '.');

	note(&found.tops, name);
	if (dot == NULL)
		return;
	note(&found.members, dot + 1);
	if (strcmp(command, "each") == 0)
		note(&found.lists, dot + 1);
	if (strcmp(command, "call") == 0)
		note(&found.passed, dot + 1);
}

/* One tag's expression: names are what is neither text nor function. */
static void
take_expression(const char *command, const char *s, const char *end)
{
	while (s < end) {
		if (*s == '"' || *s == '\'') {
			const char *q =
			    memchr(s + 1, *s, (size_t)(end - s - 1));

			assert_non_null(q);
			s = q + 1;
		} else if (isalpha((unsigned char)*s) || *s == '_') {
			const char *from = s;

			while (s < end && (isalnum((unsigned char)*s) ||
					      *s == '_' || *s == '.'))
				s++;
			if (s == end || *s != '(')
				take(arena_strndup(
					 arena, from, (size_t)(s - from)),
				    command);
		} else {
			s++;
		}
	}
}

static void
take_file(const char *name)
{
	char *path = arena_printf(arena, "templates/%s", name);
	char *text = arena_alloc(arena, 65536);
	FILE *f;

	if (has(&found.files, name))
		return;
	note(&found.files, name);
	f = fopen(path, "re");
	assert_non_null(f);
	assert_true(fread(text, 1, 65535, f) < 65535);
	fclose(f);
	for (char *s = text; (s = strstr(s, "<?cs ")) != NULL;) {
		char *end = strstr(s, "?>"), command[16] = "";
		int used = 0;

		assert_non_null(end);
		s += 5;
		if (strncmp(s, "include!\"", 9) == 0)
			take_file(
			    arena_strndup(arena, s + 9, strcspn(s + 9, "\"")));
		else if (sscanf(s, "%15[a-z]:%n", command, &used) == 1 &&
			 used > 0 && strcmp(command, "def") != 0)
			take_expression(command, s + used, end);
		s = end;
	}
}

static void
read_names(const char *template)
{
	memset(&found, 0, sizeof(found));
	take_file(template);
}

/* --------------------------------------------------------- hostile data */

/* Of half of the names with a seed, of all of them without. */
static bool
chosen(const char *name, unsigned seed)
{
	unsigned h = seed * 2654435761u;

	if (seed == 0)
		return true;
	for (; *name != '\0'; name++)
		h = (h ^ (unsigned char)*name) * 16777619u;
	return (h >> 13 & 1) != 0;
}

static void
put(struct view *v, const char *name, unsigned seed)
{
	if (strcmp(last(name), RAW_NAME) == 0)
		view_html(v, name, RAW);
	else if (chosen(name, seed))
		view_text(v, name, MARK);
}

static void
put_members(struct view *v, const char *at, int depth, unsigned seed)
{
	for (int i = 0; i < found.members.n; i++)
		put(v, arena_printf(arena, "%s.%s", at, found.members.list[i]),
		    seed);
	if (depth == 0)
		return;
	for (int i = 0; i < found.passed.n; i++)
		put_members(v,
		    arena_printf(arena, "%s.%s", at, found.passed.list[i]), 0,
		    seed);
	for (int i = 0; i < found.lists.n; i++)
		for (int k = 0; k < 2; k++)
			put_members(v,
			    arena_printf(
				arena, "%s.%s.%d", at, found.lists.list[i], k),
			    depth - 1, seed);
}

static struct view *
hostile(unsigned seed)
{
	struct view *v = view_new(arena);

	for (int i = 0; i < found.tops.n; i++) {
		const char *top = found.tops.list[i];

		put(v, top, seed);
		put_members(v, top, 0, seed);
		/* An alias starts with a small letter and is no data. */
		if (!isupper((unsigned char)*last(top)))
			continue;
		for (int k = 0; k < 2; k++)
			put_members(v, arena_printf(arena, "%s.%d", top, k),
			    strchr(top, '.') == NULL ? DEPTH : 1, seed);
	}
	return v;
}

/* ---------------------------------------------------------------- tests */

/* How often the mark came out escaped; the child ends with 1 if it came out
 * in any other way. */
static int
count_marks(const char *template, const char *html)
{
	int n = 0;

	for (const char *s = html; (s = strstr(s, "zq")) != NULL; s += 2) {
		if (strncmp(s, ESCAPED, strlen(ESCAPED)) == 0) {
			n++;
			continue;
		}
		fprintf(stderr, "%s: %.40s <-- raw\n", template,
		    s - html > 20 ? s - 20 : html);
		_exit(1);
	}
	return n;
}

static int
render_child(const char *template, unsigned seed, bool empty)
{
	struct strbuf out;

	alarm(20); /* a macro that calls itself never ends */
	if (!empty)
		read_names(template);
	strbuf_init(&out);
	if (view_render(empty ? view_new(arena) : hostile(seed), template,
		&out) != RC_OK)
		return 2;
	if (empty)
		return 0;
	/* The test must not be blind: a page of names shows some. */
	if (count_marks(template, out.buf) == 0 && seed == 0) {
		fprintf(stderr, "%s: shows nothing of its data\n", template);
		return 3;
	}
	return 0;
}

/* Each in a child: a template that ends the process fails the test. */
static int
render(const char *template, unsigned seed, bool empty)
{
	pid_t pid = fork();
	int how;

	if (pid == 0)
		_exit(render_child(template, seed, empty));
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &how, 0), pid);
	return how;
}

static void
every_template(unsigned seed, bool empty)
{
	const char *const *names;
	int n = view_templates(&names), how, failed = 0;

	assert_true(n > 30);
	for (int i = 0; i < n; i++)
		if ((how = render(names[i], seed, empty)) != 0) {
			fprintf(stderr, "%s: status %#x\n", names[i],
			    (unsigned)how);
			failed++;
		}
	assert_int_equal(failed, 0);
}

static void
every_template_renders_without_data(void **state)
{
	(void)state;
	every_template(0, true);
}

static void
nothing_in_the_data_becomes_markup(void **state)
{
	(void)state;
	every_template(0, false);
}

static void
nor_when_any_half_of_it_is_missing(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= SEEDS; seed++)
		every_template(seed, false);
}

static int
setup(void **state)
{
	(void)state;
	log_init("test");
	arena = arena_new();
	date_zone("Asia/Yekaterinburg");
	return view_init("templates", NULL) == RC_OK ? 0 : -1;
}

static int
teardown(void **state)
{
	(void)state;
	view_shutdown();
	arena_free(arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_template_renders_without_data),
		cmocka_unit_test(nothing_in_the_data_becomes_markup),
		cmocka_unit_test(nor_when_any_half_of_it_is_missing),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
