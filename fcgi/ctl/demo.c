#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/date.h"
#include "base/text.h"
#include "ctl/ctl.h"
#include "ctl/demo_roadmap.h"
#include "ctl/demo_section.h"
#include "ctl/demo_topics.h"
#include "figure/figure.h"
#include "mediaplan/event.h"
#include "mediaplan/kind.h"
#include "mediaplan/photo.h"
#include "mediaplan/rubric.h"
#include "mediaplan/stories.h"
#include "mediaplan/story.h"
#include "people/account.h"
#include "publish/channel.h"
#include "publish/schedule.h"
#include "store/db.h"

/*
 * The demonstration site: db/demo/demo.hdf brought to life by the functions
 * that the desk calls, each at the time when a person would have done it.
 */
struct demo {
	struct ctl *ctl;
	struct site *site;
	const struct tree *data;
	const char *address, *image;
	struct actor author, director, admin, curator;
	int64_t now, today, channel_id;
	const char *why;
};

enum { DAY_S = 86400 };

static enum rc
demo_account(struct demo *d, const struct tree *t)
{
	const char *login = tree_name(t);
	struct actor made = { 0, tree_value(t, "name"),
		role_parse(tree_value(t, "roles")) };
	enum rc rc;

	rc = account_add(d->site->store, d->ctl->arena, &ctl_actor, login,
	    made.name, made.roles, tree_value(d->data, "password"),
	    &made.account_id, &d->why);
	if (made.roles & ROLE_DIRECTOR)
		d->director = made;
	else if (made.roles & ROLE_CURATOR)
		d->curator = made;
	else if (made.roles & ROLE_ADMIN)
		d->admin = made;
	else if (d->author.account_id == 0)
		d->author = made;
	return rc;
}

static enum rc
demo_rubric(struct demo *d, const struct tree *t)
{
	struct store *st = d->site->store;
	struct rubric r;
	enum rc rc;

	rc = rubrics_by_slug(st, d->ctl->arena, tree_value(t, "slug"), &r);
	if (rc == RC_NOT_FOUND)
		r = (struct rubric){ .slug = tree_value(t, "slug") };
	else if (rc != RC_OK)
		return rc;
	r.title = tree_value(t, "title");
	r.about = tree_value(t, "about");
	r.hashtag = tree_value(t, "hashtag");
	return rubric_save(st, d->ctl->arena, &d->curator, &r, &d->why);
}

/* A local day of the data and a time "15:30" as an instant. */
static int64_t
demo_at(const struct demo *d, const struct tree *t)
{
	const char *time = tree_value(t, "time");
	struct date day = date_of(d->today);
	int hour = 12, minute = 0;

	if (sscanf(time, "%d:%d", &hour, &minute) != 2)
		hour = 12;
	return date_at(day.year, day.month,
	    day.day + (int)tree_int(t, "day", 0), hour, minute);
}

static enum rc
demo_event(struct demo *d, const struct tree *t)
{
	const char *kinds[8];
	const struct kind *all;
	int n = kind_all(&all), proposed = 0;
	struct event e = {
		.title = tree_value(t, "title"),
		.place = tree_value(t, "place"),
		.audience = tree_value(t, "audience"),
		.about = tree_value(t, "about"),
		.starts_at = demo_at(d, t),
		.responsible_id = d->curator.account_id,
		.public = true,
		.informs = tree_int(t, "informs", 0) != 0,
	};

	e.ends_at = e.starts_at + tree_int(t, "minutes", 60) * 60;
	/* Slots of what is over were dropped long ago. */
	for (int i = 0; i < n && e.starts_at > d->now; i++)
		if (all[i].proposed && proposed < (int)LEN(kinds))
			kinds[proposed++] = all[i].name;
	return event_insert(d->site->store, d->ctl->arena, &d->curator, &e,
	    kinds, proposed, d->now, &d->why);
}

/* The id of the event of a key of the data, by its title; 0 for none. */
static enum rc
demo_event_id(struct demo *d, const char *key, int64_t *id)
{
	const char *path = arena_printf(d->ctl->arena, "events.%s", key);
	const struct tree *t = *key == '\0' ? NULL : tree_child(d->data, path);
	struct event *events;
	int n;
	enum rc rc;

	*id = 0;
	if (t == NULL)
		return RC_OK;
	rc = events_list(d->site->store, d->ctl->arena, d->today - 90 * DAY_S,
	    d->today + 90 * DAY_S, false, 500, &events, &n);
	for (int i = 0; rc == RC_OK && i < n; i++)
		if (strcmp(events[i].title, tree_value(t, "title")) == 0)
			*id = events[i].id;
	return rc;
}

