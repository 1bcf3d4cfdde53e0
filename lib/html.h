#ifndef EARSHOT_HTML_H
#define EARSHOT_HTML_H
// HTML to text as a reader sees it: blocks become lines, <br> a line end,
// lists "- " or "1. ", short rows of tables a line each. Hidden text is left
// out: style, script, head, comments, display:none, fonts too small to read,
// text in the colour of its ground (html_style.h); white text on a ground that
// nobody named is read where there is no other. Quoted parts are marked as in
// plain mail: each line inside <blockquote>, or a client's quote container
// (gmail_quote, divRplyFwdMsg, ...), begins with "> ".

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct HtmlText {
    char *text;     // valid UTF-8, LF
    bool truncated; // the byte or time budget ended it early; what was read so far stands
    bool has_image; // an <img> that can be seen (cid: or data:, not a 1x1 pixel)
} HtmlText;

// Once, before threads start.
void html_library_start(void);

// `html` is UTF-8. Ends at `limit` bytes of output or when the monotonic clock passes `deadline`
// (g_get_monotonic_time; 0 is none). The work is linear in the size (html_source.h); the deadline is looked
// at at every 64th tag, and between chunks of 8 KB.
HtmlText *html_to_text(const char *html, size_t size, size_t limit,
                       int64_t deadline) G_GNUC_WARN_UNUSED_RESULT;
void html_text_free(HtmlText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HtmlText, html_text_free)

#endif
