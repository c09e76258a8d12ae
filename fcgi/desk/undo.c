#include "desk/desk.h"
#include "desk/part.h"
#include "publish/schedule.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/session.h"

enum rc
desk_undo(const struct request *rq, struct reply *rp)
{
	static const struct field fields[] = {
		{ "undo", "Отмена", FIELD_INT, 1, INT64_MAX, FIELD_REQUIRED,
		    NULL },
	};
	struct form *f = form_read(rq, fields, LEN(fields));
	struct actor actor = desk_part_actor(rq);
	const char *why = NULL;
	enum rc rc;

	if (!form_ok(f))
		return RC_INVALID;
	rc = schedule_undo(request_store(rq), request_arena(rq), &actor,
	    form_int(f, "undo"), desk_part_address(rq), request_now(rq), &why);
	if (rc == RC_OK) {
		desk_part_wake(rq);
		rc = session_notice(rq, 0, "Отменено, всё как было.");
	} else if (rc == RC_DENIED || rc == RC_CONFLICT || rc == RC_INVALID ||
		   rc == RC_NOT_FOUND) {
		rc = session_notice(rq, 0, "Отменить уже нельзя. %s",
		    why != NULL ? why : "Материал с тех пор изменился.");
	}
	reply_redirect(rp, "%s", desk_part_back(rq, "/desk/plan"));
	return rc;
}
