#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "deadline/deadline_inner.h"

const char *const deadline_precisions[] = {
	[DEADLINE_NONE] = "none",
	[DEADLINE_DAY] = "day",
	[DEADLINE_RANGE] = "range",
	[DEADLINE_MONTH] = "month",
	[DEADLINE_QUARTER] = "quarter",
	[DEADLINE_HALF] = "half",
	[DEADLINE_WEEK] = "week",
	[DEADLINE_PERIOD] = "period",
};

const char *const deadline_flags[DEADLINE_FLAGS] = {
	[DEADLINE_OUT_OF_PERIOD] = "OUT_OF_PERIOD",
	[DEADLINE_EDGE_OF_PERIOD] = "EDGE_OF_PERIOD",
	[DEADLINE_REVERSED_RANGE] = "REVERSED_RANGE",
	[DEADLINE_BEFORE_APPROVAL] = "BEFORE_APPROVAL",
	[DEADLINE_AMBIGUOUS_UNTIL_MONTH] = "AMBIGUOUS_UNTIL_MONTH",
	[DEADLINE_YEAR_INHERITED] = "YEAR_INHERITED",
	[DEADLINE_MULTI_WINDOW] = "MULTI_WINDOW",
	[DEADLINE_EXTERNAL_TERM] = "EXTERNAL_TERM",
	[DEADLINE_WHOLE_PERIOD] = "WHOLE_PERIOD",
	[DEADLINE_EMPTY] = "EMPTY",
	[DEADLINE_SPLIT_CELL_JOINED] = "SPLIT_CELL_JOINED",
	[DEADLINE_WEEKEND] = "WEEKEND",
	[DEADLINE_CONDITIONAL] = "CONDITIONAL",
	[DEADLINE_INVALID_DATE] = "INVALID_DATE",
	[DEADLINE_AMBIGUOUS] = "AMBIGUOUS",
	[DEADLINE_TYPO] = "TYPO",
	[DEADLINE_NO_YEAR] = "NO_YEAR",
	[DEADLINE_UNREAD] = "UNREAD",
	[DEADLINE_REPEATED] = "REPEATED",
	[DEADLINE_REMARK] = "REMARK",
};

const char *const deadline_flag_sentences[DEADLINE_FLAGS] = {
	[DEADLINE_OUT_OF_PERIOD] = "Срок лежит вне периода документа: не "
				   "подтверждён. Проверьте год.",
	[DEADLINE_EDGE_OF_PERIOD] =
	    "Срок касается края периода или выходит за него: к сведению.",
	[DEADLINE_REVERSED_RANGE] = "Конец срока раньше начала. Проверьте год.",
	[DEADLINE_BEFORE_APPROVAL] =
	    "Срок кончается раньше, чем утверждён документ. Проверьте, "
	    "сделано ли это.",
	[DEADLINE_AMBIGUOUS_UNTIL_MONTH] =
	    "«До» и месяц без числа: до его начала или до конца? Показан "
	    "последний день перед этим месяцем. Выберите сами.",
	[DEADLINE_YEAR_INHERITED] = "Год не написан, взят из документа.",
	[DEADLINE_MULTI_WINDOW] = "Сроков несколько.",
	[DEADLINE_EXTERNAL_TERM] =
	    "Срок внешний: его называет другой документ. Впишите дату, "
	    "когда она станет известна.",
	[DEADLINE_WHOLE_PERIOD] =
	    "Срок — весь период. Добавьте промежуточные даты для контроля.",
	[DEADLINE_EMPTY] = "Срок не задан.",
	[DEADLINE_SPLIT_CELL_JOINED] =
	    "Текст ячейки был разорван и прочитан как одно целое.",
	[DEADLINE_WEEKEND] = "Дата — выходной день: к сведению.",
	[DEADLINE_CONDITIONAL] =
	    "Срок зависит от запроса или события. Впишите дату, когда она "
	    "станет известна.",
	[DEADLINE_INVALID_DATE] = "Такого дня нет в календаре. Уточните дату.",
	[DEADLINE_AMBIGUOUS] =
	    "Срок можно понять по-разному. Выберите, что имелось в виду.",
	[DEADLINE_TYPO] = "Слово прочитано, хотя написано с ошибкой.",
	[DEADLINE_NO_YEAR] =
	    "Год не назван ни в ячейке, ни в документе. Укажите его.",
	[DEADLINE_UNREAD] = "Срок не прочитан или прочитан не весь. Впишите "
			    "дату сами.",
	[DEADLINE_REPEATED] = "Один срок написан дважды.",
	[DEADLINE_REMARK] = "Рядом со сроком есть пояснение: оно сохранено, "
			    "но на даты не повлияло.",
};

