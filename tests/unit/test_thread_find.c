// How a message finds its conversation: each step by itself, their order, what
// stands in evidence, and what a stranger may put into a subject or into References.
#include "thread_world.h"

#include "account.h"
#include "thread_guess.h"

enum { ANN = 1, BOB, OLD, POOR, ZOE, GONE, KINDS }; // conversations

typedef struct Opened {
    const char *from, *id, *subject;
    int64_t days; // before noon on Monday
} Opened;

static const Opened opened[KINDS] = {
    [ANN] = {"ann@a.example", "1@a.example", "Export stops", 0},
    [BOB] = {"bob@b.example", "1@b.example", "Invoice 20933 is wrong", 0},
    [OLD] = {"ann@a.example", "0@a.example", "Login fails behind proxy", 100},
    [POOR] = {"ann@a.example", "2@a.example", "Question", 0},
    [ZOE] = {"zoe@a.example", "3@a.example", "Label printer jams", 0},
};

static uint64_t id_of(StoreTxn *txn, int number) {
    if (number == GONE)
        return 77;
    return number == 0 ? 0 : seal_number(store_txn_seal(txn), "world", opened[number].id);
}

static bool do_open_all(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    for (int i = 1; i < GONE; i++) {
        const Post post = {.id = opened[i].id,
                           .from = opened[i].from,
                           .subject = opened[i].subject,
                           .at = NOON_MONDAY - opened[i].days * DAY};
        g_auto(Posted) posted = world_post(txn, &post);
        g_assert_cmpint(posted.joined, ==, JOINED_NEW);
        g_assert_true(posted.thread == id_of(txn, i));
    }
    thread_link_message(txn, "gone@x", 77, NOON_MONDAY);
    return !store_failed(txn);
}

// --- the steps, in order ---

typedef struct Case {
    const char *name;
    int token; // a conversation
    const char *references;
    int short_id; // of a conversation
    const char *from, *subject;
    int64_t days;
    int wanted; // a conversation, 0: a new one
    Joined joined;
    const char *found; // or NULL; "@" stands for the id of BOB's
} Case;

