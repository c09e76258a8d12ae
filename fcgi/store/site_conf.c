#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/strbuf.h"
#include "store/file.h"
#include "store/site.h"

/* site.conf is written by hand and by commands; longer is not ours. */
enum { CONF_MAX = 65536 };

/* Times of vk.*: vk-contract.md says why each is what it is. */
static const struct conf_item items[] = {
	{ "address", CONF_TEXT, "", 0, 0,
	    "адрес раздела для читателей, без косой черты в конце" },
	{ "zone", CONF_TEXT, "Europe/Moscow", 0, 0, "часовой пояс школы" },
	{ "vk.api_base", CONF_TEXT, "https://api.vk.ru/method/", 0, 0,
	    "начало адресов методов VK" },
	{ "vk.web_base", CONF_TEXT, "https://vk.com/", 0, 0,
	    "начало адресов записей VK" },
	{ "vk.upload_hosts", CONF_TEXT,
	    "vk.com vk.ru vkuserphoto.ru vk-cdn.net userapi.com", 0, 0,
	    "узлы (и подчинённые им), которым можно отдать снимки" },
	{ "vk.connect_timeout_ms", CONF_INT, "10000", 100, 120000,
	    "сколько ждать соединения, мс" },
	{ "vk.timeout_ms", CONF_INT, "60000", 100, 600000,
	    "сколько ждать ответа, мс" },
	{ "vk.late_max_s", CONF_INT, "3600", 0, 604800,
	    "опоздав больше, запись не отправляют: пропущена, с" },
	{ "vk.read_delays_ms", CONF_TEXT, "5000 30000 120000 600000", 0, 0,
	    "через сколько искать неясную запись на стене, мс" },
	{ "vk.resend_within_s", CONF_INT, "3000", 0, 3600,
	    "сколько повтор безопасен: VK помнит guid час, с" },
	{ "vk.post_gap_s", CONF_INT, "60", 0, 86400,
	    "наименьшее время между записями сообщества, с" },
	{ "vk.pace_user_ms", CONF_INT, "500", 0, 60000,
	    "между вызовами с одним ключом пользователя, мс" },
	{ "vk.pace_community_ms", CONF_INT, "200", 0, 60000,
	    "между вызовами с одним ключом сообщества, мс" },
	{ "vk.backoff_s", CONF_INT, "1800", 0, 86400,
	    "отдых ключа после ответа «слишком много», с" },
	{ "vk.pace_delays_ms", CONF_TEXT, "1000 2000 5000", 0, 0,
	    "паузы после ответа «слишком часто», мс" },
	{ "vk.captcha_wait_s", CONF_INT, "3600", 0, 86400,
	    "отдых ключа после просьбы ввести код с картинки, с" },
	{ "vk.key_check_s", CONF_INT, "86400", 1, 2592000,
	    "как часто проверять каждый ключ, с" },
	{ "vk.lease_s", CONF_INT, "120", 1, 3600,
	    "сколько проход держит публикацию, с" },
	{ "mail.server", CONF_TEXT, "", 0, 0,
	    "сервер почты: smtps://УЗЕЛ:465 или smtp://УЗЕЛ:587; пусто — писем "
	    "с напоминаниями нет" },
	{ "mail.user", CONF_TEXT, "", 0, 0,
	    "имя для входа на сервер почты; пусто — без входа" },
	{ "mail.password_file", CONF_TEXT, "", 0, 0,
	    "файл с паролем почты, полный путь; читает служба отправки" },
	{ "mail.from", CONF_TEXT, "", 0, 0, "адрес отправителя писем" },
};

static const struct conf_item state_items[] = {
	{ "testing", CONF_FLAG, "0", 0, 1,
	    "1: часы можно сдвинуть файлом; в школе — никогда" },
};

const struct conf_item *
site_conf_items(int *n)
{
	*n = (int)LEN(items);
	return items;
}

struct conf *
site_state_conf(const char *state)
{
	struct arena *a = arena_new();
	struct conf *conf = NULL;

	if (conf_load(&conf, arena_printf(a, "%s/nastavnik.conf", state),
		state_items, (int)LEN(state_items)) != RC_OK)
		conf = NULL;
	arena_free(a);
	return conf;
}

/* All lines of text but those that begin with "name =". */
static void
add_others(struct strbuf *b, const char *text, const char *name)
{
	size_t n = strlen(name);

	while (*text != '\0') {
		const char *end = strchrnul(text, '\n');

		if (strncmp(text, name, n) != 0 ||
		    text[n + strspn(text + n, " \t")] != '=') {
			strbuf_add(b, text, (size_t)(end - text));
			strbuf_addc(b, '\n');
		}
		text = *end == '\0' ? end : end + 1;
	}
}

enum rc
site_conf_set(const struct site_paths *paths, const char *site,
    const char *name, const char *value)
{
	struct arena *a = arena_new();
	char *path = arena_printf(a, "%s/%s/site.conf", paths->state, site);
	char *aside = arena_printf(a, "%s.try-%ld", path, (long)getpid());
	char *text = arena_strdup(a, "");
	struct conf *conf = NULL;
	struct strbuf b;
	enum rc rc = RC_INVALID;
	size_t n;

	strbuf_init(&b);
	/* A value of several lines would be several settings. */
	if (strpbrk(value, "\r\n") != NULL)
		goto out;
	rc = file_read(a, path, CONF_MAX, &text, &n);
	if (rc != RC_OK && rc != RC_NOT_FOUND)
		goto out;
	add_others(&b, text, name);
	/* Last, so that it stands also over one in braces. */
	strbuf_addf(&b, "%s = %s\n", name, value);
	if ((rc = file_write(aside, b.buf, 0640)) != RC_OK)
		goto out;
	if (conf_load(&conf, aside, items, (int)LEN(items)) != RC_OK)
		rc = RC_INVALID;
	else
		rc = file_write(path, b.buf, 0640);
	conf_free(conf);
	unlink(aside);
out:
	strbuf_free(&b);
	arena_free(a);
	return rc;
}
