#include <string.h>

#include "deadline/deadline_inner.h"

/* What stands beside a term and says nothing about when: "(для 5 классов)",
 * "1 этап:". */
enum {
	DAY_DIGITS = 2,
	YEAR_DIGITS = 4,
	LETTER = 2, /* bytes of one */
	SLIPS = 2,
	SHORT = 6,     /* "НМР" */
	ABBR = 8,      /* "спец." */
	LABEL_MAX = 8, /* words before "этап" */
	WORDS_MAX = 8
};

/* May stand inside a remark, but makes none. */
static bool
is_small(const struct token *t)
{
	switch (t->class) {
	case T_FILL:
	case T_ORD:
	case T_COUNT:
	case T_COMMA:
	case T_SEMI:
	case T_DASH:
	case T_DOT:
	case T_AND:
	case T_IN:
	case T_PO:
	case T_FROM:
	case T_SEASON:
		return true;
	case T_NUM:
		return t->digits < YEAR_DIGITS;
	default:
		return false;
	}
}

/* Words that nothing is read from. */
static bool
is_word(const struct token *t)
{
	return t->class == T_STAGE || t->class == T_OF_PROGRAMME ||
	       t->class == T_TIMES || t->class == T_HOURS ||
	       (t->class == T_UNKNOWN && t->word[0] != '\0');
}

static bool
is_number(const struct token *t)
{
	return t->class == T_ORD ||
	       (t->class == T_NUM && t->digits <= DAY_DIGITS);
}

/* "октябрь (2 недюл)" */
static bool
is_week_like(const char *word)
{
	return deadline_month_slips(word, "недел", true) <= SLIPS ||
	       deadline_month_slips(word, "неделя", false) <= SLIPS;
}

static int
read_brackets(struct reading *r, int i)
{
	bool words = false, season = false;
	int j = i + 1;

	if (r->t[i].class != T_OPEN || i == 0)
		return i;
	for (; j < r->n && r->t[j].class != T_CLOSE; j++) {
		/* "(День учителя)", not "(3 дня)" */
		if (!is_word(&r->t[j]) && !is_small(&r->t[j]) &&
		    (r->t[j].class != T_PERIOD ||
			(!season && r->t[j].value == 0)) &&
		    (r->t[j].class != T_DAYS || is_number(&r->t[j - 1])))
			return i;
		if (is_number(&r->t[j - 1]) && is_week_like(r->t[j].word))
			return i;
		season = season || r->t[j].class == T_SEASON;
		words =
		    words || is_word(&r->t[j]) || (season && r->behind == i);
	}
	if (!words || j == r->n)
		return i;
	deadline_flag_set(r, DEADLINE_REMARK);
	return j + 1;
}

static bool
is_year(const struct token *t)
{
	return t->class == T_NUM && t->digits == YEAR_DIGITS;
}

static bool
is_sign(const struct token *t)
{
	return t->class == T_COLON || t->class == T_DASH || t->class == T_OPEN;
}

static bool
is_end(const struct reading *r, int i)
{
	return i >= r->n || r->t[i].class == T_COMMA ||
	       r->t[i].class == T_SEMI || r->t[i].class == T_DOT;
}

/* "1-4 классы", "1, 5, 10 классы" */
static bool
is_between_numbers(const struct reading *r, int i, int j)
{
	return j > i && is_number(&r->t[j - 1]) && is_number(&r->t[j + 1]) &&
	       is_small(&r->t[j]);
}

/* "этап 1:", "классы 1-4 –"; the number is not that of a day. */
static int
read_label_number(const struct reading *r, int i)
{
	int j = i;

	while (is_number(&r->t[j]) || is_between_numbers(r, i, j))
		j++;
	if (j > i && is_sign(&r->t[j]) && !is_number(&r->t[j + 1]) &&
	    r->t[j + 1].class != T_DATE)
		return j;
	return j > i && !deadline_terms_begin(r, i) ? j : i;
}

