#include <string.h>

#include "base/arena.h"
#include "base/rc.h"
#include "import/column.h"
#include "import/glyph.h"

/* Of a term or a name that stands alone in its cell. */
enum { COLUMN_SHORT_BYTES = 120 };

/* A name, a post, a line. */
enum { COLUMN_SIGNATURE_BYTES_MAX = 300 };

static const char date_words[] =
    "январ|феврал|март|апрел|май_|мая_|мае_|июн|июл|август|сентябр|октябр|"
    "ноябр|декабр|сент_|окт_|нояб_|дек_|янв_|фев_|апр_|авг_|"
    "течение|ежемесячн|ежегодн|еженедельн|ежекварт|постоянно|весь период|"
    "квартал|четверт|полугод|семестр|каникул|графику|плану|учебный год|"
    "учебного год|по мере|согласно|соответствии срок|не позднее|систематич|"
    "регулярно|раз год|раз месяц|раз полугод|понедельник|вторник|четверг_|"
    "пятниц|суббот|каждую сред";

static const char posts[] =
    "директор|куратор|методист|педагог|психолог|учител|администрац|"
    "руководител|заместител|замдиректор|зам_|завуч|рабочая группа|"
    "рабочей групп|специалист|координатор|воспитател|заведующ|логопед|"
    "библиотекар|секретар|оргкомитет|совет_|мо_|мс_|шмо_|рмо_|министерств|"
    "департамент|управлен|отдел_|комитет|рнц_|вожат|пресс-центр|тьютор|"
    "мастер_|преподавател|председател|профком|организатор|инженер|"
    "администратор|советник_|советники_";
/* Those whom it is about are named as often as those who do it. */
static const char others[] = "наставник|наставляем|центр|школа";

/* Stems by month; the short ones for "сен.", "окт". */
static const char *const months[] = { "январ|янв_", "феврал|фев_|февр_",
	"март|мар_", "апрел|апр_", "май_|мая_|мае_", "июн", "июл",
	"август|авг_", "сентябр|сен_|сент_", "октябр|окт_", "ноябр|ноя_|нояб_",
	"декабр|дек_" };
/* "Срок: сентябрь 2024 г." */
enum { COLUMN_MONTH_WORDS_MAX = 4 };

/* Numbers of quarters stand behind those of months. */
enum { COLUMN_QUARTER = 20 };

/* "I кв.", "2 квартал 2025", "III четверть": a number, then its word. */
static int
quarter(const char *folded)
{
	static const char *const ordinals[] = { "1", "2", "3", "4", "i", "ii",
		"iii", "iv" };
	static const char words[] = "квартал|кв_|четверть_|триместр";
	const char *word = glyph_find(folded, words);
	size_t n;

	if (word == NULL)
		return 0;
	for (size_t i = 0; i < LEN(ordinals); i++) {
		n = strlen(ordinals[i]);
		if ((size_t)(word - folded) > n && word[-1] == ' ' &&
		    memcmp(word - 1 - n, ordinals[i], n) == 0 &&
		    ((size_t)(word - folded) == n + 1 ||
			word[-2 - (long)n] == ' '))
			return COLUMN_QUARTER + 1 + (int)i % 4;
	}
	return 0;
}

int
column_month(struct arena *a, const char *heading)
{
	const char *folded, *s;
	int words = 0, found = 0;

	if (strlen(heading) > COLUMN_SHORT_BYTES)
		return 0;
	s = folded = glyph_fold(a, heading);
	while (*s != '\0') {
		while (*s != '\0' && !glyph_letter(glyph_at(s)))
			glyph_next(&s);
		words += *s != '\0';
		while (glyph_letter(glyph_at(s)))
			glyph_next(&s);
	}
	if (words == 0 || words > COLUMN_MONTH_WORDS_MAX)
		return 0;
	for (size_t i = 0; i < LEN(months); i++)
		if (glyph_find(folded, months[i]) != NULL) {
			if (found != 0) /* "сентябрь – октябрь" */
				return 0;
			found = (int)i + 1;
		}
	return found != 0 ? found : quarter(folded);
}

