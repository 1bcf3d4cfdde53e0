#ifndef EARSHOT_STORE_URL_H
#define EARSHOT_STORE_URL_H
// What the URL of a store says by itself, without anybody being asked: "lmdb:/directory", or
// "postgresql://user@host:port,host:port/database?key=value&...", as libpq takes it (PostgreSQL 15,
// section 34.1.1.2).

#include <glib.h>
#include <stdbool.h>

// The directory of an lmdb: URL, within it; NULL for a store that is in none.
const char *store_url_directory(const char *url);
bool store_url_is_postgresql(const char *url);

// Whether it is well formed: FATE_CONFIG, as a predicate ("is no store; write ..."), without the URL itself,
// which may hold a password. Whether its keys are such as the server's library knows is not looked at.
bool store_url_check(const char *url, GError **error);
// For people and logs: the directory of an lmdb: URL, else the URL with all passwords replaced by "***",
// also one that is not well formed. The caller owns it.
char *store_url_shown(const char *url) G_GNUC_WARN_UNUSED_RESULT;
// True when a password stands in it.
bool store_url_has_password(const char *url);
// What a key behind the '?' says, decoded; the last where it stands twice. NULL when it is not there, or what
// it says is no text. The caller owns it.
char *store_url_parameter(const char *url, const char *key) G_GNUC_WARN_UNUSED_RESULT;
// The hosts, decoded, in their order (char *): names, addresses, or directories of unix sockets ("/run/x");
// those of the key `host` when it is there, and likewise of `hostaddr`. Empty when none is named: then it is
// up to the library. The caller owns the array.
GPtrArray *store_url_hosts(const char *url) G_GNUC_WARN_UNUSED_RESULT;
// The TCP ports that it names, each once (unsigned), and 5432 where it leaves one out. The caller owns the
// array.
GArray *store_url_ports(const char *url) G_GNUC_WARN_UNUSED_RESULT;

#endif
