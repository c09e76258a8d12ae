#ifndef READER_XML_H
#define READER_XML_H

#include <stdbool.h>
#include <libxml/xmlreader.h>
#include "reader/container.h"
#include "reader/verdict.h"

/*
 * A part of a container as a row of starts, ends and texts; nothing of it is
 * kept.  Every start has its end.  Names are without their prefix: the parts
 * are told apart by where they lie, not by name spaces.  A document type is
 * refused before anything of it is used: no office program writes one.
 */
enum xml_event { XML_START, XML_END, XML_TEXT };

struct xml {
	enum xml_event event;
	const char *name; /* of a start or an end */
	const char *text; /* of a text */
	/* V_OK as long as all is well, and at the end. */
	enum verdict verdict;
	/* The rest is private. */
	xmlTextReaderPtr reader;
	struct container *container;
	zip_file_t *file;
	bool end_due;
};

/* V_OK, or as container_part. */
enum verdict xml_open(
    struct xml *, struct container *, const char *part) MUST_USE;
void xml_close(struct xml *);
/* False at the end and when verdict says why not. */
bool xml_next(struct xml *) MUST_USE;
bool xml_starts(const struct xml *, const char *name);
/* Of a start; good until the next call.  NULL if it has none. */
const char *xml_attr(struct xml *, const char *name);
/* A whole number of an attribute; otherwise when it has none, or none in
 * 0..max. */
int xml_attr_int(struct xml *, const char *name, int max, int otherwise);
/* Go to the end of what has just started. */
void xml_skip(struct xml *);

#endif
