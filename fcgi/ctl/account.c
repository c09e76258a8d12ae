#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/secret.h"
#include "ctl/ctl.h"
#include "people/account.h"
#include "store/site.h"

/* One line of fd without its end; longer than a password may be is not one.
 * On a terminal it is asked for and not shown. */
static enum ctl_exit
read_password(struct ctl *c, int fd, const char *name, char **password)
{
	char buf[ACCOUNT_PASSWORD_MAX + 3]; /* and CR, LF, NUL */
	struct termios seen, blind;
	bool terminal = tcgetattr(fd, &seen) == 0;
	size_t n = 0;
	ssize_t did = 0;

	if (terminal) {
		fputs("Пароль: ", stderr);
		blind = seen;
		blind.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(fd, TCSAFLUSH, &blind);
	}
	while (n < sizeof(buf) - 1 && memchr(buf, '\n', n) == NULL) {
		did = read(fd, buf + n, sizeof(buf) - 1 - n);
		if (did < 0 && errno == EINTR)
			continue;
		if (did <= 0)
			break;
		n += (size_t)did;
	}
	if (terminal) {
		tcsetattr(fd, TCSAFLUSH, &seen);
		fputc('\n', stderr);
	}
	if (did < 0)
		return ctl_refuse(c, "%s: %s", name, strerror(errno));
	buf[n] = '\0';
	buf[strcspn(buf, "\r\n")] = '\0';
	*password = arena_strdup(c->arena, buf);
	secret_wipe(buf);
	return CTL_DONE;
}

static enum ctl_exit
password_of(struct ctl *c, const char *path, char **password)
{
	enum ctl_exit exit;
	int fd;

	if (path == NULL)
		return read_password(c, 0, "стандартный ввод", password);
	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		return ctl_refuse(
		    c, "Пароль не прочитан: %s: %s", path, strerror(errno));
	exit = read_password(c, fd, path, password);
	close(fd);
	return exit;
}

static json_t *
roles_json(unsigned roles)
{
	json_t *list = json_array();

	for (int i = 0; i < role_names_n; i++)
		if (roles & role_names[i].bit)
			json_array_append_new(
			    list, json_string(role_names[i].word));
	return list;
}

static char *
role_words(struct arena *a)
{
	char *words = arena_strdup(a, "");

	for (int i = 0; i < role_names_n; i++)
		words =
		    arena_printf(a, "%s%s%s (%s)", words, i == 0 ? "" : ", ",
			role_names[i].word, role_names[i].title);
	return words;
}

static enum ctl_exit
account_add_run(struct ctl *c)
{
	const char *login = c->args[0], *name = ctl_value(c, "name");
	const char *roles = ctl_value(c, "role"), *why = NULL;
	unsigned bits;
	struct site *site;
	char *password;
	int64_t id;
	enum ctl_exit exit;
	enum rc rc;

	if (name == NULL)
		return ctl_misuse(c, "Нужны имя и фамилия: --name");
	if (roles == NULL)
		return ctl_misuse(c, "Нужна роль: --role");
	if ((bits = role_parse(roles)) == 0)
		return ctl_refuse(
		    c, "Роли «%s» нет. Есть: %s", roles, role_words(c->arena));
	if ((exit = ctl_site_of(c, &site)) != CTL_DONE ||
	    (exit = password_of(c, ctl_value(c, "password-file"), &password)) !=
		CTL_DONE)
		return exit;
	rc = account_add(site->store, c->arena, &ctl_actor, login, name, bits,
	    password, &id, &why);
	secret_wipe(password);
	if (rc == RC_CONFLICT)
		return ctl_refuse(
		    c, "Логин «%s» занят: выберите другой", login);
	if (rc == RC_INVALID && why != NULL)
		return ctl_refuse(c, "%s", why);
	if (rc != RC_OK)
		return ctl_refuse_rc(c, rc, login);
	ctl_say(c, "Учётная запись «%s» создана: %s", login,
	    role_titles(c->arena, bits));
	ctl_set(c, "account",
	    json_pack("{s:I,s:s,s:s,s:o}", "id", (json_int_t)id, "login", login,
		"name", name, "roles", roles_json(bits)));
	return CTL_DONE;
}

const struct ctl_command ctl_account_add = {
	.words = "account add",
	.args = "ЛОГИН --name ИМЯ --role РОЛЬ[,РОЛЬ] [--password-file ФАЙЛ]",
	.about = "завести учётную запись",
	.args_min = 1,
	.args_max = 1,
	.options = {
		{ "name", "ИМЯ", "имя и фамилия, как их увидят коллеги" },
		{ "role", "РОЛЬ[,РОЛЬ]",
		    "director, curator, editor, psychologist, mentor, "
		    "pd_officer, admin" },
		{ "password-file", "ФАЙЛ",
		    "первая строка — пароль; иначе стандартный ввод" },
	},
	.notes =
	    "  Пароль — от 8 до 256 байт. В командной строке его не пишут:\n"
	    "  её видят другие.\n",
	.json = "\"account\":{\"id\",\"login\",\"name\",\"roles\":[...]}",
	.example = "--site school7 account add petrova --name \"Анна Петрова\""
	           " --role curator",
	.run = account_add_run,
};

