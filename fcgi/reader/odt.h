#ifndef READER_ODT_H
#define READER_ODT_H

#include "reader/verdict.h"

struct blocks;
struct container;

/* The paragraphs and tables of an OpenDocument text; as BLOCKS_TEXT the
 * paragraphs of its tables among the others.  V_OK, V_FULL or a refusal. */
enum verdict odt_read(struct container *, struct blocks *) MUST_USE;

#endif
