// The configuration and the files it names: what stands in them, and who may read
// them. A file that the daemons' user cannot read works for root, who tries it out,
// and fails at the next start.
#include "doctor.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ctl_check.h"
#include "lint.h"

// --- what stands in them ---

// The file may be right, and it is we who may not read what it names.
static bool is_unseen(const Doctor *doctor) {
    const Config *config = doctor->config;
    const char *files[] = {config == NULL ? NULL : config->key_file,
                           config == NULL ? NULL : config->relay_password_file};
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        if (files[i] != NULL && access(files[i], R_OK) != 0 && errno == EACCES)
            return true;
    return false;
}

void doctor_check_configuration(Doctor *doctor) {
    const bool unseen = is_unseen(doctor);
    for (guint i = 0; i < doctor->errors->len; i++) {
        if (unseen) {
            doctor_deny(doctor, "%s", (const char *)doctor->errors->pdata[i]);
            continue;
        }
        doctor_say(doctor, DOCTOR_FAIL, "%s", (const char *)doctor->errors->pdata[i]);
        doctor_mend(doctor, "mend what it names, then");
        doctor_earshot(doctor, NULL, "check", NULL);
    }
    if (doctor->config == NULL || doctor->errors->len > 0)
        return;
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
    check_silence(doctor->config, notes);
    for (guint i = 0; i < notes->len; i++) {
        doctor_say(doctor, DOCTOR_WARN, "%s", (const char *)notes->pdata[i]);
        doctor_mend(doctor, "change one of them in %s, unless it is meant so", doctor->config_path);
    }
    doctor_say(doctor, DOCTOR_OK, "%s has no errors: %u mailbox%s, mode = %s", doctor->config_path,
               doctor->config->mailboxes->len, doctor->config->mailboxes->len == 1 ? "" : "es",
               mode_name(doctor->config->mode));
}

void doctor_check_people(Doctor *doctor) {
    const GPtrArray *mailboxes = doctor->config->mailboxes;
    guint alone = 0;
    for (guint i = 0; i < mailboxes->len; i++) {
        const Mailbox *mailbox = mailboxes->pdata[i];
        if (config_pm_of(doctor->config, mailbox) != NULL)
            continue;
        alone++;
        doctor_say(doctor, DOCTOR_WARN,
                   "nobody is told of [mailbox %s]: no alert, no digest, no word of a missed clock",
                   mailbox->name);
        doctor_mend(doctor, "write pm = NAME into its section of %s, and [pm NAME] with an address",
                    doctor->config_path);
    }
    if (alone == 0)
        doctor_say(doctor, DOCTOR_OK, "every mailbox has a product manager");
}

// As `earshot template check` says it; what a daemon would refuse to start with is a failure.
void doctor_check_templates(Doctor *doctor) {
    g_autoptr(GPtrArray) fatal = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    const GPtrArray *mailboxes = doctor->config->mailboxes;
    check_templates(doctor->config, fatal);
    for (guint i = 0; i < mailboxes->len; i++)
        if (((const Mailbox *)mailboxes->pdata[i])->templates != NULL)
            (void)lint_templates(((const Mailbox *)mailboxes->pdata[i])->templates, found, NULL);
    for (guint i = 0; i < fatal->len; i++)
        if (!g_ptr_array_find_with_equal_func(found, fatal->pdata[i], g_str_equal, NULL))
            g_ptr_array_add(found, g_strdup(fatal->pdata[i]));
    for (guint i = 0; i < found->len; i++) {
        const bool grave = g_ptr_array_find_with_equal_func(fatal, found->pdata[i], g_str_equal, NULL);
        doctor_say(doctor, grave ? DOCTOR_FAIL : DOCTOR_WARN, "%s", (const char *)found->pdata[i]);
        doctor_mend(doctor, "mend it, then look again; removing the file brings back the built-in text");
        doctor_earshot(doctor, NULL, "template", "check", NULL);
    }
    if (found->len == 0)
        doctor_say(doctor, DOCTOR_OK, "all texts are complete");
}

// --- who may read them ---

// The daemons' user must be able to, unless nobody knows who that is.
static bool check_readable(Doctor *doctor, const char *path, int how) {
    g_autofree char *where = NULL;
    if (access(path, F_OK) != 0 && errno == EACCES) {
        doctor_deny(doctor, "%s cannot be looked at", path);
        return false;
    }
    g_autofree char *trouble =
        doctor->daemon.known ? person_trouble(&doctor->daemon, path, how, &where) : NULL;
    if (trouble == NULL)
        return true;
    doctor_say(doctor, DOCTOR_FAIL, "%s: %s cannot read %s", trouble, doctor->daemon.name, path);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        doctor_mend(doctor, "put the file there, or take the line that names it out of %s",
                    doctor->config_path);
        return false;
    }
    doctor_mend(doctor, "let the group of %s read it", doctor->daemon.name);
    doctor_command(doctor, "chgrp", doctor->daemon.name, where, NULL);
    doctor_command(doctor, "chmod", g_file_test(where, G_FILE_TEST_IS_DIR) ? "g+rx" : "g+r", where, NULL);
    return false;
}

