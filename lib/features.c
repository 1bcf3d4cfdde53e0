// Tokens of a text. Customers type in haste: without accents, without
// apostrophes, in capitals, across wrapped lines. What the phrases of the model
// are compared with is therefore folded here, once, and the places in the
// original are kept, so that evidence can be shown in the customer's own words.
// Negation is decided here too, since it needs the order of the words and
// nothing else. Everything is one pass with a bound on the number of tokens.
#include "features.h"

#include <stdlib.h>
#include <string.h>

enum {
    TOKENS_MAX = 20000,
    WORD_BYTES = 48,
    SHORT_LINE = 45,
    NEGATION_SCOPE = 4,
    BLOCK_BYTES = 4000,
    ROOM = 256
};
G_STATIC_ASSERT((int)WORD_BYTES <= (int)BLOCK_BYTES);

// Folded words, one behind the other.
typedef struct Block {
    struct Block *next;
    char bytes[BLOCK_BYTES];
} Block;

struct Features {
    Block *blocks; // the newest first
    char *place;   // in it, where the next word goes
    Token *tokens;
    size_t count, room;
    uint32_t places, bytes; // of the text
};

typedef struct Scan {
    Features *features;
    const char *at; // the next character
    uint32_t place; // its code point
    uint32_t line;  // code points since the line began
    bool sentence;  // the next token starts a sentence
    bool clause;    // ... or a clause
} Scan;

// Letters that have no canonical decomposition but that people type plainly.
static const struct {
    gunichar letter;
    const char *plain;
} plain_letters[] = {{0x142, "l"}, {0xf8, "o"}, {0xe6, "ae"}, {0x153, "oe"}, {0x131, "i"}, {0xdf, "ss"}};

// Appends a decomposed character to a folded word; a diaeresis on a, o, u becomes an e.
static void fold_character(gunichar c, GString *word) {
    if (c == 0x308) {
        char last = word->len > 0 ? word->str[word->len - 1] : 0;
        if (last == 'a' || last == 'o' || last == 'u')
            g_string_append_c(word, 'e');
        return;
    }
    if (g_unichar_ismark(c))
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(plain_letters); i++) {
        if (plain_letters[i].letter == c) {
            g_string_append(word, plain_letters[i].plain);
            return;
        }
    }
    g_string_append_unichar(word, c);
}

static void fold_foreign(const char *word, size_t length, char *folded, size_t size) {
    g_autoptr(GString) out = g_string_sized_new(WORD_BYTES);
    for (const char *at = word; at < word + length && out->len < size; at = g_utf8_next_char(at)) {
        if ((unsigned char)*at < 0x80) {
            g_string_append_c(out, g_ascii_tolower(*at));
            continue;
        }
        gunichar parts[8];
        gsize count = g_unichar_fully_decompose(g_unichar_tolower(g_utf8_get_char(at)), FALSE, parts, 8);
        for (gsize i = 0; i < count && i < 8; i++)
            fold_character(parts[i], out);
    }
    g_strlcpy(folded, out->str, size);
    const char *end = NULL;
    if (!g_utf8_validate(folded, -1, &end))
        folded[end - folded] = '\0'; // cut inside a character
}

void features_fold(const char *word, size_t length, char *folded, size_t size) {
    size_t count = 0;
    for (; count < length && count + 1 < size; count++) {
        if ((unsigned char)word[count] >= 0x80) {
            fold_foreign(word, length, folded, size);
            return;
        }
        folded[count] = g_ascii_tolower(word[count]);
    }
    folded[count] = '\0';
}

// Most of any mail is ASCII: no call for it.
static gunichar char_at(const char *at) {
    return (unsigned char)*at < 0x80 ? (gunichar)*at : g_utf8_get_char(at);
}

static bool is_apostrophe(gunichar c) {
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2bc || c == 0xb4 || c == '`';
}

