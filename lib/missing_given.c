// How people say what we would ask for. Phrases are in missing_words.c and
// numbers in missing_number.c; what stands here is what neither can say: what a
// quotation is of, and which of two things a word means by its neighbours.
#include "missing_given.h"

#include <string.h>

#include "missing_number.h"
#include "missing_words.h"

enum { QUOTE_BYTES = 300, QUOTES_MAX = 200, QUOTE_REACH = 4, HINDER_REACH = 8, SENTENCE_REACH = 40 };
enum { UNKNOWN_BEFORE = 6, UNKNOWN_BEHIND = 5, WHY_REACH = 4 };

// "I do not know which version"; not "I do not know why the version".
static bool is_unknown_before(const Reading *reading, size_t at) {
    for (size_t step = 1; step <= UNKNOWN_BEFORE && step <= at && !reading->tokens[at - step + 1].sentence;
         step++) {
        if (reading_at(reading, missing_why_words, at - step))
            return false;
        if (reading_at(reading, missing_unknowing_words, at - step))
            return true;
    }
    return false;
}

static bool asks_why(const Reading *reading, size_t at) {
    for (size_t step = 0; step < WHY_REACH && reading_next(reading, at + step) != NULL; step++) {
        if (reading_at(reading, missing_why_words, at + step + 1))
            return true;
    }
    return false;
}

static bool is_question_mark(const Reading *reading, size_t at) {
    const char *behind = reading->text + reading->tokens[at].last;
    return behind[strspn(behind, " ")] == '?';
}

// "Version: unknown", "Which version? No idea."; not "the version is bad, I do not know why".
static bool is_unknown_behind(const Reading *reading, size_t at) {
    for (size_t i = at + 1; i <= at + UNKNOWN_BEHIND && i < reading->count; i++) {
        if (reading->tokens[i].sentence && !is_question_mark(reading, i - 1))
            return false;
        if (reading_at(reading, missing_unknowing_words, i))
            return !asks_why(reading, i);
    }
    return false;
}

static bool is_unknown(const Reading *reading, size_t at) {
    return is_unknown_before(reading, at) || is_unknown_behind(reading, at);
}

static bool is_number_lacking(const Reading *reading, size_t at) {
    return reading_before(reading, missing_lacking_words, at, 1) || is_unknown(reading, at);
}

static bool is_count_unknown(const Reading *reading, size_t at) {
    const bool times = reading_behind(reading, missing_times_words, at) ||
                       reading_behind(reading, missing_times_words, at + 1);
    return !times && is_unknown(reading, at);
}

static bool is_deadline(const Reading *reading, size_t at) {
    return reading_before(reading, missing_deadline_words, at, 4) ||
           reading_before(reading, missing_doubtful_words, at, 2);
}

// No deadline, or a doubtful one.
static bool is_past(const Reading *reading, size_t at) {
    return !reading_before(reading, missing_deadline_words, at, 4);
}

static bool has_time(const Reading *reading, ReadingTest *test) {
    if (reading_has(reading, missing_time_words, test))
        return true;
    for (size_t i = 0; i < reading->count; i++) {
        if (number_is_time(reading, i) && test(reading, i))
            return true;
    }
    return false;
}

bool given_since(const Reading *reading) {
    return reading_has(reading, missing_since_phrases, NULL) || has_time(reading, is_past) ||
           reading_has(reading, missing_since_topics, is_unknown);
}

bool given_deadline(const Reading *reading) {
    return reading_has(reading, missing_deadline_phrases, NULL) || has_time(reading, is_deadline);
}

bool given_version(const Reading *reading) {
    if (reading_has(reading, missing_version_phrases, NULL) ||
        reading_has(reading, missing_version_topics, is_unknown))
        return true;
    for (size_t i = 0; i < reading->count; i++) {
        if (number_is_version(reading, i))
            return true;
    }
    return false;
}

// No question, and neither "since when" nor "no idea when".
static bool is_told(const Reading *reading, size_t at) {
    if (reading_before(reading, missing_when_words, at, 1) || is_unknown_before(reading, at))
        return false;
    size_t last = at;
    while (last < at + SENTENCE_REACH && reading_next(reading, last) != NULL)
        last++;
    const char *behind = reading->text + reading->tokens[last].last;
    return behind[strspn(behind, " ")] != '?';
}

