// The file of slots is mapped and shared, so that noting costs two copies and
// no system call, and the kernel keeps it when the process dies. A power cut
// may lose it, but no message causes one. Slots are this machine's own: plain
// structs, a file of another size is begun anew.
#include "inwork.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "fault.h"
#include "owner.h"
#include "units.h"

typedef enum SlotState { SLOT_FREE, SLOT_BUSY, SLOT_CRASHED } SlotState;

typedef struct Slot {
    _Atomic int32_t state;
    _Atomic int32_t thread; // kernel's id of the thread that works on it
    InworkNote note;
} Slot;

// A message is poison from here on. A crash in its hands counts for both.
enum { DEATHS_POISON = 2, STACK_SIZE = 64 * 1024 };

// One slot more than messages get, for a crash in a thread that has none; its digest stays nothing.
enum { OUTSIDE = INWORK_SLOTS, SLOTS = INWORK_SLOTS + 1 };
static const SealHash NOTHING = {{0}};

typedef struct Suspect {
    SealHash digest;
    unsigned deaths;
    int64_t seen;
} Suspect;

struct Inwork {
    char *poison_path;
    Slot *slots;
    uint8_t *stacks; // one a slot: a crash by a full stack needs another to be noted on
    stack_t before[INWORK_SLOTS];
    bool taken[INWORK_SLOTS];
    pthread_mutex_t lock; // taken
    GArray *left;         // InworkLeft
    bool died;            // the process before us, by a crash
    GArray *suspects;     // Suspect, oldest first; that of NOTHING counts all crashes
};

// A handler has no argument of ours: what it needs must stand somewhere. Set once by inwork_watch.
static Slot *watched;

// --- poison ---

static Suspect *find_suspect(const Inwork *inwork, SealHash digest) {
    for (guint i = 0; i < inwork->suspects->len; i++) {
        Suspect *suspect = &g_array_index(inwork->suspects, Suspect, i);
        if (memcmp(&suspect->digest, &digest, sizeof digest) == 0)
            return suspect;
    }
    return NULL;
}

// "DIGEST DEATHS TIME"; what is no such line is passed over: the file is a convenience.
static bool read_suspect(const char *line, Suspect *suspect) {
    g_auto(GStrv) words = g_strsplit(line, " ", 3);
    if (g_strv_length(words) != 3)
        return false;
    size_t size = 0;
    g_autofree uint8_t *digest = units_base32_decode(words[0], &size);
    if (digest == NULL || size != sizeof suspect->digest.bytes)
        return false;
    memcpy(suspect->digest.bytes, digest, size);
    suspect->deaths = (unsigned)MIN(g_ascii_strtoull(words[1], NULL, 10), 1000);
    return units_time_parse(words[2], &suspect->seen, NULL);
}

static void read_poison(Inwork *inwork) {
    g_autofree char *text = NULL;
    if (!g_file_get_contents(inwork->poison_path, &text, NULL, NULL))
        return;
    g_auto(GStrv) lines = g_strsplit(text, "\n", 10 * INWORK_POISON);
    Suspect suspect;
    for (char **line = lines; *line != NULL; line++)
        if (read_suspect(*line, &suspect))
            g_array_append_val(inwork->suspects, suspect);
}

static bool write_poison(const Inwork *inwork, GError **error) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < inwork->suspects->len; i++) {
        const Suspect *suspect = &g_array_index(inwork->suspects, Suspect, i);
        g_autofree char *digest = units_base32_encode(suspect->digest.bytes, sizeof suspect->digest.bytes);
        g_autofree char *seen = units_time_format(suspect->seen);
        g_string_append_printf(text, "%s %u %s\n", digest, suspect->deaths, seen);
    }
    g_autoptr(GError) cause = NULL;
    if (!g_file_set_contents_full(inwork->poison_path, text->str, (gssize)text->len,
                                  G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &cause))
        return fault_set(error, FATE_CONFIG, "%s", cause->message);
    g_autofree char *directory = g_path_get_dirname(inwork->poison_path);
    (void)owner_give_path(inwork->poison_path, directory);
    return true;
}

