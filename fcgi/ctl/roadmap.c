#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/text.h"
#include "ctl/ctl.h"
#include "ctl/roadmap.h"
#include "programme/cycle.h"
#include "import/import.h"
#include "import/import_file.h"
#include "roadmap/intake.h"
#include "store/site.h"

/* A document of the school with pictures; the reader takes no more. */
enum { FILE_BYTES_MAX = 30 * 1024 * 1024, FILE_STEP = 65536 };

/* Standard input may be a pipe: what is read twice must be a file. */
static int
collect(void)
{
	int fd = memfd_create("roadmap", MFD_CLOEXEC);
	char buf[FILE_STEP];
	size_t all = 0;
	ssize_t n;

	while (fd >= 0 && all <= FILE_BYTES_MAX &&
	       (n = read(STDIN_FILENO, buf, sizeof(buf))) != 0) {
		if (n < 0 || write(fd, buf, (size_t)n) != n) {
			close(fd);
			return -1;
		}
		all += (size_t)n;
	}
	return fd;
}

static enum ctl_exit
read_file(struct ctl *c, const char *name, struct strbuf *to)
{
	bool piped = strcmp(name, "-") == 0;
	int fd = piped ? collect() : open(name, O_RDONLY | O_CLOEXEC);
	const char *why = "";
	struct stat sb;
	enum rc rc;

	if (fd < 0)
		return ctl_refuse(
		    c, "Файл %s не открыть: %s", name, strerror(errno));
	if (fstat(fd, &sb) != 0 || !S_ISREG(sb.st_mode)) {
		close(fd);
		return ctl_refuse(c, "%s – не файл", name);
	}
	rc = import_file_read(fd, to, &why);
	close(fd);
	if (rc == RC_INVALID)
		return ctl_refuse(c, "%s", why);
	return rc == RC_OK ? CTL_DONE : ctl_refuse_rc(c, rc, name);
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

/* ----------------------------------------------------------------- storing */

static enum ctl_exit
refuse_why(struct ctl *c, enum rc rc, const char *why)
{
	return rc == RC_INVALID || rc == RC_DENIED
		   ? ctl_refuse(c, "%s", why)
		   : ctl_refuse_rc(c, rc, "дорожная карта");
}

/* The cycle of exactly this period; made when there is none. */
static enum ctl_exit
cycle_of(struct ctl *c, struct store *st, const struct import_options *o,
    struct cycle *out)
{
	const char *why = "";
	int y, m, d;
	enum rc rc;

	if (o->period.from == DAY_NONE)
		return ctl_refuse(c,
		    "С --period none карта не сохраняется: у программного "
		    "года есть первый и последний день");
	*out = (struct cycle){ .kind = "period", .approved_on = DAY_NONE };
	day_parts(o->period.from, &y, &m, &d);
	out->starts_at = date_at(y, m, d, 0, 0);
	if (o->period.school)
		out->kind = "school";
	else if (m == 1 && d == 1 && day_of(y, 12, 31) == o->period.to)
		out->kind = "calendar";
	out->title = strcmp(out->kind, "school") == 0
			 ? arena_printf(c->arena, "%d/%d учебный год", y, y + 1)
			 : arena_printf(c->arena, "%d год", y);
	day_parts(o->period.to, &y, &m, &d);
	out->ends_at = date_at(y, m, d + 1, 0, 0);
	rc = cycles_of_days(st, c->arena, out->starts_at, out->ends_at, out);
	if (rc == RC_NOT_FOUND)
		rc = cycle_add(st, c->arena, &ctl_actor, out, &why);
	return rc == RC_OK ? CTL_DONE : refuse_why(c, rc, why);
}

static enum ctl_exit
store_it(
    struct ctl *c, const struct strbuf *bytes, const struct import_options *o)
{
	struct intake_effect effect;
	const char *why = "";
	struct cycle cycle;
	struct site *site;
	enum ctl_exit exit;
	int64_t id;
	enum rc rc;

	if ((exit = ctl_prepare(c)) != CTL_DONE ||
	    (exit = ctl_site_of(c, &site)) != CTL_DONE ||
	    (exit = cycle_of(c, site->store, o, &cycle)) != CTL_DONE)
		return exit;
	if (o->approved != DAY_NONE && cycle.approved_on == DAY_NONE) {
		cycle.approved_on = o->approved;
		rc =
		    cycle_save(site->store, c->arena, &ctl_actor, &cycle, &why);
		if (rc != RC_OK)
			return refuse_why(c, rc, why);
	}
	rc = intake_begin(site->store, c->arena, &ctl_actor, cycle.id,
	    c->args[0], bytes->buf, bytes->len, &id, &why);
	if (rc == RC_OK)
		rc = intake_take(
		    site->store, c->arena, &ctl_actor, id, &effect, &why);
	if (rc != RC_OK)
		return refuse_why(c, rc, why);
	ctl_say(c, "Сохранено в «%s»: новых мероприятий %d, было раньше %d",
	    cycle.title, effect.added, effect.known);
	ctl_set(c, "stored",
	    json_pack("{s:I,s:I,s:i,s:i}", "roadmap",
		(json_int_t)effect.roadmap_id, "import", (json_int_t)id,
		"added", effect.added, "known", effect.known));
	return CTL_DONE;
}

/* ----------------------------------------------------------------- command */

static enum ctl_exit
read_options(struct ctl *c, struct import_options *o)
{
	const char *period = ctl_value(c, "period");
	const char *approved = ctl_value(c, "approved");

	*o = (struct import_options){ .approved = DAY_NONE };
	if (period == NULL)
		return ctl_misuse(c, "Не хватает: --period ПЕРИОД");
	if (!deadline_period_parse(period, &o->period))
		return ctl_refuse(c,
		    "Такого периода нет: пишут school:2024, calendar:2022, "
		    "2021-09-01..2024-05-31 (не больше десяти лет) или none");
	if (approved != NULL && !day_parse(approved, &o->approved))
		return ctl_refuse(
		    c, "Такой даты утверждения нет: пишут 2022-04-20");
	return CTL_DONE;
}

static enum ctl_exit
import_run(struct ctl *c)
{
	struct import_options o;
	struct import *im = arena_alloc(c->arena, sizeof(*im));
	struct strbuf bytes;
	enum ctl_exit exit;

	if ((exit = read_options(c, &o)) != CTL_DONE)
		return exit;
	strbuf_init(&bytes);
	if ((exit = read_file(c, c->args[0], &bytes)) == CTL_DONE &&
	    import_source(c->arena, bytes.buf, bytes.len, &o, im) != RC_OK)
		exit = ctl_refuse(c, "%s", im->refusal);
	if (exit == CTL_DONE && ctl_value(c, "dry-run") == NULL)
		exit = store_it(c, &bytes, &o);
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
	.about = "прочитать дорожную карту из документа или текста",
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
	    "  ФАЙЛ - это стандартный ввод. Читаются DOCX, ODT, XLSX, PDF и\n"
	    "  таблица, как её копируют из документа: строки с табуляцией, одна\n"
	    "  ячейка на строку, столбцы через пробелы, HTML, CSV с «;»,\n"
	    "  таблица Markdown, нумерованный список. Слова не исправляются, и\n"
	    "  ни одно не пропадает: что не вошло в мероприятия, названо в\n"
	    "  leftovers. Карта сохраняется черновиком в программный год этого\n"
	    "  периода; что в нём уже есть, второй раз не появится.\n"
	    "  С --dry-run раздел и папка с ним не нужны.\n",
	.json =
	    "\"columns\":[РОЛЬ],\"headings\":[],\"sections\":[{\"title\",\n"
	    "  \"number\",\"level\",\"parent\"}],\"activities\":[{\"n\",\n"
	    "  \"section\",\"number\",\"text\",\"items\",\"lead\",\"details\",\n"
	    "  \"deadline\":{},\"responsible\",\"item_notes\",\"result\",\n"
	    "  \"document\",\"kpi\",\"extra\":{},\"flags\":[{\"flag\",\"why\",\"edge\"}],\n"
	    "  \"cells\",\"line\",\"key\"}],\"joined\":[{\"line\",\"into\"}],\n"
	    "  \"dropped\",\"leftovers\":[],\"warnings\",\"counts\":{},\n"
	    "  \"encoding\",\"shape\",\"notice\",\"stored\":{\"roadmap\",\n"
	    "  \"import\",\"added\",\"known\"}",
	.example = "roadmap import plan.txt --period school:2024 --dry-run",
	.run = import_run,
};
