/* Extended grapheme clusters (UAX 29) and the words of scripts that write no blanks. */
#include "lines/breaks.h"
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

/* What the rules remember of the characters before. */
typedef struct Cluster {
	int class;
	bool picture; /* a pictograph with marks behind it */
	bool joined; /* the same with a ZWJ behind it */
	bool odd_flag;
} Cluster;

static bool is_picture(uint32_t code) {
	return code >= 0xA9 && u_hasBinaryProperty((UChar32)code, UCHAR_EXTENDED_PICTOGRAPHIC);
}

static bool controls(int class) {
	return class == U_GCB_CONTROL || class == U_GCB_CR || class == U_GCB_LF;
}

/* Rules 6 to 8: the parts of a Hangul syllable. */
static bool one_syllable(int before, int after) {
	switch (before) {
	case U_GCB_L:
		return after == U_GCB_L || after == U_GCB_V || after == U_GCB_LV || after == U_GCB_LVT;
	case U_GCB_LV:
	case U_GCB_V: return after == U_GCB_V || after == U_GCB_T;
	case U_GCB_LVT:
	case U_GCB_T: return after == U_GCB_T;
	default: return false;
	}
}

/* Does the cluster go on with a character of this class? */
static bool goes_on(const Cluster *so_far, int class, bool picture) {
	if (so_far->class == U_GCB_CR && class == U_GCB_LF) return true;
	if (controls(so_far->class) || controls(class)) return false;
	if (one_syllable(so_far->class, class)) return true;
	if (class == U_GCB_EXTEND || class == U_GCB_ZWJ || class == U_GCB_SPACING_MARK) return true;
	if (so_far->class == U_GCB_PREPEND) return true;
	if (so_far->joined && picture) return true;
	return class == U_GCB_REGIONAL_INDICATOR && so_far->odd_flag;
}

static Cluster add(Cluster so_far, int class, bool picture) {
	Cluster now = { .class = class, .picture = picture };
	if (class == U_GCB_EXTEND) now.picture = so_far.picture;
	now.joined = class == U_GCB_ZWJ && so_far.picture;
	now.odd_flag = class == U_GCB_REGIONAL_INDICATOR && !so_far.odd_flag;
	return now;
}

size_t cluster_end(Str text, size_t at) {
	Cluster so_far = { .class = -1 };
	for (size_t i = at; i < text.len;) {
		size_t start = i;
		unsigned char c = (unsigned char)text.at[i];
		if (start > at && c < 0x80 && c > '\r' && so_far.class != U_GCB_PREPEND) return start;
		uint32_t code = utf8_next(text, &i);
		int class = u_getIntPropertyValue((UChar32)code, UCHAR_GRAPHEME_CLUSTER_BREAK);
		bool picture = is_picture(code);
		if (start > at && !goes_on(&so_far, class, picture)) return start;
		so_far = add(so_far, class, picture);
	}
	return text.len;
}

bool needs_dictionary(uint32_t code) {
	return code >= 0xE00
		&& u_getIntPropertyValue((UChar32)code, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
}

void words_find(Str text, unsigned char *breaks) {
	UErrorCode error = U_ZERO_ERROR;
	UText *view = utext_openUTF8(NULL, text.at, (int64_t)text.len, &error);
	UBreakIterator *lines = ubrk_open(UBRK_LINE, "th", NULL, 0, &error);
	ubrk_setUText(lines, view, &error);
	if (U_SUCCESS(error))
		for (int32_t at = ubrk_next(lines); at != UBRK_DONE; at = ubrk_next(lines))
			if ((size_t)at < text.len) breaks[at] = BREAK_MAY;
	ubrk_close(lines);
	utext_close(view);
}
