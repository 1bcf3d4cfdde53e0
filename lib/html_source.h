#ifndef EARSHOT_HTML_SOURCE_H
#define EARSHOT_HTML_SOURCE_H
// Internal to html: HTML as mail brings it, made ready for a reader that is
// easily slowed down or misled. Linear in the size.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A copy of valid UTF-8 in which
// - comments, declarations ("<!DOCTYPE>", "<![if !mso]>", "<?xml ?>") and what is never shown (script, style,
//   title, the head) are left out, as browsers do;
// - tags keep only the attributes that html_tag and html_style read, each value at most 4 KB (a picture in a
//   data: URI is larger than all text);
// - elements nest at most 500 deep: tags beyond are left out, their text stays;
// - a "<" that begins no tag is "&lt;", an entity without its semicolon gets it;
// - all stands in a <div>, <html> and <body> are such, too, and their ends are gone: gateways add text
// behind. What never ends is taken for text unless a browser would hide it. The caller owns it.
// *whole tells whether all of it was read: a few hundred thousand tags, or 4 MB beside what is left out, are
// enough, and so is what was read when the monotonic clock passes `deadline` (g_get_monotonic_time; 0 is
// none).
char *html_source_ready(const char *html, size_t size, int64_t deadline, size_t *length,
                        bool *whole) G_GNUC_WARN_UNUSED_RESULT;

#endif
