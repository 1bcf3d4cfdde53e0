// Any bytes as HTML: clean text, never more than was asked for, the same twice,
// and what a smaller limit gives is the beginning of what a larger one does.
#include "fuzz.h"
#include "html.h"
#include "plain.h"

enum { LIMIT = 64 * 1024, SMALL = 100 };

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc, (void)argv;
    html_library_start();
    return 0;
}

// By what gives text its colour: an attribute or a style "color", or Outlook's note of one.
static bool may_be_white(const char *html) {
    g_autofree char *lower = g_ascii_strdown(html, -1);
    return strstr(lower, "color") != NULL || strstr(lower, "data-ogsc") != NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autofree char *html = plain_guess((const char *)data, size);
    g_autoptr(HtmlText) whole = html_to_text(html, strlen(html), LIMIT, 0);
    g_autoptr(HtmlText) again = html_to_text(html, strlen(html), LIMIT, 0);
    g_autoptr(HtmlText) start = html_to_text(html, strlen(html), SMALL, 0);
    fuzz_clean(whole->text, 1);
    FUZZ_PROMISE(strlen(whole->text) <= LIMIT && strlen(start->text) <= SMALL);
    FUZZ_PROMISE(strcmp(whole->text, again->text) == 0 && whole->has_image == again->has_image);
    // White text is shown when nothing else is, which a small limit may see otherwise.
    if (!may_be_white(html))
        FUZZ_PROMISE(g_str_has_prefix(whole->text, start->text));
    FUZZ_PROMISE(start->truncated || strcmp(whole->text, start->text) == 0);
    return 0;
}
