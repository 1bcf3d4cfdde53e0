// Dates promised and dates only named: tables of what support people write, in
// nine languages, with the moment due to the minute, and of what looks like it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "promise.h"
#include "units.h"

typedef enum Place {
    LONDON,
    BERLIN,
    PARIS,
    MADRID,
    ROME,
    AMSTERDAM,
    WARSAW,
    STOCKHOLM,
    NEW_YORK,
    SAO_PAULO,
    ALWAYS,
    PLACES
} Place;

static const struct {
    const char *hours, *zone;
} places[PLACES] = {
    [LONDON] = {"Mon-Fri 09:00-17:30", "Europe/London"},
    [BERLIN] = {"Mon-Fri 09:00-17:00", "Europe/Berlin"},
    [PARIS] = {"Mon-Fri 09:00-12:00 14:00-18:00", "Europe/Paris"},
    [MADRID] = {"Mon-Thu 09:00-18:00, Fri 09:00-15:00", "Europe/Madrid"},
    [ROME] = {"Mon-Fri 09:00-13:00 14:00-18:00", "Europe/Rome"},
    [AMSTERDAM] = {"Mon-Fri 08:30-17:00, Sat 10:00-14:00", "Europe/Amsterdam"},
    [WARSAW] = {"Mon-Fri 08:00-16:00", "Europe/Warsaw"},
    [STOCKHOLM] = {"Mon-Fri 08:00-17:00", "Europe/Stockholm"},
    [NEW_YORK] = {"Mon-Fri 08:00-18:00", "America/New_York"},
    [SAO_PAULO] = {"Mon-Fri 09:00-18:00", "America/Sao_Paulo"},
    [ALWAYS] = {"24x7", "UTC"},
};

typedef struct Kept {
    const char *text, *language;
    Place place;
    const char *sent, *due;
} Kept;

typedef struct Unmade {
    const char *text, *language;
} Unmade;

#include "promise_cases.h"

static int64_t at(const char *text) {
    int64_t time = 0;
    assert_true(units_time_parse(text, &time, NULL));
    return time;
}

static GArray *find(const char *text, const char *language, Place place, const char *sent) {
    g_autoptr(Calendar) calendar = calendar_new(places[place].hours, places[place].zone, NULL);
    assert_non_null(calendar);
    return promise_find(text, language, calendar, at(sent));
}

static char *shown(const GArray *promises) {
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < promises->len; i++) {
        const Promise *promise = &g_array_index(promises, Promise, i);
        g_autoptr(GDateTime) due = g_date_time_new_from_unix_utc(promise->due / UNITS_SECOND);
        g_autofree char *time = g_date_time_format(due, "%a %F %T");
        g_string_append_printf(text, " %s", time);
    }
    return g_string_free(text, FALSE);
}

// Says all that is wrong, not only the first.
static unsigned check_kept(const Kept *cases, size_t count) {
    unsigned wrong = 0;
    for (size_t i = 0; i < count; i++) {
        g_autoptr(GArray) promises = find(cases[i].text, cases[i].language, cases[i].place, cases[i].sent);
        if (promises->len == 1 && g_array_index(promises, Promise, 0).due == at(cases[i].due))
            continue;
        g_autofree char *found = shown(promises);
        print_error("%s: %s: due %s, read:%s\n", cases[i].language, cases[i].text, cases[i].due, found);
        wrong++;
    }
    return wrong;
}

static unsigned check_unmade(const Unmade *cases, size_t count) {
    static const char *const days[] = {MONDAY, FRIDAY_EVENING, OLD_YEAR};
    unsigned wrong = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t day = 0; day < G_N_ELEMENTS(days); day++) {
            g_autoptr(GArray) promises = find(cases[i].text, cases[i].language, BERLIN, days[day]);
            if (promises->len == 0)
                continue;
            g_autofree char *found = shown(promises);
            print_error("%s: %s: read:%s\n", cases[i].language, cases[i].text, found);
            wrong++;
            break;
        }
    }
    return wrong;
}

static void test_promises_are_read(void **state) {
    (void)state;
    const unsigned wrong =
        check_kept(kept_first, G_N_ELEMENTS(kept_first)) + check_kept(kept_later, G_N_ELEMENTS(kept_later)) +
        check_kept(kept_last, G_N_ELEMENTS(kept_last)) + check_kept(kept_mails, G_N_ELEMENTS(kept_mails));
    assert_int_equal(wrong, 0);
}

