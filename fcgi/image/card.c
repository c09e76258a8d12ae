#include <cairo.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <vips/vips.h>

#include "image/card.h"
#include "image/output.h"
#include "image/pen.h"
#include "image/words.h"

/* Open Graph's own shape; VK shows it whole. */
enum { CARD_WIDTH = 1200, CARD_HEIGHT = 630, CARD_MARGIN = 80 };
enum { CARD_INNER = CARD_WIDTH - 2 * CARD_MARGIN };

/* More than fits in the least size of any letter; pango's work grows with
 * it. */
enum { CARD_TITLE_MAX = 1200, CARD_LINE_MAX = 200 };

/* The colours of theme.css (--school, --school-tint): text in white or in the
 * tint keeps 6.3:1 on each ground, and 4.6:1 where the rings meet (ochre). */
static const struct colour {
	const char *name;
	unsigned ground, tint;
} colours[] = {
	{ "pine", 0x1f5f4d, 0xedf4f0 },
	{ "sea", 0x0f5c6e, 0xe9f4f6 },
	{ "sky", 0x1d4f91, 0xecf2fa },
	{ "plum", 0x6b2f6e, 0xf6eef7 },
	{ "brick", 0x8f2f22, 0xfaeeec },
	{ "ochre", 0x7a4f00, 0xf8f2e6 },
	{ "slate", 0x3d4654, 0xeff1f4 },
};

static const struct colour *
colour_of(const char *name)
{
	for (size_t i = 0; i < sizeof(colours) / sizeof(*colours); i++)
		if (strcmp(colours[i].name, name) == 0)
			return &colours[i];
	return &colours[0];
}

static void
set_rgb(cairo_t *c, unsigned rgb, double alpha)
{
	cairo_set_source_rgba(c, (rgb >> 16 & 255) / 255.0,
	    (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0, alpha);
}

/* Two rings that meet, the one who leads and the one who is led, and a line
 * over who says it. */
static void
draw_ground(cairo_t *c, const struct colour *k)
{
	static const struct {
		double x, y, r, width;
	} rings[] = { { 1130, 20, 190, 34 }, { 950, -60, 150, 34 } };

	set_rgb(c, k->ground, 1);
	cairo_paint(c);
	for (size_t i = 0; i < sizeof(rings) / sizeof(*rings); i++) {
		set_rgb(c, k->tint, 0.06);
		cairo_set_line_width(c, rings[i].width);
		cairo_new_path(c);
		cairo_arc(c, rings[i].x, rings[i].y, rings[i].r, 0, 2 * G_PI);
		cairo_stroke(c);
	}
	set_rgb(c, k->tint, 0.35);
	cairo_rectangle(c, CARD_MARGIN, 516, CARD_INNER, 2);
	cairo_fill(c);
}

static void
draw_words(cairo_t *c, const struct words *w, unsigned tint)
{
	static const int title_sizes[] = { 88, 76, 66, 58, 50, 43, 0 },
			 rubric_size[] = { 30, 0 }, foot_sizes[] = { 30, 0 };
	char *line[WORD__COUNT];

	for (int i = 0; i < WORD__COUNT; i++)
		line[i] = pen_clean(w->line[i],
		    i == WORD_TITLE ? CARD_TITLE_MAX : CARD_LINE_MAX);
	const struct pen_text texts[] = {
		{ line[WORD_RUBRIC], PEN_SANS_BOLD, rubric_size, CARD_MARGIN,
		    70, 800, 44, 1, tint, PEN_LEFT },
		/* Of a title in pictures alone nothing is left. */
		{ *line[WORD_TITLE] != '\0' ? line[WORD_TITLE]
					    : line[WORD_SCHOOL],
		    PEN_SERIF_BOLD, title_sizes, CARD_MARGIN, 136, CARD_INNER,
		    352, 0.88, 0xffffff, PEN_LEFT },
		{ line[WORD_SCHOOL], PEN_SANS, foot_sizes, CARD_MARGIN, 536,
		    *line[WORD_DATE] != '\0' ? 680 : CARD_INNER, 44, 1, tint,
		    PEN_LEFT },
		{ line[WORD_DATE], PEN_SANS, foot_sizes,
		    CARD_WIDTH - CARD_MARGIN - 330, 536, 330, 44, 1, tint,
		    PEN_RIGHT },
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (*texts[i].text != '\0')
			pen_draw(c, &texts[i]);
	for (int i = 0; i < WORD__COUNT; i++)
		g_free(line[i]);
}

/* Three bytes for each pixel of cairo's four; g_free. */
static unsigned char *
pixels_of(cairo_surface_t *s)
{
	unsigned char *rgb, *to;

	cairo_surface_flush(s);
	to = rgb = g_malloc((size_t)CARD_WIDTH * CARD_HEIGHT * 3);
	for (int y = 0; y < CARD_HEIGHT; y++) {
		const unsigned char *row =
		    cairo_image_surface_get_data(s) +
		    y * cairo_image_surface_get_stride(s);
		uint32_t p;

		for (int x = 0; x < CARD_WIDTH; x++) {
			memcpy(&p, row + 4 * x, sizeof(p));
			*to++ = (unsigned char)(p >> 16);
			*to++ = (unsigned char)(p >> 8);
			*to++ = (unsigned char)p;
		}
	}
	return rgb;
}

/* Fine letters in one colour need the full resolution of it. */
static enum verdict
encode(cairo_surface_t *s)
{
	unsigned char *rgb = pixels_of(s);
	VipsImage *im = vips_image_new_from_memory(rgb,
	    (size_t)CARD_WIDTH * CARD_HEIGHT * 3, CARD_WIDTH, CARD_HEIGHT, 3,
	    VIPS_FORMAT_UCHAR);
	char line[64];
	void *data = NULL;
	size_t len = 0;
	enum verdict v;

	if (im == NULL ||
	    vips_image_write_to_buffer(im,
		".jpg[Q=86,optimize_coding,strip,subsample_mode=off]", &data,
		&len, NULL)) {
		errno = ENOMEM;
		v = verdict_trouble("cannot encode");
	} else {
		v = output_write(FD_RESULT, data, len);
	}
	if (v == V_OK) {
		snprintf(line, sizeof(line), "%d %d %zu\n", CARD_WIDTH,
		    CARD_HEIGHT, len);
		v = output_write(STDOUT_FILENO, line, strlen(line));
	}
	g_free(data);
	g_clear_object(&im);
	g_free(rgb);
	return v;
}

enum verdict
card_write(const struct words *w)
{
	const struct colour *k = colour_of(w->line[WORD_COLOUR]);
	cairo_surface_t *s = cairo_image_surface_create(
	    CAIRO_FORMAT_RGB24, CARD_WIDTH, CARD_HEIGHT);
	cairo_t *c = cairo_create(s);
	enum verdict v;

	draw_ground(c, k);
	draw_words(c, w, k->tint);
	if (cairo_status(c) != CAIRO_STATUS_SUCCESS) {
		errno = ENOMEM;
		v = verdict_trouble("cannot draw");
	} else {
		v = encode(s);
	}
	cairo_destroy(c);
	cairo_surface_destroy(s);
	return v;
}
