// What mail programs on phones add below a text. Their makers word it anew each
// year, so a line is judged by two tables, verb and thing, and in doubt it is
// the writer's: "Sent via DHL" and "Sent from your warehouse" are complaints.
#include "quote_form.h"

#include <string.h>

#define LINE_READ 400 // octets of a line that are looked at

// A footer begins with the one and names the other: "Sent via DHL" is the writer's own line.
static const char *const footer_verbs[] = {
    "sent from ",
    "sent with ",
    "sent using ",
    "get outlook for ",
    "sent on the go",
    "von meinem ",
    "gesendet von ",
    "gesendet mit ",
    "gesendet aus ",
    "diese nachricht wurde von ",
    "holen sie sich outlook",
    "outlook für ",
    "envoyé de ",
    "envoyé depuis ",
    "envoyé à partir d",
    "obtenir outlook ",
    "télécharger outlook ",
    "enviado desde ",
    "enviado do ",
    "enviado de ",
    "enviado a partir d",
    "obtener outlook ",
    "obter o outlook ",
    "inviato da",
    "scarica outlook ",
    "ottieni outlook ",
    "verzonden vanaf ",
    "verstuurd vanaf ",
    "verzonden vanuit ",
    "download outlook ",
    "outlook voor ",
    "wysłane z ",
    "wysłano z ",
    "pobierz outlook ",
    "skickat från ",
    "hämta outlook ",
    "sendt fra ",
    "hent outlook ",
    "få outlook ",
    "lähetetty ",
    "hanki outlook ",
    "отправлено с ",
    "отправлено из ",
    "скачать outlook ",
};
static const char *const footer_things[] = {
    "iphone",     "ipad",     "android",   "samsung",   "galaxy",    "huawei", "xiaomi",   "blackberry",
    "pixel",      "outlook",  "windows",   "yahoo",     "gmx",       "web.de", "proton",   "airmail",
    "smartphone", "mobil",    "móvil",     "celular",   "cellulare", "cell ",  "phone",    "handy",
    "tablet",     "telefon",  "téléphone", "teléfono",  "device",    "gerät",  "appareil", "dispositivo",
    "urządzen",   "puhelim",  "laitte",    "устройств", "телефон",   "почты",  "nokia",    "on the go",
    "unterwegs",  "apparaat", "komórki",   "mail for",  "mail app",
};

static bool has_any(const char *text, const char *const *words, size_t count, bool at_start) {
    for (size_t i = 0; i < count; i++)
        if (at_start ? g_str_has_prefix(text, words[i]) : strstr(text, words[i]) != NULL)
            return true;
    return false;
}

// "Please consider the environment before printing", in whatever words: it asks, it is short, and it names
// both.
static const char *const green_openings[] = {
    "please",    "think",   "before", "save",     "consider", "help",     "bitte", "denken",
    "schonen",   "vor dem", "müssen", "muss",     "pensez",   "avant",    "merci", "antes de",
    "por favor", "piense",  "pense",  "prima di", "pensa",    "denk aan", "spaar", "pomyśl",
    "zanim",     "proszę",  "tänk",   "spara",    "innan",
};
static const char *const green_causes[] = {
    "the environment", " tree", "planet", "umwelt", "bäum",   " natur ",   "environnement", "planète",
    "ambiente",        "árbol", "árvore", "albero", "milieu", "środowisk", "miljö",
};
static const char *const green_deeds[] = {
    "before print",      "before you print",  "before you decide to print",
    "print this",        "printing this",     "vor dem druck",
    "vor dem ausdruck",  "mail druck",        "mail ausdruck",
    "nachricht druck",   "mail wirklich",     "nachricht ausdruck",
    "avant d'imprimer",  "avant d’imprimer",  "imprimer ce",
    "imprimez ce",       "antes de imprimir", "imprimir este",
    "prima di stampare", "stampare questa",   "stampate",
    "print deze",        "e-mail print",      "przed wydruk",
    "wydrukuj",          "skriver ut",        "skriv ut",
};

