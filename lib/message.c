// What all later stages know of a message. The header and the tree are read by
// our own bounded scanners (field.c, mime.c, addressee.c); GMime decodes what
// is easy to get wrong: encoded words, RFC 2231 parameters, transfer
// encodings, dates. Each value handed to it is cut to a length at which it was
// measured to be quick.
#include "message.h"

#include <gmime/gmime.h>
#include <string.h>

#include "addressee.h"
#include "encoded.h"
#include "fault.h"
#include "leaf.h"
#include "mime.h"

#define FIELDS_MAX 2000
#define ADDRESSES_MAX 1000
#define REFERENCES_MAX 1000
#define DECODE_MAX ((size_t)64 * 1024) // octets of a header value that is decoded
#define DATE_MAX 200                   // octets of a date

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeContentType, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeContentDisposition, g_object_unref)

struct Message {
    GBytes *bytes;
    const char *body;
    size_t body_size;
    GArray *fields;        // Field
    GArray *nodes;         // MimeNode
    GArray *parts;         // Part, beside nodes
    GHashTable *addresses; // field name in lower case -> GPtrArray of addr-specs; filled when asked for
    GPtrArray *references;
    char *subject, *id, *from, *from_name;
    bool from_group, header_cut;
    int64_t date, received_oldest, received_newest;
};

void message_library_start(void) {
    g_mime_init();
}

const Field *message_fields(const Message *message, size_t *count) {
    *count = message->fields->len;
    return (const Field *)(const void *)message->fields->data;
}

bool message_header_cut(const Message *message) {
    return message->header_cut;
}

const char *message_field(const Message *message, const char *name) {
    return field_find(message->fields, name);
}

// Decoded text may hold anything again: controls become blanks. Takes `decoded`.
static char *clean_decoded(char *decoded) {
    char *text = decoded != NULL ? g_utf8_make_valid(decoded, -1) : g_strdup("");
    field_blank_controls(text);
    g_free(decoded);
    return g_strstrip(text);
}

static char *cut(const char *value, size_t limit) {
    size_t length = strnlen(value, limit + 1);
    if (length <= limit)
        return g_strdup(value);
    const char *end = g_utf8_find_prev_char(value, value + limit);
    return g_strndup(value, end != NULL ? (gsize)(end - value) : 0);
}

char *message_decode(const char *raw) {
    g_autofree char *value = cut(raw, DECODE_MAX);
    return clean_decoded(strstr(value, "=?") != NULL ? encoded_decode(value) : g_strdup(value));
}

static char *field_decoded(const Message *message, const char *name) {
    const char *value = message_field(message, name);
    return value != NULL ? message_decode(value) : NULL;
}

char *message_strip_comments(const char *value) {
    return field_strip_comments(value);
}

static int64_t read_date(const char *value) {
    if (value == NULL)
        return 0;
    g_autofree char *text = cut(value, DATE_MAX);
    g_autoptr(GDateTime) date = g_mime_utils_header_decode_date(text);
    int64_t seconds = date != NULL ? g_date_time_to_unix(date) : 0;
    return seconds > 0 ? seconds * G_USEC_PER_SEC : 0;
}

// The time of a Received field stands behind its last semicolon.
static int64_t read_received(const char *value) {
    const char *semicolon = strrchr(value, ';');
    return semicolon != NULL ? read_date(semicolon + 1) : 0;
}

static void read_dates(Message *message) {
    message->date = read_date(message_field(message, "Date"));
    for (guint i = 0; i < message->fields->len; i++) {
        const Field *field = &g_array_index(message->fields, Field, i);
        int64_t time = g_ascii_strcasecmp(field->name, "Received") == 0 ? read_received(field->value) : 0;
        if (time == 0)
            continue;
        message->received_oldest = time; // the lowest that can be read
        if (message->received_newest == 0)
            message->received_newest = time;
    }
}

// All addressees of the named field, over its instances. *group, when given, tells of a group.
static GPtrArray *read_addressees(const Message *message, const char *name, bool *group) {
    GPtrArray *found = g_ptr_array_new_with_free_func((GDestroyNotify)addressee_free);
    for (guint i = 0; i < message->fields->len; i++) {
        const Field *field = &g_array_index(message->fields, Field, i);
        if (g_ascii_strcasecmp(field->name, name) == 0 &&
            addressee_scan(field->value, found, ADDRESSES_MAX) && group != NULL)
            *group = true;
    }
    return found;
}

