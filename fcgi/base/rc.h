#ifndef BASE_RC_H
#define BASE_RC_H

/*
 * The outcome of anything that can fail, the same for every layer.
 * RC_FAIL is our own trouble and was logged where it was first seen; the
 * others are ordinary answers and are not logged by the callee.
 */
enum rc {
	RC_OK,
	RC_NOT_FOUND,
	RC_INVALID,  /* input breaks a rule; the caller has the sentence */
	RC_DENIED,   /* not this person, not this state */
	RC_CONFLICT, /* somebody was faster: stale version, lost lease */
	RC_BUSY,     /* the store is locked longer than we wait, or too many */
	RC_GONE,     /* was there, was withdrawn */
	RC_TOO_LARGE,
	RC_FAIL,
	RC__COUNT
};

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF(fmt, first)                                                     \
	__attribute__((format(printf, fmt, first), nonnull(fmt)))
#define BIT(n)	   (1u << (n))
#define LEN(array) (sizeof(array) / sizeof *(array))

#endif