/* The story of an event's slot of that kind, or a new one. */
static enum rc
demo_slot(struct demo *d, const struct tree *t, int64_t event_id, int64_t at,
    int64_t made_at, int64_t *id)
{
	struct story_filter filter = { .event_id = event_id,
		.kind = tree_value(t, "kind"),
		.states = BIT(STORY_PLANNED) | BIT(STORY_MISSED) };
	struct story *stories;
	int n = 0;
	enum rc rc = RC_OK;

	if (event_id != 0)
		rc = stories_list(d->site->store, d->ctl->arena, &filter,
		    d->now, 1, &stories, &n);
	if (rc != RC_OK)
		return rc;
	if (n == 1) {
		*id = stories[0].id;
		return RC_OK;
	}
	return story_insert(d->site->store, d->ctl->arena, &d->author,
	    filter.kind, event_id, at, made_at, id);
}

static enum rc
demo_photos(struct demo *d, const struct tree *t, int64_t id, int64_t at)
{
	struct arena *a = d->ctl->arena;
	char *names = arena_strdup(a, tree_value(t, "photos")), *save = NULL;
	struct photo photo;
	struct stat sb;
	enum rc rc = RC_OK;

	for (char *name = strtok_r(names, " ", &save);
	     name != NULL && rc == RC_OK; name = strtok_r(NULL, " ", &save)) {
		const char *path =
		    arena_printf(a, "%s/demo/%s.jpg", d->ctl->paths.db, name);
		int fd = open(path, O_RDONLY | O_CLOEXEC);

		if (fd < 0 || fstat(fd, &sb) != 0) {
			d->why = arena_printf(a, "нет файла %s", path);
			if (fd >= 0)
				close(fd);
			return RC_NOT_FOUND;
		}
		rc = photo_insert(d->site->store, a, &d->author, d->site->dir,
		    d->image, id, fd, sb.st_size, at, &photo, &d->why);
		close(fd);
		if (rc == RC_OK)
			rc = photo_set_alt(d->site->store, &d->author, id,
			    photo.id,
			    tree_value(
				d->data, arena_printf(a, "photos.%s", name)),
			    at);
	}
	return rc;
}

static enum rc
demo_text(struct demo *d, const struct tree *t, int64_t id, int64_t rubric_id,
    int64_t at, int64_t made_at)
{
	struct story s;
	struct story_edit edit;
	int64_t version;
	enum rc rc;

	rc = stories_by_id(d->site->store, d->ctl->arena, id, &s);
	if (rc != RC_OK)
		return rc;
	edit = (struct story_edit){
		.id = id,
		.version = s.version,
		.kind = s.kind,
		.title = tree_value(t, "title"),
		.lead = tree_value(t, "lead"),
		.text = tree_value(t, "text"),
		.rubric_id = rubric_id,
		.publish_at = at,
		.responsible_id = d->author.account_id,
	};
	rc = story_edit(d->site->store, d->ctl->arena, &d->author, &edit,
	    made_at, &version, &d->why);
	if (rc != RC_OK)
		return rc;
	if ((rc = store_begin(d->site->store)) != RC_OK)
		return rc;
	rc = story_channels_set(
	    d->site->store, id, &d->channel_id, tree_int(t, "vk", 0) != 0);
	if (rc == RC_OK)
		return store_commit(d->site->store);
	store_rollback(d->site->store);
	return rc;
}

static enum rc
demo_act(struct demo *d, int64_t id, const struct actor *actor,
    enum story_action action, const char *reason, int64_t at)
{
	struct story s;
	int64_t undo;
	enum rc rc;

	rc = stories_by_id(d->site->store, d->ctl->arena, id, &s);
	if (rc != RC_OK)
		return rc;
	return story_act(d->site->store, d->ctl->arena, actor, id, s.version,
	    action, reason, false, at, &undo, &d->why);
}

/* Approved, then on its way: to a minute of the past or the future, or now;
 * withdrawn afterwards if the data say so. */
