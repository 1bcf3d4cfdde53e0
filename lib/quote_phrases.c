// What mail programs, gateways and lawyers write is told by phrases, hundreds of them: kept as text, a
// language a line, they can be read.
#include "quote_phrases.h"

#include <string.h>

// The next phrase of a table and its length, or NULL.
static const char *next_phrase(const char **at, size_t *length) {
    const char *start = *at + strspn(*at, "|");
    *length = strcspn(start, "|");
    *at = start + *length;
    return *length > 0 ? start : NULL;
}

static size_t count_up_to(const char *lower, const char *const *tables, size_t count, size_t most) {
    size_t found = 0, size = strlen(lower), length;
    for (size_t i = 0; i < count && found < most; i++) {
        const char *at = tables[i];
        for (const char *phrase; found < most && (phrase = next_phrase(&at, &length)) != NULL;)
            found += memmem(lower, size, phrase, length) != NULL;
    }
    return found;
}

size_t quote_phrases_count(const char *lower, const char *const *tables, size_t count) {
    return count_up_to(lower, tables, count, (size_t)-1);
}

bool quote_phrases_any(const char *lower, const char *const *tables, size_t count) {
    return count_up_to(lower, tables, count, 1) > 0;
}

static bool matches(const char *lower, const char *const *tables, size_t count, bool whole) {
    size_t length;
    for (size_t i = 0; i < count; i++) {
        const char *at = tables[i];
        for (const char *phrase; (phrase = next_phrase(&at, &length)) != NULL;)
            if (*lower == *phrase && strncmp(lower, phrase, length) == 0 && (!whole || lower[length] == '\0'))
                return true;
    }
    return false;
}

bool quote_phrases_begin(const char *lower, const char *const *tables, size_t count) {
    return matches(lower, tables, count, false);
}

bool quote_phrases_is(const char *lower, const char *const *tables, size_t count) {
    return matches(lower, tables, count, true);
}
