#include <string.h>
#include <strings.h>

#include "base/strbuf.h"
#include "reader/container.h"
#include "reader/input.h"
#include "reader/xml.h"

static const char odt_type[] = "application/vnd.oasis.opendocument.text";

/* What the list of contents calls the part with the document. */
static const struct {
	const char *type;
	enum sniff_kind kind;
} mains[] = {
	{ "application/vnd.openxmlformats-officedocument"
	  ".wordprocessingml.document.main+xml",
	    SNIFF_DOCX },
	{ "application/vnd.openxmlformats-officedocument"
	  ".spreadsheetml.sheet.main+xml",
	    SNIFF_XLSX },
};

/* Parts that are programs, or start some, in the names of Word, Excel and
 * LibreOffice; small letters. */
static const char *const programs[] = { "vbaproject", "vbadata", "/activex/",
	"/macrosheets/", "/dialogsheets/" };
static const char *const program_folders[] = { "basic/", "scripts/" };
/* The same in types of the list of contents. */
static const char *const program_types[] = { "macroenabled", "vbaproject",
	"macrosheet", "activex" };

static enum verdict
verdict_of(int zip_error)
{
	switch (zip_error) {
	case ZIP_ER_MEMORY:
		return V_BYTES;
	case ZIP_ER_NOPASSWD:
	case ZIP_ER_WRONGPASSWD:
	case ZIP_ER_ENCRNOTSUPP:
		return V_PASSWORD;
	default:
		return V_BROKEN;
	}
}

enum verdict
container_open(struct container *c, const struct input *in)
{
	zip_source_t *source;
	zip_error_t e;
	enum verdict v;

	memset(c, 0, sizeof(*c));
	zip_error_init(&e);
	source = zip_source_buffer_create(in->data, in->len, 0, &e);
	if (source != NULL)
		c->zip = zip_open_from_source(source, ZIP_RDONLY, &e);
	v = c->zip ? V_OK : verdict_of(zip_error_code_zip(&e));
	if (c->zip == NULL && source != NULL)
		zip_source_free(source);
	zip_error_fini(&e);
	if (v == V_OK && zip_get_num_entries(c->zip, 0) > CONTAINER_PARTS_MAX)
		v = V_BYTES;
	return v;
}

void
container_close(struct container *c)
{
	if (c->zip)
		zip_discard(c->zip);
	c->zip = NULL;
}

bool
container_has(struct container *c, const char *part)
{
	return zip_name_locate(c->zip, part, 0) >= 0;
}

enum verdict
container_part(struct container *c, const char *part, zip_file_t **f)
{
	zip_int64_t i = zip_name_locate(c->zip, part, 0);
	zip_stat_t st;

	if (i < 0 || zip_stat_index(c->zip, (zip_uint64_t)i, 0, &st) != 0)
		return V_BROKEN;
	if (st.encryption_method != ZIP_EM_NONE)
		return V_PASSWORD;
	/* The only two methods that a document may have: the other
	 * unpackers of the library get nothing from strangers. */
	if (st.comp_method != ZIP_CM_STORE && st.comp_method != ZIP_CM_DEFLATE)
		return V_BROKEN;
	*f = zip_fopen_index(c->zip, (zip_uint64_t)i, 0);
	return *f ? V_OK
		  : verdict_of(zip_error_code_zip(zip_get_error(c->zip)));
}

int
container_read(
    struct container *c, zip_file_t *f, void *p, int n, enum verdict *why)
{
	zip_int64_t got = zip_fread(f, p, (zip_uint64_t)n);

	if (got < 0) {
		*why = verdict_of(zip_error_code_zip(zip_file_get_error(f)));
		return -1;
	}
	c->unpacked += got;
	if (c->unpacked > CONTAINER_ALL_MAX) {
		*why = V_BYTES;
		return -1;
	}
	return (int)got;
}

static bool
has_any(const char *s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcasestr(s, words[i]) != NULL)
			return true;
	return false;
}

