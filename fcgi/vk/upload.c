#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "vk/upload.h"

/* One part of an address, "" when it has none; free() it. */
static char *
part(CURLU *u, CURLUPart what, unsigned flags)
{
	char *s = NULL, *copy;

	if (curl_url_get(u, what, &s, flags) != CURLUE_OK)
		return strdup("");
	copy = strdup(s);
	curl_free(s);
	return copy;
}

static bool
host_listed(const char *host, const char *hosts)
{
	size_t hn = strlen(host);

	while (*hosts != '\0') {
		size_t n = strcspn(hosts, " ");

		if (n > 0 && hn >= n &&
		    strncasecmp(host + hn - n, hosts, n) == 0 &&
		    (hn == n || host[hn - n - 1] == '.'))
			return true;
		hosts += n;
		hosts += strspn(hosts, " ");
	}
	return false;
}

struct origin {
	char *scheme, *host, *port, *user;
};

static bool
origin_read(const char *url, struct origin *o)
{
	CURLU *u = curl_url();
	bool good;

	memset(o, 0, sizeof(*o));
	if (u == NULL)
		return false;
	good = curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK;
	if (good) {
		o->scheme = part(u, CURLUPART_SCHEME, 0);
		o->host = part(u, CURLUPART_HOST, 0);
		o->port = part(u, CURLUPART_PORT, CURLU_DEFAULT_PORT);
		o->user = part(u, CURLUPART_USER, 0);
		good = o->scheme != NULL && o->host != NULL &&
		       o->port != NULL && o->user != NULL;
	}
	curl_url_cleanup(u);
	return good;
}

static void
origin_free(struct origin *o)
{
	free(o->scheme);
	free(o->host);
	free(o->port);
	free(o->user);
}

static bool
host_loopback(const char *host)
{
	return strcmp(host, "127.0.0.1") == 0 || strcmp(host, "[::1]") == 0 ||
	       strcmp(host, "localhost") == 0;
}

bool
upload_loopback(const char *base)
{
	struct origin o;
	bool is = origin_read(base, &o) && host_loopback(o.host);

	origin_free(&o);
	return is;
}

bool
upload_url_allowed(const char *url, const char *api_base, const char *hosts)
{
	struct origin o, base = { 0 };
	bool allowed = false;

	if (origin_read(url, &o) && o.user[0] == '\0') {
		if (strcmp(o.scheme, "https") == 0 &&
		    strcmp(o.port, "443") == 0)
			allowed = host_listed(o.host, hosts);
		if (!allowed && origin_read(api_base, &base))
			allowed = host_loopback(base.host) &&
				  strcmp(o.scheme, base.scheme) == 0 &&
				  strcmp(o.host, base.host) == 0 &&
				  strcmp(o.port, base.port) == 0;
	}
	origin_free(&o);
	origin_free(&base);
	return allowed;
}
