#include <string.h>

#include "base/arena.h"
#include "base/rc.h"
#include "import/column.h"
#include "import/glyph.h"
#include "import/paste.h"

/* A heading is short; a sentence of a row is not. */
enum { COLUMN_HEADING_BYTES_MAX = 240, COLUMN_HEADING_WORDS_MAX = 14 };
/* The telling word stands among the first ones. */
enum { COLUMN_TELLING_WORDS = 4 };

const char *const column_roles[COLUMN_ROLES] = {
	[COLUMN_EXTRA] = "extra",
	[COLUMN_NUMBER] = "number",
	[COLUMN_STAGE] = "stage",
	[COLUMN_ACTIVITY] = "activity",
	[COLUMN_CONTENT] = "content",
	[COLUMN_DEADLINE] = "deadline",
	[COLUMN_RESPONSIBLE] = "responsible",
	[COLUMN_RESULT] = "result",
	[COLUMN_DOCUMENT] = "document",
	[COLUMN_KPI] = "kpi",
};

/* Stems of the words of headings.  The first word of a heading that has a
 * line decides; a weak one only if no other word does. */
static const struct {
	const char *stem;
	enum column_role role;
	bool weak;
} words[] = {
	{ "отметк", COLUMN_EXTRA, false },
	{ "примечан", COLUMN_EXTRA, false },
	{ "аудитор", COLUMN_EXTRA, false },
	{ "участник", COLUMN_EXTRA, false },
	{ "категори", COLUMN_EXTRA, false },
	{ "класс", COLUMN_EXTRA, false },
	{ "место", COLUMN_EXTRA, false },
	{ "статус", COLUMN_EXTRA, false },
	{ "цель", COLUMN_EXTRA, false },
	{ "цели", COLUMN_EXTRA, false },
	{ "форм", COLUMN_EXTRA, false },
	{ "где", COLUMN_EXTRA, false },
	{ "количеств", COLUMN_EXTRA, false },
	{ "охват", COLUMN_EXTRA, false },
	{ "оценк", COLUMN_EXTRA, true },
	{ "отчет", COLUMN_RESULT, false },
	{ "эффект", COLUMN_RESULT, false },
	{ "срок", COLUMN_DEADLINE, false },
	{ "дат", COLUMN_DEADLINE, false },
	{ "период", COLUMN_DEADLINE, false },
	{ "месяц", COLUMN_DEADLINE, false },
	{ "врем", COLUMN_DEADLINE, false },
	{ "когда", COLUMN_DEADLINE, false },
	{ "ответств", COLUMN_RESPONSIBLE, false },
	{ "отв.", COLUMN_RESPONSIBLE, false },
	{ "исполн.", COLUMN_RESPONSIBLE, false },
	{ "исполнител", COLUMN_RESPONSIBLE, false },
	{ "соисполнител", COLUMN_RESPONSIBLE, false },
	{ "кто", COLUMN_RESPONSIBLE, false },
	{ "результат", COLUMN_RESULT, false },
	{ "итог", COLUMN_RESULT, false },
	{ "продукт", COLUMN_RESULT, false },
	{ "документ", COLUMN_DOCUMENT, false },
	{ "подтвержд", COLUMN_DOCUMENT, true },
	{ "получ", COLUMN_RESULT, true },
	{ "должност", COLUMN_EXTRA, false },
	{ "показател", COLUMN_KPI, false },
	{ "индикатор", COLUMN_KPI, false },
	{ "критери", COLUMN_KPI, false },
	{ "kpi", COLUMN_KPI, false },
	{ "этап", COLUMN_STAGE, false },
	{ "раздел", COLUMN_STAGE, false },
	{ "направлен", COLUMN_STAGE, false },
	{ "блок", COLUMN_STAGE, false },
	{ "модул", COLUMN_STAGE, false },
	{ "мероприят", COLUMN_ACTIVITY, false },
	{ "меропритят", COLUMN_ACTIVITY, false },
	{ "событи", COLUMN_ACTIVITY, true },
	{ "поручен", COLUMN_CONTENT, true },
	{ "вопрос", COLUMN_CONTENT, true },
	{ "содержан", COLUMN_CONTENT, false },
	{ "деятельност", COLUMN_CONTENT, false },
	{ "действи", COLUMN_CONTENT, false },
	{ "наименован", COLUMN_CONTENT, true },
	{ "названи", COLUMN_CONTENT, true },
	{ "тем", COLUMN_CONTENT, true },
	{ "что", COLUMN_CONTENT, true },
	{ "работ", COLUMN_CONTENT, true },
	{ "задан", COLUMN_CONTENT, true },
	{ "задач", COLUMN_STAGE, true },
};

static bool
word_char(uint32_t c)
{
	return glyph_letter(c) || glyph_digit(c);
}

