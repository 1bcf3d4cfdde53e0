// What customers answer to numbered options, and what they write instead, in
// nine languages. A choice taken wrongly is worse than one that is asked for again.
#include "support.h"

#include "choice.h"

enum { NONE = -1, UNCLEAR = 0 }; // else the number

typedef struct Case {
    const char *text;
    int takes;
} Case;

static int taken(const char *text, unsigned count) {
    const Choice choice = choice_read(text, count);
    if (choice.kind != CHOICE_ONE)
        assert_int_equal(choice.number, 0);
    return choice.kind == CHOICE_NONE ? NONE : choice.kind == CHOICE_UNCLEAR ? UNCLEAR : (int)choice.number;
}

static void check(const Case *cases, size_t count) {
    unsigned wrong = 0;
    for (size_t i = 0; i < count; i++) {
        const int takes = taken(cases[i].text, 3);
        if (takes != cases[i].takes) {
            wrong++;
            print_error("%d instead of %d: %s\n", takes, cases[i].takes, cases[i].text);
        }
    }
    if (wrong > 0)
        fail_msg("%u of %zu are wrong", wrong, count);
}

static void one_in_english(void **state) {
    (void)state;
    static const Case cases[] = {
        {"2", 2},
        {"2.", 2},
        {"2)", 2},
        {"(2)", 2},
        {"#2", 2},
        {"\"2\"", 2},
        {"No. 2", 2},
        {"no. 2 please", 2},
        {"number two", 2},
        {"Number 3, thanks!", 3},
        {"Option 2", 2},
        {"OPTION TWO!!!", 2},
        {"option two please", 2},
        {"Option: 2", 2},
        {"Option-2", 2},
        {"Option II", 2},
        {"\uff12", 2},
        {"\u2461", 2},
        {"2\ufe0f\u20e3", 2},
        {"2, please. Thank you!", 2},
        {"Hi Paula,\n\n2 please.\n\nBest\nMaria", 2},
        {"2) sounds good", 2},
        {"2 sounds good to us", 2},
        {"Two.", 2},
        {"One please", 1},
        {"option one", 1},
        {"The second", 2},
        {"the second one, please", 2},
        {"The 2nd option works for us.", 2},
        {"second option", 2},
        {"Second.", 2},
        {"We take the first one.", 1},
        {"We'll go with option 3.", 3},
        {"Let's go with 2", 2},
        {"I would prefer number 1.", 1},
        {"We choose option 2 because the old export is fine for now.", 2},
        {"After talking to the team we would like to take option 2. When will it be ready?", 2},
        {"not 2 but 1", 1},
        {"Not option 1, option 2 please.", 2},
        {"1, not 2", 1},
        {"2 instead of 1", 2},
        {"rather 2 than 1", 2},
        {"We prefer 2 over 1", 2},
        {"We take 2, since 1 is too expensive.", 2},
        {"Option 1 does not work for us, so option 2.", 2},
        {"1: no\n2: yes please", 2},
        {"Yes, option 2", 2},
        {"Ok then 2", 2},
        {"2!!", 2},
        {"Both are fine, but we prefer 2.", 2},
        {"We decided on 2.", 2},
        {"2, if possible", 2},
        {"Option 2 please, let us know if you need anything else from us.", 2},
        {"2. We take option 2.", 2},
        {"Thanks for the quick reply. We have talked about it in our team this morning and would go with "
         "option\n"
         "2 for now. We have 3 sites that use the export, and on 4 December the auditors come, so it has to\n"
         "stand by then.",
         2},
    };
    check(cases, G_N_ELEMENTS(cases));
}

