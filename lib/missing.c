// What to ask. The table says what a person needs first for each kind of
// request; the tests say what a text already gives. A question for what was
// given shows the customer that nobody read, so a test that is in doubt takes
// it as given.
#include "missing.h"

#include <string.h>
#include "features.h"

enum { QUESTIONS_MAX = 3, ASKED = 5 };

static const char *const names[MISSING_COUNT] = {"version", "since",    "steps",     "error",     "affected",
                                                 "stops",   "deadline", "reference", "screenshot"};

const char *missing_name(Missing missing) {
    return names[missing];
}

// The most useful question first; MISSING_COUNT ends a row.
static const Missing needed[REQUEST_COUNT][ASKED] = {
    [REQUEST_OUTAGE] = {MISSING_SINCE, MISSING_AFFECTED, MISSING_STOPS, MISSING_COUNT},
    [REQUEST_DEFECT] = {MISSING_VERSION, MISSING_STEPS, MISSING_ERROR, MISSING_SCREENSHOT, MISSING_SINCE},
    [REQUEST_ENHANCEMENT] = {MISSING_COUNT},
    [REQUEST_HOW_TO] = {MISSING_COUNT},
    [REQUEST_BILLING] = {MISSING_REFERENCE, MISSING_COUNT},
    [REQUEST_ACCESS] = {MISSING_ERROR, MISSING_SINCE, MISSING_AFFECTED, MISSING_COUNT},
    [REQUEST_DELIVERY] = {MISSING_REFERENCE, MISSING_COUNT},
    [REQUEST_CONTRACT] = {MISSING_REFERENCE, MISSING_COUNT},
    [REQUEST_CONDUCT] = {MISSING_SINCE, MISSING_COUNT},
    [REQUEST_PRIVACY] = {MISSING_COUNT},
    [REQUEST_SECURITY] = {MISSING_SINCE, MISSING_AFFECTED, MISSING_COUNT},
    [REQUEST_PRAISE] = {MISSING_COUNT},
    [REQUEST_OTHER] = {MISSING_COUNT},
};

typedef struct Words {
    const Token *tokens;
    size_t count;
} Words;

static bool listed(const char *const *list, const char *word) {
    for (; *list != NULL; list++) {
        size_t length = strlen(*list);
        bool stem = (*list)[length - 1] == '*';
        if (stem ? strncmp(word, *list, length - 1) == 0 : strcmp(word, *list) == 0)
            return true;
    }
    return false;
}

static bool any_listed(const Words *words, const char *const *list) {
    for (size_t i = 0; i < words->count; i++) {
        if (listed(list, words->tokens[i].text))
            return true;
    }
    return false;
}

static bool is_number(const char *word) {
    return g_ascii_isdigit(word[0]);
}

// True when a token that fits `list` has a number within `reach` tokens behind or, with `before`, ahead of
// it.
static bool near_number(const Words *words, const char *const *list, size_t reach, bool before) {
    for (size_t i = 0; i < words->count; i++) {
        if (!listed(list, words->tokens[i].text))
            continue;
        for (size_t step = 1; step <= reach; step++) {
            if (i + step < words->count && is_number(words->tokens[i + step].text))
                return true;
            if (before && step <= i && is_number(words->tokens[i - step].text))
                return true;
        }
    }
    return false;
}

static bool has_version(const Words *words) {
    static const char *const list[] = {"version*", "v",       "ver",     "release", "build",  "firmware*",
                                       "ios",      "android", "windows", "macos",   "chrome", "firefox",
                                       "edge",     "safari",  "fassung", NULL};
    for (size_t i = 0; i < words->count; i++) {
        const char *word = words->tokens[i].text;
        if (word[0] == 'v' && g_ascii_isdigit(word[1]))
            return true;
        const char *dot = is_number(word) ? strchr(word, '.') : NULL;
        if (dot != NULL && strchr(dot + 1, '.') != NULL && strlen(word) <= 9 &&
            strspn(word, "0123456789.") == strlen(word))
            return true; // 3.2.1, though a date like 23.11.2026 is none
    }
    return near_number(words, list, 3, false);
}

static bool has_since(const Words *words) {
    static const char *const list[] = {
        "since",     "yesterday",   "today",     "tonight",  "morning",  "afternoon",  "evening", "ago",
        "monday",    "tuesday",     "wednesday", "thursday", "friday",   "saturday",   "sunday",  "week",
        "weeks",     "hours",       "o'clock",   "noon",     "midnight", "days",       "month",   "months",
        "minutes",   "hour",        "seit*",     "gestern*", "heute",    "vorgestern", "montag*", "dienstag*",
        "mittwoch*", "donnerstag*", "freitag*",  "samstag*", "sonntag*", "stunden",    "minuten", "woche*",
        "tagen",     "vorhin",      "letzte*",   "depuis",   "hier",     "desde",      "ayer",    "da ieri",
        "sinds",     "gisteren",    "od",        "sedan",    NULL};
    if (any_listed(words, list))
        return true;
    for (size_t i = 0; i < words->count; i++) {
        const char *word = words->tokens[i].text; // 10:30, 2026-11-20, 20.11.
        if (is_number(word) && strpbrk(word, ":.") != NULL && strlen(word) >= 4)
            return true;
    }
    return false;
}

static bool has_steps(const Words *words, const char *body) {
    static const char *const list[] = {
        "when",      "whenever",  "after",    "while",      "click*",     "clicking",  "press*",
        "trying",    "tried",     "attempt*", "steps",      "reproduc*",  "open",      "opening",
        "save",      "saving",    "upload*",  "import*",    "export*",    "select*",   "wenn",
        "sobald",    "beim",      "nachdem",  "klick*",     "drueck*",    "oeffne*",   "versuch*",
        "schritte*", "speicher*", "hochlad*", "exportier*", "importier*", "auswaehl*", "quand",
        "lorsque",   "cuando",    "quando",   "wanneer",    "kiedy",      NULL};
    return any_listed(words, list) || strstr(body, "\n1.") != NULL || strstr(body, "\n1)") != NULL;
}

