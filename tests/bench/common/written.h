#ifndef BENCH_WRITTEN_H
#define BENCH_WRITTEN_H
// Mails that people wrote for contrib/train/pairs, and what is made of one.

#include <glib.h>
#include "fingerprint_parts.h"
#include "verdict.h"

typedef struct Judge { // what all mails share
    Model *model;
    LanguageGuesser *guesser;
} Judge;

// NULL when the model or the languages cannot be read.
Judge *judge_new(void) G_GNUC_WARN_UNUSED_RESULT;
void judge_free(Judge *judge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Judge, judge_free)

// Of the header from Subject on and the body; NULL: it says too little.
Fingerprint *judge_fingerprint(const Judge *judge, const char *subject_and_text) G_GNUC_WARN_UNUSED_RESULT;

// The mails of a file, each as "ID problem=NAME language=xx", a line end and what judge_fingerprint takes.
// NULL when it cannot be read; g_strfreev.
GStrv written_mails(const char *path) G_GNUC_WARN_UNUSED_RESULT;

#endif
