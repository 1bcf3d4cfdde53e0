#ifndef EARSHOT_NODE_H
#define EARSHOT_NODE_H
// Which of all couriers on a store this one is: a random number that stands in a
// file of what the machine alone has ("node", 16 hexadecimal digits), so that a
// courier that died is known as the same when it starts again, and takes up what it
// had claimed at once. Two that share a number would take each other's mails: the file
// is made on a machine and never copied to another.

#include <glib.h>
#include <stdint.h>

// That of this directory, made at the first time; the caller holds the courier's lock. What is damaged is
// made anew: claims of before then wait for the end of their lease. Never 0. *why is set (and the caller's)
// when the number could not be kept and holds for this process alone.
uint64_t node_number(const char *directory, char **why) G_GNUC_WARN_UNUSED_RESULT;

#endif
