#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/date.h"
#include "ctl/ctl.h"
#include "store/site.h"

static enum ctl_exit
site_add_run(struct ctl *c)
{
	const char *name = c->args[0], *zone = ctl_value(c, "zone");
	const char *title = ctl_value(c, "title");
	const char *address = ctl_value(c, "address");
	struct site *site;
	enum rc rc;

	if (zone == NULL)
		zone = "Europe/Moscow";
	if (title == NULL || title[0] == '\0')
		return ctl_misuse(c, "Нужно название школы: --title");
	if (address == NULL)
		return ctl_misuse(c, "Нужен адрес раздела: --address");
	if (!site_name_valid(name))
		return ctl_refuse(c,
		    "Имя «%s» не подходит: до 40 строчных "
		    "латинских букв, цифр и дефисов, первая — буква",
		    name);
	if (!site_address_valid(address))
		return ctl_refuse(c,
		    "Адрес «%s» не подходит: нужен вид "
		    "https://school.example/mentoring, без косой черты в конце",
		    address);
	if (!date_zone_known(zone))
		return ctl_refuse(c,
		    "Часовой пояс «%s» неизвестен системе: "
		    "нужен вид Asia/Yekaterinburg",
		    zone);
	rc = site_add(&c->paths, name, title, address, zone);
	if (rc == RC_CONFLICT)
		return ctl_refuse(c, "Раздел «%s» уже есть", name);
	if (rc == RC_INVALID)
		return ctl_refuse(c, "Название длиннее 200 знаков: сократите");
	if (rc != RC_OK || (rc = site_open(&c->paths, name, &site)) != RC_OK ||
	    (rc = ctl_search_pages(c, site->store)) != RC_OK)
		return ctl_refuse_rc(c, rc, name);
	ctl_say(c, "Раздел «%s» создан: %s/%s", name, c->paths.state, name);
	ctl_set(c, "site", json_string(name));
	ctl_set(c, "dir",
	    json_string(arena_printf(c->arena, "%s/%s", c->paths.state, name)));
	ctl_set(c, "address", json_string(address));
	ctl_set(c, "zone", json_string(zone));
	return CTL_DONE;
}

const struct ctl_command ctl_site_add = {
	.words = "site add",
	.args = "ИМЯ --title НАЗВАНИЕ --address URL [--zone ПОЯС]",
	.about = "создать раздел школы",
	.args_min = 1,
	.args_max = 1,
	.options = {
		{ "title", "НАЗВАНИЕ", "название школы, до 200 знаков" },
		{ "address", "URL",
		    "адрес раздела для читателей, без косой черты в конце" },
		{ "zone", "ПОЯС", "часовой пояс школы; иначе Europe/Moscow" },
	},
	.notes =
	    "  Появится папка раздела: site.db, media/ и site.conf, а в нём\n"
	    "  текущий учебный год и две рубрики. Если ключей программы\n"
	    "  отправки ещё нет, они создаются тоже. Всё или ничего.\n",
	.json = "\"site\":ИМЯ,\"dir\":ПАПКА,\"address\":URL,\"zone\":ПОЯС",
	.example = "site add school7 --title \"Школа № 7\" "
	           "--address https://school7.example/mentoring",
	.run = site_add_run,
};

static json_t *
site_line(struct ctl *c, const char *name)
{
	struct site *site;
	const char *title, *address, *zone;

	if (site_open(&c->paths, name, &site) != RC_OK) {
		ctl_say(c, "%s\tне открывается: причина в журнале", name);
		return json_pack(
		    "{s:s,s:s}", "name", name, "error", "не открывается");
	}
	title = site_setting(site->store, c->arena, "title");
	address = conf_text(site->conf, "address");
	zone = conf_text(site->conf, "zone");
	ctl_say(c, "%s\t%s\t%s\t%s", name, title, address, zone);
	return json_pack("{s:s,s:s,s:s,s:s}", "name", name, "title", title,
	    "address", address, "zone", zone);
}

static enum ctl_exit
site_list_run(struct ctl *c)
{
	json_t *list = json_array();
	const char **names;
	enum rc rc;
	int n;

	if ((rc = site_list(&c->paths, c->arena, &names, &n)) != RC_OK) {
		json_decref(list);
		return ctl_refuse_rc(c, rc, c->paths.state);
	}
	for (int i = 0; i < n; i++)
		json_array_append_new(list, site_line(c, names[i]));
	if (n == 0)
		ctl_say(c, "В папке %s разделов нет", c->paths.state);
	ctl_set(c, "sites", list);
	return CTL_DONE;
}

const struct ctl_command ctl_site_list = {
	.words = "site list",
	.args = "",
	.about = "показать разделы",
	.json = "\"sites\":[{\"name\",\"title\",\"address\",\"zone\"}]\n"
		"  раздел, который не открылся: {\"name\",\"error\"}",
	.example = "site list",
	.run = site_list_run,
};

static enum ctl_exit
site_remove_run(struct ctl *c)
{
	const char *name = c->args[0];
	enum rc rc = site_remove(&c->paths, name);

	if (rc == RC_NOT_FOUND)
		return ctl_refuse(c,
		    "Раздела «%s» нет: список даёт команда "
		    "site list",
		    name);
	if (rc != RC_OK)
		return ctl_refuse_rc(c, rc, name);
	ctl_say(c, "Раздел «%s» убран в %s/.removed", name, c->paths.state);
	ctl_set(c, "site", json_string(name));
	ctl_set(c, "removed",
	    json_string(arena_printf(c->arena, "%s/.removed", c->paths.state)));
	return CTL_DONE;
}

const struct ctl_command ctl_site_remove = {
	.words = "site remove",
	.args = "ИМЯ",
	.about = "убрать раздел, ничего не удаляя",
	.args_min = 1,
	.args_max = 1,
	.notes =
	    "  Папка раздела переезжает в .removed/ИМЯ-ВРЕМЯ. Вернуть её —\n"
	    "  переместить обратно под прежним именем. Читатели сразу\n"
	    "  перестают видеть раздел, отправка в VK прекращается.\n",
	.json = "\"site\":ИМЯ,\"removed\":ПАПКА",
	.example = "site remove school7",
	.run = site_remove_run,
};
