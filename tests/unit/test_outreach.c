// What is said to a customer on a PM's order: every part of it, in every language, in
// the order that an upset reader needs, and nothing that the PM's text could smuggle in.
#include "outreach.h"

#include "message.h"
#include "support.h"
#include "support_files.h"

#define OPENED (NOON_MONDAY - 112 * G_TIME_SPAN_DAY) // Monday, 3 August 2026

static const char *const LANGUAGES[] = {"de", "en", "es", "fr", "it", "nl", "pl", "pt", "sv"};

typedef struct Scene { // a conversation, and what a PM ordered about it
    Mailbox *mailbox;
    Thread *thread;
    Seal *seal;
    GArray *options;
    GPtrArray *heard;
    Outreach outreach;
    OutreachFacts facts;
} Scene;

static GArray *some_options(void) {
    GArray *options = g_array_new(FALSE, TRUE, sizeof(OutreachOption));
    const OutreachOption two[] = {
        {(char *)"Money back for March", (char *)"nothing", (char *)"by 30 November"},
        {(char *)"A server of your own", (char *)"two hours offline", (char *)"on Sunday night"}};
    g_array_append_vals(options, two, G_N_ELEMENTS(two));
    return options;
}

static Scene *scene_new(OutreachKind kind, const char *language) {
    Scene *scene = g_new0(Scene, 1);
    scene->mailbox = mailbox_new("support");
    scene->mailbox->display_name = g_strdup("The Team");
    scene->mailbox->sub_address = '+';
    scene->mailbox->time_zone = g_strdup("Europe/Berlin");
    g_ptr_array_add(scene->mailbox->addresses, g_strdup("support@example.test"));
    for (size_t i = 0; i < G_N_ELEMENTS(LANGUAGES); i++)
        g_ptr_array_add(scene->mailbox->languages, g_strdup(LANGUAGES[i]));
    scene->thread = thread_new();
    scene->thread->id = 77;
    scene->thread->sent = 3;
    scene->thread->from = g_strdup("ann@customer.example");
    scene->thread->subject = g_strdup("Orders fail");
    scene->thread->language = g_strdup(language);
    scene->thread->opened = OPENED;
    scene->options = some_options();
    scene->heard = g_ptr_array_new();
    g_ptr_array_add(scene->heard, (char *)"m1@customer.example");
    g_ptr_array_add(scene->heard, (char *)"m2@customer.example");
    const SealKey key = {.bytes = {1, 2, 3}};
    scene->seal = seal_new(&key);
    scene->outreach = (Outreach){.kind = kind,
                                 .id = 4711,
                                 .mailbox = scene->mailbox,
                                 .thread = scene->thread,
                                 .text = "PM-TEXT the data of 3 May",
                                 .reason = "PM-REASON it would slow down everybody",
                                 .alternative = "PM-OTHER an export by night",
                                 .goodwill = "PM-GIFT a month free",
                                 .release = "4.3",
                                 .title = "PM-TITLE empty exports",
                                 .options = scene->options,
                                 .chosen = 2,
                                 .now = NOON_MONDAY,
                                 .due = NOON_MONDAY};
    scene->facts = (OutreachFacts){scene->seal, &scene->outreach, NULL, NULL, scene->heard};
    return scene;
}

static void scene_free(Scene *scene) {
    mailbox_free(scene->mailbox);
    thread_free(scene->thread);
    seal_free(scene->seal);
    g_array_unref(scene->options);
    g_ptr_array_unref(scene->heard);
    g_free(scene);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scene, scene_free)

// A kind tells what it is given: so each is given only what belongs to it.
static void keep_its_own(Outreach *outreach) {
    const OutreachKind kind = outreach->kind;
    if (kind != OUTREACH_BAD_NEWS && kind != OUTREACH_INVITE)
        outreach->text = NULL;
    if (kind != OUTREACH_NO)
        outreach->reason = outreach->alternative = NULL;
    if (kind != OUTREACH_BAD_NEWS)
        outreach->goodwill = NULL;
    if (kind != OUTREACH_FIXED && kind != OUTREACH_INVITE)
        outreach->release = outreach->title = NULL;
    if (kind != OUTREACH_CHOICES && kind != OUTREACH_CHOSEN && kind != OUTREACH_UNCLEAR)
        outreach->options = NULL;
}

