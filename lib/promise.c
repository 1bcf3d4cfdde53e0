// What a person of ours promised by a date. The text is read as sentences
// (promise_text), the dates of each are found (promise_date) and the words
// around them asked whether we will do something by then (promise_saying).
//
// Both errors hurt: a promise not read is broken unseen, a date that nobody
// promised alarms a product manager for nothing. So a date needs words that
// commit us in its own clause, and any word that takes them back there wins:
// hopes, plans, estimates and usual times ("should arrive", "voraussichtlich",
// "normally") are not promises.
#include "promise.h"

#include <string.h>
#include "promise_date.h"
#include "promise_phrases.h"
#include "promise_saying.h"
#include "promise_text.h"

enum { PROMISES_MAX = 8, DATES_TRIED = 64, PUT_OFF_WORDS = 120 };

static void promise_clear(void *data) {
    g_free(((Promise *)data)->words);
}

static bool language_is(const char *asked, const char *code) {
    return strcmp(asked, "und") == 0 || strcmp(asked, code) == 0;
}

static void promises_add(GArray *promises, const Speech *speech, const Sentence *sentence, int64_t due) {
    for (guint i = 0; i < promises->len; i++) {
        if (g_array_index(promises, Promise, i).due == due)
            return;
    }
    if (promises->len < PROMISES_MAX) {
        const Promise promise = {.due = due, .words = speech_words(speech, sentence)};
        g_array_append_val(promises, promise);
    }
}

// The promises of one sentence.
static void sentence_read(const Speech *speech, const Sentence *sentence, const DateReader *reader,
                          const SayingWords *words, unsigned *budget, GArray *promises) {
    Say *says = (Say *)(void *)speech->says->data;
    g_autoptr(GArray) dates = dates_find(reader, says, sentence->first, sentence->last, budget);
    if (dates->len > 0)
        saying_prepare(words, says, sentence);
    for (guint i = 0; i < dates->len; i++) {
        const NamedDate *date = &g_array_index(dates, NamedDate, i);
        if (saying_promises(words, reader->words, says, sentence, date))
            promises_add(promises, speech, sentence, date->due);
    }
}

GArray *promise_find(const char *text, const char *language, const Calendar *calendar, int64_t sent) {
    GArray *promises = g_array_new(FALSE, FALSE, sizeof(Promise));
    g_array_set_clear_func(promises, promise_clear);
    for (size_t i = 0; i < DATE_LANGUAGES; i++) {
        if (!language_is(language, date_words[i].code))
            continue;
        g_autoptr(Speech) speech = speech_new(text);
        const DateReader reader = date_reader_new(&date_words[i], calendar, sent);
        unsigned budget = DATES_TRIED;
        for (guint at = 0; at < speech->sentences->len && budget > 0; at++) {
            const Sentence *sentence = &g_array_index(speech->sentences, Sentence, at);
            sentence_read(speech, sentence, &reader, &saying_words[i], &budget, promises);
        }
    }
    return promises;
}

// True when a phrase of the list stands in a sentence that none of `except` stands in.
static bool speech_says(const Speech *speech, const char *const *phrases, const char *const *except) {
    const Say *says = (const Say *)(const void *)speech->says->data;
    for (guint i = 0; i < speech->sentences->len; i++) {
        const Sentence *sentence = &g_array_index(speech->sentences, Sentence, i);
        if (phrases_have(says, sentence->first, sentence->last, phrases) &&
            !phrases_have(says, sentence->first, sentence->last, except))
            return true;
    }
    return false;
}

static const char *const nothing[] = {NULL};

bool promise_puts_off(const char *text, const char *language) {
    g_autoptr(Speech) speech = speech_new(text);
    if (speech->says->len > PUT_OFF_WORDS)
        return false; // whoever writes so much says something besides
    bool puts_off = false;
    for (size_t i = 0; i < SAYING_LANGUAGES; i++) {
        const SayingWords *words = &saying_words[i];
        if (!language_is(language, words->code) || !speech_says(speech, words->puts_off, nothing))
            continue;
        if (speech_says(speech, words->delivers, words->never))
            return false;
        puts_off = true;
    }
    return puts_off;
}

// A question that is no courtesy.
static bool speech_asks(const Speech *speech, const char *const *courtesy) {
    const Say *says = (const Say *)(const void *)speech->says->data;
    for (guint i = 0; i < speech->sentences->len; i++) {
        const Sentence *sentence = &g_array_index(speech->sentences, Sentence, i);
        if (sentence->asks && sentence->last - sentence->first > 1 &&
            !phrases_have(says, sentence->first, sentence->last, courtesy))
            return true;
    }
    return false;
}

bool promise_asks(const char *text, const char *language) {
    g_autoptr(Speech) speech = speech_new(text);
    bool courteous = false, asks = false;
    for (size_t i = 0; i < SAYING_LANGUAGES; i++) {
        const SayingWords *words = &saying_words[i];
        if (!language_is(language, words->code))
            continue;
        if (speech_says(speech, words->requests, words->courtesy))
            return true;
        const bool question = speech_asks(speech, words->courtesy);
        asks |= question;
        courteous |= !question; // in "und" each language must take it for a question
    }
    return asks && !courteous;
}
