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
    {REQUEST_DELIVERY, false, "Order 4482-119 must be here before the 24th.", ""},
    {REQUEST_DELIVERY, false, "The glass arrived broken.", "reference screenshot"},
    {REQUEST_DELIVERY, true, "The glass arrived broken, order 554120.", ""},
    {REQUEST_DEFECT, false, "The chair I bought has a loose leg.", "reference screenshot"},
    {REQUEST_DEFECT, false, "Der Wasserkocher ist undicht.", "reference screenshot"},
    {REQUEST_DEFECT, false, "La cafeti\xc3\xa8re fuit, commande 55120.", "screenshot"},
    {REQUEST_DEFECT, false, "Your technician was rude to my wife.", ""},
    {REQUEST_DEFECT, false, "Der Monteur war unversch\xc3\xa4mt.", ""},
    {REQUEST_DEFECT, false, "The technician did not come.", "reference"},
    {REQUEST_DEFECT, false, "Die Rechnung stimmt nicht.", "reference"},
    {REQUEST_DEFECT, false, "The export of invoices fails.", "version steps error"},
    {REQUEST_DEFECT, false, "Your website shows an empty page.", "steps error screenshot"},
    {REQUEST_DEFECT, false, "The box on the settings page cannot be ticked.", "version steps error"},
    {REQUEST_CONDUCT, false, "Your agent shouted at me.", ""},
    {REQUEST_CONDUCT, false, "Ihr Mitarbeiter am Telefon war frech.", ""},
    {REQUEST_CONTRACT, false, "Please end our contract.", "reference"},
    {REQUEST_CONTRACT, false, "Please end contract no. 88120.", ""},
    {REQUEST_SECURITY, false, "Strangers' bank details are shown to me.", "since affected"},
    {REQUEST_PRIVACY, false, "Please delete my data.", ""},
    {REQUEST_ENHANCEMENT, false, "A dark theme would be nice.", ""},
    {REQUEST_HOW_TO, false, "How do I do this?", ""},
    {REQUEST_PRAISE, false, "Thank you!", ""},
    {REQUEST_OTHER, false, "", ""},
    // Filled in as a form.
    {REQUEST_DEFECT, false,
     "Version: 3.4.5\nSteps:\n1. open\n2. click save\nExpected: saved\nActual: \"Disk full\"\nSince: "
     "yesterday",
     "screenshot"},
    {REQUEST_DEFECT, false,
     "Version: 2.0\nSchritte: \xc3\xb6"
     "ffnen, speichern\nErgebnis: Festplatte voll\nSeit: 3. Mai",
     "screenshot"},
    // Only a delivery that is awaited has a deadline.
    {REQUEST_DELIVERY, false, "I want to return the jacket from order #A-99812, it is too small.", ""},
    {REQUEST_DELIVERY, false, "Can I exchange the boots for a larger pair?", "reference"},
    {REQUEST_DELIVERY, false, "The parcel came too late, please refund order 554120.", ""},
    {REQUEST_DELIVERY, false, "Please change the delivery address of order 554120.", ""},
    {REQUEST_DELIVERY, false, "Order 554120 has not arrived.", "deadline"},
    {REQUEST_DELIVERY, false,
     "Ich m\xc3\xb6"
     "chte die Schuhe aus Bestellung 300417 zur\xc3\xbc"
     "ckgeben, sie passen nicht.",
     ""},
    {REQUEST_DELIVERY, false, "Bestellung 300417 ist immer noch nicht da.", "deadline"},
    {REQUEST_DELIVERY, false, "Je voudrais renvoyer la robe, commande 55120.", ""},
    {REQUEST_DELIVERY, false, "Je n'ai toujours pas re\xc3\xa7u ma commande 55120.", "deadline"},
    {REQUEST_DELIVERY, false, "Quiero devolver la chaqueta del pedido 55120, me queda grande.", ""},
    {REQUEST_DELIVERY, false, "El pedido 55120 no ha llegado.", "deadline"},
    {REQUEST_DELIVERY, false, "Quero trocar os sapatos da encomenda 55120.", ""},
    {REQUEST_DELIVERY, false, "A encomenda 55120 ainda n\xc3\xa3o chegou.", "deadline"},
    {REQUEST_DELIVERY, false, "Vorrei restituire la giacca dell'ordine 55120.", ""},
    {REQUEST_DELIVERY, false, "L'ordine 55120 non \xc3\xa8 ancora arrivato.", "deadline"},
    {REQUEST_DELIVERY, false, "Ik wil de jas van bestelling 55120 ruilen.", ""},
    {REQUEST_DELIVERY, false, "Bestelling 55120 is nog niet bezorgd.", "deadline"},
    {REQUEST_DELIVERY, false,
     "Chc\xc4\x99 zwr\xc3\xb3"
     "ci\xc4\x87 kurtk\xc4\x99 z zam\xc3\xb3wienia 55120.",
     ""},
    {REQUEST_DELIVERY, false, "Zam\xc3\xb3wienie 55120 jeszcze nie dotar\xc5\x82o.", "deadline"},
    {REQUEST_DELIVERY, false, "Jag vill l\xc3\xa4mna tillbaka jackan, order 55120.", ""},
    {REQUEST_DELIVERY, false, "Order 55120 har inte kommit.", "deadline"},
    // One's own account has one user.
    {REQUEST_ACCESS, false, "I forgot my password.", "since error"},
    {REQUEST_ACCESS, false, "I can't log in.", "since error"},
    {REQUEST_ACCESS, false, "The login fails.", "since error affected"},
    {REQUEST_ACCESS, false, "We cannot log in any more.", "since error affected"},
    {REQUEST_ACCESS, false, "I write for our club: the login is closed.", "since error affected"},
    {REQUEST_ACCESS, false, "Ich habe mein Kennwort vergessen.", "since error"},
    {REQUEST_ACCESS, false, "Die Anmeldung geht nicht.", "since error affected"},
    {REQUEST_ACCESS, false, "Je n'arrive plus \xc3\xa0 me connecter.", "since error"},
    {REQUEST_ACCESS, false,
     "La connexion est refus\xc3\xa9"
     "e.",
     "since error affected"},
    {REQUEST_ACCESS, false, "No puedo entrar en mi cuenta.", "since error"},
    {REQUEST_ACCESS, false, "El acceso est\xc3\xa1 cerrado.", "since error affected"},
    {REQUEST_ACCESS, false, "Esqueci-me da senha.", "since error"},
    {REQUEST_ACCESS, false, "O acesso est\xc3\xa1 fechado.", "since error affected"},
    {REQUEST_ACCESS, false, "Non riesco pi\xc3\xb9 ad accedere al mio account.", "since error"},
    {REQUEST_ACCESS, false, "L'accesso \xc3\xa8 chiuso.", "since error affected"},
    {REQUEST_ACCESS, false, "Ik ben mijn wachtwoord kwijt.", "since error"},
    {REQUEST_ACCESS, false, "Inloggen lukt niet.", "since error affected"},
    {REQUEST_ACCESS, false,
     "Zapomnia\xc5\x82"
     "em has\xc5\x82"
     "a.",
     "since error"},
    {REQUEST_ACCESS, false,
     "Logowanie nie dzia\xc5\x82"
     "a.",
     "since error affected"},
    {REQUEST_ACCESS, false, "Jag har gl\xc3\xb6mt l\xc3\xb6senordet.", "since error"},
    {REQUEST_ACCESS, false, "Inloggningen fungerar inte.", "since error affected"},
};