typedef struct Letters { // as the customer's program shows it
    Message *message;
    char *text, *html;
} Letters;

static void letters_free(Letters *letters) {
    message_free(letters->message);
    g_free(letters->text);
    g_free(letters->html);
    g_free(letters);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Letters, letters_free)

static Outreacher *outreacher_builtin(void) {
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    Outreacher *outreacher = outreacher_new(NULL, errors);
    if (outreacher == NULL)
        fail_msg("%s", (const char *)errors->pdata[0]);
    return outreacher;
}

// The way through the outbox.
static GBytes *compose(const Outreacher *outreacher, const Values *values, GError **error) {
    g_autoptr(GBytes) packed = values_pack(values);
    g_autoptr(Values) unpacked = values_unpack(packed, NULL);
    return outreach_compose(outreacher, unpacked, NOON_MONDAY, error);
}

static Letters *letters_of(Scene *scene) {
    g_autoptr(Outreacher) outreacher = outreacher_builtin();
    g_autoptr(Values) values = outreach_values(&scene->facts);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = compose(outreacher, values, &error);
    if (bytes == NULL)
        fail_msg("%s", error->message);
    Letters *letters = g_new0(Letters, 1);
    letters->message = message_parse(bytes, NULL);
    letters->text = message_part_text(letters->message, 1, 100000);
    letters->html = message_part_text(letters->message, 2, 100000);
    return letters;
}

// Wrapping does not matter.
static char *on_one_line(const char *text) {
    g_auto(GStrv) words = g_strsplit_set(text, " \n", -1);
    GString *line = g_string_new(NULL);
    for (size_t i = 0; words[i] != NULL; i++)
        if (*words[i] != '\0')
            g_string_append_printf(line, "%s%s", line->len == 0 ? "" : " ", words[i]);
    return g_string_free(line, FALSE);
}

// All of them, one behind the other.
static void assert_order(const char *name, const char *text, const char *const *wanted) {
    g_autofree char *line = on_one_line(text);
    const char *at = line;
    for (size_t i = 0; wanted[i] != NULL; i++) {
        const char *found = strstr(at, wanted[i]);
        if (found == NULL)
            fail_msg("%s: '%s' is missing, or comes too early, in: %s", name, wanted[i], line);
        at = found + strlen(wanted[i]);
    }
}

// What each kind tells, in order, whatever the language; the words of the PM among it.
static const struct {
    OutreachKind kind;
    const char *submitted;
    const char *parts[9];
} kinds[] = {
    {OUTREACH_FIXED, "auto-generated", {"4.3", "PM-TITLE", "2026", NULL}},
    {OUTREACH_CHOICES,
     "auto-generated",
     {"1", "Money back", "nothing", "by 30 November", "2", "A server", "two hours", "on Sunday", NULL}},
    {OUTREACH_CHOSEN, "auto-replied", {"2", "A server of your own", "two hours", "on Sunday", NULL}},
    {OUTREACH_UNCLEAR, "auto-replied", {"1", "Money back", "2", "A server", NULL}},
    {OUTREACH_NO, "auto-generated", {"PM-REASON", "PM-OTHER", "2026", NULL}},
    {OUTREACH_BAD_NEWS, "auto-generated", {"PM-TEXT", "PM-GIFT", "2026", NULL}},
    {OUTREACH_INVITE, "auto-generated", {"PM-TITLE", "4.3", "PM-TEXT", "2026", NULL}},
    {OUTREACH_FOLLOW_UP, "auto-generated", {"?", "2026", NULL}},
};

