/* Text -> Run: HarfBuzz glyphs with exact advances. */
#ifndef DIPTYCH_GLYPHS_SHAPE_H
#define DIPTYCH_GLYPHS_SHAPE_H
#include "glyphs/font.h"

typedef enum { /* OpenType features beside kern, liga and calt, which are on */
	FEATURE_LNUM = 1,
	FEATURE_TNUM = 2,
	FEATURE_ONUM = 4,
	FEATURE_PNUM = 8,
	FEATURE_CASE = 16,
	FEATURE_SMCP = 32,
	FEATURE_NO_LIGA = 64
} Feature;

typedef struct Glyph {
	uint32_t id; /* in the font file */
	uint32_t cluster; /* byte offset into the run's text where its cluster starts */
	Len advance, dx, dy; /* scaled to the size, tracking included; dy grows up as in fonts */
	bool breakable; /* text may be cut before its cluster without shaping anew, whatever direction */
} Glyph;

typedef struct Run {
	const Font *font;
	Len size, width; /* width: the exact sum of the advances */
	const Glyph *glyphs;
	int nglyphs;
	Str text, lang; /* UTF-8, logical order */
	bool rtl; /* glyphs are in visual order, left to right, all the same */
	Source from;
} Run;

typedef struct Shape {
	const Font *font;
	Len size, tracking;
	unsigned features;
	Str lang;
	Source from;
	bool rtl;
	uint32_t script; /* an HB tag; 0: guessed from the text */
	Str before, after; /* the text around, with which Arabic letters join; may be empty */
} Shape;

/* What glyph [g] of [run] is wider by where each blank is wider by [more]: [more] or nothing. */
Len run_space(const Run *run, int g, Len more);

/* Shapes [text] as [how] says. U+00A0 gets the advance of U+0020; U+2011 without a glyph is drawn
   by the hyphen's; U+00AD, U+200B, U+2060, joiners and bidi controls get zero advance and glyph of
   the space. Tracking goes behind each cluster, but scripts whose letters join have none, and keep
   their ligatures whatever [features] say. A character that the font lacks is the error
   missing-glyph with its place, once each; an emoji has a plain stand-in and is the warning
   emoji-replaced. Never NULL. */
const Run *shape(Arena *arena, const Shape *how, Str text, Diags *diags);
#endif
