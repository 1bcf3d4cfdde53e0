#ifndef EARSHOT_PHASE_H
#define EARSHOT_PHASE_H
// The phases of a conversation (RECOVERY.md section 1) and what moves it from
// one to another, as a table. Pure.

#include <stdbool.h>

typedef enum Phase { PHASE_DISCOVERY, PHASE_SOLVING, PHASE_FOLLOW_UP, PHASE_CLOSED, PHASE_COUNT } Phase;
const char *phase_name(Phase phase); // "discovery", "solving", "follow-up", "closed"
bool phase_parse(const char *name, Phase *phase);

typedef enum PhaseMove {
    PHASE_CUSTOMER_WRITES,  // something that wants an answer
    PHASE_CUSTOMER_CONTENT, // only thanks, or word that it is solved
    PHASE_PERSON_REPLIES,   // a person of ours
    PHASE_MACHINE_WRITES,   // theirs or ours
    PHASE_MOVES
} PhaseMove;

// The phase after the move. Closed and follow-up are reached by hand or by content alone; a customer who
// writes again opens what was closed.
Phase phase_after(Phase phase, PhaseMove move);

#endif
