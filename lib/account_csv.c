// libcsv knows quotes and separators; what it does not know is where in the
// file it stands, so it is fed one line at a time and every word of it is
// counted here. Limits stand before all work: of the file, of a cell, of rows and of errors, since
// a wrong file, or a quote that never ends, must cost little and be told clearly. What libcsv cannot parse
// ends that row alone: reading goes on behind it, so that one look shows all that is to be mended.
#include "account_csv.h"

#include <csv.h>
#include <stdbool.h>
#include <string.h>

#include "account_csv_cell.h"
#include "account_csv_head.h"
#include "address.h"

enum { ROWS = 200000, ERRORS = 10000, BLOCK = 4096 };

typedef struct Reading {
    const char *name; // of the file
    const char *mapping;
    GPtrArray *errors;
    guint told; // of them ours
    guint untold;
    struct csv_parser parser;
    unsigned char separator;
    unsigned line;    // that is being read
    unsigned row;     // the line in which the row began
    bool open;        // in the midst of a row
    GPtrArray *cells; // char * of the row; NULL for one that is too long (in the head: empty)
    guint count;      // of cells, those that are not kept too
    CsvHead *head;
    GPtrArray *found;    // AccountFacts *
    GHashTable *seen[3]; // account, domain, address -> the line where it stands
} Reading;

enum { SEEN_ACCOUNT, SEEN_DOMAIN, SEEN_ADDRESS };

// --- errors ---

