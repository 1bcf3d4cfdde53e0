// Half of all business mail ends so. Numbers below a name look like a report's version or order number, and
// an address may be the very thing that they write about: so lines are read strictly, and one that may say
// something keeps the whole.
#include "quote_contact.h"

#include <string.h>

#include "quote_form.h"
#include "quote_phrases.h"

#define CLOSING_MAX 70 // octets
#define NAME_OCTETS_MAX 50
#define NAME_WORDS_MAX 5
#define CONTACT_MAX 200
#define CONTACT_WORDS_MAX 9
#define MATTER_WORDS 4 // from a matter's name to its number
#define TOLD_WORDS 3
#define PHONE_DIGITS_MIN 7
#define PHONE_DIGITS_MAX 16

static const char *const closings[] = {
    "best regards",
    "kind regards",
    "kindest regards",
    "warm regards",
    "warmest regards",
    "with regards",
    "regards",
    "best wishes",
    "best",
    "all the best",
    "many thanks",
    "thanks",
    "thank you",
    "thx",
    "cheers",
    "yours sincerely",
    "sincerely",
    "yours faithfully",
    "yours truly",
    "respectfully",
    "rgds",
    "br,",
    "kr,",
    "mit freundlichen",
    "mit freundlichem",
    "mit besten",
    "mit bestem",
    "mit herzlichen",
    "mit vielen",
    "freundliche grüße",
    "freundliche grüsse",
    "freundlichen gruß",
    "viele grüße",
    "viele grüsse",
    "vielen dank",
    "beste grüße",
    "beste grüsse",
    "besten gruß",
    "besten dank",
    "liebe grüße",
    "liebe grüsse",
    "lieben gruß",
    "herzliche grüße",
    "herzlichen gruß",
    "schöne grüße",
    "gruß",
    "gruss",
    "grüße",
    "grüsse",
    "danke",
    "mfg",
    "hochachtungsvoll",
    "vg",
    "lg",
    "bien cordialement",
    "cordialement",
    "bien à vous",
    "salutations",
    "sincères salutations",
    "meilleures salutations",
    "respectueusement",
    "merci",
    "je vous prie d'agréer",
    "veuillez agréer",
    "un saludo",
    "saludos",
    "un cordial saludo",
    "cordiales saludos",
    "saluda atentamente",
    "le saluda",
    "atentamente",
    "gracias",
    "muchas gracias",
    "reciba un cordial",
    "atenciosamente",
    "att",
    "cumprimentos",
    "melhores cumprimentos",
    "com os melhores cumprimentos",
    "obrigado",
    "obrigada",
    "abraço",
    "cordiali saluti",
    "distinti saluti",
    "un cordiale saluto",
    "saluti",
    "grazie",
    "cordialmente",
    "met vriendelijke groet",
    "vriendelijke groet",
    "met groet",
    "groet",
    "groeten",
    "hartelijke groet",
    "mvg",
    "bedankt",
    "hoogachtend",
    "pozdrawiam",
    "z poważaniem",
    "z wyrazami szacunku",
    "łączę wyrazy",
    "dziękuję",
    "serdecznie pozdrawiam",
    "med vänlig",
    "med vänliga",
    "vänliga hälsningar",
    "hälsningar",
    "mvh",
    "tack",
    "med venlig",
    "venlig hilsen",
    "med vennlig",
    "vennlig hilsen",
    "hilsen",
    "tak",
    "takk",
    "ystävällisin",
    "terveisin",
    "kiitos",
    "с уважением",
    "с наилучшими",
    "спасибо",
};

static const char *const phone_labels[] = {
    "|tel|phone|mob|cell|fax|fon|handy|direct|durchwahl|office|t:|t.|t |m:|m.|m |f:|f.|p:|p |d:|",
    "|ph|tél|téléphone|port|móvil|movil|cel|mv|puh|gsm|kom|tlf|тел|моб|whatsapp|skype|c:|o:|",
};

