// A person is erased from a store that has something of them in every kind of
// record, under marks that stand nowhere else: none is left in anything that opens,
// what stands under their key opens with no key there is, the store is whole, what is
// counted is counted still, and nobody else has lost anything.
#include "verify_world.h"

#include "backup.h"
#include "contact.h"
#include "engine.h"
#include "erase.h"
#include "erase_again.h"
#include "erased.h"
#include "export.h"
#include "ground_kept.h"
#include "outreach.h"
#include "store_value.h"
#include "support_keys.h"
#include "tally.h"
#include "thread_edit.h"
#include "timings.h"

#define ZELDA "zelda.quux@zmark.example"
#define WORDS                                                                                                \
    "This is a wobblefrotz disgrace. We have cancelled our contract and our lawyer will sue you.\n"          \
    "The snarkplugin shows error 77123.\n"

// What stands nowhere but in what is of her.
static const char *const MARKS[] = {"zelda.quux",  "zmark.example", "zelda quux", "wobblefrotz",
                                    "snarkplugin", "77123",         "gimblewabe"};

typedef struct Case {
    World *world;
    uint64_t ann, zelda, second;
    uint64_t slot;
} Case;

static Mail from_zelda(Mail mail) {
    mail.from = "Zelda Quux <" ZELDA ">";
    mail.sender = ZELDA;
    mail.more = or_else(mail.more, DMARC("zmark.example"));
    mail.subject = or_else(mail.subject, "Gimblewabe stops");
    mail.body = or_else(mail.body, WORDS);
    return mail;
}

static void note_by_paula(StoreTxn *txn, Thread *thread, const char *words, int64_t now) {
    Note note = {
        .at = now, .by = (char *)(uintptr_t) "paula", .verb = COMMAND_ACK, .words = (char *)(uintptr_t)words};
    journal_add(txn, thread, &note);
}

static bool do_plant(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Case *one = data;
    World *world = one->world;
    g_autoptr(Thread) thread = thread_get(txn, one->zelda);
    const Timekeeping timekeeping = {
        .txn = txn, .mailbox = world_mailbox(world), .thread = thread, .now = world->now, .accepted = true};
    static const ProblemLink BY_HAND = {
        .how = LINK_BY_HAND, .sure = 1, .why = (char *)(uintptr_t) "says wobblefrotz"};
    timekeeping_promise(&timekeeping, world->now + 3 * 24 * HOUR, "the snarkplugin by Thursday");
    note_by_paula(txn, thread, "wobblefrotz again", world->now);
    problem_link(txn, thread, "paula", "P12", &BY_HAND, world->now);
    thread_put(txn, thread);
    lesson_add_entry(txn, thread, 1, LEVEL_CONCERN, "paula", world->now);
    no_answer_add(txn, ZELDA, NO_ANSWER_OPTED_OUT, "zelda quux asked", world->now);
    g_autoptr(Thread) ann = thread_get(txn, one->ann);
    note_by_paula(txn, ann, "Zelda Quux <" ZELDA "> knows more", world->now);
    thread_put(txn, ann);
    g_autoptr(Problem) problem = problem_find(txn, "paula", "P12");
    problem->title = g_strdup("as Zelda Quux said");
    problem_put(txn, problem);
    add_facts(txn, "ZINC", "zinc.example", ZELDA);
    add_facts(txn, "ACME", "a.example", "ann@a.example");
    return !store_failed(txn);
}

static bool do_slot(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Contact contact = {0};
    *(uint64_t *)data = contact_find(txn, ZELDA, &contact) ? contact.slot : 0;
    return true;
}

