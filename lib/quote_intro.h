#ifndef EARSHOT_QUOTE_INTRO_H
#define EARSHOT_QUOTE_INTRO_H
// Quotes that are introduced by a sentence: "On Mon, 1 Feb 2016 at 10:00, Ann <a@b> wrote:".

#include "quote_lines.h"

void quote_intro_mark(Lines *lines);

#endif
