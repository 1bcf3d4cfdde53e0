// libmilter deletes by name and occurrence, and MTAs renumber as they go, so
// each name is deleted from its last occurrence down (CVE-2022-48521 came of
// the other order). Ours are inserted after that, or they would be counted.
#include "edit.h"

#include <libmilter/mfapi.h>
#include <string.h>

#include "fault.h"

struct Forged {
    GHashTable *counts; // name in lower case -> count
    unsigned total;
};

// No MTA lets a header through that could hold more; each costs the MTA a search of the header.
enum { FORGED_LIMIT = 10000 };

#define OUR_PREFIX "Earshot-"

Forged *forged_new(void) {
    Forged *forged = g_new0(Forged, 1);
    forged->counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return forged;
}

void forged_free(Forged *forged) {
    if (forged == NULL)
        return;
    g_hash_table_unref(forged->counts);
    g_free(forged);
}

void forged_count(Forged *forged, const char *name) {
    if (g_ascii_strncasecmp(name, OUR_PREFIX, strlen(OUR_PREFIX)) != 0 || forged->total >= FORGED_LIMIT)
        return;
    char *key = g_strchomp(g_ascii_strdown(name, -1));
    const unsigned count = GPOINTER_TO_UINT(g_hash_table_lookup(forged->counts, key));
    g_hash_table_insert(forged->counts, key, GUINT_TO_POINTER(count + 1));
    forged->total++;
}

unsigned forged_total(const Forged *forged) {
    return forged->total;
}

unsigned long edit_actions(bool receipts) {
    return SMFIF_ADDHDRS | SMFIF_CHGHDRS | (receipts ? SMFIF_ADDRCPT_PAR : 0UL);
}

static bool remove_forged(SMFICTX *context, const Forged *forged, GError **error) {
    GHashTableIter iter;
    gpointer name, count;
    g_hash_table_iter_init(&iter, forged->counts);
    while (g_hash_table_iter_next(&iter, &name, &count))
        for (int i = GPOINTER_TO_INT(count); i > 0; i--)
            if (smfi_chgheader(context, name, i, NULL) != MI_SUCCESS)
                return fault_set(error, FATE_TEMPORARY, "the MTA did not delete %s", (const char *)name);
    return true;
}

// What a milter may send as a value: LF alone folds, and no line of it is empty. `value` is ours, yet a
// display name or a reason in it may once have come by mail.
static char *clean_value(const char *value) {
    GString *clean = g_string_new(NULL);
    g_auto(GStrv) lines = g_strsplit_set(value, "\r\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        if (*g_strstrip(*line) == '\0')
            continue;
        if (clean->len > 0)
            g_string_append(clean, "\n\t");
        g_string_append(clean, *line);
    }
    return g_string_free(clean, FALSE);
}

static bool insert_field(SMFICTX *context, const char *field, GError **error) {
    const char *colon = strchr(field, ':');
    if (colon == NULL)
        return fault_set(error, FATE_PERMANENT, "a field without a colon");
    g_autofree char *name = g_strndup(field, (gsize)(colon - field));
    g_autofree char *value = clean_value(colon + 1);
    return smfi_insheader(context, 0, name, value) == MI_SUCCESS ||
           fault_set(error, FATE_TEMPORARY, "the MTA did not take %s", name);
}

static bool insert_fields(SMFICTX *context, const GPtrArray *fields, GError **error) {
    // Each goes to the top, so the last comes first.
    for (guint i = fields->len; i > 0; i--)
        if (!insert_field(context, fields->pdata[i - 1], error))
            return false;
    return true;
}

static bool add_receipt(SMFICTX *context, const char *recipient, GError **error) {
    g_autofree char *path = g_strdup_printf("<%s>", recipient);
    char never[] = "NOTIFY=NEVER"; // or a copy that fails would bounce to the customer
    return smfi_addrcpt_par(context, path, never) == MI_SUCCESS ||
           fault_set(error, FATE_TEMPORARY, "the MTA did not take the receipt's recipient");
}

bool edit_apply(SMFICTX *context, const Hearing *hearing, const Forged *forged, GError **error) {
    return (!hearing->strip || remove_forged(context, forged, error)) &&
           insert_fields(context, hearing->fields, error) &&
           (hearing->receipt == NULL || add_receipt(context, hearing->receipt, error));
}
