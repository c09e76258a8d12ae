#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/text.h"
#include "desk/desk.h"
#include "desk/part.h"
#include "desk/settings/settings_cycle.h"
#include "desk/settings/settings_links.h"
#include "desk/settings/settings_logo.h"
#include "mediaplan/kind.h"
#include "people/journal.h"
#include "store/db.h"
#include "store/site.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

enum {
	TITLE_MAX = 200,
	CONTACT_MAX = 300,
	ADDRESS_MAX = 200,
	DAYS_FAR = 60 /* a window further away is a typing error */
};

static const char *const colours[] = { "pine", "sea", "sky", "plum", "brick",
	"ochre", "slate", NULL };
static const char *const colour_names[] = { "хвоя", "море", "небо", "слива",
	"кирпич", "охра", "сланец" };

/* Fields are named as their settings. */
static const struct field fields[] = {
	{ "title", "Название школы", FIELD_LINE, 1, TITLE_MAX, FIELD_REQUIRED,
	    NULL },
	{ "section", "Название раздела", FIELD_LINE, 0, TITLE_MAX, 0, NULL },
	{ "colour", "Цвет", FIELD_CHOICE, 0, 0, 0, colours },
	{ "contact", "Контакты", FIELD_LINE, 0, CONTACT_MAX, 0, NULL },
	{ "email", "Электронная почта", FIELD_LINE, 0, ADDRESS_MAX, 0, NULL },
	{ "home", "Адрес сайта школы", FIELD_LINE, 0, ADDRESS_MAX, 0, NULL },
	{ "links", "Ссылки внизу страниц", FIELD_TEXT, 0, SETTINGS_LINKS_CHARS,
	    0, NULL },
};

/* Windows of kinds: kind.NAME.from, .to, .hour. */
static const struct {
	const char *leaf;
	int lo, hi;
	const char *wrong;
} parts[] = {
	{ "from", -DAYS_FAR, DAYS_FAR, "Начало окна: от −60 до 60 дней" },
	{ "to", -DAYS_FAR, DAYS_FAR, "Конец окна: от −60 до 60 дней" },
	{ "hour", 0, 23, "Час: от 0 до 23" },
};

static const char *
kind_setting(struct arena *a, const struct kind *k, size_t part)
{
	return arena_printf(a, "kind.%s.%s", k->name, parts[part].leaf);
}

static int
kind_value(const struct kind *k, size_t part)
{
	return part == 0 ? k->from_days : part == 1 ? k->to_days : k->hour;
}

static enum rc
show_kinds(const struct request *rq, struct view *v)
{
	struct arena *a = request_arena(rq);
	const struct kind *all;
	struct kind k;
	int n = kind_all(&all);
	enum rc rc;

	for (int i = 0; i < n; i++) {
		if ((rc = kind_of_site(
			 request_store(rq), a, all[i].name, &k)) != RC_OK)
			return rc;
		view_row(v, "Windows");
		view_text(v, "name", k.name);
		view_text(v, "title", k.title);
		view_flag(v, "days", k.anchor == KIND_DAYS);
		view_flag(v, "after", k.anchor == KIND_AFTER_END);
		for (size_t p = 0; p < LEN(parts); p++) {
			const char *typed =
			    request_field(rq, kind_setting(a, &k, p));

			view_text(v, parts[p].leaf,
			    typed != NULL
				? typed
				: arena_printf(a, "%d", kind_value(&k, p)));
		}
		view_out(v);
	}
	return RC_OK;
}

static enum rc
show(const struct request *rq, struct reply *rp, const struct form *f,
    struct form *cycle, const char *problem, enum rc outcome)
{
	struct view *v = reply_view(rp);
	enum rc rc;

	desk_part_page(rq, rp, "settings", "Настройки");
	if (cycle == NULL &&
	    (rc = desk_settings_cycle_form(rq, &cycle)) != RC_OK)
		return rc;
	if ((rc = desk_settings_cycle_show(rq, v, cycle)) != RC_OK)
		return rc;
	form_show(f, v);
	if (problem != NULL)
		desk_part_problem(v, problem);
	for (size_t i = 0; colours[i] != NULL; i++)
		desk_part_choice(v, "Colours", colours[i], colour_names[i],
		    strcmp(form_text(f, "colour"), colours[i]) == 0);
	view_text(v, "Settings.address", desk_part_address(rq));
	view_text(
	    v, "Settings.zone", conf_text(request_site(rq)->conf, "zone"));
	view_flag(v, "Settings.may", desk_part_may(rq, MAY_PLAN | MAY_ADMIN));
	if ((rc = show_kinds(rq, v)) != RC_OK)
		return rc;
	reply_page(rp, "desk/settings.cs");
	return outcome;
}

