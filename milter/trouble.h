#ifndef EARSHOT_TROUBLE_H
#define EARSHOT_TROUBLE_H
// Something that goes wrong again and again until its cause is gone. It is
// logged when it begins, when its cause changes, once a minute while it lasts,
// and when it is over; each time with the cause and what to do about it.

#include <glib.h>
#include <stdbool.h>

typedef struct Trouble Trouble;

// `what` is one word for the log ("store", "relay"), `means` says what it does to people ("mail passes
// unheard"), `directory` is where room would help; each is copied and may be NULL but the first.
Trouble *trouble_new(const char *what, const char *means, const char *directory) G_GNUC_WARN_UNUSED_RESULT;
void trouble_free(Trouble *trouble);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Trouble, trouble_free)

// It went wrong, with this cause in words. Any thread. `trouble` NULL is nothing.
void trouble_note(Trouble *trouble, const char *cause);
// It went well. Costs nothing while there is no trouble.
void trouble_end(Trouble *trouble);

// What a person can do about a cause; NULL when nothing can be told. Static.
const char *trouble_advice(const char *cause);

#endif
