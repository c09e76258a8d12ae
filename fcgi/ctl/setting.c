#include <string.h>

#include "ctl/ctl.h"
#include "people/journal.h"
#include "store/db.h"
#include "store/site.h"

enum {
	NAME_MAX_BYTES = 64,	/* "kind.press_release.hour" is 23 */
	VALUE_MAX_BYTES = 10000 /* a page of text; nothing of ours is longer */
};

/* Whoever knows it can tell the guids of posts. */
static const char *const hidden[] = { "guid_secret" };

static bool
name_valid(const char *name)
{
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789._-");

	return n > 0 && n <= NAME_MAX_BYTES && name[n] == '\0';
}

static enum rc
setting_set(struct store *st, const char *name, const char *value)
{
	enum rc rc;

	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	if ((rc = site_set(st, name, value)) == RC_OK)
		rc = journal_add(
		    st, &ctl_actor, "setting_set", "setting", 0, name);
	return store_end(st, rc);
}

static enum ctl_exit
setting_run(struct ctl *c)
{
	const char *name = c->args[0], *value = c->n > 1 ? c->args[1] : NULL;
	struct site *site;
	enum ctl_exit exit;
	enum rc rc;

	if (!name_valid(name))
		return ctl_refuse(c,
		    "Имя «%s» не подходит: строчные латинские "
		    "буквы, цифры, точка, дефис",
		    name);
	for (size_t i = 0; i < LEN(hidden); i++)
		if (strcmp(name, hidden[i]) == 0)
			return ctl_refuse(c,
			    "Настройка «%s» — секрет "
			    "программы: её не показывают и не меняют",
			    name);
	if (value != NULL && strlen(value) > VALUE_MAX_BYTES)
		return ctl_refuse(
		    c, "Значение длиннее %d байт: сократите", VALUE_MAX_BYTES);
	if ((exit = ctl_site_of(c, &site)) != CTL_DONE)
		return exit;
	if (value != NULL &&
	    (rc = setting_set(site->store, name, value)) != RC_OK)
		return ctl_refuse_rc(c, rc, name);
	if (value == NULL)
		value = site_setting(site->store, c->arena, name);
	else
		site_wake(c->paths.state, site->name);
	ctl_say(c, "%s", value);
	ctl_set(c, "name", json_string(name));
	ctl_set(c, "value", json_string(value));
	return CTL_DONE;
}

const struct ctl_command ctl_setting = {
	.words = "setting",
	.args = "НАСТРОЙКА [ЗНАЧЕНИЕ]",
	.about = "показать или изменить настройку раздела",
	.args_min = 1,
	.args_max = 2,
	.notes =
	    "  Без значения — показать; пустой ответ: настройку не задавали.\n"
	    "  title — название школы; kind.ВИД.from, .to, .hour — окно вида\n"
	    "  материала. Изменение попадает в журнал. Значение, которое\n"
	    "  начинается с дефиса, пишут после «--».\n",
	.json = "\"name\":НАСТРОЙКА,\"value\":ЗНАЧЕНИЕ",
	.example = "--site school7 setting title \"Школа № 7\"",
	.run = setting_run,
};
