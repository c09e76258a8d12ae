#include "mail/courier.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"
#include "mail/header.h"

struct courier {
	CURLM *multi;
	int count;
};

struct flight {
	struct courier *courier;
	struct arena *arena;
	CURL *easy;
	struct curl_slist *headers, *to;
	curl_mime *mime;
	char line[COURIER_LINE_MAX + 1]; /* the server's refusal */
	void (*ended)(void *ctx, const struct courier_result *);
	void *ctx;
};

static bool
host_of(const char *server, char host[256], bool *secure)
{
	const char *p = server, *end;
	size_t n;

	*secure = strncmp(p, "smtps://", 8) == 0;
	if (!*secure && strncmp(p, "smtp://", 7) != 0)
		return false;
	p += *secure ? 8 : 7;
	if (p[0] == '[' && (end = strchr(p, ']')) != NULL)
		n = (size_t)(end + 1 - p);
	else
		n = strspn(p, "abcdefghijklmnopqrstuvwxyz"
			      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");
	if (n == 0 || n > 255)
		return false;
	memcpy(host, p, n);
	host[n] = '\0';
	if (p[n] == ':') {
		int64_t port;

		return text_int(p + n + 1, 1, 65535, &port);
	}
	return p[n] == '\0';
}

bool
courier_server_valid(const char *server)
{
	char host[256];
	bool secure;

	return host_of(server, host, &secure);
}

bool
courier_server_near(const char *server)
{
	char host[256];
	bool secure;

	return host_of(server, host, &secure) &&
	       (strcmp(host, "127.0.0.1") == 0 || strcmp(host, "[::1]") == 0 ||
		   strcmp(host, "localhost") == 0);
}

enum rc
courier_open(struct courier **out)
{
	struct courier *c = calloc(1, sizeof(*c));

	if (c != NULL && (c->multi = curl_multi_init()) == NULL) {
		free(c);
		c = NULL;
	}
	if (c == NULL) {
		log_error("courier: libcurl is not to be had");
		return RC_FAIL;
	}
	/* Nothing is kept: see courier.h. */
	curl_multi_setopt(c->multi, CURLMOPT_MAXCONNECTS, 1L);
	*out = c;
	return RC_OK;
}

void
courier_close(struct courier *c)
{
	if (c == NULL)
		return;
	/* Letters that are dropped die with the process. */
	curl_multi_cleanup(c->multi);
	free(c);
}

static void
flight_free(struct flight *f)
{
	curl_easy_cleanup(f->easy);
	curl_slist_free_all(f->headers);
	curl_slist_free_all(f->to);
	curl_mime_free(f->mime);
	arena_free(f->arena);
	free(f);
}

/* What the server says, line by line; a refusal is kept, not the goodbye. */
static size_t
on_line(char *data, size_t size, size_t n, void *ctx)
{
	struct flight *f = ctx;
	size_t k;

	n *= size;
	if (n == 0 || (data[0] != '4' && data[0] != '5'))
		return n;
	k = n < COURIER_LINE_MAX ? n : COURIER_LINE_MAX;
	memcpy(f->line, data, k);
	f->line[k] = '\0';
	return n;
}

/* A server's words for a person: one line, cut. */
static const char *
line_words(struct flight *f)
{
	char *line = text_clean_line(f->arena, f->line, strlen(f->line));

	return line == NULL ? "" : text_cut(f->arena, line, LETTER_ERROR_MAX);
}

static const char *
fault_words(struct flight *f, CURLcode code, long status)
{
	if (status >= 400)
		return arena_printf(f->arena,
		    "Сервер почты не принял письмо: %s", line_words(f));
	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
		return "Сервер почты не найден по имени";
	case CURLE_COULDNT_CONNECT:
		return "Сервер почты не отвечает";
	case CURLE_OPERATION_TIMEDOUT:
		return "Сервер почты не ответил вовремя";
	case CURLE_USE_SSL_FAILED:
		return "Сервер почты не предлагает шифрование, без него письма "
		       "не отправляем";
	case CURLE_SSL_CONNECT_ERROR:
		return "Не удалось установить шифрование с сервером почты";
	case CURLE_PEER_FAILED_VERIFICATION:
		return "Сертификат сервера почты не подтверждён";
	case CURLE_LOGIN_DENIED:
		return "Сервер почты не принял имя или пароль";
	default:
		return arena_printf(f->arena, "Сбой связи с сервером почты: %s",
		    curl_easy_strerror(code));
	}
}

/* The end of the text was not acknowledged, and not refused either: then it
 * may have arrived.  Before its first byte it has not for sure. */
