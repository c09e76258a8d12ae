/* Any bytes as the parts of a document: what is in the archive is hostile,
 * the archive itself is sound.  The first byte says the kind; a book's parts
 * are apart by a form feed. */
#include "reader_fuzz.h"

#define OFFICE "application/vnd.openxmlformats-officedocument."

static const struct kind {
	const char *fixed_name, *fixed;
	const char *names[6];
} kinds[] = {
	{ "[Content_Types].xml",
	    "<Types><Override PartName=\"/d.xml\" ContentType=\"" OFFICE
	    "wordprocessingml.document.main+xml\"/></Types>",
	    { "d.xml" } },
	{ "mimetype", "application/vnd.oasis.opendocument.text",
	    { "content.xml", "META-INF/manifest.xml" } },
	{ "[Content_Types].xml",
	    "<Types><Override PartName=\"/b.xml\" ContentType=\"" OFFICE
	    "spreadsheetml.sheet.main+xml\"/></Types>",
	    { "s.xml", "styles.xml", "strings.xml", "b.xml",
		"_rels/b.xml.rels" } },
	{ "[Content_Types].xml", NULL, { "[Content_Types].xml", "d.xml" } },
};

/* For books that a mutation has left without these parts. */
static const struct {
	const char *name, *text;
} defaults[] = {
	{ "b.xml",
	    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"n\" r:id=\"s\"/>"
	    "</sheets></workbook>" },
	{ "_rels/b.xml.rels",
	    "<R><Relationship Id=\"s\" Type=\"/worksheet\" Target=\"s.xml\"/>"
	    "<Relationship Id=\"y\" Type=\"/styles\" Target=\"styles.xml\"/>"
	    "<Relationship Id=\"t\" Type=\"/sharedStrings\" "
	    "Target=\"strings.xml\"/></R>" },
};

static void
add(zip_t *z, const char *name, const void *p, size_t n)
{
	zip_int64_t i = zip_file_add(
	    z, name, zip_source_buffer(z, p, n, 0), ZIP_FL_OVERWRITE);

	if (i < 0 ||
	    zip_set_file_compression(z, (zip_uint64_t)i, ZIP_CM_STORE, 0) != 0)
		abort();
}

static void
add_parts(zip_t *z, const struct kind *k, const char *data, size_t n)
{
	const char *end;
	size_t len;

	if (k->fixed)
		add(z, k->fixed_name, k->fixed, strlen(k->fixed));
	if (k == &kinds[2])
		for (size_t i = 0; i < LEN(defaults); i++)
			add(z, defaults[i].name, defaults[i].text,
			    strlen(defaults[i].text));
	for (size_t i = 0; i < LEN(k->names) && k->names[i]; i++) {
		end = memchr(data, '\f', n);
		len = end ? (size_t)(end - data) : n;
		add(z, k->names[i], data, len);
		if (end == NULL)
			return;
		data += len + 1;
		n -= len + 1;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static uint8_t whole[1 << 21];
	zip_source_t *s;
	struct input in = { whole, 0 };
	zip_t *z;

	if (n < 1 || n > sizeof(whole) / 2)
		return 0;
	s = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_source_keep(s);
	if ((z = zip_open_from_source(s, ZIP_TRUNCATE, NULL)) == NULL)
		abort();
	add_parts(
	    z, &kinds[data[0] % LEN(kinds)], (const char *)data + 1, n - 1);
	if (zip_close(z) != 0 || zip_source_open(s) != 0)
		abort();
	in.len = (size_t)zip_source_read(s, whole, sizeof(whole));
	zip_source_close(s);
	zip_source_free(s);
	read_all(&in, data[0] & 0x80 ? BLOCKS_TEXT : BLOCKS_TABLES);
	return 0;
}
