// Tables first: a new client or language is a row. Matching is by plain
// comparison of short, lower-cased lines; no regular expression, so that no
// line of a stranger's can cost more than its length.
#include "quote_form.h"

#include <string.h>

#define LINE_MAX_OCTETS 400
#define WEAK_MAX 60 // "Ann Example wrote:"; what is longer is a sentence

static const char *const verbs[] = {
    "wrote",    "writes",     "schrieb",  "schreibt",   "geschrieben", "a écrit", "écrit",   "escribió",
    "escribio", "escreveu",   "escreve",  "ha scritto", "scrive",      "scritto", "schreef", "geschreven",
    "napisał",  "napisał(a)", "napisała", "napisana",   "napisane",    "pisze",   "skrev",   "kirjoitti",
    "написал",  "написал(а)", "написала", "пишет",      "писал",
};

// Who writes their introductions by hand says so; good above marked lines only.
static const char *const spoken_verbs[] = {"said", "mentioned"};

static const char *const openers[] = {
    "on ",   "am ",  "le ",   "el ", "il ",      "em ",        "a ",    "no dia ",    "op ",  "w dniu ",
    "dnia ", "den ", "på ",   "mon", "tue",      "wed",        "thu",   "fri",        "sat",  "sun",
    "mo",    "di",   "mi",    "do",  "fr",       "sa",         "so",    "lun",        "mar",  "mer",
    "jeu",   "ven",  "sam",   "dim", "mié",      "jue",        "vie",   "sáb",        "dom",  "seg",
    "ter",   "qua",  "qui",   "sex", "gio",      "pon",        "wt",    "śr",         "czw",  "pt",
    "niedz", "nd",   "mån",   "tis", "ons",      "tor",        "lör",   "sön",        "man",  "tir",
    "lør",   "søn",  "ma ",   "ti ", "ke ",      "to ",        "pe ",   "la ",        "su ",  "пн",
    "вт",    "ср",   "чт",    "пт",  "сб",       "вс",         "понед", "вторник",    "сред", "четв",
    "пятн",  "субб", "воскр", "в ",  "quoting ", "zitat von ", "at ",   "wiadomość ",
};

