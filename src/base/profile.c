/* lcms2 dies here. Relative colorimetric with black point compensation: what every screen does with
   a photograph. A profile that is made at run time (sRGB, the grey of sRGB) is only calculated with
   and never written, since lcms2 puts the clock into it. */
#include "base/profile.h"
#include <lcms2.h>
#include "base/file.h"

#define GENERIC_CMYK "/usr/share/color/icc/ghostscript/default_cmyk.icc"
#define AT_ONCE ((size_t)1 << 20)            /* pixels; lcms2 counts in 32 bits */

static cmsColorSpaceSignature space_of(int channels) {
	return channels == 1 ? cmsSigGrayData : channels == 3 ? cmsSigRgbData : cmsSigCmykData;
}

static cmsHPROFILE open_profile(Str profile, int channels) {
	if (profile.len < 128 || profile.len > PROFILE_LIMIT) return NULL;
	cmsHPROFILE opened = cmsOpenProfileFromMem(profile.at, (cmsUInt32Number)profile.len);
	if (!opened) return NULL;
	cmsProfileClassSignature kind = cmsGetDeviceClass(opened);
	bool usable = kind == cmsSigInputClass || kind == cmsSigDisplayClass
		|| kind == cmsSigOutputClass || kind == cmsSigColorSpaceClass;
	if (usable && cmsGetColorSpace(opened) == space_of(channels)) return opened;
	cmsCloseProfile(opened);
	return NULL;
}

bool profile_sound(Str profile, int channels) {
	cmsHPROFILE opened = open_profile(profile, channels);
	if (opened) cmsCloseProfile(opened);
	return opened;
}

static cmsHPROFILE srgb(int channels) {
	if (channels > 1) return cmsCreate_sRGBProfile();
	cmsFloat64Number curve[] = { 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045 };
	cmsToneCurve *tone = cmsBuildParametricToneCurve(NULL, 4, curve);
	cmsHPROFILE grey = tone ? cmsCreateGrayProfile(cmsD50_xyY(), tone) : NULL;
	cmsFreeToneCurve(tone);
	return grey;
}

static bool transform(cmsHPROFILE from, int channels, bool inverted, const unsigned char *in,
	unsigned char *out, size_t count) {
	cmsHPROFILE to = srgb(channels);
	cmsUInt32Number read = channels == 1 ? TYPE_GRAY_8 : channels == 3 ? TYPE_RGB_8
		: inverted ? TYPE_CMYK_8_REV : TYPE_CMYK_8;
	int made = channels == 1 ? 1 : 3;
	cmsHTRANSFORM turn = to ? cmsCreateTransform(from, read, to, made == 1 ? TYPE_GRAY_8 : TYPE_RGB_8,
		INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_BLACKPOINTCOMPENSATION) : NULL;
	for (size_t at = 0; turn && at < count; at += AT_ONCE) {
		size_t n = count - at < AT_ONCE ? count - at : AT_ONCE;
		cmsDoTransform(turn, in + at * (size_t)channels, out + at * (size_t)made, (cmsUInt32Number)n);
	}
	if (turn) cmsDeleteTransform(turn);
	if (to) cmsCloseProfile(to);
	return turn;
}

/* No profile at all: what is left of the paper's white under each ink and black. */
static void plain_cmyk(bool inverted, const unsigned char *in, unsigned char *out, size_t count) {
	for (size_t i = 0; i < count; i++, in += 4, out += 3)
		for (int k = 0; k < 3; k++) {
			int ink = inverted ? in[k] : 255 - in[k], black = inverted ? in[3] : 255 - in[3];
			out[k] = (unsigned char)((ink * black + 127) / 255);
		}
}

bool profile_to_srgb(Str profile, int channels, bool inverted, const unsigned char *in,
	unsigned char *out, size_t count) {
	bool usual = !profile.len && channels == 4;
	if (usual) profile = file_map(GENERIC_CMYK);
	cmsHPROFILE from = open_profile(profile, channels);
	bool done = from && transform(from, channels, inverted, in, out, count);
	if (from) cmsCloseProfile(from);
	if (!done && usual) plain_cmyk(inverted, in, out, count);
	return done || usual;
}