static void
flight_end(struct flight *f, CURLcode code)
{
	struct courier_result r = { LETTER_SENT, (int)code, 0, "" };
	curl_off_t sent = 0;
	long status = 0;

	curl_easy_getinfo(f->easy, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(f->easy, CURLINFO_SIZE_UPLOAD_T, &sent);
	r.smtp_code = (int)status;
	if (code != CURLE_OK) {
		r.end =
		    sent > 0 && status < 400 ? LETTER_UNCLEAR : LETTER_NOT_SENT;
		r.why = fault_words(f, code, status);
	}
	curl_multi_remove_handle(f->courier->multi, f->easy);
	f->courier->count--;
	f->ended(f->ctx, &r);
	flight_free(f);
}

int
courier_run(struct courier *c)
{
	int running, left;
	CURLMsg *m;

	curl_multi_perform(c->multi, &running);
	while ((m = curl_multi_info_read(c->multi, &left)) != NULL) {
		CURLcode code = m->data.result;
		struct flight *f;

		if (m->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &f);
		flight_end(f, code);
	}
	return c->count;
}

static bool
list_add(struct curl_slist **list, const char *line)
{
	struct curl_slist *longer = curl_slist_append(*list, line);

	if (longer == NULL)
		return false;
	*list = longer;
	return true;
}

static bool
add_headers(struct flight *f, const struct courier_letter *l)
{
	struct arena *a = f->arena;
	const char *lines[] = {
		arena_printf(a, "Date: %s", header_date(a, l->at)),
		arena_printf(
		    a, "From: %s", header_mailbox(a, l->from_name, l->from)),
		arena_printf(a, "To: %s", header_mailbox(a, l->to_name, l->to)),
		arena_printf(a, "Subject: %s", header_words(a, l->subject)),
		arena_printf(a, "Message-ID: <%s>", l->id),
		/* So that absence notes do not answer (RFC 3834). */
		"Auto-Submitted: auto-generated",
	};

	for (size_t i = 0; i < LEN(lines); i++)
		if (!list_add(&f->headers, lines[i]))
			return false;
	return list_add(&f->to, arena_printf(a, "<%s>", l->to)) &&
	       curl_easy_setopt(f->easy, CURLOPT_HTTPHEADER, f->headers) ==
		   CURLE_OK &&
	       curl_easy_setopt(f->easy, CURLOPT_MAIL_RCPT, f->to) ==
		   CURLE_OK &&
	       curl_easy_setopt(f->easy, CURLOPT_MAIL_FROM,
		   arena_printf(a, "<%s>", l->from)) == CURLE_OK;
}

static bool
add_text(struct flight *f, const struct courier_letter *l)
{
	curl_mimepart *part;

	f->mime = curl_mime_init(f->easy);
	part = f->mime == NULL ? NULL : curl_mime_addpart(f->mime);
	return part != NULL &&
	       curl_mime_data(part, l->text, CURL_ZERO_TERMINATED) ==
		   CURLE_OK &&
	       curl_mime_type(part, "text/plain; charset=utf-8") == CURLE_OK &&
	       curl_mime_encoder(part, "quoted-printable") == CURLE_OK &&
	       curl_easy_setopt(f->easy, CURLOPT_MIMEPOST, f->mime) == CURLE_OK;
}

static bool
add_options(struct flight *f, const struct courier_letter *l)
{
	CURL *e = f->easy;
	long tls =
	    courier_server_near(l->server) ? CURLUSESSL_NONE : CURLUSESSL_ALL;

	if (l->user[0] != '\0' &&
	    (curl_easy_setopt(e, CURLOPT_USERNAME, l->user) != CURLE_OK ||
		curl_easy_setopt(e, CURLOPT_PASSWORD, l->password) != CURLE_OK))
		return false;
	return curl_easy_setopt(e, CURLOPT_URL,
		   arena_printf(f->arena, "%s/%s", l->server, l->helo)) ==
		   CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "smtp,smtps") ==
		   CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_USE_SSL, tls) == CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_FRESH_CONNECT, 1L) == CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_FORBID_REUSE, 1L) == CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_PROXY, "") == CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_TIMEOUT_MS, l->timeout_ms) ==
		   CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, on_line) ==
		   CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_HEADERDATA, f) == CURLE_OK &&
	       curl_easy_setopt(e, CURLOPT_PRIVATE, f) == CURLE_OK;
}

enum rc
courier_send(struct courier *c, const struct courier_letter *l)
{
	struct flight *f = calloc(1, sizeof(*f));

	if (f == NULL)
		return RC_FAIL;
	f->courier = c;
	f->arena = arena_new();
	f->ended = l->ended;
	f->ctx = l->ctx;
	f->easy = curl_easy_init();
	if (f->easy == NULL || !add_options(f, l) || !add_headers(f, l) ||
	    !add_text(f, l) ||
	    curl_multi_add_handle(c->multi, f->easy) != CURLM_OK) {
		log_error("courier: libcurl refused to begin");
		flight_free(f);
		return RC_FAIL;
	}
	c->count++;
	return RC_OK;
}
