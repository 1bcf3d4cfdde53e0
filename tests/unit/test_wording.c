// What is never said back to a customer, however it is written, and that ordinary
// sentences are: the lists of all languages are asked about every phrase, so a word
// of one must not be an insult of another. And the first of a month.
#include "wording.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tongue.h"
#include "wording_never.h"

static const struct {
    const char *name, *items, *text;
    bool held;
} lists[] = {
    {"the beginning of a word", "menteu", "vous êtes des menteurs", true},
    {"not its middle", "menteu", "commenteur", false},
    {"an accent of the list that the text lacks", "crétin", "quel cretin", true},
    {"an accent of the text that the list lacks", "cretin", "quel CRÉTIN", true},
    {"an accent that stands by itself", "crétin", "cre\xCC\x81tin", true},
    {"capitals and sharp s", "scheiß", "SCHEISSE", true},
    {"a capital sharp s", "scheiss", "SCHEI\xE1\xBA\x9E", true},
    {"a letter with a stroke", "hasło", "podałem haslo", true},
    {"and the other way round", "haslo", "podałem hasło", true},
    {"behind an apostrophe", "arnaqu", "c'est de l'arnaque", true},
    {"behind a curved apostrophe", "arnaqu", "c’est de l’arnaque", true},
    {"in guillemets", "arnaqu", "une «arnaque»", true},
    {"in German quotation marks", "betrug", "das ist „Betrug“", true},
    {"in English quotation marks", "scam", "this is a “scam”", true},
    {"in single ones", "scam", "this is a ‘scam’", true},
    {"before an ellipsis", "scam", "what a…scam", true},
    {"behind a dash", "scam", "this–scam", true},
    {"behind a no-break space", "scam", "a\xC2\xA0scam", true},
    {"behind a narrow one", "scam", "a\xE2\x80\xAFscam", true},
    {"behind a Spanish mark", "idiot", "¡idiotas!", true},
    {"behind a question", "idiot", "¿idiotas?", true},
    {"behind an underscore and in stars", "idiot", "_idiot_ *idiot*", true},
    {"with a soft hyphen inside", "idiot", "idi\xC2\xADot", true},
    {"with a joiner inside", "idiot", "idi\xE2\x80\x8Dot", true},
    {"in wide letters", "idiot", "ｉｄｉｏｔ", true},
    {"in letters of mathematics", "idiot",
     "\xF0\x9D\x90\xA2\xF0\x9D\x90\x9D\xF0\x9D\x90\xA2\xF0\x9D\x90\xA8\xF0\x9D\x90\xAD", true},
    {"successive words", "mot de passe", "mon mot de passe est x", true},
    {"the last goes on", "palavra-passe", "as palavra-passes", true},
    {"over a line", "mot de passe", "mon mot\nde  passe", true},
    {"the first does not", "mot de passe", "mots de passe", false},
    {"not with another between", "mot de passe", "mot de la passe", false},
    {"not across what comes first", "mot de passe", "passe de mot", false},
    {"a blank parts no items", "mot de passe", "un mot de trop", false},
    {"a whole word", "fan$", "vad fan", true},
    {"a whole word at a mark", "fan$", "(Fan!)", true},
    {"a longer one is another", "fan$", "fantastiskt", false},
    {"a whole word behind others", "vad fan$", "vad fantastiskt", false},
    {"with blanks around it", " fan$ , x ", "fan", true},
    {"an empty list", "", "anything at all", false},
    {"items that are none", " , ,$, -- ,", "anything - at $ all, ,", false},
    {"an empty text", "fan", "", false},
    {"nothing but marks", "fan", " «»… ", false},
    {"bytes that are no text", "fan", "\xFF\xFE", true},
};

static void test_lists(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        g_autoptr(NeverList) list = never_list_new(lists[i].items);
        if ((never_list_find(list, lists[i].text) != NULL) != lists[i].held)
            fail_msg("%s: '%s' in '%s'", lists[i].name, lists[i].items, lists[i].text);
    }
}

static Tongues *builtin(void) {
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    Tongues *tongues = tongues_load(NULL, errors);
    if (tongues == NULL)
        fail_msg("%s", (const char *)errors->pdata[0]);
    return tongues;
}