// Two conversations of hers, one of them merged from two, and a word of hers in Ann's.
static Case case_of(World *world) {
    Case one = {.world = world, .ann = fill_world(world)};
    one.zelda = customer_writes(world, from_zelda((Mail){.id = "one@zmark.example"}));
    we_write(world, (Mail){.id = "to-zelda@example.test",
                           .to = ZELDA,
                           .subject = "Re: Gimblewabe stops",
                           .references = "<one@zmark.example>"});
    (void)customer_writes(
        world, from_zelda((Mail){.id = "two@zmark.example", .references = "<to-zelda@example.test>"}));
    one.second = customer_writes(
        world, from_zelda((Mail){.id = "three@zmark.example", .subject = "Other gimblewabe"}));
    (void)customer_writes(world, from_zelda((Mail){.id = "four@zmark.example",
                                                   .references = "<first@a.example>",
                                                   .subject = "Re: Export stops"}));
    g_autoptr(Hearing) waits =
        hear(world, from_zelda((Mail){.id = "five@zmark.example", .subject = "Waits gimblewabe"}));
    support_write(&world->ground, do_plant, &one);
    support_read(&world->ground, do_slot, &one.slot);
    assert_true(one.slot != 0);
    return one;
}

static EraseReport erase(World *world, const char *address, bool look) {
    EraseReport report;
    g_autoptr(GError) error = NULL;
    const EraseOptions options = {.config = world->config,
                                  .address = address,
                                  .person = contact_hash(world->ground.seal, address),
                                  .by = "admin",
                                  .now = world->now,
                                  .look = look};
    world->now += SECOND;
    if (!erase_person(world->ground.store, &options, &report, &error))
        fail_msg("%s", error->message);
    return report;
}

// --- what is left ---

typedef struct Left {
    GString *text;   // "thread: zelda quux", a line each
    unsigned opened; // records
} Left;

static bool holds(const uint8_t *data, size_t size, const char *mark) {
    const size_t length = strlen(mark);
    for (size_t at = 0; at + length <= size; at++)
        if (g_ascii_strncasecmp((const char *)data + at, mark, length) == 0)
            return true;
    return false;
}

static void look_into(Left *left, const char *where, const uint8_t *data, size_t size) {
    for (size_t i = 0; i < G_N_ELEMENTS(MARKS); i++)
        if (holds(data, size, MARKS[i]))
            g_string_append_printf(left->text, "%s: %s\n", where, MARKS[i]);
}

static bool do_read_all(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Left *left = data;
    for (unsigned table = 0; table < TABLES; table++) {
        StoreKey key = {0};
        for (;; key = store_key_after(key)) {
            g_auto(StoreSeen) seen = {0};
            if (!store_look(txn, (Table)table, &key, &seen))
                break;
            gsize size = 0;
            const uint8_t *bytes = seen.record == NULL ? NULL : g_bytes_get_data(seen.record, &size);
            left->opened += bytes != NULL;
            if (size > 0)
                look_into(left, verify_table_name((Table)table), bytes, size);
        }
    }
    return !store_failed(txn);
}

static char *what_is_left(World *world) {
    Left left = {.text = g_string_new(NULL)};
    support_read(&world->ground, do_read_all, &left);
    assert_true(left.opened > 100);
    return g_string_free(left.text, FALSE);
}

// As `strings` on the store's files would, or a look into all tables.
static void assert_files_clean(World *world) {
    Left left = {.text = g_string_new(NULL)};
    g_autoptr(GByteArray) all = ground_bytes(&world->ground);
    look_into(&left, "in what it is kept in", all->data, all->len);
    assert_string_equal(left.text->str, "");
    g_string_free(left.text, TRUE);
}

// --- every record with every key ---

enum { VALUE_HEAD = GROUND_HEAD };

static bool opens_with(const SealKey *key, Table table, const StoreKey *name, EngineSlice value) {
    uint8_t bound[1 + sizeof name->bytes];
    bound[0] = (uint8_t)table;
    memcpy(bound + 1, name->bytes, name->size);
    g_autoptr(GBytes) plain =
        seal_unseal(key, bound, 1 + name->size, value.data + VALUE_HEAD, value.size - VALUE_HEAD, NULL);
    return plain != NULL;
}