static uint32_t given_by(const Text *text, const Verdict *verdict) {
    uint32_t given = 0;
    missing_look(text, verdict, &given);
    return given;
}

static uint32_t asked_of(const Text *text, const Verdict *verdict, uint32_t before) {
    uint32_t given = 0;
    const uint32_t lacking = missing_look(text, verdict, &given);
    assert_int_equal(lacking & given, 0);
    return missing_ask(lacking, before);
}

static char *ask(const Case *one) {
    Text text = {.body = (char *)one->body, .subject = (char *)"", .has_image = one->image};
    Verdict verdict = {.request = one->request, .level = LEVEL_CONCERN};
    for (unsigned i = 0; i < SIGNAL_COUNT; i++)
        verdict.evidence[i] = g_array_new(FALSE, FALSE, sizeof(Evidence));
    uint32_t set = asked_of(&text, &verdict, 0);
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
    assert_int_equal(asked_of(&text, &verdict, 0), 0);
}

// One item and texts that give it or do not: what stands near one word decides.
static const struct {
    Missing item;
    bool given;
    const char *body;
} pairs[] = {
    {MISSING_REFERENCE, false, "You can call me at +49 170 1234567."},
    {MISSING_REFERENCE, false, "My phone number: 0170 1234567"},
    {MISSING_REFERENCE, false, "I paid 129 euros for my order on 12 March 2026."},
    {MISSING_REFERENCE, false, "My order of 23.11.2026 was 49.90 EUR."},
    {MISSING_REFERENCE, false, "Die Bestellung vom 2026-11-20 ist falsch."},
    {MISSING_REFERENCE, false, "It fails with error 80070005."},
    {MISSING_REFERENCE, true, "This is about ticket no. 88."},
    {MISSING_REFERENCE, true, "#4711 is still open."},
    {MISSING_REFERENCE, true, "n\xc2\xb0 de commande : 88120"},
    {MISSING_VERSION, false, "It happened on 23.11.26 at 10.30."},
    {MISSING_VERSION, false, "The server 10.0.0.12 does not answer."},
    {MISSING_VERSION, false, "The new version is bad."},
    {MISSING_VERSION, true, "We run Faktura Pro 7.2 here."},
    {MISSING_VERSION, true, "It is the latest version."},
    {MISSING_SINCE, false, "Please repair it by Monday."},
    {MISSING_SINCE, false, "Since I pay for it, it should work."},
    {MISSING_SINCE, false,
     "Die Seite l\xc3\xa4"
     "dt nicht."},
    {MISSING_SINCE, false, "Non funziona mai.\n\nMarco"},
    {MISSING_SINCE, false, "Hier geht nichts mehr."},
    {MISSING_SINCE, false, "Les 12 utilisateurs attendent."},
    {MISSING_SINCE, false, "It takes 5 minutes to load."},
    {MISSING_SINCE, true, "La panne date d'hier."},
    {MISSING_SINCE, true, "It has been down for three days."},
    {MISSING_SINCE, true, "It broke on Monday."},
    {MISSING_SINCE, true, "Es geht seit dem 3.11. nicht."},
    {MISSING_SINCE, true,
     "\xc3\x87"
     "a ne marche plus depuis trois jours."},
    {MISSING_DEADLINE, false, "It broke on Monday."},
    {MISSING_DEADLINE, false, "Es ist vor drei Tagen kaputt gegangen."},
    {MISSING_DEADLINE, true, "Wir brauchen das vor dem 24. Dezember."},
    {MISSING_DEADLINE, true, "Lo necesito antes del jueves."},
    {MISSING_ERROR, false, "I get an error message."},
    {MISSING_ERROR, false, "When I press \"Save as draft\" it hangs."},
    {MISSING_ERROR, true, "Then I see \"Quota exceeded\"."},
    {MISSING_ERROR, true, "There is no error message."},
    {MISSING_ERROR, true, "It answers with a 404."},
    {MISSING_AFFECTED, false, "I have lost all my data."},
    {MISSING_AFFECTED, false, "Your colleague promised a call."},
    {MISSING_AFFECTED, false, "Please just let me know."},
    {MISSING_AFFECTED, false, "Bonjour \xc3\xa0 tous, mon compte est bloqu\xc3\xa9."},
    {MISSING_AFFECTED, false, "Hi everyone, please unlock my account."},
    {MISSING_AFFECTED, true, "It is just me."},
    {MISSING_AFFECTED, true, "Three of us have it."},
    {MISSING_STEPS, false, "When will it be repaired?"},
    {MISSING_STEPS, false,
     "\xc2\xbf"
     "Cu\xc3\xa1ndo estar\xc3\xa1 arreglado?"},
    {MISSING_STEPS, false, "Da quando funziona?"},
    {MISSING_STEPS, false, "What are the next steps?"},
    {MISSING_STEPS, false, "Nie wiem, kiedy to si\xc4\x99 zacz\xc4\x99\xc5\x82o."},
    {MISSING_STEPS, false, "No s\xc3\xa9 cu\xc3\xa1ndo empez\xc3\xb3."},
    {MISSING_STEPS, false, "Let me know if you need anything else."},
    {MISSING_STEPS, false, "Please answer when you have time, as soon as possible."},
    {MISSING_STEPS, false, "Wenn Sie Zeit haben, rufen Sie an."},
    {MISSING_STEPS, false, "S'il vous pla\xc3\xaet, si vous pouvez, aidez-moi."},
    {MISSING_STEPS, true, "If I open it, it closes again."},
    {MISSING_STEPS, true, "1. Open a file\n2. Print it\n3. It is gone"},
    {MISSING_STOPS, false, "The program does not work."},
    {MISSING_STOPS, true, "Nobody can work."},
    {MISSING_SCREENSHOT, false, "I can send a screenshot if you like."},
    {MISSING_SCREENSHOT, true, "Attached you find a picture of it."},
    {MISSING_ERROR, true, "Actual: Disk full"},
    {MISSING_ERROR, true, "Actual result - see below\nResult: the list is empty"},
    {MISSING_ERROR, false, "Expected result: the list is saved."},
    {MISSING_ERROR, false, "Erwartetes Ergebnis: Die Liste ist da."},
    {MISSING_ERROR, false, "The actual list is gone."},
    {MISSING_ERROR, false, "Result:"},
    {MISSING_ERROR, true, "Then \"Disk full\"."},
    {MISSING_ERROR, true, "\xe2\x80\x9eSpeicher voll\xe2\x80\x9c, und nichts geht mehr."},
    {MISSING_ERROR, true,
     "Tats\xc3\xa4"
     "chliches Ergebnis: leere Liste"},
    {MISSING_ERROR, true, "R\xc3\xa9sultat obtenu : page blanche"},
    {MISSING_ERROR, true, "\xc2\xab Acc\xc3\xa8s refus\xc3\xa9 \xc2\xbb, puis plus rien."},
    {MISSING_ERROR, true,
     "Resultado real: la lista queda vac\xc3\xad"
     "a"},
    {MISSING_ERROR, true, "Resultado obtido: a lista fica vazia"},
    {MISSING_ERROR, true, "Risultato ottenuto: pagina vuota"},
    {MISSING_ERROR, true, "Werkelijk resultaat: lege pagina"},
    {MISSING_ERROR, true, "Rzeczywisty wynik: pusta strona"},
    {MISSING_ERROR, true, "Faktiskt resultat: tom sida"},
    {MISSING_ERROR, false, "R\xc3\xa9sultat attendu : la page"},
    {MISSING_ERROR, false, "I chose \"Full report\" from the list."},
    {MISSING_SINCE, true, "No idea since when."},
    {MISSING_SINCE, true, "I do not know when it started."},
    {MISSING_SINCE, true, "I can't say exactly when it began."},
    {MISSING_SINCE, true, "Since when? No idea."},
    {MISSING_SINCE, true, "Wann das angefangen hat, wei\xc3\x9f ich nicht."},
    {MISSING_SINCE, true, "Keine Ahnung, wann es begonnen hat."},
    {MISSING_SINCE, true,
     "Je ne sais pas quand \xc3\xa7"
     "a a commenc\xc3\xa9."},
    {MISSING_SINCE, true, "No s\xc3\xa9 cu\xc3\xa1ndo empez\xc3\xb3."},
    {MISSING_SINCE, true, "N\xc3\xa3o sei quando come\xc3\xa7ou."},
    {MISSING_SINCE, true, "Non so quando sia cominciato."},
    {MISSING_SINCE, true, "Ik weet niet wanneer het begon."},
    {MISSING_SINCE, true, "Nie wiem, kiedy to si\xc4\x99 zacz\xc4\x99\xc5\x82o."},
    {MISSING_SINCE, true, "Jag vet inte n\xc3\xa4r det b\xc3\xb6rjade."},
    {MISSING_SINCE, false, "I have no idea when you will answer."},
    {MISSING_SINCE, false, "Keine Ahnung, wann das repariert wird."},
    {MISSING_SINCE, false, "Non so quando funziona."},
    {MISSING_VERSION, true, "I don't know which version we have."},
    {MISSING_VERSION, true, "Version: unknown"},
    {MISSING_VERSION, true, "Which version? No idea."},
    {MISSING_VERSION, true, "Welche Version ich habe, wei\xc3\x9f ich nicht."},
    {MISSING_VERSION, true, "Je ne connais pas la version."},
    {MISSING_VERSION, true, "No s\xc3\xa9 qu\xc3\xa9 versi\xc3\xb3n tengo."},
    {MISSING_VERSION, true, "N\xc3\xa3o sei qual \xc3\xa9 a vers\xc3\xa3o."},
    {MISSING_VERSION, true, "Non so quale versione sia."},
    {MISSING_VERSION, true, "Geen idee welke versie het is."},
    {MISSING_VERSION, true, "Nie wiem, jaka to wersja."},
    {MISSING_VERSION, true, "Jag vet inte vilken version det \xc3\xa4r."},
    {MISSING_VERSION, false, "I do not know why the new version is slow."},
    {MISSING_VERSION, false, "The new version is bad, I do not know why."},
    {MISSING_VERSION, false, "Keine Ahnung, warum die neue Version langsam ist."},
    {MISSING_VERSION, false, "No version of it is good."},
    {MISSING_REFERENCE, true, "I don't have the order number at hand."},
    {MISSING_REFERENCE, true, "I cannot find my invoice number."},
    {MISSING_REFERENCE, true, "Order number? No idea, sorry."},
    {MISSING_REFERENCE, true, "Die Bestellnummer finde ich nicht mehr."},
    {MISSING_REFERENCE, true, "Leider habe ich keine Kundennummer."},
    {MISSING_REFERENCE, true, "Je n'ai pas le num\xc3\xa9ro de commande."},
    {MISSING_REFERENCE, true, "No tengo el n\xc3\xbamero de pedido."},
    {MISSING_REFERENCE, true, "N\xc3\xa3o tenho o n\xc3\xbamero da encomenda."},
    {MISSING_REFERENCE, true, "Non trovo il numero d'ordine."},
    {MISSING_REFERENCE, true, "Het bestelnummer weet ik niet meer."},
    {MISSING_REFERENCE, true, "Nie mam numeru zam\xc3\xb3wienia."},
    {MISSING_REFERENCE, true, "Jag hittar inte ordernumret."},
    {MISSING_REFERENCE, false, "I do not have the invoice."},
    {MISSING_REFERENCE, false, "You did not tell me an order number."},
    {MISSING_REFERENCE, false, "Ich habe keine Rechnung bekommen."},
    {MISSING_AFFECTED, true, "I do not know how many are affected."},
    {MISSING_AFFECTED, true, "No idea whether it happens elsewhere."},
    {MISSING_AFFECTED, true, "Wie viele es sind, wei\xc3\x9f ich nicht."},
    {MISSING_AFFECTED, true, "Je ne sais pas combien de gens ont ce souci."},
    {MISSING_AFFECTED, true, "No s\xc3\xa9 a cu\xc3\xa1ntos les pasa."},
    {MISSING_AFFECTED, true, "N\xc3\xa3o sei quantos s\xc3\xa3o."},
    {MISSING_AFFECTED, true, "Non so quanti siano."},
    {MISSING_AFFECTED, true, "Geen idee hoeveel het er zijn."},
    {MISSING_AFFECTED, true,
     "Nie wiem, ilu os\xc3\xb3"
     "b to dotyczy."},
    {MISSING_AFFECTED, true, "Jag vet inte hur m\xc3\xa5nga det g\xc3\xa4ller."},
    {MISSING_AFFECTED, false, "I do not know how many times I tried."},
    {MISSING_AFFECTED, false, "How many days will it take?"},
    {MISSING_AFFECTED, false, "Ich wei\xc3\x9f nicht, wie viele Tage das dauert."},
};

