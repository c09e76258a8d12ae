#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <vips/vips.h>

#include "image/decode.h"
#include "image/logo.h"
#include "image/output.h"

/* Twice the 48 pixels at which pages show it, for screens that are finer. */
enum { LOGO_SIDE_MAX = 96 };

enum verdict
logo_write(const struct upload *up)
{
	struct decoded d;
	char line[64];
	void *data = NULL;
	size_t len = 0;
	enum verdict v;

	v = decode_pixels(up, LOGO_SIDE_MAX, true, &d);
	if (v != V_OK)
		goto end;
	/* A filter of "all" saves a third of a mark with soft edges. */
	if (vips_image_write_to_buffer(d.image,
		".png[compression=9,filter=all,strip]", &data, &len, NULL)) {
		errno = ENOMEM;
		v = verdict_trouble("cannot encode");
		goto end;
	}
	v = output_write(FD_RESULT, data, len);
	if (v == V_OK) {
		snprintf(line, sizeof(line), "%d %d %zu\n",
		    vips_image_get_width(d.image),
		    vips_image_get_height(d.image), len);
		v = output_write(STDOUT_FILENO, line, strlen(line));
	}
end:
	g_free(data);
	decode_free(&d);
	return v;
}
