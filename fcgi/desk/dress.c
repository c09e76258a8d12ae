#include "desk/dress.h"

#include <string.h>

#include "base/arena.h"
#include "base/conf.h"
#include "base/date.h"
#include "desk/publication/attention.h"
#include "desk/part.h"
#include "desk/settings/settings_links.h"
#include "programme/cycle.h"
#include "people/role.h"
#include "publish/channel.h"
#include "register/record.h"
#include "roadmap/roadmaps.h"
#include "section/topic.h"
#include "store/site.h"
#include "web/request.h"
#include "web/session.h"
#include "web/view.h"

/* Words of the cookie "view", parted by dots (page/look.c writes it); each
 * is a class of <html>. */
static const struct look {
	const char *word;
	const char *name; /* flag for the form that sets it */
	bool roomy;	  /* too large for tables side by side: no "fit" */
} looks[] = {
	{ "t-125", "View.t125", false },
	{ "t-150", "View.t150", true },
	{ "t-200", "View.t200", true },
	{ "c-light", "View.light", false },
	{ "c-dark", "View.dark", false },
	{ "c-bw", "View.bw", false },
	{ "c-yb", "View.yb", false },
	{ "s-wide", "View.wide", true },
	{ "p-off", "View.pictures_off", false },
};

/* Colours of a school: blocks of theme.css. */
static const char *const themes[] = { "pine", "sea", "sky", "plum", "brick",
	"ochre", "slate" };

static const struct {
	const char *name;
	unsigned roles;
} rights[] = {
	{ "Me.may_write", MAY_WRITE },
	{ "Me.may_plan", MAY_PLAN },
	{ "Me.may_approve", MAY_APPROVE },
	{ "Me.may_decide", MAY_DECIDE },
	{ "Me.may_admin", MAY_ADMIN },
	{ "Me.may_journal", MAY_READ_JOURNAL },
};

static const char *
theme_class(const struct setting *own)
{
	const char *set = site_setting_in(own, "colour");

	for (size_t i = 0; i < LEN(themes); i++)
		if (strcmp(set, themes[i]) == 0)
			return themes[i];
	return themes[0];
}

static bool
has_word(const char *cookie, const char *word)
{
	size_t n = strlen(word);

	while (*cookie != '\0') {
		size_t len = strcspn(cookie, ".");

		if (len == n && memcmp(cookie, word, n) == 0)
			return true;
		cookie += len + (cookie[len] == '.');
	}
	return false;
}

static void
dress_look(const struct request *rq, const struct setting *own, struct view *v)
{
	struct arena *a = request_arena(rq);
	const char *cookie = request_cookie(rq, "view");
	const char *class = arena_printf(a, "k-%s", theme_class(own));
	bool fit = true;

	for (size_t i = 0; i < LEN(looks); i++) {
		if (!has_word(cookie, looks[i].word))
			continue;
		class = arena_printf(a, "%s %s", class, looks[i].word);
		view_flag(v, looks[i].name, true);
		if (looks[i].roomy)
			fit = false;
	}
	view_text(
	    v, "View.class", fit ? arena_printf(a, "fit %s", class) : class);
}

/* What the school says of itself, each a setting of that name. */
static const struct {
	const char *node, *setting;
} settings[] = {
	{ "Site.contact", "contact" },
	{ "Site.email", "email" },
};

/* The community's page, when one is connected. */
static void
dress_vk(const struct request *rq, struct view *v)
{
	struct channel *list;
	int n;

	if (channels_list(request_store(rq), request_arena(rq), &list, &n) !=
		RC_OK ||
	    n == 0 || list[0].group_id == 0)
		return;
	view_url(v, "Site.vk_url",
	    arena_printf(request_arena(rq), "%sclub%lld",
		conf_text(request_site(rq)->conf, "vk.web_base"),
		(long long)list[0].group_id));
}

static void
dress_site(const struct request *rq, const struct setting *own, struct view *v)
{
	const struct site *site = request_site(rq);
	struct arena *a = request_arena(rq);
	const char *school = site_setting_in(own, "title");
	const char *title = site_setting_in(own, "section");
	const char *home = site_setting_in(own, "home");

	view_text(v, "Site.school", school);
	view_text(v, "Site.title", title[0] != '\0' ? title : "Наставничество");
	view_url(v, "Site.address", conf_text(site->conf, "address"));
	view_text(v, "Site.zone", date_zone_words(a, request_now(rq)));
	for (size_t i = 0; i < LEN(settings); i++)
		view_text(v, settings[i].node,
		    site_setting_in(own, settings[i].setting));
	if (*home != '\0')
		view_url(v, "Site.home", home);
	if (*site_setting_in(own, "logo") != '\0')
		view_textf(v, "Site.logo", "logo-%s.png",
		    site_setting_in(own, "logo"));
	dress_vk(rq, v);
}

/* Paths that answer with a file: no menu is drawn there. */
static const char *const bare[] = { "/media/", "/file/", "/static/", "/card/" };

