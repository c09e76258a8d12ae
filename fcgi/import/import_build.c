#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "import/glyph.h"
#include "import/import_inner.h"
#include "import/item.h"

/* Longer cells are compared by nobody: a term or a name is short. */
enum { IMPORT_COMPARE_BYTES_MAX = 512 };

struct build {
	struct arena *arena;
	struct import *im;
	struct table *t;
	const char *stage;	     /* of the rows at hand, as written */
	int section, top;	     /* indices; -1 */
	struct import_activity *act; /* the last one; NULL */
	/* Its cells while tails are added to them. */
	struct strbuf cells[PASTE_COLUMNS_MAX];
	bool stage_numbers[TABLE_HEADS_MAX];
	struct arena *scratch; /* of one row */
};

static bool
same_words(struct arena *a, const char *x, const char *y)
{
	if (strlen(x) > IMPORT_COMPARE_BYTES_MAX ||
	    strlen(y) > IMPORT_COMPARE_BYTES_MAX)
		return false;
	return strcmp(glyph_fold(a, x), glyph_fold(a, y)) == 0;
}

/* Numbers stand only where a stage begins: they are the stages'. */
static void
find_stage_numbers(struct build *b)
{
	bool with[TABLE_HEADS_MAX] = { false },
	     bare[TABLE_HEADS_MAX] = { false };
	bool apart[TABLE_HEADS_MAX] = { false };
	const struct table_row *r;
	bool number, stage;

	for (int i = 0; i < b->t->n; i++) {
		r = &b->t->rows[i];
		if (r->kind != TABLE_ACTIVITY)
			continue;
		number = table_text(b->t, r, COLUMN_NUMBER)[0] != '\0';
		stage = table_text(b->t, r, COLUMN_STAGE)[0] != '\0';
		with[r->head] |= number && stage;
		apart[r->head] |= number && !stage;
		bare[r->head] |= !number;
	}
	for (int i = 0; i < b->t->heads_n; i++)
		b->stage_numbers[i] = with[i] && bare[i] && !apart[i];
}

static void
section_add(struct build *b, const struct table_row *r, const char *number,
    const char *title, bool from_stage)
{
	struct import_section *s = &b->im->sections[b->im->sections_n];
	int depth;
	size_t n;

	*s = (struct import_section){ .number = number,
		.title = title,
		.level = 1,
		.parent = -1,
		.line = r->src->line,
		.head = from_stage ? -1 : r->head,
		.cells = from_stage ? NULL : r->cells };
	if (number[0] == '\0' && (n = glyph_number(title, &depth)) > 0)
		s->number = arena_strndup(b->arena, title, n);
	/* Under a Roman heading others are its parts; numbers themselves
	 * decide nothing. */
	if (r->roman || from_stage || b->top < 0) {
		b->top = r->roman ? b->im->sections_n : -1;
	} else {
		s->level = 2;
		s->parent = b->top;
	}
	b->section = b->im->sections_n++;
}

static void
heading(struct build *b, const struct table_row *r)
{
	const char *number = table_text(b->t, r, COLUMN_NUMBER);
	const char *stage = table_text(b->t, r, COLUMN_STAGE);
	const char *name = table_text(b->t, r, table_main(b->t, r->head));

	if (name[0] == '\0') {
		name = stage[0] != '\0' ? stage : number;
		if (stage[0] == '\0')
			number = "";
	}
	section_add(b, r, number, name, false);
	b->stage = stage;
}

/* The cells of the last activity as they are now. */
static void
settle(struct build *b)
{
	struct import_activity *act = b->act;

	if (act == NULL || !act->joined)
		return;
	for (int i = 0; i < b->t->heads[act->head].n; i++)
		if (b->cells[i].len > 0)
			act->cells[i] = arena_strdup(b->arena, b->cells[i].buf);
}

static void
activity(struct build *b, const struct table_row *r)
{
	const struct table_head *h = &b->t->heads[r->head];
	const char *stage = table_text(b->t, r, COLUMN_STAGE);
	const char *number = table_text(b->t, r, COLUMN_NUMBER);
	struct import_activity *act;

	settle(b);
	if (stage[0] != '\0' &&
	    (b->stage == NULL || strcmp(stage, b->stage) != 0)) {
		section_add(
		    b, r, b->stage_numbers[r->head] ? number : "", stage, true);
		b->stage = stage;
	}
	act = &b->im->activities[b->im->activities_n++];
	act->n = b->im->activities_n;
	act->section = b->section;
	act->number = b->stage_numbers[r->head] ? "" : number;
	act->head = r->head;
	act->line = act->last_line = r->src->line;
	act->cells = arena_alloc(b->arena, (size_t)h->n * sizeof(*act->cells));
	memcpy(act->cells, r->cells, (size_t)h->n * sizeof(*act->cells));
	b->act = act;
}