typedef struct Keys {
    SealKey keys[512];
    unsigned count;
} Keys;

static void read_keys(const Ground *ground, Keys *keys) {
    g_autoptr(Keyring) keyring = support_keyring(ground, ground->seal);
    assert_true(seal_record_key(ground->seal, 1, NULL, &keys->keys[keys->count++], NULL));
    for (uint64_t slot = 1; keys->count < G_N_ELEMENTS(keys->keys); slot++) {
        KeyState state;
        if (!keyring_state(keyring, slot, &state, NULL) || state == KEY_MISSING)
            break;
        SealKey person;
        if (state == KEY_GOOD && keyring_key(keyring, slot, &person, NULL) &&
            seal_record_key(ground->seal, 1, &person, &keys->keys[keys->count], NULL))
            keys->count++;
    }
}

static bool opens(const Keys *keys, Table table, const StoreKey *name, EngineSlice value) {
    for (unsigned i = 0; i < keys->count; i++)
        if (opens_with(&keys->keys[i], table, name, value))
            return true;
    return false;
}

// How many records stand under that slot; none may open with any key there is, and all others do.
static unsigned assert_locked(World *world, uint64_t slot) {
    static Keys keys;
    unsigned count = 0;
    keys.count = 0;
    read_keys(&world->ground, &keys);
    ground_close(&world->ground);
    g_autoptr(GError) error = NULL;
    Engine *engine = engine_open(world->ground.url, false, &error);
    assert_non_null(engine);
    EngineTxn *txn = engine->ops->begin(engine, false, NULL);
    for (unsigned table = 1; table < TABLES; table++) {
        StoreKey name = {0};
        EngineSlice value;
        for (; value_seek(engine->ops, txn, (Table)table, &name, &value, NULL) == 1;
             name = store_key_after(name)) {
            uint64_t owner = 0;
            if (value.size <= VALUE_HEAD)
                continue;
            memcpy(&owner, value.data + 1, sizeof owner);
            const bool theirs = GUINT64_FROM_BE(owner) == slot;
            count += theirs;
            assert_true(opens(&keys, (Table)table, &name, value) != theirs);
        }
    }
    engine->ops->abort(txn);
    engine->ops->close(engine);
    ground_open(&world->ground);
    return count;
}

// --- tests ---

static void test_every_table_has_a_row(void **state) {
    (void)state;
    for (unsigned table = 0; table < TABLES; table++) {
        const EraseTable *row = erase_table((Table)table);
        if (row->what == NULL || row->why == NULL || row->table != (Table)table)
            fail_msg("erase_tables.c has no row of table %s", verify_table_name((Table)table));
    }
}

static void test_the_document_tells_them(void **state) {
    (void)state;
    g_autofree char *text = NULL;
    assert_true(g_file_get_contents("contrib/docs/gdpr.md", &text, NULL, NULL));
    for (unsigned table = 0; table < TABLES; table++) {
        const EraseTable *row = erase_table((Table)table);
        g_autofree char *line = g_strdup_printf("| %s | %s | %s | %s |", verify_table_name((Table)table),
                                                row->what, erase_deed_name(row->deed), row->why);
        if (strstr(text, line) == NULL)
            fail_msg("contrib/docs/gdpr.md lacks the line\n%s", line);
    }
}

static void test_nothing_of_them_is_left(void **state) {
    World *world = *state;
    const Case one = case_of(world);
    g_autofree char *before = what_is_left(world);
    for (size_t i = 0; i < G_N_ELEMENTS(MARKS); i++) // the marks are there, or this test tells nothing
        assert_non_null(strstr(before, MARKS[i]));
    g_auto(EraseReport) report = erase(world, ZELDA, false);
    g_autofree char *after = what_is_left(world);
    assert_string_equal(after, "");
    assert_true(report.known && report.overwritten);
    assert_int_equal(report.left, 0);
    assert_int_equal(report.conversations, 3);
    assert_int_equal(report.messages, 5);
    assert_int_equal(report.damaged, 0);
    assert_true(report.mails > 0);
    support_assert_whole(&world->ground, world->now);
    assert_files_clean(world);
    assert_int_equal(assert_locked(world, one.slot), report.locked);
}

