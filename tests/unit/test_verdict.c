// Verdicts on whole messages. The labelled messages under data/verdict are a
// measure beside `make eval`: nothing is learned from them. Phrases were once
// mended against all but fourth and seventh, so those two have the honest
// shares. What a learned model says moves a little with each training: shares
// have to be kept, not single messages.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "verdict.h"

typedef struct Judge {
    Model *model;
    LanguageGuesser *guesser;
} Judge;

typedef struct Tally {
    unsigned messages, levels, requests, languages, hits, strays, misses;
} Tally;

static int set_up(void **state) {
    Judge *judge = g_new0(Judge, 1);
    judge->model = model_builtin(NULL);
    judge->guesser = language_guesser_new(NULL, NULL);
    *state = judge;
    return judge->model == NULL;
}

static int tear_down(void **state) {
    Judge *judge = *state;
    model_free(judge->model);
    language_guesser_free(judge->guesser);
    g_free(judge);
    return 0;
}

static Verdict *judge_text(const Judge *judge, const char *subject, const char *body) {
    Text text = {.body = (char *)body, .subject = (char *)subject};
    return verdict_of(judge->model, judge->guesser, &text, false);
}

// Evidence is the very words at its place, strongest first, never overlapping.
static void check_evidence(const Verdict *verdict, const char *subject, const char *body) {
    for (unsigned s = 0; s < SIGNAL_COUNT; s++) {
        const GArray *list = verdict->evidence[s];
        assert_true(list->len <= 8);
        for (guint i = 0; i < list->len; i++) {
            const Evidence *one = &g_array_index(list, Evidence, i);
            const char *text = one->in_subject ? subject : body;
            assert_true(one->start < one->end && one->end <= (uint32_t)g_utf8_strlen(text, -1));
            g_autofree char *words = g_utf8_substring(text, one->start, one->end);
            assert_string_equal(one->text, words);
            assert_true(i == 0 || g_array_index(list, Evidence, i - 1).weight >= one->weight);
            for (guint j = 0; j < i; j++) {
                const Evidence *other = &g_array_index(list, Evidence, j);
                assert_true(other->in_subject != one->in_subject || other->end <= one->start ||
                            one->end <= other->start);
            }
        }
        if (verdict->score[s] >= VERDICT_PRESENT)
            assert_true(list->len > 0);
    }
}

static void compare_signals(const Verdict *verdict, char **labels, Tally *tally) {
    for (unsigned s = 0; s < SIGNAL_COUNT; s++) {
        bool wanted = g_strv_contains((const char *const *)labels, signal_name((Signal)s));
        bool found = verdict->score[s] >= VERDICT_PRESENT;
        tally->hits += wanted && found;
        tally->misses += wanted && !found;
        tally->strays += !wanted && found;
        if (wanted != found)
            print_message("  %s is %.2f\n", signal_name((Signal)s), verdict->score[s]);
    }
}

// One labelled message: "language level request signals...\n[S: subject\n]body".
static void judge_labelled(const Judge *judge, char *message, Tally *tally) {
    g_auto(GStrv) halves = g_strsplit(message, "\n", 2);
    g_auto(GStrv) labels = g_strsplit(halves[0], " ", -1);
    char *body = halves[1], *subject = (char *)"";
    assert_true(g_strv_length(labels) >= 3);
    if (g_str_has_prefix(body, "S: ")) {
        subject = body + 3;
        body = strchr(body, '\n');
        *body++ = '\0';
    }
    g_strchomp(body);
    g_autoptr(Verdict) verdict = judge_text(judge, subject, body);
    check_evidence(verdict, subject, body);
    tally->messages++;
    tally->levels += strcmp(level_name(verdict->level), labels[1]) == 0;
    tally->requests += strcmp(request_name(verdict->request), labels[2]) == 0;
    tally->languages += strcmp(verdict->language, labels[0]) == 0;
    assert_true((verdict->level == LEVEL_NONE) == (verdict->reasons->len == 0));
    if (strcmp(level_name(verdict->level), labels[1]) != 0)
        print_message("  %s, not %s: %.60s\n", level_name(verdict->level), labels[1], body);
    compare_signals(verdict, labels + 3, tally);
}