static const struct {
    const char *text;
    QuoteMarker marker;
} markers[] = {
    {"original message", QUOTE_MARKER_REPLY},
    {"ursprüngliche nachricht", QUOTE_MARKER_REPLY},
    {"originalnachricht", QUOTE_MARKER_REPLY},
    {"original-nachricht", QUOTE_MARKER_REPLY},
    {"message d'origine", QUOTE_MARKER_REPLY},
    {"message d’origine", QUOTE_MARKER_REPLY},
    {"message original", QUOTE_MARKER_REPLY},
    {"message initial", QUOTE_MARKER_REPLY},
    {"mensaje original", QUOTE_MARKER_REPLY},
    {"mensagem original", QUOTE_MARKER_REPLY},
    {"messaggio originale", QUOTE_MARKER_REPLY},
    {"oorspronkelijk bericht", QUOTE_MARKER_REPLY},
    {"origineel bericht", QUOTE_MARKER_REPLY},
    {"oorspronkelijk e-mailbericht", QUOTE_MARKER_REPLY},
    {"wiadomość oryginalna", QUOTE_MARKER_REPLY},
    {"oryginalna wiadomość", QUOTE_MARKER_REPLY},
    {"treść oryginalnej wiadomości", QUOTE_MARKER_REPLY},
    {"wiadomość pierwotna", QUOTE_MARKER_REPLY},
    {"ursprungligt meddelande", QUOTE_MARKER_REPLY},
    {"originalmeddelande", QUOTE_MARKER_REPLY},
    {"oprindelig meddelelse", QUOTE_MARKER_REPLY},
    {"original meddelelse", QUOTE_MARKER_REPLY},
    {"opprinnelig melding", QUOTE_MARKER_REPLY},
    {"alkuperäinen viesti", QUOTE_MARKER_REPLY},
    {"исходное сообщение", QUOTE_MARKER_REPLY},
    {"оригинальное сообщение", QUOTE_MARKER_REPLY},
    {"mail original", QUOTE_MARKER_REPLY},
    {"e-mail d'origine", QUOTE_MARKER_REPLY},
    {"e-mail original", QUOTE_MARKER_REPLY},
    {"correo original", QUOTE_MARKER_REPLY},
    {"original email", QUOTE_MARKER_REPLY},
    {"original e-mail", QUOTE_MARKER_REPLY},
    {"ursprüngliche mail", QUOTE_MARKER_REPLY},
    {"ursprüngliche e-mail", QUOTE_MARKER_REPLY},
    {"originalmail", QUOTE_MARKER_REPLY},
    {"e-mail originale", QUOTE_MARKER_REPLY},
    {"oprindelig besked", QUOTE_MARKER_REPLY},
    {"opprinnelig e-post", QUOTE_MARKER_REPLY},
    {"original appointment", QUOTE_MARKER_REPLY},
    {"reply message", QUOTE_MARKER_REPLY},
    {"forwarded message", QUOTE_MARKER_FORWARD},
    {"begin forwarded message", QUOTE_MARKER_FORWARD},
    {"forwarded mail", QUOTE_MARKER_FORWARD},
    {"weitergeleitete mail", QUOTE_MARKER_FORWARD},
    {"mail transféré", QUOTE_MARKER_FORWARD},
    {"message transmis", QUOTE_MARKER_FORWARD},
    {"correo reenviado", QUOTE_MARKER_FORWARD},
    {"e-mail encaminhado", QUOTE_MARKER_FORWARD},
    {"doorgestuurde e-mail", QUOTE_MARKER_FORWARD},
    {"weitergeleitete nachricht", QUOTE_MARKER_FORWARD},
    {"anfang der weitergeleiteten nachricht", QUOTE_MARKER_FORWARD},
    {"weitergeleitete e-mail", QUOTE_MARKER_FORWARD},
    {"message transféré", QUOTE_MARKER_FORWARD},
    {"début du message réexpédié", QUOTE_MARKER_FORWARD},
    {"début du message transféré", QUOTE_MARKER_FORWARD},
    {"mensaje reenviado", QUOTE_MARKER_FORWARD},
    {"inicio del mensaje reenviado", QUOTE_MARKER_FORWARD},
    {"mensagem encaminhada", QUOTE_MARKER_FORWARD},
    {"início da mensagem reencaminhada", QUOTE_MARKER_FORWARD},
    {"início da mensagem encaminhada", QUOTE_MARKER_FORWARD},
    {"mensagem reencaminhada", QUOTE_MARKER_FORWARD},
    {"messaggio inoltrato", QUOTE_MARKER_FORWARD},
    {"inizio messaggio inoltrato", QUOTE_MARKER_FORWARD},
    {"doorgestuurd bericht", QUOTE_MARKER_FORWARD},
    {"begin doorgestuurd bericht", QUOTE_MARKER_FORWARD},
    {"wiadomość przekazana", QUOTE_MARKER_FORWARD},
    {"przekazana wiadomość", QUOTE_MARKER_FORWARD},
    {"treść przekazanej wiadomości", QUOTE_MARKER_FORWARD},
    {"vidarebefordrat meddelande", QUOTE_MARKER_FORWARD},
    {"vidarebefordrat brev", QUOTE_MARKER_FORWARD},
    {"videresendt meddelelse", QUOTE_MARKER_FORWARD},
    {"videresendt melding", QUOTE_MARKER_FORWARD},
    {"videresendt besked", QUOTE_MARKER_FORWARD},
    {"välitetty viesti", QUOTE_MARKER_FORWARD},
    {"edelleenlähetetty viesti", QUOTE_MARKER_FORWARD},
    {"пересылаемое сообщение", QUOTE_MARKER_FORWARD},
    {"пересланное сообщение", QUOTE_MARKER_FORWARD},
    {"переадресованное сообщение", QUOTE_MARKER_FORWARD},
    {"начало переадресованного сообщения", QUOTE_MARKER_FORWARD},
};

