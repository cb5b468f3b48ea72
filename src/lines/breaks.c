/* The line breaking rules of Unicode 15 (UAX 14) as one table.

   Each character becomes a mark: the bit of its class (from ICU's property data) and, beside it,
   bits for what the rules want to know of its surroundings: whether a number is still running,
   whether a slash of blanks hides an opening mark, whether an odd number of flags stands here. With
   those every rule is a row: bits before, bits after, verdict. The first row that fits decides, as
   in the standard, whose numbers stand beside the rows.

   Tried and dropped: ICU's own iterator. It has to be opened with its rules and data for each
   language (some milliseconds), and it tailors where the standard's test file does not. */
#include "lines/breaks.h"
#include <unicode/uchar.h>

#define B(class) (UINT64_C(1) << U_LB_##class)
#define CLASSES ((UINT64_C(1) << 48) - 1)
#define ANY (~UINT64_C(0))

enum { /* bits beyond the classes */
	JOINED = 48, /* ends in ZWJ */
	NUMBER, /* ends a number that may go on: NU (NU | SY | IS)* */
	CLOSED, /* the same with a closing mark behind it */
	LEADS, /* an opening mark or hyphen with a digit behind it */
	HEBREW_HYPHEN, /* a hyphen behind a Hebrew letter */
	NARROW_OPEN, /* an opening mark that is not of East Asian width */
	NARROW_CLOSE, /* a closing one */
	ODD_FLAG, /* the last of an odd number of regional indicators */
	FUTURE_EMOJI /* a pictograph that is not yet assigned */
};
#define X(bit) (UINT64_C(1) << (bit))

#define HANGUL (B(JL) | B(JV) | B(JT) | B(H2) | B(H3))
#define LETTER (B(ALPHABETIC) | B(HEBREW_LETTER))
#define PICTURE (B(IDEOGRAPHIC) | B(E_BASE) | B(E_MODIFIER))
#define NEW_LINE (B(CARRIAGE_RETURN) | B(LINE_FEED) | B(NEXT_LINE))
#define AFFIX (B(PREFIX_NUMERIC) | B(POSTFIX_NUMERIC))
#define CLOSING (B(CLOSE_PUNCTUATION) | B(CLOSE_PARENTHESIS))