static void test_look_alikes_are_not(void **state) {
    (void)state;
    const unsigned wrong = check_unmade(unmade_first, G_N_ELEMENTS(unmade_first)) +
                           check_unmade(unmade_later, G_N_ELEMENTS(unmade_later)) +
                           check_unmade(unmade_last, G_N_ELEMENTS(unmade_last)) +
                           check_unmade(unmade_mails, G_N_ELEMENTS(unmade_mails));
    assert_int_equal(wrong, 0);
}

// --- what is kept of a promise, and how many ---

static void test_words_are_the_sentence(void **state) {
    (void)state;
    g_autoptr(GArray) promises =
        find("Hello,\n\nthanks.   We will\n\tcall  you on\nFriday.  Bye!\n", "en", LONDON, MONDAY);
    assert_int_equal(promises->len, 1);
    assert_string_equal(g_array_index(promises, Promise, 0).words, "We will call you on Friday.");
    g_autofree char *padding = g_strnfill(700, 'x');
    g_autofree char *text = g_strdup_printf("We will call you on Friday about %s\xc3\xa4.", padding);
    g_autoptr(GArray) cut = find(text, "en", LONDON, MONDAY);
    assert_int_equal(cut->len, 1);
    assert_int_equal(g_utf8_strlen(g_array_index(cut, Promise, 0).words, -1), 160);
}

typedef struct Several {
    const char *name, *text, *language;
    const char *due[9]; // in order, ended by NULL
} Several;

static const Several several[] = {
    {"two in two sentences",
     "We will ship it on Wednesday. I'll call you on Friday.",
     "en",
     {"2026-11-25T17:00:00+01:00", "2026-11-27T17:00:00+01:00"}},
    {"two in one sentence",
     "Wir schicken das Gerät am Mittwoch und melden uns am Freitag.",
     "de",
     {"2026-11-25T17:00:00+01:00", "2026-11-27T17:00:00+01:00"}},
    {"the same day twice is one",
     "We will ship on Friday. Yes, we will ship on Friday.",
     "en",
     {"2026-11-27T17:00:00+01:00"}},
    {"of two days the later",
     "We will call you on Tuesday or Wednesday.",
     "en",
     {"2026-11-25T17:00:00+01:00"}},
    {"a promise beside a request",
     "Please send us the log by Tuesday and we will answer by Thursday.",
     "en",
     {"2026-11-26T17:00:00+01:00"}},
    {"a promise beside a refusal",
     "Heute schaffen wir es leider nicht, aber wir rufen Sie morgen an.",
     "de",
     {"2026-11-24T17:00:00+01:00"}},
    {"a promise beside the past",
     "Nous avons reçu la pièce lundi et nous vous livrerons jeudi.",
     "fr",
     {"2026-11-26T18:00:00+01:00"}},
    {"in no language known", "Le llamaremos el viernes.", "und", {"2026-11-27T17:00:00+01:00"}},
    {"no more than eight",
     "We will call you on 1 December. We will call you on 2 December. We will call you on 3 December. We "
     "will "
     "call you on 4 December. We will call you on 7 December. We will call you on 8 December. We will call "
     "you "
     "on 9 December. We will call you on 10 December. We will call you on 11 December.",
     "en",
     {"2026-12-01T17:00:00+01:00", "2026-12-02T17:00:00+01:00", "2026-12-03T17:00:00+01:00",
      "2026-12-04T17:00:00+01:00", "2026-12-07T17:00:00+01:00", "2026-12-08T17:00:00+01:00",
      "2026-12-09T17:00:00+01:00", "2026-12-10T17:00:00+01:00"}},
    {"quoted lines are not ours", "> We will call you on Friday.\nThat was my colleague.", "en", {NULL}},
    {"what stands in quotation marks is not ours",
     "On the site it says \"we will ship on Friday\".",
     "en",
     {NULL}},
    {"a year ago", "We will ship it on 3 March 2025.", "en", {NULL}},
    {"in two years", "We will ship it on 3 March 2029.", "en", {NULL}},
    {"no such day", "We will ship it on 30 February 2027.", "en", {NULL}},
    {"no such month", "Wir liefern am 15.13.2027.", "de", {NULL}},
    {"a day that only leap years have", "We will ship it on 29 February.", "en", {NULL}},
    {"a version", "We will release 3.3 and 4.1 soon.", "en", {NULL}},
    {"a number of years", "We will answer within 99999999999 days.", "en", {NULL}},
    {"an hour that is over today", "I will call you at 9 am.", "en", {"2026-11-24T09:00:00+01:00"}},
};

