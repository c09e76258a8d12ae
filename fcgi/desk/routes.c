#include "desk/routes.h"

#include "desk/desk.h"
#include "people/role.h"

#define GET  METHOD_GET
#define POST METHOD_POST

static const struct route routes[] = {
	{ GET, "/desk/login", 0, desk_login, 0 },
	{ POST, "/desk/login", 0, desk_login_try, ROUTE_OPEN },
	{ GET, "/desk/login/code", MAY_SEE, desk_login_code, ROUTE_HALF },
	{ POST, "/desk/login/code", MAY_SEE, desk_login_code_try, ROUTE_HALF },
	{ POST, "/desk/logout", MAY_SEE, desk_login_out, ROUTE_HALF },

	{ GET, "/desk", MAY_SEE, desk_home, 0 },
	{ GET, "/desk/", MAY_SEE, desk_home, 0 },
	{ GET, "/desk/attention", MAY_SEE, desk_attention, 0 },
	{ GET, "/desk/plan", MAY_SEE, desk_plan, 0 },
	{ GET, "/desk/plan.csv", MAY_SEE, desk_plan_csv, 0 },
	{ GET, "/desk/plan/print", MAY_SEE, desk_plan_print, 0 },
	{ POST, "/desk/plan/approve", MAY_APPROVE, desk_plan_approve, 0 },
	{ POST, "/desk/undo", MAY_WRITE, desk_undo, 0 },

	{ GET, "/desk/events", MAY_SEE, desk_events, 0 },
	{ GET, "/desk/event/new", MAY_PLAN, desk_event_new, 0 },
	{ POST, "/desk/event/new", MAY_PLAN, desk_event_create, 0 },
	{ GET, "/desk/event/:id", MAY_SEE, desk_event, 0 },
	{ POST, "/desk/event/:id", MAY_PLAN, desk_event_save, 0 },
	{ POST, "/desk/event/:id/cancel", MAY_PLAN, desk_event_cancel, 0 },
	{ POST, "/desk/event/:id/restore", MAY_PLAN, desk_event_restore, 0 },
	{ POST, "/desk/event/:id/slot", MAY_PLAN, desk_event_slot, 0 },

	{ GET, "/desk/story/new", MAY_WRITE, desk_story_new, 0 },
	{ POST, "/desk/story/new", MAY_WRITE, desk_story_new_create, 0 },
	{ GET, "/desk/story/:id", MAY_SEE, desk_story, 0 },
	{ POST, "/desk/story/:id", MAY_WRITE, desk_story_save, ROUTE_UPLOAD },
	{ POST, "/desk/story/:id/autosave", MAY_WRITE, desk_story_save_auto,
	    ROUTE_UPLOAD },
	{ POST, "/desk/story/:id/preview", MAY_WRITE, desk_story_save_preview,
	    ROUTE_UPLOAD },
	{ POST, "/desk/story/:id/photo", MAY_WRITE, desk_story_photo_upload,
	    ROUTE_UPLOAD },
	{ GET, "/desk/story/:id/versions/:v", MAY_SEE, desk_story_version, 0 },
	{ POST, "/desk/story/:id/versions/:v", MAY_WRITE,
	    desk_story_version_restore, 0 },
	{ POST, "/desk/story/:id/address", MAY_PLAN, desk_story_address, 0 },
	/* Who may do which action: story_actions in mediaplan/story.h. */
	{ POST, "/desk/story/:id/:action", MAY_WRITE, desk_story_act, 0 },

	{ GET, "/desk/registers", MAY_SEE, desk_registers, 0 },
	{ GET, "/desk/registers/:register", MAY_SEE, desk_registers_list, 0 },
	{ GET, "/desk/registers/:register/csv", MAY_SEE, desk_registers_csv,
	    0 },
	{ GET, "/desk/registers/:register/print", MAY_SEE, desk_registers_print,
	    0 },
	{ GET, "/desk/registers/:register/new", MAY_WRITE, desk_register_record,
	    0 },
	{ POST, "/desk/registers/:register/new", MAY_WRITE, desk_register_save,
	    ROUTE_UPLOAD },
	{ GET, "/desk/registers/:register/:id", MAY_SEE, desk_register_record,
	    0 },
	/* To show on the site takes MAY_PLAN: register/record.c. */
	{ POST, "/desk/registers/:register/:id", MAY_WRITE, desk_register_save,
	    ROUTE_UPLOAD },
	{ POST, "/desk/registers/:register/:id/archive", MAY_PLAN,
	    desk_register_archive, 0 },
	{ POST, "/desk/registers/:register/:id/restore", MAY_PLAN,
	    desk_register_restore, 0 },
	{ GET, "/desk/record/:id", MAY_SEE, desk_register_find, 0 },

	{ GET, "/desk/publication/:id", MAY_SEE, desk_publication, 0 },
	{ POST, "/desk/publication/:id/:decision", MAY_DECIDE,
	    desk_publication_decide, 0 },
	{ POST, "/desk/chore/:id/done", MAY_DECIDE, desk_publication_chore, 0 },

	{ GET, "/desk/vk", MAY_SEE, desk_vk, 0 },
	{ POST, "/desk/vk", MAY_ADMIN, desk_vk_save, 0 },
	{ POST, "/desk/vk/key", MAY_ADMIN, desk_vk_key, 0 },
	{ POST, "/desk/vk/remove", MAY_ADMIN, desk_vk_remove, 0 },
	{ POST, "/desk/vk/recheck", MAY_ADMIN | MAY_DECIDE, desk_vk_recheck,
	    0 },

	{ GET, "/desk/rubrics", MAY_SEE, desk_rubrics, 0 },
	{ POST, "/desk/rubrics", MAY_PLAN, desk_rubrics_save, 0 },
	{ POST, "/desk/rubrics/:id/archive", MAY_PLAN, desk_rubrics_archive,
	    0 },
	{ GET, "/desk/topics", MAY_SEE, desk_topics, 0 },
	{ GET, "/desk/topics/new", MAY_PLAN, desk_topic_new, 0 },
	{ POST, "/desk/topics/new", MAY_PLAN, desk_topic_create, 0 },
	{ GET, "/desk/topics/:name", MAY_SEE, desk_topic, 0 },
	{ POST, "/desk/topics/:name", MAY_PLAN, desk_topic_save, 0 },
	{ GET, "/desk/topics/:name/versions/:v", MAY_SEE, desk_topic_version,
	    0 },
	{ POST, "/desk/topics/:name/versions/:v", MAY_PLAN,
	    desk_topic_version_restore, 0 },
	{ POST, "/desk/topics/:name/:act", MAY_PLAN, desk_topics_act, 0 },
	{ GET, "/desk/settings", MAY_SEE, desk_settings, 0 },
	{ POST, "/desk/settings/logo", MAY_PLAN | MAY_ADMIN, desk_settings_logo,
	    ROUTE_UPLOAD },
	{ POST, "/desk/settings/logo/remove", MAY_PLAN | MAY_ADMIN,
	    desk_settings_logo_remove, 0 },
	{ POST, "/desk/settings", MAY_PLAN | MAY_ADMIN, desk_settings_save, 0 },
	{ POST, "/desk/settings/cycle", MAY_PLAN, desk_settings_cycle, 0 },
	{ GET, "/desk/accounts", MAY_ADMIN, desk_accounts, 0 },
	{ POST, "/desk/accounts", MAY_ADMIN, desk_accounts_add, 0 },
	{ POST, "/desk/accounts/:id/:change", MAY_ADMIN, desk_accounts_change,
	    0 },

	{ GET, "/desk/me", MAY_SEE, desk_me, 0 },
	{ POST, "/desk/me/password", MAY_SEE, desk_me_password, 0 },
	{ POST, "/desk/me/factor", MAY_SEE, desk_me_factor, 0 },
	{ POST, "/desk/me/factor/on", MAY_SEE, desk_me_factor_on, 0 },
	{ POST, "/desk/me/factor/off", MAY_SEE, desk_me_factor_off, 0 },
	{ POST, "/desk/me/calendar", MAY_SEE, desk_me_calendar, 0 },
	{ GET, "/desk/journal", MAY_READ_JOURNAL, desk_journal, 0 },
	{ GET, "/desk/journal.csv", MAY_READ_JOURNAL, desk_journal_csv, 0 },
	{ GET, "/desk/help", MAY_SEE, desk_help, 0 },

	/* A calendar program has no session: the address is the secret. */
	{ GET, "/plan/:key", 0, desk_calendar, 0 },
};

const struct route_table desk_routes = { routes, (int)LEN(routes) };
