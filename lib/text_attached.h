#ifndef EARSHOT_TEXT_ATTACHED_H
#define EARSHOT_TEXT_ATTACHED_H
// What came with a message beside its words.

#include "text.h"

// Sets has_image and has_attachment. `data_image`: the HTML itself holds a picture that can be seen.
void text_attached_look(const Message *message, bool data_image, Text *text);

#endif
