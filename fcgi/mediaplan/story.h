#ifndef MEDIAPLAN_STORY_H
#define MEDIAPLAN_STORY_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "mediaplan/story_versions.h"

struct actor;
struct arena;
struct store;

/*
 * What a reader sees, and what leads there.
 *
 *   planned -> draft -> review -> approved -> scheduled -> [published]
 *                ^        |          |            |             |
 *                +- returned         +-(edit)-> draft       withdrawn
 *   planned, draft, returned -> skipped -> back
 *
 * Two states are never stored, they follow from the clock:
 *   published  scheduled and its minute has come
 *   missed     not scheduled, and its window or its wished minute is over
 * Who may do what from which state is one table (story_actions); buttons,
 * handlers, the publisher and the command line read it.
 */
enum story_state {
	STORY_PLANNED, /* an empty slot with its window */
	STORY_DRAFT,
	STORY_REVIEW,
	STORY_RETURNED,
	STORY_APPROVED,
	STORY_SCHEDULED,
	STORY_WITHDRAWN,
	STORY_SKIPPED,
	STORY_STORED__COUNT,
	STORY_PUBLISHED = STORY_STORED__COUNT, /* by the clock */
	STORY_MISSED,			       /* by the clock */
	STORY_STATE__COUNT
};

struct story_state_info {
	const char *name;  /* "review": SQL, CSS class s-review */
	const char *label; /* "Согласование" */
};
extern const struct story_state_info story_states[STORY_STATE__COUNT];

enum story_action {
	STORY_EDIT,    /* planned, draft, returned, missed; of review and
	                   * approved it brings the story back to draft */
	STORY_SUBMIT,  /* to review */
	STORY_RETURN,  /* needs words */
	STORY_APPROVE, /* not one's own text, unless one account only */
	STORY_SCHEDULE,
	STORY_UNSCHEDULE,
	STORY_MOVE, /* another minute or window day */
	STORY_SEND_NOW,
	STORY_SKIP,	/* needs words */
	STORY_REOPEN,	/* skipped: back to what it was */
	STORY_CORRECT,	/* a published text */
	STORY_WITHDRAW, /* needs words */
	STORY_DUPLICATE,
	STORY_DELETE, /* a draft that never was approved */
	STORY_ACTION__COUNT
};

struct story_action_info {
	const char *name;  /* "approve": address, journal */
	const char *label; /* "Согласовать" */
	unsigned from;	   /* BIT of states, the clock's included */
	int to;		   /* stored state, or -1: unchanged */
	unsigned roles;
	bool reason;  /* words are required */
	bool not_own; /* not by the author */
	bool undo;    /* an undo is offered */
};
extern const struct story_action_info story_actions[STORY_ACTION__COUNT];

enum {
	STORY_TITLE_MAX = 200,
	STORY_LEAD_MAX = 500,
	STORY_TEXT_MAX = 60000, /* code points; markdown.h bounds the bytes */
	STORY_VK_TEXT_MAX = 15000, /* UTF-16 units, vk-contract 4.4 */
	STORY_REASON_MAX = 500,
	STORY_SLUG_MAX = 80,
	STORY_VERSION_MERGE_S = 600 /* autosaves of one author become one */
};

struct story {
	int64_t id, event_id, rubric_id;
	const char *kind;
	enum story_state state; /* stored */
	const char *title, *slug, *lead, *text;
	const char *vk_text; /* NULL: follows the site's text */
	int people;	     /* -1 not said, 0 nobody, 1 somebody */
	int64_t consents_by, consents_at;
	int64_t window_from, window_to; /* 0, 0: none */
	int64_t publish_at;		/* 0: no wish yet */
	int64_t author_id, responsible_id, approved_by, approved_at;
	const char *reason;
	int64_t revision, version, changed_at, created_at;
	/* read along, never written through here */
	const char *author, *responsible, *approver;
	int64_t editor_id; /* who wrote the last version of the text */
	const char *rubric_title, *rubric_slug, *rubric_hashtag;
	const char *event_title;
	int64_t event_starts_at, event_ends_at;
	int photos;		/* how many */
	const char *photo_name; /* the first one's; "" */
	const char *photo_alt;
	int photo_width, photo_height;
};

/* Nothing presses: the year 3000. */
#define STORY_NEVER INT64_C(32503680000)
/* The second at which the clock turns its state: scheduled to published,
 * unsent to missed.  An unsent story presses by its wished minute, without
 * one (and an empty slot always) by the end of its window. */