static void test_each_kind_in_each_language(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        for (size_t k = 0; k < G_N_ELEMENTS(LANGUAGES); k++) {
            g_autoptr(Scene) scene = scene_new(kinds[i].kind, LANGUAGES[k]);
            keep_its_own(&scene->outreach);
            g_autoptr(Letters) letters = letters_of(scene);
            g_autofree char *name =
                g_strdup_printf("%s in %s", outreach_kind_name(kinds[i].kind), LANGUAGES[k]);
            assert_order(name, letters->text, kinds[i].parts);
            assert_order(name, letters->html, kinds[i].parts);
            assert_string_equal(message_field(letters->message, "Auto-Submitted"), kinds[i].submitted);
            assert_string_equal(message_field(letters->message, "Content-Language"), LANGUAGES[k]);
            const char *const ending[] = {"2026", "The Team", "Ref: ", NULL};
            assert_order(name, letters->text, ending);
            if (strstr(letters->text, "{{") != NULL || strchr(letters->text, '!') != NULL ||
                strstr(letters->html, "{{") != NULL)
                fail_msg("%s: %s", name, letters->text);
        }
}

// English by the letter, so that a part that goes is missed.
static const struct {
    OutreachKind kind;
    const char *parts[12];
} english[] = {
    {OUTREACH_FIXED,
     {"Hello, Thank you", "It is fixed in release 4.3", "What it is about: PM-TITLE empty exports",
      "If it happens again, please tell us", "your message of 3 August 2026", "A person in our team had this",
      "automatic", "simply reply", "The Team", NULL}},
    {OUTREACH_CHOICES,
     {"more than one way", "1: Money back for March", "What it costs you: nothing", "When: by 30 November",
      "2: A server of your own", "What it costs you: two hours offline", "When: on Sunday night",
      "Please answer with the number", "A person in our team had this", NULL}},
    {OUTREACH_CHOSEN,
     {"This is what you chose:", "2: A server of your own", "two hours offline", "goes on from there",
      "If you meant something else", "sent automatically on behalf of our team", NULL}},
    {OUTREACH_UNCLEAR, {"do not want to guess", "1: Money", "2: A server", "one number alone", NULL}},
    {OUTREACH_NO,
     {"Thank you for telling us what you need", "the answer is no", "The reason: PM-REASON",
      "What we can do instead: PM-OTHER", "just reply and tell us", NULL}},
    {OUTREACH_BAD_NEWS,
     {"We have bad news", "PM-TEXT", "As a sign of goodwill: PM-GIFT", "just reply to this email", NULL}},
    {OUTREACH_INVITE,
     {"you can try it early", "Release: 4.3", "PM-TEXT", "just answer yes", "answer no", "nothing changes",
      NULL}},
    {OUTREACH_FOLLOW_UP,
     {"is it still settled?", "yes or no", "sent automatically on behalf of our team", NULL}},
};

static void test_english(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(english); i++) {
        g_autoptr(Scene) scene = scene_new(english[i].kind, "en");
        keep_its_own(&scene->outreach);
        g_autoptr(Letters) letters = letters_of(scene);
        assert_order(outreach_kind_name(english[i].kind), letters->text, english[i].parts);
    }
}

// What is chosen is told alone, and no heading stands over nothing.
static void test_what_is_not_told(void **state) {
    (void)state;
    g_autoptr(Scene) chosen = scene_new(OUTREACH_CHOSEN, "en");
    keep_its_own(&chosen->outreach);
    g_autoptr(Letters) one = letters_of(chosen);
    assert_null(strstr(one->text, "Money back"));
    g_autoptr(Scene) bad = scene_new(OUTREACH_BAD_NEWS, "en");
    keep_its_own(&bad->outreach);
    bad->outreach.goodwill = NULL;
    g_autoptr(Letters) plain = letters_of(bad);
    assert_null(strstr(plain->text, "goodwill"));
    assert_null(strstr(plain->html, "goodwill"));
    assert_null(strstr(plain->html, "<strong></strong>"));
    assert_null(strstr(plain->text, "The reason"));
}

