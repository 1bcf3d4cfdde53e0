// What each command needs, a row each: its words, its keys, what a grant must
// allow for it. What is missing or too much is named, never made up.
#include "command_parts.h"

#include <string.h>

#include "phase.h"

typedef const char *(*Check)(Command *command); // what is wrong, or NULL

typedef struct Verb {
    const char *name;
    const char *example;
    GrantClass class;
    Check check;
    const char *keys; // those it knows, blanks around each; "" for none
} Verb;

static const char *check_bare(Command *command) {
    return command->words->len > 0 ? "words" : NULL;
}

static const char *check_phase(Command *command) {
    Phase phase;
    if (command->words->len != 1)
        return "phase";
    g_autofree char *name = g_ascii_strdown(command->words->pdata[0], -1);
    return phase_parse(name, &phase) && phase != PHASE_CLOSED ? NULL : "phase";
}

bool command_read_number(const char **at, unsigned least, unsigned most, int *number) {
    unsigned digits = 0;
    for (*number = 0; g_ascii_isdigit(**at) && digits < most; ++*at, digits++)
        *number = *number * 10 + (**at - '0');
    return digits >= least && !g_ascii_isdigit(**at);
}

static bool read_char(const char **at, char wanted) {
    if (**at != wanted)
        return false;
    ++*at;
    return true;
}

// "2026-12-01" or "1.12.2026".
static bool read_date(const char *at, CommandMoment *moment) {
    const char *iso = at, *dots = at;
    if (command_read_number(&iso, 4, 4, &moment->year) && read_char(&iso, '-') &&
        command_read_number(&iso, 1, 2, &moment->month) && read_char(&iso, '-') &&
        command_read_number(&iso, 1, 2, &moment->day))
        return *iso == '\0';
    return command_read_number(&dots, 1, 2, &moment->day) && read_char(&dots, '.') &&
           command_read_number(&dots, 1, 2, &moment->month) && read_char(&dots, '.') &&
           command_read_number(&dots, 4, 4, &moment->year) && *dots == '\0';
}

// "14:00".
static bool read_hour(const char *at, CommandMoment *moment) {
    int hour = 0, minute = 0;
    if (!command_read_number(&at, 1, 2, &hour) || !read_char(&at, ':') ||
        !command_read_number(&at, 2, 2, &minute) || *at != '\0' || hour > 24 || minute > 59)
        return false;
    moment->hour = hour;
    moment->minute = minute;
    return true;
}

static const char *check_promise(Command *command) {
    GPtrArray *words = command->words;
    command->moment.hour = -1;
    if (words->len == 0 || !read_date(words->pdata[0], &command->moment))
        return "date";
    g_ptr_array_remove_index(words, 0);
    if (words->len == 0 || strchr(words->pdata[0], ':') == NULL)
        return NULL;
    if (!g_ascii_isdigit(*(const char *)words->pdata[0]))
        return NULL; // "fix: in 4.3"
    if (!read_hour(words->pdata[0], &command->moment))
        return "time";
    g_ptr_array_remove_index(words, 0);
    return NULL;
}

bool command_is_name(const char *text) {
    if (text == NULL || *text == '\0' || strlen(text) > COMMAND_NAME_MOST)
        return false;
    for (; *text != '\0'; text++)
        if (!g_ascii_isalnum(*text) && strchr("-_.", *text) == NULL)
            return false;
    return true;
}

static const char *check_problem(Command *command) {
    return command->words->len == 1 && command_is_name(command->words->pdata[0]) ? NULL : "problem";
}

static const char *check_fixed(Command *command) {
    const char *problem = check_problem(command);
    if (problem != NULL)
        return problem;
    return command_is_name(command_pair(command, "release")) ? NULL : "release";
}

static bool says(const Command *command, const char *key) {
    const char *value = command_pair(command, key);
    return value != NULL && *value != '\0';
}

static const char *check_undo(Command *command) {
    return command->words->len == 0 ? NULL : check_problem(command);
}

static unsigned count_of(const char *text, char wanted) {
    unsigned count = 0;
    for (; *text != '\0'; text++)
        count += *text == wanted;
    return count;
}

// A comma parts only when nothing better does: it stands in sentences and in prices.
bool command_choice(const char *value, char *parts[COMMAND_PARTS]) {
    static const char PARTING[] = "|;,";
    const char *by = PARTING;
    while (by[1] != '\0' && strchr(value, *by) == NULL)
        by++;
    if (count_of(value, *by) != COMMAND_PARTS - 1)
        return false;
    const char delimiter[] = {*by, '\0'};
    g_auto(GStrv) split = g_strsplit(value, delimiter, COMMAND_PARTS);
    for (unsigned i = 0; i < COMMAND_PARTS; i++)
        if (*g_strstrip(split[i]) == '\0')
            return false;
    for (unsigned i = 0; i < COMMAND_PARTS; i++)
        parts[i] = g_strdup(split[i]);
    return true;
}

static bool has_parts(const char *value) {
    char *parts[COMMAND_PARTS];
    if (!command_choice(value, parts))
        return false;
    for (unsigned i = 0; i < COMMAND_PARTS; i++)
        g_free(parts[i]);
    return true;
}

// Two at least, numbered from 1 without a gap, so that the customer can answer with a number.
static const char *check_choices(Command *command) {
    if (command->words->len > 0)
        return "quotes";
    if (command->pairs->len < 2 || command->pairs->len > COMMAND_CHOICES_MOST)
        return "choices";
    for (guint i = 0; i < command->pairs->len; i++) {
        const char key[] = {(char)('1' + i), '\0'};
        if (!says(command, key))
            return "choices";
    }
    for (guint i = 0; i < command->pairs->len; i++)
        if (!has_parts(((const CommandPair *)command->pairs->pdata[i])->value))
            return "parts";
    return NULL;
}