void
deadline_flag_set(struct reading *r, enum deadline_flag f)
{
	r->out->flags |= BIT(f);
}

bool
deadline_flag_has(const struct reading *r, enum deadline_flag f)
{
	return (r->out->flags & BIT(f)) != 0;
}

/* Nothing, dashes, "не указан"; "-//-" is the cell above. */
static bool
is_empty(const struct reading *r)
{
	bool nothing = false, words = false;

	for (int i = 0; i < r->n; i++)
		switch (r->t[i].class) {
		case T_NOTHING:
			nothing = true;
			break;
		case T_DASH:
		case T_DOT:
		case T_COMMA:
		case T_SEMI:
		case T_COLON:
		case T_OPEN:
		case T_CLOSE:
		case T_SIGN:
		case T_BLANK:
			break;
		case T_NOT:
		case T_PERIOD:
		case T_FILL:
			words = true;
			break;
		default:
			return false;
		}
	return nothing || !words;
}

/* "1) ", "а) " before an item of a list. */
static bool
is_item(const struct reading *r, int i)
{
	const struct token *t = &r->t[i];

	return r->depth == 0 && t[1].class == T_CLOSE && t[1].glued &&
	       (i == 0 || !t->glued || t[-1].class == T_COMMA ||
		   t[-1].class == T_SEMI) &&
	       (strlen(t->word) == strlen("а") ||
		   (t->class == T_NUM && t->digits == 1 && !t->ordinal));
}

/* A sign or a small word between phrases. */
static bool
read_between(struct reading *r, int i)
{
	switch (r->t[i].class) {
	case T_COMMA:
	case T_AND:
		r->listed = true;
		r->parted = true;
		return true;
	case T_THEN:
		/* "10.10.2024 и далее": till when? */
		if ((i + 1 == r->n ||
			(i + 2 == r->n && r->t[i + 1].class == T_DOT)) &&
		    r->terms_n > 0)
			deadline_flag_set(r, DEADLINE_AMBIGUOUS);
		r->listed = false;
		r->parted = true;
		return true;
	case T_SEMI:
	case T_DOT:
	case T_BUT:
		r->listed = false;
		r->parted = true;
		return true;
	case T_OPEN:
		r->depth++;
		r->parted = true;
		r->listed = false;
		return true;
	case T_CLOSE:
		r->depth -= r->depth > 0;
		return true;
	case T_OR:
		/* One of two: which, a person knows. */
		if (r->terms_n > 0)
			deadline_flag_set(r, DEADLINE_AMBIGUOUS);
		r->parted = true;
		return true;
	case T_DASH:
	case T_COLON:
	case T_FILL:
	case T_IN:
		return true;
	case T_WEEK:
		/* "неделя с 7 по 11 октября" */
		return r->t[i + 1].class == T_FROM &&
		       deadline_terms_begin(r, i + 1);
	case T_ANCHOR:
		return r->t[i + 1].class == T_COLON;
	case T_PERIOD:
		return r->t[i].value == 1;
	case T_BLANK:
		/* Half of a date is no date. */
		r->mute = true;
		return false;
	default:
		return false;
	}
}

/* "Сентябрь 2024, 2025": a year among months is no term of its own. */
static void
check_years(struct reading *r)
{
	bool years = false, others = false;

	for (int i = 0; i < r->terms_n; i++) {
		enum piece_kind kind = r->terms[i].a.kind;

		if (r->terms[i].prefix)
			continue;
		if (kind == PIECE_YEAR || kind == PIECE_SCHOOLYEAR)
			years = true;
		else
			others = true;
	}
	if (years && others)
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
}

/* A term in brackets behind another is its other name if both mean the same
 * days; otherwise which of them counts? */
static void
check_brackets(struct reading *r)
{
	bool outer = false, inner = false;

	for (int i = 0; i < r->terms_n; i++) {
		inner = inner || r->terms[i].bracketed;
		outer = outer || !r->terms[i].bracketed;
	}
	if (inner && outer &&
	    !(r->out->windows_n == 1 &&
		deadline_flag_has(r, DEADLINE_REPEATED)))
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
}