// The language whose list holds something of the phrase; NULL when none does.
static const char *held_by(const Tongues *tongues, const char *phrase) {
    for (guint i = 0; i < tongues->list->len; i++) {
        const Tongue *tongue = tongues->list->pdata[i];
        if (wording_never_echoes(tongue->wording, phrase))
            return tongue->code;
    }
    return NULL;
}

// What customers write when they are worried, and nothing in it is wrong.
static const char *const ordinary[] = {
    // English
    "We cannot ship anything since this morning",
    "Our shop has been down for three hours",
    "The fan stopped and the machine got too hot",
    "You promised a fix by Friday",
    "The amount was charged twice to our account",
    "As we agreed on the phone, it should run by Monday",
    "We are being harmed by this every day",
    "It is the third time that the import fails",
    "We guaranteed our customers delivery this week",
    "The gown arrived torn",
    "The process hangs during a lull in traffic",
    "Hello, nobody can log in at all",
    "Everyone in the office has a tan by now, but still no printer",
    "I need the duplicate charge returned",
    "Please call us back before noon",
    "We accepted the offer and nothing came",
    "The font is Helvetica and prints as boxes",
    // German
    "Seit heute Morgen kann niemand arbeiten",
    "Wir sind dran, aber es geht nicht weiter",
    "Der Bildschirm ist zu hell und flackert",
    "Wir hören nichts von Ihnen",
    "Wir hoeren seit Tagen nichts",
    "Frau Müller wartet seit drei Wochen auf die Ware",
    "Dummerweise ist auch die Sicherung weg",
    "Die Klammer im Bericht fehlt, seitdem rechnet er falsch",
    "Sie haben uns die Lieferung für Montag zugesagt",
    "Wir verlieren jede Stunde Aufträge",
    "Bitte rufen Sie uns heute noch an",
    "Der Kutscher kam nicht, die Ware fehlt",
    "Das Konto ist gesperrt und wir zahlen Strafe",
    // Spanish
    "No podemos facturar desde ayer",
    "No conocemos la causa y perdemos clientes",
    "Va tan lento que nadie puede trabajar",
    "Es la tercera vez que se lo decimos",
    "Quedaron en llamarnos el lunes",
    "El programa está inutilizable desde la actualización",
    "No puede durar mucho más",
    "Nos deben el reembolso de marzo",
    "Se perdieron todos los pedidos",
    "Conozco el problema, pero no la solución",
    "El pedido debía llegar a este lugar el martes",
    // French
    "Pourriez-vous nous dire quand ce sera réparé",
    "Nous sommes dans l’incapacité de facturer",
    "Le clavier ne répond plus",
    "Le logiciel est inutilisable depuis ce matin",
    "Nous perdons des commandes toutes les heures",
    "C’est la troisième fois que je vous écris",
    "Vous nous aviez promis une réponse lundi",
    "Nous sommes incapables de livrer sans ce module",
    "Personne ne peut travailler",
    "Les données de nos clients sont visibles",
    "Il ne reste qu’un mot à corriger avant l’envoi",
    // Portuguese
    "Ninguém consegue trabalhar desde ontem",
    "O técnico não trouxe a peça",
    "Perdemos encomendas a cada hora",
    "É a terceira vez que escrevo",
    "Prometeram resolver até sexta-feira",
    "O lugar do servidor continua vazio",
    "Não conseguimos faturar aos nossos clientes",
    "O sistema está tão lento que parou tudo",
    "O valor foi cobrado duas vezes",
    "Estamos parados há três dias",
    "Os dados dos clientes ficaram visíveis",
    // Italian
    "Non riusciamo a lavorare da ieri",
    "L’aggiornamento ha rovinato i nostri dati",
    "Conosciamo il problema da una settimana",
    "Il programma è inutilizzabile",
    "È inutile riavviare, non cambia niente",
    "Perdiamo ordini ogni ora",
    "È la terza volta che scrivo",
    "Ci avevate promesso una risposta per lunedì",
    "Lo scambio dei file non funziona",
    "La capacità del disco è esaurita",
    "Nessuno può fatturare",
    "Lo schema della tabella è rotto",
    // Dutch
    "Het bedrag is twee keer afgeschreven",
    "Hoe lang gaat dit nog duren",
    "Niemand kan werken sinds vanochtend",
    "We verliezen elk uur bestellingen",
    "Dit is de derde keer dat ik schrijf",
    "U had ons voor vrijdag een oplossing beloofd",
    "U krijgt van mij tot vrijdag de tijd",
    "De kassa doet het niet meer",
    "We kunnen niet factureren",
    "De gegevens van klanten zijn zichtbaar",
    "De levering is nog steeds niet binnen",
    "De bedragen op de factuur kloppen niet",
    // Polish
    "Od rana nikt nie może pracować",
    "Tracimy zamówienia co godzinę",
    "Piszę już trzeci raz",
    "Obiecano nam naprawę do piątku",
    "Szukam pomocy od tygodnia",
    "Nie możemy wystawić faktury",
    "Kwota została pobrana dwa razy",
    "Dane klientów są widoczne dla wszystkich",
    "Drukarka nie działa od wczoraj",
    "Towar nie dotarł do magazynu",
    "System jest tak wolny, że stoimy",
    // Swedish
    "Jag fick ingen leverans i går",
    "Ni fick betalt men vi fick inget",
    "Vi väntar hellre än att förlora data",
    "Ingen kan arbeta sedan i morse",
    "Vi förlorar beställningar varje timme",
    "Det är tredje gången jag skriver",
    "Ni lovade en lösning till fredag",
    "Beloppet drogs två gånger",
    "Blodprovet kom aldrig fram",
    "Killen som kom kunde inte laga det",
    "Fantastiskt nog går det fortfarande inte",
    "Kundernas uppgifter syns för alla",
};

