// The grammar of commands: as people and their mail programs write it.
#include "support.h"

#include "command.h"

// "verb number thread [words] {key=value} !wrong" of each, a line each.
static char *tell(const char *text) {
    g_autoptr(GPtrArray) commands = command_read(text);
    GString *told = g_string_new(NULL);
    for (guint i = 0; i < commands->len; i++) {
        const Command *command = commands->pdata[i];
        g_string_append_printf(told, "%s%s", i == 0 ? "" : "\n", command_verb_name(command->verb));
        if (command->number != 0)
            g_string_append_printf(told, " #%u", command->number);
        if (command->thread != 0)
            g_string_append_printf(told, " @%" G_GUINT64_FORMAT, command->thread);
        if (command->verb == COMMAND_PROMISE && command->wrong == NULL) {
            const CommandMoment *moment = &command->moment;
            g_string_append_printf(told, " %d-%02d-%02d %d:%02d", moment->year, moment->month, moment->day,
                                   moment->hour, moment->minute);
        }
        for (guint j = 0; j < command->words->len; j++)
            g_string_append_printf(told, " [%s]", (const char *)command->words->pdata[j]);
        for (guint j = 0; j < command->pairs->len; j++) {
            const CommandPair *pair = command->pairs->pdata[j];
            g_string_append_printf(told, " {%s=%s}", pair->key, pair->value);
        }
        if (command->wrong != NULL)
            g_string_append_printf(told, " !%s", command->wrong);
    }
    return g_string_free(told, FALSE);
}

typedef struct Case {
    const char *name, *text, *told;
} Case;

static void check_all(const Case *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        g_autofree char *told = tell(cases[i].text);
        if (strcmp(told, cases[i].told) != 0)
            fail_msg("%s:\n%s\ninstead of\n%s", cases[i].name, told, cases[i].told);
    }
}

static void what_is_well_formed(void **state) {
    (void)state;
    static const Case cases[] = {
        {"nothing", "", ""},
        {"no command", "Thank you.\nI see to it.", ""},
        {"alone", "#ack", "ack"},
        {"of the digest", "#ack 3", "ack #3"},
        {"with the mark of a number", "#close #12", "close #12"},
        {"in any case", "#ACK 3\n#Close", "ack #3\nclose"},
        {"the long one", "#not-an-escalation 2", "not-an-escalation #2"},
        {"a phase", "#phase solving", "phase [solving]"},
        {"a phase in capitals", "#Phase Follow-Up", "phase [Follow-Up]"},
        {"a phase of the digest's", "#phase 2 discovery", "phase #2 [discovery]"},
        {"a promise", "#promise 2026-12-01 fix in 4.3", "promise 2026-12-01 -1:00 [fix] [in] [4.3]"},
        {"a promise at a time", "#promise 2026-12-01 14:05 fix", "promise 2026-12-01 14:05 [fix]"},
        {"a promise as Germans write dates", "#promise 4 1.12.2026 9:30 Fix",
         "promise #4 2026-12-01 9:30 [Fix]"},
        {"a promise without words", "#promise 2026-12-01", "promise 2026-12-01 -1:00"},
        {"a promise with a colon", "#promise 2026-12-01 fix: in 4.3",
         "promise 2026-12-01 -1:00 [fix:] [in] [4.3]"},
        {"a promise with an inch mark", "#promise 2026-12-01 the 15\" display\nRegards",
         "promise 2026-12-01 -1:00 [the] [15\"] [display]"},
        {"a problem", "#problem P12", "problem [P12]"},
        {"a problem that is a number", "#problem 12", "problem [12]"},
        {"a problem that is a number, of the digest's", "#problem 3 12", "problem #3 [12]"},
        {"choices", "#choices 1=\"the old export; free; now\" 2=\"wait for 4.3; nothing, or so; Friday\"",
         "choices {1=the old export; free; now} {2=wait for 4.3; nothing, or so; Friday}"},
        {"choices with bars", "#choices 1=\"a; b | c | d\" 2=a|b|c", "choices {1=a; b | c | d} {2=a|b|c}"},
        {"choices with commas", "#choices 1=\"a, b, c\" 2=\"d, e, f\"", "choices {1=a, b, c} {2=d, e, f}"},
        {"six choices", "#choices 1=a;b;c 2=a;b;c 3=a;b;c 4=a;b;c 5=a;b;c 6=a;b;c",
         "choices {1=a;b;c} {2=a;b;c} {3=a;b;c} {4=a;b;c} {5=a;b;c} {6=a;b;c}"},
        {"a problem with its title", "#problem P12 title=\"Export stops\"",
         "problem [P12] {title=Export stops}"},
        {"bad news", "#bad-news text=\"later\" goodwill=\"a month\"",
         "bad-news {text=later} {goodwill=a month}"},
        {"bad news with none", "#bad-news text=a goodwill=\"none because they had it\"",
         "bad-news {text=a} {goodwill=none because they had it}"},
        {"goodwill that begins like none", "#bad-news text=a goodwill=\"nonetheless a month\"",
         "bad-news {text=a} {goodwill=nonetheless a month}"},
        {"an invitation", "#invite 2 what=\"the new export\" release=4.3-beta",
         "invite #2 {what=the new export} {release=4.3-beta}"},
        {"an invitation, any release", "#invite what=\"x\"", "invite {what=x}"},
        {"an undo", "#undo", "undo"},
        {"an undo of the digest's", "#undo 3", "undo #3"},
        {"an undo of a problem", "#undo P12", "undo [P12]"},
        {"understood", "#understood 12", "understood [12]"},
        {"a no", "#no reason=\"too dear\" alternative=\"the old export\"",
         "no {reason=too dear} {alternative=the old export}"},
        {"a no in one word each", "#no 2 reason=dear alternative=wait",
         "no #2 {reason=dear} {alternative=wait}"},
        {"keys in capitals", "#no Reason=\"a\" ALTERNATIVE=\"b\"", "no {reason=a} {alternative=b}"},
        {"an equals sign in a value", "#no reason=\"a=b\" alternative=\"c = d\"",
         "no {reason=a=b} {alternative=c = d}"},
        {"mended", "#fixed P12 release=4.3", "fixed [P12] {release=4.3}"},
        {"mended: a name that is a number", "#fixed 12 release=4.3", "fixed [12] {release=4.3}"},
        {"several, among other words", "Hello,\n#ack 1\n\nand\n#close 2\nRegards\nAnna", "ack #1\nclose #2"},
        {"no lines of Markdown", "# A title\n## Another\n#1 in the list\n#", ""},
        {"no headings", "# Why this matters\n# Problem\n# No reply so far\n# \n## ack", ""},
        {"not amid a line", "I say #close to that.", ""},
    };
    check_all(cases, G_N_ELEMENTS(cases));
}

