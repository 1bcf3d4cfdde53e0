#ifndef EARSHOT_AUDIT_H
#define EARSHOT_AUDIT_H
// Who commanded what, when, and what came of it: lines that are only added,
// each with a keyed hash over itself and the one before, so that a line which
// was changed, moved or taken out shows. No words of customers or to them stand
// in it (journal.h has those, erasable).

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "command.h"
#include "store.h"

typedef struct AuditLine {
    uint64_t number; // from 1
    int64_t at;
    char *pm; // name of the [pm NAME]
    CommandVerb verb;
    uint64_t thread; // 0: of none
    bool done;
    char *outcome; // "done" or why it was refused, a fixed word; behind ": " the names of problems, releases,
                   // phases, dates
    SealHash chain; // over this line and the chain of the one before
} AuditLine;

void audit_line_free(AuditLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AuditLine, audit_line_free)

// Adds a line; number and chain are filled in. Write transactions only.
void audit_add(StoreTxn *txn, AuditLine *line);
typedef bool (*AuditEach)(StoreTxn *txn, const AuditLine *line, void *data);
void audit_walk(StoreTxn *txn, AuditEach each, void *data);
// Forgets at most `most` lines from before `before`, from the first on; how many. The chain holds from there.
unsigned audit_forget(StoreTxn *txn, int64_t before, unsigned most);
// Checks the whole chain: true when it holds from line 1, or the first that was not forgotten by age, to the
// last that was ever added. *count is how many lines stand, *broken the first number that does not fit, 0
// when all do.
bool audit_verify(StoreTxn *txn, uint64_t *count, uint64_t *broken);

#endif
