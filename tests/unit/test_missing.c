// What is asked for, and above all that nothing is asked for which was given.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "missing.h"
#include "missing_messages.h"

typedef struct Case {
    Request request;
    bool image;
    const char *body, *expected; // names in order of the enumeration
} Case;

static const Case cases[] = {
    {REQUEST_DEFECT, false, "It is broken.", "version steps error"},
    {REQUEST_DEFECT, false, "Version 4.2 crashes when I save a file.", "since error screenshot"},
    {REQUEST_DEFECT, true, "Version 4.2 crashes when I save a file.", "since"},
    {REQUEST_DEFECT, true, "Since Monday version 4.2 crashes when I save a file.", ""},
    {REQUEST_DEFECT, false, "When I click Save I get \"Error 500\".", "version since screenshot"},
    {REQUEST_DEFECT, false, "Seit gestern st\xc3\xbcrzt Version 7.1 beim Speichern ab.", "error screenshot"},
    {REQUEST_DEFECT, false, "Fehlermeldung: Zugriff verweigert", "version steps screenshot"},
    {REQUEST_OUTAGE, false, "The system is down.", "since affected stops"},
    {REQUEST_OUTAGE, false, "Since 8:15 all users are out and we cannot take orders.", ""},
    {REQUEST_OUTAGE, false,
     "Seit heute fr\xc3\xbch k\xc3\xb6nnen alle Mitarbeiter keine Bestellungen erfassen.", ""},
    {REQUEST_BILLING, false, "The invoice is wrong.", "reference"},
    {REQUEST_BILLING, false, "Invoice 2025-1183 is wrong.", ""},
    {REQUEST_BILLING, false, "Die Rechnung RE4711 ist falsch.", ""},
    {REQUEST_DELIVERY, false, "Where is my parcel?", "deadline reference"},
    {REQUEST_DELIVERY, false, "Bestellnummer 300417 fehlt noch.", "deadline"},
    {REQUEST_DELIVERY, false, "My order #88-1023 is late.", "deadline"},
    {REQUEST_HOW_TO, false, "How do I do this?", ""},
    {REQUEST_PRAISE, false, "Thank you!", ""},
    {REQUEST_OTHER, false, "", ""},
};

static char *ask(const Case *one) {
    Text text = {.body = (char *)one->body, .subject = (char *)"", .has_image = one->image};
    Verdict verdict = {.request = one->request, .level = LEVEL_CONCERN};
    for (unsigned i = 0; i < SIGNAL_COUNT; i++)
        verdict.evidence[i] = g_array_new(FALSE, FALSE, sizeof(Evidence));
    uint32_t set = missing_of(&text, &verdict, 0);
    for (unsigned i = 0; i < SIGNAL_COUNT; i++)
        g_array_unref(verdict.evidence[i]);
    GString *names = g_string_new(NULL);
    for (unsigned i = 0; i < MISSING_COUNT; i++) {
        if ((set >> i) & 1)
            g_string_append_printf(names, "%s%s", names->len > 0 ? " " : "", missing_name((Missing)i));
    }
    return g_string_free(names, FALSE);
}

static void test_questions(void **state) {
    (void)state;
    unsigned wrong = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *found = ask(&cases[i]);
        if (strcmp(found, cases[i].expected) != 0) {
            print_error("'%s' asks '%s', not '%s'\n", cases[i].body, found, cases[i].expected);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static void test_resolved(void **state) {
    (void)state;
    Text text = {.body = (char *)"It works now.", .subject = (char *)""};
    Verdict verdict = {.request = REQUEST_DEFECT, .level = LEVEL_NONE};
    verdict.score[SIGNAL_RESOLVED] = 0.8;
    assert_int_equal(missing_of(&text, &verdict, 0), 0);
}

typedef struct Tally {
    unsigned right, wrongly, overlooked; // given and found, found though not given, given and not found
} Tally;

static bool labelled(const char *names, const char *name, char *mark) {
    g_auto(GStrv) words = g_strsplit(names, " ", -1);
    for (char **word = words; *word != NULL; word++) {
        *mark = **word;
        if (strcmp(*word + (**word == '?' ? 1 : 0), name) == 0)
            return true;
    }
    return false;
}

static void weigh(const Labelled *one, uint32_t given, Tally tallies[MISSING_COUNT]) {
    for (unsigned i = 0; i < MISSING_COUNT; i++) {
        char mark = ' ';
        const bool said = labelled(one->given, missing_name((Missing)i), &mark), found = (given >> i) & 1;
        if (said && mark == '?')
            continue;
        tallies[i].right += said && found ? 1 : 0;
        tallies[i].wrongly += !said && found ? 1 : 0;
        tallies[i].overlooked += said && !found ? 1 : 0;
        if (said != found)
            print_message("    %s %s: %s\n", said ? "overlooked" : "wrongly found", missing_name((Missing)i),
                          one->body);
    }
}

static void measure(const Labelled *set, size_t count, Tally tallies[MISSING_COUNT]) {
    for (size_t i = 0; i < count; i++) {
        Text text = {.body = (char *)(uintptr_t)set[i].body, .subject = (char *)(uintptr_t) ""};
        Verdict verdict = {.request = set[i].request, .level = LEVEL_CONCERN};
        weigh(&set[i], missing_given(&text, &verdict), tallies);
    }
    for (unsigned i = 0; i < MISSING_COUNT; i++)
        print_message("  %-10s right %3u, wrongly %2u, overlooked %2u\n", missing_name((Missing)i),
                      tallies[i].right, tallies[i].wrongly, tallies[i].overlooked);
}

static void test_messages_tuned_on(void **state) {
    (void)state;
    Tally tallies[MISSING_COUNT] = {{0}};
    measure(first, G_N_ELEMENTS(first), tallies);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_questions), cmocka_unit_test(test_resolved),
                                       cmocka_unit_test(test_messages_tuned_on)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