static bool has_list(const Reading *reading) {
    const char *first = strstr(reading->text, "\n1.");
    if (first == NULL)
        first = strstr(reading->text, "\n1)");
    return first != NULL && strstr(first, "\n2") != NULL;
}

// "Error: access denied", "Meldung kommt: Zugriff verweigert".
static bool opens_text(const Reading *reading, size_t at) {
    for (size_t i = at; i <= at + 2 && i < reading->count && (i == at || !reading->tokens[i].sentence); i++) {
        const char *behind = reading->text + reading->tokens[i].last;
        behind += strspn(behind, " )");
        if (*behind == ':' && i + 1 < reading->count)
            return true;
    }
    return false;
}

// The name of a field of a form, with something in it: "Actual: an empty list", no word of a sentence.
static bool is_label(const Reading *reading, size_t at) {
    size_t before = reading->tokens[at].first;
    while (before > 0 && strchr(" \t", reading->text[before - 1]) != NULL)
        before--;
    const char last = before > 0 ? reading->text[before - 1] : '\n';
    return !g_ascii_isalnum(last) && (unsigned char)last < 0x80 && opens_text(reading, at);
}

// "Result: an empty list"; not "Result expected: a list".
static bool is_outcome(const Reading *reading, size_t at) {
    return is_label(reading, at) && !reading_behind(reading, missing_expected_words, at);
}

bool given_steps(const Reading *reading) {
    return reading_has(reading, missing_steps_phrases, NULL) ||
           reading_has(reading, missing_steps_unless_asked, is_told) ||
           reading_has(reading, missing_steps_labels, is_label) || has_list(reading);
}

// "It says: access denied".
static bool says_text(const Reading *reading, size_t at) {
    return reading->text[reading->tokens[at].last] == ':' && reading_next(reading, at) != NULL;
}

static bool tells_error(const Reading *reading, size_t at) {
    return number_is_name(reading, missing_error_words, at, 1) || opens_text(reading, at);
}

// "a 404", "0x80070005", "AUTH-17".
static bool has_code(const Reading *reading) {
    static const char *const codes[] = {"400|401|403|404|408|429|500|501|502|503|504", NULL};
    static const char *const before[] = {"a|an|the|ein|eine|einen|un|une|uno|um|een|ett|http|mit|with", NULL};
    for (size_t i = 0; i < reading->count; i++) {
        const char *text = reading->tokens[i].text;
        if (text[0] == '0' && text[1] == 'x' && strlen(text) >= 4)
            return true;
        if (number_is_code(reading, i))
            return true;
        if (strlen(text) == 3 && reading_at(reading, codes, i) && reading_before(reading, before, i, 1))
            return true;
    }
    return false;
}

// The words between tokens `from` and `to`: what the screen said, or the name of a button? What stands next
// before it decides; else its length.
static bool quotes_error(const Reading *reading, size_t from, size_t to) {
    for (size_t step = 1;
         step <= QUOTE_REACH && step <= from && !(step > 1 && reading->tokens[from - step + 1].sentence);
         step++) {
        if (reading_at(reading, missing_error_words, from - step) ||
            reading_at(reading, missing_error_says, from - step))
            return true;
        if (reading_at(reading, missing_button_words, from - step))
            return false;
    }
    for (size_t i = from; i < to; i++) {
        if (reading_at(reading, missing_error_words, i) || reading_at(reading, missing_failure_words, i) ||
            reading_is_number(&reading->tokens[i]))
            return true;
    }
    return to >= from + 3;
}