static struct form *
stored(const struct request *rq)
{
	struct form *f = form_new(rq, fields, LEN(fields));

	for (size_t i = 0; i < LEN(fields); i++)
		form_set_text(f, fields[i].name,
		    site_setting(
			request_store(rq), request_arena(rq), fields[i].name));
	if (!form_given(f, "colour"))
		form_set_text(f, "colour", colours[0]);
	return f;
}

enum rc
desk_settings(const struct request *rq, struct reply *rp)
{
	return show(rq, rp, stored(rq), NULL, NULL, RC_OK);
}

enum rc
desk_settings_logo(const struct request *rq, struct reply *rp)
{
	const char *why = NULL;
	enum rc rc = desk_settings_logo_take(rq, &why);

	if (rc == RC_INVALID || rc == RC_TOO_LARGE)
		return show(rq, rp, stored(rq), NULL, why, RC_INVALID);
	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0, "Знак школы стоит в шапке раздела.");
	reply_redirect(rp, "/desk/settings#logo");
	return rc;
}

enum rc
desk_settings_cycle(const struct request *rq, struct reply *rp)
{
	struct form *cycle;
	enum rc rc = desk_settings_cycle_start(rq, &cycle);

	if (rc == RC_INVALID)
		return show(rq, rp, stored(rq), cycle,
		    "Новый год не начат: исправьте отмеченные поля.", rc);
	if (rc != RC_OK)
		return rc;
	rc = session_notice(rq, 0, "Новый программный год начат.");
	reply_redirect(rp, "/desk/settings");
	return rc;
}

/* NULL when every window typed makes sense, else the sentence. */
static const char *
check_kinds(const struct request *rq)
{
	struct arena *a = request_arena(rq);
	const struct kind *all;
	int n = kind_all(&all);

	for (int i = 0; i < n; i++) {
		int64_t x[LEN(parts)] = { all[i].from_days, all[i].to_days,
			all[i].hour };

		for (size_t p = 0; p < LEN(parts); p++) {
			const char *typed =
			    request_field(rq, kind_setting(a, &all[i], p));

			if (typed != NULL &&
			    !text_int(typed, parts[p].lo, parts[p].hi, &x[p]))
				return arena_printf(
				    a, "%s. %s.", all[i].title, parts[p].wrong);
		}
		if (all[i].anchor == KIND_DAYS && x[0] > x[1])
			return arena_printf(a,
			    "%s. Окно кончается раньше, чем начинается.",
			    all[i].title);
	}
	return NULL;
}

static enum rc
set_one(const struct request *rq, const struct actor *actor, const char *name,
    const char *value)
{
	struct store *st = request_store(rq);
	enum rc rc;

	if (strcmp(site_setting(st, request_arena(rq), name), value) == 0)
		return RC_OK;
	if ((rc = site_set(st, name, value)) != RC_OK)
		return rc;
	return journal_add(st, actor, "setting_set", "setting", 0, name);
}

/* Everything typed, inside the caller's transaction. */
static enum rc
set_all(
    const struct request *rq, const struct form *f, const struct actor *actor)
{
	struct arena *a = request_arena(rq);
	const struct kind *all;
	int n = kind_all(&all);
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < LEN(fields); i++)
		rc = set_one(
		    rq, actor, fields[i].name, form_text(f, fields[i].name));
	for (int i = 0; rc == RC_OK && i < n; i++)
		for (size_t p = 0; rc == RC_OK && p < LEN(parts); p++) {
			const char *name = kind_setting(a, &all[i], p);
			const char *typed = request_field(rq, name);

			if (typed != NULL)
				rc = set_one(rq, actor, name, typed);
		}
	return rc;
}

enum rc
desk_settings_save(const struct request *rq, struct reply *rp)
{
	struct form *f = form_read(rq, fields, LEN(fields));
	struct actor actor = desk_part_actor(rq);
	const char *problem = check_kinds(rq);
	const char *home = form_text(f, "home"), *wrong;
	enum rc rc;

	if (home[0] != '\0' && strncmp(home, "https://", 8) != 0 &&
	    strncmp(home, "http://", 7) != 0)
		form_error(f, "home", "Адрес начинается с https://");
	if (form_text(f, "email")[0] != '\0' &&
	    strchr(form_text(f, "email"), '@') == NULL)
		form_error(f, "email", "Это не адрес почты");
	if ((wrong = desk_settings_links_wrong(
		 request_arena(rq), form_text(f, "links"))) != NULL)
		form_error(f, "links", wrong);
	if (problem != NULL || !form_ok(f))
		return show(rq, rp, f, NULL, problem, RC_INVALID);
	if ((rc = store_begin(request_store(rq))) != RC_OK)
		return rc;
	if ((rc = set_all(rq, f, &actor)) != RC_OK) {
		store_rollback(request_store(rq));
		return rc;
	}
	if ((rc = store_commit(request_store(rq))) != RC_OK)
		return rc;
	rc = session_notice(rq, 0, "Настройки сохранены.");
	reply_redirect(rp, "/desk/settings");
	return rc;
}
