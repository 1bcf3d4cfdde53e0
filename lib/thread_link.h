#ifndef EARSHOT_THREAD_LINK_H
#define EARSHOT_THREAD_LINK_H
// By what later messages find their thread: from a Message-ID, from a person
// and a subject, from a person's very words. Keyed hashes; nothing can be read from them.

#include <stdbool.h>
#include <stdint.h>
#include "store.h"

// A later link takes the place of an earlier one of the same name.
void thread_link_message(StoreTxn *txn, const char *message_id, uint64_t thread, int64_t at);
// `folded` as subject_fold gives it; an empty one links nothing.
void thread_link_subject(StoreTxn *txn, const char *person, const char *folded, uint64_t thread, int64_t at);
// The thread and when it was linked; false when there is none.
bool thread_by_message(StoreTxn *txn, const char *message_id, uint64_t *thread, int64_t *at);
bool thread_by_subject(StoreTxn *txn, const char *person, const char *folded, uint64_t *thread, int64_t *at);

// The very words of a sender (clue.h), kept when they came behind an answer of ours: a machine that marks
// nothing says them again to each, and a person does not.
void thread_note_words(StoreTxn *txn, SealHash words, uint64_t thread, int64_t at);
bool thread_has_words(StoreTxn *txn, SealHash words, int64_t since);

#endif
