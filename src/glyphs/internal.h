/* Shared by the files of this room: the set of fonts, what single characters need, and a paragraph
   as a list of characters on its way to stretches. */
#ifndef DIPTYCH_GLYPHS_INTERNAL_H
#define DIPTYCH_GLYPHS_INTERNAL_H
#include "glyphs/itemize.h"
#include "glyphs/shape.h"

struct hb_buffer_t;

enum { MAX_FACES = 128, KEYCAP = 0x20E3 };
#define SCRIPT(a, b, c, d)                                                                         \
	((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))
#define SCRIPT_LATIN SCRIPT('L', 'a', 't', 'n')
#define SCRIPT_COMMON SCRIPT('Z', 'y', 'y', 'y')
#define SCRIPT_INHERITED SCRIPT('Z', 'i', 'n', 'h')
#define SCRIPT_HAN SCRIPT('H', 'a', 'n', 'i')
#define SCRIPT_HANGUL SCRIPT('H', 'a', 'n', 'g')

/* ---- font.c, scripts.c: the two tables of fonts/ ---- */

typedef struct Entry { /* a row of the catalogue */
	Str family, path, package;
	int weight, index;
	bool italic, serif;
	Font *font;
	struct Entry *next;
} Entry;

typedef enum { CLASS_ANY, CLASS_SERIF, CLASS_SANS } FaceClass;

typedef struct ScriptRow { /* a row of scripts.tsv */
	uint32_t script;
	Str langs; /* written in it, with blanks between */
	FaceClass class;
	Str family;
	int scale, leading; /* thousandths */
	struct ScriptRow *next;
} ScriptRow;

typedef struct Words Words; /* words.c */

struct FontSet {
	Arena *arena;
	const char *folder;
	Entry *first;
	ScriptRow *scripts;
	Font *opened[MAX_FACES];
	int count;
	Words *words; /* shaped so far; NULL until there are some */
};

/* Reads scripts.tsv into [fonts]; a line that cannot be read is an error. */
void scripts_read(FontSet *fonts, Diags *diags);
/* Like [font_find], but says nothing about a family that is unknown or not installed. */
const Font *font_try(FontSet *fonts, Str family, int weight, bool italic, Diags *diags);
/* The rows that may set [script] beside a face of class [serif], best first; then those of symbols.
   Gives their number, at most [most]. */
int scripts_rank(
	const FontSet *fonts, uint32_t script, Str lang, bool serif, const ScriptRow **rows, int most);

/* ---- codes.c: characters ---- */

/* Fills the table behind [font_easy]. */
void font_learn(Font *font);
/* True for characters of plain left-to-right Latin text (letters, figures, punctuation, soft
   hyphen) that [font] can show: what such text is made of needs no bidi, scripts or fallback. */
bool font_easy(const Font *font, uint32_t code);
/* Characters that steer the setting and are not seen: Default_Ignorable_Code_Point. */
bool code_unseen(uint32_t code);
/* What is shaped in a character's place where [font] has no glyph for it; else [code] itself. */
uint32_t code_shown(const Font *font, uint32_t code);
/* Can [font] show [code], which follows [before] (0: nothing it might compose with)? */
bool font_shows(const Font *font, uint32_t before, uint32_t code);
/* Pictures, flags, skin tones: what has a plain stand-in when there is no glyph. */
bool code_emoji(uint32_t code);
bool code_skin_tone(uint32_t code);
/* The plainer characters that may stand for an emoji, best first, ended by 0. */
const uint32_t *emoji_stand_ins(uint32_t code, uint32_t room[4]);

/* ---- shape.c, words.c ---- */

typedef struct UnitGlyph { /* in font units */
	uint32_t id, cluster;
	int32_t advance, dx, dy;
	bool breakable;
} UnitGlyph;

/* A buffer with [text] shaped by HarfBuzz; the caller destroys it. [bits]: features. */
struct hb_buffer_t *text_shape(const Shape *how, unsigned bits, Str text, Diags *diags);
/* Copies the glyphs of a shaped buffer; there is room for them. */
void units_read(struct hb_buffer_t *buffer, Str text, UnitGlyph *glyphs);
/* Shapes plain text word by word, each once; NULL if it is not plain. In [arena]. */
UnitGlyph *words_shape(
	Arena *arena, const Shape *how, unsigned bits, Str text, int *count, Diags *diags);
void words_close(Words *words);

/* ---- runs.c: levels, clusters, scripts ---- */

typedef struct Char {
	uint32_t code, script;
	size_t at; /* byte */
	int piece;
	unsigned char level;
	bool first; /* of a grapheme cluster, or of a piece */
	bool neutral; /* of no script of its own */
	const Font *font;
	int scale; /* thousandths */
} Char;

typedef struct Chars {
	Arena *arena;
	Str text;
	Char *at;
	int count;
	const FontPiece *pieces;
	int npieces;
	bool rtl;
} Chars;

Chars chars_read(Arena *arena, Str text, const FontPiece *pieces, int npieces, bool rtl);
void chars_find_clusters(Chars *chars);
void chars_find_levels(Chars *chars); /* UAX 9, without the rules for lines */
void chars_find_scripts(Chars *chars); /* UAX 24 */

/* ---- fallback.c ---- */

void chars_find_fonts(Chars *chars, Diags *diags);
#endif
