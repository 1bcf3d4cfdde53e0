#ifndef EARSHOT_LOG_H
#define EARSHOT_LOG_H
// The one place that logs: a line an event, the queue id first, then
// key=value; what is free text in quotes, or at the end behind ": ". Never content
// or subjects of mail; addresses by the policy of log_address.h, whichever way they
// came into the line. Any thread may log.

#include <glib.h>
#include <stdbool.h>
#include "log_address.h"

typedef enum LogLevel { LOG_LEVEL_ERROR, LOG_LEVEL_WARNING, LOG_LEVEL_NOTICE, LOG_LEVEL_INFO } LogLevel;

#define LOG_NO_QUEUE "NOQUEUE" // for a message whose queue id is not known yet

// Called once, before threads. To syslog (facility mail) or, with an RFC 3339 time in front, to stderr.
// `program` is kept, not copied.
void log_open(const char *program, bool to_stderr);

// `queue` is the MTA's queue id, or NULL for what concerns no message. What is not printable becomes '?', and
// a line ends after 1,000 bytes, so that nothing that came by mail can forge a second line.
void log_event(LogLevel level, const char *queue, const char *format, ...) G_GNUC_PRINTF(3, 4);

// A value that may hold blanks or quotes, as it stands behind key=: in double quotes, those within and '\'
// escaped by '\', cut after 300 bytes. NULL is "-". The caller owns it.
char *log_quote(const char *value) G_GNUC_WARN_UNUSED_RESULT;
// The same for a name that mostly needs no quotes, and has none then.
char *log_word(const char *value) G_GNUC_WARN_UNUSED_RESULT;

// event=EVENT cause="the error's words".
void log_failure(LogLevel level, const char *queue, const char *event, const GError *error);

#endif
