#include <errno.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdbool.h>
#include <stdint.h>

#include "image/pen.h"

/* Debian's fonts-paratype (OFL): made for all languages of Russia. */
#define PEN_FOLDER "/usr/share/fonts/truetype/paratype/"

static const struct face {
	const char *file, *family;
	PangoWeight weight;
} faces[PEN__COUNT] = {
	[PEN_SERIF_BOLD] = { PEN_FOLDER "PTF75F.ttf", "PT Serif",
	    PANGO_WEIGHT_BOLD },
	[PEN_SANS] = { PEN_FOLDER "PTS55F.ttf", "PT Sans",
	    PANGO_WEIGHT_NORMAL },
	[PEN_SANS_BOLD] = { PEN_FOLDER "PTS75F.ttf", "PT Sans",
	    PANGO_WEIGHT_BOLD },
};

/* Text is laid out in this size and scaled to that of the box: for a new size
 * cairo would ask whether the file of the face is there, and inside the jail
 * nobody can. */
enum { PEN_SIZE = 64 };

/* Until the program ends: pango and cairo keep parts of it anyway. */
static FcConfig *config;
static PangoFontMap *map;
static PangoContext *context;
static PangoLayout *kept[PEN__COUNT];

static PangoLayout *
layout_new(enum pen_face face)
{
	PangoFontDescription *d = pango_font_description_new();
	PangoLayout *l = pango_layout_new(context);

	pango_font_description_set_family_static(d, faces[face].family);
	pango_font_description_set_weight(d, faces[face].weight);
	pango_font_description_set_absolute_size(d, PEN_SIZE * PANGO_SCALE);
	pango_layout_set_font_description(l, d);
	pango_font_description_free(d);
	/* A title is one paragraph whatever stands in it. */
	pango_layout_set_single_paragraph_mode(l, TRUE);
	pango_layout_set_auto_dir(l, FALSE);
	return l;
}

/* A face is opened, and its tables mapped, when it is first drawn; it stays
 * open while something laid out with it is kept. */
static void
warm_up(void)
{
	cairo_surface_t *s =
	    cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 64, 64);
	cairo_t *c = cairo_create(s);

	for (int i = 0; i < PEN__COUNT; i++) {
		kept[i] = layout_new((enum pen_face)i);
		pango_layout_set_text(kept[i], "Ёж — ok…", -1);
		pango_layout_set_width(kept[i], PEN_SIZE * PANGO_SCALE);
		pango_cairo_show_layout(c, kept[i]);
	}
	cairo_destroy(c);
	cairo_surface_destroy(s);
}

enum verdict
pen_start(void)
{
	cairo_font_options_t *o;

	config = FcConfigCreate();
	for (int i = 0; i < PEN__COUNT; i++)
		if (!FcConfigAppFontAddFile(
			config, (const FcChar8 *)faces[i].file)) {
			errno = ENOENT;
			return verdict_trouble(faces[i].file);
		}
	map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
	context = pango_font_map_create_context(map);
	pango_context_set_round_glyph_positions(context, FALSE);
	pango_context_set_language(context, pango_language_from_string("ru"));
	/* Letters as they were designed: the picture is shown at any scale. */
	o = cairo_font_options_create();
	cairo_font_options_set_antialias(o, CAIRO_ANTIALIAS_GRAY);
	cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(context, o);
	cairo_font_options_destroy(o);
	warm_up();
	return V_OK;
}

/* Every face has it, and it shows. */
static bool
can_draw(gunichar c)
{
	FcFontSet *set = FcConfigGetFonts(config, FcSetApplication);
	FcCharSet *has;

	if (g_unichar_type(c) == G_UNICODE_FORMAT || g_unichar_iscntrl(c))
		return false;
	for (int i = 0; i < set->nfont; i++)
		if (FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &has) !=
			FcResultMatch ||
		    !FcCharSetHasChar(has, c))
			return false;
	return true;
}

/* A line does not end with a number, a preposition or a conjunction; but of
 * two of them in a row the second lets go, or nothing would wrap. */