static Tally judge_file(const Judge *judge, const char *name) {
    g_autofree char *path = g_strconcat("tests/unit/data/verdict/", name, NULL);
    g_autofree char *text = NULL;
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) messages = g_strsplit(text, "\n@ ", -1);
    Tally tally = {.messages = 0};
    for (char **message = messages + 1; *message != NULL; message++)
        judge_labelled(judge, *message, &tally);
    print_message("%s: %u messages; right: %u levels, %u requests, %u languages; signals: %u hits, %u "
                  "strays, %u misses\n",
                  name, tally.messages, tally.levels, tally.requests, tally.languages, tally.hits,
                  tally.strays, tally.misses);
    return tally;
}

static void test_labelled_messages(void **state) {
    static const struct {
        const char *name;
        unsigned messages, levels, recall, precision; // the last three in per cent, at least
    } cases[] = {{"first.txt", 90, 85, 90, 80},  {"second.txt", 30, 80, 80, 75},
                 {"third.txt", 30, 80, 85, 75},  {"fifth.txt", 30, 80, 85, 75},
                 {"sixth.txt", 30, 70, 85, 75},  {"others.txt", 30, 75, 85, 70},
                 {"fourth.txt", 20, 75, 75, 65}, {"seventh.txt", 30, 70, 70, 65}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Tally tally = judge_file(*state, cases[i].name);
        assert_true(tally.messages >= cases[i].messages);
        assert_int_equal(tally.languages, tally.messages);
        assert_true(tally.requests * 100 >= tally.messages * 65);
        assert_true(tally.levels * 100 >= tally.messages * cases[i].levels);
        assert_true(tally.hits * 100 >= (tally.hits + tally.misses) * cases[i].recall);
        assert_true(tally.hits * 100 >= (tally.hits + tally.strays) * cases[i].precision);
    }
}

