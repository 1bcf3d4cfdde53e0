#ifndef EARSHOT_TEMPLATE_H
#define EARSHOT_TEMPLATE_H
// Logic-less templates (the Mustache way): {{name}} a value, {{#name}}..{{/name}}
// shown when the value is not empty (once for each item of a list, {{.}} the
// item, {{.other}} that of another list with the same number), {{^name}}..{{/name}}
// when it is, {{! a remark}}. No code, no includes.
// A line that holds nothing but a section's tag or a remark leaves no line behind.
// Values are escaped by kind of output: in HTML for HTML; in both control
// characters and bidi marks are removed and a value stays on its line.

#include <glib.h>
#include <stdbool.h>
#include "values.h"

typedef enum TemplateKind { TEMPLATE_TEXT, TEMPLATE_HTML } TemplateKind;

typedef struct Template Template;

// Parses; `name` stands in errors as `name:line: what`. `known` (NULL-terminated) are the names that may
// occur, NULL for any. Sections nest at most 16 deep. FATE_CONFIG.
Template *template_parse(const char *name, const char *source, TemplateKind kind, const char *const *known,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void template_free(Template *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Template, template_free)
// True when it is shown whatever the other values are: as {{name}} or {{#name}} in no section of another
// name. ".name" when it is shown with the items of some list.
bool template_shows(const Template *template, const char *name);
// The caller owns the text, which ends after 1 MB.
char *template_render(const Template *template, const Values *values);

#endif