static void test_several(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(several); i++) {
        const Place place = strcmp(several[i].language, "fr") == 0 ? PARIS : BERLIN;
        g_autoptr(GArray) promises = find(several[i].text, several[i].language, place, MONDAY);
        size_t count = 0;
        for (; several[i].due[count] != NULL; count++) {
            if (count >= promises->len ||
                g_array_index(promises, Promise, count).due != at(several[i].due[count]))
                fail_msg("%s: %s is not number %zu", several[i].name, several[i].due[count], count);
        }
        if (count != promises->len)
            fail_msg("%s: %u promises", several[i].name, promises->len);
    }
}

// "3/4" in English: by the zone, and where that tells nothing the later of both.
static void test_order_of_numbers(void **state) {
    (void)state;
    static const struct {
        const char *text, *language;
        Place place;
        const char *due;
    } cases[] = {
        {"We will ship it by 3/4/2027.", "en", NEW_YORK, "2027-03-04T18:00:00-05:00"},
        {"We will ship it by 3/4/2027.", "en", LONDON, "2027-04-03T24:00:00+01:00"},
        {"We will ship it by 3/4/2027.", "en", ALWAYS, "2027-04-04T00:00:00Z"},
        {"We will ship it by 4/3/2027.", "en", ALWAYS, "2027-04-04T00:00:00Z"},
        {"We will ship it by 13/1/2027.", "en", NEW_YORK, "2027-01-13T18:00:00-05:00"},
        {"We will ship it by 1/13/2027.", "en", LONDON, "2027-01-13T17:30:00Z"},
        {"Le enviaremos la pieza el 4/3/2027.", "es", NEW_YORK, "2027-03-04T18:00:00-05:00"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GArray) promises = find(cases[i].text, cases[i].language, cases[i].place, MONDAY);
        const bool midnight = strstr(cases[i].due, "T24") != NULL; // a Saturday: closed, due when it ends
        const int64_t due = midnight ? at("2027-04-04T00:00:00+01:00") : at(cases[i].due);
        if (promises->len != 1 || g_array_index(promises, Promise, 0).due != due)
            fail_msg("%s in %s: not %s", cases[i].text, places[cases[i].place].zone, cases[i].due);
    }
}

// --- putting off and asking ---

typedef struct Said {
    const char *text, *language;
    bool expected;
} Said;

static const Said put_offs[] = {
    {"Hello Ms Smith,\n\nwe are still looking into it. Thank you for your patience.", "en", true},
    {"Our engineers are working on the issue. We will get back to you as soon as we have news.", "en", true},
    {"Wir sind noch in der Prüfung und bitten um etwas Geduld.", "de", true},
    {"Wir arbeiten weiterhin mit Hochdruck daran und melden uns wieder bei Ihnen.", "de", true},
    {"Nous sommes toujours en cours d'analyse.", "fr", true},
    {"Seguimos investigando el problema, le mantendremos informado.", "es", true},
    {"Ainda estamos analisando o caso.", "pt", true},
    {"Stiamo ancora verificando, grazie per la pazienza.", "it", true},
    {"We zijn er nog mee bezig.", "nl", true},
    {"Nadal pracujemy nad rozwiązaniem.", "pl", true},
    {"Vi undersöker fortfarande felet.", "sv", true},
    {"The fix has been released, please install version 4.3.", "en", false},
    {"We looked into it: the cause was a full disk, and it is now fixed.", "en", false},
    {"Attached is the corrected invoice. We are still looking into the second one.", "en", false},
    {"Der Fehler wurde behoben.", "de", false},
    {"Anbei die korrigierte Rechnung.", "de", false},
    {"Le problème est résolu.", "fr", false},
    {"El problema está resuelto.", "es", false},
    {"Il problema è stato risolto.", "it", false},
    {"Het probleem is opgelost.", "nl", false},
    {"Problem został rozwiązany.", "pl", false},
    {"Felet är åtgärdat.", "sv", false},
    {"O problema foi resolvido.", "pt", false},
    {"", "en", false},
};

