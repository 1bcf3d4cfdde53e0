// Where a writer's own words only point to a forwarded text, that text speaks
// (VERDICT.md). Whether they do is asked word by word: greeting and closing
// taken off, nothing may be left but words that point, that ask to look, or
// that carry nothing. A phrase found somewhere inside would not do: "this is a
// disgrace, see below" says something. The tables need not be complete, since
// a short question or request counts too, and the writer's words always stand.
#include "quote.h"

#include <string.h>

#define OWN_MAX 600  // octets; who writes more says something
#define WORDS_MAX 30 // the same, when all words only point
#define ASKING_MAX 8 // words of a short request in words that are not known here
#define ENDING_MAX 5 // words in a line of name, title or number below a closing
#define WORD_OCTETS 40

// Each table is lines of words between blanks, in the order en de fr es pt it nl pl sv, da no fi ru.
// Words that point at something or ask for something to be done with it.
static const char *const asking[] = {
    " see below attached attachment enclosed fyi fya information info reference forward forwarded forwarding "
    "fwd "
    "please pls plz kindly can could would handle handling check look looking review take taking care read "
    "advise "
    "assist help thoughts thought ideas idea comments comment opinion feedback input action act attend "
    "attention "
    "deal process investigate clarify explain confirm resolve fix sort ",
    " siehe s u unten untenstehend untenstehende nachstehend nachstehende nachfolgend anbei anhang angehängt "
    "beigefügt weiter weitergeleitet weiterleitung weiterleiten leite z k zk kenntnis kenntnisnahme "
    "information "
    "informationen bitte prüfen prüfung prüft prüfe überprüfen klären klärung klärt klär bearbeiten "
    "bearbeitung "
    "erledigen erledigung ansehen anschauen anzusehen anzuschauen schauen schau schaut seht ansieht kümmern "
    "kümmere kümmert übernehmen übernimm übernahme helfen hilfe antworten antwort beantworten beantwortung "
    "rückmeldung stellungnahme meinung ideen idee gedanken beachten lesen können könnt könnten kannst "
    "könntest "
    "könnte kann könnte würden würdest veranlassung verwendung zuständigkeitshalber ",
    " voir ci dessous joint jointe pièce pour transfert transféré transmets svp plaît plait pouvez peux "
    "pourriez "
    "pourrais regarder regardez traiter prendre charge vérifier vérifiez examiner répondre aider avis suivi "
    "lire "
    "occuper ",
    " ver véase vea abajo adjunto adjunta para información conocimiento reenvío reenviado favor puede pueden "
    "puedes podéis podría podrían revisar revisen mirar atender ayudar encargar encargarse gestionar "
    "responder "
    "leer opinión comentarios ",
    " veja vide abaixo anexo segue conhecimento informação pode podem poderia poderiam verificar verifiquem "
    "analisar tratar ajudar encaminho encaminhado ",
    " vedi vedere sotto allegato allegata conoscenza informazione inoltro inoltrato favore potete puoi può "
    "potresti potreste verificare controllare guardare dare occhiata gestire rispondere aiutare occupare "
    "occupartene occuparsene leggere parere cortesemente ",
    " zie onder onderstaande hieronder bijlage bijgevoegd ter informatie kennisgeving doorgestuurd "
    "alsjeblieft "
    "alstublieft aub graag kun kunnen kunt zou willen kijken bekijken checken oppakken behandelen afhandelen "
    "controleren nakijken reageren helpen lezen mening ",
    " patrz zobacz poniżej załączeniu załącznik wiadomości informacji przesyłam przekazuję proszę prosze "
    "sprawdzenie sprawdź sprawdzić zajęcie pomoc odpowiedź rozpatrzenie wyjaśnienie weryfikację możesz "
    "możecie "
    "czy mógłbyś mogłabyś zająć ",
    " nedan bifogat kännedom vidarebefordrar snälla vänligen kunna titta kolla hantera hand svara hjälpa "
    "läsa ",
    " nedenfor under vedlagt vedhæftet orientering venligst vennligst håndtere tage katso katsokaa alla "
    "tiedoksi "
    "voitko voitteko katsoa tarkistaa hoitaa см смотрите посмотрите ниже информации пожалуйста прошу "
    "проверить "
    "проверьте разобраться ответить можете ",
};

