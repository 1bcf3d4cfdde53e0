#ifndef EARSHOT_TEXT_H
#define EARSHOT_TEXT_H
// What the customer newly wrote: the best text part chosen, quotes, reply
// headers and signature removed. A quote may explain what they mean, it never
// speaks for them; where their own words only point to a forwarded text, that text speaks, behind them.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "message.h"

typedef struct Text {
    char *body;          // LF, valid UTF-8, NFC not applied, no blank lines at its end
    char *subject;       // the decoded subject when it is the writer's own (a new message), else ""
    bool has_quote;      // something quoted was removed
    bool has_signature;  // a signature was removed
    bool forwarded;      // body ends with the forwarded text, since their own words only point to it
    bool has_image;      // a picture or video that came with it may show what is wrong (no small inline logo)
    bool has_attachment; // any attachment but keys, signatures, visiting cards and winmail.dat
    bool truncated;      // a budget ended it
} Text;

// Never fails: a message without text has an empty body. `deadline` as in html.h.
Text *text_extract(const Message *message, int64_t deadline) G_GNUC_WARN_UNUSED_RESULT;
void text_free(Text *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Text, text_free)

// The same for one plain body: removes quotes, reply headers and signature. The caller owns it.
char *text_newly_written(const char *plain, bool *has_quote, bool *has_signature);

#endif
