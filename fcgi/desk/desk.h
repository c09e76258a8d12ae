#ifndef DESK_DESK_H
#define DESK_DESK_H

#include "base/rc.h"

struct reply;
struct request;

/*
 * The handlers of the desk, file by file.  Each is named in routes.c, which
 * says who may call it; each returns what its page's status is made of.
 */
#define DESK_HANDLER(name)                                                     \
	enum rc name(const struct request *, struct reply *) MUST_USE

/* login.c */
DESK_HANDLER(desk_login);
DESK_HANDLER(desk_login_try);
DESK_HANDLER(desk_login_code);
DESK_HANDLER(desk_login_code_try);
DESK_HANDLER(desk_login_out);
/* home.c */
DESK_HANDLER(desk_home);
/* plan.c */
DESK_HANDLER(desk_plan);
DESK_HANDLER(desk_plan_csv);
DESK_HANDLER(desk_plan_print);
/* roadmap_out.c */
DESK_HANDLER(desk_roadmap_print);
DESK_HANDLER(desk_roadmap_print_visitor);
DESK_HANDLER(desk_roadmap_docx);
DESK_HANDLER(desk_roadmap_xlsx);
DESK_HANDLER(desk_roadmap_csv);
DESK_HANDLER(desk_roadmap_next);
/* plan_approve.c */
DESK_HANDLER(desk_plan_approve);
/* events.c */
DESK_HANDLER(desk_events);
/* event.c; its pages are drawn by event_show.c */
DESK_HANDLER(desk_event_new);
DESK_HANDLER(desk_event_create);
DESK_HANDLER(desk_event);
DESK_HANDLER(desk_event_save);
DESK_HANDLER(desk_event_cancel);
DESK_HANDLER(desk_event_restore);
DESK_HANDLER(desk_event_slot);
/* attendance.c */
DESK_HANDLER(desk_attendance);
DESK_HANDLER(desk_attendance_csv);
DESK_HANDLER(desk_attendance_save);
/* figures.c */
DESK_HANDLER(desk_figures);
DESK_HANDLER(desk_figures_csv);
/* figures_totals.c */
DESK_HANDLER(desk_figures_totals);
DESK_HANDLER(desk_figures_totals_save);
/* figure.c */
DESK_HANDLER(desk_figure);
DESK_HANDLER(desk_figure_choose);
/* control.c; its rows are made by control_rows.c */
DESK_HANDLER(desk_control);
DESK_HANDLER(desk_control_print);
DESK_HANDLER(desk_control_csv);
/* roadmap.c */
DESK_HANDLER(desk_roadmap);
/* roadmap_act.c */
DESK_HANDLER(desk_roadmap_act_approve);
DESK_HANDLER(desk_roadmap_act_publish);
DESK_HANDLER(desk_roadmap_act_close);
DESK_HANDLER(desk_roadmap_act_discard);
/* roadmap_import.c */
DESK_HANDLER(desk_roadmap_import);
DESK_HANDLER(desk_roadmap_import_begin);
DESK_HANDLER(desk_roadmap_import_preview);
DESK_HANDLER(desk_roadmap_import_roles);
DESK_HANDLER(desk_roadmap_import_take);
DESK_HANDLER(desk_roadmap_import_refuse);
DESK_HANDLER(desk_roadmap_import_undo);
/* roadmap_people.c */
DESK_HANDLER(desk_roadmap_people);
DESK_HANDLER(desk_roadmap_people_set);
/* roadmap_terms.c */
DESK_HANDLER(desk_roadmap_terms);
DESK_HANDLER(desk_roadmap_terms_set);
/* activity.c; its page is drawn by activity_show.c */
DESK_HANDLER(desk_activity);
DESK_HANDLER(desk_activity_state);
DESK_HANDLER(desk_activity_deadline);
DESK_HANDLER(desk_activity_people);
DESK_HANDLER(desk_activity_items);
DESK_HANDLER(desk_activity_hide);
/* activity_link.c */
DESK_HANDLER(desk_activity_link_proof);
DESK_HANDLER(desk_activity_link_remove);
DESK_HANDLER(desk_activity_link_event);
/* proposal.c */
DESK_HANDLER(desk_proposal_list);
DESK_HANDLER(desk_proposal_add);
DESK_HANDLER(desk_proposal_decide);
/* cycle.c */
DESK_HANDLER(desk_cycle);
DESK_HANDLER(desk_cycle_save);
DESK_HANDLER(desk_cycle_current);
/* story_new.c */
DESK_HANDLER(desk_story_new);
DESK_HANDLER(desk_story_new_create);
/* story.c */
DESK_HANDLER(desk_story);
/* story_save.c */
DESK_HANDLER(desk_story_save);
DESK_HANDLER(desk_story_save_auto);
DESK_HANDLER(desk_story_save_preview);
/* story_address.c */
DESK_HANDLER(desk_story_address);
/* story_act.c */
DESK_HANDLER(desk_story_act);
/* story_photo.c */
DESK_HANDLER(desk_story_photo_upload);
/* story_version.c */
DESK_HANDLER(desk_story_version);
DESK_HANDLER(desk_story_version_restore);
/* registers.c */
DESK_HANDLER(desk_registers);
DESK_HANDLER(desk_registers_list);
DESK_HANDLER(desk_registers_print);
DESK_HANDLER(desk_registers_csv);
/* register_record.c; its page is drawn by register_form.c */
DESK_HANDLER(desk_register_record);
DESK_HANDLER(desk_register_save);
DESK_HANDLER(desk_register_archive);
DESK_HANDLER(desk_register_restore);
DESK_HANDLER(desk_register_find);
/* undo.c */
DESK_HANDLER(desk_undo);
/* attention.c */
DESK_HANDLER(desk_attention);
/* publication.c */
DESK_HANDLER(desk_publication);
DESK_HANDLER(desk_publication_decide);
DESK_HANDLER(desk_publication_chore);
/* vk.c */
DESK_HANDLER(desk_vk);
DESK_HANDLER(desk_vk_key);
DESK_HANDLER(desk_vk_remove);
DESK_HANDLER(desk_vk_recheck);
DESK_HANDLER(desk_vk_save);
/* rubrics.c */
DESK_HANDLER(desk_rubrics);
DESK_HANDLER(desk_rubrics_save);
DESK_HANDLER(desk_rubrics_archive);
/* topics.c */
DESK_HANDLER(desk_topics);
DESK_HANDLER(desk_topics_act);
/* topic.c */
DESK_HANDLER(desk_topic);
DESK_HANDLER(desk_topic_save);
DESK_HANDLER(desk_topic_new);
DESK_HANDLER(desk_topic_create);
/* topic_version.c */
DESK_HANDLER(desk_topic_version);
DESK_HANDLER(desk_topic_version_restore);
/* settings.c */
DESK_HANDLER(desk_settings);
DESK_HANDLER(desk_settings_save);
DESK_HANDLER(desk_settings_cycle);
/* reminders.c */
DESK_HANDLER(desk_reminders);
DESK_HANDLER(desk_reminders_save);
DESK_HANDLER(desk_reminders_me);
/* settings_logo.c */
DESK_HANDLER(desk_settings_logo);
DESK_HANDLER(desk_settings_logo_remove);
/* accounts.c */
DESK_HANDLER(desk_accounts);
DESK_HANDLER(desk_accounts_add);
DESK_HANDLER(desk_accounts_change);
/* me.c */
DESK_HANDLER(desk_me);
DESK_HANDLER(desk_me_password);
DESK_HANDLER(desk_me_factor);
DESK_HANDLER(desk_me_factor_on);
DESK_HANDLER(desk_me_factor_off);
DESK_HANDLER(desk_me_calendar);
/* journal.c */
DESK_HANDLER(desk_journal);
DESK_HANDLER(desk_journal_csv);
/* help.c */
DESK_HANDLER(desk_help);
/* calendar.c */
DESK_HANDLER(desk_calendar);

#endif