// Words that say nothing by themselves, and what such mail is called.
static const char *const filling[] = {
    " them him her reply answer respond says everything speaks tells itself self explanatory "
    " this that it these the a an is are am m to for of on in at and or as with from by me us you your my "
    "our i we "
    "be here there any some what how do about into over through e email mail mails message messages thread "
    "conversation original following request customer client question problem issue case ticket further them "
    "him her ",
    " das dies diese dieser diesem diesen es ihr euch du dich dir sie ihnen ich wir uns mir mich mal kurz "
    "einmal "
    "hier dazu darum davon damit daran dafür drum der die den dem ein eine einen einer einem zu zur zum um "
    "und "
    "oder von vom für an auf im mit eure ihre meine unsere nachricht nachrichten anfrage frage kunde kunden "
    "kundin "
    "vorgang fall verlauf was wie ist sind gern gerne weitere weiteren mail sagt erklärt alles spricht sich "
    "selbst selbsterklärend ",
    " le la les l un une des de du d ce cet cette ça ceci courriel à au aux et en vous tu te nous je y votre "
    "ton "
    "notre mon ma demande problème si il message elle dit parle explique tout même lui ",
    " el los las del este esta esto lo su tu nos por correo mensaje que y con más cliente problema caso "
    "consulta dice explica todo habla sí solo ",
    " o os as um uma do da isto isso no na mensagem ele diz explica tudo fala si ",
    " il gli di questo questa ciò messaggio vi ti ci mi per dice spiega tutto parla da sé ",
    " het een dit deze dat je jij jullie er naar van voor op bericht klant probleem vraag even ons mij mail "
    "zegt alles spreekt zich ",
    " to tym się tego ten ta w na od wiadomość klient klienta sprawa sprawę mail mówi wszystko samo sama "
    "siebie ",
    " det detta denna den ett på och av till med om för se ta ni mejl meddelande kund kunden ärende säger "
    "allt talar sig själv ",
    " dere til af tämä tämän и на это для ",
};

// Greetings, thanks and closings; a name may follow in their line.
static const char *const courtesies[] = {
    " hi hello dear hey all team everyone colleagues support sir madam good morning afternoon evening thanks "
    "thank "
    "thx many very much so advance cheers best kind warm regards greetings sincerely yours faithfully truly "
    "br ",
    " hallo guten tag morgen abend liebe lieber liebes sehr geehrte geehrter geehrtes damen herren zusammen "
    "kollegen "
    "moin servus danke dank vielen besten schönen lieben voraus gruß gruss grüße grüsse grüßen freundlichen "
    "freundliche beste viele lg vg mfg herzliche herzlichen ",
    " bonjour bonsoir salut madame monsieur merci beaucoup avance cordialement bien salutations ",
    " hola buenos buenas días tardes estimado estimada estimados señores saludos saludo cordiales gracias "
    "muchas "
    "atentamente ",
    " olá bom dia boa tarde caro cara obrigado obrigada muito cumprimentos atenciosamente ",
    " ciao buongiorno gentile gentili salve saluti cordiali distinti grazie mille anticipo ",
    " geachte goedemorgen dag hoi groet groeten vriendelijke bedankt wel alvast hartelijk ",
    " dzień dobry witam szanowni państwo cześć pozdrawiam pozdrowienia dziękuję dziękuje dzięki z góry ",
    " hej hejsan god tack mvh hälsningar vänliga förhand ",
    " hei moi venlig vennlig hilsen hilsner terveisin ystävällisin kiitos здравствуйте добрый день привет с "
    "уважением спасибо заранее ",
};

// Words of somebody who says something themselves, however short: the one who acts, and how it ended.
static const char *const saying[] = {
    " i we my our works working worked solved resolved cancel canceled cancelled cancelling ignore disregard "
    "refund "
    "closed ich wir mein meine unser unsere geht funktioniert gelöst erledigt behoben kündige kündigen "
    "kündigung "
    "storniere stornieren ignorieren schließen je j nous mon ma notre nos marche fonctionne résolu annuler "
    "résilier "
    "yo nosotros mi funciona resuelto cancelar eu nós meu minha resolvido io noi mio mia funziona risolto "
    "annullare "
    "disdire ik wij mijn werkt opgelost annuleren opzeggen ja mój moje działa rozwiązane anulować jag vi min "
    "fungerar löst avbryt jeg я мы работает решено ",
};