// Whose numbers are the matter of the mail, not the writer's address.
static const char *const matters[] = {
    "|order|customer|client|account|contract|invoice|ticket|case|serial|version|licen|booking|",
    "|reserv|refer|subscri|member|policy|imei|iban|user id|userid|username|parcel|tracking|",
    "|device|machine|bestell|auftrag|kunden|vertrag|rechnung|konto|seriennu|lizenz|buchung|",
    "|vorgang|aktenz|mitglied|sendung|lieferung|zähler|commande|contrat|facture|dossier|compte|",
    "|série|numéro de|pedido|cliente|contrato|factura|cuenta|expediente|serie|encomenda|fatura|",
    "|conta|processo|ordine|contratto|fattura|pratica|codice|klant|bestel|factuur|serienu|",
    "|dossiernu|zamówien|umow|faktur|klienta|seryjn|zgłoszen|kund|beställ|serienr|ärende|ordre|",
    "|bestilling|sag|sak|tilaus|lasku|asiakas|заказ|договор|счет|счёт|laufend|p.o.|po#|rma|error|",
    "|fehler|",
};

static size_t count_words(const char *text) {
    size_t words = 0;
    for (text += strspn(text, " \t"); *text != '\0'; text += strspn(text, " \t")) {
        text += strcspn(text, " \t");
        words++;
    }
    return words;
}

bool quote_contact_closing(const char *line, size_t length) {
    if (length < 2 || length > CLOSING_MAX)
        return false;
    g_autofree char *lower = g_utf8_strdown(line, (gssize)length);
    if (strpbrk(lower, "?@:0123456789") != NULL)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(closings); i++) {
        size_t size = strlen(closings[i]);
        if (g_str_has_prefix(lower, closings[i]) && !g_unichar_isalpha(g_utf8_get_char(lower + size)))
            return count_words(lower) <= NAME_WORDS_MAX + 1;
    }
    return false;
}

bool quote_contact_signed(const char *line, size_t length) {
    const char *comma = memchr(line, ',', length);
    return comma != NULL && (size_t)(comma - line) + 2 < length;
}

bool quote_contact_name(const char *line, size_t length) {
    if (length < 2 || length > NAME_OCTETS_MAX || memchr(line, '@', length) != NULL ||
        memchr(line, ':', length) != NULL)
        return false;
    g_autofree char *text = g_strndup(line, length);
    return strpbrk(text, "0123456789?!|/") == NULL && count_words(text) <= NAME_WORDS_MAX;
}

// The longest run of digits with nothing but what parts them, in digits.
static size_t phone_digits(const char *text) {
    size_t best = 0, digits = 0;
    for (; *text != '\0'; text++) {
        digits += g_ascii_isdigit(*text);
        best = MAX(best, digits);
        if (!g_ascii_isdigit(*text) && strchr(" \t+()/.-", *text) == NULL)
            digits = 0;
    }
    return best;
}

// "+49 40 1234567", "(555) 346-9947", "Tel. 040 1234567"; a bare number is no telephone, nor is "0x80070005".
static bool has_phone(const char *lower) {
    size_t digits = phone_digits(lower);
    if (digits < PHONE_DIGITS_MIN || digits > PHONE_DIGITS_MAX)
        return false;
    const char *start = lower + strspn(lower, " \t*•·|-");
    if (quote_phrases_begin(start, phone_labels, G_N_ELEMENTS(phone_labels)) || strchr(lower, '+') != NULL ||
        strstr(lower, "tel") != NULL)
        return true;
    g_autofree char *front = g_strndup(start, strspn(start, "0123456789 ()/.-"));
    return (*front == '(' || *front == '0') && phone_digits(front) >= PHONE_DIGITS_MIN;
}

// "www.example.com"; a page below it may be what they write about.
static bool has_web(const char *lower) {
    const char *scheme = strstr(lower, "://"), *www = strstr(lower, "www.");
    const char *host = scheme != NULL ? scheme + 3 : www;
    if (host == NULL)
        return false;
    const char *path = host + strcspn(host, "/ <>|");
    return *path != '/' || path[1] == '\0' || strchr(" <>|", path[1]) != NULL;
}

static bool has_mail(const char *lower) {
    const char *at = strchr(lower, '@');
    return at != NULL && at > lower && g_ascii_isalnum(at[-1]) && strchr(at, '.') != NULL;
}

