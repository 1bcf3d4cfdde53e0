// `earshot template show --kind`: what a customer would get of an order, with words
// as a PM might write them. A mail of this kind is rare and goes to
// somebody who is upset: its tone is better looked at before.
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "ctl_template.h"
#include "outreach.h"
#include "thread.h"

static const OutreachOption OPTIONS[] = {
    {(char *)"We pay back the fee for November.", (char *)"Nothing.", (char *)"By 30 November."},
    {(char *)"We move your shop to a server of its own.", (char *)"Two hours offline, at night.",
     (char *)"On the night of your choice, from 1 December."},
};

static bool find_kind(const char *name, OutreachKind *kind) {
    for (size_t i = 0; i < OUTREACH_KINDS; i++)
        if (strcmp(name, outreach_kind_name((OutreachKind)i)) == 0) {
            *kind = (OutreachKind)i;
            return true;
        }
    g_autoptr(GString) there = g_string_new(NULL);
    for (size_t i = 0; i < OUTREACH_KINDS; i++)
        g_string_append_printf(there, "%s%s", i == 0 ? "" : ", ", outreach_kind_name((OutreachKind)i));
    fprintf(stderr, "earshot template show: there is no kind '%s'; there are: %s\n", name, there->str);
    return false;
}

// A PM's words, by what the kind is about.
static void set_words(Outreach *outreach) {
    switch (outreach->kind) {
    case OUTREACH_NO:
        outreach->reason = "An export of all customers at once would slow down every shop on your server.";
        outreach->alternative = "We can send you the same export each night, from 1 December on.";
        break;
    case OUTREACH_BAD_NEWS:
        outreach->text = "The orders of 3 November between 14:00 and 17:00 cannot be restored.\n"
                         "They were not charged, and your customers have been told to order again.";
        outreach->goodwill = "The fee for November is paid back to you.";
        break;
    case OUTREACH_INVITE:
        outreach->text = "Release 4.3 takes orders again when the payment page answers late.\n"
                         "We would switch it on for your shop alone, and off again when you say so.";
        outreach->release = "4.3-beta";
        break;
    case OUTREACH_FIXED:
        outreach->release = "4.3";
        outreach->title = "Orders fail when the payment page answers late";
        break;
    case OUTREACH_CHOICES:
    case OUTREACH_CHOSEN:
    case OUTREACH_UNCLEAR:
    case OUTREACH_FOLLOW_UP:
    case OUTREACH_KINDS:
        break;
    }
}

static Values *example(OutreachKind kind, const Preview *preview, const Config *config, const Seal *seal,
                       const Mailbox *mailbox, int64_t now) {
    g_autoptr(Thread) thread = thread_new();
    g_autoptr(GArray) options = g_array_new(FALSE, FALSE, sizeof(OutreachOption));
    g_array_append_vals(options, OPTIONS, G_N_ELEMENTS(OPTIONS));
    thread->id = 1;
    thread->sent = 1;
    thread->from = g_strdup("ann@customer.example");
    thread->subject = g_strdup("Orders fail again");
    thread->opened = now - 8 * G_TIME_SPAN_DAY;
    const bool chooses = kind == OUTREACH_CHOICES || kind == OUTREACH_CHOSEN || kind == OUTREACH_UNCLEAR;
    Outreach outreach = {.kind = kind,
                         .id = 1,
                         .mailbox = mailbox,
                         .thread = thread,
                         .options = chooses ? options : NULL,
                         .chosen = 2,
                         .now = now};
    set_words(&outreach);
    const OutreachFacts facts = {seal, &outreach, preview->language, config->receipt_domain, NULL};
    return outreach_values(&facts);
}

int preview_outreach(const Preview *preview, const Config *config, const Seal *seal, const Mailbox *mailbox) {
    OutreachKind kind;
    const int64_t now = preview->arrival != 0 ? preview->arrival : g_get_real_time();
    if (!find_kind(preview->kind, &kind) || !preview_have_language(preview, mailbox->templates))
        return EX_DATAERR;
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Outreacher) outreacher = outreacher_new(mailbox->templates, errors);
    for (guint i = 0; i < errors->len; i++)
        fprintf(stderr, "%s\n", (const char *)errors->pdata[i]);
    if (outreacher == NULL)
        return EX_DATAERR;
    g_autoptr(GError) error = NULL;
    g_autoptr(Values) values = example(kind, preview, config, seal, mailbox, now);
    g_autoptr(GBytes) bytes = outreach_compose(outreacher, values, now, &error);
    if (bytes != NULL && preview_print(preview, bytes, &error))
        return EX_OK;
    fprintf(stderr, "earshot template show: %s\n", error == NULL ? "cannot write" : error->message);
    return error == NULL ? EX_IOERR : EX_DATAERR;
}
