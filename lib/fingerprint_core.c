// What of a mail is about the fault: not the greeting, not the names and titles
// at its end, not the notice of a law department. Two mails of one firm share
// all these, whatever they are about.
#include "fingerprint_parts.h"

#include <string.h>

enum {
    END_LINES = 7,
    END_WORDS = 8,
    GREETING_WORDS = 6,
    NOTICE_BYTES = 50,
    LABEL_BYTES = 40,
    LABELLED_WORDS = 8,
    FORM_LEAST = 3
};

// Folded beginnings of words that only notices of confidentiality are full of, and lines that programs add.
static const char *const notices[] = {"confidential", "vertraulich",  "confidenti", "confidencial",
                                      "riservat",     "vertrouwelij", "poufn",      "konfidentiel",
                                      "sekretess",    "disclaimer",   "adressat",   "destinatario",
                                      "geadresseerd", "recipient",    "newsletter"};
static const char *const closings[] = {"regards",
                                       "sincerely",
                                       "cheers",
                                       "thanks",
                                       "thank",
                                       "yours",
                                       "best",
                                       "kind",
                                       "gruss",
                                       "gruesse",
                                       "gruessen",
                                       "mfg",
                                       "vg",
                                       "lg",
                                       "danke",
                                       "saludo",
                                       "saludos",
                                       "atentamente",
                                       "gracias",
                                       "cordialement",
                                       "merci",
                                       "bien",
                                       "saluti",
                                       "cordiali",
                                       "distinti",
                                       "grazie",
                                       "groet",
                                       "groeten",
                                       "groetjes",
                                       "vriendelijke",
                                       "mvg",
                                       "pozdrawiam",
                                       "powazaniem",
                                       "cumprimentos",
                                       "obrigado",
                                       "obrigada",
                                       "atenciosamente",
                                       "mvh",
                                       "halsningar",
                                       "vanliga",
                                       "tack",
                                       "hochachtungsvoll",
                                       "respectueusement",
                                       "sent",
                                       "gesendet",
                                       "envoye",
                                       "enviado",
                                       "inviato",
                                       "verzonden",
                                       "wyslano",
                                       "skickat",
                                       "hilsen"};

static unsigned words_in(const char *line) {
    unsigned words = 0;
    for (const char *at = line; *at != '\0'; at += strspn(at, " \t")) {
        size_t length = strcspn(at, " \t");
        words += length > 0 ? 1 : 0;
        at += length;
    }
    return words;
}

static bool begins_closing(const char *line) {
    char folded[32];
    for (unsigned word = 0; word < 3 && *line != '\0'; word++) {
        size_t length = strcspn(line, " \t,.!");
        features_fold(line, length, folded, sizeof folded);
        for (size_t i = 0; i < G_N_ELEMENTS(closings); i++) {
            if (strcmp(folded, closings[i]) == 0)
                return true;
        }
        line += length;
        line += strspn(line, " \t,.!");
    }
    return false;
}

static bool ends_sentence(const char *line) {
    size_t length = strlen(line);
    return length > 0 && strchr(".?!:", line[length - 1]) != NULL;
}

static bool is_ending(const char *line) {
    unsigned words = words_in(line);
    return words == 0 || (words <= END_WORDS && (begins_closing(line) || !ends_sentence(line) || words <= 2));
}

static bool is_notice(const char *line) {
    if (strlen(line) < NOTICE_BYTES)
        return false;
    g_autofree char *folded = g_malloc0(4 * strlen(line) + 1);
    features_fold(line, strlen(line), folded, 4 * strlen(line) + 1);
    unsigned found = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(notices); i++)
        found += strstr(folded, notices[i]) != NULL ? 1 : 0;
    return found >= 2 || (found == 1 && strstr(folded, "mail") != NULL);
}

// Of a web form ("Name: Dorian Peake"): short on both sides of its colon. What calls a version or an error is
// kept.
static bool is_labelled(const char *line) {
    static const char *const kept[] = {"err", "fehl", "vers", "fout", "code", "status", "subject", "betreff"};
    const char *colon = strchr(line, ':');
    if (colon == NULL || colon == line || words_in(line) > LABELLED_WORDS || colon - line > LABEL_BYTES ||
        (ends_sentence(line) && colon[1] != '\0'))
        return false;
    char folded[2 * LABEL_BYTES];
    features_fold(line, (size_t)(colon - line), folded, sizeof folded);
    for (size_t i = 0; i < G_N_ELEMENTS(kept); i++) {
        if (strstr(folded, kept[i]) != NULL)
            return false;
    }
    return true;
}

// What a form asks for is the same in all its mails, what is filled in is not.
static const char *behind_label(const char *line) {
    const char *colon = strchr(line, ':');
    return colon != NULL && colon - line <= LABEL_BYTES && words_in(line) <= LABELLED_WORDS ? colon + 1
                                                                                            : line;
}

static const char *const form_names[] = {
    "contact form",          "kontaktformular",       "formulaire de contact",
    "formulario de contact", "modulo di contatto",    "contactformulier",
    "formularz kontaktowy",  "formulario de contato", "kontaktformulaer"};

static bool names_form(const char *line) {
    char folded[256];
    features_fold(line, strlen(line), folded, sizeof folded);
    for (size_t i = 0; i < G_N_ELEMENTS(form_names); i++) {
        if (strstr(folded, form_names[i]) != NULL)
            return true;
    }
    return false;
}

bool fingerprint_is_form(const char *body) {
    g_auto(GStrv) lines = g_strsplit(body, "\n", -1);
    unsigned labelled = 0;
    for (char **line = lines; *line != NULL; line++)
        labelled += is_labelled(g_strchomp(*line)) ? 1 : 0;
    return labelled >= FORM_LEAST;
}

static bool is_greeting(const char *line) {
    size_t length = strlen(line);
    return length > 0 && words_in(line) <= GREETING_WORDS && strchr(",!:", line[length - 1]) != NULL;
}

char *fingerprint_core(const char *body) {
    g_auto(GStrv) lines = g_strsplit(body, "\n", -1);
    size_t count = g_strv_length(lines), first = 0;
    for (size_t i = 0; i < count; i++)
        g_strchomp(lines[i]);
    while (first < count && words_in(lines[first]) == 0)
        first++;
    if (first < count && is_greeting(lines[first]))
        first++;
    size_t end = count;
    for (unsigned dropped = 0; end > first + 1 && dropped < END_LINES; dropped++) {
        if (!is_ending(lines[end - 1]) && !is_notice(lines[end - 1]))
            break;
        end--;
    }
    bool form = fingerprint_is_form(body);
    g_autoptr(GString) core = g_string_sized_new(strlen(body) + 2);
    for (size_t i = first; i < end; i++) {
        if (!is_notice(lines[i]) && !(form && (is_labelled(lines[i]) || names_form(lines[i]))))
            g_string_append_c(g_string_append(core, form ? behind_label(lines[i]) : lines[i]), '\n');
    }
    return g_strdup(words_in(core->str) > 0 ? core->str : body);
}
