// Lessons and the layer they add up to: one helps its message and leaves others
// alone, none gets beyond its bounds, an undone one is as if it had never been, and
// running programs see that something changed.
#include "support.h"

#include <math.h>

#include "contact.h"
#include "heard.h"
#include "lesson.h"
#include "verdict.h"

#define ASKED                                                                                                \
    "I already asked last week about the Quarzbrenner price list, maybe my mail got lost. Could you send "   \
    "it?"
#define LIKE                                                                                                 \
    "Hello, I asked last week about the Quarzbrenner price list already, maybe the mail got lost. Could "    \
    "you please send it? Kim"
#define NEGLECTED "I already asked last week about the refund, and nobody answered me."
#define FURIOUS "This is the third time that I report it. I am furious that nobody answers."
#define CALM "How do I print a label?"
#define GRAVE "Our lawyer will sue you, and our customers' data is open to everybody on your server."

typedef struct World {
    Ground ground;
    Model *model;
    LanguageGuesser *guesser;
} World;

static int set_up(void **state) {
    World *world = g_new0(World, 1);
    ground_make(&world->ground);
    ground_open(&world->ground);
    world->model = model_builtin(NULL);
    world->guesser = language_guesser_new(NULL, NULL);
    *state = world;
    return world->model == NULL;
}

static int tear_down(void **state) {
    World *world = *state;
    model_free(world->model);
    language_guesser_free(world->guesser);
    ground_clear(&world->ground);
    g_free(world);
    return 0;
}

static Verdict *judge(const World *world, const Layer *layer, const char *body) {
    const Text text = {.body = (char *)body, .subject = (char *)""};
    return verdict_taught(world->model, layer, world->guesser, &text, false);
}

static Level level_of(const World *world, const Layer *layer, const char *body) {
    g_autoptr(Verdict) verdict = judge(world, layer, body);
    return verdict->level;
}

static void free_lesson(void *lesson) {
    lesson_free(lesson);
}

static void add(const World *world, GPtrArray *lessons, const char *body, Level level) {
    g_autoptr(Verdict) verdict = judge(world, NULL, body);
    Lesson *lesson = g_new0(Lesson, 1);
    lesson->number = lessons->len + 1;
    lesson->level = level;
    lesson->was = verdict->level;
    lesson->by = g_strdup("paula");
    lesson->impression = g_bytes_ref(verdict->packed);
    g_ptr_array_add(lessons, lesson);
}

static GPtrArray *none(void) {
    return g_ptr_array_new_with_free_func(free_lesson);
}

static void one_helps_messages_like_it_and_leaves_others_alone(void **state) {
    const World *world = *state;
    g_autoptr(GPtrArray) lessons = none();
    add(world, lessons, ASKED, LEVEL_NONE);
    g_autoptr(Layer) layer = lesson_school(world->model, lessons);
    assert_int_equal(level_of(world, NULL, ASKED), LEVEL_ESCALATION);
    assert_int_equal(level_of(world, NULL, LIKE), LEVEL_ESCALATION);
    g_autoptr(Verdict) taught = judge(world, layer, ASKED);
    assert_int_equal(taught->level, LEVEL_NONE);
    assert_int_equal(taught->untaught, LEVEL_ESCALATION);
    assert_int_equal(taught->lesson, 1);
    assert_int_equal(level_of(world, layer, LIKE), LEVEL_NONE);
    assert_int_equal(level_of(world, layer, NEGLECTED), LEVEL_ESCALATION);
    g_autoptr(Verdict) furious = judge(world, layer, FURIOUS), before = judge(world, NULL, FURIOUS);
    assert_int_equal(furious->level, before->level);
    assert_int_equal(furious->lesson, 0);
    for (unsigned i = 0; i < SIGNAL_COUNT; i++)
        assert_true(fabs(furious->score[i] - before->score[i]) < 1e-6);
}

static void a_level_can_be_raised(void **state) {
    static const Level WANTED[] = {LEVEL_CONCERN, LEVEL_ESCALATION};
    const char *BODY = "Hello, the Quarzbrenner archive is empty since the update, please look.";
    const World *world = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(WANTED); i++) {
        g_autoptr(GPtrArray) lessons = none();
        add(world, lessons, BODY, WANTED[i]);
        g_autoptr(Layer) layer = lesson_school(world->model, lessons);
        g_autoptr(Verdict) verdict = judge(world, layer, BODY);
        assert_int_equal(verdict->level, WANTED[i]);
        const char *last = verdict->reasons->pdata[verdict->reasons->len - 1];
        assert_true((verdict->lesson == 1) == (strcmp(last, "local lesson 1") == 0));
    }
}