// What VERDICT.md says a signal is not: of these few may be present.
static void test_not_this(void **state) {
    static const struct {
        Signal signal;
        const char *body;
    } cases[] = {
        {SIGNAL_ANGER, "The export does not work since yesterday."},
        {SIGNAL_ANGER, "THE EXPORT DOES NOT WORK SINCE YESTERDAY."},
        {SIGNAL_ANGER, "WOW, THIS IS GREAT, THANK YOU!!!"},
        {SIGNAL_ANGER, "The delay is not unacceptable for us."},
        {SIGNAL_ANGER, "I am a little disappointed with the colour."},
        {SIGNAL_ANGER, "It is annoying, but we can work around it."},
        {SIGNAL_ANGER, "Das ist \xc3\xa4rgerlich, aber wir kommen zurecht."},
        {SIGNAL_ANGER, "Ich bin etwas entt\xc3\xa4uscht von der Farbe."},
        {SIGNAL_ANXIETY, "Don't worry, it can wait."},
        {SIGNAL_ANXIETY, "Keine Sorge, das hat Zeit."},
        {SIGNAL_ANXIETY, "I am afraid I cannot attend on Friday."},
        {SIGNAL_IMPACT, "It would save us a few clicks."},
        {SIGNAL_IMPACT, "How much does the Pro plan cost?"},
        {SIGNAL_URGENCY, "When you have time, please have a look. Not urgent."},
        {SIGNAL_URGENCY, "Das ist nicht dringend."},
        {SIGNAL_URGENCY, "The subscription should start on 1 December."},
        {SIGNAL_URGENCY, "Please get back to me as soon as possible."},
        {SIGNAL_CHURN, "Please cancel the meeting on Monday."},
        {SIGNAL_CHURN, "Bitte sagen Sie den Termin am Montag ab."},
        {SIGNAL_CHURN, "I want to return the jacket and get a refund."},
        {SIGNAL_CHURN, "We would like to change from the monthly to the yearly plan."},
        {SIGNAL_CHURN, "Please cancel item 3 of my order."},
        {SIGNAL_CHURN, "I am leaving for Spain tomorrow."},
        {SIGNAL_LEGAL, "Our legal name is Foo Ltd."},
        {SIGNAL_LEGAL, "Our lawyer asks for a copy of the terms."},
        {SIGNAL_LEGAL, "According to clause 4 of the contract the price is fixed."},
        {SIGNAL_LEGAL, "Unser Anwalt bittet um eine Kopie der AGB."},
        {SIGNAL_PUBLIC, "I gave you five stars on Google, great team."},
        {SIGNAL_PUBLIC, "We have informed our own clients about the delay."},
        {SIGNAL_PUBLIC, "Ich habe Ihnen gern f\xc3\xbcnf Sterne bei Google gegeben."},
        {SIGNAL_MANAGER, "My manager will join the call."},
        {SIGNAL_MANAGER, "Please tell your manager how great Tom is."},
        {SIGNAL_MANAGER, "Mein Chef kommt auch mit."},
        {SIGNAL_REPEAT, "Thanks again!"},
        {SIGNAL_REPEAT, "It works again."},
        {SIGNAL_BROKEN_PROMISE, "As promised, here is the signed form."},
        {SIGNAL_BROKEN_PROMISE, "Your advert promised free coffee."},
        {SIGNAL_BROKEN_PROMISE, "I got the wrong colour."},
        {SIGNAL_IDENTITY, "Our company lost two orders."},
        {SIGNAL_SECURITY, "The total on the report is wrong."},
        {SIGNAL_SECURITY, "Do you offer training on phishing?"},
        {SIGNAL_SECURITY, "Which security certificates do you have?"},
        {SIGNAL_SECURITY, "Bieten Sie Schulungen zum Thema Sicherheit an?"},
        {SIGNAL_GRATITUDE, "Thanks in advance for your help."},
        {SIGNAL_GRATITUDE, "Vielen Dank im Voraus f\xc3\xbcr Ihre Hilfe."},
        {SIGNAL_GRATITUDE, "Where is my order? Thanks, Bob"},
        {SIGNAL_RESOLVED, "I thought it was resolved, but it is back."},
        {SIGNAL_RESOLVED, "Please tell me when it works again."},
        {SIGNAL_RESOLVED, "It still does not work now."},
        {SIGNAL_RESOLVED, "You promised me that the fault is fixed."},
        {SIGNAL_RESOLVED, "Sie haben mir versprochen, dass der Fehler behoben ist."},
        {SIGNAL_SECURITY, "The talk was about hackers, a virus and other vulnerabilities."},
        {SIGNAL_SECURITY, "Der Vortrag handelte von Hackern, Viren und einem Trojaner."},
        {SIGNAL_LEGAL, "The court said that the law is the law, and lawyers have rights too."},
        {SIGNAL_LEGAL, "We reserve all rights. This mail may contain privileged legal advice."},
        {SIGNAL_ANXIETY, "The alarm panel in the hall is grey."},
    };
    unsigned wrong = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Verdict) verdict = judge_text(*state, "", cases[i].body);
        if (verdict->score[cases[i].signal] < VERDICT_PRESENT)
            continue;
        print_error("%s is %.2f: %s\n", signal_name(cases[i].signal), verdict->score[cases[i].signal],
                    cases[i].body);
        wrong++;
    }
    assert_true(wrong * 20 <= G_N_ELEMENTS(cases)); // one in twenty
}

