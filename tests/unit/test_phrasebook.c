// The book of phrases: what is asked of its files in every language, that the
// code asks for no phrase that is not there, and how times, spans and numbers
// read. Files and sources are read as they stand in the checkout.
#include "phrasebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "builtin.h"
#include "units.h"

#define NOTES "conf/notes/"
enum { LONGEST = 300 };

static Phrasebook *book_of(const char *language) {
    g_autoptr(GPtrArray) languages = g_ptr_array_new();
    g_ptr_array_add(languages, (char *)(uintptr_t)language);
    return phrasebook_new(languages);
}

static int64_t at(const char *time) {
    int64_t moment;
    assert_true(units_time_parse(time, &moment, NULL));
    return moment;
}

static void expect(const char *name, char *got, const char *wanted) {
    if (g_strcmp0(got, wanted) != 0)
        fail_msg("%s: '%s' instead of '%s'", name, got == NULL ? "(null)" : got, wanted);
    g_free(got);
}

static int by_name(gconstpointer left, gconstpointer right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

// The names in {{tags}}, each once, in order of the alphabet.
static char *placeholders(const char *text) {
    g_autoptr(GRegex) tag = g_regex_new("\\{\\{[#^/]?([^}]*)\\}\\}", 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (g_regex_match(tag, text, 0, &match); g_match_info_matches(match); g_match_info_next(match, NULL)) {
        char *name = g_match_info_fetch(match, 1);
        if (g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
            g_free(name);
        else
            g_ptr_array_add(names, name);
    }
    g_ptr_array_sort(names, by_name);
    g_ptr_array_add(names, NULL);
    return g_strjoinv(" ", (char **)names->pdata);
}

// The phrases of one file as they stand there, read in another way than the book does: a regular expression
// over the text with its continuation lines joined.
static void take_file(GHashTable *phrases, const char *path) {
    g_autofree char *source = NULL;
    assert_true(g_file_get_contents(path, &source, NULL, NULL));
    g_autoptr(GRegex) joint = g_regex_new("\n[ \t]+", 0, 0, NULL);
    g_autofree char *joined = g_regex_replace_literal(joint, source, -1, 0, " ", 0, NULL);
    g_autoptr(GRegex) line = g_regex_new("^(?!#)(.*?) *= *(.*)$", G_REGEX_MULTILINE, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    for (g_regex_match(line, joined, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL)) {
        char *key = g_match_info_fetch(match, 1), *text = g_match_info_fetch(match, 2);
        if (!g_hash_table_insert(phrases, key, text))
            fail_msg("%s: '%s' is said twice", path, key);
    }
}

static GHashTable *phrases_of(const char *language) {
    g_autofree char *folder = g_strconcat(NOTES, language, NULL);
    GHashTable *phrases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GDir) directory = g_dir_open(folder, 0, NULL);
    if (directory == NULL)
        fail_msg("%s is not here: run the test in the checkout", folder);
    for (const char *name; (name = g_dir_read_name(directory)) != NULL;) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_str_has_prefix(name, "words-"))
            take_file(phrases, path);
    }
    assert_true(g_hash_table_size(phrases) > 100);
    return phrases;
}

static void test_files_are_sound(void **state) {
    (void)state;
    static const char *const LANGUAGES[] = {"en", "de"};
    for (size_t i = 0; i < G_N_ELEMENTS(LANGUAGES); i++) {
        g_autofree char *folder = g_strconcat("notes/", LANGUAGES[i], NULL);
        g_auto(GStrv) names = builtin_list(folder);
        g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(Phrasebook) book = phrasebook_new(NULL);
        for (size_t k = 0; names[k] != NULL; k++) {
            if (!g_str_has_prefix(names[k], "words-"))
                continue;
            g_autofree char *path = g_strconcat(NOTES, LANGUAGES[i], "/", names[k], NULL);
            g_autofree char *source = NULL;
            assert_true(g_file_get_contents(path, &source, NULL, NULL));
            phrasebook_read(book, path, source, errors);
        }
        if (errors->len > 0)
            fail_msg("%s", (const char *)errors->pdata[0]);
    }
}

// What the one has and the other lacks, or holds other placeholders for.
static void assert_same(GHashTable *these, GHashTable *those, const char *other) {
    GHashTableIter iter;
    gpointer key, text;
    for (g_hash_table_iter_init(&iter, these); g_hash_table_iter_next(&iter, &key, &text);) {
        const char *twin = g_hash_table_lookup(those, key);
        if (twin == NULL)
            fail_msg("'%s' is missing in %s", (char *)key, other);
        g_autofree char *left = placeholders(text), *right = placeholders(twin);
        if (strcmp(left, right) != 0)
            fail_msg("'%s' holds '%s', and in %s '%s'", (char *)key, left, other, right);
    }
}

static void test_languages_say_the_same(void **state) {
    (void)state;
    g_autoptr(GHashTable) english = phrases_of("en"), german = phrases_of("de");
    assert_same(english, german, "de");
    assert_same(german, english, "en");
}

static void test_phrases_are_short(void **state) {
    (void)state;
    static const char *const LANGUAGES[] = {"en", "de"};
    for (size_t i = 0; i < G_N_ELEMENTS(LANGUAGES); i++) {
        g_autoptr(GHashTable) phrases = phrases_of(LANGUAGES[i]);
        GHashTableIter iter;
        gpointer key, text;
        for (g_hash_table_iter_init(&iter, phrases); g_hash_table_iter_next(&iter, &key, &text);) {
            g_autofree char *clean = values_plain(text);
            if (g_utf8_strlen(text, -1) > LONGEST || strcmp(clean, text) != 0)
                fail_msg("%s: '%s' is too long, or not one line of plain text", LANGUAGES[i], (char *)key);
        }
    }
}

// The sources: which phrases does the code ask for by a literal?

static bool has_group(GHashTable *phrases, const char *group) {
    g_autofree char *prefix = g_strconcat(group, ".", NULL);
    GHashTableIter iter;
    gpointer key;
    for (g_hash_table_iter_init(&iter, phrases); g_hash_table_iter_next(&iter, &key, NULL);)
        if (g_str_has_prefix(key, prefix))
            return true;
    return false;
}

static bool has(GHashTable *phrases, const char *group, const char *key) {
    g_autofree char *full = g_strconcat(group, ".", key, NULL);
    return g_hash_table_contains(phrases, full);
}

// One call, as its verb, its first key and what stands behind: `NULL`, a literal, or an expression.
static bool is_there(GHashTable *phrases, const char *verb, const char *key, const char *next) {
    if (strcmp(verb, "fill") == 0)
        return g_hash_table_contains(phrases, key);
    if (strcmp(verb, "count") == 0 || strcmp(verb, "count_with") == 0)
        return has(phrases, key, "one") && has(phrases, key, "many");
    if (strcmp(next, "NULL") == 0)
        return g_hash_table_contains(phrases, key);
    g_autofree char *name = g_str_has_prefix(next, "\"") ? g_strndup(next + 1, strlen(next) - 2) : NULL;
    return name == NULL ? has_group(phrases, key) : has(phrases, key, name);
}

// The first call for a phrase that is not there, or NULL; *calls grows by those that were looked at.
static char *missing_phrase(GHashTable *phrases, const char *source, unsigned *calls) {
    g_autoptr(GRegex) call = g_regex_new("phrasebook_(say|has|fill|count|count_with)\\(\\s*[^,\"]+,\\s*"
                                         "\"([^\"]+)\",\\s*(\"[^\"]*\"|[^,)\\s]+)",
                                         0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    for (g_regex_match(call, source, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL)) {
        g_autofree char *verb = g_match_info_fetch(match, 1), *key = g_match_info_fetch(match, 2),
                        *next = g_match_info_fetch(match, 3);
        ++*calls;
        if (!is_there(phrases, verb, key, next))
            return g_match_info_fetch(match, 0);
    }
    return NULL;
}

// A key that goes through other hands first: a literal like "brief.next" that begins as phrases do. The first
// one that is no phrase, no count and no group, or NULL.
static char *lost_key(GHashTable *phrases, const char *source, unsigned *keys) {
    g_autoptr(GRegex) literal = g_regex_new("\"([a-z][a-z-]*)(\\.[a-z0-9-]+)+\"", 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    for (g_regex_match(literal, source, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL)) {
        g_autofree char *quoted = g_match_info_fetch(match, 0), *first = g_match_info_fetch(match, 1);
        g_autofree char *key = g_strndup(quoted + 1, strlen(quoted) - 2);
        if (!has_group(phrases, first) || g_str_has_suffix(key, ".h")) // "clock.h" is a header
            continue;
        ++*keys;
        if (!g_hash_table_contains(phrases, key) && !has_group(phrases, key))
            return g_steal_pointer(&key);
    }
    return NULL;
}

static void test_the_check_of_sources_finds_what_is_wrong(void **state) {
    (void)state;
    static const struct {
        const char *source;
        bool wrong;
    } rows[] = {
        {"x = phrasebook_say(book, \"unknown\", NULL, NULL);", false},
        {"x = phrasebook_say(book, \"unknwon\", NULL, NULL);", true},
        {"phrasebook_say(paper->book,\n     \"level\", level_name(level), NULL)", false},
        {"phrasebook_say(book, \"levels\", level_name(level), NULL)", true},
        {"phrasebook_say(book, \"level\", \"critical\", NULL)", false},
        {"phrasebook_say(book, \"level\", \"urgent\", NULL)", true},
        {"phrasebook_count(book, \"span.days\", days)", false},
        {"phrasebook_count(book, \"span.years\", days)", true},
        {"phrasebook_fill(book, \"waiting.us\", \"span\", span)", false},
        {"phrasebook_fill(book, \"waiting.all\", \"span\", span)", true},
    };
    static const struct {
        const char *source;
        unsigned keys;
        bool wrong;
    } literals[] = {
        {"say(rows, \"waiting.us\")", 1, false},       {"say(rows, \"waiting.all\")", 1, true},
        {"count(rows, \"span.days\", n)", 1, false},   {"in(\"http.example\"), at(\"Waiting.us\")", 0, false},
        {"a = \"clock\", b = \"waiting.\"", 0, false}, {"\"waiting.us\", \"waiting.them.now\"", 2, true},
    };
    g_autoptr(GHashTable) phrases = phrases_of("en");
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        unsigned calls = 0;
        g_autofree char *missing = missing_phrase(phrases, rows[i].source, &calls);
        if (calls != 1 || (missing != NULL) != rows[i].wrong)
            fail_msg("%s: %u calls, %s", rows[i].source, calls, missing == NULL ? "all there" : "missing");
    }
    for (size_t i = 0; i < G_N_ELEMENTS(literals); i++) {
        unsigned keys = 0;
        g_autofree char *lost = lost_key(phrases, literals[i].source, &keys);
        if (keys != literals[i].keys || (lost != NULL) != literals[i].wrong)
            fail_msg("%s: %u keys, lost %s", literals[i].source, keys, lost == NULL ? "none" : lost);
    }
}

static void test_code_asks_for_no_phrase_that_is_not_there(void **state) {
    (void)state;
    static const char *const FOLDERS[] = {"lib", "milter"};
    g_autoptr(GHashTable) phrases = phrases_of("en");
    unsigned calls = 0, keys = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(FOLDERS); i++) {
        g_autoptr(GDir) directory = g_dir_open(FOLDERS[i], 0, NULL);
        assert_non_null(directory);
        for (const char *name; (name = g_dir_read_name(directory)) != NULL;) {
            g_autofree char *path = g_build_filename(FOLDERS[i], name, NULL);
            g_autofree char *source = NULL;
            if (!g_str_has_suffix(name, ".c") || !g_file_get_contents(path, &source, NULL, NULL))
                continue;
            g_autofree char *missing = missing_phrase(phrases, source, &calls);
            g_autofree char *lost = lost_key(phrases, source, &keys);
            if (missing != NULL || lost != NULL)
                fail_msg("%s asks for a phrase that is not there: %s", path,
                         missing != NULL ? missing : lost);
        }
    }
    assert_true(calls > 30 && keys > 30);
}

// Whether the code can ask for it: a literal of the whole key, or of its last word ("critical" of level_name,
// "no; reason=imported"). Numbers are counted, and not looked for.
static bool is_asked_for(const char *sources, const char *phrase) {
    g_autofree char *key = g_strdup(phrase);
    if (g_str_has_suffix(key, ".one"))
        key[strlen(key) - strlen(".one")] = '\0';
    else if (g_str_has_suffix(key, ".many"))
        key[strlen(key) - strlen(".many")] = '\0';
    const char *dot = strrchr(key, '.');
    const char *word = dot == NULL ? key : dot + 1;
    g_autofree char *whole = g_strdup_printf("\"%s\"", key), *last = g_strdup_printf("\"%s\"", word),
                    *behind = g_strdup_printf("=%s\"", word);
    return g_ascii_isdigit(*word) || strstr(sources, whole) != NULL || strstr(sources, last) != NULL ||
           strstr(sources, behind) != NULL;
}

static void test_no_phrase_is_left_over(void **state) {
    (void)state;
    static const char *const FOLDERS[] = {"lib", "milter"};
    g_autoptr(GString) sources = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(FOLDERS); i++) {
        g_autoptr(GDir) directory = g_dir_open(FOLDERS[i], 0, NULL);
        assert_non_null(directory);
        for (const char *name; (name = g_dir_read_name(directory)) != NULL;) {
            g_autofree char *path = g_build_filename(FOLDERS[i], name, NULL);
            g_autofree char *source = NULL;
            if (g_file_get_contents(path, &source, NULL, NULL))
                g_string_append(sources, source);
        }
    }
    assert_false(is_asked_for(sources->str, "brief.once-upon-a-time"));
    assert_false(is_asked_for(sources->str, "brief.once-upon-a-time.many"));
    g_autoptr(GHashTable) phrases = phrases_of("en");
    GHashTableIter iter;
    gpointer key;
    for (g_hash_table_iter_init(&iter, phrases); g_hash_table_iter_next(&iter, &key, NULL);)
        if (!is_asked_for(sources->str, key))
            fail_msg("nobody asks for '%s'", (char *)key);
}

