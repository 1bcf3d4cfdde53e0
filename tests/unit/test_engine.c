// What every engine owes (engine.h), on LMDB and, when $EARSHOT_TEST_STORE names a database, on PostgreSQL.
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#include "engine.h"
#include "store_url.h"
#include "support.h"

enum { TABLE = 3, OTHER = 4 };

static Engine *open_another(const Ground *ground) {
    g_autoptr(GError) error = NULL;
    Engine *engine = engine_open(ground->url, true, &error);
    if (engine == NULL)
        fail_msg("%s", error->message);
    return engine;
}

static EngineSlice slice(const char *text) {
    return (EngineSlice){(const uint8_t *)text, strlen(text)};
}

static EngineTxn *begin(Engine *engine, bool write) {
    g_autoptr(GError) error = NULL;
    EngineTxn *txn = engine->ops->begin(engine, write, &error);
    g_assert_no_error(error);
    g_assert_nonnull(txn);
    return txn;
}

static void put(Engine *engine, EngineTxn *txn, const char *key, const char *value) {
    g_assert_true(engine->ops->put(txn, TABLE, slice(key), slice(value), NULL));
}

// What stands there; "-" for nothing. The caller owns it.
static char *get(Engine *engine, EngineTxn *txn, const char *key) {
    EngineSlice value;
    g_autoptr(GError) error = NULL;
    const int found = engine->ops->get(txn, TABLE, slice(key), &value, &error);
    g_assert_no_error(error);
    return found > 0 ? g_strndup((const char *)value.data, value.size) : g_strdup("-");
}

// All keys and values from `from` on: "a=1 b=2".
static char *walk(Engine *engine, EngineTxn *txn, const char *from) {
    GString *all = g_string_new(NULL);
    EngineSlice found, value;
    g_autofree char *at = g_strdup(from);
    while (engine->ops->seek(txn, TABLE, slice(at), &found, &value, NULL) > 0) {
        g_string_append_printf(all, "%s%.*s=%.*s", all->len > 0 ? " " : "", (int)found.size,
                               (const char *)found.data, (int)value.size, (const char *)value.data);
        char *next = g_strdup_printf("%.*s\x01", (int)found.size, (const char *)found.data);
        g_free(at);
        at = next;
    }
    return g_string_free(all, FALSE);
}

static bool settle(Engine *engine, EngineTxn *txn) {
    bool again = false;
    g_autoptr(GError) error = NULL;
    g_assert_true(engine->ops->settle(txn, &again, &error));
    g_assert_no_error(error);
    return again;
}

static void commit(Engine *engine, EngineTxn *txn) {
    g_autoptr(GError) error = NULL;
    engine->ops->commit(txn, &error);
    g_assert_no_error(error);
}

#define assert_text(got, wanted)                                                                             \
    do {                                                                                                     \
        g_autofree char *text_ = (got);                                                                      \
        assert_string_equal(text_, wanted);                                                                  \
    } while (0)

static void a_transaction_sees_what_it_put_and_others_when_it_is_committed(void **state) {
    const Ground *ground = *state;
    Engine *engine = open_another(ground);
    const bool once = store_url_directory(ground->url) != NULL; // a process may open LMDB's once
    Engine *other = once ? engine : open_another(ground);
    EngineTxn *txn = begin(engine, true);
    put(engine, txn, "a", "1");
    put(engine, txn, "c", "3");
    assert_text(get(engine, txn, "a"), "1");
    assert_text(walk(engine, txn, ""), "a=1 c=3");
    EngineTxn *reader = begin(other, false);
    assert_text(walk(other, reader, ""), "");
    assert_false(settle(engine, txn));
    commit(engine, txn);
    assert_text(walk(other, reader, ""), "");
    other->ops->abort(reader);
    reader = begin(other, false);
    assert_text(get(other, reader, "c"), "3");
    assert_text(get(other, reader, "b"), "-");
    assert_text(walk(other, reader, "b"), "c=3");
    other->ops->abort(reader);
    if (!once)
        other->ops->close(other);
    engine->ops->close(engine);
}