/* A merged term, person or result holds for every row that it covers. */
static void
inherit(struct build *b, const struct table_row *r)
{
	static const enum column_role roles[] = { COLUMN_DEADLINE,
		COLUMN_RESPONSIBLE, COLUMN_RESULT, COLUMN_DOCUMENT,
		COLUMN_KPI };
	struct import_activity *act = b->act;
	const char **to[] = { &act->deadline.verbatim, &act->responsible_text,
		&act->result, &act->document, &act->kpi };
	int at;

	for (size_t i = 0; i < LEN(roles); i++) {
		at = b->t->heads[r->head].at[roles[i]];
		if (at >= 0 && r->cells[at][0] == '\0' && r->over[at] != NULL)
			*to[i] = r->over[at];
	}
}

/* ---- tails */

static bool
opens_item(const char *s)
{
	const char *p = s;
	uint32_t c = glyph_next(&p);
	int depth;

	return glyph_bullet(c) || (glyph_dash(c) && glyph_blank(glyph_at(p))) ||
	       glyph_number(s, &depth) > 0;
}

static void
append(struct strbuf *to, const char *tail, enum column_role role)
{
	bool words = role == COLUMN_CONTENT || role == COLUMN_ACTIVITY;

	if (words && opens_item(tail))
		strbuf_addc(to, '\n');
	else if (role != COLUMN_DEADLINE &&
		 glyph_cut_word(to->buf, to->len, tail))
		to->buf[--to->len] = '\0';
	else
		strbuf_addc(to, ' ');
	strbuf_adds(to, tail);
}

/* A repeated row's people stay with the items that come with it; called
 * before these are added.  false: there is no room for a note. */
static bool
keep_apart(struct build *b, const struct table_row *r, const char *people)
{
	struct import_activity *act = b->act;
	const struct table_head *h = &b->t->heads[act->head];
	int words = h->at[COLUMN_CONTENT] >= 0 ? h->at[COLUMN_CONTENT]
					       : h->at[COLUMN_ACTIVITY];
	struct item_list before;

	if (act->tails_n == IMPORT_TAILS_MAX)
		return false;
	if (act->tails == NULL)
		act->tails = arena_alloc(
		    b->arena, IMPORT_TAILS_MAX * sizeof(*act->tails));
	item_split(b->scratch, b->cells[words].buf, &before);
	act->tails[act->tails_n++] = (struct import_tail){ .from = before.n,
		.line = r->src->line,
		.responsible_text = people };
	return true;
}

static void
open_cells(struct build *b)
{
	const struct table_head *h = &b->t->heads[b->act->head];

	for (int i = 0; i < h->n; i++) {
		strbuf_clear(&b->cells[i]);
		strbuf_adds(&b->cells[i], b->act->cells[i]);
	}
	b->act->joined = true;
}

/* The row's own columns are those of another head: by role. */
static int
column_in(const struct build *b, const struct table_row *r, int i)
{
	enum column_role role = b->t->heads[r->head].columns[i].role;

	if (r->head == b->act->head)
		return i;
	return role == COLUMN_EXTRA ? -1 : b->t->heads[b->act->head].at[role];
}

/* The row's cell of a role, and that of the activity; NULL: none of both. */
static const char *
tail_of(struct build *b, const struct table_row *r, enum column_role role,
    const char **own)
{
	int at = b->t->heads[r->head].at[role], to;

	if (at < 0 || r->cells[at][0] == '\0' || (to = column_in(b, r, at)) < 0)
		return NULL;
	*own = b->cells[to].buf;
	return r->cells[at];
}

/* The row says the term again: after a page break its people are those of
 * its items. */
static bool
people_apart(struct build *b, const struct table_row *r)
{
	const char *own, *tail = tail_of(b, r, COLUMN_DEADLINE, &own);

	if (tail == NULL || !same_words(b->scratch, tail, own))
		return false;
	tail = tail_of(b, r, COLUMN_RESPONSIBLE, &own);
	return tail != NULL && own[0] != '\0' &&
	       !same_words(b->scratch, tail, own) && keep_apart(b, r, tail);
}

/* What a tail did to its cell. */
enum added { ADDED_NOTHING, ADDED_FIRST, ADDED_MORE };

