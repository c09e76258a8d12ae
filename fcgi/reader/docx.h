#ifndef READER_DOCX_H
#define READER_DOCX_H

#include "reader/verdict.h"

struct blocks;
struct container;

/* The paragraphs and tables of a Word document, in its order.  A cell that
 * is merged with the one above repeats its text.  V_OK, V_FULL or a
 * refusal. */
enum verdict docx_read(struct container *, struct blocks *) MUST_USE;

#endif
