#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "people/account.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

enum {
	CODE_MAX = 32 /* a recovery code with its dashes */
};

static const struct field sign_in_fields[] = {
	{ "user", "Логин", FIELD_LINE, 1, ACCOUNT_LOGIN_MAX, FIELD_REQUIRED,
	    NULL },
	{ "password", "Пароль", FIELD_SECRET, 1, ACCOUNT_PASSWORD_MAX,
	    FIELD_REQUIRED, NULL },
};
static const struct field code_fields[] = {
	{ "code", "Код", FIELD_LINE, 1, CODE_MAX, FIELD_REQUIRED, NULL },
};

static enum rc
show(const struct request *rq, struct reply *rp, const struct form *f,
    enum rc rc)
{
	struct view *v = reply_view(rp);

	desk_part_page(rq, rp, "login", "Вход");
	view_text(v, "Login.back", desk_part_back(rq, "/desk/"));
	form_show(f, v);
	reply_page(rp, "desk/login.cs");
	return rc;
}

enum rc
desk_login(const struct request *rq, struct reply *rp)
{
	const struct session *s = request_session(rq);

	if (s != NULL && !s->second_factor_due) {
		reply_redirect(rp, "%s", desk_part_back(rq, "/desk/"));
		return RC_OK;
	}
	return show(
	    rq, rp, form_new(rq, sign_in_fields, LEN(sign_in_fields)), RC_OK);
}

/* Words about a refused sign-in: what is left, or until when it is closed. */
static void
refused(const struct request *rq, struct view *v, enum rc rc, int left,
    int64_t until)
{
	struct arena *a = request_arena(rq);

	if (rc == RC_BUSY) {
		view_text(v, "Login.closed", date_hm(a, until));
		return;
	}
	view_flag(v, "Login.wrong", true);
	if (left > 0 && left < ACCOUNT_TRIES)
		view_textf(v, "Login.left", "%s %d %s",
		    text_plural(left, "Осталась", "Осталось", "Осталось"), left,
		    text_plural(left, "попытка", "попытки", "попыток"));
	view_int(v, "Login.minutes", ACCOUNT_CLOSED_S / 60);
}

enum rc
desk_login_try(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, sign_in_fields, LEN(sign_in_fields));
	const char *back = desk_part_back(rq, "/desk/");
	struct account acc;
	int64_t until = 0;
	int left = 0;
	enum rc rc;

	if (!form_ok(f))
		return show(rq, rp, f, RC_INVALID);
	rc = account_sign_in(request_store(rq), request_arena(rq),
	    form_text(f, "user"), form_text(f, "password"), request_address(rq),
	    request_now(rq), &acc, &left, &until);
	if (rc == RC_DENIED || (rc == RC_BUSY && until != 0)) {
		refused(rq, reply_view(rp), rc, left, until);
		return show(rq, rp, f, RC_INVALID);
	}
	if (rc != RC_OK ||
	    (rc = session_start(rq, rp, acc.id, acc.totp)) != RC_OK)
		return rc;
	if (acc.totp)
		reply_redirect(
		    rp, "/desk/login/code?back=%s", desk_part_url(rq, back));
	else
		reply_redirect(rp, "%s", back);
	return RC_OK;
}

static enum rc
show_code(const struct request *rq, struct reply *rp, const struct form *f,
    enum rc rc)
{
	struct view *v = reply_view(rp);

	desk_part_page(rq, rp, "login", "Код подтверждения");
	view_text(v, "Login.back", desk_part_back(rq, "/desk/"));
	form_show(f, v);
	reply_page(rp, "desk/login_code.cs");
	return rc;
}

enum rc
desk_login_code(const struct request *rq, struct reply *rp)
{
	if (!request_session(rq)->second_factor_due) {
		reply_redirect(rp, "%s", desk_part_back(rq, "/desk/"));
		return RC_OK;
	}
	return show_code(
	    rq, rp, form_new(rq, code_fields, LEN(code_fields)), RC_OK);
}

enum rc
desk_login_code_try(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, code_fields, LEN(code_fields));
	int64_t until;
	enum rc rc;

	if (!form_ok(f))
		return show_code(rq, rp, f, RC_INVALID);
	rc = account_totp_check(request_store(rq), request_arena(rq),
	    request_session(rq)->account_id, form_text(f, "code"),
	    request_now(rq), &until);
	if (rc == RC_BUSY && until != 0)
		form_error(f, "code",
		    arena_printf(request_arena(rq),
			"Слишком много неверных кодов. Вход закрыт до %s",
			date_hm(request_arena(rq), until)));
	else if (rc == RC_DENIED || rc == RC_INVALID)
		form_error(f, "code",
		    "Код не подошёл. Возьмите новый: он меняется каждые "
		    "30 секунд");
	else if (rc != RC_OK)
		return rc;
	if (!form_ok(f))
		return show_code(rq, rp, f, RC_INVALID);
	if ((rc = session_promote(rq, rp)) != RC_OK)
		return rc;
	reply_redirect(rp, "%s", desk_part_back(rq, "/desk/"));
	return RC_OK;
}

enum rc
desk_login_out(const struct request *rq, struct reply *rp)
{
	enum rc rc = session_end(rq, rp);

	if (rc == RC_OK)
		reply_redirect(rp, "/desk/login");
	return rc;
}