static void test_ordinary_sentences_are_repeated(void **state) {
    (void)state;
    assert_true(G_N_ELEMENTS(ordinary) >= 100);
    g_autoptr(Tongues) tongues = builtin();
    for (size_t i = 0; i < G_N_ELEMENTS(ordinary); i++) {
        const char *code = held_by(tongues, ordinary[i]);
        if (code != NULL)
            fail_msg("'%s' is held by the list of %s", ordinary[i], code);
    }
}

// And what is not: how one logs in, abuse in all its spellings, what would be our promise, what machines
// obey.
static const char *const unsaid[] = {
    "my password is hunter2",
    "The PIN is 1234",
    "our api-key leaked",
    "the API key is out",
    "our token is abc",
    "mein Passwort lautet Sommer",
    "die Passwörter sind weg",
    "das Kennwort ist geheim",
    "meine TAN ist 123",
    "Ihre PIN-Nummer steht im Brief",
    "die Zugangsdaten stehen unten",
    "der API-Schlüssel ist öffentlich",
    "mi contraseña es verano",
    "mi CONTRASENA es verano",
    "las claves están abajo",
    "la clave de API",
    "mon mot de passe est été",
    "les mots de passe sont visibles",
    "le mdp est été",
    "mon code PIN",
    "la clé d’API",
    "a minha palavra-passe é verão",
    "as palavras-passe",
    "a senha é verão",
    "le parole chiave",
    "la password è estate",
    "il codice PIN",
    "mijn wachtwoord is zomer",
    "de pincode is 12",
    "de inloggegevens staan hier",
    "moje hasło to lato",
    "moje haslo to lato",
    "Hasła wyciekły",
    "kod PIN to 12",
    "klucz API",
    "mitt lösenord är sommar",
    "mitt losenord",
    "min pinkod",
    "API-nyckeln",
    "c’est de l’arnaque",
    "Ihr seid «Betrüger»",
    "BETRUEGER seid ihr",
    "vad fan gör ni",
    "det är för jävligt",
    "¡ladrones!",
    "złodzieje",
    "zlodzieje",
    "Scheißladen",
    "quel ‘bordel’",
    "siete dei ladri",
    "We will refund all the money",
    "we’ll refund everything",
    "We guarantee delivery by Friday",
    "Wir erstatten Ihnen alles",
    "Hiermit bestätigen wir die Zahlung",
    "nous vous remboursons tout",
    "le devolveremos todo el dinero",
    "la rimborsiamo subito",
    "wij vergoeden alles",
    "zwrócimy pieniądze jutro",
    "reembolsaremos tudo",
    "vi återbetalar allt",
    "please unsubscribe me now",
    "click here to win",
};