static const Said questions[] = {
    {"Please send us the log file.", "en", true},
    {"Could you try again with version 4.3?", "en", true},
    {"Which browser do you use?", "en", true},
    {"Bitte senden Sie uns die Protokolldatei.", "de", true},
    {"Welche Version verwenden Sie?", "de", true},
    {"Wir benötigen noch Ihre Kundennummer.", "de", true},
    {"Merci de nous envoyer une capture d'écran.", "fr", true},
    {"¿Puede enviarnos el número de pedido?", "es", true},
    {"Poderia nos enviar o comprovante?", "pt", true},
    {"Può inviarci uno screenshot?", "it", true},
    {"Kunt u ons het serienummer sturen?", "nl", true},
    {"Proszę przesłać numer zamówienia.", "pl", true},
    {"Kan du skicka loggfilen?", "sv", true},
    {"Was für ein Gerät ist es?", "und", true},
    {"Do you have any other questions?", "en", false},
    {"Is there anything else we can help you with?", "en", false},
    {"Please do not hesitate to contact us if you have further questions.", "en", false},
    {"Please find the invoice attached.", "en", false},
    {"We have shipped the part.", "en", false},
    {"Haben Sie noch weitere Fragen?", "de", false},
    {"Bitte entschuldigen Sie die Verzögerung.", "de", false},
    {"N'hésitez pas à nous contacter pour toute question.", "fr", false},
    {"¿Tiene alguna otra pregunta?", "es", false},
    {"Heeft u nog vragen?", "nl", false},
    {"Har du några fler frågor?", "sv", false},
    {"See https://shop.example/?order=12", "en", false},
    {"", "und", false},
};

static void check_said(const Said *cases, size_t count, bool (*says)(const char *, const char *)) {
    unsigned wrong = 0;
    for (size_t i = 0; i < count; i++) {
        if (says(cases[i].text, cases[i].language) == cases[i].expected)
            continue;
        print_error("%s: %s: not %d\n", cases[i].language, cases[i].text, cases[i].expected);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void test_putting_off(void **state) {
    (void)state;
    check_said(put_offs, G_N_ELEMENTS(put_offs), promise_puts_off);
}

static void test_asking(void **state) {
    (void)state;
    check_said(questions, G_N_ELEMENTS(questions), promise_asks);
}

// --- hostile text ---

static char *repeated(const char *piece, size_t bytes) {
    GString *text = g_string_sized_new(bytes);
    while (text->len < bytes)
        g_string_append(text, piece);
    return g_string_free(text, FALSE);
}

static void test_hostile(void **state) {
    (void)state;
    static const char *const pieces[] = {
        "friday ",
        "x",
        "we will call you on friday ",
        "3.3.",
        "3/3 ",
        "\x01\x02we will\x7f call",
        "\xff\xfe",
        "\xc3",
        "the next the next ",
        "between 3 and ",
        "12:",
        "in in in in 5 ",
        "\xe2\x80\x9e",
        "if, and ",
        "of the end of the end of ",
        "...",
        "9999999999",
        "am um gegen den dem 15. 12. ",
        "\n",
        "\n> ",
        "we promise promise promise ",
    };
    const int64_t start = g_get_monotonic_time();
    for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autofree char *text = repeated(pieces[i], 200 * 1024);
        g_autoptr(GArray) promises = find(text, "und", BERLIN, MONDAY);
        assert_true(promises->len <= 8);
        (void)promise_puts_off(text, "und");
        (void)promise_asks(text, "und");
    }
    // a second each would be far too much already; sanitizers on a busy machine are ten times slower
    assert_true(g_get_monotonic_time() - start < (int64_t)G_N_ELEMENTS(pieces) * 3 * G_TIME_SPAN_SECOND);
}

// What stands behind the first 16 KB is not looked at, what stands before is.
static void test_bound(void **state) {
    (void)state;
    g_autofree char *padding = repeated("Nothing here. ", 20 * 1024);
    g_autofree char *behind = g_strconcat(padding, "We will call you on Friday.", NULL);
    g_autofree char *before = g_strconcat("We will call you on Friday. ", padding, NULL);
    g_autoptr(GArray) none = find(behind, "en", LONDON, MONDAY);
    g_autoptr(GArray) one = find(before, "en", LONDON, MONDAY);
    assert_int_equal(none->len, 0);
    assert_int_equal(one->len, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_promises_are_read),
        cmocka_unit_test(test_look_alikes_are_not),
        cmocka_unit_test(test_words_are_the_sentence),
        cmocka_unit_test(test_several),
        cmocka_unit_test(test_order_of_numbers),
        cmocka_unit_test(test_putting_off),
        cmocka_unit_test(test_asking),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_bound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