static bool is_green(const char *line, size_t length) {
    if (length > 160)
        return false;
    g_autofree char *lower = g_utf8_strdown(line, (gssize)length);
    const char *at = g_str_has_prefix(lower, "p ") ? lower + 2 : lower; // a tree in Webdings
    while (*at != '\0' && !g_unichar_isalpha(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return has_any(at, green_openings, G_N_ELEMENTS(green_openings), true) &&
           has_any(at, green_causes, G_N_ELEMENTS(green_causes), false) &&
           has_any(at, green_deeds, G_N_ELEMENTS(green_deeds), false) && !quote_form_says(line, length);
}

bool quote_form_footer(const char *line, size_t length) {
    if (is_green(line, length))
        return true;
    while (length > 0 && strchr(" \t*_-[]", *line) != NULL)
        line++, length--;
    if (length < 8 || length > 120 ||
        memchr(line, ',', length) != NULL) // "Sent from my phone, which ..." is a sentence
        return false;
    g_autofree char *lower = g_utf8_strdown(line, (gssize)length);
    if (!has_any(lower, footer_verbs, G_N_ELEMENTS(footer_verbs), true) ||
        !has_any(lower, footer_things, G_N_ELEMENTS(footer_things), false))
        return false;
    return !g_str_has_prefix(lower, "von meinem ") || strstr(lower, " gesendet") != NULL ||
           strstr(lower, " gesandt") != NULL;
}

// The first person, in the languages of the verdict. Signatures have "our office" and "contact us", so
// neither counts.
static const char first_person[] = " i i'm i've i'll i'd me we we're we've we'll ich wir mir mich je j'ai "
                                   "moi nous yo nosotros eu nós io noi ik mij "
                                   "wij ja mnie jag mig vi ";

bool quote_form_says(const char *line, size_t length) {
    g_autofree char *lower = g_utf8_strdown(line, (gssize)MIN(length, LINE_READ));
    g_auto(GStrv) words = g_strsplit_set(lower, " \t,.:;!?()\"", 0);
    for (char **word = words; *word != NULL; word++) {
        g_autofree char *needle = g_strconcat(" ", *word, " ", NULL);
        if (**word != '\0' && strstr(first_person, needle) != NULL)
            return true;
    }
    return false;
}

static const char *const notice_openings[] = {
    "this e-mail",       "this email",          "this message",         "this communication",
    "this transmission", "the information",     "the contents of",      "the content of",
    "confidentiality",   "confidential",        "disclaimer",           "important notice",
    "notice:",           "if you are not the",  "if you have received", "privileged",
    "legal notice",      "diese e-mail",        "diese email",          "diese nachricht",
    "der inhalt dieser", "die information",     "die in dieser",        "vertraulichkeit",
    "wichtiger hinweis", "ce message",          "ce courriel",          "cet e-mail",
    "ce mail",           "les informations",    "este mensaje",         "este correo",
    "la información",    "aviso legal",         "aviso de conf",        "esta mensagem",
    "este e-mail",       "este email",          "as informações",       "questo messaggio",
    "questa e-mail",     "le informazioni",     "il presente",          "dit bericht",
    "deze e-mail",       "de informatie",       "ta wiadomość",         "niniejsza wiadomość",
    "detta meddelande",  "det här meddelandet",
};
static const char *const notice_phrases[] = {
    "intended recipient",
    "intended solely",
    "intended only",
    "solely for the",
    "addressee",
    "legally privileged",
    "or privileged",
    "notify the sender",
    "notify us immediately",
    "strictly prohibited",
    "unauthorized",
    "unauthorised",
    "dissemination",
    "delete this",
    "delete it",
    "richtige adressat",
    "vorgesehene",
    "ausschließlich für",
    "vernichten sie",
    "löschen sie",
    "informieren sie bitte",
    "rechtlich geschützte",
    "unbefugte",
    "nicht gestattet",
    "irrtümlich erhalten",
    "destinataires",
    "strictement interdit",
    "à l'attention exclusive",
    "par erreur",
    "le détruire",
    "destinatario",
    "por error",
    "exclusivamente",
    "prohibid",
    "proibid",
    "destinatário",
    "por engano",
    "per errore",
    "vietat",
    "esclusivamente",
    "geadresseerde",
    "uitsluitend bestemd",
    "abusievelijk",
    "niet toegestaan",
    "adresata",
    "omyłkowo",
    "zabronione",
    "avsedd för",
    "av misstag",
    "verwijderen",
};

bool quote_form_notice(const char *paragraph) {
    size_t length = strlen(paragraph);
    if (length < 100)
        return false;
    g_autofree char *lower = g_utf8_strdown(paragraph, -1);
    const char *start = lower + strspn(lower, " \t*_-=[(");
    if (!has_any(start, notice_openings, G_N_ELEMENTS(notice_openings), true))
        return false;
    size_t found = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(notice_phrases); i++)
        found += strstr(lower, notice_phrases[i]) != NULL;
    return found >= 2;
}
