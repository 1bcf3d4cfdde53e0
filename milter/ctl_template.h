#ifndef EARSHOT_CTL_TEMPLATE_H
#define EARSHOT_CTL_TEMPLATE_H
// What the parts of `earshot template show` share: ctl_template.c previews
// acknowledgements, ctl_template_outreach.c what a PM ordered.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "mailbox.h"
#include "seal.h"

typedef struct Preview { // what the options say
    char *language;
    char *mailbox;
    char *now;
    char *message;
    char *kind;       // NULL: an acknowledgement
    char *workaround; // of a known problem, to be told in it; or NULL
    gboolean minimal, html, mail;
    int64_t arrival; // of --now, 0 without
} Preview;

// As --html, --mail and neither want it.
bool preview_print(const Preview *preview, GBytes *bytes, GError **error);
// The language asked for must be among those of the directory; says which there are.
bool preview_have_language(const Preview *preview, const char *directory);
// Exit status.
int preview_outreach(const Preview *preview, const Config *config, const Seal *seal, const Mailbox *mailbox);

#endif