static void test_levels(void **state) {
    static const struct {
        Level level;
        const char *body, *reason;
    } cases[] = {
        {LEVEL_NONE, "", NULL},
        {LEVEL_NONE, "Urgent: please send me the offer by 5 pm today.", NULL},
        {LEVEL_NONE, "Thanks, it works now.", NULL},
        {LEVEL_NONE, "I am worried about the migration next month.", NULL},
        {LEVEL_CONCERN, "The scanner does not work.", "a fault is reported"},
        {LEVEL_CONCERN, "The scanner does not work and I am worried.", "a fault is reported"},
        {LEVEL_ESCALATION, "The scanner does not work, I am worried and need it by tomorrow.",
         "worry with a deadline about a fault"},
        {LEVEL_ESCALATION, "We are comparing other vendors.", "churn: others are compared"},
        {LEVEL_CRITICAL, "We will cancel the contract.", "churn as a decision"},
        {LEVEL_CRITICAL, "I will sue you.", "legal steps threatened"},
        {LEVEL_CRITICAL,
         "Dear team, could you kindly look into this: I can see the invoices of another customer.",
         "security: data or people at risk"},
        {LEVEL_CRITICAL, "Our whole plant is at a standstill.",
         "impact: a whole business, site or function at a standstill"},
        {LEVEL_ESCALATION, "Yesterday our whole plant was at a standstill, it is running again.",
         "impact: harm that follows"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Verdict) verdict = judge_text(*state, "", cases[i].body);
        if (verdict->level != cases[i].level)
            fail_msg("%s: %s", level_name(verdict->level), cases[i].body);
        assert_int_equal(verdict->reasons->len > 0, cases[i].reason != NULL);
        if (cases[i].reason != NULL)
            assert_string_equal(g_ptr_array_index(verdict->reasons, 0), cases[i].reason);
    }
}

// Who threatens to leave asks for the trouble to end; who leaves asks for the contract to end.
static void test_requests(void **state) {
    static const struct {
        Request request;
        const char *body;
    } cases[] = {
        {REQUEST_OUTAGE,
         "Your server is down again and I am furious. Fix it today or we cancel the contract!"},
        {REQUEST_OUTAGE,
         "Schon wieder ein Ausfall! Wenn das nicht aufh\xc3\xb6rt, k\xc3\xbcndigen wir den Vertrag."},
        {REQUEST_CONTRACT, "Please cancel our contract at the end of the term."},
        {REQUEST_CONTRACT, "Hiermit k\xc3\xbcndige ich den Vertrag."},
        {REQUEST_BILLING, "You charged my card twice for the same invoice."},
        {REQUEST_DELIVERY, "Where is my parcel? It should have come on Monday."},
        {REQUEST_ACCESS, "I cannot log in, the password reset mail never arrives."},
        {REQUEST_HOW_TO, "Wie kann ich einen zweiten Benutzer anlegen?"},
        {REQUEST_ENHANCEMENT, "Me gustaria poder exportar la lista a Excel."},
        {REQUEST_PRIVACY, "Quelles donn\u00e9es personnelles avez-vous sur moi ? RGPD, article 15."},
        {REQUEST_CONDUCT, "Il vostro tecnico \xc3\xa8 stato maleducato e mi ha urlato contro."},
        {REQUEST_PRAISE, "Tack till Anna som hj\xc3\xa4lpte mig s\xc3\xa5 snabbt i g\xc3\xa5r!"},
        {REQUEST_SECURITY, "Ktos przej\xc4\x85\xc5\x82 moje konto i zmieni\xc5\x82 has\xc5\x82o."},
    };
    unsigned wrong = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Verdict) verdict = judge_text(*state, "", cases[i].body);
        if (verdict->request == cases[i].request)
            continue;
        print_error("%s: %s\n", request_name(verdict->request), cases[i].body);
        wrong++;
    }
    assert_true(wrong <= 2);
}

static void test_machine(void **state) {
    const Judge *judge = *state;
    Text text = {.body = (char *)"We will sue you.", .subject = (char *)""};
    g_autoptr(Verdict) verdict = verdict_of(judge->model, judge->guesser, &text, true);
    assert_int_equal(verdict->level, LEVEL_NONE);
    assert_true(verdict->score[SIGNAL_LEGAL] >= VERDICT_PRESENT);
    assert_int_equal(verdict->reasons->len, 0);
}