static void test_header(void **state) {
    (void)state;
    g_autoptr(Scene) scene = scene_new(OUTREACH_NO, "en");
    g_autoptr(Letters) letters = letters_of(scene);
    const Message *message = letters->message;
    g_autofree char *id = thread_id_format(77);
    g_autofree char *subject = g_strdup_printf("Re: Orders fail [#%.8s]", id);
    assert_string_equal(message_subject(message), subject);
    assert_string_equal(message_from(message), "support@example.test");
    assert_string_equal(message_from_name(message), "The Team");
    assert_string_equal(message_field(message, "To"), "ann@customer.example");
    assert_string_equal(message_field(message, "In-Reply-To"), "<m2@customer.example>");
    assert_string_equal(message_field(message, "References"), "<m1@customer.example> <m2@customer.example>");
    assert_string_equal(message_field(message, "X-Auto-Response-Suppress"), "DR, RN, NRN, OOF, AutoReply");
    uint64_t number = 0;
    assert_true(seal_token_check(scene->seal, SEAL_LOOP, message_field(message, "Earshot-Loop"), &number));
    assert_int_equal(number, 4711);
    const char *reply_to = message_addresses(message, "Reply-To")->pdata[0];
    g_autofree char *token = g_strndup(reply_to + strlen("support+"), SEAL_TOKEN_LENGTH);
    assert_true(seal_token_check(scene->seal, SEAL_THREAD, token, &number));
    assert_int_equal(number, 77);
}

// Where a bounce comes back to: never from nowhere, since nothing of theirs is answered here.
static void test_envelope_sender(void **state) {
    (void)state;
    static const struct {
        char separator;
        const char *domain, *wanted;
    } senders[] = {{'+', "r.example.test", "support+BOUNCE@example.test"},
                   {'-', NULL, "support-BOUNCE@example.test"},
                   {0, "r.example.test", "BOUNCE@r.example.test"},
                   {0, NULL, "support@example.test"}};
    for (size_t i = 0; i < G_N_ELEMENTS(senders); i++) {
        g_autoptr(Scene) scene = scene_new(OUTREACH_FOLLOW_UP, "en");
        scene->mailbox->sub_address = senders[i].separator;
        scene->facts.bounce_domain = senders[i].domain;
        g_autofree char *token = seal_token(scene->seal, SEAL_BOUNCE, 4711);
        g_auto(GStrv) parts = g_strsplit(senders[i].wanted, "BOUNCE", 2);
        g_autofree char *wanted = g_strjoinv(token, parts);
        g_autoptr(Values) values = outreach_values(&scene->facts);
        assert_string_equal(values_get(values, "envelope-sender"), wanted);
    }
}

