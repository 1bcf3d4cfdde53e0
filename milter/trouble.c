// Ten thousand messages that meet a full disk are one piece of news, not ten
// thousand. What to do hangs on the cause alone, so it is told from the words in
// which the system and the store put it.
#include "trouble.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "log.h"

static const int64_t AGAIN = G_TIME_SPAN_MINUTE;

struct Trouble {
    char *what, *means, *directory;
    atomic_bool lasts;
    pthread_mutex_t lock; // guards all below
    char *cause;
    int64_t since, said; // monotonic
    unsigned count;
};

typedef struct Advice {
    int error;          // of errno, whose words the cause contains; 0:
    const char *words;  // these
    const char *advice; // NULL: the cause itself says what to do, or what it means does
} Advice;

static const Advice advices[] = {
    {0, "earshot store init", NULL},
    {0, "store: PostgreSQL: ",
     "see whether the database runs and lets this machine in; nothing here has to be started"},
    {0, "does not answer", NULL},
    {ENOSPC, NULL, "make room on its disk"},
    {EDQUOT, NULL, "raise the quota or make room"},
    {EFBIG, NULL, "raise the limit on file sizes"},
    {EROFS, NULL, "mount its disk for writing again"},
    {EIO, NULL, "its disk is full, over a quota, or fails: see df and the kernel's log"},
    {EMFILE, NULL, "raise LimitNOFILE"},
    {ENFILE, NULL, "raise fs.file-max"},
    {ENOMEM, NULL, "give it more memory or raise its limit"},
    {EACCES, NULL, "give its user access, or restart where it was mounted since"},
    {0, "MDB_MAP_FULL", "the store cannot grow: raise the limit on its memory (LimitAS)"},
    {0, "MDB_READERS_FULL", "too many programs read the store at once"},
    {0, "MDB_", "run earshot verify; if it finds damage, earshot restore the last backup"},
    {0, "damaged", "run earshot verify; if it finds damage, earshot restore the last backup"},
    {0, "in no known format", "run earshot verify; if it finds damage, earshot restore the last backup"},
    {0, "Invalid argument", "run earshot verify; if it finds damage, earshot restore the last backup"},
    {0, "key file", "put the key file back from the backup"},
    {0, "key-file", "put the key file back from the backup"},
    {0, "Could not resolve host", "see [relay] url and the name service"},
    {0, "Couldn't connect", "start the relay, or see [relay] url"},
    {0, "timed out", "the relay is slow or cannot be reached: see its log and [relay] url"},
    {0, "Connection refused", "start the relay, or see [relay] url"},
    {0, "time budget", "the disk is slow or busy: see its load"},
};

const char *trouble_advice(const char *cause) {
    for (gsize i = 0; i < G_N_ELEMENTS(advices); i++) {
        const char *words = advices[i].error != 0 ? g_strerror(advices[i].error) : advices[i].words;
        if (strstr(cause, words) != NULL)
            return advices[i].advice;
    }
    return NULL;
}

Trouble *trouble_new(const char *what, const char *means, const char *directory) {
    Trouble *trouble = g_new0(Trouble, 1);
    trouble->what = g_strdup(what);
    trouble->means = g_strdup(means);
    trouble->directory = g_strdup(directory);
    pthread_mutex_init(&trouble->lock, NULL);
    return trouble;
}

void trouble_free(Trouble *trouble) {
    if (trouble == NULL)
        return;
    pthread_mutex_destroy(&trouble->lock);
    g_free(trouble->what);
    g_free(trouble->means);
    g_free(trouble->directory);
    g_free(trouble->cause);
    g_free(trouble);
}

static void say(const Trouble *trouble) {
    const char *advice = trouble_advice(trouble->cause);
    g_autofree char *quoted = log_quote(trouble->cause);
    g_autofree char *place = log_word(trouble->directory);
    const bool placed = trouble->directory != NULL;
    log_event(LOG_LEVEL_ERROR, NULL, "event=trouble what=%s times=%u cause=%s%s%s: %s%s%s", trouble->what,
              trouble->count, quoted, placed ? " at=" : "", placed ? place : "",
              trouble->means != NULL ? trouble->means : "",
              trouble->means != NULL && advice != NULL ? "; " : "", advice != NULL ? advice : "");
}

void trouble_note(Trouble *trouble, const char *cause) {
    if (trouble == NULL)
        return;
    const int64_t now = g_get_monotonic_time();
    pthread_mutex_lock(&trouble->lock);
    if (!atomic_exchange(&trouble->lasts, true)) {
        trouble->since = now;
        trouble->count = 0;
        g_clear_pointer(&trouble->cause, g_free);
    }
    trouble->count++;
    const bool changed = g_strcmp0(trouble->cause, cause) != 0;
    // Two causes in turns are old news as well.
    if (trouble->cause == NULL || now - trouble->said >= AGAIN ||
        (changed && now - trouble->said >= AGAIN / 10)) {
        g_free(trouble->cause);
        trouble->cause = g_strdup(cause);
        trouble->said = now;
        say(trouble);
    }
    pthread_mutex_unlock(&trouble->lock);
}

void trouble_end(Trouble *trouble) {
    if (trouble == NULL || !atomic_load(&trouble->lasts))
        return;
    pthread_mutex_lock(&trouble->lock);
    if (atomic_exchange(&trouble->lasts, false)) {
        const int64_t lasted = g_get_monotonic_time() - trouble->since;
        log_event(LOG_LEVEL_NOTICE, NULL, "event=trouble-over what=%s times=%u lasted=%" G_GINT64_FORMAT "s",
                  trouble->what, trouble->count, lasted / G_TIME_SPAN_SECOND);
    }
    pthread_mutex_unlock(&trouble->lock);
}