static const Case cases[] = {
    {"nothing known", 0, NULL, 0, "eve@e.example", "Hello", 0, 0, JOINED_NEW, NULL},
    // tokens
    {"the token", ANN, NULL, 0, "eve@e.example", "Export stops", 300, ANN, JOINED_TOKEN, "our token"},
    {"the token before references", ANN, "1@b.example", 0, "eve@e.example", "Export stops", 0, ANN,
     JOINED_TOKEN, "our token; also names thread @"},
    {"a token of a thread that is gone", GONE, "1@b.example", 0, "x@x.example", "Re: Invoice 20933 is wrong",
     0, BOB, JOINED_REFERENCE, "reference <1@b.example>"},
    {"the token lost, the reference kept", 0, "ours@ours.example 1@a.example", 0, "ann@a.example",
     "Re: Export stops", 1, ANN, JOINED_REFERENCE, "reference 2 of 2 <1@a.example>"},
    {"the token lost, the references too", 0, NULL, 0, "ann@a.example", "Re: Export stops", 1, ANN,
     JOINED_GUESS, "same sender and subject, 1 day later"},
    // references
    {"a reference, by anybody and at any time", 0, "1@a.example", 0, "eve@e.example", "Export stops", 300,
     ANN, JOINED_REFERENCE, "reference <1@a.example>"},
    {"two conversations at once: the newest", 0, "no@x 1@a.example 1@b.example", 0, NULL, "", 0, ANN,
     JOINED_REFERENCE, "reference 2 of 3 <1@a.example>; also names thread @"},
    {"two conversations at once, one of them twice", 0, "1@b.example 1@a.example 1@b.example", 0, NULL, "", 0,
     BOB, JOINED_REFERENCE, NULL},
    {"only the oldest of several", 0, "no@x no2@x 1@b.example", 0, NULL, "", 0, BOB, JOINED_REFERENCE,
     "reference 3 of 3 <1@b.example>"},
    {"a reference to a thread that is gone", 0, "gone@x 1@b.example", 0, NULL, "", 0, BOB, JOINED_REFERENCE,
     "reference 2 of 2 <1@b.example>"},
    {"only a reference to a thread that is gone", 0, "gone@x", 0, NULL, "", 0, 0, JOINED_NEW, NULL},
    {"Message-IDs rewritten", 0, "x@prod.example", 0, "ann@a.example", "RE: Export stops", 2, ANN,
     JOINED_GUESS, "same sender and subject, 2 days later"},
    {"an old mail for a new matter", 0, "1@a.example", 0, "ann@a.example", "Re: Our new branch", 0, ANN,
     JOINED_REFERENCE, "reference <1@a.example>; another subject"},
    {"a reference before the short id", 0, "1@b.example", ANN, "ann@a.example", "Hello", 0, BOB,
     JOINED_REFERENCE, NULL},
    // short ids
    {"the short id and the sender", 0, "no@x", ANN, "Ann@A.example", "Hello", 300, ANN, JOINED_SHORT_ID,
     NULL},
    {"the short id of another sender", 0, NULL, ANN, "eve@e.example", "Re: Export stops", 0, 0, JOINED_NEW,
     NULL},
    {"the short id and a colleague of the account", 0, NULL, ANN, "carl@a.example", "Hello", 90, ANN,
     JOINED_SHORT_ID, NULL},
    {"the short id and a colleague below the domain", 0, NULL, ANN, "carl@sales.a.example", "Hello", 90, ANN,
     JOINED_SHORT_ID, NULL},
    {"the short id and somebody of another account", 0, NULL, ANN, "bob@b.example", "Export stops", 0, 0,
     JOINED_NEW, NULL},
    {"the short id and a domain that only looks like it", 0, NULL, ANN, "carl@aa.example", "Hello", 0, 0,
     JOINED_NEW, NULL},
    {"an account without the opener", 0, NULL, BOB, "ann@a.example", "Hello", 0, 0, JOINED_NEW, NULL},
    {"the short id of nobody", 0, NULL, ANN, NULL, "Export stops", 0, 0, JOINED_NEW, NULL},
    {"the short id before a guess", 0, NULL, OLD, "ann@a.example", "Export stops", 0, OLD, JOINED_SHORT_ID,
     NULL},
    // guesses
    {"sender and subject", 0, NULL, 0, "ann@a.example", "export STOPS", 13, ANN, JOINED_GUESS,
     "same sender and subject, 13 days later"},
    {"sender and subject with prefixes", 0, NULL, 0, "ANN@a.example", "Re: AW: Export  stops", 0, ANN,
     JOINED_GUESS, "same sender and subject, within a day"},
    {"SV:", 0, NULL, 0, "ann@a.example", "SV: Export stops", 1, ANN, JOINED_GUESS, NULL},
    {"VS:", 0, NULL, 0, "ann@a.example", "VS: Export stops", 1, ANN, JOINED_GUESS, NULL},
    {"Vs:", 0, NULL, 0, "ann@a.example", "Vs: Export stops", 1, ANN, JOINED_GUESS, NULL},
    {"TR:", 0, NULL, 0, "ann@a.example", "TR: Export stops", 1, ANN, JOINED_GUESS, NULL},
    {"RIF:", 0, NULL, 0, "ann@a.example", "RIF: Export stops", 1, ANN, JOINED_GUESS, NULL},
    {"Antw:", 0, NULL, 0, "ann@a.example", "Antw: Export stops", 1, ANN, JOINED_GUESS, NULL},
    {"Odp:", 0, NULL, 0, "ann@a.example", "Odp: Export stops", 1, ANN, JOINED_GUESS, NULL},
    {"RES:", 0, NULL, 0, "ann@a.example", "RES: Export stops", 1, ANN, JOINED_GUESS, NULL},
    {"Re[2]:", 0, NULL, 0, "ann@a.example", "Re[2]: [EXT] Export stops", 1, ANN, JOINED_GUESS, NULL},
    {"on the last day", 0, NULL, 0, "ann@a.example", "Export stops", 14, ANN, JOINED_GUESS,
     "same sender and subject, 14 days later"},
    {"after fourteen days", 0, NULL, 0, "ann@a.example", "Re: Export stops", 15, 0, JOINED_NEW, NULL},
    {"history, imported behind it", 0, NULL, 0, "ann@a.example", "Re: Export stops", -3, ANN, JOINED_GUESS,
     "same sender and subject, 3 days earlier"},
    {"history, long before it", 0, NULL, 0, "ann@a.example", "Re: Export stops", -15, 0, JOINED_NEW, NULL},
    {"the subject of another", 0, NULL, 0, "eve@e.example", "Re: Export stops", 0, 0, JOINED_NEW, NULL},
    {"the subject of a colleague", 0, NULL, 0, "zoe@a.example", "Re: Export stops", 0, 0, JOINED_NEW, NULL},
    {"another subject", 0, NULL, 0, "ann@a.example", "Import stops", 0, 0, JOINED_NEW, NULL},
    {"no subject", 0, NULL, 0, "ann@a.example", "", 0, 0, JOINED_NEW, NULL},
    {"nothing but a prefix", 0, NULL, 0, "ann@a.example", "Re:", 0, 0, JOINED_NEW, NULL},
    {"a poor subject anew", 0, NULL, 0, "ann@a.example", "Question", 0, 0, JOINED_NEW, NULL},
    {"a reply to a poor subject", 0, NULL, 0, "ann@a.example", "Re: Question", 3, POOR, JOINED_GUESS, NULL},
    {"a forward of a poor subject", 0, NULL, 0, "ann@a.example", "Fwd: Question", 3, 0, JOINED_NEW, NULL},
    {"a reply to a poor subject that answers another mail", 0, "no@x", 0, "ann@a.example", "Re: Question", 3,
     0, JOINED_NEW, NULL},
};

