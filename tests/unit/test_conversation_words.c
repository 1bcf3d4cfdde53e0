// What customers write behind an answer of ours, and whether they wait for us
// after it. The texts were written before they were measured, and nothing was made
// from them: what fails here is counted, not mended word by word.
#include "intake_world.h"

#include "policy.h"

typedef struct WordCase {
    char wanted;      // 'W' wants an answer, 'T' mere thanks, 'S' solved and nothing else
    bool asked;       // we had asked them something
    const char *more; // a part that comes with it, or NULL
    const char *text;
} WordCase;

#define PICTURE                                                                                              \
    "Content-Type: image/png; name=screen.png\nContent-Disposition: attachment; filename=screen.png\n"
#define LOGFILE "Content-Type: text/plain; name=log.txt\nContent-Disposition: attachment; filename=log.txt\n"

static const WordCase WORD_CASES[] = {
    // They want something, whatever they thank for.
    {'W', true, NULL, "Serial number 88-1204, many thanks.\n"},
    {'W', true, NULL, "Monday suits us. Thank you!\n"},
    {'W', false, NULL, "Thank you for the quick fix! Unfortunately the report still shows last year.\n"},
    {'W', false, NULL, "Great work on the login, thanks. We are now stuck at the payment page.\n"},
    {'W', false, NULL, "Thanks, all good here, but please remove the old user accounts.\n"},
    {'W', false, NULL, "It works on Windows now. On the Mac it crashes as before.\n"},
    {'W', false, NULL, "Thank you so much! I would also like a copy of the contract.\n"},
    {'W', false, NULL, "Thanks, could you explain why it happened?\n"},
    {'W', false, NULL, "Solved, thank you. How do we prevent this next month?\n"},
    {'W', false, LOGFILE, "Thanks a lot!\n"},
    {'W', false, PICTURE, "Thank you, it works now.\n"},
    {'W', true, NULL, "Ja, das ist richtig. Danke!\n"},
    {'W', false, NULL, "Danke für die Rückmeldung. Der Fehler tritt leider weiterhin auf.\n"},
    {'W', false, NULL, "Läuft wieder, danke! Wir hätten gern eine Gutschrift für den Ausfall.\n"},
    {'W', false, NULL, "Vielen Dank, das hat geklappt. Könnten Sie auch den zweiten Server prüfen?\n"},
    {'W', true, NULL, "Oui, c'est bien la version 7. Merci.\n"},
    {'W', false, NULL, "Merci pour votre réponse, mais le problème persiste chez deux collègues.\n"},
    {'W', false, NULL, "Tout fonctionne, merci. Pouvez-vous nous envoyer la facture corrigée ?\n"},
    {'W', false, NULL, "Gracias por contestar, aunque seguimos sin poder entrar.\n"},
    {'W', false, NULL, "Ya está resuelto, gracias. Ahora necesitamos ampliar el número de licencias.\n"},
    {'W', true, NULL, "Sim, pode avançar. Obrigado!\n"},
    {'W', false, NULL, "Obrigada, mas o relatório continua vazio.\n"},
    {'W', false, NULL, "Grazie, ora funziona. Mi manca però ancora la conferma dell'ordine.\n"},
    {'W', false, NULL, "Grazie mille. Restiamo in attesa di una vostra soluzione.\n"},
    {'W', true, NULL, "Klopt, dat is het juiste nummer. Bedankt!\n"},
    {'W', false, NULL, "Bedankt voor de uitleg, maar de koppeling doet het nog steeds niet.\n"},
    {'W', false, NULL, "Dziękuję, ale raport nadal się nie otwiera.\n"},
    {'W', false, NULL, "Działa, dziękuję. Proszę jeszcze o fakturę za marzec.\n"},
    {'W', false, NULL, "Tack för hjälpen! Tyvärr går det fortfarande inte att logga in.\n"},
    {'W', true, NULL, "Ja, gör det. Tack!\n"},
    {'W', false, NULL, "Thank you! By when?\n"},
    {'W', false, NULL, "Danke! Und der Drucker?\n"},
    {'W', false, NULL, "Gracias. ¿Y la factura?\n"},
    // Mere thanks.
    {'T', false, NULL, "Many thanks!\n"},
    {'T', false, NULL, "Perfect, thank you.\n"},
    {'T', false, NULL, "Hi Bob,\n\nthanks for looking into this so quickly.\n\nCheers,\nAnn\n"},
    {'T', false, NULL, "Thank you very much for your help and your patience!\n"},
    {'T', false, NULL, "Besten Dank!\n"},
    {'T', false, NULL, "Herzlichen Dank für Ihre Mühe!\n\nViele Grüße\nAnn Archer\n"},
    {'T', false, NULL, "Super, danke dir!\n"},
    {'T', false, NULL, "Un grand merci pour votre réactivité !\n"},
    {'T', false, NULL, "Merci bien, bonne journée.\n"},
    {'T', false, NULL, "Mil gracias por su ayuda.\n"},
    {'T', false, NULL, "¡Muchísimas gracias!\n"},
    {'T', false, NULL, "Muito obrigado pela ajuda!\n"},
    {'T', false, NULL, "Obrigada, bom fim de semana.\n"},
    {'T', false, NULL, "Grazie mille per il supporto!\n"},
    {'T', false, NULL, "Molte grazie, buona giornata.\n"},
    {'T', false, NULL, "Heel erg bedankt voor de snelle hulp!\n"},
    {'T', false, NULL, "Dziękuję bardzo za pomoc!\n"},
    {'T', false, NULL, "Tack så mycket för hjälpen!\n"},
    // Solved, and nothing else.
    {'S', false, NULL, "Thanks, it's working again!\n"},
    {'S', false, NULL, "The problem is solved, please close the ticket.\n"},
    {'S', true, NULL, "It is fixed now, thank you.\n"},
    {'S', false, NULL, "Hello,\n\nthe export runs again. Many thanks!\n\nAnn\n"},
    {'S', false, NULL, "Das Problem ist gelöst, danke.\n"},
    {'S', false, NULL, "Es klappt jetzt wieder, vielen Dank für die Hilfe!\n"},
    {'S', false, NULL, "Hat sich erledigt, danke!\n"},
    {'S', false, NULL, "Le problème est résolu, merci beaucoup.\n"},
    {'S', false, NULL, "Tout refonctionne, merci !\n"},
    {'S', false, NULL, "El problema está solucionado, gracias.\n"},
    {'S', false, NULL, "O problema foi resolvido, obrigado.\n"},
    {'S', false, NULL, "Já funciona, muito obrigado!\n"},
    {'S', false, NULL, "Il problema è risolto, grazie.\n"},
    {'S', false, NULL, "Ora funziona tutto, grazie!\n"},
    {'S', false, NULL, "Het werkt weer, bedankt!\n"},
    {'S', false, NULL, "Het probleem is opgelost, dank u wel.\n"},
    {'S', false, NULL, "Problem rozwiązany, dziękuję.\n"},
    {'S', false, NULL, "Działa, dziękuję!\n"},
    {'S', false, NULL, "Nu fungerar det igen, tack!\n"},
    {'S', false, NULL, "Problemet är löst, tack för hjälpen.\n"},
};

