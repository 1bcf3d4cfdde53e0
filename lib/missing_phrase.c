// Nine languages times nine questions are some eight hundred phrases. Trying
// each at each word would cost more than the rest of the verdict, and a
// hostile body could make it dear. So it is turned round: the words of the
// message are put in buckets by their first two letters, once, and a phrase
// looks into the bucket of its first word.
#include "missing_phrase.h"

#include <string.h>

enum { BUCKETS = 1024, NONE = -1, GAP_MAX = 2, NUMBER_REACH = 3, TESTS_MAX = 200 };

static size_t bucket_of_two(char first, char second) {
    return ((unsigned char)first * 31U + (unsigned char)second) % BUCKETS;
}

static size_t bucket_of(const char *word) {
    return bucket_of_two(word[0], word[0] != '\0' ? word[1] : '\0');
}

Reading *reading_new(const Text *text, const Verdict *verdict) {
    Reading *reading = g_new0(Reading, 1);
    reading->text = g_strconcat(text->subject, "\n\n", text->body, NULL);
    if (verdict->subject != NULL && verdict->body != NULL)
        reading->features = features_join(verdict->subject, verdict->body);
    if (reading->features == NULL)
        reading->features = features_of(reading->text);
    reading->tokens = features_tokens(reading->features, &reading->count);
    reading->heads = g_new(int, BUCKETS);
    reading->next = g_new(int, reading->count + 1);
    for (size_t i = 0; i < BUCKETS; i++)
        reading->heads[i] = NONE;
    for (size_t i = reading->count; i-- > 0;) {
        const size_t bucket = bucket_of(reading->tokens[i].text);
        reading->next[i] = reading->heads[bucket];
        reading->heads[bucket] = (int)i;
    }
    return reading;
}

void reading_free(Reading *reading) {
    if (reading == NULL)
        return;
    features_free(reading->features);
    g_free(reading->text);
    g_free(reading->heads);
    g_free(reading->next);
    g_free(reading);
}

bool reading_is_number(const Token *token) {
    return g_ascii_isdigit(token->text[0]);
}

// Two to twelve, and the words for some, of all nine languages; in order, to be found by halving. "One" and
// its like are articles as often as numbers.
static const char *const numbers[] = {
    "acht",     "atta",     "beide",      "beiden",  "both",    "cinco",    "cinq",    "cinque",
    "couple",   "cuatro",   "czterech",   "cztery",  "deux",    "dez",      "diez",    "diverse",
    "diversi",  "dix",      "doce",       "docena",  "dodici",  "dois",     "dos",     "douzaine",
    "douze",    "dozen",    "dozens",     "dozzina", "drei",    "dreien",   "drie",    "duas",
    "due",      "dussin",   "dutzend",    "duzia",   "dwa",     "dwie",     "dwoch",   "dwoje",
    "dwunastu", "dziesiec", "dziesieciu", "eight",   "einige",  "elf",      "elva",    "fem",
    "few",      "five",     "flera",      "four",    "fuenf",   "fyra",     "handful", "huit",
    "hundreds", "kilka",    "kilkoro",    "kilku",   "many",    "meerdere", "mehrere", "most",
    "negen",    "neuf",     "neun",       "nine",    "nio",     "nove",     "nueve",   "ocho",
    "oito",     "once",     "onze",       "osiem",   "osmiu",   "otto",     "paar",    "pare",
    "piec",     "pieciu",   "plusieurs",  "quatre",  "quatro",  "quattro",  "sechs",   "seis",
    "sept",     "sete",     "sette",      "seven",   "several", "sex",      "sieben",  "siedem",
    "siedmiu",  "siete",    "six",        "sju",     "some",    "szesc",    "szesciu", "ten",
    "three",    "tien",     "tiental",    "tio",     "tolv",    "tre",      "tres",    "trois",
    "troje",    "trzech",   "trzy",       "tuzin",   "tva",     "twaalf",   "twee",    "twelve",
    "two",      "undici",   "varias",     "varios",  "vier",    "vijf",     "wielu",   "zehn",
    "zes",      "zeven",    "zwei",       "zweien",  "zwoelf"};

static int word_compare(const void *word, const void *entry) {
    return strcmp(word, *(const char *const *)entry);
}

static bool is_count(const Token *token) {
    const char *text = token->text;
    return (reading_is_number(token) && text[strspn(text, "0123456789.,")] == '\0') ||
           bsearch(token->text, numbers, G_N_ELEMENTS(numbers), sizeof *numbers, word_compare) != NULL;
}

static bool fits_one(const char *word, size_t length, const char *token) {
    for (size_t i = 0; i < length; i++) {
        if (word[i] == '*')
            return true;
        if (word[i] != token[i]) // the end of the token too
            return false;
    }
    return token[length] == '\0';
}

static bool fits_number(char kind, const Token *token) {
    return kind == '#' ? reading_is_number(token) : is_count(token);
}

