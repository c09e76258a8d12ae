#include "web/form.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/date.h"
#include "base/log.h"
#include "base/text.h"
#include "web/request.h"
#include "web/view.h"

struct value {
	const char *text;  /* as shown again; "" when empty */
	int64_t number;	   /* FIELD_INT, _TIME, _DAY, _FLAG */
	const char *error; /* NULL: none */
};

struct form {
	struct arena *arena;
	const struct field *fields;
	struct value *values;
	int n;
};

/* What is said of an empty field that may not be empty. */
static const char *const empty_words[] = {
	[FIELD_LINE] = "Заполните поле",
	[FIELD_TEXT] = "Заполните поле",
	[FIELD_SECRET] = "Заполните поле",
	[FIELD_INT] = "Укажите число",
	[FIELD_TIME] = "Укажите дату и время",
	[FIELD_DAY] = "Укажите дату",
	[FIELD_FLAG] = "Поставьте отметку",
	[FIELD_CHOICE] = "Выберите из списка",
};

struct form *
form_new(const struct request *req, const struct field *fields, int n)
{
	struct arena *a = request_arena(req);
	struct form *f = arena_alloc(a, sizeof(*f));

	f->arena = a;
	f->fields = fields;
	f->n = n;
	f->values = arena_alloc(a, sizeof(*f->values) * (size_t)n);
	for (int i = 0; i < n; i++)
		f->values[i].text = "";
	return f;
}

/* A name that is not in the table is our own mistake, seen by the first
 * test that runs the handler. */
static int
find(const struct form *f, const char *name)
{
	for (int i = 0; i < f->n; i++)
		if (strcmp(f->fields[i].name, name) == 0)
			return i;
	log_error("a form has no field %s", name);
	abort();
}

/* -------------------------------------------------------------- checking */

static const char *
check_chars(struct form *f, const struct field *d, const char *s)
{
	int64_t n = (int64_t)text_chars(s);

	if (d->max > 0 && n > d->max)
		return arena_printf(f->arena,
		    "Не больше %" PRId64 " %s, сейчас %" PRId64, d->max,
		    text_plural(d->max, "знака", "знаков", "знаков"), n);
	if (n < d->min)
		return arena_printf(f->arena,
		    "Не меньше %" PRId64 " %s, сейчас %" PRId64, d->min,
		    text_plural(d->min, "знака", "знаков", "знаков"), n);
	return NULL;
}

static const char *
check_secret(struct form *f, const struct field *d, const char *s)
{
	int64_t n = (int64_t)strlen(s);

	if (d->max > 0 && n > d->max)
		return "Слишком длинно, сократите";
	if (n < d->min)
		return arena_printf(f->arena, "Не меньше %" PRId64 " %s",
		    d->min, text_plural(d->min, "знака", "знаков", "знаков"));
	return NULL;
}

static const char *
check_int(struct form *f, const struct field *d, const char *s, int64_t *out)
{
	bool bounded = d->min != 0 || d->max != 0;
	int64_t n;

	if (!text_int(s, INT64_MIN, INT64_MAX, &n))
		return "Нужно целое число";
	if (bounded && (n < d->min || n > d->max))
		return arena_printf(f->arena,
		    "Нужно число от %" PRId64 " до %" PRId64, d->min, d->max);
	*out = n;
	return NULL;
}

static const char *
check_time(const struct field *d, const char *s, int64_t *out)
{
	int64_t at;

	if (!date_parse(s, &at))
		return d->kind == FIELD_DAY
			   ? "Дата не похожа на дату. Пример: 2026-12-08"
			   : "Дата не похожа на дату. Пример: 2026-12-08T15:00";
	if (d->max > d->min && (at < d->min || at > d->max))
		return "Дата вне допустимых пределов";
	*out = d->kind == FIELD_DAY ? date_midnight(at) : at;
	return NULL;
}

static const char *
check_choice(const struct field *d, const char *s)
{
	for (int i = 0; d->choices[i] != NULL; i++)
		if (strcmp(d->choices[i], s) == 0)
			return NULL;
	return empty_words[FIELD_CHOICE];
}

