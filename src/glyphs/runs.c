/* A paragraph's characters: which stand together, which way they run, which script they are of. */
#include "glyphs/internal.h"
#include "glyphs/clusters.h"
#include <hb.h>
#include <string.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

enum { FSI = 0x2068, PDI = 0x2069, MOST_OPEN = 63, MOST_EXTENSIONS = 40 };

Chars chars_read(Arena *arena, Str text, const FontPiece *pieces, int npieces, bool rtl) {
	Chars chars = { arena, text, NULL, 0, pieces, npieces, rtl };
	chars.at = ARENA_ARRAY(arena, text.len + 1, Char);
	int piece = 0;
	for (size_t i = 0; i < text.len;) {
		while (piece + 1 < npieces && i >= pieces[piece].end) piece++;
		Char *c = &chars.at[chars.count++];
		*c = (Char){ .at = i, .piece = piece, .level = rtl };
		c->code = utf8_next(text, &i);
	}
	return chars;
}

void chars_find_clusters(Chars *chars) {
	ClusterState state = { .begun = false };
	for (int i = 0; i < chars->count; i++) {
		Char *c = &chars->at[i];
		bool begins = cluster_begins(&state, c->code);
		c->first = begins || c->piece != c[-1].piece;
	}
}

/* ---- levels ---- */

static size_t put_unit(UChar *units, size_t n, uint32_t code) {
	if (code < 0x10000) {
		units[n++] = (UChar)code;
		return n;
	}
	units[n++] = (UChar)(0xD7C0 + (code >> 10));
	units[n++] = (UChar)(0xDC00 + (code & 0x3FF));
	return n;
}

/* The text in UTF-16, with marks of isolation around the pieces that want them; [place] gets where
   each character went. */
static size_t with_isolates(const Chars *chars, UChar *units, int32_t *place) {
	size_t n = 0;
	for (int i = 0; i < chars->count; i++) {
		const Char *c = &chars->at[i];
		bool apart = chars->pieces[c->piece].isolate;
		if (apart && (!i || c[-1].piece != c->piece)) units[n++] = FSI;
		place[i] = (int32_t)n;
		n = put_unit(units, n, c->code);
		if (apart && (i + 1 == chars->count || c[1].piece != c->piece)) units[n++] = PDI;
	}
	return n;
}

/* A cluster has one level, its first character's. Should ICU fail (memory), all keep the base's. */
void chars_find_levels(Chars *chars) {
	size_t room = (size_t)chars->count * 2 + (size_t)chars->npieces * 2 + 1;
	UChar *units = ARENA_ARRAY(chars->arena, room, UChar);
	int32_t *place = ARENA_ARRAY(chars->arena, (size_t)chars->count + 1, int32_t);
	size_t n = with_isolates(chars, units, place);
	UErrorCode error = U_ZERO_ERROR;
	UBiDi *bidi = ubidi_openSized((int32_t)n, 0, &error);
	ubidi_setPara(bidi, units, (int32_t)n, chars->rtl, NULL, &error);
	const UBiDiLevel *levels = U_SUCCESS(error) ? ubidi_getLevels(bidi, &error) : NULL;
	for (int i = 0; levels && U_SUCCESS(error) && i < chars->count; i++) {
		Char *c = &chars->at[i];
		c->level = c->first || !i ? levels[place[i]] : c[-1].level;
	}
	ubidi_close(bidi);
}

/* ---- scripts ---- */

/* Kana and Han are set by one face and shaped alike: parting them would cut words for nothing. */
static uint32_t joined(uint32_t script) {
	return script == HB_SCRIPT_HIRAGANA || script == HB_SCRIPT_KATAKANA
			|| script == HB_SCRIPT_BOPOMOFO
		? SCRIPT_HAN
		: script;
}

static uint32_t script_of(uint32_t code) {
	if (code < 0x80)
		return (code | 0x20) >= 'a' && (code | 0x20) <= 'z' ? SCRIPT_LATIN : SCRIPT_COMMON;
	uint32_t script = hb_unicode_script(hb_unicode_funcs_get_default(), code);
	return script == HB_SCRIPT_UNKNOWN ? SCRIPT_COMMON : joined(script);
}

static bool is_neutral(uint32_t script) {
	return script == SCRIPT_COMMON || script == SCRIPT_INHERITED;
}

