#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/day.h"
#include "ctl/ctl.h"
#include "mail/digest.h"
#include "mail/letter.h"
#include "mail/subscriber.h"
#include "people/account.h"

/* What today's letter to each would say; nothing is written. */
static enum ctl_exit
digest_show(struct ctl *c, struct site *site, json_t *list)
{
	struct digest_rules rules;
	struct subscriber *who;
	struct digest d;
	enum rc rc;
	int n, today = digest_day(clock_now());

	digest_rules(site->store, c->arena, &rules);
	if ((rc = subscribers_list(site->store, c->arena, &who, &n)) != RC_OK)
		return ctl_refuse_rc(c, rc, site->name);
	for (int i = 0; i < n; i++) {
		rc = digest_compose(site->store, c->arena, &who[i], &rules,
		    today, conf_text(site->conf, "address"), &d);
		if (rc == RC_NOT_FOUND)
			continue;
		if (rc != RC_OK)
			return ctl_refuse_rc(c, rc, who[i].name);
		ctl_say(c, "Кому: %s <%s>\nТема: %s\n\n%s", who[i].name,
		    who[i].email, d.subject, d.text);
		json_array_append_new(
		    list, json_pack("{s:I,s:s,s:s,s:s,s:i,s:i}", "account",
			      (json_int_t)who[i].account_id, "email",
			      who[i].email, "subject", d.subject, "text",
			      d.text, "overdue", d.overdue, "soon", d.soon));
	}
	if (json_array_size(list) == 0)
		ctl_say(c, n == 0 ? "Адреса почты никто не указал: писать "
				    "некому"
				  : "Сообщать не о чем: сроки не подходят и "
				    "не прошли");
	return CTL_DONE;
}

static enum ctl_exit
digest_run(struct ctl *c)
{
	json_t *list = json_array();
	struct site *site;
	enum ctl_exit exit;
	enum rc rc;
	int n;

	ctl_set(c, "letters", list);
	if ((exit = ctl_site_of(c, &site)) != CTL_DONE)
		return exit;
	if (ctl_value(c, "dry-run") != NULL)
		return digest_show(c, site, list);
	if (!letter_configured(site->conf))
		return ctl_refuse(c,
		    "Почта не настроена: задайте mail.server и mail.from в "
		    "%s/site.conf",
		    site->dir);
	rc = letter_plan(site, c->arena, clock_now(), true, &n);
	if (rc == RC_CONFLICT)
		return ctl_refuse(c, "Письма за сегодня уже составлены");
	if (rc != RC_OK)
		return ctl_refuse_rc(c, rc, site->name);
	site_wake(c->paths.state, site->name);
	ctl_set(c, "planned", json_integer(n));
	ctl_say(c, "Составлено писем: %d. Отправит служба публикации", n);
	return CTL_DONE;
}

const struct ctl_command ctl_digest = {
	.words = "digest",
	.args = "",
	.about =
	    "напоминания о сроках дорожной карты письмом, не дожидаясь часа",
	.options = { { "dry-run", NULL,
	    "показать, кому и что уйдёт; ничего не отправлять" } },
	.notes =
	    "  Письма уходят сами, в час и дни недели из настроек раздела\n"
	    "  (digest.hour, digest.weekdays), каждому не больше одного в\n"
	    "  день. Куратору — все сроки, остальным — их пункты. Сервер\n"
	    "  почты задают mail.* в site.conf; пароль — в отдельном файле.\n",
	.json = "\"letters\":[{\"account\":N,\"email\":АДРЕС,\"subject\":ТЕМА,"
		"\"text\":ТЕКСТ,\"overdue\":N,\"soon\":N}],\"planned\":N",
	.example = "--site school7 digest --dry-run",
	.run = digest_run,
};

static enum ctl_exit
email_run(struct ctl *c)
{
	const char *login = c->args[0], *email = c->n > 1 ? c->args[1] : "";
	const char *why = "";
	struct account acc;
	struct site *site;
	enum ctl_exit exit;
	enum rc rc;

	if ((exit = ctl_site_of(c, &site)) != CTL_DONE)
		return exit;
	rc = accounts_by_login(site->store, c->arena, login, &acc);
	if (rc == RC_NOT_FOUND)
		return ctl_refuse(c, "Учётной записи «%s» нет", login);
	if (rc == RC_OK)
		rc = subscriber_set(site->store, c->arena, &ctl_actor, acc.id,
		    email, ctl_value(c, "no-digest") == NULL, &why);
	if (rc == RC_INVALID)
		return ctl_refuse(c, "%s", why);
	if (rc != RC_OK)
		return ctl_refuse_rc(c, rc, login);
	site_wake(c->paths.state, site->name);
	ctl_say(c, email[0] == '\0' ? "Адреса больше нет" : "Адрес записан");
	ctl_set(c, "account", json_string(login));
	ctl_set(c, "email", json_string(email));
	return CTL_DONE;
}

const struct ctl_command ctl_account_email = {
	.words = "account email",
	.args = "ЛОГИН [АДРЕС]",
	.about = "адрес почты для напоминаний; без адреса — убрать его",
	.args_min = 1,
	.args_max = 2,
	.options = { { "no-digest", NULL, "адрес записать, писем не слать" } },
	.json = "\"account\":ЛОГИН,\"email\":АДРЕС",
	.example =
	    "--site school7 account email petrova petrova@school7.example",
	.run = email_run,
};
