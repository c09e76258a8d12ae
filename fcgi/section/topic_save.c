#include <string.h>
#include "base/arena.h"
#include "base/clock.h"
#include "base/markdown.h"
#include "base/text.h"
#include "people/journal.h"
#include "people/role.h"
#include "section/topic.h"
#include "section/topic_inner.h"
#include "store/db.h"
#include "store/search.h"
#include "store/slugs.h"

/* First parts of addresses that the program itself answers, or may; and of
 * the desk below /desk/topics/. */
static const char *const reserved[] = { "admin", "api", "card", "cards", "desk",
	"event", "feed", "file", "files", "health", "login", "logout", "media",
	"new", "page", "plan", "print", "robots", "roadmap", "s", "security",
	"site", "sitemap", "static", "story", "stories", "topic", "topics",
	"view" };

/* Where a new page stands: after all others. */
enum { POSITION_STEP = 10 };

/* One saving on its way. */
struct save {
	struct store *st;
	struct arena *a;
	const struct actor *by;
	struct topic *t;    /* as typed */
	struct topic was;   /* as stored, or as described */
	bool fresh;	    /* there was none */
	const char **field; /* what is wrong, and why */
	const char **why;
	int64_t now;
};

static enum rc
wrong(struct save *s, const char *field, const char *why)
{
	*s->field = field;
	*s->why = why;
	return RC_INVALID;
}

static enum rc
check_words(struct save *s)
{
	const struct topic *t = s->t;

	if (*t->title == '\0' || text_chars(t->title) > TOPIC_TITLE_MAX)
		return wrong(s, "title",
		    "Напишите название страницы: от 1 до 120 знаков.");
	if (text_chars(t->menu) > TOPIC_MENU_MAX)
		return wrong(
		    s, "menu", "Слова для меню длиннее 40 знаков. Сократите.");
	if (text_chars(t->lead) > TOPIC_LEAD_MAX)
		return wrong(
		    s, "lead", "Вводка длиннее 600 знаков. Сократите.");
	if (strlen(t->text) > MARKDOWN_MAX ||
	    text_chars(t->text) > TOPIC_TEXT_MAX)
		return wrong(s, "text",
		    "Текст длиннее 60 000 знаков. Разделите его на две "
		    "страницы.");
	if (t->def != NULL && t->def->fixed && t->hidden)
		return wrong(s, "hidden",
		    "Эту страницу скрыть нельзя: без неё раздел не работает.");
	return RC_OK;
}

static bool
name_reserved(const char *name)
{
	const struct topic_def *d;
	int n = topic_defs(&d);

	for (size_t i = 0; i < LEN(reserved); i++)
		if (strcmp(reserved[i], name) == 0)
			return true;
	for (int i = 0; i < n; i++) {
		const char *part = d[i].address + 1;
		size_t len = strcspn(part, "/");

		if (strcmp(d[i].name, name) == 0 ||
		    (strlen(name) == len && memcmp(part, name, len) == 0))
			return true;
	}
	return false;
}

/* RC_NOT_FOUND: free. */
static enum rc
name_taken(struct save *s, const char *name)
{
	struct topic other;
	enum rc rc = topics_by_name(s->st, s->a, name, &other);

	return rc == RC_OK && other.id == s->t->id ? RC_NOT_FOUND : rc;
}