static void one_in_other_languages(void **state) {
    (void)state;
    static const Case cases[] = {
        {"Variante 2", 2},
        {"Variante zwei bitte", 2},
        {"die zweite", 2},
        {"Die zweite bitte!", 2},
        {"Wir nehmen die 2.", 2},
        {"Wir nehmen die zweite Variante. Danke!", 2},
        {"lieber 1", 1},
        {"Lieber die erste", 1},
        {"Nr. 3", 3},
        {"Bitte Option eins", 1},
        {"Ich hätte gerne Möglichkeit 2", 2},
        {"Wir entscheiden uns für Variante 2.", 2},
        {"nicht 1, sondern 2", 2},
        {"2 statt 1", 2},
        {"Hallo Frau Meier,\n\nbitte die 2. Vielen Dank!\n\nViele Grüße\nMax", 2},
        {"Die 2. Option passt uns am besten.", 2},
        {"Option 2 nehmen wir", 2},
        {"Eins", 1},
        {"option deux", 2},
        {"Option 2 s'il vous plaît", 2},
        {"La deuxième, merci", 2},
        {"Nous choisissons l'option 2.", 2},
        {"Je préfère la première option", 1},
        {"la 2 svp", 2},
        {"N°3", 3},
        {"pas la 1 mais la 2", 2},
        {"Nous optons pour la solution n° 2", 2},
        {"plutôt la 2 que la 1", 2},
        {"Opción 2", 2},
        {"La segunda, por favor", 2},
        {"Elegimos la opción dos.", 2},
        {"Nos quedamos con la 2, gracias", 2},
        {"no la 1, sino la 2", 2},
        {"Sí, la 2", 2},
        {"Prefiero la primera", 1},
        {"Opção 2, obrigado", 2},
        {"A segunda opção, por favor.", 2},
        {"Escolhemos a opção dois.", 2},
        {"Prefiro a 3", 3},
        {"opzione 2", 2},
        {"Scegliamo la seconda opzione, grazie", 2},
        {"La due per favore", 2},
        {"Preferiamo la 1", 1},
        {"non la 1 ma la 2", 2},
        {"Optie 2 graag", 2},
        {"Wij kiezen voor optie twee.", 2},
        {"De tweede alstublieft", 2},
        {"niet 1 maar 2", 2},
        {"Doe maar 2", 2},
        {"Opcja 2", 2},
        {"Wybieramy opcję drugą", 2},
        {"Poproszę wariant 2", 2},
        {"nie 1, tylko 2", 2},
        {"Druga opcja, dziękuję", 2},
        {"Alternativ 2 tack", 2},
        {"Vi väljer det andra alternativet.", 2},
        {"Tvåan tack", 2},
        {"inte 1 utan 2", 2},
        {"Vi tar 3", 3},
    };
    check(cases, G_N_ELEMENTS(cases));
}

static void unclear(void **state) {
    (void)state;
    static const Case cases[] = {
        {"both", UNCLEAR},
        {"Both please!", UNCLEAR},
        {"either", UNCLEAR},
        {"Either is fine with us.", UNCLEAR},
        {"You decide.", UNCLEAR},
        {"It's up to you", UNCLEAR},
        {"whichever is faster", UNCLEAR},
        {"Any of them", UNCLEAR},
        {"1 or 2", UNCLEAR},
        {"1 and 2", UNCLEAR},
        {"1, 2", UNCLEAR},
        {"Option 1 and option 3 please", UNCLEAR},
        {"We take 2 for Berlin and 1 for Paris", UNCLEAR},
        {"2 or whichever is cheaper", UNCLEAR},
        {"4", UNCLEAR},
        {"Option 7 please", UNCLEAR},
        {"0", UNCLEAR},
        {"4711", UNCLEAR},
        {"4.3", UNCLEAR},
        {"1/2", UNCLEAR},
        {"Option B", UNCLEAR},
        {"maybe 2", UNCLEAR},
        {"Probably 2, we will confirm tomorrow", UNCLEAR},
        {"2?", UNCLEAR},
        {"Should we take 2?", UNCLEAR},
        {"not 2", UNCLEAR},
        {"2 if you can deliver it on Monday, else 1", UNCLEAR},
        {"If option 2 is late, we take 1.", UNCLEAR},
        {"Option 2 is too expensive.", UNCLEAR},
        {"beide", UNCLEAR},
        {"Beide bitte", UNCLEAR},
        {"egal", UNCLEAR},
        {"Entscheiden Sie", UNCLEAR},
        {"1 oder 2", UNCLEAR},
        {"vielleicht die 2", UNCLEAR},
        {"les deux", UNCLEAR},
        {"Peu importe", UNCLEAR},
        {"la 1 ou la 2", UNCLEAR},
        {"las dos", UNCLEAR},
        {"cualquiera", UNCLEAR},
        {"ambas opciones", UNCLEAR},
        {"as duas", UNCLEAR},
        {"tanto faz", UNCLEAR},
        {"entrambe", UNCLEAR},
        {"decidete voi", UNCLEAR},
        {"allebei", UNCLEAR},
        {"maakt niet uit", UNCLEAR},
        {"obie", UNCLEAR},
        {"wszystko jedno", UNCLEAR},
        {"båda", UNCLEAR},
        {"det spelar ingen roll", UNCLEAR},
    };
    check(cases, G_N_ELEMENTS(cases));
}