static void a_nested_one_is_undone_by_itself(void **state) {
    Engine *engine = open_another(*state);
    EngineTxn *txn = begin(engine, true);
    put(engine, txn, "a", "1");
    put(engine, txn, "b", "2");
    EngineTxn *nested = engine->ops->nest(txn, NULL);
    put(engine, nested, "a", "9");
    put(engine, nested, "a", "10");
    put(engine, nested, "x", "9");
    assert_true(engine->ops->del(nested, TABLE, slice("b"), NULL));
    assert_text(walk(engine, nested, ""), "a=10 x=9");
    engine->ops->abort(nested);
    assert_text(walk(engine, txn, ""), "a=1 b=2");
    nested = engine->ops->nest(txn, NULL);
    assert_true(engine->ops->del(nested, TABLE, slice("b"), NULL));
    commit(engine, nested);
    assert_text(walk(engine, txn, ""), "a=1");
    assert_false(settle(engine, txn));
    commit(engine, txn);
    EngineTxn *reader = begin(engine, false);
    assert_text(walk(engine, reader, ""), "a=1");
    engine->ops->abort(reader);
    engine->ops->close(engine);
}

static void what_is_expected_comes_at_once_and_is_as_it_stands(void **state) {
    const Ground *ground = *state;
    const bool near = store_url_directory(ground->url) != NULL;
    static const char *const KEYS[] = {"e", "a", "absent", "c", "a", "put", "b"};
    Engine *engine = open_another(ground);
    EngineTxn *txn = begin(engine, true);
    for (const char *at = "abcdef"; *at != '\0'; at++) {
        const char key[] = {*at, '\0'};
        put(engine, txn, key, key);
        assert_true(engine->ops->put(txn, OTHER, slice(key), slice("other"), NULL));
    }
    assert_false(settle(engine, txn));
    commit(engine, txn);
    for (unsigned write = 0; write < 2; write++) {
        txn = begin(engine, write);
        if (write)
            put(engine, txn, "put", "new");
        for (size_t i = 0; i < G_N_ELEMENTS(KEYS); i++)
            engine->ops->expect(txn, TABLE, slice(KEYS[i]));
        engine->ops->expect(txn, OTHER, slice("d"));
        assert_int_equal(engine->ops->at_hand(txn, TABLE, slice("a")), near);
        assert_true(engine->ops->fetch(txn, NULL));
        for (size_t i = 0; i < G_N_ELEMENTS(KEYS); i++)
            assert_true(engine->ops->at_hand(txn, TABLE, slice(KEYS[i])));
        assert_true(engine->ops->at_hand(txn, OTHER, slice("d")));
        assert_int_equal(engine->ops->at_hand(txn, TABLE, slice("f")), near);
        assert_true(engine->ops->fetch(txn, NULL)); // nothing is expected any more
        assert_text(get(engine, txn, "absent"), "-");
        assert_text(get(engine, txn, "put"), write ? "new" : "-");
        assert_text(get(engine, txn, "e"), "e");
        assert_text(get(engine, txn, "a"), "a");
        assert_true(engine->ops->at_hand(txn, TABLE, slice("a"))); // who expects it asks more than once
        assert_text(walk(engine, txn, "c"), write ? "c=c d=d e=e f=f put=new" : "c=c d=d e=e f=f");
        engine->ops->abort(txn);
    }
    engine->ops->close(engine);
}

// Keys of every length, values of every size, in random order, with walks between: as a list in memory has
// them.
static void random_work_leaves_what_a_list_in_memory_has(void **state) {
    g_autoptr(GRand) rand = support_rand("engine");
    Engine *engine = open_another(*state);
    g_autoptr(GTree) list = g_tree_new_full((GCompareDataFunc)(void (*)(void))strcmp, NULL, g_free, g_free);
    for (unsigned round = 0; round < 40; round++) {
        EngineTxn *txn = begin(engine, true);
        for (unsigned i = 0; i < 30; i++) {
            g_autofree char *key =
                g_strdup_printf("k%0*d", g_rand_int_range(rand, 1, 40), g_rand_int_range(rand, 0, 60));
            g_autofree char *value = g_strnfill((gsize)g_rand_int_range(rand, 0, 3000), 'v');
            if (g_rand_boolean(rand)) {
                put(engine, txn, key, value);
                g_tree_insert(list, g_steal_pointer(&key), g_steal_pointer(&value));
            } else if (g_rand_boolean(rand)) {
                assert_true(engine->ops->del(txn, TABLE, slice(key), NULL));
                g_tree_remove(list, key);
            } else {
                const char *has = g_tree_lookup(list, key);
                assert_text(get(engine, txn, key), has == NULL ? "-" : has);
            }
        }
        g_autofree char *from = g_strdup_printf("k%02d", g_rand_int_range(rand, 0, 60));
        GString *wanted = g_string_new(NULL);
        for (GTreeNode *node = g_tree_lower_bound(list, from); node != NULL; node = g_tree_node_next(node))
            g_string_append_printf(wanted, "%s%s=%s", wanted->len > 0 ? " " : "",
                                   (const char *)g_tree_node_key(node),
                                   (const char *)g_tree_node_value(node));
        assert_text(walk(engine, txn, from), wanted->str);
        g_string_free(wanted, TRUE);
        assert_false(settle(engine, txn));
        commit(engine, txn);
    }
    engine->ops->close(engine);
}