/* The scripts that a common character belongs to (Script_Extensions); none: to any. */
static int extensions(uint32_t code, uint32_t *scripts) {
	UScriptCode codes[MOST_EXTENSIONS];
	UErrorCode error = U_ZERO_ERROR;
	if (code < 0xA0) return 0;
	int n = uscript_getScriptExtensions((UChar32)code, codes, MOST_EXTENSIONS, &error), count = 0;
	for (int i = 0; U_SUCCESS(error) && i < n; i++) {
		uint32_t script = joined(hb_script_from_string(uscript_getShortName(codes[i]), 4));
		if (!is_neutral(script)) scripts[count++] = script;
	}
	return count;
}

static bool among(const uint32_t *scripts, int n, uint32_t script) {
	for (int i = 0; i < n; i++)
		if (scripts[i] == script) return true;
	return false;
}

typedef struct Reader {
	uint32_t last[UBIDI_MAX_EXPLICIT_LEVEL + 4]; /* the script that a level has had last */
	unsigned char level;
	struct {
		uint32_t closes, script;
	} open[MOST_OPEN];
	int nopen;
} Reader;

static uint32_t lang_script_of(const Chars *chars, int piece) {
	const FontPiece *styled = &chars->pieces[piece];
	return lang_script(styled->font->set, styled->lang);
}

/* [script] if character [i] may be of it; else one that it may be of: its language's, or the
   first. */
static uint32_t fitting(const Chars *chars, int i, uint32_t script) {
	uint32_t scripts[MOST_EXTENSIONS];
	int n = extensions(chars->at[i].code, scripts);
	if (!n || among(scripts, n, script)) return script;
	uint32_t own = lang_script_of(chars, chars->at[i].piece);
	return among(scripts, n, own) ? own : scripts[0];
}

/* A closing bracket is of its opening one's script. */
static uint32_t bracket_script(Reader *reader, const Char *c, uint32_t script) {
	int type = u_getIntPropertyValue((UChar32)c->code, UCHAR_BIDI_PAIRED_BRACKET_TYPE);
	if (type == U_BPT_OPEN && reader->nopen < MOST_OPEN) {
		uint32_t closes = (uint32_t)u_getBidiPairedBracket((UChar32)c->code);
		reader->open[reader->nopen].closes = closes;
		reader->open[reader->nopen++].script = script;
	}
	if (type != U_BPT_CLOSE) return script;
	for (int k = reader->nopen - 1; k >= 0; k--) {
		if (reader->open[k].closes != c->code) continue;
		reader->nopen = k;
		return reader->open[k].script ? reader->open[k].script : script;
	}
	return script;
}

/* A run ends where a lower level begins; what is embedded in it at higher ones does not end it. */
static uint32_t script_before(Reader *reader, const Char *c) {
	for (; reader->level > c->level; reader->level--) reader->last[reader->level] = 0;
	reader->level = c->level;
	return reader->last[c->level];
}

/* What stands alone says its script; the rest takes that of the cluster or of the text before it in
   the same run. 0: not known yet. */
static void scripts_forward(Chars *chars) {
	Reader reader = { .level = 0 };
	for (int i = 0; i < chars->count; i++) {
		Char *c = &chars->at[i];
		uint32_t before = script_before(&reader, c);
		c->script = script_of(c->code);
		c->neutral = is_neutral(c->script);
		if (!c->first) c->script = i ? c[-1].script : 0;
		else if (c->neutral) {
			c->script = before ? fitting(chars, i, before) : 0;
			c->script = bracket_script(&reader, c, c->script);
		}
		if (c->script) reader.last[c->level] = c->script;
	}
}

/* What is not known yet takes the script behind it, in its run if [same_level]. */
static void scripts_backward(Chars *chars, bool same_level) {
	for (int i = chars->count - 2; i >= 0; i--) {
		Char *c = &chars->at[i];
		if (c->script || !c[1].script || (same_level && c[1].level != c->level)) continue;
		c->script = c->first ? fitting(chars, i, c[1].script) : c[1].script;
	}
}

static void scripts_last(Chars *chars) {
	for (int i = 0; i < chars->count; i++) {
		Char *c = &chars->at[i];
		if (c->script) continue;
		c->script = fitting(chars, i, i ? c[-1].script : SCRIPT_LATIN);
	}
}

/* Within a cluster the base decides, even where a mark alone has a script. */
static void scripts_of_clusters(Chars *chars) {
	for (int i = 1; i < chars->count; i++)
		if (!chars->at[i].first) chars->at[i].script = chars->at[i - 1].script;
}

void chars_find_scripts(Chars *chars) {
	scripts_forward(chars);
	scripts_backward(chars, true);
	scripts_last(chars);
	scripts_backward(chars, false);
	scripts_of_clusters(chars);
}
