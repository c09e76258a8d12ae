#include <stdlib.h>
#include <string.h>

#include "reader/xml.h"

static int
read_part(void *context, char *p, int n)
{
	struct xml *x = context;

	return container_read(x->container, x->file, p, n, &x->verdict);
}

enum verdict
xml_open(struct xml *x, struct container *c, const char *part)
{
	enum verdict v;

	memset(x, 0, sizeof(*x));
	x->container = c;
	if ((v = container_part(c, part, &x->file)) != V_OK)
		return v;
	x->reader = xmlReaderForIO(read_part, NULL, x, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	if (x->reader == NULL) {
		v = x->verdict != V_OK ? x->verdict : V_BROKEN;
		xml_close(x);
	}
	return v;
}

void
xml_close(struct xml *x)
{
	if (x->reader)
		xmlFreeTextReader(x->reader);
	if (x->file)
		zip_fclose(x->file);
	x->reader = NULL;
	x->file = NULL;
}

/* Is this node one that we tell of? */
static bool
take(struct xml *x)
{
	switch (xmlTextReaderNodeType(x->reader)) {
	case XML_READER_TYPE_ELEMENT:
		x->event = XML_START;
		x->end_due = xmlTextReaderIsEmptyElement(x->reader) == 1;
		break;
	case XML_READER_TYPE_END_ELEMENT:
		x->event = XML_END;
		break;
	/* A lone blank between words comes as one of the last two. */
	case XML_READER_TYPE_TEXT:
	case XML_READER_TYPE_CDATA:
	case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
	case XML_READER_TYPE_WHITESPACE:
		x->event = XML_TEXT;
		x->text = (const char *)xmlTextReaderConstValue(x->reader);
		return x->text != NULL;
	case XML_READER_TYPE_DOCUMENT_TYPE:
	case XML_READER_TYPE_ENTITY_REFERENCE:
		x->verdict = V_BROKEN;
		return false;
	default:
		return false;
	}
	x->name = (const char *)xmlTextReaderConstLocalName(x->reader);
	return x->name != NULL;
}

bool
xml_next(struct xml *x)
{
	int rc;

	if (x->end_due) {
		x->end_due = false;
		x->event = XML_END;
		return true;
	}
	while (x->verdict == V_OK && (rc = xmlTextReaderRead(x->reader)) != 0) {
		/* The library calls every failed read a broken file; the
		 * reading itself knows better. */
		if (rc < 0 && x->verdict == V_OK)
			x->verdict = V_BROKEN;
		else if (rc > 0 && take(x))
			return true;
	}
	return false;
}

bool
xml_starts(const struct xml *x, const char *name)
{
	return x->event == XML_START && strcmp(x->name, name) == 0;
}

const char *
xml_attr(struct xml *x, const char *name)
{
	const char *value = NULL, *n;
	int rc;

	for (rc = xmlTextReaderMoveToFirstAttribute(x->reader); rc == 1;
	     rc = xmlTextReaderMoveToNextAttribute(x->reader)) {
		n = (const char *)xmlTextReaderConstLocalName(x->reader);
		if (n == NULL || strcmp(n, name) != 0 ||
		    xmlTextReaderIsNamespaceDecl(x->reader) == 1)
			continue;
		value = (const char *)xmlTextReaderConstValue(x->reader);
		break;
	}
	xmlTextReaderMoveToElement(x->reader);
	return value;
}

int
xml_attr_int(struct xml *x, const char *name, int max, int otherwise)
{
	const char *s = xml_attr(x, name);
	char *end;
	long n;

	if (s == NULL || *s < '0' || *s > '9')
		return otherwise;
	n = strtol(s, &end, 10);
	return *end == '\0' && n <= max ? (int)n : otherwise;
}

void
xml_skip(struct xml *x)
{
	int depth = 1;

	while (depth > 0 && xml_next(x))
		if (x->event != XML_TEXT)
			depth += x->event == XML_START ? 1 : -1;
}