// Reads a number, and puts it back one higher, in another process' place each time.
typedef struct Counting {
    const Ground *ground;
    unsigned times, again;
} Counting;

static void add_one(Engine *engine, EngineTxn *txn, const char *key) {
    g_autofree char *before = get(engine, txn, key);
    g_autofree char *after = g_strdup_printf("%d", atoi(before) + 1);
    put(engine, txn, key, after);
}

static void *count_up(void *data) {
    Counting *counting = data;
    Engine *engine = open_another(counting->ground);
    for (unsigned i = 0; i < counting->times; i++) {
        EngineTxn *txn = begin(engine, true);
        bool again = true;
        for (unsigned run = 0; again; run++, counting->again += again) {
            g_assert_cmpuint(run, <, 2); // done again once at most
            g_autofree char *mark = g_strdup_printf("m%u", i);
            add_one(engine, txn, "sum");
            add_one(engine, txn, mark);
            g_free(walk(engine, txn, "sum"));
            again = settle(engine, txn);
        }
        commit(engine, txn);
    }
    engine->ops->close(engine);
    return NULL;
}

// LMDB may be opened once by a process: there they share one engine's writer, and never meet.
static void what_many_add_is_the_sum(void **state) {
    enum { THREADS = 4, TIMES = 50 };
    const Ground *ground = *state;
    pthread_t threads[THREADS];
    Counting counting[THREADS];
    for (unsigned i = 0; i < THREADS; i++) {
        counting[i] = (Counting){ground, TIMES, 0};
        assert_int_equal(pthread_create(&threads[i], NULL, count_up, &counting[i]), 0);
    }
    unsigned again = 0;
    for (unsigned i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        again += counting[i].again;
    }
    Engine *engine = open_another(ground);
    EngineTxn *reader = begin(engine, false);
    assert_text(get(engine, reader, "sum"), "200");
    assert_text(get(engine, reader, "m49"), "4");
    engine->ops->abort(reader);
    engine->ops->close(engine);
    assert_true(again > 0); // else nothing was shown
}

// A: reads; B: commits what A read, or what stands in the way it walked; A: is told so, and sees it.
static void what_others_wrote_meanwhile_is_seen_before_the_commit(void **state) {
    static const struct {
        const char *put, *deleted;
        bool met;
    } cases[] = {
        {"b", NULL, true}, {NULL, "b", true}, {"ab", NULL, true}, {"c", NULL, false}, {"z", NULL, false}};
    const Ground *ground = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Engine *a = open_another(ground), *b = open_another(ground);
        EngineTxn *first = begin(b, true);
        put(b, first, "a", "1");
        put(b, first, "b", "2");
        assert_true(b->ops->del(first, TABLE, slice("ab"), NULL));
        settle(b, first);
        commit(b, first);
        EngineTxn *reading = begin(a, true);
        EngineSlice found, value;
        assert_int_equal(a->ops->seek(reading, TABLE, slice("a"), &found, &value, NULL), 1);
        assert_int_equal(a->ops->seek(reading, TABLE, slice("a\x01"), &found, &value, NULL), 1);
        put(a, reading, "q", "old");
        EngineTxn *meanwhile = begin(b, true);
        if (cases[i].put != NULL)
            put(b, meanwhile, cases[i].put, "new");
        else
            assert_true(b->ops->del(meanwhile, TABLE, slice(cases[i].deleted), NULL));
        settle(b, meanwhile);
        commit(b, meanwhile);
        assert_int_equal(settle(a, reading), cases[i].met);
        assert_text(get(a, reading, "q"), cases[i].met ? (i == 0 ? "-" : "old") : "old");
        if (cases[i].put != NULL)
            assert_text(get(a, reading, cases[i].put), "new");
        assert_false(settle(a, reading));
        a->ops->abort(reading);
        EngineTxn *keep = begin(a, true);
        put(a, keep, "q", "old");
        settle(a, keep);
        commit(a, keep);
        a->ops->close(a);
        b->ops->close(b);
    }
}

