#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "roadmap.h"
/* After it: the names of this one are short. */
#include "house.h"
#include "base/child.h"
#include "base/day.h"
#include "desk/csv.h"
#include "document/writer.h"
#include "programme/cycle.h"
#include "roadmap/activity.h"
#include "roadmap/intake.h"
#include "roadmap/roadmap.h"
#include "roadmap/sheet.h"

/*
 * What goes out comes back: documents as schools have them are taken over,
 * written as TSV, CSV, DOCX and XLSX, read again, and are the same roadmap.
 */

static const char *why = "";

static const char *const documents[] = {
	"tests/fixtures/roadmap/a-narrow-after-break.txt",
	"tests/fixtures/roadmap/b-numbered.txt",
	"tests/fixtures/roadmap/c-markup.txt",
	"tests/fixtures/roadmap/d-cell-per-line.txt",
	"tests/fixtures/roadmap/e-prose-and-template.txt",
	"tests/fixtures/roadmap/list.txt",
	"tests/fixtures/roadmap/merged.html",
	"tests/fixtures/roadmap/sheet.tsv",
	"tests/fixtures/roadmap/six-columns.md",
	"../shared/seeds/000_beb5b09b274bf991.txt",
	"../shared/seeds/001_677356d30269cc4e.txt",
	"../shared/seeds/002_3199a686253c08ce.txt",
	"../shared/seeds/003_1190438808fbf7e4.txt",
	"../shared/seeds/004_1e6feae42ad586c1.txt",
};

/* All in the same period, so that terms are read alike. */
static int64_t
cycle_new(int year)
{
	struct cycle c = { .title = arena_printf(a, "%d", year),
		.kind = "school",
		.starts_at = date_at(year, 9, 1, 0, 0),
		.ends_at = date_at(year + 1, 9, 1, 0, 0),
		.organisation = "МБОУ «Школа № 3»",
		.agreed = "Председатель совета школы\n____ М. И. Берёза",
		.approved = "Директор школы\n____ О. П. Северцева",
		.order_no = "112-од",
		.approved_on = day_of(year, 8, 31) };

	assert_int_equal(cycle_start(st, a, &director, &c, &why), RC_OK);
	/* What the desk's forms do not ask yet. */
	assert_int_equal(cycle_save(st, a, &director, &c, &why), RC_OK);
	return c.id;
}

static int64_t
take(int64_t cycle_id, const char *name, const char *text, size_t n)
{
	struct intake_effect effect = { 0 };
	int64_t id = 0;
	enum rc rc =
	    intake_begin(st, a, &curator, cycle_id, name, text, n, &id, &why);

	if (rc != RC_OK)
		fail_msg("%s: %s", name, why);
	rc = intake_take(st, a, &curator, id, &effect, &why);
	if (rc != RC_OK)
		fail_msg("%s: %s", name, why);
	return effect.roadmap_id;
}

static void
sheet_of(int64_t id, struct sheet *s)
{
	struct sheet_choice choice = { .today = day_of(2025, 1, 1) };
	struct roadmap map;
	struct cycle c;

	assert_int_equal(roadmaps_by_id(st, a, id, &map), RC_OK);
	assert_int_equal(cycles_by_id(st, a, map.cycle_id, &c), RC_OK);
	assert_int_equal(sheet_read(st, a, &map, &c, &choice, s), RC_OK);
}

/* --------------------------------------------------------------- the forms */

static void
put_csv(const struct sheet *s, struct strbuf *out)
{
	desk_csv_begin(out);
	for (int i = 0; i < s->n; i++) {
		for (int c = 0; c < s->rows[i].n; c++)
			desk_csv_cell(out, s->rows[i].cells[c]);
		for (int c = s->rows[i].n; c < s->columns; c++)
			desk_csv_cell(out, "");
		desk_csv_end_row(out);
	}
}

/* A cell as a spreadsheet copies it. */
static void
copied_cell(const struct strbuf *cell, struct strbuf *out)
{
	const char *s = cell->buf;

	/* The apostrophe that kept it from being a formula. */
	if (s[0] == '\'' && s[1] != '\0' && strchr("=+-@", s[1]) != NULL)
		s++;
	if (strpbrk(s, "\n\t") == NULL && *s != '"') {
		strbuf_adds(out, s);
		return;
	}
	strbuf_addc(out, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"')
			strbuf_addc(out, '"');
		strbuf_addc(out, *s);
	}
	strbuf_addc(out, '"');
}

