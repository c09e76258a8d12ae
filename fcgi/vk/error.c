#include <stddef.h>
#include <string.h>

#include "base/rc.h"
#include "vk/error.h"

const char *const error_class_names[ERROR__COUNT] = {
	[ERROR_NONE] = "OK",
	[ERROR_PACE] = "PACE",
	[ERROR_BACKOFF] = "BACKOFF",
	[ERROR_UNKNOWN] = "UNKNOWN",
	[ERROR_FIX] = "FIX",
	[ERROR_TOKEN] = "TOKEN",
	[ERROR_CAPTCHA] = "CAPTCHA",
	[ERROR_RESTART] = "RESTART",
};

/* Rows of one code are tried from the top: a row with a subcode or a text
 * holds only if it fits; the last row of a code has neither. */
static const struct {
	int code;
	int subcode;	  /* 0: any */
	const char *text; /* part of the message, any case; NULL: any */
	struct error_verdict verdict;
} table[] = {
	{ 1, 0, NULL, { .class = ERROR_UNKNOWN } },
	{ 2, 0, NULL, { .class = ERROR_TOKEN } },
	{ 3, 0, NULL, { .class = ERROR_FIX } },
	{ 4, 0, NULL, { .class = ERROR_FIX } },
	{ 5, 0, NULL, { .class = ERROR_TOKEN } },
	{ 6, 0, NULL, { .class = ERROR_PACE } },
	{ 7, 0, NULL, { .class = ERROR_TOKEN } },
	{ 8, 0, "application is blocked", { .class = ERROR_TOKEN } },
	{ 8, 0, NULL, { .class = ERROR_FIX } },
	{ 9, 0, NULL, { .class = ERROR_BACKOFF, .whole_key = true } },
	{ 10, 0, NULL, { .class = ERROR_UNKNOWN } },
	{ 11, 0, NULL, { .class = ERROR_TOKEN } },
	{ 12, 0, NULL, { .class = ERROR_FIX } },
	{ 13, 0, NULL, { .class = ERROR_UNKNOWN } },
	{ 14, 0, NULL, { .class = ERROR_CAPTCHA } },
	{ 15, 1133, NULL, { .class = ERROR_TOKEN } },
	{ 15, 1134, NULL, { .class = ERROR_TOKEN } },
	{ 15, 0, "cannot be called with current scopes",
	    { .class = ERROR_TOKEN } },
	{ 15, 0, NULL, { .class = ERROR_FIX } },
	{ 16, 0, NULL, { .class = ERROR_FIX } },
	{ 17, 0, NULL, { .class = ERROR_TOKEN } },
	{ 18, 0, NULL, { .class = ERROR_TOKEN } },
	{ 19, 0, NULL, { .class = ERROR_FIX } },
	{ 20, 0, NULL, { .class = ERROR_TOKEN } },
	{ 21, 0, NULL, { .class = ERROR_TOKEN } },
	{ 22, 0, NULL, { .class = ERROR_BACKOFF } },
	{ 23, 0, NULL, { .class = ERROR_FIX } },
	{ 24, 0, NULL, { .class = ERROR_FIX } },
	{ 25, 0, NULL, { .class = ERROR_TOKEN } },
	{ 27, 0, "method is unavailable with group auth",
	    { .class = ERROR_FIX } },
	{ 27, 0, NULL, { .class = ERROR_TOKEN } },
	{ 28, 0, NULL, { .class = ERROR_TOKEN } },
	{ 29, 0, NULL, { .class = ERROR_BACKOFF, .wait = ERROR_WAIT_HOURS } },
	{ 30, 0, NULL, { .class = ERROR_FIX } },
	{ 32, 0, NULL, { .class = ERROR_BACKOFF } },
	{ 33, 0, NULL, { .class = ERROR_FIX } },
	{ 34, 0, NULL, { .class = ERROR_FIX } },
	{ 35, 0, NULL, { .class = ERROR_FIX } },
	{ 36, 0, NULL, { .class = ERROR_UNKNOWN } },
	{ 37, 0, NULL, { .class = ERROR_TOKEN } },
	{ 38, 0, NULL, { .class = ERROR_TOKEN } },
	{ 39, 0, NULL, { .class = ERROR_TOKEN } },
	{ 40, 0, NULL, { .class = ERROR_FIX } },
	{ 41, 0, NULL, { .class = ERROR_TOKEN } },
	{ 42, 0, NULL, { .class = ERROR_TOKEN } },
	{ 43, 0, NULL, { .class = ERROR_BACKOFF } },
	{ 100, 0, NULL, { .class = ERROR_FIX } },
	{ 101, 0, NULL, { .class = ERROR_FIX } },
	{ 103, 0, NULL, { .class = ERROR_BACKOFF } },
	{ 104, 0, NULL, { .class = ERROR_FIX } },
	{ 105, 0, NULL, { .class = ERROR_BACKOFF } },
	{ 106, 0, NULL, { .class = ERROR_BACKOFF } },
	{ 113, 0, NULL, { .class = ERROR_FIX } },
	{ 114, 0, NULL, { .class = ERROR_FIX } },
	{ 118, 0, NULL, { .class = ERROR_RESTART } },
	{ 119, 0, NULL, { .class = ERROR_FIX } },
	{ 121, 0, NULL, { .class = ERROR_RESTART } },
	{ 122, 0, NULL, { .class = ERROR_RESTART } },
	{ 125, 0, NULL, { .class = ERROR_FIX } },
	{ 129, 0, NULL, { .class = ERROR_FIX } },
	{ 150, 0, NULL, { .class = ERROR_FIX } },
	{ 200, 0, NULL, { .class = ERROR_FIX, .doubt_key = true } },
	{ 201, 0, NULL, { .class = ERROR_FIX, .doubt_key = true } },
	{ 203, 0, NULL, { .class = ERROR_FIX, .doubt_key = true } },
	{ 204, 0, NULL, { .class = ERROR_FIX, .doubt_key = true } },
	{ 210, 0, NULL, { .class = ERROR_FIX } },
	{ 211, 0, NULL, { .class = ERROR_FIX } },
	{ 212, 0, NULL, { .class = ERROR_FIX } },
	{ 213, 0, NULL, { .class = ERROR_FIX } },
	/* We never ask VK to postpone, so the post that stands there may be
	 * ours from a lost answer: look before anything else. */
	{ 214, 0, "already scheduled for this time",
	    { .class = ERROR_UNKNOWN } },
	{ 214, 0, "posts a day",
	    { .class = ERROR_BACKOFF, .wait = ERROR_WAIT_DAY } },
	{ 214, 0, "posts on a day",
	    { .class = ERROR_BACKOFF, .wait = ERROR_WAIT_DAY } },
	{ 214, 0, "cannot schedule more than",
	    { .class = ERROR_BACKOFF, .wait = ERROR_WAIT_DAY } },
	{ 214, 0, "cannot postpone", { .class = ERROR_FIX } },
	{ 214, 0, NULL, { .class = ERROR_FIX, .doubt_key = true } },
	{ 219, 0, NULL, { .class = ERROR_BACKOFF } },
	{ 220, 0, NULL, { .class = ERROR_FIX } },
	{ 222, 0, NULL, { .class = ERROR_FIX } },
	{ 223, 0, NULL, { .class = ERROR_BACKOFF } },
	{ 224, 0, NULL, { .class = ERROR_BACKOFF, .wait = ERROR_WAIT_DAY } },
	{ 225, 0, NULL, { .class = ERROR_FIX } },
	{ 243, 0, NULL, { .class = ERROR_FIX } },
	{ 250, 0, NULL, { .class = ERROR_FIX } },
	{ 251, 0, NULL, { .class = ERROR_FIX } },
	{ 252, 0, NULL, { .class = ERROR_FIX } },
	{ 300, 0, NULL, { .class = ERROR_FIX } },
	{ 302, 0, NULL, { .class = ERROR_FIX } },
	{ 500, 0, NULL, { .class = ERROR_FIX } },
	{ 600, 0, NULL, { .class = ERROR_FIX } },
	{ 601, 0, NULL, { .class = ERROR_BACKOFF, .wait = ERROR_WAIT_DAY } },
	{ 603, 0, NULL, { .class = ERROR_FIX } },
	{ 703, 0, NULL, { .class = ERROR_TOKEN } },
	{ 704, 0, NULL, { .class = ERROR_TOKEN } },
	{ 901, 0, NULL, { .class = ERROR_FIX } },
	{ 1051, 0, NULL, { .class = ERROR_TOKEN } },
	{ 1114, 0, NULL, { .class = ERROR_TOKEN } },
	{ 1116, 0, NULL, { .class = ERROR_TOKEN } },
	{ 1117, 0, NULL, { .class = ERROR_TOKEN } },
	{ 1118, 0, NULL, { .class = ERROR_TOKEN } },
	{ 1150, 0, NULL, { .class = ERROR_FIX } },
	{ 1151, 0, NULL, { .class = ERROR_FIX } },
	{ 1152, 0, NULL, { .class = ERROR_FIX } },
	{ 1153, 0, NULL, { .class = ERROR_FIX } },
	{ 3102, 0, NULL, { .class = ERROR_FIX } },
	{ 3300, 0, NULL, { .class = ERROR_CAPTCHA } },
	{ 3301, 0, NULL, { .class = ERROR_TOKEN } },
	{ 3302, 0, NULL, { .class = ERROR_TOKEN } },
	{ 3303, 0, NULL, { .class = ERROR_TOKEN } },
	{ 3304, 0, NULL, { .class = ERROR_TOKEN } },
	{ 3305, 0, NULL, { .class = ERROR_TOKEN } },
	{ 3609, 0, NULL, { .class = ERROR_TOKEN } },
	{ 3610, 0, NULL, { .class = ERROR_TOKEN } },
	{ 3611, 0, NULL, { .class = ERROR_TOKEN } },
	{ 9999, 0, NULL, { .class = ERROR_FIX } },
	{ 11500, 0, NULL, { .class = ERROR_TOKEN } },
	{ 13000, 0, NULL, { .class = ERROR_FIX } },
};

struct error_verdict
error_judge(int code, int subcode, const char *text, bool write)
{
	/* New codes appear without notice: they may have been executed. */
	struct error_verdict v = { .class = ERROR_UNKNOWN };

	for (size_t i = 0; i < LEN(table); i++) {
		if (table[i].code != code)
			continue;
		if (table[i].subcode != 0 && table[i].subcode != subcode)
			continue;
		if (table[i].text != NULL &&
		    (text == NULL || strcasestr(text, table[i].text) == NULL))
			continue;
		v = table[i].verdict;
		break;
	}
	if (v.class == ERROR_UNKNOWN && !write)
		v.class = ERROR_BACKOFF;
	return v;
}
