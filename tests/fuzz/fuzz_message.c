// Any bytes as a message: parsed, each field and part asked for, twice with the
// same result. A part's text is clean, and no limit is passed.
#include "fuzz.h"
#include "message.h"

enum { LIMIT = 64 * 1024 };

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc, (void)argv;
    message_library_start();
    return 0;
}

static void add(GString *all, const char *text) {
    if (text == NULL)
        return;
    fuzz_clean(text, 0);
    g_string_append(all, text);
    g_string_append_c(all, '\n');
}

static void add_list(GString *all, const GPtrArray *list) {
    FUZZ_PROMISE(list->len <= 1000);
    for (guint i = 0; i < list->len; i++)
        add(all, list->pdata[i]);
}

static void add_header(GString *all, const Message *message) {
    size_t count = 0;
    const Field *fields = message_fields(message, &count);
    FUZZ_PROMISE(count > 0 && count <= 2000);
    for (size_t i = 0; i < count; i++) {
        add(all, fields[i].name);
        add(all, fields[i].value);
        g_autofree char *decoded = message_decode(fields[i].value),
                        *bare = message_strip_comments(fields[i].value);
        add(all, decoded);
        add(all, bare);
    }
    add(all, message_subject(message));
    add(all, message_id(message));
    add(all, message_from(message));
    add(all, message_from_name(message));
    add_list(all, message_addresses(message, "To"));
    add_list(all, message_addresses(message, "From"));
    add_list(all, message_references(message));
    int minutes = 0;
    const bool zone = message_date_offset(message, &minutes);
    FUZZ_PROMISE(message_date(message) >= 0 && (!zone || (minutes > -900 && minutes < 900)));
    g_string_append_printf(all, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d\n", message_date(message),
                           message_received_newest(message), minutes);
}

static void add_part(GString *all, const Message *message, const Part *part, size_t index) {
    FUZZ_PROMISE(part->parent < (int)index && part->depth >= 0 && part->depth <= 50);
    FUZZ_PROMISE((index == 0) == (part->parent == -1));
    add(all, part->type);
    add(all, part->disposition);
    add(all, part->filename);
    g_autofree char *parameter = message_part_parameter(message, index, "charset");
    add(all, parameter);
    g_autoptr(GBytes) bytes = message_part_bytes(message, index, LIMIT);
    FUZZ_PROMISE(g_bytes_get_size(bytes) <= LIMIT);
    g_autofree char *text = message_part_text(message, index, LIMIT);
    fuzz_clean(text, 1);
    FUZZ_PROMISE(strlen(text) <= 3 * (size_t)LIMIT); // a byte becomes at most a character of three
    g_string_append(all, text);
}

static GString *everything(GBytes *bytes) {
    GString *all = g_string_new(NULL);
    g_autoptr(Message) message = message_parse(bytes, NULL);
    if (message == NULL)
        return all;
    add_header(all, message);
    size_t count = 0, size = 0;
    const Part *parts = message_parts(message, &count);
    FUZZ_PROMISE(count >= 1 && count <= 500);
    for (size_t i = 0; i < count; i++)
        add_part(all, message, &parts[i], i);
    const char *body = message_body_raw(message, &size);
    const char *start = g_bytes_get_data(bytes, NULL);
    FUZZ_PROMISE(body >= start && body + size == start + g_bytes_get_size(bytes));
    return all;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(GBytes) bytes = g_bytes_new_static(data, size);
    g_autoptr(GString) first = everything(bytes), second = everything(bytes);
    FUZZ_PROMISE(g_string_equal(first, second));
    return 0;
}
