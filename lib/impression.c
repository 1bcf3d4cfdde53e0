// Terms are kept in groups of one kind, share and standing, so that each costs
// five bytes. The order of the groups is the order of their worth: what is cut
// is cut at the end.
#include "impression.h"

#include <math.h>
#include <string.h>

#include "fault.h"
#include "record.h"

enum {
    IMPRESSION_KIND = 'm',
    IMPRESSION_VERSION = 1,
    KEY_BYTES = 5,
    KEY_BITS = 40,
    CODE_BITS = 48,  // an even number of bytes: sorting ends where it began
    GROUP_BYTES = 5, // its head: flags and how many
    FLAG_LIGHT = 8,
    FLAG_KNOWN = 16,
    KIND_BITS = 7,
    FIXED_BYTES = 2 + 8 + 1 + 4 + 4 * TERM_KINDS + 2 * 4 + 4,
    VALUE_BYTES = 5, // of a class that has one: its number and a float
    SEEN_LEAST = 1024,
};
G_STATIC_ASSERT((int)TERM_KINDS <= (int)KIND_BITS);
G_STATIC_ASSERT((int)CLASS_COUNT <= 255);

#define KEY_MASK ((UINT64_C(1) << KEY_BITS) - 1)
#define LIGHT_SHARE 0.3F               // as terms.c gives it
static const float LOGITS_MOST = 1000; // a stored sum beyond is damage

Impression *impression_new(void) {
    Impression *impression = g_new0(Impression, 1);
    impression->traces = g_array_sized_new(FALSE, FALSE, sizeof(Trace), SEEN_LEAST);
    return impression;
}

void impression_free(Impression *impression) {
    if (impression == NULL)
        return;
    g_array_unref(impression->traces);
    g_free(impression);
}

void impression_note(Impression *impression, const Term *term, bool known) {
    const Trace trace = {
        .key = term->key & KEY_MASK, .kind = (uint8_t)term->kind, .light = term->share < 1, .known = known};
    g_array_append_val(impression->traces, trace);
}

float impression_factor(const Impression *impression, const Trace *trace) {
    const bool dilutes = trace->kind == TERM_WORD || trace->kind == TERM_WORDS || trace->kind == TERM_LETTERS;
    const uint32_t count = impression->counts[trace->kind];
    const float share = trace->light ? LIGHT_SHARE : 1.0F;
    return dilutes && count > 1 ? share * (1.0F / sqrtf((float)count)) : share;
}

// ---- what is worth keeping -------------------------------------------------

// A kind's place when room is scarce; letters are many and say least.
static const uint8_t PLACE[TERM_KINDS] = {
    [TERM_SHAPE] = 0, [TERM_CONCEPT] = 1, [TERM_WORD] = 2,
    [TERM_WORDS] = 3, [TERM_PAIR] = 4,    [TERM_LETTERS] = 5,
};

static unsigned group_of(const Trace *trace) {
    return (trace->known ? 0U : 2U * TERM_KINDS) + 2U * PLACE[trace->kind] + (trace->light ? 1U : 0U);
}

// Group and key in one number, and back.
static uint64_t code_of(const Trace *trace) {
    return (uint64_t)group_of(trace) << KEY_BITS | trace->key;
}

static Trace trace_of(uint64_t code) {
    static const uint8_t KINDS[TERM_KINDS] = {TERM_SHAPE, TERM_CONCEPT, TERM_WORD,
                                              TERM_WORDS, TERM_PAIR,    TERM_LETTERS}; // by PLACE
    const unsigned group = (unsigned)(code >> KEY_BITS);
    return (Trace){.key = code & KEY_MASK,
                   .kind = KINDS[group % (2 * TERM_KINDS) / 2],
                   .light = group % 2 == 1,
                   .known = group < 2 * TERM_KINDS};
}

// By digits of a byte, the lowest first: a message has a thousand, and each waits for it.
static void sort_codes(uint64_t *codes, uint64_t *spare, size_t count) {
    for (unsigned shift = 0; shift < CODE_BITS; shift += 8) {
        size_t places[257] = {0};
        for (size_t i = 0; i < count; i++)
            places[(codes[i] >> shift & 0xff) + 1]++;
        for (unsigned digit = 1; digit < 256; digit++)
            places[digit] += places[digit - 1];
        for (size_t i = 0; i < count; i++)
            spare[places[codes[i] >> shift & 0xff]++] = codes[i];
        uint64_t *sorted = spare;
        spare = codes;
        codes = sorted;
    }
}

// In order, each once.
static void order_traces(GArray *traces) {
    const size_t count = traces->len;
    g_autofree uint64_t *codes = g_new(uint64_t, 2 * count + 1);
    for (size_t i = 0; i < count; i++)
        codes[i] = code_of(&g_array_index(traces, Trace, i));
    sort_codes(codes, codes + count, count);
    g_array_set_size(traces, 0);
    for (size_t i = 0; i < count; i++) {
        const Trace trace = trace_of(codes[i]);
        if (i == 0 || codes[i] != codes[i - 1])
            g_array_append_val(traces, trace);
    }
}

// How many of the terms have room.
static guint fitting(const GArray *traces) {
    size_t bytes = FIXED_BYTES + 2 * CLASS_COUNT * VALUE_BYTES;
    for (guint i = 0; i < traces->len; i++) {
        const Trace *trace = &g_array_index(traces, Trace, i);
        const bool begins = i == 0 || group_of(trace) != group_of(trace - 1);
        bytes += begins ? (size_t)KEY_BYTES + GROUP_BYTES : (size_t)KEY_BYTES;
        if (bytes > IMPRESSION_BYTES)
            return i;
    }
    return traces->len;
}