/* Opened in a spreadsheet and copied from there: TABs between. */
static void
copied(const char *csv, struct strbuf *out)
{
	struct strbuf cell;
	bool quoted = false;

	strbuf_init(&cell);
	for (const char *s = csv + strlen("\xef\xbb\xbf"); *s != '\0'; s++) {
		if (*s == '"' && quoted && s[1] == '"') {
			strbuf_addc(&cell, *s++);
		} else if (*s == '"') {
			quoted = !quoted;
		} else if (!quoted && (*s == ';' || *s == '\r')) {
			copied_cell(&cell, out);
			strbuf_clear(&cell);
			if (*s == ';')
				strbuf_addc(out, '\t');
		} else if (!quoted) {
			strbuf_addc(out, *s);
		} else {
			strbuf_addc(&cell, *s);
		}
	}
	strbuf_free(&cell);
}

/* What nastavnik-reader says of the file. */
static void
read_back(const char *form, const char *json, struct strbuf *out)
{
	char name[] = "nastavnik-reader", mode[] = "table";
	char lang[] = "LC_ALL=C.UTF-8";
	char *argv[] = { name, mode, NULL }, *env[] = { lang, NULL };
	const char *build = getenv("NASTAVNIK_BUILD");
	int fd = memfd_create("file", MFD_CLOEXEC);
	struct child c = { .path = arena_printf(a, "%s/nastavnik-reader",
			       build != NULL ? build : "build"),
		.argv = argv,
		.env = env,
		.fds = { { fd, 0 } },
		.fds_n = 1,
		.wait_ms = 20000,
		.out_max = 16 << 20 };
	struct child_end end;
	struct strbuf file;

	strbuf_init(&file);
	assert_int_equal(writer_run(form, json, &file, &why), RC_OK);
	assert_int_equal(write(fd, file.buf, file.len), (ssize_t)file.len);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	assert_int_equal(child_run(&c, out, &end), RC_OK);
	assert_int_equal(end.code, 0);
	assert_int_equal(end.signal, 0);
	strbuf_free(&file);
	close(fd);
}

static void
write_form(const struct sheet *s, const char *form, struct strbuf *out)
{
	struct strbuf csv;

	if (strcmp(form, "csv") == 0) {
		strbuf_init(&csv);
		put_csv(s, &csv);
		copied(csv.buf, out);
		strbuf_free(&csv);
	} else {
		read_back(form, sheet_json(a, s), out);
	}
}

/* ------------------------------------------------------------- comparison */

/* As a reader compares: blanks and line ends say nothing. */
static void
same(const char *place, const char *x, const char *y)
{
	if (strcmp(glyph_fold(a, x), glyph_fold(a, y)) != 0)
		fail_msg("%s: «%s» came back as «%s»", place, x, y);
}

static void
same_roadmap(const char *place, int64_t first, int64_t second)
{
	struct activity *x, *y;
	struct roadmap m, w;
	int n, k;

	assert_int_equal(roadmaps_by_id(st, a, first, &m), RC_OK);
	assert_int_equal(roadmaps_by_id(st, a, second, &w), RC_OK);
	same(place, m.headings, w.headings);
	assert_int_equal(activities_list(st, a, first, &x, &n), RC_OK);
	assert_int_equal(activities_list(st, a, second, &y, &k), RC_OK);
	for (int i = 0; i < n && i < k; i++) {
		const char *at = arena_printf(a, "%s, row %d", place, i + 1);

		same(at, x[i].number, y[i].number);
		same(at, x[i].text, y[i].text);
		same(at, x[i].deadline, y[i].deadline);
		same(at, x[i].responsible, y[i].responsible);
		same(at, x[i].result, y[i].result);
		same(at, x[i].kpi, y[i].kpi);
		same(at, x[i].section, y[i].section);
		assert_int_equal(x[i].due_from, y[i].due_from);
		assert_int_equal(x[i].due_to, y[i].due_to);
	}
	if (n != k)
		fail_msg("%s: %d rows came back as %d", place, n, k);
}