static void overwrite_free_pages(const World *world) {
    StoreScrub work = {0};
    g_autoptr(GError) error = NULL;
    bool more = true;
    for (unsigned pieces = 0; more; pieces++) {
        assert_true(pieces < 10000);
        if (!erase_pages(world->ground.store, &work, &more, &error))
            fail_msg("%s", error->message);
    }
}

// What was removed is gone from what lists show; its bytes lie on in pages that nobody uses, until these are
// overwritten. What stays of hers as a shell is sealed anew,
// and lines of the audit stay as they are, without their key.
static void test_what_was_removed_stands_in_no_page(void **state) {
    World *world = *state;
    const Case one = case_of(world);
    ground_close(&world->ground);
    g_autoptr(GPtrArray) hers = ground_sealed(&world->ground, one.slot);
    assert_true(hers->len > 20);
    assert_int_equal(ground_count(&world->ground, hers), hers->len);
    ground_open(&world->ground);
    g_auto(EraseReport) report = erase(world, ZELDA, false);
    assert_int_equal(report.left, 0);
    overwrite_free_pages(world);
    ground_close(&world->ground);
    g_autoptr(GPtrArray) locked = ground_sealed(&world->ground, one.slot);
    const unsigned left = ground_count(&world->ground, hers);
    ground_open(&world->ground);
    assert_int_equal(locked->len, report.locked);
    assert_int_equal(left, locked->len); // those that nobody can open, and that stay for the chain's sake
    assert_true(locked->len < hers->len / 2);
    support_assert_whole(&world->ground, world->now);
}

typedef struct Counted {
    const World *world;
    uint64_t clocks, messages;
} Counted;

static bool do_count(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Counted *counted = data;
    g_autoptr(Timings) timings = timings_new(counted->world->config->mailboxes, TIMINGS_MOST);
    timings_gather(timings, txn, 0, INT64_MAX, NOON_MONDAY + 1000 * HOUR);
    const GPtrArray *groups = timings_groups(timings);
    *counted = (Counted){.world = counted->world};
    for (guint i = 0; i < groups->len; i++) {
        const TimingsGroup *group = groups->pdata[i];
        counted->clocks += group->by == TIMINGS_ALL ? group->count + group->late : 0;
    }
    g_autoptr(GHashTable) sums = tally_sum(txn, "support", 0, INT64_MAX / 2);
    counted->messages = GPOINTER_TO_UINT(g_hash_table_lookup(sums, "messages"));
    return !store_failed(txn);
}

static bool do_look_at_shell(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Case *one = data;
    g_autoptr(Thread) gone = thread_get(txn, one->zelda);
    g_autoptr(Thread) shell = thread_stored(txn, one->zelda);
    g_autoptr(Entry) first = thread_entry(txn, one->zelda, 1);
    g_autoptr(Entry) ours = thread_entry(txn, one->zelda, 2);
    g_autoptr(GPtrArray) notes = journal_of(txn, shell);
    g_assert_null(gone);
    g_assert_true(shell->erased != 0 && shell->phase == PHASE_CLOSED && shell->due == 0);
    g_assert_null(shell->from);
    g_assert_null(shell->subject);
    g_assert_true(shell->worst >= LEVEL_ESCALATION);
    g_assert_true(first != NULL && first->from == NULL && first->evidence->len == 0);
    g_assert_true(ours != NULL && ours->from != NULL && ours->outbound);
    g_assert_cmpuint(notes->len, ==, 0);
    return !store_failed(txn);
}

