/* JPEG. The stream goes on as it is, since coding it anew would cost sharpness; but first its
   segments are looked at one by one, and those that are no part of the picture are left out:
   thumbnails, camera and place, comments. Then TurboJPEG decodes it once, small, and must have
   nothing to complain of.

   Four inks become sRGB pixels and a stream of their own again. Adobe's programs write them upside
   down and say so by the APP14 segment. */
#include "images/internal.h"
#include "base/profile.h"
#include <string.h>
#include <turbojpeg.h>

#define STRICT (TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS | TJFLAG_ACCURATEDCT | TJFLAG_NOREALLOC)
#define QUALITY 93 /* of a stream that was four inks */
#define MAX_PARTS 255 /* of a profile: they are counted in a byte */

typedef struct Jpeg {
	const Reading *reading;
	Buf clean;
	int frame; /* the marker of the frame; 0: not seen */
	int width, height, channels, turn;
	bool adobe, rgb_ids;
	int transform; /* Adobe's: 0 as it is, 1 YCC, 2 YCCK */
	Str parts[MAX_PARTS + 1]; /* of the profile, from 1 */
	int nparts;
} Jpeg;

/* ---- EXIF: one number of it ---- */

typedef struct Tiff {
	Str bytes;
	bool little;
} Tiff;

static unsigned tiff16(const Tiff *tiff, size_t at) {
	const char *p = tiff->bytes.at + at;
	return tiff->little ? (unsigned)(unsigned char)p[1] << 8 | (unsigned char)p[0] : big16(p);
}

static size_t tiff32(const Tiff *tiff, size_t at) {
	size_t one = tiff16(tiff, at), two = tiff16(tiff, at + 2);
	return tiff->little ? two << 16 | one : one << 16 | two;
}

/* The orientation in the first directory, 1 if there is none that makes sense. */
static int exif_turn(Str data) {
	Tiff tiff = { .bytes = str_slice(data, 6, data.len) };
	if (tiff.bytes.len < 10) return 1;
	tiff.little = str_starts(tiff.bytes, STR("II"));
	size_t at = tiff32(&tiff, 4);
	if (tiff16(&tiff, 2) != 42 || at > tiff.bytes.len - 2) return 1;
	unsigned n = tiff16(&tiff, at);
	for (at += 2; n-- && at <= tiff.bytes.len && tiff.bytes.len - at >= 12; at += 12) {
		if (tiff16(&tiff, at) != 0x0112) continue;
		unsigned turn = tiff16(&tiff, at + 8);
		return turn >= 1 && turn <= 8 ? (int)turn : 1;
	}
	return 1;
}

/* ---- segments ---- */

