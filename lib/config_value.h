#ifndef EARSHOT_CONFIG_VALUE_H
#define EARSHOT_CONFIG_VALUE_H
// The types of values in the configuration, by the names that the table of
// keys gives them: "duration", "size", "address list", "yes | no", ...
// Only config includes this.

#include <glib.h>
#include <stdbool.h>

// Reads a value into the field at `target`, whose C type goes with the type. FATE_CONFIG says what is wrong
// and how to write it. An empty value leaves texts NULL and lists empty, and is an error for all else.
bool config_value_parse(const char *type, const char *value, void *target, GError **error);
// True when there is a type of that name.
bool config_value_is_type(const char *type);

#endif