// A language of the account, of the conversation, of the mailbox, and one that nobody speaks here.
static void test_languages(void **state) {
    (void)state;
    static const struct {
        const char *account, *thread, *wanted;
    } cases[] = {{NULL, "fr", "fr"}, {"pl", "fr", "pl"},  {"tlh", "fr", "fr"},
                 {NULL, NULL, "de"}, {NULL, "und", "de"}, {NULL, "tlh", "de"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_new(OUTREACH_FOLLOW_UP, cases[i].thread);
        scene->facts.language = cases[i].account;
        g_autoptr(Letters) letters = letters_of(scene);
        assert_string_equal(message_field(letters->message, "Content-Language"), cases[i].wanted);
    }
}

static void test_hostile_text(void **state) {
    (void)state;
    g_autoptr(Scene) scene = scene_new(OUTREACH_NO, "en");
    keep_its_own(&scene->outreach);
    scene->outreach.reason =
        "<script>alert(1)</script> {{loop-token}} & \"quoted\"\r\nBcc: all@victim.example"
        "\n\n\nsecond \x1b[31mline\xE2\x80\xAE\n\xFF\xFE bytes";
    scene->outreach.alternative = "one\rtwo";
    scene->outreach.options = NULL;
    g_autoptr(Letters) letters = letters_of(scene);
    assert_null(strstr(letters->html, "<script"));
    assert_non_null(strstr(letters->html, "&#60;script&#62;"));
    assert_non_null(strstr(letters->html, "{{loop-token}}")); // as it was written, and not filled in
    assert_null(strstr(letters->text, "\x1b"));
    assert_null(strstr(letters->text, "\xE2\x80\xAE"));
    assert_non_null(strstr(letters->text, "\nBcc: all@victim.example\n")); // in the body, a line of it
    assert_null(message_field(letters->message, "Bcc"));
    assert_non_null(strstr(letters->text, "one\ntwo\n"));
    assert_true(g_utf8_validate(letters->text, -1, NULL));
}

static void test_hostile_subjects(void **state) {
    (void)state;
    static const char *const subjects[] = {"x\r\nBcc: all@victim.example",
                                           "\x1b[31mred\xE2\x80\xAE",
                                           "\xFF\xFE",
                                           "Re: Re: AW: [list] hello",
                                           "",
                                           "   "};
    for (size_t i = 0; i < G_N_ELEMENTS(subjects); i++) {
        g_autoptr(Scene) scene = scene_new(OUTREACH_FOLLOW_UP, "en");
        g_free(scene->thread->subject);
        scene->thread->subject = g_strdup(subjects[i]);
        g_autoptr(Letters) letters = letters_of(scene);
        assert_null(message_field(letters->message, "Bcc"));
        const char *subject = message_subject(letters->message);
        assert_true(g_str_has_prefix(subject, "Re: ") && strstr(subject, "[#") != NULL);
        assert_null(strstr(subject, "\x1b"));
    }
}

static void test_long_text_is_cut(void **state) {
    (void)state;
    g_autoptr(Scene) scene = scene_new(OUTREACH_BAD_NEWS, "en");
    keep_its_own(&scene->outreach);
    g_autofree char *row = g_strnfill(250, 'w');
    g_autofree char *text = g_strdup_printf("%s\n%s\n%s\n%s", row, row, row, row);
    scene->outreach.text = text;
    g_autoptr(Values) values = outreach_values(&scene->facts);
    glong length = 0;
    const GPtrArray *lines = values_list(values, "text");
    for (guint i = 0; i < lines->len; i++)
        length += g_utf8_strlen(lines->pdata[i], -1);
    assert_int_equal(length, 600);
    g_autoptr(GString) many = g_string_new(NULL);
    for (int i = 0; i < 100000; i++)
        g_string_append(many, "a\n");
    scene->outreach.text = many->str;
    g_autoptr(Values) bounded = outreach_values(&scene->facts);
    assert_true(values_list(bounded, "text")->len <= 40);
}

static void test_more_options_than_digits(void **state) {
    (void)state;
    g_autoptr(Scene) scene = scene_new(OUTREACH_CHOICES, "en");
    const OutreachOption option = {(char *)"another", (char *)"no cost", (char *)"soon"};
    for (int i = 0; i < 20; i++)
        g_array_append_val(scene->options, option);
    g_autoptr(Letters) letters = letters_of(scene);
    assert_non_null(strstr(letters->text, "9: another"));
    assert_null(strstr(letters->text, "10: another"));
}

// Only of what asks again: an option that lost its cost tells the rest, and the next keeps its own.
static void test_option_without_a_cost(void **state) {
    (void)state;
    g_autoptr(Scene) scene = scene_new(OUTREACH_UNCLEAR, "en");
    g_array_index(scene->options, OutreachOption, 0).cost = NULL;
    keep_its_own(&scene->outreach);
    g_autoptr(Letters) letters = letters_of(scene);
    const char *const wanted[] = {"1: Money back for March When: by 30 November 2: A server of your own",
                                  "two hours offline", NULL};
    assert_order("without a cost", letters->text, wanted);
}

static void test_what_cannot_be_made(void **state) {
    (void)state;
    static const struct {
        const char *name;
        OutreachKind kind;
        const char *without;
    } cases[] = {
        {"a fix without its release", OUTREACH_FIXED, "release"},
        {"choices without what they cost", OUTREACH_CHOICES, "cost"},
        {"choices without when", OUTREACH_CHOICES, "when"},
        {"choices without any", OUTREACH_CHOICES, "what"},
        {"a choice that is none", OUTREACH_CHOSEN, "what"},
        {"a no without its reason", OUTREACH_NO, "reason"},
        {"a no without an alternative", OUTREACH_NO, "alternative"},
        {"bad news without news", OUTREACH_BAD_NEWS, "text"},
        {"an invitation to nothing", OUTREACH_INVITE, "text"},
        {"no kind", OUTREACH_FOLLOW_UP, "kind"},
        {"nobody to send it to", OUTREACH_FOLLOW_UP, "to"},
    };
    g_autoptr(Outreacher) outreacher = outreacher_builtin();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_new(cases[i].kind, "en");
        g_autoptr(Values) values = outreach_values(&scene->facts);
        g_autoptr(GBytes) whole = compose(outreacher, values, NULL);
        assert_non_null(whole);
        values_set(values, cases[i].without, NULL);
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) bytes = compose(outreacher, values, &error);
        if (bytes != NULL)
            fail_msg("%s was made", cases[i].name);
        support_assert_fate(error, FATE_PERMANENT);
    }
}

