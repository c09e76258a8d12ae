#ifndef ROADMAP_EVIDENCE_H
#define ROADMAP_EVIDENCE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/rc.h"
#include "roadmap/evidences.h"

struct actor;
struct arena;
struct store;

/*
 * What proves that an activity was done (R17, R125): a story, an event, a
 * record of a register, an address elsewhere, or words about a paper.  What
 * is ours is meant by (kind, id); this room knows neither stories nor
 * events.
 */
enum {
	EVIDENCE_WORDS_MAX = 300, /* characters */
	EVIDENCE_URL_MAX = 1000,  /* bytes */
	EVIDENCE_OF_MAX = 100	  /* of one activity */
};

struct evidence {
	int64_t id, activity_id;
	const char *kind;  /* story event record link paper */
	int64_t record_id; /* of story, event, record; else 0 */
	const char *url;   /* of a link */
	const char *words; /* what it is called: "Приказ № 112 от 01.09.2026" */
	const char *promised; /* the kind it is said to be; "" not said */
	int on_day;
	int64_t account_id, at;
	const char *who; /* name of the account, read-only */
	bool gone; /* ours, and no longer there to be seen: withdrawn, called
		    * off, erased; proves nothing then; read-only */
	const char *slug, *post; /* of a story that stands: its address on the
				  * site, of its first post; read-only */
};

/* The kinds of document that a cell «Результат, вид документа» promises:
 * "приказ", "протокол", "публикация" ..., from a table of words. */
enum { EVIDENCE_PROMISED_MAX = 16 };
int evidence_promised(struct arena *, const char *cell, const char *promised[]);
/* By the kind it is said to be, by its words, or by what it is (a story is a
 * publication); never by what is gone. */
bool evidence_meets(
    struct arena *, const struct evidence *, const char *promised);
/* "снято с сайта"; "" of what is there. */
const char *evidence_gone_words(const struct evidence *);
/* The promised kinds that none of the n proofs meets; how many. */
int evidence_missing(struct arena *, const char *cell, const struct evidence *,
    int n, const char *missing[]);

/* One transaction each with the journal; RC_INVALID, RC_DENIED: *why.  Not of
 * a closed roadmap.  What a done activity rests on (done without a reason)
 * is not removed before there is something else. */
enum rc evidence_add(struct store *, struct arena *, const struct actor *,
    struct evidence *, const char **why) MUST_USE;
enum rc evidence_remove(struct store *, struct arena *, const struct actor *,
    int64_t id, const char **why) MUST_USE;

#endif
