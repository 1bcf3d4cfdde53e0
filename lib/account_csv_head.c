// Customers' data come from CRM systems, each with its own names, and from
// spreadsheets whose writers had theirs. A name counts in three ranks: what the
// person mapped, our own names, and those that known systems export; a lower
// rank gives way, two of one rank are told, never guessed between.
#include "account_csv_head.h"

#include <stdbool.h>
#include <string.h>

#include "values.h"

typedef enum Rank { RANK_NONE, RANK_EXPORT, RANK_OWN, RANK_MAPPED } Rank;

typedef struct Name {
    const char *name;
    CsvField field;
} Name;

static const Name OWN[] = {
    {"account", FIELD_ACCOUNT},
    {"name", FIELD_NAME},
    {"domains", FIELD_DOMAINS},
    {"addresses", FIELD_ADDRESSES},
    {"tier", FIELD_TIER},
    {"revenue", FIELD_REVENUE},
    {"reference", FIELD_REFERENCE},
    {"segment-fit", FIELD_SEGMENT_FIT},
    {"renewal", FIELD_RENEWAL},
    {"manager", FIELD_MANAGER},
    {"manager-backup", FIELD_MANAGER_BACKUP},
    {"manager-free", FIELD_MANAGER_FREE},
    {"vocal", FIELD_VOCAL},
    {"language", FIELD_LANGUAGE},
    {"notes", FIELD_NOTES},
    {"website", FIELD_WEBSITE},
};

// Reports and the data loader of Salesforce; the export of HubSpot.
static const Name EXPORTS[] = {
    {"Account ID", FIELD_ACCOUNT},
    {"Record ID", FIELD_ACCOUNT},
    {"Id", FIELD_ACCOUNT},
    {"Account Name", FIELD_NAME},
    {"Company name", FIELD_NAME},
    {"Company Domain Name", FIELD_DOMAINS},
    {"Website URL", FIELD_WEBSITE},
    {"Annual Revenue", FIELD_REVENUE},
    {"Type", FIELD_TIER},
    {"Account Owner", FIELD_MANAGER},
    {"Company owner", FIELD_MANAGER},
};

// Names are compared by their letters and digits alone: "Annual Revenue", "annual_revenue", "AnnualRevenue".
static char *fold(const char *name) {
    g_autofree char *lower = g_utf8_strdown(name, -1);
    GString *folded = g_string_new(NULL);
    for (const char *at = lower; *at != '\0'; at = g_utf8_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            g_string_append_unichar(folded, g_utf8_get_char(at));
    return g_string_free(folded, FALSE);
}

static bool same_name(const char *left, const char *right) {
    g_autofree char *left_folded = fold(left), *right_folded = fold(right);
    return *left_folded != '\0' && strcmp(left_folded, right_folded) == 0;
}

static CsvField field_of(const Name *names, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (same_name(names[i].name, name))
            return names[i].field;
    return FIELD_NONE;
}

static const char *name_of(CsvField field) {
    for (size_t i = 0; i < G_N_ELEMENTS(OWN); i++)
        if (OWN[i].field == field)
            return OWN[i].name;
    return "";
}

static char *all_names(void) {
    GString *names = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(OWN); i++)
        g_string_append_printf(names, "%s%s", i == 0 ? "" : ", ", OWN[i].name);
    return g_string_free(names, FALSE);
}

G_GNUC_PRINTF(3, 4)
static void tell(GPtrArray *errors, const char *place, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_ptr_array_add(errors, g_strconcat(place, message, NULL));
}

// --- the mapping ---

typedef struct Reading {
    CsvHead *head;
    Rank ranks[HEAD_COLUMNS];
    const char *place;
    GPtrArray *errors;
} Reading;

// "Account Name=name"; nothing behind the sign passes the column over.
static void map_one(Reading *reading, const char *pair) {
    const char *sign = strrchr(pair, '=');
    g_autofree char *shown = account_csv_shown(pair);
    if (sign == NULL || sign == pair) {
        tell(reading->errors, reading->place, "mapping: %s: write it like Account Name=name", shown);
        return;
    }
    g_autofree char *from = g_strstrip(g_strndup(pair, (gsize)(sign - pair)));
    g_autofree char *to = g_strstrip(g_strdup(sign + 1)), *names = all_names();
    const CsvField field = field_of(OWN, G_N_ELEMENTS(OWN), to);
    bool there = false;
    if (field == FIELD_NONE && *to != '\0')
        tell(reading->errors, reading->place, "mapping: %s: what it may be is one of: %s", shown, names);
    for (guint i = 0; i < reading->head->names->len; i++)
        if (same_name(reading->head->names->pdata[i], from)) {
            reading->head->fields[i] = field;
            reading->ranks[i] = RANK_MAPPED;
            there = true;
        }
    if (!there)
        tell(reading->errors, reading->place, "mapping: %s: the file has no such column", shown);
}