void impression_trim(Impression *impression, ImpressionValue value, const void *data) {
    GArray *traces = impression->traces;
    order_traces(traces);
    const guint kept = fitting(traces);
    for (guint i = kept; i < traces->len; i++) {
        const Trace *trace = &g_array_index(traces, Trace, i);
        if (trace->known)
            value(data, impression, trace, impression->rest);
    }
    g_array_set_size(traces, kept);
}

// ---- bytes -----------------------------------------------------------------

static void put_float(RecordWriter *writer, float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    record_put_u32(writer, bits);
}

static float get_float(RecordReader *reader) {
    const uint32_t bits = record_get_u32(reader);
    float value;
    memcpy(&value, &bits, sizeof value);
    if (!isfinite(value) || fabsf(value) > LOGITS_MOST) {
        reader->failed = true;
        return 0;
    }
    return value;
}

static bool is_nought(float value) {
    return !(value < 0 || value > 0);
}

static void put_values(RecordWriter *writer, const float values[CLASS_COUNT]) {
    uint8_t count = 0;
    for (unsigned class = 0; class < CLASS_COUNT; class ++)
        count = (uint8_t)(count + (is_nought(values[class]) ? 0 : 1));
    record_put_u32(writer, count);
    for (unsigned class = 0; class < CLASS_COUNT; class ++) {
        if (is_nought(values[class]))
            continue;
        record_put_u8(writer, (uint8_t) class);
        put_float(writer, CLAMP(values[class], -LOGITS_MOST, LOGITS_MOST));
    }
}

static void get_values(RecordReader *reader, float values[CLASS_COUNT]) {
    const uint32_t count = record_get_count(reader, VALUE_BYTES);
    for (uint32_t i = 0; i < count && !reader->failed; i++) {
        const unsigned class = record_get_choice(reader, CLASS_COUNT);
        values[class] = get_float(reader);
    }
}

static void put_key(RecordWriter *writer, uint64_t key) {
    uint8_t bytes[KEY_BYTES];
    for (unsigned i = 0; i < KEY_BYTES; i++)
        bytes[i] = (uint8_t)(key >> 8 * (KEY_BYTES - 1 - i));
    record_put_fixed(writer, bytes, sizeof bytes);
}

static uint64_t get_key(RecordReader *reader) {
    uint8_t bytes[KEY_BYTES];
    uint64_t key = 0;
    record_get_fixed(reader, bytes, sizeof bytes);
    for (unsigned i = 0; i < KEY_BYTES; i++)
        key = key << 8 | bytes[i];
    return key;
}

static void put_traces(RecordWriter *writer, const GArray *traces) {
    for (guint i = 0, end; i < traces->len; i = end) {
        const Trace *first = &g_array_index(traces, Trace, i);
        for (end = i; end < traces->len && group_of(&g_array_index(traces, Trace, end)) == group_of(first);)
            end++;
        record_put_u8(writer, (uint8_t)(first->kind | (first->light ? FLAG_LIGHT : 0) |
                                        (first->known ? FLAG_KNOWN : 0)));
        record_put_u32(writer, end - i);
        for (guint at = i; at < end; at++)
            put_key(writer, g_array_index(traces, Trace, at).key);
    }
}

static void get_group(RecordReader *reader, GArray *traces) {
    const uint8_t flags = record_get_u8(reader);
    const uint32_t count = record_get_count(reader, KEY_BYTES);
    Trace trace = {
        .kind = flags & KIND_BITS, .light = (flags & FLAG_LIGHT) != 0, .known = (flags & FLAG_KNOWN) != 0};
    if (trace.kind >= TERM_KINDS || flags > (FLAG_KNOWN | FLAG_LIGHT | KIND_BITS)) {
        reader->failed = true;
        return;
    }
    for (uint32_t i = 0; i < count && !reader->failed; i++) {
        trace.key = get_key(reader);
        g_array_append_val(traces, trace);
    }
}

GBytes *impression_pack(const Impression *impression) {
    RecordWriter *writer = record_writer_new(IMPRESSION_KIND, IMPRESSION_VERSION);
    record_put_u64(writer, impression->source);
    record_put_u8(writer, impression->machine);
    record_put_fixed(writer, impression->language, sizeof impression->language);
    for (unsigned kind = 0; kind < TERM_KINDS; kind++)
        record_put_u32(writer, impression->counts[kind]);
    put_values(writer, impression->phrases);
    put_values(writer, impression->rest);
    put_traces(writer, impression->traces);
    return record_writer_finish(writer);
}

Impression *impression_unpack(GBytes *bytes, GError **error) {
    g_autoptr(Impression) impression = impression_new();
    RecordReader reader;
    record_reader_init(&reader, bytes, IMPRESSION_KIND, IMPRESSION_VERSION);
    impression->source = record_get_u64(&reader);
    impression->machine = record_get_choice(&reader, 2) != 0;
    record_get_fixed(&reader, impression->language, sizeof impression->language);
    impression->language[sizeof impression->language - 1] = '\0';
    for (unsigned kind = 0; kind < TERM_KINDS; kind++)
        impression->counts[kind] = record_get_u32(&reader);
    get_values(&reader, impression->phrases);
    get_values(&reader, impression->rest);
    while (!reader.failed && reader.at < reader.end)
        get_group(&reader, impression->traces);
    return record_reader_end(&reader, "impression", error) ? g_steal_pointer(&impression) : NULL;
}
