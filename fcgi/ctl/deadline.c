#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "ctl/ctl.h"
#include "ctl/deadline.h"
#include "deadline/deadline.h"

static json_t *
windows_json(struct arena *a, const struct deadline *d)
{
	json_t *list = json_array();

	for (int i = 0; i < d->windows_n; i++) {
		const struct deadline_window *w = &d->windows[i];

		json_array_append_new(list,
		    json_pack("{s:s,s:s,s:b}", "from", day_iso(a, w->from),
			"to", day_iso(a, w->to), "open_left", w->open_left));
	}
	return list;
}

const char *
ctl_deadline_flag(const char *flag)
{
	return strcmp(flag, deadline_flags[DEADLINE_EDGE_OF_PERIOD]) == 0
		   ? deadline_flags[DEADLINE_OUT_OF_PERIOD]
		   : flag;
}

/* Where the word is not its own, its own stands behind it. */
static json_t *
flags_json(const struct deadline *d)
{
	json_t *list = json_array();

	for (int i = 0; i < DEADLINE_FLAGS; i++) {
		const char *own = deadline_flags[i],
			   *word = ctl_deadline_flag(own);

		if (!(d->flags & BIT(i)))
			continue;
		json_array_append_new(list, json_string(word));
		if (word != own)
			json_array_append_new(list, json_string(own));
	}
	return list;
}

json_t *
ctl_deadline_json(struct arena *a, const struct deadline *d)
{
	json_t *o = json_object(), *verbatim = json_string(d->verbatim);

	/* NULL came from a text that is not UTF-8. */
	json_object_set_new(
	    o, "verbatim", verbatim == NULL ? json_null() : verbatim);
	json_object_set_new(o, "windows", windows_json(a, d));
	json_object_set_new(
	    o, "precision", json_string(deadline_precisions[d->precision]));
	json_object_set_new(o, "recurrence",
	    d->recurrence == NULL ? json_null() : json_string(d->recurrence));
	json_object_set_new(o, "flags", flags_json(d));
	json_object_set_new(o, "unread", json_boolean(d->unread));
	json_object_set_new(o, "suggestion",
	    !d->suggested ? json_null()
			  : json_pack("{s:s,s:s,s:s}", "from",
				day_iso(a, d->suggestion.from), "to",
				day_iso(a, d->suggestion.to), "why", d->why));
	return o;
}

static void
say_window(struct ctl *c, const char *what, const struct deadline_window *w)
{
	if (w->open_left)
		ctl_say(
		    c, "%s: по %s включительно", what, day_ru(c->arena, w->to));
	else if (w->from == w->to)
		ctl_say(c, "%s: %s", what, day_ru(c->arena, w->from));
	else
		ctl_say(c, "%s: с %s по %s", what, day_ru(c->arena, w->from),
		    day_ru(c->arena, w->to));
}

static void
say_deadline(struct ctl *c, const struct deadline *d)
{
	for (int i = 0; i < d->windows_n; i++)
		say_window(c, "Срок", &d->windows[i]);
	if (d->windows_n == 0)
		ctl_say(c, "Срока нет");
	if (d->recurrence != NULL)
		ctl_say(c, "Повторяется: %s", d->recurrence);
	for (int i = 0; i < DEADLINE_FLAGS; i++)
		if (d->flags & BIT(i))
			ctl_say(c, "%s: %s", deadline_flags[i],
			    deadline_flag_sentences[i]);
	if (d->suggested) {
		say_window(c, "Возможный срок", &d->suggestion);
		ctl_say(c, "Почему: %s", d->why);
	}
}

static enum ctl_exit
deadline_run(struct ctl *c)
{
	const char *text = c->args[0], *period_text = ctl_value(c, "period");
	const char *approved_text = ctl_value(c, "approved");
	struct deadline_period period;
	int approved = DAY_NONE;
	struct deadline d;

	if (period_text == NULL)
		return ctl_misuse(c, "Не хватает: --period ПЕРИОД");
	if (!text_valid(text, strlen(text)))
		return ctl_refuse(c, "Текст срока не в UTF-8");
	if (strlen(text) > DEADLINE_TEXT_MAX)
		return ctl_refuse(c,
		    "Текст срока длиннее %d байт: оставьте только срок",
		    DEADLINE_TEXT_MAX);
	if (!deadline_period_parse(period_text, &period))
		return ctl_refuse(c,
		    "Такого периода нет: пишут school:2024, calendar:2022, "
		    "2021-09-01..2024-05-31 (не больше десяти лет) или none");
	if (approved_text != NULL && !day_parse(approved_text, &approved))
		return ctl_refuse(
		    c, "Такой даты утверждения нет: пишут 2022-04-20");
	deadline_read(c->arena, text, &period, approved, &d);
	say_deadline(c, &d);
	json_object_update_new(c->out, ctl_deadline_json(c->arena, &d));
	return CTL_DONE;
}

const struct ctl_command ctl_deadline = {
	.words = "deadline",
	.args = "ТЕКСТ --period ПЕРИОД [--approved ДАТА]",
	.about = "прочитать срок так, как его читает дорожная карта",
	.args_min = 1,
	.args_max = 1,
	.stateless = true,
	.options = {
		{ "period", "ПЕРИОД", "school:2024, calendar:2022, "
		    "2021-09-01..2024-05-31 или none" },
		{ "approved", "ДАТА", "день утверждения документа, 2022-04-20" },
	},
	.notes =
	    "  Раздел и папка не нужны. Слова не исправляются: что можно\n"
	    "  понять по-разному, остаётся без срока и с пометкой. Текст,\n"
	    "  который начинается с дефиса, пишут после «--».\n",
	.json = "\"verbatim\",\"windows\":[{\"from\",\"to\",\"open_left\"}],\n"
	        "  \"precision\",\"recurrence\",\"flags\":[ПОМЕТКА],\"unread\",\n"
	        "  \"suggestion\":{\"from\",\"to\",\"why\"} или null",
	.example = "deadline \"до 15 марта 2022 г.\" --period calendar:2022",
	.run = deadline_run,
};
