#ifndef EARSHOT_CTL_SETUP_LIST_H
#define EARSHOT_CTL_SETUP_LIST_H
// Lists as Postfix writes them: elements parted by commas and white space, where what stands in braces is
// one element (postconf(5): smtpd_milters, transport_maps). Elements are kept as the admin wrote them.

#include <glib.h>
#include <stdbool.h>

// The elements of a value (char *); none of NULL. The caller owns the array.
GPtrArray *setup_list_of(const char *value) G_GNUC_WARN_UNUSED_RESULT;

// What an element leads to: its first word without a brace. "{ unix:a, default_action=accept }" gives
// "unix:a". The caller owns it.
char *setup_list_address(const char *element) G_GNUC_WARN_UNUSED_RESULT;

// The index of the element with that text, white space apart, or -1.
int setup_list_find(const GPtrArray *list, const char *element);

// The list as a value. `tight` writes it without white space, as master.cf wants values of -o (postconf -P
// refuses others), which means the same. The caller owns it.
char *setup_list_text(const GPtrArray *list, bool tight) G_GNUC_WARN_UNUSED_RESULT;

#endif