// Reading.

static const struct {
    const char *name, *source, *key, *wanted, *error;
} files[] = {
    {"one line", "a = b", "a", "b", NULL},
    {"blanks around", "  \na.b-c =  d e \n", "a.b-c", "d e", NULL},
    {"a text with an equals sign", "a = b = c", "a", "b = c", NULL},
    {"a key with blanks and a colon", "impact: harm that follows = x", "impact: harm that follows", "x",
     NULL},
    {"a line that goes on", "a = b\n  c\n\td\ne = f", "a", "b c d", NULL},
    {"a comment between", "a = b\n# no\n  c", "a", "b c", NULL},
    {"an empty line between", "a = b\n\nc = d", "c", "d", NULL},
    {"a file in Windows' manner", "a = b\r\nc = d\r\n", "a", "b", NULL},
    {"said twice", "a = b\na = c", "a", "c", "f:2: this key is said above already"},
    {"no equals sign", "a = b\nc", "a", "b", "f:2: a line here is `key = text` or # a comment"},
    {"no text", "a =\nb = c", "a", "a", "f:1: a line here is `key = text` or # a comment"},
    {"no key", "= b", "a", "a", "f:1: a line here is `key = text` or # a comment"},
    {"a tag that is not closed", "a = b {{#c}}", "a", "a", "f:1: a:1: "},
    {"no UTF-8", "a = \xFF", "a", "a", "f: this file is not UTF-8"},
};