// --- what a PM may not have us say ---

static const struct {
    const char *text;
    bool banned;
} texts[] = {
    {"The export works as designed.", true},
    {"This is WORKING  AS\nINTENDED", true},
    {"That was a user-error.", true},
    {"It was your fault.", true},
    {"That’s your fault", true},
    {"This is our fault.", true},
    {"It is not our fault", true},
    {"We are liable for it.", true},
    {"You should have known this.", true},
    {"You shouldn’t have clicked there", true},
    {"You forgot to save.", true},
    {"Das ist ein Bedienungsfehler.", true},
    {"Es funktioniert wie vorgesehen.", true},
    {"Das ist unsere Schuld.", true},
    {"Dafür haften wir nicht? Wir haften.", true},
    {"Sie hätten wissen müssen, dass", true},
    {"C’est une erreur de manipulation.", true},
    {"Cela fonctionne comme prévu.", true},
    {"C'est de votre faute.", true},
    {"Es un error del usuario.", true},
    {"Funciona según lo previsto.", true},
    {"Es culpa nuestra, es nuestra culpa", true},
    {"È un errore dell’utente.", true},
    {"Funziona come previsto.", true},
    {"Het werkt zoals bedoeld.", true},
    {"Dat is een gebruikersfout.", true},
    {"Het is onze schuld.", true},
    {"To błąd użytkownika.", true},
    {"To państwa wina.", true},
    {"Działa zgodnie z założeniami", true},
    {"Foi um erro do utilizador.", true},
    {"A culpa é nossa? Foi culpa nossa.", true},
    {"Det är ett handhavandefel.", true},
    {"Det var ditt fel.", true},
    {"Det fungerar som avsett.", true},
    {"\xFF\xFE", true},
    // What a PM does say.
    {"", false},
    {"You should have access again by Friday.", false},
    {"By Monday you should have received the refund.", false},
    {"Your fault report has been checked, and we found the cause.", false},
    {"Our fault tolerance was improved.", false},
    {"The export was not working as intended; now it is.", false},
    {"The default is now ten rows.", false},
    {"Our error log shows when it began.", false},
    {"We take responsibility for getting this mended.", false},
    {"It would slow down the import for everybody else.", false},
    {"Three hours of orders from 3 May cannot be brought back.", false},
    {"Users can export by night; the error is gone.", false},
    {"Ihr Fehler ist mit 4.3 behoben.", false},
    {"Der Fehler in unserer Software ist gefunden.", false},
    {"Sie hatten uns am 3. Mai geschrieben.", false},
    {"Das funktioniert nicht wie vorgesehen.", false},
    {"Unser Fehlerbericht liegt vor.", false},
    {"Wir schulden Ihnen eine Antwort.", false},
    {"L’export ne fonctionnait pas ; c’est corrigé.", false},
    {"Vous auriez du temps demain pour un appel ?", false},
    {"Votre erreur est corrigée dans la version 4.3.", false},
    {"No funciona como se espera y lo estamos cambiando.", false},
    {"Su error se corrige en la versión 4.3.", false},
    {"Usted debería haber recibido el reembolso el lunes.", false},
    {"Il Suo errore è corretto con la 4.3.", false},
    {"Non funziona come previsto: lo cambiamo.", false},
    {"U had een mail moeten ontvangen.", false},
    {"Uw foutmelding is opgelost in 4.3.", false},
    {"Państwa błąd został naprawiony w wersji 4.3.", false},
    {"Nie działa zgodnie z projektem, dlatego to zmieniamy.", false},
    {"O seu erro está corrigido na versão 4.3.", false},
    {"Ditt fel är åtgärdat i 4.3.", false},
    {"Du borde ha fått pengarna på måndag.", false},
    {"Felet fungerar inte som avsett.", false},
    {"Vi vet inte vart felrapporten tog vägen.", false},
};

