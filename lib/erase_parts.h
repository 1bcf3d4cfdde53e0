#ifndef EARSHOT_ERASE_PARTS_H
#define EARSHOT_ERASE_PARTS_H
// What the files of erase share: what is looked for, what was found, and how it
// is done away with.

#include "erase.h"
#include "thread.h"

typedef struct Found {
    Table table;
    StoreKey key;
    EraseHow how;
} Found;

typedef struct Wanted {
    const Seal *seal;
    SealHash person;
    uint64_t slot;       // of their key, 0: they have none
    uint64_t newest;     // key when it began: under later ones stands who came since, perhaps they themselves
    int64_t since;       // when it began
    bool back;           // they wrote again since: what their address alone leads to is the new person's
    char *address;       // NULL until it was met
    GPtrArray *names;    // char *: by which they called themselves, where no other can be meant
    GHashTable *threads; // uint64_t: conversations that they opened
    GHashTable *messages; // uint64_t[2]: conversation and number of what they wrote in others'
    GHashTable *touched;  // uint64_t: the conversations of these
    GHashTable *mails;    // uint64_t: of the outbox, that are removed
} Wanted;

void wanted_init(Wanted *wanted, const Seal *seal, const EraseOptions *options);
void wanted_clear(Wanted *wanted);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Wanted, wanted_clear)
// True for their address, which is noted when it was not known.
bool wanted_is_person(Wanted *wanted, const char *address);
void wanted_add_name(Wanted *wanted, const char *name);
void wanted_add_thread(Wanted *wanted, uint64_t thread);
void wanted_add_message(Wanted *wanted, uint64_t thread, uint64_t number);
bool wanted_has_thread(const Wanted *wanted, uint64_t thread);
// In a conversation of theirs every message counts.
bool wanted_has_message(const Wanted *wanted, uint64_t thread, uint64_t number);
// Stars over their address and names, the bytes stay as many; NULL when none stands there.
GBytes *wanted_mask(const Wanted *wanted, GBytes *record);

// A row as the search meets it.
typedef struct EraseRow {
    StoreTxn *txn;
    Table table;
    StoreKey key;
    uint64_t first, second; // numbers of the key
    bool theirs;            // it stands under their key
} EraseRow;

typedef struct Erasing {
    const EraseOptions *options;
    Wanted *wanted;
    EraseReport *report;
    StoreTxn *txn;
} Erasing;

// Beside what stands under their key: true when the row is of a conversation or a message of theirs, or
// names them by a hash.
typedef bool (*EraseFind)(Wanted *wanted, const EraseRow *row);
// Does away with it, whatever became of it since it was found.
typedef void (*EraseApply)(const Erasing *erasing, const StoreKey *key);

typedef struct EraseRule {
    EraseTable told;
    EraseFind find;   // NULL: only what stands under their key
    EraseApply apply; // NULL: the record is removed
} EraseRule;
const EraseRule *erase_rule(Table table);

// erase_find.c
bool erase_find_entry(Wanted *wanted, const EraseRow *row);
bool erase_find_contact(Wanted *wanted, const EraseRow *row);
bool erase_find_arrival(Wanted *wanted, const EraseRow *row);
bool erase_find_link(Wanted *wanted, const EraseRow *row);
bool erase_find_thread(Wanted *wanted, const EraseRow *row);
bool erase_find_outbox(Wanted *wanted, const EraseRow *row);
bool erase_find_expiry(Wanted *wanted, const EraseRow *row);
bool erase_find_clock(Wanted *wanted, const EraseRow *row);
bool erase_find_account(Wanted *wanted, const EraseRow *row);
bool erase_find_unanswered(Wanted *wanted, const EraseRow *row);
bool erase_find_fingerprint(Wanted *wanted, const EraseRow *row);
bool erase_find_like(Wanted *wanted, const EraseRow *row);
bool erase_find_group(Wanted *wanted, const EraseRow *row);
bool erase_find_problem(Wanted *wanted, const EraseRow *row);
bool erase_find_burst(Wanted *wanted, const EraseRow *row);
bool erase_find_campaign(Wanted *wanted, const EraseRow *row);
bool erase_find_agenda(Wanted *wanted, const EraseRow *row);
bool erase_find_heard(Wanted *wanted, const EraseRow *row);
bool erase_find_lesson(Wanted *wanted, const EraseRow *row);
// erase_thread.c
void erase_thread(const Erasing *erasing, const StoreKey *key);
void erase_entry(const Erasing *erasing, const StoreKey *key);
void erase_clock(const Erasing *erasing, const StoreKey *key);
// erase_apply.c
void erase_arrival(const Erasing *erasing, const StoreKey *key);
void erase_outbox(const Erasing *erasing, const StoreKey *key);
void erase_no_answer(const Erasing *erasing, const StoreKey *key);
void erase_account(const Erasing *erasing, const StoreKey *key);
void erase_like(const Erasing *erasing, const StoreKey *key);
void erase_group(const Erasing *erasing, const StoreKey *key);
void erase_problem(const Erasing *erasing, const StoreKey *key);
void erase_burst(const Erasing *erasing, const StoreKey *key);
void erase_lesson(const Erasing *erasing, const StoreKey *key);
void erase_locked(const Erasing *erasing, const StoreKey *key); // nothing: it goes with the key

#endif
