#ifndef EARSHOT_TEST_GROUND_SCHEMA_H
#define EARSHOT_TEST_GROUND_SCHEMA_H
// Where a test's store stands when tests run on PostgreSQL: a schema of a database that many programs use
// side by side. Making one takes longer than most tests do, so whoever needs one takes one that is free and
// empties it.

#include <glib.h>

typedef struct GroundSchema GroundSchema;

// An empty one of this database, nobody else's until it is given back or the process ends. What goes wrong
// ends the program.
GroundSchema *ground_schema_take(const char *database);
// The URL of the store in it. Borrowed.
const char *ground_schema_url(const GroundSchema *schema);
// All its rows go, while nobody has a store in it open.
void ground_schema_empty(GroundSchema *schema);
// From then on it holds what `from` holds, and nothing else.
void ground_schema_copy(GroundSchema *schema, const GroundSchema *from);
// All its rows, as the database's admin sees them.
void ground_schema_read(const GroundSchema *schema, GByteArray *into);
// Does what SQL says in it, as its owner can by hand.
void ground_schema_run(GroundSchema *schema, const char *sql);
void ground_schema_give(GroundSchema *schema);

#endif