typedef struct Resolution {
    const Case *c;
    const GPtrArray *accounts;
    char *failure;
} Resolution;

static bool do_resolve(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Resolution *resolution = data;
    const Case *c = resolution->c;
    g_autofree char *name = thread_id_format(id_of(txn, c->short_id)), *short_id = g_strndup(name, 8);
    const Post post = {.token = id_of(txn, c->token),
                       .references = c->references,
                       .short_id = c->short_id == 0 ? NULL : short_id,
                       .from = c->from,
                       .subject = c->subject,
                       .accounts = resolution->accounts,
                       .at = NOON_MONDAY + c->days * DAY};
    g_auto(Posted) posted = {0};
    g_autoptr(Thread) thread = world_find(txn, &post, &posted);
    g_autofree char *bob = thread_id_format(id_of(txn, BOB));
    g_auto(GStrv) parts = g_strsplit(c->found == NULL ? "" : c->found, " @", -1);
    g_autofree char *tail = parts[0] != NULL && parts[1] != NULL ? g_strconcat(" ", bob, NULL) : g_strdup("");
    g_autofree char *wanted = g_strconcat(parts[0] == NULL ? "" : parts[0], tail, NULL);
    const bool right = (thread == NULL ? 0 : thread->id) == id_of(txn, c->wanted) &&
                       posted.joined == c->joined &&
                       (c->found == NULL || g_strcmp0(posted.found, wanted) == 0) &&
                       (thread == NULL) == (posted.found == NULL);
    resolution->failure = right ? NULL : g_strdup_printf("%s (%s)", joined_name(posted.joined), posted.found);
    return !store_failed(txn);
}

// "a.example" is an account; bob@b.example and his house are another.
static GPtrArray *two_accounts(void) {
    GPtrArray *accounts = g_ptr_array_new_with_free_func((GDestroyNotify)account_free);
    Account *a = account_new("A"), *b = account_new("B");
    g_ptr_array_add(a->domains, g_strdup("a.example"));
    g_ptr_array_add(b->addresses, g_strdup("bob@b.example"));
    g_ptr_array_add(accounts, a);
    g_ptr_array_add(accounts, b);
    return accounts;
}

