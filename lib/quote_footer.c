// What mail programs and scanners add below a text. Their makers word it anew each
// year, so a line is judged by two tables, verb and thing, and in doubt it is
// the writer's: "Sent via DHL" and "Sent from your warehouse" are complaints.
#include "quote_form.h"

#include <string.h>

#include "quote_phrases.h"

#define LINE_READ 400        // octets of a line that are looked at
#define FOOTER_MAX 400       // with its links
#define FOOTER_WORDS_MAX 160 // without
#define JEST_MAX 60
#define PERSON_MAX 8 // octets of the longest word of the first person

// A footer begins with the one and names the other: "Sent via DHL" is the writer's own line.
static const char *const footer_verbs[] = {
    "|sent from |sent with |sent using |get outlook for |sent on the go|sent via |sent by |",
    "|provenance : courrier|envoyé avec |envoyé via |enviado con |enviado com |enviado pelo |",
    "|inviato con |inviato tramite |inviato dal |verstuurd met |verzonden met |",
    "|wysłane za pomocą |wysłane przez |skickat med |skickat via |sendt med |sendt via |",
    "|отправлено через |отправлено с помощью |von meinem |gesendet von |gesendet mit |",
    "|gesendet aus |diese nachricht wurde von |holen sie sich outlook|outlook für |envoyé de |",
    "|envoyé depuis |envoyé à partir d|obtenir outlook |télécharger outlook |enviado desde |",
    "|enviado do |enviado de |enviado a partir d|obtener outlook |obter o outlook |inviato da|",
    "|scarica outlook |ottieni outlook |verzonden vanaf |verstuurd vanaf |verzonden vanuit |",
    "|download outlook |outlook voor |wysłane z |wysłano z |pobierz outlook |skickat från |",
    "|hämta outlook |sendt fra |hent outlook |få outlook |lähetetty |hanki outlook |",
    "|отправлено с |отправлено из |скачать outlook |",
};
static const char *const footer_things[] = {
    "|iphone|ipad|android|samsung|galaxy|huawei|xiaomi|blackberry|pixel|outlook|windows|yahoo|",
    "|gmx|web.de|proton|airmail|smartphone|mobil|móvil|celular|cellulare|cell |phone|handy|",
    "|tablet|telefon|téléphone|teléfono|device|gerät|appareil|dispositivo|urządzen|puhelim|",
    "|laitte|устройств|телефон|почты|nokia|on the go|unterwegs|apparaat|komórki|mail for|",
    "|mail app|mail für|posta per|correo para|courrier pour|email para|voor windows|sparrow|",
    "|tutanota|thunderbird|zoho|bluemail|blue mail|superhuman|k-9|aqua mail|gmail|icloud|",
    "|smartfon|komputer|e-mail app|roundcube|mailbird|spark|motorola|oneplus|honor |oppo|sony|",
    "|htc|lg |",
};

// What stands below a text in whatever words, line by line: advertisements of mail programs and virus
// scanners.
static const char *const advert_openings[] = {
    "|virus-free|virenfrei|sans virus|garanti sans virus|libre de virus|livre de vírus|",
    "|mail priva di virus|privo di virus|virusvrij|wolny od wirusów|virusfri|virusfritt|",
    "|без вирусов|yahoo mail: search|scanned by mailscanner|",
    "|click here to report this email as spam|this email was scanned|this e-mail was scanned|",
    "|this message was scanned|this message has been scanned|this email has been scanned|",
    "|this e-mail has been scanned|this email has been checked for viruses|",
    "|this e-mail has been checked for viruses|diese e-mail wurde von avast|",
    "|cet e-mail a été vérifié par|este correo electrónico ha sido comprobado|",
    "|este e-mail foi verificado|este email foi escaneado|questa e-mail è stata controllata|",
    "|deze e-mail is gecontroleerd op virussen|",
    "|ta wiadomość została sprawdzona na obecność wirusów|",
    "|det här e-postmeddelandet har sökts igenom|denne e-mail er blevet kontrolleret|",
    "|www.avast.com|",
};

// Words of somebody who tells what was sent, when and by whom.
static const char *const told_words[] = {
    "| your |yesterday|today|evening|morning| store| shop|warehouse| ihr | ihre| ihrem |gestern|heute|",
    "| hatte | habe | votre | vos | hier |aujourd|magasin|tienda|almacén|ayer| hoy| loja|ontem| hoje|",
    "|negozio|ieri |oggi|winkel|gisteren|vandaag|sklep|wczoraj|dzisiaj|butik|igår| lager| laden|filiale|",
};

// Words by which people on phones excuse themselves, in a second sentence of such a footer.
static const char *const excuses[] = {
    "|excuse|typo|brevity|brief|spelling|tippfehler|kürze|fautes|concision|errata|tikfout|",
    "|literówk|stavfel|",
};

