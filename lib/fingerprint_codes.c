// What can be told by how it looks, in any language: error codes, statuses,
// messages in quotes, versions, the names of devices. A number is a code only
// where the text calls it one: the rest are orders, dates and money.
#include "fingerprint_parts.h"

#include <string.h>

enum { RUN_BYTES = 64, RUNS_MAX = 4000, QUOTE_LEAST = 5, QUOTE_MOST = 60, CALLED_BEFORE = 3 };

static const double weight_code = 5, weight_status = 2, weight_said = 2.5, weight_version = 3,
                    weight_name = 3;

// Folded words that call what follows a code.
static const char *const callers[] = {
    "error",  "err",    "fehler",        "fehlercode",  "fehlermeldung", "fehlernummer", "erreur",
    "errore", "fout",   "foutcode",      "foutmelding", "blad",          "bledu",        "erro",
    "fel",    "felkod", "felmeddelande", "code",        "kod",           "codigo",       "codice",
    "kode",   "http",   "status",        "exception",   "meldung",       "melding",      "komunikat",
    "kodem",  "bledem", "errors",        "errores"};
static const char *const version_callers[] = {
    "version", "versione", "versie",   "wersja", "wersji", "versao", "release", "ver",
    "v",       "fw",       "firmware", "update", "app",    "client", "build",   "versionen"};

// Most words are none of them: the first letter tells without a call.
static bool is_one_of(const char *const *words, size_t count, const char *word) {
    for (size_t i = 0; i < count; i++) {
        if (*words[i] == *word && strcmp(words[i], word) == 0)
            return true;
    }
    return false;
}

typedef struct Shape {
    unsigned letters, capitals, digits, dots, underscores, dashes, others, longest; // longest run of digits
    bool inner_capital; // a small letter before a capital
} Shape;

static Shape shape_of(const char *run) {
    Shape shape = {0};
    unsigned digits = 0;
    for (const char *at = run; *at != '\0'; at++) {
        digits = g_ascii_isdigit(*at) ? digits + 1 : 0;
        shape.longest = MAX(shape.longest, digits);
        shape.digits += digits > 0 ? 1 : 0;
        shape.letters += g_ascii_isalpha(*at) ? 1 : 0;
        shape.capitals += g_ascii_isupper(*at) ? 1 : 0;
        shape.dots += *at == '.' ? 1 : 0;
        shape.underscores += *at == '_' ? 1 : 0;
        shape.dashes += *at == '-' ? 1 : 0;
        shape.inner_capital |= at > run && g_ascii_isupper(*at) && g_ascii_islower(at[-1]);
    }
    shape.others =
        (unsigned)strlen(run) - shape.letters - shape.digits - shape.dots - shape.underscores - shape.dashes;
    return shape;
}

static bool is_hex(const char *run) {
    return (g_str_has_prefix(run, "0x") || g_str_has_prefix(run, "0X")) && strlen(run) >= 5 &&
           strspn(run + 2, "0123456789abcdefABCDEF") == strlen(run) - 2;
}

// "ERR_TIMED_OUT", "TimeoutException", "NullPointerError".
static bool is_identifier(const char *run, const Shape *shape) {
    if (shape->others != 0 || shape->dots > 3)
        return false;
    if (shape->underscores > 0)
        return shape->letters >= 4 && shape->capitals == shape->letters;
    return shape->inner_capital && (g_str_has_suffix(run, "Exception") || g_str_has_suffix(run, "Error"));
}