typedef struct Tally {
    size_t words, asking, unknown; // outside greeting and closing
    bool says, question, closed;
} Tally;

static bool is_listed(const char *word, const char *const *tables, size_t count) {
    char needle[WORD_OCTETS + 3];
    g_snprintf(needle, sizeof needle, " %s ", word);
    for (size_t i = 0; i < count; i++)
        if (strstr(tables[i], needle) != NULL)
            return true;
    return false;
}

static bool is_letter(gunichar c) {
    return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

// Behind the end of "he's", "don't", "we'll", which is no word.
static const char *skip_ending(const char *at) {
    static const char *const endings[] = {"s", "t", "m", "d", "re", "ve", "ll"};
    const char *behind = g_str_has_prefix(at, "’") ? at + strlen("’") : *at == '\'' ? at + 1 : at;
    for (size_t i = 0; behind > at && i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_prefix(behind, endings[i]) && !is_letter(g_utf8_get_char(behind + strlen(endings[i]))))
            return behind + strlen(endings[i]);
    return at;
}

// The next word of the line, in NFC, or NULL; *at moves behind it.
static char *next_word(const char **at) {
    while (**at != '\0' && !is_letter(g_utf8_get_char(*at)))
        *at = g_utf8_next_char(*at);
    const char *start = *at;
    while (**at != '\0' && is_letter(g_utf8_get_char(*at)))
        *at = g_utf8_next_char(*at);
    gssize length = *at - start;
    *at = skip_ending(*at);
    return length > 0 ? g_utf8_normalize(start, length, G_NORMALIZE_DEFAULT_COMPOSE) : NULL;
}

static bool is_name(const char *word) {
    return g_unichar_isupper(g_utf8_get_char(word)) &&
           (word[1] == '\0' || !g_unichar_isupper(g_utf8_get_char(g_utf8_next_char(word))));
}

// Counts the words of a line; true when it is a greeting or closing and no more.
static bool tally_line(const char *line, Tally *tally) {
    Tally here = {.question = strchr(line, '?') != NULL};
    bool courtesy = false, first = true;
    for (char *word; (word = next_word(&line)) != NULL; first = false) {
        g_autofree char *lower = g_utf8_strdown(word, -1);
        bool polite = is_listed(lower, courtesies, G_N_ELEMENTS(courtesies));
        courtesy |= first && polite;
        bool asks = is_listed(lower, asking, G_N_ELEMENTS(asking));
        here.asking += asks;
        here.unknown += !asks && !polite && !is_listed(lower, filling, G_N_ELEMENTS(filling)) &&
                        !(courtesy && is_name(word));
        here.says |= is_listed(lower, saying, G_N_ELEMENTS(saying));
        here.words++;
        g_free(word);
    }
    bool only = courtesy && here.unknown == 0 && here.asking == 0;
    bool ending = tally->closed && here.words <= ENDING_MAX && !here.says && !here.question;
    if (only || ending)
        return only;
    tally->words += here.words;
    tally->asking += here.asking;
    tally->unknown += here.unknown;
    tally->says |= here.says;
    tally->question |= here.question;
    return false;
}

QuotePointing quote_pointing(const char *own) {
    if (strlen(own) > OWN_MAX)
        return QUOTE_POINTING_NOT;
    Tally tally = {0};
    g_auto(GStrv) lines = g_strsplit(own, "\n", 0);
    for (char **line = lines; *line != NULL; line++)
        if (tally_line(*line, &tally) && tally.words > 0)
            tally.closed = true; // a courtesy below words closes them
    if (tally.unknown == 0 && tally.words <= WORDS_MAX)
        return tally.asking > 0 ? QUOTE_POINTING_AT_IT : QUOTE_POINTING_SILENT;
    bool asks = !tally.says && (tally.question || tally.asking > 0);
    return asks && tally.words <= ASKING_MAX ? QUOTE_POINTING_ASKING : QUOTE_POINTING_NOT;
}
