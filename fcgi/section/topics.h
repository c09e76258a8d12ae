#ifndef SECTION_TOPICS_H
#define SECTION_TOPICS_H

/* The rows of topics and their versions; written by topic.c only. */

#endif
