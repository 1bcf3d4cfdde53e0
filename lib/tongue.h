#ifndef EARSHOT_TONGUE_H
#define EARSHOT_TONGUE_H
// The files from which mail to customers is made. A language is a folder with its
// phrases in `words` and `words-outreach`; the templates acknowledge, acknowledge-minimal
// and outreach, each .txt and .html, are common to all languages, unless the folder
// of one has its own; page.html stands around the HTML of one language or two. Each
// file F is looked for as DIR/<language>/F, DIR/F, then among the built-in ones in the
// same order; of the words a mailbox's directory DIR needs only the phrases that differ.

#include <glib.h>
#include <stdbool.h>
#include "template.h"
#include "wording.h"

typedef enum Form { FORM_FULL, FORM_MINIMAL, FORM_OUTREACH, FORM_COUNT } Form;

typedef struct Tongue { // one language
    char *code;         // ISO 639-1
    Wording *wording;
    Template *text[FORM_COUNT];
    Template *html[FORM_COUNT];
} Tongue;

typedef struct TongueFile { // a template file as it was read, for who looks at its lines
    char *name;             // as errors call it
    char *code;             // of the language whose folder it lies in, NULL when common
    char *source;
} TongueFile;

typedef struct Tongues {
    GPtrArray *list;     // Tongue *, in order of their codes; never empty
    GPtrArray *files;    // TongueFile *, each once
    Template *page_head; // what stands before {{content}} in page.html, and behind it
    Template *page_foot;
} Tongues;

// Loads and checks; `directory` may be NULL. All errors at once, char * "file:line: message", appended; NULL
// when there were any. An acknowledgement must show {{thanks}}, {{when}}, {{automatic}} and {{loop-token}},
// outreach all that a PM may say to a customer, whatever the other values are.
Tongues *tongues_load(const char *directory, GPtrArray *errors) G_GNUC_WARN_UNUSED_RESULT;
// The same for who checks and does not speak: never NULL, but what had errors is missing in it.
Tongues *tongues_read(const char *directory, GPtrArray *errors) G_GNUC_WARN_UNUSED_RESULT;
void tongues_free(Tongues *tongues);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tongues, tongues_free)
// The names of the files that may lie in a directory, ending with NULL: the first only at its top, the others
// in the folder of a language too; and of the words, which lie there alone.
const char *const *tongues_templates(void);
const char *const *tongues_words(void);
// The template of a form, "acknowledge"; and the names of the values that it may hold, NULL at the end.
const char *tongues_form_name(Form form);
const char *const *tongues_known(Form form);
// Borrowed; NULL when there are no templates in that language.
const Tongue *tongues_find(const Tongues *tongues, const char *code);

#endif