// --- what processes tell each other ---

// Another process that has it open: it tells what it is sent, a fact and a number, and says so.
typedef struct Peer {
    pid_t pid;
    int orders, answers;
} Peer;

static void be_a_peer(const char *url, int orders, int answers) {
    unsigned order[2];
    Engine *engine = engine_open(url, false, NULL);
    char done = engine != NULL ? 'y' : 'n';
    while (write(answers, &done, 1) == 1 && engine != NULL &&
           read(orders, order, sizeof order) == sizeof order)
        done = engine->ops->tell(engine, order[0], order[1]) ? 'y' : 'n';
    _exit(0);
}

static void peer_answers(const Peer *peer) {
    char done = 'n';
    assert_int_equal(read(peer->answers, &done, 1), 1);
    assert_int_equal(done, 'y');
}

// Before anything in this process has opened the store or started a thread.
static Peer peer_start(const char *url) {
    int orders[2], answers[2];
    assert_int_equal(pipe2(orders, O_CLOEXEC) | pipe2(answers, O_CLOEXEC), 0);
    const Peer peer = {fork(), orders[1], answers[0]};
    if (peer.pid == 0) {
        close(orders[1]);
        be_a_peer(url, orders[0], answers[1]);
    }
    close(orders[0]);
    close(answers[1]);
    peer_answers(&peer);
    return peer;
}

static void peer_tell(const Peer *peer, unsigned fact, unsigned number) {
    const unsigned order[2] = {fact, number};
    assert_int_equal(write(peer->orders, order, sizeof order), sizeof order);
    peer_answers(peer);
}

static void peer_kill(const Peer *peer) {
    kill(peer->pid, SIGKILL);
    assert_int_equal(waitpid(peer->pid, NULL, 0), peer->pid);
    close(peer->orders);
    close(peer->answers);
}

// The server hears of the end of a process when its kernel has closed what it had.
static bool soon_nobody_below(Engine *engine, unsigned fact, unsigned number) {
    for (int i = 0; i < 500; i++) {
        if (!engine->ops->others_below(engine, fact, number))
            return true;
        g_usleep(10 * 1000);
    }
    return false;
}

static void each_knows_what_others_tell_until_they_end(void **state) {
    const Ground *ground = *state;
    const Peer first = peer_start(ground->url), second = peer_start(ground->url);
    Engine *engine = open_another(ground);
    const EngineOps *ops = engine->ops;
    assert_true(ops->tell(engine, 1, 3)); // what it tells itself does not count
    assert_false(ops->others_below(engine, 1, 100));
    peer_tell(&first, 1, 4);
    peer_tell(&second, 1, 4);
    assert_false(ops->others_below(engine, 1, 4));
    assert_true(ops->others_below(engine, 1, 5));
    assert_false(ops->others_below(engine, 0, 100)); // of another fact
    assert_false(ops->others_below(engine, 2, 100));
    peer_tell(&first, 1, 7);
    assert_true(ops->others_below(engine, 1, 5));
    peer_tell(&second, 1, 9);
    assert_false(ops->others_below(engine, 1, 7));
    assert_true(ops->others_below(engine, 1, 8));
    peer_tell(&first, 3, 2);
    peer_kill(&first);
    assert_true(soon_nobody_below(engine, 1, 9));
    assert_true(soon_nobody_below(engine, 3, 100));
    assert_true(ops->others_below(engine, 1, 10));
    peer_kill(&second);
    assert_true(soon_nobody_below(engine, 1, 100));
    ops->close(engine);
}

// --- a server whose answers get lost ---

// Stands between the engine and the server's socket, and passes on what each says, until it is told
// otherwise.
typedef enum Cut { CUT_NOTHING, CUT_ANSWERS, CUT_ALL } Cut;
typedef struct Between {
    char *directory, *server;
    int listening;
    pthread_t thread;
    _Atomic(Cut) cut;
    atomic_bool stop;
} Between;

static int connect_to(const char *path) {
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    g_strlcpy(name.sun_path, path, sizeof name.sun_path);
    g_assert_cmpint(connect(fd, (const struct sockaddr *)&name, sizeof name), ==, 0);
    return fd;
}