static enum added
add_tail(struct build *b, const struct table_row *r, int i, bool apart)
{
	enum column_role role = b->t->heads[r->head].columns[i].role;
	const char *tail = r->cells[i];
	int to = column_in(b, r, i);

	if (tail[0] == '\0' || (role == COLUMN_RESPONSIBLE && apart))
		return ADDED_NOTHING;
	/* A column that the activity does not have: its words go on. */
	if (to < 0)
		to = b->t->heads[b->act->head]
			 .at[table_main(b->t, b->act->head)];
	if (b->cells[to].len == 0) {
		strbuf_adds(&b->cells[to], tail);
		return ADDED_FIRST;
	}
	if (role != COLUMN_CONTENT && role != COLUMN_ACTIVITY &&
	    same_words(b->scratch, tail, b->cells[to].buf))
		return ADDED_NOTHING;
	append(&b->cells[to], tail, role);
	return ADDED_MORE;
}

static void
continued(struct build *b, const struct table_row *r)
{
	const struct table_head *h = &b->t->heads[r->head];
	struct import_activity *act = b->act;
	enum added added, deadline = ADDED_NOTHING;
	bool apart;

	if (!act->joined)
		open_cells(b);
	apart = people_apart(b, r);
	for (int i = 0; i < h->n; i++) {
		added = add_tail(b, r, i, apart);
		if (h->columns[i].role == COLUMN_DEADLINE && added > deadline)
			deadline = added;
	}
	act->deadline_joined |= deadline == ADDED_MORE;
	act->last_line = r->src->line;
	b->im->joined[b->im->joined_n++] = (struct import_joined){
		r->src->line,
		b->im->activities_n - 1,
		deadline != ADDED_NOTHING,
	};
}

/* ---- what is no activity */

static const char *
row_text(struct arena *a, const struct paste_row *r)
{
	struct strbuf b;
	char *text;

	if (r->n == 1)
		return r->cells[0].text;
	strbuf_init(&b);
	for (int i = 0; i < r->n; i++) {
		if (r->cells[i].text[0] == '\0')
			continue;
		if (b.len > 0)
			strbuf_adds(&b, " | ");
		strbuf_adds(&b, r->cells[i].text);
	}
	text = arena_strdup(a, b.buf);
	strbuf_free(&b);
	return text;
}

static void
leftover(struct build *b, const struct table_row *r)
{
	b->im->leftovers[b->im->leftovers_n++] = row_text(b->arena, r->src);
}

static void
row(struct build *b, const struct table_row *r)
{
	struct import *im = b->im;

	arena_reset(b->scratch);
	switch (r->kind) {
	case TABLE_HEADING:
		heading(b, r);
		break;
	case TABLE_ACTIVITY:
		activity(b, r);
		inherit(b, r);
		break;
	case TABLE_CONTINUED:
		/* Of a row that turned out to be a heading. */
		if (b->act == NULL)
			leftover(b, r);
		else
			continued(b, r);
		break;
	case TABLE_REPEATED:
	case TABLE_NUMBERS:
	case TABLE_SEPARATOR:
		im->dropped[im->dropped_n++] = (struct import_dropped){
			r->src->line,
			r->kind,
			row_text(b->arena, r->src),
		};
		break;
	case TABLE_LEFTOVER:
		leftover(b, r);
		break;
	default:
		break;
	}
}

void
import_build(struct arena *a, const struct paste_rows *rows, struct import *im)
{
	struct build *b = arena_alloc(a, sizeof(*b));
	size_t kinds[TABLE_KINDS] = { 0 };

	*b = (struct build){ .arena = a,
		.im = im,
		.section = -1,
		.top = -1,
		.t = (struct table *)im->table };
	for (int i = 0; i < b->t->n; i++) {
		kinds[b->t->rows[i].kind]++;
		im->rows_in += !b->t->rows[i].src->prose;
	}
	(void)rows;
	im->sections =
	    arena_alloc(a, (kinds[TABLE_HEADING] + kinds[TABLE_ACTIVITY]) *
			       sizeof(*im->sections));
	im->activities =
	    arena_alloc(a, kinds[TABLE_ACTIVITY] * sizeof(*im->activities));
	im->joined =
	    arena_alloc(a, kinds[TABLE_CONTINUED] * sizeof(*im->joined));
	im->dropped =
	    arena_alloc(a, (kinds[TABLE_REPEATED] + kinds[TABLE_NUMBERS] +
			       kinds[TABLE_SEPARATOR]) *
			       sizeof(*im->dropped));
	im->leftovers =
	    arena_alloc(a, (kinds[TABLE_LEFTOVER] + kinds[TABLE_CONTINUED]) *
			       sizeof(*im->leftovers));
	for (int i = 0; i < PASTE_COLUMNS_MAX; i++)
		strbuf_init(&b->cells[i]);
	b->scratch = arena_new();
	find_stage_numbers(b);
	for (int i = 0; i < b->t->n; i++)
		row(b, &b->t->rows[i]);
	settle(b);
	arena_free(b->scratch);
	for (int i = 0; i < PASTE_COLUMNS_MAX; i++)
		strbuf_free(&b->cells[i]);
}
