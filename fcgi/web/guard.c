#include "web/guard.h"

#include <string.h>
#include <strings.h>
#include "base/arena.h"
#include "base/conf.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "store/site.h"
#include "web/inner.h"
#include "web/reply.h"
#include "web/session.h"

static bool
refuse(struct reply *rep, enum rc *rc, const char *sentence)
{
	reply_reason(rep, "%s", sentence);
	*rc = RC_DENIED;
	return false;
}

/* Sign in first, then back to the page that was wanted. */
static bool
ask_sign_in(const struct request *req, struct reply *rep, enum rc *rc)
{
	struct strbuf b;

	strbuf_init(&b);
	strbuf_adds(&b, "/desk/login?back=");
	strbuf_add_url(&b, req->path);
	if (*req->search) {
		strbuf_adds(&b, "%3F");
		strbuf_add_url(&b, req->search);
	}
	reply_redirect(rep, "%s", b.buf);
	strbuf_free(&b);
	*rc = RC_OK;
	return false;
}

/* The address begins with this origin. */
static bool
begins(const char *address, const char *origin)
{
	size_t n = strlen(origin);

	return n > 0 && strncasecmp(address, origin, n) == 0 &&
	       (address[n] == '/' || address[n] == '\0');
}

/* scheme://host of an address, without its path. */
static const char *
origin_of(struct arena *a, const char *address)
{
	const char *host = strstr(address, "://");

	if (host == NULL)
		return "";
	host += 3;
	return arena_strndup(
	    a, address, (size_t)(host - address) + strcspn(host, "/"));
}

/*
 * Ours is the host that was asked for and the address in site.conf (for a
 * front server that ends TLS or moves the port).  Debian's fastcgi_params
 * hand over the host without its port, so the server's own port counts too.
 */
static bool
ours(const struct request *req, const char *address)
{
	const char *own = request_origin(req);

	if (begins(address, own) ||
	    begins(address, arena_printf(req->arena, "%s:%s", own,
				request_env(req, "SERVER_PORT"))))
		return true;
	if (req->site == NULL || req->site->conf == NULL)
		return false;
	return begins(address,
	    origin_of(req->arena, conf_text(req->site->conf, "address")));
}

/*
 * A form that works without a session has no token to show; the browser
 * says where it stood.  Sec-Fetch-Site and Origin are set by the browser
 * alone; one too old for both must name a page of ours as Referer.
 */
static bool
same_origin(const struct request *req)
{
	const char *origin = request_env(req, "HTTP_ORIGIN");
	const char *site = request_env(req, "HTTP_SEC_FETCH_SITE");

	if (*site && strcmp(site, "same-origin") != 0 &&
	    strcmp(site, "none") != 0)
		return false;
	if (*origin)
		return ours(req, origin);
	return *site || ours(req, request_env(req, "HTTP_REFERER"));
}

bool
guard_access(struct request *req, struct reply *rep, enum rc *rc)
{
	const struct route *r = req->route;
	bool post = req->method == METHOD_POST;
	bool half = r->flags & ROUTE_HALF;
	bool open = r->flags & ROUTE_OPEN;
	const struct session *s = req->session;

	if (post && open && !same_origin(req))
		return refuse(rep, rc,
		    "Форма пришла не с нашей страницы. Откройте страницу "
		    "раздела и отправьте форму с неё.");
	if (s != NULL && s->second_factor_due && !half) {
		/* Half signed in is not signed in. */
		if (r->roles != 0) {
			reply_redirect(rep, "/desk/login/code");
			*rc = RC_OK;
			return false;
		}
		req->session = NULL;
		s = NULL;
	}
	if (s == NULL && (r->roles != 0 || (post && !open))) {
		if (!post)
			return ask_sign_in(req, rep, rc);
		return refuse(rep, rc,
		    "Вы вышли или вход закончился, поэтому ничего не "
		    "сохранено. Войдите снова и отправьте форму ещё раз.");
	}
	if (r->roles != 0 && (r->roles & s->roles) == 0 && !half)
		return refuse(rep, rc,
		    "Для этого действия у вашей учётной записи нет роли. "
		    "Роли меняет администратор раздела.");
	return true;
}

bool
guard_form(const struct request *req, struct reply *rep, enum rc *rc)
{
	const char *sent;
	size_t n;

	if (req->method != METHOD_POST || (req->route->flags & ROUTE_OPEN))
		return true;
	sent = request_field(req, "csrf");
	n = strlen(req->session->csrf);
	if (sent != NULL && strlen(sent) == n &&
	    text_same_secret(sent, req->session->csrf, n))
		return true;
	return refuse(rep, rc, "Форма устарела, откройте страницу снова.");
}