static bool is_word(gunichar c) {
    if (c < 0x80)
        return g_ascii_isalnum((char)c);
    return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

static bool is_emoji(gunichar c) {
    return (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x2600 && c <= 0x27bf);
}

static const char *keep_word(Features *features, const char *text) {
    const size_t size = strlen(text) + 1;
    if (features->blocks == NULL || features->place + size > features->blocks->bytes + BLOCK_BYTES) {
        Block *block = g_new(Block, 1);
        block->next = features->blocks;
        features->blocks = block;
        features->place = block->bytes;
    }
    char *kept = memcpy(features->place, text, size);
    features->place += size;
    return kept;
}

static Token *next_token(Features *features) {
    if (features->count == features->room) {
        features->room *= 2;
        features->tokens = g_renew(Token, features->tokens, features->room);
    }
    return &features->tokens[features->count++];
}

static void add_token(Scan *scan, const char *text, uint32_t start, uint32_t end, bool capitals) {
    if (*text == '\0' || scan->features->count >= TOKENS_MAX)
        return;
    *next_token(scan->features) = (Token){.text = keep_word(scan->features, text),
                                          .start = start,
                                          .end = end,
                                          .capitals = capitals,
                                          .sentence = scan->sentence,
                                          .clause = scan->clause};
    scan->sentence = scan->clause = false;
}

// Contractions written without their apostrophe, and the one word that is two.
static const char *const joined[] = {"dont",   "doesnt", "didnt", "isnt",    "wasnt",   "arent",    "werent",
                                     "havent", "hasnt",  "hadnt", "couldnt", "wouldnt", "shouldnt", NULL};
static const struct {
    const char *word, *first;
} irregular[] = {{"cant", "can"}, {"cannot", "can"}, {"wont", "will"}};

// "dont" as "do" "not"; false when `word` is no such contraction. All its letters are ASCII.
static bool add_joined(Scan *scan, const char *word, size_t length, uint32_t start, uint32_t end,
                       bool capitals) {
    if (length < 4 || word[length - 1] != 't')
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(irregular); i++) {
        if (strcmp(word, irregular[i].word) == 0) {
            add_token(scan, irregular[i].first, start, end - 2, capitals);
            add_token(scan, "not", end - 2, end, capitals);
            return true;
        }
    }
    if (word[length - 2] != 'n' || !g_strv_contains(joined, word))
        return false;
    g_autofree char *first = g_strndup(word, length - 2);
    add_token(scan, first, start, end - 2, capitals);
    add_token(scan, "not", end - 2, end, capitals);
    return true;
}

// What follows an English apostrophe, written out.
static const struct {
    const char *tail, *word;
} tails[] = {{"m", "am"}, {"re", "are"}, {"ve", "have"}, {"ll", "will"}, {"d", "would"}, {"nt", "not"}};
static const char *const pronouns[] = {"it", "that", "there", "what", "here",
                                       "he", "she",  "who",   "this", NULL};

// A word in two halves around an apostrophe at `middle` (its code point).
static void add_halves(Scan *scan, char *head, const char *tail, uint32_t start, uint32_t middle,
                       uint32_t end, bool capitals) {
    size_t length = strlen(head);
    if (strcmp(tail, "t") == 0 && length > 1 && head[length - 1] == 'n') { // don't, can't, won't
        head[length - 1] = '\0';
        const char *first = strcmp(head, "ca") == 0 ? "can" : strcmp(head, "wo") == 0 ? "will" : head;
        add_token(scan, first, start, middle - 1, capitals);
        add_token(scan, "not", middle - 1, end, capitals);
        return;
    }
    if (strcmp(tail, "s") == 0 && !g_strv_contains(pronouns, head)) { // the customer's, geht's
        add_token(scan, head, start, end, capitals);
        return;
    }
    add_token(scan, head, start, middle, capitals);
    const char *word = strcmp(tail, "s") == 0 ? "is" : tail;
    for (size_t i = 0; i < G_N_ELEMENTS(tails); i++)
        word = strcmp(tail, tails[i].tail) == 0 ? tails[i].word : word;
    add_token(scan, word, word == tail ? middle + 1 : middle, end, capitals);
}

// Length of the word at `at` in bytes and code points; where an inner apostrophe is, if any.
static const char *word_end(const char *at, uint32_t *count, const char **apostrophe, uint32_t *middle) {
    *apostrophe = NULL;
    for (*count = 0; *at != '\0'; at = g_utf8_next_char(at), (*count)++) {
        gunichar c = char_at(at);
        if (is_word(c))
            continue;
        gunichar next = char_at(g_utf8_next_char(at));
        if (*apostrophe == NULL && is_apostrophe(c) && g_unichar_isalpha(next)) {
            *apostrophe = at;
            *middle = *count;
            continue;
        }
        if ((c == '.' || c == ',' || c == ':') && g_ascii_isdigit(at[-1]) && g_ascii_isdigit(at[1]))
            continue; // 3.2.1, 10:30, 1,200
        break;
    }
    return at;
}