static void each_step_finds_what_it_should(void **state) {
    Ground *ground = *state;
    g_autoptr(GPtrArray) accounts = two_accounts();
    support_write(ground, do_open_all, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Resolution resolution = {.c = &cases[i], .accounts = accounts};
        support_read(ground, do_resolve, &resolution);
        if (resolution.failure != NULL)
            fail_msg("%s: %s", cases[i].name, resolution.failure);
    }
}

static void colleagues_are_nobody_without_accounts(void **state) {
    Ground *ground = *state;
    static const Case colleague = {"a colleague", 0, NULL, ANN,        "carl@a.example",
                                   "Hello",       0, 0,    JOINED_NEW, NULL};
    support_write(ground, do_open_all, NULL);
    Resolution resolution = {.c = &colleague};
    support_read(ground, do_resolve, &resolution);
    assert_null(resolution.failure);
}

// --- a mail that comes in two transactions ---

static bool do_twice(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    const Post again = {.id = "1@a.example", .from = "ann@a.example", .subject = "?", .at = NOON_MONDAY};
    const Post forged = {.id = "1@a.example", .from = "eve@e.example", .subject = "?", .at = NOON_MONDAY};
    const Post mute = {.id = "1@a.example", .subject = "?", .at = NOON_MONDAY};
    g_auto(Posted) first = world_post(txn, &again);
    g_assert_true(first.thread == id_of(txn, ANN) && first.joined == JOINED_REFERENCE);
    g_assert_true(g_str_has_prefix(first.found, "its own Message-ID"));
    g_auto(Posted) second = {0}, third = {0};
    g_autoptr(Thread) eve = world_find(txn, &forged, &second);
    g_autoptr(Thread) none = world_find(txn, &mute, &third);
    g_assert_true(eve == NULL && none == NULL);
    return !store_failed(txn);
}

static void a_mail_that_comes_twice_joins_itself_when_the_same_person_wrote_it(void **state) {
    support_write(*state, do_open_all, NULL);
    support_write(*state, do_twice, NULL);
}

// --- loops, and what came before its parent ---

static uint64_t post_one(StoreTxn *txn, const char *id, const char *references, Joined wanted) {
    const Post post = {
        .id = id, .references = references, .from = "ann@a.example", .subject = "", .at = NOON_MONDAY};
    g_auto(Posted) posted = world_post(txn, &post);
    if (posted.joined != wanted)
        g_error("%s: %s", id, joined_name(posted.joined));
    return posted.thread;
}

static bool do_loop(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    const uint64_t one = post_one(txn, "l1", "l2 l1", JOINED_NEW);
    const uint64_t two = post_one(txn, "l2", "l1 l2 l3", JOINED_REFERENCE);
    const uint64_t three = post_one(txn, "l3", "l3 l2 l1", JOINED_REFERENCE);
    g_assert_true(one == two && two == three);
    const uint64_t child = post_one(txn, "child", "parent", JOINED_NEW);
    const uint64_t parent = post_one(txn, "parent", NULL, JOINED_NEW);
    const uint64_t grandchild = post_one(txn, "grandchild", "child parent", JOINED_REFERENCE);
    g_assert_true(child != parent && grandchild == child);
    return !store_failed(txn);
}

static void references_that_go_round_are_one_thread_and_early_children_open_their_own(void **state) {
    support_write(*state, do_loop, NULL);
}

// --- many references ---

typedef struct Many {
    const char *name;
    guint count, known; // the known one's index, counted from the newest
    bool wanted;
} Many;

static const Many many[] = {
    {"the newest of 1,000", 1000, 0, true},
    {"the thirtieth of 1,000", 1000, 29, true},
    {"the oldest of 1,000: the root", 1000, 999, true},
    {"the thirtieth oldest of 1,000", 1000, 970, true},
    {"in the middle of 1,000: not looked at", 1000, 500, false},
    {"the thirty-first of sixty", 60, 30, true},
    {"the last of sixty-one", 61, 60, true},
    {"the middle of sixty-one: not looked at", 61, 30, false},
    {"the middle of eleven", 11, 5, true},
};

