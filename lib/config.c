// Reads the lines into structs by the table of keys: a row whose key stands in
// the file takes that value, every other row its default, and a key that no
// row took is unknown. Each step goes on behind an error, so that one run
// tells the administrator everything.
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "config_check.h"
#include "config_source.h"
#include "config_value.h"
#include "store_url.h"
#include "textfile.h"

#define STATE_DIRECTORY "/var/lib/earshot"

static const gsize FILE_LIMIT = 1 << 20;

// Sections that stand once, and those that carry a name; the text is how rows call them.
static const char *const SINGLE[] = {"earshot",     "receipt",  "relay", "trust",   "limits",
                                     "acknowledge", "accounts", "log",   "metrics", "retention"};
static const char MAILBOX_ROWS[] = "mailbox NAME", PM_ROWS[] = "pm NAME", ACCOUNT_ROWS[] = "account NAME";

static Config *config_new(void) {
    Config *config = g_new0(Config, 1);
    config->trust = trust_new();
    config->accounts_known.strategic = g_ptr_array_new_with_free_func(g_free);
    config->accounts_known.tiers = g_ptr_array_new_with_free_func(g_free);
    config->mailboxes = g_ptr_array_new_with_free_func((GDestroyNotify)mailbox_free);
    config->pms = g_ptr_array_new_with_free_func((GDestroyNotify)pm_free);
    config->accounts = g_ptr_array_new_with_free_func((GDestroyNotify)account_free);
    return config;
}

void config_free(Config *config) {
    if (config == NULL)
        return;
    g_free(config->hostname);
    g_free(config->socket);
    g_free(config->store);
    g_free(config->state);
    g_free(config->key_file);
    g_free(config->receipt_domain);
    g_free(config->receipt_socket);
    g_free(config->relay_url);
    g_free(config->relay_starttls);
    g_free(config->relay_user);
    g_free(config->relay_password_file);
    g_free(config->metrics_listen);
    g_free(config->accounts_known.columns);
    g_ptr_array_unref(config->accounts_known.strategic);
    g_ptr_array_unref(config->accounts_known.tiers);
    trust_free(config->trust);
    g_ptr_array_unref(config->mailboxes);
    g_ptr_array_unref(config->pms);
    g_ptr_array_unref(config->accounts);
    g_clear_pointer(&config->sections, g_ptr_array_unref);
    g_free(config);
}

static bool is_colleague(const Mailbox *mailbox, const char *address) {
    for (guint i = 0; i < mailbox->addresses->len; i++)
        if (address_same_organisation(address_domain(address), address_domain(mailbox->addresses->pdata[i])))
            return true;
    return false;
}

const char *config_store_directory(const Config *config) {
    return config->store == NULL ? NULL : store_url_directory(config->store);
}

const char *config_state_directory(const Config *config) {
    if (config->store == NULL)
        return NULL;
    const char *own = config_store_directory(config);
    return own != NULL ? own : config->state != NULL ? config->state : STATE_DIRECTORY;
}

bool config_uses_receipts(const Config *config) {
    return config->mode == MODE_ANSWER && config->receipt_when == RECEIPT_ACCEPTED &&
           config->receipt_socket != NULL && config->receipt_domain != NULL;
}

bool config_is_ours(const Config *config, const char *address) {
    if (mailbox_of(config->mailboxes, address) != NULL || trust_is_agent(config->trust, address))
        return true;
    for (guint i = 0; i < config->pms->len; i++) {
        const Pm *pm = config->pms->pdata[i];
        if (pm->address != NULL && address_equal(pm->address, address))
            return true;
    }
    for (guint i = 0; i < config->mailboxes->len; i++)
        if (is_colleague(config->mailboxes->pdata[i], address))
            return true;
    return false;
}