const GPtrArray *message_addresses(const Message *message, const char *name) {
    char *key = g_ascii_strdown(name, -1);
    GPtrArray *specs = g_hash_table_lookup(message->addresses, key);
    if (specs != NULL) {
        g_free(key);
        return specs;
    }
    specs = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) addressees = read_addressees(message, name, NULL);
    for (guint i = 0; i < addressees->len; i++) {
        Addressee *addressee = addressees->pdata[i];
        g_ptr_array_add(specs, g_steal_pointer(&addressee->spec));
    }
    g_hash_table_insert(message->addresses, key, specs);
    return specs;
}

static void read_from(Message *message) {
    g_autoptr(GPtrArray) from = read_addressees(message, "From", &message->from_group);
    if (from->len == 0)
        return;
    Addressee *first = from->pdata[0];
    message->from = g_steal_pointer(&first->spec);
    if (first->name != NULL)
        message->from_name = message_decode(first->name);
}

static char *read_id(const char *value) {
    if (value == NULL)
        return NULL;
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    field_message_ids(value, ids, 1);
    if (ids->len > 0)
        return g_strdup(ids->pdata[0]);
    bool bare = *value != '\0' && strpbrk(value, " \t<>") == NULL && strlen(value) < 998;
    return bare ? g_strdup(value) : NULL;
}

static void add_once(GPtrArray *ids, GHashTable *seen, const char *id) {
    if (ids->len < REFERENCES_MAX && g_hash_table_add(seen, g_strdup(id)))
        g_ptr_array_add(ids, g_strdup(id));
}

// The ids of all instances of a field, in order. At most the newest REFERENCES_MAX would do, but which they
// are shows only at the end; the header's own limit bounds them.
static GPtrArray *field_ids(const Message *message, const char *name) {
    GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < message->fields->len; i++) {
        const Field *field = &g_array_index(message->fields, Field, i);
        if (g_ascii_strcasecmp(field->name, name) == 0)
            field_message_ids(field->value, ids, FIELD_BLOCK_MAX);
    }
    return ids;
}

static void read_references(Message *message) {
    message->references = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) parents = field_ids(message, "In-Reply-To"),
                         older = field_ids(message, "References");
    for (guint i = 0; i < parents->len; i++)
        add_once(message->references, seen, parents->pdata[i]);
    for (guint i = older->len; i-- > 0;)
        add_once(message->references, seen, older->pdata[i]);
}

static const MimeNode *node_at(const Message *message, size_t part) {
    return &g_array_index(message->nodes, MimeNode, part);
}

// A parameter as GMime decodes it (RFC 2231, and RFC 2047 as many clients misuse it).
static char *decoded_parameter(const char *value, const char *name) {
    g_autoptr(GMimeContentType) type = g_mime_content_type_parse(NULL, value);
    const char *found = type != NULL ? g_mime_content_type_get_parameter(type, name) : NULL;
    return found != NULL ? clean_decoded(g_strdup(found)) : NULL;
}

static char *read_filename(const MimeNode *node) {
    if (node->disposition != NULL && strcasestr(node->disposition, "filename") != NULL) {
        g_autoptr(GMimeContentDisposition) disposition =
            g_mime_content_disposition_parse(NULL, node->disposition);
        const char *name = g_mime_content_disposition_get_parameter(disposition, "filename");
        if (name != NULL && *name != '\0')
            return clean_decoded(g_strdup(name));
    }
    return node->content != NULL && strcasestr(node->content, "name") != NULL
               ? decoded_parameter(node->content, "name")
               : NULL;
}

static void part_clear(gpointer data) {
    Part *part = data;
    g_free(part->disposition);
    g_free(part->filename);
}

static void read_parts(Message *message) {
    message->parts = g_array_sized_new(FALSE, TRUE, sizeof(Part), message->nodes->len);
    g_array_set_clear_func(message->parts, part_clear);
    for (guint i = 0; i < message->nodes->len; i++) {
        const MimeNode *node = node_at(message, i);
        Part part = {
            .type = node->type,
            .disposition = field_main_value(node->disposition),
            .filename = read_filename(node),
            .parent = node->parent,
            .depth = node->depth,
            .multipart = node->container,
            .enclosed = node->enclosed,
        };
        g_array_append_val(message->parts, part);
    }
}

// Some files begin with empty lines or a blank; a header stands behind them all the same.
static size_t skip_blanks(const char *data, size_t size) {
    size_t at = 0;
    while (at < size && g_ascii_isspace(data[at]))
        at++;
    return at;
}

