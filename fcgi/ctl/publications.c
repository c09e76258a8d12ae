#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/text.h"
#include "ctl/ctl.h"
#include "publish/publications.h"
#include "store/site.h"

enum { ROWS = 1000, ROWS_MAX = 100000 };

/* "unknown,person" to bits; false: a word is not a state. */
static bool
states_of(struct arena *a, const char *words, unsigned *bits)
{
	char *list = arena_strdup(a, words), *save = NULL, *word;

	*bits = 0;
	for (word = strtok_r(list, ",", &save); word != NULL;
	     word = strtok_r(NULL, ",", &save)) {
		int state = pub_state_parse(word);

		if (state < 0)
			return false;
		*bits |= BIT(state);
	}
	return *bits != 0;
}

/* age_s: since the lease was taken or last prolonged. */
static json_t *
lease_json(const struct publication *p, int64_t lease_s, int64_t now)
{
	if (p->lease_owner[0] == '\0')
		return json_null();
	return json_pack("{s:s,s:I,s:I,s:b}", "owner", p->lease_owner, "until",
	    (json_int_t)p->lease_until, "age_s",
	    (json_int_t)(now - p->lease_until + lease_s), "expired",
	    p->lease_until <= now);
}

static json_t *
publication_json(const struct publication *p, int64_t lease_s, int64_t now)
{
	json_t *o = json_pack("{s:I,s:I,s:s,s:s,s:s,s:s,s:I,s:I,s:I}", "id",
	    (json_int_t)p->id, "story_id", (json_int_t)p->story_id, "title",
	    p->story_title, "channel", p->channel_title, "state",
	    pub_states[p->state].name, "label", pub_states[p->state].label,
	    "revision", (json_int_t)p->revision, "due_at",
	    (json_int_t)p->due_at, "act_at", (json_int_t)p->act_at);

	if (o == NULL)
		return json_null();
	json_object_set_new(o, "attempts", json_integer(p->attempts));
	json_object_set_new(o, "reads", json_integer(p->reads));
	json_object_set_new(o, "vk_post_id", json_integer(p->vk_post_id));
	json_object_set_new(o, "url", json_string(p->url));
	json_object_set_new(o, "error",
	    p->error_class[0] == '\0' && p->error_code == 0
		? json_null()
		: json_pack("{s:s,s:i,s:i,s:s}", "class", p->error_class,
		      "code", p->error_code, "subcode", p->error_subcode,
		      "text", p->error_text));
	json_object_set_new(o, "lease", lease_json(p, lease_s, now));
	json_object_set_new(
	    o, "needs_person", json_boolean(pub_states[p->state].needs_person));
	return o;
}

static void
publication_say(
    struct ctl *c, const struct publication *p, int64_t lease_s, int64_t now)
{
	const char *lease =
	    p->lease_owner[0] == '\0'
		? ""
		: arena_printf(c->arena, "\tаренда %s: %lld с%s",
		      p->lease_owner,
		      (long long)(now - p->lease_until + lease_s),
		      p->lease_until <= now ? ", истекла" : "");

	ctl_say(c, "%lld\t%s\t%s\t%s\t%s%s%s%s", (long long)p->id,
	    pub_states[p->state].name, ctl_time(c->arena, p->due_at),
	    p->channel_title, p->story_title, p->url[0] == '\0' ? "" : "\t",
	    p->url, lease);
}

static enum ctl_exit
publications_run(struct ctl *c)
{
	const char *words = ctl_value(c, "state-is");
	const char *limit_text = ctl_value(c, "limit");
	unsigned states = BIT(PUB__COUNT) - 1;
	int64_t limit = ROWS, now = clock_now(), lease_s;
	struct publication *found;
	struct site *site;
	json_t *list;
	enum ctl_exit exit;
	enum rc rc;
	int n;

	if (words != NULL && !states_of(c->arena, words, &states))
		return ctl_misuse(c, "Состояния «%s» нет", words);
	if (limit_text != NULL && !text_int(limit_text, 1, ROWS_MAX, &limit))
		return ctl_misuse(c, "--limit — от 1 до %d", ROWS_MAX);
	if ((exit = ctl_site_of(c, &site)) != CTL_DONE)
		return exit;
	lease_s = conf_int(site->conf, "vk.lease_s");
	rc = publications_list(
	    site->store, c->arena, states, (int)limit, &found, &n);
	if (rc != RC_OK)
		return ctl_refuse_rc(c, rc, site->name);
	list = json_array();
	for (int i = 0; i < n; i++) {
		publication_say(c, &found[i], lease_s, now);
		json_array_append_new(
		    list, publication_json(&found[i], lease_s, now));
	}
	if (n == 0)
		ctl_say(c, "Публикаций нет");
	ctl_set(c, "now", json_integer(now));
	ctl_set(c, "publications", list);
	return CTL_DONE;
}

const struct ctl_command ctl_publications = {
	.words = "publications",
	.args = "[--state-is СОСТОЯНИЕ[,СОСТОЯНИЕ]] [--limit N]",
	.about = "публикации на площадках: состояния и аренды",
	.options = {
		{ "state-is", "СОСТОЯНИЕ",
		    "только эти: due, sending, unknown, person, missed…" },
		{ "limit", "N", "не больше N строк; иначе 1000" },
	},
	.notes =
	    "  Сначала те, чья минута раньше. Возраст аренды — сколько секунд\n"
	    "  назад проход её взял; истекшую заберёт следующий проход.\n",
	.json = "\"now\",\"publications\":[{\"id\",\"story_id\",\"title\",\n"
	        "  \"channel\",\"state\",\"label\",\"revision\",\"due_at\","
	        "\"act_at\",\n"
	        "  \"attempts\",\"reads\",\"vk_post_id\",\"url\",\n"
	        "  \"error\":null|{\"class\",\"code\",\"subcode\",\"text\"},\n"
	        "  \"lease\":null|{\"owner\",\"until\",\"age_s\",\"expired\"},\n"
	        "  \"needs_person\"}]",
	.example = "--site school7 --json publications --state-is unknown,person",
	.run = publications_run,
};
