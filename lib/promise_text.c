// A text as promise reads it: words, numbers and marks one by one, and where
// sentences end. The marks are kept because dates are made of them ("3.3.",
// "17:30", "2 p.m."), and sentences are found here, not by every full stop,
// since "3. März" and "z.B." would else be cut in two. Mail is hostile: only
// the first 16 KB are read, in one pass, and no phrase looks further than a
// few words.
#include "promise_text.h"

#include <stdlib.h>
#include <string.h>
#include "features.h"

enum {
    TEXT_MAX = 16 * 1024,
    SAYS_MAX = 4000,
    SENTENCE_MAX = 160,
    WORD_BYTES = 40,
    SHORT_LINE = 45,
    GAP = 6,
    WORDS_SHOWN = 160
};

// --- reading ---

// The text as it is read: valid UTF-8, no control characters, quoted lines and carriage returns gone.
static char *text_clean(const char *text) {
    g_autofree char *head = g_strndup(text, TEXT_MAX);
    g_autofree char *valid = g_utf8_make_valid(head, -1);
    GString *clean = g_string_sized_new(strlen(valid));
    for (const char *at = valid; *at != '\0';) {
        const bool quoted = *at == '>' && (at == valid || at[-1] == '\n');
        const char *end = quoted ? at + strcspn(at, "\n") : g_utf8_next_char(at);
        const gunichar c = g_utf8_get_char(at);
        if (c == 0xa0 || c == 0x202f || c == '\t')
            g_string_append_c(clean, ' ');
        else if (!quoted && (c == '\n' || !g_unichar_iscntrl(c)) && c != 0x200b && c != 0xad)
            g_string_append_len(clean, at, end - at);
        at = end;
    }
    return g_string_free(clean, FALSE);
}

static const struct {
    gunichar from;
    char mark;
} marks[] = {{0x2013, '-'}, {0x2014, '-'}, {0x2026, '.'}, {0x201c, '"'}, {0x201d, '"'}, {0x201e, '"'},
             {0xab, '"'},   {0xbb, '"'},   {')', ','},    {'(', ','},    {'[', ','},    {']', ','}};

// The mark that a character stands for, 0 when it says nothing. Brackets part as commas do.
static char mark_of(gunichar c) {
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (marks[i].from == c)
            return marks[i].mark;
    }
    return c < 0x80 && strchr(".,;:!?/-\"", (int)c) != NULL ? (char)c : '\0';
}

static bool is_letter(gunichar c) {
    return g_unichar_isalpha(c) || g_unichar_ismark(c);
}

// Bytes of an address or a link that begins here, 0 for anything else.
static size_t link_length(const char *at) {
    const size_t bytes = strcspn(at, " \n");
    bool found = g_ascii_strncasecmp(at, "www.", 4) == 0;
    for (size_t i = 1; i + 2 < bytes && !found; i++)
        found = at[i] == '@' || (at[i] == ':' && at[i + 1] == '/' && at[i + 2] == '/');
    return found ? bytes : 0;
}

static const char *say_word(Speech *speech, const char *at, Say *say) {
    const char *end = at, *last = at;
    for (; *end != '\0' && is_letter(g_utf8_get_char(end)); end = g_utf8_next_char(end))
        last = end;
    char folded[WORD_BYTES];
    features_fold(at, (size_t)(end - at), folded, sizeof folded);
    say->text = g_string_chunk_insert(speech->pool, folded);
    say->kind = SAY_WORD;
    say->capital = g_unichar_isupper(g_utf8_get_char(at));
    say->accented = (unsigned char)*last >= 0x80;
    return end;
}

static const char *say_number(Speech *speech, const char *at, Say *say) {
    const size_t digits = strspn(at, "0123456789");
    say->text = g_string_chunk_insert_len(speech->pool, at, (gssize)MIN(digits, 8));
    say->kind = SAY_NUMBER;
    say->number = digits <= 6 ? atoi(say->text) : 999999;
    return at + digits;
}

static const char *say_mark(Speech *speech, const char *at, Say *say) {
    const char written[] = {mark_of(g_utf8_get_char(at)), '\0'};
    say->text = g_string_chunk_insert_const(speech->pool, written);
    say->kind = SAY_MARK;
    return g_utf8_next_char(at);
}

