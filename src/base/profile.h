/* Colour profiles (ICC), by lcms2: what is not sRGB becomes it. */
#ifndef DIPTYCH_BASE_PROFILE_H
#define DIPTYCH_BASE_PROFILE_H
#include "base/str.h"

#define PROFILE_LIMIT ((size_t)2 << 20) /* larger ones are passed over */

/* True if [profile] can be read and is of [channels]: 1 grey, 3 RGB, 4 CMYK. */
bool profile_sound(Str profile, int channels);
/* Turns [count] pixels of [channels] bytes at [in] into sRGB at [out] (1 channel: into one of the
   sRGB grey). [inverted]: CMYK with 255 for no ink. An empty [profile] means the usual: for CMYK
   the system's generic one, or a plain formula where there is none. False if [profile] is not
   sound; [out] is then untouched. [in] and [out] may be the same for one and three channels. */
bool profile_to_srgb(Str profile, int channels, bool inverted, const unsigned char *in,
	unsigned char *out, size_t count);
#endif
