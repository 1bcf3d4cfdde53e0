#ifndef EARSHOT_FAULT_H
#define EARSHOT_FAULT_H
// Errors and their fates. Every function of the library that can fail takes a
// GError ** and sets an error of this domain; its code says what becomes of
// the work, so that callers map it once: to an SMFIS_*, to defer or bury, to
// an exit status.

#include <glib.h>
#include <stdbool.h>

typedef enum Fate {
    FATE_TEMPORARY = 1, // trying again later may succeed: store busy, relay down
    FATE_PERMANENT,     // trying again gives the same: a message nobody can parse
    FATE_CONFIG,        // a person must mend the configuration or the installation
    FATE_CORRUPT,       // what is stored is damaged or not ours
} Fate;

#define FAULT (fault_quark())
GQuark fault_quark(void);

// Sets *error (when error is not NULL) and returns false, always: `return fault_set(...)`.
bool fault_set(GError **error, Fate fate, const char *format, ...) G_GNUC_PRINTF(3, 4);

// The fate of an error; errors of foreign domains (GIO's) count as temporary.
Fate fault_fate(const GError *error);

// The exit status of sysexits.h for a program that ends with this error.
int fault_exit_status(const GError *error);

#endif
