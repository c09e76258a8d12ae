#ifndef UPLOAD_H
#define UPLOAD_H

struct call;

/* The upload addresses: take the files, answer the triple of server, photo
 * and hash, or the name of a document.  A bad file is answered as VK does:
 * with an empty list and no error. */
void upload_run(struct call *);

#endif
