#include "base/text.h"
#include "ctl/ctl.h"
#include "people/journal.h"
#include "store/site.h"

/* Lines of one answer: a school makes some 10 000 a year. */
enum { LINES = 1000, LINES_MAX = 100000 };

static enum ctl_exit
journal_run(struct ctl *c)
{
	const char *kind = ctl_value(c, "kind"), *id_text = ctl_value(c, "id");
	const char *limit_text = ctl_value(c, "limit");
	int64_t id = 0, limit = LINES;
	struct journal_line *lines;
	struct site *site;
	json_t *list;
	enum ctl_exit exit;
	enum rc rc;
	int n;

	if (id_text != NULL && !text_int(id_text, 1, INT64_MAX, &id))
		return ctl_misuse(c, "--id — номер записи, целое число");
	if (id_text != NULL && kind == NULL)
		return ctl_misuse(c, "К --id нужен вид записи: --kind");
	if (limit_text != NULL && !text_int(limit_text, 1, LINES_MAX, &limit))
		return ctl_misuse(c, "--limit — от 1 до %d", LINES_MAX);
	if ((exit = ctl_site_of(c, &site)) != CTL_DONE)
		return exit;
	rc = journal_list(
	    site->store, c->arena, kind, id, 0, (int)limit, &lines, &n);
	if (rc != RC_OK)
		return ctl_refuse_rc(c, rc, site->name);
	list = json_array();
	for (int i = 0; i < n; i++) {
		const struct journal_line *l = &lines[i];

		ctl_say(c, "%s\t%s\t%s\t%s %lld\t%s", ctl_time(c->arena, l->at),
		    l->who, journal_action_ru(l->action), l->kind,
		    (long long)l->record_id, l->detail);
		json_array_append_new(list,
		    json_pack("{s:I,s:I,s:I,s:s,s:s,s:s,s:I,s:s}", "id",
			(json_int_t)l->id, "at", (json_int_t)l->at,
			"account_id", (json_int_t)l->account_id, "who", l->who,
			"action", l->action, "kind", l->kind, "record_id",
			(json_int_t)l->record_id, "detail", l->detail));
	}
	if (n == 0)
		ctl_say(c, "Записей нет");
	ctl_set(c, "lines", list);
	return CTL_DONE;
}

const struct ctl_command ctl_journal = {
	.words = "journal",
	.args = "[--kind ВИД [--id НОМЕР]] [--limit N]",
	.about = "выписка из журнала: кто, что и когда сделал",
	.options = {
		{ "kind", "ВИД", "story, event, account, publication, setting…" },
		{ "id", "НОМЕР", "одна запись этого вида" },
		{ "limit", "N", "не больше N строк; иначе 1000" },
	},
	.notes = "  Новые строки сверху. Журнал нельзя изменить или сократить.\n",
	.json = "\"lines\":[{\"id\",\"at\",\"account_id\",\"who\",\"action\",\n"
	        "  \"kind\",\"record_id\",\"detail\"}]; account_id 0 — программа",
	.example = "--site school7 journal --kind story --id 12",
	.run = journal_run,
};