/* "№ п/п", "№", "N п.п.", "Номер": nothing but these. */
static bool
is_number_heading(const char *folded)
{
	static const char *const parts[] = { "№", "п", "n", "no", "пп", "номер",
		"nn", "пункта", "плана", "этапа", "раздела", "задачи",
		"мероприятия", "строки" };
	enum { NUMBER_OF = 7 }; /* parts from here on follow a number's sign */
	const char *s = folded, *from;
	bool any = false;
	size_t i, n;

	while (*s != '\0') {
		from = s;
		if (strncmp(s, "№", strlen("№")) == 0) {
			s += strlen("№");
			any = true;
			continue;
		}
		while (word_char(glyph_at(s)))
			glyph_next(&s);
		if ((n = (size_t)(s - from)) == 0) {
			glyph_next(&s);
			continue;
		}
		for (i = 0; i < LEN(parts); i++)
			if (strlen(parts[i]) == n &&
			    memcmp(parts[i], from, n) == 0)
				break;
		/* "Номер этапа", but not "Мероприятия плана". */
		if (i == LEN(parts) || (i >= NUMBER_OF && !any))
			return false;
		any = true;
	}
	return any;
}

/* Headings of narrow columns are cut by a hyphen and a line end, which a
 * sheet copies as a blank. */
static char *
heading_fold(struct arena *a, const char *heading)
{
	char *joined = arena_strdup(a, heading), *to = joined;
	uint32_t after;

	for (const char *s = joined; *s != '\0'; s++) {
		if (*s == '-' && (s[1] == '\n' || s[1] == ' ') && s > joined) {
			after = glyph_at(s + 2);
			if (glyph_letter(after) &&
			    glyph_lower(after) ==
				glyph_lower(glyph_before(joined, s)) &&
			    glyph_letter(glyph_before(joined, s))) {
				s++;
				continue;
			}
		}
		*to++ = *s;
	}
	*to = '\0';
	return glyph_fold(a, joined);
}

enum column_role
column_role(struct arena *a, const char *heading, bool *known)
{
	enum column_role weak = COLUMN_EXTRA;
	char *folded = heading_fold(a, heading);
	const char *s = folded;

	*known = true;
	if (is_number_heading(folded))
		return COLUMN_NUMBER;
	/* A form of work is a column of its own, of reporting a result. */
	if (glyph_find(folded, "форм отчет|вид отчет") != NULL)
		return COLUMN_RESULT;
	*known = false;
	for (int n = 0; *s != '\0' && n < COLUMN_TELLING_WORDS; n++) {
		while (*s != '\0' && !word_char(glyph_at(s)))
			glyph_next(&s);
		for (size_t i = 0; i < LEN(words); i++) {
			if (strncmp(s, words[i].stem, strlen(words[i].stem)))
				continue;
			if (!words[i].weak) {
				*known = true;
				return words[i].role;
			}
			if (!*known)
				weak = words[i].role;
			*known = true;
			break;
		}
		while (word_char(glyph_at(s)))
			glyph_next(&s);
	}
	return weak;
}

static const char term_stems[] = "срок|дат|период|время";
static const char people_stems[] = "ответствен|исполнител|кто_";

/* "Срок, ответственный", "Сроки и исполнители". */
static bool
is_shared(struct arena *a, const struct column *c)
{
	const char *folded;

	if (c->role != COLUMN_DEADLINE && c->role != COLUMN_RESPONSIBLE)
		return false;
	folded = heading_fold(a, c->heading);
	return glyph_find(folded, term_stems) != NULL &&
	       glyph_find(folded, people_stems) != NULL;
}

static int
role_count(const struct column *c, int n, enum column_role role)
{
	int found = 0;

	for (int i = 0; i < n; i++)
		found += c[i].role == role;
	return found;
}

static void
role_move(struct column *c, int n, enum column_role from, enum column_role to)
{
	for (int i = 0; i < n; i++)
		if (c[i].role == from)
			c[i].role = to;
}

/* Beside "Ответственный": what the person is. */
static bool
is_post(const char *folded)
{
	return glyph_find(folded, "должност") != NULL;
}

/* A second column of a role goes on under its heading; but a term may stand
 * in two, its beginning and its end, and so may a person: name and post. */
static void
drop_doubles(struct arena *a, struct column *c, int n)
{
	bool seen[COLUMN_ROLES] = { false };

	for (int i = 0; i < n; i++) {
		if (c[i].role == COLUMN_DEADLINE && seen[COLUMN_DEADLINE] &&
		    glyph_find(heading_fold(a, c[i].heading),
			"оконч|конец_|заверш|по_") != NULL)
			continue;
		if (i > 0 && c[i - 1].role == COLUMN_RESPONSIBLE &&
		    is_post(heading_fold(a, c[i].heading))) {
			c[i].role = COLUMN_RESPONSIBLE;
			continue;
		}
		if (seen[c[i].role])
			c[i].role = COLUMN_EXTRA;
		else
			seen[c[i].role] = true;
	}
}

