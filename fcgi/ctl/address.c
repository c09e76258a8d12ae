#include <string.h>

#include "ctl/ctl.h"
#include "store/site.h"

/* "https://api.vk.ru/method/": an address with a slash at its end. */
static bool
base_valid(const char *base)
{
	size_t n = strlen(base);
	char own[256];

	if (n < 2 || n >= sizeof(own) || base[n - 1] != '/')
		return false;
	memcpy(own, base, n - 1);
	own[n - 1] = '\0';
	return site_address_valid(own);
}

static enum ctl_exit
address_run(struct ctl *c)
{
	const struct {
		const char *conf, *value;
		bool base;
	} set[] = {
		{ "address", c->args[0], false },
		{ "vk.api_base", ctl_value(c, "vk-api"), true },
		{ "vk.web_base", ctl_value(c, "vk-web"), true },
	};
	struct site *site;
	enum ctl_exit exit;
	enum rc rc;

	if ((exit = ctl_site_of(c, &site)) != CTL_DONE)
		return exit;
	for (size_t i = 0; i < LEN(set); i++)
		if (set[i].value != NULL &&
		    !(set[i].base ? base_valid(set[i].value)
				  : site_address_valid(set[i].value)))
			return ctl_refuse(c,
			    "Адрес «%s» не подходит: нужен "
			    "вид https://school.example/mentoring, косая черта "
			    "в конце — только у --vk-api и --vk-web",
			    set[i].value);
	for (size_t i = 0; i < LEN(set); i++) {
		if (set[i].value == NULL)
			continue;
		rc = site_conf_set(
		    &c->paths, site->name, set[i].conf, set[i].value);
		if (rc != RC_OK)
			return ctl_refuse_rc(c, rc, set[i].conf);
		ctl_say(c, "%s = %s", set[i].conf, set[i].value);
		ctl_set(c, set[i].conf, json_string(set[i].value));
	}
	site_wake(c->paths.state, site->name);
	return CTL_DONE;
}

const struct ctl_command ctl_address = {
	.words = "address",
	.args = "URL [--vk-api URL] [--vk-web URL]",
	.about = "изменить адрес раздела в site.conf",
	.args_min = 1,
	.args_max = 1,
	.options = {
		{ "vk-api", "URL", "начало адресов методов VK (для проверки)" },
		{ "vk-web", "URL", "начало адресов записей VK (для проверки)" },
	},
	.lists_conf = true,
	.notes =
	    "  Программы увидят новый адрес при следующем обращении. Записи,\n"
	    "  которые уже стоят в очереди, сохраняют прежний адрес.\n",
	.json = "\"address\":URL[,\"vk.api_base\":URL][,\"vk.web_base\":URL]",
	.example = "--site school7 address https://school7.example/mentoring",
	.run = address_run,
};
