#ifndef EARSHOT_PROMISE_TEXT_H
#define EARSHOT_PROMISE_TEXT_H
// Internal to promise: a text as words, numbers and marks, in sentences, and phrases looked for in them. Not
// the tokens of features.h: a date is made of its points, colons and strokes, which those leave out.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum SayKind { SAY_WORD, SAY_NUMBER, SAY_MARK } SayKind;

typedef struct Say {
    const char
        *text; // a word folded as features.h tells, digits as written, or one mark of . , ; : ! ? ( / - "
    uint32_t first, last; // bytes of the text
    int number;           // the value of digits, at most 999,999; -1 for others
    SayKind kind;
    bool glued;    // nothing stands before it but another Say
    bool accented; // its last letter is none of a to z ("invierò")
    bool capital;  // begins with a capital
    bool breaks;   // begins a line that begins a sentence
    bool taken;    // part of a date or of a phrase that means nothing here; set by the readers
} Say;

typedef struct Sentence {
    size_t first, last; // Says, last exclusive
    bool asks;          // ends in a question mark
} Sentence;

typedef struct Speech {
    char *text; // what the places point into: the first 16 KB, without quoted lines and links
    GStringChunk *pool;
    GArray *says;      // Say
    GArray *sentences; // Sentence
} Speech;

Speech *speech_new(const char *text) G_GNUC_WARN_UNUSED_RESULT;
void speech_free(Speech *speech);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Speech, speech_free)
// The sentence with its blanks collapsed, at most 160 code points. The caller owns it.
char *speech_words(const Speech *speech, const Sentence *sentence);

// How many Says of [at, end) a phrase covers from `at`, 0 when it does not stand there. A phrase is words
// with a blank between: "a|b" is either, "ab*" a beginning, "*ab" an ending of a word of five letters or
// more,
// "*ab'" one whose last letter is accented, "#" a number, "~" up to six Says of any kind. The dates are
// passed over by "~" alone.
size_t phrase_at(const Say *says, size_t at, size_t end, const char *phrase);
// The first place in [from, end) where one of the list (ended by NULL) stands on words that are not taken.
bool phrases_find(const Say *says, size_t from, size_t end, const char *const *phrases, size_t *place,
                  size_t *length);
bool phrases_have(const Say *says, size_t from, size_t end, const char *const *phrases);

#endif