static const char *check_no(Command *command) {
    if (command->words->len > 0)
        return "quotes";
    return says(command, "reason") && says(command, "alternative") ? NULL : "no";
}

static const char *behind_word(const char *text, const char *word) {
    const size_t size = strlen(word);
    if (g_ascii_strncasecmp(text, word, size) != 0 || g_ascii_isalnum(text[size]))
        return NULL;
    return text + size + strspn(text + size, " ,.:;-");
}

const char *command_no_goodwill(const char *goodwill) {
    const char *behind = behind_word(goodwill, "none");
    if (behind == NULL)
        return NULL;
    const char *reason = behind_word(behind, "because");
    return reason != NULL ? reason : *behind == '\0' ? behind : NULL;
}

static const char *check_bad_news(Command *command) {
    if (command->words->len > 0)
        return "quotes";
    if (!says(command, "text"))
        return "bad-news";
    const char *none =
        says(command, "goodwill") ? command_no_goodwill(command_pair(command, "goodwill")) : "";
    return none == NULL || *none != '\0' ? NULL : "goodwill";
}

static const char *check_invite(Command *command) {
    const char *release = command_pair(command, "release");
    if (command->words->len > 0)
        return "quotes";
    if (!says(command, "what"))
        return "invite";
    return release == NULL || command_is_name(release) ? NULL : "release";
}

static const Verb VERBS[COMMAND_VERBS] = {
    [COMMAND_ACK] = {"ack", "#ack 3", GRANT_THREAD, check_bare, ""},
    [COMMAND_PHASE] = {"phase", "#phase solving", GRANT_THREAD, check_phase, ""},
    [COMMAND_PROMISE] = {"promise", "#promise 2026-12-01 14:00 fix in 4.3", GRANT_THREAD, check_promise, ""},
    [COMMAND_PROBLEM] = {"problem", "#problem P12", GRANT_THREAD, check_problem, " title "},
    [COMMAND_CHOICES] = {"choices",
                         "#choices 1=\"the old export; free; today\" 2=\"a new one; 200 EUR; Friday\"",
                         GRANT_THREAD, check_choices, " 1 2 3 4 5 6 "},
    [COMMAND_NO] = {"no", "#no reason=\"...\" alternative=\"...\"", GRANT_THREAD, check_no,
                    " reason alternative "},
    [COMMAND_FIXED] = {"fixed", "#fixed P12 release=4.3", GRANT_PROBLEM, check_fixed, " release "},
    [COMMAND_CLOSE] = {"close", "#close", GRANT_THREAD, check_bare, ""},
    [COMMAND_NOT_AN_ESCALATION] = {"not-an-escalation", "#not-an-escalation", GRANT_THREAD, check_bare, ""},
    [COMMAND_WHY] = {"why", "#why", GRANT_LOOK, check_bare, ""},
    [COMMAND_UNKNOWN] = {"unknown", "#ack", GRANT_LOOK, NULL, ""},
    [COMMAND_BAD_NEWS] = {"bad-news", "#bad-news text=\"...\" goodwill=\"...\"", GRANT_THREAD, check_bad_news,
                          " text goodwill "},
    [COMMAND_INVITE] = {"invite", "#invite what=\"...\" release=4.3-beta", GRANT_THREAD, check_invite,
                        " what release "},
    [COMMAND_UNDO] = {"undo", "#undo", GRANT_THREAD, check_undo, ""},
    [COMMAND_UNDERSTOOD] = {"understood", "#understood P12", GRANT_PROBLEM, check_problem, ""},
    [COMMAND_CHOSEN] = {"chosen", "#ack", GRANT_LOOK, NULL, ""},
    [COMMAND_ERASED] = {"erased", "#ack", GRANT_LOOK, NULL, ""},
};

const char *command_verb_name(CommandVerb verb) {
    return VERBS[verb].name;
}

GrantClass command_class(const Command *command) {
    const bool named = command->verb == COMMAND_UNDO && command->words->len > 0;
    return named ? GRANT_PROBLEM : VERBS[command->verb].class;
}

bool command_is_beyond(const Command *command) {
    return command_class(command) == GRANT_PROBLEM;
}

const char *command_example(CommandVerb verb) {
    return VERBS[verb].example;
}

CommandVerb command_verb_of(const char *name, size_t length) {
    for (unsigned i = 0; i < COMMAND_VERBS; i++) // those without a check are written by nobody
        if (VERBS[i].check != NULL && strlen(VERBS[i].name) == length &&
            g_ascii_strncasecmp(name, VERBS[i].name, length) == 0)
            return (CommandVerb)i;
    return COMMAND_UNKNOWN;
}

static bool knows_key(const Verb *verb, const char *key) {
    g_autofree char *wanted = g_strdup_printf(" %s ", key);
    return strstr(verb->keys, wanted) != NULL;
}

bool command_is_key(const char *key) {
    for (unsigned i = 0; i < COMMAND_VERBS; i++)
        if (knows_key(&VERBS[i], key))
            return true;
    return false;
}

static bool knows_keys(const Command *command, const Verb *verb) {
    for (guint i = 0; i < command->pairs->len; i++)
        if (!knows_key(verb, ((const CommandPair *)command->pairs->pdata[i])->key))
            return false;
    return true;
}

const char *command_check(Command *command) {
    const Verb *verb = &VERBS[command->verb];
    return knows_keys(command, verb) ? verb->check(command) : "key";
}
