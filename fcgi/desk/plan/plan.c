#include "desk/plan/plan.h"

#include <string.h>

#include "desk/desk.h"
#include "desk/part.h"
#include "desk/plan/plan_filter.h"
#include "desk/plan/plan_month.h"
#include "desk/plan/plan_rows.h"
#include "publish/channel.h"
#include "web/reply.h"
#include "web/request.h"
#include "web/view.h"

static enum rc
show_rows(const struct request *rq, struct view *v, const struct plan_filter *f,
    bool picks)
{
	struct plan_row *rows;
	int n;
	enum rc rc = desk_plan_rows_read(rq, f, &rows, &n);

	if (rc == RC_OK)
		desk_plan_rows_show(rq, v, rows, n, picks);
	return rc;
}

/* With no community the empty plan shows how to connect one. */
static enum rc
show_channel_hint(const struct request *rq, struct view *v)
{
	struct channel *list;
	int n;
	enum rc rc =
	    channels_list(request_store(rq), request_arena(rq), &list, &n);

	if (rc == RC_OK)
		view_flag(v, "Plan.no_channel", n == 0);
	return rc;
}

enum rc
desk_plan_show(
    const struct request *rq, struct reply *rp, const struct plan_filter *f)
{
	struct view *v = reply_view(rp);
	bool month = strcmp(f->view, "month") == 0;
	bool picks =
	    strcmp(f->tab, "review") == 0 && desk_part_may(rq, MAY_APPROVE);
	enum rc rc;

	desk_part_page(rq, rp, "plan", "Медиаплан");
	if ((rc = desk_part_tabs(rq, v, f->tab)) != RC_OK ||
	    (rc = desk_plan_filter_show(rq, v, f)) != RC_OK ||
	    (rc = show_channel_hint(rq, v)) != RC_OK)
		return rc;
	rc = month ? desk_plan_month(rq, v, f) : show_rows(rq, v, f, picks);
	if (rc != RC_OK)
		return rc;
	reply_page(rp, month ? "desk/plan.cs" : "desk/plan_list.cs");
	return RC_OK;
}

enum rc
desk_plan(const struct request *rq, struct reply *rp)
{
	struct plan_filter f;
	enum rc rc = desk_plan_filter_read(rq, rp, &f);

	return rc != RC_OK ? rc : desk_plan_show(rq, rp, &f);
}

enum rc
desk_plan_csv(const struct request *rq, struct reply *rp)
{
	struct plan_filter f;
	struct plan_row *rows;
	enum rc rc;
	int n;

	if ((rc = desk_plan_filter_read(rq, rp, &f)) != RC_OK ||
	    (rc = desk_plan_rows_read(rq, &f, &rows, &n)) != RC_OK)
		return rc;
	desk_plan_rows_csv(rq, rp, rows, n);
	return RC_OK;
}

enum rc
desk_plan_print(const struct request *rq, struct reply *rp)
{
	struct view *v = reply_view(rp);
	struct plan_filter f;
	enum rc rc;

	if ((rc = desk_plan_filter_read(rq, rp, &f)) != RC_OK)
		return rc;
	desk_part_page(rq, rp, "plan", "Медиаплан");
	if ((rc = desk_plan_filter_show(rq, v, &f)) != RC_OK ||
	    (rc = show_rows(rq, v, &f, false)) != RC_OK)
		return rc;
	reply_page(rp, "desk/plan_print.cs");
	return RC_OK;
}