G_GNUC_PRINTF(3, 4)
static void tell(Reading *reading, unsigned line, const char *format, ...) {
    if (reading->told >= ERRORS) {
        reading->untold++;
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_ptr_array_add(reading->errors, line == 0 ? g_strdup_printf("%s: %s", reading->name, message)
                                               : g_strdup_printf("%s:%u: %s", reading->name, line, message));
    reading->told++;
}

static void tell_column(Reading *reading, guint column, const char *message) {
    tell(reading, reading->row, "column %s: %s", (const char *)reading->head->names->pdata[column], message);
}

// --- rows ---

// The column of each kind; a domain may come from either of two.
static char *column_of(const Reading *reading, unsigned kind) {
    static const CsvField FIELDS[] = {FIELD_ACCOUNT, FIELD_DOMAINS, FIELD_ADDRESSES};
    const char *name = csv_head_name(reading->head, FIELDS[kind]);
    const char *site = kind == SEEN_DOMAIN ? csv_head_name(reading->head, FIELD_WEBSITE) : "";
    return g_strconcat(name, *name == '\0' || *site == '\0' ? "" : " or ", site, NULL);
}

// False, and told, when another line has it; *again when this one has it already.
static bool claim(Reading *reading, unsigned kind, const char *name, bool *again) {
    const gpointer line = g_hash_table_lookup(reading->seen[kind], name);
    *again = GPOINTER_TO_UINT(line) == reading->row;
    if (line == NULL)
        g_hash_table_insert(reading->seen[kind], g_strdup(name), GUINT_TO_POINTER(reading->row));
    if (line == NULL || *again)
        return true;
    g_autofree char *shown = account_csv_shown(name), *column = column_of(reading, kind);
    tell(reading, reading->row, "column %s: %s stands in line %u already, and %s", column, shown,
         GPOINTER_TO_UINT(line),
         kind == SEEN_ACCOUNT ? "an account has one row" : "leads to one account only");
    return false;
}

// What stands twice in one row is kept once.
static bool claim_domains(Reading *reading, AccountFacts *facts) {
    bool good = true, again;
    for (guint i = 0; i < facts->domains->len;) {
        good = claim(reading, SEEN_DOMAIN, facts->domains->pdata[i], &again) && good;
        if (again)
            g_ptr_array_remove_index(facts->domains, i);
        else
            i++;
    }
    return good;
}

// Likewise, with the role that one of them says.
static bool claim_contacts(Reading *reading, AccountFacts *facts) {
    g_autoptr(GHashTable) mine = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool good = true, again;
    for (guint i = 0; i < facts->contacts->len;) {
        AccountContact *contact = facts->contacts->pdata[i];
        g_autofree char *key = address_key(contact->address);
        AccountContact *first = g_hash_table_lookup(mine, key);
        if (first == NULL) {
            good = claim(reading, SEEN_ADDRESS, key, &again) && good;
            g_hash_table_insert(mine, g_steal_pointer(&key), contact);
            i++;
            continue;
        }
        if (first->role == ROLE_UNKNOWN)
            first->role = contact->role;
        g_ptr_array_remove_index(facts->contacts, i);
    }
    return good;
}

static bool read_cells(Reading *reading, AccountFacts *facts) {
    bool good = true;
    for (guint i = 0; i < reading->cells->len; i++) {
        g_autoptr(GError) error = NULL;
        const CsvField field = reading->head->fields[i];
        const char *text = reading->cells->pdata[i];
        if (field == FIELD_NONE || (text != NULL && account_csv_cell(facts, field, text, &error)))
            continue;
        tell_column(reading, i,
                    text == NULL ? "is longer than 65536 bytes; does a quote in it not end?"
                                 : error->message);
        good = false;
    }
    return good;
}

static bool read_row(Reading *reading, AccountFacts *facts) {
    bool good = read_cells(reading, facts), again;
    if (facts->account == NULL && good) {
        tell(reading, reading->row, "column %s: is empty; each account needs a key of its own",
             csv_head_name(reading->head, FIELD_ACCOUNT));
        return false;
    }
    if (facts->name == NULL)
        facts->name = g_strdup(facts->account);
    if (facts->account != NULL)
        good = claim(reading, SEEN_ACCOUNT, facts->account, &again) && good;
    good = claim_domains(reading, facts) && good;
    return claim_contacts(reading, facts) && good;
}

static bool is_empty(const GPtrArray *cells) {
    for (guint i = 0; i < cells->len; i++)
        if (cells->pdata[i] == NULL || *(const char *)cells->pdata[i] != '\0')
            return false;
    return true;
}

static void take_head(Reading *reading) {
    g_autofree char *place = g_strdup_printf("%s:%u: ", reading->name, reading->row);
    const guint before = reading->errors->len;
    if (reading->count > HEAD_COLUMNS)
        tell(reading, reading->row, "%u columns; at most %d are read", reading->count, HEAD_COLUMNS);
    else
        reading->head = csv_head_new(reading->cells, reading->mapping, place, reading->errors);
    reading->told += reading->errors->len - before;
}

static void take_row(Reading *reading) {
    if (is_empty(reading->cells) && reading->count <= reading->cells->len)
        return;
    if (reading->count > reading->head->names->len) {
        tell(reading, reading->row, "%u cells, but the head has %u; is there a separator outside of quotes?",
             reading->count, reading->head->names->len);
        return;
    }
    g_autoptr(AccountFacts) facts = account_facts_new();
    if (!read_row(reading, facts))
        return;
    if (reading->found->len == ROWS)
        tell(reading, reading->row, "more than %d accounts; split the file", ROWS);
    if (reading->found->len <= ROWS)
        g_ptr_array_add(reading->found, g_steal_pointer(&facts));
}

// --- from libcsv ---

static void on_cell(void *data, size_t size, void *context) {
    Reading *reading = context;
    const guint limit = reading->head == NULL ? HEAD_COLUMNS : reading->head->names->len;
    if (reading->count++ < limit)
        g_ptr_array_add(reading->cells, size <= CELL_MAX        ? g_strndup(data, size)
                                        : reading->head == NULL ? g_strdup("")
                                                                : NULL);
}

static void on_row(int terminator, void *context) {
    (void)terminator;
    Reading *reading = context;
    if (reading->head == NULL)
        take_head(reading);
    else
        take_row(reading);
    g_ptr_array_set_size(reading->cells, 0);
    reading->count = 0;
    reading->open = false;
}

// --- lines ---

static void parser_start(Reading *reading) {
    csv_init(&reading->parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&reading->parser, reading->separator);
    csv_set_blk_size(&reading->parser, BLOCK);
}

// Up to and with its end: LF, CR LF or CR.
static gsize line_size(const char *at, const char *end) {
    const char *stop = at;
    while (stop < end && *stop != '\n' && *stop != '\r')
        stop++;
    if (stop + 1 < end && stop[0] == '\r' && stop[1] == '\n')
        stop++;
    return (gsize)(stop - at) + (stop < end);
}

static bool is_blank(const char *at, gsize size) {
    for (gsize i = 0; i < size; i++)
        if (!g_ascii_isspace(at[i]))
            return false;
    return true;
}

static void tell_quote(Reading *reading) {
    if (reading->row == reading->line)
        tell(reading, reading->line,
             "a quote amid a cell; put the whole cell into quotes, and double those in it");
    else
        tell(reading, reading->line,
             "a quote amid a cell of the row that begins in line %u; does one not end?", reading->row);
    csv_free(&reading->parser);
    parser_start(reading);
    g_ptr_array_set_size(reading->cells, 0);
    reading->count = 0;
    reading->open = false;
}

static void read_line(Reading *reading, const char *at, gsize size) {
    reading->line++;
    if (!reading->open) {
        if (is_blank(at, size))
            return;
        reading->row = reading->line;
        reading->open = true;
    }
    if (csv_parse(&reading->parser, at, size, on_cell, on_row, reading) != size)
        tell_quote(reading);
}

static void read_lines(Reading *reading, const char *text, gsize size) {
    const char *end = text + size;
    parser_start(reading);
    for (const char *at = text; at < end;) {
        const gsize length = line_size(at, end);
        read_line(reading, at, length);
        if (reading->head == NULL && reading->told > 0) // nothing behind a bad head can be understood
            break;
        at += length;
    }
    if (csv_fini(&reading->parser, on_cell, on_row, reading) != 0)
        tell(reading, reading->row, "a quote in the row that begins here does not end");
    csv_free(&reading->parser);
}

// --- the file ---

// The first line tells: "sep=;" as Excel writes it, else what stands most often outside of quotes.
static unsigned char find_separator(const char *text, gsize size, gsize *skip) {
    static const char SEPARATORS[] = ",;\t";
    const char *end = text + size;
    const gsize length = line_size(text, end);
    unsigned counts[sizeof SEPARATORS - 1] = {0};
    bool quoted = false;
    if (length >= 5 && g_ascii_strncasecmp(text, "sep=", 4) == 0 && strchr(SEPARATORS, text[4]) != NULL) {
        *skip = length;
        return (unsigned char)text[4];
    }
    for (gsize i = 0; i < length; i++) {
        const char *at = text[i] == '\0' ? NULL : strchr(SEPARATORS, text[i]);
        quoted = quoted != (text[i] == '"');
        if (at != NULL && !quoted)
            counts[at - SEPARATORS]++;
    }
    const size_t best = counts[1] > counts[0] ? 1 : 0;
    return (unsigned char)SEPARATORS[counts[2] > counts[best] ? 2 : best];
}

static unsigned line_at(const char *text, const char *at) {
    unsigned line = 1;
    for (const char *c = text; c < at; c++)
        line += *c == '\n' || (*c == '\r' && c[1] != '\n');
    return line;
}

// The text as UTF-8 without its mark; *made is to be freed. NULL when it cannot be read.
static const char *find_text(Reading *reading, const char *text, gsize *size, char **made) {
    static const char HINT[] =
        "save the file as UTF-8 (Excel: \"CSV UTF-8\"; elsewhere choose UTF-8 when exporting)";
    const bool little = *size >= 2 && memcmp(text, "\xff\xfe", 2) == 0;
    const bool big = *size >= 2 && memcmp(text, "\xfe\xff", 2) == 0;
    const char *valid = NULL, *nul;
    if (little || big) {
        *made = g_convert(text + 2, (gssize)*size - 2, "UTF-8", little ? "UTF-16LE" : "UTF-16BE", NULL, size,
                          NULL);
        if (*made == NULL)
            tell(reading, 0, "begins as UTF-16 does, but is not; %s", HINT);
        text = *made;
    } else if (*size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
        *size -= 3;
    }
    if (text == NULL)
        return NULL;
    nul = *size == 0 ? NULL : memchr(text, 0, *size);
    if (nul == NULL && g_utf8_validate_len(text, *size, &valid))
        return text;
    if (nul != NULL)
        tell(reading, line_at(text, nul), "a NUL byte; is it a text file? %s", HINT);
    else
        tell(reading, line_at(text, valid), "not UTF-8; %s", HINT);
    return NULL;
}

static void read_text(Reading *reading, const char *bytes, gsize size) {
    g_autofree char *made = NULL;
    const char *text = find_text(reading, bytes, &size, &made);
    gsize skip = 0;
    if (text == NULL)
        return;
    if (is_blank(text, size)) {
        tell(reading, 0, "is empty");
        return;
    }
    reading->separator = find_separator(text, size, &skip);
    reading->line = skip > 0;
    read_lines(reading, text + skip, size - skip);
    if (reading->found->len == 0 && reading->told == 0)
        tell(reading, 0, "has no rows below its head");
    if (reading->untold > 0)
        g_ptr_array_add(reading->errors,
                        g_strdup_printf("%s: %u more errors", reading->name, reading->untold));
}

GPtrArray *account_csv_read(const char *name, const char *text, gsize size, const char *mapping,
                            GPtrArray *errors) {
    Reading reading = {.name = name, .mapping = mapping, .errors = errors};
    reading.cells = g_ptr_array_new_with_free_func(g_free);
    reading.found = g_ptr_array_new_with_free_func((GDestroyNotify)account_facts_free);
    for (size_t i = 0; i < G_N_ELEMENTS(reading.seen); i++)
        reading.seen[i] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    read_text(&reading, text, size);
    for (size_t i = 0; i < G_N_ELEMENTS(reading.seen); i++)
        g_hash_table_unref(reading.seen[i]);
    g_ptr_array_unref(reading.cells);
    csv_head_free(reading.head);
    if (reading.told == 0)
        return reading.found;
    g_ptr_array_unref(reading.found);
    return NULL;
}
