#ifndef EARSHOT_KEYFILE_H
#define EARSHOT_KEYFILE_H
// The key file as text. A new one is a single line, one master key; the first
// rotation makes it a file of generations:
//
//   earshot-key-2
//   names BASE32                                    by what records are found; stays
//   key 1 2026-01-01T00:00:00Z old BASE32           opens what it sealed, until the rotation is finished
//   key 2 2026-11-23T10:00:00Z current BASE32       seals; in force since then
//   tokens 0 2026-12-01T00:00:00Z BASE32            of a generation that is gone: known until then
//
// Blank lines and those that begin with # count for nothing. What is read is checked: one "current" key,
// "coming" ones only behind it, "old" ones only before it, each number once. No error tells a key.

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum KeyRole {
    KEY_OLD,     // opens, seals nothing any more
    KEY_CURRENT, // seals
    KEY_COMING,  // everybody is to have it before anything is sealed with it
    KEY_TOKENS   // no master: tokens that it made are known for a while
} KeyRole;

enum { KEYFILE_LINES = 16, KEYFILE_NUMBER_MAX = 65535 };

typedef struct KeyLine {
    unsigned number; // from 1
    KeyRole role;
    int64_t at; // in force since; KEY_TOKENS: known until. Microseconds; 0: unknown
    uint8_t key[32];
} KeyLine;

typedef struct KeyFile {
    bool single;       // one master key and no name's: as `earshot key init` makes it
    uint8_t names[32]; // unless single
    size_t count;
    KeyLine lines[KEYFILE_LINES];
} KeyFile;
// Overwrites all of it.
void keyfile_clear(KeyFile *file);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KeyFile, keyfile_clear)

// FATE_CONFIG, with the line and what to do: unreadable, for others to read (more than 0640), no key file.
bool keyfile_read(const char *path, KeyFile *file, GError **error);
// Makes a new one with mode 0600, durable; fails when there is one (FATE_CONFIG).
bool keyfile_create(const char *path, const KeyFile *file, GError **error);
// Puts another in its place, at once and durably, with the owner and mode of the one that is there.
// FATE_CONFIG when that cannot be.
bool keyfile_replace(const char *path, const KeyFile *file, GError **error);

// The line of that number; NULL when there is none. Of a token's and a key's the key's.
const KeyLine *keyfile_line(const KeyFile *file, unsigned number);
// The one that seals.
const KeyLine *keyfile_current(const KeyFile *file);
// The highest number of a key.
unsigned keyfile_newest(const KeyFile *file);

#endif