static bool is_capitals(const char *at, const char *end) {
    unsigned upper = 0;
    for (; at < end; at = g_utf8_next_char(at)) {
        gunichar c = char_at(at);
        if (g_unichar_islower(c))
            return false;
        upper += g_unichar_isupper(c) ? 1 : 0;
    }
    return upper >= 2;
}

static bool ends_plainly(char c) {
    return (unsigned char)c < 0x80 && !is_apostrophe((gunichar)c) && c != '.' && c != ',' && c != ':';
}

// A word of plain letters and digits is folded, judged and measured in one walk. False, with nothing taken,
// for any other.
static bool take_plain(Scan *scan) {
    char folded[WORD_BYTES];
    size_t length = 0, upper = 0, lower = 0;
    for (; length + 1 < sizeof folded; length++) {
        const unsigned char c = (unsigned char)scan->at[length], small = c | 0x20; // a digit has that bit
        const bool letter = (unsigned char)(small - 'a') < 26;
        if (!letter && (unsigned char)(c - '0') >= 10)
            break;
        upper += letter && c != small;
        lower += letter && c == small;
        folded[length] = (char)small;
    }
    if (g_ascii_isalnum(scan->at[length]) || !ends_plainly(scan->at[length]))
        return false;
    folded[length] = '\0';
    const uint32_t start = scan->place, stop = start + (uint32_t)length;
    const bool capitals = lower == 0 && upper >= 2;
    if (!add_joined(scan, folded, length, start, stop, capitals))
        add_token(scan, folded, start, stop, capitals);
    scan->at += length;
    scan->place = stop;
    scan->line += (uint32_t)length;
    return true;
}

static void take_word(Scan *scan) {
    if (take_plain(scan))
        return;
    uint32_t count, middle = 0;
    const char *apostrophe;
    const char *end = word_end(scan->at, &count, &apostrophe, &middle);
    bool capitals = is_capitals(scan->at, end);
    uint32_t start = scan->place, stop = start + count;
    char folded[WORD_BYTES], tail[WORD_BYTES];
    if (apostrophe != NULL) {
        const char *rest = g_utf8_next_char(apostrophe);
        features_fold(scan->at, (size_t)(apostrophe - scan->at), folded, sizeof folded);
        features_fold(rest, (size_t)(end - rest), tail, sizeof tail);
        add_halves(scan, folded, tail, start, start + middle, stop, capitals);
    } else {
        features_fold(scan->at, (size_t)(end - scan->at), folded, sizeof folded);
        const size_t length = strlen(folded);
        if (length != count || !add_joined(scan, folded, length, start, stop, capitals))
            add_token(scan, folded, start, stop, capitals);
    }
    scan->at = end;
    scan->place = stop;
    scan->line += count;
}

// Abbreviations whose full stop ends no sentence.
static const char *const abbreviations[] = {"nr",  "no",  "ca",     "bzw",  "evtl", "ggf", "mr", "mrs",
                                            "dr",  "st",  "approx", "inkl", "vs",   "hr",  "fr", "tel",
                                            "str", "inc", "zzgl",   "max",  "min",  "etc", "usw"};

static bool is_abbreviation(const char *word) {
    for (size_t i = 0; i < G_N_ELEMENTS(abbreviations); i++)
        if (*abbreviations[i] == *word && strcmp(abbreviations[i], word) == 0)
            return true;
    return false;
}

static void end_sentence(Scan *scan, gunichar mark) {
    const char *next = g_utf8_next_char(scan->at);
    scan->clause = true;
    if (mark == '.') {
        const Features *features = scan->features;
        const char *last = features->count > 0 ? features->tokens[features->count - 1].text : "";
        if (!g_ascii_isspace(*next) || strlen(last) == 1 || is_abbreviation(last))
            return;
    }
    scan->sentence = true;
}

// "!!", "??" or "?!" as one token; a single mark only ends the sentence.
static void take_marks(Scan *scan) {
    size_t length = strspn(scan->at, "!?");
    size_t calls = 0;
    for (size_t i = 0; i < length; i++)
        calls += scan->at[i] == '!' ? 1 : 0;
    if (length > 1) {
        scan->sentence = false; // it belongs to the sentence it ends
        add_token(scan,
                  calls == length ? "!!"
                  : calls == 0    ? "??"
                                  : "?!",
                  scan->place, scan->place + (uint32_t)length, false);
    }
    scan->sentence = scan->clause = true;
    scan->at += length;
    scan->place += (uint32_t)length;
    scan->line += (uint32_t)length;
}

