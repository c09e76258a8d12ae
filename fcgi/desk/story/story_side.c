#include "desk/story/story_side.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/text.h"
#include "desk/part.h"
#include "mediaplan/photo.h"
#include "mediaplan/stories.h"
#include "people/journal.h"
#include "publish/publications.h"
#include "web/request.h"
#include "web/view.h"

enum {
	VERSIONS_MAX = 20,
	JOURNAL_MAX = 20,
	POLL_AHEAD_S = 120 /* the page waits for what comes this soon */
};

/* Buttons: Can.NAME for what may be done, Deny.NAME with the reason where
 * the state would allow it but this person may not. */
static void
show_actions(const struct request *rq, struct view *v, const struct story *s)
{
	struct arena *a = request_arena(rq);
	struct actor actor = desk_part_actor(rq);
	enum story_state state = story_state_now(s, request_now(rq));
	bool alone = desk_part_alone(rq);
	const char *why;

	for (int i = 0; i < STORY_ACTION__COUNT; i++) {
		const struct story_action_info *info = &story_actions[i];

		why = NULL;
		if (story_may(s, i, &actor, alone, request_now(rq), &why) ==
		    RC_OK)
			view_flag(
			    v, arena_printf(a, "Can.%s", info->name), true);
		else if ((info->from & BIT(state)) &&
			 (info->roles & actor.roles))
			view_text(
			    v, arena_printf(a, "Deny.%s", info->name), why);
	}
}

static enum rc
show_photos(const struct request *rq, struct view *v, const struct story *s)
{
	struct photo *list;
	int n;
	enum rc rc =
	    photos_list(request_store(rq), request_arena(rq), s->id, &list, &n);

	for (int i = 0; rc == RC_OK && i < n; i++) {
		/* What was typed beside a refused text must not be lost. */
		const char *typed =
		    request_field(rq, arena_printf(request_arena(rq),
					  "alt-%lld", (long long)list[i].id));

		view_row(v, "Photos");
		view_int(v, "id", list[i].id);
		view_int(v, "num", i + 1);
		view_text(v, "name", list[i].name);
		view_text(v, "alt", typed != NULL ? typed : list[i].alt);
		view_int(v, "width", list[i].width);
		view_int(v, "height", list[i].height);
		view_flag(v, "first", i == 0);
		view_flag(v, "last", i == n - 1);
		view_out(v);
	}
	view_int(v, "Photos_n", rc == RC_OK ? n : 0);
	view_int(v, "Photos_max", PHOTO_MAX);
	view_flag(v, "Photos_full", rc == RC_OK && n >= PHOTO_MAX);
	return rc;
}

static enum rc
show_publications(
    const struct request *rq, struct view *v, const struct story *s)
{
	struct publication *list;
	int n;
	enum rc rc = publications_of_story(
	    request_store(rq), request_arena(rq), s->id, &list, &n);

	for (int i = 0; rc == RC_OK && i < n; i++) {
		const struct publication *p = &list[i];
		bool busy = p->state == PUB_MEDIA || p->state == PUB_READY ||
			    p->state == PUB_SENDING || p->state == PUB_POSTED;

		view_row(v, "Publications");
		view_int(v, "id", p->id);
		view_text(v, "channel", p->channel_title);
		view_text(v, "css", pub_states[p->state].css);
		view_text(v, "label", pub_states[p->state].label);
		view_text(v, "state", pub_states[p->state].name);
		view_time(v, "due", p->due_at, request_now(rq));
		view_url(v, "url", p->url);
		view_flag(v, "has_url", p->url[0] != '\0');
		view_flag(v, "busy", busy);
		view_out(v);
		if (busy || (p->state == PUB_DUE &&
				p->due_at <= request_now(rq) + POLL_AHEAD_S))
			view_flag(v, "Story.poll", true);
	}
	return rc;
}

static enum rc
show_versions(const struct request *rq, struct view *v, const struct story *s)
{
	struct story_version *list;
	int n;
	enum rc rc = story_versions_list(request_store(rq), request_arena(rq),
	    s->id, VERSIONS_MAX, &list, &n);

	for (int i = 0; rc == RC_OK && i < n; i++) {
		view_row(v, "Versions");
		view_int(v, "version", list[i].version);
		view_text(v, "who", list[i].who);
		view_time(v, "at", list[i].at, request_now(rq));
		view_flag(v, "latest", i == 0);
		view_out(v);
	}
	if (rc == RC_OK)
		view_textf(v, "Story.versions", "%d %s", n,
		    text_plural(n, "версия", "версии", "версий"));
	return rc;
}

static enum rc
show_journal(const struct request *rq, struct view *v, const struct story *s)
{
	struct journal_line *list;
	int n;
	enum rc rc = journal_list(request_store(rq), request_arena(rq), "story",
	    s->id, 0, JOURNAL_MAX, &list, &n);

	for (int i = 0; rc == RC_OK && i < n; i++) {
		view_row(v, "Journal");
		view_text(v, "who", list[i].who);
		view_text(v, "action", journal_action_ru(list[i].action));
		view_text(v, "detail", list[i].detail);
		view_time(v, "at", list[i].at, request_now(rq));
		view_out(v);
	}
	return rc;
}

enum rc
desk_story_side(const struct request *rq, struct view *v, const struct story *s)
{
	enum rc rc;

	show_actions(rq, v, s);
	if ((rc = show_photos(rq, v, s)) != RC_OK ||
	    (rc = show_publications(rq, v, s)) != RC_OK ||
	    (rc = show_versions(rq, v, s)) != RC_OK)
		return rc;
	return show_journal(rq, v, s);
}
