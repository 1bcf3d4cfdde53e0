#include "lint.h"
bool lint_templates(const char *d, GPtrArray *f) { (void)d;(void)f; return true; }
