#ifndef EARSHOT_QUOTE_CONTACT_H
#define EARSHOT_QUOTE_CONTACT_H
// Signatures that no dashes announce: a closing, a name, and below it who they are and how to reach them.
// The closing and the name are the writer's; numbers and addresses below them are nobody's words. Lines that
// may tell what the matter is (an order's number, a sentence, a postscript) keep all of it.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

// "Best regards,", "Mit freundlichen Grüßen": such words and not many more.
bool quote_contact_closing(const char *line, size_t length);
// True when such a line ends with the name: "Kind regards, Ann".
bool quote_contact_signed(const char *line, size_t length);
// "Ann Lee", "Dr. Ann Lee-Miller": a few words, no number.
bool quote_contact_name(const char *line, size_t length);

typedef enum QuoteContact {
    QUOTE_CONTACT_NONE = 0,  // may stand among them: title, company, street
    QUOTE_CONTACT_PHONE = 1, // how to reach them
    QUOTE_CONTACT_MAIL = 2,
    QUOTE_CONTACT_WEB = 4,
    QUOTE_CONTACT_WORDS = 8, // never part of a signature
} QuoteContact;
// Flags of what one line holds.
unsigned quote_contact_line(const char *line, size_t length);

#endif