static const char *const reply_above[] = {
    "reply above this line",       "your reply above",         "antworten sie oberhalb dieser",
    "antwort oberhalb dieser",     "oberhalb dieser linie",    "oberhalb dieser zeile",
    "répondre au-dessus de cette", "au-dessus de cette ligne", "por encima de esta línea",
    "acima desta linha",           "sopra questa riga",        "boven deze regel",
    "powyżej tej linii",           "ovanför den här raden",
};

static char *lower_line(const char *line, size_t length) {
    return g_utf8_strdown(line, (gssize)length);
}

// The line without blanks and emphasis marks at both ends.
static void trim(const char **line, size_t *length, const char *marks) {
    while (*length > 0 && strchr(marks, **line) != NULL)
        (*line)++, (*length)--;
    while (*length > 0 && strchr(marks, (*line)[*length - 1]) != NULL)
        (*length)--;
}

// The first characters in lower case: no opener is longer.
static char *lower_head(const char *line, size_t length) {
    size_t size = MIN(length, 12);
    while (size < length && ((guchar)line[size] & 0xc0) == 0x80)
        size++;
    return lower_line(line, size);
}

bool quote_form_intro_ends(const char *line, size_t length) {
    trim(&line, &length, " \t*_");
    if (length < 2 || length > LINE_MAX_OCTETS)
        return false;
    bool zoho = g_str_has_prefix(line, "----") && memcmp(line + length - 2, "--", 2) == 0;
    return line[length - 1] == ':' || (zoho && length > 16);
}

bool quote_form_intro_begins(const char *line, size_t length) {
    trim(&line, &length, " \t*_-");
    if (length == 0 || length > LINE_MAX_OCTETS)
        return false;
    if (g_ascii_isdigit(*line))
        return true;
    g_autofree char *head = lower_head(line, length);
    for (size_t i = 0; i < G_N_ELEMENTS(openers); i++)
        if (g_str_has_prefix(head, openers[i]))
            return true;
    return false;
}

static bool is_word_end(const char *c) {
    return !g_unichar_isalpha(g_utf8_get_char(c));
}

static bool has_word_of(const char *lower, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const char *at = strstr(lower, words[i]);
        const char *before = at != NULL && at > lower ? g_utf8_prev_char(at) : NULL;
        if (at != NULL && (before == NULL || is_word_end(before)) && is_word_end(at + strlen(words[i])))
            return true;
    }
    return false;
}

static bool has_verb(const char *lower) {
    return has_word_of(lower, verbs, G_N_ELEMENTS(verbs));
}

// Words by which somebody tells what was written; no program writes them, and as names they have capitals.
static bool is_told(const char *joined) {
    static const char words[] =
        " I we my our your he she they the der die das ich wir er sie ihr mein meine unser unsere ihre euer "
        "eure je j'ai nous notre votre yo mi eu io ho ik wij heb jag jeg я мы ";
    g_auto(GStrv) tokens = g_strsplit_set(joined, " \t,:()", 0);
    for (char **token = tokens; *token != NULL; token++) {
        g_autofree char *needle = g_strconcat(" ", *token, " ", NULL);
        if (**token != '\0' && strstr(words, needle) != NULL)
            return true;
    }
    return false;
}

bool quote_form_has_time(const char *text) {
    for (const char *c = text; *c != '\0'; c++)
        if (g_ascii_isdigit(c[0]) && (c[1] == ':' || c[1] == '.' || c[1] == 'h') && g_ascii_isdigit(c[2]) &&
            g_ascii_isdigit(c[3]) && !g_ascii_isdigit(c[4]))
            return true;
    return false;
}

bool quote_form_has_year(const char *text) {
    for (const char *c = text; *c != '\0'; c += strcspn(c, "0123456789")) {
        size_t digits = strspn(c, "0123456789");
        if (digits == 4 && (g_str_has_prefix(c, "19") || g_str_has_prefix(c, "20")))
            return true;
        c += digits;
    }
    return false;
}

static bool has_digit(const char *text) {
    return strpbrk(text, "0123456789") != NULL;
}