static bool gives(Missing item, const char *body) {
    Text text = {.body = (char *)(uintptr_t)body, .subject = (char *)(uintptr_t) ""};
    Verdict verdict = {.request = REQUEST_OTHER};
    return (given_by(&text, &verdict) >> item) & 1;
}

static void test_neighbours_decide(void **state) {
    (void)state;
    unsigned wrong = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        if (gives(pairs[i].item, pairs[i].body) == pairs[i].given)
            continue;
        print_error("%s %s: %s\n", missing_name(pairs[i].item),
                    pairs[i].given ? "overlooked" : "wrongly found", pairs[i].body);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void test_earlier_messages_count(void **state) {
    (void)state;
    Text text = {.body = (char *)(uintptr_t) "It is broken.", .subject = (char *)(uintptr_t) ""};
    Verdict verdict = {.request = REQUEST_DEFECT};
    assert_int_equal(asked_of(&text, &verdict, (1U << MISSING_VERSION) | (1U << MISSING_ERROR)),
                     (1U << MISSING_STEPS) | (1U << MISSING_SCREENSHOT) | (1U << MISSING_SINCE));
    assert_int_equal(asked_of(&text, &verdict, (1U << MISSING_COUNT) - 1), 0);
}

// However much lacks: three, the most useful, whatever was asked before left out.
static void test_three_are_asked(void **state) {
    (void)state;
    const uint32_t all = (1U << MISSING_COUNT) - 1;
    const uint32_t once = missing_ask(all, 0), again = missing_ask(all, once);
    assert_int_equal(once, (1U << MISSING_REFERENCE) | (1U << MISSING_VERSION) | (1U << MISSING_STEPS));
    assert_int_equal(again, (1U << MISSING_ERROR) | (1U << MISSING_SCREENSHOT) | (1U << MISSING_SINCE));
    assert_int_equal(missing_ask(all, once | again), all & ~(once | again));
    assert_int_equal(missing_ask(1U << MISSING_STOPS, 0), 1U << MISSING_STOPS);
    assert_int_equal(missing_ask(0, 0), 0);
    assert_int_equal(missing_ask(all, all), 0);
}

static void test_what_comes_with_it(void **state) {
    (void)state;
    Verdict verdict = {.request = REQUEST_DEFECT};
    Text picture = {.body = (char *)(uintptr_t) "", .subject = (char *)(uintptr_t) "", .has_image = true};
    assert_int_equal(given_by(&picture, &verdict), (1U << MISSING_ERROR) | (1U << MISSING_SCREENSHOT));
    Text log = {.body = (char *)(uintptr_t) "", .subject = (char *)(uintptr_t) "", .has_attachment = true};
    assert_int_equal(given_by(&log, &verdict), 1U << MISSING_ERROR);
    Text subject = {.body = (char *)(uintptr_t) "", .subject = (char *)(uintptr_t) "Order 554120"};
    assert_int_equal(given_by(&subject, &verdict), 1U << MISSING_REFERENCE);
}

// What came with it shows the screen, whatever a mail program calls its type.
static const struct {
    const char *type, *name, *disposition;
    bool shows;
} files[] = {
    {"application/octet-stream", "bild.png", "attachment", true},
    {"application/octet-stream", "IMG 2207.JPEG", "attachment", true},
    {"binary/octet-stream", "fel.webp", "attachment", true},
    {"application/octet-stream", "logo.png", "attachment", false},
    {"application/octet-stream", "image001.png", "attachment", false},
    {"application/octet-stream", "bild.png.exe", "attachment", false},
    {"application/octet-stream", "png", "attachment", false},
    {"application/octet-stream", "png.dat", "attachment", false},
    {"text/plain", "bild.png", "attachment", false},
    {"video/mp4", "clip.mp4", "attachment", true},
    {"video/quicktime", "a.mov", "inline", true},
    {"application/octet-stream", "Aufnahme.MOV", "attachment", true},
    {"audio/mpeg", "call.mp3", "attachment", false},
    {"application/pdf", "Screenshot.pdf", "attachment", true},
    {"application/octet-stream", "Bildschirmfoto 2026-11-20.docx", "attachment", true},
    {"application/pdf", "capture d'ecran.pdf", "attachment", true},
    {"application/pdf", "schermafbeelding-1.pdf", "attachment", true},
    {"application/pdf", "zrzut_ekranu.pdf", "inline", true},
    {"application/pdf", "screening.pdf", "attachment", false},
    {"application/pdf", "invoice.pdf", "attachment", false},
    {"application/x-msdownload", "screenshot.exe", "attachment", false},
};

static void test_files_that_show(void **state) {
    (void)state;
    message_library_start();
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *raw = g_strdup_printf(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nIt fails.\n--b\nContent-Type: %s\n"
            "Content-Disposition: %s; filename=\"%s\"\n\nx\n--b--\n",
            files[i].type, files[i].disposition, files[i].name);
        g_autoptr(GBytes) bytes = g_bytes_new(raw, strlen(raw));
        g_autoptr(Message) message = message_parse(bytes, NULL);
        assert_non_null(message);
        g_autoptr(Text) text = text_extract(message, 0);
        Verdict verdict = {.request = REQUEST_DEFECT};
        uint32_t given;
        missing_look(text, &verdict, &given);
        const bool shows = (given >> MISSING_SCREENSHOT) & 1;
        if (shows != files[i].shows)
            fail_msg("%s %s: %d", files[i].type, files[i].name, shows);
    }
}