static bool do_many(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Many *m = data;
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < m->count; i++)
        g_ptr_array_add(list, i == m->known ? g_strdup("1@a.example") : g_strdup_printf("%u@far.example", i));
    const Post post = {.list = list, .from = "eve@e.example", .subject = "x", .at = NOON_MONDAY};
    g_auto(Posted) posted = {0};
    g_autoptr(Thread) thread = world_find(txn, &post, &posted);
    if ((thread != NULL) != m->wanted)
        g_error("%s: %s", m->name, joined_name(posted.joined));
    g_autofree char *wanted = g_strdup_printf("reference %u of %u <1@a.example>", m->known + 1, m->count);
    g_assert_true(thread == NULL || g_str_has_prefix(posted.found, wanted));
    return !store_failed(txn);
}

static void of_many_references_the_ends_are_looked_at(void **state) {
    support_write(*state, do_open_all, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(many); i++) {
        Many m = many[i];
        support_read(*state, do_many, &m);
    }
}

// 1,000 of one kind: unknown, of one thread, each of another.
typedef struct Thousand {
    const char *name;
    bool known, apart;
    int64_t cost;
} Thousand;

static bool do_thousand(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Thousand *thousand = data;
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
    for (unsigned i = 0; i < 1000; i++) {
        char *id = g_strdup_printf("%u.%s@many.example", i, thousand->name);
        const Post post = {.id = id,
                           .references = thousand->apart || i == 0 ? NULL : list->pdata[i - 1],
                           .from = "ann@a.example",
                           .subject = "",
                           .at = NOON_MONDAY};
        g_ptr_array_add(list, id);
        if (thousand->known) {
            g_auto(Posted) posted = world_post(txn, &post);
            g_assert_true((posted.joined == JOINED_NEW) == (thousand->apart || i == 0));
        }
    }
    const Post all = {.list = list, .from = "eve@e.example", .subject = "x", .at = NOON_MONDAY};
    const int64_t begun = g_get_monotonic_time();
    for (int i = 0; i < 50; i++) {
        g_auto(Posted) posted = {0};
        g_autoptr(Thread) thread = world_find(txn, &all, &posted);
        g_assert_true((thread != NULL) == thousand->known);
        if (thousand->apart) { // named, but not all of them
            g_auto(GStrv) names = g_strsplit(strstr(posted.found, "names thread "), ", ", -1);
            g_assert_cmpuint(g_strv_length(names), ==, 3);
        }
    }
    thousand->cost = (g_get_monotonic_time() - begun) / 50;
    return !store_failed(txn);
}

static void a_thousand_references_take_no_time(void **state) {
    Thousand thousands[] = {{"unknown", false, false, 0},
                            {"of-one-thread", true, false, 0},
                            {"of-as-many-threads", true, true, 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(thousands); i++) {
        support_write(*state, do_thousand, &thousands[i]);
        print_message("# 1,000 references, %s: %d us\n", thousands[i].name, (int)thousands[i].cost);
        assert_true(thousands[i].cost <
                    20 * 1000); // 2 ms are meant; under sanitizers and load it takes its time
    }
}

// --- hostile ids ---

static bool do_hostile(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    static const char *const IDS[] = {"",
                                      "a",
                                      "aaaaaaa",
                                      "aaaaaaaaa",
                                      "aaaaaaaaaaaaa",
                                      "11111111",
                                      "\xff\xff\xff\xff\xff\xff\xff\xff",
                                      "77777777",
                                      "[#aaaaaaaa]"};
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; i < 25; i++) {
        g_ptr_array_add(list, g_strnfill(10240, (char)('a' + i)));
        g_ptr_array_add(list, g_strdup(i % 2 == 0 ? "" : "\xff\xfe\x01\xe2\x80\xae"));
    }
    if (data != NULL)
        g_ptr_array_add(list, g_strdup("1@a.example"));
    for (size_t i = 0; i < G_N_ELEMENTS(IDS); i++) {
        const ThreadClues clues = {.references = list,
                                   .message_id = list->pdata[i],
                                   .short_id = IDS[i],
                                   .person = i % 2 == 0 ? "ann@a.example" : "\xff@\xff",
                                   .subject = "\xff",
                                   .now = NOON_MONDAY};
        Joined joined;
        g_autofree char *found = NULL;
        g_autoptr(Thread) thread = thread_find(txn, &clues, &joined, &found);
        g_assert_cmpint(joined, ==, data == NULL ? JOINED_NEW : JOINED_REFERENCE);
    }
    return !store_failed(txn);
}

