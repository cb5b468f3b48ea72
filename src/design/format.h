/* Papers, and formats as rows: how a sheet is folded, which panel stands where, and in which order
   it is read. Fold geometry sits here because a panel's width is needed before layout. */
#ifndef DIPTYCH_DESIGN_FORMAT_H
#define DIPTYCH_DESIGN_FORMAT_H
#include "base/diag.h"
#include "base/len.h"

typedef struct Paper {
	const char *name;
	Size size;
	bool us;
} Paper; /* portrait; us: fold-in 1/16 in, else 3 mm */
const Paper *paper_find(Str name); /* NULL if unknown */
const Paper *paper_nearest(Str name); /* for a hint */
/* The paper that a language's region uses: letter in the Americas and the Philippines, else a4; no
 * region: letter for en, es, tl, else a4. */
const Paper *paper_for(Str lang);
void papers_list(Buf *out);

typedef enum { PURPOSE_OFFICE, PURPOSE_READER } Purpose;
/* What stands on a panel or a page. */
typedef enum {
	PART_PAGE, /* a page of a flat format: whatever the format's own layout puts there */
	PART_COVER,
	PART_GLANCE, /* the questions with brief answers for all subjects */
	PART_DOOR, /* one subject: the first door of an order is subject 1's, and so on */
	PART_CHECK, /* statements to tick */
	PART_BACK, /* what to do next, sources, contact */
} Part;

#define MAX_PANELS 12
typedef struct Panel {
	const char *name; /* "inside 1" */
	Part part;
	int side; /* 0: outside, first printed; 1: inside */
	Len left, width; /* on its side of the sheet */
	bool narrow; /* it folds in */
} Panel;

typedef enum { FORMAT_FLAT, FORMAT_LARGE, FORMAT_SAMPLE, FORMAT_FOLDED } FormatKind;
typedef struct Format {
	const char *name, *summary, *aliases; /* aliases: words parted by blanks (IPP names, slang) */
	FormatKind kind;
	bool landscape;
	int npanels;
	struct {
		const char *name;
		int side, place; /* place: 0.. from the left */
		int share, less; /* width: so many shares of the sheet, less so many halves of the fold-in
							allowance; negative: more */
	} panels[MAX_PANELS];
	struct {
		int panel;
		Part part;
	} order[4][MAX_PANELS + 1]; /* reading order for 2, 3, 4 and 5 subjects, and what stands where;
								   panel -1 ends */
	int least, most; /* subjects that it can take */
	const char *flip,
		*how; /* duplex flip edge: "short" or "long"; how to print and fold it, one line */
} Format;

const Format *format_find(Str name); /* also by alias; NULL if unknown */
const Format *format_nearest(Str name);
void formats_list(Buf *out);
bool format_explain(Str name, Buf *out);
/* The size of the sheet, turned as the format wants it. */
Size format_sheet(const Format *format, const Paper *paper);
/* Fills [panels] in the row's order for [nsubjects] subjects. Of a sheet W wide, with the fold-in
   allowance d (1/16 in on US papers, else 3 mm), a panel of s shares that folds in by l halves of d
   is s (W + sum of l d/2) / (sum of s) - l d/2 wide. [mirrored]: for a language that is read from
   right to left, where the sheet is folded the other way round. */
int format_panels(const Format *format, const Paper *paper, int nsubjects, bool mirrored,
	Panel panels[MAX_PANELS]);
#endif