// 256 KB of what costs most: the time is that of one pass, however it is filled.
static void test_hostile_bodies_are_bounded(void **state) {
    (void)state;
    static const char *const fillings[] = {"\"",
                                           "\" a ",
                                           "' ",
                                           "\xc2\xab ",
                                           "1-1-",
                                           "12 ",
                                           "when the ",
                                           "the ",
                                           "si ",
                                           "no ",
                                           "1.1.1.",
                                           "on 1/2/",
                                           "error ",
                                           "@ # ~ * | ",
                                           "\xe2\x80\x9e",
                                           "\xe2\x80\x98x ",
                                           "\xc2\xab",
                                           "screenshot ",
                                           "order order ",
                                           "version ",
                                           "how many ",
                                           "not version ",
                                           "when exactly ",
                                           "result: x\n",
                                           "\"a\" "};
    for (size_t i = 0; i < G_N_ELEMENTS(fillings); i++) {
        g_autoptr(GString) body = g_string_new(NULL);
        while (body->len < (gsize)256 * 1024)
            g_string_append(body, fillings[i]);
        Text text = {.body = body->str, .subject = (char *)(uintptr_t) ""};
        Verdict verdict = {.request = REQUEST_DEFECT};
        const int64_t start = g_get_monotonic_time();
        (void)asked_of(&text, &verdict, 0);
        const int64_t spent = g_get_monotonic_time() - start;
        if (spent > 300 * 1000)
            print_message("    '%s': %" G_GINT64_FORMAT " ms\n", fillings[i], spent / 1000);
        assert_true(spent < 5 * G_USEC_PER_SEC);
    }
}