static const struct Rule {
	uint64_t before, after;
	bool over_blanks; /* [before] may have blanks behind it */
	Break verdict;
} rules[] = {
	{ B(MANDATORY_BREAK), ANY, false, BREAK_MUST }, /* 4 */
	{ B(CARRIAGE_RETURN), B(LINE_FEED), false, BREAK_NEVER }, /* 5 */
	{ NEW_LINE, ANY, false, BREAK_MUST },
	{ ANY, B(MANDATORY_BREAK) | NEW_LINE, false, BREAK_NEVER }, /* 6 */
	{ ANY, B(SPACE) | B(ZWSPACE), false, BREAK_NEVER }, /* 7 */
	{ B(ZWSPACE), ANY, true, BREAK_MAY }, /* 8 */
	{ X(JOINED), ANY, false, BREAK_NEVER }, /* 8a */
	{ ANY, B(WORD_JOINER), false, BREAK_NEVER }, /* 11 */
	{ B(WORD_JOINER) | B(GLUE), ANY, false, BREAK_NEVER }, /* 11, 12 */
	{ CLASSES & ~(B(SPACE) | B(BREAK_AFTER) | B(HYPHEN)), B(GLUE), false, BREAK_NEVER }, /* 12a */
	{ ANY, B(EXCLAMATION), false, BREAK_NEVER }, /* 13 */
	{ CLASSES & ~B(NUMERIC), CLOSING | B(INFIX_NUMERIC) | B(BREAK_SYMBOLS), false, BREAK_NEVER },
	{ B(OPEN_PUNCTUATION), ANY, true, BREAK_NEVER }, /* 14 */
	{ B(QUOTATION), B(OPEN_PUNCTUATION), true, BREAK_NEVER }, /* 15 */
	{ CLOSING, B(NONSTARTER), true, BREAK_NEVER }, /* 16 */
	{ B(BREAK_BOTH), B(BREAK_BOTH), true, BREAK_NEVER }, /* 17 */
	{ B(SPACE), ANY, false, BREAK_MAY }, /* 18 */
	{ ANY, B(QUOTATION), false, BREAK_NEVER }, /* 19 */
	{ B(QUOTATION), ANY, false, BREAK_NEVER },
	{ ANY, B(CONTINGENT_BREAK), false, BREAK_MAY }, /* 20 */
	{ B(CONTINGENT_BREAK), ANY, false, BREAK_MAY },
	{ ANY, B(BREAK_AFTER) | B(HYPHEN) | B(NONSTARTER), false, BREAK_NEVER }, /* 21 */
	{ B(BREAK_BEFORE) | X(HEBREW_HYPHEN), ANY, false, BREAK_NEVER }, /* 21, 21a */
	{ B(BREAK_SYMBOLS), B(HEBREW_LETTER), false, BREAK_NEVER }, /* 21b */
	{ ANY, B(INSEPARABLE), false, BREAK_NEVER }, /* 22 */
	{ LETTER, B(NUMERIC), false, BREAK_NEVER }, /* 23 */
	{ B(NUMERIC), LETTER, false, BREAK_NEVER },
	{ B(PREFIX_NUMERIC), PICTURE, false, BREAK_NEVER }, /* 23a */
	{ PICTURE, B(POSTFIX_NUMERIC), false, BREAK_NEVER },
	{ AFFIX, LETTER, false, BREAK_NEVER }, /* 24 */
	{ LETTER, AFFIX, false, BREAK_NEVER },
	{ AFFIX, B(NUMERIC) | X(LEADS), false, BREAK_NEVER }, /* 25 */
	{ B(OPEN_PUNCTUATION) | B(HYPHEN), B(NUMERIC), false, BREAK_NEVER },
	{ X(NUMBER), B(NUMERIC) | B(BREAK_SYMBOLS) | B(INFIX_NUMERIC) | CLOSING, false, BREAK_NEVER },
	{ X(NUMBER) | X(CLOSED), AFFIX, false, BREAK_NEVER },
	{ B(JL), B(JL) | B(JV) | B(H2) | B(H3), false, BREAK_NEVER }, /* 26 */
	{ B(JV) | B(H2), B(JV) | B(JT), false, BREAK_NEVER },
	{ B(JT) | B(H3), B(JT), false, BREAK_NEVER },
	{ HANGUL, B(POSTFIX_NUMERIC), false, BREAK_NEVER }, /* 27 */
	{ B(PREFIX_NUMERIC), HANGUL, false, BREAK_NEVER },
	{ LETTER, LETTER, false, BREAK_NEVER }, /* 28 */
	{ B(INFIX_NUMERIC), LETTER, false, BREAK_NEVER }, /* 29 */
	{ LETTER | B(NUMERIC), X(NARROW_OPEN), false, BREAK_NEVER }, /* 30 */
	{ X(NARROW_CLOSE), LETTER | B(NUMERIC), false, BREAK_NEVER },
	{ X(ODD_FLAG), B(REGIONAL_INDICATOR), false, BREAK_NEVER }, /* 30a */
	{ B(E_BASE) | X(FUTURE_EMOJI), B(E_MODIFIER), false, BREAK_NEVER }, /* 30b */
};

typedef struct Sign { /* a character with the marks that lean on it */
	uint64_t bits;
	size_t at;
	bool absorbed; /* a mark that leans on the sign before: no break before it */
} Sign;

static int line_class(uint32_t code) {
	int class = u_getIntPropertyValue((UChar32)code, UCHAR_LINE_BREAK);
	switch (class) { /* rule 1 */
	case U_LB_AMBIGUOUS:
	case U_LB_SURROGATE:
	case U_LB_UNKNOWN: return U_LB_ALPHABETIC;
	case U_LB_CONDITIONAL_JAPANESE_STARTER: return U_LB_NONSTARTER;
	case U_LB_COMPLEX_CONTEXT: {
		int kind = u_charType((UChar32)code);
		bool mark = kind == U_NON_SPACING_MARK || kind == U_COMBINING_SPACING_MARK;
		return mark ? U_LB_COMBINING_MARK : U_LB_ALPHABETIC;
	}
	default: return class;
	}
}

static bool narrow(uint32_t code) {
	int width = u_getIntPropertyValue((UChar32)code, UCHAR_EAST_ASIAN_WIDTH);
	return width != U_EA_FULLWIDTH && width != U_EA_WIDE && width != U_EA_HALFWIDTH;
}

