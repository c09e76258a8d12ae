#ifndef KEEP_H
#define KEEP_H

/* The world in a file, for demonstrations: loaded at the start, saved soon
 * after a change and at the end.  Pictures and documents lie in FILE.d/.
 * The journal, faults and calls under way are not kept. */

/* Load the world, if the file exists.  NULL = keep nothing.  0, or -1 after
 * one sentence on stderr. */
int keep_open(const char *path);
void keep_touch(void); /* something may have changed */
int keep_save(void);   /* now, if it has; 0, or -1 after a sentence */
void keep_close(void); /* forget; saves nothing */

#endif