// Whatever is taught, and however often.
static void bounds_hold(void **state) {
    static const char *const BODIES[] = {ASKED, LIKE, FURIOUS, CALM, GRAVE};
    const World *world = *state;
    for (unsigned level = 0; level < LEVEL_COUNT; level++) {
        g_autoptr(GPtrArray) lessons = none();
        for (unsigned i = 0; i < 40; i++)
            for (size_t body = 0; body < G_N_ELEMENTS(BODIES); body++)
                add(world, lessons, BODIES[body], (Level)level);
        g_autoptr(Layer) layer = lesson_school(world->model, lessons);
        assert_int_equal(level_of(world, layer, GRAVE), LEVEL_CRITICAL);
        for (size_t body = 0; body < G_N_ELEMENTS(BODIES); body++) {
            g_autoptr(Verdict) verdict = judge(world, NULL, BODIES[body]);
            float sums[CLASS_STRIDE], added[CLASS_STRIDE];
            model_reweigh(world->model, verdict->impression, sums);
            layer_weigh(layer, verdict->impression, sums, added);
            for (unsigned class = 0; class < CLASS_COUNT; class ++)
                assert_true(fabsf(added[class]) <= LAYER_MESSAGE);
            assert_true(added[SIGNAL_LEGAL] >= -LAYER_GRAVE && added[SIGNAL_SECURITY] >= -LAYER_GRAVE);
        }
    }
}

// The layer itself, whoever teaches it.
static void a_term_is_bounded(void **state) {
    (void)state;
    g_autoptr(Layer) layer = layer_new();
    g_autoptr(Impression) impression = impression_new();
    for (unsigned term = 0; term < 20; term++) {
        const Trace trace = {.key = term, .kind = TERM_PAIR};
        float added[CLASS_STRIDE], sums[CLASS_STRIDE] = {0};
        g_array_append_val(impression->traces, trace);
        for (unsigned i = 0; i < 50; i++) {
            layer_teach(layer, term, SIGNAL_ANGER, 1, i % 7 == 0 ? -0.05F : 0.3F);
            layer_teach(layer, term, SIGNAL_LEGAL, 2, -1);
        }
        layer_weigh(layer, impression, sums, added);
        const float most = LAYER_TERM * (float)(term + 1) - LAYER_LEAST;
        assert_true(added[SIGNAL_ANGER] <= MIN(most, LAYER_MESSAGE) + 1e-5F);
        assert_true(added[SIGNAL_LEGAL] >= -MIN(most, LAYER_GRAVE) - 1e-5F);
    }
    assert_int_equal(layer_lesson(layer, impression, SIGNAL_ANGER, true), 1);
    assert_int_equal(layer_lesson(layer, impression, SIGNAL_LEGAL, false), 2);
    assert_int_equal(layer_lesson(layer, impression, SIGNAL_LEGAL, true), 0);
}

static void assert_same_layer(const World *world, const Layer *left, const Layer *right) {
    static const char *const BODIES[] = {ASKED, LIKE, FURIOUS, CALM, GRAVE};
    for (size_t i = 0; i < G_N_ELEMENTS(BODIES); i++) {
        g_autoptr(Verdict) one = judge(world, left, BODIES[i]), other = judge(world, right, BODIES[i]);
        assert_memory_equal(one->score, other->score, sizeof one->score);
        assert_int_equal(one->level, other->level);
    }
}

static void the_same_lessons_add_up_to_the_same(void **state) {
    const World *world = *state;
    g_autoptr(GPtrArray) lessons = none();
    add(world, lessons, ASKED, LEVEL_NONE);
    add(world, lessons, CALM, LEVEL_CONCERN);
    add(world, lessons, LIKE, LEVEL_CONCERN);
    g_autoptr(Layer) once = lesson_school(world->model, lessons);
    g_autoptr(Layer) again = lesson_school(world->model, lessons);
    assert_same_layer(world, once, again);
    g_ptr_array_set_size(lessons, 0);
    g_autoptr(Layer) empty = lesson_school(world->model, lessons);
    assert_true(layer_is_empty(empty));
    assert_same_layer(world, empty, NULL);
}

static void hostile_lessons_are_passed_over(void **state) {
    const World *world = *state;
    g_autoptr(GPtrArray) lessons = none();
    for (guint8 size = 0; size < 60; size += 3) {
        add(world, lessons, ASKED, LEVEL_NONE);
        Lesson *lesson = lessons->pdata[lessons->len - 1];
        GBytes *cut = g_bytes_new_from_bytes(lesson->impression, 0, size);
        g_bytes_unref(lesson->impression);
        lesson->impression = cut;
    }
    g_autoptr(Layer) layer = lesson_school(world->model, lessons);
    assert_true(layer_is_empty(layer));
}

// ---- in the store ------------------------------------------------------------

typedef struct Step {
    const World *world;
    uint64_t slots[2];
    uint32_t numbers[3];
    uint64_t version;
    GPtrArray *lessons;
} Step;

static void keep_heard(StoreTxn *txn, const World *world, uint64_t thread, uint64_t owner, const char *body) {
    g_autoptr(Verdict) verdict = judge(world, NULL, body);
    const Thread of = {.id = thread, .owner = owner};
    const Heard heard = {.entry = 1,
                         .at = NOON_MONDAY,
                         .mailbox = (char *)"support",
                         .verdict = verdict->level,
                         .impression = verdict->packed};
    heard_put(txn, &of, &heard);
}

