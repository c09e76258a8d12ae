#include "page/file.h"

#include <string.h>

#include "register/file.h"
#include "register/record.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"

/* A file never changes under its number, but its record may be hidden. */
enum { FILE_KEPT_S = 60 };

/* A file is seen while its record is: by visitors when that is shown, on the
 * desk always.  Its name in the address is for people and is put right. */
enum rc
page_file(const struct request *req, struct reply *rep)
{
	struct record r;
	struct file f;
	bool public;
	enum rc rc;

	rc = files_by_id(request_store(req), request_arena(req),
	    request_part_id(req, "id"), &f);
	if (rc == RC_OK)
		rc = records_by_id(
		    request_store(req), request_arena(req), f.record_id, &r);
	if (rc != RC_OK)
		return rc;
	public = r.shown && !r.archived;
	if (!public && request_session(req) == NULL)
		return RC_NOT_FOUND;
	if (public)
		reply_public(rep, FILE_KEPT_S);
	if (strcmp(request_part(req, "slug"), f.slug) != 0) {
		reply_moved(rep, "/file/%lld/%s", (long long)f.id, f.slug);
		return RC_OK;
	}
	reply_filename(rep, f.filename, f.inlined);
	reply_media(rep, f.type, f.name);
	return RC_OK;
}
