/* From names to things: what the options ask for, and the Edition that the other rooms take. */
#ifndef DIPTYCH_APP_EDITION_H
#define DIPTYCH_APP_EDITION_H
#include "app/options.h"
#include "pages/edition.h"
#include "writers/writer.h"

#define MAX_FORMATS 32

typedef struct Request {                     /* what is wanted of every article */
	const Format *formats[MAX_FORMATS]; int nformats;
	Purpose purposes[2]; int npurposes;
	const Paper *paper;                  /* NULL: by the article's language */
	Ink ink;
	const Writer *to;
	const char *out;                     /* NULL: the current folder */
	bool out_is_folder, out_is_stdout;
	const Fields *fields;
	const char *root;                    /* of pictures; NULL: the article's folder */
} Request;

typedef struct Shared {                      /* opened once, used for every article */
	Arena *arena;
	const char *root;                    /* the folder that holds data and fonts */
	const Theme *theme;
	const struct Picture *logo;          /* of the theme's brand; NULL: none */
	FontSet *fonts;
	struct Hyphens *hyphens;             /* patterns read so far */
	Str profile;
	struct SharedStrings {
		Str lang;
		const Strings *strings;
		bool foreign; /* they are English, for want of better */
		struct SharedStrings *next;
	} *strings;
} Shared;

/* Resolves the names that the options hold. Unknown ones are errors with the nearest known
   name; all are said; then NULL. */
const Request *request_read(Arena *arena, const Options *options, Diags *diags);

/* Opens theme, catalogue and profile; fonts open when they are used. NULL after an error. */
Shared *shared_open(Arena *arena, const Options *options, Diags *diags);
void shared_close(Shared *shared);

/* Fills [edition], whose format and purpose are set, for [content]. False after an error. */
bool edition_make(Edition *edition, const Content *content, Shared *shared, const Request *request,
	Diags *diags);
/* The file that an edition goes to: STEM-FORMAT[-PURPOSE][-PAPER].EXTENSION, or what --out says. */
const char *edition_path(Arena *arena, const Edition *edition, Str stem, const Request *request);

/* The folder of the themes that come with the program. */
const char *themes_folder(Arena *arena, const char *root);
/* The file of the theme [name]: data/themes/NAME.xml, or a file of the user's. */
const char *theme_path(Arena *arena, const char *root, const char *name);
#endif