int64_t story_turn_at(const struct story *);
enum story_state story_state_now(const struct story *, int64_t now);
int story_state_parse(const char *name);  /* -1 */
int story_action_parse(const char *name); /* -1 */
/* RC_OK or RC_DENIED with the sentence why not. alone: the site has one
 * account only. */
enum rc story_may(const struct story *, enum story_action, const struct actor *,
    bool alone, int64_t now, const char **why) MUST_USE;

/* The functions below are one transaction each with the journal, versions
 * and undo where the table says so; *undo_id is 0 when none is offered.
 * RC_DENIED / RC_INVALID come with a sentence in *why; RC_CONFLICT: the
 * version given is stale.  Those that end in _within run inside the caller's
 * transaction (publish/schedule.c needs them). */
struct story_edit {
	int64_t id, version;
	const char *title, *lead, *text;
	const char *vk_text; /* NULL: linked */
	const char *kind;
	int64_t rubric_id;
	int people;
	int64_t publish_at; /* wish; 0 none */
	int64_t responsible_id;
	/* Where it shall go besides the site; NULL: as it stands.  Another
	 * choice is a change of the content: it brings back to draft. */
	const int64_t *channels;
	int channels_n;
	bool autosave; /* merges into the last version */
	bool consents; /* CORRECT: the corrector has checked them;
	                           * needed when people are named or shown */
};
/* A new draft without an event, or an empty one of a kind. */
enum rc story_insert(struct store *, struct arena *, const struct actor *,
    const char *kind, int64_t event_id, int64_t publish_at, int64_t now,
    int64_t *id) MUST_USE;
/* The same for what the caller has filled: kind, state, event, minute, people
 * in charge and changed_at.  It has no words yet, is told as this action, and
 * its window follows from event and kind.  RC_INVALID: no such kind. */
enum rc story_insert_within(struct store *, struct arena *,
    const struct actor *, struct story *, const char *action) MUST_USE;
enum rc story_edit(struct store *, struct arena *, const struct actor *,
    const struct story_edit *, int64_t now, int64_t *version,
    const char **why) MUST_USE;
/* SUBMIT RETURN APPROVE SKIP REOPEN DELETE; checks of check.h stop SUBMIT
 * and APPROVE.  consents: the approver confirmed them (needed when the story
 * names or shows people). */
enum rc story_act(struct store *, struct arena *, const struct actor *,
    int64_t id, int64_t version, enum story_action, const char *reason,
    bool consents, int64_t now, int64_t *undo_id, const char **why) MUST_USE;
enum rc story_duplicate(struct store *, struct arena *, const struct actor *,
    int64_t id, int64_t now, int64_t *new_id) MUST_USE;
/* The stored state and minute of a story change together: SCHEDULE,
 * UNSCHEDULE, MOVE, SEND_NOW, WITHDRAW.  Sets the slug on the first
 * scheduling (unique: -2, -3 …). */
enum rc story_move_within(struct store *, struct arena *, const struct actor *,
    struct story *, enum story_action, int64_t publish_at, const char *reason,
    int64_t now, int64_t *undo_id, const char **why) MUST_USE;
/* The new text of a published story; revision and changed_at go up. */
enum rc story_correct_within(struct store *, struct arena *,
    const struct actor *, const struct story_edit *, int64_t now,
    const char **why) MUST_USE;
/* Another address for a story in the queue or out; the old one leads to it
 * from then on.  wish is typed by a person and becomes letters, digits and
 * dashes.  RC_OK with s->slug unchanged: it is the same one. */
enum rc story_readdress_within(struct store *, struct arena *,
    const struct actor *, struct story *, const char *wish,
    const char **why) MUST_USE;
/* What any change of content outside story_edit (photos) does: the rules of
 * EDIT or, for a published story, of CORRECT; the row is written. */
enum rc story_touch_within(struct store *, struct arena *, const struct actor *,
    struct story *, int64_t now, const char **why) MUST_USE;
/* Puts the row of the story back (approve, skip, delete, move, unschedule);
 * what publications need is done by schedule_undo around it (undos.h says
 * which story it is).  RC_NOT_FOUND, RC_DENIED, RC_CONFLICT with *why. */
enum rc story_undo_within(struct store *, struct arena *, const struct actor *,
    int64_t undo_id, int64_t now, const char **why) MUST_USE;
/* Restore an old version's texts as a new version (same rules as edit). */
enum rc story_restore_version(struct store *, struct arena *,
    const struct actor *, int64_t id, int64_t version, int64_t old_version,
    int64_t now, const char **why) MUST_USE;

#endif
