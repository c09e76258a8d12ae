#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vips/vips.h>

#include "image/decode.h"
#include "image/upload.h"

/* libvips would load every module that lies beside it, some of them whole
 * renderers.  We look for the one we need, and only for a HEIC upload. */
static enum verdict
load_heic(void)
{
	Dl_info self;
	char path[4096];
	void *module;
	const char *(*init)(void *);

	if (!dladdr((void *)vips_init, &self) || !strrchr(self.dli_fname, '/'))
		return V_FORMAT;
	snprintf(path, sizeof(path), "%.*s/vips-modules-%d.%d/vips-heif.so",
	    (int)(strrchr(self.dli_fname, '/') - self.dli_fname),
	    self.dli_fname, vips_version(0), vips_version(1));
	module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	if (!module)
		return V_FORMAT;
	init = (const char *(*)(void *))dlsym(module, "g_module_check_init");
	if (!init || init(NULL))
		return V_FORMAT;
	vips_operation_block_set("VipsForeignLoadHeif", FALSE);
	return V_OK;
}

enum verdict
decode_start(const char *name, const struct upload *up)
{
	/* The parent's environment can steer the library in many ways. */
	clearenv();
	/* Machine code made at run time needs what the filter denies. */
	setenv("VIPS_NOVECTOR", "1", 1);
	setenv("ORC_CODE", "emulate", 1);
	/* One warning per broken row would flood the worker's journal. */
	setenv("VIPS_WARNING", "1", 1);
	/* No temporary file for anything that upload_judge() lets in. */
	setenv("VIPS_DISC_THRESHOLD", "1g", 1);
	/* A home without modules: see load_heic(). */
	setenv("VIPSHOME", "/nonexistent", 1);
	if (VIPS_INIT(name)) {
		errno = ELIBACC;
		return verdict_trouble("cannot start libvips");
	}
	/* One core for one upload; and no operation comes twice. */
	vips_concurrency_set(1);
	vips_cache_set_max(0);
	vips_operation_block_set("VipsForeignLoad", TRUE);
	vips_operation_block_set("VipsForeignLoadJpeg", FALSE);
	vips_operation_block_set("VipsForeignLoadPng", FALSE);
	vips_operation_block_set("VipsForeignLoadWebp", FALSE);
	return up != NULL && up->kind == UPLOAD_HEIC ? load_heic() : V_OK;
}

/* Shrink while decoding and turn upright; NULL if the picture is broken. */
static VipsImage *
shrink(const struct upload *up, int side)
{
	VipsImage *out = NULL;
	int rc;

	/* "fail_on" as a property is ignored here by libvips 8.14: without
	 * this string half a picture becomes a good-looking result.  And
	 * only a picture with a profile needs the slow way to sRGB; a
	 * profile that cannot be read counts as none. */
	if (up->profile)
		rc = vips_thumbnail_buffer(up->data, up->len, &out, side,
		    "height", side, "size", VIPS_SIZE_DOWN, "option_string",
		    "fail_on=error", "export_profile", "srgb", NULL);
	else
		rc = vips_thumbnail_buffer(up->data, up->len, &out, side,
		    "height", side, "size", VIPS_SIZE_DOWN, "option_string",
		    "fail_on=error", NULL);
	return rc ? NULL : out;
}

/* Plain sRGB, a byte for each colour of a pixel.  What was transparent becomes
 * white unless it shall stay so: JPEG has no other way, and a drawing in black
 * ink stays readable on the dark theme. */
static VipsImage *
flatten(VipsImage *in, bool alpha)
{
	VipsImage *rgb = NULL, *flat = NULL, *out = NULL;
	VipsArrayDouble *white = vips_array_double_newv(1, 255.0);

	if (vips_colourspace(in, &rgb, VIPS_INTERPRETATION_sRGB, NULL))
		goto end;
	if (alpha || !vips_image_hasalpha(rgb))
		g_object_ref(flat = rgb);
	else if (vips_flatten(rgb, &flat, "background", white, NULL))
		goto end;
	if (vips_cast_uchar(flat, &out, NULL))
		out = NULL;
end:
	vips_area_unref(VIPS_AREA(white));
	g_clear_object(&rgb);
	g_clear_object(&flat);
	return out;
}

/* Decode all of it into bare pixels.  The picture made of them carries
 * nothing else, so no result can: a list of what to remove would never be
 * complete. */
enum verdict
decode_pixels(
    const struct upload *up, int side, bool alpha, struct decoded *out)
{
	VipsImage *shrunk, *rgb = NULL, *bare = NULL;
	enum verdict v = V_BROKEN;
	size_t len;
	int bands;

	out->image = NULL;
	out->pixels = NULL;
	shrunk = shrink(up, side);
	if (!shrunk)
		return V_BROKEN;
	rgb = flatten(shrunk, alpha);
	bands = rgb ? vips_image_get_bands(rgb) : 0;
	if (bands != 3 && !(alpha && bands == 4))
		goto end;
	out->pixels = vips_image_write_to_memory(rgb, &len);
	if (!out->pixels)
		goto end;
	bare = vips_image_new_from_memory(out->pixels, len,
	    vips_image_get_width(rgb), vips_image_get_height(rgb), bands,
	    VIPS_FORMAT_UCHAR);
	if (bare && !vips_copy(bare, &out->image, "interpretation",
			VIPS_INTERPRETATION_sRGB, NULL))
		v = V_OK;
end:
	g_clear_object(&bare);
	g_clear_object(&rgb);
	g_object_unref(shrunk);
	return v;
}

void
decode_free(struct decoded *d)
{
	g_clear_object(&d->image);
	g_clear_pointer(&d->pixels, g_free);
}
