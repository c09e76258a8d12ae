#include "web/guard.h"

#include <string.h>
#include <strings.h>
#include "base/arena.h"
#include "base/strbuf.h"
#include "base/text.h"
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

/*
 * A form that works without a session has no token to show; the browser
 * says where it stood.  Sec-Fetch-Site and Origin are set by the browser
 * alone; one too old for both must name a page of ours as Referer.
 */
static bool
same_origin(const struct request *req)
{
	const char *own = request_origin(req);
	const char *origin = request_env(req, "HTTP_ORIGIN");
	const char *site = request_env(req, "HTTP_SEC_FETCH_SITE");
	const char *referer = request_env(req, "HTTP_REFERER");
	size_t n = strlen(own);

	if (*site && strcmp(site, "same-origin") != 0 &&
	    strcmp(site, "none") != 0)
		return false;
	if (*origin)
		return strcasecmp(origin, own) == 0;
	if (*site)
		return true;
	return strncasecmp(referer, own, n) == 0 &&
	       (referer[n] == '/' || referer[n] == '\0');
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