const Mailbox *config_mailbox(const Config *config, const char *name) {
    for (guint i = 0; i < config->mailboxes->len; i++) {
        const Mailbox *mailbox = g_ptr_array_index(config->mailboxes, i);
        if (g_strcmp0(mailbox->name, name) == 0)
            return mailbox;
    }
    return NULL;
}

const Pm *config_pm(const Config *config, const char *name) {
    for (guint i = 0; i < config->pms->len; i++) {
        const Pm *pm = g_ptr_array_index(config->pms, i);
        if (g_strcmp0(pm->name, name) == 0)
            return pm;
    }
    return NULL;
}

const Pm *config_pm_of(const Config *config, const Mailbox *mailbox) {
    return mailbox == NULL || mailbox->pm == NULL ? NULL : config_pm(config, mailbox->pm);
}

// --- filling ---

static void entry_apply(const ConfigRow *row, ConfigEntry *entry, void *target, const ConfigErrors *errors) {
    g_autoptr(GError) error = NULL;
    entry->used = true;
    // Lists have no other way to say none; of other keys with a default an empty value says nothing.
    if (*entry->value == '\0' && row->initial != NULL && !g_str_has_suffix(row->type, " list")) {
        config_error(errors, entry->line, "%s has no value; write %s, or remove the line for %s", row->key,
                     row->type, row->initial);
        return;
    }
    if (config_value_parse(row->type, entry->value, target, &error))
        return;
    g_autofree char *open = strcmp(row->type, "store") == 0 ? store_url_shown(entry->value) : NULL;
    g_autofree char *shown = config_shown(open != NULL ? open : entry->value);
    const bool commented = strstr(entry->value, " #") != NULL || strstr(entry->value, " ;") != NULL;
    config_error(errors, entry->line, "%s = %s: %s%s", row->key, shown, error->message,
                 commented ? " (comments stand on lines of their own)" : "");
}

// Takes every row of these rows' section into the struct at `base`; section may be NULL, then all are
// defaults.
static void rows_apply(const char *rows, const ConfigSection *section, void *base,
                       const ConfigErrors *errors) {
    for (const ConfigRow *row = config_rows(); row->section != NULL; row++) {
        if (strcmp(row->section, rows) != 0)
            continue;
        void *target = (char *)base + row->offset;
        ConfigEntry *entry = config_source_entry(section, row->key);
        if (entry != NULL) {
            entry_apply(row, entry, target, errors);
        } else if (row->initial != NULL) {
            const bool good = config_value_parse(row->type, row->initial, target, NULL);
            g_assert(good); // our own table; a test reads it
        }
    }
}

// --- what nobody knows ---

// How many letters to change, add, drop or swap with their neighbour to make one word the other.
static unsigned distance(const char *a, const char *b) {
    enum { LIMIT = 40 };
    unsigned table[LIMIT + 1][LIMIT + 1];
    const size_t rows = strlen(a), columns = strlen(b);
    if (rows > LIMIT || columns > LIMIT)
        return LIMIT;
    for (size_t i = 0; i <= rows; i++) {
        for (size_t k = 0; k <= columns; k++) {
            if (i == 0 || k == 0) {
                table[i][k] = (unsigned)(i + k);
                continue;
            }
            const unsigned change =
                table[i - 1][k - 1] + (g_ascii_tolower(a[i - 1]) != g_ascii_tolower(b[k - 1]));
            table[i][k] = MIN(change, MIN(table[i - 1][k], table[i][k - 1]) + 1);
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
                table[i][k] = MIN(table[i][k], table[i - 2][k - 2] + 1);
        }
    }
    return table[rows][columns];
}

// True when `known` is nearer to the word than the best so far, and near enough to be meant.
static bool is_nearer(const char *word, const char *known, unsigned *best) {
    const unsigned found = distance(word, known);
    if (found > 3 || found * 2 > strlen(known) || found >= *best)
        return false;
    *best = found;
    return true;
}