// The closing mark of a quotation that opens at `at`, or NULL; *length is that of the mark, 0 when none opens
// here.
static const char *opens_quote(const char *text, const char *at, size_t *length) {
    static const struct {
        const char *open, *close[3];
    } marks[] = {{"\"", {"\"", NULL}},
                 {"\xe2\x80\x9c", {"\xe2\x80\x9d", "\xe2\x80\x9c", NULL}},
                 {"\xe2\x80\x9d", {"\xe2\x80\x9d", NULL, NULL}},
                 {"\xe2\x80\x9e", {"\xe2\x80\x9c", "\xe2\x80\x9d", NULL}},
                 {"\xc2\xab", {"\xc2\xbb", NULL, NULL}},
                 {"\xc2\xbb", {"\xc2\xab", NULL, NULL}},
                 {"\xe2\x80\x98", {"\xe2\x80\x99", NULL, NULL}},
                 {"'", {"'", NULL, NULL}}};
    *length = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (!g_str_has_prefix(at, marks[i].open) || (*at == '\'' && at > text && !g_ascii_isspace(at[-1])))
            continue;
        *length = strlen(marks[i].open);
        for (const char *const *close = marks[i].close; *close != NULL; close++) {
            const char *end = g_strstr_len(at + *length, QUOTE_BYTES, *close);
            if (end != NULL)
                return end;
        }
    }
    return NULL;
}

static bool has_quoted_error(const Reading *reading) {
    const char *text = reading->text, *at = text;
    size_t from = 0;
    for (size_t quotes = 0; *at != '\0' && quotes < QUOTES_MAX;) {
        size_t length = 0; // only quotation marks begin with these octets
        const char *end = strchr("\"'\xe2\xc2", *at) != NULL ? opens_quote(text, at, &length) : NULL;
        quotes += length > 0; // one that is never closed costs most
        if (end == NULL) {
            at++;
            continue;
        }
        while (from < reading->count && text + reading->tokens[from].first < at)
            from++;
        size_t to = from;
        while (to < reading->count && text + reading->tokens[to].last <= end)
            to++;
        if (to > from && quotes_error(reading, from, to))
            return true;
        at = end + length;
    }
    return false;
}

bool given_error(const Reading *reading) {
    return reading_has(reading, missing_error_phrases, NULL) ||
           reading_has(reading, missing_error_words, tells_error) ||
           reading_has(reading, missing_error_says, says_text) ||
           reading_has(reading, missing_outcome_words, is_outcome) || has_code(reading) ||
           has_quoted_error(reading);
}

static bool is_theirs(const Reading *reading, size_t at) {
    return !reading_before(reading, missing_your_words, at, 2) &&
           !reading_before(reading, missing_greeting_words, at, 2);
}

bool given_affected(const Reading *reading) {
    return reading_has(reading, missing_affected_phrases, is_theirs) ||
           reading_has(reading, missing_affected_topics, is_count_unknown);
}

// "Nobody can work", "impossible de facturer", "wir arbeiten nicht".
static bool is_hindered(const Reading *reading, size_t at) {
    static const char *const does[] = {"do|does|did not", NULL};
    if (reading_before(reading, does, at, 3)) // "the program does not work" names no work of theirs
        return false;
    return reading->tokens[at].negated ||
           reading_before(reading, missing_hindering_words, at, HINDER_REACH) ||
           reading_behind(reading, missing_hindering_words, at);
}

bool given_stops(const Reading *reading) {
    return reading_has(reading, missing_stops_phrases, NULL) ||
           reading_has(reading, missing_stops_doings, is_hindered);
}

static bool names_reference(const Reading *reading, size_t at) {
    return number_is_name(reading, missing_reference_words, at, 2);
}

bool given_reference(const Reading *reading) {
    if (reading_has(reading, missing_reference_words, names_reference) ||
        reading_has(reading, missing_reference_topics, is_number_lacking))
        return true;
    for (size_t i = 0; i < reading->count; i++) {
        if (number_is_reference(reading, i))
            return true;
    }
    return false;
}

// "attached you find a screenshot", "Foto anbei".
static bool is_attached(const Reading *reading, size_t at) {
    for (size_t i = at > 5 ? at - 5 : 0; i <= at + 5 && i < reading->count; i++) {
        if (reading_at(reading, missing_attached_words, i))
            return true;
    }
    return false;
}

bool given_picture(const Reading *reading) {
    return reading_has(reading, missing_picture_words, is_attached);
}