static void test_reading(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autoptr(Phrasebook) book = phrasebook_new(NULL);
        g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
        phrasebook_read(book, "f", files[i].source, errors);
        const char *error = errors->len == 0 ? NULL : errors->pdata[0];
        if ((error == NULL) != (files[i].error == NULL) ||
            (error != NULL && !g_str_has_prefix(error, files[i].error)))
            fail_msg("%s: says '%s'", files[i].name, error == NULL ? "nothing" : error);
        phrasebook_read(book, "f", files[i].source, NULL);
        expect(files[i].name, phrasebook_say(book, files[i].key, NULL, NULL), files[i].wanted);
    }
}

static void test_language_is_the_first_that_there_is(void **state) {
    (void)state;
    static const struct {
        const char *languages, *wanted;
    } rows[] = {{"de", "de"},       {"en,de", "en"}, {"de,en", "de"},      {"fr,de,en", "de"},
                {"de-AT", "de"},    {"DE_de", "de"}, {"fr", "en"},         {"", "en"},
                {"../en,x", "en"},  {"d", "en"},     {"../de", "en"},      {"deutsch", "en"},
                {"xx,yy,zz", "en"}, {"EN-us", "en"}, {"\xFF\xFE,de", "de"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(GStrv) names = g_strsplit(rows[i].languages, ",", -1);
        g_autoptr(GPtrArray) languages = g_ptr_array_new();
        for (size_t k = 0; names[k] != NULL; k++)
            g_ptr_array_add(languages, names[k]);
        g_autoptr(Phrasebook) book = phrasebook_new(languages);
        if (strcmp(phrasebook_language(book), rows[i].wanted) != 0)
            fail_msg("'%s' gives %s", rows[i].languages, phrasebook_language(book));
    }
    g_autoptr(Phrasebook) none = phrasebook_new(NULL);
    assert_string_equal(phrasebook_language(none), "en");
}

static void test_saying(void **state) {
    (void)state;
    g_autoptr(Phrasebook) book = book_of("en");
    phrasebook_read(book, "f", "x = y\nhello = Hello{{#who}} {{who}}{{/who}}!\ngroup.key = z", NULL);
    assert_true(phrasebook_has(book, "group", "key"));
    assert_true(phrasebook_has(book, "x", NULL));
    assert_false(phrasebook_has(book, "group", "other"));
    assert_false(phrasebook_has(book, "group", NULL));
    expect("a phrase", phrasebook_say(book, "x", NULL, NULL), "y");
    expect("of a group", phrasebook_say(book, "group", "key", NULL), "z");
    expect("an unknown key is itself", phrasebook_say(book, "group", "on the moon", NULL), "on the moon");
    expect("and stays on its line", phrasebook_say(book, "group", "a\nb\xE2\x80\xAE", NULL), "a b");
    expect("no value", phrasebook_fill(book, "hello", "who", NULL), "Hello!");
    expect("a value", phrasebook_fill(book, "hello", "who", "Maria"), "Hello Maria!");
    expect("a value is text, no template", phrasebook_fill(book, "hello", "who", "{{x}}"), "Hello {{x}}!");
    expect("a hostile value stays on its line",
           phrasebook_fill(book, "hello", "who", "a\nBcc: b\xE2\x80\xAE\x1B"), "Hello a Bcc: b!");
    expect("bytes that are no text", phrasebook_fill(book, "hello", "who", "\xFF"), "Hello \xEF\xBF\xBD!");
}

static void test_counts(void **state) {
    (void)state;
    static const struct {
        uint64_t number;
        const char *english, *german;
    } rows[] = {{0, "0", "0"},
                {1, "1", "1"},
                {999, "999", "999"},
                {9999, "9999", "9999"},
                {10000, "10,000", "10.000"},
                {1234567, "1,234,567", "1.234.567"},
                {G_MAXUINT64, "18,446,744,073,709,551,615", "18.446.744.073.709.551.615"}};
    g_autoptr(Phrasebook) english = book_of("en"), german = book_of("de");
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        expect("in English", phrasebook_number(english, rows[i].number), rows[i].english);
        expect("in German", phrasebook_number(german, rows[i].number), rows[i].german);
    }
    expect("one", phrasebook_count(english, "span.days", 1), "1 day");
    expect("none", phrasebook_count(english, "span.days", 0), "0 days");
    expect("many", phrasebook_count(english, "span.days", 12000), "12,000 days");
    expect("ein", phrasebook_count(german, "span.days", 1), "1 Tag");
    expect("viele", phrasebook_count(german, "span.days", 2), "2 Tage");
}