static CustomerWord word_of(World *world, const WordCase *words) {
    const bool parts = words->more != NULL;
    g_autofree char *body =
        parts
            ? g_strdup_printf("--b\nContent-Type: text/plain; charset=utf-8\n\n%s\n--b\n%s\nabcdef\n--b--\n",
                              words->text, words->more)
            : g_strdup(words->text);
    const Mail mail = {.subject = "Re: Export stops",
                       .body = body,
                       .more = parts ? PROVEN "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n"
                                     : PROVEN "Content-Type: text/plain; charset=utf-8\n"};
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = mail_bytes(world, &mail);
    g_autoptr(Envelope) envelope = mail_envelope(world, &mail);
    g_autoptr(Hearing) hearing = intake_judge(world->intake, envelope, bytes, NULL, 0, &error);
    assert_non_null(hearing);
    return policy_word(hearing->verdict, hearing->text, words->asked);
}

// Who waits unheard is worse than a clock too many, and a complaint put to rest by mere thanks likewise.
static void nobody_who_wants_something_is_left_without_a_clock(void **state) {
    static const char NAMES[] = {[WORD_WANTS_ANSWER] = 'W', [WORD_THANKS] = 'T', [WORD_SOLVED] = 'S'};
    unsigned content = 0, unheard = 0, rested = 0, needless = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(WORD_CASES); i++) {
        const WordCase *words = &WORD_CASES[i];
        const char found = NAMES[word_of(*state, words)];
        content += words->wanted != 'W';
        unheard += words->wanted == 'W' && found != 'W';
        rested += words->wanted == 'T' && found == 'S';
        needless += words->wanted != 'W' && found == 'W';
        if (found != words->wanted)
            print_message("# %c instead of %c: %s", found, words->wanted, words->text);
    }
    print_message("# of %zu texts: %u unheard, %u put to rest by thanks, %u of %u with a needless clock\n",
                  G_N_ELEMENTS(WORD_CASES), unheard, rested, needless, content);
    assert_true(unheard <= 1 && rested <= 1);
    assert_true(needless * 5 <= content);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        world_test(nobody_who_wants_something_is_left_without_a_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
