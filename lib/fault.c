// One error domain for the whole library. The fate is all that callers need to
// tell apart; the message is for people and says what to do where it can.
#include "fault.h"

#include <stdarg.h>
#include <sysexits.h>

GQuark fault_quark(void) {
    return g_quark_from_static_string("earshot-fault");
}

bool fault_set(GError **error, Fate fate, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error_literal(error, FAULT, (int)fate, message);
    return false;
}

Fate fault_fate(const GError *error) {
    return error->domain == FAULT ? (Fate)error->code : FATE_TEMPORARY;
}

int fault_exit_status(const GError *error) {
    switch (fault_fate(error)) {
    case FATE_CONFIG:
        return EX_CONFIG;
    case FATE_PERMANENT:
    case FATE_CORRUPT:
        return EX_DATAERR;
    case FATE_TEMPORARY:
        break;
    }
    return EX_TEMPFAIL;
}
