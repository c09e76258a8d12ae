#include <stddef.h>
#include <string.h>

#include "base/rc.h"
#include "register/file_type.h"

#define OFFICE "application/vnd.openxmlformats-officedocument."

static const struct file_type types[] = {
	{ "pdf", "application/pdf", "PDF", "pdf", "pdf", true },
	{ "docx", OFFICE "wordprocessingml.document", "DOCX", "docx", "docx",
	    false },
	{ "odt", "application/vnd.oasis.opendocument.text", "ODT", "odt", "odt",
	    false },
	{ "xlsx", OFFICE "spreadsheetml.sheet", "XLSX", "xlsx", "xlsx", false },
	{ "jpeg", "image/jpeg", "JPEG", "jpg", "jpeg", true },
	{ "png", "image/png", "PNG", "png", "png", true },
	{ "webp", "image/webp", "WebP", "webp", "webp", true },
};

static const struct file_type unknown = { "", "application/octet-stream",
	"Файл", "bin", "bin", false };

const struct file_type *
file_type_by_word(const char *word)
{
	for (size_t i = 0; i < LEN(types); i++)
		if (strcmp(types[i].word, word) == 0)
			return &types[i];
	return NULL;
}

const struct file_type *
file_type_by_type(const char *type)
{
	for (size_t i = 0; i < LEN(types); i++)
		if (strcmp(types[i].type, type) == 0)
			return &types[i];
	return &unknown;
}
