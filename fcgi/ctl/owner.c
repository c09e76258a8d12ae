#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ctl/ctl.h"

bool
ctl_owner_become(const char *state)
{
	struct stat sb;

	if (geteuid() != 0 || stat(state, &sb) != 0 || sb.st_uid == 0)
		return true;
	return setgroups(1, &sb.st_gid) == 0 && setgid(sb.st_gid) == 0 &&
	       setuid(sb.st_uid) == 0;
}
