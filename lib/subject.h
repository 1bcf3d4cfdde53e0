#ifndef EARSHOT_SUBJECT_H
#define EARSHOT_SUBJECT_H
// Subjects: reply and forward prefixes in many languages ("Re:", "AW:", "Fwd:",
// "SV:", "TR:", "Re[2]:", "RE: AW:"), bracketed tags of lists and desks, our short id.

#include <glib.h>
#include <stdbool.h>

// True when a reply or forward prefix stands in front (behind bracketed tags too): the subject is inherited.
bool subject_is_inherited(const char *subject);
// True when the prefix in front is that of a forward ("Fwd:", "WG:", "TR:").
bool subject_is_forward(const char *subject);
// True when it is inherited and not a forward: it answers the mail of that subject.
bool subject_is_reply(const char *subject);
// What stands behind all prefixes and bracketed tags; points into `subject`.
const char *subject_skip_prefixes(const char *subject);
// For echoing: controls and bidi marks removed, blanks collapsed, prefixes and foreign tags removed, at most
// 120 code points (then an ellipsis). Valid UTF-8, may be empty. The caller owns it.
char *subject_clean(const char *subject);
// For guessing threads: cleaned and case-folded. The caller owns it.
char *subject_fold(const char *subject);
// Our short id "[#abcdefgh]" for a thread, put into subjects. The caller owns it.
char *subject_short_id(const char *thread);
// The short id's eight characters found in a subject, or NULL. The caller owns it.
char *subject_find_short_id(const char *subject);

#endif
