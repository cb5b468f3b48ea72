/* The words of scripts that write no blanks between them. */
#include "lines/breaks.h"
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

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