static bool ends_run(char c) {
    if ((unsigned char)c > ' ')
        return false;
    return c == ' ' || c == '\t' || c == '\n' || c == '\0';
}

// "kim@example.org", "https://example.org": with two characters at least behind what tells.
static bool is_address(const char *at) {
    if ((*at | 0x20) == 'w' && g_ascii_strncasecmp(at, "www.", 4) == 0)
        return true;
    for (at += ends_run(*at) ? 0 : 1; !ends_run(*at); at++) {
        const bool tells = *at == '@' || (*at == ':' && at[1] == '/' && at[2] == '/');
        if (tells && !ends_run(at[1]) && !ends_run(at[2]))
            return true;
    }
    return false;
}

// Skips what is no prose: a link or an address up to the next blank. True when it did.
static bool skip_address(Scan *scan) {
    if (!is_address(scan->at))
        return false;
    size_t bytes = strcspn(scan->at, " \t\n");
    uint32_t count = (uint32_t)g_utf8_strlen(scan->at, (gssize)bytes);
    scan->at += bytes;
    scan->place += count;
    scan->line += count;
    return true;
}

static void take_other(Scan *scan, gunichar c) {
    if (c == '\n') {
        if (scan->at[1] == '\n' || scan->line < SHORT_LINE || strchr("-*>", scan->at[1]) != NULL)
            scan->sentence = scan->clause = true;
        scan->line = 0;
    } else if (c == '.' || c == 0x2026) {
        end_sentence(scan, c);
    } else if (c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || c == 0x2013 || c == 0x2014) {
        scan->clause = true;
    } else if (is_emoji(c)) {
        char text[8] = {0};
        text[g_unichar_to_utf8(c, text)] = '\0';
        add_token(scan, text, scan->place, scan->place + 1, false);
    }
    scan->at = g_utf8_next_char(scan->at);
    scan->place++;
    scan->line += c == '\n' ? 0 : 1;
}

// Words that deny, of all nine languages; in order, to be found by halving.
static const char *const negations[] = {
    "aldrig",  "aucun",   "aucune",  "bez",      "ej",      "geen",    "hardly",  "ingen",  "inget",
    "inte",    "jamais",  "kaum",    "kein",     "keine",   "keinem",  "keinen",  "keiner", "keinerlei",
    "keines",  "mai",     "nada",    "nadie",    "nao",     "neanche", "neither", "nem",    "nenhum",
    "nenhuma", "nergens", "nessun",  "nessuna",  "nessuno", "never",   "nic",     "nicht",  "nichts",
    "nie",     "niemals", "niemand", "niente",   "niet",    "niets",   "nigdy",   "niks",   "nikt",
    "ninguem", "ningun",  "ninguna", "nirgends", "no",      "nobody",  "non",     "none",   "nooit",
    "nor",     "not",     "nothing", "nulla",    "nunca",   "ohne",    "pas",     "rien",   "sans",
    "sem",     "senza",   "sin",     "tampoco",  "utan",    "weder",   "without", "zaden",  "zadna",
    "zadne",   "zonder"};
// Words that begin a clause of their own, where the scope of a negation ends; in order too.
static const char *const openers[] = {
    "aber", "although", "and",  "because", "bis",     "but",   "da",  "dass",  "how",   "if",  "mais", "mas",
    "ob",   "obwohl",   "pero", "since",   "sondern", "that",  "und", "until", "warum", "was", "weil", "wenn",
    "wer",  "what",     "when", "where",   "whether", "which", "who", "why",   "wie",   "wo"};

// The first letter settles most of it without a call.
static int word_compare(const void *word, const void *entry) {
    const char *left = word, *right = *(const char *const *)entry;
    int first = (unsigned char)*left - (unsigned char)*right;
    return first != 0 ? first : strcmp(left, right);
}

#define IS_LISTED(list, word) (bsearch(word, list, G_N_ELEMENTS(list), sizeof *(list), word_compare) != NULL)

bool features_negates(const char *folded) {
    return IS_LISTED(negations, folded);
}