// What others could write, they could have written.
static bool check_unwritable(Doctor *doctor, const char *path) {
    struct stat status;
    if (stat(path, &status) != 0 || (status.st_mode & S_IWOTH) == 0)
        return true;
    doctor_say(doctor, DOCTOR_FAIL, "everybody on this machine may write %s (mode %04o)", path,
               status.st_mode & 07777);
    doctor_mend(doctor, "look whether what stands in it is yours, then");
    doctor_command(doctor, "chmod", "o-w", path, NULL);
    return false;
}

static bool check_password(Doctor *doctor) {
    const char *path = doctor->config->relay_password_file;
    struct stat status;
    if (path == NULL)
        return true;
    if (stat(path, &status) == 0 && (status.st_mode & S_IRWXO) != 0) {
        doctor_say(doctor, DOCTOR_FAIL,
                   "everybody on this machine may read the relay's password: %s has mode %04o", path,
                   status.st_mode & 07777);
        doctor_mend(doctor, "take that away, and change the password where others have logins here");
        doctor_command(doctor, "chmod", "o-rwx", path, NULL);
        return false;
    }
    return check_readable(doctor, path, R_OK);
}

void doctor_check_files(Doctor *doctor) {
    bool well = check_readable(doctor, doctor->config_path, R_OK);
    well = check_unwritable(doctor, doctor->config_path) && well;
    well = check_password(doctor) && well;
    const GPtrArray *mailboxes = doctor->config->mailboxes;
    for (guint i = 0; i < mailboxes->len; i++) {
        const Mailbox *mailbox = mailboxes->pdata[i];
        if (mailbox->templates != NULL)
            well = check_readable(doctor, mailbox->templates, R_OK | X_OK) && well;
        if (mailbox->holidays != NULL)
            well = check_readable(doctor, mailbox->holidays, R_OK) && well;
    }
    if (well && doctor->daemon.known)
        doctor_say(doctor, DOCTOR_OK, "%s can read what it needs, and others cannot write it",
                   doctor->daemon.name);
    else if (well)
        doctor_say(doctor, DOCTOR_SKIP, "nobody knows which user the daemons run as");
}

// --- the key ---

static void say_no_key(Doctor *doctor, const char *path) {
    doctor_say(doctor, DOCTOR_FAIL, "there is no key: %s is not there", path);
    if (doctor->status->stored) {
        doctor_mend(doctor, "put back the copy that you keep: this store opens with no other key");
        return;
    }
    const char *user = doctor->daemon.known ? doctor->daemon.name : "earshot";
    const char *const as[] = {"runuser", "-u", user, "--", NULL};
    doctor_mend(doctor, "make it as the user that the daemons run as");
    doctor_earshot(doctor, as, "key", "init", NULL);
}

// Who may read it: whom the daemons run as, and nobody else; by a group of theirs, too.
static bool check_key_access(Doctor *doctor, const char *path, const struct stat *status) {
    bool well = true;
    if ((status->st_mode & (S_IRWXO | S_IWGRP)) != 0) {
        well = false;
        doctor_say(doctor, DOCTOR_FAIL,
                   "the key has mode %04o: who else reads it opens the store and its backups",
                   status->st_mode & 07777);
        doctor_mend(doctor, "close it; where others have logins here, think of a new key");
        doctor_command(doctor, "chmod", "0600", path, NULL);
    }
    g_autofree char *trouble =
        doctor->daemon.known ? person_trouble(&doctor->daemon, path, R_OK, NULL) : NULL;
    if (trouble != NULL) {
        well = false;
        doctor_say(doctor, DOCTOR_FAIL, "%s: %s, whom the daemons run as, cannot read the key", trouble,
                   doctor->daemon.name);
        doctor_mend(doctor, "give it to them");
        doctor_command(doctor, "chown", doctor->daemon.name, path, NULL);
    }
    return well;
}

static void check_key_opens(Doctor *doctor, const char *path) {
    g_autoptr(GError) error = NULL;
    if (access(path, R_OK) != 0) {
        doctor_deny(doctor, "%s cannot be read by us", path);
        return;
    }
    g_autoptr(Seal) seal = seal_open(path, &error);
    if (seal != NULL) {
        doctor_say(doctor, DOCTOR_OK, "%s is whole, and closed to others", path);
        return;
    }
    doctor_say(doctor, DOCTOR_FAIL, "%s", error->message);
    doctor_mend(doctor, "put back the copy that you keep: this store opens with no other key");
}

void doctor_check_key(Doctor *doctor) {
    struct stat status;
    const char *path = doctor->config->key_file;
    if (path == NULL || doctor->config->store == NULL)
        doctor_say(doctor, DOCTOR_SKIP, "nothing is stored, so nothing is sealed");
    else if (stat(path, &status) == 0) {
        if (check_key_access(doctor, path, &status))
            check_key_opens(doctor, path);
    } else if (errno == ENOENT)
        say_no_key(doctor, path);
    else
        doctor_deny(doctor, "%s cannot be looked at", path);
}