static const struct {
    const char *name, *moment, *now, *zone, *english, *german;
} times[] = {
    {"today", "2026-11-23T13:30:00Z", "2026-11-23T09:00:00Z", "Europe/Berlin", "today 14:30", "heute 14:30"},
    {"today, earlier", "2026-11-23T08:05:00Z", "2026-11-23T09:00:00Z", "UTC", "today 08:05", "heute 08:05"},
    {"tomorrow", "2026-11-24T08:00:00Z", "2026-11-23T23:59:00Z", "UTC", "tomorrow 08:00", "morgen 08:00"},
    {"yesterday", "2026-11-22T17:00:00Z", "2026-11-23T00:01:00Z", "UTC", "yesterday 17:00", "gestern 17:00"},
    {"tomorrow by the local date, an hour away", "2026-11-23T23:30:00Z", "2026-11-23T22:30:00Z",
     "Europe/Berlin", "tomorrow 00:30", "morgen 00:30"},
    {"today by the local date, another in UTC", "2026-11-24T04:00:00Z", "2026-11-23T20:00:00Z",
     "America/New_York", "today 23:00", "heute 23:00"},
    {"in a zone ahead", "2026-11-23T18:00:00Z", "2026-11-23T09:00:00Z", "Pacific/Auckland", "tomorrow 07:00",
     "morgen 07:00"},
    {"in two days", "2026-11-25T08:00:00Z", "2026-11-23T09:00:00Z", "Europe/Berlin", "Wed 25 Nov 09:00",
     "Mi 25. Nov. 09:00"},
    {"two days ago", "2026-11-21T08:00:00Z", "2026-11-23T09:00:00Z", "UTC", "Sat 21 Nov 08:00",
     "Sa 21. Nov. 08:00"},
    {"over the turn of the year", "2027-01-01T08:00:00Z", "2026-12-31T09:00:00Z", "UTC", "tomorrow 08:00",
     "morgen 08:00"},
    {"next year, soon", "2027-03-01T08:00:00Z", "2026-12-31T09:00:00Z", "UTC", "Mon 1 Mar 08:00",
     "Mo 1. März 08:00"},
    {"far", "2027-12-01T08:00:00Z", "2026-11-23T09:00:00Z", "UTC", "1 Dec 2027 08:00", "1. Dez. 2027 08:00"},
    {"long ago", "2025-02-28T08:00:00Z", "2026-11-23T09:00:00Z", "UTC", "28 Feb 2025 08:00",
     "28. Feb. 2025 08:00"},
    {"before the clocks go back", "2026-10-25T00:30:00Z", "2026-10-25T08:00:00Z", "Europe/Berlin",
     "today 02:30", "heute 02:30"},
    {"and behind it", "2026-10-25T01:30:00Z", "2026-10-25T08:00:00Z", "Europe/Berlin", "today 02:30",
     "heute 02:30"},
    {"behind the hour that is skipped", "2026-03-29T01:00:00Z", "2026-03-28T12:00:00Z", "Europe/Berlin",
     "tomorrow 03:00", "morgen 03:00"},
    {"a day of 25 hours lies between", "2026-10-26T22:30:00Z", "2026-10-24T22:30:00Z", "Europe/Berlin",
     "tomorrow 23:30", "morgen 23:30"},
    {"a leap day", "2028-02-29T12:00:00Z", "2028-02-28T12:00:00Z", "UTC", "tomorrow 12:00", "morgen 12:00"},
    {"a zone that is none", "2026-11-23T13:30:00Z", "2026-11-23T09:00:00Z", "Mars/Olympus", "today 13:30",
     "heute 13:30"},
    {"a zone that leads elsewhere", "2026-11-23T13:30:00Z", "2026-11-23T09:00:00Z", "../../etc/passwd",
     "today 13:30", "heute 13:30"},
    {"no zone", "2026-11-23T13:30:00Z", "2026-11-23T09:00:00Z", NULL, "today 13:30", "heute 13:30"},
};