// False at the end of what `from` says. What is dropped the server had asked for in vain: it is at an end
// too.
static bool pass_on(int from, int to, bool drop) {
    char bytes[65536];
    const ssize_t size = read(from, bytes, sizeof bytes);
    return size > 0 && !drop && write(to, bytes, (size_t)size) == size;
}

typedef struct Pair {
    Between *between;
    int client, server;
} Pair;

static void *carry(void *data) {
    Pair *pair = data;
    struct pollfd sources[] = {{.fd = pair->client, .events = POLLIN},
                               {.fd = pair->server, .events = POLLIN}};
    bool open = true;
    while (open && !atomic_load(&pair->between->stop)) {
        poll(sources, 2, 50);
        const Cut cut = atomic_load(&pair->between->cut);
        if (sources[0].revents != 0)
            open = pass_on(pair->client, pair->server, cut == CUT_ALL);
        if (open && sources[1].revents != 0)
            open = pass_on(pair->server, pair->client, cut != CUT_NOTHING);
    }
    close(pair->client);
    close(pair->server);
    atomic_store(&pair->between->cut, CUT_NOTHING); // once
    g_free(pair);
    return NULL;
}

static void *stand_between(void *data) {
    Between *between = data;
    struct pollfd source = {.fd = between->listening, .events = POLLIN};
    while (!atomic_load(&between->stop)) {
        if (poll(&source, 1, 50) <= 0)
            continue;
        Pair *pair = g_new0(Pair, 1);
        pthread_t thread;
        *pair = (Pair){between, accept(between->listening, NULL, NULL), connect_to(between->server)};
        g_assert_cmpint(pthread_create(&thread, NULL, carry, pair), ==, 0);
        pthread_detach(thread);
    }
    return NULL;
}

// The URL of the ground through it; the caller owns it.
static char *between_start(Between *between, const Ground *ground) {
    g_autoptr(GRegex) host = g_regex_new("host=([^&]+)", 0, 0, NULL),
                      port = g_regex_new("port=(\\d+)", 0, 0, NULL);
    g_autoptr(GMatchInfo) at = NULL, number = NULL;
    if (!g_regex_match(host, ground->url, 0, &at))
        fail_msg("%s names no host", ground->url);
    g_autofree char *where = g_match_info_fetch(at, 1);
    g_autofree char *directory = g_uri_unescape_string(where, NULL);
    const bool has_port = g_regex_match(port, ground->url, 0, &number);
    g_autofree char *given = has_port ? g_match_info_fetch(number, 1) : g_strdup("5432");
    g_autofree char *file = g_strconcat(".s.PGSQL.", given, NULL);
    *between = (Between){.directory = g_dir_make_tmp("earshot-between-XXXXXX", NULL)};
    between->server = g_build_filename(directory, file, NULL);
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    g_snprintf(name.sun_path, sizeof name.sun_path, "%s/%s", between->directory, file);
    between->listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(between->listening, (const struct sockaddr *)&name, sizeof name), 0);
    assert_int_equal(listen(between->listening, 8), 0);
    assert_int_equal(pthread_create(&between->thread, NULL, stand_between, between), 0);
    g_autofree char *instead = g_strconcat("host=", between->directory, NULL);
    return g_regex_replace_literal(host, ground->url, -1, 0, instead, 0, NULL);
}

static void between_end(Between *between) {
    atomic_store(&between->stop, true);
    pthread_join(between->thread, NULL);
    g_usleep(100 * 1000); // who carries sees it
    close(between->listening);
    support_remove(between->directory);
    g_free(between->directory);
    g_free(between->server);
}

static bool try_commit(Engine *engine, const char *key, Between *between, Cut cut) {
    EngineTxn *txn = begin(engine, true);
    put(engine, txn, key, "1");
    assert_false(settle(engine, txn));
    atomic_store(&between->cut, cut);
    g_autoptr(GError) error = NULL;
    const bool done = engine->ops->commit(txn, &error);
    if (!done)
        support_assert_fate(error, FATE_TEMPORARY);
    return done;
}

