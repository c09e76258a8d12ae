#ifndef CTL_CTL_H
#define CTL_CTL_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "base/strbuf.h"
#include "people/role.h"
#include "store/site.h"

/*
 * The command line.  One file holds one command or one family of them; each
 * command is a struct ctl_command with everything that dispatch and --help
 * need, and stands in the table of nastavnik.c.
 *
 * A command says what it did twice: in words for a person (ctl_say) and as
 * one JSON object (ctl->out).  Only one of them is printed, at the end.
 */
struct ctl;
struct store;

enum ctl_exit { CTL_DONE, CTL_REFUSED, CTL_MISUSE };

enum { CTL_ARGS_MAX = 4, CTL_OPTIONS_MAX = 8 };

struct ctl_option {
	const char *name;  /* without the two dashes */
	const char *value; /* what to write for its value; NULL: a flag */
	const char *about;
};

struct ctl_command {
	const char *words; /* "account add" */
	const char *args;  /* "ЛОГИН", as in the synopsis; "" */
	const char *about; /* one line */
	int args_min, args_max;
	struct ctl_option options[CTL_OPTIONS_MAX];
	bool lists_conf;     /* --help names all settings of site.conf */
	bool stateless;	     /* works without a site and without --state */
	const char *notes;   /* what else to know; lines of 72 columns */
	const char *json;    /* what --json prints besides "ok" */
	const char *example; /* without the name of the program */
	enum ctl_exit (*run)(struct ctl *);
};

struct ctl {
	struct arena *arena;
	struct site_paths paths;
	const char *site_name; /* of --site; NULL: not given */
	bool json, help;
	const struct ctl_command *command;
	const char *args[CTL_ARGS_MAX];
	int n; /* of args */
	const char *values[CTL_OPTIONS_MAX];
	struct strbuf text;
	json_t *out;
	const char *error; /* of a refusal or misuse */
};

/* Reads argv, runs the command, prints; the exit code of the process. */
int ctl_run(
    int argc, char **argv, const struct ctl_command *const *commands, int n);

/* Fills c->command, args, values, paths.state, site_name, json, help.
 * Anything but CTL_DONE: c->error says what is wrong. */
enum ctl_exit ctl_option_parse(struct ctl *, int argc, char **argv,
    const struct ctl_command *const *commands, int n);
/* What is offered by --help: of c->command, or of all that begin with the
 * words given. */
void ctl_help(struct ctl *, const struct ctl_command *const *commands, int n);
/* "nastavnik [...] account add ЛОГИН --name ИМЯ" */
char *ctl_help_synopsis(struct arena *, const struct ctl_command *);

/* Root's commands work as the user who owns the state directory: what they
 * make belongs to the one under whom worker and publisher run.  false: the
 * system refused. */
bool ctl_owner_become(const char *state);

/* ---- for commands */

/* A line of the answer in words. */
void ctl_say(struct ctl *, const char *fmt, ...) PRINTF(2, 3);
/* Members of the answer's object; o is taken over. */
void ctl_set(struct ctl *, const char *name, json_t *o);
enum ctl_exit ctl_refuse(struct ctl *, const char *fmt, ...) PRINTF(2, 3);
enum ctl_exit ctl_misuse(struct ctl *, const char *fmt, ...) PRINTF(2, 3);
/* The refusal of an outcome that has no words of its own. */
enum ctl_exit ctl_refuse_rc(struct ctl *, enum rc, const char *what);
/* The value of an option; NULL: not given.  A flag that is given is "". */
const char *ctl_value(const struct ctl *, const char *name);
/* The state directory is there and ours: done before every command that is
 * not stateless; those call it when they need it after all. */
enum ctl_exit ctl_prepare(struct ctl *);
/* The site of --site; without it the only one there is.  CTL_DONE or the
 * refusal. */
enum ctl_exit ctl_site_of(struct ctl *, struct site **);
/* What stands in the journal for this program. */
extern const struct actor ctl_actor;
/* "2026-12-08 15:00" in the zone of the site in hand; "" for 0. */
char *ctl_time(struct arena *, int64_t);

/* The standing pages of a new site are found from its first day: they are
 * there before anybody saves one. */
enum rc ctl_search_pages(struct ctl *, struct store *) MUST_USE;

/* ---- the commands */
extern const struct ctl_command ctl_search_rebuild, ctl_site_add, ctl_site_list,
    ctl_site_remove, ctl_address, ctl_account_add, ctl_account_list,
    ctl_account_lock, ctl_account_unlock, ctl_account_password,
    ctl_account_totp_off, ctl_check, ctl_backup, ctl_restore, ctl_publications,
    ctl_journal, ctl_setting, ctl_demo, ctl_deadline, ctl_roadmap_import,
    ctl_digest, ctl_account_email;

#endif
