/*
 * nastavnik-image: one upload in, clean pictures out.
 *
 * Started once per upload: the upload is on descriptor 0, five empty files
 * stand open for writing on descriptors 3 to 7.  This is the only program of
 * ours that decodes a picture, and what it decodes was made by strangers.
 * So it passes through these states and never goes back:
 *
 *   collect   read the upload whole, look at its first bytes only
 *   start     bring up the library with the one decoder module it may need
 *   shut in   limits, Landlock, seccomp: from here on nothing can be opened,
 *             connected, executed or mapped as code
 *   judge     read the header, refuse what is too big, too long, or moves
 *   decode    once, upright, in sRGB, into plain pixels without any metadata
 *   write     five results from those pixels, then one line for each
 *
 * The exit status is 0 (five lines on standard output), 1 (refused; one word
 * on standard output says why) or 2 (our trouble; standard error says what).
 * Death by a signal means that the picture broke the decoder or its limits.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "image/decode.h"
#include "image/forms.h"
#include "image/walls.h"
#include "image/output.h"
#include "image/upload.h"
#include "image/verdict.h"

static enum verdict
convert(const struct upload *up)
{
	struct decoded d;
	enum verdict v;

	v = decode_pixels(up, forms_side(up->width, up->height), &d);
	if (v == V_OK)
		v = forms_write(d.image);
	decode_free(&d);
	return v;
}

static enum verdict
run(const char *name, struct upload *up)
{
	enum verdict v;

	if ((v = output_check()) != V_OK)
		return v;
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
	return convert(up);
}

static int
help(void)
{
	puts("nastavnik-image: one upload in, clean pictures out\n"
	     "\n"
	     "Reads a JPEG, PNG, WebP or HEIC picture from descriptor 0 and\n"
	     "writes it, upright, in sRGB and without metadata, to\n"
	     "  3, 4, 5  WebP, at most 480, 960 and 1600 px wide\n"
	     "  6        JPEG for VK, at most 2560 px long\n"
	     "  7        JPEG of 1200 x 630, the link card\n"
	     "Standard output: WIDTH HEIGHT BYTES of each, or one word that\n"
	     "says why the picture is refused: format, broken, pixels,\n"
	     "animation, bytes, shape, small.\n"
	     "Exit status: 0 done, 1 refused, 2 trouble.");
	return fflush(stdout) ? 2 : 0;
}

int
main(int argc, char **argv)
{
	struct upload up = { .data = NULL };
	enum verdict v;
	const char *word;

	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return help();
	if (argc != 1) {
		fputs("usage: nastavnik-image [--help]\n", stderr);
		return 2;
	}
	v = run(argv[0], &up);
	word = verdict_word(v);
	if (word && output_write(STDOUT_FILENO, word, strlen(word)) != V_OK)
		v = V_TROUBLE;
	upload_free(&up);
	if (v == V_TROUBLE)
		return 2;
	return v == V_OK ? 0 : 1;
}
