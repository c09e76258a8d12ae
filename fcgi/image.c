/*
 * nastavnik-image: one upload in, clean pictures out; and cards drawn of
 * words.
 *
 * Started once per picture: what it works on is on descriptor 0, empty files
 * stand open for writing from descriptor 3 on.  This is the only program of
 * ours that decodes a picture, and what it decodes was made by strangers.
 * So it passes through these states and never goes back:
 *
 *   collect   read the upload whole, look at its first bytes only
 *   start     bring up the library with the one decoder module it may need
 *             (for a card: open the faces)
 *   shut in   limits, Landlock, seccomp: from here on nothing can be opened,
 *             connected, executed or mapped as code
 *   judge     read the header, refuse what is too big, too long, or moves
 *   decode    once, upright, in sRGB, into plain pixels without any metadata
 *   write     the results from those pixels, then one line for each
 *
 * The exit status is 0 (a line for each result on standard output), 1
 * (refused; one word on standard output says why) or 2 (our trouble; standard
 * error says what).  Death by a signal means that the picture broke the
 * decoder or its limits.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "image/card.h"
#include "image/decode.h"
#include "image/forms.h"
#include "image/logo.h"
#include "image/output.h"
#include "image/pen.h"
#include "image/upload.h"
#include "image/verdict.h"
#include "image/walls.h"
#include "image/words.h"

static enum verdict
photo_write(const struct upload *up)
{
	struct decoded d;
	enum verdict v;

	v = decode_pixels(up, forms_side(up->width, up->height), false, &d);
	if (v == V_OK)
		v = forms_write(d.image);
	decode_free(&d);
	return v;
}

static enum verdict
convert(const char *name, struct upload *up,
    enum verdict (*write)(const struct upload *))
{
	enum verdict v;

	if ((v = upload_collect(up)) != V_OK)
		return v;
	if ((v = upload_sniff(up)) != V_OK)
		return v;
	if ((v = decode_start(name, up)) != V_OK)
		return v;
	if ((v = walls_enter()) != V_OK)
		return v;
	if ((v = upload_judge(up)) != V_OK)
		return v;
	return write(up);
}

static enum verdict
run_photo(const char *name)
{
	struct upload up = { .data = NULL };
	enum verdict v = convert(name, &up, photo_write);

	upload_free(&up);
	return v;
}

static enum verdict
run_logo(const char *name)
{
	struct upload up = { .data = NULL };
	enum verdict v = convert(name, &up, logo_write);

	upload_free(&up);
	return v;
}

static enum verdict
run_card(const char *name)
{
	struct words w = { .all = NULL };
	enum verdict v;

	if ((v = words_collect(&w)) == V_OK &&
	    (v = decode_start(name, NULL)) == V_OK &&
	    (v = pen_start()) == V_OK && (v = walls_enter()) == V_OK)
		v = card_write(&w);
	words_free(&w);
	return v;
}

static const struct work {
	const char *word; /* the argument; NULL: none */
	int results;
	enum verdict (*run)(const char *name);
	/* fontconfig points to its parts by offsets, which a search for leaks
	 * takes for leaks: the program ends without one. */
	bool ends_at_once;
} works[] = {
	{ NULL, RESULTS, run_photo, false },
	{ "logo", 1, run_logo, false },
	{ "card", 1, run_card, true },
};

static const struct work *
work_of(int argc, char **argv)
{
	for (size_t i = 0; i < sizeof(works) / sizeof(*works); i++)
		if (works[i].word == NULL
			? argc == 1
			: argc == 2 && strcmp(argv[1], works[i].word) == 0)
			return &works[i];
	return NULL;
}

static int
help(void)
{
	puts("nastavnik-image: one upload in, clean pictures out\n"
	     "\n"
	     "nastavnik-image reads a JPEG, PNG, WebP or HEIC picture from\n"
	     "descriptor 0 and writes it, upright, in sRGB and without\n"
	     "metadata, to\n"
	     "  3, 4, 5  WebP, at most 480, 960 and 1600 px wide\n"
	     "  6        JPEG for VK, at most 2560 px long\n"
	     "  7        JPEG of 1200 x 630, the link card\n"
	     "nastavnik-image logo reads the same and writes to\n"
	     "  3        PNG of at most 96 x 96 px, transparent where it was\n"
	     "nastavnik-image card reads five lines of words (title, rubric,\n"
	     "school, date, colour) and draws to\n"
	     "  3        JPEG of 1200 x 630, the link card\n"
	     "\n"
	     "Standard output: WIDTH HEIGHT BYTES of each, or one word that\n"
	     "says why the picture is refused: format, broken, pixels,\n"
	     "animation, bytes, shape, small.\n"
	     "Exit status: 0 done, 1 refused, 2 trouble.");
	return fflush(stdout) ? 2 : 0;
}

int
main(int argc, char **argv)
{
	const struct work *work = work_of(argc, argv);
	enum verdict v;
	const char *word;
	int code;

	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return help();
	if (work == NULL) {
		fputs(
		    "usage: nastavnik-image [logo | card | --help]\n", stderr);
		return 2;
	}
	if ((v = output_check(work->results)) == V_OK)
		v = work->run(argv[0]);
	word = verdict_word(v);
	if (word && output_write(STDOUT_FILENO, word, strlen(word)) != V_OK)
		v = V_TROUBLE;
	code = v == V_OK ? 0 : v == V_TROUBLE ? 2 : 1;
	if (work->ends_at_once)
		_exit(code);
	return code;
}
