// Marks of other help desks. Two desks that acknowledge each other never end,
// and some mark nothing that RFC 3834 knows. But agents are people too: most
// mail of a desk is written by one, so a mark is only a weight, until history
// or a subject that two desks have tagged already says that a loop is under way.
#include "refusal_tests.h"

#include <string.h>
#include "subject.h"

#define TAG_LIMIT 60  // octets between the brackets of a ticket tag
#define TAGS_LIMIT 20 // tags of a subject that are compared

// Field names, whole or by their beginning ('*').
static const char *const mark_fields[] = {
    "X-OTRS-*",      "X-Znuny-*",     "X-RT-*",         "RT-Ticket",     "RT-Originator", "X-Zammad-*",
    "X-FreeScout-*", "X-Zendesk-*",   "X-FD-*",         "X-Freshdesk-*", "X-JIRA-*",      "X-JIRAFingerPrint",
    "X-Atlassian-*", "X-HelpScout-*", "X-GLPI-*",       "X-Kayako-*",    "X-HubSpot-*",   "X-HS-*",
    "X-SFDC-*",      "X-osTicket-*",  "X-ServiceNow-*", "X-Intercom-*",  "X-Gorgias-*",   "X-DeskPRO-*",
    "X-Cerberus*",   "X-Redmine-*",   "X-Bugzilla-*",
};

// Beginnings of X-Mailer, User-Agent, X-Powered-By, X-Managed-By and the like.
static const char *const mark_programs[] = {
    "OTRS",      "Znuny",      "RT ",        "Request Tracker",
    "Zammad",    "osTicket",   "FreeScout",  "Zendesk",
    "Freshdesk", "Help Scout", "HelpScout",  "GLPI",
    "Kayako",    "HubSpot",    "Salesforce", "Jira",
    "Atlassian", "Cerb",       "HESK",
};

// Message-IDs: how they begin, and how they end.
static const char *const mark_id_beginnings[] = {
    "FS_autoreply-", "FS_reply-", "FS_notify-", "FS_conversation-", "GLPI-", "GLPI_", "JIRA.", "rt-"};
static const char *const mark_id_endings[] = {"_sprut@zendesk.com", "@zendesk.com",   ".freshdesk.com",
                                              "@freshdesk.com",     "@helpscout.net", "@sfdc.net",
                                              "@Atlassian.JIRA",    ".zammad.com"};

static bool begins(const char *text, const char *with) {
    return g_ascii_strncasecmp(text, with, strlen(with)) == 0;
}

static bool ends(const char *text, const char *with) {
    size_t length = strlen(text), tail = strlen(with);
    return length >= tail && g_ascii_strcasecmp(text + length - tail, with) == 0;
}

static bool name_is(const Field *field, const char *pattern) {
    size_t i = 0;
    while (pattern[i] != '\0' && pattern[i] != '*' && (field->name[i] | 0x20) == (pattern[i] | 0x20))
        i++;
    return pattern[i] == '*' || (pattern[i] == '\0' && field->name[i] == '\0');
}

static bool is_mark_field(const Field *field) {
    for (size_t i = 0; i < G_N_ELEMENTS(mark_fields); i++)
        if (name_is(field, mark_fields[i]))
            return refusal_field_counts(field->value);
    return false;
}

static bool is_mark_program(const Field *field) {
    static const char *const names[] = {"X-Mailer", "User-Agent", "X-Powered-By", "X-Managed-By",
                                        "Managed-By"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (!refusal_named(field, names[i]))
            continue;
        g_autofree char *value = refusal_value(field->value, true);
        for (size_t j = 0; j < G_N_ELEMENTS(mark_programs); j++)
            if (begins(value, mark_programs[j]))
                return true;
    }
    return false;
}

// Only the message's own id: a person who answers a desk carries the desk's ids in References.
static bool is_mark_id(const char *id) {
    if (id == NULL)
        return false;
    if (begins(id, "rt-") && !g_ascii_isdigit(id[3]))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(mark_id_beginnings); i++)
        if (begins(id, mark_id_beginnings[i]))
            return true;
    for (size_t i = 0; i < G_N_ELEMENTS(mark_id_endings); i++)
        if (ends(id, mark_id_endings[i]))
            return true;
    return false;
}

