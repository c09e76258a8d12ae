#include "control.h"
#include "journal.h"
#include "loop.h"

#include <stdlib.h>
#include <string.h>

/* The journal and those who wait for it. */

enum { LIMIT = 500, WAIT_MS_MAX = 600000 };

struct waiter {
	struct conn *conn;
	struct journal_query query;
	struct timer timer;
	struct waiter *next;
};

static struct waiter *waiters;

static void
waiter_free(struct waiter *w)
{
	struct waiter **at = &waiters;

	while (*at != w)
		at = &(*at)->next;
	*at = w->next;
	timer_stop(&w->timer);
	free(w->query.method);
	free(w);
}

static void
waiter_answer(void *arg)
{
	struct waiter *w = arg;
	struct conn *conn = w->conn;
	json_t *answer = journal_list(&w->query);

	waiter_free(w);
	control_send(conn, 200, answer);
	json_decref(answer);
}

static void
waiters_check(void)
{
	struct waiter *next;

	for (struct waiter *w = waiters; w != NULL; w = next) {
		next = w->next;
		if (journal_complete(&w->query))
			waiter_answer(w);
	}
}

static void
waiter_gone(void *arg, bool lost)
{
	if (lost)
		waiter_free(arg);
}

static const struct holder waiter_holder = { waiter_gone, NULL };

static void
waiter_add(struct control *ct, const struct journal_query *q, int64_t ms)
{
	struct waiter *w = mem_alloc(sizeof(*w));

	journal_on_change(waiters_check);
	w->conn = ct->conn;
	w->query = *q;
	w->timer.fire = waiter_answer;
	w->timer.arg = w;
	w->next = waiters;
	waiters = w;
	timer_start(&w->timer, loop_ms() + ms);
	conn_hold(ct->conn, &waiter_holder, w);
	ct->done = true;
}

void
control_journal(struct control *ct)
{
	struct args *a = &ct->args;
	struct journal_query q = { .limit = LIMIT };
	const char *method = "";
	int64_t wait_ms = 0;
	bool waits;

	args_only(a, "after", "method", "limit", "count", "wait_ms", NULL);
	args_int(a, "after", 0, INT64_MAX - 1, &q.after);
	args_text(a, "method", &method);
	args_int(a, "limit", 0, JOURNAL_MAX, &q.limit);
	waits = args_int(a, "wait_ms", 0, WAIT_MS_MAX, &wait_ms);
	if (!args_int(a, "count", 0, JOURNAL_MAX, &q.count))
		q.count = waits ? 1 : 0;
	if (a->error != NULL)
		return;
	q.method = mem_dup(method);
	if (wait_ms > 0 && !journal_complete(&q)) {
		waiter_add(ct, &q, wait_ms);
		return;
	}
	ct->answer = journal_list(&q);
	free(q.method);
}

void
control_journal_file(struct control *ct)
{
	struct args *a = &ct->args;
	struct reply r = { .status = 200 };
	const struct journal_file *f;
	int64_t seq = 0, n = 0;

	args_only(a, "seq", "n", NULL);
	args_need(a, "seq");
	args_int(a, "seq", 1, INT64_MAX, &seq);
	args_int(a, "n", 0, INT32_MAX, &n);
	if (a->error != NULL)
		return;
	f = journal_file(seq, n);
	if (f == NULL || f->blob == NULL) {
		control_fail(ct, 404, "seq", "no such file");
		return;
	}
	r.type = f->type != NULL && strpbrk(f->type, "\r\n") == NULL
		     ? f->type
		     : "application/octet-stream";
	r.body = f->blob->data;
	r.len = f->blob->len;
	conn_send(ct->conn, &r);
	ct->done = true;
}

void
control_journal_clear(struct control *ct)
{
	args_only(&ct->args, NULL);
	if (ct->args.error == NULL)
		ct->answer =
		    json_pack("{s:b,s:I}", "ok", 1, "removed", journal_clear());
}
