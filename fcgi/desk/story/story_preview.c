#include "desk/story/story_preview.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/text.h"
#include "desk/part.h"
#include "desk/story/story_show.h"
#include "mediaplan/check.h"
#include "mediaplan/message.h"
#include "mediaplan/story_channels.h"
#include "publish/channel.h"
#include "store/site.h"
#include "web/request.h"
#include "web/view.h"

enum {
	TEXT_SHOWN = 1500 /* VK folds a long post too */
};

/* What the address will be: the slug is made when it is first scheduled. */
static const char *
future_slug(const struct request *rq, const struct story *s)
{
	const char *slug = s->slug;

	if (slug == NULL || slug[0] == '\0')
		slug = text_slug(request_arena(rq), s->title, STORY_SLUG_MAX);
	return slug[0] != '\0' ? slug : "adres";
}

static const char *
host_of(struct arena *a, const char *address)
{
	const char *host = strstr(address, "://");

	host = host != NULL ? host + 3 : address;
	return arena_strndup(a, host, strcspn(host, "/"));
}

static enum rc
show_channel(const struct request *rq, struct view *v, const struct story *s,
    int64_t channel_id)
{
	struct channel ch;
	struct channel_abilities can;
	struct store *st = request_store(rq);
	struct arena *a = request_arena(rq);
	enum rc rc;

	if ((rc = channels_by_id(st, a, channel_id, &ch)) != RC_OK ||
	    (rc = channel_can(st, a, channel_id, &can)) != RC_OK)
		return rc == RC_NOT_FOUND ? RC_INVALID : rc;
	view_text(v, "channel", ch.title);
	view_flag(v, "vk", true);
	view_flag(v, "no_key", !can.text);
	view_flag(v, "photos_stay", s->photos > 0 && !can.photos);
	view_flag(v, "photos_go", s->photos > 0 && can.photos);
	if (s->photos > 1)
		view_textf(v, "photos_more", "%d %s", s->photos - 1,
		    text_plural(s->photos - 1, "снимок", "снимка", "снимков"));
	return RC_OK;
}

static void
show_text(const struct request *rq, struct view *v, const struct story *s)
{
	struct arena *a = request_arena(rq);
	const char *address = desk_part_address(rq);
	const char *message = message_build(
	    a, s, message_address(a, address, future_slug(rq, s), 0));
	size_t n = text_utf16(message);

	view_text(v, "text", text_cut(a, message, TEXT_SHOWN));
	view_textf(v, "count", "%zu", n);
	view_int(v, "max", STORY_VK_TEXT_MAX);
	view_flag(v, "too_long", n > STORY_VK_TEXT_MAX);
	view_text(v, "host", host_of(a, address));
	view_text(
	    v, "title", s->title[0] != '\0' ? s->title : "Заголовок материала");
	view_text(v, "photo", s->photo_name);
	view_text(v, "when",
	    s->publish_at != 0 ? date_ru_near(a, s->publish_at, request_now(rq))
			       : "время не назначено");
	view_textf(v, "chars", "%zu", text_chars(s->text));
}

/* The moment whose rules this story meets next. */
static enum check_moment
next_moment(const struct story *s)
{
	return s->state == STORY_SCHEDULED  ? CHECK_SEND
	       : s->state == STORY_APPROVED ? CHECK_SCHEDULE
	       : s->state == STORY_REVIEW   ? CHECK_APPROVE
					    : CHECK_SUBMIT;
}

static enum rc
show_checks(
    const struct request *rq, struct view *v, const struct story *s, bool vk)
{
	struct check *list;
	int n, stops;
	enum rc rc = check_story(request_store(rq), request_arena(rq), s, vk,
	    next_moment(s), s->publish_at, request_now(rq), &list, &n, &stops);

	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++) {
		view_row(v, "Checks");
		view_flag(v, "good", list[i].level == CHECK_GOOD);
		view_flag(v, "stops", list[i].level == CHECK_STOPS);
		view_text(v, "name", list[i].name);
		view_text(v, "text", list[i].text);
		view_text(v, "fix", list[i].fix);
		view_text(v, "anchor", list[i].anchor);
		view_out(v);
	}
	if (stops > 0)
		view_textf(v, "Checks_stops", "%s %d",
		    text_plural(stops, "мешает", "мешают", "мешают"), stops);
	return RC_OK;
}

enum rc
desk_story_preview(const struct request *rq, struct view *v,
    const struct story *stored, const struct form *f)
{
	bool typed = request_method(rq) == METHOD_POST &&
		     request_field(rq, "title") != NULL;
	struct story s;
	int64_t ids[STORY_CHANNELS_MAX];
	int n;
	enum rc rc;

	rc = desk_story_show_apply(rq, stored, f, &s);
	if (rc != RC_OK && rc != RC_INVALID)
		return rc;
	if ((rc = desk_story_show_channels(
		 rq, stored, typed, ids, STORY_CHANNELS_MAX, &n)) != RC_OK)
		return rc;
	view_in(v, "Preview");
	show_text(rq, v, &s);
	rc = n > 0 ? show_channel(rq, v, &s, ids[0]) : RC_OK;
	view_out(v);
	if (rc != RC_OK)
		return rc;
	return show_checks(rq, v, &s, n > 0);
}
