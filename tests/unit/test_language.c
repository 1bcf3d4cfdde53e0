// The nine languages on mails as short as people write them, and "und" for
// everything else: no language is better than a wrong one.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <pthread.h>
#include <string.h>

#include "fault.h"
#include "language.h"

static const struct {
    const char *language, *text;
} cases[] = {
    {"en", "Where is my order?"},
    {"en", "Hello, the printer does not work any more. Can you help me please?"},
    {"de", "Wo ist meine Bestellung?"},
    {"de", "Guten Tag, seit gestern geht die Anmeldung nicht mehr. Können Sie das bitte prüfen?"},
    {"de", "Bitte um Rückruf, es ist dringend."},
    {"fr", "Bonjour, je n'ai toujours pas reçu ma commande. Pouvez-vous vérifier ?"},
    {"fr", "Où est ma commande ?"},
    {"es", "Hola, todavía no he recibido mi pedido. ¿Pueden ayudarme?"},
    {"es", "La aplicación no funciona desde ayer y no puedo trabajar."},
    {"pt", "Olá, ainda não recebi a minha encomenda. Podem verificar, por favor?"},
    {"pt", "O sistema não está a funcionar desde ontem."},
    {"it", "Buongiorno, non ho ancora ricevuto il mio ordine. Potete controllare?"},
    {"it", "Il programma non si apre più dopo l'aggiornamento."},
    {"nl", "Goedendag, ik heb mijn bestelling nog steeds niet ontvangen. Kunt u dat nakijken?"},
    {"nl", "De printer doet het niet meer sinds gisteren."},
    {"pl", "Dzień dobry, nadal nie otrzymałem mojego zamówienia. Proszę o sprawdzenie."},
    {"pl", "Od wczoraj nie mogę się zalogować do systemu."},
    {"sv", "Hej, jag har fortfarande inte fått min beställning. Kan ni kolla?"},
    {"sv", "Skrivaren fungerar inte längre efter uppdateringen."},
    {"und", ""},
    {"und", "4711"},
    {"und", "ok"},
    {"und", "Printer HP LaserJet 4000"},
    {"und", "!!! ??? \xf0\x9f\x98\xa1\xf0\x9f\x98\xa1\xf0\x9f\x98\xa1 ..."},
    {"und", "Hej, jeg har stadig ikke modtaget min bestilling. Kan I undersøge det for mig?"},
    {"und", "Printeren virker ikke længere efter opdateringen, og vi kan ikke arbejde."},
    {"und", "Hei, jeg har fortsatt ikke fått bestillingen min. Kan dere sjekke hva som skjer?"},
    {"und", "Merhaba, siparişim hâlâ gelmedi. Lütfen kontrol edebilir misiniz?"},
    {"und", "Здравствуйте, мой заказ до сих пор не пришёл. Проверьте, пожалуйста."},
    {"und", "Hei, en ole vieläkään saanut tilaustani. Voisitteko tarkistaa asian?"},
    {"und", "Dobrý den, stále jsem nedostal svou objednávku. Můžete to prosím prověřit?"},
    {"und", "您好，我的订单还没有到，请帮我查一下，谢谢。"},
    {"und", "Bună ziua, încă nu am primit comanda mea. Puteți verifica, vă rog?"},
};

static void test_guess(void **state) {
    (void)state;
    g_autoptr(LanguageGuesser) guesser = language_guesser_new(NULL, NULL);
    unsigned wrong = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *found = language_guess(guesser, cases[i].text);
        if (strcmp(found, cases[i].language) != 0) {
            print_error("'%s' is %s, not %s\n", cases[i].text, found, cases[i].language);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static void test_configured(void **state) {
    (void)state;
    g_autoptr(GPtrArray) languages = g_ptr_array_new();
    g_ptr_array_add(languages, (char *)"de");
    g_autoptr(LanguageGuesser) guesser = language_guesser_new(languages, NULL);
    assert_string_equal(language_guess(guesser, "Wo ist meine Bestellung?"), "de");
    assert_string_equal(language_guess(guesser, "Where is my order, please?"), "und");
    g_ptr_array_add(languages, (char *)"xx");
    g_autoptr(GError) error = NULL;
    assert_null(language_guesser_new(languages, &error));
    assert_int_equal(fault_fate(error), FATE_CONFIG);
}

static void *guess_often(void *data) {
    for (unsigned run = 0; run < 50; run++) {
        for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
            if (strcmp(language_guess(data, cases[i].text), cases[i].language) != 0)
                return data;
        }
    }
    return NULL;
}

static void test_threads(void **state) {
    (void)state;
    g_autoptr(LanguageGuesser) guesser = language_guesser_new(NULL, NULL);
    pthread_t threads[4];
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, guess_often, guesser), 0);
    for (size_t i = 0; i < 4; i++) {
        void *failed;
        assert_int_equal(pthread_join(threads[i], &failed), 0);
        assert_null(failed);
    }
}

static void test_long(void **state) {
    (void)state;
    g_autoptr(LanguageGuesser) guesser = language_guesser_new(NULL, NULL);
    g_autofree char *noise = g_strnfill(1000000, 'x');
    gint64 before = g_get_monotonic_time();
    assert_string_equal(language_guess(guesser, noise), "und");
    assert_true(g_get_monotonic_time() - before < G_TIME_SPAN_SECOND);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_guess),
        cmocka_unit_test(test_configured),
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
