#ifndef VK_ERROR_H
#define VK_ERROR_H

#include <stdbool.h>

/*
 * Errors of the VK API sorted into classes: vk-contract section 3, as data.
 * Only UNKNOWN can make duplicates when it is mishandled.
 */
enum error_class {
	ERROR_NONE,    /* an answer, no error */
	ERROR_PACE,    /* certainly not executed; repeat within seconds */
	ERROR_BACKOFF, /* certainly not executed; minutes or hours */
	ERROR_UNKNOWN, /* may have been executed */
	ERROR_FIX,     /* content or setting is wrong: a person */
	ERROR_TOKEN,   /* the key is dead or too weak */
	ERROR_CAPTCHA, /* VK wants to see a person */
	ERROR_RESTART, /* the upload goes again from its first step */
	ERROR__COUNT
};
extern const char *const error_class_names[ERROR__COUNT]; /* "PACE" */

/* How long a BACKOFF is. */
enum error_wait { ERROR_WAIT_MINUTES, ERROR_WAIT_HOURS, ERROR_WAIT_DAY };

struct error_verdict {
	enum error_class class;
	enum error_wait wait;
	bool whole_key; /* every job of the key rests, not only this one */
	bool doubt_key; /* look at the key: its owner may have lost the role */
};

/* text may be NULL; write: the method changes something (a read that may
 * have been executed is simply repeated). */
struct error_verdict error_judge(
    int code, int subcode, const char *text, bool write);

#endif
