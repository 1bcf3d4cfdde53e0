// What the PostgreSQL engine says to its server, for who looks at the plans: how a session is set, then each
// statement for a table, and those of every commit, one a line, behind its name.
//   statements TABLE
#include <stdio.h>
#include <stdlib.h>

#include "engine_postgresql_sql.h"

int main(int argc, char **argv) {
    static const char *const NAMES[SQL_ALL] = {
        [SQL_GET] = "get",
        [SQL_GETS] = "gets",
        [SQL_SEEK] = "seek",
        [SQL_CHECK_GETS] = "check gets",
        [SQL_CHECK_SEEKS] = "check seeks",
        [SQL_PUT] = "put",
        [SQL_DELETE] = "delete",
        [SQL_LOCK] = "lock",
        [SQL_COUNT] = "count",
        [SQL_NOTE] = "note",
    };
    const int table = argc == 2 ? atoi(argv[1]) : -1;
    if (table < 0 || table >= ENGINE_TABLES) {
        (void)fprintf(stderr, "usage: statements TABLE\n");
        return 64;
    }
    (void)printf("session\t%s\n", SQL_SESSION);
    for (unsigned i = 0; i < SQL_ALL; i++) {
        if (NAMES[i] == NULL)
            continue;
        g_autofree char *text = sql_text((Sql)i, (unsigned)table);
        (void)printf("%s\t%s\n", NAMES[i], text);
    }
    return 0;
}
