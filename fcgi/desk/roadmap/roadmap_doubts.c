#include "desk/roadmap/roadmap_doubts.h"

#include <string.h>

#include "import/import.h"
#include "web/view.h"

enum { LINKS_MAX = 40 /* of one kind: two lines of numbers */ };

const struct desk_roadmap_doubt desk_roadmap_doubts[] = {
	{ "OUT_OF_PERIOD", "Срок лежит вне года", DOUBT_ASKS },
	{ "AMBIGUOUS_UNTIL_MONTH", "«До» и месяц без числа", DOUBT_ASKS },
	{ "INVALID_DATE", "Такого дня нет в календаре", DOUBT_ASKS },
	{ "REVERSED_RANGE", "Начало срока позже конца", DOUBT_ASKS },
	{ "NO_YEAR", "Год не назван", DOUBT_ASKS },
	{ "AMBIGUOUS", "Срок можно понять по-разному", DOUBT_ASKS },
	{ "CONDITIONAL", "Срок зависит от запроса или события", DOUBT_ASKS },
	{ "UNREAD", "Слова срока не прочитаны", DOUBT_ASKS },
	{ "ORDER_CONFLICT", "Сроки идут не в том порядке", DOUBT_CHECK },
	{ "CONSENT_AFTER_PROCESSING", "Согласия позже, чем нужны",
	    DOUBT_CHECK },
	{ "BEFORE_APPROVAL", "Срок раньше утверждения документа", DOUBT_CHECK },
	{ "TEXT_CONTRADICTION", "Слова противоречат друг другу", DOUBT_CHECK },
	{ "DUPLICATE_ROW", "Строка повторяется", DOUBT_CHECK },
	{ "DUPLICATE_RESULT", "Результат повторяется", DOUBT_CHECK },
	{ "SPLIT_CELL_JOINED", "Срок склеен из нескольких строк", DOUBT_CHECK },
	{ "TYPO", "Опечатка в словах срока", DOUBT_CHECK },
	{ "EMPTY", "Срока в документе нет", DOUBT_CHECK },
	{ "EXTERNAL_TERM", "Срок назначает другой документ", DOUBT_NOTE },
	{ "WHOLE_PERIOD", "Срок — весь год", DOUBT_NOTE },
	{ "EDGE_OF_PERIOD", "Срок выходит за край года", DOUBT_NOTE },
	{ "MULTI_WINDOW", "Несколько сроков", DOUBT_NOTE },
	{ "YEAR_INHERITED", "Год взят из документа", DOUBT_NOTE },
	{ "WEEKEND", "Срок приходится на выходной", DOUBT_NOTE },
	{ "REPEATED", "Один срок назван дважды", DOUBT_NOTE },
	{ NULL, NULL, DOUBT_NOTE },
};

static const char *const lists[] = {
	[DOUBT_ASKS] = "Asks",
	[DOUBT_CHECK] = "Checks",
	[DOUBT_NOTE] = "Notes",
};

static bool
has(const struct import_activity *act, const char *flag)
{
	for (int i = 0; i < act->flags_n && i < IMPORT_FLAGS_MAX; i++)
		if (strcmp(act->flags[i].flag, flag) == 0)
			return true;
	return false;
}

static void
show_row(struct view *v, const struct import_activity *act, int page)
{
	view_row(v, "Rows");
	view_int(v, "n", act->n);
	view_int(v, "page", page);
	if (act->number[0] != '\0')
		view_text(v, "label", act->number);
	else
		view_textf(v, "label", "строка %d", act->line);
	view_out(v);
}

void
desk_roadmap_doubts_show(struct view *v, const struct import *im, int page_rows)
{
	for (const struct desk_roadmap_doubt *d = desk_roadmap_doubts;
	     d->flag != NULL; d++) {
		int n = 0;

		for (int i = 0; i < im->activities_n; i++) {
			if (!has(&im->activities[i], d->flag))
				continue;
			if (n == 0) {
				view_row(v, lists[d->weight]);
				view_text(v, "title", d->title);
			}
			if (n++ < LINKS_MAX)
				show_row(
				    v, &im->activities[i], i / page_rows + 1);
		}
		if (n == 0)
			continue;
		view_int(v, "n", n);
		if (n > LINKS_MAX)
			view_int(v, "more", n - LINKS_MAX);
		view_out(v);
	}
}