static void test_subject_and_line(void **state) {
    g_autoptr(Verdict) verdict = judge_text(*state, "Outrageous", "I will sue you.");
    const Evidence *one = &g_array_index(verdict->evidence[SIGNAL_ANGER], Evidence, 0);
    assert_true(one->in_subject);
    assert_string_equal(one->text, "Outrageous");
    g_autofree char *line = verdict_signals(verdict);
    assert_true(g_str_has_prefix(line, "legal=0."));
    assert_non_null(strstr(line, ", anger=0."));
    g_autoptr(Verdict) silent = judge_text(*state, "", "Hello");
    g_autofree char *empty = verdict_signals(silent);
    assert_string_equal(empty, "");
}

// Capitals and marks make a complaint louder, and nothing else.
static void test_shouting(void **state) {
    g_autoptr(Verdict) calm = judge_text(*state, "", "This is terrible, the app crashes all the time.");
    g_autoptr(Verdict) loud =
        judge_text(*state, "", "This is terrible, the app crashes ALL THE BLOODY TIME!!!");
    assert_true(loud->score[SIGNAL_ANGER] > calm->score[SIGNAL_ANGER]);
    g_autoptr(Verdict) joy = judge_text(*state, "", "WE ARE SO HAPPY with the new office!!!");
    assert_true(joy->score[SIGNAL_ANGER] < VERDICT_PRESENT);
}

static void test_hostile(void **state) {
    static const char *const bits[] = {"cancel ", "not ",      "!!!",      "SUE YOU ",  "\xf0\x9f\x98\xa1",
                                       "\n\n",    "kein ",     "\xc3\x84", ". ",        "lost all data ",
                                       "thanks ", "it works ", "\x01",     "e\xcc\x81", "AB ",
                                       "?"};
    g_autoptr(GRand) random = g_rand_new_with_seed(11);
    for (unsigned run = 0; run < 1500; run++) {
        g_autoptr(GString) body = g_string_new(NULL);
        g_autoptr(GString) subject = g_string_new(NULL);
        for (int i = g_rand_int_range(random, 0, 60); i > 0; i--)
            g_string_append(i % 9 == 0 ? subject : body,
                            bits[g_rand_int_range(random, 0, (gint32)G_N_ELEMENTS(bits))]);
        g_autoptr(Verdict) verdict = judge_text(*state, subject->str, body->str);
        check_evidence(verdict, subject->str, body->str);
    }
}

static void *judge_all(void *state) {
    static const char *const bodies[] = {"Your server is down again, I will sue you.",
                                         "Schon wieder ein Ausfall, wir k\xc3\xbcndigen.",
                                         "Toujours pas de r\xc3\xa9ponse, c'est inadmissible.",
                                         "Es la tercera vez que escribo!",
                                         "Continuo \xc3\xa0 espera da encomenda.",
                                         "Aspetto ancora il rimborso promesso.",
                                         "Ik wacht nog steeds op antwoord.",
                                         "Nadal czekam na przelew.",
                                         "Jag v\xc3\xa4ntar p\xc3\xa5 svar.",
                                         "??? !!!"};
    for (unsigned i = 0; i < 60; i++) {
        g_autoptr(Verdict) verdict = judge_text(state, "", bodies[i % G_N_ELEMENTS(bodies)]);
        if (verdict->score[SIGNAL_LEGAL] > 1)
            return state;
    }
    return NULL;
}

// The lexicons are read by whoever needs them first: four threads at once, for the thread sanitizer.
static void test_threads(void **state) {
    Judge *judge = g_new0(Judge, 1);
    judge->model = model_builtin(NULL);
    judge->guesser = language_guesser_new(NULL, NULL);
    GThread *threads[4];
    for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new("judge", judge_all, judge);
    for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
        assert_null(g_thread_join(threads[i]));
    void *made = judge;
    (void)state;
    (void)tear_down(&made);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labelled_messages),
        cmocka_unit_test(test_not_this),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_requests),
        cmocka_unit_test(test_machine),
        cmocka_unit_test(test_subject_and_line),
        cmocka_unit_test(test_shouting),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_threads),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
