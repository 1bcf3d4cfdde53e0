#ifndef EARSHOT_QUOTE_FORM_H
#define EARSHOT_QUOTE_FORM_H
// The forms in which mail programs introduce what they quote, forward or add,
// in en de fr es pt it nl pl sv da no fi ru. Questions about single lines; which lines they are
// asked of, and what follows, is quote.c's. All texts are valid UTF-8 without line end.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

// "On Mon, 1 Feb 2016 at 10:00, Ann <a@b> wrote:", wrapped lines joined by a blank.
typedef enum QuoteIntro {
    QUOTE_INTRO_NONE,
    QUOTE_INTRO_WEAK,   // introduces a quote only when marked lines follow
    QUOTE_INTRO_STRONG, // with verb, time and address: what follows is quoted, marked or not
} QuoteIntro;
QuoteIntro quote_form_intro(const char *joined);
// True when a line can end such an introduction: cheap, asked of every line.
bool quote_form_intro_ends(const char *line, size_t length);
// True for such an introduction with the quote behind it in the same line, as Yahoo's programs write it.
bool quote_form_intro_inline(const char *line, size_t length);
// True when a number like a year of our days stands in it, as programs write dates and people do not.
bool quote_form_has_year(const char *text);
// "10:00", "10.00", "10h00".
bool quote_form_has_time(const char *text);
// True when a line begins as such introductions do ("On ", "Am ", a weekday, a date).
bool quote_form_intro_begins(const char *line, size_t length);

// "-----Original Message-----", "---------- Forwarded message ---------", "Begin forwarded message:".
typedef enum QuoteMarker { QUOTE_MARKER_NONE, QUOTE_MARKER_REPLY, QUOTE_MARKER_FORWARD } QuoteMarker;
QuoteMarker quote_form_marker(const char *line, size_t length);
// "##- Please type your reply above this line -##"; not when somebody speaks of it.
bool quote_form_reply_above(const char *line, size_t length);
// A line of underscores, dashes or equal signs, eight or more.
bool quote_form_rule(const char *line, size_t length);
// Words between dashes on both sides, four or more: "----- Ann <ann@b.example> wrote: -----".
bool quote_form_ruled(const char *line, size_t length);
// A date and an address and no more: "2016/2/1 Ann <a@b>".
bool quote_form_dated_sender(const char *line, size_t length);

// "Sent from my iPhone", "Von meinem iPhone gesendet", "Get Outlook for iOS", "Please consider the
// environment before printing".
bool quote_form_footer(const char *line, size_t length);

// True when somebody speaks of themselves in the line: "I will ...", "gebt mir ...".
bool quote_form_says(const char *line, size_t length);

#endif