static enum ctl_exit
account_list_run(struct ctl *c)
{
	json_t *list;
	struct account *found;
	struct site *site;
	enum ctl_exit exit;
	enum rc rc;
	int n;

	if ((exit = ctl_site_of(c, &site)) != CTL_DONE)
		return exit;
	if ((rc = accounts_list(site->store, c->arena, &found, &n)) != RC_OK)
		return ctl_refuse_rc(c, rc, site->name);
	list = json_array();
	for (int i = 0; i < n; i++) {
		const struct account *s = &found[i];

		ctl_say(c, "%s\t%s\t%s%s%s", s->login, s->name,
		    role_titles(c->arena, s->roles),
		    s->totp ? "\tвторой шаг" : "",
		    s->locked ? "\tзакрыта" : "");
		json_array_append_new(
		    list, json_pack("{s:I,s:s,s:s,s:o,s:b,s:b,s:I}", "id",
			      (json_int_t)s->id, "login", s->login, "name",
			      s->name, "roles", roles_json(s->roles), "locked",
			      s->locked, "second_factor", s->totp, "created_at",
			      (json_int_t)s->created_at));
	}
	if (n == 0)
		ctl_say(c, "Учётных записей нет: заведите первую командой "
			   "account add");
	ctl_set(c, "accounts", list);
	return CTL_DONE;
}

const struct ctl_command ctl_account_list = {
	.words = "account list",
	.args = "",
	.about = "показать учётные записи",
	.json = "\"accounts\":[{\"id\",\"login\",\"name\",\"roles\":[...],\n"
		"  \"locked\",\"second_factor\",\"created_at\"}]",
	.example = "--site school7 --json account list",
	.run = account_list_run,
};

/* The account of the first argument. */
static enum ctl_exit
account_of(struct ctl *c, struct site **site, struct account *account)
{
	enum ctl_exit exit;
	enum rc rc;

	if ((exit = ctl_site_of(c, site)) != CTL_DONE)
		return exit;
	rc = accounts_by_login((*site)->store, c->arena, c->args[0], account);
	if (rc == RC_NOT_FOUND)
		return ctl_refuse(c,
		    "Учётной записи «%s» нет: список даёт "
		    "команда account list",
		    c->args[0]);
	return rc == RC_OK ? CTL_DONE : ctl_refuse_rc(c, rc, c->args[0]);
}

static enum ctl_exit
changed(
    struct ctl *c, enum rc rc, const struct account *account, const char *what)
{
	if (rc == RC_DENIED)
		return ctl_refuse(c,
		    "«%s» — единственный администратор: сначала назначьте "
		    "другого",
		    account->login);
	if (rc != RC_OK)
		return ctl_refuse_rc(c, rc, account->login);
	ctl_say(c, "Учётная запись «%s»: %s", account->login, what);
	ctl_set(c, "account", json_string(account->login));
	return CTL_DONE;
}

static enum ctl_exit
set_locked(struct ctl *c, bool locked)
{
	struct account account;
	struct site *site;
	enum ctl_exit exit;

	if ((exit = account_of(c, &site, &account)) != CTL_DONE)
		return exit;
	return changed(c,
	    account_set_locked(site->store, &ctl_actor, account.id, locked),
	    &account, locked ? "вход закрыт" : "вход открыт");
}

static enum ctl_exit
account_lock_run(struct ctl *c)
{
	return set_locked(c, true);
}

const struct ctl_command ctl_account_lock = {
	.words = "account lock",
	.args = "ЛОГИН",
	.about = "закрыть вход и завершить все сеансы",
	.args_min = 1,
	.args_max = 1,
	.json = "\"account\":ЛОГИН",
	.example = "--site school7 account lock petrova",
	.run = account_lock_run,
};

static enum ctl_exit
account_unlock_run(struct ctl *c)
{
	return set_locked(c, false);
}

const struct ctl_command ctl_account_unlock = {
	.words = "account unlock",
	.args = "ЛОГИН",
	.about = "снова открыть вход",
	.args_min = 1,
	.args_max = 1,
	.json = "\"account\":ЛОГИН",
	.example = "--site school7 account unlock petrova",
	.run = account_unlock_run,
};

static enum ctl_exit
account_password_run(struct ctl *c)
{
	struct account account;
	const char *why = NULL;
	struct site *site;
	char *password;
	enum ctl_exit exit;
	enum rc rc;

	if ((exit = account_of(c, &site, &account)) != CTL_DONE ||
	    (exit = password_of(c, ctl_value(c, "password-file"), &password)) !=
		CTL_DONE)
		return exit;
	rc = account_set_password(
	    site->store, c->arena, &ctl_actor, account.id, password, &why);
	secret_wipe(password);
	if (rc == RC_INVALID && why != NULL)
		return ctl_refuse(c, "%s", why);
	return changed(c, rc, &account, "пароль изменён, сеансы завершены");
}

const struct ctl_command ctl_account_password = {
	.words = "account password",
	.args = "ЛОГИН [--password-file ФАЙЛ]",
	.about = "сменить пароль и завершить все сеансы",
	.args_min = 1,
	.args_max = 1,
	.options = {
		{ "password-file", "ФАЙЛ",
		    "первая строка — пароль; иначе стандартный ввод" },
	},
	.json = "\"account\":ЛОГИН",
	.example = "--site school7 account password petrova",
	.run = account_password_run,
};

static enum ctl_exit
account_totp_off_run(struct ctl *c)
{
	struct account account;
	struct site *site;
	enum ctl_exit exit;

	if ((exit = account_of(c, &site, &account)) != CTL_DONE)
		return exit;
	return changed(c, account_totp_off(site->store, &ctl_actor, account.id),
	    &account, "второй шаг входа выключен");
}

const struct ctl_command ctl_account_totp_off = {
	.words = "account totp-off",
	.args = "ЛОГИН",
	.about = "выключить второй шаг входа (телефон потерян)",
	.args_min = 1,
	.args_max = 1,
	.notes = "  Убедитесь, что просит сам владелец: после этого для входа\n"
		 "  достаточно пароля.\n",
	.json = "\"account\":ЛОГИН",
	.example = "--site school7 account totp-off petrova",
	.run = account_totp_off_run,
};