/* The address was wished by a person: it is good or refused. */
static enum rc
name_wished(struct save *s)
{
	enum rc rc;

	if (!topic_name_good(s->t->name))
		return wrong(s, "name",
		    "Адрес — до 40 строчных латинских букв, цифр и дефисов, "
		    "первая — буква.");
	if (name_reserved(s->t->name))
		return wrong(
		    s, "name", "Этот адрес занят разделом. Выберите другой.");
	rc = name_taken(s, s->t->name);
	if (rc == RC_OK)
		return wrong(s, "name",
		    "Страница с таким адресом уже есть. Выберите другой.");
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

/* Of the title; a number makes it the page's own. */
static enum rc
name_made(struct save *s)
{
	const char *base = text_slug(s->a, s->t->title, TOPIC_NAME_MAX - 4);
	const char *name;
	enum rc rc;

	/* An address begins with a letter: "2026: итоги". */
	if (*base < 'a' || *base > 'z')
		base = *base == '\0'
			   ? "stranica"
			   : text_slug(s->a, arena_printf(s->a, "str-%s", base),
				 TOPIC_NAME_MAX - 4);
	name = base;
	for (int i = 2; i <= TOPIC_OWN_MAX + 2; i++) {
		rc = name_reserved(name) ? RC_OK : name_taken(s, name);
		if (rc != RC_OK && rc != RC_NOT_FOUND)
			return rc;
		if (rc == RC_NOT_FOUND) {
			s->t->name = name;
			return RC_OK;
		}
		name = arena_printf(s->a, "%s-%d", base, i);
	}
	return wrong(s, "name",
	    "Страниц с таким названием слишком много. "
	    "Напишите адрес сами.");
}

static enum rc
name_set(struct save *s)
{
	if (s->t->def != NULL) {
		s->t->name = s->t->def->name;
		return RC_OK;
	}
	if (!s->fresh && strcmp(s->t->name, s->was.name) == 0)
		return RC_OK;
	return *s->t->name == '\0' ? name_made(s) : name_wished(s);
}

/* What is stored now, to compare with and to keep. */
static enum rc
was_read(struct save *s)
{
	struct topic *t = s->t;
	enum rc rc;

	if (t->def != NULL)
		return topic_by_name(s->st, s->a, t->def->name, &s->was);
	if (t->id != 0) {
		rc = topics_by_id(s->st, s->a, t->id, &s->was);
		if (rc != RC_OK)
			return rc;
		topic_lay(s->a, &s->was);
		if (s->was.text == NULL)
			s->was.text = "";
		return s->was.def != NULL ? RC_NOT_FOUND : RC_OK;
	}
	s->fresh = true;
	s->was = (struct topic){
		.name = "", .title = "", .menu = "", .lead = "", .text = ""
	};
	return RC_OK;
}

/* A new page comes last, and only while there is room. */
static enum rc
place_new(struct save *s)
{
	struct topic *list;
	int n, own = 0;
	enum rc rc = topic_list(s->st, s->a, &list, &n);

	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < n; i++)
		own += list[i].def == NULL;
	if (own >= TOPIC_OWN_MAX)
		return wrong(s, "title",
		    "Своих страниц уже 100. Измените или удалите одну из них.");
	s->t->position = list[n - 1].position + POSITION_STEP;
	return RC_OK;
}

/* NULL: as described. */
static const char *
own_words(const char *typed, const char *described)
{
	return strcmp(typed, described) == 0 ? NULL : typed;
}

static struct topic
row_of(const struct topic *t)
{
	struct topic row = *t;

	if (t->def == NULL)
		return row;
	row.title = own_words(t->title, t->def->title);
	row.menu = own_words(t->menu, t->def->menu);
	row.lead = own_words(t->lead, t->def->lead);
	row.text = own_words(t->text, t->def->text);
	return row;
}

static bool
texts_differ(const struct topic *x, const struct topic *y)
{
	return strcmp(x->title, y->title) != 0 ||
	       strcmp(x->lead, y->lead) != 0 || strcmp(x->text, y->text) != 0;
}

static bool
rest_differs(const struct topic *x, const struct topic *y)
{
	return strcmp(x->name, y->name) != 0 || strcmp(x->menu, y->menu) != 0 ||
	       x->in_menu != y->in_menu || x->in_foot != y->in_foot ||
	       x->hidden != y->hidden;
}