static void apply_mapping(Reading *reading, const char *mapping) {
    enum { PAIRS = 100 };
    if (mapping == NULL)
        return;
    g_auto(GStrv) pairs = g_utf8_validate(mapping, -1, NULL) ? g_strsplit(mapping, ",", PAIRS) : NULL;
    if (pairs == NULL)
        tell(reading->errors, reading->place, "mapping: is not UTF-8");
    for (size_t i = 0; pairs != NULL && pairs[i] != NULL; i++)
        if (*g_strstrip(pairs[i]) != '\0')
            map_one(reading, pairs[i]);
}

// --- the columns ---

static void name_columns(Reading *reading) {
    const GPtrArray *names = reading->head->names;
    for (guint i = 0; i < names->len; i++) {
        if (reading->ranks[i] == RANK_MAPPED)
            continue;
        const CsvField own = field_of(OWN, G_N_ELEMENTS(OWN), names->pdata[i]);
        reading->head->fields[i] =
            own != FIELD_NONE ? own : field_of(EXPORTS, G_N_ELEMENTS(EXPORTS), names->pdata[i]);
        reading->ranks[i] = own != FIELD_NONE                        ? RANK_OWN
                            : reading->head->fields[i] != FIELD_NONE ? RANK_EXPORT
                                                                     : RANK_NONE;
    }
}

// Leaves each field to one column, the one of the highest rank.
static void settle(Reading *reading, CsvField field) {
    CsvHead *head = reading->head;
    guint best = HEAD_COLUMNS;
    for (guint i = 0; i < head->names->len; i++) {
        if (head->fields[i] != field)
            continue;
        if (best == HEAD_COLUMNS || reading->ranks[i] > reading->ranks[best]) {
            if (best != HEAD_COLUMNS)
                head->fields[best] = FIELD_NONE;
            best = i;
            continue;
        }
        head->fields[i] = FIELD_NONE;
        if (reading->ranks[i] == reading->ranks[best])
            tell(reading->errors, reading->place,
                 "columns %u (%s) and %u (%s) are both %s; take one out, or map it to nothing, as in \"%s=\"",
                 best + 1, (const char *)head->names->pdata[best], i + 1, (const char *)head->names->pdata[i],
                 name_of(field), (const char *)head->names->pdata[i]);
    }
}

static bool has_field(const CsvHead *head, CsvField field) {
    for (guint i = 0; i < head->names->len; i++)
        if (head->fields[i] == field)
            return true;
    return false;
}

static void check_needed(const Reading *reading) {
    enum { SOME = 20 };
    const CsvHead *head = reading->head;
    const bool found_by =
        has_field(head, FIELD_DOMAINS) || has_field(head, FIELD_ADDRESSES) || has_field(head, FIELD_WEBSITE);
    const char *lacking = !has_field(head, FIELD_ACCOUNT) ? "account, which tells accounts apart"
                          : !found_by ? "domains or addresses, by which their mail is known"
                                      : NULL;
    if (lacking == NULL)
        return;
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < MIN(head->names->len, SOME); i++)
        g_string_append_printf(names, "%s%s", i == 0 ? "" : ", ", (const char *)head->names->pdata[i]);
    tell(reading->errors, reading->place,
         "no column is %s; the columns are: %s%s. Name the one by a mapping, as in \"Customer No=account\"",
         lacking, names->str, head->names->len > SOME ? ", ..." : "");
    g_string_free(names, TRUE);
}

static char *shown_name(const char *cell, guint number) {
    g_autofree char *plain = g_strstrip(values_plain(cell));
    if (*plain == '\0')
        return g_strdup_printf("number %u", number);
    return g_utf8_strlen(plain, -1) <= 60 ? g_steal_pointer(&plain) : g_utf8_substring(plain, 0, 60);
}

CsvHead *csv_head_new(const GPtrArray *cells, const char *mapping, const char *place, GPtrArray *errors) {
    const guint before = errors->len;
    CsvHead *head = g_new0(CsvHead, 1);
    g_autofree Reading *reading = g_new0(Reading, 1);
    *reading = (Reading){.head = head, .place = place, .errors = errors};
    head->names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < MIN(cells->len, HEAD_COLUMNS); i++)
        g_ptr_array_add(head->names, shown_name(cells->pdata[i], i + 1));
    apply_mapping(reading, mapping);
    name_columns(reading);
    for (CsvField field = FIELD_ACCOUNT; field < FIELD_COUNT; field++)
        settle(reading, field);
    check_needed(reading);
    if (errors->len == before)
        return head;
    csv_head_free(head);
    return NULL;
}

void csv_head_free(CsvHead *head) {
    if (head == NULL)
        return;
    g_ptr_array_unref(head->names);
    g_free(head);
}

const char *csv_head_name(const CsvHead *head, CsvField field) {
    for (guint i = 0; i < head->names->len; i++)
        if (head->fields[i] == field)
            return head->names->pdata[i];
    return "";
}