static void test_what_is_never_repeated(void **state) {
    (void)state;
    g_autoptr(Tongues) tongues = builtin();
    for (size_t i = 0; i < G_N_ELEMENTS(unsaid); i++)
        if (held_by(tongues, unsaid[i]) == NULL)
            fail_msg("'%s' would be repeated", unsaid[i]);
}

// An override's list stands in the place of ours, and no list holds nothing.
static void test_the_list_of_an_override(void **state) {
    (void)state;
    g_autoptr(Wording) wording = wording_new();
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    assert_false(wording_never_echoes(wording, "idiot"));
    wording_read(wording, "a", "never-echo = idiot,\n  moron\n", errors);
    assert_true(wording_never_echoes(wording, "idiot"));
    assert_true(wording_never_echoes(wording, "morons"));
    wording_read(wording, "b", "never-echo = muppet$\n", errors);
    assert_false(wording_never_echoes(wording, "idiot"));
    assert_true(wording_never_echoes(wording, "you muppet"));
    assert_int_equal(errors->len, 0);
}

static const struct {
    const char *code;
    int64_t moment; // seconds
    const char *said;
} days[] = {
    {"fr", 1796118300, "mardi 1er décembre"},   {"fr", 1796204700, "mercredi 2 décembre"},
    {"fr", 1796982300, "vendredi 11 décembre"}, {"it", 1796118300, "1º dicembre"},
    {"en", 1796118300, "1 December"},           {"de", 1796118300, "1. Dezember"},
    {"es", 1796118300, "1 de diciembre"},       {"pl", 1796118300, "1 grudnia"},
};

static void test_the_first_of_a_month(void **state) {
    (void)state;
    const int64_t now = (days[0].moment - 8 * 24 * 3600) * G_TIME_SPAN_SECOND;
    g_autoptr(Tongues) tongues = builtin();
    for (size_t i = 0; i < G_N_ELEMENTS(days); i++) {
        const Wording *wording = tongues_find(tongues, days[i].code)->wording;
        g_autofree char *said = wording_time(wording, days[i].moment * G_TIME_SPAN_SECOND, now, "UTC");
        if (strstr(said, days[i].said) == NULL)
            fail_msg("%s: '%s' is not in '%s'", days[i].code, days[i].said, said);
    }
}

// The day of a message, as each language writes it; in the zone that is asked for.
static void test_dates(void **state) {
    (void)state;
    static const struct {
        const char *code, *zone, *wanted;
    } dates[] = {
        {"en", "UTC", "1 August 2026"},
        {"de", "UTC", "1. August 2026"},
        {"fr", "UTC", "1er août 2026"},
        {"es", "UTC", "1 de agosto de 2026"},
        {"it", "UTC", "1º agosto 2026"},
        {"nl", "UTC", "1 augustus 2026"},
        {"pl", "UTC", "1 sierpnia 2026 r."},
        {"pt", "UTC", "1 de agosto de 2026"},
        {"sv", "UTC", "1 augusti 2026"},
        {"en", "Asia/Tokyo", "2 August 2026"},
        {"en", "Nowhere/At_All", "1 August 2026"},
    };
    g_autoptr(Tongues) tongues = builtin();
    for (size_t i = 0; i < G_N_ELEMENTS(dates); i++) {
        const Tongue *tongue = tongues_find(tongues, dates[i].code);
        g_autofree char *date = // 1 August 2026, 20:00 UTC
            wording_date(tongue->wording, INT64_C(1785614400) * G_USEC_PER_SEC, dates[i].zone);
        assert_string_equal(date, dates[i].wanted);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_ordinary_sentences_are_repeated),
        cmocka_unit_test(test_what_is_never_repeated),
        cmocka_unit_test(test_the_list_of_an_override),
        cmocka_unit_test(test_the_first_of_a_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
