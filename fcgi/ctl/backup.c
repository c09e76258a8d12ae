#include "ctl/ctl.h"
#include "store/backup.h"
#include "store/site.h"

static enum ctl_exit
backup_run(struct ctl *c)
{
	const char *to = c->args[0];
	struct site *site;
	enum ctl_exit exit;
	enum rc rc;

	if ((exit = ctl_site_of(c, &site)) != CTL_DONE)
		return exit;
	rc = backup_make(&c->paths, site->name, to);
	if (rc == RC_CONFLICT)
		return ctl_refuse(c, "«%s» уже есть: укажите новую папку", to);
	if (rc != RC_OK)
		return ctl_refuse_rc(c, rc, to);
	ctl_say(c, "Копия раздела «%s» готова: %s", site->name, to);
	ctl_set(c, "site", json_string(site->name));
	ctl_set(c, "backup", json_string(to));
	return CTL_DONE;
}

const struct ctl_command ctl_backup = {
	.words = "backup",
	.args = "ПАПКА",
	.about = "снять копию раздела на ходу",
	.args_min = 1,
	.args_max = 1,
	.notes =
	    "  Папки ещё не должно быть. В ней окажутся site.db, media/,\n"
	    "  site.conf и MANIFEST с суммами SHA-256 (их проверяет и\n"
	    "  sha256sum -c MANIFEST). Папка появляется только целой.\n"
	    "  Ключи VK в копии запечатаны: без publisher.key они бесполезны,\n"
	    "  а его в копии нет — храните его отдельно. В копии есть\n"
	    "  персональные данные: берегите её, как сам раздел.\n",
	.json = "\"site\":ИМЯ,\"backup\":ПАПКА",
	.example = "--site school7 backup /srv/backup/school7-2026-12-08",
	.run = backup_run,
};

static enum ctl_exit
restore_run(struct ctl *c)
{
	const char *from = c->args[0], *name = c->site_name;
	struct site *site;
	enum rc rc;

	if (name == NULL)
		return ctl_misuse(c, "Укажите, каким разделом станет копия: "
				     "--site ИМЯ");
	if (!site_name_valid(name))
		return ctl_refuse(c,
		    "Имя «%s» не подходит: до 40 строчных "
		    "латинских букв, цифр и дефисов, первая — буква",
		    name);
	rc = backup_restore(
	    &c->paths, from, name, ctl_value(c, "force") != NULL);
	if (rc == RC_CONFLICT)
		return ctl_refuse(c,
		    "Раздел «%s» уже есть: с --force он "
		    "уступит место копии и уйдёт в .removed",
		    name);
	if (rc == RC_INVALID)
		return ctl_refuse(c,
		    "«%s» — не целая копия: файла нет или "
		    "сумма не сходится. Ничего не изменено",
		    from);
	if (rc != RC_OK)
		return ctl_refuse_rc(c, rc, from);
	/* Brings an older copy up to this program. */
	if ((rc = site_open(&c->paths, name, &site)) != RC_OK)
		return ctl_refuse(c,
		    "Копия на месте, но раздел «%s» не "
		    "открывается: причина в журнале выше",
		    name);
	site_wake(c->paths.state, name);
	ctl_say(c, "Раздел «%s» восстановлен из %s", name, from);
	ctl_set(c, "site", json_string(name));
	ctl_set(c, "from", json_string(from));
	return CTL_DONE;
}

const struct ctl_command ctl_restore = {
	.words = "restore",
	.args = "ПАПКА [--force]",
	.about = "вернуть раздел из копии",
	.args_min = 1,
	.args_max = 1,
	.options = {
		{ "force", NULL,
		    "заменить раздел; прежний уйдёт в .removed/ИМЯ-ВРЕМЯ" },
	},
	.notes =
	    "  Нужен --site: копию можно вернуть и под другим именем. Сначала\n"
	    "  проверяются все суммы, потом раздел встаёт на место разом.\n"
	    "  Отправка: что было отправлено после снятия копии, раздел не\n"
	    "  помнит — перед работой проверьте стену сообщества.\n",
	.json = "\"site\":ИМЯ,\"from\":ПАПКА",
	.example = "--site school7 restore /srv/backup/school7-2026-12-08",
	.run = restore_run,
};
