#ifndef IMAGE_VERDICT_H
#define IMAGE_VERDICT_H

/*
 * What becomes of an upload.  V_TROUBLE is our own trouble and was told on
 * standard error where it was first seen; all others but V_OK refuse the
 * picture, and each of them has a word for the worker.
 */
enum verdict {
	V_OK,
	V_FORMAT,    /* no kind of picture that we read */
	V_BROKEN,    /* cannot be decoded to its end */
	V_PIXELS,    /* too many of them */
	V_ANIMATION, /* more than one frame or page */
	V_BYTES,     /* a file too big */
	V_SHAPE,     /* too long for its width */
	V_SMALL,     /* nothing to see */
	V_TROUBLE,
	V__COUNT
};

#define MUST_USE __attribute__((warn_unused_result))

/* The word of a refusal with its line break; NULL for V_OK and V_TROUBLE. */
const char *verdict_word(enum verdict);
/* Say on standard error what failed, and errno's reason.  V_TROUBLE. */
enum verdict verdict_trouble(const char *what) MUST_USE;

#endif
