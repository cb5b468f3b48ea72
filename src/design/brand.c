#include "design/internal.h"
void brand_apply(ThemeReading *in) { (void)in; }
