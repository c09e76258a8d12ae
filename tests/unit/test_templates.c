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

#include "sanitized.h"

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
	/* Renderings with about half of the names: that nothing is shown raw
	 * is the same with sanitizers, which take four times as long. */
	SEEDS = SANITIZED ? 2 : 6
};

struct names {
	const char *list[NAMES_MAX];
	int n;
};

static struct {
	struct names tops;	/* Story.Photos, Form.title, Base */
	struct names members;	/* title, starts.iso: of an alias */
	struct names lists;	/* Days of week.Days: loops in rows */
	struct names passed;	/* Photo of story.Photo: given to a macro */
	struct names params;	/* photo of def:figure(photo) */
	struct names of_params; /* alt of photo.alt there */
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

/* badge(css, label): what a macro calls that which it is given. */
static void
take_params(const char *command, const char *s, const char *end)
{
	const char *from = memchr(s, '(', (size_t)(end - s));

	(void)command;
	for (s = from; s != NULL && s < end && *s != ')'; s++)
		if (isalpha((unsigned char)*s)) {
			from = s;
			while (isalnum((unsigned char)s[1]) || s[1] == '_')
				s++;
			note(&found.params,
			    arena_strndup(arena, from, (size_t)(s + 1 - from)));
		}
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
			 used > 0)
			(strcmp(command, "def") == 0
				? take_params
				: take_expression)(command, s + used, end);
		s = end;
	}
}

static void
read_names(const char *template)
{
	memset(&found, 0, sizeof(found));
	take_file(template);
	for (int i = 0; i < found.tops.n; i++) {
		const char *top = found.tops.list[i], *dot = strchr(top, '.');

		if (dot != NULL && has(&found.params, arena_strndup(arena, top,
							  (size_t)(dot - top))))
			note(&found.of_params, dot + 1);
	}
}

/* --------------------------------------------------------- hostile data */

/* Another seed for what lies below a name: halves differ from row to row. */
static unsigned
mixed(unsigned seed, const char *name)
{
	if (seed == 0)
		return 0;
	for (seed *= 2654435761u; *name != '\0'; name++)
		seed = (seed ^ (unsigned char)*name) * 16777619u;
	return seed | 1;
}

/* Half of the names with a seed, all of them without. */
static bool
chosen(const char *name, unsigned seed)
{
	return seed == 0 || (mixed(seed, name) >> 13 & 1) != 0;
}

static void
put(struct view *v, const char *name, unsigned seed)
{
	if (strcmp(last(name), RAW_NAME) == 0)
		view_html(v, name, RAW);
	else if (chosen(name, seed))
		view_text(v, name, MARK);
}

static void put_members(struct view *, int depth, unsigned seed);

static void
put_below(struct view *v, const char *name, int depth, unsigned seed)
{
	view_in(v, name);
	put_members(v, depth, mixed(seed, name));
	view_out(v);
}

/* A macro looks for what its own parameter has. */
static void
put_passed(struct view *v, const char *name, unsigned seed)
{
	view_in(v, name);
	for (int i = 0; i < found.of_params.n; i++)
		put(v, found.of_params.list[i], mixed(seed, name));
	view_out(v);
}

static void
put_rows(struct view *v, const char *list, int depth, unsigned seed)
{
	for (int k = 0; k < 2; k++)
		put_below(
		    v, arena_printf(arena, "%s.%d", list, k), depth, seed);
}

/* Of the node where the view stands. */
static void
put_members(struct view *v, int depth, unsigned seed)
{
	for (int i = 0; i < found.members.n; i++)
		put(v, found.members.list[i], seed);
	if (depth == 0)
		return;
	for (int i = 0; i < found.passed.n; i++)
		put_passed(v, found.passed.list[i], seed);
	for (int i = 0; i < found.lists.n; i++)
		put_rows(v, found.lists.list[i], depth - 1, seed);
}

static struct view *
hostile(unsigned seed)
{
	struct view *v = view_new(arena);

	for (int i = 0; i < found.tops.n; i++) {
		const char *top = found.tops.list[i];

		put(v, top, seed);
		put_below(v, top, 0, seed);
		/* An alias starts with a small letter and is no data. */
		if (isupper((unsigned char)*last(top)))
			put_rows(
			    v, top, strchr(top, '.') == NULL ? DEPTH : 1, seed);
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

/* One line per way it may go wrong; the child's exit status. */
static int
render_with(const char *template, struct view *v, unsigned seed, bool names)
{
	struct strbuf out;
	int status = 0;

	alarm(20); /* a macro that calls itself never ends */
	strbuf_init(&out);
	if (view_render(v, template, &out) != RC_OK) {
		status = 2;
	} else if (names && count_marks(template, out.buf) == 0 && seed == 0) {
		/* The test must not be blind: a page of names shows some. */
		fprintf(stderr, "%s: shows nothing of its data\n", template);
		status = 3;
	}
	strbuf_free(&out);
	view_free(v);
	return status;
}

static int
without_data(const char *template)
{
	return render_with(template, view_new(arena), 0, false);
}

static int
with_all_names(const char *template)
{
	read_names(template);
	return render_with(template, hostile(0), 0, true);
}

static int
with_halves_of_them(const char *template)
{
	int status = 0;

	read_names(template);
	for (unsigned seed = 1; seed <= SEEDS && status == 0; seed++)
		status = render_with(template, hostile(seed), seed, true);
	return status;
}

/* Each in a child: a template that ends the process fails the test. */
static int
in_a_child(int (*render)(const char *), const char *template)
{
	pid_t pid = fork();
	int how;

	if (pid == 0)
		_exit(render(template));
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &how, 0), pid);
	return how;
}

static void
every_template(int (*render)(const char *))
{
	const char *const *names;
	int n = view_templates(&names), how, failed = 0;

	assert_true(n > 30);
	for (int i = 0; i < n; i++)
		if ((how = in_a_child(render, names[i])) != 0) {
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
	every_template(without_data);
}

static void
nothing_in_the_data_becomes_markup(void **state)
{
	(void)state;
	every_template(with_all_names);
}

static void
nor_when_any_half_of_it_is_missing(void **state)
{
	(void)state;
	every_template(with_halves_of_them);
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