static void hostile_references_and_short_ids(void **state) {
    Ground *ground = *state;
    support_write(ground, do_open_all, NULL);
    const int64_t begun = g_get_monotonic_time();
    support_read(ground, do_hostile, NULL);
    support_read(ground, do_hostile, ground);
    assert_true(g_get_monotonic_time() - begun < 5 * G_USEC_PER_SEC);
}

typedef struct Odd {
    const char *name;
    char *id;
    bool links;
} Odd;

static bool do_odd(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    const Odd *odd = data;
    const Post post = {.id = odd->id, .from = "ann@a.example", .subject = "", .at = NOON_MONDAY};
    g_auto(Posted) posted = world_post(txn, &post);
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    g_ptr_array_add(list, odd->id);
    const Post answer = {.list = list, .from = "bob@b.example", .subject = "", .at = NOON_MONDAY};
    g_auto(Posted) found = {0};
    g_autoptr(Thread) thread = world_find(txn, &answer, &found);
    if ((thread != NULL) != odd->links)
        g_error("%s", odd->name);
    if (thread != NULL) { // evidence is one short line that anything can print
        g_assert_true(g_utf8_validate(found.found, -1, NULL));
        g_assert_cmpint(g_utf8_strlen(found.found, -1), <, 120);
        g_assert_null(strpbrk(found.found, "\n\r\t\x01\x1b"));
        g_assert_null(strstr(found.found, "\xe2\x80\xae"));
    }
    return !store_failed(txn);
}

static void odd_ids_are_kept_apart_and_shown_on_one_line(void **state) {
    Odd odd[] = {
        {"of 998 bytes", g_strnfill(998, 'x'), true},
        {"of 999 bytes", g_strnfill(999, 'x'), false},
        {"of 10 KB", g_strnfill(10240, 'y'), false},
        {"empty", g_strdup(""), false},
        {"not UTF-8", g_strdup("\xff\xfe@x"), true},
        {"cut UTF-8", g_strdup("\xe2\x82"), true},
        {"controls and bidi", g_strdup("a\n\r\tb\x1b[31m\xe2\x80\xae@x"), true},
        {"many wide characters", NULL, true},
    };
    g_autoptr(GString) wide = g_string_new(NULL);
    for (int i = 0; i < 200; i++)
        g_string_append(wide, "語");
    odd[G_N_ELEMENTS(odd) - 1].id = g_strdup(wide->str);
    for (size_t i = 0; i < G_N_ELEMENTS(odd); i++) {
        support_write(*state, do_odd, &odd[i]);
        g_free(odd[i].id);
    }
}

// --- guesses and what speaks against them ---

static uint64_t guess(StoreTxn *txn, const char *subject, int64_t hours, Joined wanted) {
    const Post post = {
        .from = "ann@a.example", .subject = subject, .at = NOON_MONDAY + hours * G_TIME_SPAN_HOUR};
    g_auto(Posted) posted = {0};
    g_autoptr(Thread) thread = world_find(txn, &post, &posted);
    if (posted.joined != wanted)
        g_error("%s after %d hours: %s", subject, (int)hours, joined_name(posted.joined));
    return thread == NULL ? 0 : thread->id;
}

