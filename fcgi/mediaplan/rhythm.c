#include "base/arena.h"
#include "base/date.h"
#include "mediaplan/rhythm.h"
#include "mediaplan/walks.h"

/* Five weeks: a month's plan and the week that follows it. */
enum { RHYTHM_AHEAD_DAYS = 35 };

enum rc
rhythm_next_gap(struct store *st, struct arena *a, int64_t channel_id, int days,
    int64_t now, struct rhythm_gap *out)
{
	int64_t *at, last, end = date_add_days(now, RHYTHM_AHEAD_DAYS);
	int n;
	enum rc rc;

	rc = walks_minute_before(st, channel_id, now + 1, &last);
	if (rc != RC_OK)
		return rc;
	rc = walks_minutes(st, a, channel_id, now + 1, end, &at, &n);
	if (rc != RC_OK)
		return rc;
	/* Nothing was ever published: the watch begins today. */
	if (last == 0)
		last = now;
	for (int i = 0; i <= n; i++) {
		int64_t next = i < n ? at[i] : end;

		if (next > date_add_days(last, days)) {
			out->from = last;
			out->to = next;
			out->days = date_days_between(last, next);
			return RC_OK;
		}
		last = next;
	}
	return RC_NOT_FOUND;
}