static enum rc
demo_schedule(struct demo *d, const struct tree *t, int64_t id, int64_t at,
    int64_t made_at)
{
	const char *state = tree_value(t, "state");
	struct schedule plan = {
		.story_id = id, .at = at, .address = d->address
	};
	struct story s;
	int64_t undo;
	enum rc rc;

	rc = stories_by_id(d->site->store, d->ctl->arena, id, &s);
	if (rc != RC_OK)
		return rc;
	plan.version = s.version;
	if (strcmp(state, "now") == 0 && tree_int(t, "day", 0) == 0)
		return schedule_now(d->site->store, d->ctl->arena, &d->curator,
		    &plan, d->now, &undo, &d->why);
	if (strcmp(state, "now") == 0)
		plan.at = d->now + tree_int(t, "day", 0) * 60;
	rc = schedule_set(d->site->store, d->ctl->arena, &d->curator, &plan,
	    made_at, &undo, &d->why);
	if (rc != RC_OK || strcmp(state, "withdrawn") != 0)
		return rc;
	if ((rc = stories_by_id(d->site->store, d->ctl->arena, id, &s)) !=
	    RC_OK)
		return rc;
	plan.version = s.version;
	plan.reason = tree_value(t, "reason");
	return schedule_withdraw(
	    d->site->store, d->ctl->arena, &d->curator, &plan, d->now, &d->why);
}

/* How far each state of the data lies on a story's way. */
static const struct {
	const char *state;
	bool submit, approve, schedule;
} ways[] = {
	{ "draft", false, false, false },
	{ "missed", false, false, false },
	{ "skipped", false, false, false },
	{ "review", true, false, false },
	{ "returned", true, false, false },
	{ "approved", true, true, false },
	{ "scheduled", true, true, true },
	{ "published", true, true, true },
	{ "now", true, true, true },
	{ "withdrawn", true, true, true },
};

static enum rc
demo_way(struct demo *d, const struct tree *t, int64_t id, int64_t at,
    int64_t made_at)
{
	const char *state = tree_value(t, "state");
	const char *reason = tree_value(t, "reason");
	enum rc rc = RC_OK;

	for (size_t i = 0; i < LEN(ways); i++) {
		if (strcmp(ways[i].state, state) != 0)
			continue;
		if (ways[i].submit)
			rc = demo_act(d, id, &d->author, STORY_SUBMIT, "",
			    made_at + 1800);
		if (rc == RC_OK && ways[i].approve)
			rc = demo_act(d, id, &d->director, STORY_APPROVE, "",
			    made_at + 3600);
		if (rc == RC_OK && ways[i].schedule)
			rc = demo_schedule(d, t, id, at, made_at + 7200);
	}
	if (rc == RC_OK && strcmp(state, "returned") == 0)
		rc = demo_act(
		    d, id, &d->director, STORY_RETURN, reason, made_at + 3600);
	if (rc == RC_OK && strcmp(state, "skipped") == 0)
		rc = demo_act(
		    d, id, &d->curator, STORY_SKIP, reason, made_at + 3600);
	return rc;
}

static enum rc
demo_story(struct demo *d, const struct tree *t)
{
	int64_t at = demo_at(d, t), made_at, event_id, id;
	struct rubric rubric;
	enum rc rc;

	if (strcmp(tree_value(t, "state"), "now") == 0)
		at = d->now + 3600;
	made_at = (at < d->now ? at : d->now) - DAY_S;
	rc = rubrics_by_slug(
	    d->site->store, d->ctl->arena, tree_value(t, "rubric"), &rubric);
	if (rc == RC_OK)
		rc = demo_event_id(d, tree_value(t, "event"), &event_id);
	if (rc == RC_OK)
		rc = demo_slot(d, t, event_id, at, made_at, &id);
	if (rc == RC_OK)
		rc = demo_text(d, t, id, rubric.id, at, made_at);
	if (rc == RC_OK)
		rc = demo_photos(d, t, id, made_at);
	if (rc == RC_OK)
		rc = demo_way(d, t, id, at, made_at);
	if (rc != RC_OK && d->why == NULL)
		d->why = "не получилось";
	if (rc != RC_OK)
		d->why = arena_printf(d->ctl->arena, "материал «%s»: %s",
		    tree_value(t, "title"), d->why);
	return rc;
}

/* The simulated community and its keys; checked by the publisher. */
static enum rc
demo_vk(struct demo *d)
{
	struct channel channel;
	enum rc rc;

	rc = channel_vk(
	    d->site->store, d->ctl->arena, &d->admin, d->now, &channel);
	if (rc != RC_OK)
		return rc;
	d->channel_id = channel.id;
	for (const struct tree *t = tree_first(tree_child(d->data, "vk"));
	     t != NULL && rc == RC_OK; t = tree_next(t))
		rc = credential_set(d->site->store, d->ctl->arena, &d->admin,
		    d->ctl->paths.state, channel.id, *tree_name(t),
		    tree_value(t, ""), d->now, &d->why);
	return rc;
}

static enum rc
demo_each(struct demo *d, const char *list,
    enum rc (*each)(struct demo *, const struct tree *))
{
	enum rc rc = RC_OK;