static void none_of_them(void **state) {
    (void)state;
    static const Case cases[] = {
        {"", NONE},
        {"Thanks!", NONE},
        {"We have 2 users affected.", NONE},
        {"on 2 December", NONE},
        {"2 weeks ago", NONE},
        {"It broke again on 2 December.", NONE},
        {"December 2 is too late for us.", NONE},
        {"We use version 2.", NONE},
        {"It is version 4.2.1", NONE},
        {"Please call me at 2", NONE},
        {"Call me at 2 pm", NONE},
        {"Call +49 2 34 56", NONE},
        {"That costs us 2 \u20ac per hour", NONE},
        {"$2 is a lot", NONE},
        {"2% of our orders fail", NONE},
        {"I need 2 more days", NONE},
        {"First, thank you for writing. We are discussing it.", NONE},
        {"Second, the export is slow.", NONE},
        {"This is the second time this week!", NONE},
        {"Wait a second", NONE},
        {"We will tell you in 2 days.", NONE},
        {"What does option 2 cost after a year?", NONE},
        {"Is the first option still available after Friday?", NONE},
        {"Neither 1 nor 2 works for us.", NONE},
        {"None of the options is acceptable.", NONE},
        {"One of our customers complains.", NONE},
        {"Nobody told us. No one called.", NONE},
        {"Both servers are down again.", NONE},
        {"We have two sites and both are down", NONE},
        {"1. The export fails\n2. The login is slow\n3. Nobody answers", NONE},
        {"The payment is due tomorrow", NONE},
        {"It happened 2 or 3 times", NONE},
        {"error 2", NONE},
        {"We saw error 2 again", NONE},
        {"I am out of the office until 2 January.", NONE},
        {"Wir haben 2 Nutzer, die nicht arbeiten können", NONE},
        {"Am 2. Dezember ist es zu spät", NONE},
        {"2. Dezember passt nicht", NONE},
        {"Vor 2 Wochen ging es noch", NONE},
        {"Das ist schon das zweite Mal!", NONE},
        {"Um 2 bin ich wieder da", NONE},
        {"Was kostet Variante 2?", NONE},
        {"Ein Kunde wartet", NONE},
        {"Erstens ist der Export langsam.", NONE},
        {"Der 2. Versuch ging auch nicht", NONE},
        {"Nous avons 2 utilisateurs bloqués", NONE},
        {"le 2 décembre", NONE},
        {"C'est la deuxième fois", NONE},
        {"Il y a deux semaines", NONE},
        {"Hay 2 usuarios afectados", NONE},
        {"el 2 de diciembre", NONE},
        {"a las dos", NONE},
        {"Es la segunda vez", NONE},
        {"Temos dois clientes parados", NONE},
        {"É a segunda vez", NONE},
        {"Abbiamo 2 utenti bloccati", NONE},
        {"alle due", NONE},
        {"È la seconda volta", NONE},
        {"We hebben 2 gebruikers", NONE},
        {"om 2 uur", NONE},
        {"Mamy 2 użytkowników", NONE},
        {"to już drugi raz", NONE},
        {"Vi har 2 användare som väntar", NONE},
        {"den 2 december", NONE},
        {"We are 2", NONE},
        {"Our team in Berlin has looked at what you wrote and there is a lot in it that we do not "
         "understand. For "
         "instance, option 2 says that the old export comes back, but nobody told us whether the reports of "
         "last "
         "month are in it, and we have 2 auditors here who ask for them every day. Please call us before "
         "anything "
         "else is done.",
         NONE},
    };
    check(cases, G_N_ELEMENTS(cases));
}