// "Please consider the environment before printing", in whatever words: it asks, it is short, and it names
// both.
static const char *const green_openings[] = {
    "|please|think|before|save|consider|help|bitte|denken|schonen|vor dem|müssen|muss|pensez|",
    "|avant|merci|antes de|por favor|piense|pense|prima di|pensa|denk aan|spaar|pomyśl|zanim|",
    "|proszę|tänk|spara|innan|",
};
static const char *const green_causes[] = {
    "|the environment| tree|planet|umwelt|bäum| natur |environnement|planète|ambiente|árbol|",
    "|árvore|albero|milieu|środowisk|miljö|",
};
static const char *const green_deeds[] = {
    "|before print|before you print|before you decide to print|print this|printing this|",
    "|vor dem druck|vor dem ausdruck|mail druck|mail ausdruck|nachricht druck|mail wirklich|",
    "|nachricht ausdruck|avant d'imprimer|avant d’imprimer|imprimer ce|imprimez ce|",
    "|antes de imprimir|imprimir este|prima di stampare|stampare questa|stampate|print deze|",
    "|e-mail print|przed wydruk|wydrukuj|skriver ut|skriv ut|",
};

static bool is_green(const char *line, size_t length) {
    if (length > 160)
        return false;
    g_autofree char *lower = g_utf8_strdown(line, (gssize)length);
    const char *at = g_str_has_prefix(lower, "p ") ? lower + 2 : lower; // a tree in Webdings
    while (*at != '\0' && !g_unichar_isalpha(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return quote_phrases_begin(at, green_openings, G_N_ELEMENTS(green_openings)) &&
           quote_phrases_any(at, green_causes, G_N_ELEMENTS(green_causes)) &&
           quote_phrases_any(at, green_deeds, G_N_ELEMENTS(green_deeds)) && !quote_form_says(line, length);
}

// "Sent from my iPhone. Please excuse typos.": one sentence, or a second one that excuses the first.
static bool is_one_sentence(const char *lower) {
    if (strchr(lower, ',') != NULL || strpbrk(lower, "?!") != NULL)
        return false;
    const char *end = strstr(lower, ". ");
    return end == NULL || quote_phrases_any(end, excuses, G_N_ELEMENTS(excuses));
}

// "Sent from a magnificent torch of pixels": whatever thing they name, when it is all of a short line.
static bool is_jest(const char *lower) {
    static const char *const openings[] = {"|sent from my |sent from a |sent from an |"};
    return strlen(lower) <= JEST_MAX && quote_phrases_begin(lower, openings, G_N_ELEMENTS(openings)) &&
           strpbrk(lower, ".:;()0123456789") == NULL;
}

static bool names_thing(const char *lower) {
    if (!quote_phrases_begin(lower, footer_verbs, G_N_ELEMENTS(footer_verbs)) ||
        !quote_phrases_any(lower, footer_things, G_N_ELEMENTS(footer_things)))
        return false;
    return !g_str_has_prefix(lower, "von meinem ") || strstr(lower, " gesendet") != NULL ||
           strstr(lower, " gesandt") != NULL;
}

// Without links in angle brackets.
static char *lower_without_links(const char *line, size_t length) {
    g_autoptr(GString) bare = g_string_new(NULL);
    const char *end = line + length;
    for (const char *at = line; at < end; at++) {
        const char *close = *at == '<' ? memchr(at, '>', (size_t)(end - at)) : NULL;
        if (close == NULL)
            g_string_append_c(bare, *at);
        at = close != NULL ? close : at;
    }
    return g_utf8_strdown(bare->str, (gssize)bare->len);
}

bool quote_form_footer(const char *line, size_t length) {
    if (is_green(line, length))
        return true;
    while (length > 0 && strchr(" \t*_-[]", *line) != NULL)
        line++, length--;
    if (length < 8 || length > FOOTER_MAX)
        return false;
    g_autofree char *lower = lower_without_links(line, length);
    if (strlen(lower) > FOOTER_WORDS_MAX)
        return false;
    if (quote_phrases_begin(lower, advert_openings, G_N_ELEMENTS(advert_openings)))
        return !quote_form_says(line, length) && strstr(lower, " your ") == NULL;
    return is_one_sentence(lower) && (names_thing(lower) || is_jest(lower)) &&
           !quote_phrases_any(lower, told_words, G_N_ELEMENTS(told_words)) && !quote_form_says(line, length);
}

// The first person, in the languages of the verdict. Signatures have "our office" and "contact us", so
// neither counts.
static const char first_person[] = " i i'm i've i'll i'd me we we're we've we'll ich wir mir mich je j'ai "
                                   "moi nous yo nosotros eu nós io noi ik mij "
                                   "wij ja mnie jag mig vi ";

bool quote_form_says(const char *line, size_t length) {
    g_autofree char *lower = g_utf8_strdown(line, (gssize)MIN(length, LINE_READ));
    static const char between[] = " \t,.:;!?()\"";
    for (const char *word = lower + strspn(lower, between); *word != '\0'; word += strspn(word, between)) {
        const size_t size = strcspn(word, between);
        char needle[PERSON_MAX + 3] = " ";
        if (size <= PERSON_MAX) {
            memcpy(needle + 1, word, size);
            needle[size + 1] = ' ';
        }
        if (size <= PERSON_MAX && strstr(first_person, needle) != NULL)
            return true;
        word += size;
    }
    return false;
}
