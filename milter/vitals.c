// Counters that outlive the process. The kernel keeps a mapped page whatever
// becomes of us, so nothing is ever written, synced or locked: an atomic addition
// is all. What a power loss may cost is counts, which nothing decides by. The
// file is filled with real blocks before it is mapped, since to write to a hole on
// a full disk would kill us.
#include "vitals.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"
#include "owner.h"

// --- the file ---

enum { LAYOUT = 1, TEXT_WORDS = VITALS_TEXT / 8, TEXT_ROOM = 8 };
static const uint64_t MAGIC = UINT64_C(0x736c617469766165); // "eavitals"

typedef struct Text {
    _Atomic uint64_t turn; // odd while it is written; for ever, where a writer died of it
    _Atomic uint64_t words[TEXT_WORDS];
} Text;

typedef struct Sheet { // the file, in the machine's own byte order: it does not travel
    uint64_t magic, layout, unused[14];
    _Atomic uint64_t slots[VITALS_SLOTS];
    Text texts[TEXT_ROOM];
} Sheet;

struct Vitals {
    Sheet *sheet;
};

static char *path_in(const char *directory, const char *daemon) {
    g_autofree char *name = g_strconcat(daemon, ".vitals", NULL);
    return g_build_filename(directory, name, NULL);
}

static bool is_ours(const Sheet *sheet) {
    return sheet->magic == MAGIC && sheet->layout == LAYOUT;
}

// The whole file as blocks on the disk, empty when it had another size.
static bool make_whole(int file) {
    struct stat status;
    if (fstat(file, &status) != 0)
        return false;
    if (!S_ISREG(status.st_mode)) {
        errno = EINVAL;
        return false;
    }
    if (status.st_size != (off_t)sizeof(Sheet) && ftruncate(file, 0) != 0)
        return false;
    errno = posix_fallocate(file, 0, (off_t)sizeof(Sheet));
    return errno == 0;
}

