#ifndef EARSHOT_LOG_ADDRESS_H
#define EARSHOT_LOG_ADDRESS_H
// How addresses show in log lines ([log] addresses): `full`, as they are;
// `domain`, "@example.org"; `hash`, "~k3v5qj2a", the same for the same address for as
// long as the key is. log.c sends every line through here, so that none goes round
// it, not even one that stands in a relay's reply.

#include <glib.h>
#include <stdint.h>
#include "config.h"

enum { LOG_KEY_BYTES = 32 };

// From now on; any thread. `domain` until then.
void log_set_addresses(LogAddresses policy);
// The key of the hashes. The first that is given holds; until then it is one of this process alone.
void log_set_key(const uint8_t key[static LOG_KEY_BYTES]);

// An address as the value of a field: by the policy; "<>" for the null sender, "-" for NULL; what could end
// the field or begin another (blanks, quotes, '=', control characters, what is not ASCII) as %XX; cut at 200
// bytes. The caller owns it.
char *log_address(const char *address) G_GNUC_WARN_UNUSED_RESULT;

// The line with the policy done to all addresses in it. The caller owns it. For log.c alone.
char *log_address_mask(const char *line) G_GNUC_WARN_UNUSED_RESULT;

#endif
