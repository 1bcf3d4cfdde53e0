// What no automatic mail says, whoever ordered it: that it is the customer's doing,
// that it is ours, that there is nothing. Law and temper hang on such
// words, so a person says them in a mail of their own. Only turns of phrase stand
// here: "you should have known" blames, "you should have access by Friday" does not;
// "Ihr Fehler ist behoben" speaks of a defect. All languages hold at once.
#include "wording.h"

#include <string.h>

#include "wording_never.h"

// As never_bare writes: a blank before each word; behind the last only where it must be whole.

// That it works as it should, said to one for whom it does not; behind a "not" it is the complaint itself.
static const char *const WORKS[] = {" works as designed",
                                    " working as designed",
                                    " work as designed",
                                    " behaves as designed",
                                    " behaving as designed",
                                    " functions as designed",
                                    " works as intended",
                                    " working as intended",
                                    " works as expected on our",
                                    " funktioniert wie vorgesehen",
                                    " funktioniert wie gewunscht",
                                    " arbeitet wie vorgesehen",
                                    " verhalt sich wie vorgesehen",
                                    " fonctionne comme prevu",
                                    " funciona segun lo previsto",
                                    " funciona como esta previsto",
                                    " funciona como se espera",
                                    " funziona come previsto",
                                    " werkt zoals bedoeld",
                                    " werkt zoals ontworpen",
                                    " dziala zgodnie z zalozeniami",
                                    " dziala zgodnie z projektem",
                                    " dziala zgodnie z przeznaczeniem",
                                    " dziala prawidlowo po naszej",
                                    " funciona como previsto",
                                    " funciona conforme previsto",
                                    " fungerar som avsett",
                                    " fungerar som tankt",
                                    " fungerar som det ska hos oss"};
static const char *const NOT[] = {" not", " t",    " nicht", " pas", " no",
                                  " non", " niet", " nie",   " nao", " inte"};