// `word` is one word of a phrase, with its alternatives.
static bool fits(const char *word, size_t length, const Token *token) {
    for (const char *end = word + length; word < end;) {
        const char *bar = memchr(word, '|', (size_t)(end - word));
        const char *stop = bar != NULL ? bar : end;
        if (*word == '#' || *word == '@' ? fits_number(*word, token)
                                         : fits_one(word, (size_t)(stop - word), token->text))
            return true;
        word = stop + 1;
    }
    return false;
}

static const char *next_word(const char *phrase) {
    phrase += strcspn(phrase, " ");
    return phrase + strspn(phrase, " ");
}

// The rest of a phrase at this token; a sentence ends it.
static bool rest_fits(const Reading *reading, const char *phrase, size_t at) {
    size_t gap = 0;
    for (; *phrase == '~'; phrase = next_word(phrase))
        gap = GAP_MAX;
    if (*phrase == '\0')
        return true;
    const size_t length = strcspn(phrase, " ");
    for (size_t i = at; i <= at + gap && i < reading->count && !reading->tokens[i].sentence; i++) {
        if (fits(phrase, length, &reading->tokens[i]) && rest_fits(reading, next_word(phrase), i + 1))
            return true;
    }
    return false;
}

// "@ users": a number a little before, as in "three of our users".
static bool has_number_before(const Reading *reading, size_t at, char kind) {
    for (size_t step = 1; step <= NUMBER_REACH && step <= at && !reading->tokens[at - step + 1].sentence;
         step++) {
        if (fits_number(kind, &reading->tokens[at - step]))
            return true;
    }
    return false;
}

// A phrase and the number that must stand before it, if any.
static const char *split_number(const char *phrase, char *kind) {
    *kind = *phrase == '#' || *phrase == '@' ? *phrase : '\0';
    return *kind != '\0' ? next_word(phrase) : phrase;
}

static bool fits_at(const Reading *reading, const char *phrase, size_t at) {
    char kind;
    const char *words = split_number(phrase, &kind);
    return fits(words, strcspn(words, " "), &reading->tokens[at]) &&
           rest_fits(reading, next_word(words), at + 1) &&
           (kind == '\0' || has_number_before(reading, at, kind));
}

// Most phrases are looked for in vain: no call for what a loop of a few bytes does.
static size_t alternative_length(const char *word) {
    size_t length = 0;
    while (word[length] != '\0' && word[length] != ' ' && word[length] != '|')
        length++;
    return length;
}

// The chain of tokens that may be the alternative at `word`.
static int chain_of(const Reading *reading, const char *word) {
    const bool alone = word[1] == '\0' || word[1] == ' ' || word[1] == '|';
    return reading->heads[bucket_of_two(word[0], alone ? '\0' : word[1])];
}

// How often the phrase stands in the text, at most `most`.
static size_t count_phrase(const Reading *reading, const char *phrase, ReadingTest *test, size_t most) {
    size_t count = 0, tests = 0;
    char kind;
    const char *word = split_number(phrase, &kind);
    while (*word != '\0' && *word != ' ') {
        const size_t length = alternative_length(word);
        for (int i = chain_of(reading, word); i != NONE && count < most && tests < TESTS_MAX;
             i = reading->next[i]) {
            const size_t at = (size_t)i;
            if (!fits_one(word, length, reading->tokens[at].text) || !fits_at(reading, phrase, at))
                continue;
            tests += test != NULL;
            count += test == NULL || test(reading, at);
        }
        word += length + (word[length] == '|' ? 1 : 0);
    }
    return count;
}

bool reading_has(const Reading *reading, const char *const *phrases, ReadingTest *test) {
    for (; *phrases != NULL; phrases++) {
        if (count_phrase(reading, *phrases, test, 1) > 0)
            return true;
    }
    return false;
}

size_t reading_count(const Reading *reading, const char *const *phrases) {
    size_t count = 0;
    for (; *phrases != NULL; phrases++)
        count += count_phrase(reading, *phrases, NULL, reading->count);
    return count;
}

bool reading_at(const Reading *reading, const char *const *phrases, size_t at) {
    for (; *phrases != NULL; phrases++) {
        if (fits_at(reading, *phrases, at))
            return true;
    }
    return false;
}

bool reading_before(const Reading *reading, const char *const *phrases, size_t at, size_t reach) {
    for (size_t step = 1; step <= reach && step <= at && !reading->tokens[at - step + 1].sentence; step++) {
        if (reading_at(reading, phrases, at - step))
            return true;
    }
    return false;
}

const Token *reading_next(const Reading *reading, size_t at) {
    const bool more = at + 1 < reading->count && !reading->tokens[at + 1].sentence;
    return more ? &reading->tokens[at + 1] : NULL;
}

bool reading_behind(const Reading *reading, const char *const *phrases, size_t at) {
    return reading_next(reading, at) != NULL && reading_at(reading, phrases, at + 1);
}
