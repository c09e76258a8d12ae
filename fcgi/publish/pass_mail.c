/* Letters of reminders: the publisher's own steps for them.  One letter of a
 * site at a time, a few sites at once; what they wait for is never in the
 * way of a post. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/secret.h"
#include "mail/courier.h"
#include "mail/subscriber.h"
#include "publish/pass_inner.h"
#include "store/file.h"
#include "store/site.h"

enum {
	FLIGHTS_MAX = 8, /* letters at once: each holds some 50 KB */
	/* Looks at libcurl while letters are in flight: seconds a week. */
	LOOK_MS = 20,
	BUSY_AGAIN_MS = 200, /* a locked store */
	FAIL_AGAIN_MS = 60000,
	PASSWORD_MAX = 1024, /* bytes of the file */
	WHY_MAX = 1200	     /* bytes: LETTER_ERROR_MAX characters */
};

/* A letter in flight, or one whose end is not written down yet. */
struct pass_mail {
	struct pass_mail *next;
	struct watch *watch;
	struct letter letter; /* only its numbers outlive the sending */
	bool over;
	enum letter_end end;
	char why[WHY_MAX];
	int64_t again_ms;
};

void
pass_mail_look(struct watch *w, struct site *s, struct arena *a)
{
	int64_t now = clock_now();
	int n = 0;

	if (!w->known && letter_configured(s->conf) &&
	    letter_recover(s->store, now, &n) == RC_OK && n > 0)
		log_warn("publisher: %s: %d letters were being sent by a dead "
			 "process: unclear",
		    s->name, n);
	if (letter_next(s, a, now, &w->mail_at) != RC_OK)
		w->mail_at = now + FAIL_AGAIN_MS / 1000;
}

static void
on_end(void *ctx, const struct courier_result *r)
{
	struct pass_mail *m = ctx;

	m->over = true;
	m->end = r->end;
	strncpy(m->why, r->why, WHY_MAX - 1);
	if (r->end != LETTER_SENT)
		log_warn("publisher: %s: letter %lld %s: curl %d, smtp %d",
		    m->watch->name, (long long)m->letter.id,
		    r->end == LETTER_UNCLEAR ? "is unclear" : "was not sent",
		    r->curl_code, r->smtp_code);
	else
		log_info("publisher: %s: letter %lld sent", m->watch->name,
		    (long long)m->letter.id);
}

/* The first line of the file; NULL: no password to be had. */
static char *
password_read(struct arena *a, const char *path)
{
	char *text;
	size_t n;

	if (path[0] != '/' ||
	    file_read(a, path, PASSWORD_MAX, &text, &n) != RC_OK)
		return NULL;
	text[strcspn(text, "\r\n")] = '\0';
	return text;
}

/* The host of the section's address. */
static char *
host_of(struct arena *a, const char *address)
{
	const char *p = strstr(address, "://");
	size_t n;

	p = p == NULL ? "" : p + 3;
	n = strcspn(p, "/:[]");
	return n == 0 ? arena_strdup(a, "localhost") : arena_strndup(a, p, n);
}

/* What cannot be tried ends like a try that failed: the desk shows why. */
static void
not_tried(struct pass_mail *m, const char *why)
{
	struct courier_result r = { LETTER_NOT_SENT, 0, 0, why };

	on_end(m, &r);
}

static void
mail_send(struct pass *pass, struct pass_mail *m, struct site *s,
    struct arena *a, const struct subscriber *to)
{
	const char *user = conf_text(s->conf, "mail.user");
	char *password = arena_strdup(a, "");
	char *host = host_of(a, conf_text(s->conf, "address"));
	struct courier_letter l = {
		.server = conf_text(s->conf, "mail.server"),
		.user = user,
		.from = conf_text(s->conf, "mail.from"),
		.from_name = site_setting(s->store, a, "title"),
		.to = m->letter.email,
		.to_name = to->name,
		.subject = m->letter.subject,
		.text = m->letter.text,
		.id = arena_printf(a, "digest.%lld.%d.%s@%s",
		    (long long)m->letter.id, m->letter.day, s->name, host),
		.helo = host,
		.at = clock_now(),
		.timeout_ms = LETTER_TIMEOUT_MS,
		.ended = on_end,
		.ctx = m,
	};

	if (user[0] != '\0')
		password =
		    password_read(a, conf_text(s->conf, "mail.password_file"));
	l.password = password;
	if (!courier_server_valid(l.server) || !subscriber_email_valid(l.from))
		not_tried(m, "Адрес сервера почты или отправителя записан "
			     "неверно");
	else if (password == NULL)
		not_tried(m, "Файл с паролем почты не читается");
	else if ((pass->courier == NULL &&
		     courier_open(&pass->courier) != RC_OK) ||
		 courier_send(pass->courier, &l) != RC_OK)
		not_tried(m, "Программе не хватило памяти");
	if (password != NULL)
		secret_wipe(password);
}

