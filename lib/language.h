#ifndef EARSHOT_LANGUAGE_H
#define EARSHOT_LANGUAGE_H
// Which language a text is written in, among those configured: script, stop
// words and (for longer texts) n-gram fingerprints together. Saying "und" is
// better than a guess, since the customer would get an answer in it.

#include <glib.h>

typedef struct LanguageGuesser LanguageGuesser;

// `languages` are ISO 639-1 codes; NULL stands for all nine (en de fr es pt it nl pl sv).
// Any thread may use it (a handle per call is taken from a pool).
LanguageGuesser *language_guesser_new(const GPtrArray *languages, GError **error) G_GNUC_WARN_UNUSED_RESULT;
// One for these languages, after another: that very one when it is for the same. Each is freed for itself.
LanguageGuesser *language_guesser_again(LanguageGuesser *guesser, const GPtrArray *languages,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void language_guesser_free(LanguageGuesser *guesser);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LanguageGuesser, language_guesser_free)

// The place of a code among the nine, -1 for any other ("und").
int language_number(const char *code);

// The code, a static string; "und" when unsure. At most the first 4 KB of `text` are read.
const char *language_guess(const LanguageGuesser *guesser, const char *text);

#endif