static void add_death(Inwork *inwork, const InworkLeft *left, int64_t now) {
    const unsigned deaths = left->crashed ? DEATHS_POISON : 1;
    Suspect *known = find_suspect(inwork, left->note.digest);
    if (known != NULL) {
        known->deaths += deaths;
        known->seen = now;
        return;
    }
    const Suspect suspect = {.digest = left->note.digest, .deaths = deaths, .seen = now};
    g_array_append_val(inwork->suspects, suspect);
    if (inwork->suspects->len > INWORK_POISON)
        g_array_remove_range(inwork->suspects, 0, inwork->suspects->len - INWORK_POISON);
}

// --- opening ---

static Slot *map_slots(const char *path, GError **error) {
    const size_t size = sizeof(Slot) * SLOTS;
    const int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    struct stat status;
    bool right = file >= 0 && fstat(file, &status) == 0;
    g_autofree char *directory = g_path_get_dirname(path);
    if (right)
        (void)owner_give(file, directory);
    if (right && (size_t)status.st_size != size)
        right = ftruncate(file, 0) == 0;
    // With all its room: a page without a place on the disk, first written when the disk is full, kills us.
    if (right && (errno = posix_fallocate(file, 0, (off_t)size)) != 0)
        right = false;
    void *slots = right ? mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) : MAP_FAILED;
    const int cause = errno;
    if (file >= 0)
        close(file);
    if (slots != MAP_FAILED)
        return slots;
    fault_set(error, FATE_CONFIG, "%s: %s", path, g_strerror(cause));
    return NULL;
}

// By the first that crashed of a process: others stood by.
static void count_crash(Inwork *inwork, int64_t now) {
    Suspect *all = find_suspect(inwork, NOTHING);
    if (all != NULL && now - all->seen > INWORK_RECENT)
        all->deaths = 0;
    add_death(inwork, &(InworkLeft){.crashed = true}, now);
}

static void take_over(Inwork *inwork, int64_t now) {
    bool crashed = inwork->slots[OUTSIDE].state == SLOT_CRASHED;
    for (unsigned i = 0; i < INWORK_SLOTS; i++) {
        Slot *slot = &inwork->slots[i];
        if (slot->state != SLOT_FREE) {
            InworkLeft left = {.note = slot->note, .crashed = slot->state == SLOT_CRASHED};
            left.note.queue[sizeof left.note.queue - 1] = '\0';
            g_array_append_val(inwork->left, left);
            add_death(inwork, &left, now);
            crashed = crashed || left.crashed;
        }
    }
    if (crashed)
        count_crash(inwork, now);
    inwork->died = crashed;
}

static void clear_slots(Inwork *inwork) {
    for (unsigned i = 0; i < SLOTS; i++)
        inwork->slots[i].state = SLOT_FREE;
}