static bool do_teach(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Step *step = data;
    step->slots[0] = contact_take(txn, "ann@a.example", NOON_MONDAY).slot;
    step->slots[1] = contact_take(txn, "bob@b.example", NOON_MONDAY).slot;
    const Thread threads[] = {{.id = 1, .owner = step->slots[0]}, {.id = 2, .owner = step->slots[1]}};
    g_assert_cmpuint(lesson_version(txn), ==, 0);
    lesson_touch(txn);
    g_assert_cmpuint(lesson_version(txn), ==, 0);
    keep_heard(txn, step->world, 1, step->slots[0], ASKED);
    keep_heard(txn, step->world, 2, step->slots[1], LIKE);
    g_assert_cmpuint(lesson_add_entry(txn, &threads[0], 9, LEVEL_NONE, "paula", NOON_MONDAY), ==, 0);
    step->numbers[0] = lesson_add_entry(txn, &threads[0], 1, LEVEL_NONE, "paula", NOON_MONDAY);
    step->numbers[1] = lesson_add_entry(txn, &threads[1], 1, LEVEL_CONCERN, "peter", NOON_MONDAY);
    step->version = lesson_version(txn);
    return !store_failed(txn);
}

static bool do_list(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Step *step = data;
    g_clear_pointer(&step->lessons, g_ptr_array_unref);
    step->lessons = lesson_list(txn);
    step->version = lesson_version(txn);
    return !store_failed(txn);
}

static bool do_erase(StoreTxn *txn, void *data, GError **error) {
    lesson_touch(txn);
    return store_slot_erase(txn, ((Step *)data)->slots[0], error);
}

static bool do_undo(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Step *step = data;
    g_assert_true(lesson_undo(txn, step->numbers[1]));
    g_assert_false(lesson_undo(txn, step->numbers[1]));
    g_assert_false(lesson_undo(txn, 0));
    return !store_failed(txn);
}

static void two_product_managers_teach_and_one_undoes(void **state) {
    World *world = *state;
    Step step = {.world = world};
    support_write(&world->ground, do_teach, &step);
    support_read(&world->ground, do_list, &step);
    assert_int_equal(step.lessons->len, 2);
    const Lesson *first = step.lessons->pdata[0], *second = step.lessons->pdata[1];
    assert_string_equal(first->by, "paula");
    assert_string_equal(second->by, "peter");
    assert_true(first->number == step.numbers[0] && second->thread == 2 && second->was == LEVEL_ESCALATION);
    Lessons *lessons = lessons_new(world->model);
    g_autoptr(Layer) both = lessons_layer(lessons, world->ground.store, step.version);
    assert_non_null(both);
    support_write(&world->ground, do_undo, &step);
    support_read(&world->ground, do_list, &step);
    g_autoptr(GPtrArray) alone = none();
    add(world, alone, ASKED, LEVEL_NONE);
    g_autoptr(Layer) wanted = lesson_school(world->model, alone);
    g_autoptr(Layer) left = lessons_layer(lessons, world->ground.store, step.version);
    assert_same_layer(world, left, wanted);
    support_write(&world->ground, do_erase, &step);
    support_read(&world->ground, do_list, &step);
    assert_int_equal(step.lessons->len, 0);
    assert_null(lessons_layer(lessons, world->ground.store, step.version));
    lessons_free(lessons);
    g_ptr_array_unref(step.lessons);
}

static bool do_many(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Step *step = data;
    g_autoptr(Verdict) verdict = judge(step->world, NULL, CALM);
    const Lesson lesson = {.level = LEVEL_NONE, .by = (char *)"file", .impression = verdict->packed};
    for (unsigned i = 0; i < LESSONS_MOST + 5; i++)
        g_assert_cmpuint(lesson_add(txn, &lesson, STORE_OWNER_NONE), ==, i + 1);
    return !store_failed(txn);
}

static void the_oldest_go_when_there_are_too_many(void **state) {
    World *world = *state;
    Step step = {.world = world};
    support_write(&world->ground, do_many, &step);
    support_read(&world->ground, do_list, &step);
    assert_int_equal(step.lessons->len, LESSONS_MOST);
    assert_int_equal(((const Lesson *)step.lessons->pdata[0])->number, 6);
    g_ptr_array_unref(step.lessons);
}

#define world_test(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {world_test(one_helps_messages_like_it_and_leaves_others_alone),
                                       world_test(a_level_can_be_raised),
                                       world_test(bounds_hold),
                                       cmocka_unit_test(a_term_is_bounded),
                                       world_test(the_same_lessons_add_up_to_the_same),
                                       world_test(hostile_lessons_are_passed_over),
                                       world_test(two_product_managers_teach_and_one_undoes),
                                       world_test(the_oldest_go_when_there_are_too_many)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