/* "1 этап", "заключительный этап", "этап 2", "II тур"; the place behind. */
static int
read_label(const struct reading *r, int i)
{
	int j = i;

	while (j < i + LABEL_MAX &&
	       (is_number(&r->t[j]) || is_word(&r->t[j]) ||
		   r->t[j].class == T_FILL || r->t[j].class == T_IN ||
		   is_between_numbers(r, i, j)) &&
	       r->t[j].class != T_STAGE)
		j++;
	if (r->t[j].class != T_STAGE)
		return i;
	j++;
	j = read_label_number(r, j);
	/* "школьный этап олимпиады:" */
	for (int k = j; k < j + LABEL_MAX; k++)
		if (is_sign(&r->t[k]))
			return k;
		else if (r->t[k].class != T_UNKNOWN)
			break;
	return j;
}

/* The label of a term: before it with a sign or alone, or behind it after a
 * dash or a comma. */
static int
read_stage(struct reading *r, int i)
{
	bool behind =
	    i > 0 && (r->t[i].class == T_DASH ||
			 (r->t[i].class == T_COMMA && r->behind == i));
	int j = read_label(r, i + behind), k;

	if (j == i + behind || (i > 0 && r->t[i - 1].class == T_DASH))
		return i;
	k = is_sign(&r->t[j]) || r->t[j].class == T_DOT ||
		    (!behind && r->t[j].class == T_COMMA)
		? j + 1
		: j;
	if (behind ? !is_end(r, j)
		   : !deadline_terms_begin(r, k) && !is_year(&r->t[k]))
		return i;
	/* "этап 1 - 15 сентября": from the first? */
	if (r->t[i].class == T_STAGE && is_number(&r->t[i + 1]) &&
	    is_number(&r->t[i + 3]) && r->t[i + 2].class == T_DASH)
		deadline_flag_set(r, DEADLINE_AMBIGUOUS);
	deadline_flag_set(r, DEADLINE_REMARK);
	/* The bracket is left to be closed. */
	return k > j && r->t[j].class != T_OPEN ? k : j;
}

/* "борьбы с коррупцией", not "с ноякбря" */
static bool
joins_words(const struct token *t)
{
	return deadline_beside(t[1].word) ||
	       (t[1].class == T_UNKNOWN && t[1].word[0] != '\0' &&
		   !deadline_month_like(t[1].word));
}

/* What may stand among the words from i on: "День учителя", "неделя добра",
 * "1, 5 классы". */
static bool
is_with_words(const struct reading *r, int i, int j)
{
	const struct token *t = &r->t[j];

	switch (t->class) {
	case T_NUM:
	case T_ORD:
		return is_number(t);
	case T_FILL:
	case T_PERIOD:
	case T_OF_PROGRAMME:
		return true;
	case T_IN:
		/* "на педсовете (ноябрь)" */
		return j == i || joins_words(t);
	case T_PO:
		/* "по ВР" */
		return deadline_beside(t[1].word) ||
		       (j > i &&
			   (strlen(t[1].word) <= SHORT || joins_words(t)));
	case T_FROM:
		return deadline_beside(t[1].word) || (j > i && joins_words(t));
	case T_BEFORE:
		return deadline_beside(t[1].word);
	case T_DASH:
		/* "педагог-психолог" */
		return t->glued && t[1].glued && j > i &&
		       deadline_beside(t[-1].word) && t[1].word[0] != '\0';
	case T_DOT:
		/* "зам. директора", "каб. 12" */
		return t->glued && j > i && t[-1].class == T_UNKNOWN &&
		       strlen(t[-1].word) <= ABBR &&
		       (deadline_beside(t[1].word) ||
			   (deadline_beside(t[-1].word) && is_number(&t[1])));
	case T_STAGE:
		return j > i || deadline_beside(t->word);
	case T_AND:
		return j > i && t[-1].class == T_UNKNOWN &&
		       t[1].class == T_UNKNOWN &&
		       !deadline_month_like(t[1].word);
	case T_DAYS:
	case T_WEEK:
	case T_DECADE:
	case T_HOURS:
		return j == i || !is_number(&t[-1]);
	default:
		return is_between_numbers(r, i, j);
	}
}

