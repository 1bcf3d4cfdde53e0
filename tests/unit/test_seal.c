// Keys, hashes, sealed records and tokens: what is changed, moved or forged in
// any one place does not pass.
#include "support.h"

#include <sys/stat.h>

enum { WRAP = SEAL_WRAPPED_SIZE };

static int start(void **state) {
    (void)state;
    return seal_library_start(NULL) ? 0 : 1;
}

// --- the key file ---

typedef struct KeyFile {
    char *directory, *path;
} KeyFile;

static int key_file_setup(void **state) {
    KeyFile *file = g_new0(KeyFile, 1);
    file->directory = g_dir_make_tmp("earshot-test-XXXXXX", NULL);
    file->path = g_build_filename(file->directory, "key", NULL);
    *state = file;
    return 0;
}

static int key_file_teardown(void **state) {
    KeyFile *file = *state;
    support_remove(file->directory);
    g_free(file->directory);
    g_free(file->path);
    g_free(file);
    return 0;
}

static void a_new_key_is_for_its_owner_alone(void **state) {
    const KeyFile *file = *state;
    const mode_t before = umask(0);
    const bool made = seal_key_create(file->path, NULL);
    umask(before);
    assert_true(made);
    struct stat status;
    assert_int_equal(stat(file->path, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0600);
    g_autoptr(Seal) seal = seal_open(file->path, NULL);
    assert_non_null(seal);
}

static void a_key_is_never_replaced(void **state) {
    const KeyFile *file = *state;
    assert_true(seal_key_create(file->path, NULL));
    g_autofree char *before = NULL, *after = NULL;
    assert_true(g_file_get_contents(file->path, &before, NULL, NULL));
    g_autoptr(GError) error = NULL;
    assert_false(seal_key_create(file->path, &error));
    support_assert_fate(error, FATE_CONFIG);
    assert_true(g_file_get_contents(file->path, &after, NULL, NULL));
    assert_string_equal(before, after);
}

static void modes_of_the_key_file(void **state) {
    const KeyFile *file = *state;
    static const struct {
        mode_t mode;
        bool fine;
    } cases[] = {{0600, true},  {0400, true},  {0640, true},  {0440, true},  {0644, false}, {0660, false},
                 {0604, false}, {0620, false}, {0602, false}, {0601, false}, {0666, false}, {0777, false}};
    assert_true(seal_key_create(file->path, NULL));
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        assert_int_equal(chmod(file->path, cases[i].mode), 0);
        g_autoptr(Seal) seal = seal_open(file->path, &error);
        if ((seal != NULL) != cases[i].fine)
            fail_msg("mode %o: %s", (unsigned)cases[i].mode, seal != NULL ? "opened" : error->message);
        if (!cases[i].fine)
            support_assert_fate(error, FATE_CONFIG);
    }
}

