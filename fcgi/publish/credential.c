#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "people/journal.h"
#include "people/role.h"
#include "publish/credential.h"
#include "publish/credentials.h"
#include "store/db.h"

enum {
	/* Keys of VK have 85 characters and, newer ones, up to some 220. */
	KEY_MIN = 12,
	KEY_MAX = 512,
	TAIL = 4
};

const struct credential_state_info credential_states[CREDENTIAL__COUNT] = {
	[CREDENTIAL_NEW] = { "new", "Проверяется", "review" },
	[CREDENTIAL_GOOD] = { "good", "Работает", "published" },
	[CREDENTIAL_WEAK] = { "weak", "Работает не полностью", "unknown" },
	[CREDENTIAL_DEAD] = { "dead", "Не работает", "failed" },
	[CREDENTIAL_CAPTCHA] = { "captcha", "ВКонтакте ждёт человека", "hold" },
	[CREDENTIAL_FROZEN] = { "frozen", "ВКонтакте просит подождать",
	    "hold" },
};

/* Keys that look right and cannot work, refused before they are stored. */
static const struct {
	const char *begin;
	char slot; /* 0: any */
	const char *why;
} refused[] = {
	{ "vk2.", 'K',
	    "Это ключ входа через VK ID, он начинается на vk2. Публиковать им "
	    "нельзя. Нужен ключ сообщества: откройте «Управление», «Работа с "
	    "API» и создайте ключ." },
	{ "vk2.", 0,
	    "Это ключ входа через VK ID, он начинается на vk2. Публиковать им "
	    "нельзя. Нужен ключ приложения, которому ВКонтакте дал права "
	    "«стена» и «фотографии»." },
};

/* A pasted key: blanks around it and the address it came in are cut off. */
static char *
key_clean(struct arena *a, const char *pasted)
{
	const char *s = strstr(pasted, "access_token=");

	s = s == NULL ? pasted : s + strlen("access_token=");
	s += strspn(s, " \t\r\n\"'");
	return arena_strndup(a, s, strcspn(s, " \t\r\n\"'&"));
}

static enum rc
key_check(const char *key, char slot, const char **why)
{
	size_t n = strlen(key);

	if (strchr("KUS", slot) == NULL || slot == '\0') {
		*why = "Такого вида ключа нет. Обновите страницу";
		return RC_INVALID;
	}
	for (size_t i = 0; i < LEN(refused); i++)
		if (strncmp(key, refused[i].begin, strlen(refused[i].begin)) ==
			0 &&
		    (refused[i].slot == 0 || refused[i].slot == slot)) {
			*why = refused[i].why;
			return RC_INVALID;
		}
	if (n == 0) {
		*why = "Вставьте ключ";
		return RC_INVALID;
	}
	if (n < KEY_MIN || n > KEY_MAX ||
	    strspn(key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			"0123456789._-") != n) {
		*why = "Это не похоже на ключ ВКонтакте. Скопируйте его "
		       "целиком: только латинские буквы, цифры, точки, дефисы";
		return RC_INVALID;
	}
	return RC_OK;
}

enum rc
credential_set(struct store *st, struct arena *a, const struct actor *actor,
    const char *state_dir, int64_t channel_id, char slot, const char *pasted,
    int64_t now, const char **why)
{
	char *key = key_clean(a, pasted == NULL ? "" : pasted);
	unsigned char *sealed;
	char *tail;
	size_t n;
	enum rc rc;

	*why = "";
	if ((rc = key_check(key, slot, why)) != RC_OK)
		return rc;
	if ((rc = secret_keys_make(state_dir)) != RC_OK ||
	    (rc = secret_seal(state_dir, a, key, &sealed, &n)) != RC_OK)
		return rc == RC_NOT_FOUND ? RC_FAIL : rc;
	tail = arena_strdup(a, key + strlen(key) - TAIL);
	secret_wipe(key);
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	rc = credentials_put(
	    st, channel_id, slot, sealed, n, tail, actor->account_id, now);
	if (rc == RC_OK)
		rc = journal_add(st, actor, "key_set", "channel", channel_id,
		    arena_printf(a, "%c …%s", slot, tail));
	return store_end(st, rc);
}

enum rc
credential_remove(
    struct store *st, const struct actor *actor, int64_t channel_id, char slot)
{
	enum rc rc;

	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	if ((rc = credentials_remove(st, channel_id, slot)) == RC_OK)
		rc = journal_add(st, actor, "key_removed", "channel",
		    channel_id, (char[]){ slot, '\0' });
	return store_end(st, rc);
}

enum rc
credential_recheck(struct store *st, const struct actor *actor,
    int64_t channel_id, int64_t now)
{
	enum rc rc;

	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	if ((rc = credentials_set_check(st, channel_id, now)) == RC_OK)
		rc = journal_add(
		    st, actor, "key_recheck", "channel", channel_id, "");
	return store_end(st, rc);
}
