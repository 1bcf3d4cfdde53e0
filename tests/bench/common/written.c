// Shared by the benches of fingerprints and of groups: both judge the same written mails, and two ways to do
// that would be two results.
#include "written.h"

#include <string.h>

#include "message.h"
#include "text.h"

Judge *judge_new(void) {
    Judge *judge = g_new0(Judge, 1);
    judge->model = model_builtin(NULL);
    judge->guesser = language_guesser_new(NULL, NULL);
    if (judge->model != NULL && judge->guesser != NULL)
        return judge;
    judge_free(judge);
    return NULL;
}

void judge_free(Judge *judge) {
    if (judge == NULL)
        return;
    model_free(judge->model);
    language_guesser_free(judge->guesser);
    g_free(judge);
}

Fingerprint *judge_fingerprint(const Judge *judge, const char *subject_and_text) {
    g_autofree char *raw = g_strconcat("From: a@customer.example\nTo: help@example.org\n"
                                       "Content-Type: text/plain; charset=utf-8\n",
                                       subject_and_text, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new(raw, strlen(raw));
    g_autoptr(Message) message = message_parse(bytes, NULL);
    g_autoptr(Text) text = text_extract(message, g_get_monotonic_time() + G_TIME_SPAN_HOUR);
    g_autoptr(Verdict) verdict = verdict_of(judge->model, judge->guesser, text, false);
    return fingerprint_of(text, verdict);
}

GStrv written_mails(const char *path) {
    g_autofree char *content = NULL;
    if (!g_file_get_contents(path, &content, NULL, NULL))
        return NULL;
    g_autofree char *all = g_strconcat("\n", content, NULL);
    GStrv blocks = g_strsplit(all, "\n== ", -1);
    const guint count = g_strv_length(blocks);
    if (count > 0) { // what stands before the first is no mail
        g_free(blocks[0]);
        memmove(blocks, blocks + 1, count * sizeof *blocks);
    }
    return blocks;
}
