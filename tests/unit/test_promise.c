// Dates promised and dates only named: tables of what support people write, in
// nine languages, with the moment due to the minute, and of what looks like it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "promise.h"
#include "units.h"

typedef enum Place {
    LONDON,
    BERLIN,
    PARIS,
    MADRID,
    ROME,
    AMSTERDAM,
    WARSAW,
    STOCKHOLM,
    NEW_YORK,
    SAO_PAULO,
    ALWAYS,
    PLACES
} Place;

static const struct {
    const char *hours, *zone;
} places[PLACES] = {
    [LONDON] = {"Mon-Fri 09:00-17:30", "Europe/London"},
    [BERLIN] = {"Mon-Fri 09:00-17:00", "Europe/Berlin"},
    [PARIS] = {"Mon-Fri 09:00-12:00 14:00-18:00", "Europe/Paris"},
    [MADRID] = {"Mon-Thu 09:00-18:00, Fri 09:00-15:00", "Europe/Madrid"},
    [ROME] = {"Mon-Fri 09:00-13:00 14:00-18:00", "Europe/Rome"},
    [AMSTERDAM] = {"Mon-Fri 08:30-17:00, Sat 10:00-14:00", "Europe/Amsterdam"},
    [WARSAW] = {"Mon-Fri 08:00-16:00", "Europe/Warsaw"},
    [STOCKHOLM] = {"Mon-Fri 08:00-17:00", "Europe/Stockholm"},
    [NEW_YORK] = {"Mon-Fri 08:00-18:00", "America/New_York"},
    [SAO_PAULO] = {"Mon-Fri 09:00-18:00", "America/Sao_Paulo"},
    [ALWAYS] = {"24x7", "UTC"},
};

typedef struct Kept {
    const char *text, *language;
    Place place;
    const char *sent, *due;
} Kept;

typedef struct Unmade {
    const char *text, *language;
} Unmade;

#include "promise_cases.h"

static int64_t at(const char *text) {
    int64_t time = 0;
    assert_true(units_time_parse(text, &time, NULL));
    return time;
}

static GArray *find(const char *text, const char *language, Place place, const char *sent) {
    g_autoptr(Calendar) calendar = calendar_new(places[place].hours, places[place].zone, NULL);
    assert_non_null(calendar);
    return promise_find(text, language, calendar, at(sent));
}

static char *shown(const GArray *promises) {
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < promises->len; i++) {
        const Promise *promise = &g_array_index(promises, Promise, i);
        g_autoptr(GDateTime) due = g_date_time_new_from_unix_utc(promise->due / UNITS_SECOND);
        g_autofree char *time = g_date_time_format(due, "%a %F %T");
        g_string_append_printf(text, " %s", time);
    }
    return g_string_free(text, FALSE);
}

// Says all that is wrong, not only the first.
static unsigned check_kept(const Kept *cases, size_t count) {
    unsigned wrong = 0;
    for (size_t i = 0; i < count; i++) {
        g_autoptr(GArray) promises = find(cases[i].text, cases[i].language, cases[i].place, cases[i].sent);
        if (promises->len == 1 && g_array_index(promises, Promise, 0).due == at(cases[i].due))
            continue;
        g_autofree char *found = shown(promises);
        print_error("%s: %s: due %s, read:%s\n", cases[i].language, cases[i].text, cases[i].due, found);
        wrong++;
    }
    return wrong;
}

static unsigned check_unmade(const Unmade *cases, size_t count) {
    static const char *const days[] = {MONDAY, FRIDAY_EVENING, OLD_YEAR};
    unsigned wrong = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t day = 0; day < G_N_ELEMENTS(days); day++) {
            g_autoptr(GArray) promises = find(cases[i].text, cases[i].language, BERLIN, days[day]);
            if (promises->len == 0)
                continue;
            g_autofree char *found = shown(promises);
            print_error("%s: %s: read:%s\n", cases[i].language, cases[i].text, found);
            wrong++;
            break;
        }
    }
    return wrong;
}

static void test_promises_are_read(void **state) {
    (void)state;
    assert_int_equal(check_kept(kept_first, G_N_ELEMENTS(kept_first)), 0);
}

static void test_look_alikes_are_not(void **state) {
    (void)state;
    assert_int_equal(check_unmade(unmade_first, G_N_ELEMENTS(unmade_first)), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_promises_are_read),
        cmocka_unit_test(test_look_alikes_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