static void an_id_of_a_conversation(void **state) {
    (void)state;
    static const Case cases[] = {
        {"an id", "#why aaaaaaaaaaaac", "why @1"},
        {"an id in capitals", "#ack AAAAAAAAAAAAE", "ack @2"},
        {"an id and words", "#promise aaaaaaaaaaaac 2026-12-01 x", "promise @1 2026-12-01 -1:00 [x]"},
        {"a problem that could be one", "#problem aaaaaaaaaaaac", "problem [aaaaaaaaaaaac]"},
        {"an id and a problem", "#problem aaaaaaaaaaaac P1", "problem @1 [P1]"},
        {"one with a character too few", "#ack aaaaaaaaaaaa", "ack [aaaaaaaaaaaa] !words"},
        {"one with bits left over", "#ack aaaaaaaaaaaab", "ack [aaaaaaaaaaaab] !words"},
    };
    check_all(cases, G_N_ELEMENTS(cases));
}

static void what_mail_programs_do_to_it(void **state) {
    (void)state;
    static const Case cases[] = {
        {"curly quotes", "#no reason=“too dear” alternative=„the old export“",
         "no {reason=too dear} {alternative=the old export}"},
        {"angled quotes", "#no reason=«too dear» alternative=»wait«",
         "no {reason=too dear} {alternative=wait}"},
        {"blanks that do not break",
         "\xc2\xa0#ack\xc2\xa0"
         "3\xc2\xa0",
         "ack #3"},
        {"marks that cannot be seen", "\xe2\x80\x8b#ack\xe2\x81\xa0 3\xe2\x80\x8f", "ack #3"},
        {"dashes that do not break",
         "#not\xe2\x80\x91"
         "an\xe2\x80\x93"
         "escalation",
         "not-an-escalation"},
        {"a date with them",
         "#promise 2026\xe2\x80\x91"
         "12\xe2\x80\x91"
         "01 x",
         "promise 2026-12-01 -1:00 [x]"},
        {"a full stop", "#ack.\n#close!\n#why:", "ack\nclose\nwhy"},
        {"blanks before and between", "   #ack     3   ", "ack #3"},
        {"tabs", "\t#ack\t3", "ack #3"},
        {"a blank behind the mark", "# ack 1\n#  Phase solving", "ack #1\nphase [solving]"},
        {"one that does not break", "#\xc2\xa0phase\xc2\xa0solving", "phase [solving]"},
        {"a blank behind it, and wrapped", "# no reason=\"too dear\"\nalternative=\"wait\"",
         "no {reason=too dear} {alternative=wait}"},
        {"CR left over", "#ack 3\r\n#close\r\n", "ack #3\nclose"},
        {"wrapped in a value", "#no reason=\"this is too\ndear\" alternative=\"wait\"",
         "no {reason=this is too dear} {alternative=wait}"},
        {"wrapped before a key", "#no reason=\"too dear\"\nalternative=\"wait\"",
         "no {reason=too dear} {alternative=wait}"},
        {"a key on each line", "#choices\n1=\"a;b;c\"\n2=\"b;c;d\"\n3=\"c;d;e\"\n#ack",
         "choices {1=a;b;c} {2=b;c;d} {3=c;d;e}\nack"},
        {"a paragraph for each line", "#no reason=\"a\"\n\nalternative=\"b\"\n\n\n#ack",
         "no {reason=a} {alternative=b}\nack"},
        {"a new paragraph is no more of it", "#no reason=\"a\" alternative=\"b\"\n\nx=1 is what they said",
         "no {reason=a} {alternative=b}"},
        {"a wide number sign",
         "\xef\xbc\x83"
         "ack",
         "ack"},
    };
    check_all(cases, G_N_ELEMENTS(cases));
}

