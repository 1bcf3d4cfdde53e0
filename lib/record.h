#ifndef EARSHOT_RECORD_H
#define EARSHOT_RECORD_H
// Stored records as bytes: a kind, a version, then fields in a fixed order.
// The writer cannot fail; the reader carries a sticky failure, so that a run of
// reads is checked once, at record_reader_end. Numbers are big-endian.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct RecordWriter RecordWriter;

RecordWriter *record_writer_new(uint8_t kind, uint8_t version) G_GNUC_WARN_UNUSED_RESULT;
void record_put_u8(RecordWriter *writer, uint8_t value);
void record_put_u32(RecordWriter *writer, uint32_t value);
void record_put_u64(RecordWriter *writer, uint64_t value);
void record_put_i64(RecordWriter *writer, int64_t value);
void record_put_double(RecordWriter *writer, double value);
// NULL is kept apart from the empty string; what is no UTF-8 is made valid.
void record_put_string(RecordWriter *writer, const char *text);
// A block of a size that the reader knows.
void record_put_fixed(RecordWriter *writer, const void *data, size_t size);
void record_put_bytes(RecordWriter *writer, GBytes *bytes);
// A list of strings; NULL reads back as an empty list.
void record_put_strings(RecordWriter *writer, const GPtrArray *texts);
// Ends writing and frees the writer; the caller owns the bytes.
GBytes *record_writer_finish(RecordWriter *writer) G_GNUC_WARN_UNUSED_RESULT;

typedef struct RecordReader {
    const uint8_t *at;
    const uint8_t *end;
    uint8_t version;
    bool failed;
} RecordReader;

// Starts reading `bytes` (borrowed), which must be of `kind` and of a version not above `newest`.
void record_reader_init(RecordReader *reader, GBytes *bytes, uint8_t kind, uint8_t newest);
uint8_t record_get_u8(RecordReader *reader);
// A number below `count`, as an enumeration is stored; 0 and failure for any other.
unsigned record_get_choice(RecordReader *reader, unsigned count);
uint32_t record_get_u32(RecordReader *reader);
uint64_t record_get_u64(RecordReader *reader);
int64_t record_get_i64(RecordReader *reader);
double record_get_double(RecordReader *reader);
// The caller owns the string, which is valid UTF-8; NULL when NULL was put or on failure.
char *record_get_string(RecordReader *reader);
// Zeros on failure.
void record_get_fixed(RecordReader *reader, void *data, size_t size);
GBytes *record_get_bytes(RecordReader *reader);
// Always a list (free function g_free), empty on failure.
GPtrArray *record_get_strings(RecordReader *reader);
// How many entries a list of records of at least `least` bytes each can still have: guards loops.
uint32_t record_get_count(RecordReader *reader, size_t least);
// True when all reads succeeded and nothing is left over; else FATE_CORRUPT.
bool record_reader_end(RecordReader *reader, const char *what, GError **error);

#endif
