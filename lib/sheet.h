#ifndef EARSHOT_SHEET_H
#define EARSHOT_SHEET_H
// A page of HTML that needs nothing else: no scripts, no pictures or styles
// from elsewhere, and it says so to the browser. Light, dark and on paper.
// Elements close by themselves in the right order, and whatever text is put in,
// with whatever in it, shows as text. The look is conf/notes/sheet.css.

#include <glib.h>
#include <stdint.h>

typedef struct Sheet Sheet;

// `language` is ISO 639-1; the title is also the name of the window.
Sheet *sheet_new(const char *language, const char *title) G_GNUC_WARN_UNUSED_RESULT;
void sheet_free(Sheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sheet, sheet_free)
// Closes what is open and gives the page. The caller owns it; nothing more can be put.
char *sheet_take(Sheet *sheet) G_GNUC_WARN_UNUSED_RESULT;

// Opens an element: what follows stands in it until it is closed. Tags and names of attributes are fixed
// strings of ours, and kept, not copied. Elements without an end ("br") are not among them.
void sheet_open(Sheet *sheet, const char *tag);
// The same with a class; NULL for none.
void sheet_open_as(Sheet *sheet, const char *tag, const char *class);
// Attributes of the element that was opened last, before anything stands in it.
void sheet_set(Sheet *sheet, const char *name, const char *value);
void sheet_set_number(Sheet *sheet, const char *name, int64_t value);
// Control characters, and marks that turn the direction of what follows, are left out; NULL is nothing.
void sheet_text(Sheet *sheet, const char *text);
void sheet_printf(Sheet *sheet, const char *format, ...) G_GNUC_PRINTF(2, 3);
void sheet_close(Sheet *sheet);
// An element with nothing but a text in it.
void sheet_put(Sheet *sheet, const char *tag, const char *class, const char *text);

#endif