static void what_is_refused(void **state) {
    (void)state;
    static const Case cases[] = {
        {"an unknown verb", "#erase all", "unknown !verb"},
        {"a verb with something behind it", "#acknowledge", "unknown !verb"},
        {"a question", "#close?", "unknown !verb"},
        {"several numbers", "#close 3 4", "close #3 [4] !words"},
        {"number and words", "#ack 3 please", "ack #3 [please] !words"},
        {"number nought", "#ack 0", "ack [0] !words"},
        {"a number too large", "#ack 12345", "ack [12345] !words"},
        {"a negative number", "#ack -1", "ack [-1] !words"},
        {"no phase", "#phase", "phase !phase"},
        {"an unknown phase", "#phase happy", "phase [happy] !phase"},
        {"closed is no phase to go to", "#phase closed", "phase [closed] !phase"},
        {"two phases", "#phase solving follow-up", "phase [solving] [follow-up] !phase"},
        {"no date", "#promise", "promise !date"},
        {"a weekday", "#promise Friday fix", "promise [Friday] [fix] !date"},
        {"a date of two digits", "#promise 26-12-01 fix", "promise [26-12-01] [fix] !date"},
        {"a date of an American", "#promise 12/01/2026 fix", "promise [12/01/2026] [fix] !date"},
        {"a date and more", "#promise 2026-12-01x fix", "promise [2026-12-01x] [fix] !date"},
        {"25 o'clock", "#promise 2026-12-01 25:00 fix", "promise [25:00] [fix] !time"},
        {"60 minutes", "#promise 2026-12-01 12:60 fix", "promise [12:60] [fix] !time"},
        {"half a time", "#promise 2026-12-01 12: fix", "promise [12:] [fix] !time"},
        {"no problem", "#problem", "problem !problem"},
        {"a problem of two words", "#problem export crash", "problem [export] [crash] !problem"},
        {"a problem with a slash", "#problem ../x", "problem [../x] !problem"},
        {"a problem in other letters", "#problem Ünal", "problem [Ünal] !problem"},
        {"a problem of 41 characters", "#problem aaaaaaaaaabbbbbbbbbbccccccccccddddddddddd",
         "problem [aaaaaaaaaabbbbbbbbbbccccccccccddddddddddd] !problem"},
        {"one choice", "#choices 1=\"a\"", "choices {1=a} !choices"},
        {"no choice", "#choices", "choices !choices"},
        {"a gap", "#choices 1=\"a\" 3=\"c\"", "choices {1=a} {3=c} !choices"},
        {"an empty one", "#choices 1=\"a\" 2=\"\"", "choices {1=a} {2=} !choices"},
        {"a choice nought", "#choices 0=\"a\" 1=\"b\"", "choices {0=a} {1=b} !key"},
        {"seven choices", "#choices 1=a;b;c 2=a;b;c 3=a;b;c 4=a;b;c 5=a;b;c 6=a;b;c 7=a;b;c",
         "choices {1=a;b;c} {2=a;b;c} {3=a;b;c} {4=a;b;c} {5=a;b;c} {6=a;b;c} {7=a;b;c} !key"},
        {"a choice of two parts", "#choices 1=a;b;c 2=a;b", "choices {1=a;b;c} {2=a;b} !parts"},
        {"a choice of four parts", "#choices 1=a;b;c;d 2=a;b;c", "choices {1=a;b;c;d} {2=a;b;c} !parts"},
        {"a choice with an empty part", "#choices 1=\"a; ; c\" 2=a;b;c",
         "choices {1=a; ; c} {2=a;b;c} !parts"},
        {"bad news without a text", "#bad-news goodwill=x", "bad-news {goodwill=x} !bad-news"},
        {"bad news without goodwill", "#bad-news text=x", "bad-news {text=x} !goodwill"},
        {"bad news with empty goodwill", "#bad-news text=x goodwill=\"\"",
         "bad-news {text=x} {goodwill=} !goodwill"},
        {"bad news with none", "#bad-news text=x goodwill=none",
         "bad-news {text=x} {goodwill=none} !goodwill"},
        {"bad news with none because", "#bad-news text=x goodwill=\"None, because \"",
         "bad-news {text=x} {goodwill=None, because} !goodwill"},
        {"an invitation to nothing", "#invite release=4.3", "invite {release=4.3} !invite"},
        {"an invitation to no release", "#invite what=x release=\"4 3\"",
         "invite {what=x} {release=4 3} !release"},
        {"an undo of two", "#undo P1 P2", "undo [P1] [P2] !problem"},
        {"understood: nothing", "#understood", "understood !problem"},
        {"what is noted alone", "#chosen 1", "unknown !verb"},
        {"the name of what is none", "#unknown", "unknown !verb"},
        {"a no without a reason", "#no alternative=\"b\"", "no {alternative=b} !no"},
        {"a no without an alternative", "#no reason=\"a\"", "no {reason=a} !no"},
        {"a bare no", "#no", "no !no"},
        {"a no in words", "#no that is too dear", "no [that] [is] [too] [dear] !quotes"},
        {"a no without quotes", "#no reason=too dear alternative=wait", "no [dear] {reason=too} !quotes"},
        {"a key it does not know", "#no reason=\"a\" alternativ=\"b\"", "no {reason=a} {alternativ=b} !key"},
        {"a key where none is", "#close reason=\"a\"", "close {reason=a} !key"},
        {"a key twice", "#no reason=\"a\" reason=\"b\"", "no {reason=a} !twice"},
        {"a quote that never ends", "#no reason=\"a\" alternative=\"b\n\nRegards",
         "no {reason=a} {alternative=b} !open"},
        {"mended in no release", "#fixed P12", "fixed [P12] !release"},
        {"mended: nothing", "#fixed release=4.3", "fixed {release=4.3} !problem"},
        {"a release that is none", "#fixed P12 release=\"4.3 beta\"",
         "fixed [P12] {release=4.3 beta} !release"},
    };
    check_all(cases, G_N_ELEMENTS(cases));
}

