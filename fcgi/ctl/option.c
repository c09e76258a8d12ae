#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "ctl/ctl.h"

static const char default_state[] = "/var/lib/nastavnik";

/* The next argument is the value of an option, or it stands after = . */
static const char *
value_of(const char *arg, int argc, char **argv, int *i)
{
	const char *equals = strchr(arg, '=');

	if (equals != NULL)
		return equals + 1;
	return *i + 1 < argc ? argv[++*i] : NULL;
}

static bool
is_option(const char *arg, const char *name)
{
	size_t n = strlen(name);

	return strncmp(arg, "--", 2) == 0 && strncmp(arg + 2, name, n) == 0 &&
	       (arg[2 + n] == '\0' || arg[2 + n] == '=');
}

/* CTL_DONE with *taken false: not one of these. */
static enum ctl_exit
take_global(struct ctl *c, int argc, char **argv, int *i, bool *taken)
{
	const char *arg = argv[*i], **to = NULL;

	*taken = true;
	if (strcmp(arg, "--json") == 0) {
		c->json = true;
		return CTL_DONE;
	}
	if (strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0) {
		c->help = true;
		return CTL_DONE;
	}
	if (is_option(arg, "state"))
		to = &c->paths.state;
	else if (is_option(arg, "site"))
		to = &c->site_name;
	if (to == NULL) {
		*taken = false;
		return CTL_DONE;
	}
	if ((*to = value_of(arg, argc, argv, i)) == NULL || **to == '\0')
		return ctl_misuse(c, "После %s нужно значение", arg);
	return CTL_DONE;
}

static enum ctl_exit
take_own(struct ctl *c, int argc, char **argv, int *i)
{
	const struct ctl_option *o = c->command->options;
	const char *arg = argv[*i];

	for (int k = 0; k < CTL_OPTIONS_MAX && o[k].name != NULL; k++) {
		if (!is_option(arg, o[k].name))
			continue;
		if (c->values[k] != NULL)
			return ctl_misuse(c, "--%s указан дважды", o[k].name);
		if (o[k].value == NULL && strchr(arg, '=') != NULL)
			return ctl_misuse(c, "У --%s нет значения", o[k].name);
		c->values[k] =
		    o[k].value == NULL ? "" : value_of(arg, argc, argv, i);
		if (c->values[k] == NULL)
			return ctl_misuse(
			    c, "После --%s нужно значение", o[k].name);
		return CTL_DONE;
	}
	return ctl_misuse(c, "Неизвестный параметр %s", arg);
}

/* The command whose words begin here; *used is how many. */
static const struct ctl_command *
find_command(struct ctl *c, int argc, char **argv, int i,
    const struct ctl_command *const *commands, int n, int *used)
{
	const char *two =
	    i + 1 < argc ? arena_printf(c->arena, "%s %s", argv[i], argv[i + 1])
			 : "";

	for (int k = 0; k < n; k++) {
		*used = strchr(commands[k]->words, ' ') == NULL ? 1 : 2;
		if (strcmp(commands[k]->words, *used == 1 ? argv[i] : two) == 0)
			return commands[k];
	}
	return NULL;
}

/* "account --help": the first word of a family. */
static bool
is_family(const char *word, const struct ctl_command *const *commands, int n)
{
	size_t len = strlen(word);

	for (int k = 0; k < n; k++)
		if (strncmp(commands[k]->words, word, len) == 0 &&
		    commands[k]->words[len] == ' ')
			return true;
	return false;
}

static enum ctl_exit
count_args(struct ctl *c)
{
	if (c->help)
		return CTL_DONE;
	if (c->command == NULL && c->n > 0)
		return ctl_misuse(c, "Нет такой команды: %s", c->args[0]);
	if (c->command == NULL)
		return ctl_misuse(c, "Не указана команда");
	if (c->n < c->command->args_min)
		return ctl_misuse(c, "Не хватает: %s", c->command->args);
	if (c->n > c->command->args_max)
		return ctl_misuse(c, "Лишнее слово: %s", c->args[c->n - 1]);
	return CTL_DONE;
}

enum ctl_exit
ctl_option_parse(struct ctl *c, int argc, char **argv,
    const struct ctl_command *const *commands, int n)
{
	bool only_args = false, taken;
	enum ctl_exit exit;
	int used;

	c->paths.state = getenv("NASTAVNIK_STATE");
	if (c->paths.state == NULL || c->paths.state[0] == '\0')
		c->paths.state = default_state;
	/* First, so that a refusal of anything else is one object, too. */
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--json") == 0)
			c->json = true;
	for (int i = 1; i < argc; i++) {
		if (!text_valid(argv[i], strlen(argv[i]))) {
			if (c->command != NULL && c->command->stateless)
				return ctl_refuse(c, "Слово %d не в UTF-8", i);
			return ctl_misuse(c, "Слово %d не в UTF-8", i);
		}
		if (!only_args && strcmp(argv[i], "--") == 0) {
			only_args = true;
			continue;
		}
		if (!only_args && argv[i][0] == '-' && argv[i][1] != '\0') {
			exit = take_global(c, argc, argv, &i, &taken);
			if (exit == CTL_DONE && !taken && c->command == NULL)
				exit = ctl_misuse(
				    c, "Неизвестный параметр %s", argv[i]);
			else if (exit == CTL_DONE && !taken)
				exit = take_own(c, argc, argv, &i);
			if (exit != CTL_DONE)
				return exit;
			continue;
		}
		if (c->command == NULL && c->n == 0) {
			c->command =
			    find_command(c, argc, argv, i, commands, n, &used);
			if (c->command != NULL) {
				i += used - 1;
				continue;
			}
			if (!is_family(argv[i], commands, n))
				return ctl_misuse(
				    c, "Нет такой команды: %s", argv[i]);
		}
		if (c->n == CTL_ARGS_MAX)
			return ctl_misuse(c, "Лишнее слово: %s", argv[i]);
		c->args[c->n++] = argv[i];
	}
	return count_args(c);
}