static void test_banned(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *phrase = outreach_banned(texts[i].text);
        if ((phrase != NULL) != texts[i].banned)
            fail_msg("'%s': %s", texts[i].text, phrase == NULL ? "nothing" : phrase);
    }
    assert_null(outreach_banned(NULL));
    g_autofree char *phrase = outreach_banned("Well, it works as designed.");
    assert_string_equal(phrase, "works as designed");
}

// No phrase of ours holds what a PM may not say, nor what stands in the linter's lists: each mail as a whole,
// without the PM's words.
static void test_our_own_words_are_not_banned(void **state) {
    (void)state;
    for (size_t i = 0; i < OUTREACH_KINDS; i++)
        for (size_t k = 0; k < G_N_ELEMENTS(LANGUAGES); k++) {
            g_autoptr(Scene) scene = scene_new((OutreachKind)i, LANGUAGES[k]);
            g_autoptr(Letters) letters = letters_of(scene);
            g_autofree char *phrase = outreach_banned(letters->text);
            if (phrase != NULL)
                fail_msg("%s in %s says '%s'", outreach_kind_name((OutreachKind)i), LANGUAGES[k], phrase);
        }
}

// A mailbox's own words and template, over ours.
static void test_override(void **state) {
    (void)state;
    g_autofree char *directory = make_directory();
    write_file(directory, "en/words-outreach", "no.lead = Thank you. It is a no.\n");
    write_file(directory, "outreach.txt",
               "{{lead}} {{facts}} {{news}} {{#reason}}Because: {{.}}{{/reason}} {{alternative}} "
               "{{goodwill}} {{ask}} "
               "{{automatic}} {{#options}}{{.}} {{.costs}} {{.whens}}{{/options}} {{loop-token}}");
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Outreacher) outreacher = outreacher_new(directory, errors);
    assert_non_null(outreacher);
    g_autoptr(Scene) scene = scene_new(OUTREACH_NO, "en");
    g_autoptr(Values) values = outreach_values(&scene->facts);
    g_autoptr(GBytes) bytes = compose(outreacher, values, NULL);
    g_autoptr(Message) message = message_parse(bytes, NULL);
    g_autofree char *text = message_part_text(message, 1, 100000);
    const char *const wanted[] = {"Thank you. It is a no.", "Because: PM-REASON", "just reply and tell us",
                                  NULL};
    assert_order("an override", text, wanted);
    assert_null(strstr(text, "The reason"));
    write_file(directory, "outreach.txt", "{{lead}} {{loop-token}}");
    assert_null(outreacher_new(directory, errors));
    assert_true(errors->len > 3); // all that is missing, at once
    remove_tree(directory);
}

static int start(void **state) {
    (void)state;
    message_library_start();
    return seal_library_start(NULL) ? 0 : -1;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_kind_in_each_language),
        cmocka_unit_test(test_english),
        cmocka_unit_test(test_what_is_not_told),
        cmocka_unit_test(test_header),
        cmocka_unit_test(test_envelope_sender),
        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_hostile_text),
        cmocka_unit_test(test_hostile_subjects),
        cmocka_unit_test(test_long_text_is_cut),
        cmocka_unit_test(test_more_options_than_digits),
        cmocka_unit_test(test_option_without_a_cost),
        cmocka_unit_test(test_what_cannot_be_made),
        cmocka_unit_test(test_override),
        cmocka_unit_test(test_banned),
        cmocka_unit_test(test_our_own_words_are_not_banned),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
