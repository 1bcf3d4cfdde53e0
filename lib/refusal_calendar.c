// Rows about mail without words of a person's own: answers that calendars send
// by themselves, recalls, and messages that hold no text at all.
#include "refusal_tests.h"

#include <string.h>

#define CALENDAR_LIMIT 65536 // octets of a calendar object in which METHOD is looked for
#define OWN_TEXT_LIMIT 65536 // octets of the first text
#define RECALL_LIMIT 65536   // octets of a winmail.dat

// True for what stands for an image in the text: "[cid:image001.png@01D]", "[image: photo.jpg]",
// "<photo.jpg>".
static bool is_image_line(const char *line) {
    static const char *const beginnings[] = {"[cid:",         "[image:", "[image]",
                                             "[inline image", "[bild:",  "\xEF\xBF\xBC"};
    for (size_t i = 0; i < G_N_ELEMENTS(beginnings); i++)
        if (g_ascii_strncasecmp(line, beginnings[i], strlen(beginnings[i])) == 0)
            return line[strlen(line) - 1] == ']' || line[0] == '\xEF';
    return line[0] == '<' && (g_str_has_suffix(line, ".png>") || g_str_has_suffix(line, ".jpg>") ||
                              g_str_has_suffix(line, ".jpeg>"));
}

// Blanks of no width show nothing, whatever they are called.
static bool shows_anything(const char *line) {
    for (const char *at = line; *at != '\0'; at = g_utf8_next_char(at))
        if (g_unichar_isgraph(g_utf8_get_char(at)) && !g_unichar_iszerowidth(g_utf8_get_char(at)))
            return true;
    return false;
}

static bool holds_words(const char *body) {
    g_auto(GStrv) lines = g_strsplit(body, "\n", 100);
    for (size_t i = 0; lines[i] != NULL; i++) {
        g_strstrip(lines[i]);
        if (shows_anything(lines[i]) && !is_image_line(lines[i]))
            return true;
    }
    return false;
}

// A subject alone is no text here: beside an image it is a title.
bool refusal_without_text(const RefusalFacts *facts) {
    return facts->text == NULL || facts->text->body == NULL || !holds_words(facts->text->body);
}

// Where a forwarded text speaks there may be no word of the sender's own; the first text tells.
bool refusal_without_own_text(const RefusalFacts *facts) {
    size_t count = 0;
    if (refusal_without_text(facts) || !facts->text->forwarded)
        return refusal_without_text(facts);
    const Part *parts = message_parts(facts->message, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(parts[i].type, "text/plain") != 0 || parts[i].enclosed)
            continue;
        bool quote = false, signature = false;
        g_autofree char *plain = message_part_text(facts->message, i, OWN_TEXT_LIMIT);
        g_autofree char *own = text_newly_written(plain, &quote, &signature);
        return !holds_words(own);
    }
    return false;
}

Force refusal_test_no_text(const RefusalFacts *facts) {
    return refusal_without_text(facts) ? refusal_answer(facts->settings->no_text) : FORCE_NONE;
}

// Folded lines become one (RFC 5545 s.3.1).
static void unfold(char *text) {
    char *out = text;
    for (const char *c = text; *c != '\0'; c++) {
        if (c[0] == '\n' && (c[1] == ' ' || c[1] == '\t'))
            c++;
        else
            *out++ = *c;
    }
    *out = '\0';
}

// The METHOD line of a calendar object outside its components, or NULL. The caller owns it.
static char *method_in_content(const Message *message, size_t part) {
    g_autofree char *text = message_part_text(message, part, CALENDAR_LIMIT);
    unfold(text);
    for (char *line = text; line != NULL && *line != '\0';) {
        char *next = strchr(line, '\n');
        if (next != NULL)
            *next++ = '\0';
        if (g_ascii_strncasecmp(line, "METHOD", 6) == 0 && (line[6] == ':' || line[6] == ';')) {
            const char *colon = strchr(line, ':');
            return colon == NULL ? NULL : g_strstrip(g_strdup(colon + 1));
        }
        line = next;
    }
    return NULL;
}

static bool is_answering_method(const char *method) {
    static const char *const methods[] = {"REPLY", "COUNTER", "CANCEL", "REFRESH", "DECLINECOUNTER"};
    for (size_t i = 0; method != NULL && i < G_N_ELEMENTS(methods); i++)
        if (g_ascii_strcasecmp(method, methods[i]) == 0)
            return true;
    return false;
}

static bool answers_invitation(const Message *message, size_t part) {
    g_autofree char *method = message_part_parameter(message, part, "method");
    if (method == NULL || method[0] == '\0') {
        g_free(method);
        method = method_in_content(message, part);
    }
    return is_answering_method(method);
}

// Not when it is an attachment beside text of the sender's own: then a person sends it and says why.
static bool is_calendar_answer(const RefusalFacts *facts) {
    size_t total = 0;
    bool silent = refusal_without_text(facts);
    const Part *parts = message_parts(facts->message, &total);
    for (size_t i = 0; i < total; i++) {
        if (strcmp(parts[i].type, "text/calendar") != 0 || parts[i].enclosed)
            continue;
        bool attached = parts[i].disposition != NULL && strcmp(parts[i].disposition, "attachment") == 0;
        if ((!attached || silent) && answers_invitation(facts->message, i))
            return true;
    }
    return false;
}

static bool holds_recall_class(const Message *message) {
    static const char class_name[] = "IPM.Outlook.Recall";
    size_t total = 0;
    const Part *parts = message_parts(message, &total);
    for (size_t i = 0; i < total; i++) {
        if (parts[i].enclosed || strcmp(parts[i].type, "application/ms-tnef") != 0)
            continue;
        g_autoptr(GBytes) bytes = message_part_bytes(message, i, RECALL_LIMIT);
        gsize size = 0;
        const char *data = g_bytes_get_data(bytes, &size);
        if (size > 0 && memmem(data, size, class_name, strlen(class_name)) != NULL)
            return true;
    }
    return refusal_field_is(message, "X-MS-Exchange-Message-Class", class_name) ||
           refusal_field_is(message, "X-Message-Class", class_name);
}

typedef struct Recall { // Outlook's subject and a piece of its sentence
    const char *subject, *words;
} Recall;

// "Recall:" alone may be a customer who asks about a product recall, "Rückruf:" one who asks to be called
// back; Outlook's own words make it Outlook's.
static bool is_recall(const RefusalFacts *facts) {
    static const Recall recalls[] = {
        {"Recall:", "would like to recall the message"}, {"Rückruf:", "möchte die Nachricht"},
        {"Rappel", "souhaite rappeler le message"},      {"Recuperar:", "recuperar el mensaje"},
        {"Richiamo:", "richiamare il messaggio"},        {"Intrekken:", "wil het bericht"},
        {"Återkalla:", "vill återkalla meddelandet"},
    };
    const char *subject = message_subject(facts->message);
    if (holds_recall_class(facts->message))
        return true;
    if (refusal_without_text(facts))
        return g_ascii_strncasecmp(subject, recalls[0].subject, strlen(recalls[0].subject)) == 0;
    for (size_t i = 0; i < G_N_ELEMENTS(recalls); i++)
        if (g_ascii_strncasecmp(subject, recalls[i].subject, strlen(recalls[i].subject)) == 0 &&
            strcasestr(facts->text->body, recalls[i].words) != NULL)
            return true;
    return false;
}

Force refusal_test_calendar(const RefusalFacts *facts) {
    return is_calendar_answer(facts) || is_recall(facts) ? FORCE_NO : FORCE_NONE;
}