static void test_a_shell_is_counted(void **state) {
    World *world = *state;
    Case one = case_of(world);
    Counted before = {.world = world}, after = before;
    support_read(&world->ground, do_count, &before);
    g_auto(EraseReport) report = erase(world, ZELDA, false);
    support_read(&world->ground, do_count, &after);
    assert_int_equal(before.messages, after.messages);
    assert_true(after.clocks > 0 && after.clocks <= before.clocks);
    support_read(&world->ground, do_look_at_shell, &one);
}

static bool do_look_at_ann(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_autoptr(Thread) ann = thread_get(txn, *(const uint64_t *)data);
    g_autoptr(Entry) first = thread_entry(txn, ann->id, 1), hers = NULL;
    g_autoptr(GPtrArray) notes = journal_of(txn, ann);
    g_autoptr(AccountFacts) acme = accounts_get(txn, "ACME"), zinc = accounts_get(txn, "ZINC");
    g_assert_true(first->evidence->len > 0);
    g_assert_cmpstr(first->from, ==, "ann@a.example");
    g_assert_cmpuint(notes->len, ==, 2);
    g_assert_cmpstr(((const Note *)notes->pdata[0])->words, ==, "on it");
    g_assert_cmpstr(((const Note *)notes->pdata[1])->words, ==,
                    "********** <************************> knows more");
    g_assert_cmpuint(acme->contacts->len, ==, 1);
    g_assert_cmpuint(zinc->contacts->len, ==, 0);
    g_assert_cmpuint(zinc->domains->len, ==, 1);
    hers = thread_entry(txn, ann->id, ann->entries);
    g_assert_true(hers != NULL && hers->from == NULL); // what Zelda wrote in it
    return !store_failed(txn);
}

static void test_nobody_else_loses_anything(void **state) {
    World *world = *state;
    Case one = case_of(world);
    g_auto(EraseReport) report = erase(world, ZELDA, false);
    support_read(&world->ground, do_look_at_ann, &one.ann);
}

static void test_looking_changes_nothing(void **state) {
    World *world = *state;
    (void)case_of(world);
    g_autofree char *before = what_is_left(world);
    g_auto(EraseReport) looked = erase(world, ZELDA, true);
    g_autofree char *after = what_is_left(world);
    assert_string_equal(before, after);
    g_auto(EraseReport) done = erase(world, ZELDA, false);
    assert_memory_equal(looked.found, done.found, sizeof looked.found);
}

static void test_again_and_unknown(void **state) {
    World *world = *state;
    (void)case_of(world);
    g_auto(EraseReport) first = erase(world, ZELDA, false);
    g_auto(EraseReport) again = erase(world, ZELDA, false);
    assert_false(again.known);
    assert_true(again.before != 0);
    g_auto(EraseReport) stranger = erase(world, "nobody@nowhere.example", false);
    assert_false(stranger.known);
    assert_int_equal(stranger.before, 0);
    for (unsigned table = 0; table < TABLES; table++) {
        assert_int_equal(again.found[table], 0);
        assert_int_equal(stranger.found[table], 0);
    }
    g_auto(EraseReport) tagged = erase(world, "ann+shop@a.example", false); // not Ann
    assert_false(tagged.known);
}

static bool do_new_thread(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    g_autoptr(Thread) thread = thread_get(txn, *(const uint64_t *)data);
    Contact contact = {0};
    g_assert_nonnull(thread);
    g_assert_true(contact_find(txn, ZELDA, &contact));
    g_assert_cmpstr(thread->from, ==, ZELDA);
    g_assert_cmpuint(thread->owner, ==, contact.slot);
    g_assert_cmpuint(thread->entries, ==, 1);
    g_assert_true(no_answer_has(txn, ZELDA, thread->opened)); // her wish outlives her
    return !store_failed(txn);
}

