#ifndef READER_ODT_H
#define READER_ODT_H

#include "reader/verdict.h"

struct blocks;
struct container;

/* The paragraphs of an OpenDocument text, those of its tables among them.
 * V_OK, V_FULL or a refusal. */
enum verdict odt_read(struct container *, struct blocks *) MUST_USE;

#endif