static enum rc
row_write(struct save *s, bool texts)
{
	struct topic row = row_of(s->t);
	enum rc rc;

	rc = row.id != 0 ? topics_update(s->st, &row)
			 : topics_insert(s->st, &row, s->t->def == NULL);
	s->t->id = row.id;
	if (rc != RC_OK || !texts)
		return rc;
	/* What was there before anybody changed it: so that it can be had
	 * back. */
	if (s->was.version == 0 && !s->fresh) {
		s->was.id = row.id;
		rc = topics_add_version(s->st, &s->was, NULL, 0);
	}
	/* A second first version: restored to what was described. */
	if (rc != RC_OK && rc != RC_CONFLICT)
		return rc;
	return topics_add_version(s->st, s->t, s->by, s->now);
}

static enum rc
address_keep(struct save *s)
{
	enum rc rc = RC_OK;

	if (s->t->def != NULL || strcmp(s->t->name, s->was.name) == 0)
		return RC_OK;
	if (!s->fresh)
		rc = slugs_add(s->st, "topic", s->was.name, s->t->id);
	return rc == RC_OK ? slugs_drop(s->st, "topic", s->t->name) : rc;
}

/* For the journal: what of it changed. */
static const char *
change_words(const struct save *s)
{
	const struct topic *t = s->t, *w = &s->was;
	const char *what = texts_differ(t, w)		   ? "текст"
			   : t->hidden && !w->hidden	   ? "скрыта"
			   : w->hidden && !t->hidden	   ? "показана"
			   : strcmp(t->name, w->name) != 0 ? "адрес"
							   : "место в меню";

	return s->fresh ? t->title
			: arena_printf(s->a, "%s: %s", t->title, what);
}

static enum rc
save_within(struct save *s)
{
	struct topic *t = s->t;
	bool texts;
	enum rc rc;

	if ((rc = was_read(s)) != RC_OK)
		return rc;
	if (t->version != s->was.version)
		return RC_CONFLICT;
	if ((rc = name_set(s)) != RC_OK ||
	    (s->fresh && (rc = place_new(s)) != RC_OK))
		return rc;
	texts = s->fresh || texts_differ(t, &s->was);
	if (!texts && !rest_differs(t, &s->was))
		return RC_OK;
	t->id = s->was.id;
	t->version++;
	if (!s->fresh)
		t->position = s->was.position;
	t->checked_at = s->was.checked_at;
	t->updated_at = texts ? s->now : s->was.updated_at;
	t->address = t->def != NULL ? t->def->address
				    : arena_printf(s->a, "/%s/", t->name);
	if ((rc = row_write(s, texts)) != RC_OK ||
	    (rc = address_keep(s)) != RC_OK ||
	    (rc = topic_find(s->st, s->a, t)) != RC_OK)
		return rc;
	return journal_add(s->st, s->by, s->fresh ? "created" : "edited",
	    "topic", t->id, change_words(s));
}

enum rc
topic_save(struct store *st, struct arena *a, const struct actor *by,
    struct topic *t, const char **field, const char **why)
{
	struct save s = { .st = st,
		.a = a,
		.by = by,
		.t = t,
		.field = field,
		.why = why,
		.now = clock_now() };
	enum rc rc;

	*field = *why = NULL;
	if (!(by->roles & MAY_PLAN))
		return RC_DENIED;
	if ((rc = check_words(&s)) != RC_OK)
		return rc;
	if ((rc = store_begin(st)) != RC_OK)
		return rc;
	return store_end(st, save_within(&s));
}

enum rc
topic_find(struct store *st, struct arena *a, const struct topic *t)
{
	struct search_doc doc = {
		.kind = "topic",
		.record_id = t->id,
		.path = t->address,
		.title = t->title,
		.rubric = "",
		.group = "page",
		.from_at = t->updated_at != 0 ? t->updated_at : clock_now(),
	};

	/* What is there only sometimes would be found when it is not. */
	if (t->hidden ||
	    (t->def != NULL && (t->def->sometimes || t->def->unsearched)) ||
	    (*t->lead == '\0' && *t->text == '\0'))
		return search_drop(st, "topic", t->id);
	doc.body =
	    arena_printf(a, "%s\n%s", t->lead, markdown_plain(a, t->text));
	return search_put(st, a, &doc);
}
