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

// Deletions in one mail. Each costs Postfix a search of the header, and at some 10,000 its cleanup server
// panics ("too many reverse jump records") and is kept down for a minute, for everybody; Sendmail takes no
// header that holds as many. Whoever sends more attacks us.
enum { STRIP_LIMIT = 5000 };

#define OUR_PREFIX "Earshot-"

// In lower case. These go first: filters and people act on them.
static const char *const our_names[] = {"earshot-thread",  "earshot-level",    "earshot-signals",
                                        "earshot-request", "earshot-language", "earshot-acknowledge",
                                        "earshot-due",     "earshot-loop"};

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

static bool is_ours(const char *key) {
    for (size_t i = 0; i < G_N_ELEMENTS(our_names); i++)
        if (g_str_equal(key, our_names[i]))
            return true;
    return false;
}

void forged_count(Forged *forged, const char *name) {
    if (g_ascii_strncasecmp(name, OUR_PREFIX, strlen(OUR_PREFIX)) != 0)
        return;
    forged->total++;
    g_autofree char *key = g_strchomp(g_ascii_strdown(name, -1));
    if (forged->total > STRIP_LIMIT && !is_ours(key) && !g_hash_table_contains(forged->counts, key))
        return; // cannot be removed anyway, and would cost us memory
    const unsigned count = GPOINTER_TO_UINT(g_hash_table_lookup(forged->counts, key));
    g_hash_table_insert(forged->counts, g_steal_pointer(&key), GUINT_TO_POINTER(count + 1));
}

unsigned forged_total(const Forged *forged) {
    return forged->total;
}

bool forged_too_many(const Forged *forged) {
    return forged->total > STRIP_LIMIT;
}

unsigned long edit_actions(bool receipts) {
    return SMFIF_ADDHDRS | SMFIF_CHGHDRS | (receipts ? SMFIF_ADDRCPT_PAR : 0UL);
}

// Of more than `*left` the first go: those are read before the others.
static bool strip_name(SMFICTX *context, const char *name, unsigned count, unsigned *left, GError **error) {
    count = MIN(count, *left);
    *left -= count;
    for (unsigned i = count; i > 0; i--)
        if (smfi_chgheader(context, (char *)name, (int)i, NULL) != MI_SUCCESS)
            return fault_set(error, FATE_TEMPORARY, "the MTA did not delete %s", name);
    return true;
}

static bool strip_names(SMFICTX *context, const Forged *forged, bool ours, unsigned *left, GError **error) {
    GHashTableIter iter;
    gpointer name, count;
    g_hash_table_iter_init(&iter, forged->counts);
    while (g_hash_table_iter_next(&iter, &name, &count))
        if (is_ours(name) == ours && !strip_name(context, name, GPOINTER_TO_UINT(count), left, error))
            return false;
    return true;
}

bool edit_strip(SMFICTX *context, const Forged *forged, GError **error) {
    unsigned left = STRIP_LIMIT;
    return strip_names(context, forged, true, &left, error) &&
           strip_names(context, forged, false, &left, error);
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
    const bool header = (!hearing->strip || edit_strip(context, forged, error)) &&
                        insert_fields(context, hearing->fields, error);
    // The receipt does not hang on the header: without it what was promised would never go out.
    const bool receipt =
        hearing->receipt == NULL || add_receipt(context, hearing->receipt, header ? error : NULL);
    return header && receipt;
}
