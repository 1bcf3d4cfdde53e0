#ifndef EARSHOT_LESSON_H
#define EARSHOT_LESSON_H
// Corrections by people: "this was a concern". Each keeps what the model saw of
// the message, never its words. From all of them, oldest first, the local layer
// over the shipped model (layer.h) is made anew whenever one comes or goes, so
// that to undo one is as if it had never been. Those from a conversation are sealed
// under its owner and go with them; those from a file under the store's own key.
//
// How one teaches: while the level of its message is another than wanted, the
// classes that make it so are moved past the line by 0.5 logits, in at most four
// steps: half by the terms that spoke for the class, as much as they did, half by words
// of the message that the shipped model does not know, which few others have. When
// one of the classes is beyond what layer.h allows (the model is too sure), nothing is moved:
// the lesson would change other messages and not its own.
//
// Measured on 400 labelled messages that the model has not learned (tests/unit/data/verdict):
//     lessons         others whose level changes    its own becomes as taught
//     1, true               0.004 %                       88 %
//     10, true              0.13 %                        85 %
//     1, one level off      0.008 %                       48 %
//     10, one level off     0.01 %                        34 %
//     100, one level off    1.0 %                         36 %
// A third of those taught truly are still heard so with another greeting, subject and last sentence.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "layer.h"
#include "mailbox.h"
#include "model.h"
#include "store.h"
#include "thread.h"

enum { LESSONS_MOST = 500 }; // with one more the oldest goes

typedef struct Lesson {
    uint32_t number; // from 1, never given twice
    int64_t at;
    char *by;        // the PM, or who was logged in
    Level level;     // wanted
    Level was;       // the level it had, by the message alone
    uint64_t thread; // 0: from a file
    uint32_t entry;
    char *from;         // the file's name, or NULL
    GBytes *impression; // packed
} Lesson;

void lesson_free(Lesson *lesson);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lesson, lesson_free)

// All inside a transaction. Adds it with the next number, which is returned. `owner` is that of the
// conversation, or STORE_OWNER_NONE.
uint32_t lesson_add(StoreTxn *txn, const Lesson *lesson, uint64_t owner);
// From an entry of a conversation; 0 when nothing is kept of that message any more (heard.h), or a machine
// wrote it. Of two lessons from one entry the newer holds.
uint32_t lesson_add_entry(StoreTxn *txn, const Thread *thread, uint32_t entry, Level level, const char *by,
                          int64_t now);
// False when there is none of that number.
bool lesson_undo(StoreTxn *txn, uint32_t number);
// All that are there, oldest first (Lesson *, freed with the list).
GPtrArray *lesson_list(StoreTxn *txn) G_GNUC_WARN_UNUSED_RESULT;
// One of them, or NULL; how many there are and the last number that was given (verify.h).
Lesson *lesson_get(StoreTxn *txn, uint32_t number) G_GNUC_WARN_UNUSED_RESULT;
void lesson_head(StoreTxn *txn, uint32_t *last, uint32_t *count);
// Grows with each change, 0 before the first; a read of one small record.
uint64_t lesson_version(StoreTxn *txn);
// That will be asked for (store_expect).
void lesson_expect(StoreTxn *txn);
// To be called when somebody was erased, so that running programs forget their lessons too.
void lesson_touch(StoreTxn *txn);

// What they add up to, by this model; always the same for the same lessons. Those learned with other phrases
// or terms than the model's are passed over (lesson_fits).
Layer *lesson_school(const Model *model, const GPtrArray *lessons) G_GNUC_WARN_UNUSED_RESULT;
bool lesson_fits(const Lesson *lesson, const Model *model);

// The layer in force in a program, for all its threads.
typedef struct Lessons Lessons;
Lessons *lessons_new(const Model *model) G_GNUC_WARN_UNUSED_RESULT; // borrowed
void lessons_free(Lessons *lessons);
// A reference to the layer, or NULL when there are no lessons. `version` is what a snapshot has just shown;
// when it is another than the layer's, it is made anew from `store` first, by one thread, while the others go
// on with the old.
Layer *lessons_layer(Lessons *lessons, Store *store, uint64_t version);

#endif