static bool map_stacks(Inwork *inwork, GError **error) {
    void *stacks = mmap(NULL, (size_t)STACK_SIZE * INWORK_SLOTS, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (stacks == MAP_FAILED)
        return fault_set(error, FATE_TEMPORARY, "inwork: no memory for stacks");
    inwork->stacks = stacks;
    return true;
}

// DIRECTORY/PREFIXname
static char *path_of(const char *directory, const char *prefix, const char *name) {
    g_autofree char *file = g_strconcat(prefix, name, NULL);
    return g_build_filename(directory, file, NULL);
}

Inwork *inwork_open(const char *directory, const char *prefix, int64_t now, GError **error) {
    g_autoptr(Inwork) inwork = g_new0(Inwork, 1);
    g_autofree char *path = path_of(directory, prefix, "inwork");
    pthread_mutex_init(&inwork->lock, NULL);
    inwork->poison_path = path_of(directory, prefix, "poison");
    inwork->left = g_array_new(FALSE, TRUE, sizeof(InworkLeft));
    inwork->suspects = g_array_new(FALSE, TRUE, sizeof(Suspect));
    if (!map_stacks(inwork, error) || (inwork->slots = map_slots(path, error)) == NULL)
        return NULL;
    read_poison(inwork);
    take_over(inwork, now);
    // The slots are cleared only when what they said is safe elsewhere.
    if ((inwork->left->len > 0 || inwork->died) && !write_poison(inwork, error))
        return NULL;
    clear_slots(inwork);
    return g_steal_pointer(&inwork);
}

void inwork_free(Inwork *inwork) {
    if (inwork == NULL)
        return;
    if (watched == inwork->slots)
        watched = NULL;
    if (inwork->slots != NULL)
        munmap(inwork->slots, sizeof(Slot) * SLOTS);
    if (inwork->stacks != NULL)
        munmap(inwork->stacks, (size_t)STACK_SIZE * INWORK_SLOTS);
    pthread_mutex_destroy(&inwork->lock);
    g_array_unref(inwork->left);
    g_array_unref(inwork->suspects);
    g_free(inwork->poison_path);
    g_free(inwork);
}

const GArray *inwork_left(const Inwork *inwork) {
    return inwork->left;
}

unsigned inwork_crashes(const Inwork *inwork, int64_t now) {
    const Suspect *all = find_suspect(inwork, NOTHING);
    return all == NULL || now - all->seen > INWORK_RECENT ? 0 : all->deaths / DEATHS_POISON;
}

void inwork_forgive(Inwork *inwork) {
    Suspect *all = find_suspect(inwork, NOTHING);
    if (all == NULL)
        return;
    all->deaths = 0;
    write_poison(inwork, NULL); // else they are counted once more, which does no harm
}

bool inwork_is_poison(const Inwork *inwork, SealHash digest) {
    const Suspect *suspect = find_suspect(inwork, digest);
    return suspect != NULL && suspect->deaths >= DEATHS_POISON;
}

// --- work ---

static int take_slot(Inwork *inwork) {
    int slot = -1;
    pthread_mutex_lock(&inwork->lock);
    for (int i = 0; i < INWORK_SLOTS && slot < 0; i++)
        if (!inwork->taken[i])
            slot = i;
    if (slot >= 0)
        inwork->taken[slot] = true;
    pthread_mutex_unlock(&inwork->lock);
    return slot;
}

int inwork_begin(Inwork *inwork, const InworkNote *note) {
    const int index = take_slot(inwork);
    if (index < 0)
        return -1;
    const stack_t stack = {.ss_sp = inwork->stacks + (size_t)index * STACK_SIZE, .ss_size = STACK_SIZE};
    sigaltstack(&stack, &inwork->before[index]);
    Slot *slot = &inwork->slots[index];
    slot->note = *note;
    atomic_store(&slot->thread, (int32_t)syscall(SYS_gettid));
    atomic_store(&slot->state, SLOT_BUSY); // last: a slot half written is not seen
    return index;
}

void inwork_end(Inwork *inwork, int slot) {
    if (slot < 0)
        return;
    atomic_store(&inwork->slots[slot].state, SLOT_FREE);
    sigaltstack(&inwork->before[slot], NULL);
    pthread_mutex_lock(&inwork->lock);
    inwork->taken[slot] = false;
    pthread_mutex_unlock(&inwork->lock);
}

// --- crashes ---

// GLib ends by SIGTRAP when there is no memory left.
static const int crash_signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP};

static struct sigaction action_before[G_N_ELEMENTS(crash_signals)];

static void restore_action(int signal) {
    for (size_t i = 0; i < G_N_ELEMENTS(crash_signals); i++)
        if (crash_signals[i] == signal)
            sigaction(signal, &action_before[i], NULL);
}

// Marks what this thread has in work, or that it was in none's hands, and lets the crash go on as it would
// have: an instruction that faults does so again, a signal that was sent is sent again, and so is a trap,
// behind which the program would go on.
static void on_crash(int signal, siginfo_t *info, void *context) {
    (void)context;
    const int32_t thread = (int32_t)syscall(SYS_gettid);
    bool found = false;
    for (unsigned i = 0; watched != NULL && i < INWORK_SLOTS; i++)
        if (watched[i].state == SLOT_BUSY && watched[i].thread == thread) {
            watched[i].state = SLOT_CRASHED;
            found = true;
        }
    if (watched != NULL && !found)
        watched[OUTSIDE].state = SLOT_CRASHED;
    restore_action(signal);
    if (info->si_code <= 0 || signal == SIGTRAP)
        raise(signal);
}

void inwork_watch(Inwork *inwork) {
    watched = inwork->slots;
    struct sigaction action = {.sa_flags = SA_SIGINFO | SA_ONSTACK};
    action.sa_sigaction = on_crash;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < G_N_ELEMENTS(crash_signals); i++)
        sigaction(crash_signals[i], &action, &action_before[i]);
}