static const char *
blank_after(const GString *s, int word, bool *glued)
{
	enum { SHORT_MAX = 2 };
	char last = s->str[s->len - 1];

	*glued = !*glued && (word <= SHORT_MAX || g_ascii_isdigit(last));
	return *glued ? "\u00a0" : " ";
}

char *
pen_clean(const char *s, int max)
{
	GString *out = g_string_new(NULL);
	bool blank = false, glued = false;
	int word = 0;

	for (; *s != '\0' && max > 0; s = g_utf8_next_char(s)) {
		gunichar c = g_utf8_get_char(s);

		if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
			blank = true;
			continue;
		}
		if (!can_draw(c))
			continue;
		if (blank && out->len > 0) {
			g_string_append(out, blank_after(out, word, &glued));
			word = 0;
		}
		blank = false;
		g_string_append_unichar(out, c);
		word++;
		max--;
	}
	return g_string_free(out, FALSE);
}

/* Pixels of the card in units of a layout that will be scaled to size. */
static int
units(int pixels, int size)
{
	return (int)((int64_t)pixels * PANGO_SCALE * PEN_SIZE / size);
}

static bool
fits(PangoLayout *l, const struct pen_text *t, int size)
{
	int w, h;

	pango_layout_get_size(l, &w, &h);
	return w <= units(t->width, size) && h <= units(t->height, size);
}

static void
layout_wrap(PangoLayout *l, const struct pen_text *t, int size, bool tear)
{
	pango_layout_set_wrap(l, tear ? PANGO_WRAP_WORD_CHAR : PANGO_WRAP_WORD);
	pango_layout_set_width(l, units(t->width, size));
	pango_layout_set_line_spacing(l, (float)t->leading);
	pango_layout_set_alignment(
	    l, t->align == PEN_RIGHT ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
}

/* The narrowest width with as few lines: none ends far before the others. */
static void
balance(PangoLayout *l, const struct pen_text *t, int size)
{
	int lines = pango_layout_get_line_count(l),
	    wide = units(t->width, size), narrow = wide / 2, w, h;

	if (lines < 2 || t->align == PEN_RIGHT)
		return;
	while (wide - narrow > 8 * PANGO_SCALE) {
		int middle = (wide + narrow) / 2;

		pango_layout_set_width(l, middle);
		pango_layout_get_size(l, &w, &h);
		if (pango_layout_get_line_count(l) == lines && w <= middle)
			wide = middle;
		else
			narrow = middle;
	}
	pango_layout_set_width(l, wide);
}

/* The text laid out as it will stand, and in which size. */
static PangoLayout *
layout_fit(const struct pen_text *t, int *size)
{
	PangoLayout *l = layout_new(t->face);

	pango_layout_set_text(l, t->text, -1);
	for (int i = 0; (*size = t->sizes[i]) != 0; i++) {
		layout_wrap(l, t, *size, false);
		if (fits(l, t, *size)) {
			balance(l, t, *size);
			return l;
		}
		if (t->sizes[i + 1] == 0)
			break;
	}
	layout_wrap(l, t, *size, true);
	pango_layout_set_ellipsize(l, PANGO_ELLIPSIZE_END);
	pango_layout_set_height(l, units(t->height, *size));
	return l;
}

void
pen_draw(cairo_t *c, const struct pen_text *t)
{
	int size, w, h;
	PangoLayout *l = layout_fit(t, &size);
	double scale = (double)size / PEN_SIZE;

	pango_layout_get_pixel_size(l, &w, &h);
	cairo_save(c);
	cairo_set_source_rgb(c, (t->rgb >> 16 & 255) / 255.0,
	    (t->rgb >> 8 & 255) / 255.0, (t->rgb & 255) / 255.0);
	cairo_translate(c, t->x, t->y + (t->height - h * scale) / 2);
	cairo_scale(c, scale, scale);
	pango_cairo_show_layout(c, l);
	cairo_restore(c);
	g_object_unref(l);
}
