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

static const Format formats[] = {
#include "design/formats.def"
};
#define NFORMATS ((int)(sizeof formats / sizeof *formats))

static const char *const role_names[] = {
	[ROLE_PAGE] = "page",
	[ROLE_COVER] = "cover",
	[ROLE_FLAP] = "flap",
	[ROLE_BACK] = "back",
	[ROLE_INSIDE_1] = "inside 1",
	[ROLE_INSIDE_2] = "inside 2",
	[ROLE_INSIDE_3] = "inside 3",
	[ROLE_SAMPLE] = "sample",
};

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
			buf_format(out, "%s%s%s", place ? " | " : "", role_names[format->panels[i].role],
				format->panels[i].narrow ? " (narrow)" : "");
		}
	}
	buf_byte(out, '\n');
}

static void explain_order(const Format *format, int nsubjects, Buf *out) {
	const int *order = format->order[nsubjects - 2];
	buf_format(out, "  read, with %d subjects: ", nsubjects);
	for (int i = 0; i < MAX_PANELS && order[i] >= 0; i++)
		buf_format(out, "%s%s", i ? ", " : "", role_names[format->panels[order[i]].role]);
	buf_byte(out, '\n');
}

bool format_explain(Str name, Buf *out) {
	const Format *format = format_find(name);
	if (!format) return false;
	buf_format(out, "%s: %s.\n", format->name, format->summary);
	buf_format(out, "  also called: %s\n", format->aliases);
	if (format->folded) {
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

/* The narrow panels of a side take what the others leave, so that the widths add up to the sheet's
   exactly and a fold lies at the same place seen from both sides. */
static void place_side(const Format *format, Len sheet, Len in, int side, Panel *panels) {
	int n = 0, nnarrow = 0;
	for (int i = 0; i < format->npanels; i++) {
		if (format->panels[i].side != side) continue;
		n++;
		nnarrow += format->panels[i].narrow;
	}
	if (!n) return;
	Len wide = (sheet + in * nnarrow) / n, left = 0;
	Len narrow = nnarrow ? (sheet - wide * (n - nnarrow)) / nnarrow : 0;
	for (int place = 0; place < n; place++) {
		for (int i = 0; i < format->npanels; i++) {
			if (format->panels[i].side != side || format->panels[i].place != place) continue;
			panels[i].left = left;
			panels[i].width = place == n - 1 ? sheet - left : panels[i].narrow ? narrow : wide;
			left += panels[i].width;
		}
	}
}

int format_panels(const Format *format, const Paper *paper, Panel panels[MAX_PANELS]) {
	Size sheet = format_sheet(format, paper);
	for (int i = 0; i < format->npanels; i++)
		panels[i] = (Panel){
			.role = format->panels[i].role,
			.side = format->panels[i].side,
			.narrow = format->panels[i].narrow,
		};
	for (int side = 0; side < 2; side++)
		place_side(format, sheet.width, paper->us ? IN(1.0 / 16) : MM(3), side, panels);
	return format->npanels;
}
