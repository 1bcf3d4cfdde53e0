// Whether somebody else may reach a path: the doctor is root as a rule, to whom
// everything is open, and asks for Postfix and for the daemons. By mode and owner;
// what access lists and security modules add is not seen, and a real connection is
// the check that has the last word.
#include "doctor.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void take(Person *person, const struct passwd *entry) {
    enum { MOST = 256 };
    gid_t groups[MOST];
    int count = MOST;
    person_clear(person);
    person->known = true;
    person->name = g_strdup(entry->pw_name);
    person->uid = entry->pw_uid;
    person->groups = g_array_new(FALSE, FALSE, sizeof(gid_t));
    if (getgrouplist(entry->pw_name, entry->pw_gid, groups, &count) < 0)
        count = MOST; // the first of them were filled in
    g_array_append_vals(person->groups, groups, (guint)count);
}

void person_find(Person *person, const char *name) {
    const struct passwd *entry = getpwnam(name);
    if (entry != NULL)
        take(person, entry);
}

void person_find_uid(Person *person, uid_t uid) {
    const struct passwd *entry = getpwuid(uid);
    if (entry != NULL)
        take(person, entry);
}

void person_clear(Person *person) {
    g_clear_pointer(&person->name, g_free);
    g_clear_pointer(&person->groups, g_array_unref);
    person->known = false;
}

static bool is_in_group(const Person *person, gid_t group) {
    for (guint i = 0; i < person->groups->len; i++)
        if (g_array_index(person->groups, gid_t, i) == group)
            return true;
    return false;
}

static bool may(const Person *person, const struct stat *status, int how) {
    const unsigned shift = status->st_uid == person->uid ? 6 : is_in_group(person, status->st_gid) ? 3 : 0;
    const unsigned bits = (status->st_mode >> shift) & 7;
    return person->uid == 0 || (bits & (unsigned)how) == (unsigned)how;
}

// "mode 0640, of root:earshot"; NULL when it is not there.
static char *access_text(const char *path) {
    struct stat status;
    if (stat(path, &status) != 0)
        return NULL;
    const struct passwd *user = getpwuid(status.st_uid);
    const struct group *group = getgrgid(status.st_gid);
    g_autofree char *uid = g_strdup_printf("%u", status.st_uid);
    g_autofree char *gid = g_strdup_printf("%u", status.st_gid);
    return g_strdup_printf("mode %04o, of %s:%s", status.st_mode & 07777, user == NULL ? uid : user->pw_name,
                           group == NULL ? gid : group->gr_name);
}

// One component. NULL when the person may.
static char *trouble_at(const Person *person, const char *path, int how) {
    struct stat status;
    if (stat(path, &status) != 0)
        return errno == ENOENT ? g_strdup_printf("%s is not there", path)
                               : g_strdup_printf("%s: %s", path, g_strerror(errno));
    if (may(person, &status, how))
        return NULL;
    g_autofree char *text = access_text(path);
    return g_strdup_printf("%s has %s", path, text);
}

char *person_trouble(const Person *person, const char *path, int how, char **where) {
    g_autofree char *whole = g_canonicalize_filename(path, NULL);
    for (char *slash = strchr(whole + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        char *trouble = trouble_at(person, whole, X_OK);
        if (trouble != NULL && where != NULL)
            *where = g_strdup(whole);
        *slash = '/';
        if (trouble != NULL)
            return trouble;
    }
    char *trouble = trouble_at(person, whole, how);
    if (trouble != NULL && where != NULL)
        *where = g_strdup(whole);
    return trouble;
}