/* "И." of "Иванова И.И."; the place behind all of them, or j. */
static int
read_initials(const struct reading *r, int j)
{
	while (strlen(r->t[j].word) == LETTER && r->t[j + 1].class == T_DOT &&
	       r->t[j + 1].glued)
		j += 2;
	return j;
}

/* Words and small numbers with at least one word that is surely none of
 * ours, of one line or more; the place behind them, or i. */
static int
read_words(const struct reading *r, int i, bool lines)
{
	bool words = false;
	int j = i;

	for (; j < r->n && j < i + WORDS_MAX &&
	       (lines || j == i || !r->t[j].newline);
	     j++) {
		const struct token *t = &r->t[j];

		if (j > i && t[-1].class == T_UNKNOWN &&
		    read_initials(r, j) != j)
			return words ? read_initials(r, j) : i;
		words = words || deadline_beside(t->word);
		if (t->class == T_UNKNOWN && t->word[0] != '\0') {
			bool like = deadline_month_like(t->word);

			/* Alone it may be what is left of a month. */
			if (like && !words && t[1].class != T_UNKNOWN)
				return i;
			words = words || !like;
		} else if (!is_with_words(r, i, j)) {
			break;
		}
	}
	return words ? j : i;
}

/* "День учителя", "педсовет": what, not when. */
static bool
names_event(const struct reading *r, int i)
{
	return r->t[i].class == T_DAYS ? strcmp(r->t[i].word, "день") == 0
				       : deadline_beside(r->t[i].word);
}

/* "молодые педагоги", "Петрова Н.Н." */
static bool
names_beside(const struct reading *r, int i)
{
	return r->t[i].class == T_UNKNOWN && r->t[i].word[0] != '\0' &&
	       !deadline_month_like(r->t[i].word) &&
	       (deadline_beside(r->t[i + 1].word) ||
		   read_initials(r, i + 1) != i + 1);
}

static bool
is_soft(const struct token *t)
{
	size_t n = strlen(t->word), k = strlen("ь");

	return n > k && strcmp(t->word + n - k, "ь") == 0;
}

/* From the words at i: a sign and a term at j, or "до", "с", "в" and a term
 * if nothing was counted. */
static bool
leads_to_term(const struct reading *r, int i, int j)
{
	/* "нзгрь – апрель" */
	if (j == i + 1 && r->t[j].class == T_DASH && is_soft(&r->t[i]))
		return false;
	/* "дата утверждения: 30.08.2024" is no deadline. */
	if (strcmp(r->t[i].word, "дата") == 0 &&
	    r->t[i + 1].class == T_UNKNOWN &&
	    !deadline_beside(r->t[i + 1].word))
		return false;
	/* "отчёт 16 – 23 декабря" */
	if (r->t[j].class == T_DASH && is_number(&r->t[j - 1]) &&
	    (is_number(&r->t[j + 1]) || r->t[j + 1].class == T_DATE))
		return false;
	/* "педсовет, ноябрь", "День учителя, 5 октября" */
	if (is_sign(&r->t[j]) || (r->t[j].class == T_COMMA &&
				     (names_event(r, i) || names_beside(r, i))))
		return deadline_terms_begin(r, j + 1);
	for (int k = i; k < j; k++)
		if (r->t[k].class != T_UNKNOWN)
			return false;
	return (r->t[j].class == T_UNTIL || r->t[j].class == T_TOWARDS ||
		   r->t[j].class == T_FROM || r->t[j].class == T_IN) &&
	       deadline_terms_begin(r, j);
}

/* "педсовет 30 | октября", "анализ | августа", "отчёт | в мае": is it a term
 * that begins there? */