/* The bits that one character has by itself. */
static uint64_t own_bits(uint32_t code) {
	uint64_t bits = UINT64_C(1) << line_class(code);
	if (code == 0x200D) bits |= X(JOINED);
	if ((bits & B(OPEN_PUNCTUATION)) && narrow(code)) bits |= X(NARROW_OPEN);
	if ((bits & B(CLOSE_PARENTHESIS)) && narrow(code)) bits |= X(NARROW_CLOSE);
	if (bits & B(REGIONAL_INDICATOR)) bits |= X(ODD_FLAG);
	if (code >= 0x203C && u_charType((UChar32)code) == U_UNASSIGNED
		&& u_hasBinaryProperty((UChar32)code, UCHAR_EXTENDED_PICTOGRAPHIC))
		bits |= X(FUTURE_EMOJI);
	return bits;
}

/* Adds what follows from the sign before it. */
static uint64_t with_before(uint64_t bits, uint64_t before) {
	bool goes_on = before & X(NUMBER);
	if (bits & B(NUMERIC)) bits |= X(NUMBER);
	if (goes_on && (bits & (B(BREAK_SYMBOLS) | B(INFIX_NUMERIC)))) bits |= X(NUMBER);
	if (goes_on && (bits & CLOSING)) bits |= X(CLOSED);
	if ((before & B(HEBREW_LETTER)) && (bits & (B(HYPHEN) | B(BREAK_AFTER))))
		bits |= X(HEBREW_HYPHEN);
	if ((bits & B(REGIONAL_INDICATOR)) && (before & X(ODD_FLAG))) bits &= ~X(ODD_FLAG);
	return bits;
}

static const uint64_t LEANS = B(COMBINING_MARK) | B(ZWJ);
static const uint64_t CARRIES_NONE = B(MANDATORY_BREAK) | NEW_LINE | B(SPACE) | B(ZWSPACE);

/* Rules 9 and 10: marks lean on what stands before them, or count as letters. */
static int read_signs(Str text, Sign *signs) {
	int n = 0;
	uint64_t before = CARRIES_NONE;
	for (size_t i = 0; i < text.len; n++) {
		size_t at = i;
		uint64_t bits = own_bits(utf8_next(text, &i));
		bool leans = (bits & LEANS) && !(before & CARRIES_NONE);
		if (leans) {
			bits = (before & ~X(JOINED)) | (bits & X(JOINED));
		} else {
			if (bits & LEANS) bits = B(ALPHABETIC) | (bits & X(JOINED));
			bits = with_before(bits, n ? before : 0);
		}
		signs[n] = (Sign){ bits, at, leans };
		before = bits;
	}
	return n;
}

/* A digit that stands behind an opening mark or hyphen is told to it; what leans goes along. */
static void look_ahead(Sign *signs, int n) {
	bool digit = false;
	for (int i = n - 1; i >= 0; i--) {
		uint64_t *bits = &signs[i].bits;
		if (digit && (*bits & (B(OPEN_PUNCTUATION) | B(HYPHEN)))) *bits |= X(LEADS);
		if (!signs[i].absorbed) digit = *bits & B(NUMERIC);
	}
}

static Break judge(const Sign *signs, int i) {
	uint64_t before = signs[i - 1].bits, after = signs[i].bits, carried = before;
	for (int k = i - 1; k > 0 && (signs[k].bits & B(SPACE)); k--) carried = signs[k - 1].bits;
	for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) {
		const struct Rule *rule = &rules[r];
		if ((rule->after & after) && (rule->before & (rule->over_blanks ? carried : before)))
			return rule->verdict;
	}
	return BREAK_MAY; /* 31 */
}

void breaks_find(Arena *scratch, Str text, unsigned char *breaks) {
	for (size_t i = 0; i <= text.len; i++) breaks[i] = BREAK_NEVER;
	ArenaMark mark = arena_mark(scratch);
	Sign *signs = ARENA_ARRAY(scratch, text.len + 1, Sign);
	int n = read_signs(text, signs);
	look_ahead(signs, n);
	for (int i = 1; i < n; i++)
		if (!signs[i].absorbed) breaks[signs[i].at] = (unsigned char)judge(signs, i);
	breaks[text.len] = BREAK_MUST;
	arena_rewind(scratch, mark);
}