// Two of one name at once, as when both were opened by references or by "Question".
static bool do_rivals(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    const Post second = {
        .id = "4@a.example", .from = "ann@a.example", .subject = "Question", .at = NOON_MONDAY + 10 * DAY};
    g_auto(Posted) posted = world_post(txn, &second);
    g_assert_true(posted.thread != id_of(txn, POOR));
    guess(txn, "Re: Question", 10 * 24 + 1, JOINED_NEW); // which of the two?
    g_assert_true(guess(txn, "Re: Question", 15 * 24, JOINED_GUESS) ==
                  posted.thread); // the older is out of time
    g_autoptr(Thread) merged = thread_get(txn, id_of(txn, POOR));
    merged->phase = PHASE_CLOSED; // what was closed may be meant all the same
    thread_put(txn, merged);
    guess(txn, "Re: Question", 10 * 24 + 1, JOINED_NEW);
    merged->merged_into = posted.thread;
    thread_put(txn, merged);
    g_assert_true(guess(txn, "Re: Question", 10 * 24 + 1, JOINED_GUESS) == posted.thread); // one by now
    return !store_failed(txn);
}

static void two_threads_of_one_subject_are_not_guessed_between(void **state) {
    support_write(*state, do_open_all, NULL);
    support_write(*state, do_rivals, NULL);
}

static bool do_settled(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    static const Phase PHASES[] = {PHASE_CLOSED, PHASE_FOLLOW_UP};
    g_autoptr(Thread) thread = thread_get(txn, id_of(txn, ANN));
    for (size_t i = 0; i < G_N_ELEMENTS(PHASES); i++) {
        thread->phase = PHASES[i];
        thread_put(txn, thread);
        guess(txn, "Export stops", 24, JOINED_NEW);
        g_assert_true(guess(txn, "Re: Export stops", 24, JOINED_GUESS) == thread->id);
    }
    thread->phase = PHASE_SOLVING;
    thread_put(txn, thread);
    g_assert_true(guess(txn, "Export stops", 24, JOINED_GUESS) == thread->id);
    return !store_failed(txn);
}

static void what_was_settled_and_comes_anew_is_a_matter_of_its_own(void **state) {
    support_write(*state, do_open_all, NULL);
    support_write(*state, do_settled, NULL);
}

// --- links of subjects ---

static void check_links(StoreTxn *txn, uint64_t newest, int64_t newest_at, uint64_t other, int64_t other_at) {
    uint64_t thread = 0;
    int64_t at = 0;
    g_assert_true(thread_by_subject(txn, "p@x", "s", &thread, &at));
    g_assert_true(thread == newest && at == newest_at);
    const bool two = thread_by_subject_too(txn, "p@x", "s", &thread, &at);
    g_assert_true(two == (other != 0) && (!two || (thread == other && at == other_at)));
}

static bool do_links(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    uint64_t thread;
    int64_t at;
    g_assert_false(thread_by_subject(txn, "p@x", "s", &thread, &at));
    g_assert_false(thread_by_subject_too(txn, "p@x", "s", &thread, &at));
    thread_link_subject(txn, "p@x", "s", 1, 10);
    check_links(txn, 1, 10, 0, 0);
    thread_link_subject(txn, "p@x", "s", 1, 20);
    thread_link_subject(txn, "P@X", "s", 1, 15); // an older message of the same
    check_links(txn, 1, 20, 0, 0);
    thread_link_subject(txn, "p@x", "s", 2, 30);
    check_links(txn, 2, 30, 1, 20);
    thread_link_subject(txn, "p@x", "s", 3, 5); // history: older than both
    check_links(txn, 2, 30, 1, 20);
    thread_link_subject(txn, "p@x", "s", 3, 25); // between the two
    check_links(txn, 2, 30, 3, 25);
    thread_link_subject(txn, "p@x", "s", 3, 40);
    check_links(txn, 3, 40, 2, 30);
    thread_link_subject(txn, "p@x", "", 9, 50);
    g_assert_false(thread_by_subject(txn, "p@x", "", &thread, &at));
    g_assert_false(thread_by_subject(txn, "q@x", "s", &thread, &at));
    return !store_failed(txn);
}

static void a_subject_keeps_the_two_newest_threads_in_any_order(void **state) {
    support_write(*state, do_links, NULL);
}

// --- what subjects tell ---

typedef struct Subject {
    const char *text;
    bool telling;
} Subject;

