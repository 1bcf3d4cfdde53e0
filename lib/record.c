// Records are read from a disk that may be damaged and written by versions to
// come, so the reader trusts nothing: every length is checked against what is
// left, strings must be UTF-8, and one sticky failure answers for all.
#include "record.h"

#include <string.h>

#include "fault.h"

struct RecordWriter {
    uint8_t *data;
    size_t size, room;
};

static const uint32_t ABSENT = UINT32_MAX; // the length of a NULL string

// Where the next `size` bytes go.
static uint8_t *extend(RecordWriter *writer, size_t size) {
    if (writer->room - writer->size < size) {
        writer->room = MAX(writer->room * 2, writer->size + size);
        writer->data = g_realloc(writer->data, writer->room);
    }
    uint8_t *at = writer->data + writer->size;
    writer->size += size;
    return at;
}

RecordWriter *record_writer_new(uint8_t kind, uint8_t version) {
    enum { FIRST = 512 };
    RecordWriter *writer = g_new0(RecordWriter, 1);
    *writer = (RecordWriter){.data = g_malloc(FIRST), .room = FIRST};
    record_put_u8(writer, kind);
    record_put_u8(writer, version);
    return writer;
}

void record_put_u8(RecordWriter *writer, uint8_t value) {
    *extend(writer, 1) = value;
}

void record_put_u32(RecordWriter *writer, uint32_t value) {
    const uint32_t big = GUINT32_TO_BE(value);
    memcpy(extend(writer, sizeof big), &big, sizeof big);
}

void record_put_u64(RecordWriter *writer, uint64_t value) {
    const uint64_t big = GUINT64_TO_BE(value);
    memcpy(extend(writer, sizeof big), &big, sizeof big);
}

void record_put_i64(RecordWriter *writer, int64_t value) {
    record_put_u64(writer, (uint64_t)value);
}

void record_put_double(RecordWriter *writer, double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    record_put_u64(writer, bits);
}

void record_put_fixed(RecordWriter *writer, const void *data, size_t size) {
    if (size > 0)
        memcpy(extend(writer, size), data, size);
}

static void put_block(RecordWriter *writer, const void *data, size_t size) {
    record_put_u32(writer, (uint32_t)size);
    record_put_fixed(writer, data, size);
}

void record_put_string(RecordWriter *writer, const char *text) {
    if (text == NULL) {
        record_put_u32(writer, ABSENT);
        return;
    }
    // The reader takes only UTF-8: what is none must be mended now, or its record could never be read again.
    const size_t size = strlen(text);
    if (g_utf8_validate_len(text, size, NULL)) {
        put_block(writer, text, size);
        return;
    }
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)size);
    put_block(writer, valid, strlen(valid));
}

void record_put_bytes(RecordWriter *writer, GBytes *bytes) {
    if (bytes == NULL) {
        record_put_u32(writer, ABSENT);
        return;
    }
    gsize size;
    const void *data = g_bytes_get_data(bytes, &size);
    put_block(writer, data, size);
}

void record_put_strings(RecordWriter *writer, const GPtrArray *texts) {
    const guint count = texts == NULL ? 0 : texts->len;
    record_put_u32(writer, count);
    for (guint i = 0; i < count; i++)
        record_put_string(writer, texts->pdata[i]);
}

GBytes *record_writer_finish(RecordWriter *writer) {
    GBytes *bytes = g_bytes_new_take(writer->data, writer->size);
    g_free(writer);
    return bytes;
}

// The next `size` bytes, or NULL and failure for good.
static const uint8_t *take(RecordReader *reader, size_t size) {
    if (reader->failed || (size_t)(reader->end - reader->at) < size) {
        reader->failed = true;
        return NULL;
    }
    const uint8_t *at = reader->at;
    reader->at += size;
    return at;
}

void record_reader_init(RecordReader *reader, GBytes *bytes, uint8_t kind, uint8_t newest) {
    gsize size = 0;
    const uint8_t *data = g_bytes_get_data(bytes, &size);
    *reader = (RecordReader){.at = data, .end = data + size, .failed = data == NULL};
    const uint8_t found = record_get_u8(reader);
    reader->version = record_get_u8(reader);
    if (found != kind || reader->version == 0 || reader->version > newest)
        reader->failed = true;
}

uint8_t record_get_u8(RecordReader *reader) {
    const uint8_t *at = take(reader, 1);
    return at == NULL ? 0 : *at;
}

unsigned record_get_choice(RecordReader *reader, unsigned count) {
    const unsigned value = record_get_u8(reader);
    if (value >= count)
        reader->failed = true;
    return reader->failed ? 0 : value;
}

uint32_t record_get_u32(RecordReader *reader) {
    uint32_t big = 0;
    const uint8_t *at = take(reader, sizeof big);
    if (at != NULL)
        memcpy(&big, at, sizeof big);
    return GUINT32_FROM_BE(big);
}

uint64_t record_get_u64(RecordReader *reader) {
    uint64_t big = 0;
    const uint8_t *at = take(reader, sizeof big);
    if (at != NULL)
        memcpy(&big, at, sizeof big);
    return GUINT64_FROM_BE(big);
}

int64_t record_get_i64(RecordReader *reader) {
    return (int64_t)record_get_u64(reader);
}

double record_get_double(RecordReader *reader) {
    const uint64_t bits = record_get_u64(reader);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

char *record_get_string(RecordReader *reader) {
    const uint32_t size = record_get_u32(reader);
    if (reader->failed || size == ABSENT)
        return NULL;
    const char *at = (const char *)take(reader, size);
    if (at == NULL)
        return NULL;
    if (!g_utf8_validate_len(at, size, NULL)) {
        reader->failed = true;
        return NULL;
    }
    return g_strndup(at, size);
}

void record_get_fixed(RecordReader *reader, void *data, size_t size) {
    const uint8_t *at = take(reader, size);
    if (at == NULL)
        memset(data, 0, size);
    else
        memcpy(data, at, size);
}

GBytes *record_get_bytes(RecordReader *reader) {
    const uint32_t size = record_get_u32(reader);
    if (reader->failed || size == ABSENT)
        return NULL;
    const uint8_t *at = take(reader, size);
    return at == NULL ? NULL : g_bytes_new(at, size);
}

uint32_t record_get_count(RecordReader *reader, size_t least) {
    const uint32_t count = record_get_u32(reader);
    if (!reader->failed && count > (size_t)(reader->end - reader->at) / MAX(least, 1))
        reader->failed = true;
    return reader->failed ? 0 : count;
}

GPtrArray *record_get_strings(RecordReader *reader) {
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    const uint32_t count = record_get_count(reader, sizeof(uint32_t));
    for (uint32_t i = 0; i < count && !reader->failed; i++) {
        char *text = record_get_string(reader);
        if (text == NULL)
            reader->failed = true; // lists hold no NULL
        else
            g_ptr_array_add(texts, text);
    }
    if (reader->failed)
        g_ptr_array_set_size(texts, 0);
    return texts;
}

bool record_reader_end(RecordReader *reader, const char *what, GError **error) {
    if (reader->failed || reader->at != reader->end)
        return fault_set(error, FATE_CORRUPT,
                         "%s: a stored record cannot be read: damaged, or written by a newer version", what);
    return true;
}