static void test_times(void **state) {
    (void)state;
    g_autoptr(Phrasebook) english = book_of("en"), german = book_of("de");
    for (size_t i = 0; i < G_N_ELEMENTS(times); i++) {
        const int64_t moment = at(times[i].moment), now = at(times[i].now);
        expect(times[i].name, phrasebook_time(english, moment, now, times[i].zone), times[i].english);
        expect(times[i].name, phrasebook_time(german, moment, now, times[i].zone), times[i].german);
    }
}

static void test_times_that_are_none(void **state) {
    (void)state;
    static const int64_t MOMENTS[] = {INT64_MIN, INT64_MAX, 0, -1, INT64_C(253402300800) * 1000000};
    g_autoptr(Phrasebook) book = book_of("de");
    for (size_t i = 0; i < G_N_ELEMENTS(MOMENTS); i++)
        for (size_t k = 0; k < G_N_ELEMENTS(MOMENTS); k++) {
            g_autofree char *time = phrasebook_time(book, MOMENTS[i], MOMENTS[k], "Europe/Berlin"),
                            *day = phrasebook_day(book, MOMENTS[i], "Europe/Berlin");
            assert_true(*time != '\0' && *day != '\0' && g_utf8_strlen(time, -1) < 40);
        }
}

static void test_days(void **state) {
    (void)state;
    g_autoptr(Phrasebook) english = book_of("en"), german = book_of("de");
    const int64_t late = at("2026-11-23T23:30:00Z");
    expect("a day", phrasebook_day(english, late, "UTC"), "Monday, 23 November 2026");
    expect("ein Tag", phrasebook_day(german, late, "UTC"), "Montag, 23. November 2026");
    expect("the local one", phrasebook_day(english, late, "Europe/Berlin"), "Tuesday, 24 November 2026");
}