// Written when all that stands above was right already.
static void blind(void **state) {
    (void)state;
    static const Case cases[] = {
        {"Dear Paula,\n\nthank you for the options. We would like to proceed with the second one.\n\nKind "
         "regards\nJohn",
         2},
        {"Number 2 it is", 2},
        {"I vote for 3", 3},
        {"Go for option one", 1},
        {"two please, and thanks for the quick help", 2},
        {"Our choice: 2", 2},
        {"We accept option 2 under the conditions that you described.", 2},
        {"Option 3 would be perfect for us!", 3},
        {"Answer: 1", 1},
        {"1.\n\nThank you\nJim", 1},
        {"Let's do #3", 3},
        {"I'd rather have the first option.", 1},
        {"Please go ahead with 2.", 2},
        {"2 is ok", 2},
        {"We spoke about it: option 2.", 2},
        {"After some discussion, option 1.", 1},
        {"Definitely not 1. We want 3.", 3},
        {"Bitte Variante 1 umsetzen.", 1},
        {"Wir haben uns für die dritte Möglichkeit entschieden.", 3},
        {"Dann die 2, bitte.", 2},
        {"Guten Tag,\nwir möchten gern Option 2.\nMit freundlichen Grüßen", 2},
        {"Ich bin für 2", 2},
        {"2 wäre uns recht", 2},
        {"Auf keinen Fall 1, sondern 2!", 2},
        {"Nous prenons la deuxième.", 2},
        {"Ce sera l'option 3, merci.", 3},
        {"Bonjour, je choisis la 1. Cordialement", 1},
        {"Me quedo con la segunda opción", 2},
        {"La opción 2 nos viene mejor", 2},
        {"Ficamos com a opção 1", 1},
        {"Vamos com a segunda", 2},
        {"Per noi va bene la 2", 2},
        {"Optiamo per la terza soluzione", 3},
        {"We gaan voor de tweede optie", 2},
        {"Liever 3", 3},
        {"Proszę o opcję 2", 2},
        {"Wolimy pierwszą opcję", 1},
        {"Vi kör på alternativ 2", 2},
        {"Det första alternativet, tack", 1},
        {"I like both, can't decide", UNCLEAR},
        {"Either 1 or 2 would do", UNCLEAR},
        {"Could you combine 1 and 2?", UNCLEAR},
        {"Mir ist beides recht", UNCLEAR},
        {"Die günstigere", NONE},
        {"Option 5", UNCLEAR},
        {"Ich weiß nicht, 1 oder 2", UNCLEAR},
        {"L'une ou l'autre", NONE},
        {"Me da igual", UNCLEAR},
        {"We need to talk first", NONE},
        {"Please call me tomorrow at 10:30", NONE},
        {"It has been 3 days and nothing works", NONE},
        {"I sent you 2 mails already.", NONE},
        {"Ticket 2 is still open", NONE},
        {"Second reminder", NONE},
        {"2. Mahnung", NONE},
        {"We've been waiting for two weeks!", NONE},
        {"Ich melde mich am 2.", NONE},
        {"Wir sind zu zweit", NONE},
        {"Ce n'est pas la première fois que cela arrive", NONE},
        {"Llevamos 3 días sin servicio", NONE},
        {"Sono passate 2 settimane", NONE},
        {"Het is al de tweede keer", NONE},
        {"Czekam już drugi dzień", NONE},
        {"Det är andra gången", NONE},
        {"Do you have other options?", NONE},
        {"Too expensive, all three of them.", NONE},
        {"That is fine.", NONE},
        {"Room 2, second floor", NONE},
        {"We paid 2,500 EUR for that", NONE},
        {"One more question: who does the migration?", NONE},
    };
    check(cases, G_N_ELEMENTS(cases));
}

