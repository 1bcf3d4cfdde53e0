// A deleted or replaced record stays in the file until its page is used for
// something else, which may be never: who has the old key and a new copy of the file would
// read it. While the write transaction is held nobody takes a page or writes one, so it is
// safe to overwrite those that LMDB lists as free, from the transactions that
// no reader can look at any more, and the room in others between the index at
// their head and the records at their end, which nobody reads.
#include "engine_lmdb_scrub.h"

#include <errno.h>
#include <lmdb.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef enum Phase {
    PHASE_FREE,  // free pages, piece by piece
    PHASE_ROOM,  // the room within pages in use, likewise
    PHASE_WHOLE, // free pages once more, all at once: a commit may list pages that it did not need under
                 // another number, behind us
} Phase;

enum { BUDGET = 6 * 1000, PAGE_MOST = 1 << 16 };

typedef struct Scrubbing {
    MDB_env *env;
    MDB_txn *lists; // reads what LMDB shows to no transaction that writes
    EngineScrub *scrub;
    int file;
    size_t page_size;
    uint64_t oldest; // transaction that somebody may look at
    int64_t until;   // monotonic
    bool late;
} Scrubbing;

static const uint8_t NOTHING[PAGE_MOST];

// "   pid thread txnid", or a dash for one that reads nothing just now.
static int note_reader(const char *line, void *data) {
    uint64_t *oldest = data;
    const char *last = strrchr(line, ' ');
    const uint64_t number =
        last == NULL || !g_ascii_isdigit(last[1]) ? 0 : g_ascii_strtoull(last + 1, NULL, 10);
    if (number > 0)
        *oldest = MIN(*oldest, number);
    return 0;
}

static void look_at_time(Scrubbing *scrubbing) {
    scrubbing->late = scrubbing->late ||
                      (scrubbing->scrub->phase != PHASE_WHOLE && g_get_monotonic_time() > scrubbing->until);
}

// What is nothing already is not written.
static int overwrite(Scrubbing *scrubbing, const uint8_t *found, size_t size, off_t at) {
    if (memcmp(found, NOTHING, size) == 0)
        return 0;
    scrubbing->scrub->pages++;
    return pwrite(scrubbing->file, NOTHING, size, at) == (ssize_t)size ? 0 : EIO;
}

// In the last pass, for which writers wait, a page is taken for what it begins with: a number, or sealed
// bytes.
static bool begins_with_nothing(const Scrubbing *scrubbing, off_t at) {
    enum { BEGINNING = 64 };
    uint8_t beginning[BEGINNING];
    return scrubbing->scrub->phase == PHASE_WHOLE &&
           pread(scrubbing->file, beginning, sizeof beginning, at) == BEGINNING &&
           memcmp(beginning, NOTHING, sizeof beginning) == 0;
}

static int scrub_page(Scrubbing *scrubbing, size_t number) {
    uint8_t page[PAGE_MOST];
    const off_t at = (off_t)(number * scrubbing->page_size);
    if (begins_with_nothing(scrubbing, at))
        return 0;
    const ssize_t got = pread(scrubbing->file, page, scrubbing->page_size, at);
    look_at_time(scrubbing);
    return got < 0 ? errno : overwrite(scrubbing, page, (size_t)got, at); // 0: behind the file's end
}

// --- free pages ---

// A list is its length, then numbers of pages.
static size_t length_of(const MDB_val *list) {
    size_t length = 0;
    memcpy(&length, list->mv_data, MIN(list->mv_size, sizeof length));
    return MIN(length, list->mv_size / sizeof length - (list->mv_size >= sizeof length));
}

static size_t page_of(const MDB_val *list, size_t index) {
    size_t number;
    memcpy(&number, (const uint8_t *)list->mv_data + (index + 1) * sizeof number, sizeof number);
    return number;
}

static int scrub_list(Scrubbing *scrubbing, const MDB_val *list) {
    EngineScrub *scrub = scrubbing->scrub;
    const size_t length = length_of(list);
    int code = 0;
    for (; code == 0 && !scrubbing->late && scrub->at < length; scrub->at++)
        code = scrub_page(scrubbing, page_of(list, scrub->at));
    return code;
}

static int scrub_lists(Scrubbing *scrubbing) {
    EngineScrub *scrub = scrubbing->scrub;
    MDB_cursor *cursor = NULL;
    size_t number = scrub->next;
    MDB_val key = {sizeof number, &number}, list;
    int code = mdb_cursor_open(scrubbing->lists, 0, &cursor);
    if (code != 0)
        return code;
    for (code = mdb_cursor_get(cursor, &key, &list, MDB_SET_RANGE); code == 0;
         code = mdb_cursor_get(cursor, &key, &list, MDB_NEXT)) {
        memcpy(&number, key.mv_data, MIN(key.mv_size, sizeof number));
        if (number >= scrubbing->oldest)
            break;
        if (number != scrub->next)
            scrub->at = 0;
        scrub->next = number;
        if ((code = scrub_list(scrubbing, &list)) != 0 || scrubbing->late)
            break;
    }
    mdb_cursor_close(cursor);
    return code == MDB_NOTFOUND ? 0 : code;
}

