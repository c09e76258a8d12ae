#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "desk/csv.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "people/journal.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

enum {
	LINES = 100,	 /* of a page */
	CSV_LINES = 5000 /* a year of a school */
};

/* Kinds of records, with where their page is. */
static const struct {
	const char *kind, *label, *path;
} kinds[] = {
	{ "story", "Материалы", "/desk/story/" },
	{ "event", "События", "/desk/event/" },
	{ "activity", "Мероприятия дорожной карты", "/desk/activity/" },
	{ "roadmap", "Дорожные карты", NULL },
	{ "intake", "Импорт дорожной карты", "/desk/roadmap/import/" },
	{ "proposal", "Предложения", NULL },
	{ "publication", "Публикации", "/desk/publication/" },
	{ "record", "Записи списков", "/desk/record/" },
	{ "photo", "Снимки", NULL },
	{ "rubric", "Рубрики", NULL },
	{ "channel", "Площадки и ключи", NULL },
	{ "account", "Учётные записи", NULL },
	{ "setting", "Настройки", NULL },
	{ "cycle", "Программные годы", "/desk/cycle/" },
	{ "topic", "Страницы", NULL },
};

static int
kind_index(const char *kind)
{
	for (size_t i = 0; i < LEN(kinds); i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			return (int)i;
	return -1;
}

static enum rc
read_lines(
    const struct request *rq, int max, struct journal_line **list, int *n)
{
	const char *kind = request_query(rq, "kind");
	int64_t record = 0, before = 0;

	text_int(request_query(rq, "record"), 1, INT64_MAX, &record);
	text_int(request_query(rq, "before"), 1, INT64_MAX, &before);
	return journal_list(request_store(rq), request_arena(rq),
	    kind_index(kind) >= 0 ? kind : NULL, record, before, max, list, n);
}

static void
show_line(
    const struct request *rq, struct view *v, const struct journal_line *l)
{
	int k = kind_index(l->kind);

	view_row(v, "Lines");
	view_time(v, "at", l->at, request_now(rq));
	view_text(v, "who", l->who);
	view_text(v, "action", journal_action_ru(l->action));
	view_text(v, "kind", k >= 0 ? kinds[k].label : l->kind);
	view_int(v, "record", l->record_id);
	view_text(v, "detail", l->detail);
	if (k >= 0 && kinds[k].path != NULL)
		view_textf(v, "path", "%s%lld", kinds[k].path,
		    (long long)l->record_id);
	view_out(v);
}

enum rc
desk_journal(const struct request *rq, struct reply *rp)
{
	struct view *v = reply_view(rp);
	const char *kind = request_query(rq, "kind");
	struct journal_line *list;
	int n;
	enum rc rc;

	desk_part_page(rq, rp, "journal", "Журнал");
	if ((rc = read_lines(rq, LINES, &list, &n)) != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		show_line(rq, v, &list[i]);
	for (size_t i = 0; i < LEN(kinds); i++)
		desk_part_choice(v, "Kinds", kinds[i].kind, kinds[i].label,
		    strcmp(kinds[i].kind, kind) == 0);
	if (kind_index(kind) >= 0)
		view_text(v, "Journal.kind", kind);
	if (n == LINES)
		view_int(v, "Journal.before", list[n - 1].id);
	view_int(v, "Journal.n", n);
	reply_page(rp, "desk/journal.cs");
	return RC_OK;
}

enum rc
desk_journal_csv(const struct request *rq, struct reply *rp)
{
	static const char *const columns[] = { "Когда", "Кто", "Что", "Где",
		"Номер", "Подробности" };
	struct arena *a = request_arena(rq);
	struct journal_line *list;
	struct strbuf b;
	int n;
	enum rc rc = read_lines(rq, CSV_LINES, &list, &n);

	if (rc != RC_OK)
		return rc;
	desk_csv_begin(&b);
	desk_csv_row(&b, columns, LEN(columns));
	for (int i = 0; i < n; i++) {
		int k = kind_index(list[i].kind);

		desk_csv_cell(&b, date_iso(a, list[i].at));
		desk_csv_cell(&b, list[i].who);
		desk_csv_cell(&b, journal_action_ru(list[i].action));
		desk_csv_cell(&b, k >= 0 ? kinds[k].label : list[i].kind);
		desk_csv_cell(
		    &b, arena_printf(a, "%lld", (long long)list[i].record_id));
		desk_csv_cell(&b, list[i].detail);
		desk_csv_end_row(&b);
	}
	desk_csv_reply(rp, &b, "Журнал.csv");
	return RC_OK;
}
