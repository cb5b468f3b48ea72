/* Papers and formats: rows of two tables, and the few sums that turn a row into panels. */
#include "design/format.h"
#include "design/internal.h"

#define IN(inches) PT((inches)*72.0)
#define MM(millimetres) PT((millimetres)*72.0 / 25.4)

static const Paper papers[] = {
#define PAPER(name, width, height, unit, us) { name, { unit(width), unit(height) }, us },
#include "design/papers.def"
};
static const char *const paper_sizes[] = {
#define PAPER_IN(width, height) #width " x " #height " in"
#define PAPER_MM(width, height) #width " x " #height " mm"
#define PAPER(name, width, height, unit, us) PAPER_##unit(width, height),
#include "design/papers.def"
};
#define NPAPERS ((int)(sizeof papers / sizeof *papers))

#define FLAT_ORDER { { 0, PART_PAGE }, { -1, PART_PAGE } }
static const Format formats[] = {
#include "design/formats.def"
};
#define NFORMATS ((int)(sizeof formats / sizeof *formats))

/* ---- papers ---- */

const Paper *paper_find(Str name) {
	for (int i = 0; i < NPAPERS; i++)
		if (name_is(name, papers[i].name)) return &papers[i];
	return NULL;
}

const Paper *paper_nearest(Str name) {
	const Paper *nearest = NULL;
	int least = name_limit(name) + 1;
	for (int i = 0; i < NPAPERS; i++)
		if (name_nearer(name, papers[i].name, &least)) nearest = &papers[i];
	return nearest;
}

/* True if [word] is among the blank-parted [words], whatever its case. */
static bool among(Str word, const char *words) {
	Str rest = str_of(words);
	for (Str next = str_word(&rest); next.len; next = str_word(&rest)) {
		char known[40];
		if (next.len >= sizeof known) continue;
		for (size_t i = 0; i < next.len; i++) known[i] = next.at[i];
		known[next.len] = 0;
		if (name_is(word, known)) return true;
	}
	return false;
}

/* Where office paper is letter: Unicode CLDR's list of regions, with the islands that follow the
   United States, and 419, Latin America as a whole. */
static const char letter_regions[] =
	"US CA MX PH CO CL VE CR GT PA DO PR BZ HN NI SV AS GU MP VI 419";
static const char letter_languages[] = "en es tl fil";

const Paper *paper_for(Str lang) {
	Str rest = lang, language = str_until(&rest, '-'), region = { 0 };
	while (rest.len) {
		Str part = str_until(&rest, '-');
		if (part.len == 1) break; /* an extension: no region comes after it */
		bool digits = part.len == 3 && part.at[0] >= '0' && part.at[0] <= '9';
		if (part.len == 2 || digits) {
			region = part;
			break;
		}
	}
	bool letter = region.len ? among(region, letter_regions) : among(language, letter_languages);
	return paper_find(letter ? STR("letter") : STR("a4"));
}

void papers_list(Buf *out) {
	for (int i = 0; i < NPAPERS; i++) buf_format(out, "%-12s %s\n", papers[i].name, paper_sizes[i]);
}

/* ---- formats ---- */

const Format *format_find(Str name) {
	for (int i = 0; i < NFORMATS; i++)
		if (name_is(name, formats[i].name) || among(name, formats[i].aliases)) return &formats[i];
	return NULL;
}

const Format *format_nearest(Str name) {
	const Format *nearest = NULL;
	int least = name_limit(name) + 1;
	for (int i = 0; i < NFORMATS; i++)
		if (name_nearer(name, formats[i].name, &least)) nearest = &formats[i];
	return nearest;
}

void formats_list(Buf *out) {
	for (int i = 0; i < NFORMATS; i++)
		buf_format(out, "%-12s %s\n", formats[i].name, formats[i].summary);
}

