// Facts in words, once for all commands, under the names that their columns
// have in an import: whoever reads a difference finds it again in the file.
#include "ctl_account.h"

#include <string.h>

#include "address.h"
#include "cell.h"
#include "units.h"

char *account_renewal_text(const AccountFacts *facts) {
    g_autofree char *time = facts->renewal == 0 ? NULL : units_time_format(facts->renewal);
    return time == NULL ? NULL : g_strndup(time, strlen("2027-03-31"));
}

static char *revenue_text(const AccountFacts *facts) {
    return facts->revenue < 0 ? NULL : g_strdup_printf("%" G_GINT64_FORMAT, facts->revenue);
}

char *account_revenue_short(const AccountFacts *facts) {
    static const struct {
        int64_t from;
        const char *unit;
    } UNITS[] = {{INT64_C(1000000000000), "T"}, {1000000000, "G"}, {1000000, "M"}, {1000, "k"}};
    for (size_t i = 0; i < G_N_ELEMENTS(UNITS); i++) {
        const int64_t whole = facts->revenue / UNITS[i].from;
        if (whole >= 10)
            return g_strdup_printf("%" G_GINT64_FORMAT "%s", whole, UNITS[i].unit);
        if (whole > 0)
            return g_strdup_printf("%" G_GINT64_FORMAT ".%d%s", whole,
                                   (int)(facts->revenue % UNITS[i].from / (UNITS[i].from / 10)),
                                   UNITS[i].unit);
    }
    return revenue_text(facts);
}

char *account_contact_text(const AccountContact *contact) {
    return contact->role == ROLE_UNKNOWN
               ? g_strdup(contact->address)
               : g_strdup_printf("%s (%s)", contact->address, contact_role_name(contact->role));
}

static char *known_text(Known known) {
    return known == KNOWN_NOT ? NULL : g_strdup(known_name(known));
}

static char *name_text(const AccountFacts *facts) {
    return g_strdup(facts->name);
}
static char *tier_text(const AccountFacts *facts) {
    return g_strdup(facts->tier);
}
static char *reference_text(const AccountFacts *facts) {
    return known_text(facts->reference);
}
static char *segment_text(const AccountFacts *facts) {
    return known_text(facts->segment_fit);
}
static char *manager_text(const AccountFacts *facts) {
    return g_strdup(facts->manager);
}
static char *backup_text(const AccountFacts *facts) {
    return g_strdup(facts->manager_backup);
}
static char *free_text(const AccountFacts *facts) {
    return known_text(facts->manager_free);
}
static char *vocal_text(const AccountFacts *facts) {
    return known_text(facts->vocal);
}
static char *language_text(const AccountFacts *facts) {
    return g_strdup(facts->language);
}
static char *notes_text(const AccountFacts *facts) {
    return g_strdup(facts->notes);
}

static const struct {
    const char *name;
    char *(*text)(const AccountFacts *facts);
} COLUMNS[] = {
    {"name", name_text},           {"tier", tier_text},
    {"revenue", revenue_text},     {"reference", reference_text},
    {"segment-fit", segment_text}, {"renewal", account_renewal_text},
    {"manager", manager_text},     {"manager-backup", backup_text},
    {"manager-free", free_text},   {"vocal", vocal_text},
    {"language", language_text},   {"notes", notes_text},
};

unsigned account_columns(void) {
    return G_N_ELEMENTS(COLUMNS);
}

const char *account_column_name(unsigned column) {
    return COLUMNS[column].name;
}

char *account_column_text(const AccountFacts *facts, unsigned column) {
    return COLUMNS[column].text(facts);
}

// --- what is another ---

enum { SHOWN = 60 };

// Notes may be long and are nobody else's business: that they are another is enough.
static void tell_column(GString *text, unsigned column, const AccountFacts *before,
                        const AccountFacts *after) {
    g_autofree char *old = account_column_text(before, column), *new = account_column_text(after, column);
    const char *name = account_column_name(column);
    if (g_strcmp0(old, new) == 0)
        return;
    if (strcmp(name, "notes") == 0) {
        g_string_append_printf(text, "      notes: %s\n",
                               new == NULL   ? "gone"
                               : old == NULL ? "new"
                                             : "others");
        return;
    }
    g_autofree char *was = cell_cut(old == NULL ? "unknown" : old, SHOWN, false);
    g_autofree char *is = cell_cut(new == NULL ? "unknown" : new, SHOWN, false);
    const bool fits = strlen(name) + strlen(was) + strlen(is) <= SHOWN;
    g_string_append_printf(text, "      %s: %s%s-> %s\n", name, was, fits ? " " : "\n        ", is);
}

// The names of both as sets, those of one alone told with a sign.
static GHashTable *domains_of(const AccountFacts *facts) {
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < facts->domains->len; i++)
        g_hash_table_add(names, g_strdup(facts->domains->pdata[i]));
    return names;
}

static GHashTable *contacts_of(const AccountFacts *facts) {
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < facts->contacts->len; i++)
        g_hash_table_add(names, account_contact_text(facts->contacts->pdata[i]));
    return names;
}

static int compare_names(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void tell_missing(GString *text, const char *label, char sign, GHashTable *have, GHashTable *lack) {
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    GHashTableIter iter;
    gpointer name;
    g_hash_table_iter_init(&iter, have);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        g_ptr_array_add(names, name);
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++)
        if (!g_hash_table_contains(lack, names->pdata[i]))
            g_string_append_printf(text, "      %s: %c %s\n", label, sign, (const char *)names->pdata[i]);
}

static void tell_lists(GString *text, const char *label, GHashTable *before, GHashTable *after) {
    tell_missing(text, label, '-', before, after);
    tell_missing(text, label, '+', after, before);
    g_hash_table_unref(before);
    g_hash_table_unref(after);
}

void account_tell_changes(GString *text, const AccountFacts *before, const AccountFacts *after) {
    for (unsigned column = 0; column < account_columns(); column++)
        tell_column(text, column, before, after);
    tell_lists(text, "domains", domains_of(before), domains_of(after));
    tell_lists(text, "addresses", contacts_of(before), contacts_of(after));
}
