// The digest by hand: as text at the terminal, as a page in a file, or sent to the
// product manager. What is shown here carries no token: whoever may read the store
// may look, but commands come only with the mail that was sent.
#include <stdio.h>
#include <sysexits.h>

#include "ctl.h"
#include "digest_write.h"
#include "fault.h"
#include "post.h"
#include "thread.h"
#include "unheard.h"
#include "units.h"
#include "wake.h"

typedef struct Asked {
    char *pm;
    char *as_of;
    char *html; // a file, "-" for stdout
    gboolean print, send;
} Asked;

typedef struct Digesting {
    const Config *config;
    const Pm *pm;
    int64_t now;
    uint64_t unheard;
    Digest *digest;
    Post *post;
    bool added;
} Digesting;

// --- a view ---

static bool gather(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Digesting *digesting = data;
    digesting->digest = digest_gather(txn, digesting->config, digesting->pm, digesting->now);
    return digesting->digest != NULL;
}

static int show(Daemon *daemon, Digesting *digesting, const char *html) {
    if (!ctl_read(daemon, gather, digesting))
        return daemon->status;
    g_autoptr(Digest) digest = g_steal_pointer(&digesting->digest);
    g_autoptr(Phrasebook) book = phrasebook_new(digesting->pm->languages);
    const DigestPaper paper = {.book = book};
    digest->unheard = digesting->unheard;
    if (html != NULL) {
        g_autofree char *page = digest_html(digest, &paper);
        return ctl_put_page("digest", html, page, true);
    }
    g_autofree char *text = digest_text(digest, &paper);
    fputs(text, stdout);
    return EX_OK;
}

// --- a mail ---

static bool make(StoreTxn *txn, void *data, GError **error) {
    Digesting *digesting = data;
    digesting->post =
        post_make(txn, digesting->config, digesting->pm, 0, digesting->unheard, digesting->now, error);
    return digesting->post != NULL;
}

static bool add(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Digesting *digesting = data;
    digesting->added = post_add(txn, digesting->config, digesting->post, digesting->now);
    return !store_failed(txn);
}

static int send_mail(Daemon *daemon, Digesting *digesting) {
    GError *error = NULL;
    if (!ctl_read(daemon, make, digesting))
        return daemon->status;
    g_autoptr(Post) post = g_steal_pointer(&digesting->post);
    digesting->post = post;
    if (!store_write(daemon->store, add, digesting, 0, &error)) {
        daemon_fail(daemon, error);
        return daemon->status;
    }
    g_autofree char *id = thread_id_format(post_id(post));
    printf("%s %s: to %s%s\n", digesting->added ? "outbox" : "already in the outbox", id,
           digesting->pm->address,
           daemon->config->relay_url == NULL ? "; it waits there, since there is no [relay] url" : "");
    g_autoptr(Wake) wake = wake_new(daemon->directory, NULL);
    wake_poke(wake);
    return EX_OK;
}

// --- the command ---

static bool pm_of(const Daemon *daemon, const char *name, Digesting *digesting) {
    digesting->config = daemon->config;
    digesting->pm = config_pm(daemon->config, name);
    if (digesting->pm != NULL)
        return true;
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < daemon->config->pms->len; i++) {
        const Pm *pm = daemon->config->pms->pdata[i];
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "; there is ", pm->name);
    }
    fprintf(stderr, "%s: no [pm %s] in %s%s\n", name, name, daemon->config_path, names->str);
    return false;
}

static int run(Daemon *daemon, const Asked *asked, int64_t now) {
    Digesting digesting = {.now = now};
    if (!ctl_open_store(daemon))
        return daemon->status;
    if (!pm_of(daemon, asked->pm, &digesting))
        return EX_DATAERR;
    unheard_count(store_directory(daemon->store), now - G_TIME_SPAN_DAY, &digesting.unheard, NULL);
    return asked->send ? send_mail(daemon, &digesting) : show(daemon, &digesting, asked->html);
}

// Exactly one thing to do; what is sent tells how things stand now.
static bool is_sound(const Asked *asked, int argc) {
    if (asked->send && asked->as_of != NULL) {
        fputs("earshot digest: --send tells how things stand now; leave out --as-of\n", stderr);
        return false;
    }
    return asked->pm != NULL && asked->print + asked->send + (asked->html != NULL) == 1 && argc == 1;
}

static int parse_and_run(Daemon *daemon, Asked *asked, int argc, char **argv) {
    static const CtlCommand USAGE = {"digest", "--pm NAME [--as-of TIME] --print | --html FILE | --send",
                                     "the product manager's view", NULL};
    const GOptionEntry entries[] = {
        {"pm", 0, 0, G_OPTION_ARG_STRING, &asked->pm, "for this product manager", "NAME"},
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &asked->as_of, "as it was at that time (default: now)", "TIME"},
        {"print", 0, 0, G_OPTION_ARG_NONE, &asked->print, "as text, to standard output", NULL},
        {"html", 0, 0, G_OPTION_ARG_FILENAME, &asked->html,
         "as a page, into this file (-: to standard output)", "FILE"},
        {"send", 0, 0, G_OPTION_ARG_NONE, &asked->send, "by mail to them, beside that of the day", NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (!is_sound(asked, argc))
        return ctl_usage(&USAGE);
    int64_t now = g_get_real_time();
    g_autoptr(GError) error = NULL;
    if (asked->as_of == NULL || units_time_parse(asked->as_of, &now, &error))
        return run(daemon, asked, now);
    fprintf(stderr, "earshot digest: --as-of: %s\n", error->message);
    return EX_USAGE;
}

int ctl_digest(Daemon *daemon, int argc, char **argv) {
    Asked asked = {0};
    const int status = parse_and_run(daemon, &asked, argc, argv);
    g_free(asked.pm);
    g_free(asked.as_of);
    g_free(asked.html);
    return status;
}