// "E-1021", "F0452", "AUTH-17": capitals and one number behind them.
static bool is_lettered(const char *run, const Shape *shape) {
    size_t head = strspn(run, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    size_t dash = run[head] == '-' ? 1 : 0;
    size_t digits = strspn(run + head + dash, "0123456789");
    return head >= 1 && head <= 5 && digits >= 2 && digits <= 6 && run[head + dash + digits] == '\0' &&
           shape->others == 0;
}

static bool is_status(const char *run) {
    return strlen(run) == 3 && (run[0] == '4' || run[0] == '5') && g_ascii_isdigit(run[1]) &&
           g_ascii_isdigit(run[2]);
}

// "5.7.1", as mail servers refuse, soon after the status ("550"); elsewhere it is a version.
static bool is_mail_code(const char *run, const Shape *shape) {
    return (*run == '4' || *run == '5') && shape->dots == 2 && run[1] == '.' && shape->longest <= 3 &&
           shape->digits + 2 == strlen(run);
}

bool trait_is_status(const Trait *trait) {
    return trait->kind == TRAIT_ERROR && is_status(trait->word);
}

bool trait_is_code(const Trait *trait) {
    return trait->kind == TRAIT_ERROR && strchr(trait->word, ' ') == NULL && !is_status(trait->word);
}

// One run of characters and how far back something called it a code or a version.
typedef struct Run {
    char word[RUN_BYTES];
    unsigned code_ago, version_ago, status_ago;
    double raised;
} Run;

static bool is_date(const char *run, const Shape *shape) {
    return shape->dots == 2 && shape->longest == 4 && strlen(run) >= 8;
}

static bool is_version(const Run *run, const Shape *shape) {
    const char *word = *run->word == 'v' || *run->word == 'V' ? run->word + 1 : run->word;
    if (!g_ascii_isdigit(*word) || strspn(word, "0123456789.") != strlen(word) || shape->dots == 0 ||
        shape->dots > 3 || shape->longest > 4 || strstr(word, "..") != NULL || is_date(word, shape))
        return false;
    return shape->dots > 1 || word != run->word || run->version_ago <= 2;
}

static bool take_code(TraitBag *bag, const Run *run, const Shape *shape) {
    const char *word = run->word;
    bool called = run->code_ago <= CALLED_BEFORE;
    bool plain_number = shape->digits == strlen(word);
    if (is_hex(word) || is_identifier(word, shape)) {
        trait_add(bag, TRAIT_ERROR, word, weight_code * run->raised);
        return true;
    }
    if (run->status_ago <= CALLED_BEFORE && is_mail_code(word, shape)) {
        trait_add(bag, TRAIT_ERROR, word, weight_code * run->raised);
        return true;
    }
    if (is_lettered(word, shape) && (called || *word == 'E' || *word == 'F')) {
        trait_add(bag, TRAIT_ERROR, word, weight_code * run->raised);
        return true;
    }
    if (!called || !plain_number || shape->digits < 2 || shape->digits > 7)
        return false;
    trait_add(bag, TRAIT_ERROR, word, (is_status(word) ? weight_status : weight_code * 0.8) * run->raised);
    return true;
}

static void take_name(TraitBag *bag, const Run *run, const Shape *shape) {
    const char *word = run->word;
    size_t length = strlen(word);
    if (is_version(run, shape)) {
        trait_add(bag, TRAIT_NAME, *word == 'v' || *word == 'V' ? word + 1 : word,
                  weight_version * run->raised);
        return;
    }
    if (shape->others > 0 || shape->dots > 0 || !g_ascii_isalnum(*word) || shape->longest > 5)
        return;
    bool mixed = shape->digits > 0 && shape->letters > 0 && g_ascii_isalpha(*word) && shape->digits <= 5;
    bool camel = shape->inner_capital && length >= 4 && shape->dashes == 0;
    if (mixed || camel)
        trait_add(bag, TRAIT_NAME, word, weight_name * run->raised);
}

// Small letters and marks alone are a word, and most are.
static bool has_shape(const char *word) {
    while (*word != '\0' && !g_ascii_isdigit(*word) && !g_ascii_isupper(*word))
        word++;
    return *word != '\0';
}

static void take_shaped(TraitBag *bag, Run *run) {
    const Shape shape = shape_of(run->word);
    if (!take_code(bag, run, &shape))
        take_name(bag, run, &shape);
    if (is_status(run->word))
        run->status_ago = 0;
}

// What the words that call have in common: an initial, and that they are short. It tells most of the others
// without folding them.
typedef struct Calling {
    uint32_t initials; // a bit a letter
    size_t longest;
} Calling;

static void learn_callers(Calling *calling, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        calling->initials |= 1U << (*words[i] - 'a');
        calling->longest = MAX(calling->longest, strlen(words[i]));
    }
}