// Whether a commit was made whose answer never came is asked; and one that never arrived was not made.
static void a_commit_whose_answer_is_lost_is_known(void **state) {
    const Ground *ground = *state;
    Between between;
    g_autofree char *url = between_start(&between, ground);
    g_autoptr(GError) error = NULL;
    Engine *engine = engine_open(url, false, &error);
    if (engine == NULL)
        fail_msg("%s", error->message);
    assert_true(try_commit(engine, "made", &between, CUT_ANSWERS));
    assert_false(try_commit(engine, "lost", &between, CUT_ALL));
    assert_true(try_commit(engine, "later", &between, CUT_NOTHING));
    EngineTxn *reader = begin(engine, false);
    assert_text(walk(engine, reader, ""), "later=1 made=1");
    engine->ops->abort(reader);
    engine->ops->close(engine);
    between_end(&between);
}

// As when the server was started anew meanwhile, or another took its place.
static void hang_up_all(Between *between) {
    atomic_store(&between->stop, true); // who carries hangs up
    g_usleep(200 * 1000);
    atomic_store(&between->stop, false);
    pthread_join(between->thread, NULL);
    assert_int_equal(pthread_create(&between->thread, NULL, stand_between, between), 0);
}

static void connections_that_died_while_nobody_used_them_harm_nothing(void **state) {
    const Ground *ground = *state;
    Between between;
    g_autofree char *url = between_start(&between, ground);
    Engine *engine = engine_open(url, false, NULL);
    assert_non_null(engine);
    EngineTxn *txn = begin(engine, true), *readers[3];
    put(engine, txn, "a", "1");
    assert_false(settle(engine, txn));
    commit(engine, txn);
    for (size_t i = 0; i < G_N_ELEMENTS(readers); i++)
        g_free(walk(engine, readers[i] = begin(engine, false), ""));
    for (size_t i = 0; i < G_N_ELEMENTS(readers); i++)
        engine->ops->abort(readers[i]);
    hang_up_all(&between);
    EngineTxn *reader = begin(engine, false);
    assert_text(walk(engine, reader, ""), "a=1");
    engine->ops->abort(reader);
    engine->ops->close(engine);
    between_end(&between);
}

// Who lost its connection has told nothing until it tells again, which is all of it; and takes the others for
// being behind until they had time to come back.
static void what_was_told_is_told_again_after_a_loss(void **state) {
    const Ground *ground = *state;
    Between between;
    g_autofree char *url = between_start(&between, ground);
    Engine *engine = engine_open(url, false, NULL), *other = open_another(ground);
    assert_non_null(engine);
    assert_true(engine->ops->tell(engine, 0, 5) && engine->ops->tell(engine, 1, 6));
    assert_false(engine->ops->others_below(engine, 0, 100));
    assert_true(other->ops->others_below(other, 1, 7));
    hang_up_all(&between);
    assert_true(soon_nobody_below(other, 1, 7));
    assert_true(engine->ops->others_below(engine, 0, 100));
    bool told = false;
    for (int i = 0; i < 500 && !(told = engine->ops->tell(engine, 0, 5)); i++)
        g_usleep(10 * 1000); // it rests between two tries to connect
    assert_true(told);
    assert_true(other->ops->others_below(other, 0, 6) && other->ops->others_below(other, 1, 7));
    assert_true(engine->ops->others_below(engine, 0, 100)); // though nobody is
    other->ops->close(other);
    engine->ops->close(engine);
    between_end(&between);
}

static void who_listens_is_woken_and_by_announcements_alone(void **state) {
    Engine *engine = open_another(*state), *other = open_another(*state);
    struct pollfd wake = {.fd = engine->ops->listen(engine), .events = POLLIN};
    assert_true(wake.fd >= 0);
    for (int announced = 0; announced < 2; announced++) {
        EngineTxn *txn = begin(other, true);
        put(other, txn, "a", "1");
        if (announced)
            other->ops->announce(txn);
        assert_false(settle(other, txn));
        commit(other, txn);
        assert_int_equal(poll(&wake, 1, announced ? 10000 : 300), announced);
    }
    assert_int_equal(engine->ops->listen(engine), wake.fd);
    assert_int_equal(poll(&wake, 1, 0), 0); // read away
    other->ops->close(other);
    engine->ops->close(engine);
}

static unsigned count_rows(Engine *engine, EngineTxn *txn) {
    unsigned count = 0;
    uint8_t at[ENGINE_KEY_MAX];
    EngineSlice key = {at, 0}, found, value;
    for (; engine->ops->seek(txn, TABLE, key, &found, &value, NULL) > 0; count++) {
        memcpy(at, found.data, found.size);
        key.size = found.size + 1;
        at[found.size] = 0;
    }
    return count;
}