static bool
has_menu(const char *path)
{
	for (size_t i = 0; i < LEN(bare); i++)
		if (strncmp(path, bare[i], strlen(bare[i])) == 0)
			return false;
	return true;
}

static void
dress_item(
    const char *path, struct view *v, const char *list, const struct topic *t)
{
	size_t n = strlen(t->address);

	view_row(v, list);
	view_text(v, "title", topic_word(t));
	view_text(v, "address", t->address);
	view_text(v, "name", t->name);
	/* The page itself, or a place below it: aria-current's words. */
	if (strcmp(path, t->address) == 0)
		view_text(v, "current", "page");
	else if (n > 1 && strncmp(path, t->address, n) == 0)
		view_text(v, "current", "true");
	view_out(v);
}

/* What is there only sometimes: so far the roadmap, while it is shown. */
static bool
is_there(const struct request *rq, const struct topic *t)
{
	bool shown;

	if (t->def == NULL || !t->def->sometimes)
		return true;
	return roadmaps_shown(request_store(rq), &shown) == RC_OK && shown;
}

static void
dress_menu(const struct request *rq, const struct setting *own, struct view *v)
{
	const char *path = request_path(rq);
	struct topic *list;
	int n;

	if (!has_menu(path) || topic_list(request_store(rq), request_arena(rq),
				   &list, &n) != RC_OK)
		return;
	for (int i = 0; i < n; i++) {
		if (list[i].hidden || !is_there(rq, &list[i]))
			continue;
		if (list[i].in_menu)
			dress_item(path, v, "Menu", &list[i]);
		if (list[i].in_foot)
			dress_item(path, v, "Foot", &list[i]);
	}
	desk_settings_links_show(
	    request_arena(rq), v, site_setting_in(own, "links"));
}

/* "Мария Ладыгина" to "М. Ладыгина": the bar is narrow. */
static const char *
short_name(struct arena *a, const char *name)
{
	const char *last = strrchr(name, ' ');
	size_t n = 1;

	if (last == NULL)
		return name;
	while (((unsigned char)name[n] & 0xc0) == 0x80)
		n++;
	return arena_printf(a, "%.*s. %s", (int)n, name, last + 1);
}

static void
dress_me(const struct request *rq, struct view *v)
{
	const struct session *s = request_session(rq);
	struct arena *a = request_arena(rq);

	view_int(v, "Me.id", s->account_id);
	view_text(v, "Me.name", s->name);
	view_text(v, "Me.short", short_name(a, s->name));
	view_text(v, "Me.roles", role_titles(a, s->roles));
	view_text(v, "Me.csrf", s->csrf);
	view_flag(v, "Me.half", s->second_factor_due);
	for (size_t i = 0; i < LEN(rights); i++)
		view_flag(v, rights[i].name, s->roles & rights[i].roles);
}

static void
dress_registers(const struct request *rq, struct view *v)
{
	static const char below[] = "/desk/registers";
	const char *path = request_path(rq);
	const struct register_def *const *all;
	bool here = strncmp(path, below, sizeof(below) - 1) == 0;
	int n = register_all(&all);

	path += here ? sizeof(below) - 1 : 0;
	path += here && *path == '/';
	view_flag(v, "Rail.registers_open", here);
	for (int i = 0; i < n; i++) {
		if (!record_may_see(all[i], request_session(rq)->roles))
			continue;
		view_row(v, "Rail.Registers");
		view_text(v, "name", all[i]->name);
		view_text(v, "title", all[i]->title);
		view_flag(v, "current",
		    here && strlen(all[i]->name) == strcspn(path, "/") &&
			strncmp(path, all[i]->name, strlen(all[i]->name)) == 0);
		view_out(v);
	}
}

static void
dress_rail(const struct request *rq, struct view *v)
{
	struct cycle cycle;
	int n;

	dress_registers(rq, v);
	if (cycles_current(request_store(rq), request_arena(rq), &cycle) ==
	    RC_OK)
		view_text(v, "Site.cycle", cycle.title);
	if (desk_attention_count(rq, &n) == RC_OK && n > 0)
		view_text(v, "Rail.attention", desk_part_count(rq, n));
}

void
desk_dress(const struct request *rq, struct view *v)
{
	const struct session *s = request_session(rq);
	const struct setting *own =
	    request_site(rq) == NULL
		? NULL
		: site_settings(request_store(rq), request_arena(rq));

	view_text(v, "Base", request_base(rq));
	dress_look(rq, own, v);
	if (request_site(rq) == NULL)
		return;
	dress_site(rq, own, v);
	dress_menu(rq, own, v);
	if (s == NULL)
		return;
	dress_me(rq, v);
	/* A visitor's page does not pay for the desk's counts. */
	if (!s->second_factor_due && strncmp(request_path(rq), "/desk", 5) == 0)
		dress_rail(rq, v);
}
