// Away notes that no header marks: about a quarter of real ones. Their subject
// begins with a phrase that mail programs and people use for it, in the
// languages of the product and its neighbours. A person may begin a subject so
// too ("Out of office assistant is broken"), so it is a weight here; history
// says more.
#include "refusal_tests.h"

#include <string.h>
#include "subject.h"

#define SUBJECT_LIMIT 200 // octets that are looked at
#define LEAD_LIMIT 10     // characters such as "*** " in front of the phrase

// As normal() leaves them: lower case, no accents that can be taken off (Russian "й" stands as "и", "ё" as
// "е"), blanks for hyphens. A phrase ends at a word's end.
static const char *const phrases[] = {
    // English
    "out of office", "out of the office", "away from office", "away from the office", "away from my desk",
    "away from my mail", "not in the office", "absent from the office", "currently out of", "currently away",
    "i am out of", "i am away", "i am currently out", "i am currently away", "i am on vacation",
    "i am on holiday", "i am on leave", "i am on annual leave", "i will be out of", "i will be away",
    "i'm out of", "i'm away", "i'm on vacation", "i'm on holiday", "i'm on leave", "vacation reply",
    "vacation response", "holiday reply", "vacation message", "vacation notice", "vacation auto reply",
    "vacation autoreply", "absence notification", "automatic reply", "automatic response",
    "automatic out of office", "automated reply", "automated response", "auto reply", "autoreply",
    "auto response", "autoresponse", "auto responder", "autoresponder", "ooo",
    // German
    "abwesenheitsnotiz", "ferienabwesenheit", "bin in den ferien", "ortsabwesend", "automatische nachricht",
    "abwesenheitsnachricht", "abwesenheitsmeldung", "abwesenheitsmitteilung", "abwesenheitshinweis",
    "abwesenheitsinfo", "abwesenheitsassistent", "abwesenheitsagent", "abwesenheitsbenachrichtigung",
    "automatische antwort", "automatische ruckantwort", "automatische ruckmeldung",
    "automatische abwesenheitsnotiz", "automatische abwesenheitsnachricht", "automatische e mail antwort",
    "automatisch generierte antwort", "autoantwort", "auto antwort", "nicht im buro", "ausser haus",
    "derzeit nicht im buro", "zurzeit nicht im buro", "zur zeit nicht im buro", "momentan nicht im buro",
    "bin im urlaub", "ich bin im urlaub", "ich bin abwesend", "ich bin nicht im", "ich bin derzeit nicht",
    "ich bin zurzeit nicht", "ich bin ausser haus", "urlaubsnotiz", "urlaubsmeldung", "urlaubsabwesenheit",
    "urlaubsbedingt abwesend", "abwesend bis", "abwesend vom",
    // French
    "reponse automatique", "reponse auto", "absence du bureau", "absent du bureau", "absent(e) du bureau",
    "message automatique", "absente du bureau", "message d'absence", "reponse d'absence", "avis d'absence",
    "notification d'absence", "notice d'absence", "hors du bureau", "je suis absent", "je suis absente",
    "je suis actuellement absent", "je suis actuellement absente", "je suis en conges", "je suis en conge",
    "je suis en vacances", "actuellement absent", "actuellement absente", "absence jusqu", "absent jusqu",
    "absente jusqu",
    // Spanish
    "respuesta automatica", "mensaje automatico", "autorrespuesta", "autorespuesta",
    "contestacion automatica", "fuera de la oficina", "fuera de oficina", "ausente de la oficina",
    "ausencia de la oficina", "mensaje de ausencia", "aviso de ausencia", "notificacion de ausencia",
    "estoy fuera de la oficina", "estoy de vacaciones", "estoy ausente", "me encuentro fuera de la oficina",
    // Portuguese
    "resposta automatica", "mensagem automatica", "autoresposta", "auto resposta", "fora do escritorio",
    "ausente do escritorio", "ausencia do escritorio", "mensagem de ausencia", "aviso de ausencia",
    "estou fora do escritorio", "estou ausente", "estou de ferias", "notificacao de ausencia",
    // Italian
    "risposta automatica", "messaggio automatico", "risponditore automatico", "autorisposta", "fuori ufficio",
    "fuori dall'ufficio", "assenza dall'ufficio", "assente dall'ufficio", "messaggio di assenza",
    "avviso di assenza", "notifica di assenza", "sono in ferie", "sono assente", "sono fuori ufficio",
    "sono fuori sede", "assente fino",
    // Dutch
    "automatisch antwoord", "automatische reactie", "automatische beantwoording", "automatisch bericht",
    "afwezigheidsbericht", "afwezigheidsmelding", "afwezigheidsassistent", "niet op kantoor",
    "buiten kantoor", "ik ben afwezig", "ik ben niet op kantoor", "ik ben op vakantie", "ik ben met vakantie",
    "vakantiemelding",
    // Polish
    "autoodpowiedz", "wiadomosc automatyczna", "automatyczna odpowiedz", "odpowiedz automatyczna",
    "poza biurem", "informacja o nieobecnosci", "wiadomosc o nieobecnosci", "jestem poza biurem",
    "jestem nieobecny", "jestem nieobecna", "jestem na urlopie", "przebywam na urlopie",
    // Swedish
    "autosvar", "automatsvar", "automatiskt svar", "franvaromeddelande", "franvaroassistent",
    "ej pa kontoret", "inte pa kontoret", "jag ar inte pa kontoret", "jag ar pa semester",
    "jag ar franvarande", "semestermeddelande",
    // Danish and Norwegian
    "automatisk svar", "automatisk svarmelding", "fraværsbesked", "fraværsmelding", "fraværsassistent",
    "ikke pa kontoret", "ude af kontoret", "ute av kontoret", "utenfor kontoret", "borte fra kontoret",
    "ude af huset", "jeg er ikke pa kontoret", "jeg er pa ferie", "jeg holder ferie", "jeg har ferie",
    "feriebesked", "ferielukket",
    // Finnish
    "automaattinen vastaus", "automaattivastaus", "automaattinen poissaoloviesti", "poissaoloilmoitus",
    "poissaoloviesti", "en ole toimistolla", "en ole paikalla", "olen lomalla", "olen poissa",
    // Russian
    "автоответ", "автоматическое сообщение", "автоматическии ответ", "автоответчик", "вне офиса",
    "отсутствие на рабочем месте", "уведомление об отсутствии", "сообщение об отсутствии", "я в отпуске",
    "нахожусь в отпуске", "я отсутствую"};