QuoteIntro quote_form_intro(const char *joined) {
    size_t length = strlen(joined);
    if (!quote_form_intro_ends(joined, length))
        return QUOTE_INTRO_NONE;
    g_autofree char *lower = lower_line(joined, length);
    bool verb = has_verb(lower), address = strchr(lower, '@') != NULL, time = quote_form_has_time(lower);
    bool begins = quote_form_intro_begins(joined, length);
    bool whole =
        verb && time && address && quote_form_has_year(lower); // "Ann <a@b> kirjoitti 1.2.2016 10:00:"
    if (whole || (verb && has_digit(lower) && (time || address) && begins))
        return is_told(joined) ? QUOTE_INTRO_WEAK : QUOTE_INTRO_STRONG;
    if (!verb && begins && time && address &&
        strstr(lower, ">:") != NULL) // Gmail in some languages has no verb
        return QUOTE_INTRO_STRONG;
    bool dated = (has_digit(lower) && (begins || address)) || (begins && address);
    verb = verb || has_word_of(lower, spoken_verbs, G_N_ELEMENTS(spoken_verbs));
    bool named = verb && length <= WEAK_MAX && !is_told(joined);
    return dated || named ? QUOTE_INTRO_WEAK : QUOTE_INTRO_NONE;
}

// Yahoo sets the quote apart by three blanks; somebody who tells what another wrote takes one.
bool quote_form_intro_inline(const char *line, size_t length) {
    const char *gap = length <= LINE_MAX_OCTETS ? memmem(line, length, ":  ", 3) : NULL;
    if (gap == NULL)
        return false;
    g_autofree char *head = g_strndup(line, (gsize)(gap + 1 - line));
    return strstr(head, "@") != NULL && strchr(head, '<') != NULL &&
           quote_form_intro(head) == QUOTE_INTRO_STRONG;
}

QuoteMarker quote_form_marker(const char *line, size_t length) {
    if (length < 8 || length > 120)
        return QUOTE_MARKER_NONE;
    trim(&line, &length, " \t*");
    if (length < 8)
        return QUOTE_MARKER_NONE;
    bool ruled = strncmp(line, "--", 2) == 0 || strncmp(line, "__", 2) == 0 || strncmp(line, "==", 2) == 0;
    trim(&line, &length, " \t-_*=");
    bool colon = length > 0 && line[length - 1] == ':';
    trim(&line, &length, " \t:");
    if (length == 0 || !(ruled || colon))
        return QUOTE_MARKER_NONE;
    g_autofree char *lower = lower_line(line, length);
    if (g_str_has_prefix(lower, "forwarded by ") || g_str_has_prefix(lower, "weitergeleitet von "))
        return QUOTE_MARKER_FORWARD; // Notes
    for (size_t i = 0; i < G_N_ELEMENTS(markers); i++)
        if (strcmp(lower, markers[i].text) == 0 || (ruled && g_str_has_prefix(lower, markers[i].text)))
            return markers[i].marker;
    return QUOTE_MARKER_NONE;
}

bool quote_form_reply_above(const char *line, size_t length) {
    if (length < 12 || length > 200 || (strchr("#-=_*", *line) == NULL && !g_str_has_prefix(line, "—")))
        return false;
    g_autofree char *lower = lower_line(line, length);
    for (size_t i = 0; i < G_N_ELEMENTS(reply_above); i++)
        if (strstr(lower, reply_above[i]) != NULL)
            return !quote_form_says(line, length);
    return false;
}

bool quote_form_rule(const char *line, size_t length) {
    trim(&line, &length, " \t");
    if (length < 8 || strchr("_-=", *line) == NULL)
        return false;
    for (size_t i = 1; i < length; i++)
        if (line[i] != *line)
            return false;
    return true;
}

bool quote_form_ruled(const char *line, size_t length) {
    trim(&line, &length, " \t*");
    if (length < 12 || length > LINE_MAX_OCTETS || strncmp(line, "----", 4) != 0 ||
        memcmp(line + length - 4, "----", 4) != 0)
        return false;
    trim(&line, &length, " -");
    return length > 2;
}

bool quote_form_dated_sender(const char *line, size_t length) {
    if (length < 16 || length > LINE_MAX_OCTETS || !g_ascii_isdigit(*line) || line[length - 1] != '>')
        return false;
    g_autofree char *copy = g_strndup(line, length);
    return strchr(copy, '<') != NULL && strchr(copy, '@') != NULL && quote_form_has_year(copy);
}
