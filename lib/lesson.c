// Lessons stand under their numbers. Under 0 stands the head: how many there are,
// the last number, and the version by which running programs see that something changed.
#include "lesson.h"

#include <pthread.h>

#include "heard.h"
#include "record.h"

enum { LESSON_KIND = 'n', LESSON_VERSION = 1, HEAD_KIND = 'z', HEAD_VERSION = 1, NAME_MOST = 200 };

typedef struct Head {
    uint64_t version;
    uint32_t last, count;
} Head;

void lesson_free(Lesson *lesson) {
    if (lesson == NULL)
        return;
    g_free(lesson->by);
    g_free(lesson->from);
    g_clear_pointer(&lesson->impression, g_bytes_unref);
    g_free(lesson);
}

static void free_lesson(void *lesson) {
    lesson_free(lesson);
}

static Head get_head(StoreTxn *txn) {
    Head head = {0};
    g_autoptr(GBytes) bytes = store_get(txn, TABLE_LESSON, store_key_number(0));
    if (bytes == NULL)
        return head;
    RecordReader reader;
    record_reader_init(&reader, bytes, HEAD_KIND, HEAD_VERSION);
    head.version = record_get_u64(&reader);
    head.last = record_get_u32(&reader);
    head.count = record_get_u32(&reader);
    GError *error = NULL;
    if (record_reader_end(&reader, "head of lessons", &error))
        return head;
    store_fail(txn, error);
    return (Head){0};
}

// A change of any kind is a new version.
static void put_head(StoreTxn *txn, const Head *head) {
    RecordWriter *writer = record_writer_new(HEAD_KIND, HEAD_VERSION);
    record_put_u64(writer, head->version + 1);
    record_put_u32(writer, head->last);
    record_put_u32(writer, head->count);
    g_autoptr(GBytes) bytes = record_writer_finish(writer);
    store_put(txn, TABLE_LESSON, store_key_number(0), STORE_OWNER_NONE, bytes);
}

void lesson_expect(StoreTxn *txn) {
    store_expect(txn, TABLE_LESSON, store_key_number(0));
}

uint64_t lesson_version(StoreTxn *txn) {
    return get_head(txn).version;
}

void lesson_touch(StoreTxn *txn) {
    const Head head = get_head(txn);
    if (head.version != 0)
        put_head(txn, &head);
}

static void drop_oldest(StoreTxn *txn, Head *head) {
    StoreKey key = store_key_number(1);
    if (!store_next(txn, TABLE_LESSON, &key, NULL))
        return;
    store_del(txn, TABLE_LESSON, key);
    head->count--;
}

static GBytes *write_lesson(const Lesson *lesson) {
    g_autofree char *by = g_strndup(lesson->by == NULL ? "" : lesson->by, NAME_MOST);
    g_autofree char *from = g_strndup(lesson->from, NAME_MOST);
    RecordWriter *writer = record_writer_new(LESSON_KIND, LESSON_VERSION);
    record_put_i64(writer, lesson->at);
    record_put_string(writer, by);
    record_put_u8(writer, (uint8_t)lesson->level);
    record_put_u8(writer, (uint8_t)lesson->was);
    record_put_u64(writer, lesson->thread);
    record_put_u32(writer, lesson->entry);
    record_put_string(writer, from);
    record_put_bytes(writer, lesson->impression);
    return record_writer_finish(writer);
}

uint32_t lesson_add(StoreTxn *txn, const Lesson *lesson, uint64_t owner) {
    Head head = get_head(txn);
    if (head.count >= LESSONS_MOST)
        drop_oldest(txn, &head);
    head.count++;
    head.last++;
    g_autoptr(GBytes) bytes = write_lesson(lesson);
    store_put(txn, TABLE_LESSON, store_key_number(head.last), owner, bytes);
    put_head(txn, &head);
    return head.last;
}

uint32_t lesson_add_entry(StoreTxn *txn, const Thread *thread, uint32_t entry, Level level, const char *by,
                          int64_t now) {
    g_auto(Heard) heard = {0};
    if (!heard_get(txn, thread->id, entry, &heard))
        return 0;
    const Lesson lesson = {.at = now,
                           .by = (char *)by,
                           .level = level,
                           .was = heard.verdict,
                           .thread = thread->id,
                           .entry = entry,
                           .impression = heard.impression};
    return lesson_add(txn, &lesson, thread->owner);
}

bool lesson_undo(StoreTxn *txn, uint32_t number) {
    const StoreKey key = store_key_number(number);
    g_autoptr(GBytes) there = number == 0 ? NULL : store_get(txn, TABLE_LESSON, key);
    Head head = get_head(txn);
    if (there == NULL || head.count == 0)
        return false;
    store_del(txn, TABLE_LESSON, key);
    head.count--;
    put_head(txn, &head);
    return true;
}

