#ifndef PAGE_SITEMAP_H
#define PAGE_SITEMAP_H

#include "base/rc.h"

struct reply;
struct request;

enum rc page_sitemap(const struct request *, struct reply *);
enum rc page_sitemap_part(const struct request *, struct reply *);
enum rc page_sitemap_robots(const struct request *, struct reply *);
enum rc page_sitemap_security(const struct request *, struct reply *);

#endif
