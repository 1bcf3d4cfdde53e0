#ifndef EARSHOT_LINT_H
#define EARSHOT_LINT_H
// What a template may lack though it can be loaded: thanks that are said, a time
// that is told, no phrase of bureaucrats and no empathy that nobody feels. For
// `earshot template check`: findings do not keep a daemon from starting.

#include <glib.h>
#include <stdbool.h>

// Everything found in the templates and words of `directory` over the built-in ones (NULL: those alone),
// char * "file:line: message, and what to do" appended in order: what tongues_load would refuse (unknown
// names, missing thanks, missing time) and what only reads badly: phrases of over 400 characters, exclamation
// marks, links, words of the list `banned`, thanks without a word of the list `thanking`, files that nothing
// reads. True when nothing was found. The codes of the languages looked at (char *) are added to `languages`,
// each once; NULL: not wanted.
bool lint_templates(const char *directory, GPtrArray *findings, GPtrArray *languages);

#endif
