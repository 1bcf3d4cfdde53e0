// What a product manager is shown of a customer's words: abuse masked however it is disguised, innocent words
// whole, one line, never more than asked for, whatever bytes come in.
#include "support.h"

#include "masked.h"

typedef struct Case {
    const char *name, *words, *wanted;
} Case;

static void check(const Case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        g_autofree char *masked = masked_words(cases[i].words, 200);
        if (strcmp(masked, cases[i].wanted) != 0)
            fail_msg("%s: '%s', not '%s'", cases[i].name, masked, cases[i].wanted);
    }
}

static void abuse_is_masked(void **state) {
    (void)state;
    static const Case CASES[] = {
        {"English", "This is fucking useless, you assholes!", "This is f*** useless, you a***!"},
        {"capitals", "BULLSHIT. FIX IT", "B***. FIX IT"},
        {"German",
         "Was f\303\274r eine Schei\303\237e, ihr Arschl\303\266"
         "cher",
         "Was f\303\274r eine S***, ihr A***"},
        {"German without its letters", "So eine Scheisssoftware", "So eine S***"},
        {"French", "C'est de la merde, bande de connards", "C'est de la m***, bande de c***"},
        {"French with accents", "qu'ils aillent se faire encul\303\251s", "qu'ils aillent se faire e***"},
        {"Spanish", "Esto es una mierda, co\303\261o", "Esto es una m***, c***"},
        {"Italian", "Che cazzo fate, stronzi?", "Che c*** fate, s***?"},
        {"Dutch", "Wat een klotezooi, godverdomme", "Wat een k***, g***"},
        {"Polish",
         "Kurwa, to g\303\263wno nie dzia\305\202"
         "a",
         "K***, to g*** nie dzia\305\202"
         "a"},
        {"Polish, when it calls somebody", "ty chuju", "ty c***"},
        {"French, of a person", "vous m'emmerdez, emmerdeurs", "vous m'e***, e***"},
        {"Portuguese", "Que merda, caralho", "Que m***, c***"},
        {"Swedish", "Det h\303\244r \303\244r s\303\245 j\303\244vla d\303\245ligt",
         "Det h\303\244r \303\244r s\303\245 j*** d\303\245ligt"},
        {"in a compound with a hyphen", "a complete fuck-up", "a complete f***-up"},
        {"in quotes and brackets", "\"shit\" (merde)", "\"s***\" (m***)"},
        {"an accent written apart", "encule\314\201s", "e***"},
        {"beside a missing blank", "broken.Merde,Bye", "broken.M***,Bye"},
    };
    check(CASES, G_N_ELEMENTS(CASES));
}

static void disguises_are_seen_through(void **state) {
    (void)state;
    static const Case CASES[] = {
        {"a digit", "what sh1t", "what s***"},
        {"digits", "b1tch3s", "b***"},
        {"digits behind it", "fuck123 and c4zz0", "f*** and c***"},
        {"signs", "you a$$hole and b@stard", "you a*** and b***"},
        {"an exclamation mark inside", "sh!t happens!", "s*** happens!"},
        {"dots", "f.u.c.k you", "f*** you"},
        {"blanks", "well f u c k you", "well f*** you"},
        {"blanks behind a word of one letter", "I f u c k you", "I f*** you"},
        {"hyphens", "s-h-i-t", "s***"},
        {"one dot", "this f.ucking thing", "this f*** thing"},
        {"stars", "this f**king sh*t", "this f*** s***"},
        {"a letter too many times", "fuuuuuck this shiiiit", "f*** this s***"},
        {"wide letters", "\357\275\206\357\275\225\357\275\203\357\275\213", "\357\275\206***"},
        {"Cyrillic look-alikes", "fu\321\201k", "f***"},
        {"a zero-width space inside",
         "fu\342\200\213"
         "ck",
         "f***"},
    };
    check(CASES, G_N_ELEMENTS(CASES));
}

static void innocent_words_stay(void **state) {
    (void)state;
    static const char *const WORDS[] = {
        "We are in Scunthorpe and Penistone.",
        "Please assess the class and pass it on.",
        "Hello, cocktail at 8?",
        "Dick Smith wrote to me.",
        "Das Kabel ist zu dick.",
        "Nous sommes en retard d'un jour.",
        "\302\241Una hora de espera!",
        "Till slut fungerar det.",
        "Ich m\303\266"
        "chte von Ihnen hoeren.",
        "Yamashita and Matsushita called.",
        "The shiitake order",
        "analysis of the computation, input.a and output",
        "Ein Shitstorm auf Twitter",
        "Kloten airport",
        "de l'eau de javel",
        "Er a\303\237 nichts.",
        "a fickle sensor",
        "cul-de-sac",
        "Sussex, Essex, Middlesex",
        "un cono de luz",
        "kutter and Kutno",
        "A455 and B5S, 5h1p",
        "module CU10, part PU70, cable KU7 and GVD-12",
        "You are idiots and this is useless crap, damn it.",
        "a b c d e f",
        "1. FCK",
        "f***",
        "**very** important",
        "2*3*4 = 24",
        "Fu\303\237"
        "ball und Fu\303\237note",
        "k.u.k. Hofzuckerb\303\244"
        "cker",
        "titanic, button, arsenal",
        "Der Fuchs kam",
        "peck, pucker, puck, duck",
        "foder till h\303\244star",
        "Herr Porras",
        "Wij huren een server, een server huren is duur.",
        "Putenbrust oder eine ganze Pute",
        "nella nebbia fitta",
        "\302\277Hacemos una porra?",
        "Andrei Arschawin, Terry Dicks, Ada Nutter and Otto Cuntz",
        "Emmerdale, Merdeka Square, Bank Negeri",
        "spaghetti alla puttanesca",
        "a niggardly licence",
        "\330\265\330\250\330\247\330\255 \330\247\331\204\330\256\331\212\330\261",
        "\346\227\245\346\234\254\350\252\236\343\201\256\346\226\207",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        g_autofree char *masked = masked_words(WORDS[i], 200);
        if (strcmp(masked, WORDS[i]) != 0)
            fail_msg("'%s' became '%s'", WORDS[i], masked);
    }
}

