#ifndef PAGE_RECORD_H
#define PAGE_RECORD_H

#include <stdint.h>
#include "base/rc.h"

struct record;
struct request;
struct view;

/* Files of a list of records. */
struct page_record_files;

/* A register's shown records, and their files in one reading. */
enum rc page_record_list(const struct request *, const char *reg,
    struct record **, int *n, struct page_record_files **) MUST_USE;

/* Every field by its name: the value itself, .words (a choice, a date), .html
 * (prose), .lines.N (a text), a file as .address .label .size .filename
 * .added.* .scanned .versions.N of the same; .id. */
void page_record(const struct request *, struct view *, const struct record *,
    const struct page_record_files *);

#endif