static bool has_digit(const char *word) {
    return strpbrk(word, "0123456789") != NULL;
}

static bool is_address(const char *word) {
    return strchr(word, '@') != NULL || strstr(word, "www.") != NULL || strstr(word, "://") != NULL;
}

// "Customer number: 4711", "Bestell-Nr. 4711": a matter's name and, a few words on, its number.
static bool names_matter(const char *lower) {
    g_auto(GStrv) words = g_strsplit_set(lower, " \t,;|", 0);
    size_t left = 0; // words in which the number may come
    for (char **word = words; *word != NULL; word++) {
        const char *start = *word + strspn(*word, "(*#-");
        if (*start == '\0')
            continue;
        if (is_address(start) || quote_phrases_begin(start, phone_labels, G_N_ELEMENTS(phone_labels)))
            left = 0;
        else if (quote_phrases_begin(start, matters, G_N_ELEMENTS(matters)))
            left = MATTER_WORDS;
        if (left > 0 && has_digit(start))
            return true;
        left -= left > 0;
    }
    return false;
}

// Somebody speaks of themselves; "Me" before a name is a French lawyer's title.
static bool is_personal(const char *line, size_t length) {
    size_t title = length > 3 && strncmp(line, "Me ", 3) == 0 && g_ascii_isupper(line[3]) ? 3 : 0;
    return quote_form_says(line + title, length - title);
}

// A line that could be a sentence, a question or a postscript.
static bool is_speech(const char *line, const char *lower, size_t length) {
    size_t words = count_words(lower);
    bool lowercase = g_unichar_islower(g_utf8_get_char(line));
    return words > CONTACT_WORDS_MAX || strpbrk(lower, "?!") != NULL || g_str_has_prefix(lower, "ps") ||
           g_str_has_prefix(lower, "p.s") || g_str_has_prefix(lower, "cc") || g_str_has_prefix(lower, "nb") ||
           (line[length - 1] == '.' && words > 5) ||
           (lowercase && words > 3 && strchr("|•", lower[0]) == NULL) || is_personal(line, length);
}

// "+49 40 1234567 broken line, third time": small words beside the number that no label, page or address is.
// What stands before a number is a label or a street, so only those behind the last digit tell.
static bool is_told_behind(const char *line, size_t length) {
    g_autofree char *text = g_strndup(line, length);
    const char *behind = text;
    for (const char *c = text; *c != '\0'; c++)
        behind = g_ascii_isdigit(*c) ? c + 1 : behind;
    g_auto(GStrv) words = g_strsplit_set(behind, " \t,;|()/", 0);
    size_t small = 0;
    for (char **word = words; *word != NULL; word++)
        small += g_unichar_islower(g_utf8_get_char(*word)) && !is_address(*word) &&
                 !quote_phrases_begin(*word, phone_labels, G_N_ELEMENTS(phone_labels));
    return small >= TOLD_WORDS;
}

unsigned quote_contact_line(const char *line, size_t length) {
    if (length == 0)
        return QUOTE_CONTACT_NONE;
    if (length > CONTACT_MAX)
        return QUOTE_CONTACT_WORDS;
    g_autofree char *lower = g_utf8_strdown(line, (gssize)length);
    unsigned found = has_phone(lower) ? QUOTE_CONTACT_PHONE : QUOTE_CONTACT_NONE;
    found |= has_mail(lower) ? QUOTE_CONTACT_MAIL : QUOTE_CONTACT_NONE;
    found |= has_web(lower) ? QUOTE_CONTACT_WEB : QUOTE_CONTACT_NONE;
    if (names_matter(lower) || g_str_has_prefix(lower, "cc:"))
        return QUOTE_CONTACT_WORDS;
    if (found == QUOTE_CONTACT_NONE || strpbrk(lower, "?!") != NULL || is_personal(line, length))
        return is_speech(line, lower, length) ? QUOTE_CONTACT_WORDS : found;
    if ((found & QUOTE_CONTACT_PHONE) != 0 && is_told_behind(line, length))
        return QUOTE_CONTACT_WORDS;
    return count_words(lower) > 2 * CONTACT_WORDS_MAX ? QUOTE_CONTACT_WORDS : found;
}
