/* Numbers and strings of PDF, in one way only: no floats, no locale, no exponent. */
#include "writers/pdf.h"

void pdf_int(Buf *out, int64_t number)
{
	char digits[24];
	int at = sizeof digits;
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	do
		digits[--at] = (char)('0' + rest % 10);
	while (rest /= 10);
	if (number < 0)
		digits[--at] = '-';
	buf_add(out, (Str){ digits + at, sizeof digits - (size_t)at });
}

void pdf_milli(Buf *out, int64_t thousandths)
{
	char digits[28];
	int at = sizeof digits, end = at;
	uint64_t rest = thousandths < 0 ? 0 - (uint64_t)thousandths : (uint64_t)thousandths;
	unsigned places = (unsigned)(rest % 1000);
	bool whole = !places;

	rest /= 1000;
	if (places) {
		for (int i = 0; i < 3; i++, places /= 10)
			digits[--at] = (char)('0' + places % 10);
		while (digits[end - 1] == '0')
			end--;
		digits[--at] = '.';
	}
	if (rest || whole)                           /* ".5": the nought before it would say nothing */
		do
			digits[--at] = (char)('0' + rest % 10);
		while (rest /= 10);
	if (thousandths < 0)
		digits[--at] = '-';
	buf_add(out, (Str){ digits + at, (size_t)(end - at) });
}

int64_t pdf_round(Len a)
{
	return a < 0 ? -((-a * 1000 + LEN_ONE / 2) / LEN_ONE) : (a * 1000 + LEN_ONE / 2) / LEN_ONE;
}

void pdf_len(Buf *out, Len a)
{
	pdf_milli(out, pdf_round(a));
}

void pdf_ref(Buf *out, int object)
{
	pdf_int(out, object);
	buf_add(out, STR(" 0 R"));
}

void pdf_bytes(Buf *out, Str bytes)
{
	size_t from = 0;

	buf_byte(out, '(');
	for (size_t i = 0; i < bytes.len; i++) {
		char c = bytes.at[i];
		if (c != '(' && c != ')' && c != '\\' && c != '\r')
			continue;
		buf_add(out, str_slice(bytes, from, i));
		buf_byte(out, '\\');
		buf_byte(out, c == '\r' ? 'r' : c);
		from = i + 1;
	}
	buf_add(out, str_slice(bytes, from, bytes.len));
	buf_byte(out, ')');
}

static bool is_ascii(Str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.at[i] < 0x20 || (unsigned char)text.at[i] > 0x7E)
			return false;
	return true;
}

/* The UTF-16 units of a code point: one or two. */
static int units_of(uint32_t code, unsigned units[2])
{
	if (code < 0x10000) {
		units[0] = code;
		return 1;
	}
	units[0] = 0xD800 + ((code - 0x10000) >> 10);
	units[1] = 0xDC00 + ((code - 0x10000) & 0x3FF);
	return 2;
}

void pdf_text(Buf *out, Str text)
{
	Buf bytes;

	if (is_ascii(text)) {
		pdf_bytes(out, text);
		return;
	}
	bytes = buf_make(out->arena, 2 * text.len + 8);
	buf_add(&bytes, STR("\xFE\xFF"));
	for (size_t at = 0; at < text.len;) {
		unsigned units[2];
		int n = units_of(utf8_next(text, &at), units);
		for (int i = 0; i < n; i++) {
			buf_byte(&bytes, (char)(units[i] >> 8));
			buf_byte(&bytes, (char)(units[i] & 0xFF));
		}
	}
	pdf_bytes(out, buf_str(&bytes));
}

void pdf_utf16(Buf *out, Str text)
{
	static const char hex[] = "0123456789ABCDEF";

	for (size_t at = 0; at < text.len;) {
		unsigned units[2];
		int n = units_of(utf8_next(text, &at), units);
		for (int i = 0; i < n; i++)
			for (int shift = 12; shift >= 0; shift -= 4)
				buf_byte(out, hex[units[i] >> shift & 15]);
	}
}

void pdf_box(Buf *out, Box box, Len height)
{
	buf_byte(out, '[');
	pdf_len(out, box.left);
	buf_byte(out, ' ');
	pdf_len(out, height - box.bottom);
	buf_byte(out, ' ');
	pdf_len(out, box.right);
	buf_byte(out, ' ');
	pdf_len(out, height - box.top);
	buf_byte(out, ']');
}
