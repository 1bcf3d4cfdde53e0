// The order is what makes it safe: the note lies beside main.cf before a file
// changes, the files are made by postconf on copies and put in their place by
// a rename each. Whoever is killed in between leaves files that are either as
// before or as after, and a note that knows both.
#include "ctl_setup_note.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ctl_setup_files.h"
#include "ctl_setup_list.h"
#include "fault.h"

#define SETUP_NOTE "earshot.undo"
#define SETUP_STAGE "earshot.undo.new"

// --- the note as a file ---

static void free_edit(void *edit) {
    setup_edit_free(edit);
}

void setup_note_free(SetupNote *note) {
    if (note == NULL)
        return;
    g_free(note->config);
    g_free(note->path);
    g_ptr_array_unref(note->rows);
    g_ptr_array_unref(note->made);
    g_free(note);
}

static SetupNote *note_new(const char *config) {
    SetupNote *note = g_new0(SetupNote, 1);
    note->config = g_strdup(config);
    note->path = g_build_filename(config, SETUP_NOTE, NULL);
    note->rows = g_ptr_array_new_with_free_func(free_edit);
    note->made = g_ptr_array_new_with_free_func(g_free);
    return note;
}

static void read_row(SetupNote *note, GKeyFile *file, const char *group) {
    g_autofree char *where = g_key_file_get_string(file, group, "list", NULL);
    g_autofree char *made = g_key_file_get_string(file, group, "made", NULL);
    if (made != NULL)
        g_ptr_array_add(note->made, g_steal_pointer(&made));
    if (where == NULL)
        return;
    SetupEdit *row = setup_edit_new(where, g_key_file_get_boolean(file, group, "master", NULL));
    row->element = g_key_file_get_string(file, group, "added", NULL);
    row->rest = g_key_file_get_string(file, group, "beside", NULL);
    row->was_set = g_key_file_get_boolean(file, group, "was-set", NULL);
    if (row->element == NULL || row->rest == NULL)
        setup_edit_free(row);
    else
        g_ptr_array_add(note->rows, row);
}