static enum verdict
judge_names(struct container *c)
{
	zip_int64_t n = zip_get_num_entries(c->zip, 0);

	for (zip_int64_t i = 0; i < n; i++) {
		const char *name =
		    zip_get_name(c->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);

		if (name == NULL)
			return V_BROKEN;
		if (has_any(name, programs, LEN(programs)))
			return V_MACROS;
		for (size_t k = 0; k < LEN(program_folders); k++)
			if (strncasecmp(name, program_folders[k],
				strlen(program_folders[k])) == 0)
				return V_MACROS;
	}
	return V_OK;
}

/* An ODT says what it is in its first part, stored as it is. */
static enum verdict
judge_odt(struct container *c, enum sniff_kind *kind)
{
	enum verdict v, why = V_BROKEN;
	char type[sizeof(odt_type) + 1];
	zip_file_t *f;
	int n;

	if ((v = container_part(c, "mimetype", &f)) != V_OK)
		return v;
	n = container_read(c, f, type, sizeof(type), &why);
	zip_fclose(f);
	if (n < 0)
		return why;
	while (n > 0 && (type[n - 1] == '\n' || type[n - 1] == '\r'))
		n--;
	if (n != sizeof(odt_type) - 1 || memcmp(type, odt_type, (size_t)n))
		return V_FORMAT;
	*kind = SNIFF_ODT;
	strcpy(c->main, "content.xml");
	return container_has(c, c->main) ? V_OK : V_BROKEN;
}

/* A locked ODT keeps its list of parts readable, and that says so. */
static enum verdict
judge_odt_lock(struct container *c)
{
	enum verdict v;
	struct xml x;

	if (!container_has(c, "META-INF/manifest.xml"))
		return V_OK;
	if ((v = xml_open(&x, c, "META-INF/manifest.xml")) != V_OK)
		return v;
	v = V_OK;
	while (v == V_OK && xml_next(&x))
		if (xml_starts(&x, "encryption-data"))
			v = V_PASSWORD;
	if (v == V_OK)
		v = x.verdict;
	xml_close(&x);
	return v;
}

static enum verdict
note_type(struct container *c, struct xml *x, enum sniff_kind *kind)
{
	const char *part, *type = xml_attr(x, "ContentType");

	if (type == NULL)
		return V_OK;
	if (has_any(type, program_types, LEN(program_types)))
		return V_MACROS;
	for (size_t i = 0; i < LEN(mains); i++) {
		if (strcmp(type, mains[i].type) != 0)
			continue;
		part = xml_attr(x, "PartName");
		if (part == NULL || part[0] != '/' ||
		    strlen(part) > sizeof(c->main))
			return V_BROKEN;
		*kind = mains[i].kind;
		strcpy(c->main, part + 1);
	}
	return V_OK;
}

static enum verdict
judge_office(struct container *c, enum sniff_kind *kind)
{
	enum verdict v;
	struct xml x;

	if ((v = xml_open(&x, c, "[Content_Types].xml")) != V_OK)
		return v;
	while (v == V_OK && xml_next(&x))
		if (xml_starts(&x, "Override") || xml_starts(&x, "Default"))
			v = note_type(c, &x, kind);
	if (v == V_OK)
		v = x.verdict;
	xml_close(&x);
	if (v != V_OK)
		return v;
	if (c->main[0] == '\0')
		return V_FORMAT;
	return container_has(c, c->main) ? V_OK : V_BROKEN;
}

enum verdict
container_judge(struct container *c, enum sniff_kind *kind)
{
	enum verdict v;

	if ((v = judge_names(c)) != V_OK)
		return v;
	if (container_has(c, "[Content_Types].xml"))
		return judge_office(c, kind);
	if (!container_has(c, "mimetype"))
		return V_FORMAT;
	if ((v = judge_odt(c, kind)) != V_OK)
		return v;
	return judge_odt_lock(c);
}
