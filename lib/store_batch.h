#ifndef EARSHOT_STORE_BATCH_H
#define EARSHOT_STORE_BATCH_H
// What the pieces of work that share a commit have read and changed so far, in
// plain: the second message of a batch that counts in the same hour reads what the
// first one wrote, and each record is sealed and written once, at the end. A piece can
// be undone by itself. Of the writer's thread alone. A private part of the store.

#include <glib.h>
#include <stdbool.h>
#include "engine.h"
#include "store_value.h"

typedef struct StoreBatch StoreBatch;

// Borrows the engine, whose transactions it uses, and the vault.
StoreBatch *batch_new(Engine *engine, Vault *vault) G_GNUC_WARN_UNUSED_RESULT;
void batch_free(StoreBatch *batch);

// A batch over this write transaction (borrowed). Of an earlier one only what belongs to no person is still
// known (counts, lists, indexes), and only when it was committed and nobody has written since.
void batch_begin(StoreBatch *batch, EngineTxn *txn);
// Whether anything may be changed.
bool batch_is_changed(const StoreBatch *batch);
// Puts all that is changed into the transaction, in the order of keys, and forgets what belongs to persons.
bool batch_end(StoreBatch *batch, GError **error);
// Whether the transaction was committed after that.
void batch_done(StoreBatch *batch, bool committed);
// Forgets everything.
void batch_clear(StoreBatch *batch);

// One piece of work: all between these is kept, or undone. False with an error when it could not be kept:
// then it is undone. `ahead`: what is not at hand in the engine (at_hand) is expected there and told to be
// absent; what a piece did that lacked something must be undone.
void batch_piece_begin(StoreBatch *batch, bool ahead);
bool batch_piece_lacks(const StoreBatch *batch);
bool batch_piece_end(StoreBatch *batch, bool keep, GError **error);

// As the functions of the store of like names.
GBytes *batch_get(StoreBatch *batch, Table table, const StoreKey *key,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool batch_put(StoreBatch *batch, Table table, const StoreKey *key, uint64_t owner, GBytes *record,
               GError **error);
void batch_del(StoreBatch *batch, Table table, const StoreKey *key);
// A slot of a person's key, as it stands, where these are rows of the store (keyring.h). To read one is
// batch_get of BATCH_SLOTS.
#define BATCH_SLOTS ((Table)ENGINE_TABLE_KEYS)
void batch_put_slot(StoreBatch *batch, uint64_t slot, GBytes *stored);
// Will be asked for soon.
void batch_expect(StoreBatch *batch, unsigned table, EngineSlice key);
// A transaction in which this table stands as the batch has it, for a walk; NULL with an error. Good until
// the next change.
EngineTxn *batch_table(StoreBatch *batch, Table table, GError **error);
// Nobody reads the records of this person any more; those not written yet are not.
void batch_erase(StoreBatch *batch, uint64_t owner);

#endif
