#ifndef PAGE_FILE_H
#define PAGE_FILE_H

#include "base/rc.h"

struct reply;
struct request;

enum rc page_file(const struct request *, struct reply *);

#endif