/* "Сроки сент." is "сент." */
static const char *
month_words(struct arena *a, const char *heading)
{
	const char *found = heading;

	for (const char *s = heading; s != NULL; s = strchr(s, ' ')) {
		s += strspn(s, " ");
		if (column_month(a, s) == 0)
			break;
		found = s;
	}
	return found;
}

/* Months as columns: what a row has under them are marks. */
static void
assign_months(struct arena *a, struct column *c, int n)
{
	int months = 0;

	for (int i = 0; i < n; i++)
		months += (c[i].month = column_month(a, c[i].heading)) > 0;
	for (int i = 0; i < n; i++)
		if (months < COLUMN_MONTHS_MIN) {
			c[i].month = 0;
		} else if (c[i].month > 0) {
			c[i].role = COLUMN_EXTRA;
			c[i].term = month_words(a, c[i].heading);
		}
}

void
column_assign(struct arena *a, struct column *c, int n)
{
	/* What stands in for a column of activities, best first. */
	static const enum column_role instead[] = { COLUMN_ACTIVITY,
		COLUMN_STAGE };
	bool known;

	for (int i = 0; i < n; i++) {
		c[i].role = column_role(a, c[i].heading, &known);
		if (glyph_empty(c[i].heading) && c[i].role != COLUMN_NUMBER)
			c[i].heading = arena_printf(a, "Столбец %d", i + 1);
	}
	assign_months(a, c, n);
	drop_doubles(a, c, n);
	/* Who hides the people of a plan hides such a cell. */
	for (int i = 0; i < n; i++)
		if ((c[i].shared = is_shared(a, &c[i])) &&
		    role_count(c, n, COLUMN_RESPONSIBLE) == 0)
			c[i].role = COLUMN_RESPONSIBLE;
	if (role_count(c, n, COLUMN_RESULT) == 0)
		role_move(c, n, COLUMN_DOCUMENT, COLUMN_RESULT);
	for (size_t i = 0; i < LEN(instead); i++)
		if (role_count(c, n, COLUMN_CONTENT) == 0)
			role_move(c, n, instead[i], COLUMN_CONTENT);
}

static int
count_words(const char *s)
{
	int n = 0;

	while (*s != '\0') {
		while (*s != '\0' && !word_char(glyph_at(s)))
			glyph_next(&s);
		n += *s != '\0';
		while (word_char(glyph_at(s)))
			glyph_next(&s);
	}
	return n;
}

static bool
has_digit(const char *s)
{
	return s[strcspn(s, "0123456789")] != '\0';
}

/* A term or a person: a cell of a row, whatever else it says. */
static bool
is_value(struct arena *a, const char *text)
{
	static const char terms[] =
	    "течение|соответств|согласно|постоянно|ежемесячно|ежегодно|"
	    "январ|феврал|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр";

	const char *folded = glyph_fold(a, text);

	/* "Ф.И.О." names a column. */
	return (column_has_initials(text) && strstr(folded, "ф.и.о") == NULL &&
		   strstr(folded, "ф. и. о") == NULL) ||
	       glyph_find(folded, terms) != NULL;
}

bool
column_is_header(struct arena *a, const struct paste_row *r, bool strict)
{
	unsigned roles = 0;
	int filled = 0, known_n = 0, different = 0, months = 0;
	enum column_role role;
	const char *text;
	bool known;

	if (r->prose || r->n < 2)
		return false;
	for (int i = 0; i < r->n; i++) {
		text = r->cells[i].text;
		if (text[0] == '\0' || r->cells[i].over != NULL)
			continue;
		filled++;
		if (column_month(a, text) > 0) {
			months++;
			continue;
		}
		if (strlen(text) > COLUMN_HEADING_BYTES_MAX ||
		    count_words(text) > COLUMN_HEADING_WORDS_MAX)
			return false;
		role = column_role(a, text, &known);
		if ((!known && has_digit(text)) || is_value(a, text))
			return false;
		known_n += known;
		if (known && role != COLUMN_EXTRA)
			roles |= BIT(role);
	}
	/* One month is a term: a cell of a row. */
	if (months > 0 && months < COLUMN_MONTHS_MIN)
		return false;
	known_n += months;
	if (months > 0)
		roles |= BIT(COLUMN_DEADLINE);
	for (unsigned i = 0; i < COLUMN_ROLES; i++)
		different += (roles & BIT(i)) != 0;
	if (strict)
		return different >= 3 && known_n * 4 >= filled * 3;
	/* A column of terms or of people: without both it is another table. */
	return different >= 2 && known_n * 2 >= filled &&
	       (roles & (BIT(COLUMN_DEADLINE) | BIT(COLUMN_RESPONSIBLE) |
			    BIT(COLUMN_RESULT))) != 0;
}
