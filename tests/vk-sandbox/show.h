#ifndef SHOW_H
#define SHOW_H

#include <jansson.h>

struct album;
struct doc;
struct photo;
struct post;
struct call;

/* Objects as the API shows them. */
json_t *show_photo(const struct photo *);
json_t *show_album(const struct album *);
json_t *show_doc(const struct doc *);
json_t *show_post(const struct call *, const struct post *);

#endif
