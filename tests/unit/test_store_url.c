// What a URL says, and what of it people see.
#include "support.h"

#include <string.h>

#include "fault.h"
#include "store_url.h"

static void which_are_well_formed(void **unused) {
    (void)unused;
    static const struct {
        const char *url, *wrong; // part of what is said; NULL: nothing is wrong
    } cases[] = {
        {"lmdb:/var/lib/earshot", NULL},
        {"postgresql://", NULL},
        {"postgresql:///earshot", NULL},
        {"postgres://db/earshot", NULL},
        {"postgresql://me@db.example.com:5432/earshot", NULL},
        {"postgresql://me:p%40ss%2Fword@db/earshot", NULL},
        {"postgresql://a:5432,b,[2001:db8::1]:5433/earshot?target_session_attrs=read-write", NULL},
        {"postgresql://%2Frun%2Fpostgresql/earshot", NULL},
        {"postgresql:///earshot?host=/run/postgresql&options=-csearch_path%3Dgateway", NULL},
        {"postgresql:///earshot?user=me@example.com", NULL},
        {"postgresql://db?connect_timeout=3", NULL},
        {"", "no store"},
        {"lmdb:", "no store"},
        {"lmdb:relative", "no store"},
        {"/var/lib/earshot", "no store"},
        {"mysql://db/earshot", "no store"},
        {"POSTGRESQL://db/earshot", "no store"},
        {"postgresql:/db", "no store"},
        {"postgresql://db:0/x", "no URL"},
        {"postgresql://db:65536/x", "no URL"},
        {"postgresql://db:x/x", "no URL"},
        {"postgresql://db:5432x/x", "no URL"},
        {"postgresql://[2001:db8::1/x", "no URL"},
        {"postgresql://[db]/x", "no URL"},
        {"postgresql://[]/x", "no URL"},
        {"postgresql://[::1]5432/x", "no URL"},
        {"postgresql://me:p@ss@db/x", "no URL"},
        {"postgresql://me:12/w@db/x", "no URL"},
        {"postgresql://me:p%zz@db/x", "no URL"},
        {"postgresql://me%00:p@db/x", "no URL"},
        {"postgresql://db/x%4", "no URL"},
        {"postgresql://db/x?sslmode", "key=value"},
        {"postgresql://db/x?=require", "key=value"},
        {"postgresql://db/x?options=-ca=b", "key=value"},
        {"postgresql://db/x?sslmode=%g1", "key=value"},
        {"postgresql://db/x?a=b&&c=d", "key=value"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        const bool good = store_url_check(cases[i].url, &error);
        if (good != (cases[i].wrong == NULL) || (!good && strstr(error->message, cases[i].wrong) == NULL))
            fail_msg("%s: %s", cases[i].url, good ? "taken" : error->message);
        assert_true(good || fault_fate(error) == FATE_CONFIG);
    }
}

static void what_people_see(void **unused) {
    (void)unused;
    static const struct {
        const char *url, *shown;
        bool secret;
    } cases[] = {
        {"lmdb:/var/lib/earshot", "/var/lib/earshot", false},
        {"postgresql://db/x", "postgresql://db/x", false},
        {"postgresql://me@a:1,b/x?sslmode=require", "postgresql://me@a:1,b/x?sslmode=require", false},
        {"postgresql://me:secret@db/x", "postgresql://me:***@db/x", true},
        {"postgresql://:secret@db", "postgresql://:***@db", true},
        {"postgresql://me:@db/x", "postgresql://me:***@db/x", false},
        {"postgresql:///x?password=secret&user=me", "postgresql:///x?password=***&user=me", true},
        {"postgresql:///x?user=me&pass%77ord=secret", "postgresql:///x?user=me&pass%77ord=***", true},
        {"postgresql:///x?sslpassword=secret", "postgresql:///x?sslpassword=***", true},
        {"postgresql:///x?passfile=/etc/earshot/pgpass", "postgresql:///x?passfile=/etc/earshot/pgpass",
         false},
        // Not well formed: nothing that may be one.
        {"postgresql://me:se@cret@db/x", "postgresql://***", true},
        {"postgresql://me:se/cret@db/x", "postgresql://***", false},
        {"mysql://me:secret@db/x", "mysql://***", false},
        {"me:secret@db", "***", false},
        {"/var/lib/earshot", "/var/lib/earshot", false},
        {"relative", "relative", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *shown = store_url_shown(cases[i].url);
        if (strcmp(shown, cases[i].shown) != 0 || store_url_has_password(cases[i].url) != cases[i].secret)
            fail_msg("%s: %s", cases[i].url, shown);
    }
}

static void whom_it_names(void **unused) {
    (void)unused;
    static const struct {
        const char *url, *hosts, *ports;
    } cases[] = {
        {"lmdb:/var/lib/earshot", "", ""},
        {"postgresql:///x", "", "5432 "},
        {"postgresql://me:p@a:1,b,[2001:db8::1]:2/x", "a b 2001:db8::1", "1 5432 2 "},
        {"postgresql://%2Frun%2Fpostgresql:5433/x", "/run/postgresql", "5433 "},
        {"postgresql://a/x?host=b,/run/c", "b /run/c", "5432 "},
        {"postgresql://a/x?hostaddr=192.0.2.1,192.0.2.2", "a 192.0.2.1 192.0.2.2", "5432 "},
        {"postgresql://,b/x", "b", "5432 "},
        {"postgresql://a:1,b:1/x", "a b", "1 "},
        {"postgresql://a:1,b:2/x?port=3,,4", "a b", "3 5432 4 "},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) hosts = store_url_hosts(cases[i].url);
        g_ptr_array_add(hosts, NULL);
        g_autofree char *joined = g_strjoinv(" ", (char **)hosts->pdata);
        assert_string_equal(joined, cases[i].hosts);
        g_autoptr(GArray) ports = store_url_ports(cases[i].url);
        g_autoptr(GString) numbers = g_string_new(NULL);
        for (guint k = 0; k < ports->len; k++)
            g_string_append_printf(numbers, "%u ", g_array_index(ports, unsigned, k));
        assert_string_equal(numbers->str, cases[i].ports);
    }
    static const char URL[] = "postgresql://a/x?passfile=/a&passfile=%2Fb%20c&sslmode=";
    g_autofree char *file = store_url_parameter(URL, "passfile"), *mode = store_url_parameter(URL, "sslmode");
    assert_string_equal(file, "/b c");
    assert_string_equal(mode, "");
    assert_null(store_url_parameter(URL, "user"));
    assert_null(store_url_parameter("lmdb:/x?user=me", "user"));
}

// No byte behind the end of any beginning of it is looked at.
static void any_beginning(void **unused) {
    (void)unused;
    static const char URL[] =
        "postgresql://me:p%40@[::1]:5432,%2Frun:1,b/x?host=a&password=%20&options=-c%3D";
    for (size_t size = 0; size <= strlen(URL); size++) {
        g_autofree char *url = g_strndup(URL, size), *shown = store_url_shown(url);
        g_autoptr(GPtrArray) hosts = store_url_hosts(url);
        assert_non_null(shown);
        assert_non_null(hosts);
        (void)store_url_check(url, NULL);
    }
    assert_true(store_url_check(URL, NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(which_are_well_formed),
        cmocka_unit_test(what_people_see),
        cmocka_unit_test(whom_it_names),
        cmocka_unit_test(any_beginning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