/* Every word of the first roadmap stands on its sheet. */
static void
all_words(const char *place, int64_t id, const struct sheet *s)
{
	struct activity *list;
	struct strbuf kept;
	int n;

	strbuf_init(&kept);
	for (int i = 0; i < s->n; i++)
		for (int c = 0; c < s->rows[i].n; c++)
			roadmap_add(&kept, s->rows[i].cells[c]);
	assert_int_equal(activities_list(st, a, id, &list, &n), RC_OK);
	assert_true(n > 0);
	assert_int_equal(n, s->activities);
	for (int i = 0; i < n; i++) {
		const char *const words[] = { list[i].number, list[i].text,
			list[i].deadline, list[i].responsible, list[i].result,
			list[i].kpi, list[i].section };

		for (size_t k = 0; k < LEN(words); k++) {
			const char *lost = roadmap_lost(a, words[k], kept.buf);

			if (lost != NULL)
				fail_msg("%s: «%s» is lost", place, lost);
		}
	}
	strbuf_free(&kept);
}

static void
there_and_back(const char *form)
{
	int year = 2024;

	for (size_t i = 0; i < LEN(documents); i++) {
		char *text = roadmap_file(a, documents[i]);
		struct strbuf out;
		struct sheet s;
		int64_t first, second;

		if (text == NULL)
			continue;
		assert_int_equal(
		    store_script(st, "DELETE FROM activities;"
				     "DELETE FROM roadmap_sections;"
				     "DELETE FROM roadmap_imports;"
				     "DELETE FROM roadmaps;"
				     "DELETE FROM cycles;"),
		    RC_OK);
		first = take(cycle_new(year), documents[i], text, strlen(text));
		sheet_of(first, &s);
		all_words(documents[i], first, &s);
		strbuf_init(&out);
		write_form(&s, form, &out);
		/* Another cycle of the same days: terms are read alike. */
		assert_int_equal(
		    store_script(st,
			"INSERT INTO cycles (title, kind, starts_at, ends_at,"
			" organisation, agreed, approved, order_no,"
			" approved_on) SELECT title, kind, starts_at, ends_at,"
			" organisation, agreed, approved, order_no, approved_on"
			" FROM cycles"),
		    RC_OK);
		second = take(house_number("SELECT MAX(id) FROM cycles"),
		    documents[i], out.buf, out.len);
		assert_true(second != first);
		same_roadmap(arena_printf(a, "%s as %s", documents[i], form),
		    first, second);
		strbuf_free(&out);
	}
}

static void
what_went_out_as_csv_comes_back(void **state)
{
	(void)state;
	there_and_back("csv");
}

static void
what_went_out_as_docx_comes_back(void **state)
{
	(void)state;
	there_and_back("docx");
}

static void
what_went_out_as_xlsx_comes_back(void **state)
{
	(void)state;
	there_and_back("xlsx");
}

static void
a_stage_that_is_a_cell_gets_no_row_beside_it(void **state)
{
	const char *file = "tests/fixtures/roadmap/d-cell-per-line.txt";
	char *text = roadmap_file(a, file);
	struct sheet s;

	(void)state;
	assert_non_null(text);
	sheet_of(take(cycle_new(2024), file, text, strlen(text)), &s);
	assert_int_equal(s.columns, 6);
	assert_true(s.wide);
	for (int i = 0; i < s.n; i++)
		assert_int_equal(
		    s.rows[i].kind, i == 0 ? SHEET_HEAD : SHEET_ROW);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE(what_went_out_as_csv_comes_back),
		HOUSE(what_went_out_as_docx_comes_back),
		HOUSE(what_went_out_as_xlsx_comes_back),
		HOUSE(a_stage_that_is_a_cell_gets_no_row_beside_it),
	};
	const char *build = getenv("NASTAVNIK_BUILD");
	char writer[4096];

	snprintf(writer, sizeof(writer), "%s/nastavnik-writer",
	    build != NULL ? build : "build");
	setenv("NASTAVNIK_WRITER", writer, 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
