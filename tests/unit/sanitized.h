#ifndef SANITIZED_H
#define SANITIZED_H

/* Under AddressSanitizer memory and time are not the program's own. */
#ifdef __SANITIZE_ADDRESS__
#define SANITIZED 1
#endif
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#endif
