#include "breaker.h"
Breaker breaker_look(StoreTxn *t, const char *m, int64_t n) { (void)t;(void)m;(void)n; return (Breaker){0}; }
bool breaker_would_hold(StoreTxn *t, const char *m, int64_t n) { (void)t;(void)m;(void)n; return false; }
void breaker_count(StoreTxn *t, const char *m, int64_t n) { (void)t;(void)m;(void)n; }
bool breaker_hold(StoreTxn *t, const char *m, int64_t n) { (void)t;(void)m;(void)n; return false; }
bool breaker_rearm(StoreTxn *t, const char *m, int64_t n) { (void)t;(void)m;(void)n; return false; }