// What a commit that failed left behind the last page.
static int scrub_tail(Scrubbing *scrubbing) {
    MDB_envinfo info;
    struct stat status;
    int code = fstat(scrubbing->file, &status) == 0 ? 0 : errno;
    mdb_env_info(scrubbing->env, &info);
    for (size_t i = info.me_last_pgno + 1;
         code == 0 && !scrubbing->late && (off_t)(i * scrubbing->page_size) < status.st_size; i++)
        code = scrub_page(scrubbing, i);
    return code;
}

// --- room in pages in use ---

// The head of a page of format 1 of LMDB's files, which is what 0.9 writes.
typedef struct PageHead {
    size_t number;
    uint16_t pad, flags;
    uint16_t lower, upper; // the room is between; of a run of pages together their count
} PageHead;
enum { FLAG_BRANCH = 1, FLAG_LEAF = 2, FLAG_RUN = 4, FLAG_FIXED = 32 };

static GHashTable *free_pages(const Scrubbing *scrubbing, int *code) {
    GHashTable *pages = g_hash_table_new(NULL, NULL);
    MDB_cursor *cursor = NULL;
    MDB_val key, list;
    *code = mdb_cursor_open(scrubbing->lists, 0, &cursor);
    while (*code == 0 && (*code = mdb_cursor_get(cursor, &key, &list, MDB_NEXT)) == 0)
        for (size_t i = 0, length = length_of(&list); i < length; i++)
            g_hash_table_add(pages, GSIZE_TO_POINTER(page_of(&list, i)));
    if (cursor != NULL)
        mdb_cursor_close(cursor);
    *code = *code == MDB_NOTFOUND ? 0 : *code;
    return pages;
}

// How many pages belong to this one; 1 but for a run.
static int scrub_room(Scrubbing *scrubbing, size_t number, size_t *count) {
    uint8_t page[PAGE_MOST];
    const size_t size = scrubbing->page_size;
    const off_t at = (off_t)(number * size);
    PageHead head = {0};
    *count = 1;
    look_at_time(scrubbing);
    if (pread(scrubbing->file, page, size, at) != (ssize_t)size)
        return 0;
    memcpy(&head.number, page, sizeof head.number);
    memcpy(&head.flags, page + 10, sizeof head.flags);
    memcpy(&head.lower, page + 12, sizeof head.lower);
    memcpy(&head.upper, page + 14, sizeof head.upper);
    if (head.number != number || (head.flags & FLAG_FIXED) != 0)
        return 0;
    if ((head.flags & FLAG_RUN) != 0)
        *count = MAX((size_t)head.lower | (size_t)head.upper << 16, 1);
    else if ((head.flags & (FLAG_BRANCH | FLAG_LEAF)) != 0 && head.lower >= 16 && head.lower < head.upper &&
             head.upper <= size)
        return overwrite(scrubbing, page + head.lower, (size_t)(head.upper - head.lower), at + head.lower);
    return 0;
}

static int scrub_rooms(Scrubbing *scrubbing) {
    enum { FIRST = 2 }; // behind the two that say where all begins
    EngineScrub *scrub = scrubbing->scrub;
    MDB_envinfo info;
    int code = 0;
    g_autoptr(GHashTable) unused = free_pages(scrubbing, &code);
    mdb_env_info(scrubbing->env, &info);
    scrub->next = MAX(scrub->next, FIRST);
    while (code == 0 && !scrubbing->late && scrub->next <= info.me_last_pgno) {
        size_t count = 1;
        if (!g_hash_table_contains(unused, GSIZE_TO_POINTER(scrub->next)))
            code = scrub_room(scrubbing, scrub->next, &count);
        scrub->next += count;
    }
    return code;
}

// --- pieces ---

static int run_phase(Scrubbing *scrubbing) {
    if (scrubbing->scrub->phase == PHASE_ROOM)
        return scrub_rooms(scrubbing);
    const int code = scrub_lists(scrubbing);
    return code != 0 || scrubbing->late ? code : scrub_tail(scrubbing);
}

static int scrub_with_lists(Scrubbing *scrubbing, bool *more) {
    EngineScrub *scrub = scrubbing->scrub;
    MDB_stat pages;
    mdb_env_stat(scrubbing->env, &pages);
    scrubbing->page_size = MIN(pages.ms_psize, PAGE_MOST);
    scrubbing->oldest = mdb_txn_id(scrubbing->lists); // the last that was committed
    scrub->last = scrub->last == 0 ? scrubbing->oldest : scrub->last;
    mdb_reader_list(scrubbing->env, note_reader, &scrubbing->oldest);
    scrub->blocked = scrub->phase == PHASE_WHOLE && scrubbing->oldest <= scrub->last;
    int code = mdb_env_get_fd(scrubbing->env, &scrubbing->file);
    if (code != 0 || scrub->blocked || (code = run_phase(scrubbing)) != 0 || scrubbing->late)
        return code;
    *more = scrub->phase != PHASE_WHOLE;
    scrub->next = scrub->at = 0;
    scrub->phase += *more;
    return *more || fdatasync(scrubbing->file) == 0 ? 0 : errno;
}

int lmdb_scrub_piece(MDB_env *env, EngineScrub *scrub, bool *more) {
    Scrubbing scrubbing = {.env = env, .scrub = scrub, .until = g_get_monotonic_time() + BUDGET};
    *more = true;
    int code = mdb_txn_begin(env, NULL, MDB_RDONLY, &scrubbing.lists);
    if (code != 0)
        return code;
    code = scrub_with_lists(&scrubbing, more);
    mdb_txn_abort(scrubbing.lists);
    return code;
}
