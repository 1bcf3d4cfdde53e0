// One conversation for handing on, in the language of its product manager or
// another. What is written to a file holds customers' words: nobody else may read it.
#include "ctl_thread.h"

#include <stdio.h>
#include <sysexits.h>

#include "dossier.h"

typedef struct Handing {
    const Config *config;
    const CtlDossier *wish;
    // Found
    char *written; // text or page
    GError *unknown;
} Handing;

// A mailbox without a manager is told as the first one would be.
static const Pm *pm_for(const Config *config, const Thread *thread) {
    const Mailbox *mailbox = config_mailbox(config, thread->mailbox);
    const Pm *pm = config_pm_of(config, mailbox);
    return pm == NULL && config->pms->len > 0 ? config->pms->pdata[0] : pm;
}

static Pm *pm_nobody(void) {
    Pm *pm = pm_new("nobody");
    pm->calendar = calendar_new("24x7", "UTC", NULL);
    return pm;
}

static Phrasebook *book_for(const Pm *pm, const char *language) {
    g_autoptr(GPtrArray) wanted = g_ptr_array_new();
    if (language != NULL)
        g_ptr_array_add(wanted, (char *)(uintptr_t)language);
    return phrasebook_new(language == NULL ? pm->languages : wanted);
}

static bool write_dossier(StoreTxn *txn, void *data, GError **error) {
    (void)error;
    Handing *handing = data;
    g_autoptr(Thread) thread = ctl_thread_find(txn, handing->wish->typed, NULL, &handing->unknown);
    if (thread == NULL)
        return !store_failed(txn);
    const Pm *known = pm_for(handing->config, thread);
    Pm *made = known == NULL ? pm_nobody() : NULL;
    const Pm *pm = known == NULL ? made : known;
    g_autoptr(Phrasebook) book = book_for(pm, handing->wish->language);
    g_autoptr(Dossier) dossier =
        dossier_gather(txn, handing->config, pm, book, thread->id, handing->wish->now);
    if (dossier != NULL)
        handing->written =
            handing->wish->html != NULL ? dossier_html(dossier, book) : dossier_text(dossier, book);
    pm_free(made);
    return !store_failed(txn);
}

static int tell(const Handing *handing) {
    const char *html = handing->wish->html;
    if (handing->written == NULL) {
        fprintf(stderr, "%s\n", handing->unknown == NULL ? "it is gone" : handing->unknown->message);
        return EX_DATAERR;
    }
    return ctl_put_page("thread show", html == NULL ? "-" : html, handing->written, true);
}

int ctl_thread_dossier(Daemon *daemon, const CtlDossier *wish) {
    Handing handing = {.config = daemon->config, .wish = wish};
    const int status = ctl_read(daemon, write_dossier, &handing) ? tell(&handing) : daemon->status;
    g_clear_error(&handing.unknown);
    g_free(handing.written);
    return status;
}