SetupNote *setup_note_read(const char *config, GError **error) {
    g_autoptr(SetupNote) note = note_new(config);
    g_autofree char *path = g_build_filename(note->path, "edits", NULL);
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autoptr(GError) cause = NULL;
    if (!g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, &cause)) {
        if (!g_error_matches(cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
            fault_set(error, FATE_CONFIG, "%s: %s; compare before/ and after/ beside it by hand", path,
                      cause->message);
        return NULL;
    }
    g_auto(GStrv) groups = g_key_file_get_groups(file, NULL);
    for (char **group = groups; *group != NULL; group++)
        read_row(note, file, *group);
    return g_steal_pointer(&note);
}

static bool write_note(const SetupNote *note, const char *directory, GError **error) {
    g_autoptr(GKeyFile) file = g_key_file_new();
    for (guint i = 0; i < note->rows->len; i++) {
        const SetupEdit *row = note->rows->pdata[i];
        g_autofree char *group = g_strdup_printf("edit %u", i + 1);
        g_key_file_set_string(file, group, "list", row->where);
        g_key_file_set_boolean(file, group, "master", row->master);
        g_key_file_set_string(file, group, "added", row->element);
        g_key_file_set_string(file, group, "beside", row->rest);
        g_key_file_set_boolean(file, group, "was-set", row->was_set);
    }
    for (guint i = 0; i < note->made->len; i++) {
        g_autofree char *group = g_strdup_printf("directory %u", i + 1);
        g_key_file_set_string(file, group, "made", note->made->pdata[i]);
    }
    g_key_file_set_comment(
        file, NULL, NULL,
        " What `earshot setup postfix --apply` did here; `earshot setup postfix --undo` takes it\n"
        " back. before/ and after/ hold Postfix's files as they were and as they were left.",
        NULL);
    g_autofree char *path = g_build_filename(directory, "edits", NULL);
    return g_key_file_save_to_file(file, path, error);
}

static void remove_note(const char *path) {
    static const char *const PARTS[] = {"before", "after"};
    for (guint i = 0; i < G_N_ELEMENTS(PARTS); i++) {
        g_autofree char *part = g_build_filename(path, PARTS[i], NULL);
        setup_files_remove(part);
    }
    g_autofree char *edits = g_build_filename(path, "edits", NULL);
    g_unlink(edits);
    g_rmdir(path);
}

// --- one file against the note ---

typedef enum State { AS_BEFORE, AS_AFTER, CHANGED } State;

typedef struct Known {
    SetupFiles before, after, now;
    State state[SETUP_FILES];
} Known;

static void known_clear(Known *known) {
    setup_files_clear(&known->before);
    setup_files_clear(&known->after);
    setup_files_clear(&known->now);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Known, known_clear)

static bool known_read(Known *known, const SetupNote *note, GError **error) {
    g_autofree char *before = g_build_filename(note->path, "before", NULL);
    g_autofree char *after = g_build_filename(note->path, "after", NULL);
    if (!setup_files_read(&known->before, before, error) || !setup_files_read(&known->after, after, error) ||
        !setup_files_read(&known->now, note->config, error))
        return false;
    for (int i = 0; i < SETUP_FILES; i++)
        known->state[i] = g_string_equal(known->now.text[i], known->before.text[i])  ? AS_BEFORE
                          : g_string_equal(known->now.text[i], known->after.text[i]) ? AS_AFTER
                                                                                     : CHANGED;
    return true;
}

// The arguments for postconf that take one row back, or NULL where it is not there any more. A list that we
// began, and that holds nothing new, goes; others lose our element.
static char **undo_arguments(const Postfix *postfix, const SetupEdit *row) {
    const char *present = g_hash_table_lookup(row->master ? postfix->overrides : postfix->own, row->where);
    g_autoptr(GPtrArray) list = setup_list_of(present);
    const int at = setup_list_find(list, row->element);
    if (at < 0)
        return NULL;
    g_ptr_array_remove_index(list, (guint)at);
    g_autofree char *rest = setup_list_text(list, row->master);
    char **arguments = g_new0(char *, 3);
    const bool remove = !row->was_set && strcmp(rest, row->rest) == 0;
    arguments[0] = g_strdup(remove ? (row->master ? "-PX" : "-X") : (row->master ? "-P" : "-e"));
    arguments[1] = remove ? g_strdup(row->where) : g_strdup_printf("%s=%s", row->where, rest);
    return arguments;
}

// Takes the rows of one file out of the copy in `directory`.
static bool take_out(const SetupNote *note, bool master, const char *directory, GError **error) {
    g_autoptr(Postfix) postfix = postfix_open(directory, error);
    for (guint i = 0; postfix != NULL && i < note->rows->len; i++) {
        const SetupEdit *row = note->rows->pdata[i];
        g_auto(GStrv) arguments = row->master == master ? undo_arguments(postfix, row) : NULL;
        if (arguments != NULL &&
            !postfix_run("postconf", directory, (const char *const *)arguments, NULL, error))
            return false;
    }
    return postfix != NULL;
}

// Makes in `directory` both files as they are without us.
static bool make_before(const SetupNote *note, const char *directory, bool *changed, GError **error) {
    g_auto(Known) known = {0};
    if (!known_read(&known, note, error) || !setup_files_copy(&known.now, directory, note->config, error))
        return false;
    for (int i = 0; i < SETUP_FILES; i++)
        if (known.state[i] == CHANGED && !take_out(note, i == 1, directory, error))
            return false;
    for (int i = 0; i < SETUP_FILES; i++) {
        *changed = *changed || known.state[i] == CHANGED;
        if (known.state[i] != CHANGED &&
            !setup_files_put(directory, i, known.before.text[i], note->config, error))
            return false;
    }
    return true;
}

// Puts those of both files in their place that differ.
static bool install(const char *from, const char *into, GError **error) {
    g_auto(SetupFiles) wanted = {0}, present = {0};
    if (!setup_files_read(&wanted, from, error) || !setup_files_read(&present, into, error))
        return false;
    for (int i = 0; i < SETUP_FILES; i++)
        if (!g_string_equal(wanted.text[i], present.text[i]) &&
            !setup_files_put(into, i, wanted.text[i], into, error))
            return false;
    return true;
}

static bool check(const Postfix *postfix, GError **error) {
    return postfix_run("postfix", postfix->given ? postfix->directory : NULL,
                       (const char *const[]){"check", NULL}, NULL, error);
}

// --- apply ---

static const SetupEdit *row_of(const SetupNote *note, const char *where) {
    for (guint i = 0; note != NULL && i < note->rows->len; i++)
        if (strcmp(((const SetupEdit *)note->rows->pdata[i])->where, where) == 0)
            return note->rows->pdata[i];
    return NULL;
}

static void note_row(SetupNote *note, const SetupEdit *edit, bool was_set) {
    SetupEdit *row = setup_edit_new(edit->where, edit->master);
    row->element = g_strdup(edit->element);
    row->rest = g_strdup(edit->rest);
    row->was_set = was_set;
    g_ptr_array_add(note->rows, row);
}

// What we did before and do now. What an admin had wired by hand is no row: it is not ours to take back.
static SetupNote *merge(const Postfix *postfix, const SetupPlan *plan, const SetupNote *old) {
    SetupNote *note = note_new(postfix->directory);
    for (guint i = 0; i < plan->edits->len; i++) {
        const SetupEdit *edit = plan->edits->pdata[i], *known = row_of(old, edit->where);
        if (known != NULL || !edit->done)
            note_row(note, edit, known == NULL ? edit->was_set : known->was_set);
    }
    for (guint i = 0; old != NULL && i < old->rows->len; i++) {
        const SetupEdit *row = old->rows->pdata[i];
        if (row_of(note, row->where) == NULL)
            note_row(note, row, row->was_set);
    }
    for (guint i = 0; old != NULL && i < old->made->len; i++)
        g_ptr_array_add(note->made, g_strdup(old->made->pdata[i]));
    for (guint i = 0; i < plan->directories->len; i++)
        g_ptr_array_add(note->made, g_strdup(plan->directories->pdata[i]));
    return note;
}

static bool make_after(const SetupPlan *plan, const SetupFiles *now, const char *config,
                       const char *directory, GError **error) {
    if (!setup_files_copy(now, directory, config, error))
        return false;
    for (guint i = 0; i < plan->edits->len; i++) {
        const SetupEdit *edit = plan->edits->pdata[i];
        g_auto(GStrv) arguments = setup_edit_arguments(edit);
        if (!edit->done && !postfix_run("postconf", directory, (const char *const *)arguments, NULL, error))
            return false;
    }
    return true;
}

static bool make_stage(const Postfix *postfix, const SetupPlan *plan, const SetupNote *old, const char *stage,
                       const SetupFiles *now, GError **error) {
    g_autofree char *before = g_build_filename(stage, "before", NULL);
    g_autofree char *after = g_build_filename(stage, "after", NULL);
    g_autoptr(SetupNote) note = merge(postfix, plan, old);
    bool changed = false;
    remove_note(stage); // of a run that was killed
    return (old == NULL ? setup_files_copy(now, before, postfix->directory, error)
                        : make_before(old, before, &changed, error)) &&
           make_after(plan, now, postfix->directory, after, error) && write_note(note, stage, error);
}

static bool make_directory(const char *path, const char *mail_owner, GError **error) {
    const struct passwd *owner = getpwnam("earshot");
    const uid_t user = owner == NULL ? 0 : owner->pw_uid;
    if (owner == NULL)
        return fault_set(error, FATE_CONFIG,
                         "%s: there is no user earshot; make one: adduser --system --group earshot", path);
    const struct passwd *postfix = getpwnam(mail_owner);
    if (postfix == NULL)
        return fault_set(error, FATE_CONFIG, "%s: there is no user %s, the mail_owner; see main.cf", path,
                         mail_owner);
    if (g_mkdir(path, 0700) == 0 && chown(path, user, postfix->pw_gid) == 0 && chmod(path, 02750) == 0)
        return true;
    return fault_set(error, FATE_CONFIG, "%s: cannot be made: %s; make it by hand", path, g_strerror(errno));
}

// The new note takes the old one's place at once.
static bool place_note(const char *stage, const char *path, GError **error) {
    const bool there = g_file_test(path, G_FILE_TEST_EXISTS);
    if (renameat2(AT_FDCWD, stage, AT_FDCWD, path, there ? RENAME_EXCHANGE : 0) != 0)
        return fault_set(error, FATE_CONFIG, "%s: cannot be written: %s", path, g_strerror(errno));
    if (there)
        remove_note(stage);
    return true;
}

static void put_back(const char *directory, const SetupFiles *files) {
    for (int i = 0; i < SETUP_FILES; i++)
        setup_files_put(directory, i, files->text[i], directory, NULL);
}

static bool carry_out(const Postfix *postfix, const SetupPlan *plan, const char *after, const SetupFiles *now,
                      GError **error) {
    for (guint i = 0; i < plan->directories->len; i++)
        if (!make_directory(plan->directories->pdata[i], postfix_value(postfix, "mail_owner"), error))
            return false;
    if (install(after, postfix->directory, error) && check(postfix, error))
        return true;
    put_back(postfix->directory, now);
    return false;
}

bool setup_note_apply(const Postfix *postfix, const SetupPlan *plan, const SetupNote *old, GError **error) {
    g_autofree char *stage = g_build_filename(postfix->directory, SETUP_STAGE, NULL);
    g_autofree char *path = g_build_filename(postfix->directory, SETUP_NOTE, NULL);
    g_autofree char *after = g_build_filename(path, "after", NULL);
    g_auto(SetupFiles) now = {0};
    if (!check(postfix, error) || !setup_files_read(&now, postfix->directory, error))
        return false;
    if (!make_stage(postfix, plan, old, stage, &now, error) || !place_note(stage, path, error)) {
        remove_note(stage);
        return false;
    }
    if (carry_out(postfix, plan, after, &now, error))
        return true;
    if (old == NULL)
        remove_note(path);
    return false;
}

// --- undo ---

static void add_command(GPtrArray *commands, const SetupNote *note, char **arguments) {
    g_autofree char *directory = g_shell_quote(note->config);
    g_autofree char *what = g_shell_quote(arguments[1]);
    g_ptr_array_add(commands, g_strdup_printf("postconf -c %s %s %s", directory, arguments[0], what));
}

GPtrArray *setup_note_commands(const SetupNote *note, bool master, GError **error) {
    g_auto(Known) known = {0};
    g_autoptr(GPtrArray) commands = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Postfix) postfix = postfix_open(note->config, error);
    if (postfix == NULL || !known_read(&known, note, error))
        return NULL;
    const State state = known.state[master ? 1 : 0];
    if (state == AS_AFTER)
        g_ptr_array_add(commands, g_strdup_printf("cp -p %s/before/%s %s/", note->path,
                                                  setup_file_name(master ? 1 : 0), note->config));
    for (guint i = 0; state == CHANGED && i < note->rows->len; i++) {
        const SetupEdit *row = note->rows->pdata[i];
        g_auto(GStrv) arguments = row->master == master ? undo_arguments(postfix, row) : NULL;
        if (arguments != NULL)
            add_command(commands, note, arguments);
    }
    return g_steal_pointer(&commands);
}

bool setup_note_undo(const SetupNote *note, bool *changed, GError **error) {
    g_autofree char *stage = g_build_filename(note->config, SETUP_STAGE, NULL);
    g_autofree char *before = g_build_filename(stage, "before", NULL);
    remove_note(stage);
    const bool good = make_before(note, before, changed, error) && install(before, note->config, error);
    remove_note(stage);
    if (!good)
        return false;
    for (guint i = 0; i < note->made->len; i++)
        g_rmdir(note->made->pdata[i]); // stays where sockets are in it
    remove_note(note->path);
    return true;
}