static void what_is_no_key_file(void **state) {
    const KeyFile *file = *state;
    static const char *const texts[] = {
        "",
        "earshot-key-1 ",
        "earshot-key-1 abc\n",
        "earshot-key-2 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
        "earshot-key-1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
        "earshot-key-1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
        "earshot-key-1 aaaaaaaaaaaaaaaaaaaaaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaa\n",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        assert_true(g_file_set_contents_full(file->path, texts[i], -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
        if (seal_open(file->path, &error) != NULL)
            fail_msg("opened '%s'", texts[i]);
        support_assert_fate(error, FATE_CONFIG);
        assert_null(strstr(error->message, "aaaa")); // no error tells a key
    }
    g_autoptr(GError) error = NULL;
    assert_null(seal_open("/nonexistent/key", &error));
    support_assert_fate(error, FATE_CONFIG);
    g_clear_error(&error);
    assert_int_equal(chmod(file->directory, 0700), 0);
    assert_null(seal_open(file->directory, &error));
    support_assert_fate(error, FATE_CONFIG);
}

// --- hashes ---

static void labels_and_keys_keep_hashes_apart(void **state) {
    (void)state;
    g_autoptr(Seal) one = support_seal(1), other = support_seal(2);
    const SealHash hash = seal_hash_string(one, "contact", "ann@a.example");
    const SealHash again = seal_hash_string(one, "contact", "ann@a.example");
    assert_memory_equal(&hash, &again, sizeof hash);
    const SealHash different[] = {seal_hash_string(one, "subject", "ann@a.example"),
                                  seal_hash_string(other, "contact", "ann@a.example"),
                                  seal_hash_string(one, "contact", "ann@a.exampl"),
                                  seal_hash_string(one, "contac", "tann@a.example")};
    for (size_t i = 0; i < G_N_ELEMENTS(different); i++)
        assert_memory_not_equal(&hash, &different[i], sizeof hash);
    const SealHash nothing = seal_hash(one, "contact", NULL, 0);
    assert_memory_not_equal(&hash, &nothing, sizeof hash);
}

// --- sealed records ---

static void sealed_records_open_only_as_they_were_closed(void **state) {
    (void)state;
    static const char NAME[] = "table/key", PLAIN[] = "ann@a.example wrote";
    const SealKey key = {{1}}, other = {{2}};
    g_autoptr(GBytes) sealed = seal_close(&key, NAME, sizeof NAME, PLAIN, sizeof PLAIN);
    gsize size;
    const uint8_t *data = g_bytes_get_data(sealed, &size);
    g_autoptr(GBytes) plain = seal_unseal(&key, NAME, sizeof NAME, data, size, NULL);
    assert_memory_equal(g_bytes_get_data(plain, NULL), PLAIN, sizeof PLAIN);
    assert_int_equal(g_bytes_get_size(plain), sizeof PLAIN);
    assert_null(memmem(data, size, "ann", 3));
    g_autoptr(GError) error = NULL;
    assert_null(seal_unseal(&other, NAME, sizeof NAME, data, size, &error));
    support_assert_fate(error, FATE_CORRUPT);
    assert_null(seal_unseal(&key, "table/kez", sizeof NAME, data, size, NULL));
    assert_null(seal_unseal(&key, NAME, sizeof NAME - 1, data, size, NULL));
    assert_null(seal_unseal(&key, NULL, 0, data, size, NULL));
    for (size_t part = 0; part < size; part++) {
        g_autofree uint8_t *cut = g_memdup2(data, part);
        assert_null(seal_unseal(&key, NAME, sizeof NAME, cut, part, NULL));
    }
    for (size_t bit = 0; bit < size * 8; bit++) {
        g_autofree uint8_t *changed = g_memdup2(data, size);
        changed[bit / 8] ^= (uint8_t)(1U << bit % 8);
        assert_null(seal_unseal(&key, NAME, sizeof NAME, changed, size, NULL));
    }
}

static void equal_records_look_different(void **state) {
    (void)state;
    const SealKey key = {{1}};
    g_autoptr(GBytes) one = seal_close(&key, "n", 1, "same", 4), two = seal_close(&key, "n", 1, "same", 4);
    assert_false(g_bytes_equal(one, two));
}

static void an_empty_record_can_be_sealed(void **state) {
    (void)state;
    const SealKey key = {{1}};
    g_autoptr(GBytes) sealed = seal_close(&key, "n", 1, NULL, 0);
    gsize size;
    const uint8_t *data = g_bytes_get_data(sealed, &size);
    g_autoptr(GBytes) plain = seal_unseal(&key, "n", 1, data, size, NULL);
    assert_non_null(plain);
    assert_int_equal(g_bytes_get_size(plain), 0);
}

static void wrapped_keys_unwrap_only_under_their_master(void **state) {
    (void)state;
    g_autoptr(Seal) one = support_seal(1), other = support_seal(2);
    const SealKey key = seal_key_random();
    SealKey found;
    uint8_t wrapped[WRAP];
    assert_false(seal_key_wrap(one, 2, &key, wrapped)); // there is none
    assert_true(seal_key_wrap(one, 1, &key, wrapped));
    assert_null(memmem(wrapped, WRAP, key.bytes, 8));
    assert_true(seal_key_unwrap(one, 1, wrapped, &found));
    assert_memory_equal(&key, &found, sizeof key);
    assert_false(seal_key_unwrap(other, 1, wrapped, &found));
    for (size_t i = 0; i < WRAP; i++) {
        wrapped[i] ^= 1;
        assert_false(seal_key_unwrap(one, 1, wrapped, &found));
        wrapped[i] ^= 1;
    }
}

// --- tokens ---

static void tokens_carry_their_number(void **state) {
    (void)state;
    g_autoptr(Seal) seal = support_seal(1);
    static const uint64_t ids[] = {0, 1, 0x8000000000000000U, UINT64_MAX, 0x0123456789abcdefU};
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        g_autofree char *token = seal_token(seal, "thread", ids[i]);
        g_autofree char *upper = g_ascii_strup(token, -1);
        uint64_t id = ~ids[i];
        assert_int_equal(strlen(token), SEAL_TOKEN_LENGTH);
        assert_int_equal(strspn(token, "abcdefghijklmnopqrstuvwxyz234567"), SEAL_TOKEN_LENGTH);
        assert_true(seal_token_check(seal, "thread", token, &id));
        assert_true(id == ids[i]);
        assert_true(seal_token_check(seal, "thread", upper, &id)); // MTAs change the case
    }
}

static void forged_tokens_are_refused(void **state) {
    (void)state;
    static const char ALPHABET[] = "abcdefghijklmnopqrstuvwxyz234567";
    g_autoptr(Seal) seal = support_seal(1), other = support_seal(2);
    g_autofree char *token = seal_token(seal, "thread", 77);
    uint64_t id = 5;
    for (size_t i = 0; i < SEAL_TOKEN_LENGTH; i++)
        for (const char *c = ALPHABET; *c != '\0'; c++) {
            g_autofree char *changed = g_strdup(token);
            changed[i] = *c;
            if (*c != token[i] && seal_token_check(seal, "thread", changed, &id))
                fail_msg("%s passes for %s", changed, token);
        }
    assert_false(seal_token_check(seal, "receipt", token, &id));
    assert_false(seal_token_check(seal, "", token, &id));
    assert_false(seal_token_check(other, "thread", token, &id));
    g_autofree char *longer = g_strconcat(token, "a", NULL), *shorter = g_strndup(token, 23);
    static const char *const odd[] = {"", "a", "++++++++++++++++++++++++", "aaaaaaaaaaaaaaaaaaaaaaa\xff",
                                      "aaaaaaaaaaaaaaaaaaaaaaa "};
    assert_false(seal_token_check(seal, "thread", longer, &id));
    assert_false(seal_token_check(seal, "thread", shorter, &id));
    for (size_t i = 0; i < G_N_ELEMENTS(odd); i++)
        assert_false(seal_token_check(seal, "thread", odd[i], &id));
    assert_true(id == 5); // nothing of a forged token is handed on
}

static void a_token_is_found_wherever_it_stands(void **state) {
    (void)state;
    g_autoptr(Seal) seal = support_seal(1);
    g_autofree char *token = seal_token(seal, "thread", 77), *second = seal_token(seal, "thread", 78);
    g_autofree char *of_another_kind = seal_token(seal, "loop", 79);
    const struct {
        const char *name, *before, *token, *behind;
        unsigned tries;
        bool found;
    } cases[] = {
        {"alone", "", token, "", 1, true},
        {"in an address", "support+", token, "@example.test", 2, true},
        {"behind one that is none", "aaaaaaaaaaaaaaaaaaaaaaaa ", token, "", 2, true},
        {"behind more than may be tried", "aaaaaaaaaaaaaaaaaaaaaaaa ", token, "", 1, false},
        {"before another", "<", token, ">", 9, true},
        {"part of a longer word", "x", token, "", 9, false},
        {"of another kind", "", of_another_kind, "", 9, false},
        {"no try", "", token, "", 0, false},
        {"nothing", "", "", "", 9, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SealSearch search = {.kind = "thread", .tries = cases[i].tries};
        g_autofree char *text = g_strconcat(cases[i].before, cases[i].token, cases[i].behind, NULL);
        g_autofree char *more = g_strconcat(text, " ", cases[i].found ? second : "", NULL);
        const bool found = seal_token_search(seal, &search, more, strlen(more));
        if (found != cases[i].found || (found && (search.id != 77 || search.at != strlen(cases[i].before))))
            fail_msg("%s: %d, %u at %zu", cases[i].name, found, (unsigned)search.id, search.at);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_key_is_for_its_owner_alone, key_file_setup, key_file_teardown),
        cmocka_unit_test_setup_teardown(a_key_is_never_replaced, key_file_setup, key_file_teardown),
        cmocka_unit_test_setup_teardown(modes_of_the_key_file, key_file_setup, key_file_teardown),
        cmocka_unit_test_setup_teardown(what_is_no_key_file, key_file_setup, key_file_teardown),
        cmocka_unit_test(labels_and_keys_keep_hashes_apart),
        cmocka_unit_test(sealed_records_open_only_as_they_were_closed),
        cmocka_unit_test(equal_records_look_different),
        cmocka_unit_test(an_empty_record_can_be_sealed),
        cmocka_unit_test(wrapped_keys_unwrap_only_under_their_master),
        cmocka_unit_test(tokens_carry_their_number),
        cmocka_unit_test(forged_tokens_are_refused),
        cmocka_unit_test(a_token_is_found_wherever_it_stands),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
