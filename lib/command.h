#ifndef EARSHOT_COMMAND_H
#define EARSHOT_COMMAND_H
// The grammar of commands by reply (RECOVERY.md section 4). A command is a line
// of the newly written text that begins with '#' and a letter:
//
//     #VERB [NUMBER or THREAD] [WORDS] [KEY=VALUE or KEY="VALUE WITH BLANKS"]...
//
// NUMBER is that of the digest ("#ack 3"), THREAD the id of a conversation; in
// answer to an alert both may be left out. Verbs and keys in any case, quotes
// straight or curly. A value in quotes may go on in the next lines, and a line
// that begins with KEY= goes on with the command before it, since mail programs wrap. Blanks behind '#', as
// phones put them, are passed over when the rest is well formed; else it is a heading. Pure.
//
//     #ack                        I see to it: no more warnings of it, and the digest says so
//     #phase WORD                 where it stands: discovery, solving or follow-up
//     #promise 2026-12-01 [14:00] WORDS
//                                 what we promised them by then (local time; also 1.12.2026)
//     #problem P12 [title="..."]  its cause, by the name you give it
//     #choices 1="what; what it costs; by when" 2="..."
//                                 what they may choose from, sent to them: two to six, each with three parts
//     #no reason="..." alternative="..."
//                                 a no, sent to them; both are needed
//     #bad-news text="..." goodwill="..."
//                                 sent to them, with a token of goodwill, or goodwill="none because ...",
//                                 of which they are told nothing
//     #invite what="..." [release=4.3-beta]
//                                 they may try the mending of their problem before all others
//     #undo                       takes back what was last to be sent to them, while it waits
//     #fixed P12 release=4.3      the cause is mended: all who reported it are told
//     #undo P12                   stops that
//     #understood P12             you know what causes it
//     #close                      done
//     #not-an-escalation          it was heard too high: a concern from now on
//     #why                        what made it this level; changes nothing

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "grant.h"

typedef enum CommandVerb { // on disk (audit.h, journal.h): append only
    COMMAND_ACK,
    COMMAND_PHASE,
    COMMAND_PROMISE,
    COMMAND_PROBLEM,
    COMMAND_CHOICES,
    COMMAND_NO,
    COMMAND_FIXED,
    COMMAND_CLOSE,
    COMMAND_NOT_AN_ESCALATION,
    COMMAND_WHY,
    COMMAND_UNKNOWN,
    COMMAND_BAD_NEWS,
    COMMAND_INVITE,
    COMMAND_UNDO,
    COMMAND_UNDERSTOOD,
    COMMAND_CHOSEN, // in the journal alone: the customer's answer to choices
    COMMAND_ERASED, // in the audit log alone: a person was erased, by hand (erase.h)
    COMMAND_VERBS
} CommandVerb;
const char *command_verb_name(CommandVerb verb); // "ack", ...; "unknown"
const char *command_example(CommandVerb verb);   // how to write it; of an unknown one, #ack

typedef struct CommandPair {
    char *key; // lower case
    char *value;
} CommandPair;
void command_pair_free(void *pair);

typedef struct CommandMoment { // of #promise, local time
    int year, month, day;
    int hour, minute; // hour -1: none given
} CommandMoment;

typedef struct Command {
    CommandVerb verb;
    char *line;           // as written, plain, at most 500 characters
    unsigned number;      // of the digest, 0: not given
    uint64_t thread;      // given by its id; 0: not given
    GPtrArray *words;     // char *, behind these two; of #promise without its moment
    GPtrArray *pairs;     // CommandPair *
    CommandMoment moment; // of #promise; the day may be none of the calendar (31 June)
    const char *wrong; // why it cannot be done as written: "verb", "words", ... (the phrases orders-not.*);
                       // NULL when it is well formed
} Command;

enum {
    COMMAND_MOST = 20,      // of one mail; the next stands for all others and is wrong
    COMMAND_NAME_MOST = 40, // characters of a problem's or a release's name
    COMMAND_CHOICES_MOST = 6,
    COMMAND_PARTS = 3, // of a choice: what, what it costs, by when
};

GrantClass command_class(const Command *command); // what a grant must allow for it
bool command_is_beyond(const Command *command);   // is about a problem, and no conversation

// All such lines of the text (Command *, freed with the list).
GPtrArray *command_read(const char *newly_written) G_GNUC_WARN_UNUSED_RESULT;
// The parts of a choice, parted by "|", else by ";", else by just two ",", into `parts`, which the caller
// frees. False, with nothing to free, when there are more or fewer, or an empty one.
bool command_choice(const char *value, char *parts[COMMAND_PARTS]);
// "none because ...": what stands behind it, borrowed; NULL for a token of goodwill. "" for none without a
// reason.
const char *command_no_goodwill(const char *goodwill);
const char *command_pair(const Command *command, const char *key); // or NULL
// True for a name of a problem or a release: letters, digits, "-", "_" and ".", at most COMMAND_NAME_MOST.
bool command_is_name(const char *text);

#endif
