// The breaker of a mailbox opened: customers wait without a word of us, and the PM
// must know why, what goes on, and how to undo it. A text of its own, in a template.
#include "brief_parts.h"

#include "builtin.h"
#include "fault.h"
#include "template.h"

static const char *const KNOWN[] = {"mailbox", NULL};

static GBytes *source_in(const char *language) {
    g_autofree char *path = g_strdup_printf("notes/%s/breaker.txt", language);
    return builtin_file(path);
}

bool brief_breaker(Brief *brief, GError **error) {
    g_autoptr(GBytes) own = source_in(phrasebook_language(brief->book));
    g_autoptr(GBytes) source = own != NULL ? g_bytes_ref(own) : source_in("en");
    if (source == NULL)
        return fault_set(error, FATE_PERMANENT, "the text about the breaker is missing");
    g_autofree char *text = g_strndup(g_bytes_get_data(source, NULL), g_bytes_get_size(source));
    g_autoptr(Template) template = template_parse("breaker.txt", text, TEMPLATE_TEXT, KNOWN, error);
    if (template == NULL)
        return false;
    g_autofree char *rendered = template_render(template, brief->given);
    g_string_append(brief->text, rendered);
    brief->subject =
        phrasebook_fill(brief->book, "brief.breaker-subject", "mailbox", values_get(brief->given, "mailbox"));
    return true;
}