static void report_unknown_key(const char *rows, const ConfigEntry *entry, const ConfigErrors *errors) {
    const ConfigRow *near = NULL, *elsewhere = NULL;
    unsigned best = G_MAXUINT;
    for (const ConfigRow *row = config_rows(); row->section != NULL; row++) {
        if (strcmp(row->section, rows) == 0 && is_nearer(entry->key, row->key, &best))
            near = row;
        if (elsewhere == NULL && strcmp(row->key, entry->key) == 0)
            elsewhere = row;
    }
    // `languages` in [account NAME] is more likely its `language` than a key of another section.
    if (near != NULL && (elsewhere == NULL || best <= 2))
        config_error(errors, entry->line, "unknown key %s in [%s]; did you mean %s?", entry->key, rows,
                     near->key);
    else if (elsewhere != NULL)
        config_error(errors, entry->line, "%s belongs into [%s], not into [%s]", entry->key,
                     elsewhere->section, rows);
    else
        config_error(errors, entry->line, "unknown key %s in [%s]; remove it", entry->key, rows);
}

static void report_unused(const char *rows, const ConfigSection *section, const ConfigErrors *errors) {
    for (guint i = 0; section != NULL && i < section->entries->len; i++) {
        const ConfigEntry *entry = g_ptr_array_index(section->entries, i);
        if (!entry->used)
            report_unknown_key(rows, entry, errors);
    }
}

// --- sections ---

// The levels below escalation share one time. A default gives way to a shorter time of a lower level, so that
// `first-reply = 30m` alone is sound; a time that was written stays, for the check to see.
static void settle_first_reply(Mailbox *mailbox, const ConfigSection *section) {
    GTimeSpan *times = mailbox->first_reply;
    times[LEVEL_CONCERN] = times[LEVEL_NONE];
    if (config_source_entry(section, "first-reply.escalation") == NULL)
        times[LEVEL_ESCALATION] = MIN(times[LEVEL_ESCALATION], times[LEVEL_CONCERN]);
    if (config_source_entry(section, "first-reply.critical") == NULL)
        times[LEVEL_CRITICAL] = MIN(times[LEVEL_CRITICAL], times[LEVEL_ESCALATION]);
}

// Errors inside the file of holidays name its lines; one about the file as a whole names the line that asks
// for it.
static void add_holidays(const Mailbox *mailbox, Calendar *calendar, unsigned line,
                         const ConfigErrors *errors) {
    g_autoptr(GError) error = NULL;
    if (calendar_add_holidays(calendar, mailbox->holidays, &error))
        return;
    const size_t length = strlen(mailbox->holidays);
    g_auto(GStrv) lines = g_strsplit(error->message, "\n", -1);
    for (size_t i = 0; lines[i] != NULL; i++) {
        const bool inside = strlen(lines[i]) > length + 1 && g_ascii_isdigit(lines[i][length + 1]);
        if (inside)
            g_ptr_array_add(errors->found, g_strdup(lines[i]));
        else
            config_error(errors, line, "holidays = %s", lines[i]);
    }
}

static void make_calendar(Mailbox *mailbox, const ConfigSection *section, const ConfigErrors *errors) {
    // Hours or a zone that were wrong are reported already; the holidays are read all the same.
    const bool wrong = mailbox->hours == NULL || mailbox->time_zone == NULL;
    mailbox->calendar =
        calendar_new(wrong ? "24x7" : mailbox->hours, wrong ? "UTC" : mailbox->time_zone, NULL);
    g_assert(mailbox->calendar != NULL); // both were tried when read
    const ConfigEntry *entry = config_source_entry(section, "holidays");
    if (mailbox->holidays != NULL && entry != NULL)
        add_holidays(mailbox, mailbox->calendar, entry->line, errors);
}

