#include <string.h>

#include "desk/desk.h"
#include "desk/part.h"
#include "people/account.h"
#include "people/role.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

enum { ROLES_MAX = 16 };

static const struct field fields[] = {
	{ "login", "Логин", FIELD_LINE, 1, ACCOUNT_LOGIN_MAX, FIELD_REQUIRED,
	    NULL },
	{ "name", "Имя и фамилия", FIELD_LINE, 1, ACCOUNT_NAME_MAX,
	    FIELD_REQUIRED, NULL },
	{ "password", "Пароль", FIELD_SECRET, ACCOUNT_PASSWORD_MIN,
	    ACCOUNT_PASSWORD_MAX, FIELD_REQUIRED, NULL },
};

/* Ticked boxes "role" as bits. */
static unsigned
roles_sent(const struct request *rq)
{
	const char *words[ROLES_MAX];
	int n = request_fields(rq, "role", words, ROLES_MAX);
	unsigned bits = 0;

	for (int i = 0; i < n; i++)
		for (int j = 0; j < role_names_n; j++)
			if (strcmp(role_names[j].word, words[i]) == 0)
				bits |= role_names[j].bit;
	return bits;
}

static void
show_roles(struct view *v, unsigned bits)
{
	for (int i = 0; i < role_names_n; i++)
		desk_part_choice(v, "Roles", role_names[i].word,
		    role_names[i].title, (bits & role_names[i].bit) != 0);
}

static enum rc
show(const struct request *rq, struct reply *rp, const struct form *f,
    const char *problem, enum rc outcome)
{
	struct view *v = reply_view(rp);
	struct account *list;
	enum rc rc;
	int n;

	desk_part_page(rq, rp, "accounts", "Учётные записи");
	form_show(f, v);
	if (problem != NULL)
		desk_part_problem(v, problem);
	show_roles(v, roles_sent(rq));
	rc = accounts_list(request_store(rq), request_arena(rq), &list, &n);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		view_row(v, "Accounts");
		view_int(v, "id", list[i].id);
		view_text(v, "login", list[i].login);
		view_text(v, "name", list[i].name);
		view_text(
		    v, "titles", role_titles(request_arena(rq), list[i].roles));
		view_flag(v, "locked", list[i].locked);
		view_flag(v, "totp", list[i].totp);
		view_flag(
		    v, "me", list[i].id == request_session(rq)->account_id);
		show_roles(v, list[i].roles);
		view_out(v);
	}
	reply_page(rp, "desk/accounts.cs");
	return outcome;
}

enum rc
desk_accounts(const struct request *rq, struct reply *rp)
{
	return show(rq, rp, form_new(rq, fields, LEN(fields)), NULL, RC_OK);
}

enum rc
desk_accounts_add(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, fields, LEN(fields));
	struct actor actor = desk_part_actor(rq);
	unsigned roles = roles_sent(rq);
	const char *why = NULL;
	int64_t id;
	enum rc rc;

	if (!form_ok(f) || roles == 0)
		return show(rq, rp, f,
		    roles == 0 ? "Отметьте хотя бы одну роль." : NULL,
		    RC_INVALID);
	rc = account_add(request_store(rq), request_arena(rq), &actor,
	    form_text(f, "login"), form_text(f, "name"), roles,
	    form_text(f, "password"), &id, &why);
	if (rc == RC_CONFLICT) {
		form_error(f, "login", "Такой логин уже есть");
		return show(rq, rp, f, NULL, RC_INVALID);
	}
	if (rc == RC_INVALID)
		return show(rq, rp, f, why, RC_INVALID);
	if (rc != RC_OK)
		return rc;
	rc = session_notice(
	    rq, 0, "Учётная запись заведена. Передайте логин и пароль лично.");
	reply_redirect(rp, "/desk/accounts");
	return rc;
}

/* ------------------------------------------------------------- changes */

static enum rc
change_roles(
    const struct request *rq, const struct account *acc, const char **why)
{
	struct actor actor = desk_part_actor(rq);
	unsigned roles = roles_sent(rq);

	if (roles == 0) {
		*why = "Отметьте хотя бы одну роль.";
		return RC_INVALID;
	}
	if (acc->id == actor.account_id && !(roles & ROLE_ADMIN)) {
		*why = "Нельзя снять роль администратора с себя: попросите "
		       "другого администратора.";
		return RC_INVALID;
	}
	return account_set_roles(
	    request_store(rq), &actor, acc->id, acc->name, roles);
}

static enum rc
change_lock(const struct request *rq, const struct account *acc, bool locked,
    const char **why)
{
	struct actor actor = desk_part_actor(rq);

	if (acc->id == actor.account_id) {
		*why = "Себя закрыть нельзя: попросите другого "
		       "администратора.";
		return RC_INVALID;
	}
	return account_set_locked(request_store(rq), &actor, acc->id, locked);
}

static enum rc
change_password(
    const struct request *rq, const struct account *acc, const char **why)
{
	struct actor actor = desk_part_actor(rq);
	struct form *f = form_read(rq, &fields[2], 1);

	if (!form_ok(f)) {
		*why = "Пароль: не меньше 8 знаков.";
		return RC_INVALID;
	}
	return account_set_password(request_store(rq), request_arena(rq),
	    &actor, acc->id, form_text(f, "password"), why);
}

static enum rc
change(const struct request *rq, const struct account *acc, const char *word,
    const char **why)
{
	struct actor actor = desk_part_actor(rq);

	if (strcmp(word, "roles") == 0)
		return change_roles(rq, acc, why);
	if (strcmp(word, "lock") == 0)
		return change_lock(rq, acc, true, why);
	if (strcmp(word, "unlock") == 0)
		return change_lock(rq, acc, false, why);
	if (strcmp(word, "password") == 0)
		return change_password(rq, acc, why);
	if (strcmp(word, "factor-off") == 0)
		return account_totp_off(request_store(rq), &actor, acc->id);
	return RC_NOT_FOUND;
}

enum rc
desk_accounts_change(const struct request *rq, struct reply *rp)
{
	int64_t id = request_part_id(rq, "id");
	const char *why = NULL;
	struct account acc;
	enum rc rc;

	if (id == 0)
		return RC_NOT_FOUND;
	if ((rc = accounts_by_id(
		 request_store(rq), request_arena(rq), id, &acc)) != RC_OK)
		return rc;
	rc = change(rq, &acc, request_part(rq, "change"), &why);
	if (rc == RC_INVALID)
		return show(rq, rp, form_new(rq, fields, LEN(fields)),
		    why != NULL ? why : "Не получилось.", RC_INVALID);
	if (rc != RC_OK)
		return rc;
	if (id == request_session(rq)->account_id &&
	    strcmp(request_part(rq, "change"), "password") == 0)
		rc = session_start(rq, rp, id, false);
	else
		rc = session_notice(rq, 0, "Изменено: %s.", acc.name);
	reply_redirect(rp, "/desk/accounts");
	return rc;
}