// What products for hours, travel and staff are asked about too ("Abwesenheit wird nicht gespeichert", "On
// vacation rental bookings"): they count when nothing follows, or a sign, a date, or until when.
static const char *const bare_phrases[] = {
    // English
    "on vacation", "on leave", "away message", "on annual leave", "on maternity leave", "on parental leave",
    "on sick leave", "absence notice",
    // German
    "abwesend", "abwesenheit", "in den ferien", "im urlaub",
    // French
    "en conge", "en conges", "en vacances", "hors bureau", "conges annuels", "indisponible",
    // Spanish and Portuguese
    "de vacaciones", "ausencia por vacaciones", "de ferias", "em ferias", "ausencia temporaria",
    // Italian
    "in ferie", "fuori sede",
    // Dutch
    "afwezigheid", "afwezig", "niet aanwezig", "op vakantie", "met vakantie", "met verlof",
    // Polish
    "nieobecnosc", "nieobecny", "nieobecna", "na urlopie",
    // Swedish, Danish, Norwegian
    "franvaro", "franvarande", "pa semester", "tjanstledig", "foraldraledig", "fravær", "fraværende",
    "ikke til stede", "ikke tilstede", "pa ferie",
    // Finnish
    "poissa", "poissa toimistosta", "poissaolo", "lomalla", "vuosilomalla",
    // Russian
    "в отпуске", "отсутствую", "нет на месте", "не в офисе"};

// Words behind a bare phrase that go on with a time.
static const char *const until[] = {"until", "till", "til",   "from", "through", "bis",   "vom",   "von",
                                    "ab",    "seit", "jusqu", "du",   "depuis",  "hasta", "desde", "del",
                                    "ate",   "fino", "dal",   "tot",  "van",     "t/m",   "do",    "od",
                                    "fram",  "fran", "fra",   "asti", "saakka",  "до",    "с",     "по"};

// Too common to begin a subject with, so they count only as all of it, or with until when.
static const char *const whole_phrases[] = {
    "away",   "vacation", "holiday", "on holiday", "absent",     "absence", "urlaub",  "absente",
    "conges", "vacances", "ausente", "ausencia",   "vacaciones", "ferias",  "assente", "assenza",
    "ferie",  "vakantie", "urlop",   "semester",   "borte",      "loma",    "отпуск"};