static void take_mailbox(Config *config, const ConfigSection *section, const ConfigErrors *errors) {
    Mailbox *mailbox = mailbox_new(section->name);
    g_ptr_array_add(config->mailboxes, mailbox);
    rows_apply(MAILBOX_ROWS, section, mailbox, errors);
    report_unused(MAILBOX_ROWS, section, errors);
    settle_first_reply(mailbox, section);
    make_calendar(mailbox, section, errors);
}

static void take_pm(Config *config, const ConfigSection *section, const ConfigErrors *errors) {
    Pm *pm = pm_new(section->name);
    g_ptr_array_add(config->pms, pm);
    rows_apply(PM_ROWS, section, pm, errors);
    report_unused(PM_ROWS, section, errors);
}

static void take_account(Config *config, const ConfigSection *section, const ConfigErrors *errors) {
    Account *account = account_new(section->name);
    g_ptr_array_add(config->accounts, account);
    rows_apply(ACCOUNT_ROWS, section, account, errors);
    report_unused(ACCOUNT_ROWS, section, errors);
}

typedef struct NamedSection {
    const char *kind;
    const char *rows;    // how its rows call it
    const char *example; // a name
    void (*take)(Config *config, const ConfigSection *section, const ConfigErrors *errors);
} NamedSection;

static const NamedSection NAMED[] = {
    {"mailbox", MAILBOX_ROWS, "support", take_mailbox},
    {"pm", PM_ROWS, "product", take_pm},
    {"account", ACCOUNT_ROWS, "acme", take_account},
};

static const NamedSection *named_find(const char *kind) {
    for (size_t i = 0; i < G_N_ELEMENTS(NAMED); i++)
        if (strcmp(NAMED[i].kind, kind) == 0)
            return &NAMED[i];
    return NULL;
}

static bool is_single(const char *kind) {
    for (size_t i = 0; i < G_N_ELEMENTS(SINGLE); i++)
        if (strcmp(SINGLE[i], kind) == 0)
            return true;
    return false;
}

static void report_unknown_section(const ConfigSection *section, const ConfigErrors *errors) {
    const char *near = NULL;
    unsigned best = G_MAXUINT;
    for (size_t i = 0; i < G_N_ELEMENTS(SINGLE); i++)
        near = is_nearer(section->kind, SINGLE[i], &best) ? SINGLE[i] : near;
    for (size_t i = 0; i < G_N_ELEMENTS(NAMED); i++)
        near = is_nearer(section->kind, NAMED[i].kind, &best) ? NAMED[i].rows : near;
    if (near != NULL)
        config_error(errors, section->line, "unknown section [%s]; did you mean [%s]?", section->kind, near);
    else
        config_error(errors, section->line, "unknown section [%s]; remove it", section->kind);
}

static void take_section(Config *config, const ConfigSection *section, const ConfigErrors *errors) {
    const NamedSection *named = named_find(section->kind);
    if (named != NULL && section->name == NULL)
        config_error(errors, section->line, "[%s] lacks a name; write [%s %s]", section->kind, section->kind,
                     named->example);
    else if (named != NULL)
        named->take(config, section, errors);
    else if (!is_single(section->kind))
        report_unknown_section(section, errors);
    else if (section->name != NULL)
        config_error(errors, section->line, "[%s] takes no name; write [%s]", section->kind, section->kind);
}

// The zone of a PM who names none: that of the first mailbox of theirs, else of the first of all.
static const char *zone_of(const Config *config, const Pm *pm) {
    const char *zone = NULL;
    for (guint i = 0; i < config->mailboxes->len; i++) {
        const Mailbox *mailbox = config->mailboxes->pdata[i];
        if (mailbox->time_zone != NULL && (zone == NULL || g_strcmp0(mailbox->pm, pm->name) == 0))
            zone = mailbox->time_zone;
        if (g_strcmp0(mailbox->pm, pm->name) == 0)
            break;
    }
    return zone == NULL ? "UTC" : zone;
}