static void blind_again(void **state) {
    (void)state;
    static const Case cases[] = {
        {"We'd like to move forward with Option 2.", 2},
        {"Second choice for us please", 2},
        {"I think the third one makes most sense.", 3},
        {"2 and thanks", 2},
        {"Option two, as discussed on the phone on 4 March.", 2},
        {"Hello, number 1. Thanks, Tom", 1},
        {"Variante eins wäre super, danke!", 1},
        {"Wir wählen die 3", 3},
        {"Bitte mit Möglichkeit 1 weitermachen", 1},
        {"die dritte", 3},
        {"Va pour la 2", 2},
        {"On part sur l'option 1", 1},
        {"Pour nous ce sera la troisième solution.", 3},
        {"Queremos la opción 3 por favor", 3},
        {"La primera opción nos parece bien", 1},
        {"Pode ser a segunda", 2},
        {"Preferimos a opção número 1", 1},
        {"Procediamo con la seconda", 2},
        {"Opzione numero tre", 3},
        {"Graag optie 1 uitvoeren", 1},
        {"Doe ons de derde maar", 3},
        {"Zdecydowaliśmy się na opcję 3", 3},
        {"Drugi wariant poproszę", 2},
        {"Vi vill ha alternativ 1", 1},
        {"Den andra tack", 2},
        {"Not the first, the second", 2},
        {"1 is not ok, 2 neither", NONE},
        {"Let me check with my boss, maybe 2", UNCLEAR},
        {"2 or 3, whatever you prefer", UNCLEAR},
        {"All the same to us", UNCLEAR},
        {"Das überlasse ich Ihnen", UNCLEAR},
        {"C'est égal", UNCLEAR},
        {"Cualquiera de las dos", UNCLEAR},
        {"1 y 2", UNCLEAR},
        {"O 1 o 2", UNCLEAR},
        {"Beide opties zijn prima", UNCLEAR},
        {"option 12", UNCLEAR},
        {"Why does option 2 cost 200 EUR?", NONE},
        {"We lost 2 customers over this", NONE},
        {"Two of us will join the call", NONE},
        {"Seit 2 Tagen warten wir", NONE},
        {"Bin erst am 3. wieder da", NONE},
        {"Nous sommes fermés le 1er mai", NONE},
        {"Llame al 600 123 456", NONE},
        {"Ci sentiamo il 2 dicembre", NONE},
        {"Het duurt nu 3 weken", NONE},
        {"Proszę dzwonić o 2", NONE},
        {"Ring mig kl 2", NONE},
        {"Thanks, we'll come back to you", NONE},
        {"You promised this twice already", NONE},
        {"Version 3 broke it", NONE},
        {"Build 2 and 3 fail", NONE},
        {"The first mail never arrived", NONE},
        {"I have one question", NONE},
    };
    check(cases, G_N_ELEMENTS(cases));
}

static void as_many_as_there_are(void **state) {
    (void)state;
    assert_int_equal(taken("3", 3), 3);
    assert_int_equal(taken("3", 2), UNCLEAR);
    assert_int_equal(taken("6", 6), 6);
    assert_int_equal(taken("the sixth one", 6), 6);
    assert_int_equal(taken("2", 0), NONE);
}

// Bounded, and never out of bounds.
static void hostile(void **state) {
    (void)state;
    g_autoptr(GString) text = g_string_new(NULL);
    for (unsigned i = 0; i < 200000; i++)
        g_string_append(text, "2 or 1 or ");
    assert_int_equal(taken(text->str, 3), UNCLEAR);
    g_string_truncate(text, 0);
    for (unsigned i = 0; i < 100000; i++)
        g_string_append(text, "\ufdfa");
    assert_int_equal(taken(text->str, 3), NONE);
    assert_int_equal(taken("\xff\xfe 2 \x80", 3), 2);
    assert_int_equal(taken("2\n\n\n\n\n\n\r\n", 3), 2);
    assert_int_equal(taken("99999999999999999999999999", 3), UNCLEAR);
    assert_int_equal(taken("-", 3), NONE);
    assert_int_equal(taken("?", 3), NONE);
    assert_int_equal(taken("#", 3), NONE);
    assert_int_equal(
        taken("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 2", 3), NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_in_english),
        cmocka_unit_test(one_in_other_languages),
        cmocka_unit_test(unclear),
        cmocka_unit_test(none_of_them),
        cmocka_unit_test(blind),
        cmocka_unit_test(blind_again),
        cmocka_unit_test(as_many_as_there_are),
        cmocka_unit_test(hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