static void more_than_twenty_are_refused(void **state) {
    (void)state;
    g_autoptr(GString) text = g_string_new(NULL);
    for (unsigned i = 1; i <= 3000; i++)
        g_string_append_printf(text, "#ack %u\n", i);
    g_autoptr(GPtrArray) commands = command_read(text->str);
    assert_int_equal(commands->len, COMMAND_MOST + 1);
    for (guint i = 0; i < COMMAND_MOST; i++)
        assert_null(((const Command *)commands->pdata[i])->wrong);
    assert_string_equal(((const Command *)commands->pdata[COMMAND_MOST])->wrong, "many");
}

static void classes_and_examples(void **state) {
    (void)state;
    for (unsigned i = 0; i < COMMAND_CHOSEN; i++) {
        const CommandVerb verb = (CommandVerb)i;
        if (verb == COMMAND_UNKNOWN)
            continue;
        g_autoptr(GPtrArray) commands = command_read(command_example(verb));
        assert_int_equal(commands->len, 1);
        const Command *command = commands->pdata[0];
        if (command->verb != verb || command->wrong != NULL)
            fail_msg("%s is not well formed itself", command_example(verb));
        const bool beyond = verb == COMMAND_FIXED || verb == COMMAND_UNDERSTOOD;
        assert_int_equal(command_class(command), verb == COMMAND_WHY ? GRANT_LOOK
                                                 : beyond            ? GRANT_PROBLEM
                                                                     : GRANT_THREAD);
        assert_int_equal(command_is_beyond(command), beyond);
    }
    g_autoptr(GPtrArray) undo = command_read("#undo P12");
    assert_int_equal(command_class(undo->pdata[0]), GRANT_PROBLEM);
    assert_true(command_is_beyond(undo->pdata[0]));
}

