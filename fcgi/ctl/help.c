#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/text.h"
#include "ctl/ctl.h"

enum { NAME_COLUMNS = 26 }; /* where explanations begin */

static const struct ctl_option globals[] = {
	{ "state", "ПАПКА",
	    "где лежат разделы; иначе NASTAVNIK_STATE, иначе "
	    "/var/lib/nastavnik" },
	{ "site", "ИМЯ", "раздел; можно не указывать, если он один" },
	{ "json", NULL, "ответ одним объектом JSON на стандартный вывод" },
	{ "help", NULL, "эта справка" },
};

/* printf pads bytes, people read characters. */
static void
add_columns(struct strbuf *b, const char *name, const char *about)
{
	size_t n = text_chars(name);

	strbuf_addf(b, "  %s", name);
	if (n >= NAME_COLUMNS) {
		strbuf_addc(b, '\n');
		n = 0;
		strbuf_adds(b, "  ");
	}
	for (; n < NAME_COLUMNS; n++)
		strbuf_addc(b, ' ');
	strbuf_addf(b, "%s\n", about);
}

static void
add_option(struct ctl *c, const struct ctl_option *o)
{
	add_columns(&c->text,
	    o->value == NULL
		? arena_printf(c->arena, "--%s", o->name)
		: arena_printf(c->arena, "--%s %s", o->name, o->value),
	    o->about);
}

char *
ctl_help_synopsis(struct arena *a, const struct ctl_command *m)
{
	return arena_printf(a,
	    "nastavnik [--state ПАПКА] [--site ИМЯ] [--json] %s%s%s", m->words,
	    m->args[0] == '\0' ? "" : " ", m->args);
}

static void
add_conf(struct ctl *c)
{
	int n;
	const struct conf_item *items = site_conf_items(&n);

	strbuf_adds(&c->text,
	    "\nСтроки файла site.conf, ИМЯ = ЗНАЧЕНИЕ (и значение, если строки "
	    "нет):\n");
	for (int i = 0; i < n; i++)
		strbuf_addf(&c->text, "  %s = %s\n      %s\n", items[i].name,
		    items[i].preset, items[i].about);
}

static void
help_one(struct ctl *c, const struct ctl_command *m)
{
	struct strbuf *b = &c->text;

	strbuf_addf(b, "%s — %s\n\nВызов:\n  %s\n", m->words, m->about,
	    ctl_help_synopsis(c->arena, m));
	if (m->options[0].name != NULL)
		strbuf_adds(b, "\nПараметры команды:\n");
	for (int i = 0; i < CTL_OPTIONS_MAX && m->options[i].name != NULL; i++)
		add_option(c, &m->options[i]);
	strbuf_adds(b, "\nОбщие параметры:\n");
	for (size_t i = 0; i < LEN(globals); i++)
		add_option(c, &globals[i]);
	if (m->notes != NULL)
		strbuf_addf(b, "\nПодробности:\n%s", m->notes);
	if (m->lists_conf)
		add_conf(c);
	strbuf_addf(b,
	    "\nОтвет с --json:\n  {\"ok\":true,%s}\n"
	    "  при отказе {\"ok\":false,\"error\":\"причина\"}; время — "
	    "секунды UTC\n",
	    m->json);
	strbuf_adds(b, "\nКод завершения:\n"
		       "  0 сделано, 1 отказ с причиной, 2 неверный вызов\n");
	strbuf_addf(b, "\nПример:\n  nastavnik %s\n", m->example);
}

static bool
begins(const char *words, const char *word)
{
	size_t n = strlen(word);

	return strncmp(words, word, n) == 0 && words[n] == ' ';
}

void
ctl_help(struct ctl *c, const struct ctl_command *const *commands, int n)
{
	struct strbuf *b = &c->text;

	if (c->command != NULL) {
		help_one(c, c->command);
		return;
	}
	strbuf_adds(b,
	    "nastavnik — разделы, учётные записи, проверка и копии\n\n"
	    "Вызов:\n  nastavnik [--state ПАПКА] [--site ИМЯ] [--json] "
	    "КОМАНДА\n\nКоманды:\n");
	for (int i = 0; i < n; i++)
		if (c->n == 0 || begins(commands[i]->words, c->args[0]))
			add_columns(b, commands[i]->words, commands[i]->about);
	strbuf_adds(b, "\nОбщие параметры:\n");
	for (size_t i = 0; i < LEN(globals); i++)
		add_option(c, &globals[i]);
	strbuf_adds(b,
	    "\nКод завершения:\n"
	    "  0 сделано, 1 отказ с причиной, 2 неверный вызов\n"
	    "\nУ каждой команды есть своя справка: КОМАНДА --help\n");
}
