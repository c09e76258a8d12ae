#ifndef VK_UPLOAD_H
#define VK_UPLOAD_H

#include <stdbool.h>

/* Is base an address of this machine itself (the simulator)? */
bool upload_loopback(const char *base);
/* May a photo be sent to this address that VK named?  https, port 443 and a
 * host of the list (names parted by blanks, those under them too); only when
 * the API base is a loopback address: the same host and port. */
bool upload_url_allowed(
    const char *url, const char *api_base, const char *hosts);

#endif
