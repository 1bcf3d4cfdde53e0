#ifndef EARSHOT_DIGEST_WRITE_H
#define EARSHOT_DIGEST_WRITE_H
// The digest as text of at most 72 columns and as HTML for mail readers: tables
// and inline styles that Outlook's Word engine, Gmail and Apple Mail show, no
// images, no scripts. Both say the same, from the same values. The HTML stays
// under 100 KB, behind which Gmail hides the rest: what does not fit is told in
// a line, then counted. Names and words of strangers are cut, escaped and keep
// their direction to themselves. Pure.

#include <glib.h>
#include "digest.h"
#include "phrasebook.h"

typedef struct DigestPaper { // borrowed
    const Phrasebook *book;
    const char *mail_to; // where commands by reply go, for links "mailto:"; NULL: no links
    const char *token;   // the grant's token, shown so that a reply carries it; NULL: no commands
} DigestPaper;

// The caller owns the results. The subject says what presses: "3 late, 2 due today, 14 open (Monday, ...)".
char *digest_subject(const Digest *digest, const Phrasebook *book);
char *digest_text(const Digest *digest, const DigestPaper *paper);
char *digest_html(const Digest *digest, const DigestPaper *paper);

#endif