	for (const struct tree *t = tree_first(tree_child(d->data, list));
	     t != NULL && rc == RC_OK; t = tree_next(t))
		rc = each(d, t);
	return rc;
}

static enum rc
demo_setting(struct demo *d, const struct tree *t)
{
	return site_set(d->site->store, tree_name(t), tree_value(t, ""));
}

static enum rc
demo_fill(struct demo *d)
{
	struct demo_roadmap_people who = { .curator = &d->curator,
		.director = &d->director };
	bool roadmap = ctl_value(d->ctl, "no-roadmap") == NULL;
	enum rc rc;

	who.now = d->now = clock_now();
	d->today = date_midnight(d->now);
	if ((rc = demo_each(d, "settings", demo_setting)) != RC_OK ||
	    (rc = demo_each(d, "accounts", demo_account)) != RC_OK ||
	    (roadmap && (rc = ctl_demo_roadmap_year(
			     d->ctl, d->site, &who, &d->why)) != RC_OK) ||
	    (rc = demo_each(d, "rubrics", demo_rubric)) != RC_OK ||
	    (rc = demo_vk(d)) != RC_OK ||
	    (rc = ctl_demo_topics(d->ctl, d->site, &d->curator, &d->why)) !=
		RC_OK ||
	    (rc = ctl_demo_section(d->ctl, d->site, &d->curator, &d->why)) !=
		RC_OK ||
	    (rc = demo_each(d, "events", demo_event)) != RC_OK ||
	    (rc = demo_each(d, "stories", demo_story)) != RC_OK)
		return rc;
	return roadmap ? ctl_demo_roadmap(d->ctl, d->site, &who, &d->why)
		       : RC_OK;
}

static enum ctl_exit
demo_run(struct ctl *c)
{
	const char *name = c->args[0];
	struct demo d = { .ctl = c,
		.address = ctl_value(c, "address"),
		.image = ctl_value(c, "image") };
	struct tree *data = NULL;
	enum rc rc;

	if (d.address == NULL || d.image == NULL)
		return ctl_misuse(c, "нужны --address и --image");
	rc = tree_load(
	    &data, arena_printf(c->arena, "%s/demo/demo.hdf", c->paths.db));
	if (rc != RC_OK)
		return ctl_refuse_rc(c, rc, "db/demo/demo.hdf");
	d.data = data;
	/* The statements of figures are prepared with the store. */
	if ((rc = kind_load(c->paths.db)) == RC_OK)
		rc = figure_load(c->paths.db);
	if (rc == RC_OK)
		rc = site_add(&c->paths, name, tree_value(data, "title"),
		    d.address, tree_value(data, "zone"));
	if (rc == RC_OK && ctl_value(c, "vk-api") != NULL)
		rc = site_conf_set(
		    &c->paths, name, "vk.api_base", ctl_value(c, "vk-api"));
	if (rc == RC_OK && ctl_value(c, "vk-web") != NULL)
		rc = site_conf_set(
		    &c->paths, name, "vk.web_base", ctl_value(c, "vk-web"));
	if (rc == RC_OK)
		rc = site_open(&c->paths, name, &d.site);
	if (rc == RC_OK)
		rc = demo_fill(&d);
	tree_free(data);
	if (rc == RC_OK)
		rc = ctl_search_pages(c, d.site->store);
	if (rc != RC_OK && d.why != NULL)
		return ctl_refuse(c, "%s", d.why);
	if (rc != RC_OK)
		return ctl_refuse_rc(c, rc, name);
	site_wake(c->paths.state, name);
	ctl_say(c, "Демонстрационный раздел %s готов.", name);
	ctl_set(c, "site", json_string(name));
	return CTL_DONE;
}

const struct ctl_command ctl_demo = {
	.words = "demo",
	.args = "ИМЯ --address АДРЕС --image ФАЙЛ",
	.about = "сделать демонстрационный раздел вымышленной школы",
	.args_min = 1,
	.args_max = 1,
	.options = {
		{ "address", "АДРЕС", "публичный адрес раздела" },
		{ "image", "ФАЙЛ", "где лежит nastavnik-image" },
		{ "vk-api", "АДРЕС", "адрес API (имитатор VK)" },
		{ "vk-web", "АДРЕС", "адрес страниц VK" },
		{ "no-roadmap", NULL, "без дорожной карты: чтобы вставить свою" },
	},
	.notes = "Два месяца событий и материалов во всех состояниях, дорожная\n"
	         "карта в работе, учётные записи с паролем из db/demo/demo.hdf.\n"
	         "Только для знакомства.",
	.json = "site",
	.example = "demo demo --address http://127.0.0.1:8080 "
	           "--image build/nastavnik-image",
	.run = demo_run,
};
