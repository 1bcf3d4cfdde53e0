#include "no_answer.h"
void no_answer_free(NoAnswer *n) { g_free(n); }
const char *no_answer_cause_name(NoAnswerCause c) { (void)c; return ""; }
bool no_answer_cause_parse(const char *n, NoAnswerCause *c) { (void)n; (void)c; return false; }
bool no_answer_has(StoreTxn *t, const char *a, int64_t n) { (void)t;(void)a;(void)n; return false; }
NoAnswer *no_answer_get(StoreTxn *t, const char *a) { (void)t;(void)a; return NULL; }
void no_answer_add(StoreTxn *t, const char *a, NoAnswerCause c, const char *d, int64_t n) { (void)t;(void)a;(void)c;(void)d;(void)n; }
bool no_answer_remove(StoreTxn *t, const char *a) { (void)t;(void)a; return false; }
void no_answer_walk(StoreTxn *t, NoAnswerEach e, void *d) { (void)t;(void)e;(void)d; }