static bool
goes_on(const struct reading *r, int i)
{
	if (r->t[i].class == T_IN || r->t[i].class == T_PO ||
	    r->t[i].class == T_FROM)
		return r->t[i + 1].class == T_MONTH;
	return r->t[i].class == T_MONTH &&
	       (deadline_month_genitive(r->t[i].word) ||
		   is_number(&r->t[i - 1]));
}

static bool
ends_remark(const struct reading *r, int i)
{
	/* "дек. – хиюфдь" */
	if (r->t[i - 2].class == T_DASH && is_soft(&r->t[i - 1]))
		return false;
	return is_end(r, i) || r->t[i].class == T_TIME ||
	       (r->t[i].class == T_IN && r->t[i + 1].class == T_TIME) ||
	       (r->t[i].newline && !goes_on(r, i) &&
		   (r->t[i].class == T_UNKNOWN || deadline_terms_begin(r, i)));
}

/* "1 сентября, День знаний", "октябрь, на педсовете", "октябрь; молодые
 * педагоги", "октябрь, Петрова Н.Н.", "октябрь | актовый зал" */
static bool
is_beside(const struct reading *r, int i)
{
	bool sign = r->t[i].class == T_COMMA || r->t[i].class == T_SEMI;

	if (sign ? r->terms_n == 0 && !r->whole && r->out->recurrence == NULL
		 : i == 0 || r->behind != i)
		return false;
	i += sign;
	i += r->t[i].class == T_IN || r->t[i].class == T_PO ||
	     r->t[i].class == T_FROM;
	return names_event(r, i) || (sign && names_beside(r, i));
}

/* "октябрь – сбор заявок", "октябрь, педсовет": the place behind, or i. */
static int
read_behind(struct reading *r, int i)
{
	bool sign = is_sign(&r->t[i]) && r->t[i].class != T_OPEN;
	bool dash = i > 0 && r->behind == i && sign;
	bool sure = i > 0 && !dash && is_beside(r, i);
	int last = sure ? 1 : 0; /* of the ways to end */
	int first =
	    i + (dash || r->t[i].class == T_COMMA || r->t[i].class == T_SEMI);

	for (int lines = 1; lines >= last && (dash || sure); lines--) {
		int j = read_words(r, first, lines);

		if (j == first || !ends_remark(r, j))
			continue;
		/* "октябрь педсовет 30", "октябрь | отбор | ноябрь" */
		if (first == i && (is_number(&r->t[j - 1]) || r->t[j].newline))
			continue;
		return j;
	}
	return i;
}

/* "сбор заявок: октябрь", "отчёт до 20 мая": the place of the term, or i. */
static int
read_before(struct reading *r, int i)
{
	bool starts = i == 0 || is_end(r, i - 1) ||
		      r->t[i - 1].class == T_CLOSE ||
		      (r->t[i].newline && r->behind == i);

	for (int lines = 1; lines >= 0 && starts; lines--) {
		int j = read_words(r, i, lines);

		if (j > i && leads_to_term(r, i, j))
			return is_sign(&r->t[j]) && r->t[j].class != T_OPEN
				   ? j + 1
				   : j;
	}
	return i;
}

static int
read_subject(struct reading *r, int i)
{
	int j = read_behind(r, i);

	if (j == i)
		j = read_before(r, i);
	if (j != i)
		deadline_flag_set(r, DEADLINE_REMARK);
	return j;
}

int
deadline_remarks_read(struct reading *r, int i)
{
	static int (*const readers[])(struct reading *, int) = { read_brackets,
		read_stage, read_subject };

	for (size_t k = 0; k < LEN(readers); k++) {
		int j = readers[k](r, i);

		if (j == i)
			continue;
		/* "отбор –": this dash makes no range. */
		if (r->t[j - 1].class == T_DASH)
			r->labelled = j;
		return j;
	}
	return i;
}