static void test_who_comes_back_is_new(void **state) {
    World *world = *state;
    const Case one = case_of(world);
    const Mail again = from_zelda((Mail){.id = "one@zmark.example"});
    g_auto(EraseReport) report = erase(world, ZELDA, false);
    uint64_t same = customer_writes(world, again); // whose number the shell of the first has
    uint64_t back = customer_writes(world, from_zelda((Mail){.id = "back@zmark.example",
                                                             .subject = "Quite other gimblewabe",
                                                             .references = "<to-zelda@example.test>"}));
    assert_true(back != one.zelda && same != one.zelda);
    support_read(&world->ground, do_new_thread, &same);
    support_read(&world->ground, do_new_thread, &back);
    uint64_t slot = 0;
    support_read(&world->ground, do_slot, &slot);
    assert_true(slot != 0 && slot != one.slot);
    g_auto(EraseReport) second = erase(world, ZELDA, false);
    assert_true(second.known && second.overwritten && second.before != 0);
    g_autofree char *left = what_is_left(world);
    assert_string_equal(left, "");
}

// Whoever is killed between the rounds and the key leaves it noted as begun.
static bool do_begin(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Case *one = data;
    g_auto(Erased) erased;
    erased_init(&erased);
    erased.person = contact_hash(store_txn_seal(txn), ZELDA);
    erased.slot = one->slot;
    erased.at = one->world->now;
    erased.pending = true;
    erased_put(txn, &erased);
    store_del(txn, TABLE_CONTACT, store_key_hash(erased.person));
    return !store_failed(txn);
}

static void test_one_that_was_interrupted_is_ended(void **state) {
    World *world = *state;
    Case one = case_of(world);
    support_write(&world->ground, do_begin, &one);
    g_autofree char *findings = support_findings(&world->ground, world->now);
    assert_non_null(strstr(findings, "did not come to its end"));
    EraseReport report;
    const EraseOptions by_hash = {.config = world->config,
                                  .person = contact_hash(world->ground.seal, ZELDA),
                                  .slot = one.slot,
                                  .by = "admin",
                                  .now = world->now};
    assert_true(erase_person(world->ground.store, &by_hash, &report, NULL));
    assert_true(report.overwritten && report.left == 0);
    erase_report_clear(&report);
    g_autofree char *left = what_is_left(world);
    assert_string_equal(left, "");
}

// --- a store that is put back ---

static Store *open_copy(const World *world, const char *directory) {
    g_autoptr(GError) error = NULL;
    g_autofree char *url = g_strconcat("lmdb:", directory, NULL);
    Store *store = store_open(url, NULL, false, world->ground.seal, &error);
    if (store == NULL)
        fail_msg("%s", error->message);
    return store;
}

static void back_up(const World *world, const char *directory) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Backup) backup = backup_make(world->ground.store, directory, "0.1", world->now, &error);
    if (backup == NULL)
        fail_msg("%s", error->message);
}

static char *left_in_copy(const World *world, const char *directory) {
    Left left = {.text = g_string_new(NULL)};
    g_autoptr(Store) store = open_copy(world, directory);
    assert_true(store_read(store, do_read_all, &left, NULL));
    return g_string_free(left.text, FALSE);
}

static void test_a_backup_brings_nobody_back(void **state) {
    World *world = *state;
    const Case one = case_of(world);
    g_autofree char *parent = g_dir_make_tmp("earshot-erase-XXXXXX", NULL);
    g_autofree char *copy = g_build_filename(parent, "copy", NULL);
    back_up(world, copy);
    (void)customer_writes(world, (Mail){.from = "Late <late@late.example>",
                                        .sender = "late@late.example",
                                        .more = DMARC("late.example"),
                                        .id = "late@late.example"});
    g_auto(EraseReport) late = erase(world, "late@late.example", false); // nobody in the copy
    g_auto(EraseReport) report = erase(world, ZELDA, false);
    g_autoptr(EraseMemory) memory = erase_remember(world->ground.store, NULL);
    g_autofree char *before = left_in_copy(world, copy);
    assert_non_null(strstr(before, "zelda.quux"));
    g_autoptr(Store) store = open_copy(world, copy);
    unsigned persons = 0;
    assert_true(erase_again(store, world->config, memory, world->now, &persons, NULL));
    assert_int_equal(persons, 1);
    assert_true(erase_again(store, world->config, memory, world->now, &persons, NULL));
    assert_int_equal(persons, 0);
    g_clear_pointer(&store, store_free);
    g_autofree char *after = left_in_copy(world, copy);
    assert_string_equal(after, "");
    const Ground there = {.store = store = open_copy(world, copy)};
    support_assert_whole(&there, world->now);
    (void)one;
    support_remove(parent);
}

