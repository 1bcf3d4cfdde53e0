#ifndef EARSHOT_CONFIG_CHECK_H
#define EARSHOT_CONFIG_CHECK_H
// What no single value can tell: keys that are missing or contradict each other. Only config includes this.

#include "config.h"
#include "config_source.h"

// A configuration and the lines it was read from.
typedef struct ConfigCheck {
    const Config *config;
    const GPtrArray *sections; // ConfigSection *
    const ConfigErrors *errors;
} ConfigCheck;

// Contradictions that are wrong for every program.
void config_check_sense(const ConfigCheck *check);
// What the daemons need beyond that to run in the mode given.
void config_check_running(const ConfigCheck *check);
// That the key file is there.
void config_check_key(const ConfigCheck *check);

#endif