static void it_is_one_short_line(void **state) {
    (void)state;
    static const struct {
        const char *name, *words;
        size_t most;
        const char *wanted;
    } CASES[] = {
        {"lines and blanks", "  one\r\n\r\ntwo\t three  ", 100, "one two three"},
        {"as long as it may be", "one two", 7, "one two"},
        {"cut at a word", "one two three", 11, "one two\342\200\246"},
        {"a word that does not end", "Donaudampfschifffahrt", 8, "Donauda\342\200\246"},
        {"abuse at the cut", "it is all shit and nothing else", 14, "it is all\342\200\246"},
        {"abuse that reaches over the cut", "so motherfuckers", 10, "so m***"},
        {"an accent at the cut", "aaaae\314\201zzzz", 6, "aaaa\342\200\246"},
        {"nothing", "", 10, ""},
        {"no room", "one", 0, ""},
        {"control characters and bidi marks",
         "a\033[31mb\342\200\256"
         "c\001",
         20, "a[31mbc"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *masked = masked_words(CASES[i].words, CASES[i].most);
        if (strcmp(masked, CASES[i].wanted) != 0)
            fail_msg("%s: '%s', not '%s'", CASES[i].name, masked, CASES[i].wanted);
    }
    g_autofree char *nothing = masked_words(NULL, 10);
    assert_string_equal(nothing, "");
}

// Pieces that a stranger might put together, and bytes that are no text.
static char *hostile(GRand *rand) {
    static const char *const PIECES[] = {
        "fuck", "f",   ".", " ", "*",  "\377", "\303",     "\314\201",         "\342\200\256",
        "1",    "!",   "@", "-", "\n", "ss",   "\303\237", "\360\237\230\200", "\001",
        "aaaa", "shi", "t"};
    GString *text = g_string_new(NULL);
    for (int i = g_rand_int_range(rand, 0, 60); i > 0; i--)
        g_string_append(text, PIECES[g_rand_int_range(rand, 0, G_N_ELEMENTS(PIECES))]);
    return g_string_free(text, FALSE);
}

static void any_bytes_give_a_clean_line_within_the_bound(void **state) {
    (void)state;
    g_autoptr(GRand) rand = support_rand("masked");
    for (unsigned round = 0; round < support_many(20000); round++) {
        g_autofree char *words = hostile(rand);
        const size_t most = (size_t)g_rand_int_range(rand, 0, 60);
        g_autofree char *masked = masked_words(words, most);
        assert_true(g_utf8_validate(masked, -1, NULL));
        if ((size_t)g_utf8_strlen(masked, -1) > most)
            fail_msg("'%s' is longer than %zu", masked, most);
        assert_null(strpbrk(masked, "\001\n\r\t\033"));
        assert_null(strstr(masked, "\342\200\256"));
        assert_null(strstr(masked, " fuck "));
    }
}

static void a_megabyte_costs_what_a_line_does(void **state) {
    (void)state;
    static const char *const PIECES[] = {"a ", "f.", "\314\201", "f u c ", "*", "aaaaaaaaaaaaaaaaaaaaaaaaa"};
    for (size_t i = 0; i < G_N_ELEMENTS(PIECES); i++) {
        g_autoptr(GString) text = g_string_new("x");
        while (text->len < 1000000)
            g_string_append(text, PIECES[i]);
        const int64_t begun = g_get_monotonic_time();
        for (int round = 0; round < 20; round++)
            g_free(masked_words(text->str, 160));
        const int64_t took = g_get_monotonic_time() - begun;
        if (took > 2 * G_TIME_SPAN_SECOND)
            fail_msg("'%s' on end: %d ms for 20", PIECES[i], (int)(took / 1000));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(abuse_is_masked),
        cmocka_unit_test(disguises_are_seen_through),
        cmocka_unit_test(innocent_words_stay),
        cmocka_unit_test(it_is_one_short_line),
        cmocka_unit_test(any_bytes_give_a_clean_line_within_the_bound),
        cmocka_unit_test(a_megabyte_costs_what_a_line_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