// --- what they get when they ask ---

static bool has_meaning(const char *kind, const char *field) {
    for (const ExportMeaning *row = export_meanings(); row->kind != NULL; row++)
        if (strcmp(row->kind, kind) == 0 && g_strcmp0(row->field, field) == 0)
            return true;
    return false;
}

// "message from=..." and so on, a line a record; each kind and field must have a meaning.
static char *export_text(World *world, const char *address) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Export) export = export_person(world->ground.store, world->config, address, world->now, &error);
    if (export == NULL)
        fail_msg("%s", error->message);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < export->records->len; i++) {
        const ExportRecord *record = export->records->pdata[i];
        if (!has_meaning(record->kind, NULL))
            fail_msg("%s says nothing", record->kind);
        g_string_append_printf(text, "%s%s", record->kind, record->review ? " review" : "");
        for (guint j = 0; j < record->fields->len; j++) {
            const ExportField *field = &g_array_index(record->fields, ExportField, j);
            if (!has_meaning(record->kind, field->name))
                fail_msg("%s of %s says nothing", field->name, record->kind);
            g_string_append_printf(text, " %s=%s", field->name, field->text == NULL ? "" : field->text);
            for (guint k = 0; field->texts != NULL && k < field->texts->len; k++)
                g_string_append_printf(text, "%s;", (const char *)field->texts->pdata[k]);
        }
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

static void test_they_get_all_of_theirs_and_nothing_else(void **state) {
    static const char *const WANTED[] = {
        "person first_seen=",        "subject=Gimblewabe stops from=" ZELDA " from_name=Zelda Quux",
        "wobblefrotz disgrace",      "note review ",
        "words=wobblefrotz again;",  "no-answer cause=opted-out",
        "account account=ZINC",      "words=the snarkplugin by Thursday",
        "problem-link review ",      "lesson at=",
        "earlier conversations=",    "other-message conversation=",
        "by=one of our people",      "mail kind=acknowledgement",
        "named review table=journal"};
    static const char *const OTHERS[] = {"ann@a.example", "Ann Archer", "customer1@", "knows more", "ACME"};
    World *world = *state;
    (void)case_of(world);
    g_autofree char *text = export_text(world, ZELDA);
    for (size_t i = 0; i < G_N_ELEMENTS(WANTED); i++)
        if (strstr(text, WANTED[i]) == NULL)
            fail_msg("%s is not in it:\n%s", WANTED[i], text);
    for (size_t i = 0; i < G_N_ELEMENTS(OTHERS); i++)
        if (strstr(text, OTHERS[i]) != NULL)
            fail_msg("%s is in it:\n%s", OTHERS[i], text);
    g_auto(EraseReport) report = erase(world, ZELDA, false);
    g_autofree char *after = export_text(world, ZELDA);
    assert_string_equal(after, "");
}

static int run(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_table_has_a_row),
        cmocka_unit_test(test_the_document_tells_them),
        world_test(test_nothing_of_them_is_left),
        world_test(test_what_was_removed_stands_in_no_page),
        world_test(test_a_shell_is_counted),
        world_test(test_nobody_else_loses_anything),
        world_test(test_looking_changes_nothing),
        world_test(test_again_and_unknown),
        world_test(test_who_comes_back_is_new),
        world_test(test_one_that_was_interrupted_is_ended),
        world_test(test_a_backup_brings_nobody_back),
        world_test(test_they_get_all_of_theirs_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

int main(void) {
    return support_on_both(run);
}
