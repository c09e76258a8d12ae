#include <string.h>
#include "base/clock.h"
#include "people/journal.h"
#include "people/journals.h"
#include "people/role.h"

/* The words of the journal are kept for ever: add, never change. */
static const struct {
	const char *action, *ru;
} actions_ru[] = {
	{ "created", "создание" },
	{ "figure_settled", "решено, как считать показатель" },
	{ "figure_threshold", "порог показателя" },
	{ "total_entered", "число для показателей" },
	{ "attendance", "присутствие на событии" },
	{ "edited", "правка" },
	{ "submitted", "отправлено на согласование" },
	{ "returned", "возвращено" },
	{ "approved", "согласование" },
	{ "consents_confirmed", "согласия проверены" },
	{ "scheduled", "поставлено в очередь" },
	{ "unscheduled", "снято с очереди" },
	{ "moved", "перенос" },
	{ "channels", "площадки изменены" },
	{ "sent_now", "отправлено сразу" },
	{ "skipped", "пропущено" },
	{ "reopened", "возвращено в план" },
	{ "corrected", "исправлено после выхода" },
	{ "withdrawn", "снято с публикации" },
	{ "readdressed", "адрес изменён" },
	{ "roadmap_next", "дорожная карта следующего года" },
	{ "duplicated", "создана копия" },
	{ "deleted", "удаление" },
	{ "seen", "просмотр" },
	{ "erased", "стёрто без согласия" },
	{ "restored", "восстановление" },
	{ "undone", "отмена действия" },
	{ "cancelled", "отменено" },
	{ "slot_added", "добавлено окно" },
	{ "window_moved", "окно сдвинуто" },
	{ "photo_added", "снимок добавлен" },
	{ "photo_removed", "снимок убран" },
	{ "photo_described", "снимок описан" },
	{ "photo_ordered", "порядок снимков" },
	{ "shown", "показано на сайте" },
	{ "hidden", "скрыто с сайта" },
	{ "file_added", "файл добавлен" },
	{ "archived", "в архив" },
	{ "unarchived", "из архива" },
	{ "account_added", "учётная запись создана" },
	{ "roles_set", "роли изменены" },
	{ "locked", "учётная запись закрыта" },
	{ "unlocked", "учётная запись открыта" },
	{ "password_set", "пароль изменён" },
	{ "signed_in", "вход" },
	{ "signed_out", "выход" },
	{ "sign_in_closed", "вход закрыт после неудач" },
	{ "second_factor_on", "второй фактор включён" },
	{ "second_factor_off", "второй фактор выключен" },
	{ "recovery_code_used", "вход по запасному коду" },
	{ "calendar_new", "новый адрес календаря" },
	{ "key_set", "ключ ВКонтакте записан" },
	{ "key_removed", "ключ ВКонтакте убран" },
	{ "key_checked", "ключ ВКонтакте проверен" },
	{ "channel_set", "площадка изменена" },
	{ "channel_added", "площадка добавлена" },
	{ "posted", "запись вышла" },
	{ "decided", "решение о публикации" },
	{ "chore_done", "сделано руками" },
	{ "email_set", "адрес для напоминаний изменён" },
	{ "setting_set", "настройка изменена" },
	{ "checked", "проверено, всё верно" },
	{ "made_current", "сделан текущим" },
	{ "import_read", "документ прочитан" },
	{ "import_taken", "документ принят" },
	{ "import_undone", "импорт отменён" },
	{ "roadmap_approved", "дорожная карта утверждена" },
	{ "roadmap_closed", "дорожная карта закрыта" },
	{ "roadmap_discarded", "черновик дорожной карты удалён" },
	{ "activity_planned", "мероприятие снова впереди" },
	{ "activity_working", "мероприятие идёт" },
	{ "activity_done", "мероприятие выполнено" },
	{ "activity_failed", "мероприятие не выполнено" },
	{ "activity_dropped", "мероприятие снято" },
	{ "deadline_decided", "решение о сроке" },
	{ "responsible_set", "ответственные назначены" },
	{ "item_done", "пункт выполнен" },
	{ "item_open", "пункт снова открыт" },
	{ "evidence_added", "подтверждение приложено" },
	{ "evidence_removed", "подтверждение убрано" },
	{ "proposed", "предложение внесено" },
	{ "proposal_taken", "предложение принято" },
	{ "proposal_refused", "предложение отклонено" },
	{ "row_added", "строка внесена по предложению" },
};

enum rc
journal_add(struct store *st, const struct actor *by, const char *action,
    const char *kind, int64_t record_id, const char *detail)
{
	struct journal_line l = { .at = clock_now(),
		.account_id = by->account_id,
		.who = by->name,
		.action = action,
		.kind = kind,
		.record_id = record_id,
		.detail = detail != NULL ? detail : "" };

	return journals_insert(st, &l);
}

enum rc
journal_list(struct store *st, struct arena *a, const char *kind,
    int64_t record_id, int64_t before, int max, struct journal_line **out,
    int *n)
{
	return journals_list(st, a, kind, record_id, before, max, out, n);
}

const char *
journal_action_ru(const char *action)
{
	for (size_t i = 0; i < LEN(actions_ru); i++)
		if (strcmp(actions_ru[i].action, action) == 0)
			return actions_ru[i].ru;
	return action;
}
