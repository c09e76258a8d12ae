#ifndef PAGE_HOME_H
#define PAGE_HOME_H

#include "base/rc.h"

struct reply;
struct request;

enum rc page_home(const struct request *, struct reply *);

#endif