typedef struct Tally {
    unsigned right, wrongly, overlooked; // given and found, found though not given, given and not found
    unsigned asked, needless;            // questions, and those for what was given
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

static void weigh_questions(const Labelled *one, uint32_t asked, Tally tallies[MISSING_COUNT]) {
    for (unsigned i = 0; i < MISSING_COUNT; i++) {
        if (((asked >> i) & 1) == 0)
            continue;
        char mark = ' ';
        tallies[i].asked++;
        tallies[i].needless += labelled(one->given, missing_name((Missing)i), &mark) && mark != '?' ? 1 : 0;
    }
}

static void measure(const Labelled *set, size_t count, Tally tallies[MISSING_COUNT]) {
    for (size_t i = 0; i < count; i++) {
        Text text = {.body = (char *)(uintptr_t)set[i].body, .subject = (char *)(uintptr_t) ""};
        Verdict verdict = {.request = set[i].request, .level = LEVEL_CONCERN};
        weigh(&set[i], given_by(&text, &verdict), tallies);
        weigh_questions(&set[i], asked_of(&text, &verdict, 0), tallies);
    }
}

// A guard against getting worse, not a promise: these were all tuned on in the end. Measured at first sight
// (see missing_messages.h) nine in ten of what was found was given, and three in four of what was given
// found.
static void test_labelled_messages(void **state) {
    (void)state;
    Tally tallies[MISSING_COUNT] = {{0}};
    for (size_t i = 0; i < G_N_ELEMENTS(sets); i++)
        measure(sets[i].messages, sets[i].count, tallies);
    unsigned asked = 0, needless = 0;
    for (unsigned i = 0; i < MISSING_COUNT; i++) {
        const Tally *tally = &tallies[i];
        print_message("  %-10s right %3u, wrongly %2u, overlooked %2u, asked %3u, of these needlessly %2u\n",
                      missing_name((Missing)i), tally->right, tally->wrongly, tally->overlooked, tally->asked,
                      tally->needless);
        assert_true(tally->right >= 7 * tally->overlooked);
        assert_true(tally->right >= 4 * tally->wrongly);
        asked += tally->asked;
        needless += tally->needless;
    }
    assert_true(asked >= 100 && needless * 33 <= asked);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_questions),          cmocka_unit_test(test_resolved),
        cmocka_unit_test(test_neighbours_decide),  cmocka_unit_test(test_earlier_messages_count),
        cmocka_unit_test(test_three_are_asked),    cmocka_unit_test(test_files_that_show),
        cmocka_unit_test(test_what_comes_with_it), cmocka_unit_test(test_hostile_bodies_are_bounded),
        cmocka_unit_test(test_labelled_messages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