// Reads the header at the start of data; returns its length. One field more than is kept tells of a cut.
static size_t read_header(const char *data, size_t size, GArray *fields, bool *cut) {
    size_t header = field_scan(data, size, FIELDS_MAX + 1, fields);
    *cut = fields->len > FIELDS_MAX || field_block_cut(data, size, header);
    g_array_set_size(fields, MIN(fields->len, FIELDS_MAX));
    return header;
}

Message *message_parse(GBytes *bytes, GError **error) {
    size_t size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    size_t start = data != NULL ? skip_blanks(data, size) : 0;
    g_autoptr(GArray) fields = field_array_new();
    bool cut = false;
    size_t header = start < size ? read_header(data + start, size - start, fields, &cut) : 0;
    if (fields->len == 0) {
        fault_set(error, FATE_PERMANENT, "not a message: no header field at its start");
        return NULL;
    }
    Message *message = g_new0(Message, 1);
    message->bytes = g_bytes_ref(bytes);
    message->fields = g_steal_pointer(&fields);
    message->header_cut = cut;
    message->body = data + start + header;
    message->body_size = size - start - header;
    message->nodes = mime_tree(message->fields, message->body, message->body_size);
    message->addresses =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    message->subject = field_decoded(message, "Subject");
    message->id = read_id(message_field(message, "Message-ID"));
    read_from(message);
    read_references(message);
    read_dates(message);
    read_parts(message);
    return message;
}

void message_free(Message *message) {
    if (message == NULL)
        return;
    g_array_unref(message->parts);
    g_array_unref(message->nodes);
    g_array_unref(message->fields);
    g_hash_table_unref(message->addresses);
    g_ptr_array_unref(message->references);
    g_free(message->subject);
    g_free(message->id);
    g_free(message->from);
    g_free(message->from_name);
    g_bytes_unref(message->bytes);
    g_free(message);
}

const char *message_subject(const Message *message) {
    return message->subject != NULL ? message->subject : "";
}

const char *message_id(const Message *message) {
    return message->id;
}

const char *message_from(const Message *message) {
    return message->from;
}

const char *message_from_name(const Message *message) {
    return message->from_name;
}

bool message_from_is_group(const Message *message) {
    return message->from_group;
}

const GPtrArray *message_references(const Message *message) {
    return message->references;
}

int64_t message_date(const Message *message) {
    return message->date;
}

// "... 09:00:00 +0200 (CEST)": the last sign before four digits, comments left out.
bool message_date_offset(const Message *message, int *minutes) {
    const char *value = message_field(message, "Date");
    if (value == NULL || message->date == 0)
        return false;
    g_autofree char *text = cut(value, DATE_MAX);
    g_autofree char *plain = field_strip_comments(text);
    const char *sign = strrchr(plain, '+') != NULL ? strrchr(plain, '+') : strrchr(plain, '-');
    if (sign == NULL || strspn(sign + 1, "0123456789") != 4 || sign[5] != '\0' || strcmp(sign, "-0000") == 0)
        return false;
    const int hours = g_ascii_digit_value(sign[1]) * 10 + g_ascii_digit_value(sign[2]);
    const int rest = g_ascii_digit_value(sign[3]) * 10 + g_ascii_digit_value(sign[4]);
    if (hours > 14 || rest > 59)
        return false;
    *minutes = (*sign == '-' ? -1 : 1) * (hours * 60 + rest);
    return true;
}

int64_t message_received_oldest(const Message *message) {
    return message->received_oldest;
}

int64_t message_received_newest(const Message *message) {
    return message->received_newest;
}

const Part *message_parts(const Message *message, size_t *count) {
    *count = message->parts->len;
    return (const Part *)(const void *)message->parts->data;
}

char *message_part_parameter(const Message *message, size_t part, const char *name) {
    const MimeNode *node = part < message->nodes->len ? node_at(message, part) : NULL;
    return node != NULL && node->content != NULL ? decoded_parameter(node->content, name) : NULL;
}

GBytes *message_part_bytes(const Message *message, size_t part, size_t limit) {
    return part < message->nodes->len ? leaf_bytes(node_at(message, part), message->bytes, limit)
                                      : g_bytes_new(NULL, 0);
}

char *message_part_text(const Message *message, size_t part, size_t limit) {
    return part < message->nodes->len ? leaf_text(node_at(message, part), message->bytes, limit)
                                      : g_strdup("");
}

const char *message_body_raw(const Message *message, size_t *size) {
    *size = message->body_size;
    return message->body;
}
