#ifndef EARSHOT_ENGINE_POSTGRESQL_SQL_H
#define EARSHOT_ENGINE_POSTGRESQL_SQL_H
// All that is said to PostgreSQL, and the tables it is said of. A table of the
// engine is one there: key, the number of the commit that wrote it, value. A private part of the
// PostgreSQL engine.

#include <glib.h>
#include "engine.h"

typedef enum Sql {
    // of one table
    SQL_GET,         // key -> version, value
    SQL_GETS,        // keys[] -> key, version, value: of those that are there
    SQL_SEEK,        // key, how many -> key, version, value: those from there on, in order
    SQL_CHECK_GETS,  // keys[], versions[] -> number, version, value: of those that stand otherwise
    SQL_CHECK_SEEKS, // from[], found[], versions[] -> number, key, version, value: likewise
    SQL_PUT,         // keys[], values[], version
    SQL_DELETE,      // keys[]
    SQL_OF_TABLES,
    // of none
    SQL_BEGIN_READ = SQL_OF_TABLES, // a snapshot
    SQL_BEGIN_WRITE,
    SQL_PATIENCE, // how long that may wait, and stand still
    SQL_COMMITS,  // -> how many commits there were
    SQL_LOCK,     // the same, and nobody else writes until this transaction ends
    SQL_COUNT,    // the new number of commits
    SQL_NOTE,     // writer, its serial number: what it committed last
    SQL_NOTED,    // writer -> that number
    SQL_TIDY,     // notes of writers that are long gone
    SQL_ANNOUNCE,
    SQL_COMMIT,
    SQL_ROLLBACK,
    SQL_LAYOUT, // -> which layout the tables are of
    SQL_SIZE,   // -> bytes of all tables
    SQL_TELL,   // number -> 1: this connection tells it (engine_postgresql_tell.h)
    SQL_UNTELL, // number -> 1: and no more
    SQL_TOLD,   // from, below -> how many other connections tell one of these
    SQL_STATE,  // -> as EngineState: standbys, confirmed, lag, sessions, durable; its clock in microseconds
    SQL_ALL
} Sql;

enum { SQL_LAYOUT_NOW = 1 };

// The text of a statement, for a table (ignored by those of none). The caller owns it.
char *sql_text(Sql sql, unsigned table) G_GNUC_WARN_UNUSED_RESULT;
// How every session is set, and what makes all tables in a schema (quoted name): texts of several statements.
extern const char SQL_SESSION[];
char *sql_create(const char *schema) G_GNUC_WARN_UNUSED_RESULT;

#endif
