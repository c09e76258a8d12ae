#include "web/static.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "base/log.h"

enum rc
static_load(const char *dir,
    void (*each)(void *ctx, const char *name, const char *hashed), void *ctx)
{
	char path[4096], line[512], name[256], hashed[256], more[2];
	enum rc rc = RC_OK;
	int at = 0;
	FILE *f;

	snprintf(path, sizeof(path), "%s/manifest", dir);
	if ((f = fopen(path, "re")) == NULL) {
		log_error("%s: %s", path, strerror(errno));
		return RC_FAIL;
	}
	while (rc == RC_OK && fgets(line, sizeof(line), f) != NULL) {
		at++;
		if (sscanf(line, "%255s %255s %1s", name, hashed, more) == 2) {
			each(ctx, name, hashed);
			continue;
		}
		log_error("%s:%d: not a name and a hashed name", path, at);
		rc = RC_FAIL;
	}
	fclose(f);
	return rc;
}
