#ifndef REGISTER_RECORD_INNER_H
#define REGISTER_RECORD_INNER_H

struct arena;
struct record;

/* What the files of record*.c and records.c share. */

/* content into values; what is not text there is empty. */
void record_content_read(struct arena *, struct record *);
/* values into content; members that are no field any more stay in it. */
void record_content_write(struct arena *, struct record *);
/* The register's order. */
void record_order(struct arena *, struct record *, int n);

#endif