static void test_spans(void **state) {
    (void)state;
    static const struct {
        GTimeSpan span;
        const char *english, *german;
    } rows[] = {
        {0, "under 1 min", "unter 1 Min."},
        {59 * G_TIME_SPAN_SECOND, "under 1 min", "unter 1 Min."},
        {G_TIME_SPAN_MINUTE, "1 min", "1 Min."},
        {-5 * G_TIME_SPAN_MINUTE, "5 min", "5 Min."},
        {G_TIME_SPAN_HOUR - 1, "59 min", "59 Min."},
        {G_TIME_SPAN_HOUR, "1 h", "1 Std."},
        {3 * G_TIME_SPAN_HOUR + 10 * G_TIME_SPAN_MINUTE, "3 h 10 min", "3 Std. 10 Min."},
        {G_TIME_SPAN_DAY - 1, "23 h 59 min", "23 Std. 59 Min."},
        {G_TIME_SPAN_DAY, "1 day", "1 Tag"},
        {G_TIME_SPAN_DAY + 59 * G_TIME_SPAN_MINUTE, "1 day", "1 Tag"},
        {2 * G_TIME_SPAN_DAY + 4 * G_TIME_SPAN_HOUR, "2 days 4 h", "2 Tage 4 Std."},
        {7 * G_TIME_SPAN_DAY + 4 * G_TIME_SPAN_HOUR, "7 days", "7 Tage"},
        {40 * G_TIME_SPAN_DAY, "40 days", "40 Tage"},
        {G_MAXINT64, "106,751,991 days", "106.751.991 Tage"},
        {G_MININT64, "106,751,991 days", "106.751.991 Tage"},
    };
    g_autoptr(Phrasebook) english = book_of("en"), german = book_of("de");
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        expect("in English", phrasebook_span(english, rows[i].span), rows[i].english);
        expect("in German", phrasebook_span(german, rows[i].span), rows[i].german);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files_are_sound),
        cmocka_unit_test(test_languages_say_the_same),
        cmocka_unit_test(test_phrases_are_short),
        cmocka_unit_test(test_the_check_of_sources_finds_what_is_wrong),
        cmocka_unit_test(test_code_asks_for_no_phrase_that_is_not_there),
        cmocka_unit_test(test_no_phrase_is_left_over),
        cmocka_unit_test(test_reading),
        cmocka_unit_test(test_language_is_the_first_that_there_is),
        cmocka_unit_test(test_saying),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_times_that_are_none),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_spans),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
