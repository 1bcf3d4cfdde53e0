#ifndef EARSHOT_SERVICE_H
#define EARSHOT_SERVICE_H
// How the daemons are started on this machine, for words to its admin.

#include <glib.h>

// "systemctl start earshot-milter" where systemd runs, "service earshot-milter start" where there is an init
// script; else NULL. `verb` is start, restart or reload, `daemon` "milter" or "courier". The caller owns it.
char *service_command(const char *verb, const char *daemon) G_GNUC_WARN_UNUSED_RESULT;

#endif
