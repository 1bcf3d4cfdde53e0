#ifndef EARSHOT_FUZZ_H
#define EARSHOT_FUZZ_H
// What the fuzz targets share: libFuzzer's two functions, which replay.c calls
// as well, and the promises that hold for all text we give out. A promise that
// is not kept ends the program, which is how a fuzzer is told.

#include <glib.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// clang's libFuzzer looks for these names; they are called from outside whatever the visibility of the rest.
__attribute__((visibility("default"))) int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
__attribute__((visibility("default"))) int LLVMFuzzerInitialize(int *argc, char ***argv);

#define FUZZ_PROMISE(holds)                                                                                  \
    do {                                                                                                     \
        if (!(holds)) {                                                                                      \
            fprintf(stderr, "%s:%d: not kept: %s\n", __FILE__, __LINE__, #holds);                            \
            abort();                                                                                         \
        }                                                                                                    \
    } while (0)

// Valid UTF-8 without control characters; `lines` allows line ends and tabs.
static inline void fuzz_clean(const char *text, int lines) {
    FUZZ_PROMISE(text != NULL);
    FUZZ_PROMISE(g_utf8_validate(text, -1, NULL));
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        FUZZ_PROMISE(c >= 0x20 || (lines && (c == '\n' || c == '\t')));
        FUZZ_PROMISE(c < 0x7f || c >= 0xa0);
    }
}

// No blank lines at the end, and no line end either: the contract's `text`.
static inline void fuzz_ends_in_words(const char *text) {
    const size_t size = strlen(text);
    FUZZ_PROMISE(size == 0 || text[size - 1] != '\n');
    const char *line = strrchr(text, '\n');
    FUZZ_PROMISE(line == NULL || line[1 + strspn(line + 1, " \t")] != '\0');
}

#endif