static bool may_call(const Calling *calling, const char *word, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)word[i] >= 0x80)
            return true; // folding changes it
    }
    return length <= calling->longest && g_ascii_isalpha(*word) &&
           (calling->initials >> (g_ascii_tolower(*word) - 'a') & 1) != 0;
}

static void take_run(TraitBag *bag, Run *run, const Calling *calling, const char *start, const char *end) {
    while (start < end && strchr(".:!?'-_*#=/\\&", *start) != NULL)
        start++;
    while (end > start && strchr(".:!?'-_*#=/\\&", end[-1]) != NULL)
        end--;
    size_t length = (size_t)(end - start);
    run->code_ago = run->code_ago < RUNS_MAX ? run->code_ago + 1 : RUNS_MAX;
    run->version_ago = run->version_ago < RUNS_MAX ? run->version_ago + 1 : RUNS_MAX;
    run->status_ago = run->status_ago < RUNS_MAX ? run->status_ago + 1 : RUNS_MAX;
    if (length == 0 || length >= sizeof run->word)
        return;
    memcpy(run->word, start, length);
    run->word[length] = '\0';
    if (has_shape(run->word))
        take_shaped(bag, run);
    if (!may_call(calling, run->word, length))
        return;
    char folded[RUN_BYTES];
    features_fold(run->word, length, folded, sizeof folded);
    if (is_one_of(callers, G_N_ELEMENTS(callers), folded))
        run->code_ago = 0;
    if (is_one_of(version_callers, G_N_ELEMENTS(version_callers), folded))
        run->version_ago = 0;
}

// Quotes that open, with what closes them.
static const struct {
    const char *open, *close;
} quotes[] = {{"\"", "\""}, {"«", "»"}, {"„", "“"}, {"„", "”"}, {"“", "”"}, {"»", "«"}, {"”", "”"}};

// Sentences that a program said, in one line. One word in quotes may be anything.
static void add_quoted(TraitBag *bag, const char *text, double raised) {
    for (size_t i = 0; i < G_N_ELEMENTS(quotes); i++) {
        const char *at = text;
        for (unsigned found = 0; found < 8 && (at = strstr(at, quotes[i].open)) != NULL; found++) {
            at += strlen(quotes[i].open);
            const char *end = strstr(at, quotes[i].close);
            if (end == NULL)
                break;
            g_autofree char *said = g_strndup(at, MIN((size_t)(end - at), 4 * QUOTE_MOST));
            at = end + strlen(quotes[i].close);
            if (!g_utf8_validate(said, -1, NULL) || strchr(said, '\n') != NULL ||
                strchr(g_strstrip(said), ' ') == NULL || strpbrk(said, "0123456789") != NULL)
                continue; // a number in it is a trait of its own, and all but one share the rest
            glong length = g_utf8_strlen(said, -1);
            g_autofree char *lower = g_utf8_strdown(said, -1);
            if (length >= QUOTE_LEAST && length <= QUOTE_MOST)
                trait_add(bag, TRAIT_ERROR, lower, weight_said * raised);
        }
    }
}

void trait_add_codes(TraitBag *bag, const char *text, double raised) {
    Run run = {.code_ago = RUNS_MAX, .version_ago = RUNS_MAX, .status_ago = RUNS_MAX, .raised = raised};
    Calling calling = {.initials = 0};
    learn_callers(&calling, callers, G_N_ELEMENTS(callers));
    learn_callers(&calling, version_callers, G_N_ELEMENTS(version_callers));
    unsigned runs = 0;
    for (const char *at = text; *at != '\0' && runs < RUNS_MAX; runs++) {
        size_t length = strcspn(at, " \t\r\n()[]{}<>\"|,;");
        take_run(bag, &run, &calling, at, at + length);
        at += length;
        at += strspn(at, " \t\r\n()[]{}<>\"|,;");
    }
    add_quoted(bag, text, raised);
}
