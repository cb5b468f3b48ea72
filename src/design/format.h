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
typedef enum {
	ROLE_PAGE,
	ROLE_COVER,
	ROLE_FLAP,
	ROLE_BACK,
	ROLE_INSIDE_1,
	ROLE_INSIDE_2,
	ROLE_INSIDE_3,
	ROLE_SAMPLE
} Role;

#define MAX_PANELS 12
typedef struct Panel {
	Role role;
	int side; /* 0: outside, first printed; 1: inside */
	Len left, width; /* on its side of the sheet */
	bool narrow; /* the panel that folds in */
} Panel;

typedef struct Format {
	const char *name, *summary, *aliases; /* aliases: words parted by blanks (IPP names, slang) */
	bool folded, landscape;
	int npanels;
	struct {
		Role role;
		int side;
		int place;
		bool narrow;
	} panels[MAX_PANELS]; /* place: 0.. from the left */
	int order[4][MAX_PANELS]; /* reading order as indices into panels, for 2, 3, 4 and 5 subjects;
								 -1 ends */
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
/* Fills [panels] in the row's order. W the sheet's width, d the fold-in: outer panels (W+d)/3, the
 * narrow one (W+d)/3-d. */
int format_panels(const Format *format, const Paper *paper, Panel panels[MAX_PANELS]);
#endif
