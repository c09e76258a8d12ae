#include "page/card.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "mediaplan/event.h"
#include "mediaplan/kind.h"
#include "mediaplan/story.h"
#include "web/view.h"

void
page_card(struct view *v, const struct story *s, int64_t now)
{
	const struct kind *kind = kind_by_name(s->kind);

	view_text(v, "title", s->title);
	view_text(v, "slug", s->slug);
	view_text(v, "lead", s->lead);
	view_text(v, "kind", kind == NULL ? "" : kind->title);
	view_text(v, "rubric", s->rubric_title);
	view_text(v, "rubric_slug", s->rubric_slug);
	view_time(v, "published", s->publish_at, now);
	if (s->photo_name != NULL && *s->photo_name != '\0') {
		view_in(v, "Photo");
		view_text(v, "name", s->photo_name);
		view_text(v, "alt", s->photo_alt);
		view_int(v, "width", s->photo_width);
		view_int(v, "height", s->photo_height);
		view_out(v);
	}
}

void
page_card_picture(struct view *v, const struct story *s)
{
	if (s->photo_name != NULL && *s->photo_name != '\0')
		view_textf(
		    v, "Page.image", "/media/%s-card.jpg", s->photo_name);
	else
		view_textf(v, "Page.image", "/card/story/%s.jpg", s->slug);
}

void
page_card_stories(struct view *v, const char *list, const struct story *stories,
    int n, int64_t now)
{
	for (int i = 0; i < n; i++) {
		view_row(v, list);
		page_card(v, &stories[i], now);
		view_out(v);
	}
}

void
page_card_event(struct view *v, const struct event *e, int64_t now)
{
	struct date day = date_of(e->starts_at);

	view_int(v, "id", e->id);
	view_text(v, "title", e->title);
	view_text(v, "place", e->place);
	view_text(v, "audience", e->audience);
	view_text(v, "about", e->about);
	view_int(v, "day", day.day);
	view_text(v, "month", date_month_ru_gen(day.month));
	view_text(v, "weekday", date_weekday_ru(day.weekday));
	view_time(v, "starts", e->starts_at, now);
	view_time(v, "ends", e->ends_at, now);
	view_flag(v, "cancelled", e->cancelled);
	view_flag(v, "past", e->ends_at <= now);
	view_flag(v, "one_day",
	    date_midnight(e->starts_at) == date_midnight(e->ends_at));
}

void
page_card_events(struct view *v, const char *list, const struct event *events,
    int n, int64_t now)
{
	for (int i = 0; i < n; i++) {
		view_row(v, list);
		page_card_event(v, &events[i], now);
		view_out(v);
	}
}

void
page_card_lines(
    struct view *v, struct arena *a, const char *list, const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");

		if (n > 0) {
			view_row(v, list);
			view_text(v, "text", arena_strndup(a, text, n));
			view_out(v);
		}
		text += n + (text[n] == '\n');
	}
}