/* "в 15.00", "с 10:00 до 12:00" behind what it is the time of. */
static int
read_time(const struct reading *r, int i)
{
	int j = i;

	/* "14.00–15.00, 10 ноября" */
	if (i == 0)
		while (r->t[j].class == T_TIME ||
		       (j > 0 && r->t[j].class == T_DASH))
			j++;
	if (j > 0 && r->t[j - 1].class == T_TIME && r->t[j].class == T_COMMA &&
	    deadline_terms_begin(r, j + 1))
		return j;
	j = i;
	if (r->terms_n == 0 && r->out->recurrence == NULL)
		return i;
	while (r->t[j].class == T_IN || r->t[j].class == T_FROM ||
	       r->t[j].class == T_UNTIL || r->t[j].class == T_PO ||
	       r->t[j].class == T_DASH || r->t[j].class == T_COMMA)
		j++;
	/* "в 10 часов", "1-м уроком" */
	if (((j > i && r->t[j].class == T_NUM) || r->t[j].ordinal ||
		r->t[j].class == T_ORD) &&
	    r->t[j + 1].class == T_HOURS)
		return j + 2;
	return r->t[j].class == T_TIME ? j + 1 : i;
}

static void
read_phrases(struct reading *r)
{
	for (int i = 0, k; i < r->n; i = k) {
		if (is_item(r, i)) {
			k = i + 2;
			r->parted = true;
			r->listed = false;
			continue;
		}
		if ((k = deadline_remarks_read(r, i)) != i ||
		    (k = deadline_often_read(r, i)) != i) {
			r->parted = true;
			continue;
		}
		if ((k = deadline_terms_read(r, i)) != i ||
		    (k = read_time(r, i)) != i)
			continue;
		if ((k = deadline_marks_read(r, i)) != i) {
			r->parted = true;
			continue;
		}
		k = i + 1;
		if (!read_between(r, i))
			r->unknown = true;
	}
	if (r->swallowed &&
	    (r->terms_n > 0 || r->whole || r->out->recurrence != NULL))
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	check_years(r);
	if (r->vague)
		deadline_flag_set(r,
		    r->terms_n > 0 ? DEADLINE_CONDITIONAL : DEADLINE_AMBIGUOUS);
	/* Unknown words of a condition say to what it is tied; beside a date
	 * they may change everything. */
	if (r->unknown &&
	    (r->terms_n > 0 || r->whole || r->out->recurrence != NULL ||
		!(deadline_flag_has(r, DEADLINE_CONDITIONAL) ||
		    deadline_flag_has(r, DEADLINE_EXTERNAL_TERM))))
		deadline_flag_set(r, DEADLINE_UNREAD);
}

static bool
has_any(const struct reading *r)
{
	enum {
		READ = BIT(DEADLINE_CONDITIONAL) | BIT(DEADLINE_EXTERNAL_TERM) |
		       BIT(DEADLINE_AMBIGUOUS)
	};

	return r->terms_n > 0 || r->whole || r->out->recurrence != NULL ||
	       (r->out->flags & READ) != 0;
}

void
deadline_read(struct arena *a, const char *verbatim,
    const struct deadline_period *period, int approved, struct deadline *out)
{
	struct reading r = {
		.arena = a, .period = period, .verbatim = verbatim, .out = out
	};
	size_t n = strlen(verbatim);

	*out = (struct deadline){ .verbatim = arena_strdup(a, verbatim) };
	if (n > DEADLINE_TEXT_MAX || !text_valid(verbatim, n)) {
		out->unread = true;
		out->flags = BIT(DEADLINE_UNREAD);
		return;
	}
	deadline_scan(&r);
	deadline_join(&r);
	if (is_empty(&r)) {
		out->flags = BIT(DEADLINE_EMPTY);
		return;
	}
	/* "- май 2025": the other half of a range, torn off? */
	if (r.t[0].class == T_DASH && deadline_terms_begin(&r, 1))
		deadline_flag_set(&r, DEADLINE_AMBIGUOUS);
	read_phrases(&r);
	if (!has_any(&r))
		deadline_flag_set(&r, DEADLINE_UNREAD);
	deadline_years_settle(&r);
	check_brackets(&r);
	deadline_flags_settle(&r, approved);
}