static bool has_quoted(const char *body) {
    static const char *const marks[] = {"\"", "\xe2\x80\x9c", "\xe2\x80\x9e", "\xc2\xab", "\xc2\xbb"};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (strstr(body, marks[i]) != NULL)
            return true;
    }
    return false;
}

static bool has_error(const Words *words, const char *body) {
    static const char *const codes[] = {
        "error",        "errors",        "code",    "http",   "status",    "fehler", "fehlercode",
        "fehlernummer", "fehlermeldung", "meldung", "erreur", "exception", NULL};
    static const char *const signs[] = {"exception*", "traceback", "stacktrace", "timeout",
                                        "timed",      "denied",    "0x*",        "err",
                                        "errno",      "segfault",  "bluescreen", NULL};
    return has_quoted(body) || near_number(words, codes, 2, false) || any_listed(words, signs) ||
           strstr(body, "rror:") != NULL || strstr(body, "ehler:") != NULL || strstr(body, "eldung:") != NULL;
}

static bool has_affected(const Words *words) {
    static const char *const all[] = {"everyone",   "everybody", "nobody",       "colleague*", "team",
                                      "staff",      "company",   "office",       "offices",    "site",
                                      "sites",      "all",       "users",        "customers",  "only",
                                      "department", "stores",    "branch*",      "alle",       "allen",
                                      "niemand",    "kolleg*",   "mitarbeiter*", "team",       "niemanden",
                                      "keiner",     "firma",     "standort*",    "filiale*",   "abteilung*",
                                      "kunden",     "nutzer*",   "benutzer*",    "anwender*",  "personne",
                                      "tous",       NULL};
    return any_listed(words, all);
}

static bool has_stops(const Words *words, const Verdict *verdict) {
    static const char *const list[] = {"orders",   "invoices",  "payroll",     "production", "shipping",
                                       "ship",     "sell",      "checkout",    "payments",   "work",
                                       "bestell*", "rechnung*", "produktion*", "versand*",   "liefer*",
                                       "arbeiten", "verkauf*",  "kasse*",      "lohn*",      NULL};
    return verdict->evidence[SIGNAL_IMPACT]->len > 0 || any_listed(words, list);
}

// A number that stands behind "order", or one long enough to be no amount.
static bool has_reference(const Words *words) {
    static const char *const list[] = {
        "order",    "invoice",    "ticket",   "case",       "reference", "ref",     "customer", "contract",
        "account",  "booking",    "tracking", "number",     "no",        "id",      "policy",   "shipment",
        "bestell*", "rechnung*",  "auftrag*", "kunden*",    "vertrag*",  "nummer*", "nr",       "sendung*",
        "buchung*", "vorgang*",   "commande", "facture",    "pedido",    "factura", "fatura",   "ordine",
        "fattura",  "bestelling", "factuur",  "zamowieni*", "faktur*",   "order*",  NULL};
    for (size_t i = 0; i < words->count; i++) {
        const char *word = words->tokens[i].text;
        size_t digits = 0, length = strlen(word);
        for (size_t c = 0; c < length; c++)
            digits += g_ascii_isdigit(word[c]) ? 1 : 0;
        if (digits >= 5 && strpbrk(word, ".,:") == NULL)
            return true;
        if (digits >= 3 && digits < length && strpbrk(word, ".,:") == NULL)
            return true; // RE4711
    }
    return near_number(words, list, 3, false);
}

static bool is_given(Missing missing, const Words *words, const Text *text, const Verdict *verdict) {
    switch (missing) {
    case MISSING_VERSION:
        return has_version(words);
    case MISSING_SINCE:
        return has_since(words);
    case MISSING_STEPS:
        return has_steps(words, text->body);
    case MISSING_ERROR:
        return has_error(words, text->body) || text->has_image;
    case MISSING_AFFECTED:
        return has_affected(words);
    case MISSING_STOPS:
        return has_stops(words, verdict);
    case MISSING_DEADLINE:
        return verdict->evidence[SIGNAL_URGENCY]->len > 0;
    case MISSING_REFERENCE:
        return has_reference(words);
    case MISSING_SCREENSHOT:
        return text->has_image || text->has_attachment;
    case MISSING_COUNT:
        break;
    }
    return true;
}

uint32_t missing_given(const Text *text, const Verdict *verdict) {
    g_autofree char *both = g_strconcat(text->subject, "\n\n", text->body, NULL);
    g_autoptr(Features) features = features_of(both);
    Words words;
    words.tokens = features_tokens(features, &words.count);
    uint32_t set = 0;
    for (unsigned i = 0; i < MISSING_COUNT; i++) {
        if (is_given((Missing)i, &words, text, verdict))
            set |= 1U << i;
    }
    return set;
}

uint32_t missing_of(const Text *text, const Verdict *verdict, uint32_t before) {
    if (verdict->score[SIGNAL_RESOLVED] >= VERDICT_PRESENT)
        return 0; // there is nothing left to look into
    const uint32_t given = before | missing_given(text, verdict);
    uint32_t set = 0;
    unsigned asked = 0;
    for (unsigned i = 0; i < ASKED && asked < QUESTIONS_MAX; i++) {
        Missing missing = needed[verdict->request][i];
        if (missing == MISSING_COUNT)
            break;
        if ((given >> missing) & 1)
            continue;
        set |= 1U << missing;
        asked++;
    }
    return set;
}
