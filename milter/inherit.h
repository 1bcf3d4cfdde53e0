#ifndef EARSHOT_INHERIT_H
#define EARSHOT_INHERIT_H
// A socket that the service manager listens on and hands to each process it
// starts (systemd.socket(5), sd_listen_fds(3)). It outlives us: who connects while
// one process ends and the next begins waits in its queue instead of failing.

// The descriptor passed for "unix:/path", listening, not inherited further; -1 when there is none. Sockets of
// other kinds are not looked for.
int inherit_socket(const char *where);

#endif