/* One side's panels from left to right: "outside: flap (narrow) | back | cover". */
static void explain_side(const Format *format, int side, Buf *out) {
	buf_format(out, "  %-8s", side ? "inside" : "outside");
	int width = 0;
	for (int i = 0; i < format->npanels; i++) width += format->panels[i].side == side;
	for (int place = 0; place < width; place++) {
		for (int i = 0; i < format->npanels; i++) {
			if (format->panels[i].side != side || format->panels[i].place != place) continue;
			buf_format(out, "%s%s%s", place ? " | " : "", format->panels[i].name,
				format->panels[i].less > 0 ? " (narrow)" : "");
		}
	}
	buf_byte(out, '\n');
}

static void explain_order(const Format *format, int nsubjects, Buf *out) {
	buf_format(out, "  read, with %d subjects: ", nsubjects);
	for (int i = 0; format->order[nsubjects - 2][i].panel >= 0; i++)
		buf_format(out, "%s%s", i ? ", " : "",
			format->panels[format->order[nsubjects - 2][i].panel].name);
	buf_byte(out, '\n');
}

bool format_explain(Str name, Buf *out) {
	const Format *format = format_find(name);
	if (!format) return false;
	buf_format(out, "%s: %s.\n", format->name, format->summary);
	buf_format(out, "  also called: %s\n", format->aliases);
	if (format->kind == FORMAT_FOLDED) {
		explain_side(format, 0, out);
		explain_side(format, 1, out);
		for (int n = format->least; n <= format->most; n++) explain_order(format, n, out);
	}
	buf_format(out, "  %s\n", format->how);
	return true;
}

Size format_sheet(const Format *format, const Paper *paper) {
	Size size = paper->size;
	return format->landscape ? (Size){ size.height, size.width } : size;
}

/* What rounding leaves over goes to the outside's last panel and to the inside's first, its back:
   so the widths add up to the sheet's, and both sides have their folds at the same place. */
static void place_side(const Format *format, Len sheet, Len in, int side, Panel *panels) {
	int shares = 0, less = 0, n = 0;
	Len left = 0, over = sheet;
	for (int i = 0; i < format->npanels; i++) {
		if (format->panels[i].side != side) continue;
		shares += format->panels[i].share;
		less += format->panels[i].less;
		n++;
	}
	for (int i = 0; i < format->npanels; i++) {
		if (format->panels[i].side != side) continue;
		panels[i].width = (sheet + less * in / 2) * format->panels[i].share / shares
			- format->panels[i].less * in / 2;
		over -= panels[i].width;
	}
	for (int place = 0; place < n; place++)
		for (int i = 0; i < format->npanels; i++) {
			if (format->panels[i].side != side || format->panels[i].place != place) continue;
			if (place == (side ? 0 : n - 1)) panels[i].width += over;
			panels[i].left = left;
			left += panels[i].width;
		}
}

/* What stands on panel [i]. */
static Part part_of(const Format *format, int nsubjects, int i) {
	for (int k = 0; format->order[nsubjects - 2][k].panel >= 0; k++)
		if (format->order[nsubjects - 2][k].panel == i) return format->order[nsubjects - 2][k].part;
	return PART_PAGE;
}

int format_panels(const Format *format, const Paper *paper, int nsubjects, bool mirrored,
	Panel panels[MAX_PANELS]) {
	Size sheet = format_sheet(format, paper);
	for (int i = 0; i < format->npanels; i++)
		panels[i] = (Panel){
			.name = format->panels[i].name,
			.part = part_of(format, nsubjects, i),
			.side = format->panels[i].side,
			.narrow = format->panels[i].less > 0,
		};
	for (int side = 0; side < 2; side++)
		place_side(format, sheet.width, paper->us ? IN(1.0 / 16) : MM(3), side, panels);
	for (int i = 0; mirrored && i < format->npanels; i++)
		panels[i].left = sheet.width - panels[i].left - panels[i].width;
	return format->npanels;
}
