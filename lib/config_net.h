#ifndef EARSHOT_CONFIG_NET_H
#define EARSHOT_CONFIG_NET_H
// Is it a host name, a socket, a relay? By their form alone. Only config includes this.

#include <stdbool.h>

// Letters, digits, '-' and '_' in labels between dots; an IPv4 address is one too.
bool config_net_is_host(const char *text);
// "unix:/path" that fits a socket, or "inet:port@host".
bool config_net_is_socket(const char *text);
// One that only this machine reaches: "unix:/path", or "inet:port@" and 127.x.y.z, ::1 or localhost.
bool config_net_is_loopback(const char *text);
// "smtp://host", "smtps://host:port", "smtp://[2001:db8::1]:25"; no user, no path.
bool config_net_is_relay(const char *text);

#endif