static Lesson *read_lesson(StoreTxn *txn, uint32_t number, GBytes *bytes) {
    g_autoptr(Lesson) lesson = g_new0(Lesson, 1);
    lesson->number = number;
    RecordReader reader;
    record_reader_init(&reader, bytes, LESSON_KIND, LESSON_VERSION);
    lesson->at = record_get_i64(&reader);
    lesson->by = record_get_string(&reader);
    lesson->level = (Level)record_get_choice(&reader, LEVEL_COUNT);
    lesson->was = (Level)record_get_choice(&reader, LEVEL_COUNT);
    lesson->thread = record_get_u64(&reader);
    lesson->entry = record_get_u32(&reader);
    lesson->from = record_get_string(&reader);
    lesson->impression = record_get_bytes(&reader);
    reader.failed = reader.failed || lesson->by == NULL || lesson->impression == NULL;
    GError *error = NULL;
    if (record_reader_end(&reader, "lesson", &error))
        return g_steal_pointer(&lesson);
    store_fail(txn, error);
    return NULL;
}

Lesson *lesson_get(StoreTxn *txn, uint32_t number) {
    g_autoptr(GBytes) bytes = number == 0 ? NULL : store_get(txn, TABLE_LESSON, store_key_number(number));
    return bytes == NULL ? NULL : read_lesson(txn, number, bytes);
}

void lesson_head(StoreTxn *txn, uint32_t *last, uint32_t *count) {
    const Head head = get_head(txn);
    *last = head.last;
    *count = head.count;
}

GPtrArray *lesson_list(StoreTxn *txn) {
    GPtrArray *lessons = g_ptr_array_new_with_free_func(free_lesson);
    StoreKey key = store_key_number(1);
    GBytes *bytes = NULL;
    while (lessons->len < LESSONS_MOST && store_next(txn, TABLE_LESSON, &key, &bytes)) {
        g_autoptr(GBytes) record = g_steal_pointer(&bytes);
        uint64_t number, second;
        store_key_numbers(&key, &number, &second);
        Lesson *lesson = read_lesson(txn, (uint32_t)number, record);
        if (lesson == NULL)
            break;
        g_ptr_array_add(lessons, lesson);
        key = store_key_after(key);
    }
    return lessons;
}

// ---- in force ----------------------------------------------------------------

struct Lessons {
    const Model *model;
    pthread_mutex_t lock;
    Layer *layer; // NULL: none yet, or no lessons
    uint64_t version;
    bool making; // some thread makes it anew
};

Lessons *lessons_new(const Model *model) {
    Lessons *lessons = g_new0(Lessons, 1);
    lessons->model = model;
    (void)pthread_mutex_init(&lessons->lock, NULL);
    return lessons;
}

void lessons_free(Lessons *lessons) {
    if (lessons == NULL)
        return;
    layer_unref(lessons->layer);
    (void)pthread_mutex_destroy(&lessons->lock);
    g_free(lessons);
}

typedef struct Reading {
    uint64_t version;
    GPtrArray *lessons;
} Reading;

static bool do_read(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Reading *reading = data;
    g_clear_pointer(&reading->lessons, g_ptr_array_unref);
    reading->version = lesson_version(txn);
    reading->lessons = lesson_list(txn);
    return !store_failed(txn);
}

static bool claim(Lessons *lessons, uint64_t version) {
    (void)pthread_mutex_lock(&lessons->lock);
    const bool mine = version != lessons->version && !lessons->making;
    lessons->making = lessons->making || mine;
    (void)pthread_mutex_unlock(&lessons->lock);
    return mine;
}

// What cannot be read is tried again when the version changes; until then the old holds.
static void make_anew(Lessons *lessons, Store *store, uint64_t version) {
    Reading reading = {.version = version};
    g_autoptr(GError) error = NULL;
    const bool read = store_read(store, do_read, &reading, &error);
    const bool any = read && reading.lessons->len > 0;
    Layer *layer = any ? lesson_school(lessons->model, reading.lessons) : NULL;
    (void)pthread_mutex_lock(&lessons->lock);
    Layer *old = lessons->layer;
    lessons->layer = read ? layer : old;
    lessons->version = reading.version;
    lessons->making = false;
    (void)pthread_mutex_unlock(&lessons->lock);
    if (read)
        layer_unref(old);
    g_clear_pointer(&reading.lessons, g_ptr_array_unref);
}

Layer *lessons_layer(Lessons *lessons, Store *store, uint64_t version) {
    if (claim(lessons, version))
        make_anew(lessons, store, version);
    (void)pthread_mutex_lock(&lessons->lock);
    Layer *layer = lessons->layer == NULL ? NULL : layer_ref(lessons->layer);
    (void)pthread_mutex_unlock(&lessons->lock);
    return layer;
}
