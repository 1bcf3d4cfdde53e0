// What people are told to do, for the causes as they really read.
#include "support.h"

#include <errno.h>
#include <lmdb.h>

#include "trouble.h"

typedef struct Case {
    const char *cause;
    const char *advice; // a part; NULL: none can be told
} Case;

static void every_cause_has_its_advice(void **state) {
    (void)state;
    g_autofree char *full = g_strdup_printf("store: cannot write: %s", mdb_strerror(ENOSPC));
    g_autofree char *memory = g_strdup_printf("store: cannot begin: %s", mdb_strerror(ENOMEM));
    g_autofree char *map = g_strdup_printf("store: cannot write: %s", mdb_strerror(MDB_MAP_FULL));
    g_autofree char *page = g_strdup_printf("store: cannot read: %s", mdb_strerror(MDB_PAGE_NOTFOUND));
    g_autofree char *large = g_strdup_printf("store: cannot write: %s", g_strerror(EFBIG));
    const Case cases[] = {
        {full, "room"},
        {memory, "memory"},
        {map, "cannot grow"},
        {page, "earshot verify"},
        {large, "limit on file sizes"},
        {"/etc/earshot/key: cannot open the key file: No such file or directory", "put the key file back"},
        {"store: not written within the time budget", "slow"},
        {"Failed to connect to 127.0.0.1 port 25: Connection refused", "start the relay"},
        {"Failed to connect to 127.0.0.1 port 25 after 0 ms: Couldn't connect to server", "start the relay"},
        {"421 4.3.2 shutting down", NULL},
        {"inet:8891@localhost does not answer: Connection refused", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *advice = trouble_advice(cases[i].cause);
        if ((advice == NULL) != (cases[i].advice == NULL) ||
            (advice != NULL && strstr(advice, cases[i].advice) == NULL))
            fail_msg("%s: %s", cases[i].cause, advice);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cause_has_its_advice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
