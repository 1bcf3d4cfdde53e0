#ifndef EARSHOT_QUOTE_LABEL_H
#define EARSHOT_QUOTE_LABEL_H
// The labels of a quoted header, "From: ...", "*Von:* ...", as mail programs translate them.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum QuoteLabel {
    QUOTE_LABEL_NONE = 0,
    QUOTE_LABEL_FROM = 1,
    QUOTE_LABEL_DATE = 2,
    QUOTE_LABEL_TO = 4,
    QUOTE_LABEL_CC = 8, // and whatever else stands in such a header
    QUOTE_LABEL_SUBJECT = 16,
    QUOTE_LABEL_SENT = 32 | QUOTE_LABEL_DATE, // a date, in words that only mail has
} QuoteLabel;

// Of the label and colon that a line begins with.
QuoteLabel quote_label_of(const char *line, size_t length);
// Of a line that is nothing but the word, without colon.
QuoteLabel quote_label_bare(const char *line, size_t length);
// True when a whole header stands in one line, as some converters leave it: who, when and to whom or of what.
bool quote_label_in_one_line(const char *line, size_t length);

#endif
