#ifndef EARSHOT_TEMPLATE_H
#define EARSHOT_TEMPLATE_H
// Logic-less templates (the Mustache way): {{name}} a value, {{#name}}..{{/name}}
// shown when the value is not empty (once for each item of a list, {{.}} the
// item), {{^name}}..{{/name}} when it is. No code, no includes. Values are
// escaped by kind of output: in HTML for HTML; in text control characters are removed.

#include <glib.h>
#include <stdbool.h>

typedef enum TemplateKind { TEMPLATE_TEXT, TEMPLATE_HTML } TemplateKind;

typedef struct Template Template;
typedef struct Values Values;

// Parses; `name` stands in errors as `name:line: what`. `known` (NULL-terminated) are the names that may
// occur, NULL for any. FATE_CONFIG.
Template *template_parse(const char *name, const char *source, TemplateKind kind, const char *const *known,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void template_free(Template *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Template, template_free)
// True when {{name}} or a section of it occurs.
bool template_uses(const Template *template, const char *name);
// The caller owns the text.
char *template_render(const Template *template, const Values *values);

// Values: names to strings or lists of strings, in a stable order; they are kept in the outbox as bytes.
Values *values_new(void) G_GNUC_WARN_UNUSED_RESULT;
void values_free(Values *values);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Values, values_free)
void values_set(Values *values, const char *name, const char *text); // copies; NULL is empty
void values_add(Values *values, const char *name, const char *item); // appends to a list
const char *values_get(const Values *values, const char *name);      // the first item, or NULL
GBytes *values_pack(const Values *values);
Values *values_unpack(GBytes *bytes, GError **error);

#endif
