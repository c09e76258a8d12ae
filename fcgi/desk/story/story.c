#include "desk/desk.h"
#include "desk/story/story_show.h"

enum rc
desk_story(const struct request *rq, struct reply *rp)
{
	struct story s;
	struct story_page page = { .story = &s, .outcome = RC_OK };
	enum rc rc = desk_story_show_find(rq, &s);

	return rc != RC_OK ? rc : desk_story_show(rq, rp, &page);
}
