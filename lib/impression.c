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
    TRACES_MOST = IMPRESSION_BYTES / KEY_BYTES,
    NOTED_LEAST = 1024,
    FEW = 24,
};
G_STATIC_ASSERT((int)TERM_KINDS <= (int)KIND_BITS);
G_STATIC_ASSERT((int)CLASS_COUNT <= 255);

#define KEY_MASK ((UINT64_C(1) << KEY_BITS) - 1)
#define LIGHT_SHARE 0.3F               // as terms.c gives it
static const float LOGITS_MOST = 1000; // a stored sum beyond is damage

Impression *impression_new(void) {
    Impression *impression = g_new0(Impression, 1);
    impression->traces = g_array_sized_new(FALSE, FALSE, sizeof(Trace), TRACES_MOST);
    return impression;
}

void impression_free(Impression *impression) {
    if (impression == NULL)
        return;
    g_array_unref(impression->traces);
    g_free(impression->noted[false].codes);
    g_free(impression->noted[true].codes);
    g_free(impression);
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

void impression_note(Impression *impression, const Term *term, bool known) {
    const Trace trace = {
        .key = term->key & KEY_MASK, .kind = (uint8_t)term->kind, .light = term->share < 1, .known = known};
    const uint64_t code = code_of(&trace);
    if (impression->noted[known].count == impression->noted[known].room) {
        impression->noted[known].room = MAX(2 * impression->noted[known].room, (size_t)NOTED_LEAST);
        impression->noted[known].codes =
            g_renew(uint64_t, impression->noted[known].codes, impression->noted[known].room);
    }
    impression->noted[known].codes[impression->noted[known].count++] = code;
}

// What has found room so far.
typedef struct Keeping {
    GArray *traces;
    size_t bytes;
    uint64_t last; // code
    bool full;
} Keeping;

// Codes come in order; false when it is the last one's again or has no room.
static bool keep(Keeping *keeping, uint64_t code) {
    const bool first = keeping->traces->len == 0;
    if (keeping->full || (!first && code == keeping->last))
        return false;
    const bool begins = first || code >> KEY_BITS != keeping->last >> KEY_BITS;
    keeping->bytes += begins ? (size_t)KEY_BYTES + GROUP_BYTES : (size_t)KEY_BYTES;
    keeping->full = keeping->bytes > IMPRESSION_BYTES;
    if (keeping->full)
        return false;
    const Trace trace = trace_of(code);
    g_array_append_val(keeping->traces, trace);
    keeping->last = code;
    return true;
}

static void sort_few(uint64_t *codes, size_t count) {
    for (size_t i = 1; i < count; i++) {
        const uint64_t code = codes[i];
        size_t to = i;
        for (; to > 0 && codes[to - 1] > code; to--)
            codes[to] = codes[to - 1];
        codes[to] = code;
    }
}

static void sort(uint64_t *codes, uint64_t *spare, size_t count) {
    if (count <= FEW)
        sort_few(codes, count);
    else
        sort_codes(codes, spare, count);
}

// What has a weight: the value of what finds no room is added to the rest, each once.
static void keep_known(Impression *impression, Keeping *keeping, ImpressionValue value, const void *data) {
    const size_t count = impression->noted[true].count;
    uint64_t *codes = impression->noted[true].codes;
    g_autofree uint64_t *spare = g_new(uint64_t, count + 1);
    sort(codes, spare, count);
    for (size_t i = 0; i < count; i++) {
        const Trace trace = trace_of(codes[i]);
        if (!keep(keeping, codes[i]) && keeping->full && (i == 0 || codes[i] != codes[i - 1]))
            value(data, impression, &trace, impression->rest);
    }
}

// Which of the bins below a code without a weight falls into: bins are in order, what is in one is not.
enum { BINS_A_GROUP = 64, BINS = 2 * TERM_KINDS * BINS_A_GROUP };
static size_t bin_of(uint64_t code) {
    const size_t group = (size_t)(code >> KEY_BITS) - 2U * TERM_KINDS;
    return group * BINS_A_GROUP + (size_t)(code >> (KEY_BITS - 6) & (BINS_A_GROUP - 1));
}

// What has none is thousands, of which hundreds find room: no more of it is sorted than that.
static void keep_unknown(const uint64_t *codes, size_t count, Keeping *keeping) {
    g_autofree uint64_t *binned = g_new(uint64_t, 2 * count + 1);
    size_t ends[BINS + 1] = {0};
    for (size_t i = 0; i < count; i++)
        ends[bin_of(codes[i]) + 1]++;
    for (size_t bin = 0; bin < BINS; bin++)
        ends[bin + 1] += ends[bin];
    for (size_t i = 0; i < count; i++)
        binned[ends[bin_of(codes[i])]++] = codes[i]; // then each is where the next begins
    for (size_t bin = 0, first = 0; bin < BINS && !keeping->full; first = ends[bin++]) {
        sort(binned + first, binned + count, ends[bin] - first);
        for (size_t i = first; i < ends[bin]; i++)
            keep(keeping, binned[i]);
    }
}

void impression_trim(Impression *impression, ImpressionValue value, const void *data) {
    Keeping keeping = {.traces = impression->traces, .bytes = FIXED_BYTES + 2 * CLASS_COUNT * VALUE_BYTES};
    if (impression->noted[true].count > 0)
        keep_known(impression, &keeping, value, data);
    if (impression->noted[false].count > 0 && !keeping.full)
        keep_unknown(impression->noted[false].codes, impression->noted[false].count, &keeping);
    impression->noted[false].count = impression->noted[true].count = 0;
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