static void settle_pms(Config *config) {
    for (guint i = 0; i < config->pms->len; i++) {
        Pm *pm = config->pms->pdata[i];
        if (pm->time_zone == NULL)
            pm->time_zone = g_strdup(zone_of(config, pm));
        pm->calendar = calendar_new("24x7", pm->time_zone, NULL);
        g_assert(pm->calendar != NULL); // it was tried when read
    }
}

typedef enum Need { NEED_NOTHING, NEED_TO_RUN, NEED_KEY } Need; // beside sense; each all before it

// Consumes the text. The result may be incomplete when errors were found.
static Config *config_build(char *text, Need need, const ConfigErrors *errors) {
    Config *config = config_new();
    GPtrArray *sections = config->sections = config_source_read(text, errors);
    for (size_t i = 0; i < G_N_ELEMENTS(SINGLE); i++) {
        const ConfigSection *section = config_source_section(sections, SINGLE[i], NULL);
        rows_apply(SINGLE[i], section, strcmp(SINGLE[i], "trust") == 0 ? (void *)config->trust : config,
                   errors);
        report_unused(SINGLE[i], section, errors);
    }
    for (guint i = 0; i < sections->len; i++)
        take_section(config, g_ptr_array_index(sections, i), errors);
    settle_pms(config);
    if (config->hostname == NULL)
        config->hostname = g_strdup(g_get_host_name());
    const ConfigCheck check = {.config = config, .sections = sections, .errors = errors};
    config_check_sense(&check);
    if (need >= NEED_TO_RUN)
        config_check_running(&check);
    if (need >= NEED_KEY)
        config_check_key(&check);
    return config;
}

// --- the ways in ---

// The line of an error in this file; what stands in other files, or in none, comes last.
static unsigned long error_line(const char *error, const char *file) {
    const size_t length = strlen(file);
    const bool here =
        strncmp(error, file, length) == 0 && error[length] == ':' && g_ascii_isdigit(error[length + 1]);
    return here ? strtoul(error + length + 1, NULL, 10) : G_MAXULONG;
}

static int errors_compare(gconstpointer a, gconstpointer b, gpointer file) {
    const unsigned long line_a = error_line(*(char *const *)a, file),
                        line_b = error_line(*(char *const *)b, file);
    return (line_a > line_b) - (line_a < line_b);
}

static Config *config_from_file(const char *path, Need need, GPtrArray *errors) {
    g_autoptr(GError) error = NULL;
    g_autofree char *text = textfile_read(path, FILE_LIMIT, &error);
    if (text == NULL) {
        g_ptr_array_add(errors, g_strdup(error->message));
        return NULL;
    }
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    const ConfigErrors collected = {.file = path, .found = found};
    g_autoptr(Config) config = config_build(text, need, &collected);
    if (found->len == 0)
        return g_steal_pointer(&config);
    g_ptr_array_sort_with_data(found, errors_compare, (gpointer)path);
    g_ptr_array_extend(errors, found, NULL, NULL);
    return NULL;
}

Config *config_load(const char *path, GPtrArray *errors) {
    return config_from_file(path, NEED_KEY, errors);
}

Config *config_load_keyless(const char *path, GPtrArray *errors) {
    return config_from_file(path, NEED_TO_RUN, errors);
}

Config *config_read(const char *path, GPtrArray *errors) {
    return config_from_file(path, NEED_NOTHING, errors);
}

Config *config_builtin(void) {
    g_autofree char *text = g_strdup("[earshot]\n"
                                     "hostname = mx.example.test\n"
                                     "mode = answer\n"
                                     "[trust]\n"
                                     "authserv-ids = mx.example.test\n"
                                     "[mailbox support]\n"
                                     "addresses = support@example.test\n"
                                     "languages = en, de, fr, es, pt, it, nl, pl, sv\n");
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    const ConfigErrors errors = {.file = "built-in", .found = found};
    Config *config = config_build(text, NEED_NOTHING, &errors);
    g_assert(found->len == 0); // our own text
    return config;
}