/* Letters of today are written, and the next one that waits leaves. */
static enum rc
mail_enter(struct pass *pass, struct watch *w, struct site *s, struct arena *a)
{
	struct pass_mail *m;
	struct subscriber to = { .name = "" };
	int64_t now = clock_now();
	struct letter l;
	enum rc rc;
	int n;

	rc = letter_plan(s, a, now, false, &n);
	if (rc == RC_OK)
		log_info("publisher: %s: %d letters for today", w->name, n);
	if (rc != RC_OK && rc != RC_CONFLICT)
		return rc;
	if ((rc = letter_claim(s->store, a, now, &l)) == RC_NOT_FOUND)
		return letter_next(s, a, now, &w->mail_at);
	if (rc != RC_OK)
		return rc;
	pass_point(pass, "mail-claimed");
	if ((m = calloc(1, sizeof(*m))) == NULL)
		exit(71); /* as everywhere: arena.h */
	m->watch = w;
	m->letter = l;
	m->next = pass->mails;
	pass->mails = m;
	w->mailing = true;
	/* Without his name the letter goes all the same. */
	if (subscribers_by_account(s->store, a, l.account_id, &to) != RC_OK)
		to.name = "";
	mail_send(pass, m, s, a, &to);
	return RC_OK;
}

static void
hold(struct watch *w, enum rc rc)
{
	w->mail_hold_ms =
	    clock_ms() + (rc == RC_BUSY ? BUSY_AGAIN_MS : FAIL_AGAIN_MS);
}

static bool
start_one(struct pass *pass)
{
	int64_t now = clock_now(), now_ms = clock_ms();
	struct arena *a;
	struct watch *w;
	struct site *s;
	int n = 0;
	enum rc rc;

	for (struct pass_mail *m = pass->mails; m != NULL; m = m->next)
		n++;
	if (n >= FLIGHTS_MAX)
		return false;
	for (w = pass->watches; w != NULL; w = w->next)
		if (w->mail_at != 0 && w->mail_at <= now && !w->mailing &&
		    !w->dirty && w->mail_hold_ms <= now_ms)
			break;
	if (w == NULL)
		return false;
	a = arena_new();
	if ((rc = pass_site(pass, w, &s)) == RC_OK)
		rc = mail_enter(pass, w, s, a);
	if (rc != RC_OK)
		hold(w, rc);
	arena_free(a);
	return true;
}

/* RC_BUSY and RC_FAIL: written down later. */
static enum rc
settle(struct pass *pass, struct pass_mail *m)
{
	struct arena *a = arena_new();
	struct site *s;
	enum rc rc;

	pass_point(pass, "mail-answered");
	if ((rc = pass_site(pass, m->watch, &s)) == RC_OK)
		rc = letter_settle(
		    s->store, &m->letter, m->end, m->why, clock_now());
	if (rc == RC_OK)
		rc = letter_next(s, a, clock_now(), &m->watch->mail_at);
	arena_free(a);
	if (rc != RC_BUSY && rc != RC_FAIL)
		return RC_OK;
	m->again_ms =
	    clock_ms() + (rc == RC_BUSY ? BUSY_AGAIN_MS : FAIL_AGAIN_MS);
	return rc;
}

static bool
settle_one(struct pass *pass)
{
	for (struct pass_mail **p = &pass->mails, *m; (m = *p) != NULL;
	     p = &m->next) {
		if (!m->over || m->again_ms > clock_ms())
			continue;
		if (settle(pass, m) != RC_OK)
			return true;
		m->watch->mailing = false;
		*p = m->next;
		free(m);
		return true;
	}
	return false;
}

bool
pass_mail_step(struct pass *pass)
{
	if (settle_one(pass))
		return true;
	return !pass->stopping && start_one(pass);
}

void
pass_mail_run(struct pass *pass)
{
	if (pass->courier == NULL || courier_run(pass->courier) > 0)
		return;
	courier_close(pass->courier);
	pass->courier = NULL;
}

/* Milliseconds until there is something to do for this site. */
int64_t
pass_mail_wait(const struct pass *pass)
{
	int64_t wait = pass->courier != NULL ? LOOK_MS : -1, ms;

	for (struct pass_mail *m = pass->mails; m != NULL; m = m->next) {
		ms = m->again_ms - clock_ms();
		if (m->over && (wait < 0 || ms < wait))
			wait = ms < 0 ? 0 : ms;
	}
	return wait;
}

void
pass_mail_close(struct pass *pass)
{
	struct pass_mail *m;

	courier_close(pass->courier);
	while ((m = pass->mails) != NULL) {
		pass->mails = m->next;
		free(m);
	}
}