static const Subject subjects[] = {
    {"", false},
    {"Export stops", true},
    {"Printer jams on floor 3", true},
    {"Order 4711", true},
    {"Bestellung 4711", true},
    {"4711", false},
    {"4711 4712", false},
    {"INC0048823", true},
    {"Rechnung 2026", false},
    {"Termin am 24.11.2026", false},
    {"Windows 11", false},
    {"Office 365", false},
    {"error 0x80070005", true},
    {"help help help", false},
    {"export export export", false},
    {"Klein und Partner", false}, // who wrote is petra@klein-partner.example
    {"Petra Klein", false},
    {"Kundennummer 880123", false},
    {"Customer number 880123: order 4711", false},
    {"PROBLÈME DE CONNEXION", false},
    {"Zgłoszenie", false},
    {"Dúvida / Fråga", false},
    {"Störung Förderband Halle Nord", true},
    {"!!!!!! ??? ...", false},
    {"🙁🙁🙁", false},
    {"aa bb cc dd", false},
    {"\xff\xff export stops", true}, // subject_fold makes it valid
};

static void subjects_tell_or_do_not(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(subjects); i++) {
        g_autofree char *folded = subject_fold(subjects[i].text);
        if (thread_guess_is_telling(folded, "petra@klein-partner.example") != subjects[i].telling)
            fail_msg("'%s' is taken for %s", subjects[i].text, subjects[i].telling ? "poor" : "telling");
    }
    assert_false(thread_guess_is_telling("export stops \xff", NULL));
    assert_true(thread_guess_is_telling("export stops", "\xff"));
    g_autofree char *all = g_strnfill(1000000, 'x'),
                    *blanks = g_strdelimit(g_strnfill(1000000, 'x'), "x", ' ');
    assert_false(thread_guess_is_telling(all, NULL));
    assert_false(thread_guess_is_telling(blanks, NULL));
}

// --- erased persons ---

static bool do_erase_bob(StoreTxn *txn, void *data, GError **error) {
    (void)data;
    Contact contact;
    g_assert_true(contact_find(txn, "bob@b.example", &contact));
    return store_slot_erase(txn, contact.slot, error);
}

static bool do_resolve_near_bob(StoreTxn *txn, void *data, GError **error) {
    (void)data, (void)error;
    const uint64_t before = GUINT64_TO_BE(id_of(txn, BOB) - (UINT64_C(1) << 24)); // the short id before his
    g_autofree char *id = units_base32_encode((const uint8_t *)&before, 5);
    const ThreadClues clues = {.short_id = id, .person = "ann@a.example", .now = NOON_MONDAY};
    Joined joined;
    g_autofree char *found = NULL;
    g_autoptr(Thread) thread = thread_find(txn, &clues, &joined, &found);
    return thread == NULL && !store_failed(txn);
}

static void a_short_id_does_not_stumble_over_a_stranger_who_was_erased(void **state) {
    Ground *ground = *state;
    support_write(ground, do_open_all, NULL);
    support_write(ground, do_erase_bob, NULL);
    support_read(ground, do_resolve_near_bob, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ground_test(each_step_finds_what_it_should),
        ground_test(colleagues_are_nobody_without_accounts),
        ground_test(a_mail_that_comes_twice_joins_itself_when_the_same_person_wrote_it),
        ground_test(references_that_go_round_are_one_thread_and_early_children_open_their_own),
        ground_test(of_many_references_the_ends_are_looked_at),
        ground_test(a_thousand_references_take_no_time),
        ground_test(hostile_references_and_short_ids),
        ground_test(odd_ids_are_kept_apart_and_shown_on_one_line),
        ground_test(two_threads_of_one_subject_are_not_guessed_between),
        ground_test(what_was_settled_and_comes_anew_is_a_matter_of_its_own),
        ground_test(a_subject_keeps_the_two_newest_threads_in_any_order),
        cmocka_unit_test(subjects_tell_or_do_not),
        ground_test(a_short_id_does_not_stumble_over_a_stranger_who_was_erased),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
