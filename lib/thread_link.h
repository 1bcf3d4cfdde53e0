#ifndef EARSHOT_THREAD_LINK_H
#define EARSHOT_THREAD_LINK_H
// By what later messages find their thread: from a Message-ID, from a person
// and a subject, from a person's very words. Keyed hashes; nothing can be read from them.
// Only a message's own Message-ID is linked, never those that it references: all who answer one mailing of
// ours reference the same, and are not one conversation.

#include <stdbool.h>
#include <stdint.h>
#include "store.h"

// A line of mail holds no longer Message-ID (RFC 5322 2.1.1): one that is, or is empty, links and finds
// nothing.
#define THREAD_LINK_ID_MAX 998

// A later link takes the place of an earlier one of the same name.
void thread_link_message(StoreTxn *txn, const char *message_id, uint64_t thread, int64_t at);
// `folded` as subject_fold gives it; an empty one links nothing. Of two threads the one with the newest `at`
// stands first, in whatever order they were linked.
void thread_link_subject(StoreTxn *txn, const char *person, const char *folded, uint64_t thread, int64_t at);
// The thread and when it was linked; false when there is none.
bool thread_by_message(StoreTxn *txn, const char *message_id, uint64_t *thread, int64_t *at);
bool thread_by_subject(StoreTxn *txn, const char *person, const char *folded, uint64_t *thread, int64_t *at);
// The other thread of that person and subject, the newest but one: where there is one, the subject alone does
// not tell which is meant.
bool thread_by_subject_too(StoreTxn *txn, const char *person, const char *folded, uint64_t *thread,
                           int64_t *at);

// Takes the name away when it leads to that thread, of a person and subject to none beside it; else nothing.
void thread_unlink_message(StoreTxn *txn, const char *message_id, uint64_t thread);
void thread_unlink_subject(StoreTxn *txn, const char *person, const char *folded, uint64_t thread);

// The very words of a sender (clue.h), kept when they came behind an answer of ours: a machine that marks
// nothing says them again to each, and a person does not.
void thread_note_words(StoreTxn *txn, SealHash words, uint64_t thread, int64_t at);
bool thread_has_words(StoreTxn *txn, SealHash words, int64_t since);

// To which threads a link of TABLE_MESSAGE_ID or TABLE_SUBJECT leads (verify.h), 0: to none; false when it is
// not there, or after an error.
bool thread_link_at(StoreTxn *txn, Table table, StoreKey key, uint64_t threads[2]);

#endif
