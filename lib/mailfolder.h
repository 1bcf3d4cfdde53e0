#ifndef EARSHOT_MAILFOLDER_H
#define EARSHOT_MAILFOLDER_H
// Stored mail, message by message: an mbox file (RFC 4155; "From " lines, one '>'
// taken off lines that begin with '>'s and "From ") or a Maildir (cur and new, and the folders
// below that have them; drafts left out). What a final delivery or a mail reader put into the
// file is not ours to judge. Files are opened for reading only and may be larger than memory;
// kept are 32 bytes a message, and of a Maildir its names.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct MailFolder MailFolder;

#define MAILFOLDER_MOST 10000000 // messages

// Looks through the folder and sorts what is in it by date: that of Date, else of the newest Received, else
// of the "From " line or the file; then by place, so the order is the same each time. Before 1990, or more
// than a day after `now`, is no date. FATE_CONFIG when it is neither kind of folder, or has more than
// MAILFOLDER_MOST.
MailFolder *mailfolder_open(const char *path, int64_t now, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mailfolder_free(MailFolder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MailFolder, mailfolder_free)

size_t mailfolder_count(const MailFolder *folder);
// The date by which message `number` (from 0) is sorted, 0 when it has none: these come first.
int64_t mailfolder_date(const MailFolder *folder, size_t number);
// Where it stands, for people: "FILE, message 17" or the path. Borrowed until the next call.
const char *mailfolder_place(MailFolder *folder, size_t number);
// Its bytes, at most `limit` of them; NULL and FATE_TEMPORARY when it cannot be read any more.
GBytes *mailfolder_message(const MailFolder *folder, size_t number, size_t limit,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
