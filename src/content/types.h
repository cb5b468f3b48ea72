/* The kinds of answer that an aspect has, and what a value may say instead of one. */
#ifndef DIPTYCH_CONTENT_TYPES_H
#define DIPTYCH_CONTENT_TYPES_H

typedef enum {
	TYPE_TEXT,
	TYPE_LIST,
	TYPE_NUMBER,
	TYPE_DURATION,
	TYPE_YESNO,
	TYPE_MONEY,
	TYPE_PERCENT,
	TYPE_RANGE,
	TYPE_DATE,
	TYPE_SCALE /* 1 to 5 */
} AspectType;
typedef enum { SHOW_BOTH, SHOW_GLANCE, SHOW_DETAIL } ShownIn;
typedef enum {
	STATUS_GIVEN,
	STATUS_NA,
	STATUS_VARIES,
	STATUS_UNKNOWN,
	STATUS_WRITE /* the reader writes it in */
} ValueStatus;
typedef enum { PER_NONE, PER_YEAR, PER_MONTH, PER_TERM, PER_CREDIT, PER_HOUR } Per;
#endif
