// Where a writer's own words only point to a forwarded text, that text speaks
// (VERDICT.md). Whether they do is a matter of few words: greeting and closing
// taken off, hardly more than "see below" may be left.
#include "quote.h"

#include <string.h>

#define POINTER_MAX 80 // octets; who writes more says something

static const char *const pointers[] = {
    "see below",
    "see attached",
    "please see",
    "fyi",
    "for your information",
    "see the mail below",
    "see forwarded",
    "as below",
    "below",
    "siehe unten",
    "s. u.",
    "s.u.",
    "siehe nachstehend",
    "zur info",
    "zur kenntnis",
    "zk",
    "z.k.",
    "zur information",
    "siehe weiter unten",
    "siehe anhang",
    "bitte beachten",
    "voir ci-dessous",
    "ci-dessous",
    "pour info",
    "pour information",
    "ver abajo",
    "ver más abajo",
    "véase abajo",
    "para su información",
    "para tu información",
    "ver abaixo",
    "veja abaixo",
    "para conhecimento",
    "vedi sotto",
    "vedere sotto",
    "per conoscenza",
    "zie onder",
    "zie hieronder",
    "ter info",
    "ter informatie",
    "patrz poniżej",
    "zobacz poniżej",
    "do wiadomości",
    "se nedan",
    "för kännedom",
    "se nedenfor",
    "til orientering",
    "se under",
    "katso alla",
    "tiedoksi",
    "см. ниже",
    "смотрите ниже",
    "для информации",
    "forwarding",
    "weiterleitung",
};

// Greetings and closings at the start of a line, in the languages where mail has them.
static const char *const courtesies[] = {
    "hi",         "hello",        "hallo",   "dear",         "hey",         "guten",
    "liebe",      "sehr geehrte", "moin",    "bonjour",      "salut",       "hola",
    "buenos",     "buenas",       "olá",     "bom dia",      "boa tarde",   "ciao",
    "buongiorno", "beste",        "geachte", "dzień dobry",  "witam",       "hej",
    "hei",        "hejsan",       "moi",     "здравствуйте", "добрый день", "estimad",
};
static const char *const closings[] = {
    "regards",
    "best",
    "kind regards",
    "thanks",
    "thank you",
    "cheers",
    "sincerely",
    "mfg",
    "mit freundlichen",
    "viele grüße",
    "grüße",
    "gruß",
    "lg",
    "vg",
    "beste grüße",
    "danke",
    "cordialement",
    "merci",
    "saludos",
    "gracias",
    "atentamente",
    "cumprimentos",
    "obrigad",
    "saluti",
    "cordiali",
    "grazie",
    "groet",
    "met vriendelijke",
    "bedankt",
    "pozdrawiam",
    "dziękuję",
    "mvh",
    "hälsningar",
    "tack",
    "vänliga",
    "med venlig",
    "med vennlig",
    "hilsen",
    "terveisin",
    "kiitos",
    "с уважением",
    "спасибо",
};

static bool begins_with_any(const char *line, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (g_str_has_prefix(line, words[i]))
            return true;
    return false;
}

QuotePointing quote_pointing(const char *own) {
    if (strlen(own) > 600)
        return QUOTE_POINTING_NOT;
    g_autofree char *lower = g_utf8_strdown(own, -1);
    g_auto(GStrv) lines = g_strsplit(lower, "\n", 0);
    g_autoptr(GString) rest = g_string_new(NULL);
    for (char **each = lines; *each != NULL; each++) {
        const char *line = g_strstrip(*each);
        if (begins_with_any(line, closings, G_N_ELEMENTS(closings)))
            break;
        if (rest->len == 0 && strlen(line) < 60 &&
            begins_with_any(line, courtesies, G_N_ELEMENTS(courtesies)) &&
            (g_str_has_suffix(line, ",") || strlen(line) < 12))
            continue;
        if (*line != '\0')
            g_string_append_printf(rest, "%s%s", rest->len > 0 ? " " : "", line);
    }
    if (rest->len > POINTER_MAX)
        return QUOTE_POINTING_NOT;
    for (size_t i = 0; i < G_N_ELEMENTS(pointers); i++)
        if (strstr(rest->str, pointers[i]) != NULL)
            return QUOTE_POINTING_AT_IT;
    return rest->len == 0 ? QUOTE_POINTING_SILENT : QUOTE_POINTING_NOT;
}