// Forward from a negation to the end of its clause, at most four words; "not only" negates nothing.
static void negate_from(Token *tokens, size_t count, size_t at) {
    const char *next = at + 1 < count ? tokens[at + 1].text : "";
    if (strcmp(next, "only") == 0 || strcmp(next, "just") == 0 || strcmp(next, "nur") == 0)
        return;
    size_t i = at + 1;
    for (; i < count && i <= at + NEGATION_SCOPE; i++) {
        if (tokens[i].clause || IS_LISTED(openers, tokens[i].text))
            break;
        tokens[i].negated = true;
    }
    // "Wir kuendigen nicht.": German puts it behind the verb at the end of the clause
    bool is_last = i == at + 1 && (i >= count || tokens[i].clause);
    if (is_last && strcmp(tokens[at].text, "nicht") == 0) {
        for (size_t back = 1; back <= 2 && back <= at && !tokens[at - back + 1].clause; back++)
            tokens[at - back].negated = true;
    }
}

static void mark_negations(Token *tokens, size_t count) {
    for (size_t i = 0; i < count; i++)
        tokens[i].negation = IS_LISTED(negations, tokens[i].text);
    for (size_t i = 0; i < count; i++) {
        if (tokens[i].negation)
            negate_from(tokens, count, i);
    }
}

// The byte of a code point not before `*place`, walking on from there.
static uint32_t walk_to(const char *text, const char **at, uint32_t *place, uint32_t goal) {
    for (; *place < goal; (*place)++)
        *at = g_utf8_next_char(*at);
    return (uint32_t)(*at - text);
}

// Starts and ends of tokens never go back, so one walk over the text places them all; in plain ASCII a
// code point is a byte.
static void place_bytes(Token *tokens, size_t count, const char *text, bool ascii) {
    const char *at = text;
    uint32_t place = 0;
    for (size_t i = 0; i < count; i++) {
        Token *token = &tokens[i];
        token->first = ascii ? token->start : walk_to(text, &at, &place, token->start);
        token->last = ascii ? token->end : walk_to(text, &at, &place, token->end);
    }
}

static void mark_initials(Token *tokens, size_t count, const char *text) {
    for (size_t i = 0; i < count; i++) {
        const gunichar c = char_at(text + tokens[i].first);
        tokens[i].initial = c < 0x80 ? g_ascii_isupper((char)c) : g_unichar_isupper(c);
    }
}

Features *features_of(const char *text) {
    Features *features = g_new0(Features, 1);
    features->tokens = g_new(Token, ROOM);
    features->room = ROOM;
    Scan scan = {.features = features, .at = text, .sentence = true, .clause = true};
    bool fresh = true; // at the start of a run of non-blanks
    while (*scan.at != '\0' && features->count < TOKENS_MAX) {
        gunichar c = char_at(scan.at);
        bool blank = c == ' ' || c == '\t' || c == '\n';
        if (fresh && !blank && skip_address(&scan)) {
            fresh = false;
            continue;
        }
        fresh = blank;
        if (is_word(c))
            take_word(&scan);
        else if (c == '!' || c == '?')
            take_marks(&scan);
        else
            take_other(&scan, c);
    }
    features->places = scan.place;
    features->bytes = (uint32_t)(scan.at - text);
    place_bytes(features->tokens, features->count, text, features->bytes == features->places);
    mark_initials(features->tokens, features->count, text);
    mark_negations(features->tokens, features->count);
    return features;
}

// Both begin a sentence wherever they stand, so only a negation at the end of the first could see the second.
Features *features_join(const Features *before, const Features *behind) {
    const size_t count = before->count + behind->count;
    if (count >= TOKENS_MAX || (before->count > 0 && before->tokens[before->count - 1].negation))
        return NULL;
    Features *whole = g_new0(Features, 1);
    whole->tokens = g_new(Token, count + 1);
    whole->count = whole->room = count;
    whole->places = before->places + 2 + behind->places;
    whole->bytes = before->bytes + 2 + behind->bytes;
    memcpy(whole->tokens, before->tokens, before->count * sizeof *whole->tokens);
    Token *token = whole->tokens + before->count;
    memcpy(token, behind->tokens, behind->count * sizeof *token);
    for (; token < whole->tokens + count; token++) {
        token->start += before->places + 2;
        token->end += before->places + 2;
        token->first += before->bytes + 2;
        token->last += before->bytes + 2;
    }
    return whole;
}

void features_free(Features *features) {
    if (features == NULL)
        return;
    while (features->blocks != NULL) {
        Block *next = features->blocks->next;
        g_free(features->blocks);
        features->blocks = next;
    }
    g_free(features->tokens);
    g_free(features);
}

const Token *features_tokens(const Features *features, size_t *count) {
    *count = features->count;
    return features->tokens;
}
