#ifndef EARSHOT_REPORT_PLAIN_H
#define EARSHOT_REPORT_PLAIN_H
// Reports that are written for people only: qmail's QSBMF, Exim's, Sendmail's,
// Postfix's, Gmail's and Exchange's texts. Private to report.

#include "report.h"

// Reads the text of a mail that a mail system wrote (valid UTF-8). Changes nothing when it tells of no
// delivery.
void report_read_plain(Report *report, const char *text);

#endif
