// Any bytes as a message, and where they are none as a plain body: what its
// writer newly wrote is clean, ends in words, and is the same each time.
#include "fuzz.h"
#include "html.h"
#include "plain.h"
#include "text.h"

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc, (void)argv;
    message_library_start();
    html_library_start();
    return 0;
}

static void check(const Text *text) {
    fuzz_clean(text->body, 1);
    fuzz_ends_in_words(text->body);
    fuzz_clean(text->subject, 0);
}

static void read_message(const Message *message) {
    g_autoptr(Text) text = text_extract(message, 0), again = text_extract(message, 0);
    check(text);
    FUZZ_PROMISE(strcmp(text->body, again->body) == 0 && strcmp(text->subject, again->subject) == 0);
    FUZZ_PROMISE(text->has_quote == again->has_quote && text->has_signature == again->has_signature &&
                 text->forwarded == again->forwarded && text->has_image == again->has_image &&
                 text->has_attachment == again->has_attachment && text->truncated == again->truncated);
}

static void read_plain(const uint8_t *data, size_t size) {
    g_autofree char *plain = plain_guess((const char *)data, size);
    plain_clean(plain);
    bool quote = false, signature = false;
    g_autofree char *own = text_newly_written(plain, &quote, &signature);
    fuzz_clean(own, 1);
    fuzz_ends_in_words(own);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(GBytes) bytes = g_bytes_new_static(data, size);
    g_autoptr(Message) message = message_parse(bytes, NULL);
    if (message != NULL)
        read_message(message);
    read_plain(data, size);
    return 0;
}