// "ABC-123", "ABC-123-45678", "1D2X9Y-K34Z": capitals and digits in groups, a capital in it and a digit in
// the last.
static bool is_key(const char *tag) {
    bool dash = false, digit = false, capital = false;
    for (const char *c = tag; *c != '\0'; c++) {
        if (*c == '-') {
            if (c == tag || c[1] == '\0')
                return false;
            dash = true;
            digit = false;
        } else if (g_ascii_isdigit(*c)) {
            digit = true;
        } else if (g_ascii_isupper(*c)) {
            capital = true;
        } else {
            return false;
        }
    }
    return dash && digit && capital;
}

static bool begins_with_any(const char *tag, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (begins(tag, words[i]))
            return true;
    return false;
}

// '#' and a digit: "#123", "Ticket#123", "rt.example.com #123". Not "C#7", nor the order or invoice of a
// shop.
static bool is_numbered(const char *tag) {
    static const char *const others[] = {"order",     "invoice",       "bestell", "rechnung", "auftrag",
                                         "commande",  "facture",       "pedido",  "factura",  "fatura",
                                         "encomenda", "ordine",        "fattura", "factuur",  "zam",
                                         "faktura",   "best\xc3\xa4ll"};
    const char *hash = strrchr(tag, '#');
    if (hash == NULL || !g_ascii_isdigit(hash[1 + strspn(hash + 1, " :")]))
        return false;
    bool clings = hash != tag && hash[-1] != ' ' && hash[-1] != ':' && hash - tag < 3;
    return !clings && !begins_with_any(tag, others, G_N_ELEMENTS(others));
}

// "Ticket 123", "Case: 00123", "Vorgang-7", "Ticket ID: 5".
static bool is_worded(const char *tag) {
    static const char *const words[] = {"ticket",        "case",    "incident", "request",   "issue",
                                        "bug",           "vorgang", "anfrage",  "demande",   "solicitud",
                                        "pedido",        "chamado", "caso",     "richiesta", "melding",
                                        "\xc3\xa4rende", "sag",     "sak"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (begins(tag, words[i])) {
            const char *rest = tag + strlen(words[i]);
            rest += strspn(rest, " :.-#");
            rest += begins(rest, "id") || begins(rest, "no") || begins(rest, "nr") ? 2 : 0;
            return g_ascii_isdigit(rest[strspn(rest, " :.-#")]);
        }
    return false;
}

// How surely what stands between brackets names a ticket: 2 when only desks write so, 1 for a bare key, which
// standards and diseases have too ("[ISO-9001]").
static int tag_strength(const char *tag) {
    bool salesforce = begins(tag, "ref:") && ends(tag, ":ref");
    bool kayako = tag[0] == '!' && is_key(tag + 1);
    if (salesforce || kayako || is_numbered(tag) || is_worded(tag))
        return 2;
    return is_key(tag) ? 1 : 0;
}

static bool is_known_tag(const GPtrArray *tags, const char *tag) {
    for (guint i = 0; i < tags->len; i++)
        if (g_ascii_strcasecmp(g_ptr_array_index(tags, i), tag) == 0)
            return true;
    return false;
}

// Two different ticket tags of others, one of them sure; our own short id "[#abcdefgh]" is none.
static bool has_two_foreign_tags(const char *subject) {
    g_autoptr(GPtrArray) tags = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *own = subject_find_short_id(subject);
    g_autofree char *ours = own == NULL ? NULL : g_strconcat("#", own, NULL);
    int sure = 0;
    for (const char *open = strchr(subject, '['); open != NULL && tags->len < TAGS_LIMIT;
         open = strchr(open, '[')) {
        size_t length = strcspn(++open, "[]");
        if (open[length] != ']' || length > TAG_LIMIT)
            continue;
        g_autofree char *tag = g_strstrip(g_strndup(open, length));
        int strength = tag_strength(tag);
        if (strength == 0 || is_known_tag(tags, tag) || (ours != NULL && g_ascii_strcasecmp(tag, ours) == 0))
            continue;
        sure = MAX(sure, strength);
        g_ptr_array_add(tags, g_steal_pointer(&tag));
    }
    return tags->len >= 2 && sure == 2;
}

// A single foreign tag is no mark: customers answer in the threads of their own desks.
Force refusal_test_help_desk(const RefusalFacts *facts) {
    if (has_two_foreign_tags(message_subject(facts->message)))
        return FORCE_NO;
    size_t count = 0;
    const Field *fields = message_fields(facts->message, &count);
    for (size_t i = 0; i < count; i++)
        if (is_mark_field(&fields[i]) || is_mark_program(&fields[i]))
            return FORCE_WEIGHT;
    return is_mark_id(message_id(facts->message)) ? FORCE_WEIGHT : FORCE_NONE;
}
