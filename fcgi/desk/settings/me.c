#include <qrencode.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "people/account.h"
#include "store/site.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

enum {
	SECRET_MAX = 64, /* base32 of 160 bits is 32 characters */
	CODE_MAX = 32
};

static const struct field password_fields[] = {
	{ "old", "Пароль сейчас", FIELD_SECRET, 1, ACCOUNT_PASSWORD_MAX,
	    FIELD_REQUIRED, NULL },
	{ "new", "Новый пароль", FIELD_SECRET, ACCOUNT_PASSWORD_MIN,
	    ACCOUNT_PASSWORD_MAX, FIELD_REQUIRED, NULL },
};
static const struct field factor_fields[] = {
	{ "secret", "Секрет", FIELD_LINE, 16, SECRET_MAX, FIELD_REQUIRED,
	    NULL },
	{ "code", "Код", FIELD_LINE, 1, CODE_MAX, FIELD_REQUIRED, NULL },
};
static const struct field off_fields[] = {
	{ "off_password", "Пароль", FIELD_SECRET, 1, ACCOUNT_PASSWORD_MAX,
	    FIELD_REQUIRED, NULL },
};

static enum rc
find(const struct request *rq, struct account *acc)
{
	return accounts_by_id(request_store(rq), request_arena(rq),
	    request_session(rq)->account_id, acc);
}

static enum rc
show(const struct request *rq, struct reply *rp, const struct form *f,
    enum rc outcome)
{
	struct view *v = reply_view(rp);
	struct account acc;
	enum rc rc = find(rq, &acc);

	if (rc != RC_OK)
		return rc;
	desk_part_page(rq, rp, "me", "Моя учётная запись");
	view_text(v, "Me.login", acc.login);
	view_flag(v, "Me.totp", acc.totp);
	if (f != NULL)
		form_show(f, v);
	reply_page(rp, "desk/me.cs");
	return outcome;
}

enum rc
desk_me(const struct request *rq, struct reply *rp)
{
	/* The session that could carry a notice ended with the password. */
	if (strcmp(request_query(rq, "done"), "password") == 0)
		view_text(reply_view(rp), "Notice.text",
		    "Пароль изменён. На других устройствах вход закончен.");
	return show(rq, rp, NULL, RC_OK);
}

/* Is it really this person who sits here?  Failures count as sign-ins. */
static enum rc
prove(const struct request *rq, struct form *f, const char *field,
    const struct account *acc)
{
	struct account found;
	int64_t until;
	int left;
	enum rc rc = account_sign_in(request_store(rq), request_arena(rq),
	    acc->login, form_text(f, field), request_address(rq),
	    request_now(rq), &found, &left, &until);

	if (rc == RC_DENIED)
		form_error(f, field, "Пароль не подошёл");
	if (rc == RC_BUSY && until != 0)
		form_error(
		    f, field, "Слишком много попыток. Подождите 15 минут");
	return rc == RC_DENIED || (rc == RC_BUSY && until != 0) ? RC_INVALID
								: rc;
}

enum rc
desk_me_password(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, password_fields, LEN(password_fields));
	struct actor actor = desk_part_actor(rq);
	const char *why = NULL;
	struct account acc;
	enum rc rc = find(rq, &acc);

	if (rc != RC_OK)
		return rc;
	if (!form_ok(f))
		return show(rq, rp, f, RC_INVALID);
	rc = prove(rq, f, "old", &acc);
	if (rc == RC_OK)
		rc = account_set_password(request_store(rq), request_arena(rq),
		    &actor, acc.id, form_text(f, "new"), &why);
	if (rc == RC_INVALID) {
		if (why != NULL)
			form_error(f, "new", why);
		return show(rq, rp, f, RC_INVALID);
	}
	/* All sessions ended with the old password; this browser goes on. */
	if (rc == RC_OK)
		rc = session_start(rq, rp, acc.id, false);
	if (rc == RC_OK)
		reply_redirect(rp, "/desk/me?done=password");
	return rc;
}

/* ------------------------------------------------------ second factor */

static const char *
otpauth(const struct request *rq, const struct account *acc, const char *secret)
{
	struct strbuf b;
	const char *uri;
	const char *issuer = "Nastavnik";

	strbuf_init(&b);
	strbuf_adds(&b, "otpauth://totp/");
	strbuf_add_url(&b, issuer);
	strbuf_adds(&b, ":");
	strbuf_add_url(&b, acc->login);
	strbuf_addf(&b, "?secret=%s&issuer=", secret);
	strbuf_add_url(&b, issuer);
	uri = arena_strdup(request_arena(rq), b.buf);
	strbuf_free(&b);
	return uri;
}

/* The code as one path of squares, drawn inline: the secret must not stand
 * in any address. */