// A transaction that holds the lock and stands still is ended after three seconds.
static void a_long_walk_is_done_again_in_time(void **state) {
    const Ground *ground = *state;
    Engine *engine = open_another(ground), *other = open_another(ground);
    ground_schema_run(ground->schema,
                      "INSERT INTO t03 SELECT convert_to(to_char(n, '00000000'), 'UTF8'), 1, ''"
                      " FROM generate_series(1, 40000) AS n");
    EngineTxn *txn = begin(engine, true), *meanwhile = begin(other, true);
    assert_int_equal(count_rows(engine, txn), 40000);
    put(other, meanwhile, "a", "1");
    assert_false(settle(other, meanwhile));
    commit(other, meanwhile);
    put(engine, txn, "b", "1");
    assert_true(settle(engine, txn));
    assert_int_equal(count_rows(engine, txn), 40001);
    put(engine, txn, "b", "1");
    commit(engine, txn);
    other->ops->close(other);
    engine->ops->close(engine);
}

// --- what somebody wrote into the database by hand ---

static void a_key_that_is_none_ends_a_walk_with_an_error(void **state) {
    const Ground *ground = *state;
    Engine *engine = open_another(ground);
    ground_schema_run(ground->schema, "INSERT INTO t03 SELECT '\\x61'::bytea, 1, 'one'");
    ground_schema_run(
        ground->schema,
        "INSERT INTO t03 SELECT convert_to(repeat('b', 60) || to_char(n, '0000'), 'UTF8'), 1, ''"
        " FROM generate_series(1, 1000) AS n");
    EngineTxn *reader = begin(engine, false);
    EngineSlice found, value;
    g_autoptr(GError) error = NULL;
    assert_int_equal(engine->ops->seek(reader, TABLE, slice(""), &found, &value, &error), 1);
    g_assert_no_error(error);
    assert_int_equal(engine->ops->seek(reader, TABLE, slice("b"), &found, &value, &error), -1);
    support_assert_fate(error, FATE_CORRUPT);
    assert_text(get(engine, reader, "a"), "one");
    engine->ops->abort(reader);
    engine->ops->close(engine);
}

// As while a dump is put back under those who run.
static void without_the_row_that_is_the_lock_nobody_writes(void **state) {
    const Ground *ground = *state;
    Engine *engine = open_another(ground);
    ground_schema_run(ground->schema, "CREATE TABLE kept AS SELECT * FROM state; DELETE FROM state");
    EngineTxn *txn = begin(engine, true);
    put(engine, txn, "a", "1");
    bool again;
    g_autoptr(GError) error = NULL;
    const bool settled = engine->ops->settle(txn, &again, &error);
    engine->ops->abort(txn);
    ground_schema_run(ground->schema, "INSERT INTO state SELECT * FROM kept; DROP TABLE kept");
    assert_false(settled);
    support_assert_fate(error, FATE_TEMPORARY);
    engine->ops->close(engine);
}

// LMDB cannot be opened twice by one process: the ground's own store is closed here.
static int setup(void **state) {
    if (ground_setup(state) != 0)
        return -1;
    ground_close(*state);
    return 0;
}

#define engine_test(test) cmocka_unit_test_setup_teardown(test, setup, ground_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        engine_test(a_transaction_sees_what_it_put_and_others_when_it_is_committed),
        engine_test(a_nested_one_is_undone_by_itself),
        engine_test(what_is_expected_comes_at_once_and_is_as_it_stands),
        engine_test(random_work_leaves_what_a_list_in_memory_has),
        engine_test(what_others_wrote_meanwhile_is_seen_before_the_commit),
        engine_test(a_commit_whose_answer_is_lost_is_known),
        engine_test(connections_that_died_while_nobody_used_them_harm_nothing),
        engine_test(who_listens_is_woken_and_by_announcements_alone),
        engine_test(a_long_walk_is_done_again_in_time),
        engine_test(a_key_that_is_none_ends_a_walk_with_an_error),
        engine_test(without_the_row_that_is_the_lock_nobody_writes),
        engine_test(what_many_add_is_the_sum),
        engine_test(each_knows_what_others_tell_until_they_end),
        engine_test(what_was_told_is_told_again_after_a_loss),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
