#include <stdbool.h>
#include <string.h>

#include "reader/input.h"
#include "reader/sniff.h"

const char *const sniff_names[SNIFF__COUNT] = {
	[SNIFF_PDF] = "pdf",
	[SNIFF_DOCX] = "docx",
	[SNIFF_ODT] = "odt",
	[SNIFF_XLSX] = "xlsx",
	[SNIFF_JPEG] = "jpeg",
	[SNIFF_PNG] = "png",
	[SNIFF_WEBP] = "webp",
};

static const struct {
	const char *magic;
	size_t n;
	enum sniff_kind kind;
} magics[] = {
	{ "%PDF-", 5, SNIFF_PDF },
	{ "PK\x03\x04", 4, SNIFF_ZIP },
	{ "\xff\xd8\xff", 3, SNIFF_JPEG },
	{ "\x89PNG\r\n\x1a\n", 8, SNIFF_PNG },
};

/* The container of Word 97 and Excel 97, and of locked files of today. */
static const char cfb[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/* "EncryptedPackage" as it stands in its folder: in UTF-16. */
static const char locked[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

/* A ZIP is found from its end: what ends like one is one, whatever it begins
 * with (a picture that is also an archive of programs). */
static bool
ends_as_zip(const struct input *in)
{
	/* The last record is 22 bytes and a comment of at most 65,535. */
	enum { RECORD = 22, COMMENT_AT = 20, COMMENT_MAX = 65535 };
	const unsigned char *p;

	for (size_t n = RECORD; n <= RECORD + COMMENT_MAX && n <= in->len;
	     n++) {
		p = in->data + in->len - n;
		if (memcmp(p, "PK\x05\x06", 4) == 0 &&
		    (size_t)(p[COMMENT_AT] | p[COMMENT_AT + 1] << 8) ==
			n - RECORD)
			return true;
	}
	return false;
}

static bool
is_webp(const struct input *in)
{
	return input_starts(in, "RIFF", 4) && in->len >= 12 &&
	       memcmp(in->data + 8, "WEBP", 4) == 0;
}

enum verdict
sniff(const struct input *in, enum sniff_kind *kind)
{
	size_t i;

	if (input_starts(in, cfb, sizeof(cfb) - 1))
		return input_has(in, locked, sizeof(locked) - 1) ? V_PASSWORD
								 : V_FORMAT;
	for (i = 0; i < LEN(magics); i++)
		if (input_starts(in, magics[i].magic, magics[i].n))
			break;
	if (i < LEN(magics))
		*kind = magics[i].kind;
	else if (is_webp(in))
		*kind = SNIFF_WEBP;
	else
		return V_FORMAT;
	return *kind != SNIFF_ZIP && ends_as_zip(in) ? V_FORMAT : V_OK;
}
