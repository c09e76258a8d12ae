#ifndef MEM_H
#define MEM_H

#include <stddef.h>

/* Memory and the growing byte buffer.  None of these returns NULL: when
 * memory runs out the program says so and ends. */

#define FORMAT(a, b) __attribute__((format(printf, a, b), nonnull(a)))

struct buf {
	char *p;    /* NULL only while nothing was ever added */
	size_t len; /* p[len] is always 0 */
	size_t cap;
};

void *mem_alloc(size_t size); /* zeroed */
void *mem_grow(void *, size_t size);
char *mem_dup(const char *); /* NULL gives NULL */
char *mem_dupn(const char *, size_t len);
char *mem_format(const char *fmt, ...) FORMAT(1, 2);

void buf_add(struct buf *, const void *, size_t);
void buf_str(struct buf *, const char *);
void buf_format(struct buf *, const char *fmt, ...) FORMAT(2, 3);
void buf_reserve(struct buf *, size_t more);
void buf_cut(struct buf *, size_t front); /* drop bytes at the front */
void buf_free(struct buf *);
char *buf_take(struct buf *); /* the text, now the caller's; never NULL */

#endif