bool
column_looks_date(const char *folded)
{
	const char *s = folded;
	size_t n;

	if (glyph_find(folded, date_words) != NULL)
		return true;
	/* 15.09, 2024, 01.09.2024 */
	while (*(s += strcspn(s, "0123456789")) != '\0') {
		n = strspn(s, "0123456789");
		if (n == 4 && (strncmp(s, "20", 2) == 0))
			return true;
		if (n <= 2 && s[n] == '.' && glyph_digit((uint8_t)s[n + 1]))
			return true;
		s += n;
	}
	return false;
}

/* "И.О." with or without a blank between. */
static bool
initials(const char *s)
{
	for (int i = 0; i < 2; i++) {
		if (!glyph_upper(glyph_next(&s)) || *s != '.')
			return false;
		s++;
		while (glyph_blank(glyph_at(s)))
			glyph_next(&s);
	}
	return true;
}

bool
column_has_initials(const char *text)
{
	for (const char *s = text; *s != '\0'; glyph_next(&s))
		if (initials(s))
			return true;
	return false;
}

bool
column_looks_post(const char *folded)
{
	return glyph_find(folded, posts) != NULL;
}

bool
column_looks_person(const char *text, const char *folded)
{
	return column_has_initials(text) || column_looks_post(folded) ||
	       glyph_find(folded, others) != NULL;
}

bool
column_looks_number(const char *text)
{
	size_t n = strlen(text), digits = strspn(text, "0123456789.)");
	int depth;

	if (n == 0 || glyph_number(text, &depth) == n)
		return n > 0;
	/* "10.09.2024", "2024": a day, a year. */
	return digits == n && !column_looks_date(text);
}

int
column_fit(struct arena *a, enum column_role role, const char *text)
{
	const char *folded;
	bool brief;

	if (text[0] == '\0')
		return 0;
	brief = strlen(text) <= COLUMN_SHORT_BYTES;
	folded = glyph_fold(a, text);
	switch (role) {
	case COLUMN_DEADLINE:
		return column_looks_date(folded) && brief ? 3 : -2;
	case COLUMN_RESPONSIBLE:
		return column_looks_person(text, folded) && brief ? 3 : -1;
	case COLUMN_NUMBER:
		return column_looks_number(text) ? 3 : -3;
	default:
		/* A term or a name alone stands in a column of its own. */
		return brief && (column_looks_date(folded) ||
				    column_looks_person(text, folded))
			   ? -1
			   : 1;
	}
}

bool
column_looks_signature(struct arena *scratch, const char *text)
{
	static const char words[] = "исп_|исполнитель_|согласован|м.п_|тел_|"
				    "подпись_|приложени|примечани|составил|"
				    "составитель_|разработал|подготовил";
	const char *folded;

	if (strlen(text) > COLUMN_SIGNATURE_BYTES_MAX)
		return false;
	if (strstr(text, "___") != NULL)
		return true;
	arena_reset(scratch);
	folded = glyph_fold(scratch, text);
	return glyph_find(folded, words) == folded ||
	       glyph_find(folded, "ознакомлен") != NULL;
}

/* "- 4 -", "– 12 –" */
static bool
is_page_number(const char *text)
{
	const char *s = text;
	int digits = 0, dashes = 0;
	uint32_t c;

	while ((c = glyph_next(&s)) != 0) {
		digits += glyph_digit(c);
		dashes += glyph_dash(c);
		if (!glyph_digit(c) && !glyph_dash(c) && !glyph_blank(c))
			return false;
	}
	return digits > 0 && digits <= 3 && dashes == 2 &&
	       glyph_dash(glyph_at(text)) && glyph_dash(glyph_before(text, s));
}

bool
column_looks_stamp(struct arena *scratch, const char *text)
{
	static const char words[] =
	    "документ подписан|подписано электронн|сертификат|владелец_|"
	    "действителен|страниц|стр_|лист_";
	const char *folded;

	if (strlen(text) > COLUMN_SIGNATURE_BYTES_MAX)
		return false;
	arena_reset(scratch);
	folded = glyph_fold(scratch, text);
	return glyph_find(folded, words) == folded || is_page_number(text);
}