// A line that ends here ends the sentence too: before a blank line or an item of a list, or when it is short
// and the next begins as sentences do; not behind a small word ("by", "am"), with which none ends.
static bool line_breaks(const char *newline, size_t length) {
    const char *next = newline + 1 + strspn(newline + 1, " ");
    if (*next == '\n' || strchr("-*", *next) != NULL || g_utf8_get_char(next) == 0x2022)
        return true;
    size_t small = 0;
    while (small < length && g_ascii_islower(newline[-1 - (gssize)small]))
        small++;
    const bool ends_small = small > 0 && small <= 3 && small < length && newline[-1 - (gssize)small] == ' ';
    return length < SHORT_LINE && !ends_small && g_unichar_isupper(g_utf8_get_char(next));
}

// A hyphen inside a word only parts it ("après-midi", "sexta-feira"); an apostrophe anywhere.
static bool is_inner(const char *at, const char *text) {
    return *at == '-' && at > text && is_letter(g_utf8_get_char(at + 1)) &&
           is_letter(g_utf8_get_char(g_utf8_prev_char(at)));
}

static void speech_read(Speech *speech) {
    bool glued = false, breaks = true, fresh = true;
    const char *line = speech->text;
    for (const char *at = speech->text; *at != '\0' && speech->says->len < SAYS_MAX;) {
        const size_t link = fresh ? link_length(at) : 0;
        const gunichar c = g_utf8_get_char(at);
        const bool says = link == 0 && !is_inner(at, speech->text) &&
                          (is_letter(c) || g_ascii_isdigit(*at) || mark_of(c) != '\0');
        fresh = c == ' ' || c == '\n';
        if (c == '\n') {
            breaks |= line_breaks(at, (size_t)(at - line));
            line = at + 1;
        }
        if (!says) {
            glued = link == 0 && glued && !fresh && c < 0x80;
            at = link > 0 ? at + link : g_utf8_next_char(at);
            continue;
        }
        Say say = {.glued = glued, .breaks = breaks, .number = -1, .first = (uint32_t)(at - speech->text)};
        at = is_letter(c) ? say_word(speech, at, &say)
                          : (g_ascii_isdigit(*at) ? say_number : say_mark)(speech, at, &say);
        say.last = (uint32_t)(at - speech->text);
        g_array_append_val(speech->says, say);
        glued = true;
        breaks = false;
    }
}

// --- sentences ---

// Words whose point ends no sentence.
static const char *const abbreviations[] = {
    "approx|ca|circa|resp|etc|usw|bzw|ggf|evtl|inkl|zzgl|nr|no|tel|mr|mrs|ms|dr|prof|hr|fr|sr|sra|dra|mme|"
    "mlle|"
    "st|str|max|min|art|pos|vgl|sog|kl|godz|tzn|np|ul|bl|dvs|ung|bijv|evt|dhr|mevr|aub|ecc|sig|dott|env|"
    "av|avda|ud|uds|eng|mon|tue|tues|wed|thu|thur|thurs|fri|jan|feb|febr|mar|apr|jun|jul|aug|sep|sept|oct|"
    "okt|"
    "nov|dec|dez|janv|fevr|avr|juil|dic|ene|abr|ago|gen|mag|giu|lug|set|ott|dom|lun|mer|gio|ven|sab",
    NULL};

static bool is_mark(const Say *say, char mark) {
    return say->kind == SAY_MARK && *say->text == mark;
}

// A capital behind "3." begins a sentence when such a word stands there; German writes nouns so too.
static const char *const starters[] = {
    "we|i|you|please|if|thank*|the|our|your|it|this|wir|ich|sie|bitte|falls|wenn|sollte*|danach|dann|vielen|"
    "es|"
    "die|der|das|nous|je|vous|merci|si|por|le|la|il|prosze|jesli|vi|du|wij|u|ik|als|om|em|se|per|con|mit|"
    "kind|"
    "best|regards|cordialement|saludos|atenciosamente|med|met|z|pozdrawiam",
    NULL};

static bool point_ends(const Say *says, size_t at, size_t count) {
    const Say *before = at > 0 ? &says[at - 1] : NULL, *next = at + 1 < count ? &says[at + 1] : NULL;
    if (next == NULL || next->breaks)
        return true;
    if (next->glued || before == NULL || !says[at].glued)
        return !next->glued;
    if (before->kind == SAY_NUMBER) // "3. März", "3. 3.", "um 15.12. Bescheid"
        return next->kind == SAY_WORD && next->capital && phrases_have(says, at + 1, at + 2, starters);
    const bool letter = before->kind == SAY_WORD && strlen(before->text) == 1;
    const bool meridian = letter && *before->text == 'm';
    if (letter || phrases_have(says, at - 1, at, abbreviations))
        return (meridian || strcmp(before->text, "etc") == 0) && next->capital;
    return true;
}

