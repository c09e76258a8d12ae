#ifndef PAGE_NEWS_H
#define PAGE_NEWS_H

#include "base/rc.h"

struct reply;
struct request;

enum rc page_news(const struct request *, struct reply *);
enum rc page_news_rubric(const struct request *, struct reply *);

#endif
