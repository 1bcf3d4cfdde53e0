// Whoever listens for what others write is not kept busy by it, nor by a connection
// that does not come, and never sleeps past the moment at which it can listen again.
#include "support.h"

#include "ear.h"

static const int64_t MS = G_TIME_SPAN_MILLISECOND;

typedef struct Talk { // what is to be listened to
    int file;
    unsigned asked;
} Talk;

static int listen_to(void *data) {
    Talk *talk = data;
    talk->asked++;
    return talk->file;
}

// A second of turns as the dispatcher takes them; `loud`: whenever it is polled it can be read. How many
// looks at the store that makes.
static unsigned turns(Ear *ear, bool loud, int64_t *now, int64_t second) {
    unsigned count = 0;
    for (const int64_t end = *now + second; *now < end; count++) {
        ear_turn(ear, *now);
        const int ms = ear_sleep(ear, 5000, *now);
        const bool wakes = loud && ear_file(ear) >= 0;
        assert_true(ms > 0 && ms <= 5000);
        *now += wakes ? 1 : ms * MS;
        if (wakes)
            ear_heard(ear, *now);
    }
    return count;
}

static void what_never_ends_to_speak_keeps_nobody_busy(void **state) {
    (void)state;
    Talk talk = {.file = 9};
    g_autoptr(Ear) ear = ear_new(listen_to, &talk);
    int64_t now = 77 * G_TIME_SPAN_HOUR;
    const unsigned count = turns(ear, true, &now, G_TIME_SPAN_SECOND);
    assert_in_range(count, 20, 50); // a wake and the end of a pause, each 50 ms
    assert_true(talk.asked <= 21);
}

static void what_does_not_come_is_not_asked_for_at_every_turn(void **state) {
    (void)state;
    Talk talk = {.file = -1};
    g_autoptr(Ear) ear = ear_new(listen_to, &talk);
    int64_t now = 1;
    const int64_t begin = now;
    while (now < begin + G_TIME_SPAN_MINUTE) {
        ear_turn(ear, now);
        assert_int_equal(ear_file(ear), -1);
        now += 20 * MS; // there is much else to do
    }
    assert_in_range(talk.asked, 12, 13);
    const unsigned before = talk.asked;
    assert_true(turns(ear, true, &now, G_TIME_SPAN_MINUTE) <= 40); // and it wakes nobody itself
    assert_in_range(talk.asked - before, 8, 14);
}

static void what_comes_back_is_heard(void **state) {
    (void)state;
    Talk talk = {.file = 9};
    g_autoptr(Ear) ear = ear_new(listen_to, &talk);
    ear_turn(ear, 0);
    assert_int_equal(ear_file(ear), 9);
    assert_int_equal(ear_sleep(ear, 5000, 0), 5000);
    talk.file = -1; // lost: it can be read, and is gone
    ear_heard(ear, 10 * MS);
    assert_int_equal(ear_file(ear), -1);
    assert_in_range(ear_sleep(ear, 5000, 10 * MS), 50, 51);
    ear_turn(ear, 10 * MS + EAR_PAUSE);
    assert_int_equal(talk.asked, 2);
    assert_int_equal(ear_file(ear), -1);
    talk.file = 11;
    ear_turn(ear, 10 * MS + EAR_PAUSE + EAR_FAILED - 1);
    assert_int_equal(ear_file(ear), -1);
    ear_turn(ear, 10 * MS + EAR_PAUSE + EAR_FAILED);
    assert_int_equal(ear_file(ear), 11);
}

static void others_are_woken_once_a_second(void **state) {
    (void)state;
    Talk talk = {.file = 9};
    g_autoptr(Ear) ear = ear_new(listen_to, &talk);
    unsigned told = 0;
    for (int64_t now = 0; now < 10 * G_TIME_SPAN_SECOND; now += 100 * MS) {
        ear_turn(ear, now);
        if (ear_file(ear) >= 0)
            told += ear_heard(ear, now);
    }
    assert_int_equal(told, 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_never_ends_to_speak_keeps_nobody_busy),
        cmocka_unit_test(what_does_not_come_is_not_asked_for_at_every_turn),
        cmocka_unit_test(what_comes_back_is_heard),
        cmocka_unit_test(others_are_woken_once_a_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
