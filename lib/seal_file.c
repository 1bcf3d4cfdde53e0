// The steps of a rotation as changes of the key file. Each reads what is there,
// does what is still to be done and is nothing when there is none, so that a rotation
// that was killed begins at its first step again.
#include <string.h>

#include "fault.h"
#include "seal_parts.h"

bool seal_key_create(const char *path, GError **error) {
    g_auto(KeyFile) file = {.single = true, .count = 1, .lines = {{.number = 1, .role = KEY_CURRENT}}};
    SealKey master = seal_key_random();
    memcpy(file.lines[0].key, master.bytes, sizeof master.bytes);
    seal_key_forget(&master);
    return keyfile_create(path, &file, error);
}

// A file of one key becomes one of generations.
static void widen(KeyFile *file) {
    if (!file->single)
        return;
    SealKey names = seal_names_key(file);
    memcpy(file->names, names.bytes, sizeof names.bytes);
    file->single = false;
    seal_key_forget(&names);
}

bool seal_file_offer(const char *path, int64_t now, unsigned *number, GError **error) {
    g_auto(KeyFile) file = {0};
    if (!keyfile_read(path, &file, error))
        return false;
    *number = keyfile_newest(&file);
    if (*number != keyfile_current(&file)->number)
        return true;
    if (file.count == KEYFILE_LINES || *number == KEYFILE_NUMBER_MAX)
        return fault_set(error, FATE_CONFIG,
                         "%s: it has as many generations as it can have: run "
                         "'earshot key rotate --finish' first",
                         path);
    SealKey master = seal_key_random();
    KeyLine *line = &file.lines[file.count++];
    widen(&file);
    *line = (KeyLine){.number = ++*number, .role = KEY_COMING, .at = now};
    memcpy(line->key, master.bytes, sizeof master.bytes);
    seal_key_forget(&master);
    return keyfile_replace(path, &file, error);
}

bool seal_file_switch(const char *path, unsigned number, int64_t now, GError **error) {
    g_auto(KeyFile) file = {0};
    if (!keyfile_read(path, &file, error))
        return false;
    if (keyfile_current(&file)->number == number)
        return true;
    const KeyLine *coming = keyfile_line(&file, number);
    if (coming == NULL || coming->role != KEY_COMING)
        return fault_set(error, FATE_CONFIG, "%s: it has no generation %u", path, number);
    for (size_t i = 0; i < file.count; i++) {
        KeyLine *line = &file.lines[i];
        if (line->role == KEY_CURRENT)
            line->role = KEY_OLD;
        if (line == coming) {
            line->role = KEY_CURRENT;
            line->at = now;
        }
    }
    return keyfile_replace(path, &file, error);
}

// What a line becomes; false when nothing of it stays.
static bool retire(KeyLine *line, int64_t now, int64_t until) {
    if (line->role == KEY_OLD) {
        SealKey master;
        memcpy(master.bytes, line->key, sizeof master.bytes);
        SealKey token = seal_derive(&master, SEAL_USE_TOKEN);
        memcpy(line->key, token.bytes, sizeof token.bytes);
        line->role = KEY_TOKENS;
        line->at = until;
        seal_key_forget(&master);
        seal_key_forget(&token);
    }
    return line->role != KEY_TOKENS || line->at > now;
}

bool seal_file_finish(const char *path, int64_t now, int64_t until, GError **error) {
    g_auto(KeyFile) file = {0};
    if (!keyfile_read(path, &file, error))
        return false;
    size_t kept = 0;
    bool changed = false;
    for (size_t i = 0; i < file.count; i++) {
        const KeyRole role = file.lines[i].role;
        const bool stays = retire(&file.lines[i], now, until);
        changed = changed || !stays || file.lines[i].role != role;
        if (stays)
            file.lines[kept++] = file.lines[i];
    }
    explicit_bzero(&file.lines[kept], (file.count - kept) * sizeof file.lines[0]);
    file.count = kept;
    return !changed || keyfile_replace(path, &file, error);
}
