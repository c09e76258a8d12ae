#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/markdown.h"
#include "base/text.h"
#include "register/record.h"

/* A field under judgement; value is replaced by its clean form. */
struct judged {
	struct arena *a;
	const struct register_field *f;
	const char *value;
};

static const char *
check_chars(struct judged *j)
{
	size_t n = text_chars(j->value);

	if (n <= (size_t)j->f->max)
		return NULL;
	return arena_printf(j->a, "Не больше %d %s, сейчас %zu. Сократите.",
	    j->f->max, text_plural(j->f->max, "знака", "знаков", "знаков"), n);
}

static const char *
check_markdown(struct judged *j)
{
	if (strlen(j->value) > MARKDOWN_MAX)
		return "Слишком длинный текст. Сократите.";
	return check_chars(j);
}

static const char *
check_int(struct judged *j)
{
	int64_t n;

	if (!text_int(j->value, INT64_MIN, INT64_MAX, &n))
		return "Нужно целое число цифрами.";
	if (n < 0 || n > j->f->max)
		return arena_printf(j->a, "Нужно число от 0 до %d.", j->f->max);
	j->value = arena_printf(j->a, "%" PRId64, n);
	return NULL;
}

/* As a browser sends it, or as people write it: 26.11.2026. */
static const char *
check_date(struct judged *j)
{
	int year, month, day, used = 0;
	int at;

	if (sscanf(j->value, "%2d.%2d.%4d%n", &day, &month, &year, &used) ==
		3 &&
	    j->value[used] == '\0')
		j->value =
		    arena_printf(j->a, "%04d-%02d-%02d", year, month, day);
	if (day_parse(j->value, &at))
		return NULL;
	return "Такой даты нет. Пример: 26.11.2026.";
}

static const char *
check_choice(struct judged *j)
{
	return register_choice(j->f, j->value) >= 0 ? NULL
						    : "Выберите из списка.";
}

static const char *
check_flag(struct judged *j)
{
	j->value = strcmp(j->value, "0") == 0 ? "" : "1";
	return NULL;
}

/* The host of an address: no name before it, nothing that hides another. */
static bool
host_good(const char *s, size_t n)
{
	if (n == 0 || n > 253 || *s == '.' || *s == '-' || *s == ':')
		return false;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] <= ' ' ||
		    strchr("@\"'<>\\`{}|^%", s[i]) != NULL)
			return false;
	return true;
}

static const char *
check_url(struct judged *j)
{
	static const char wrong[] =
	    "Это не адрес страницы. Он начинается с https:// — скопируйте "
	    "его из браузера.";
	const char *rest = NULL, *s = j->value;
	size_t host;

	if (strncmp(s, "https://", 8) == 0)
		rest = s + 8;
	else if (strncmp(s, "http://", 7) == 0)
		rest = s + 7;
	if (rest == NULL)
		return wrong;
	host = strcspn(rest, "/?#");
	if (!host_good(rest, host) || memchr(rest, '.', host) == NULL ||
	    strpbrk(rest, " \"<>\\`") != NULL)
		return wrong;
	return check_chars(j);
}

static const char *
check_email(struct judged *j)
{
	const char *at = strchr(j->value, '@');

	if (at == NULL || at == j->value || strchr(at + 1, '@') != NULL ||
	    at[1] == '.' || strchr(at + 1, '.') == NULL ||
	    at[strlen(at) - 1] == '.' ||
	    strpbrk(j->value, " ,;\"'<>()\\:/?&%") != NULL)
		return "Это не адрес почты. Пример: school3@example.ru.";
	return check_chars(j);
}

static const char *
check_file(struct judged *j)
{
	j->value = ""; /* files stand in their own table */
	return NULL;
}

static const struct {
	const char *(*check)(struct judged *);
	bool lines;	   /* more than one */
	const char *empty; /* of a required one */
} rules[] = {
	[REGISTER_LINE] = { check_chars, false, "Заполните поле." },
	[REGISTER_TEXT] = { check_chars, true, "Заполните поле." },
	[REGISTER_MARKDOWN] = { check_markdown, true, "Заполните поле." },
	[REGISTER_INT] = { check_int, false, "Укажите число." },
	[REGISTER_DATE] = { check_date, false, "Укажите дату." },
	[REGISTER_CHOICE] = { check_choice, false, "Выберите из списка." },
	[REGISTER_FLAG] = { check_flag, false, "Поставьте отметку." },
	[REGISTER_URL] = { check_url, false, "Укажите адрес." },
	[REGISTER_EMAIL] = { check_email, false, "Укажите почту." },
	[REGISTER_FILE] = { check_file, false, NULL },
};

static const char *
judge(struct judged *j)
{
	size_t n = strlen(j->value);
	const char *clean, *error = NULL;

	clean = rules[j->f->type].lines ? text_clean(j->a, j->value, n)
					: text_clean_line(j->a, j->value, n);
	if (clean == NULL)
		return "В тексте есть знаки, которых мы не понимаем. "
		       "Наберите его заново.";
	j->value = clean;
	if (*clean != '\0')
		error = rules[j->f->type].check(j);
	if (error == NULL && *j->value == '\0' && j->f->required)
		error = rules[j->f->type].empty;
	return error;
}

/* What is known of a person only after a consent. */
static const char *
check_after(struct arena *a, const struct record *r, int i)
{
	int flag = r->def->fields[i].after;

	if (flag < 0 || *r->values[i] == '\0' || *r->values[flag] != '\0')
		return NULL;
	return arena_printf(a,
	    "Это записывают после отметки «%s». Поставьте её или очистите "
	    "поле.",
	    r->def->fields[flag].label);
}

int
record_check(
    struct arena *a, struct record *r, const char *errors[REGISTER_FIELDS_MAX])
{
	int n = 0;

	for (int i = 0; i < r->def->fields_n; i++) {
		struct judged j = { a, &r->def->fields[i], r->values[i] };

		errors[i] = judge(&j);
		r->values[i] = j.value;
	}
	for (int i = 0; i < r->def->fields_n; i++) {
		if (errors[i] == NULL)
			errors[i] = check_after(a, r, i);
		n += errors[i] != NULL;
	}
	return n;
}