static void
show_qr(struct view *v, const char *uri)
{
	QRcode *q = QRcode_encodeString8bit(uri, 0, QR_ECLEVEL_M);
	struct strbuf d;

	if (q == NULL)
		return; /* the secret as text stands beside it */
	strbuf_init(&d);
	for (int y = 0; y < q->width; y++)
		for (int x = 0; x < q->width; x++)
			if (q->data[y * q->width + x] & 1)
				strbuf_addf(&d, "M%d %dh1v1h-1z", x + 4, y + 4);
	view_text(v, "Factor.path", d.buf);
	view_int(v, "Factor.size", q->width + 8);
	strbuf_free(&d);
	QRcode_free(q);
}

static enum rc
show_factor(const struct request *rq, struct reply *rp,
    const struct account *acc, const char *secret, const struct form *f,
    enum rc outcome)
{
	struct view *v = reply_view(rp);

	desk_part_page(rq, rp, "me", "Второй шаг входа");
	view_text(v, "Factor.secret", secret);
	show_qr(v, otpauth(rq, acc, secret));
	if (f != NULL)
		form_show(f, v);
	reply_page(rp, "desk/me_factor.cs");
	return outcome;
}

/* A second factor that is on is first switched off, with the password: a
 * browser left open must not change it. */
static enum rc
find_without_factor(
    const struct request *rq, struct reply *rp, struct account *acc)
{
	enum rc rc = find(rq, acc);

	if (rc != RC_OK || !acc->totp)
		return rc;
	reply_reason(rp,
	    "Второй шаг входа уже включён. Чтобы сменить телефон, сначала "
	    "выключите его на странице «Моя учётная запись».");
	return RC_DENIED;
}

enum rc
desk_me_factor(const struct request *rq, struct reply *rp)
{
	const char *secret, *uri;
	struct account acc;
	enum rc rc = find_without_factor(rq, rp, &acc);

	if (rc != RC_OK)
		return rc;
	rc = account_totp_start(
	    request_arena(rq), &acc, "Nastavnik", &secret, &uri);
	return rc != RC_OK ? rc
			   : show_factor(rq, rp, &acc, secret, NULL, RC_OK);
}

enum rc
desk_me_factor_on(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, factor_fields, LEN(factor_fields));
	struct actor actor = desk_part_actor(rq);
	struct view *v = reply_view(rp);
	struct account acc;
	const char **codes;
	int n;
	enum rc rc = find_without_factor(rq, rp, &acc);

	if (rc != RC_OK)
		return rc;
	if (form_text(f, "secret")[0] == '\0')
		return show(rq, rp, NULL, RC_INVALID);
	if (!form_ok(f))
		return show_factor(
		    rq, rp, &acc, form_text(f, "secret"), f, RC_INVALID);
	rc = account_totp_enable(request_store(rq), request_arena(rq), &actor,
	    acc.id, form_text(f, "secret"), form_text(f, "code"),
	    request_now(rq), &codes, &n);
	if (rc == RC_DENIED || rc == RC_INVALID) {
		form_error(f, "code",
		    "Код не подошёл. Проверьте, что на телефоне верное время");
		return show_factor(
		    rq, rp, &acc, form_text(f, "secret"), f, RC_INVALID);
	}
	if (rc != RC_OK)
		return rc;
	/* Shown once, so no redirect: they are nowhere else. */
	desk_part_page(rq, rp, "me", "Запасные коды");
	for (int i = 0; i < n; i++) {
		view_row(v, "Codes");
		view_text(v, "code", codes[i]);
		view_out(v);
	}
	reply_page(rp, "desk/me_codes.cs");
	return RC_OK;
}

enum rc
desk_me_factor_off(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, off_fields, LEN(off_fields));
	struct actor actor = desk_part_actor(rq);
	struct account acc;
	enum rc rc = find(rq, &acc);

	if (rc != RC_OK)
		return rc;
	if (!form_ok(f))
		return show(rq, rp, f, RC_INVALID);
	rc = prove(rq, f, "off_password", &acc);
	if (rc == RC_INVALID)
		return show(rq, rp, f, RC_INVALID);
	if (rc != RC_OK ||
	    (rc = account_totp_off(request_store(rq), &actor, acc.id)) != RC_OK)
		return rc;
	rc = session_notice(rq, 0, "Второй шаг входа выключен.");
	reply_redirect(rp, "/desk/me");
	return rc;
}

enum rc
desk_me_calendar(const struct request *rq, struct reply *rp)
{
	struct actor actor = desk_part_actor(rq);
	const char *secret;
	enum rc rc = account_calendar_new(request_store(rq), request_arena(rq),
	    &actor, request_session(rq)->account_id, &secret);

	if (rc != RC_OK)
		return rc;
	/* Shown once: the store keeps only its hash. */
	view_textf(reply_view(rp), "Calendar.address", "%s/plan/%s.ics",
	    desk_part_address(rq), secret);
	return show(rq, rp, NULL, RC_OK);
}
