#include "images/internal.h"
bool svg_take(const Reading *reading) { return refuse(reading, "SVG"); }