// NULL with errno.
static Sheet *map_file(const char *path) {
    const int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
    if (file < 0)
        return NULL;
    g_autofree char *directory = g_path_get_dirname(path);
    (void)owner_give(file, directory);
    void *mapped = MAP_FAILED;
    if (make_whole(file))
        mapped = mmap(NULL, sizeof(Sheet), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    const int cause = errno;
    close(file);
    errno = cause;
    return mapped == MAP_FAILED ? NULL : mapped;
}

static void note_start(Vitals *vitals, int64_t now) {
    vitals_set(vitals, VITAL_PID, getpid());
    vitals_set(vitals, VITAL_STARTED, now);
    vitals_set(vitals, VITAL_CONFIG_READ, now);
    vitals_set(vitals, VITAL_RELOAD_REFUSED, 0);
    vitals_set(vitals, VITAL_PRESSURE, 0);
    vitals_set(vitals, VITAL_DEAF, 0);
    vitals_add(vitals, VITAL_STARTS, 0, 1);
    vitals_say(vitals, VITAL_TEXT_VERSION, EARSHOT_VERSION);
}

Vitals *vitals_open(const char *directory, const char *daemon, int64_t now, char **why) {
    Vitals *vitals = g_new0(Vitals, 1);
    g_autofree char *path = directory == NULL ? NULL : path_in(directory, daemon);
    vitals->sheet = path == NULL ? NULL : map_file(path);
    if (vitals->sheet == NULL && path != NULL)
        *why = g_strdup_printf("%s: %s", path, g_strerror(errno));
    if (vitals->sheet == NULL)
        vitals->sheet = mmap(NULL, sizeof(Sheet), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (vitals->sheet == MAP_FAILED)
        vitals->sheet = NULL; // then nothing is counted
    if (vitals->sheet != NULL && !is_ours(vitals->sheet)) {
        memset(vitals->sheet, 0, sizeof *vitals->sheet);
        vitals->sheet->magic = MAGIC;
        vitals->sheet->layout = LAYOUT;
    }
    note_start(vitals, now);
    return vitals;
}

void vitals_free(Vitals *vitals) {
    if (vitals == NULL)
        return;
    if (vitals->sheet != NULL)
        munmap(vitals->sheet, sizeof *vitals->sheet);
    g_free(vitals);
}

// --- counting ---

// NULL where there is nothing to count in.
static _Atomic uint64_t *slot_of(Vitals *vitals, Vital vital, unsigned part) {
    if (vitals == NULL || vitals->sheet == NULL || part >= vital_row(vital)->room)
        return NULL;
    return &vitals->sheet->slots[vital_row(vital)->at + part];
}

void vitals_add(Vitals *vitals, Vital vital, unsigned part, uint64_t count) {
    _Atomic uint64_t *slot = slot_of(vitals, vital, part);
    if (slot != NULL)
        atomic_fetch_add_explicit(slot, count, memory_order_relaxed);
}

void vitals_set(Vitals *vitals, Vital vital, int64_t value) {
    _Atomic uint64_t *slot = slot_of(vitals, vital, 0);
    if (slot != NULL)
        atomic_store_explicit(slot, (uint64_t)value, memory_order_relaxed);
}

void vitals_time(Vitals *vitals, Vital vital, int64_t microseconds) {
    const uint64_t took = (uint64_t)MAX(microseconds, 0);
    const unsigned bits = took == 0 ? 0 : 64 - (unsigned)__builtin_clzll(took);
    vitals_add(vitals, vital, MIN(bits, VITALS_BUCKETS - 1), 1);
    vitals_add(vitals, vital, VITALS_BUCKETS, took);
}

void vitals_committed(void *data, int64_t microseconds, unsigned works, bool done) {
    if (!done) {
        vitals_add(data, VITAL_COMMITS_FAILED, 0, 1);
        return;
    }
    vitals_time(data, VITAL_COMMIT_TIME, microseconds);
    vitals_add(data, VITAL_COMMIT_WORKS, 0, works);
    vitals_set(data, VITAL_COMMIT_LAST, microseconds);
    vitals_set(data, VITAL_COMMITTED, g_get_real_time());
}

// A relay's reply names recipients: a word with an @ becomes "<...>", what is not printable a blank.
static void mask(char text[static VITALS_TEXT + 1], const char *said) {
    g_auto(GStrv) words = g_strsplit_set(said, " \t\r\n", -1);
    g_autoptr(GString) masked = g_string_new(NULL);
    for (char **word = words; *word != NULL; word++) {
        if (**word == '\0')
            continue;
        g_string_append_printf(masked, "%s%s", masked->len > 0 ? " " : "",
                               strchr(*word, '@') != NULL ? "<...>" : *word);
    }
    for (char *at = masked->str; *at != '\0'; at++)
        if (!g_ascii_isprint(*at))
            *at = '?';
    g_strlcpy(text, masked->str, VITALS_TEXT + 1);
}

void vitals_say(Vitals *vitals, VitalText text, const char *said) {
    char masked[VITALS_TEXT + 1] = {0};
    if (vitals == NULL || vitals->sheet == NULL)
        return;
    mask(masked, said);
    Text *into = &vitals->sheet->texts[text];
    const uint64_t turn = atomic_load(&into->turn) | 1;
    atomic_store(&into->turn, turn);
    for (size_t i = 0; i < TEXT_WORDS; i++) {
        uint64_t word;
        memcpy(&word, masked + i * sizeof word, sizeof word);
        atomic_store(&into->words[i], word);
    }
    atomic_store(&into->turn, turn + 1);
}

// --- looking ---

// In one read, not mapped: a file that shrinks meanwhile is an error then, and no SIGBUS.
static bool read_sheet(const char *path, Sheet *sheet, GError **error) {
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file < 0)
        return fault_set(error, FATE_TEMPORARY, "%s: %s", path, g_strerror(errno));
    const ssize_t size = read(file, sheet, sizeof *sheet);
    const int cause = errno;
    close(file);
    if (size < 0)
        return fault_set(error, FATE_TEMPORARY, "%s: %s", path, g_strerror(cause));
    return (size == sizeof *sheet && is_ours(sheet)) ||
           fault_set(error, FATE_CORRUPT, "%s: not of this version, or damaged", path);
}

// Empty while it is being written, or when somebody died of that: it is not worth to wait for.
static void copy_text(const Sheet *sheet, VitalText text, char into[static VITALS_TEXT + 1]) {
    const Text *from = &sheet->texts[text];
    memset(into, 0, VITALS_TEXT + 1);
    if ((from->turn & 1) != 0)
        return;
    for (size_t i = 0; i < TEXT_WORDS; i++) {
        const uint64_t word = from->words[i];
        memcpy(into + i * sizeof word, &word, sizeof word);
    }
    for (char *at = into; *at != '\0'; at++)
        if (!g_ascii_isprint(*at))
            *at = '?';
}

bool vitals_look(const char *directory, const char *daemon, VitalsView *view, GError **error) {
    g_autofree char *path = path_in(directory, daemon);
    g_autofree Sheet *sheet = g_new0(Sheet, 1);
    memset(view, 0, sizeof *view);
    if (!read_sheet(path, sheet, error))
        return false;
    for (size_t i = 0; i < VITALS_SLOTS; i++)
        view->slots[i] = sheet->slots[i];
    for (unsigned text = 0; text < VITAL_TEXTS; text++)
        copy_text(sheet, text, view->texts[text]);
    return true;
}

uint64_t vitals_get(const VitalsView *view, Vital vital, unsigned part) {
    return part < vital_row(vital)->room ? view->slots[vital_row(vital)->at + part] : 0;
}

uint64_t vitals_total(const VitalsView *view, Vital vital) {
    const unsigned parts = vital_row(vital)->kind == VITAL_HISTOGRAM ? VITALS_BUCKETS : vital_parts(vital);
    uint64_t total = 0;
    for (unsigned i = 0; i < parts; i++)
        total += vitals_get(view, vital, i);
    return total;
}

int64_t vitals_quantile(const VitalsView *view, Vital vital, double share) {
    const uint64_t total = vitals_total(view, vital);
    uint64_t below = 0;
    for (unsigned i = 0; total > 0 && i < VITALS_BUCKETS; i++) {
        below += vitals_get(view, vital, i);
        if ((double)below >= share * (double)total)
            return INT64_C(1) << i;
    }
    return 0;
}