// Whatever comes: bounded, valid, and nothing that would not be shown as it is.
static void hostile_texts(void **state) {
    (void)state;
    g_autofree char *quotes = g_strnfill(300000, '"');
    g_autofree char *long_value = g_strconcat("#no reason=\"", quotes, NULL);
    g_autofree char *letters = g_strnfill(300000, 'a');
    g_autofree char *long_verb = g_strconcat("#", letters, NULL);
    g_autofree char *long_key = g_strconcat("#no ", letters, "=1", NULL);
    g_autofree char *big = g_strconcat("#no reason=\"", letters, "\" alternative=b", NULL);
    g_autoptr(GString) wrapped = g_string_new("#no reason=\"");
    for (unsigned i = 0; i < 100000; i++)
        g_string_append(wrapped, "x\n");
    const char *const texts[] = {
        long_value,
        long_verb,
        long_key,
        big,
        wrapped->str,
        "#ack \xff\xfe\n#\xc3",
        "#ack \x1b[2J",
        "#promise 9999-99-99 99:99 x",
        "#promise 0000-00-00 x",
        "#no =\"a\" ==\"b\"",
        "#no reason=",
        "#=",
        "#a",
        "#ack \xe2\x80\xae 3",
        "#no \"\"\"\"",
        "#fixed -- release=--",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GPtrArray) commands = command_read(texts[i]);
        assert_true(commands->len <= COMMAND_MOST + 1);
        for (guint j = 0; j < commands->len; j++) {
            const Command *command = commands->pdata[j];
            assert_true(g_utf8_validate(command->line, -1, NULL));
            assert_true(g_utf8_strlen(command->line, -1) <= 500);
            assert_null(strchr(command->line, 0x1b));
            assert_null(strstr(command->line, "\xe2\x80\xae"));
        }
    }
}

static void random_texts_never_break_it(void **state) {
    (void)state;
    static const char *const PIECES[] = {
        "#",  "ack", "no",          "choices",     "promise",       "fixed", " ", "\n", "=", "\"",
        "1",  "2",   "reason",      "alternative", "2026-12-01",    "14:00", "“", "”",  "-", "\xff",
        "\t", "P12", "release=4.3", "\n#",         "aaaaaaaaaaaac", "."};
    g_autoptr(GRand) rand = support_rand("command");
    unsigned fine = 0;
    for (unsigned i = 0; i < support_many(20000); i++) {
        g_autoptr(GString) text = g_string_new("#");
        if (i % 2 == 0)
            g_string_append(text, g_rand_boolean(rand) ? "ack" : "no reason=1 alternative=2 ");
        for (int j = g_rand_int_range(rand, 1, 30); j > 0; j--)
            g_string_append(text, PIECES[g_rand_int_range(rand, 0, G_N_ELEMENTS(PIECES))]);
        g_autoptr(GPtrArray) commands = command_read(text->str);
        for (guint j = 0; j < commands->len; j++) {
            const Command *command = commands->pdata[j];
            fine += command->wrong == NULL;
            if (command->wrong == NULL && command->verb == COMMAND_NO)
                assert_true(*command_pair(command, "reason") != '\0' &&
                            *command_pair(command, "alternative") != '\0');
            assert_true((command->verb == COMMAND_UNKNOWN) <= (command->wrong != NULL));
        }
    }
    assert_true(fine > 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_well_formed),
        cmocka_unit_test(an_id_of_a_conversation),
        cmocka_unit_test(what_mail_programs_do_to_it),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(more_than_twenty_are_refused),
        cmocka_unit_test(classes_and_examples),
        cmocka_unit_test(hostile_texts),
        cmocka_unit_test(random_texts_never_break_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