static bool is_frame(int marker) {
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static bool take_frame(Jpeg *jpeg, int marker, Str data) {
	const Reading *reading = jpeg->reading;
	if (jpeg->frame) return refuse(reading, "is no sound JPEG: it has two headers");
	if (marker > 0xC2) {
		refuse(reading, "is a JPEG of a rare kind (%s)",
			marker > 0xC8        ? "arithmetic coding"
				: marker == 0xC3 ? "lossless"
								 : "differential");
		hint(reading->diags, "save it as an ordinary (baseline or progressive) JPEG");
		return false;
	}
	if (data.len < 6) return refuse(reading, "is no sound JPEG: its header is cut off");
	if (data.at[0] != 8)
		return refuse(reading, "has %d bits a colour; a JPEG of 8 bits is read", data.at[0]);
	jpeg->frame = marker;
	jpeg->height = (int)big16(data.at + 1);
	jpeg->width = (int)big16(data.at + 3);
	jpeg->channels = (unsigned char)data.at[5];
	if (jpeg->channels != 1 && jpeg->channels != 3 && jpeg->channels != 4)
		return refuse(reading, "has %d colours: grey, RGB and CMYK are read", jpeg->channels);
	if (data.len != 6 + 3 * (size_t)jpeg->channels)
		return refuse(reading, "is no sound JPEG: its header is cut off");
	jpeg->rgb_ids =
		jpeg->channels == 3 && data.at[6] == 'R' && data.at[9] == 'G' && data.at[12] == 'B';
	return check_size(reading, (unsigned long)jpeg->width, (unsigned long)jpeg->height);
}

/* APP2 holds a profile in up to 255 parts, each with its number and how many there are. */
static void take_part(Jpeg *jpeg, Str data) {
	if (data.len < 15) return;
	int number = (unsigned char)data.at[12], count = (unsigned char)data.at[13];
	if (!number || number > count) return;
	jpeg->parts[number] = str_slice(data, 14, data.len);
	jpeg->nparts = count;
}

/* Takes what a segment says; false after a message. [keep]: it belongs to the picture. */
static bool take_segment(Jpeg *jpeg, int marker, Str data, bool *keep) {
	*keep = true;
	if (is_frame(marker)) return take_frame(jpeg, marker, data);
	if (marker == 0xCC)
		return refuse(jpeg->reading, "is a JPEG of a rare kind (arithmetic coding)");
	if (marker == 0xE0) *keep = str_starts(data, STR("JFIF\0")) && data.len == 14;
	else if (marker == 0xEE && str_starts(data, STR("Adobe")) && data.len >= 12) {
		jpeg->adobe = true;
		jpeg->transform = (unsigned char)data.at[11];
	} else if (marker >= 0xE0 || marker == 0xFE) *keep = false;
	if (marker == 0xE1 && str_starts(data, STR("Exif\0\0"))) jpeg->turn = exif_turn(data);
	if (marker == 0xE2 && str_starts(data, STR("ICC_PROFILE\0"))) take_part(jpeg, data);
	return true;
}

/* The coded pixels behind a scan's header: up to a marker that is neither a stuffed byte nor a
   restart. */
static size_t scan_end(Str bytes, size_t at) {
	for (; at + 1 < bytes.len; at++) {
		unsigned char next = (unsigned char)bytes.at[at + 1];
		if ((unsigned char)bytes.at[at] == 0xFF && next && next != 0xFF && (next & 0xF8) != 0xD0)
			break;
	}
	return at + 1 < bytes.len ? at : bytes.len;
}

static bool take_segments(Jpeg *jpeg) {
	Str bytes = jpeg->reading->bytes;
	jpeg->clean = buf_make(jpeg->reading->arena, bytes.len + 2);
	buf_add(&jpeg->clean, STR("\xFF\xD8"));
	for (size_t at = 2; bytes.len - at >= 2;) {
		int marker = (unsigned char)bytes.at[at + 1];
		if ((unsigned char)bytes.at[at] != 0xFF) break;
		if (marker == 0xFF) {
			at++;
			continue;
		}
		if (marker == 0xD9) {
			buf_add(&jpeg->clean, STR("\xFF\xD9"));
			return jpeg->frame || refuse(jpeg->reading, "is no sound JPEG: it has no header");
		}
		size_t len = bytes.len - at >= 4 ? big16(bytes.at + at + 2) : 0;
		if (len < 2 || len > bytes.len - at - 2) break;
		bool keep;
		if (!take_segment(jpeg, marker, str_slice(bytes, at + 4, at + 2 + len), &keep))
			return false;
		size_t end = at + 2 + len;
		if (marker == 0xDA) end = scan_end(bytes, end);
		if (keep) buf_add(&jpeg->clean, str_slice(bytes, at, end));
		at = end;
	}
	return refuse(jpeg->reading, "is no sound JPEG: it is cut off or broken");
}

static Str profile_of(const Jpeg *jpeg) {
	Buf all = buf_make(jpeg->reading->arena, 4096);
	for (int i = 1; i <= jpeg->nparts; i++) {
		if (!jpeg->parts[i].len) return (Str){ NULL, 0 };
		buf_add(&all, jpeg->parts[i]);
	}
	return profile_sound(buf_str(&all), jpeg->channels) ? buf_str(&all) : (Str){ NULL, 0 };
}

/* ---- pixels ---- */

/* Decodes the clean stream at an eighth of its size: every bit of it is read all the same. */
static bool try_stream(const Jpeg *jpeg) {
	tjhandle handle = tjInitDecompress();
	int width = (jpeg->width + 7) / 8, height = (jpeg->height + 7) / 8;
	ArenaMark mark = arena_mark(jpeg->reading->arena);
	bool inks = jpeg->channels == 4;
	unsigned char *out =
		arena_alloc(jpeg->reading->arena, (size_t)width * (size_t)height * (inks ? 4 : 1));
	bool sound = handle
		&& !tjDecompress2(handle, (unsigned char *)jpeg->clean.at, jpeg->clean.len, out, width, 0,
			height, inks ? TJPF_CMYK : TJPF_GRAY, STRICT);
	if (!sound) refuse(jpeg->reading, "is no sound JPEG: %s", tjGetErrorStr2(handle));
	arena_rewind(jpeg->reading->arena, mark);
	if (handle) tjDestroy(handle);
	return sound;
}

static bool decode(Str stream, int format, unsigned char *out, int width, int height) {
	tjhandle handle = tjInitDecompress();
	bool done = handle
		&& !tjDecompress2(handle, (const unsigned char *)stream.at, stream.len, out, width, 0,
			height, format, STRICT);
	if (handle) tjDestroy(handle);
	return done;
}

/* [pixels] as a stream, in [arena]. */
static bool encode(
	Arena *arena, const unsigned char *pixels, int format, const Raster *size, Str *out) {
	tjhandle handle = tjInitCompress();
	int sampling = format == TJPF_GRAY ? TJSAMP_GRAY : TJSAMP_444;
	unsigned long len = tjBufSize(size->width, size->height, sampling);
	unsigned char *at = arena_alloc(arena, len);
	bool done = handle
		&& !tjCompress2(handle, pixels, size->width, 0, size->height, format, &at, &len, sampling,
			QUALITY, TJFLAG_NOREALLOC | TJFLAG_ACCURATEDCT);
	*out = (Str){ (const char *)at, done ? len : 0 };
	if (handle) tjDestroy(handle);
	return done;
}

static bool turn_inks(const Jpeg *jpeg, Str profile) {
	const Reading *reading = jpeg->reading;
	Raster *raster = &reading->picture->raster;
	size_t count = (size_t)jpeg->width * (size_t)jpeg->height;
	unsigned char *inks = arena_array(reading->arena, count, 4);
	unsigned char *pixels = arena_array(reading->arena, count, 3);
	raster->channels = 3;
	raster->profile = (Str){ NULL, 0 };
	raster->plain_rgb = false;
	if (!decode(buf_str(&jpeg->clean), TJPF_CMYK, inks, jpeg->width, jpeg->height)
		|| !profile_to_srgb(profile, 4, jpeg->adobe, inks, pixels, count)
		|| !encode(reading->arena, pixels, TJPF_RGB, raster, &raster->samples))
		return refuse(reading, "is a JPEG of four inks that cannot be turned into RGB");
	return true;
}

bool jpeg_take(const Reading *reading) {
	Jpeg jpeg = { .reading = reading, .turn = 1, .transform = -1 };
	if (!take_segments(&jpeg) || !try_stream(&jpeg)) return false;
	Str profile = profile_of(&jpeg);
	reading->picture->kind = PICTURE_RASTER;
	reading->picture->raster = (Raster){ .kind = RASTER_JPEG,
		.width = jpeg.width,
		.height = jpeg.height,
		.channels = jpeg.channels,
		.turn = jpeg.turn,
		.samples = buf_str(&jpeg.clean),
		.profile = profile,
		.plain_rgb = jpeg.channels == 3 && (jpeg.adobe ? jpeg.transform == 0 : jpeg.rgb_ids) };
	return jpeg.channels < 4 || turn_inks(&jpeg, profile);
}

/* Where there is a luma channel it is the grey, bit by bit; else the stream is coded anew. */
bool jpeg_grey(Arena *arena, const Raster *raster, Raster *out) {
	if (raster->plain_rgb) {
		unsigned char *grey = arena_array(arena, (size_t)raster->width, (size_t)raster->height);
		out->plain_rgb = false;
		return decode(raster->samples, TJPF_GRAY, grey, raster->width, raster->height)
			&& encode(arena, grey, TJPF_GRAY, raster, &out->samples);
	}
	tjhandle handle = tjInitTransform();
	tjtransform what = { .op = TJXOP_NONE, .options = TJXOPT_GRAY | TJXOPT_COPYNONE };
	unsigned char *made = NULL;
	unsigned long len = 0;
	bool done = handle
		&& !tjTransform(handle, (const unsigned char *)raster->samples.at, raster->samples.len, 1,
			&made, &len, &what, TJFLAG_LIMITSCANS);
	if (done) out->samples = str_copy(arena, (Str){ (const char *)made, len });
	tjFree(made);
	if (handle) tjDestroy(handle);
	return done;
}
