#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/date.h"
#include "base/log.h"
#include "base/secret.h"
#include "ctl/ctl.h"

/* The command line is root's or the service's own hand: it may all. */
const struct actor ctl_actor = { 0, "командная строка", ~0u };

static const char *const rc_words[RC__COUNT] = {
	[RC_OK] = "готово",
	[RC_NOT_FOUND] = "не найдено",
	[RC_INVALID] = "значение не подходит",
	[RC_DENIED] = "это действие сейчас невозможно",
	[RC_CONFLICT] = "такая запись уже есть или изменилась: повторите",
	[RC_BUSY] = "хранилище занято другой программой: повторите позже",
	[RC_GONE] = "запись отозвана",
	[RC_TOO_LARGE] = "слишком большой объём",
	[RC_FAIL] = "внутренняя ошибка: причина в журнале выше",
};

static char *
words(struct arena *a, const char *fmt, va_list ap)
{
	char *line, *kept;

	if (vasprintf(&line, fmt, ap) < 0)
		return arena_strdup(a, "нет памяти");
	kept = arena_strdup(a, line);
	free(line);
	return kept;
}

void
ctl_say(struct ctl *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	strbuf_adds(&c->text, words(c->arena, fmt, ap));
	strbuf_addc(&c->text, '\n');
	va_end(ap);
}

void
ctl_set(struct ctl *c, const char *name, json_t *o)
{
	/* NULL came from a text that is not UTF-8. */
	json_object_set_new(c->out, name, o == NULL ? json_null() : o);
}

enum ctl_exit
ctl_refuse(struct ctl *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	c->error = words(c->arena, fmt, ap);
	va_end(ap);
	return CTL_REFUSED;
}

enum ctl_exit
ctl_misuse(struct ctl *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	c->error = words(c->arena, fmt, ap);
	va_end(ap);
	return CTL_MISUSE;
}

enum ctl_exit
ctl_refuse_rc(struct ctl *c, enum rc rc, const char *what)
{
	return ctl_refuse(c, "%s: %s", what, rc_words[rc]);
}

const char *
ctl_value(const struct ctl *c, const char *name)
{
	const struct ctl_option *o = c->command->options;

	for (int i = 0; i < CTL_OPTIONS_MAX && o[i].name != NULL; i++)
		if (strcmp(o[i].name, name) == 0)
			return c->values[i];
	return NULL;
}

enum ctl_exit
ctl_site_of(struct ctl *c, struct site **site)
{
	const char *name = c->site_name, **names;
	enum rc rc;
	int n;

	if (name == NULL) {
		if ((rc = site_list(&c->paths, c->arena, &names, &n)) != RC_OK)
			return ctl_refuse_rc(c, rc, c->paths.state);
		if (n == 0)
			return ctl_refuse(c,
			    "В папке %s нет разделов: "
			    "создайте первый командой site add",
			    c->paths.state);
		if (n > 1)
			return ctl_misuse(c, "Разделов несколько: укажите "
					     "--site ИМЯ");
		name = names[0];
	}
	rc = site_open(&c->paths, name, site);
	if (rc == RC_NOT_FOUND)
		return ctl_refuse(c,
		    "Раздела «%s» нет: список даёт команда "
		    "site list",
		    name);
	return rc == RC_OK ? CTL_DONE : ctl_refuse_rc(c, rc, name);
}

char *
ctl_time(struct arena *a, int64_t t)
{
	return t == 0 ? arena_strdup(a, "")
		      : arena_printf(a, "%s %s", date_ymd(a, t), date_hm(a, t));
}

/* db/ of the program: said by the environment, installed, or of the tree. */
static const char *
db_dir(void)
{
	const char *env = getenv("NASTAVNIK_DB");

	if (env != NULL && env[0] != '\0')
		return env;
	return access(DATA_DIR "/db/schema.sql", R_OK) == 0 ? DATA_DIR "/db"
							    : "db";
}

enum ctl_exit
ctl_prepare(struct ctl *c)
{
	struct conf *conf;
	enum rc rc;

	if (!ctl_owner_become(c->paths.state))
		return ctl_refuse(c,
		    "Нельзя работать от имени владельца папки %s",
		    c->paths.state);
	conf = site_state_conf(c->paths.state);
	if (conf == NULL)
		return ctl_refuse(c,
		    "%s/nastavnik.conf не прочитан: причина "
		    "в журнале выше",
		    c->paths.state);
	rc = clock_init(c->paths.state, (int)conf_int(conf, "testing"));
	conf_free(conf);
	if (rc == RC_DENIED)
		return ctl_refuse(c,
		    "В папке %s лежит файл clock, а проверка "
		    "выключена: удалите файл или поставьте testing = 1",
		    c->paths.state);
	if (rc == RC_OK)
		rc = secret_init();
	c->paths.db = db_dir();
	return rc == RC_OK ? CTL_DONE : ctl_refuse_rc(c, rc, "запуск");
}

/* The whole answer; false: it could not be written. */
static bool
print_answer(struct ctl *c, enum ctl_exit exit)
{
	if (!c->json && c->error != NULL) {
		/* What a check found stands before its verdict. */
		fputs(c->text.buf, stdout);
		fflush(stdout);
		fprintf(stderr, "nastavnik: %s\n", c->error);
		if (exit == CTL_MISUSE)
			fprintf(stderr, "%s\nПодробно: --help\n",
			    c->command == NULL
				? "nastavnik [--state ПАПКА] [--site ИМЯ] "
				  "[--json] КОМАНДА"
				: ctl_help_synopsis(c->arena, c->command));
		return true;
	}
	if (!c->json) {
		fputs(c->text.buf, stdout);
	} else {
		json_object_set_new(
		    c->out, "ok", json_boolean(exit == CTL_DONE));
		if (c->error != NULL)
			ctl_set(c, "error", json_string(c->error));
		if (c->help)
			ctl_set(c, "help", json_string(c->text.buf));
		json_dumpf(c->out, stdout, JSON_COMPACT);
		putchar('\n');
	}
	return fflush(stdout) == 0 && !ferror(stdout);
}

int
ctl_run(int argc, char **argv, const struct ctl_command *const *commands, int n)
{
	struct ctl c = { .arena = arena_new(), .out = json_object() };
	enum ctl_exit exit;

	strbuf_init(&c.text);
	/* Stands first in what is printed. */
	ctl_set(&c, "ok", json_false());
	exit = ctl_option_parse(&c, argc, argv, commands, n);
	if (exit == CTL_DONE && c.help)
		ctl_help(&c, commands, n);
	else if (exit == CTL_DONE &&
		 (c.command->stateless || (exit = ctl_prepare(&c)) == CTL_DONE))
		exit = c.command->run(&c);
	if (!print_answer(&c, exit)) {
		log_error("standard output: not written");
		exit = CTL_REFUSED;
	}
	site_close_all();
	json_decref(c.out);
	strbuf_free(&c.text);
	arena_free(c.arena);
	return exit;
}