// Notes writes "AUTO: <name> is out of the office (returning ...)", in the language of its user.
static const char *const notes_phrases[] = {"is out of the office",
                                            "is out of office",
                                            "ist ausser haus",
                                            "ist nicht im buro",
                                            "ist abwesend",
                                            "est absent",
                                            "est absente",
                                            "esta fuera de la oficina",
                                            "esta ausente",
                                            "fora do escritorio",
                                            "e fuori sede",
                                            "e assente",
                                            "fuori ufficio",
                                            "is niet op kantoor",
                                            "is afwezig",
                                            "poza biurem",
                                            "jest nieobecn",
                                            "ar inte pa kontoret",
                                            "er ikke pa kontoret",
                                            "er ikke til stede",
                                            "on poissa"};

// Appends one code point: marks dropped, hyphens and blanks as one blank, typographic apostrophes plain.
static void append_plain(GString *out, gunichar c) {
    if (g_unichar_ismark(c))
        return;
    if (c == 0x2019 || c == 0x2018)
        c = '\'';
    const bool dash = c == '-' || (c >= 0x2010 && c <= 0x2015);
    const bool blank = g_unichar_isspace(c) || dash;
    if (dash && out->len > 0 && out->str[out->len - 1] == ' ') // " - " is a sign, not a hyphen
        g_string_append_c(out, ':');
    else if (!blank)
        g_string_append_unichar(out, c);
    else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c(out, ' ');
}

// The subject's beginning, ready for comparing with the phrases.
static char *normal(const char *subject) {
    const char *end = subject;
    for (size_t i = 0; *end != '\0' && end - subject < SUBJECT_LIMIT; i++) {
        if (i < LEAD_LIMIT && end == subject && !g_unichar_isalnum(g_utf8_get_char(end)))
            subject = g_utf8_next_char(subject);
        end = g_utf8_next_char(end);
    }
    g_autofree char *folded = g_utf8_casefold(subject, end - subject);
    g_autofree char *parted = g_utf8_normalize(folded, -1, G_NORMALIZE_ALL); // NFKD
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *c = parted == NULL ? "" : parted; *c != '\0'; c = g_utf8_next_char(c))
        append_plain(out, g_utf8_get_char(c));
    return g_strchomp(g_string_free(g_steal_pointer(&out), FALSE));
}

static bool begins_with(const char *text, const char *phrase) {
    const size_t length = strlen(phrase);
    if (text[0] != phrase[0] || strncmp(text, phrase, length) != 0)
        return false;
    const char *rest = text + length;
    return *rest == '\0' || !g_unichar_isalnum(g_utf8_get_char(rest));
}

static bool is_until(const char *rest) {
    for (size_t i = 0; i < G_N_ELEMENTS(until); i++)
        if (begins_with(rest, until[i]))
            return true;
    return false;
}

// True for the phrase followed by no more, or by until when.
static bool is_whole(const char *text, const char *phrase) {
    if (!begins_with(text, phrase))
        return false;
    const char *rest = text + strlen(phrase);
    if (*rest == ' ' && is_until(rest + 1))
        return true;
    while (*rest != '\0' && !g_unichar_isalnum(g_utf8_get_char(rest)))
        rest = g_utf8_next_char(rest);
    return *rest == '\0';
}

// True for the phrase alone, or followed by a sign, a number, or until when.
static bool is_bare(const char *text, const char *phrase) {
    if (!begins_with(text, phrase))
        return false;
    const char *rest = text + strlen(phrase);
    if (*rest != ' ')
        return true;
    const gunichar next = g_utf8_get_char(rest + 1);
    return !g_unichar_isalpha(next) || is_until(rest + 1);
}

typedef bool (*PhraseTest)(const char *text, const char *phrase);

static bool any_phrase(const char *text, const char *const *list, size_t count, PhraseTest test) {
    for (size_t i = 0; i < count; i++)
        if (test(text, list[i]))
            return true;
    return false;
}

bool refusal_is_away_subject(const char *subject) {
    g_autofree char *all = normal(subject_skip_prefixes(subject));
    const bool notes = g_str_has_prefix(all, "auto: ");
    const char *text = notes ? all + strlen("auto: ") : all;
    for (size_t i = 0; notes && i < G_N_ELEMENTS(notes_phrases); i++)
        if (strstr(text, notes_phrases[i]) != NULL)
            return true;
    return any_phrase(text, phrases, G_N_ELEMENTS(phrases), begins_with) ||
           any_phrase(text, bare_phrases, G_N_ELEMENTS(bare_phrases), is_bare) ||
           any_phrase(all, whole_phrases, G_N_ELEMENTS(whole_phrases), is_whole);
}

Force refusal_test_away_subject(const RefusalFacts *facts) {
    return refusal_is_away_subject(message_subject(facts->message)) ? FORCE_WEIGHT : FORCE_NONE;
}
