#ifndef EARSHOT_THREAD_GUESS_H
#define EARSHOT_THREAD_GUESS_H
// Private to thread_find: which subjects say enough to guess a conversation by.
// Pure.

#include <stdbool.h>

// True when a subject says what it is about: the same person who uses it again within two weeks, without a
// reply prefix, writes of the same matter. `folded` as subject_fold gives it, `person` the addr-spec of who
// wrote. It takes two different words of substance, or a number of four digits and a word beside it.
//
// No substance have: words of two letters; what stands in the subjects of all support mail, in nine languages
// ("question", "urgent", "invoice", "login", "order", "error"), and what tasks that come again and again are
// called ("new user", "monthly report"); what stands in the person's own address, since many write their
// company's name or their own. A year is no number, and no number counts in a subject that speaks of a
// customer number or a contract: those are the same every time.
bool thread_guess_is_telling(const char *folded, const char *person);

#endif
