#ifndef EARSHOT_QUOTE_H
#define EARSHOT_QUOTE_H
// A plain body taken apart: what its writer newly wrote, and what they quoted.
// In doubt a line is the writer's own.

#include <glib.h>
#include <stdbool.h>

typedef struct Quote {
    char *own;          // newly written, no blank lines at its ends
    char *quoted;       // quoted or forwarded, one level of marks and the introduction removed; "" when none
    bool has_quote;     // something quoted was removed
    bool has_signature; // a signature, mobile footer or legal notice was removed
    bool has_forward;   // the quote begins with the mark of a forward
} Quote;

// An answer holds what was answered, so that less is asked of a quote before it is taken for one.
// A new mail may hold marked lines that were pasted into it.
typedef enum QuoteSetting { QUOTE_IN_ANSWER, QUOTE_IN_NEW } QuoteSetting;

// `plain` is valid UTF-8 with LF line ends.
Quote *quote_split(const char *plain, QuoteSetting setting) G_GNUC_WARN_UNUSED_RESULT;
void quote_free(Quote *quote);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Quote, quote_free)

// What the writer's own words do beside a quote, greeting and closing apart.
typedef enum QuotePointing {
    QUOTE_POINTING_NOT,    // they say something
    QUOTE_POINTING_SILENT, // there are none
    QUOTE_POINTING_AT_IT,  // they only point to what stands below, or ask to look at it ("see below", "FYI")
    QUOTE_POINTING_ASKING, // a short request or question, perhaps about it ("Any chance to win this?")
} QuotePointing;
QuotePointing quote_pointing(const char *own);

#endif
