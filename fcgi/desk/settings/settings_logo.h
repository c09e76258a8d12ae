#ifndef DESK_SETTINGS_LOGO_H
#define DESK_SETTINGS_LOGO_H

#include "base/rc.h"

struct request;
struct view;

/*
 * The school's sign: media/logo-NAME.png, NAME being the setting "logo".
 * A new one has a new name, so that browsers may keep it for ever.
 */

/* The uploaded picture becomes the sign.  RC_INVALID: *why says what is
 * wrong with it. */
enum rc desk_settings_logo_take(
    const struct request *, const char **why) MUST_USE;

#endif
