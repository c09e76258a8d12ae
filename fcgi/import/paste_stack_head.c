#include <string.h>

#include "base/arena.h"
#include "base/rc.h"
#include "import/glyph.h"
#include "import/paste_inner.h"
#include "import/paste_stack.h"

/* Lines of a heading in a narrow column. */
enum { STACK_HEADING_LINES_MAX = 4 };
enum { STACK_HEAD_MIN = 3, STACK_HEAD_LINES_MAX = 48 };

static enum column_role
role_of(struct paste_stack *s, const char *text, bool *known)
{
	arena_reset(s->scratch);
	return column_role(s->scratch, text, known);
}

/* Headings in small letters: "№", "мероприятия", "сроки". */
static bool
is_other_column(struct paste_stack *s, const char *heading, const char *next)
{
	bool known, other;
	enum column_role x = role_of(s, heading, &known);
	enum column_role y = role_of(s, next, &other);

	return known && other && x != y &&
	       ((x == COLUMN_NUMBER && y != COLUMN_EXTRA) ||
		   y == COLUMN_DEADLINE || y == COLUMN_RESPONSIBLE);
}

static bool
ends_within_word(const char *heading)
{
	size_t n = strlen(heading);

	return n > 1 && heading[n - 1] == '-';
}

/* The heading that begins at line i: narrow columns have it on several.
 * What follows it. */
static int
take_heading(struct paste_stack *s, int i, const char **heading)
{
	const char *text = s->lines[i].text, *next;
	int end = i + 1;
	bool known;

	*heading = text;
	while (end < s->n && end - i < STACK_HEADING_LINES_MAX) {
		next = s->lines[end].text;
		if (strlen(next) > STACK_HEADING_BYTES_MAX ||
		    (!glyph_lower(glyph_at(next)) && glyph_at(next) != '(' &&
			!ends_within_word(*heading)))
			break;
		/* "№", "п/п" */
		if (end == i + 1 && s->lines[end].blank &&
		    role_of(s, text, &known) != COLUMN_NUMBER && known)
			break;
		if (is_other_column(s, *heading, next))
			break;
		*heading = arena_printf(s->arena, "%s\n%s", *heading, next);
		end++;
	}
	return end;
}

/* 1, 2, 3 ... on lines from i on: how many. */
static int
count_numbers(const struct paste_stack *s, int i)
{
	char want[8];
	int n = 0;

	for (; i + n < s->n && n < PASTE_COLUMNS_MAX; n++) {
		want[0] = (char)('0' + (n + 1) % 10);
		want[1] = '\0';
		if (n + 1 >= 10) {
			want[0] = (char)('0' + (n + 1) / 10);
			want[1] = (char)('0' + (n + 1) % 10);
			want[2] = '\0';
		}
		if (strcmp(s->lines[i + n].text, want) != 0)
			break;
	}
	return n;
}

static bool
is_title(struct paste_stack *s, const char *text)
{
	const char *folded;

	arena_reset(s->scratch);
	folded = glyph_fold(s->scratch, text);
	return glyph_find(folded,
		   "план_|дорожн|приложени|программ|таблиц|календарн план|"
		   "план-график|график_") == folded;
}

/* What must be there for it to be a plan's head. */
static bool
is_whole(const struct paste_stack_head *h)
{
	unsigned roles = 0;
	int different = 0;

	for (int i = 0; i < h->n; i++)
		roles |= BIT(h->columns[i].role);
	for (int i = COLUMN_EXTRA + 1; i < COLUMN_ROLES; i++)
		different += (roles & BIT(i)) != 0;
	return h->n >= STACK_HEAD_MIN && different >= STACK_HEAD_MIN &&
	       (roles & (BIT(COLUMN_CONTENT) | BIT(COLUMN_ACTIVITY))) != 0 &&
	       (roles & (BIT(COLUMN_DEADLINE) | BIT(COLUMN_RESPONSIBLE) |
			    (roles & BIT(COLUMN_STAGE) ? BIT(COLUMN_RESULT)
						       : 0))) != 0;
}

/* The row of numbers below tells how many headings there are, known words
 * or not. */
static int
find_numbers(const struct paste_stack *s, int i)
{
	int end = i + STACK_HEAD_LINES_MAX;

	for (i++; i < end && i < s->n; i++)
		if (count_numbers(s, i) >= STACK_HEAD_MIN)
			return i;
	return -1;
}

/* A plan has one column of these, and that of stages is not behind the names:
 * it is the name of a section. */
static bool
is_twin(const struct paste_stack_head *h, enum column_role role)
{
	if (role == COLUMN_EXTRA || role == COLUMN_DEADLINE ||
	    role == COLUMN_RESULT || role == COLUMN_DOCUMENT)
		return false;
	for (int i = 0; i < h->n; i++)
		if (h->columns[i].role == role ||
		    (role == COLUMN_STAGE &&
			(h->columns[i].role == COLUMN_CONTENT ||
			    h->columns[i].role == COLUMN_ACTIVITY)))
			return true;
	return false;
}

bool
paste_stack_head(struct paste_stack *s, int i, struct paste_stack_head *h)
{
	int numbers = find_numbers(s, i), next, gaps = 0;
	int months = 0, month_line = 0, month_at = 0;
	const char *text;
	enum column_role role;
	bool known, month;

	*h = (struct paste_stack_head){ .from = i };
	while (i < s->n && h->n < PASTE_COLUMNS_MAX && i != numbers) {
		next = take_heading(s, i, &text);
		role = role_of(s, text, &known);
		month = column_month(s->scratch, text) > 0;
		known |= month;
		if (numbers < 0 && is_twin(h, role))
			break;
		if (strlen(text) > STACK_HEADING_BYTES_MAX ||
		    (!known && (numbers < 0 || h->n == 0)) ||
		    column_looks_number(text) || is_title(s, text))
			break;
		if (month && months++ == 0) {
			month_line = i;
			month_at = h->n;
		}
		gaps += h->n > 0 && s->lines[i].blank;
		h->at[h->n] = i;
		h->columns[h->n].role = role;
		h->columns[h->n++].heading = text;
		i = next;
	}
	/* One month is the first cell of the first row. */
	if (months > 0 && months < COLUMN_MONTHS_MIN) {
		i = month_line;
		h->n = month_at;
	}
	h->spaced = h->n > 1 && gaps >= h->n - 1;
	if (h->n < STACK_HEAD_MIN)
		return false;
	h->body = i;
	if (i == numbers && count_numbers(s, i) == h->n)
		h->body += h->numbers = h->n;
	column_assign(s->arena, h->columns, h->n);
	/* The column of numbers is the first: what stood before is none. */
	for (int k = 1; k < h->n; k++)
		if (h->columns[k].role == COLUMN_NUMBER)
			return false;
	return is_whole(h);
}

bool
paste_stack_head_cut(struct paste_stack *s, const struct paste_stack_head *h,
    int n, struct paste_stack_head *out)
{
	*out = *h;
	if (n < h->n) {
		out->n = n;
		out->body = h->at[n];
	}
	column_assign(s->arena, out->columns, out->n);
	return out->n >= STACK_HEAD_MIN && is_whole(out);
}
