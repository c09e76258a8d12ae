#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "ctl/ctl.h"
#include "ctl/roadmap.h"
#include "roadmap/import.h"

/* One byte more than is read shows that there is more. */
enum { FILE_BYTES = PASTE_BYTES_MAX + 1, FILE_STEP = 65536 };

static enum ctl_exit
read_file(struct ctl *c, const char *name, struct strbuf *to)
{
	FILE *f = strcmp(name, "-") == 0 ? stdin : fopen(name, "rb");
	char buf[FILE_STEP];
	size_t n;
	bool bad;

	if (f == NULL)
		return ctl_refuse(
		    c, "Файл %s не открыть: %s", name, strerror(errno));
	while (to->len < FILE_BYTES && (n = fread(buf, 1, sizeof(buf), f)) > 0)
		strbuf_add(to, buf, n);
	bad = ferror(f) != 0;
	if (f != stdin)
		fclose(f);
	return bad ? ctl_refuse(
			 c, "Файл %s не прочитать: %s", name, strerror(errno))
		   : CTL_DONE;
}

static void
say(struct ctl *c, const struct import *im)
{
	ctl_say(c, "Мероприятий: %d, разделов: %d, подпунктов: %d, пометок: %d",
	    im->activities_n, im->sections_n, im->items, im->flags);
	if (im->notice[0] != '\0')
		ctl_say(c, "%s", im->notice);
	for (int i = 0, s = -1; i < im->activities_n; i++) {
		const struct import_activity *act = &im->activities[i];

		if (act->section >= 0 && act->section != s)
			ctl_say(c, "\n%s %s", im->sections[act->section].number,
			    im->sections[act->section].title);
		s = act->section;
		ctl_say(c, "%d\t%s\t%s\t%s", act->n, act->number, act->text,
		    act->deadline.verbatim);
		for (int k = 0; k < act->flags_n; k++)
			ctl_say(c, "\t%s: %s", act->flags[k].flag,
			    act->flags[k].why);
	}
	for (int i = 0; i < im->warnings_n; i++)
		ctl_say(c, "%s: %s", im->warnings[i].flag, im->warnings[i].why);
	if (im->leftovers_n > 0)
		ctl_say(c, "\nНе вошло в мероприятия:");
	for (int i = 0; i < im->leftovers_n; i++)
		ctl_say(c, "\t%s", im->leftovers[i]);
}

static enum ctl_exit
import_run(struct ctl *c)
{
	const char *period = ctl_value(c, "period");
	const char *approved = ctl_value(c, "approved");
	struct import_options o = { .approved = DAY_NONE };
	struct import *im;
	struct strbuf bytes;
	enum ctl_exit exit;

	if (period == NULL)
		return ctl_misuse(c, "Не хватает: --period ПЕРИОД");
	if (!deadline_period_parse(period, &o.period))
		return ctl_refuse(c,
		    "Такого периода нет: пишут school:2024, calendar:2022, "
		    "2021-09-01..2024-05-31 (не больше десяти лет) или none");
	if (approved != NULL && !day_parse(approved, &o.approved))
		return ctl_refuse(
		    c, "Такой даты утверждения нет: пишут 2022-04-20");
	if (ctl_value(c, "dry-run") == NULL)
		return ctl_refuse(c,
		    "Сохранение дорожной карты этой командой ещё не сделано. "
		    "С --dry-run она покажет, как карта прочитана.");
	strbuf_init(&bytes);
	im = arena_alloc(c->arena, sizeof(*im));
	if ((exit = read_file(c, c->args[0], &bytes)) == CTL_DONE &&
	    import_read(c->arena, bytes.buf, bytes.len, &o, im) != RC_OK)
		exit = ctl_refuse(c, "%s", im->refusal);
	strbuf_free(&bytes);
	if (exit != CTL_DONE)
		return exit;
	if (c->json)
		ctl_roadmap_json(c->arena, im, c->out);
	else
		say(c, im);
	return CTL_DONE;
}

const struct ctl_command ctl_roadmap_import = {
	.words = "roadmap import",
	.args = "ФАЙЛ --period ПЕРИОД [--approved ДАТА] [--dry-run]",
	.about = "прочитать дорожную карту из текста, TSV или HTML",
	.args_min = 1,
	.args_max = 1,
	.stateless = true,
	.options = {
		{ "period", "ПЕРИОД", "school:2024, calendar:2022, "
		    "2021-09-01..2024-05-31 или none" },
		{ "approved", "ДАТА", "день утверждения документа, 2022-04-20" },
		{ "dry-run", NULL, "только показать, ничего не сохранять" },
	},
	.notes =
	    "  ФАЙЛ - это стандартный ввод. Читается таблица, как её копируют\n"
	    "  из документа: строки с табуляцией, одна ячейка на строку, HTML,\n"
	    "  таблица Markdown, нумерованный список. Слова не исправляются, и\n"
	    "  ни одно не пропадает: что не вошло в мероприятия, названо в\n"
	    "  leftovers. Сохранение ещё не сделано: пока нужен --dry-run,\n"
	    "  раздел и папка с ним не нужны.\n",
	.json =
	    "\"columns\":[РОЛЬ],\"headings\":[],\"sections\":[{\"title\",\n"
	    "  \"number\",\"level\",\"parent\"}],\"activities\":[{\"n\",\n"
	    "  \"section\",\"number\",\"text\",\"items\",\"lead\",\"details\",\n"
	    "  \"deadline\":{},\"responsible\",\"item_notes\",\"result\",\n"
	    "  \"document\",\"kpi\",\"extra\":{},\"flags\":[{\"flag\",\"why\"}],\n"
	    "  \"cells\",\"line\",\"key\"}],\"joined\":[{\"line\",\"into\"}],\n"
	    "  \"dropped\",\"leftovers\":[],\"warnings\",\"counts\":{},\n"
	    "  \"encoding\",\"shape\",\"notice\"",
	.example = "roadmap import plan.txt --period school:2024 --dry-run",
	.run = import_run,
};
