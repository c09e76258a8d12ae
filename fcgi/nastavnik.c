#include <stddef.h>

#include "base/log.h"
#include "ctl/ctl.h"

/* The command line: dispatch, `nastavnik --help` and each command's own
 * --help read this table. */
static const struct ctl_command *const commands[] = {
	&ctl_site_add,
	&ctl_site_list,
	&ctl_site_remove,
	&ctl_address,
	&ctl_setting,
	&ctl_account_add,
	&ctl_account_list,
	&ctl_account_lock,
	&ctl_account_unlock,
	&ctl_account_password,
	&ctl_account_totp_off,
	&ctl_account_email,
	&ctl_publications,
	&ctl_journal,
	&ctl_check,
	&ctl_search_rebuild,
	&ctl_backup,
	&ctl_restore,
	&ctl_demo,
	&ctl_deadline,
	&ctl_roadmap_import,
	&ctl_digest,
};

int
main(int argc, char **argv)
{
	log_init("nastavnik");
	return ctl_run(argc, argv, commands, (int)LEN(commands));
}
