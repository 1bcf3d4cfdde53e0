#ifndef EARSHOT_NUMBERS_H
#define EARSHOT_NUMBERS_H
// Short lists of numbers inside stored records: ids of conversations, and keyed hashes cut
// to 32 bits, by which people are counted and cannot be found. Lists are bounded
// by the caller, since they are rewritten with their record.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "record.h"
#include "seal.h"

// Of uint64_t. What is read is appended; of more than `most`, which nothing of ours writes, the rest makes
// the record a damaged one.
void numbers_put_ids(RecordWriter *writer, const GArray *ids);
void numbers_get_ids(RecordReader *reader, GArray *ids, guint most);
// Likewise of uint32_t.
void numbers_put_hashes(RecordWriter *writer, const GArray *hashes);
void numbers_get_hashes(RecordReader *reader, GArray *hashes, guint most);

uint32_t numbers_short_hash(const Seal *seal, const char *label, const char *text);
// Adds it when there is room; false when it is there already.
bool numbers_tell_apart(GArray *hashes, uint32_t hash, guint most);

// Another number in place of it, which is nobody's: the count stays, and who was counted is gone. False when
// it is not there.
bool numbers_erase_hash(GArray *hashes, uint32_t hash);
// Takes the ids out that `gone` (uint64_t -> anything) has; how many.
unsigned numbers_erase_ids(GArray *ids, GHashTable *gone);

#endif
