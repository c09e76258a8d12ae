#include <string.h>

#include "base/arena.h"
#include "base/rc.h"
#include "publish/post_url.h"

/* Longer is no address that a browser shows. */
enum { URL_MAX_BYTES = 500 };

static const char *const hosts[] = { "vk.com", "m.vk.com", "www.vk.com",
	"vk.ru", "m.vk.ru", "www.vk.ru", "127.0.0.1", "localhost" };

/* Digits at *s as a positive number; moves *s behind them. */
static bool
take_number(const char **s, int64_t *out)
{
	int64_t n = 0;
	int digits = 0;

	for (; **s >= '0' && **s <= '9'; (*s)++) {
		if (++digits > 18)
			return false;
		n = n * 10 + (**s - '0');
	}
	*out = n;
	return n > 0;
}

static bool
host_known(const char *host, size_t n)
{
	for (size_t i = 0; i < LEN(hosts); i++)
		if (strlen(hosts[i]) == n && strncmp(hosts[i], host, n) == 0)
			return true;
	return false;
}

bool
post_url_parse(struct arena *a, const char *text, struct post_url *out)
{
	const char *host, *s;
	size_t scheme, n;

	while (*text == ' ')
		text++;
	if (strlen(text) > URL_MAX_BYTES)
		return false;
	scheme = strncmp(text, "https://", 8) == 0  ? 8
		 : strncmp(text, "http://", 7) == 0 ? 7
						    : 0;
	host = text + scheme;
	n = strcspn(host, "/?#");
	if (!host_known(host, strcspn(host, ":/?#")) ||
	    strspn(host, "abcdefghijklmnopqrstuvwxyz.:0123456789") < n)
		return false;
	s = strstr(host + n, "wall-");
	if (s == NULL)
		return false;
	s += strlen("wall-");
	if (!take_number(&s, &out->group_id) || *s++ != '_' ||
	    !take_number(&s, &out->post_id))
		return false;
	out->url = arena_printf(a, "%s%.*s/wall-%lld_%lld",
	    scheme == 7 ? "http://" : "https://", (int)n, host,
	    (long long)out->group_id, (long long)out->post_id);
	return true;
}