static const char *const UNSAYABLE[] = {
    // English
    " is by design ", " was by design ", " s by design ", " is expected behavio", " is the expected behavio",
    " user error", " human error on your", " your mistake ", " you made a mistake", " you made an error",
    " you misused", " you misconfigured", " you misunderstood", " you failed to", " you neglected to",
    " you forgot to", " you should have known", " you should have read", " you should have checked",
    " you should have told", " you should have contacted", " you should have done", " you should have used",
    " you should have been aware", " you should have made", " you should have backed",
    " you should have updated", " you should have saved", " you should have followed",
    " you should have tested", " you should have noticed", " you should have asked",
    " you should have informed", " you should have reported", " you should have been more",
    " you should not have", " you shouldn t have", " you ought to have", " as you should know",
    " is your fault ", " was your fault ", " s your fault ", " your own fault ", " entirely your fault ",
    " your fault not ours", " are to blame ", " is to blame ", " not to blame ", " is our fault ",
    " was our fault ", " s our fault ", " not our fault ", " our own fault ", " entirely our fault ",
    " our fault not yours", " our mistake ", " is our error ", " was our error ", " we are liable",
    " we re liable", " not liable", " accept liability", " admit liability", " no liability",
    " deny liability", " we admit ", " we accept full responsibility", " we accept responsibility",
    " are not responsible for", " aren t responsible for", " held responsible", " legally responsible",
    " we were negligent", " our negligence", " your negligence", " gross negligence", " we messed up",
    " we screwed up", " nothing wrong with our", " nothing wrong on our", " no one else has complained",
    " nobody else has complained", " no other customer has", " you are mistaken", " you are wrong ",
    " improper use", " misuse on your",
    // German
    " wie vorgesehen funktioniert", " ist so vorgesehen", " ist so gewollt", " anwenderfehler",
    " benutzerfehler", " bedienungsfehler", " bedienfehler", " fehlbedienung", " falsch bedient",
    " ist ihr fehler ", " war ihr fehler ", " fehler liegt bei ihnen", " problem liegt bei ihnen",
    " fehler auf ihrer seite", " fehler ihrerseits", " ihre schuld ", " ihr verschulden ",
    " ihr eigenes verschulden ", " selbst schuld ", " selbst verschuldet", " selbstverschuldet",
    " sie hatten wissen mussen", " das hatten sie wissen", " sie hatten lesen sollen",
    " hatten sie lesen sollen", " sie hatten prufen sollen", " sie hatten das prufen", " sie hatten nur ",
    " sie hatten uns fruher", " hatten sie doch ", " wie sie wissen sollten", " sie haben vergessen",
    " sie haben es versaumt", " sie haben versaumt", " unsere schuld ", " unser verschulden ",
    " unser fehler ", " wir sind schuld", " nicht schuld ", " wir haften", " haften nicht",
    " wir sind haftbar", " ubernehmen die haftung", " ubernehmen keine haftung", " keine haftung ",
    " ubernehmen die schuld", " schadenersatzpflichtig", " schadensersatzpflichtig", " grob fahrlassig",
    " unsere nachlassigkeit", " ihre nachlassigkeit", " unsachgemass", " niemand sonst hat sich",
    // French
    " comportement attendu", " comportement normal", " erreur utilisateur", " erreur de l utilisateur",
    " erreur de manipulation", " mauvaise manipulation", " mauvaise utilisation", " votre faute",
    " faute de votre part", " erreur de votre part", " est votre erreur", " etait votre erreur",
    " vous auriez du savoir", " vous auriez du lire", " vous auriez du verifier", " vous auriez du nous",
    " vous auriez du faire", " vous auriez du le ", " vous n auriez pas du", " vous avez oublie",
    " vous avez omis", " vous avez neglige", " notre faute", " faute de notre part", " erreur de notre part",
    " notre erreur ", " notre responsabilite est engagee", " ne sommes pas responsables",
    " legalement responsables", " declinons toute", " reconnaissons notre", " notre negligence",
    " votre negligence", " negligence de",
    // Spanish
    " comportamiento esperado", " error de usuario", " error del usuario", " mal uso ", " su culpa",
    " culpa suya", " fue su error", " es su error", " error suyo", " nuestra culpa", " culpa nuestra",
    " no es culpa", " nuestro error ", " error nuestro", " deberia haber leido", " deberia haber sabido",
    " deberia haber comprobado", " deberia haber avisado", " deberia haber hecho", " no deberia haber",
    " usted olvido", " usted ha olvidado", " somos responsables de los danos", " legalmente responsables",
    " asumimos la responsabilidad", " reconocemos nuestra", " no somos responsables",
    " no nos hacemos responsables", " nuestra negligencia", " su negligencia",
    // Italian
    " comportamento previsto", " comportamento atteso", " errore dell utente", " errore utente",
    " errore suo ", " un suo errore", " colpa sua", " sua colpa", " colpa nostra", " nostra colpa",
    " nostro errore ", " errore nostro", " avrebbe dovuto leggere", " avrebbe dovuto sapere",
    " avrebbe dovuto controllare", " avrebbe dovuto verificare", " avrebbe dovuto avvisar",
    " avrebbe dovuto fare", " non avrebbe dovuto", " ha dimenticato di", " si e dimenticat",
    " siamo responsabili dei danni", " legalmente responsabili", " non siamo responsabili",
    " decliniamo ogni", " nostra negligenza", " sua negligenza", " uso improprio", " uso scorretto",
    // Dutch
    " gebruikersfout", " bedieningsfout", " fout van de gebruiker", " is uw fout ", " was uw fout ",
    " uw eigen fout", " uw schuld ", " eigen schuld", " onze schuld ", " onze fout ", " u had moeten weten",
    " u had moeten lezen", " u had moeten controleren", " u had moeten melden", " u had dat moeten",
    " u had het moeten", " u bent vergeten", " zijn aansprakelijk", " niet aansprakelijk",
    " niet verantwoordelijk voor", " onze nalatigheid", " uw nalatigheid", " verkeerd gebruik",
    " onjuist gebruik",
    // Polish
    " blad uzytkownika", " bledem uzytkownika", " panstwa wina", " wina panstwa", " z panstwa winy",
    " to panstwa blad", " to byl panstwa blad", " panstwa bledem ", " pana wina", " pani wina", " nasza wina",
    " z naszej winy", " nasz blad ", " naszym bledem ", " powinni byli panstwo", " panstwo powinni byli",
    " zapomnieli panstwo", " panstwo zapomnieli", " ponosimy odpowiedzialnosc",
    " nie ponosimy odpowiedzialnosci", " nie odpowiadamy za", " nasze zaniedbanie", " panstwa zaniedbanie",
    " niewlasciwego uzycia", " niewlasciwe uzycie",
    // Portuguese
    " comportamento esperado", " erro do utilizador", " erro do usuario", " erro de utilizacao",
    " ma utilizacao", " mau uso ", " culpa sua", " nossa culpa", " culpa nossa", " nosso erro ",
    " erro nosso", " foi erro seu", " um erro seu", " deveria ter lido", " deveria ter verificado",
    " deveria ter sabido", " deveria ter avisado", " devia ter lido", " devia ter verificado",
    " devia ter sabido", " devia ter avisado", " nao deveria ter", " nao devia ter", " esqueceu se de",
    " somos responsaveis pelos danos", " legalmente responsaveis", " assumimos a responsabilidade",
    " nao somos responsaveis", " nao nos responsabilizamos", " nossa negligencia", " sua negligencia",
    // Swedish
    " anvandarfel", " handhavandefel", " ar ditt fel", " var ditt fel", " ditt eget fel", " ert eget fel",
    " ar ert fel", " var ert fel", " ar vart fel", " var vart fel", " vart misstag", " ditt misstag",
    " ert misstag", " du borde ha last", " du borde ha vetat", " du borde ha kontrollerat",
    " du borde ha sagt", " du borde inte ha", " du glomde", " du har glomt", " skadestandsskyldig",
    " ar inte ansvariga", " vi ansvarar inte", " var forsumlighet", " din forsumlighet",
    " felaktig anvandning"};

static bool is_denied(const char *words, const char *at) {
    const size_t before = (size_t)(at - words);
    for (size_t i = 0; i < G_N_ELEMENTS(NOT); i++) {
        const size_t length = strlen(NOT[i]);
        if (before >= length && strncmp(at - length, NOT[i], length) == 0)
            return true;
    }
    return false;
}

const char *wording_unsayable(const char *text) {
    g_autofree char *words = never_bare(text);
    if (words == NULL)
        return "?";
    for (size_t i = 0; i < G_N_ELEMENTS(UNSAYABLE); i++)
        if (strstr(words, UNSAYABLE[i]) != NULL)
            return UNSAYABLE[i];
    for (size_t i = 0; i < G_N_ELEMENTS(WORKS); i++)
        for (const char *at = words; (at = strstr(at, WORKS[i])) != NULL; at++)
            if (!is_denied(words, at))
                return WORKS[i];
    return NULL;
}
