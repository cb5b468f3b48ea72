/* Tables. */
#include "pages/story.h"

void table_place(Story *story, const Item *item) { (void)story, (void)item; }