static void speech_split(Speech *speech) {
    const Say *says = (const Say *)(const void *)speech->says->data;
    const size_t count = speech->says->len;
    Sentence sentence = {.first = 0};
    for (size_t i = 0; i < count; i++) {
        const bool mark = is_mark(&says[i], '?') || is_mark(&says[i], '!');
        sentence.asks |= is_mark(&says[i], '?');
        const bool last = i + 1 == count || says[i + 1].breaks || i + 1 - sentence.first >= SENTENCE_MAX;
        if (!last && !mark && !(is_mark(&says[i], '.') && point_ends(says, i, count)))
            continue;
        sentence.last = i + 1;
        g_array_append_val(speech->sentences, sentence);
        sentence = (Sentence){.first = i + 1};
    }
}

Speech *speech_new(const char *text) {
    Speech *speech = g_new0(Speech, 1);
    speech->text = text_clean(text);
    speech->pool = g_string_chunk_new(2048);
    speech->says = g_array_new(FALSE, FALSE, sizeof(Say));
    speech->sentences = g_array_new(FALSE, FALSE, sizeof(Sentence));
    speech_read(speech);
    speech_split(speech);
    return speech;
}

void speech_free(Speech *speech) {
    if (speech == NULL)
        return;
    g_free(speech->text);
    g_string_chunk_free(speech->pool);
    g_array_unref(speech->says);
    g_array_unref(speech->sentences);
    g_free(speech);
}

char *speech_words(const Speech *speech, const Sentence *sentence) {
    const Say *says = (const Say *)(const void *)speech->says->data;
    const char *at = speech->text + says[sentence->first].first;
    const char *end = speech->text + says[sentence->last - 1].last;
    GString *words = g_string_new(NULL);
    size_t shown = 0;
    for (bool blank = false; at < end && shown < WORDS_SHOWN; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        const bool space = g_unichar_isspace(c);
        if (space && blank)
            continue;
        g_string_append_unichar(words, space ? ' ' : c);
        blank = space;
        shown++;
    }
    return g_strchomp(g_string_free(words, FALSE));
}

// --- phrases ---

// An ending of `length` bytes, in words long enough to have one.
static bool ending_fits(const Say *say, const char *ending, size_t length) {
    const bool accented = ending[length - 1] == '\'';
    const size_t size = strlen(say->text), tail = length - accented;
    return size >= 5 && size >= tail && (!accented || say->accented) &&
           strncmp(say->text + size - tail, ending, tail) == 0;
}

// The alternatives of one slot, up to a blank or the end. Nearly all fail at the first letter, and this is
// where the time goes, so the letters are compared here without a call.
static bool slot_fits(const Say *say, const char *slot) {
    for (;;) {
        const char *form = slot, *word = say->text;
        while (*slot == *word && *slot != '\0' && *slot != '*') {
            slot++;
            word++;
        }
        const bool over = *slot == '|' || *slot == ' ' || *slot == '\0';
        if (slot > form && ((over && *word == '\0') || *slot == '*'))
            return true;
        while (*slot != '|' && *slot != ' ' && *slot != '\0')
            slot++;
        if (*form == '*' ? ending_fits(say, form + 1, (size_t)(slot - form) - 1)
                         : *form == '#' && say->kind == SAY_NUMBER)
            return true;
        if (*slot != '|')
            return false;
        slot++;
    }
}

size_t phrase_at(const Say *says, size_t at, size_t end, const char *phrase) {
    size_t i = at;
    for (const char *slot = phrase; *slot != '\0';) {
        const bool gap = *slot == '~';
        if (gap)
            slot += 2;
        size_t tries = gap ? GAP + 1 : 1;
        while (tries > 0 && i < end && !slot_fits(&says[i], slot)) {
            tries--;
            i += tries > 0;
        }
        if (tries == 0 || i >= end)
            return 0;
        i++;
        slot += strcspn(slot, " ");
        slot += *slot == ' ';
    }
    return i - at;
}

bool phrases_find(const Say *says, size_t from, size_t end, const char *const *phrases, size_t *place,
                  size_t *length) {
    for (size_t at = from; at < end; at++) {
        if (says[at].taken)
            continue;
        for (size_t i = 0; phrases[i] != NULL; i++) {
            const size_t covered = phrase_at(says, at, end, phrases[i]);
            if (covered > 0) {
                *place = at;
                *length = covered;
                return true;
            }
        }
    }
    return false;
}

bool phrases_have(const Say *says, size_t from, size_t end, const char *const *phrases) {
    size_t place, length;
    return phrases_find(says, from, end, phrases, &place, &length);
}