static const char *
clean(struct form *f, const struct field *d, const char *s)
{
	char *t;

	if (d->kind == FIELD_SECRET)
		return s;
	t = d->kind == FIELD_TEXT ? text_clean(f->arena, s, strlen(s))
				  : text_clean_line(f->arena, s, strlen(s));
	return t != NULL ? t : "";
}

static const char *
check(struct form *f, const struct field *d, struct value *v)
{
	switch (d->kind) {
	case FIELD_LINE:
	case FIELD_TEXT:
		return check_chars(f, d, v->text);
	case FIELD_SECRET:
		return check_secret(f, d, v->text);
	case FIELD_INT:
		return check_int(f, d, v->text, &v->number);
	case FIELD_TIME:
	case FIELD_DAY:
		return check_time(d, v->text, &v->number);
	case FIELD_CHOICE:
		return check_choice(d, v->text);
	case FIELD_FLAG:
		v->number = strcmp(v->text, "0") != 0;
		return NULL;
	}
	return NULL;
}

struct form *
form_read(const struct request *req, const struct field *fields, int n)
{
	struct form *f = form_new(req, fields, n);

	for (int i = 0; i < n; i++) {
		const struct field *d = &fields[i];
		struct value *v = &f->values[i];
		const char *sent = request_field(req, d->name);

		v->text = sent != NULL ? clean(f, d, sent) : "";
		if (*v->text)
			v->error = check(f, d, v);
		else if (d->flags & FIELD_REQUIRED)
			v->error = empty_words[d->kind];
		if (d->kind == FIELD_FLAG && v->number == 0 &&
		    (d->flags & FIELD_REQUIRED))
			v->error = empty_words[FIELD_FLAG];
	}
	return f;
}

/* --------------------------------------------------------------- reading */

bool
form_ok(const struct form *f)
{
	for (int i = 0; i < f->n; i++)
		if (f->values[i].error != NULL)
			return false;
	return true;
}

const char *
form_text(const struct form *f, const char *name)
{
	const struct value *v = &f->values[find(f, name)];

	return v->error == NULL ? v->text : "";
}

int64_t
form_int(const struct form *f, const char *name)
{
	const struct value *v = &f->values[find(f, name)];

	return v->error == NULL ? v->number : 0;
}

bool
form_given(const struct form *f, const char *name)
{
	return *f->values[find(f, name)].text != '\0';
}

void
form_error(struct form *f, const char *name, const char *sentence)
{
	struct value *v = &f->values[find(f, name)];

	if (v->error == NULL)
		v->error = sentence;
}

/* --------------------------------------------------------------- showing */

void
form_set_text(struct form *f, const char *name, const char *text)
{
	f->values[find(f, name)].text = text != NULL ? text : "";
}

/* A time of 0 is none; a flag is on or off; a number is itself. */
void
form_set_int(struct form *f, const char *name, int64_t n)
{
	int i = find(f, name);
	struct value *v = &f->values[i];

	v->number = n;
	switch (f->fields[i].kind) {
	case FIELD_TIME:
		v->text = n != 0 ? date_input(f->arena, n) : "";
		break;
	case FIELD_DAY:
		v->text = n != 0 ? date_ymd(f->arena, n) : "";
		break;
	case FIELD_FLAG:
		v->text = n != 0 ? "1" : "";
		break;
	default:
		v->text = arena_printf(f->arena, "%" PRId64, n);
		break;
	}
}

void
form_show(const struct form *f, struct view *view)
{
	int errors = 0;

	view_in(view, "Form");
	for (int i = 0; i < f->n; i++) {
		const struct field *d = &f->fields[i];
		const struct value *v = &f->values[i];
		bool chars = d->kind == FIELD_LINE || d->kind == FIELD_TEXT;

		view_in(view, d->name);
		if (d->kind == FIELD_FLAG)
			view_flag(view, "checked", v->number != 0);
		else if (d->kind != FIELD_SECRET)
			view_text(view, "value", v->text);
		view_text(view, "error", v->error);
		if (chars && d->max > 0)
			view_int(view, "max", d->max);
		view_out(view);
		errors += v->error != NULL;
	}
	view_int(view, "errors", errors);
	view_out(view);
}
